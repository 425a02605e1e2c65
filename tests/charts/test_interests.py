"""The pictures of needs and of packages: every label drawn, whatever the numbers are."""

from __future__ import annotations

import json
from typing import Any

import pytest
import vl_convert

import unstuck
from unstuck.charts import altair_chart
from unstuck.charts.package_data import package_data
from unstuck.charts.pull_data import pull_data


def drawn(tool: Any) -> tuple[dict[str, Any], str]:
    block = next(block for block in tool.blocks if block["is"] == "chart")
    chart = altair_chart(block["name"], block["data"], block["signals"], block["title"])
    return block, vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()))


@pytest.mark.parametrize("case", unstuck.InterestMap.cases)
def test_every_need_and_its_relation_is_written(case: str) -> None:
    block, picture = drawn(unstuck.InterestMap(case=case))
    for need in block["data"]["needs"]:
        assert need["name"] in picture and need["tag"] in picture
    assert "NaN" not in picture
    for word in ("takes away", "nothing", "vital"):
        assert word in picture


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"path": ["to=half"]},
        {"path": ["to=theirs"], "your_limit": 0, "their_limit": 0},
        {"your_limit": 500, "their_limit": 500},
        {"case": "case-delivery"},
    ],
)
def test_table_halfway_and_both_alternatives_are_written(inputs: dict[str, Any]) -> None:
    block, picture = drawn(unstuck.PackageBuilder(**inputs))
    assert "NaN" not in picture
    for row in [*block["data"]["labels"], *block["data"]["limits"]]:
        assert row["label"] in picture
    words = " ".join(row["label"] for row in block["data"]["labels"])
    assert "on the table" in words and "halfway" in words


def test_marks_at_one_place_share_a_label_and_letters_stand_to_the_right() -> None:
    marks = [
        ("offer", (60, 10), "A"),
        ("half", (60, 10), "halfway"),
        ("offer", (70, 40), "B"),
        ("table", (90, 30), "on the table"),
    ]
    data, signals = package_data(
        [(0, 50), (100, 0)], [0, 1], (20, 10), marks, possible=True, names={"you": "a", "them": "b"}
    )
    labels = {row["label"]: row["left"] for row in data["labels"]}
    assert labels == {"A, halfway": True, "B": False, "on the table": True}
    assert signals["across"][0] < 0 and signals["across"][1] > 100
    assert data["corner"][0]["x"] == 20 and data["corner"][0]["kind"] == "zone"


def test_one_package_alone_still_has_room_around_it() -> None:
    data, signals = package_data(
        [(5, 5)], [0], (5, 5), [], possible=True, names={"you": "a", "them": "b"}
    )
    assert signals == {"across": [4, 6], "up": [4, 6]}
    assert data["packages"] == [{"x": 5, "y": 5}]


def test_each_need_has_one_pull_for_each_side() -> None:
    need = {"name": "n", "relation": "shared", "tag": "shared", "said": True, "you": 2, "them": 1}
    data = pull_data([need, {**need, "said": False}])
    assert [(p["row"], p["side"], p["at"], p["said"]) for p in data["pulls"]] == [
        (0, "you", 2, True),
        (0, "them", 1, True),
        (1, "you", 2, False),
        (1, "them", 1, False),
    ]
