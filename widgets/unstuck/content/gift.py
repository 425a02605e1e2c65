"""Moodle's GIFT format, written and read as Moodle does it.

The rules are those of https://docs.moodle.org/en/GIFT_format. What GIFT has no place for is
written as a comment beside the question, which Moodle skips and `unstuck.content.gift_reader`
understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from unstuck.content.numbers import DEFAULT_CURRENCY
from unstuck.content.plain import Note, Table, with_unit

_FAR = 1e6  # how far below a key a number is still answered as too low, in keys
_ESCAPED = re.compile(r"[\\~=#{}:]")
_TAGS = {"concepts": "concept", "sources": "source"}


def write(tables: Iterable[Table]) -> tuple[str, list[Note]]:
    """Write questions as GIFT.

    Parameters
    ----------
    tables : iterable of dict
        From `unstuck.content.plain.table`.

    Returns
    -------
    str
        The file's text.
    list of (str, str)
        What Moodle will not show, and of which question.
    """
    entries, notes = [], list[Note]()
    for table in tables:
        kind = table["kind"]
        if kind == "ordering":
            notes.append(("left out, since GIFT has no ordering", table["id"]))
            continue
        entries.append("\n".join([*_comments(table), *_lines(table)]))
        notes += [(what, table["id"]) for what in _unseen(table)]
    return "\n\n".join(entries) + "\n", notes


def escaped(text: str) -> str:
    """Put a backslash before each sign that means something in GIFT; line ends become `\\n`."""
    signs = _ESCAPED.sub(r"\\\g<0>", text.replace("\r\n", "\n").replace("\r", "\n"))
    return signs.replace("\n", "\\n")


def _part(text: str) -> str:
    """A text that stands alone: one that begins like a format or a weight gets its format first."""
    return f"[markdown]{escaped(text)}" if text[:1] in ("[", "%") else escaped(text)


def _comments(table: Table) -> Iterator[str]:
    tags = [f"level {table['level']}", f"use {table['use']}"]
    tags += [f"{word} {each}" for key, word in _TAGS.items() for each in table[key]]
    yield f"// {' '.join(f'[tag:{tag}]' for tag in tags)}"
    if table["hint"]:
        yield f"// hint: {escaped(table['hint'])}"
    yield from (f"// feedback: {escaped(pair['feedback'])}" for pair in table.get("pair", ()))
    yield from (f"// rubric: {escaped(point)}" for point in table.get("rubric", ()))


def _unseen(table: Table) -> Iterator[str]:
    if table["hint"]:
        yield "the hint is kept as a comment, which Moodle does not show"
    if "pair" in table:
        yield "the feedback on each pair is kept as comments, which Moodle does not show"
        if any("->" in pair["left"] for pair in table["pair"]):
            yield "'->' in the left column becomes '→'"
    if table.get("rubric"):
        yield "what to look for in one's own text is kept as comments, which Moodle does not show"


def _lines(table: Table) -> Iterator[str]:
    prompt = with_unit(table["prompt"], table.get("unit", ""), DEFAULT_CURRENCY)
    head = f"::{escaped(table['id'])}::[markdown]{escaped(prompt)}"
    kind = table["kind"]
    if kind == "truefalse":
        key = table["answer"]
        wrong, right = (_part(table["feedback"][str(v).lower()]) for v in (not key, key))
        yield f"{head}{{{'TRUE' if key else 'FALSE'}#{wrong}#{right}"
    elif kind == "reflection":
        yield f"{head}{{"
        yield f"\t####{_part(table['model'])}"
    elif kind == "number":
        yield f"{head}{{#"
        yield from (f"\t{line}" for line in _numbers(table))
    elif kind == "matching":
        yield f"{head}{{"
        for pair in table["pair"]:
            yield f"\t={_part(pair['left'].replace('->', '→'))} -> {escaped(pair['right'])}"
        yield from (f"\t= -> {escaped(text)}" for text in table["distractors"])
    else:
        yield f"{head}{{"
        yield from (f"\t{line}" for line in _choices(table["choice"], kind == "several"))
    yield f"\t####{_part(table['worked'])}}}" if table["worked"] else "}"


def _choices(choices: Sequence[Table], several: bool) -> Iterator[str]:
    """Of several choices the weights are the shares that this course gives and takes."""
    right = sum(choice["right"] for choice in choices)
    for choice in choices:
        weight = 100 / right if choice["right"] else -100 / (len(choices) - right)
        mark = "=" if choice["right"] else "~"
        sign = f"~%{weight:.7g}%" if several else mark
        yield f"{sign}{_part(choice['text'])}#{_part(choice['feedback'])}"


def _numbers(table: Table) -> Iterator[str]:
    """The key first, since Moodle takes the first answer that fits; too high is what is left."""
    key, width, told = table["answer"], table["tolerance"], table["feedback"]
    yield f"={_number(key)}:{_number(width)}#{_part(told['right'])}"
    for slip in table["mistake"]:
        yield f"=%0%{_number(slip['value'])}:{_number(width)}#{_part(slip['feedback'])}"
    far = float(f"{_FAR * max(1.0, abs(key), width):.1g}")
    yield f"=%0%{_number(key - far)}:{_number(far)}#{_part(told['low'])}"
    yield f"~#{_part(told['high'])}"


def _number(value: float) -> str:
    return f"{value:.12f}".rstrip("0").rstrip(".") if abs(value) >= 1e-6 else repr(value)
