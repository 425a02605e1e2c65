"""When to stop, what to do in the break, whom to bring in, and when to go on.

The rule for stopping is the course's own rule of thumb. What a break is good for follows two
experiments with pairs of negotiators.

References
----------
F. Harinck and C. K. W. De Dreu, "Take a Break! or Not?", Journal of Experimental Social Psychology
44(2), 2008, 397-404, doi 10.1016/j.jesp.2006.12.009; and "When Does Taking a Break Help in
Negotiations?", Negotiation and Conflict Management Research 4(1), 2011, 33-46,
doi 10.34891/b72q-9x28.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from unstuck.analysis._checks import number

__all__ = [
    "A_DAY",
    "YEARS",
    "BreakUse",
    "Doing",
    "Split",
    "Stop",
    "Timing",
    "longest_break",
    "minutes_before",
    "pairs_of",
    "speaking_time",
    "split_up",
    "spoken",
    "timing",
    "use_of",
    "when_to_stop",
]

A_DAY = 24.0
"""Hours of the cooling-off period that Oechssler, Roider and Schmitz (2015) tried out."""


YEARS = (1970, 2199)
"""The years in which a break may lie."""


class Stop(StrEnum):
    """When to ask for a break."""

    NOT_YET = "not yet"
    SOON = "soon"
    NOW = "now"


class Doing(StrEnum):
    """What people do in a break."""

    TOGETHER = "together"
    ELSEWHERE = "elsewhere"
    BEAT = "beat"
    BROOD = "brood"


class BreakUse(StrEnum):
    """What a break is likely to be good for, by what is done in it."""

    OPEN = "open"
    HELPS = "helps"
    HURTS = "hurts"


def when_to_stop(signs: int) -> Stop:
    """Say when to stop, by how many signs of trouble there are.

    A rule of thumb of this course and not a finding: one sign is a reason to look for the next
    good moment, two are a reason to ask at once.
    """
    count = int(number(signs, "The number of signs", at_least=0))
    return (Stop.NOT_YET, Stop.SOON, Stop.NOW)[min(count, 2)]


def use_of(doing: Collection[Doing]) -> BreakUse:
    """Say what a break does, by what fills it.

    Breaks of competitive thought or brooding led to worse deals than breaks of cooperative thought
    or of something else (Harinck and De Dreu 2008). That one bad filling spoils a good one is our
    assumption: the experiment tried each alone.

    Examples
    --------
    >>> use_of({Doing.ELSEWHERE})
    <BreakUse.HELPS: 'helps'>
    >>> use_of({Doing.ELSEWHERE, Doing.BROOD})
    <BreakUse.HURTS: 'hurts'>
    """
    if Doing.BEAT in doing or Doing.BROOD in doing:
        return BreakUse.HURTS
    return BreakUse.HELPS if doing else BreakUse.OPEN


def pairs_of(people: int) -> int:
    """How many pairs so many people make: n (n - 1) / 2.

    Examples
    --------
    >>> pairs_of(9)
    36
    """
    n = int(number(people, "The number of people", at_least=0, at_most=10_000))
    return n * (n - 1) // 2


@dataclass(frozen=True)
class Split:
    """A table divided into small groups.

    Attributes
    ----------
    sizes : tuple of int
        How many sit in each group, as even as can be.
    whole : int
        The pairs that have to get on with each other while all sit at one table.
    within : int
        Those within the groups.
    between : int
        Those among the people who speak for their groups afterwards, one from each.
    """

    sizes: tuple[int, ...]
    whole: int
    within: int
    between: int

    @property
    def after(self) -> int:
        """The pairs that are left: within the groups, and between those who speak for them."""
        return self.within + self.between


def split_up(people: int, size: int) -> Split:
    """Divide a table into groups of at most so many, as even as can be.

    Parameters
    ----------
    people, size : int
        Each at least 2.

    Raises
    ------
    ValueError
        If one of them is below 2.

    Examples
    --------
    >>> split_up(9, 3).after
    12
    """
    people = int(number(people, "The number of people", at_least=2, at_most=10_000))
    size = int(number(size, "The size of a group", at_least=2, at_most=10_000))
    count = -(-people // size)
    least, more = divmod(people, count)
    sizes = tuple(least + 1 if n < more else least for n in range(count))
    within = sum(map(pairs_of, sizes))
    return Split(sizes, pairs_of(people), within, pairs_of(count))


def speaking_time(minutes: float, people: int) -> float:
    """Minutes that each has if all speak equally long.

    Raises
    ------
    ValueError
        If there is nobody, or the minutes are negative.
    """
    count = number(people, "The number of people", at_least=1)
    return number(minutes, "The minutes", at_least=0) / count


def longest_break(hours_left: float, needed: Sequence[float]) -> float:
    """The longest break that still leaves time for what is to be done before a deadline.

    Parameters
    ----------
    hours_left : float
        Hours from now to the deadline.
    needed : sequence of float
        The hours that each piece of work still takes.

    Returns
    -------
    float
        Hours, at least 0.

    Examples
    --------
    >>> longest_break(24, [2, 1.5])
    20.5
    """
    left = number(hours_left, "The hours left", at_least=0)
    work = (number(hours, "The hours needed", at_least=0) for hours in needed)
    return max(0.0, left - math.fsum(work))


@dataclass(frozen=True)
class Timing:
    """A break in time.

    Attributes
    ----------
    hours : float or None
        How long it lasts; None while its beginning or end is open.
    a_day : bool
        Whether it lasts a day or longer.
    spare : float or None
        Hours from the end of the next meeting to the deadline, negative if it ends too late;
        None while one of the two is open.
    resume_told, deadline_told : str
        Both dates in words; empty while open.
    """

    hours: float | None
    a_day: bool
    spare: float | None
    resume_told: str
    deadline_told: str

    @property
    def late(self) -> float | None:
        """By how many hours the next meeting ends after the deadline; None if it does not."""
        return -self.spare if self.spare is not None and self.spare < 0 else None


def timing(
    stop: str = "", resume: str = "", deadline: str = "", *, minutes: float = 60, zone: str = ""
) -> Timing:
    """Work out how long a break lasts and what it leaves before the deadline.

    Parameters
    ----------
    stop, resume, deadline : str
        Dates and times such as ``"2026-12-01T09:30"``, empty while open.
    minutes : float
        How long the meeting after the break takes.
    zone : str
        The time zone of all three, such as ``"Europe/Oslo"``; empty for UTC. A night in which
        the clocks change counts with the hours that it really has.

    Raises
    ------
    ValueError
        If the talks would go on before they have stopped, or a date lies outside `YEARS`.

    Examples
    --------
    >>> timing("2026-12-01T16:30", "2026-12-02T10:00", zone="Europe/Oslo").hours
    17.5
    """
    begins, back, ends = (_at(each, zone) for each in (stop, resume, deadline))
    hours = None if begins is None or back is None else _hours(begins, back)
    if hours is not None and hours <= 0:
        raise ValueError(
            f"You would go on at {spoken(resume)}, and the talks stop only at {spoken(stop)}; "
            "choose a later time to go on."
        )
    spare = None
    if back is not None and ends is not None:
        spare = _hours(back + timedelta(minutes=minutes), ends)
    a_day = hours is not None and hours >= A_DAY
    return Timing(hours, a_day, spare, spoken(resume), spoken(deadline))


def minutes_before(moment: str, minutes: float, zone: str = "") -> str:
    """The date and time so many minutes earlier, by the clocks of the zone.

    Examples
    --------
    >>> minutes_before("2026-12-01T00:15", 30)
    '2026-11-30T23:45'
    """
    at = _at(moment, zone)
    if at is None:
        return ""
    earlier = (at - timedelta(minutes=minutes)).astimezone(ZoneInfo(zone or "UTC"))
    return earlier.strftime("%Y-%m-%dT%H:%M")


def spoken(moment: str) -> str:
    """A date and time in words; empty for none.

    Examples
    --------
    >>> spoken("2026-12-01T09:30")
    'Tuesday 1 December 2026, 09:30'
    """
    if not moment:
        return ""
    at = datetime.fromisoformat(moment)
    return f"{at:%A} {at.day} {at:%B} {at.year}, {at:%H:%M}"


def _at(moment: str, zone: str) -> datetime | None:
    if not moment:
        return None
    at = datetime.fromisoformat(moment)
    if not YEARS[0] <= at.year <= YEARS[1]:
        raise ValueError(
            f"The year of {spoken(moment)} must be from {YEARS[0]} to {YEARS[1]}; "
            "choose another date."
        )
    return at.replace(tzinfo=ZoneInfo(zone or "UTC")).astimezone(UTC)


def _hours(earlier: datetime, later: datetime) -> float:
    return (later - earlier) / timedelta(hours=1)
