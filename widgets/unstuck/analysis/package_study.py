"""All packages of a negotiation between two sides at a glance.

References
----------
H. Raiffa, *The Art and Science of Negotiation*, 1982; D. A. Lax and J. K. Sebenius, *The Manager as
Negotiator*, 1986. The suggested package is Nash's solution over the packages: J. F. Nash, "The
Bargaining Problem", *Econometrica* 18(2), 1950, 155-162.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unstuck.analysis.bargaining import nash, pareto_frontier
from unstuck.analysis.packages import Scenario
from unstuck.analysis.trades import Appraisal, Offer, halfway

__all__ = ["Study", "over_halfway", "study"]

_SAME = 1e-9


@dataclass(frozen=True)
class Study:
    """What can be said of a negotiation before any package is on the table.

    Attributes
    ----------
    scenario : Scenario
        Of two parties.
    rows : tuple of tuple of float
        What each package is worth to both.
    frontier : tuple of int
        Those that no other package betters for one side without being worse for the other, in
        order of the first side's points; of packages of one worth the first.
    acceptable : int
        How many packages are worth at least as much to each side as its alternative.
    suggested : int or None
        Of these the one with the largest product of gains; None where there are none.
    halfway : Appraisal
        The package that splits every difference.
    beyond : Offer or None
        A package better than halfway for both, or for one and no worse for the other: of all
        such the one that helps most who gains least. None where there is none.
    nearest : Offer or None
        Where no package is acceptable, the one that falls short least for whom it falls short
        most; otherwise None.
    short : tuple of float
        By how much the nearest package falls short of each side's alternative; 0 where it does
        not, or where there are acceptable packages.
    """

    scenario: Scenario
    rows: tuple[tuple[float, ...], ...]
    frontier: tuple[int, ...]
    acceptable: int
    suggested: int | None
    halfway: Appraisal
    beyond: Offer | None
    nearest: Offer | None
    short: tuple[float, float]

    @property
    def blank(self) -> bool:
        """Whether no option is worth anything to anybody yet."""
        return all(worth == 0 for row in self.rows for worth in row)

    @property
    def more(self) -> tuple[float, float]:
        """How much more than halfway the package beyond it gives each side; 0 without one."""
        if self.beyond is None:
            return (0.0, 0.0)
        you, them = (
            _clean(b - h) for b, h in zip(self.beyond.worth, self.halfway.worth, strict=True)
        )
        return (you, them)


def study(scenario: Scenario) -> Study:
    """Look through all packages of a negotiation between two parties.

    Parameters
    ----------
    scenario : Scenario
        Of two parties and at most 10,000 packages for an answer at once.

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        If there are not two parties, or too many packages.

    Examples
    --------
    >>> from unstuck.analysis.opposed import opposed_issues
    >>> found = study(opposed_issues({"rent": 60, "date": 20}, {"rent": 20, "date": 60}))
    >>> found.halfway.worth, found.beyond.worth
    ((40.0, 40.0), (60.0, 60.0))
    """
    if len(scenario.parties) != 2:
        raise ValueError(
            f"There must be two parties, not {len(scenario.parties)}; look at them in pairs."
        )
    rows, limits = scenario.rows(), scenario.reservations
    middle = halfway(scenario)
    acceptable = sum(_at_least(row, limits) for row in rows)
    nearest, short = (None, (0.0, 0.0)) if acceptable else _nearest(scenario, rows, limits)
    return Study(
        scenario=scenario,
        rows=rows,
        frontier=tuple(pareto_frontier(rows)),
        acceptable=acceptable,
        suggested=nash(rows, limits) if acceptable else None,
        halfway=middle,
        beyond=_beyond(scenario, rows, middle.worth),
        nearest=nearest,
        short=short,
    )


def over_halfway(scenario: Scenario) -> tuple[float, float]:
    """Say how much more than halfway on every issue each side could have.

    Parameters
    ----------
    scenario : Scenario
        Of two parties.

    Returns
    -------
    tuple of float
        Yours and theirs, in points, in the package that helps most who gains least; 0 and 0 where
        halfway cannot be bettered.

    Raises
    ------
    ValueError
        As `study`.

    Examples
    --------
    >>> from unstuck.analysis.opposed import opposed_issues
    >>> over_halfway(opposed_issues({"rent": 60, "date": 20}, {"rent": 20, "date": 60}))
    (20.0, 20.0)
    """
    return study(scenario).more


def _beyond(
    scenario: Scenario, rows: Sequence[Sequence[float]], middle: Sequence[float]
) -> Offer | None:
    """Return the package that betters halfway most for the side that gains least."""
    best, key = None, (0.0, 0.0)
    for index, row in enumerate(rows):
        gains = [a - b for a, b in zip(row, middle, strict=True)]
        told = (_clean(min(gains)), _clean(sum(gains)))
        if told[0] >= 0 and told > key:
            best, key = index, told
    return None if best is None else Offer(scenario.package(best), tuple(rows[best]))


def _nearest(
    scenario: Scenario, rows: Sequence[Sequence[float]], limits: Sequence[float]
) -> tuple[Offer, tuple[float, float]]:
    """Return the package that falls short least, and by how much for each side."""

    def short(row: Sequence[float]) -> list[float]:
        return [max(0.0, limit - worth) for worth, limit in zip(row, limits, strict=True)]

    index = min(range(len(rows)), key=lambda i: (max(short(rows[i])), sum(short(rows[i])), i))
    you, them = short(rows[index])
    return Offer(scenario.package(index), tuple(rows[index])), (_clean(you), _clean(them))


def _at_least(row: Sequence[float], other: Sequence[float]) -> bool:
    return all(a >= b - _SAME for a, b in zip(row, other, strict=True))


def _clean(points: float) -> float:
    """Return points without rounding dust."""
    return round(points, 9) + 0.0
