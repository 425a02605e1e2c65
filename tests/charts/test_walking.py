"""The picture of module 09: current, complete at both widths, the spent bar apart and in scale."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

import unstuck
from unstuck import charts
from unstuck.analysis.prospects import Ahead
from unstuck.charts import walking
from unstuck.charts.theme import as_json
from unstuck.charts.walk_rows import walk_data

LABELS = dict.fromkeys(("leave", "stay", "deal", "none", "behind", "beyond"), "x")


def drawn(block: dict[str, Any], width: int) -> list[str]:
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] in block["signals"]:
            parameter["value"] = block["signals"][parameter["name"]]
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
    picture = ET.fromstring(vl_convert.vegalite_to_svg(told))
    spans = (node for node in picture.iter() if node.tag.endswith(("text", "tspan")))
    return [node.text for node in spans if node.text]


def picture(**inputs: Any) -> dict[str, Any]:
    blocks = unstuck.WalkAway(**inputs).blocks
    return next(block for block in blocks if block["is"] == "chart")


def test_the_compiled_chart_is_what_its_code_gives() -> None:
    assert charts.spec("walk_ahead") == json.loads(as_json(walking.walk_ahead()))


@pytest.mark.parametrize("width", [280, 640])
def test_both_ways_and_what_is_spent_are_named(width: int) -> None:
    texts = drawn(picture(), width)
    for word in ("Leave now", "Stay: on average", "a deal, 50", "no deal, 50", "Spent on both"):
        assert any(text.startswith(word) for text in texts), word
    assert "Compared with leaving now" in texts


def test_a_gap_and_a_certain_deal_are_drawn_too() -> None:
    none = drawn(picture(their_reservation=40_000), 280)
    assert any(text.startswith("no deal, 100") for text in none)
    assert not any(text.startswith("a deal") for text in none)
    sure = drawn(picture(chance=1, give=0), 280)
    assert not any(text.startswith("no deal") for text in sure)


@given(st.floats(0, 1), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e7))
def test_everything_lies_within_the_axis_and_the_spent_bar_is_in_scale(
    chance: float, one: float, other: float, cost: float, spent: float
) -> None:
    told = Ahead(chance, min(one, other), max(one, other), cost)
    data, signals = walk_data(told, spent, LABELS)
    low, high = signals["domain"]
    (behind,) = data["behind"]
    assert low <= behind["low"] <= behind["high"] <= high
    length = behind["high"] - behind["low"]
    assert length == pytest.approx(spent, abs=1e-6) or (behind["high"] == high and length < spent)
    for mark in data["marks"] + data["average"]:
        assert low <= mark["at"] <= high
    for deal in data["deals"]:
        assert low <= deal["low"] <= deal["high"] <= high


def test_what_is_spent_moves_no_other_mark() -> None:
    before, after = picture(spent=0)["data"], picture(spent=9_000)["data"]
    assert {k: v for k, v in before.items() if k != "behind"} == {
        k: v for k, v in after.items() if k != "behind"
    }
