"""Sentences with places for names and numbers, such as `{offer:money}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from unstuck.content.numbers import (
    DEFAULT_CURRENCY,
    Quantity,
    show_money,
    show_number,
    show_percent,
)

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_DOUBLED = ("{{", "}}")
_PLACEHOLDER = re.compile(r"([a-z][a-z0-9_]*)(?::([a-z]+))?")
# Signs within a line, and what makes a heading, a list, a quotation, a rule or a table of one.
_MARKUP = re.compile(
    r"([*_\[\]\\<`])|^([ \t]*)(>|~(?=~)|#(?=#*(?:\s|$))|[+-](?=\s|$)|[=|:-](?=[=|: \t-]*$)"
    r"|\d+(?=[.)](?:\s|$)))",
    re.MULTILINE,
)

SPECS: Mapping[str, Callable[[float, str], str]] = {
    "money": show_money,
    "number": lambda x, currency: show_number(x),
    "percent": lambda x, currency: show_percent(x),
    "whole": lambda x, currency: show_number(x, 0),
    "years": lambda x, currency: Quantity(x, "years").shown(),
}


def placeholders(template: str) -> tuple[tuple[str, str], ...]:
    """List the places of a template that are to be filled.

    Returns
    -------
    tuple of (str, str)
        Name and way of writing (a key of `SPECS`, or empty) of each, in their order.

    Raises
    ------
    ValueError
        If a brace stands alone, a name is none, or the way of writing is unknown.
    """
    found = _BRACES.finditer(template)
    return tuple(_parsed(match) for match in found if match[0] not in _DOUBLED)


def fill(template: str, /, *, currency: str = DEFAULT_CURRENCY, **values: object) -> str:
    """Fill a sentence with names and numbers.

    Parameters
    ----------
    template : str
        Text with `{name}` or `{name:spec}`, where spec is `money`, `number`, `percent` (of a
        fraction), `whole` or `years`; `{{` and `}}` stand for braces.
    currency : str
        The learner's currency, for `money`.
    **values
        What the names stand for: numbers, or strings, which count as somebody's own text, so
        that whatever would be markup in them is escaped. More than needed does no harm.

    Raises
    ------
    ValueError
        If a value is missing or cannot be written in the way asked for.
    """

    def replaced(match: re.Match[str]) -> str:
        if match[0] in _DOUBLED:
            return match[0][0]
        name, spec = _parsed(match)
        if name not in values:
            raise ValueError(f"'{{{name}}}' has no value; give one or take it out of the text.")
        return _shown(name, spec, values[name], currency)

    return _BRACES.sub(replaced, template)


def escape(text: str) -> str:
    """Put a backslash before each sign of somebody's text that would count as markup.

    >>> print(escape("*no* <b>"))
    \\*no\\* \\<b>
    """
    return _MARKUP.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    """At the start of a line a sign makes a heading or a list, and so does a number with a dot."""
    if found[1]:
        return f"\\{found[1]}"
    return f"{found[2]}\\{found[3]}" if not found[3][0].isdigit() else f"{found[2]}{found[3]}\\"


def _parsed(match: re.Match[str]) -> tuple[str, str]:
    parts = _PLACEHOLDER.fullmatch(match[1] or "")
    if parts is None:
        raise ValueError(
            f"'{match[0]}' is no placeholder; write {{name}} or {{name:money}}, and braces doubled."
        )
    if parts[2] and parts[2] not in SPECS:
        raise ValueError(
            f"'{match[0]}' asks for a way of writing that is none of {', '.join(SPECS)}."
        )
    return parts[1], parts[2] or ""


def _shown(name: str, spec: str, value: object, currency: str) -> str:
    safe_currency = escape(currency)
    if isinstance(value, Quantity):
        return SPECS[spec](value.value, safe_currency) if spec else value.shown(safe_currency)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return SPECS[spec or "number"](value, safe_currency)
    if isinstance(value, str) and not spec:
        return escape(value)
    wanted = "a number" if spec else "a number or a text"
    raise ValueError(f"'{{{name}}}' needs {wanted}, not {value!r}.")
