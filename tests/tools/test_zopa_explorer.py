"""ZopaExplorer: what it says and draws for zones, gaps, guesses and third parties."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown

VAN = {"seller": 12900, "buyer": 14500}
TALKS = {
    "talks": True,
    "seller_offer": 16200,
    "seller_target": 15000,
    "buyer_offer": 12000,
    "buyer_target": 13000,
}


def explorer(**inputs: Any) -> Any:
    tool = unstuck.ZopaExplorer(**inputs)
    assert tool.problem == ""
    return tool


def chart(tool: Any, name: str) -> dict[str, Any]:
    return next(block for block in tool.blocks if block.get("name") == name)


def labels(tool: Any) -> list[str]:
    return [row["label"] for row in chart(tool, "zopa_line")["data"]["rows"] if row["label"]]


def finding(tool: Any) -> str:
    block = tool.blocks[0]
    assert block["is"] == "finding"
    return str(block["text"])


def test_the_zone_is_told_drawn_and_shared() -> None:
    tool = explorer(**VAN, price=13900, **TALKS)
    assert tool.result.zone.width == 1600
    assert "zone of $1,600" in finding(tool)
    assert labels(tool) == [
        "Price: $13,900",
        "Seller's last offer: $16,200",
        "Seller's target: $15,000",
        "Seller's limit: at least $12,900",
        "Zone: $1,600",
        "The seller gains $1,000, 62.5\u00a0%",
        "You gain $600, 37.5\u00a0%",
        "Your limit: at most $14,500",
        "Your target: $13,000",
        "Your last offer: $12,000",
    ]


def test_a_gap_says_that_no_deal_is_a_result_and_shows_it_as_large_as_the_bridge() -> None:
    tool = explorer(seller=15200, buyer=14500)
    assert "gap of $700" in finding(tool)
    assert "no deal is the better result" in finding(tool)
    none, bridge = next(block["items"] for block in tool.blocks if block["is"] == "cards")
    assert set(none) == set(bridge)
    assert none["title"] == "No deal"
    assert "$350" in bridge["text"]
    assert "at least $700" in markdown(tool.blocks)


def test_equal_limits_leave_exactly_one_price() -> None:
    tool = explorer(seller=70, buyer=70)
    assert tool.result.zone.exists
    assert "exactly one price" in finding(tool)
    assert not [block for block in tool.blocks if block["is"] == "cards"]


def test_no_two_labels_share_a_row_and_your_side_keeps_its_mark() -> None:
    for role in ("buyer", "seller"):
        tool = explorer(**VAN, role=role, price=13900, third=True, **TALKS)
        rows = [row for row in chart(tool, "zopa_line")["data"]["rows"] if row["label"]]
        assert len({row["row"] for row in rows}) == len(rows)
        for row in rows:
            if row["kind"] in ("limit", "target", "offer", "share"):
                yours = row["label"].startswith(("You ", "Your "))
                others = "third" if row["label"].startswith("The bank") else "them"
                assert row["side"] == ("you" if yours else others)


def test_everything_drawn_lies_on_the_axis() -> None:
    tool = explorer(**VAN, price=20000, buyer_how="bell", buyer_give=900, third=True, **TALKS)
    block = chart(tool, "zopa_line")
    low, high = block["signals"]["domain"]
    for row in block["data"]["rows"]:
        assert low <= row["low"] <= row["high"] <= high
        assert low <= row["mid"] <= high


def test_a_price_outside_the_zone_is_called_worse_than_no_deal_for_whom_it_is() -> None:
    assert "worse than no deal for you" in markdown(explorer(**VAN, price=15000).blocks)
    told = markdown(explorer(**VAN, price=13900, third=True, third_limit=13600).blocks)
    assert "worse than no deal for the bank" in told
    assert "nobody is worse off" in markdown(explorer(**VAN, price=14500).blocks)


def test_a_guess_gives_a_chance_and_a_picture_of_it() -> None:
    tool = explorer(seller=13500, seller_how="range", seller_give=1500, buyer=14500)
    assert tool.result.probability == pytest.approx(5 / 6)
    assert "83.3" in finding(tool)
    block = chart(tool, "zopa_width")
    assert block["data"]["widths"][0]["width"] == -500
    assert block["data"]["widths"][-1]["width"] == 2500
    marks = {mark["kind"]: mark["label"] for mark in block["data"]["marks"]}
    assert marks == {
        "zone": "Zone: 83.3\u00a0%",
        "gap": "Gap: 16.7\u00a0%",
        "mean": "Average: $1,000",
        "zero": "",
    }
    assert "Average: $1,000" in {mark["label"] for mark in block["data"]["marks"]}


def test_of_uncertain_limits_no_cents_are_told() -> None:
    tool = explorer(
        seller=15200, seller_how="likely", seller_below=1200, seller_above=800, buyer=14500
    )
    assert tool.result.zone.low == pytest.approx(15066.67, abs=0.01)
    told = markdown(tool.blocks)
    assert "$15,067" in told
    assert "$15,066.67" not in told
    assert "$12,900.50" in markdown(explorer(seller=12900.5, buyer=14500).blocks)


def test_the_third_party_that_closes_the_zone_is_named() -> None:
    tool = explorer(
        **VAN, third=True, third_name="Marta's sister", third_side="at least", third_limit=13400
    )
    assert "Its lower end is set by Marta's sister, its upper end by you" in finding(tool)
    closed = explorer(**VAN, third=True, third_side="at least", third_limit=15000)
    assert "stand against each other" in finding(closed)
    assert "$500" in finding(closed)
    assert "the third party" in finding(explorer(third=True, third_name=" ", third_limit=70))


def test_a_name_is_only_ever_text() -> None:
    tool = explorer(third=True, third_name="**b** [x](https://e.org)", third_limit=70)
    assert "\\*\\*b\\*\\*" in finding(tool)
    assert any(label.startswith("**b**") for label in labels(tool))


def test_something_new_opens_the_zone() -> None:
    tool = explorer(seller=15200, buyer=14500, issue=True, issue_seller=1100, issue_buyer=-150)
    assert "With something new in the deal there is a **zone of $250**" in finding(tool)
    assert tool.blocks[0]["tone"] == "good"
    assert "With the new issue: zone of $250" in labels(tool)
    short = explorer(seller=15200, buyer=14500, issue=True, issue_seller=500)
    assert "**gap of $200** is left" in markdown(short.blocks)


def test_waiting_says_when_the_zone_is_gone() -> None:
    tool = explorer(**VAN, delay=True, seller_cost=50, buyer_cost=150, weeks=12)
    assert "In week 9 the zone is gone" in markdown(tool.blocks)


def test_a_week_and_a_half_is_refused_in_words() -> None:
    tool = unstuck.ZopaExplorer(delay=True, weeks=1.5)
    assert "whole" in tool.problem
    assert tool.blocks == []


def test_large_amounts_are_taken_as_they_are() -> None:
    tool = explorer(seller="1.2m", buyer="€ 1,350,000")
    assert tool.result.zone.width == 150_000


def test_the_chart_is_there_to_go_on_with() -> None:
    told = explorer(**VAN).chart.to_dict()
    assert told["title"] == "The two limits leave a zone of $1,600"
    assert any(row["kind"] == "zone" for row in told["datasets"]["rows"])
