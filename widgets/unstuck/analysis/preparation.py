"""A preparation sheet: what is on it, what is missing, and where it contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from unstuck.analysis.zopa import Zone, zopa

__all__ = [
    "Asked",
    "Doubt",
    "Part",
    "Preparation",
    "PreparationReading",
    "around",
    "first_doubt",
    "questions",
    "read_preparation",
]

ENOUGH_QUESTIONS = 3
_YES_OR_NO = re.compile(
    r"(?:and|so|but|or)?\W*(?:is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|"
    r"shall|should|may|might|must)(?:n['’]t)?\b",
    re.IGNORECASE,
)


class Part(StrEnum):
    """The parts of a sheet, in the order in which they are filled in."""

    LIMIT = "limit"
    TARGET = "target"
    OPENING = "opening"
    ALTERNATIVE = "alternative"
    THEIR_ALTERNATIVE = "their_alternative"
    INTERESTS = "interests"
    THEIR_INTERESTS = "their_interests"
    QUESTIONS = "questions"
    LEAVE = "leave"


class Doubt(StrEnum):
    """Where a sheet contradicts itself, or will not carry the talks."""

    AIM_AT_LIMIT = "aim_at_limit"
    SHORT_OPENING = "short_opening"
    LIMIT_UNDER_ALTERNATIVE = "limit_under_alternative"
    NO_ZONE = "no_zone"
    FEW_QUESTIONS = "few_questions"
    CLOSED_QUESTIONS = "closed_questions"


@dataclass(frozen=True)
class Preparation:
    """What stands on a sheet.

    Attributes
    ----------
    limit, target, opening, their_limit : float or None
        Prices, or points where `paying` is False and more is better; None while unknown.
    paying : bool
        Whether less is better for you.
    least : float or None
        What your limit may not fall short of, where that is known on the same scale: what
        leaving is worth to you.
    words : mapping
        The parts of the sheet that are words, by `Part`.
    """

    limit: float | None = None
    target: float | None = None
    opening: float | None = None
    their_limit: float | None = None
    paying: bool = False
    least: float | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """Questions to ask: all of them, and those that cannot be answered by yes or no."""

    all: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class PreparationReading:
    """What a sheet holds.

    Attributes
    ----------
    done, missing : tuple of Part
        In the order of `Part`.
    doubts : tuple of Doubt
        In the order of `Doubt`.
    zone : Zone or None
        Between your limit and theirs, as you see it.
    asked : Asked
    """

    done: tuple[Part, ...]
    missing: tuple[Part, ...]
    doubts: tuple[Doubt, ...]
    zone: Zone | None
    asked: Asked

    @property
    def ready(self) -> bool:
        """Whether nothing is missing and nothing contradicts itself."""
        return not self.missing and not self.doubts


def questions(text: str) -> Asked:
    """The questions in a text, one a line or ended by a question mark.

    A question that begins with such a word as *is*, *do* or *can* can be answered by yes or no;
    that is this course's rule of thumb, and it goes by English alone.

    Examples
    --------
    >>> len(questions("What worries you about May? Can you pay?").open)
    1
    """
    found = (part.strip(" \t-*•.0123456789") for part in re.split(r"\n|(?<=\?)", text))
    every = tuple(part for part in found if len(part) > 3)
    return Asked(every, tuple(part for part in every if not _YES_OR_NO.match(part)))


def read_preparation(sheet: Preparation) -> PreparationReading:
    """Read a sheet: what is there, what is missing, what does not fit together.

    Parameters
    ----------
    sheet : Preparation

    Examples
    --------
    >>> reading = read_preparation(Preparation(limit=900, target=900, paying=True))
    >>> reading.doubts, len(reading.missing)
    ((<Doubt.AIM_AT_LIMIT: 'aim_at_limit'>,), 7)
    """
    held = {part: bool(sheet.words.get(part, "").strip()) for part in Part}
    for part, value in zip(Part, (sheet.limit, sheet.target, sheet.opening), strict=False):
        held[part] = held[part] or value is not None
    zone = None
    if sheet.limit is not None and sheet.their_limit is not None:
        low, high = sheet.their_limit, sheet.limit
        zone = zopa(low, high) if sheet.paying else zopa(high, low)
    asked = questions(sheet.words.get(Part.QUESTIONS, ""))
    return PreparationReading(
        tuple(part for part in Part if held[part]),
        tuple(part for part in Part if not held[part]),
        _doubts(sheet, zone, asked),
        zone,
        asked,
    )


def _doubts(sheet: Preparation, zone: Zone | None, asked: Asked) -> tuple[Doubt, ...]:
    count = len(asked.all)
    holds = {
        Doubt.AIM_AT_LIMIT: not _better(sheet.target, sheet.limit, sheet.paying),
        Doubt.SHORT_OPENING: _better(sheet.target, sheet.opening, sheet.paying)
        and None not in (sheet.target, sheet.opening),
        Doubt.LIMIT_UNDER_ALTERNATIVE: _better(sheet.least, sheet.limit, sheet.paying)
        and None not in (sheet.least, sheet.limit),
        Doubt.NO_ZONE: zone is not None and not zone.exists,
        Doubt.FEW_QUESTIONS: 0 < count < ENOUGH_QUESTIONS,
        Doubt.CLOSED_QUESTIONS: count > 0 and not asked.open,
    }
    return tuple(doubt for doubt, so in holds.items() if so)


def _better(one: float | None, other: float | None, paying: bool) -> bool:
    """Whether one is better than the other; where one is unknown nothing speaks against it."""
    if one is None or other is None:
        return True
    return one < other if paying else one > other


def first_doubt(limit: float, target: float, opening: float, paying: bool) -> str:
    """Where three numbers of a sheet first contradict each other; empty if they do not.

    Examples
    --------
    >>> first_doubt(limit=900, target=800, opening=850, paying=True)
    'short_opening'
    """
    doubts = read_preparation(Preparation(limit, target, opening, paying=paying)).doubts
    return str(doubts[0]) if doubts else ""


def around(values: Iterable[float | None], low: float, high: float) -> tuple[float, float]:
    """The ends of a line that shows these values with room on both sides.

    Parameters
    ----------
    values : iterable of float or None
        What is known of them.
    low, high : float
        The ends where nothing is known.

    Examples
    --------
    >>> around((900, None, 1100), 0, 10_000)
    (850.0, 1150.0)
    """
    known = [value for value in values if value is not None]
    if not known:
        return float(low), float(high)
    least, most = min(known), max(known)
    room = (most - least) / 4 or max(1.0, abs(most) / 10)
    return least - room, most + room
