"""PackageBuilder: packages, gains, trades, halves, equal offers and bets, in words and picture."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown
from unstuck.tools.package_builder_inputs import EXPECT, ISSUES, LIMITS, SIDES


def finding(tool: Any) -> dict[str, Any]:
    block = tool.blocks[0]
    assert block["is"] == "finding"
    return dict(block)


def chart(tool: Any) -> dict[str, Any]:
    return next(block for block in tool.blocks if block["is"] == "chart")


def press(tool: Any, label: str) -> None:
    """Press the first button of that label."""
    asks = [block for block in tool.blocks if block["is"] == "ask"]
    moves = [o["value"] for ask in asks for o in ask["options"] if o["label"] == label]
    tool.set(path=[*tool.draft["path"], moves[0]])


def test_the_refused_offer_was_worse_than_no_deal_and_one_term_from_a_good_one() -> None:
    tool = unstuck.PackageBuilder()
    assert tool.result.table.appraisal.worth == (25, 65)
    assert "worse for you than no deal" in finding(tool)["text"]
    assert finding(tool)["tone"] == "bad"
    press(tool, "the founders")
    assert tool.result.table.appraisal.worth == (65, 50)
    assert "value is left on the table" in finding(tool)["text"]
    assert finding(tool)["tone"] == "open"


def test_the_trade_that_the_page_names_is_listed_last_and_ends_on_the_frontier() -> None:
    tool = unstuck.PackageBuilder()
    press(tool, "the founders")
    trades = next(block for block in tool.blocks if block["is"] == "points")["items"]
    assert "five years" in trades[-1] and "not for rivals" in trades[-1]
    assert "Together: you 0, they +17." in trades[-1]
    press(tool, "five years")
    press(tool, "not for rivals")
    assert tool.result.table.appraisal.worth == (65, 67)
    assert "nothing is left on the table" in finding(tool)["text"]
    assert finding(tool)["tone"] == "good"
    assert "There is nothing to add: the package lies on the frontier." in markdown(tool.blocks)


def test_halfway_falls_short_by_what_the_page_says() -> None:
    tool = unstuck.PackageBuilder(path=["to=half"])
    assert tool.result.study.halfway.worth == tool.result.table.appraisal.worth == (55, 55)
    assert tool.result.study.more == (10, 12)
    assert "+10 for you, +12 for them" in markdown(tool.blocks)


def test_the_leap_to_nash_lands_on_the_largest_product() -> None:
    tool = unstuck.PackageBuilder(path=["to=nash"])
    best = max((a - 50) * (b - 40) for a, b in tool.result.study.rows if a >= 50 and b >= 40)
    you, them = tool.result.table.appraisal.gains
    assert you * them == best


def test_no_deal_is_a_result_when_the_alternatives_are_better() -> None:
    tool = unstuck.PackageBuilder(your_limit=65, their_limit=70)
    assert tool.result.study.acceptable == 0
    assert "No package beats both alternatives" in finding(tool)["text"]
    assert chart(tool)["title"].endswith("none beats both alternatives")
    assert chart(tool)["data"]["corner"][0]["kind"] == "gap"
    assert "Three offers" not in markdown(tool.blocks)
    assert "offer" not in {mark["kind"] for mark in chart(tool)["data"]["marks"]}


def test_three_offers_are_worth_the_same_to_you() -> None:
    tool = unstuck.PackageBuilder(aim=70)
    offers = tool.result.table.offers
    assert len(offers) == 3
    assert all(abs(offer.worth[0] - 70) <= 2 for offer in offers)
    cards = next(block for block in tool.blocks if block["is"] == "cards")["items"]
    assert [card["badge"] for card in cards] == ["A", "B", "C"]
    marks = {mark["kind"] for mark in chart(tool)["data"]["marks"]}
    assert marks == {"table", "half", "offer"}
    low = unstuck.PackageBuilder(aim=30)
    assert "worth less to you than no deal" in markdown(low.blocks)


def test_the_delivery_halved_is_worse_than_no_deal_and_the_new_options_mend_it() -> None:
    tool = unstuck.PackageBuilder(case="case-delivery")
    assert not tool.result.study.halfway.acceptable
    press(tool, "two rooms by 30 April, the rest in June")
    press(tool, "a penalty with named exceptions")
    assert tool.result.table.appraisal.worth == (69, 69)
    assert tool.result.table.appraisal.efficient


def test_the_bet_helps_both_as_long_as_they_expect_different_things() -> None:
    tool = unstuck.PackageBuilder(case="case-delivery")
    assert (tool.result.wager.yours, tool.result.wager.theirs) == (4_400, 3_400)
    assert "Both of you expect to gain" in markdown(tool.blocks)
    tool.set(their_chance=0.75)
    assert "**they** would expect to gain nothing" in markdown(tool.blocks)
    tool.set(their_chance=0.6)
    assert "You both give it 60" in markdown(tool.blocks)
    tool.set(bet=False)
    assert "Let the outcome decide" not in markdown(tool.blocks)


@pytest.mark.parametrize(
    ("yours", "theirs", "says"),
    [
        (1.0, 0.5, "lies above"),
        (0.8, 0.5, "You think it likelier than they do"),
        (0.2, 0.5, "They think it likelier than you do"),
    ],
)
def test_the_bet_is_told_from_either_chair(yours: float, theirs: float, says: str) -> None:
    tool = unstuck.PackageBuilder(
        bet=True, your_chance=yours, their_chance=theirs, if_so=100, if_not=150, event="it rains"
    )
    told = markdown(tool.blocks)
    assert says in told and "it rains" in told


def test_one_part_of_the_form_is_on_the_page_and_the_others_keep_what_they_hold() -> None:
    tool = unstuck.PackageBuilder()
    assert set(tool.shut(tool.draft)) == {ISSUES, SIDES}
    tool.set(edit="yes")
    assert set(tool.shut(tool.draft)) == {LIMITS, EXPECT, SIDES}
    assert tool.result.table.appraisal.worth == (25, 65)
    own = unstuck.PackageBuilder(own=True)
    assert ISSUES not in own.shut(own.draft)


def test_an_empty_sheet_says_what_to_do_first() -> None:
    tool = unstuck.PackageBuilder(own=True)
    assert "Write down one thing that is to be settled" in finding(tool)["text"]
    option = {"name": "now", "yours": 10, "theirs": 0}
    tool.set(issues=[{"name": "When", "options": [option, {"name": "later", "theirs": 10}]}])
    assert chart(tool)["title"].startswith("Of 2 packages")


def test_two_issues_of_one_name_are_refused_in_words() -> None:
    options = [{"name": "a", "yours": 1}, {"name": "b"}]
    tool = unstuck.PackageBuilder(
        own=True, issues=[{"name": "Rent", "options": options}] * 2, your_limit=0
    )
    assert tool.blocks == []
    assert "'Rent'" in tool.problem and "rename" in tool.problem


def test_picture_table_and_figures_agree() -> None:
    tool = unstuck.PackageBuilder()
    block = chart(tool)
    named = {row[0]: row[2:] for row in block["rows"]}
    assert named["on the table"] == ["25", "65"]
    assert named["No deal"] == ["50", "40"]
    square = next(mark for mark in block["data"]["marks"] if mark["kind"] == "table")
    assert (square["x"], square["y"]) == (25, 65)
    limits = {line["side"]: line["at"] for line in block["data"]["limits"]}
    assert limits == {"you": 50, "them": 40}
    low, high = block["signals"]["across"]
    assert all(low < dot["x"] < high for dot in block["data"]["packages"])


def test_own_names_are_shown_as_typed() -> None:
    issue = {"name": "*Rent*", "options": [{"name": "[a](b)", "yours": 9}, {"name": "c"}]}
    tool = unstuck.PackageBuilder(own=True, issues=[issue], you="_we_")
    told = markdown(tool.blocks)
    assert "\\*Rent\\*" in told and "\\[a\\](b)" in told and "\\_we\\_" in told
