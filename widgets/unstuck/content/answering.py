"""Questions answered in one's own figures or words: a number, a reflection."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.content.expressions import evaluate
from unstuck.content.grades import UNANSWERED, Body, Deal, Grade, Message, finite
from unstuck.content.numbers import UNITS, Quantity
from unstuck.content.reader import Reader

LONGEST_REFLECTION = 5000


@dataclass(frozen=True)
class Mistake:
    """A wrong number that a known slip leads to, and what to say to it."""

    expression: Any
    feedback: str


@dataclass(frozen=True)
class Number(Body):
    """The body of a question for a number.

    A learner types per cent as 25; functions work with 0.25. Computed keys and the values of
    mistakes are fractions where `unit` is `%`, and are multiplied by 100; `answer` and the
    tolerance are in what the learner types.

    Parameters
    ----------
    unit : str
        One of `unstuck.content.numbers.UNITS`.
    absolute, relative : float
        The tolerance, in the unit and as a share of the key; the wider of the two counts.
    right, low, high : str
        Feedback: templates, with `{key}`.
    mistakes : tuple of Mistake
        Tried in order when the number is not right.
    answer : float or None
        The key where it is a fact and not computed.
    """

    unit: str
    absolute: float
    relative: float
    right: str
    low: str
    high: str
    mistakes: tuple[Mistake, ...] = ()
    answer: float | None = None
    expression: Any = None

    @property
    def told(self) -> tuple[str, ...]:
        """Texts shown after the answer."""
        return (self.right, self.low, self.high, *(each.feedback for each in self.mistakes))

    @property
    def computed(self) -> tuple[Any, ...]:
        """The expressions."""
        return (self.expression, *(mistake.expression for mistake in self.mistakes))

    def key(self, values: Mapping[str, object]) -> Quantity:
        """The key with its unit."""
        if self.answer is not None:
            return self.typed(self.answer)
        return self._quantity(evaluate(self.expression, values))

    def typed(self, number: float) -> Quantity:
        """What a learner means by a number: of per cent the hundredth part."""
        return Quantity(number / 100 if self.unit == "%" else number, self.unit)

    def deal(self, deal: Deal) -> NumberTask:
        """Make the question concrete."""
        key = self.key(deal.values)
        mistakes = tuple(
            (
                self._quantity(evaluate(mistake.expression, deal.values)).value,
                deal.fill(mistake.feedback, key=key),
            )
            for mistake in self.mistakes
        )
        texts = (deal.fill(text, key=key) for text in (self.right, self.low, self.high))
        scale = 100 if self.unit == "%" else 1
        width = max(self.absolute / scale, self.relative * abs(key.value))
        return NumberTask(self, key, width, (*texts,), mistakes, deal.currency)

    def _quantity(self, value: object) -> Quantity:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value):  # type: ignore[arg-type]
            raise ValueError(f"the number computed must be finite, not {value!r}.")
        return Quantity(float(value), self.unit)  # type: ignore[arg-type]


@dataclass(frozen=True)
class NumberTask:
    """A concrete question for a number."""

    body: Number
    key: Quantity
    width: float
    feedback: tuple[str, ...]
    mistakes: tuple[tuple[float, str], ...]
    currency: str

    def public(self) -> dict[str, Any]:
        """The unit, and the currency where money is asked for."""
        money = self.body.unit == "money"
        return {"unit": self.body.unit} | ({"currency": self.currency} if money else {})

    def grade(self, answer: object) -> Grade:
        """Grade a number, in per cent where the unit is `%`."""
        typed = self.body.typed(finite(answer))
        right, low, high = self.feedback
        is_right = self.matches(typed.value, self.key.value)
        if is_right:
            text = right
        else:
            slips = (text for wrong, text in self.mistakes if self.matches(typed.value, wrong))
            text = next(slips, low if typed.value < self.key.value else high)
        summary = f"The answer is {self.key.shown(self.currency)}."
        message = Message(typed.shown(self.currency), True, is_right, text)
        return Grade(
            float(is_right), is_right, (message,), f"Right. {summary}" if is_right else summary
        )

    def matches(self, value: float, target: float) -> bool:
        """Whether a value lies within the tolerance of a target."""
        return math.isclose(value, target, rel_tol=1e-9, abs_tol=self.width + 1e-12)


@dataclass(frozen=True)
class Reflection(Body):
    """The body of a short free answer, which is not scored."""

    model: str
    rubric: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Texts shown after the answer."""
        return (self.model, *self.rubric)

    def deal(self, deal: Deal) -> ReflectionTask:
        """Make the question concrete."""
        return ReflectionTask(deal.fill(self.model), tuple(map(deal.fill, self.rubric)))


@dataclass(frozen=True)
class ReflectionTask:
    """A concrete reflection."""

    model: str
    rubric: tuple[str, ...]

    def public(self) -> dict[str, Any]:
        """How much may be written."""
        return {"longest": LONGEST_REFLECTION}

    def grade(self, answer: object) -> Grade:
        """Take the text, and give what to hold it against."""
        if answer is None or (isinstance(answer, str) and not answer.strip()):
            raise ValueError(UNANSWERED)
        if not isinstance(answer, str):
            raise ValueError("That is no answer here; write a few sentences.")
        if len(answer) > LONGEST_REFLECTION:
            raise ValueError(
                f"Your text has {len(answer):,} characters; "
                f"shorten it to {LONGEST_REFLECTION:,} at most."
            )
        messages = tuple(Message(point, False, False, point) for point in self.rubric)
        summary = "This one is not scored: hold what you wrote against the model answer."
        return Grade(None, False, messages, summary, self.model)


def read_number_question(reader: Reader) -> Number:
    """Read a question for a number."""
    expression = reader.expression("key", call=True)
    answer = reader.number("answer")
    if (reader.raw("key") is None) == (answer is None):
        reader.report("needs a key, or an answer that is a number, and not both.")
    tolerance = reader.section("tolerance")
    absolute, relative = tolerance.number("absolute"), tolerance.number("relative")
    tolerance.close()
    if absolute is None and relative is None:
        reader.report("tolerance is missing; give { absolute = … } or { relative = … }.")
    absolute, relative = absolute or 0.0, relative or 0.0
    if not 0 <= absolute < math.inf or not 0 <= relative <= 0.5:
        reader.report("tolerance must not be negative, and relative not above 0.5.")
    feedback = reader.section("feedback")
    right, low, high = (feedback.template(key) for key in ("right", "low", "high"))
    feedback.close()
    unit = reader.word("unit", UNITS)
    mistakes = tuple(_read_mistake(part) for part in reader.sections("mistake"))
    return Number(unit, absolute, relative, right, low, high, mistakes, answer, expression)


def read_reflection(reader: Reader) -> Reflection:
    """Read a reflection."""
    return Reflection(reader.template("model"), reader.texts("rubric", needed=False))


def _read_mistake(reader: Reader) -> Mistake:
    mistake = Mistake(reader.expression("value"), reader.template("feedback"))
    if reader.raw("value") is None:
        reader.report("value is missing.")
    reader.close()
    return mistake
