"""Values that question files compute: numbers, names, and calls of `unstuck.analysis`.

A value is a number, a text, a list, a table, `"$name"` for what was drawn or derived, or
`{ call = "module.function", with = { … }, take = "attribute" }`. Nothing else is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

_HOME = "unstuck.analysis"
_CALL = re.compile(r"([a-z][a-z0-9_]*)\.([A-Za-z][A-Za-z0-9_]*)")
_NAME = re.compile(r"\$[a-z][a-z0-9_]*")
_CALL_KEYS = ("call", "with", "take")


def faults(expression: object) -> Iterator[str]:
    """Give a sentence for everything that is not allowed in an expression, without running it."""
    if isinstance(expression, bool | int | float):
        return
    if isinstance(expression, str):
        if expression.startswith("$") and not _NAME.fullmatch(expression):
            yield f"'{expression}' is no name of a drawn value; write $name in small letters."
    elif isinstance(expression, list):
        for part in expression:
            yield from faults(part)
    elif isinstance(expression, dict):
        yield from _table_faults(expression)
    else:
        yield f"{expression!r} is neither a number, a text, a list nor a table."


def names(expression: object) -> frozenset[str]:
    """The drawn and derived values that an expression refers to, without their `$`."""
    if isinstance(expression, str):
        return frozenset({expression[1:]} if expression.startswith("$") else ())
    parts: list[Any] = []
    if isinstance(expression, list):
        parts = expression
    elif isinstance(expression, dict):
        parts = list(expression.values())
    return frozenset[str]().union(*(names(part) for part in parts))


def evaluate(expression: object, values: Mapping[str, object]) -> Any:
    """Work out an expression.

    Parameters
    ----------
    expression : object
        A value without `faults`.
    values : mapping
        What the names stand for.

    Raises
    ------
    ValueError
        If a name or function is unknown, or the function refuses what it is given.
    """
    if isinstance(expression, str) and expression.startswith("$"):
        if expression[1:] not in values:
            raise ValueError(f"'{expression}' is neither drawn nor given.")
        return values[expression[1:]]
    if isinstance(expression, list):
        return tuple(evaluate(part, values) for part in expression)
    if isinstance(expression, dict) and "call" in expression:
        given = {name: evaluate(part, values) for name, part in expression.get("with", {}).items()}
        return _called(expression["call"], given, expression.get("take"))
    if isinstance(expression, dict):
        return {name: evaluate(part, values) for name, part in expression.items()}
    return expression


def _table_faults(table: dict[str, Any]) -> Iterator[str]:
    if "call" in table:
        for key in table.keys() - set(_CALL_KEYS):
            yield f"'{key}' is unknown beside call; known are {', '.join(_CALL_KEYS)}."
        if not isinstance(table["call"], str) or not _CALL.fullmatch(table["call"]):
            yield (
                f"call = {table['call']!r} is refused; it must be 'module.function', a public name "
                f"of {_HOME}."
            )
        if not isinstance(table.get("with", {}), dict):
            yield "with must be a table of named inputs."
        take = table.get("take", "value")
        if isinstance(take, bool) or not isinstance(take, int | str) or str(take).startswith("_"):
            yield f"take = {take!r} is refused; it must be a public attribute or a position."
        yield from faults(table.get("with", {}))
        return
    for key, part in table.items():
        if key in _CALL_KEYS or get_close_matches(key, ["call"], cutoff=0.7):
            yield f"a table with '{key}' needs a call."
        yield from faults(part)


def _called(name: str, given: Mapping[str, object], take: str | int | None) -> Any:
    function = _function(name)
    try:
        result = function(**given)
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise ValueError(f"{name} refuses its inputs: {error}") from error
    return result if take is None else _taken(name, result, take)


def _function(name: str) -> Callable[..., Any]:
    """Find a function or class that a module of `unstuck.analysis` offers in its `__all__`."""
    match = _CALL.fullmatch(name)
    try:
        module = import_module(f"{_HOME}.{match[1]}") if match else None
    except ModuleNotFoundError:
        module = None
    if match is not None and match[2] in getattr(module, "__all__", ()):
        found = getattr(module, match[2])
        if callable(found) and (found.__module__ or "").startswith(f"{_HOME}."):
            return found  # type: ignore[no-any-return]
    raise ValueError(f"'{name}' is no public function of {_HOME}.")


def _taken(name: str, result: object, take: str | int) -> Any:
    if isinstance(take, int):
        if isinstance(result, Sequence) and not isinstance(result, str) and take < len(result):
            return result[take]
        raise ValueError(f"what {name} returns has no position {take}.")
    value = getattr(result, take, None)
    if value is None or callable(value):
        raise ValueError(f"what {name} returns has no value '{take}'.")
    return value
