"""The JSON of jupyterquiz, written and read as its release 2.9 takes it.

It knows choices and numbers. Its texts are HTML, in which it takes `$` for mathematics. What it
has no place for stands under the key `unstuck` of each question, which it skips and `read`
understands.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from unstuck.content.marks import from_html, to_html
from unstuck.content.numbers import DEFAULT_CURRENCY
from unstuck.content.plain import Note, Span, Table, number_body, tidy, with_unit, without_unit

_FAR = 1e15
_KINDS = {"single": "multiple_choice", "several": "many_choice", "truefalse": "multiple_choice"}
_BESIDE = ("id", "level", "use", "concepts", "sources", "hint", "worked")
_NONE = {
    "matching": "left out, since jupyterquiz has no matching",
    "ordering": "left out, since jupyterquiz has no ordering",
    "reflection": "left out, since jupyterquiz has no free answers",
}
_SPACE = re.compile(r"[ \t\n\r]*")


def write(tables: Iterable[Table]) -> tuple[str, list[Note]]:
    """Write questions as the JSON of jupyterquiz.

    Parameters
    ----------
    tables : iterable of dict
        From `unstuck.content.plain.table`.

    Returns
    -------
    str
        The file's text.
    list of (str, str)
        What jupyterquiz will not show, and of which question.
    """
    entries, notes = [], list[Note]()
    for table in tables:
        if table["kind"] in _NONE:
            notes.append((_NONE[table["kind"]], table["id"]))
            continue
        entries.append(_entry(table))
        notes.append(("hint and worked answer are kept, but not shown", table["id"]))
        if table["kind"] == "several":
            notes.append(("part of the right choices earns no part of a score", table["id"]))
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n", notes


def _entry(table: Table) -> Table:
    prompt = with_unit(table["prompt"], table.get("unit", ""), DEFAULT_CURRENCY)
    kind = table["kind"]
    return {
        "question": to_html(prompt),
        "type": _KINDS.get(kind, "numeric"),
        "answers": list(_numbers(table) if kind == "number" else _choices(table)),
        "unstuck": {key: table[key] for key in _BESIDE},
    }


def _choices(table: Table) -> Iterator[Table]:
    if table["kind"] == "truefalse":
        for value in (True, False):
            told = to_html(table["feedback"][str(value).lower()])
            yield {"answer": str(value), "correct": value == table["answer"], "feedback": told}
    for choice in table.get("choice", ()):
        text, told = to_html(choice["text"]), to_html(choice["feedback"])
        yield {"answer": text, "correct": choice["right"], "feedback": told}


def _numbers(table: Table) -> Iterator[Table]:
    """The key first, since the first answer that fits is taken; of a range the end is left out."""
    key, width, told = table["answer"], table["tolerance"], table["feedback"]
    yield {**_around(key, width), "correct": True, "feedback": to_html(told["right"])}
    for slip in table["mistake"]:
        told_slip = to_html(slip["feedback"])
        yield {**_around(slip["value"], width), "correct": False, "feedback": told_slip}
    for side, span in (("low", [-_FAR, key - width]), ("high", [key + width, _FAR])):
        told_side = to_html(told[side])
        yield {"type": "range", "range": span, "correct": False, "feedback": told_side}


def _around(value: float, width: float) -> Table:
    if not width:
        return {"type": "value", "value": value}
    return {"type": "range", "range": [tidy(value - width), math.nextafter(value + width, _FAR)]}


def read(text: str) -> tuple[list[Table], list[Note]]:
    """Read the questions of a jupyterquiz file.

    Parameters
    ----------
    text : str
        The file's text: a list of questions.

    Returns
    -------
    list of dict
        As `unstuck.content.plain.table` gives them, with "" where the file says nothing, and
        the first `line` of each.
    list of (str, str)
        What could not be read, and of which line.

    Raises
    ------
    ValueError
        If the file is no JSON or breaks the format: the line and the reason.
    """
    tables, notes = [], list[Note]()
    for line, entry in list(_entries(text.removeprefix("\ufeff"))):
        reader = _Entry(line)
        found = reader.table(entry)
        if found is not None:
            tables.append(found)
        notes += [(what, f"line {line}") for what in dict.fromkeys(reader.lost)]
    return tables, notes


def _entries(text: str) -> Iterator[tuple[int, Any]]:
    """The members of the list, each with its line."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        raise ValueError(f"Line {_line(text, at)}: the file must be a list: [ … ].")
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        try:
            entry, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise ValueError(f"Line {error.lineno}: this is no JSON: {error.msg}.") from None
        except (ValueError, RecursionError) as error:
            why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise ValueError(f"Line {_line(text, at)}: this is no JSON: {why}.") from None
        yield _line(text, at), entry
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise ValueError(f"Line {_line(text, at)}: this is no JSON: a comma or ] is missing.")
    at = _skip(text, at + 1)
    if at < len(text):
        raise ValueError(f"Line {_line(text, at)}: something follows the end of the list.")


def _skip(text: str, at: int) -> int:
    hit = _SPACE.match(text, at)
    return hit.end() if hit else at


def _line(text: str, at: int) -> int:
    return 1 + text.count("\n", 0, at)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


