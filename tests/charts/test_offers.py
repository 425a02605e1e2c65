"""The pictures of module 05: every label in the picture, none on another, on any screen."""

from __future__ import annotations

import itertools
import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import offers, paths
from unstuck.charts.theme import as_json

MAKERS = {
    "offer_thermometer": offers.offer_thermometer,
    "offer_chair": offers.offer_chair,
    "concession_path": offers.concession_path,
}
HUGE = [{"yours": 1e9, "theirs": 2e9}]
THERMOMETERS: list[dict[str, Any]] = [
    {"felt": "fair"},
    {"felt": "off", "offer": 0, "role": "buyer"},
    {"felt": "bold", "market": None, "past": None, "alternative_give": 0},
    {"felt": "bold", "offer": 2e9, "market": 0, "market_give": 0},
    {"felt": "bold", "weigh": True, "past_counts": "3", "limit": None, "target": None},
]
PATHS: list[dict[str, Any]] = [
    {},
    {"role": "seller", "opening": 24_000, "their_opening": 15_000, "rounds": []},
    {"their_limit": 22_000, "their_target": 23_000},
    {"opening": 0, "their_opening": 3e9, "rounds": HUGE, "limit": 0, "target": 0},
    {"opening": 500, "their_opening": 500, "rounds": [], "limit": 500, "target": 500},
    {"limit": 21_000, "target": 21_000, "their_limit": 21_000, "their_target": 21_000},
    {"opening": None, "deadline": 20},
]


def blocks(tool: Any) -> list[dict[str, Any]]:
    return [block for block in tool.blocks if block["is"] == "chart"]


def drawn(block: dict[str, Any], width: int) -> list[str]:
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
        elif parameter["name"] in block["signals"]:
            parameter["value"] = block["signals"][parameter["name"]]
    svg = vl_convert.vegalite_to_svg(told)
    assert "NaN" not in svg
    return [node.text for node in ET.fromstring(svg).iter() if node.text]


@pytest.mark.parametrize("name", MAKERS)
def test_a_chart_is_compiled_and_keyed_by_words(name: str) -> None:
    assert json.loads(as_json(MAKERS[name]())) == charts.spec(name)
    assert '"legend": {' not in json.dumps(charts.spec(name))


@pytest.mark.parametrize("width", [280, 640])
@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        *(("OfferThermometer", inputs) for inputs in THERMOMETERS),
        *(("ConcessionPath", inputs) for inputs in PATHS),
    ],
)
def test_every_label_is_in_the_picture(kind: str, inputs: dict[str, Any], width: int) -> None:
    tool = getattr(unstuck, kind)(**inputs)
    assert tool.problem == ""
    shown = blocks(tool)
    assert shown
    for block in shown:
        texts = drawn(block, width)
        for rows in block["data"].values():
            for label in (row["label"] for row in rows if row.get("label")):
                assert label in texts


@pytest.mark.parametrize("inputs", PATHS)
def test_no_word_stands_on_another(inputs: dict[str, Any]) -> None:
    for block in blocks(unstuck.ConcessionPath(**inputs)):
        heights = sorted(row["pixel"] for row in block["data"]["labels"])
        for one, other in itertools.pairwise(heights):
            assert other - one >= paths.LINE - 1e-6
        assert not heights or (heights[0] > 0 and heights[-1] < paths.HEIGHT)


def test_the_curve_is_cut_at_the_offer() -> None:
    for role, kinder in (("seller", "below"), ("buyer", "above")):
        tool = unstuck.OfferThermometer(role=role, offer=8_500, felt="fair")
        curve = blocks(tool)[1]["data"]["curve"]
        part = [row["at"] for row in curve if row["part"] == "kinder"]
        assert (max(part) if kinder == "below" else min(part)) == 8_500
        assert max(row["top"] for row in curve) == 1


def test_table_and_picture_hold_the_same_numbers() -> None:
    (block,) = blocks(unstuck.ConcessionPath())
    table = " ".join(cell for row in block["rows"] for cell in row)
    for row in block["data"]["path"]:
        if row["kind"] == "made":
            assert f"{row['at']:,.0f}" in table
    for row in block["data"]["levels"]:
        assert f"{row['at']:,.0f}" in table
