"""One grid for the whole course."""

from __future__ import annotations

import pytest

import unstuck
from unstuck.content.grid import load_grid
from unstuck.kit import session
from unstuck.tools.impasse_grid import ImpasseGrid

GRID = load_grid()


def ours() -> dict[str, str]:
    return {
        f"{case.id}_{column.id}": case.readings[column.id].fits[0]
        for case in GRID.cases
        for column in GRID.columns
    }


def test_it_is_complete_when_every_cell_is_filled_and_says_so() -> None:
    grid = ImpasseGrid(**ours())
    assert grid.result.complete
    assert "complete" in grid.blocks[0]["text"] and grid.blocks[0]["tone"] == "good"
    shown = next(block for block in grid.blocks if block["is"] == "table")
    assert len(shown["rows"]) == 10 and all(all(row) for row in shown["rows"][:9])


def test_a_reading_the_story_does_not_bear_is_marked_and_answered() -> None:
    grid = ImpasseGrid(coo_type="wanted")
    card = next(block for block in grid.blocks if block["is"] == "cards")["items"][0]
    assert card["badge"] == "We read it differently"
    assert "Forced" in card["foot"]
    assert "Wanted: both (?)" in grid.sheet()


@pytest.mark.parametrize(
    ("slug", "column"), [("02-causes", "cause"), ("11-recovery", "remedy"), ("13-review", "type")]
)
def test_it_opens_at_the_column_of_its_module_whatever_was_stored(slug: str, column: str) -> None:
    session.current.begin(slug)
    try:
        grid = ImpasseGrid()
        assert grid._spec["keep"] == "own/grid"
        stored = {**grid.draft, "column": "magnitude", "coo_type": "forced"}
        grid.set_state({"_sent": {"n": 1, "g": 1, "draft": stored}})
        assert grid.draft["coo_type"] == "forced"
        assert grid.draft["column"] == (column if slug != "13-review" else "magnitude")
        grid.set_state({"_sent": {"n": 2, "g": 2, "draft": {**stored, "column": "failure"}}})
        assert grid.draft["column"] == "failure"
    finally:
        session.current.begin("")


def test_ones_own_row_is_filled_from_ones_own_case_and_never_read_as_markup() -> None:
    grid = ImpasseGrid(own_type="forced", own_remedy="**ask** | first")
    row = next(block for block in grid.blocks if block["is"] == "table")["rows"][-1]
    assert row[1] == "Forced: one of them"
    assert row[-1] == r"\*\*ask\*\* | first"


def test_the_page_may_know_it_by_name() -> None:
    assert unstuck.ImpasseGrid is ImpasseGrid
