"""The grid of the course: its cases against type, cause, kind of failure, magnitude and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "en" / "grids"


@dataclass(frozen=True)
class Column:
    """One question asked of every case.

    Attributes
    ----------
    id, title, ask : str
        Its name, its heading, the question.
    module : str
        The module that teaches it.
    options : mapping
        The possible readings, by id.
    """

    id: str
    title: str
    module: str
    ask: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """How the course reads one case in one column.

    Attributes
    ----------
    fits : tuple of str
        The readings that the story bears, the first one ours.
    why : str
        What they rest on.
    """

    fits: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class GridCase:
    """One case: what it is called, where it is told, the gist, and how we read it."""

    id: str
    title: str
    told: str
    gist: str
    readings: Mapping[str, Reading]


@dataclass(frozen=True)
class Grid:
    """All columns and all cases, in the order of the course."""

    columns: tuple[Column, ...]
    cases: tuple[GridCase, ...]

    def column(self, name: str) -> Column:
        """The column of that id."""
        return next(column for column in self.columns if column.id == name)


@cache
def load_grid(path: Path = FOLDER / "impasse.toml") -> Grid:
    """Read a grid.

    Raises
    ------
    ValueError
        If a case lacks a column, or a reading is none of the column's options.
    """
    told = tomllib.loads(path.read_text("utf-8"))
    columns = tuple(Column(**row) for row in told["column"])
    return Grid(columns, tuple(_case(row, columns, path.name) for row in told["case"]))


def _case(row: dict[str, Any], columns: tuple[Column, ...], where: str) -> GridCase:
    readings = {}
    for column in columns:
        reading = row.get(column.id)
        if not reading or not reading["fits"] or not reading["why"]:
            raise ValueError(
                f"{where}: the case '{row['id']}' has no reading for '{column.id}'; "
                "give `fits` and `why`."
            )
        for fit in reading["fits"]:
            if fit not in column.options:
                raise ValueError(
                    f"{where}: '{fit}' is no option of the column '{column.id}'; "
                    f"choose among {', '.join(column.options)}."
                )
        readings[column.id] = Reading(tuple(reading["fits"]), reading["why"])
    return GridCase(row["id"], row["title"], row["told"], row["gist"], readings)
