"""Three reasons to leave a negotiation, how each stands, and what they come to.

How signs are counted, and how near to even is too close to call, are rules of thumb of this course.

References
----------
The three reasons follow K. E. Cleveland's article on difficult negotiations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Literal

from unstuck.analysis.prospects import Ahead, ahead

__all__ = [
    "CLOSE",
    "Standing",
    "Way",
    "bad_faith",
    "choose",
    "harmful",
    "too_dear",
    "way_out",
]

CLOSE = 0.1
"""So near to the break-even chance, in either direction, it is too close to call."""

_SEVERAL = 2
Sign = Literal["", "no", "suspected", "seen"]
Asked = Literal["", "not", "held", "failed"]


class Standing(StrEnum):
    """How one of the reasons to leave stands."""

    HOLDS = "holds"
    TEST = "test it first"
    ABSENT = "does not hold"
    UNSEEN = "not asked yet"


class Way(StrEnum):
    """What the three reasons come to."""

    LEAVE = "leave"
    TEST = "test first"
    STAY = "stay"
    OPEN = "not asked yet"


def bad_faith(signs: Sequence[Sign], asked: Asked) -> Standing:
    """Say whether the talks look like a cover for something else.

    One sign has many innocent readings. The reason holds where one was seen, was put to the other
    side, and their answer did not hold; or where two were seen and no answer has cleared them up.
    A rule of thumb of this course.

    Parameters
    ----------
    signs : sequence of str
        For each sign ``"seen"``, ``"suspected"``, ``"no"``, or ``""`` where it was not asked.
    asked : str
        Whether they were asked about it: ``"not"``, ``"held"`` where their answer held,
        ``"failed"`` where it did not, ``""`` where there is no answer yet.

    Returns
    -------
    Standing

    Examples
    --------
    >>> bad_faith(["seen", "no"], "not")
    <Standing.TEST: 'test it first'>
    >>> bad_faith(["seen", "no"], "failed")
    <Standing.HOLDS: 'holds'>
    """
    for sign in signs:
        _known(sign, ("", "no", "suspected", "seen"), "A sign")
    _known(asked, ("", "not", "held", "failed"), "Whether you asked")
    seen, noted = list(signs).count("seen"), any(s in ("seen", "suspected") for s in signs)
    if not any(signs):
        return Standing.UNSEEN
    if not noted or (asked == "held" and seen < _SEVERAL):
        return Standing.ABSENT
    if asked != "held" and (seen >= _SEVERAL or (seen and asked == "failed")):
        return Standing.HOLDS
    return Standing.TEST


def harmful(harm: str, carry: str, other: str, *, gap: bool = False) -> Standing:
    """Say whether the only deal in reach would harm, or could not be carried out.

    A gap between the limits counts too: any price there is worse than no deal for one side. Where
    another deal has not been tried, trying comes first. A rule of thumb of this course.

    Parameters
    ----------
    harm : {"", "no", "some", "grave"}
        What the deal would do to you or to somebody who is not at the table.
    carry : {"", "yes", "doubt", "no"}
        Whether both sides could carry it out.
    other : {"", "untried", "none"}
        Whether some other deal might do without the harm; ``""`` counts as untried.
    gap : bool
        Whether there is a gap between the limits.

    Returns
    -------
    Standing

    Examples
    --------
    >>> harmful("grave", "yes", "none")
    <Standing.HOLDS: 'holds'>
    >>> harmful("grave", "yes", "untried")
    <Standing.TEST: 'test it first'>
    """
    _known(harm, ("", "no", "some", "grave"), "The harm")
    _known(carry, ("", "yes", "doubt", "no"), "Whether it can be carried out")
    _known(other, ("", "untried", "none"), "Another deal")
    if gap or harm == "grave" or carry == "no":
        return Standing.HOLDS if other == "none" else Standing.TEST
    if harm == "some" or carry == "doubt":
        return Standing.TEST
    return Standing.ABSENT if harm and carry else Standing.UNSEEN


def too_dear(told: Ahead | None, *, untried: bool = False) -> Standing:
    """Say whether the cost still to come exceeds what staying could bring.

    Within 10 percentage points of the break-even chance it is too close to call: a rule of thumb
    of this course.

    Parameters
    ----------
    told : Ahead or None
        What is still to come; None while too little is known.
    untried : bool
        Whether there is a gap that another issue might close, and none has been tried: then what
        staying could bring is not known yet.

    Returns
    -------
    Standing

    Examples
    --------
    >>> too_dear(ahead(0.5, 6_000, 4_000))
    <Standing.HOLDS: 'holds'>
    >>> too_dear(ahead(0.7, 6_000, 4_000))
    <Standing.TEST: 'test it first'>
    """
    if told is None:
        return Standing.UNSEEN
    if told.cost == 0:
        return Standing.ABSENT
    if untried:
        return Standing.TEST
    even = told.break_even
    if even is not None and abs(told.chance - even) < CLOSE:
        return Standing.TEST
    return Standing.HOLDS if told.margin < 0 else Standing.ABSENT


def choose(chance: float, gain: float, cost: float) -> Standing:
    """Say whether the talks cost too much, for a deal of known gain; see `too_dear`.

    Examples
    --------
    >>> str(choose(0.9, 6_000, 4_000))
    'does not hold'
    """
    return too_dear(ahead(chance, gain, cost))


def way_out(reasons: Iterable[Standing]) -> Way:
    """Say what the reasons come to: one that holds is enough.

    Examples
    --------
    >>> way_out([Standing.ABSENT, Standing.HOLDS, Standing.TEST])
    <Way.LEAVE: 'leave'>
    """
    told = tuple(reasons)
    for standing, way in (
        (Standing.HOLDS, Way.LEAVE),
        (Standing.TEST, Way.TEST),
        (Standing.UNSEEN, Way.OPEN),
    ):
        if standing in told:
            return way
    return Way.STAY


def _known(value: str, options: Sequence[str], what: str) -> None:
    if value not in options:
        named = ", ".join(repr(option) for option in options)
        raise ValueError(f"{what} must be one of {named}, not {value!r}; choose one of them.")
