"""Questions answered by arranging: matching pairs, putting into order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from unstuck.content.draws import shuffled
from unstuck.content.grades import Body, Deal, Grade, Message, positions
from unstuck.content.reader import Reader


@dataclass(frozen=True)
class Pair:
    """A left side, the right side that belongs to it, and why; all templates."""

    left: str
    right: str
    feedback: str


@dataclass(frozen=True)
class Matching(Body):
    """The body of a matching question; several left sides may share a right side."""

    pairs: tuple[Pair, ...]
    distractors: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """Texts shown before the answer, beside the prompt."""
        sides = (side for pair in self.pairs for side in (pair.left, pair.right))
        return (*sides, *self.distractors)

    @property
    def told(self) -> tuple[str, ...]:
        """Texts shown after the answer."""
        return tuple(pair.feedback for pair in self.pairs)

    def deal(self, deal: Deal) -> MatchingTask:
        """Make the question concrete; which rights belong together leaves no trace."""
        pairs = tuple(
            Pair(deal.fill(pair.left), deal.fill(pair.right), deal.fill(pair.feedback))
            for pair in self.pairs
        )
        lefts = [pair.left for pair in pairs]
        if len(set(lefts)) < len(lefts):
            raise ValueError("two left sides read the same; make them differ.")
        partners = {pair.right for pair in pairs}
        others = {deal.fill(text) for text in self.distractors}
        if partners & others or len(others) < len(self.distractors):
            raise ValueError("a distractor reads like another right side; make them differ.")
        return MatchingTask(pairs, shuffled(sorted(partners | others), deal.rng))


@dataclass(frozen=True)
class MatchingTask:
    """Concrete pairs, and the right column in the order shown."""

    pairs: tuple[Pair, ...]
    column: tuple[str, ...]

    def public(self) -> dict[str, Any]:
        """Both columns, numbered."""
        return {
            "left": [{"id": n, "text": pair.left} for n, pair in enumerate(self.pairs)],
            "right": [{"id": n, "text": text} for n, text in enumerate(self.column)],
        }

    def grade(self, answer: object) -> Grade:
        """Grade a list: for every left side the position of a right one; share of right pairs."""
        count = len(self.pairs)
        if isinstance(answer, list | tuple) and (len(answer) != count or None in answer):
            raise ValueError("Choose a partner for every line first.")
        chosen = positions(answer, len(self.column), most=count)
        messages = tuple(
            Message(pair.left, True, self.column[n] == pair.right, pair.feedback, pair.right)
            for pair, n in zip(self.pairs, chosen, strict=True)
        )
        hits = sum(message.right for message in messages)
        summary = f"{hits} of the {count} pairs {'is' if hits == 1 else 'are'} right."
        return Grade(hits / count, hits == count, messages, summary)


@dataclass(frozen=True)
class Step:
    """One thing to be put into its place, and why it belongs there; templates."""

    text: str
    feedback: str


@dataclass(frozen=True)
class Ordering(Body):
    """The body of an ordering question; the steps in their right order."""

    steps: tuple[Step, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Texts shown before the answer, beside the prompt."""
        return tuple(step.text for step in self.steps)

    @property
    def told(self) -> tuple[str, ...]:
        """Texts shown after the answer."""
        return tuple(step.feedback for step in self.steps)

    def deal(self, deal: Deal) -> OrderingTask:
        """Make the question concrete, in an order that is not the right one."""
        steps = tuple(Step(deal.fill(step.text), deal.fill(step.feedback)) for step in self.steps)
        texts = tuple(step.text for step in steps)
        if len(set(texts)) < len(texts):
            raise ValueError("two items read the same; make them differ.")
        shown = shuffled(sorted(texts), deal.rng)
        if shown == texts:
            shown = (*shown[1:], shown[0])
        return OrderingTask(steps, shown)


@dataclass(frozen=True)
class OrderingTask:
    """Concrete steps in their right order, and their texts in the order shown."""

    steps: tuple[Step, ...]
    shown: tuple[str, ...]

    def public(self) -> dict[str, Any]:
        """The items, numbered as shown."""
        return {"items": [{"id": n, "text": text} for n, text in enumerate(self.shown)]}

    def grade(self, answer: object) -> Grade:
        """Grade a list of all positions shown, in the learner's order.

        Of all pairs of items, the score is the share in the right relative order less the
        share in the wrong one, at least 0 (Kendall's tau): a blind order earns nothing on
        average, the reverse of the right one nothing at all.
        """
        count = len(self.steps)
        chosen = positions(answer, count, most=count)
        if sorted(chosen) != list(range(count)):
            raise ValueError(f"Put every one of the {count} items into a place, each once.")
        place = {self.shown[n]: number for number, n in enumerate(chosen)}
        pairs = list(combinations(self.steps, 2))
        hits = sum(place[first.text] < place[second.text] for first, second in pairs)
        messages = tuple(
            Message(step.text, True, place[step.text] == number, step.feedback, str(number + 1))
            for number, step in enumerate(self.steps)
        )
        placed = sum(message.right for message in messages)
        summary = f"{placed} of the {count} items {'is' if placed == 1 else 'are'} in place."
        score = max(0.0, 2 * hits / len(pairs) - 1)
        return Grade(score, hits == len(pairs), messages, summary)


def read_matching(reader: Reader) -> Matching:
    """Read a matching question."""
    pairs = []
    for part in reader.sections("pair", least=2):
        left, right, feedback = (part.template(key) for key in ("left", "right", "feedback"))
        pairs.append(Pair(left, right, feedback))
        part.close()
    distractors = reader.texts("distractors", needed=False)
    if len({pair.right for pair in pairs} | set(distractors)) < 2:
        reader.report("needs at least two different right sides.")
    return Matching(tuple(pairs), distractors)


def read_ordering(reader: Reader) -> Ordering:
    """Read an ordering question."""
    steps = []
    for part in reader.sections("item", least=3):
        steps.append(Step(part.template("text"), part.template("feedback")))
        part.close()
    return Ordering(tuple(steps))
