"""InterestMap: needs of both sides, how they sit together, what to say and to ask."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown
from unstuck.tools.interest_map import SIDES, THEIRS, YOURS

LEAVE = {"name": "Keep my word about the leave", "weight": "3", "effect": "0"}


def finding(tool: Any) -> dict[str, Any]:
    block = tool.blocks[0]
    assert block["is"] == "finding"
    return dict(block)


def chart(tool: Any) -> dict[str, Any]:
    return next(block for block in tool.blocks if block["is"] == "chart")


def test_the_deadline_as_it_stands_and_once_somebody_has_asked() -> None:
    tool = unstuck.InterestMap()
    assert (len(tool.result.shared), len(tool.result.compatible), len(tool.result.opposed)) == (
        1,
        1,
        1,
    )
    tool.set(yours=[*tool.draft["yours"], LEAVE])
    assert "Of the 4 needs" in finding(tool)["text"]
    assert len(tool.result.compatible) == 2 and len(tool.result.opposed) == 1
    assert "Say it: *Keep my word about the leave*" in markdown(tool.blocks)
    assert "A trade to try" not in markdown(tool.blocks)


def test_a_helper_who_costs_something_makes_a_trade_of_it() -> None:
    tool = unstuck.InterestMap()
    tool.set(yours=[*tool.draft["yours"], {**LEAVE, "effect": "-1", "said": True}])
    assert len(tool.result.opposed) == 2
    told = markdown(tool.blocks)
    assert "A trade to try" in told
    assert "*Keep my word about the leave*, in exchange for *The client opens the fair" in told


@pytest.mark.parametrize("case", unstuck.InterestMap.cases)
def test_each_case_has_needs_of_both_sides_said_and_unsaid(case: str) -> None:
    tool = unstuck.InterestMap(case=case)
    assert tool.problem == ""
    assert tool.result.missing == ()
    assert 0 < len(tool.result.unsaid) < len(tool.result.needs)
    assert len(tool.result.opposed) < len(tool.result.needs)


def test_an_empty_sheet_says_what_to_do_first_and_then_what_is_missing() -> None:
    tool = unstuck.InterestMap(own=True)
    assert "Begin with the two demands" in finding(tool)["text"]
    assert finding(tool)["tone"] == "open"
    tool.set(theirs=[{"name": "quiet after ten"}], them="the neighbour")
    assert "Now your own" in finding(tool)["text"]
    tool.set(yours=[{"name": "room to practise"}], theirs=[{}])
    assert "what may the neighbour need it for" in finding(tool)["text"]


def test_needs_that_all_pull_apart_are_not_called_good_news() -> None:
    row = {"name": "all of it", "effect": "-3"}
    tool = unstuck.InterestMap(own=True, yours=[row], theirs=[row])
    assert "All 2 needs" in finding(tool)["text"]
    assert finding(tool)["tone"] == "bad"


def test_picture_sentence_and_table_tell_the_same() -> None:
    tool = unstuck.InterestMap()
    block = chart(tool)
    assert "Leila" in block["sentence"] and "Martin" in block["sentence"]
    assert [row["name"] for row in block["data"]["needs"]] == [row[0] for row in block["rows"]]
    for need, row in zip(block["data"]["needs"], block["rows"], strict=True):
        assert need["relation"] == row[4]
        assert need["tag"].endswith("not said aloud") == (row[5] == "no")
    pulls = {(p["row"], p["side"]): p["at"] for p in block["data"]["pulls"]}
    assert pulls[(2, "you")] == -1 and pulls[(2, "them")] == 3
    assert block["rows"][2][2:4] == ["costs a little", "vital"]


def test_one_part_of_the_form_is_on_the_page_and_the_others_keep_what_they_hold() -> None:
    tool = unstuck.InterestMap()
    assert YOURS not in tool.shut(tool.draft)
    for part, name in (("sides", SIDES), ("theirs", THEIRS), ("yours", YOURS)):
        tool.set(part=part)
        assert set(tool.shut(tool.draft)) == {SIDES, YOURS, THEIRS} - {name}
        assert "Of the 3 needs" in finding(tool)["text"]
    assert unstuck.InterestMap(own=True).draft["part"] == "sides"


def test_what_the_sheet_tells_the_later_tools() -> None:
    tool = unstuck.InterestMap(own=True)
    tool.set(
        title="The hedge",
        yours=[{"name": "shade"}, {"name": "quiet"}],
        theirs=[{"name": "light"}],
    )
    told = tool.facts(tool.answer.inputs, tool.result)
    assert told["title"] == "The hedge"
    assert told["your_interests"] == "shade; quiet"
    assert told["their_interests"] == "light"


def test_own_words_are_shown_as_typed_and_a_limit_is_kept_apart_from_needs() -> None:
    tool = unstuck.InterestMap(own=True, yours=[{"name": "*mine*"}], theirs=[{"name": "[x](y)"}])
    told = markdown(tool.blocks)
    assert "\\*mine\\*" in told and "\\[x\\](y)" in told
    assert "Keep to yourself what you would settle for" in told


def test_an_unknown_case_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no case 'case-coo'; it has: case-deadline"):
        unstuck.InterestMap(case="case-coo")
