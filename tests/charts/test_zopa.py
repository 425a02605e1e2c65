"""The pictures of the zone: what they draw, in words and without a library at hand."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck.charts import altair_chart, spec

NAMES = ("zopa_line", "zopa_width", "interests_met")


def blocks(tool: Any) -> dict[str, dict[str, Any]]:
    return {block["name"]: block for block in tool.blocks if block["is"] == "chart"}


def drawn(block: dict[str, Any]) -> str:
    chart = altair_chart(block["name"], block["data"], block["signals"], block["title"])
    return vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_fed_by_name_and_coloured_by_parameter(name: str) -> None:
    told = json.dumps(spec(name))
    assert '"datasets"' not in told
    assert {p["name"] for p in spec(name)["params"]} >= {"you", "them", "zone", "gap", "money"}
    keyed = re.findall(r'"(?:color|shape)": (\{[^{}]*"field"[^{}]*(?:\{[^{}]*\}[^{}]*)*\})', told)
    assert all('"legend": null' in channel for channel in keyed), "labels stand at their marks"


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"seller": 0, "buyer": 0},
        {"seller": 2e9, "buyer": 0, "price": 1e9},
        {"seller": 15200, "buyer": 14500, "seller_how": "bell", "seller_give": 400, "third": True},
        {"price": 65, "talks": True, "seller_offer": 100, "buyer_offer": 40, "role": "seller"},
    ],
)
def test_every_label_is_in_the_picture(inputs: dict[str, Any]) -> None:
    tool = unstuck.ZopaExplorer(**inputs)
    assert tool.problem == ""
    for block in blocks(tool).values():
        picture = drawn(block)
        assert "NaN" not in picture
        for rows in block["data"].values():
            for label in (row.get("label", "") for row in rows):
                assert label.replace("&", "&amp;") in picture


def test_the_picture_of_needs_names_each_of_them() -> None:
    block = blocks(unstuck.AgreementTrapCheck())["interests_met"]
    picture = drawn(block)
    assert "I can rely on it: fully" in picture
    assert "vital" in picture
    assert "NaN" not in picture


def test_sentence_and_table_say_what_the_picture_shows() -> None:
    block = blocks(unstuck.ZopaExplorer(seller=12900, buyer=14500, price=13900))["zopa_line"]
    for amount in ("$12,900", "$14,500", "$1,600", "$13,900"):
        assert amount in block["sentence"]
    table = " ".join(cell for row in block["rows"] for cell in row)
    for row in block["data"]["rows"]:
        assert row["label"] in table
