"""What a scenario of the negotiation table is made of; public through `analysis.table`.

A *term* is what a deal must settle: a price between two ends, or one of some options. A *package*
settles every term, in the order of the terms: a number for a price, the place of the option
otherwise. What a package is worth to a party is the sum of what each term is worth to it; prices
count in a straight line between their two ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FEELINGS = ("anger", "fear", "hurt", "pressure")
"""The feelings that one can say one sees."""

TACTICS: Mapping[str, float] = {"boulware": 0.5, "linear": 1.0, "conceder": 2.0}
"""How fast a side gives way with time: the exponent of its curve is one over this number.

P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents",
Robotics and Autonomous Systems 24, 1998, 159-182.
"""

LIMIT = "limit"
"""What a topic reveals that tells how much their alternative is worth."""

WHO = ("them", "third")
"""How the sides across the table are called in lines and moves, in their order."""

Deal = tuple[float, ...]
"""A value for each term, in the order of the terms."""


class Line:
    """What a price is worth: a straight line, read like a list."""

    __slots__ = ("first", "low", "slope")

    def __init__(self, low: float, high: float, first: float, last: float) -> None:
        self.low, self.first = low, first
        self.slope = (last - first) / (high - low)

    def __getitem__(self, price: float) -> float:
        return self.first + self.slope * (price - self.low)


Scale = Any  # a `Line` for a price, otherwise the values by option


@dataclass(frozen=True)
class TermSpec:
    """One term of a scenario.

    Attributes
    ----------
    id, label : str
        A short name for moves, and what the learner reads.
    low, high, step : float
        The ends of a price and its usual step; 0 for a term with options.
    say : str
        How a price is said: ``"{value} a year"``.
    options : tuple of str
        As they are read in the middle of a sentence.
    hidden : int
        So many of the last options stay hidden until something opens this term.
    closed : bool
        Whether the whole term stays off the table until something opens it.
    default : int
        The option that holds while the term is closed.
    """

    id: str
    label: str
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    say: str = "{value}"
    options: tuple[str, ...] = ()
    hidden: int = 0
    closed: bool = False
    default: int = 0

    @property
    def is_price(self) -> bool:
        """Whether it is a price."""
        return not self.options

    def words(self, value: float) -> str:
        """A value of this term as it is said."""
        if not self.is_price:
            return self.options[int(value)]
        text = f"{value:,.2f}".removesuffix(".00")
        return self.say.replace("{value}", text)


@dataclass(frozen=True)
class Interest:
    """What one side cares about, and how much, from 1 to 3.

    Attributes
    ----------
    id, text : str
    weight : int
    say : str
        How you say it aloud (your own interests only).
    opens : tuple of str
        Terms that saying it opens.
    """

    id: str
    text: str
    weight: int = 1
    say: str = ""
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class You:
    """The learner's own side.

    Attributes
    ----------
    name, role, story, alternative : str
        Who you are, seller or buyer (whether you are to be paid or to pay), what you alone know,
        and what you do if nothing comes of it.
    limit, target : float
        In the points of `values`: the least that is worth taking, and what you hope for.
    values : mapping
        For every term its points: at the low and the high end of a price, or for each option.
    interest : tuple of Interest
    """

    name: str
    role: str
    story: str
    alternative: str
    limit: float
    target: float
    values: Mapping[str, tuple[float, ...]]
    interest: tuple[Interest, ...] = ()


@dataclass(frozen=True)
class Topic:
    """Something to ask the other side about.

    Attributes
    ----------
    id, label : str
        The label is the question as you ask it.
    fact : str
        What you have learned once it is answered, as a sentence.
    openness : float
        How open they must be to answer, 0 to 1.
    told : tuple of str
        What they say then.
    reveals : tuple of str
        Terms whose worth to them you then understand; ``"limit"`` for their alternative's.
    opens : tuple of str
        Terms that the answer opens.
    suggests : str
        The move that the answer calls for, if any.
    feeling : str
        A feeling that tells it as well, where it is acknowledged and there.
    secrets : tuple of str
        Words that nobody may say before.
    """

    id: str
    label: str
    fact: str
    openness: float
    told: tuple[str, ...]
    reveals: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    suggests: str = ""
    feeling: str = ""
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reframe:
    """Another way of putting the question.

    Attributes
    ----------
    label : str
        As you say it.
    fits : bool
        Whether it speaks to what lies behind.
    yes, no : tuple of str
        What they answer where it fits, and where it does not (only the one that applies).
    opens : tuple of str
        Terms that it opens where it fits.
    who : str
        Whom it speaks to: ``"them"`` or ``"third"``.
    """

    label: str
    fits: bool
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    who: str = "them"


@dataclass(frozen=True)
class Side:
    """Somebody across the table, with all that they do not show.

    Attributes
    ----------
    name, alternative, truth : str
        Who, what they do without a deal, and what lay behind, told in the debrief.
    probe : str
        What you have learned once they speak of their alternative.
    driver : str
        One of `unstuck.analysis.drivers.DRIVERS` or ``"none"``.
    values, limit, interest
        As for `You`.
    trust, anger, fear, pressure, information : float
        Their state at the start, 0 to 1.
    power : float
        How well they stand without you, 0 to 1.
    deadline : int
        The round after which they cannot go on.
    tactic : str
        One of `TACTICS`.
    start : float
        How much of what they could gain they ask for at first, 0 to 1.
    opens : bool
        Whether the first offer is theirs.
    shows : float
        How much shows on their face, 0 to 1.
    secrets : tuple of str
        Words that nobody may say before they speak of their alternative.
    eases : tuple of str
        Options, as ``term=place``, that make them feel safer.
    topic : tuple of Topic
    lines : mapping of str to tuple of str
        What they say, by situation.
    """

    name: str
    alternative: str
    probe: str
    truth: str
    driver: str
    values: Mapping[str, tuple[float, ...]]
    limit: float
    trust: float
    anger: float
    fear: float
    pressure: float
    power: float
    deadline: int
    tactic: str
    start: float
    lines: Mapping[str, tuple[str, ...]]
    information: float = 0.0
    opens: bool = False
    shows: float = 0.7
    secrets: tuple[str, ...] = ()
    eases: tuple[str, ...] = ()
    interest: tuple[Interest, ...] = ()
    topic: tuple[Topic, ...] = ()
