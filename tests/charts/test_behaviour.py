"""The pictures of a hard talk: every word of theirs is drawn, at the start and at an end."""

from __future__ import annotations

import json
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck.analysis.scenes import guess_move, place_move
from unstuck.charts import altair_chart, spec

NAMES = ("scene_course", "driver_signs")
ENDED = [guess_move(""), "since", "sorry", guess_move(""), "tell-me", "cover", place_move("")]


def block(tool: Any) -> dict[str, Any]:
    return next(block for block in tool.blocks if block["is"] == "chart")


def drawn(picture: dict[str, Any]) -> str:
    chart = altair_chart(picture["name"], picture["data"], picture["signals"], picture["title"])
    return vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_fed_by_name_and_coloured_by_parameter(name: str) -> None:
    told = spec(name)
    assert "datasets" not in told
    assert {p["name"] for p in told["params"]} >= {"you", "them", "zone", "gap", "ink"}
    assert json.dumps(told).count('"legend": {') == 0


@pytest.mark.parametrize(
    "inputs",
    [{}, {"scene": "fee", "path_fee": ENDED}, {"scene": "fee", "path_fee": ENDED[:2]}],
)
def test_the_three_strips_name_themselves_with_their_numbers(inputs: dict[str, Any]) -> None:
    tool = unstuck.BehaviourReader(**inputs)
    play = tool.result[0]
    picture = drawn(block(tool))
    assert "NaN" not in picture
    for words in (
        f"Heat: {play.heat} of 10",
        f"Trust: {play.trust} of 10",
        f"You know: {len(play.known)} of {play.learnable}",
    ):
        assert words in picture
    assert ("broken line: the other story" in picture) == play.over
    assert "start" in picture


def test_higher_values_stand_higher_whatever_the_strip() -> None:
    points = block(unstuck.BehaviourReader(scene="fee", path_fee=ENDED))["data"]["points"]
    for row in points:
        assert 0 <= row["value"] <= row["top"]
    assert [row["last"] for row in points].count(True) == 3


def test_every_driver_is_named_with_its_count() -> None:
    tool = unstuck.DriverMap(sign_same_with_all=True, driver="carry-over")
    picture = drawn(block(tool))
    for row in block(tool)["data"]["drivers"]:
        assert row["label"] in picture
    assert "An old score with somebody else: 1 for" in picture
    assert "A slight: 0 for, 1 against" in picture
