"""The pictures of one's own learning: every line and column of their data, wide and narrow."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck import charts
from unstuck.charts import learning
from unstuck.charts.theme import as_json

MAKERS = {
    "learning_calibration": learning.learning_calibration,
    "learning_gain": learning.learning_gain,
}
WRONG_AND_SURE = {"first": {"score": 0, "sure": 3}}


def drawn(block: dict[str, Any], width: int) -> ET.Element:
    told = json.loads(json.dumps(charts.spec(block["name"])))
    told["datasets"], told["width"] = block["data"], width
    for parameter in told["params"]:
        if parameter["name"] == "narrow":
            parameter["value"] = width < 480
    return ET.fromstring(vl_convert.vegalite_to_svg(told))


def texts(picture: ET.Element) -> list[str]:
    return [node.text for node in picture.iter() if node.tag.endswith("text") and node.text]


def block(name: str, **kept: Any) -> dict[str, Any]:
    tool = unstuck.LearningReview(kept={key.replace("__", "/"): v for key, v in kept.items()})
    return next(b for b in tool.blocks if b.get("name") == name)


@pytest.mark.parametrize("name", MAKERS)
def test_the_compiled_chart_is_what_its_code_gives(name: str) -> None:
    assert charts.spec(name) == json.loads(as_json(MAKERS[name]()))


@pytest.mark.parametrize("width", [280, 640])
def test_every_idea_has_its_line_even_before_anything_is_answered(width: int) -> None:
    told = texts(drawn(block("learning_gain"), width))
    assert "3 · The agreement trap" in told
    assert sum("·" in words for words in told) == 10
    assert {"wrong", "right"} <= set(told)


@pytest.mark.parametrize("width", [280, 640])
def test_a_column_says_how_many_it_rests_on(width: int) -> None:
    empty = texts(drawn(block("learning_calibration"), width))
    assert {"A guess", "Fairly sure", "Certain", "100%"} <= set(empty)
    assert not any(" of " in words for words in empty)
    one = block("learning_calibration", **{"quiz__04-zopa__zopa-01": WRONG_AND_SURE})
    assert "0 of 1" in texts(drawn(one, width))
