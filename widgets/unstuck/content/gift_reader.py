"""Reading Moodle's GIFT format: every question as a table, every fault with its line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from unstuck.content.marks import from_html
from unstuck.content.numbers import DEFAULT_CURRENCY
from unstuck.content.plain import Note, Span, Table, number_body, without_unit
from unstuck.content.templates import escape

_ESCAPE = r"\\[\\:#={}~n]"
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d*)?)%")
_TAGS = re.compile(r"//\s*(?:\[(?:id|tag):(?:\\.|[^\]\\])*\]\s*)+")
_TAG = re.compile(r"\[tag:((?:\\.|[^\]\\])*)\]")
_KEPT = re.compile(r"//\s*(hint|feedback|rubric): (.*)", re.DOTALL)
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_BLANK = " \t\n\v\f"


def read(text: str) -> tuple[list[Table], list[Note]]:
    """Read the questions of a GIFT file.

    Parameters
    ----------
    text : str
        The file's text.

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
        If the file breaks the format: the line and the reason.
    """
    tables, notes = [], list[Note]()
    for first, lines in _blocks(text.removeprefix("\ufeff")):
        block = _Block(first, lines)
        found = block.table()
        if found is not None:
            tables.append(found)
        notes += [(what, f"line {first}") for what in dict.fromkeys(block.lost)]
    return tables, notes


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank lines, with the number of the first."""
    block: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip(_BLANK):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _places(text: str, mark: str) -> list[int]:
    """Where a mark stands without a backslash before it."""
    pattern = re.compile(f"{_ESCAPE}|({mark})", re.DOTALL)
    return [hit.start() for hit in pattern.finditer(text) if hit[1] is not None]


def _split(text: str, mark: str) -> tuple[str, str]:
    """What stands before the first such mark, and what after it."""
    at = next(iter(_places(text, re.escape(mark))), len(text))
    return text[:at], text[at + len(mark) :]


def _unescaped(text: str) -> str:
    return re.sub(_ESCAPE, lambda hit: "\n" if hit[0] == "\\n" else hit[0][1], text)


