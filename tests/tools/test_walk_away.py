"""WalkAway: three reasons, both ways alike, sunk costs without effect, an exit line."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.analysis.walking import Standing, Way
from unstuck.kit.blocks import markdown
from unstuck.kit.fields import declared


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def card(tool: Any, title: str) -> dict[str, Any]:
    every = [item for each in tool.blocks if each["is"] == "cards" for item in each["items"]]
    return next(item for item in every if item["title"].startswith(title))


def told(tool: Any) -> str:
    return str(block(tool, "finding")["text"])


def test_the_example_is_as_its_story_says() -> None:
    tool = unstuck.WalkAway()
    ahead = tool.result.ahead
    assert (ahead.bring, ahead.cost, ahead.margin) == (3_000, 4_000, -1_000)
    assert tool.result.way is Way.LEAVE
    regrets = (ahead.regret_of_leaving, ahead.regret_of_staying)
    assert tuple(map(round, regrets)) == (1_042, 2_042)
    assert round(ahead.chance_better, 2) == 0.42
    assert round(ahead.break_even, 2) == 0.67


@pytest.mark.parametrize("spent", [0, 20_000, 900_000_000])
def test_what_is_spent_changes_nothing_but_its_own_bar(spent: float) -> None:
    before, after = unstuck.WalkAway(), unstuck.WalkAway(spent=spent)
    assert before.result == after.result
    assert told(before) == told(after)
    assert block(before, "figures") == block(after, "figures")
    assert card(before, "Leave now") == card(after, "Leave now")
    assert card(before, "Stay") == card(after, "Stay")


def test_the_books_with_and_without_what_is_spent_differ_by_nothing() -> None:
    rows = block(unstuck.WalkAway(), "table")["rows"]
    assert rows[0][-1] == rows[1][-1]
    assert rows[0][1] != rows[1][1]


@pytest.mark.parametrize(
    ("moves", "way"),
    [
        ({"chance": 0.8}, Way.STAY),
        ({"chance": 0.7}, Way.TEST),
        ({"asked": "failed"}, Way.LEAVE),
        ({"chance": 0.8, "asked": "not"}, Way.TEST),
        ({"chance": 0.8, "harm": "grave"}, Way.TEST),
        ({"chance": 0.8, "harm": "grave", "other": "none"}, Way.LEAVE),
        ({"their_reservation": 50_000}, Way.TEST),
        ({"their_reservation": 50_000, "other": "none"}, Way.LEAVE),
        ({"rounds": 0, "strain": 0}, Way.STAY),
    ],
)
def test_the_moves_of_the_page_lead_where_the_page_says(moves: dict[str, Any], way: Way) -> None:
    assert unstuck.WalkAway(**moves).result.way is way


def test_leaving_and_staying_are_shown_alike() -> None:
    for tool in (unstuck.WalkAway(), unstuck.WalkAway(chance=0.8), unstuck.WalkAway(own=True)):
        cards = block(tool, "cards")["items"]
        assert [item["title"] for item in cards] == ["Leave now", "Stay"]
        assert set(cards[0]) == set(cards[1])
    assert told(unstuck.WalkAway()).startswith("**Leave.**")
    assert told(unstuck.WalkAway(chance=0.8)).startswith("**Stay.**")
    tones = {block(unstuck.WalkAway(chance=c), "finding")["tone"] for c in (0.5, 0.8)}
    assert tones == {"plain"}


def test_self_protection_outranks_the_figures_and_says_so() -> None:
    text = told(unstuck.WalkAway(chance=0.9, asked="failed"))
    assert text.startswith("**Leave.**")
    assert "The figures alone would say stay" in text


def test_bad_faith_is_no_open_door() -> None:
    tool = unstuck.WalkAway(asked="failed", reason="I no longer see how to go on", door="")
    assert tool.result.exit.good
    assert "If " not in tool.result.exit.line


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"reason": "you keep changing the dates"}, "*you keep*"),
        ({"reason": "your dates move"}, "Begin with I or we"),
        ({"reason": "we would never again get the summer back"}, "*never again*"),
        ({"reason": "I would go to the press"}, "*go to the press*"),
        ({"thanks": ""}, "Nothing good is said"),
        ({"reason": ""}, "No reason is given"),
        ({"door": ""}, "what would bring you back"),
        ({"line": "You lied to us. Goodbye."}, "*you lied*"),
    ],
)
def test_the_exit_line_is_read_back(inputs: dict[str, Any], says: str) -> None:
    draft = {"reason": "I need firm dates"} | inputs
    assert says in markdown(unstuck.WalkAway(at="line", **draft).blocks)


def test_a_graceful_exit_line_is_held_up_whole() -> None:
    tool = unstuck.WalkAway(at="line", reason="I need firm dates by March")
    assert "Would you like to be left in this way?" in markdown(tool.blocks)
    assert unstuck.WalkAway(line="Thanks, and no.").result.exit.line == "Thanks, and no."


def test_picture_and_table_tell_the_same() -> None:
    chart = block(unstuck.WalkAway(), "chart")
    assert chart["title"] == "On average, staying is $1,000 worse than leaving"
    assert [row[0] for row in chart["rows"]] == [
        "Leave now",
        "Stay: a deal",
        "Stay: no deal",
        "Spent, on both ways",
    ]
    (deal,) = chart["data"]["deals"]
    assert (deal["low"], deal["high"]) == (-1_000, 5_000)
    assert chart["rows"][1][2:] == ["−$1,000", "$5,000"]


def test_what_is_worked_on_comes_first_and_the_rest_is_folded_up() -> None:
    tool = unstuck.WalkAway(at="faith")
    assert set(tool.shut(tool.draft)) == {
        "The talks, and what you have without them",
        "Still to come",
        "Behind you",
        "The deal in reach",
        "Your exit line",
    }
    assert tool.shut({**tool.draft, "at": "all"}) == {}
    assert "The talks, and what you have without them" not in unstuck.WalkAway(own=True).shut(
        unstuck.WalkAway(own=True).draft
    )
    assert unstuck.WalkAway(at="faith").result == unstuck.WalkAway(at="line").result


def test_ones_own_opens_empty_and_says_what_to_do_first() -> None:
    tool = unstuck.WalkAway(own=True)
    assert tool.result.way is Way.OPEN
    assert told(tool).startswith("**Begin with what you know.**")
    assert "chart" not in [each["is"] for each in tool.blocks]
    tool.set(**dict.fromkeys(("deceit", "reopen", "fishing", "cover"), "no"))
    tool.set(harm="no", carry="yes")
    assert "third reason" in told(tool)
    tool.set(reservation=10, their_reservation=20, chance=0.5, rounds=1, each=1)
    assert tool.result.way is Way.STAY


def test_a_sellers_alternative_stands_in_for_a_limit_and_a_buyers_does_not() -> None:
    figures = {"price": 90, "chance": 0.5, "rounds": 1, "each": 1, "batna_value": 50}
    assert unstuck.WalkAway(own=True, role="seller", **figures).result.ahead.gain == 40
    assert unstuck.WalkAway(own=True, role="buyer", **figures).result.cost is Standing.UNSEEN


def test_the_case_is_taken_up_and_the_exit_line_goes_on() -> None:
    tool = unstuck.WalkAway(own=True)
    tool.set(title="The boiler", thanks="your time", reason="I need heat", door="it is repaired")
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert facts["title"] == "The boiler"
    assert facts["exit_line"].startswith("Thank you for your time.")
    linked = {kind.case for kind in declared(type(tool).Inputs).values()} - {""}
    assert linked == {
        "title", "them", "role", "batna", "batna_value", "reservation", "their_reservation"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("inputs", "says"),
    [({"chance": 1.4}, "Chance that you agree"), ({"rounds": "soon"}, "Rounds still to come")],
)
def test_wrong_input_is_refused_with_its_sentence(inputs: dict[str, Any], says: str) -> None:
    tool = unstuck.WalkAway(**inputs)
    assert tool.blocks == []
    assert says in tool.problem


def test_markup_in_ones_own_words_stays_words() -> None:
    tool = unstuck.WalkAway(at="line", thanks="*stars* and [links](x)", reason="I stop")
    assert "\\*stars\\*" in markdown(tool.blocks)
