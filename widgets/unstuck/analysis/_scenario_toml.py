"""Reads a scenario that was written by hand; public through `packages.Scenario.from_toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from unstuck.analysis._preferences import Issue, Party
from unstuck.analysis._source import content

_MOST_BYTES = 1_000_000
_KEYS = {
    "A scenario": ({"issue", "party"}, {"name"}),
    "An issue": ({"name", "options"}, set[str]()),
    "A party": ({"name", "values"}, {"weights", "reservation", "batna", "discount"}),
}


def read(source: str | Path) -> tuple[str, list[Issue], list[Party]]:
    """Return name, issues and parties of a scenario; ``ValueError`` as told in `from_toml`."""
    text = isinstance(source, str) and "\n" in source
    what = "The scenario" if text else f"The scenario '{source}'"
    try:
        given = tomllib.loads(content(source, text, what, _MOST_BYTES).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{what} must be text in UTF-8, and it is not; save it as such."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{what} is no proper TOML: {error}; mend that place.") from error
    except RecursionError as error:
        raise ValueError(f"{what} is nested too deeply; write it as the docs show.") from error
    _check(given, "A scenario")
    name = given.get("name", "")
    if not isinstance(name, str):
        raise ValueError(f"{what} must have a name in words, not {name!r}; put it in quotes.")
    issues = []
    for table in _tables(given, "issue"):
        _check(table, "An issue")
        issues.append(Issue(table["name"], table["options"]))
    return name, issues, [_party(table, issues) for table in _tables(given, "party")]


def _tables(given: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """Return the tables under a heading in double brackets."""
    tables = given[key]
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise ValueError(
            f"Each {key} must be a table of its own, not {tables!r}; begin it with [[{key}]]."
        )
    return tables


def _check(table: Mapping[str, Any], what: str) -> None:
    """Refuse a table with a key that is unknown, or without one that it needs."""
    needed, allowed = _KEYS[what]
    named = f" '{table['name']}'" if isinstance(table.get("name"), str) else ""
    for key in sorted(needed - table.keys()):
        raise ValueError(f"{what}{named} must have '{key}' and has none; add it.")
    for key in table.keys() - needed - allowed:
        raise ValueError(
            f"{what}{named} has '{key}', which means nothing here; "
            f"use one of these: {', '.join(sorted(needed | allowed))}."
        )


def _party(table: Mapping[str, Any], issues: Sequence[Issue]) -> Party:
    """Return a party, its values put in the order of the options."""
    _check(table, "A party")
    given = dict(table)
    options = {issue.name: issue.options for issue in issues}
    if isinstance(given["values"], dict):
        given["values"] = {
            name: _in_order(values, options[name], name, given["name"])
            if isinstance(values, dict) and name in options
            else values
            for name, values in given["values"].items()
        }
    return Party(**given)


def _in_order(
    values: Mapping[str, object], options: Sequence[str], issue: str, party: object
) -> list[object]:
    """Return the values of an issue in the order of its options."""
    for option in options:
        if option not in values:
            raise ValueError(f"'{party}' has no value for '{option}' of '{issue}'; add one.")
    known = set(options)
    for option in values:
        if option not in known:
            raise ValueError(
                f"'{party}' has a value for '{option}', which is no option of '{issue}'; "
                "use the same words in both places."
            )
    return [values[option] for option in options]
