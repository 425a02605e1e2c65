"""What the browser's Python lacks: worked out without it, or said in a sentence."""

from __future__ import annotations

from random import Random

import pytest

from unstuck import charts, data
from unstuck.analysis import _frontier
from unstuck.analysis.bargaining import pareto_frontier
from unstuck.analysis.opposed import opposed_issues


def nothing(name: str) -> None:
    """No package of any name is installed."""


def test_a_long_list_of_outcomes_has_the_same_frontier_without_numpy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw = Random(7)
    rows = [(draw.random(), draw.random()) for _ in range(_frontier.MOST_PLAIN + 1)]
    with_numpy = list(pareto_frontier(rows))
    monkeypatch.setattr(_frontier, "find_spec", nothing)
    assert isinstance(_frontier.columns(rows)[0], list)
    assert list(pareto_frontier(rows)) == with_numpy


def test_utilities_say_that_they_need_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = opposed_issues({"rent": 60, "date": 20}, {"rent": 20, "date": 60})
    monkeypatch.setattr("unstuck.analysis.packages.find_spec", nothing)
    with pytest.raises(ValueError, match=r"needs numpy.*use rows\(\)"):
        scenario.utilities()


def test_a_data_frame_says_that_it_needs_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unstuck.data.find_spec", nothing)
    with pytest.raises(ValueError, match=r"needs pandas.*unstuck\.data\.rows\('evidence'\)"):
        data.load_dataset("evidence")


def test_a_chart_says_that_it_needs_altair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unstuck.charts.find_spec", nothing)
    with pytest.raises(ValueError, match="needs Altair"):
        charts.altair_chart("zopa", {}, {}, "")
