"""The pictures of module 01: drawn with every number that their data hold, wide and narrow."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import evidence, impasse

MAKERS = {
    "casino_deals": evidence.casino_deals,
    "casino_means": evidence.casino_means,
    "casino_walkaways": evidence.casino_walkaways,
    "evidence_stances": evidence.evidence_stances,
    "impasse_grid": impasse.impasse_grid,
    "strike_survival": evidence.strike_survival,
}
LONG = "The committee for everything that nobody else has taken on"
SHOWN = {
    "casino_deals": ({"look": "casino", "picture": "deals"}, ["173 of 251", "248 of 248"]),
    "casino_means": ({"look": "casino", "picture": "satisfaction"}, ["deal 4.40", "walked 1.72"]),
    "casino_walkaways": ({"look": "casino"}, ["all shared: 9 pairs", "36", "42", "10"]),
    "evidence_stances": ({"topic": "all"}, ["speaks for the advice", "34", "13"]),
    "strike_survival": ({"look": "strikes", "day": 60}, ["median: 27 days", "day 60: 14 of 62"]),
}


def drawn(tool: Any, width: int) -> list[str]:
    """Every text of the tool's picture, from the SVG that Vega makes."""
    block = next(each for each in tool.blocks if each["is"] == "chart")
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
        elif parameter["name"] in block["signals"]:
            parameter["value"] = block["signals"][parameter["name"]]
    picture = ET.fromstring(vl_convert.vegalite_to_svg(told))
    spans = (node for node in picture.iter() if node.tag.endswith(("text", "tspan")))
    return [node.text for node in spans if node.text]


@pytest.mark.parametrize("width", [280, 640])
@pytest.mark.parametrize("name", SHOWN)
def test_the_numbers_stand_in_the_picture(name: str, width: int) -> None:
    inputs, words = SHOWN[name]
    texts = drawn(unstuck.EvidenceBoard(**inputs), width)
    for word in words:
        assert word in texts


@pytest.mark.parametrize("day", [0, 216, 220])
def test_a_day_at_either_end_is_drawn(day: float) -> None:
    tool = unstuck.EvidenceBoard(look="strikes", day=day)
    assert any(text.startswith(f"day {day}") for text in drawn(tool, 280))


@pytest.mark.parametrize("width", [280, 640])
def test_the_grid_names_its_cells_and_both_sides(width: int) -> None:
    texts = drawn(unstuck.ImpasseClassifier(coo_second="yes"), width)
    assert sorted(text for text in texts if text in {"wanted", "forced", "unwanted"}) == [
        "forced",
        "forced",
        "unwanted",
        "wanted",
    ]
    assert texts.count("this story") == 1
    assert "by the manufacturer" in texts or "the manufacturer" in texts
    assert any(text.startswith("The candidate") for text in texts)


def test_the_grid_shows_all_that_is_still_possible() -> None:
    tool = unstuck.ImpasseClassifier(case="own")
    assert drawn(tool, 640).count("still possible") == 4


def test_long_names_are_cut_and_not_drawn_across_the_grid() -> None:
    tool = unstuck.ImpasseClassifier(case="own", first_name=LONG, first="yes", second="no")
    cut = [text for text in drawn(tool, 280) if text.startswith("The committee")]
    assert len(cut) == 2
    assert all(text.endswith("…") for text in cut)
