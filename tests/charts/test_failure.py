"""The pictures of module 10: drawn with every sign and sentence that their data hold."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import failure
from unstuck.charts.tiles import lane_data, sign_data, sign_rows

MAKERS = {"failure_signs": failure.failure_signs, "response_lanes": failure.response_lanes}


def svg(name: str, data: Any, signals: Any, width: int) -> ET.Element:
    told = json.loads(json.dumps(charts.spec(name)))
    told["datasets"], told["width"] = data, width
    for parameter in told["params"]:
        if parameter["name"] in signals:
            parameter["value"] = signals[parameter["name"]]
    return ET.fromstring(vl_convert.vegalite_to_svg(told))


def texts(picture: ET.Element) -> list[str]:
    return [node.text for node in picture.iter() if node.tag.endswith("text") and node.text]


def drawn(tool: Any, width: int) -> list[str]:
    block = next(each for each in tool.blocks if each["is"] == "chart")
    return texts(svg(block["name"], block["data"], block["signals"], width))


@pytest.mark.parametrize("width", [280, 640])
def test_every_kind_is_named_with_how_it_stands(width: int) -> None:
    tool = unstuck.FailureDiagnosis(
        which="own-no-deal", reservation=300, their_reservation=340, offence="yes", untested="no"
    )
    told = drawn(tool, width)
    assert "Missed agreement" in told and "holds" in told
    assert told.count("not asked yet") == 3
    assert told.count("needs a deal") == 3


def test_signs_for_grow_to_the_right_and_signs_against_to_the_left() -> None:
    rows = [sign_rows("a", "holds", [False, True], [False])]
    data, signals = sign_data(rows)
    right = [tile for tile in data["tiles"] if tile["side"] == "for"]
    left = [tile for tile in data["tiles"] if tile["side"] == "against"]
    assert all(0 < tile["start"] < tile["end"] for tile in right)
    assert all(0 > tile["start"] > tile["end"] for tile in left)
    assert right[0]["decides"] and not right[1]["decides"], "what decides stands next the middle"
    assert signals["reach"] >= 2


@pytest.mark.parametrize("count", [0, 1, 12])
def test_no_tile_leaves_the_picture(count: int) -> None:
    data, signals = sign_data([sign_rows("a", "", [False] * count, [True] * count)])
    assert len(data["tiles"]) == 2 * count
    assert all(abs(tile["end"]) <= signals["reach"] for tile in data["tiles"])


@pytest.mark.parametrize("width", [280, 640])
def test_sorted_debriefs_carry_their_number_and_our_answer(width: int) -> None:
    told = drawn(unstuck.ResponseMirror(sample_1="blame", sample_2="own"), width)
    assert {"1", "2", "\u2713", "\u2260", "Blame", "Shrink", "Own it"} <= set(told)


def test_a_long_text_is_drawn_without_numbers() -> None:
    data, signals = lane_data([("Blame", "30"), ("Own", "0")], [0] * 30)
    assert signals == {"count": 30, "lines": 2}
    assert "7" not in texts(svg("response_lanes", data, signals, 280))


def test_what_is_not_sorted_is_not_drawn() -> None:
    data, _ = lane_data([("Blame", "1")], [None, 0, None])
    assert [text["number"] for text in data["texts"]] == [2]
