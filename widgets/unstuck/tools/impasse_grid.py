"""ImpasseGrid: one table through the whole course, filled in column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import make_dataclass
from typing import Any

from unstuck.analysis.grid import Cell, GridState, grid_state
from unstuck.content.grid import GridCase, load_grid
from unstuck.content.templates import escape
from unstuck.kit import session
from unstuck.kit.blocks import Block, cards, figures, finding, fold, points, table, words
from unstuck.kit.fields import choice, text
from unstuck.kit.tool import Tool

GRID = load_grid()
NOT_YET = "Not yet"
OWN = "Your own case"
CHOSEN = {"type", "cause", "magnitude"}  # of one's own case; the others are told in words


def _fields() -> Iterator[tuple[str, type, Any]]:
    titles = {column.id: column.title for column in GRID.columns}
    yield "column", str, choice("type", label="Which column?", options=titles, look="select")
    for column in GRID.columns:
        about: dict[str, Any] = {"section": column.ask}
        options = {"": NOT_YET, **column.options}
        for case in GRID.cases:
            label = choice("", label=case.title, options=options, look="select", **about)
            yield f"{case.id}_{column.id}", str, label
        about["case"] = column.id
        if column.id in CHOSEN:
            yield (
                f"own_{column.id}",
                str,
                choice("", label=OWN, options=options, look="select", **about),
            )
        else:
            yield f"own_{column.id}", str, text("", label=OWN, limit=200, **about)


class ImpasseGrid(Tool):
    """All nine cases and your own against type, cause, kind of failure, magnitude and remedy.

    One grid for the whole course: what you fill in here is there in every later module.

    Parameters
    ----------
    column : {"type", "cause", "failure", "magnitude", "remedy"}, optional
        Which column to fill in; inside a module it opens at the one which that module teaches.
    **inputs
        Single cells, named by case and column, such as ``coo_type="forced"``.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.ImpasseGrid(coo_type="forced", donor_type="wanted").result.fitting
    1
    """

    Inputs = make_dataclass("Inputs", _fields(), frozen=True, kw_only=True)
    title = "Nine cases and your own"
    lead = "Fill in one column; every module that teaches one adds it."
    module = "13-review"
    stacked = True

    def __init__(self, draft: Mapping[str, Any] | None = None, **inputs: Any) -> None:
        taught = [column.id for column in GRID.columns if column.module == session.current.slug]
        self._opening = inputs.get("column") or (taught[0] if taught else "")
        if self._opening:
            inputs["column"] = self._opening
        super().__init__(draft, **{"keep": "grid", "own": True, **inputs})

    def hear(self, draft: Any, gesture: int) -> None:
        """Open at this module's column, whichever the learner filled in last elsewhere."""
        if self._opening and isinstance(draft, Mapping):
            draft, self._opening = {**draft, "column": self._opening}, ""
        super().hear(draft, gesture)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Only the chosen column is on the page; the others keep what they hold."""
        return {column.ask: "" for column in GRID.columns if column.id != draft["column"]}

    @staticmethod
    def solve(inputs: Any) -> GridState:
        """Hold what was chosen against what each story bears."""
        return grid_state(
            GRID,
            {
                (case.id, column.id): getattr(inputs, f"{case.id}_{column.id}")
                for case in GRID.cases
                for column in GRID.columns
            },
        )

    def show(self, inputs: Any, result: GridState) -> list[Block]:
        """Say how far the grid is, then the reasons for this column, then the whole."""
        column = GRID.column(inputs.column)
        here = result.column(column.id)
        read = [cell for cell in here if cell.chosen]
        return [
            self._finding(result),
            figures(
                (self.fill("filled"), f"{result.filled}", self.fill("of", n=result.size)),
                (self.fill("fitting"), f"{result.fitting}", self.fill("of", n=result.filled)),
            ),
            *self._reasons(read),
            fold(
                self.fill("gists"),
                points(*(f"**{case.title}** {case.gist}" for case in GRID.cases)),
                words(self.fill("illustrative")),
            ),
            table(
                self.fill("caption"),
                [self.fill("head"), *(each.title for each in GRID.columns)],
                [*(self._row(case, result) for case in GRID.cases), self._own(inputs)],
            ),
            words(self.fill("marks")),
        ]

    def _finding(self, result: GridState) -> Block:
        if not result.filled:
            return finding(self.fill("empty"), "open")
        sentence = "complete" if result.complete else "partly"
        return finding(
            self.fill(sentence, filled=result.filled, size=result.size, fitting=result.fitting),
            "good" if result.complete else "plain",
        )

    def _reasons(self, read: list[Cell]) -> list[Block]:
        cases = {case.id: case for case in GRID.cases}
        return [cards(*(self._card(cell, cases[cell.case]) for cell in read))] if read else []

    def _card(self, cell: Cell, case: GridCase) -> dict[str, str]:
        reading = case.readings[cell.column]
        options = GRID.column(cell.column).options
        ours = " / ".join(options[fit] for fit in reading.fits)
        return {
            "title": case.title,
            "badge": self.fill("fits" if cell.fits else "differs"),
            "tone": "good" if cell.fits else "open",
            "text": reading.why,
            "foot": self.fill("ours", ours=ours),
        }

    def _row(self, case: GridCase, result: GridState) -> list[str]:
        told = [case.title]
        for cell in result.cells:
            if cell.case == case.id:
                name = GRID.column(cell.column).options.get(cell.chosen, "")
                told.append(name and (name if cell.fits else self.fill("query", name=name)))
        return told

    def _own(self, inputs: Any) -> list[str]:
        values = [(column, getattr(inputs, f"own_{column.id}")) for column in GRID.columns]
        return [OWN, *(column.options.get(value, escape(value)) for column, value in values)]
