"""Questions answered by choosing: one choice, several choices, true or false."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.content.draws import shuffled
from unstuck.content.expressions import evaluate
from unstuck.content.grades import UNANSWERED, Body, Deal, Grade, Message, position, positions
from unstuck.content.reader import Reader


@dataclass(frozen=True)
class Choice:
    """One choice, with what to say to those who take it and those who leave it.

    Parameters
    ----------
    text, feedback : str
        Templates; `{value}` stands for `value`.
    right : bool
        Whether it belongs to the answer, where the key is not computed.
    value : object
        What is compared with the computed key; None where there is none.
    """

    text: str
    feedback: str
    right: bool = False
    value: Any = None


@dataclass(frozen=True)
class Choices(Body):
    """The body of a single-choice or several-choice question."""

    choices: tuple[Choice, ...]
    several: bool = False
    expression: Any = None

    @property
    def asked(self) -> tuple[str, ...]:
        """Texts shown before the answer."""
        return tuple(choice.text for choice in self.choices)

    @property
    def told(self) -> tuple[str, ...]:
        """Texts shown after the answer."""
        return tuple(choice.feedback for choice in self.choices)

    @property
    def computed(self) -> tuple[Any, ...]:
        """The expressions."""
        return (self.expression, *(choice.value for choice in self.choices))

    def key(self, values: Mapping[str, object]) -> Any:
        """The computed key, or None."""
        return None if self.expression is None else evaluate(self.expression, values)

    def deal(self, deal: Deal) -> ChoiceTask:
        """Make the question concrete; the file's order of choices leaves no trace."""
        key = self.key(deal.values)
        dealt = [self._dealt(choice, key, deal) for choice in self.choices]
        texts = [choice.text for choice in dealt]
        for text in texts:
            if texts.count(text) > 1:
                raise ValueError(f"two choices read '{text}'; make them differ.")
        right = sum(choice.right for choice in dealt)
        if not self.several and right != 1:
            raise ValueError(f"{right or 'no'} choices are right; exactly one must be.")
        ordered = sorted(dealt, key=lambda choice: choice.text)
        return ChoiceTask(shuffled(ordered, deal.rng), self.several)

    def _dealt(self, choice: Choice, key: object, deal: Deal) -> Choice:
        if key is None:
            return Choice(deal.fill(choice.text), deal.fill(choice.feedback), choice.right)
        value = evaluate(choice.value, deal.values)
        return Choice(
            deal.fill(choice.text, value=value),
            deal.fill(choice.feedback, value=value, key=key),
            _same(value, key),
        )


@dataclass(frozen=True)
class ChoiceTask:
    """Concrete choices in the order shown."""

    choices: tuple[Choice, ...]
    several: bool

    def public(self) -> dict[str, Any]:
        """The choices, numbered, without what tells the right ones."""
        return {
            "choices": [{"id": n, "text": choice.text} for n, choice in enumerate(self.choices)]
        }

    def grade(self, answer: object) -> Grade:
        """Grade a position, or of several choices a list of positions.

        Of several choices the score is the share of right ones ticked less the share of wrong
        ones ticked, at least 0: ticking all earns nothing, and neither does blind guessing on
        average, however many are right.
        """
        count = len(self.choices)
        if self.several:
            ticked = set(positions(answer, count, most=count))
        else:
            ticked = {position(answer, count)}
        right = {n for n, choice in enumerate(self.choices) if choice.right}
        hits, slips = len(ticked & right), len(ticked - right)
        score = hits / len(right)
        if self.several:
            score = max(0.0, score - slips / (count - len(right)))
            summary = (
                f"You ticked {hits} of the {len(right)} right choices and {slips} of the wrong."
            )
        else:
            summary = "Right." if score else "Not that one."
        messages = tuple(
            Message(choice.text, n in ticked, choice.right, choice.feedback)
            for n, choice in enumerate(self.choices)
        )
        return Grade(score, ticked == right, messages, summary)


@dataclass(frozen=True)
class TrueFalse(Body):
    """The body of a statement to judge; its key is `answer` or computed."""

    answer: bool | None
    if_true: str
    if_false: str
    expression: Any = None

    @property
    def told(self) -> tuple[str, ...]:
        """Texts shown after the answer."""
        return (self.if_true, self.if_false)

    @property
    def computed(self) -> tuple[Any, ...]:
        """The expressions."""
        return (self.expression,)

    def deal(self, deal: Deal) -> TruthTask:
        """Make the question concrete."""
        key = self.answer if self.expression is None else evaluate(self.expression, deal.values)
        if not isinstance(key, bool):
            raise ValueError(f"the key of a statement must be true or false, not {key!r}.")
        return TruthTask(key, deal.fill(self.if_true), deal.fill(self.if_false))


@dataclass(frozen=True)
class TruthTask:
    """A concrete statement."""

    key: bool
    if_true: str
    if_false: str

    def public(self) -> dict[str, Any]:
        """The prompt says it all."""
        return {}

    def grade(self, answer: object) -> Grade:
        """Grade `True` or `False`."""
        if answer is None or answer == "":
            raise ValueError(UNANSWERED)
        if not isinstance(answer, bool):
            raise ValueError("That is no answer here; choose true or false.")
        right = answer == self.key
        messages = (
            Message("True", answer, self.key, self.if_true),
            Message("False", not answer, not self.key, self.if_false),
        )
        return Grade(float(right), right, messages, "Right." if right else "It is the other way.")


def read_single(reader: Reader) -> Choices:
    """Read a single-choice question: `right = true` once, or `value`s and a key."""
    expression = reader.expression("key", call=True)
    choices = _read_choices(reader, computed=reader.raw("key") is not None)
    right = sum(choice.right for choice in choices)
    if reader.raw("key") is None and right != 1:
        reader.report(f"{right or 'no'} choices are right; exactly one must be.")
    return Choices(choices, expression=expression)


def read_several(reader: Reader) -> Choices:
    """Read a several-choice question: some right, some wrong."""
    choices = _read_choices(reader, computed=False)
    if not 0 < sum(choice.right for choice in choices) < len(choices):
        reader.report("at least one choice must be right and one wrong.")
    return Choices(choices, several=True)


def read_truefalse(reader: Reader) -> TrueFalse:
    """Read a statement to judge."""
    expression = reader.expression("key", call=True)
    answer = reader.flag("answer", needed=reader.raw("key") is None)
    if answer is not None and expression is not None:
        reader.report("has both an answer and a key; keep one.")
    feedback = reader.section("feedback")
    body = TrueFalse(answer, feedback.template("true"), feedback.template("false"), expression)
    feedback.close()
    return body


def _read_choices(reader: Reader, *, computed: bool) -> tuple[Choice, ...]:
    choices = []
    for part in reader.sections("choice", least=2):
        text, feedback = part.template("text"), part.template("feedback")
        if computed:
            choices.append(Choice(text, feedback, value=part.expression("value")))
            if part.raw("value") is None:
                part.report("value is missing; it is compared with the key.")
        else:
            choices.append(Choice(text, feedback, right=bool(part.flag("right", needed=False))))
        part.close()
    return tuple(choices)


def _same(value: object, key: object) -> bool:
    if isinstance(value, int | float) and isinstance(key, int | float):
        return math.isclose(value, key, rel_tol=1e-9, abs_tol=1e-9)
    return value == key
