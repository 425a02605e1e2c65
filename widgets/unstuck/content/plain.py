"""A question made concrete: the table a content file would hold for it, and that file's text.

In these tables texts are what a reader sees, without places to fill; numbers are what a learner
types (25 for 25 %); `tolerance` is a number. That is what other programs can take and give.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from unstuck.content.answering import NumberTask, ReflectionTask
from unstuck.content.arranging import MatchingTask, OrderingTask
from unstuck.content.choosing import ChoiceTask, TruthTask
from unstuck.content.numbers import UNITS
from unstuck.content.questions import Item

Table = dict[str, Any]
BLANK = "(to fill in)"
Note = tuple[str, str]  # what could not be carried, and of which question or line

_UNIT = "\n\nAnswer in "


def table(item: Item) -> Table:
    """Give a concrete question as the table of a file."""
    question = item.question
    made: Table = {
        "id": question.id,
        "kind": question.kind,
        "use": question.use,
        "concepts": list(question.concepts),
        "level": question.level,
        "sources": list(question.sources),
        "prompt": item.prompt,
        "hint": item.hint,
        "worked": item.worked,
    }
    return made | _body(item.task)


@singledispatch
def _body(task: object) -> Table:
    raise TypeError(f"There is no table for a {type(task).__name__}.")


@_body.register
def _(task: ChoiceTask) -> Table:
    return {
        "choice": [
            {"text": each.text, "right": each.right, "feedback": each.feedback}
            for each in task.choices
        ]
    }


@_body.register
def _(task: TruthTask) -> Table:
    return {"answer": task.key, "feedback": {"true": task.if_true, "false": task.if_false}}


@_body.register
def _(task: NumberTask) -> Table:
    scale = 100 if task.body.unit == "%" else 1
    slips = [pair for pair in task.mistakes if not task.matches(pair[0], task.key.value)]
    return {
        "answer": tidy(scale * task.key.value),
        "unit": task.body.unit,
        "tolerance": tidy(scale * task.width),
        "feedback": dict(zip(("right", "low", "high"), task.feedback, strict=True)),
        "mistake": [{"value": tidy(scale * value), "feedback": text} for value, text in slips],
    }


@_body.register
def _(task: MatchingTask) -> Table:
    pairs = [{"left": p.left, "right": p.right, "feedback": p.feedback} for p in task.pairs]
    partners = {pair["right"] for pair in pairs}
    return {"pair": pairs, "distractors": [text for text in task.column if text not in partners]}


@_body.register
def _(task: OrderingTask) -> Table:
    return {"item": [{"text": step.text, "feedback": step.feedback} for step in task.steps]}


@_body.register
def _(task: ReflectionTask) -> Table:
    return {"model": task.model, "rubric": list(task.rubric)}


def tidy(number: float) -> float:
    """Round to twelve figures, which leaves no dust of binary arithmetic; whole ones as int."""
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def with_unit(prompt: str, unit: str, currency: str) -> str:
    """Say after a prompt in which unit the answer is wanted, where it has one."""
    shown = currency if unit == "money" else unit
    return f"{prompt}{_UNIT}{shown}." if unit else prompt


def without_unit(prompt: str, currency: str) -> tuple[str, str]:
    """Take from a prompt what `with_unit` added: the prompt and the unit."""
    asked, mark, shown = prompt.rpartition(_UNIT)
    known = {f"{currency if unit == 'money' else unit}.": unit for unit in UNITS if unit}
    return (asked, known[shown]) if mark and shown in known else (prompt, "")


@dataclass(frozen=True)
class Span:
    """Numbers from `low` to `high`, what share of the score they earn, and what is said to them."""

    low: float
    high: float
    share: float
    feedback: str


def _halves(span: Span) -> tuple[float, float]:
    """The middle of a span and how far it reaches, as exact as its ends are."""
    size = max(abs(span.low), abs(span.high)) or 1.0
    places = 11 - math.floor(math.log10(size))
    middle, reach = (span.low + span.high) / 2, (span.high - span.low) / 2
    return tidy(round(middle, places)), tidy(round(reach, places))


def number_body(spans: Sequence[Span], otherwise: str) -> tuple[Table, list[str]]:
    """Make the table of a question for a number out of spans tried in turn.

    Parameters
    ----------
    spans : sequence of Span
        The first that earns everything is the key.
    otherwise : str
        What is said to any other number; empty if nothing is.

    Returns
    -------
    dict
        `answer`, `tolerance`, `feedback`, `mistake`.
    list of str
        What it has no place for.

    Raises
    ------
    ValueError
        If no span earns everything.
    """
    key = next((span for span in spans if span.share >= 1), None)
    if key is None:
        raise ValueError("no number earns full marks")
    width, edge = key.high - key.low, 1e-6 * max(1.0, abs(key.low), abs(key.high))
    told = {"right": key.feedback, "low": otherwise, "high": otherwise}
    mistakes, lost = [], []
    for span in spans:
        if span is key:
            continue
        if span.share > 0:
            lost.append("only one number can be right, and in full")
        elif span.high - span.low <= 1.0001 * width + edge:
            mistakes.append({"value": _halves(span)[0], "feedback": span.feedback})
        elif span.low < key.low and key.low - edge <= span.high <= key.high + edge:
            told["low"] = span.feedback
        elif span.high > key.high and key.low - edge <= span.low <= key.high + edge:
            told["high"] = span.feedback
        else:
            lost.append("feedback on a range of wrong numbers has no place")
    answer, tolerance = _halves(key)
    told_all = {"feedback": told, "mistake": mistakes}
    return {"answer": answer, "tolerance": tolerance, **told_all}, lost


def file_text(module: str, tables: Iterable[Table], heads: Iterable[str] = ()) -> str:
    """Write the text of a content file.

    Parameters
    ----------
    module : str
        The slug that the file will be named after.
    tables : iterable of dict
        Its questions.
    heads : iterable of str
        Lines of comment at its top.
    """
    parts = ["\n".join([*(f"# {line}" for line in heads), f"module = {_value(module)}"])]
    return "\n\n".join([*parts, *map(_question, tables)]) + "\n"


def _question(made: Table) -> str:
    lines = ["[[question]]"]
    for key, value in made.items():
        if key == "blanks":
            lines.insert(1, f"# To fill in: {', '.join(value)}.")
        elif key == "tolerance":
            lines.append(f"tolerance = {{ absolute = {_value(value)} }}")
        elif key == "mistake" and made["unit"] == "%":
            shares = [{**each, "value": tidy(each["value"] / 100)} for each in value]
            lines += _rows(key, shares)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines += _rows(key, value)
        elif value or not isinstance(value, list | str) or key == "unit":
            lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines)


def _rows(key: str, rows: Sequence[Table]) -> list[str]:
    return [f"{key} = [", *(f"  {_value(row)}," for row in rows), "]"] if rows else []


def _value(value: Any) -> str:
    """Write a value as TOML; a brace of a text is doubled, since the text becomes a template."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        doubled = value.replace("{", "{{").replace("}", "}}")
        return json.dumps(doubled, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_value(part)}' for name, part in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return repr(value)
