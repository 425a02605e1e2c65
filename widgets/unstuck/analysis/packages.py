"""Deals over several issues: what each side wants of each issue, and what a package is worth.

A package settles every issue. What it is worth to a party is the sum, over the issues, of the
party's weight for the issue times its value for the option.

References
----------
R. L. Keeney and H. Raiffa, *Decisions with Multiple Objectives*, 1976, on additive utility; H.
Raiffa, *The Art and Science of Negotiation*, 1982, on scoring packages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from unstuck.analysis._preferences import Issue, Package, Party, distinct, some

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MOST_NUMBERS", "MOST_ROWS", "Issue", "Package", "Party", "Scenario"]

MOST_ROWS = 100_000
"""How many packages `Scenario.rows` and `Scenario.packages` list; a page shows 10,000 at most."""

MOST_NUMBERS = 50_000_000
"""How many utilities, packages times parties, `Scenario.utilities` gives: 400 MB of them."""


@dataclass(frozen=True)
class Scenario:
    """A negotiation over several issues between two or more parties.

    Packages are numbered from 0 in the order in which the last issue changes fastest and the first
    slowest. These numbers are the indices that `unstuck.analysis.bargaining` speaks of.

    Parameters
    ----------
    issues : sequence of Issue
        At least one, each with a name of its own.
    parties : sequence of Party
        At least two, each with a name of its own and with values for exactly these issues.
    name : str, default ""

    Raises
    ------
    ValueError
        If parties and issues do not fit together.

    Examples
    --------
    >>> issues = [Issue("price", ("low", "high")), Issue("date", ("May", "June"))]
    >>> client = Party("client", {"price": (6, 0), "date": (3, 0)}, reservation=4)
    >>> vendor = Party("vendor", {"price": (0, 4), "date": (0, 5)}, reservation=3)
    >>> talks = Scenario(issues, (client, vendor))
    >>> talks.rows()
    ((9.0, 0.0), (6.0, 5.0), (3.0, 4.0), (0.0, 9.0))
    >>> talks.package(1), talks.reservations
    (('low', 'June'), (4.0, 3.0))
    """

    issues: Sequence[Issue]
    parties: Sequence[Party]
    name: str = ""

    def __post_init__(self) -> None:
        distinct([issue.name for issue in self.issues], "issue")
        distinct([party.name for party in self.parties], "party", "parties")
        if len(self.parties) < 2:
            raise ValueError("There must be at least two parties and there is one; add another.")
        for party in self.parties:
            self._check(party)
        object.__setattr__(self, "issues", tuple(self.issues))
        object.__setattr__(self, "parties", tuple(self.parties))

    def _check(self, party: Party) -> None:
        """Refuse a party whose values do not fit the issues."""
        for issue in self.issues:
            if issue.name not in party.values:
                raise ValueError(
                    f"'{party.name}' has no values for the issue '{issue.name}'; "
                    f"give {len(issue.options)}, one for each option."
                )
            found = len(party.values[issue.name])
            if found != len(issue.options):
                raise ValueError(
                    f"'{party.name}' must have {len(issue.options)} values for '{issue.name}', "
                    f"one for each option, not {found}; make the two lists equally long."
                )
        known = {issue.name for issue in self.issues}
        for name in party.values:
            if name not in known:
                raise ValueError(
                    f"'{party.name}' has values for '{name}', which is no issue; "
                    f"use one of these: {', '.join(sorted(known))}."
                )

    @classmethod
    def from_toml(cls, source: str | Path) -> Scenario:
        """Read a scenario from a TOML file, or from its text.

        Parameters
        ----------
        source : str or Path
            A path; a text with a line break in it is taken for the content itself.

        Returns
        -------
        Scenario

        Raises
        ------
        ValueError
            If the file cannot be read or does not have this form.

        Examples
        --------
        Values stand in the order of the options, or beside the options' names. Weights count 1,
        reservation value 0 and discount factor 1 where they are left out.

        >>> talks = Scenario.from_toml('''
        ... name = "A late delivery"
        ...
        ... [[issue]]
        ... name = "price"
        ... options = ["low", "middle", "high"]
        ...
        ... [[issue]]
        ... name = "date"
        ... options = ["May", "June"]
        ...
        ... [[party]]
        ... name = "client"
        ... batna = "wait for the second supplier"
        ... reservation = 4
        ... weights = { price = 0.5 }
        ... values = { price = [10, 5, 0], date = { May = 6, June = 0 } }
        ...
        ... [[party]]
        ... name = "vendor"
        ... values = { price = [0, 3, 6], date = [0, 8] }
        ... ''')
        >>> talks.worth(("high", "May"))
        (6.0, 6.0)
        """
        from unstuck.analysis._scenario_toml import read

        name, issues, parties = read(source)
        return cls(issues, parties, name)

    @classmethod
    def from_genius(cls, domain: str | Path, *profiles: str | Path) -> Scenario:
        """Read a scenario from the XML files of the Genius platform.

        Parameters
        ----------
        domain : str or Path
            The file with issues and options; a text that begins with ``<`` is taken for the
            content itself.
        *profiles : str or Path
            A file for each party, at least two. A party is called by its file's name.

        Returns
        -------
        Scenario
            Discrete issues, and integer ones with a linear evaluator. Weights are as given. An
            option is valued at its evaluation over the highest evaluation of the issue; an integer
            at ``offset + slope × (integer - lower bound)``, held between 0 and 1. Reservation value
            and discount factor are read; without them they are 0 and 1.

        Raises
        ------
        ValueError
            If a file cannot be read, is too large, is not what it should be, or the files do not
            fit together. Document types and entities are refused; nothing is fetched.

        References
        ----------
        R. Lin, S. Kraus, T. Baarslag, D. Tykhonov, K. Hindriks and C. M. Jonker, "Genius: an
        integrated environment for supporting the design of generic automated negotiators",
        *Computational Intelligence* 30(1), 2014, 48-70.
        """
        from unstuck.analysis._genius import read

        name, issues, parties = read(domain, profiles)
        return cls(issues, parties, name)

    @property
    def size(self) -> int:
        """How many packages there are."""
        return math.prod(len(issue.options) for issue in self.issues)

    @property
    def reservations(self) -> tuple[float, ...]:
        """Each party's reservation value: the disagreement point of the bargaining solutions."""
        return tuple(party.reservation for party in self.parties)

    @cached_property
    def points(self) -> tuple[tuple[tuple[float, ...], ...], ...]:
        """What an option adds for each party: ``points[issue][option][party]``."""
        return tuple(
            tuple(zip(*(party.points(issue.name) for party in self.parties), strict=True))
            for issue in self.issues
        )

    def choices(self, package: Iterable[str]) -> tuple[int, ...]:
        """Return the place of each option of a package among its issue's options, from 0.

        Raises
        ------
        ValueError
            If it does not have one known option for each issue.
        """
        given = tuple(package)
        if len(given) != len(self.issues):
            raise ValueError(
                f"A package must have {len(self.issues)} options, one for each issue, "
                f"not {len(given)}; add or drop some."
            )
        for issue, option in zip(self.issues, given, strict=True):
            if option not in issue.options:
                raise ValueError(
                    f"'{issue.name}' has no option {option!r}; "
                    f"choose one of these: {some(issue.options)}."
                )
        return tuple(
            issue.options.index(option) for issue, option in zip(self.issues, given, strict=True)
        )

    def index(self, package: Iterable[str]) -> int:
        """Return the number of a package; ``ValueError`` as in `choices`."""
        place = 0
        for issue, choice in zip(self.issues, self.choices(package), strict=True):
            place = place * len(issue.options) + choice
        return place

    def package(self, index: int) -> Package:
        """Return the package of a number, from 0 to the number of packages less 1.

        Raises
        ------
        ValueError
            If there is no package of that number.
        """
        if not 0 <= index < self.size:
            raise ValueError(
                f"Packages are numbered from 0 to {self.size - 1}, and there is no "
                f"number {index}; choose one of these."
            )
        found, rest = [], int(index)
        for issue in reversed(self.issues):
            rest, choice = divmod(rest, len(issue.options))
            found.append(issue.options[choice])
        return tuple(reversed(found))

    def worth(self, package: Iterable[str]) -> tuple[float, ...]:
        """Return what a package is worth to each party; ``ValueError`` as in `choices`."""
        total = (0.0,) * len(self.parties)
        for options, choice in zip(self.points, self.choices(package), strict=True):
            total = tuple(map(float.__add__, total, options[choice]))
        return total

    def packages(self) -> Iterator[Package]:
        """Return all packages in order; ``ValueError`` if there are more than `MOST_ROWS`."""
        self._few_enough()
        return product(*(issue.options for issue in self.issues))

    def rows(self) -> tuple[tuple[float, ...], ...]:
        """Return what every package is worth to each party, as plain tuples.

        Returns
        -------
        tuple of tuple of float
            A row for each package, in order, with a number for each party.

        Raises
        ------
        ValueError
            If there are more than `MOST_ROWS` packages: `utilities` takes more.
        """
        self._few_enough()
        columns = []
        for party in range(len(self.parties)):
            column = [0.0]
            for options in self.points:
                more = [option[party] for option in options]
                column = [so_far + points for so_far in column for points in more]
            columns.append(column)
        return tuple(zip(*columns, strict=True))

    def utilities(self) -> NDArray[np.float64]:
        """Return what every package is worth to each party, as a numpy array.

        Numpy is imported by this call. `rows` gives the same numbers without it.

        Returns
        -------
        numpy.ndarray of float64, shape (packages, parties)
            Not discounted. Its columns are contiguous.

        Raises
        ------
        ValueError
            If it would hold more than `MOST_NUMBERS` numbers, or numpy is not installed.
        """
        if find_spec("numpy") is None:
            raise ValueError("This needs numpy, which is not installed here; use rows() instead.")
        count = self.size * len(self.parties)
        if count > MOST_NUMBERS:
            raise ValueError(
                f"{_many(self.size)} packages for {len(self.parties)} parties make "
                f"{_many(count)} numbers, more than {MOST_NUMBERS:,}; leave out options or issues."
            )
        import numpy as np

        table = np.empty((len(self.parties), self.size))
        for party, row in enumerate(table):
            column = np.zeros(1)
            for options in self.points:
                more = np.array([option[party] for option in options])
                column = (column[:, None] + more).ravel()
            row[:] = column
        return table.T

    def _few_enough(self) -> None:
        """Refuse to list more packages than `MOST_ROWS`."""
        if self.size > MOST_ROWS:
            raise ValueError(
                f"There are {_many(self.size)} packages, more than the {MOST_ROWS:,} that are "
                "listed one by one; use utilities(), or leave out options or issues."
            )


def _many(count: int) -> str:
    """Return a number in words for a sentence, short even if it has thousands of digits."""
    return f"{count:,}" if count < 10**15 else "more than 10^15"