@dataclass
class _Block:
    """One question of the file."""

    first: int
    lines: list[str]
    lost: list[str] = field(default_factory=list)
    default: str = "moodle"

    def table(self) -> Table | None:
        """The question, or None where it is none or of a kind that this course has not."""
        notes = [line.strip(_BLANK) for line in self.lines if line.strip(_BLANK)[:2] == "//"]
        lines = ["" if line.strip(_BLANK)[:2] == "//" else line for line in self.lines]
        text = "\n".join(lines)
        if text.strip(_BLANK).startswith("$CATEGORY:") or not text.strip(_BLANK):
            return None
        name, text = self._name(text)
        start, end = self._braces(text)
        if start is None or end is None:
            self.lost.append("left out: a text without answers is no question")
            return None
        rest = text[end + 1 :].strip(_BLANK)
        asked = text[:start] + (f"_____{text[end + 1 :]}" if rest else "")
        chosen = _FORMAT.match(asked.strip(_BLANK))
        self.default = chosen[1] if chosen else "moodle"
        prompt, unit = without_unit(self._text(asked), DEFAULT_CURRENCY)
        answers, line = text[start + 1 : end], self._line(text, start)
        general = _places(answers, "####")
        worked = self._text(answers[general[-1] + 4 :]) if general else ""
        answers = answers[: general[-1]] if general else answers
        begins = len(answers) - len(answers.lstrip(_BLANK))
        line, answers = line + answers.count("\n", 0, begins), answers.strip(_BLANK)
        made: Table = {"id": name, "line": self.first, "prompt": prompt, "unit": unit}
        made |= {"hint": "", "worked": worked}
        body = self._body(answers, line, made)
        return None if body is None else self._with_comments({**made, **body}, notes)

    def _fail(self, line: int, why: str) -> NoReturn:
        raise ValueError(f"Line {line}: {why}.")

    def _line(self, text: str, at: int) -> int:
        return self.first + text.count("\n", 0, at)

    def _name(self, text: str) -> tuple[str, str]:
        begins = len(text) - len(text.lstrip(_BLANK))
        if text[begins : begins + 2] != "::":
            return "", text
        ends = [at for at in _places(text, "::") if at > begins]
        if not ends:
            self._fail(
                self._line(text, begins), "the name that begins with :: does not end with ::"
            )
        name = _unescaped(text[begins + 2 : ends[0]])
        return name, "\n" * text.count("\n", 0, ends[0]) + text[ends[0] + 2 :]

    def _braces(self, text: str) -> tuple[int, int] | tuple[None, None]:
        opening, closing = _places(text, r"\{"), _places(text, r"\}")
        if not opening and not closing:
            return None, None
        if len(closing) > 1 and len(opening) > 1 and opening[1] > closing[0]:
            self._fail(
                self._line(text, opening[1]),
                "answers for a second time; put a blank line between two questions, and write "
                "\\{ for a brace that belongs to the text",
            )
        if not closing or (opening and opening[-1] > closing[0]):
            self._fail(
                self._line(text, opening[-1]),
                "a brace opens and none closes it before the next blank line; write \\{ for one "
                "that belongs to the text",
            )
        if not opening or len(closing) > len(opening) or closing[0] < opening[0]:
            self._fail(
                self._line(text, closing[-1]),
                "a brace closes that none has opened; write \\} for one that belongs to the text",
            )
        if len(opening) > 1:
            self._fail(self._line(text, opening[1]), "a brace opens inside the answers; write \\{")
        return opening[0], closing[0]

    def _text(self, raw: str) -> str:
        """A text in its format, as a text of the course."""
        raw = raw.strip(_BLANK)
        hit = _FORMAT.match(raw)
        form = hit[1] if hit else self.default
        text = _unescaped(raw[hit.end() :] if hit else raw).strip(_BLANK)
        if form == "markdown":
            return text
        if form == "plain":
            return escape(text)
        if form == "moodle" and not re.search(r"<(?:p|br|div)\b", text):
            text = text.replace("\n", "<br>")
        shown, lost = from_html(text)
        self.lost += [f"a text cannot hold <{tag}>" for tag in lost]
        return shown

    def _body(self, answers: str, line: int, made: Table) -> Table | None:
        if not answers:
            made.pop("unit")
            return {"kind": "reflection", "model": made.pop("worked")}
        if answers[0] == "#":
            return self._number(answers[1:], line)
        made.pop("unit")
        if answers[0] == ">":
            self.lost.append("left out: questions of this plug-in are not known here")
            return None
        if _places(answers, "~"):
            return self._choices(answers, line)
        if _places(answers, "=") and _places(answers, "->"):
            return self._pairs(answers, line)
        key, told = _split(answers, "#")
        if key.strip(_BLANK) in _TRUTH:
            answer = _TRUTH[key.strip(_BLANK)]
            wrong, right = (self._text(each) for each in _split(told, "#"))
            yes, no = (right, wrong) if answer else (wrong, right)
            return {"kind": "truefalse", "answer": answer, "feedback": {"true": yes, "false": no}}
        self.lost.append("left out: this course asks for no words that a program compares")
        return None

    def _chunks(self, text: str, marks: str, line: int) -> Iterator[tuple[str, int, str]]:
        """The answers: the mark of each, its line, and what follows the mark."""
        at = _places(text, marks)
        if not at or text[: at[0]].strip(_BLANK):
            self._fail(line, "an answer must begin with = or ~; write \\= or \\~ inside a text")
        for start, end in zip(at, [*at[1:], len(text)], strict=True):
            here = line + text.count("\n", 0, start)
            yield text[start], here, text[start + 1 : end].strip(_BLANK)

    def _weight(self, text: str) -> tuple[float | None, str]:
        hit = _WEIGHT.match(text)
        return (float(hit[1]), text[hit.end() :]) if hit else (None, text)

    def _choices(self, answers: str, line: int) -> Table | None:
        single = bool(_places(answers, "="))
        choices: list[Table] = []
        weights: list[float] = []
        for mark, here, rest in self._chunks(answers, "[=~]", line):
            weight, rest = self._weight(rest)
            text, told = map(self._text, _split(rest, "#"))
            if not text:
                self._fail(here, "an answer has no text")
            weights.append(100.0 if mark == "=" else weight or 0.0)
            right = weights[-1] >= 100 if single else weights[-1] > 0
            choices.append({"text": text, "right": right, "feedback": told})
        count = sum(choice["right"] for choice in choices)
        if not count:
            self._fail(line, "no answer is right; mark one with = or with a weight")
        if single and count > 1:
            self.lost.append("left out: two answers are right and one of them is enough")
            return None
        shares = {100 / count, -100 / max(1, len(choices) - count)}
        whole = {0.0, 100.0} if single else shares
        if not all(any(abs(w - share) < 0.01 for share in whole) for w in weights):
            self.lost.append("weights of its own become the shares of this course")
        return {"kind": "single" if single else "several", "choice": choices}

    def _pairs(self, answers: str, line: int) -> Table:
        pairs, distractors = [], []
        for _, here, rest in self._chunks(answers, "=", line):
            if not _places(rest, "->"):
                self._fail(here, "a pair must be written = left -> right")
            left, right = _split(rest, "->")
            partner = _unescaped(right.strip(_BLANK))
            if not partner:
                self._fail(here, "a pair has no right side")
            if self._text(left):
                pairs.append({"left": self._text(left), "right": partner, "feedback": ""})
            else:
                distractors.append(partner)
        return {"kind": "matching", "pair": pairs, "distractors": distractors}

    def _number(self, answers: str, line: int) -> Table | None:
        listed, wrong = _split(answers, "~")
        told = self._text(_split(wrong, "#")[1])
        listed = listed if _places(listed, "=") else f"={listed}"
        spans = []
        for _, here, rest in self._chunks(listed, "=", line):
            weight, rest = self._weight(rest)
            value, feedback = _split(rest, "#")
            share = 1.0 if weight is None else weight / 100
            spans.append(Span(*self._span(value.strip(_BLANK), here), share, self._text(feedback)))
        try:
            body, lost = number_body(spans, told)
        except ValueError as error:
            self._fail(line, str(error))
        self.lost += lost
        return {"kind": "number", **body}

    def _span(self, text: str, line: int) -> tuple[float, float]:
        ends = text.split("..") if ".." in text else _unescaped(text).split(":")
        try:
            first, second = float(ends[0]), float(ends[1]) if len(ends) > 1 else 0.0
        except ValueError:
            first = math.nan
        if len(ends) > 2 or not math.isfinite(first) or not math.isfinite(second):
            self._fail(line, f"'{text}' is no number; write 12, 12:0.5 or 11.5..12.5")
        return (first, second) if ".." in text else (first - abs(second), first + abs(second))

    def _with_comments(self, made: Table, notes: list[str]) -> Table:
        """Take up what our own export says in comments, and what Moodle's tags say."""
        kept: dict[str, list[str]] = {"hint": [], "feedback": [], "rubric": []}
        for note in notes:
            hit = _KEPT.fullmatch(note)
            if hit:
                kept[hit[1]].append(_unescaped(hit[2]))
            elif _TAGS.fullmatch(note):
                for tag in _TAG.findall(note):
                    self._tag(made, re.sub(r"\\(.)", r"\1", tag))
        made["hint"] = kept["hint"][0] if kept["hint"] else made["hint"]
        pairs = made.get("pair", ())
        for pair, feedback in zip(pairs, kept["feedback"], strict=False):
            pair["feedback"] = feedback
        if made["kind"] == "reflection" and kept["rubric"]:
            made["rubric"] = kept["rubric"]
        return made

    def _tag(self, made: Table, tag: str) -> None:
        word, _, value = tag.partition(" ")
        if word in ("level", "use") and value:
            made[word] = value
        elif word in ("concept", "source") and value:
            made.setdefault(f"{word}s", []).append(value)
        else:
            self.lost.append(f"the tag '{tag}' has no place")
