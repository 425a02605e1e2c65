"""The sheet a learner takes home: what was set and what followed, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unstuck.content.numbers import show_money, show_number, show_percent
from unstuck.content.templates import escape
from unstuck.kit._kinds import Gathered, Kind, Marks, Moment, Moves, Note
from unstuck.kit._quantity import Quantity
from unstuck.kit.blocks import Block, markdown
from unstuck.kit.fields import Choice, Flag, Rows, declared


def sheet(
    title: str,
    kind: type,
    draft: Mapping[str, Any],
    blocks: list[Block],
    currency: str,
    problem: str = "",
) -> str:
    """Title, inputs and blocks as one Markdown page, in which what was typed is only text."""
    told = "\n".join(_lines(kind, draft, currency, ""))
    followed = escape(problem) or markdown(blocks)
    inputs = f"## What you set\n\n{told}\n\n" if told else ""
    return f"# {title}\n\n{inputs}## What follows\n\n{followed}\n"


def _lines(kind: type, draft: Mapping[str, Any], currency: str, indent: str) -> list[str]:
    lines = []
    for name, told in declared(kind).items():
        if told.when and draft.get(told.when[0]) not in told.when[1]:
            continue
        if isinstance(told, Moves | Gathered):
            continue
        value = draft[name]
        if isinstance(told, Note):
            lines.append(f"{indent}- {told.label}")
        elif isinstance(told, Rows):
            lines.append(f"{indent}- {told.label}:")
            for number, row in enumerate(value, start=1):
                lines.append(f"{indent}  - {told.noun} {number}:")
                lines += _lines(told.item, row, currency, indent + "    ")
        elif isinstance(told, Marks):
            lines.append(f"{indent}- {told.label}:")
            names = dict(told.options)
            for part, mark in zip(value["parts"], value["marks"], strict=True):
                lines.append(f"{indent}  - {escape(part)} (**{names.get(mark, 'not marked')}**)")
        else:
            lines.append(f"{indent}- {told.label}: {_shown(told, value, currency)}")
    return lines


def _shown(told: Kind, value: Any, currency: str) -> str:
    if value is None or value == "":
        return "(nothing yet)"
    if isinstance(told, Choice):
        return dict(told.options)[value]
    if isinstance(told, Flag):
        return "yes" if value else "no"
    if isinstance(told, Moment):
        return str(value).replace("T", ", ")
    if isinstance(told, Quantity) and not isinstance(value, str):
        if told.unit == "money":
            return show_money(value, currency)
        if told.unit == "%":
            return show_percent(value)
        return f"{show_number(value)} {told.unit}".rstrip()
    return escape(str(value).replace("\n", " "))
