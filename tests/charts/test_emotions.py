"""The pictures of module 08: drawn with the words that their data hold, wide and narrow."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import Any

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

import unstuck
from unstuck import charts
from unstuck.analysis.breaks import split_up
from unstuck.charts import emotions
from unstuck.charts.seats import groups_data

MAKERS = {
    "break_kinds": emotions.break_kinds,
    "breath_wave": emotions.breath_wave,
    "heat_left": emotions.heat_left,
    "table_links": emotions.table_links,
}


def drawn(tool: Any, name: str, width: int) -> tuple[list[str], ET.Element]:
    """Every text of a tool's picture, and the picture, from the SVG that Vega makes."""
    block = next(each for each in tool.blocks if each.get("name") == name)
    told = json.loads(json.dumps(charts.spec(name)))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
    picture = ET.fromstring(vl_convert.vegalite_to_svg(told))
    spans = (node for node in picture.iter() if node.tag.endswith(("text", "tspan")))
    return [node.text for node in spans if node.text], picture


@pytest.mark.parametrize("width", [280, 640])
def test_before_a_choice_no_heat_is_given_away(width: int) -> None:
    texts, _ = drawn(unstuck.ResponsePractice(scene="tables"), "heat_left", width)
    assert texts.count("?") == 4
    assert "now: 8" in texts
    assert not {"4", "6", "9", "10"} & set(texts)


@pytest.mark.parametrize("width", [280, 640])
def test_after_a_choice_every_answer_has_its_heat_and_mine_is_named(width: int) -> None:
    tool = unstuck.ResponsePractice(scene="tables", picked=["tables:hear"])
    texts, _ = drawn(tool, "heat_left", width)
    assert {"4", "6", "9", "10", "Say how it was for him · your answer"} <= set(texts)
    assert "?" not in texts


@pytest.mark.parametrize("width", [280, 640])
def test_the_kinds_of_break_stand_under_their_deals(width: int) -> None:
    texts, _ = drawn(unstuck.BreakPlanner(brood=True, elsewhere=True), "break_kinds", width)
    assert {"Better deals", "Worse deals"} <= set(texts)
    assert texts.count("planned" if width < 480 else "in your plan") == 2


def test_the_breath_is_a_wave_over_a_minute() -> None:
    texts, _ = drawn(unstuck.Pause(), "breath_wave", 280)
    assert {"0", "60", "Seconds"} <= set(texts)


@pytest.mark.parametrize("width", [280, 640])
def test_the_groups_are_counted_in_the_picture(width: int) -> None:
    tool = unstuck.BreakPlanner(trouble="size", people=12, size=4, elsewhere=True)
    texts, _ = drawn(tool, "table_links", width)
    assert {"66 pairs", "18 + 3 pairs"} <= set(texts)


@given(st.integers(3, 24), st.integers(2, 12))
def test_every_pair_is_one_line_and_everybody_sits_twice(people: int, size: int) -> None:
    split = split_up(people, size)
    data = groups_data(split.sizes, "", "")
    assert len(data["people"]) == 2 * people
    assert len(data["links"]) == split.whole + split.after
    assert sum(link["between"] for link in data["links"]) == split.between


@given(st.integers(3, 24), st.integers(2, 12))
def test_nobody_sits_on_anybody_and_all_stay_inside(people: int, size: int) -> None:
    seats = [
        (each["x"], each["y"])
        for each in groups_data(split_up(people, size).sizes, "", "")["people"]
    ]
    apart = [abs(a - c) + abs(b - d) for (a, b), (c, d) in combinations(seats, 2)]
    assert min(apart) > 0.03
    assert all(-2 <= x <= 2 and -0.8 <= y <= 0.95 for x, y in seats)
