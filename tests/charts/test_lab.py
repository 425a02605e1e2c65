"""The pictures of the laboratory: drawn with every number that their data hold."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import lab
from unstuck.charts.theme import as_json

MAKERS = {"lab_rates": lab.lab_rates, "lab_run": lab.lab_run, "lab_casino": lab.lab_casino}


def drawn(tool: Any, name: str, width: int) -> tuple[list[str], float]:
    """Every text of one picture, and how wide it became."""
    block = next(each for each in tool.blocks if each["is"] == "chart" and each["name"] == name)
    told = json.loads(json.dumps(charts.spec(name)))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] in block["signals"]:
            parameter["value"] = block["signals"][parameter["name"]]
    picture = ET.fromstring(vl_convert.vegalite_to_svg(told))
    spans = (node for node in picture.iter() if node.tag.endswith(("text", "tspan")))
    return [node.text for node in spans if node.text], float(picture.attrib["width"])


@pytest.mark.parametrize("name", MAKERS)
def test_the_compiled_chart_is_what_its_code_gives(name: str) -> None:
    assert charts.spec(name) == json.loads(as_json(MAKERS[name]()))


@pytest.mark.parametrize("width", [280, 640])
def test_each_bar_says_its_setting_and_its_share(width: int) -> None:
    tool = unstuck.ImpasseLab()
    texts, wide = drawn(tool, "lab_rates", width)
    for bar in tool.blocks and next(b for b in tool.blocks if b["is"] == "chart")["data"]["bars"]:
        assert bar["told"] in texts
    assert "Wanted: both saw a benefit in no deal" in texts
    assert wide < width + 40, "nothing stands out beyond the picture"


@pytest.mark.parametrize("task", ["price", "package"])
@pytest.mark.parametrize(("ending", "word"), [("deal", "deal"), ("forced", "walks out")])
def test_a_run_shows_limits_and_end(task: str, ending: str, word: str) -> None:
    tool = unstuck.ImpasseLab(task=task, ending=ending, a_opening=0.9)
    assert tool.result.pick.run is not None
    texts, _ = drawn(tool, "lab_run", 280)
    assert "the first side's limit" in texts
    assert ("the other side's limit" in texts) == (task == "price")
    assert word in texts or tool.result.pick.run.outcome.how == "clock"


def test_a_third_partys_proposal_is_drawn() -> None:
    tool = unstuck.ImpasseLab(a_third="credible", rounds=3, ending="deal", nth=3)
    data = next(b for b in tool.blocks if b.get("name") == "lab_run")["data"]
    assert {row["who"] for row in data["offers"]} <= {"you", "them", "third"}
    drawn(tool, "lab_run", 280)


@pytest.mark.parametrize("width", [280, 640])
def test_people_and_model_are_named_group_by_group(width: int) -> None:
    texts, _ = drawn(unstuck.ImpasseLab(task="casino"), "lab_casino", width)
    for points in (36, 39, 42):
        assert f"No deal, {points} points possible" in texts
    assert "3.5\u00a0%" in texts and "46.5\u00a0%" in texts
