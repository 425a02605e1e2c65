"""One table looked at from all sides: what time, parties, rules and temper do to its chances.

It puts together what `analysis.pressure` works out for single settings; the model and its
assumptions stand there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, Triangular, Uniform
from unstuck.analysis.outvoted import suits_all_chance
from unstuck.analysis.pressure import (
    MOST_PARTIES,
    WAYS,
    Chance,
    deal_chance,
    enough,
    first_chance,
    yes_chance,
)

__all__ = ["SHAPES", "Lever", "Seats", "Survey", "Table", "limits_about", "survey"]

SHAPES = ("even", "middle")
"""How limits are spread: all values in the range alike likely, or the middle likeliest."""

_EASIER = 0.05
_LONGEST = 20


@dataclass(frozen=True, kw_only=True)
class Table:
    """One setting.

    Attributes
    ----------
    parties, issues, proposals : int
        How many sit down, over how many issues, with time for how many proposals.
    typical, spread : float
        Limits lie around `typical`, up to `spread` above and below; 0 is worthless, 1 all that a
        party could wish.
    shape : {"even", "middle"}
        One of `SHAPES`.
    shift : float
        By how much every limit moves because the clock is running: below 0 people give way,
        above 0 they dig in.
    rule, search : str
        As in `analysis.pressure`.
    """

    parties: int = 2
    issues: int = 1
    proposals: int = 3
    typical: float = 0.5
    spread: float = 0.2
    shape: str = "even"
    shift: float = 0.0
    rule: str = "all"
    search: str = "random"

    @property
    def shift_points(self) -> float:
        """By how many points of 100 the limits move, whichever way."""
        return round(100 * abs(self.shift), 10)

    @property
    def calm(self) -> Table:
        """The same table with a clock that moves nobody."""
        return replace(self, shift=0.0)

    @property
    def limits(self) -> Belief:
        """What is known of each party's limit."""
        return limits_about(self.typical + self.shift, self.spread, self.shape)

    def chance(self, *, in_time: bool = True) -> Chance:
        """The chance that a package is found in time, or that there is one at all."""
        return deal_chance(
            self.parties,
            self.issues,
            self.proposals if in_time else None,
            self.limits,
            rule=self.rule,
            search=self.search,
        )


@dataclass(frozen=True)
class Seats:
    """What a number of parties does.

    Attributes
    ----------
    parties : int
        How many sit at the table.
    in_time : float
        The chance that a package is found in time that enough of them accept.
    too_late : float
        The chance that there is such a package and it is not reached before the deadline.
    none : float
        The chance that there is no such package. The three add up to 1.
    """

    parties: int
    in_time: float
    too_late: float
    none: float

    @property
    def exists(self) -> float:
        """The chance that there is such a package, reached in time or not."""
        return self.in_time + self.too_late


@dataclass(frozen=True)
class Lever:
    """One thing changed, all else as it was.

    Attributes
    ----------
    name : {"seat", "time", "wishes", "rule", "limits"}
        One party fewer; twice as many proposals; the package with the most for all first; the
        other rule; every limit five points lower.
    chance : float
        The chance of a deal in time with it.
    gain : float
        By how much it is above the chance without it; below 0 if it hurts.
    """

    name: Literal["seat", "time", "wishes", "rule", "limits"]
    chance: float
    gain: float


@dataclass(frozen=True)
class Survey:
    """All that is told of one table.

    Attributes
    ----------
    table : Table
        The setting.
    packages : int
        How many packages there are.
    need : int
        How many parties must accept.
    yes : float
        The chance that one party accepts a package picked at random; exact.
    first : float
        The chance that the first package, picked at random, is accepted by enough; exact.
    in_time : Chance
        The chance of a deal before the deadline.
    exists : Chance
        The chance that there is a package that enough of them accept.
    seats : tuple of Seats
        The same for 2 to the most parties; the first entry is for 2.
    by_time : tuple of (int, float)
        Number of proposals and chance of a deal by then.
    levers : tuple of Lever
        What one change would do, the most helpful first.
    calm : Chance or None
        The chance in time if limits did not move; None where they do not.
    suited : Chance or None
        Where a majority decides, the chance of a deal in time that suits everybody; else None.
    """

    table: Table
    packages: int
    need: int
    yes: float
    first: float
    in_time: Chance
    exists: Chance
    seats: tuple[Seats, ...]
    by_time: tuple[tuple[int, float], ...]
    levers: tuple[Lever, ...]
    calm: Chance | None
    suited: Chance | None

    @property
    def moved(self) -> float:
        """By how many percentage points the chance moves because people do; never negative."""
        if self.calm is None:
            return 0.0
        points = 100 * abs(self.in_time.value - self.calm.value)
        return round(points, 0 if points >= 1 else 1)

    @property
    def here(self) -> Seats:
        """The table as it is set."""
        return self.seats[self.table.parties - 2]


