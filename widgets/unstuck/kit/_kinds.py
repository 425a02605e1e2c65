"""What a field declares, and the fields that hold words: passages, paths, dates, zones."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST_SENTENCES = 60
LONGEST_MOVE = 60


@dataclass(frozen=True)
class Kind:
    """What every field declares."""

    label: str
    help: str = ""
    section: str = ""
    party: str = ""
    when: tuple[str, tuple[Any, ...]] | None = None
    case: str = ""

    kind = "field"

    def settle(self, raw: Any, default: Any) -> Any:
        raise NotImplementedError

    def read(self, value: Any, where: str) -> Any:
        return value

    def spec(self) -> dict[str, Any]:
        """What the page needs to draw the control."""
        told: dict[str, Any] = {"kind": self.kind, "label": self.label, "help": self.help}
        told |= {"section": self.section, "party": self.party, "case": self.case}
        if self.when:
            told["when"] = {"field": self.when[0], "is": list(self.when[1])}
        return told


@dataclass(frozen=True)
class Marked:
    """A text read sentence by sentence: its parts, and what each was marked as.

    Attributes
    ----------
    text : str
        The whole text.
    parts : tuple of str
        Its sentences.
    marks : tuple of str
        For each sentence the chosen option; empty where none was chosen yet.
    """

    text: str = ""
    parts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; a new line also ends one.

    >>> sentences('She rose. "Never!" he said. We left at 5.30.')
    ('She rose.', '"Never!" he said.', 'We left at 5.30.')
    """
    lines = (line for line in text.splitlines() if line.strip())
    parts = (part.strip() for line in lines for part in _SENTENCE_END.split(line))
    return tuple(part for part in parts if part)[:MOST_SENTENCES]


_SENTENCE_END = re.compile(r"""(?:(?<=[.!?…])|(?<=[.!?…]["”’)]))\s+(?=["“‘(]?[A-Z0-9À-Þ])""")


@dataclass(frozen=True)
class Marks(Kind):
    options: tuple[tuple[str, str], ...] = ()
    passage: str | None = None
    limit: int = 2000

    kind = "marks"

    def settle(self, raw: Any, default: Any) -> Any:
        if isinstance(raw, Marked):
            raw = {"text": raw.text, "parts": raw.parts, "marks": raw.marks}
        if isinstance(raw, str):
            raw = {"text": raw}
        told = raw if isinstance(raw, Mapping) else {}
        text = self.passage if self.passage is not None else _clean(told.get("text"), self.limit)
        before = _texts(told.get("parts"))
        chosen = _texts(told.get("marks"))
        parts = sentences(text)
        marks = chosen if not before or tuple(before) == parts else _moved(before, chosen, parts)
        known = dict(self.options)
        kept = [mark if mark in known else "" for mark in marks[: len(parts)]]
        kept += [""] * (len(parts) - len(kept))
        return {"text": text, "parts": list(parts), "marks": kept}

    def read(self, value: Any, where: str) -> Any:
        return Marked(value["text"], tuple(value["parts"]), tuple(value["marks"]))

    def spec(self) -> dict[str, Any]:
        options = [{"value": value, "label": label} for value, label in self.options]
        return super().spec() | {
            "options": options,
            "fixed": self.passage is not None,
            "limit": self.limit,
        }


def _clean(raw: Any, limit: int) -> str:
    if not isinstance(raw, str):
        return ""
    return "".join(c for c in raw if c.isprintable() or c == "\n")[:limit]


def _texts(raw: Any) -> list[str]:
    if not isinstance(raw, list | tuple):
        return []
    return [item if isinstance(item, str) else "" for item in raw[:MOST_SENTENCES]]


def _moved(before: list[str], chosen: list[str], parts: tuple[str, ...]) -> list[str]:
    """Let each sentence keep its mark when the text around it has changed."""
    left = list(zip(before, chosen, strict=False))
    marks = []
    for part in parts:
        at = next((i for i, (text, _) in enumerate(left) if text == part), None)
        marks.append("" if at is None else left.pop(at)[1])
    return marks


@dataclass(frozen=True)
class Moves(Kind):
    limit: int = 40

    kind = "moves"

    def settle(self, raw: Any, default: Any) -> Any:
        if not isinstance(raw, list | tuple):
            raw = default
        sound = (move for move in raw if isinstance(move, str) and move.isprintable())
        return [move for move in sound if 0 < len(move) <= LONGEST_MOVE][: self.limit]

    def read(self, value: Any, where: str) -> Any:
        return tuple(value)


@dataclass(frozen=True)
class Moment(Kind):
    kind = "moment"

    def settle(self, raw: Any, default: Any) -> Any:
        if raw == "" or (isinstance(raw, str) and _is_moment(raw)):
            return raw
        return default


def _is_moment(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text, re.ASCII):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Zone(Kind):
    kind = "zone"

    def settle(self, raw: Any, default: Any) -> Any:
        if raw == "" or (isinstance(raw, str) and _is_zone(raw)):
            return raw
        return default


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    if not re.fullmatch(r"[A-Za-z][\w+-]*(/[\w+-]+){0,2}", name, re.ASCII):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@dataclass(frozen=True)
class Note(Kind):
    kind = "note"

    def settle(self, raw: Any, default: Any) -> Any:
        return default


MOST_PIECES = 1000
LARGEST_GATHERED = 1_500_000
_KEY = re.compile(r"[\w./-]{1,140}")


@dataclass(frozen=True)
class Gathered(Kind):
    prefixes: tuple[str, ...] = ()

    kind = "gathered"

    def settle(self, raw: Any, default: Any) -> Any:
        if not isinstance(raw, Mapping):
            return dict(default)
        kept = {
            key: value
            for key, value in list(raw.items())[:MOST_PIECES]
            if isinstance(key, str) and key.startswith(self.prefixes) and _KEY.fullmatch(key)
        }
        try:
            size = len(json.dumps(kept, allow_nan=False))
        except (TypeError, ValueError, RecursionError):
            return dict(default)
        return kept if size <= LARGEST_GATHERED else dict(default)

    def spec(self) -> dict[str, Any]:
        return super().spec() | {"prefixes": list(self.prefixes)}
