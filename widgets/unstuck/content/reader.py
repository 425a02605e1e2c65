"""Reading the tables of a TOML file while collecting everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from unstuck.content.expressions import faults
from unstuck.content.templates import placeholders

_MOST = 12
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED = ("key", "value", "currency")


def closest(word: str, known: Sequence[str]) -> str:
    """Say which of the known words was probably meant, or what is known."""
    match = get_close_matches(word, known, n=1, cutoff=0.6)
    if match:
        return f"did you mean '{match[0]}'?"
    return f"known are {', '.join(known[:_MOST])}{', …' if len(known) > _MOST else '.'}"


class Reader:
    """One table of a file: gives its values by name and notes what breaks a rule.

    Parameters
    ----------
    table : mapping
        As `tomllib` gives it.
    place : str
        File and item, for the sentences.
    problems : list of str
        Where the sentences go; shared by all readers of a file.
    """

    def __init__(self, table: Mapping[str, Any], place: str, problems: list[str]) -> None:
        self.table = table
        self.place = place
        self.problems = problems
        self._known: set[str] = set()

    def report(self, reason: str) -> None:
        """Note a problem of this item."""
        self.problems.append(f"{self.place}: {reason}")

    def raw(self, key: str) -> Any:
        """The value as it stands, or None."""
        self._known.add(key)
        return self.table.get(key)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text that is not blank; needed unless there is a default."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.report(f"{key} is missing." if value is None else f"{key} must be a text.")
            return ""
        return value.strip()

    def template(self, key: str, *, default: str | None = None) -> str:
        """A text with places to fill."""
        text = self.text(key, default=default)
        try:
            placeholders(text)
        except ValueError as error:
            self.report(f"{key}: {error}")
            return ""
        return text

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        value = self.raw(key)
        if value is None and not needed:
            return ()
        blank = not isinstance(value, list) or not value
        if blank or not all(isinstance(each, str) and each.strip() for each in value):
            self.report(f"{key} must be a list of texts, at least one.")
            return ()
        return tuple(each.strip() for each in value)

    def flag(self, key: str, *, needed: bool = True) -> bool | None:
        """True or false, or None where there is neither."""
        value = self.raw(key)
        if value is None and not needed:
            return None
        if not isinstance(value, bool):
            self.report(f"{key} must be true or false.")
            return None
        return value

    def number(self, key: str) -> float | None:
        """A number, or None where there is none."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.report(f"{key} must be a number, not {value!r}.")
            return None
        return value

    def word(self, key: str, options: Sequence[str], *, default: str | None = None) -> str:
        """One of some words."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if value not in options:
            self.report(f"{key} = {value!r} is not known; {closest(str(value), options)}")
            return options[0]
        return str(value)

    def expression(self, key: str, *, call: bool = False) -> Any:
        """A value to compute, or None; with `call`, one that calls a function."""
        value = self.raw(key)
        if value is None:
            return None
        reasons = list(faults(value))
        if call and not (isinstance(value, dict) and "call" in value):
            reasons.append('it must be computed: { call = "module.function", with = { … } }.')
        for reason in reasons:
            self.report(f"{key}: {reason}")
        return None if reasons else value

    def mapping(self, key: str) -> dict[str, Any]:
        """A table, empty where there is none."""
        value = self.raw(key)
        if value is not None and not isinstance(value, dict):
            self.report(f"{key} must be a table.")
        return value if isinstance(value, dict) else {}

    def section(self, key: str) -> Reader:
        """A table inside this one."""
        return Reader(self.mapping(key), f"{self.place}, {key}", self.problems)

    def sections(self, key: str, *, least: int = 0) -> list[Reader]:
        """A list of tables, written `[[key]]`."""
        value = self.raw(key) or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.report(f"{key} must be written as [[…{key}]], once for each.")
            return []
        if len(value) < least:
            self.report(f"needs at least {least} {key}{'' if least == 1 else 's'}.")
        return [
            Reader(each, f"{self.place}, {key} {number}", self.problems)
            for number, each in enumerate(value, start=1)
        ]

    def check_name(self, name: str) -> None:
        """Note a name that no placeholder or `$name` could refer to."""
        if not _NAME.fullmatch(name) or name in _RESERVED:
            self.report(
                f"'{name}' cannot be a name; use small letters, digits and _, "
                f"and none of {', '.join(_RESERVED)}."
            )

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.table.keys() - self._known:
            self.report(f"'{key}' is unknown here; {closest(key, sorted(self._known))}")
