"""How far a learner's grid of cases is filled in, and where it differs from the course's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Cell", "GridState", "grid_state"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Reading(Protocol):
    @property
    def fits(self) -> tuple[str, ...]: ...


class _Case(_Named, Protocol):
    @property
    def readings(self) -> Mapping[str, _Reading]: ...


class _Grid(Protocol):
    """What is needed of a grid: its cases, its columns, and which readings a story bears."""

    @property
    def cases(self) -> Sequence[_Case]: ...
    @property
    def columns(self) -> Sequence[_Named]: ...


@dataclass(frozen=True)
class Cell:
    """One cell of the grid.

    Attributes
    ----------
    case, column : str
        Where it stands.
    chosen : str
        The learner's reading; empty while there is none.
    fits : bool
        Whether the story bears that reading.
    """

    case: str
    column: str
    chosen: str
    fits: bool


@dataclass(frozen=True)
class GridState:
    """The whole grid as a learner has filled it in.

    Attributes
    ----------
    cells : tuple of Cell
        Case after case, each in the order of the columns.
    filled, fitting, size : int
        How many cells hold a reading, how many of these the story bears, how many there are.
    """

    cells: tuple[Cell, ...]
    filled: int
    fitting: int
    size: int

    @property
    def complete(self) -> bool:
        """Whether every cell holds a reading."""
        return self.filled == self.size

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of one column."""
        return tuple(cell for cell in self.cells if cell.column == name)


def grid_state(grid: _Grid, chosen: Mapping[tuple[str, str], str]) -> GridState:
    """Hold a learner's readings against the grid.

    Parameters
    ----------
    grid : unstuck.content.grid.Grid
        The cases and how the course reads them.
    chosen : mapping
        From (case, column) to the reading chosen; missing or empty where there is none.

    Returns
    -------
    GridState
    """
    cells = tuple(
        Cell(case.id, column.id, mark, mark in case.readings[column.id].fits)
        for case in grid.cases
        for column in grid.columns
        for mark in [chosen.get((case.id, column.id), "")]
    )
    filled = [cell for cell in cells if cell.chosen]
    return GridState(cells, len(filled), sum(cell.fits for cell in filled), len(cells))