@dataclass
class _Entry:
    """One question of the file."""

    line: int
    lost: list[str] = field(default_factory=list)

    def table(self, entry: object) -> Table | None:
        """The question, or None where it is of a kind that this course has not."""
        if not isinstance(entry, dict):
            self._fail("a question must be an object: { … }")
        kind = self._of(entry, "type", str, "a text")
        if kind == "string":
            self.lost.append("left out: this course asks for no words that a program compares")
            return None
        if kind not in ("multiple_choice", "many_choice", "numeric"):
            self._fail(
                f"type '{kind}' is unknown; known are multiple_choice, many_choice, numeric, string"
            )
        answers = self._of(entry, "answers", list, "a list")
        if not answers or not all(isinstance(answer, dict) for answer in answers):
            self._fail("answers must be a list of objects, at least one")
        if "code" in entry or any("code" in answer for answer in answers):
            self.lost.append("left out: a question here cannot hold program code")
            return None
        prompt, unit = without_unit(self._text(entry, "question"), DEFAULT_CURRENCY)
        made: Table = {"id": "", "line": self.line, "prompt": prompt, "hint": "", "worked": ""}
        made |= self._beside(entry.get("unstuck", {}))
        if kind == "numeric":
            body = self._number(answers, entry.get("precision"))
            return {**made, "unit": unit, **body}
        return {**made, **self._choices(answers, kind == "many_choice")}

    def _fail(self, why: str) -> NoReturn:
        raise ValueError(f"Line {self.line}: {why}.")

    def _of(self, entry: Mapping[str, Any], key: str, form: type, words: str) -> Any:
        if key not in entry:
            self._fail(f"{key} is missing")
        if not isinstance(entry[key], form):
            self._fail(f"{key} must be {words}, not {json.dumps(entry[key])[:40]}")
        return entry[key]

    def _text(self, entry: Mapping[str, Any], key: str) -> str:
        html = _whole(self._of({key: "", **entry}, key, str, "a text"))
        shown, lost = from_html(html)
        self.lost += [f"a text cannot hold <{tag}>" for tag in lost]
        if html.count("$") > 1:
            self.lost.append("a formula between $ signs stays as it is written")
        return shown

    def _beside(self, given: object) -> Table:
        """What our own export says beside the question."""
        made: Table = {}
        for key in _BESIDE if isinstance(given, dict) else ():
            value = given.get(key) if isinstance(given, dict) else None
            if isinstance(value, str) and key not in ("concepts", "sources"):
                made[key] = _whole(value)
            elif isinstance(value, list) and all(isinstance(each, str) for each in value):
                made[key] = [_whole(each) for each in value]
        return made

    def _choices(self, answers: list[Table], several: bool) -> Table:
        choices = []
        for answer in answers:
            right = self._of(answer, "correct", bool, "true or false")
            self._of(answer, "answer", str, "a text")
            text, told = self._text(answer, "answer"), self._text(answer, "feedback")
            choices.append({"text": text, "right": right, "feedback": told})
        count = sum(choice["right"] for choice in choices)
        if not count:
            self._fail("no answer is correct")
        words = {choice["text"].lower(): choice for choice in choices}
        if len(choices) == 2 and count == 1 and set(words) == {"true", "false"}:
            both = {word: words[word]["feedback"] for word in ("true", "false")}
            return {"kind": "truefalse", "answer": words["true"]["right"], "feedback": both}
        return {"kind": "several" if several or count > 1 else "single", "choice": choices}

    def _number(self, answers: list[Table], precision: object) -> Table:
        spans, otherwise = [], ""
        for answer in answers:
            told = self._text(answer, "feedback")
            if answer.get("type") == "default":
                otherwise = told
                continue
            right = self._of(answer, "correct", bool, "true or false")
            spans.append(Span(*self._span(answer, precision), float(right), told))
        try:
            body, lost = number_body(spans, otherwise)
        except ValueError as error:
            self._fail(str(error))
        self.lost += lost
        return {"kind": "number", **body}

    def _span(self, answer: Table, precision: object) -> tuple[float, float]:
        if "range" not in answer:
            if "value" not in answer:
                self._fail('an answer needs a value, a range, or the type "default"')
            value = self._finite(answer["value"])
            width = self._width(value, precision)
            return value - width, value + width
        ends = self._of(answer, "range", list, "a list of two numbers")
        if len(ends) != 2:
            self._fail("range must be a list of two numbers")
        low, high = (self._finite(end) for end in ends)
        if low > high:
            self._fail(f"the range from {low:g} to {high:g} has its ends the wrong way round")
        return low, high

    def _finite(self, number: object) -> float:
        plain = isinstance(number, int | float) and not isinstance(number, bool)
        if not plain or abs(number) > 1e300:  # type: ignore[arg-type]
            self._fail(f"{json.dumps(number)[:40]} is no number of a usable size")
        return float(number)  # type: ignore[arg-type]

    def _width(self, value: float, precision: object) -> float:
        """Half a unit of the last of so many significant figures."""
        if precision is None or not value:
            return 0.0
        if isinstance(precision, bool) or not isinstance(precision, int) or not 0 < precision < 16:
            self._fail(f"precision must be a whole number from 1 to 15, not {precision!r}")
        self.lost.append(
            "precision, which counts significant figures since jupyterquiz 2.7, becomes a tolerance"
        )
        return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) + 1 - precision)


def _whole(text: str) -> str:
    """A text that can be written as UTF-8: half characters are replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
