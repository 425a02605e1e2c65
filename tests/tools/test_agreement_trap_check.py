"""AgreementTrapCheck: three verdicts, no deal as large as a deal, signs with their evidence."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown

TIRED = {"reason": "nothing", "reader": False, "pressed": True, "tomorrow": "unsure"}


def check(**inputs: Any) -> Any:
    tool = unstuck.AgreementTrapCheck(**inputs)
    assert tool.problem == ""
    return tool


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"price": 78, "alternative": 80}, "Better than your alternative"),
        ({"price": 83, "alternative": 80}, "no deal is the better result here"),
        ({"price": 80, "alternative": 80}, "Too close to call: sleep on it"),
        ({"price": 78, "alternative": 80, "give": 10}, "Too close to call: sleep on it"),
        ({"price": 70, "alternative": 80, **TIRED}, "Too close to call: sleep on it"),
        ({"role": "seller", "price": 83, "alternative": 80}, "Better than your alternative"),
        ({"price": 78, "alternative": 80, "deal_cost": 5}, "no deal is the better result here"),
    ],
)
def test_the_verdict_is_one_of_three(inputs: dict[str, Any], verdict: str) -> None:
    block = check(**inputs).blocks[0]
    assert block["is"] == "finding"
    assert verdict in block["text"]


def test_no_deal_is_as_large_as_the_deal_and_carries_the_badge_where_it_wins() -> None:
    sign, none = check(price=83, alternative=80).blocks[1]["items"]
    assert set(sign) == set(none)
    assert (sign["badge"], none["badge"]) == ("", "The better result")
    sign, none = check(price=78, alternative=80).blocks[1]["items"]
    assert (sign["badge"], none["badge"]) == ("The better result", "")
    sign, none = check(price=80, alternative=80).blocks[1]["items"]
    assert (sign["badge"], none["badge"]) == ("", "")


def test_the_signs_come_with_their_evidence() -> None:
    told = markdown(check(price=14800, alternative=14500, **TIRED).blocks)
    for source in ("E12", "E13", "E23"):
        assert f"({source})" in told
    assert "$300 worse off" in told


def test_the_margin_is_drawn_as_a_zone_or_a_gap() -> None:
    for price, kind in ((78, "zone"), (83, "gap")):
        block = next(b for b in check(price=price, alternative=80).blocks if b["is"] == "chart")
        band = next(row for row in block["data"]["rows"] if row["kind"] in ("zone", "gap"))
        assert band["kind"] == kind
        assert {band["low"], band["high"]} == {price, 80}
        low, high = block["signals"]["domain"]
        assert low <= min(price, 80) < max(price, 80) <= high


def test_each_need_is_drawn_as_long_as_it_matters_and_filled_as_far_as_it_is_met() -> None:
    tool = check(
        needs=[
            {"name": "trust", "weight": "vital", "met": "partly"},
            {"name": "time", "weight": "little", "met": "not"},
        ]
    )
    block = next(b for b in tool.blocks if b.get("name") == "interests_met")
    drawn = [(row["label"], row["weight"], row["met"]) for row in block["data"]["needs"]]
    assert drawn == [("trust: partly", 3, 1.5), ("time: not at all", 1, 0)]
    assert tool.result.needs_met == pytest.approx(1.5 / 4)
    assert "“trust” matters: vital; met: partly" in block["sentence"]


def test_a_vital_need_left_out_forbids_a_clear_yes() -> None:
    tool = check(price=60, alternative=80, needs=[{"name": "x", "weight": "vital", "met": "not"}])
    assert "Too close to call" in tool.blocks[0]["text"]
    assert "vital is not met at all" in markdown(tool.blocks)


def test_what_a_learner_writes_is_only_ever_text() -> None:
    tool = check(needs=[{"name": "*all* of [it](https://e.org)", "weight": "much", "met": "not"}])
    assert "\\*all\\*" in markdown(tool.blocks)
