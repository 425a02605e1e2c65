"""The pictures of the table: what they must show at the start, on the way, and at the end."""

from __future__ import annotations

import json
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck.analysis.table import load_scenario, scenarios
from unstuck.charts import altair_chart, spec
from unstuck.kit.blocks import every
from unstuck.tools.negotiation_table_fields import path_field

NAMES = ("table_sheet", "table_course", "table_debrief")


def block(tool: Any, name: str) -> dict[str, Any]:
    return next(b for b in every(tool.blocks) if b.get("name") == name)


def drawn(picture: dict[str, Any]) -> str:
    chart = altair_chart(picture["name"], picture["data"], picture["signals"], picture["title"])
    return vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_fed_by_name_and_coloured_by_parameter(name: str) -> None:
    told = spec(name)
    assert "datasets" not in told
    assert {p["name"] for p in told["params"]} >= {"you", "them", "zone", "gap", "ink"}
    assert json.dumps(told).count('"legend": {') == 0


def test_the_empty_course_shows_both_levels() -> None:
    picture = drawn(block(unstuck.NegotiationTable(), "table_course"))
    assert "NaN" not in picture and "Leaving:" in picture and "Your target:" in picture


def test_the_last_offers_say_whose_they_are() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["offer:price=12000", "offer:price=11000"])
    chart = block(tool, "table_course")
    picture = drawn(chart)
    assert ">You<" in picture and "Nadia Benali" in picture and "NaN" not in picture
    low, high = chart["signals"]["domain"]
    assert all(low < point["worth"] < high for point in chart["data"]["offers"])


@pytest.mark.parametrize("name", scenarios())
def test_the_plane_shows_both_limits_and_the_corner_by_its_kind(name: str) -> None:
    tool = unstuck.NegotiationTable(scenario=name, **{path_field(name): ["leave:well"]})
    chart = block(tool, "table_debrief")
    picture = drawn(chart)
    told = load_scenario(name)
    assert "NaN" not in picture
    assert chart["data"]["corner"][0]["kind"] == ("zone" if told.zone else "gap")
    assert told.side[0].name.split()[0] in picture and "you without a deal" in picture
    planes = [b for b in every(tool.blocks) if b.get("name") == "table_debrief"]
    assert len(planes) == len(told.side)


def test_the_sheet_draws_the_zone_or_the_gap_between_the_limits() -> None:
    inputs: dict[str, Any] = {"scenario": "own", "role": "seller", "limit": 100}
    for their, kind in ((120, "zone"), (80, "gap")):
        tool = unstuck.PreparationSheet(**inputs, their_limit=their)
        chart = block(tool, "table_sheet")
        assert chart["data"]["band"][0]["kind"] == kind
        picture = drawn(chart)
        assert "Your limit $100" in picture and f"Their limit, you think, ${their}" in picture
