"""The pictures of module 11: every word and mark of their data, wide and narrow."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import recovery

MAKERS = {
    "recovery_steps": recovery.recovery_steps,
    "recovery_timeline": recovery.recovery_timeline,
    "sharing_plan": recovery.sharing_plan,
}


def drawn(block: dict[str, Any], width: int) -> list[str]:
    """Every text of a picture, from the SVG that Vega makes."""
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
    picture = ET.fromstring(vl_convert.vegalite_to_svg(told))
    spans = (node for node in picture.iter() if node.tag.endswith(("text", "tspan")))
    return [node.text for node in spans if node.text]


def picture(tool: Any, name: str) -> dict[str, Any]:
    return next(block for block in tool.blocks if block.get("name") == name)


@pytest.mark.parametrize("width", [280, 640])
def test_the_five_steps_are_named_and_marked(width: int) -> None:
    own = picture(unstuck.RecoveryPlanner(whose="own"), "recovery_steps")
    texts = drawn(own, width)
    for word in ("Face", "Why", "Lesson", "Habit", "Return", "1", "5"):
        assert word in texts
    assert drawn(picture(unstuck.RecoveryPlanner(), "recovery_steps"), width).count("✓") == 5


@pytest.mark.parametrize("width", [280, 640])
def test_each_moment_has_its_line_and_the_steepest_rise_its_number(width: int) -> None:
    block = picture(unstuck.RecoveryPlanner(at="analyse"), "recovery_timeline")
    texts = drawn(block, width)
    assert "+3" in texts
    assert "10: somebody leaves" in texts
    for row in block["data"]["moments"]:
        start = row["head"].split(" ·")[0]
        assert any(text.startswith(start) for text in texts)


def test_one_moment_and_moments_at_both_ends_are_drawn() -> None:
    rows = [{"name": f"Day {n}", "tension": t} for n, t in enumerate([10, 0, 0])]
    own = {"told": "a", "happened": "b", "cost": "c", "magnitude": "misstep", "response": "own"}
    for moments in (rows[:1], rows):
        tool = unstuck.RecoveryPlanner(
            whose="own", at="analyse", aloud=True, moments=moments, **own
        )
        texts = drawn(picture(tool, "recovery_timeline"), 280)
        assert any(text.startswith("Day 0") for text in texts)
        assert not any(text.startswith("+") for text in texts)


@pytest.mark.parametrize("width", [280, 640])
def test_each_thing_is_named_and_nothing_said_draws_nothing(width: int) -> None:
    texts = drawn(picture(unstuck.SharingPlan(), "sharing_plan"), width)
    assert {"kept back", "shared"} <= set(texts)
    assert sum(text.startswith("What the board fears") for text in texts) >= 1
    empty = picture(unstuck.SharingPlan(own=True), "sharing_plan")
    assert any(text.startswith("What I need most") for text in drawn(empty, width))
