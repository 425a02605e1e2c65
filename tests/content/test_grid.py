"""The grid of the course's cases: whole, and read the same way everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from unstuck.analysis.failure import Magnitude
from unstuck.analysis.grid import grid_state
from unstuck.analysis.impasse import ImpasseType
from unstuck.content.grid import load_grid
from unstuck.content.questions import load

GRID = load_grid()


def test_all_nine_cases_and_all_five_columns_are_there() -> None:
    assert [case.id for case in GRID.cases] == [
        *("coo", "trainer", "startup", "deadline", "delivery"),
        *("partnership", "consultant", "donor", "house"),
    ]
    assert [c.id for c in GRID.columns] == ["type", "cause", "failure", "magnitude", "remedy"]


def test_types_and_magnitudes_are_those_of_the_analysis() -> None:
    assert list(GRID.column("magnitude").options) == [str(grade) for grade in Magnitude]
    assert {str(kind) for kind in ImpasseType} <= set(GRID.column("type").options)


def test_the_readings_of_the_first_three_agree_with_module_01() -> None:
    words = load("01-impasse").words["ImpasseClassifier"]
    cases = {case.id: case for case in GRID.cases}
    assert words["coo_reading"].startswith("**Forced") and cases["coo"].readings["type"].fits == (
        "forced",
    )
    assert words["startup_reading"].startswith("**Forced")
    assert cases["startup"].readings["type"].fits == ("forced",)
    assert set(cases["trainer"].readings["type"].fits) == {"unwanted", "wanted", "forced"}


def test_no_reading_at_all_fills_nothing_and_all_of_ours_complete_it() -> None:
    assert grid_state(GRID, {}).filled == 0
    ours = {
        (case.id, column.id): case.readings[column.id].fits[0]
        for case in GRID.cases
        for column in GRID.columns
    }
    state = grid_state(GRID, ours)
    assert state.complete and state.fitting == state.size == 45


def test_a_reading_that_is_no_option_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grid.toml"
    path.write_text(
        '[[column]]\nid="type"\ntitle="T"\nmodule="01"\nask="?"\noptions={a="A"}\n'
        '[[case]]\nid="x"\ntitle="X"\ntold="01"\ngist="G"\ntype={fits=["b"], why="W"}\n'
    )
    with pytest.raises(ValueError, match="'b' is no option of the column 'type'"):
        load_grid(path)
