"""ConcessionPath: what the steps say, where they lead, and what that means for both limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown
from unstuck.tools.concession_path_inputs import CLOCK, THEM, YOU

Make = Callable[..., unstuck.ConcessionPath]
SO_FAR = [
    {"yours": 16_500, "theirs": 22_500},
    {"yours": 17_500, "theirs": 21_700},
    {"yours": 18_200, "theirs": 21_300},
]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[unstuck.ConcessionPath] = []

    def opened(**inputs: Any) -> unstuck.ConcessionPath:
        made.append(unstuck.ConcessionPath(**inputs))
        return made[-1]

    yield opened
    for tool in made:
        tool.close()


def told(tool: unstuck.ConcessionPath) -> str:
    return markdown(tool.blocks).replace("\u00a0", " ")


def test_the_roaster_rests_apart_within_a_zone(make: Make) -> None:
    tool = make()
    text = tool.blocks[0]["text"]
    assert "**never meet**" in text and "$1,067 apart" in text
    assert "zone of $2,500" in text and "the steps that fail" in text
    assert tool.blocks[0]["tone"] == "bad"
    said = told(tool)
    assert "yours lead to about $19,833" in said and "they lead to about $20,900" in said
    assert "In round 2 you went past your target" in said
    assert "must move $1,033 in each round" in said


def test_the_moves_that_the_page_asks_for(make: Make) -> None:
    """What the notebook says of its second tool."""
    kind = make(rounds=[*SO_FAR[:2], {"yours": 18_500, "theirs": 21_300}])
    assert "**meet at about $20,955, in round 6**" in kind.blocks[0]["text"]
    assert "Your steps are even, about $1,000 each" in told(kind)
    middle = make(rounds=[*SO_FAR, {"yours": 19_750}])
    assert "the last one was $1,550" in told(middle)
    answered = make(rounds=[*SO_FAR, {"yours": 19_750, "theirs": 19_750}])
    assert "**The offers have met**, at about $19,750" in answered.blocks[0]["text"]
    higher = make(opening=17_000).result.dance.opening_middle
    assert higher == 20_500


def test_no_deal_is_a_sound_result_where_there_is_a_gap(make: Make) -> None:
    tool = make(their_limit=23_000)
    assert "**no deal is the sound result**" in tool.blocks[0]["text"]
    assert tool.blocks[0]["tone"] == "open"
    (picture,) = (b for b in tool.blocks if b["is"] == "chart")
    assert {"kind": "gap", "low": 21_000, "high": 23_000} in picture["data"]["room"]


def test_limits_that_are_not_known_are_asked_for(make: Make) -> None:
    tool = make(limit=None, their_limit=None)
    said = told(tool)
    assert "only the two limits could say" in tool.blocks[0]["text"]
    assert "Put it in before you talk" in said and "A wide guess is better than none" in said
    assert "Whether they can say yes" in said


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        ([{"yours": 15_500}, {"yours": 16_500}, {"yours": 18_500}], "**Your steps grow**"),
        ([{"yours": 16_000}, {"yours": 17_000}], "Your steps are even"),
        ([{"yours": 16_000}, {"yours": 15_500}], "You took $500 back"),
        ([{"yours": 16_000}, {"yours": 16_000}], "You did not move in the last round"),
        ([{"yours": 16_000}], "One step is no pattern yet"),
        ([], "You have opened and not moved since"),
    ],
)
def test_the_words_follow_the_steps(make: Make, rounds: list[Any], says: str) -> None:
    assert says in told(make(rounds=rounds))


def test_who_moves_alone_is_told(make: Make) -> None:
    alone = make(rounds=[{"yours": 16_000}, {"yours": 17_000}, {"yours": 18_000}])
    assert "moved 3 rounds running without an answer" in told(alone)
    assert "bidding against yourself" not in told(make())


def test_the_clock(make: Make) -> None:
    late = make(rounds=[{"yours": 15_500, "theirs": 23_500}], deadline=3)
    assert "the clock runs out first" in late.blocks[0]["text"]
    assert late.blocks[0]["tone"] == "bad"
    assert "No deadline is set" in told(make(deadline=None))
    assert "The clock has run out" in told(make(deadline=3))
    in_time = make(rounds=[{"yours": 17_000, "theirs": 22_000}], deadline=9)
    assert "That is in time: the last round is 9" in told(in_time)


def test_target_and_limit_are_two_numbers(make: Make) -> None:
    assert "is no better for you than your limit" in told(make(target=22_000))
    assert "two numbers" in told(make(target=None))
    assert "You have given it up before the talks began" in told(make(target=14_000))
    assert "still open" in told(make(target=19_000))
    assert "agreement trap" in told(make(limit=18_000))
    assert "**worse than no deal**" in told(make(limit=19_000))


def test_a_meeting_is_measured_between_limit_and_target(make: Make) -> None:
    even = [{"yours": 16_000, "theirs": 23_000}, {"yours": 17_000, "theirs": 22_000}]
    tool = make(rounds=even)
    assert tool.result.dance.meeting.price == pytest.approx(19_500)
    assert "38 % of the way from your limit to your target" in told(tool)


def test_two_openings_are_no_path_yet(make: Make) -> None:
    tool = make(rounds=[])
    assert "$9,000 apart" in tool.blocks[0]["text"] and "first step" in tool.blocks[0]["text"]
    (picture,) = (b for b in tool.blocks if b["is"] == "chart")
    assert {row["kind"] for row in picture["data"]["path"]} == {"made"}
    assert "apart" not in {row["kind"] for row in picture["data"]["ends"]}
    assert "lies $19,500" in told(tool)


def test_one_opening_is_shown_and_the_other_asked_for(make: Make) -> None:
    mine = make(their_opening=None, rounds=[])
    assert "They have not answered yet" in mine.blocks[0]["text"]
    theirs = make(opening=None, rounds=[])
    assert "It is your turn" in theirs.blocks[0]["text"]
    assert any(block["is"] == "chart" for block in theirs.blocks)


def test_ones_own_case_opens_empty_and_fills_from_the_facts(make: Make) -> None:
    tool = make(own=True)
    assert tool.problem == "" and tool.draft["rounds"] == []
    assert "Begin with your **limit**" in tool.blocks[0]["text"]
    tool.set(limit=100, target=80, opening=60, their_limit=70, role="buyer")
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert {
        "reservation": 100,
        "target": 80,
        "opening": 60,
        "their_reservation": 70,
        "role": "buyer",
    }.items() <= facts.items()


def test_the_other_role_turns_the_words(make: Make) -> None:
    tool = make(
        role="seller", limit=18_500, target=22_000, opening=24_000, their_limit=21_000,
        their_opening=15_000, rounds=[{"yours": r["theirs"], "theirs": r["yours"]} for r in SO_FAR],
    )  # fmt: skip
    assert "yours lead to about $20,900" in told(tool)
    assert "they lead to about $19,833" in told(tool)


def test_a_refusal_names_the_round(make: Make) -> None:
    tool = make(rounds=[*SO_FAR, {"yours": "much", "theirs": 1}])
    assert tool.problem.startswith("round 4: You offer") and tool.blocks == []


def test_one_part_of_the_form_is_on_the_page_and_the_other_keeps_what_it_holds() -> None:
    tool = unstuck.ConcessionPath()
    assert set(tool.shut(tool.draft)) == {YOU, THEM}
    tool.set(part="limits")
    assert set(tool.shut(tool.draft)) == {CLOCK}
    assert tool.result.dance.round == 3
    own = unstuck.ConcessionPath(own=True)
    assert set(own.shut(own.draft)) == {CLOCK}


def test_a_limit_that_lies_beyond_the_meeting_point_is_not_reached() -> None:
    # 9,000 and 4,000, steps of 800 and 500: they meet in round 4, the limit would come in round 5.
    tool = unstuck.ConcessionPath(own=True, limit=5_000, opening=9_000, their_opening=4_000)
    tool.set(rounds=[{"yours": 8_200, "theirs": 4_500}])
    told = markdown(tool.blocks)
    assert "in round 4" in told
    assert "you do not come to your limit" in told and "in round 5" not in told
