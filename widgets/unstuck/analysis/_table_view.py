"""What a game shows: lines, offers, moods, moves; public through `analysis.table`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from unstuck.analysis._table_parts import Deal, You
from unstuck.analysis._table_scenario import TableScenario

Ending = Literal["deal", "you left", "they left", "deadline"]


class Spoken(NamedTuple):
    """Something said, or seen, at the table.

    Attributes
    ----------
    who : {"you", "them", "third", "scene"}
    text : str
    round : int
        From 1.
    """

    who: str
    text: str
    round: int


class Event(NamedTuple):
    """An effect that a move had on a side: a row of the table of the state model."""

    move: int
    side: int
    effect: str


@dataclass(frozen=True)
class Made:
    """An offer that was made.

    Attributes
    ----------
    round : int
    by : {"you", "them", "third"}
    package : tuple of float
        A value for each term.
    text : str
        As it was said.
    worth_you : float
        In your points.
    worth_them : tuple of float
        To each side across the table; empty while the game goes on.
    """

    round: int
    by: str
    package: Deal
    text: str
    worth_you: float
    worth_them: tuple[float, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One option of a term: its number in a move, and how it reads."""

    value: int
    label: str


@dataclass(frozen=True)
class Term:
    """What an offer must contain now.

    Attributes
    ----------
    id, label : str
    low, high, step : float
        The ends of a price and its usual step; any number between the ends may be offered.
    options : tuple of Choice
        Empty for a price.
    say : str
        How a price is said, with ``{value}``.
    """

    id: str
    label: str
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    options: tuple[Choice, ...] = ()
    say: str = "{value}"


@dataclass(frozen=True)
class Option:
    """A move that can be made now.

    Attributes
    ----------
    move, label : str
    group : {"ask", "say", "process", "answer", "leave"}
    """

    move: str
    label: str
    group: str


@dataclass(frozen=True)
class Mood:
    """What shows on somebody's face: words, never numbers.

    Attributes
    ----------
    who : {"them", "third"}
    name : str
    trust : {"guarded", "neutral", "open", "unclear"}
    anger : {"calm", "irritated", "angry", "unclear"}
    fear : {"at ease", "uneasy", "worried", "unclear"}
    sentence : str
        The three in a sentence.
    """

    who: str
    name: str
    trust: str
    anger: str
    fear: str
    sentence: str


@dataclass(frozen=True)
class Game:
    """A game as far as it has been played; all but `scenario` is what the learner may see.

    Attributes
    ----------
    moves : tuple of str
    seed : int
    level : str
    lines : tuple of Spoken
    round, rounds_left : int
        `rounds_left` counts the present one.
    options : tuple of Option
        Every move that can be made now, offers apart.
    terms : tuple of Term
        What an offer must contain now.
    offers : tuple of Made
    on_table : Made or None
        Their latest offer.
    learned : tuple of str
        What you found out, in sentences.
    moods : tuple of Mood
        One for each side across the table.
    over : bool
    ending : str or None
    deal : Made or None
        What was signed.
    """

    scenario: TableScenario = field(repr=False)
    moves: tuple[str, ...]
    seed: int
    level: str
    lines: tuple[Spoken, ...]
    round: int
    rounds_left: int
    options: tuple[Option, ...]
    terms: tuple[Term, ...]
    offers: tuple[Made, ...]
    on_table: Made | None
    learned: tuple[str, ...]
    moods: tuple[Mood, ...]
    ending: Ending | None
    deal: Made | None

    @property
    def over(self) -> bool:
        """Whether the talks have ended."""
        return self.ending is not None

    @property
    def mood(self) -> Mood:
        """What shows on the face of the first side."""
        return self.moods[0]


@dataclass(frozen=True)
class View:
    """What a simulated learner may know when it chooses a move.

    Attributes
    ----------
    you : You
    terms : tuple of Term
    defaults : mapping of str to int
        What holds for terms that are not on the table yet.
    moves : tuple of str
        What is possible now, offers apart.
    made : tuple of str
        The moves so far.
    offers : tuple of Made
    on_table : Made or None
    moods : tuple of Mood
    suggests : tuple of str
        The moves that the answers so far call for, as a listener would gather from the words.
    their : tuple of mapping
        For each side, the points of the terms whose worth to it has come out.
    their_limits : tuple of float or None
        For each side, the worth of its alternative, if that has come out.
    round, rounds_left : int
    """

    you: You
    terms: tuple[Term, ...]
    defaults: Mapping[str, int]
    order: tuple[str, ...]
    moves: tuple[str, ...]
    made: tuple[str, ...]
    offers: tuple[Made, ...]
    on_table: Made | None
    moods: tuple[Mood, ...]
    suggests: tuple[str, ...]
    their: tuple[Mapping[str, tuple[float, ...]], ...]
    their_limits: tuple[float | None, ...]
    round: int
    rounds_left: int
