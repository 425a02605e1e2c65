"""The key to a module's questions, for whoever teaches it."""

from __future__ import annotations

from collections.abc import Iterator

from unstuck.content.questions import Grade, Item, Question, drawn, load

_USES = {
    "before": "Before the course",
    "predict": "Predict",
    "check": "Check yourself",
    "after": "After the course",
}


def answer_key(slug: str, seed: int = 1, currency: str = "$") -> str:
    """Every question of a module with its answer, as Markdown.

    Parameters
    ----------
    slug : str
        Such as ``"03-batna"``.
    seed : int
        Fixes the numbers of questions that draw new ones; a learner's own differ.
    currency : str
        The sign before amounts.

    Raises
    ------
    ValueError
        If there is no such module.
    """
    told: dict[str, list[str]] = {}
    for question in load(slug).questions:
        told.setdefault(question.use, []).append(_entry(drawn(question, seed, currency=currency)))
    sections = (f"## {_USES.get(use, use)}\n\n" + "\n\n".join(told[use]) for use in told)
    return "\n\n".join(sections)


def _entry(item: Item) -> str:
    question = item.question
    lines = [f"**{question.id}** ({', '.join(_about(question))})", item.prompt]
    lines += [f"- {line}" for line in _right(item.grade(_any_answer(item)), question.kind)]
    if item.worked:
        lines.append(
            f"*{'Model answer' if question.kind == 'reflection' else 'Why'}:* {item.worked}"
        )
    head, prompt, *rest = lines
    points = [line for line in rest if line.startswith("- ")]
    after = [line for line in rest if not line.startswith("- ")]
    return "\n\n".join(part for part in (head, prompt, "\n".join(points), *after) if part)


def _about(question: Question) -> Iterator[str]:
    yield question.level
    yield from question.concepts
    if question.parametrised:
        yield "each learner gets other numbers than these"


def _any_answer(item: Item) -> object:
    shown = item.public()
    answers: dict[str, object] = {
        "single": 0,
        "several": [0],
        "truefalse": True,
        "number": 0,
        "matching": [0] * len(shown.get("left", ())),
        "ordering": [each["id"] for each in shown.get("items", ())],
        "reflection": "An answer.",
    }
    return answers[item.question.kind]


def _right(grade: Grade, kind: str) -> Iterator[str]:
    if kind in ("number", "reflection"):
        return
    for message in grade.messages:
        if message.key:
            yield f"{message.label} → {message.key}"
        elif message.right:
            yield message.label
