"""What a learner gets back, and the reading of answers that come from a browser."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

from unstuck.content.templates import fill

UNANSWERED = "Choose an answer first."


@dataclass(frozen=True)
class Message:
    """Feedback on one choice, pair, place or number.

    Parameters
    ----------
    label : str
        What it is about: the text of the choice, the left side of the pair, the number typed.
    chosen : bool
        Whether the learner chose it; of pairs, places and numbers always true.
    right : bool
        Of a choice, whether it belongs to the right answer; of pairs, places and numbers,
        whether what the learner did is right.
    text : str
        The feedback.
    key : str
        Of a pair its right side, of a place its number; otherwise empty.
    """

    label: str
    chosen: bool
    right: bool
    text: str
    key: str = ""


@dataclass(frozen=True)
class Grade:
    """How good an answer was, and what there is to say about it.

    Parameters
    ----------
    score : float or None
        From 0 to 1; None for a reflection, which is not scored.
    right : bool
        Whether the score is 1.
    messages : tuple of Message
        Feedback on every choice, in the order shown.
    summary : str
        One sentence on the whole.
    worked : str
        The worked answer; of a reflection the model answer.
    """

    score: float | None
    right: bool
    messages: tuple[Message, ...]
    summary: str
    worked: str = ""


class Task(Protocol):
    """A concrete question: what may be shown, and the private key."""

    def public(self) -> dict[str, Any]:
        """What the page may know before the answer is in."""

    def grade(self, answer: object) -> Grade:
        """Grade an answer; of what is no answer, a `ValueError` with a sentence."""


@dataclass(frozen=True)
class Deal:
    """What one try is made of: the values drawn and derived, a source of orders, a currency."""

    values: Mapping[str, object]
    rng: Random
    currency: str

    def fill(self, template: str, **more: object) -> str:
        """Fill a text with the values."""
        return fill(template, currency=self.currency, **{**self.values, **more})


class Body:
    """What distinguishes one kind of question from another."""

    @property
    def asked(self) -> tuple[str, ...]:
        """The templates shown before the answer, beside the prompt."""
        return ()

    @property
    def told(self) -> tuple[str, ...]:
        """The templates shown after the answer."""
        return ()

    @property
    def computed(self) -> tuple[Any, ...]:
        """The expressions to compute, None among them."""
        return ()

    def key(self, values: Mapping[str, object]) -> Any:
        """What `{key}` stands for, or None where the kind has no such number or text."""
        return None

    def deal(self, deal: Deal) -> Task:
        """Make the question concrete."""
        raise NotImplementedError


def position(answer: object, count: int) -> int:
    """Read the position of one of `count` choices."""
    if answer is None or answer == "":
        raise ValueError(UNANSWERED)
    if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer < count:
        raise ValueError(f"There is no such choice; choose one of the {count}.")
    return answer


def positions(answer: object, count: int, *, most: int) -> list[int]:
    """Read a list of at most `most` positions among `count` choices."""
    if answer is None or answer == "" or answer == [] or answer == ():
        raise ValueError(UNANSWERED)
    if not isinstance(answer, list | tuple) or len(answer) > most:
        raise ValueError(f"That is no answer here; choose among the {count}.")
    return [position(each, count) for each in answer]


def finite(answer: object) -> float:
    """Read a number."""
    if answer is None or answer == "":
        raise ValueError(UNANSWERED)
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise ValueError("That is not a number; write it like 1200, 1,200.50 or 1.2m.")
    try:
        number = float(answer)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("That number is too large; write a smaller one.")
    return number
