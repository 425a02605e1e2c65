"""The questions of the course: loading them, drawing one, grading an answer.

>>> item = drawn(load("03-batna").question("batna-01"), seed=7)   # doctest: +SKIP
>>> item.public()["prompt"]                                       # doctest: +SKIP
>>> item.grade(54.0).score                                        # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from unstuck.content.expressions import evaluate
from unstuck.content.grades import UNANSWERED, Deal, Grade, Message, Task
from unstuck.content.numbers import DEFAULT_CURRENCY
from unstuck.content.reader import closest
from unstuck.content.schema import Case, Content, Question, read_file

__all__ = [
    "FOLDER",
    "UNANSWERED",
    "Case",
    "Content",
    "Grade",
    "Item",
    "Message",
    "Question",
    "all_questions",
    "drawn",
    "load",
    "modules",
    "scored",
    "try_once",
]

FOLDER = Path(__file__).parent / "en"
_TRIES = 20


@dataclass(frozen=True)
class Item:
    """A question made concrete: its numbers drawn, its choices in an order.

    Parameters
    ----------
    question : Question
        What it was made from.
    seed : int
        With the question and the currency it fixes everything else.
    prompt, hint : str
        What is shown before the answer.
    worked : str
        What is shown after it.
    task : Task
        What depends on the kind; it holds the key and stays in Python.
    """

    question: Question
    seed: int
    prompt: str
    hint: str
    worked: str = field(repr=False)
    task: Task = field(repr=False)

    def public(self) -> dict[str, Any]:
        """Give what the page may know before the answer is in: nothing that tells the key.

        Returns
        -------
        dict
            Ready for JSON: `id`, `kind`, `use`, `prompt`, `hint`, and of the kind `choices`
            (single, several), `unit` and for money `currency` (number), `left` and `right`
            (matching), `items` (ordering), `longest` (reflection). Choices, sides and items
            are `{"id": position, "text": …}`.
        """
        question = self.question
        shown = {"id": question.id, "kind": question.kind, "use": question.use}
        return shown | {"prompt": self.prompt, "hint": self.hint} | self.task.public()

    def grade(self, answer: object) -> Grade:
        """Grade an answer.

        Parameters
        ----------
        answer : object
            single: a position; several: a list of positions; truefalse: True or False; number:
            a number, 25 for 25 %; matching: for every left side the position of a right side;
            ordering: all positions in the learner's order; reflection: a text.

        Returns
        -------
        Grade

        Raises
        ------
        ValueError
            If there is no answer yet (`UNANSWERED`), or what came is none.
        """
        grade = self.task.grade(answer)
        return grade if grade.worked else replace(grade, worked=self.worked)


def modules() -> tuple[str, ...]:
    """The slugs of all modules that have a content file, in the order of the course."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load(slug: str) -> Content:
    """Load the words, cases and questions of a module.

    Parameters
    ----------
    slug : str
        Such as `03-batna`.

    Raises
    ------
    ValueError
        If there is no such module, or its file breaks a rule: file, item and reason.
    """
    if slug not in modules():
        known = modules()
        hint = closest(slug, known) if known else "there are none yet."
        raise ValueError(f"There is no content for a module '{slug}'; {hint}")
    content, problems = read_file(FOLDER / f"{slug}.toml")
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ValueError(problems[0] + more)
    return content


def all_questions() -> tuple[Question, ...]:
    """All questions of the course, in its order.

    Raises
    ------
    ValueError
        If a file breaks a rule.
    """
    return tuple(question for slug in modules() for question in load(slug).questions)


def scored(slug: str) -> int:
    """How many scored questions a module asks to check what was learnt; 0 where it has none."""
    asked = load(slug).questions if slug in modules() else ()
    return sum(q.use == "check" and q.kind != "reflection" for q in asked)


def drawn(question: Question, seed: int, *, currency: str = DEFAULT_CURRENCY) -> Item:
    """Make a question concrete.

    Should the numbers of a try not fit together (two choices that read the same, inputs that
    the key's function refuses), new ones follow from the same seed.

    Parameters
    ----------
    question : Question
        From `load` or `all_questions`.
    seed : int
        The same seed gives the same item, on every platform.
    currency : str
        The learner's currency.

    Returns
    -------
    Item

    Raises
    ------
    ValueError
        If the seed is no whole number, or no try of twenty works out.
    """
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ValueError(f"The seed of a question must be a whole number, not {seed!r}.")
    rng = Random(f"{question.id}:{seed}")
    for _ in range(_TRIES - 1):
        try:
            return try_once(question, seed, rng, currency)
        except ValueError:
            continue
    return try_once(question, seed, rng, currency)


def try_once(
    question: Question, seed: int, rng: Random | None = None, currency: str = DEFAULT_CURRENCY
) -> Item:
    """Make a question concrete as `drawn` does, but fail where the first numbers do not fit."""
    rng = Random(f"{question.id}:{seed}") if rng is None else rng
    values: dict[str, object] = {name: line.drawn(rng) for name, line in question.draw.items()}
    for name, expression in question.given.items():
        values[name] = evaluate(expression, values)
    deal = Deal(values, rng, currency)
    task = question.body.deal(deal)
    worked = deal.fill(question.worked, key=question.body.key(values))
    return Item(question, seed, deal.fill(question.prompt), deal.fill(question.hint), worked, task)
