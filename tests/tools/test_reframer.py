"""Reframer: three swaps, a stock of moves, and the proposal that comes of them."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown
from unstuck.tools.reframer import FIRST, MOVES, SECOND, STOCK, STUCK, THIRD

FULL = {
    "terms": "the first rooms come first",
    "worry": "paying for the glassworks",
    "moves": [{"kind": "stage", "what": "two rooms by April", "serves": "both"}],
}


def finding(tool: Any) -> dict[str, Any]:
    block = tool.blocks[0]
    assert block["is"] == "finding"
    return dict(block)


def test_the_steps_open_one_after_the_other() -> None:
    tool = unstuck.Reframer(own=True)
    told = [finding(tool)["text"]]
    for change in (
        {"your_demand": "by April", "their_demand": "in May"},
        {"your_success": "open doors", "their_success": "fair pay"},
        {"terms": FULL["terms"]},
        {"worry": FULL["worry"]},
        {"moves": [{"what": "a bonus", "serves": "them"}]},
        {"moves": FULL["moves"]},
    ):
        tool.set(**change)
        told.append(finding(tool)["text"])
    assert len(set(told)) == 7
    assert "your own" in told[5]
    assert "both could read" in told[6] and finding(tool)["tone"] == "good"


def test_one_part_of_the_form_is_on_the_page_and_the_others_keep_what_they_hold() -> None:
    tool = unstuck.Reframer(own=True)
    assert set(tool.shut(tool.draft)) == {FIRST, SECOND, THIRD, MOVES}
    tool = unstuck.Reframer(**FULL)
    assert set(tool.shut(tool.draft)) == {STUCK, MOVES}
    tool.set(part="moves")
    assert set(tool.shut(tool.draft)) == {STUCK, FIRST, SECOND, THIRD}
    assert tool.result.ready


def test_the_stock_lies_open_when_a_move_is_due_and_used_ones_leave_it() -> None:
    tool = unstuck.Reframer(terms="x", worry="y")
    assert tool.result.step == "moves"
    assert any(block["is"] == "cards" and len(block["items"]) == 6 for block in tool.blocks)
    tool.set(moves=FULL["moves"])
    fold = next(block for block in tool.blocks if block["is"] == "fold")
    assert [card["title"] for card in fold["inside"][0]["items"]] == list(STOCK.values())[1:]


def test_the_proposal_names_both_successes_the_worry_the_moves_and_asks() -> None:
    tool = unstuck.Reframer(**FULL, question="Which rooms do people see first?")
    told = markdown(tool.blocks)
    for part in (
        "The doors open on 12 May",
        "paid for good work",
        "paying for the glassworks",
        "**Stage it.** two rooms by April",
        "Which rooms do people see first?",
    ):
        assert part in told
    assert told.index("paid for good work") < told.rindex("The doors open on 12 May"), (
        "their success is named before one's own"
    )


def test_the_printed_page_holds_the_proposal_and_typed_markup_stays_text() -> None:
    tool = unstuck.Reframer(**(FULL | {"worry": "<script>alert(1)</script>"}))
    paper = tool.paper("page")
    assert paper.type == "text/html" and paper.name.endswith(".html")
    assert "two rooms by April" in paper.text
    assert "<script>" not in paper.text


def test_without_a_move_there_is_nothing_to_print() -> None:
    with pytest.raises(ValueError, match="no move in the proposal yet"):
        unstuck.Reframer().paper("page")


@pytest.mark.parametrize("case", unstuck.Reframer.cases)
def test_each_case_stands_half_done(case: str) -> None:
    tool = unstuck.Reframer(case=case)
    assert tool.result.step == "terms"
    assert tool.draft["your_demand"] and tool.draft["their_success"]
