"""The pictures of module 03: current, fed by name, and legible at their extremes."""

from __future__ import annotations

import itertools
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.kit.tool import Tool

NAMES = ("batna_tree", "batna_tornado", "counterpart_range")


def largest() -> Tool:
    outcomes = [{"chance": 0.1, "worth": 1000 * n} for n in range(6)]
    plans = [
        {"name": f"A plan with a rather long name, no. {n}", "outcomes": outcomes, "years": n}
        for n in range(6)
    ]
    return unstuck.BatnaCalculator(alternatives=plans)


def figures(tool: Tool) -> Iterator[dict[str, Any]]:
    for block in tool.blocks:
        inside = block.get("inside", [block])
        yield from (each for each in inside if each["is"] == "chart")


def drawn(block: dict[str, Any], *, width: int, narrow: bool) -> list[tuple[float, float, str]]:
    """Every text of the picture as (x, y, words), from the SVG that Vega makes."""
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"] = block["data"]
    told["width"] = width
    for parameter in told["params"]:
        name = parameter["name"]
        if name == "narrow":
            parameter["value"] = narrow
        elif name in block["signals"]:
            parameter["value"] = block["signals"][name]
    return list(_texts(ET.fromstring(vl_convert.vegalite_to_svg(told)), 0, 0))


def _texts(node: ET.Element, x: float, y: float) -> Iterator[tuple[float, float, str]]:
    moved = node.get("transform", "")
    if moved.startswith("translate("):
        dx, dy = moved[10:].split(")")[0].split(",")
        x, y = x + float(dx), y + float(dy)
    if node.tag.endswith("text") and node.text:
        yield x, y, node.text
    for child in node:
        yield from _texts(child, x, y)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_asks_nothing_of_another_origin(name: str) -> None:
    told = dict(charts.spec(name))
    told.pop("$schema")
    assert "http" not in json.dumps(told)


@pytest.mark.parametrize(
    "make", [unstuck.BatnaCalculator, unstuck.CounterpartBatna, unstuck.SettlementTree, largest]
)
@pytest.mark.parametrize(("width", "narrow"), [(620, False), (290, True), (240, True)])
def test_words_and_amounts_of_the_data_are_in_the_picture(
    make: Any, width: int, narrow: bool
) -> None:
    tool = make()
    for block in figures(tool):
        words = [text for _, _, text in drawn(block, width=width, narrow=narrow)]
        if block["name"] == "batna_tree":
            told = block["data"]["nodes"][0 if narrow else 1 :]
            assert sorted(w for w in words if w in {n["value"] for n in told}) == sorted(
                node["value"] for node in told
            )
        else:
            rows = next(iter(block["data"].values()))
            assert {row["name"][:12] for row in rows} <= {word[:12] for word in words}
    tool.close()


@pytest.mark.parametrize(("width", "narrow"), [(620, False), (290, True)])
def test_no_two_lines_of_the_largest_tree_run_into_each_other(width: int, narrow: bool) -> None:
    tool = largest()
    texts = drawn(next(figures(tool)), width=width, narrow=narrow)
    tool.close()
    ends = sorted(y for x, y, text in texts if text.startswith("$") and x > width * 0.75)
    assert len(ends) >= 36
    assert min(low - high for high, low in itertools.pairwise(ends)) >= 20
    assert all(0 <= x <= width + 12 for x, _, _ in texts)


def test_the_plan_is_told_apart_without_colour() -> None:
    tool = unstuck.BatnaCalculator()
    block = next(figures(tool))
    ticked = [node for node in block["data"]["nodes"] if node["label"].startswith("✓")]
    assert [node["on"] for node in ticked] == [True]
    told = json.dumps(charts.spec("batna_tree"))
    assert "strokeDash" in told and "'bold'" in told
    tool.close()


def test_python_gets_the_chart_to_go_on_with() -> None:
    tool = unstuck.SettlementTree()
    told = tool.chart.to_dict()
    assert told["datasets"]["nodes"][0]["kind"] == "decision"
    assert told["title"].startswith("The plan")
    tool.close()
