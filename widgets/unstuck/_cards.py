"""What a card says about a data set, and whether a row obeys it.

Nothing here opens a file: :mod:`unstuck.data` does.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from typing import Any, TypeVar

__all__ = ["Card", "Column", "Row", "check_row", "closest", "read_card"]

T = TypeVar("T")
Row = dict[str, Any]

_TYPES = ("string", "integer", "number", "boolean", "category")
_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "rows": (int, "a whole number"),
    "columns": (tuple, "a list"),
    "allowed": (tuple, "a list"),
    "blank": (bool, "true or false"),
    "unique": (bool, "true or false"),
    "minimum": ((int, float), "a number"),
    "maximum": ((int, float), "a number"),
}


@dataclass(frozen=True)
class Column:
    """One column of a data set, as its card describes it.

    Parameters
    ----------
    name, type, description, example
        What the column is called, one of string, integer, number, boolean (0 or 1) and
        category, what it holds, and one legal value.
    unit
        The unit of a number, such as "days".
    blank, unique
        Whether a cell may be blank; whether no value may come twice.
    minimum, maximum
        The range of a number, both ends included.
    allowed
        The values a cell may take.
    pattern
        A regular expression that a value matches from end to end.
    separator
        What stands between the values of a cell that holds several.
    references
        "dataset.column": values must be found there (or in `allowed`).
    """

    name: str
    type: str
    description: str
    example: str
    unit: str = ""
    blank: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    separator: str = ""
    references: str = ""


@dataclass(frozen=True)
class Card:
    """What a data set is, what it is not, where it comes from, and its columns.

    Parameters
    ----------
    name, title, description, source, citation, doi, licence
        Texts to show beside the data; `doi` is blank where there is none.
    rows
        How many rows the file has.
    columns
        The columns in the order of the file.
    """

    name: str
    title: str
    description: str
    source: str
    citation: str
    doi: str
    licence: str
    rows: int
    columns: tuple[Column, ...]


def closest(text: str, choices: list[str]) -> str:
    """Name in brackets the choice most like `text`; nothing if none is like it."""
    near = get_close_matches(text, choices, n=1)
    return f" (the closest is {near[0]!r})" if near else ""


def _build(kind: type[T], table: dict[str, Any], where: str) -> T:
    """Make a Card or a Column from a table of a TOML file."""
    known = {field.name: field.default is MISSING for field in fields(kind)}  # type: ignore[arg-type]
    table = {key: tuple(item) if isinstance(item, list) else item for key, item in table.items()}
    for key, value in table.items():
        if key not in known:
            raise ValueError(f"{where}: {key!r} is not a key of a card; use {', '.join(known)}.")
        types, words = _KINDS.get(key, (str, "text"))
        if not isinstance(value, types):
            raise ValueError(f"{where}: {key} = {value!r} is of the wrong type; write {words}.")
    missing = [key for key, needed in known.items() if needed and key not in table]
    if missing:
        raise ValueError(f"{where}: {missing[0]!r} is missing; add it.")
    return kind(**table)


def read_card(name: str, text: str) -> Card:
    """Read the card of the data set `name` from the text of its TOML file.

    Raises
    ------
    ValueError
        If the text is no TOML, or a key is missing, unknown or of the wrong type.
    """
    where = f"datasets/{name}.toml"
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{where} is not well-formed TOML: {error}.") from error
    entries = table.pop("column", [])
    if not isinstance(entries, list) or not entries:
        raise ValueError(f"{where} describes no column; write one [[column]] for each.")
    columns = tuple(
        _build(Column, entry, f"{where}, column {number}")
        for number, entry in enumerate(entries, 1)
    )
    if table.get("name", name) != name:
        raise ValueError(f"{where}: the card calls itself {table['name']!r}; write {name!r}.")
    for column in columns:
        _check_column(column, f"{where}, column {column.name}")
    return _build(Card, {**table, "columns": columns}, where)


def _check_column(column: Column, where: str) -> None:
    if column.type not in _TYPES:
        raise ValueError(f"{where}: {column.type!r} is no type; use {', '.join(_TYPES)}.")
    if column.type == "category" and not column.allowed:
        raise ValueError(f"{where}: a category needs its allowed values; list them.")
    try:
        re.compile(column.pattern)
    except re.error as error:
        raise ValueError(f"{where}: the pattern is not well formed ({error}); mend it.") from None


def check_row(
    cells: list[str],
    found: Card,
    elsewhere: dict[str, list[str]],
    seen: dict[tuple[str, str], int],
    line: int,
) -> tuple[Row, list[str]]:
    """Turn the cells of a line into a row and say what is wrong with them.

    Parameters
    ----------
    cells, line
        The texts of the cells and the number of their line.
    found
        The card.
    elsewhere
        For each column that refers to another data set, the values found there.
    seen
        The values met so far in columns without repeats, with their lines; added to here.

    Returns
    -------
    tuple
        The row, and the end of a sentence for every fault.
    """
    if len(cells) != len(found.columns):
        return {}, [
            f" has {len(cells)} cells instead of {len(found.columns)}; "
            "put text that holds a comma in quotation marks."
        ]
    record: Row = {}
    bad: list[str] = []
    for column, text in zip(found.columns, cells, strict=True):
        try:
            record[column.name] = _cell(text, column, elsewhere.get(column.name, []))
            first = seen.setdefault((column.name, text), line) if column.unique else line
            if first != line:
                raise ValueError(f"{text!r} stands in line {first} already; write another.")
        except ValueError as reason:
            bad.append(f", column {column.name}: {reason}")
    return record, bad


def _cell(text: str, column: Column, elsewhere: list[str]) -> Any:
    """Turn the text of a cell into its value, or say in words why that cannot be done."""
    if text == "":
        if not column.blank:
            raise ValueError(f"the cell is blank; write a value such as {column.example}.")
        return "" if column.type in ("string", "category") else None
    if text != text.strip():
        raise ValueError(f"{text!r} begins or ends with a space; remove it.")
    if column.type == "boolean":
        if text not in ("0", "1"):
            raise ValueError(f"{text!r} is neither 0 nor 1; write 1 for yes and 0 for no.")
        return text == "1"
    if column.type in ("integer", "number"):
        return _number(text, column)
    values = text.split(column.separator) if column.separator else [text]
    for value in values:
        _word(value, column, elsewhere)
    if len(set(values)) < len(values):
        raise ValueError(f"{text!r} names something twice; name it once.")
    return text


def _number(text: str, column: Column) -> float:
    whole = column.type == "integer"
    form = r"-?\d+" if whole else r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
    if not re.fullmatch(form, text, re.ASCII) or not math.isfinite(float(text)):
        what = "an integer" if whole else "a number"
        raise ValueError(f"{text!r} is not {what}; write one such as {column.example}.")
    value = int(text) if whole else float(text)
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    if not low <= value <= high:
        raise ValueError(f"{text} lies outside {low:g} to {high:g}; write one within.")
    return value


def _word(value: str, column: Column, elsewhere: list[str]) -> None:
    choices = [*column.allowed, *elsewhere]
    if (column.allowed or column.references) and value not in choices:
        where = f"in {column.references}" if column.references else f"among {', '.join(choices)}"
        raise ValueError(f"{value!r} is not {where}{closest(value, choices)}; write one that is.")
    if column.pattern and not re.fullmatch(column.pattern, value):
        raise ValueError(f"{value!r} has the wrong form; write it like {column.example}.")
