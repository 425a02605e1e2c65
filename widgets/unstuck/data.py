"""The data sets of the course, by name, each checked against its card.

This module is the only reader of the files in ``datasets/``. It uses the standard library
alone; pandas is imported only when a DataFrame is asked for.
"""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unstuck._cards import Card, Column, Row, check_row, closest, read_card

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Card",
    "Column",
    "card",
    "datasets",
    "load_dataset",
    "parts",
    "problems",
    "rows",
    "validate",
]


def datasets() -> list[str]:
    """List the names of the data sets that come with the course.

    Returns
    -------
    list of str
        The names, in alphabetical order.
    """
    return [name for name in _names(_folder()) if (_folder() / f"{name}.toml").is_file()]


def card(name: str) -> Card:
    """Show what a data set is, where it comes from and what its columns mean.

    Parameters
    ----------
    name
        One of `datasets()`.

    Returns
    -------
    Card

    Raises
    ------
    ValueError
        If there is no such data set, or its card is broken.
    """
    return _card(_folder(), _known(name))


def rows(name: str) -> tuple[Row, ...]:
    """Read a data set without pandas.

    Parameters
    ----------
    name
        One of `datasets()`.

    Returns
    -------
    tuple of dict
        One dictionary a row, yours to change. Numbers are int or float, yes-or-no cells bool;
        a blank text is ``""``, any other blank cell ``None``.

    Raises
    ------
    ValueError
        If there is no such data set, or a cell breaks the rules of its card.
    """
    return tuple(dict(row) for row in _checked_rows(_known(name)))


def load_dataset(name: str) -> pd.DataFrame:
    """Load a data set as a pandas DataFrame.

    Parameters
    ----------
    name
        One of `datasets()`.

    Returns
    -------
    pandas.DataFrame
        One row a row of the file; blank cells are missing values. The card's title, citation
        and licence are in ``.attrs``.

    Raises
    ------
    ValueError
        If there is no such data set, a cell breaks the rules of its card, or pandas is missing.
    """
    records, found = rows(name), card(name)
    if find_spec("pandas") is None:
        raise ValueError(
            "A DataFrame needs pandas, which is not installed here; "
            f"unstuck.data.rows({name!r}) gives the same rows without it."
        )
    import pandas as pd

    def series(column: Column) -> pd.Series:
        kind: Any = {
            "string": "string",
            "integer": "Int64" if column.blank else "int64",
            "number": "float64",
            "boolean": "boolean" if column.blank else "bool",
            "category": pd.CategoricalDtype(list(column.allowed)),
        }[column.type]
        cells = [None if row[column.name] == "" else row[column.name] for row in records]
        return pd.Series(cells, dtype=kind)

    frame = pd.DataFrame({column.name: series(column) for column in found.columns})
    frame.attrs = {"title": found.title, "citation": found.citation, "licence": found.licence}
    return frame


def parts(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values.

    Parameters
    ----------
    cell
        Text with "; " between the values, such as ``"PON; SCH"``.

    Returns
    -------
    tuple of str
        The values in order; empty for a blank cell.
    """
    return tuple(cell.split("; ")) if cell else ()


def validate(name: str, folder: Path | None = None) -> list[str]:
    """Check one data set against its card.

    Parameters
    ----------
    name
        The file's name without ``.csv``.
    folder
        Where the file and its card are; the course's own folder if not given.

    Returns
    -------
    list of str
        One sentence a fault with file, line, column and reason; empty if all is well.
    """
    return _read(folder or _folder(), name)[1]


def problems(folder: Path | None = None) -> list[str]:
    """Check every data set against its card.

    Parameters
    ----------
    folder
        Where the files and their cards are; the course's own folder if not given.

    Returns
    -------
    list of str
        One sentence a fault with file, line, column and reason; empty if all is well.
    """
    folder = folder or _folder()
    names = _names(folder)
    if not names:
        return [f"There is no data set in {folder}; put the files of datasets/ there."]
    return [fault for name in names for fault in validate(name, folder)]


def _folder() -> Path:
    installed = Path(__file__).parent / "_datasets"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "datasets"


def _names(folder: Path) -> list[str]:
    return sorted({path.stem for kind in ("csv", "toml") for path in folder.glob(f"*.{kind}")})


def _known(name: str) -> str:
    names = datasets()
    if name in names:
        return name
    raise ValueError(
        f"There is no data set {name!r}{closest(str(name), names)}; "
        f"write one of: {', '.join(names)}."
    )


@lru_cache(maxsize=16)
def _checked_rows(name: str) -> tuple[Row, ...]:
    found, faults = _read(_folder(), name)
    if faults:
        raise ValueError(faults[0])
    return found


def _card(folder: Path, name: str) -> Card:
    path = folder / f"{name}.toml"
    if not path.is_file():
        raise ValueError(f"datasets/{name}.csv has no card; write datasets/{name}.toml.")
    return read_card(name, path.read_text(encoding="utf-8"))


def _lines(folder: Path, name: str) -> list[tuple[int, list[str]]]:
    """Return the cells of every line, header first, with the line's number in an editor."""
    file, path = f"datasets/{name}.csv", folder / f"{name}.csv"
    if not path.is_file():
        raise ValueError(f"{file} is missing; put it there, or remove what names it.")
    raw = path.read_bytes()
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        reader = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        for cells in reader:
            lines.append((start, cells))
            start = reader.line_num + 1
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ValueError(f"{file}, line {line} is not UTF-8; save the file as UTF-8.") from None
    except csv.Error as error:
        reason = f"{file}, line {start} is not well-formed ({error}); check its quotation marks."
        raise ValueError(reason) from None
    if not lines:
        raise ValueError(f"{file} is empty; give it a header and rows.")
    return lines


def _referred(folder: Path, column: Column) -> list[str]:
    """Return the values of the column of another data set to which a column refers."""
    name, _, key = column.references.partition(".")
    (_, header), *lines = _lines(folder, name)
    if key not in header:
        raise ValueError(
            f"datasets/{name}.csv has no column {key!r}, but {column.name} refers to it."
        )
    place = header.index(key)
    return [cells[place] for _, cells in lines if len(cells) > place]


def _read(folder: Path, name: str) -> tuple[tuple[Row, ...], list[str]]:
    """Read a file and its card: the rows that are legal, and a sentence for every fault."""
    file = f"datasets/{name}.csv"
    try:
        found = _card(folder, name)
        (_, header), *lines = _lines(folder, name)
        elsewhere = {c.name: _referred(folder, c) for c in found.columns if c.references}
    except ValueError as error:
        return (), [str(error)]
    wanted = [column.name for column in found.columns]
    if header != wanted:
        return (), [
            f"{file}, line 1: the columns are {', '.join(header)}; write {', '.join(wanted)}."
        ]
    records: list[Row] = []
    faults: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in lines:
        record, bad = check_row(cells, found, elsewhere, seen, line)
        faults += [f"{file}, line {line}{reason}" for reason in bad]
        records += [] if bad else [record]
    if len(lines) != found.rows:
        faults.append(
            f"{file} has {len(lines)} rows and its card says {found.rows}; "
            f"put the number right in datasets/{name}.toml."
        )
    return tuple(records), faults
