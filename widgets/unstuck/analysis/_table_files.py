"""Reading scenario files and saying what is wrong with one; public through `analysis.table`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from unstuck.analysis._table_parts import Interest, Reframe, Side, TermSpec, Topic, You
from unstuck.analysis._table_scenario import TableScenario

_T = TypeVar("_T")
_NESTED: Mapping[str, type] = {
    "you": You,
    "term": TermSpec,
    "side": Side,
    "reframe": Reframe,
    "interest": Interest,
    "topic": Topic,
}


def folder() -> Traversable:
    """Where the scenarios of the course are."""
    return files("unstuck.content").joinpath("en", "table")


@cache
def words() -> Mapping[str, Any]:
    """The words that all scenarios share: what you say, labels, faces."""
    return tomllib.loads(folder().joinpath("_words.toml").read_text("utf-8"))


@cache
def listed() -> tuple[str, ...]:
    """The ids of the course's scenarios, in their order."""
    found = []
    for file in folder().iterdir():
        if file.name.endswith(".toml") and not file.name.startswith("_"):
            table = tomllib.loads(file.read_text("utf-8"))
            found.append((table.get("place", 0), file.name.removesuffix(".toml")))
    return tuple(name for _, name in sorted(found))


@cache
def loaded(name: str) -> TableScenario:
    """A scenario of the course; ``ValueError`` if there is none of that name."""
    if name not in listed():
        raise ValueError(f"There is no scenario '{name}'; choose from {', '.join(listed())}.")
    text = folder().joinpath(f"{name}.toml").read_text("utf-8")
    return built(tomllib.loads(text), f"{name}.toml")


def read(path: Path | Traversable) -> tuple[TableScenario | None, list[str]]:
    """A scenario from a file, and a sentence for everything that is wrong with it."""
    from unstuck.analysis._table_rules import faults

    try:
        table = tomllib.loads(path.read_text("utf-8"))
        scenario = built(table, path.name)
        return scenario, [f"{path.name}: {fault}" for fault in faults(scenario)]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, [f"{path.name} cannot be read: {error}; mend that place."]
    except ValueError as error:
        return None, [str(error)]


def built(table: Mapping[str, Any], where: str) -> TableScenario:
    """Make a scenario of a table; ``ValueError`` says what is missing, unknown or wrong."""
    return _made(TableScenario, table, where)


def _made(kind: type[_T], table: object, where: str) -> _T:
    if not isinstance(table, Mapping):
        raise ValueError(f"{where} must be a table of its own, not {table!r}.")
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise ValueError(f"{where}: '{key}' is unknown here; known are {', '.join(known)}.")
    values = {}
    for name, f in known.items():
        if name in table:
            values[name] = _value(table[name], name, str(f.type), f"{where}: {name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise ValueError(f"{where}: '{name}' may not be missing; add it.")
    return kind(**values)


def _value(value: Any, name: str, wanted: str, where: str) -> Any:
    if name in _NESTED:
        if wanted.startswith("tuple"):
            return tuple(_rows(value, name, where))
        return _made(_NESTED[name], value, where)
    if wanted.startswith("Mapping"):
        return _mapping(value, "float" if "float" in wanted else "str", where)
    if wanted.startswith("tuple"):
        return _list(value, "float" if "float" in wanted else "str", where)
    return _plain(value, wanted, where)


def _rows(value: Any, name: str, where: str) -> Iterator[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{where} must be written as [[…{name}]], once for each.")
    for number, row in enumerate(value, 1):
        called = row.get("id", number) if isinstance(row, Mapping) else number
        yield _made(_NESTED[name], row, f"{where} '{called}'")


def _mapping(value: Any, wanted: str, where: str) -> dict[str, tuple[Any, ...]]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where} must be a table, not {value!r}.")
    return {key: _list(given, wanted, f"{where}.{key}") for key, given in value.items()}


def _list(value: Any, wanted: str, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{where} must be a list, not {value!r}; put it in brackets.")
    return tuple(_plain(each, wanted, where) for each in value)


def _plain(value: Any, wanted: str, where: str) -> Any:
    if wanted == "bool" and isinstance(value, bool):
        return value
    if wanted == "str" and isinstance(value, str):
        return "\n\n".join(" ".join(part.split()) for part in value.strip().split("\n\n"))
    if not isinstance(value, bool):
        if wanted == "int" and isinstance(value, int):
            return value
        if wanted == "float" and isinstance(value, int | float):
            return float(value)
    kind = {"str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false"}
    raise ValueError(f"{where} must be {kind[wanted]}, not {value!r}; mend it.")
