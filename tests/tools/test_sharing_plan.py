"""SharingPlan: what will be shared against what was, thing by thing."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def pieces(*told: tuple[str, str, str]) -> list[dict[str, str]]:
    return [
        {"name": f"Thing {n}", "kind": kind, "last": last, "next": later}
        for n, (kind, last, later) in enumerate(told)
    ]


def test_it_opens_with_the_fundraiser_who_is_closing_up() -> None:
    tool = unstuck.SharingPlan()
    assert block(tool, "finding")["tone"] == "bad"
    assert "1 of 4 things instead of 3" in block(tool, "finding")["text"]
    assert "E38" in markdown(tool.blocks)


@pytest.mark.parametrize(
    ("last", "later", "says", "tone"),
    [
        ("shared", "kept", "less than last time", "bad"),
        ("kept", "shared", "more than last time", "good"),
        ("shared", "shared", "as much as last time", "plain"),
        ("kept", "kept", "shared none of this", "plain"),
        ("", "shared", "Say for each thing", "open"),
    ],
)
def test_the_verdict_follows_the_drift(last: str, later: str, says: str, tone: str) -> None:
    tool = unstuck.SharingPlan(pieces=pieces(("interest", last, later)))
    assert says in block(tool, "finding")["text"]
    assert block(tool, "finding")["tone"] == tone


def test_a_limit_is_drawn_not_counted_and_kept() -> None:
    tool = unstuck.SharingPlan(
        pieces=pieces(("interest", "shared", "shared"), ("limit", "kept", "shared"))
    )
    assert "1 of 1 things" in block(tool, "finding")["text"]
    assert len(block(tool, "chart")["data"]["pieces"]) == 2
    assert "keep the number at which you would leave" in markdown(tool.blocks)


def test_picture_and_table_say_the_same() -> None:
    tool = unstuck.SharingPlan(
        pieces=pieces(
            ("fact", "shared", "kept"), ("fact", "", "shared"), ("fact", "kept", "shared")
        )
    )
    chart = block(tool, "chart")
    assert [(row["last"], row["next"], row["move"]) for row in chart["data"]["pieces"]] == [
        (1, 0, "closing"),
        (None, 1, ""),
        (0, 1, "opening"),
    ]
    assert [row[1:] for row in chart["rows"]] == [
        ["Shared", "Kept back"],
        ["Not said yet", "Shared"],
        ["Kept back", "Shared"],
    ]


def test_belief_changes_what_is_said_and_not_the_count() -> None:
    tool = unstuck.SharingPlan()
    before = block(tool, "finding")
    assert "You doubt" in markdown(tool.blocks)
    tool.set(belief=7)
    assert block(tool, "finding") == before
    assert "You are sure of yourself and still mean to share less" in markdown(tool.blocks)


def test_ones_own_opens_with_things_to_think_of_and_nothing_said() -> None:
    tool = unstuck.SharingPlan(own=True)
    assert block(tool, "finding")["tone"] == "open"
    assert all(row["last"] is None for row in block(tool, "chart")["data"]["pieces"])


def test_belief_off_the_scale_is_refused_in_words() -> None:
    tool = unstuck.SharingPlan(belief=12)
    assert tool.blocks == []
    assert "How sure are you" in tool.problem


def test_an_own_plan_says_nothing_of_a_belief_that_nobody_has_stated() -> None:
    tool = unstuck.SharingPlan(own=True)
    told = markdown(tool.blocks)
    assert "You believe that you can handle it" not in told
    assert "Say as well how sure you are" in told
    tool.set(belief=8)
    assert "You believe that you can handle it" in markdown(tool.blocks)
