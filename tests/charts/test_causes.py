"""The pictures of module 02: every label stands in them, wide and narrow, at the extremes too."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import causes, pressure

MAKERS = {
    "cause_signs": causes.cause_signs,
    "cause_remedies": causes.cause_remedies,
    "deal_seats": pressure.deal_seats,
    "deal_tries": pressure.deal_tries,
}
MARKS = ["", "", "pressure", "pressure", "", "", ""]
MARKED = {"coo": {"marks": MARKS}, "coo_compare": True, "coo_step": "pause"}
TABLES = [
    {},
    {"parties": 8, "issues": 4, "typical": 0.9, "proposals": 20},
    {"parties": 2, "issues": 1, "typical": 0.1, "spread": 0, "proposals": 1},
    {"issues": 4, "proposals": 18, "typical": 0.65},
    {"rule": "majority", "parties": 7},
]


def figure(tool: Any, name: str) -> dict[str, Any]:
    return next(b for b in tool.blocks if b["is"] == "chart" and b["name"] == name)


def drawn(block: dict[str, Any], width: int) -> tuple[str, list[str]]:
    """The picture that Vega makes, and every text in it."""
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
        elif parameter["name"] in block["signals"]:
            parameter["value"] = block["signals"][parameter["name"]]
    svg = vl_convert.vegalite_to_svg(told)
    spans = (n for n in ET.fromstring(svg).iter() if n.tag.endswith(("text", "tspan")))
    return svg, [node.text for node in spans if node.text]


@pytest.mark.parametrize("width", [280, 640])
def test_the_signs_picture_names_causes_sentences_and_its_two_shapes(width: int) -> None:
    svg, texts = drawn(figure(unstuck.CauseFinder(**MARKED), "cause_signs"), width)
    assert "NaN" not in svg
    for word in ("Extreme offer", "Self-serving fairness", "your mark", "our reading", "1", "7"):
        assert word in texts
    bare = figure(unstuck.CauseFinder(), "cause_signs")
    assert "our reading" not in drawn(bare, width)[1]


def test_a_story_of_one_sentence_is_drawn() -> None:
    tool = unstuck.CauseFinder(own=True, story={"text": "They left.", "marks": ["pressure"]})
    svg, texts = drawn(figure(tool, "cause_signs"), 280)
    assert "NaN" not in svg and texts.count("1") == 1


@pytest.mark.parametrize("width", [280, 640])
def test_the_remedies_picture_says_meets_and_helps_in_words(width: int) -> None:
    _, texts = drawn(figure(unstuck.CauseFinder(**MARKED), "cause_remedies"), width)
    assert (texts.count("meets it"), texts.count("helps")) == (5, 4)
    for word in ("Pressure", "Pause", "Doubt" if width < 480 else "urge to sign"):
        assert word in texts


@pytest.mark.parametrize("inputs", TABLES, ids=str)
@pytest.mark.parametrize("width", [280, 640])
def test_the_endings_are_drawn_and_told(inputs: dict[str, Any], width: int) -> None:
    tool = unstuck.PressureAndComplexity(**inputs)
    seats = figure(tool, "deal_seats")
    svg, texts = drawn(seats, width)
    assert "NaN" not in svg
    for seat in seats["data"]["seats"]:
        assert seat["told"] in texts
    for key in seats["data"]["key"]:
        assert key["told"] in texts
    tries = figure(tool, "deal_tries")
    svg, texts = drawn(tries, width)
    assert "NaN" not in svg
    (here,) = [row for row in tries["data"]["tries"] if row["here"]]
    assert texts.count(here["told"]) == 1 and tries["data"]["ceiling"][0]["told"] in texts


def test_a_bar_without_a_part_draws_none_of_it() -> None:
    sure = figure(unstuck.PressureAndComplexity(issues=1, proposals=3), "deal_seats")
    late = figure(unstuck.PressureAndComplexity(issues=4, proposals=1), "deal_seats")
    dashed = [len(re.findall("stroke-dasharray", drawn(block, 640)[0])) for block in (sure, late)]
    assert dashed[0] < dashed[1]
