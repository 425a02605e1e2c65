"""Scenario files of the table: an author is told in sentences what is wrong."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from unstuck.analysis.table import (
    POLICIES,
    debrief,
    read_scenario,
    run,
    scenarios,
    table_problems,
)

HOME = files("unstuck.content").joinpath("en", "table")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A scenario of the course as an author's own file."""
    path = tmp_path / "mine.toml"
    path.write_text(HOME.joinpath("delivery.toml").read_text("utf-8"), "utf-8")
    return path


def test_the_course_has_no_faults() -> None:
    assert table_problems() == []


def test_a_file_of_ones_own_can_be_played(written: Path) -> None:
    scenario, faults = read_scenario(written)
    assert faults == []
    assert scenario is not None
    assert debrief(run(scenario, POLICIES["naive"])).names[0] == "the museum"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('driver = "carry-over"', 'driver = "greed"', ("greed", "betrayal")),
        ('tactic = "linear"', 'tactic = "slow"', ("slow", "boulware")),
        ("rounds = 11", "rounds = 99", ("rounds", "99")),
        ("rounds = 11", 'rounds = "many"', ("rounds", "whole number")),
        ("trust = 0.42", "trust = 4.2", ("trust", "4.2")),
        ("trust = 0.42", "trust = 0.42\nmood = 3", ("mood", "unknown")),
        ("power = 0.45", "", ("power", "missing")),
        ("late = [30, 12, 0, 24]", "late = [30, 12, 0]", ("late", "4 values")),
        ("limit = 40\ntarget", "limit = 400\ntarget", ("limit",)),
        ("step = 500", "step = 300", ("price", "whole steps")),
        ('opens = ["date"]\n\n[[you.interest]]', 'opens = ["moon"]\n\n[[you.interest]]', ("moon",)),
        ('eases = ["late=2"', 'eases = ["late=9"', ("late=9",)),
        ("fits = true", "fits = false", ("reframe",)),
        ("{offer}. I've nothing to take off there", "I've nothing to take off there", ("{offer}",)),
        ("hurry = [", "hurri = [", ("hurr",)),
        ("[[term]]", "[[term", ("cannot be read",)),
        ("That's almost a box", "That's like the counters", ("'counters'", "secret")),
    ],
)
def test_a_fault_is_named(written: Path, old: str, new: str, words: tuple[str, ...]) -> None:
    text = written.read_text("utf-8")
    assert old in text
    written.write_text(text.replace(old, new, 1), "utf-8")
    faults = read_scenario(written)[1]
    assert faults
    joined = "\n".join(faults)
    assert "mine.toml" in joined
    for word in words:
        assert word in joined
    assert table_problems(written.parent) == faults


def test_each_counterpart_speaks_in_a_voice_of_its_own() -> None:
    """No line of a scenario is said in another one."""
    said: dict[str, str] = {}
    for name in scenarios():
        scenario, _ = read_scenario(Path(str(HOME.joinpath(f"{name}.toml"))))
        assert scenario is not None
        for side in scenario.side:
            for variants in side.lines.values():
                for text in variants:
                    home = said.setdefault(text, f"{name} {side.name}")
                    assert home == f"{name} {side.name}" or text == "{offer}.", text