def limits_about(typical: float, spread: float, shape: str = "even") -> Belief:
    """Say what is known of a limit that lies around a typical one.

    Parameters
    ----------
    typical : float
        The middle.
    spread : float
        How far above and below it a limit may lie; 0 makes it certain.
    shape : {"even", "middle"}
        All values alike likely, or the middle likeliest.

    Returns
    -------
    Belief

    Raises
    ------
    ValueError
        If a number is none, the spread is negative, or there is no such shape.

    Examples
    --------
    >>> limits_about(0.5, 0.2).support
    (0.3, 0.7)
    """
    middle = number(typical, "The typical limit")
    give = number(spread, "The spread of the limits", at_least=0)
    if shape not in SHAPES:
        raise ValueError(f"The shape must be even or middle, not {shape!r}; choose one of the two.")
    low, high = round(middle - give, 12), round(middle + give, 12)
    return Uniform(low, high) if shape == "even" else Triangular(low, round(middle, 12), high)


def survey(table: Table) -> Survey:
    """Look at one table from all sides.

    Parameters
    ----------
    table : Table
        From 2 parties on.

    Returns
    -------
    Survey

    Raises
    ------
    ValueError
        If a number of the table is out of range or a word unknown.

    Examples
    --------
    >>> told = survey(Table(parties=2, issues=1, proposals=3, typical=0.5, spread=0))
    >>> round(told.in_time.value, 3), round(told.first, 3)
    (0.578, 0.25)
    """
    if table.parties < 2:
        raise ValueError("A table needs 2 parties or more, not 1; add one.")
    now = table.chance()
    packages = WAYS**table.issues
    return Survey(
        table,
        packages,
        enough(table.parties, table.rule),
        yes_chance(table.issues, table.limits),
        first_chance(table.parties, table.issues, table.limits, table.rule),
        now,
        table.chance(in_time=False),
        tuple(_seats(replace(table, parties=n)) for n in range(2, MOST_PARTIES + 1)),
        tuple((n, replace(table, proposals=n).chance().value) for n in range(1, _LONGEST + 1)),
        _levers(table, now.value),
        table.calm.chance() if table.shift else None,
        _suited(table),
    )


def _suited(table: Table) -> Chance | None:
    if enough(table.parties, table.rule) == table.parties:
        return None
    return suits_all_chance(
        table.parties,
        table.issues,
        table.proposals,
        table.limits,
        rule=table.rule,
        search=table.search,
    )


def _seats(table: Table) -> Seats:
    in_time = table.chance().value
    exists = max(in_time, table.chance(in_time=False).value)
    return Seats(table.parties, in_time, exists - in_time, 1 - exists)


def _levers(table: Table, now: float) -> tuple[Lever, ...]:
    changed: dict[Literal["seat", "time", "wishes", "rule", "limits"], Table] = {
        "time": replace(table, proposals=2 * table.proposals),
        "limits": replace(table, shift=table.shift - _EASIER),
    }
    if table.parties > 2:
        changed["seat"] = replace(table, parties=table.parties - 1)
        other = "majority" if table.rule == "all" else "all"
        changed["rule"] = replace(table, rule=other)
    if table.search == "random":
        changed["wishes"] = replace(table, search="best")
    told = [
        Lever(name, chance, chance - now)
        for name, chance in ((name, one.chance().value) for name, one in changed.items())
    ]
    return tuple(sorted(told, key=lambda lever: -lever.gain))
