"""OfferThermometer: first what was felt, then the other chair, then what the two say together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown

Make = Callable[..., unstuck.OfferThermometer]
CHAIR = "Their chair"


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[unstuck.OfferThermometer] = []

    def opened(**inputs: Any) -> unstuck.OfferThermometer:
        made.append(unstuck.OfferThermometer(**inputs))
        return made[-1]

    yield opened
    for tool in made:
        tool.close()


def told(tool: unstuck.OfferThermometer) -> str:
    return markdown(tool.blocks).replace("\u00a0", " ")


def test_their_chair_stays_shut_until_the_offer_was_felt(make: Make) -> None:
    tool = make()
    assert list(tool.shut(tool.draft)) == [CHAIR]
    assert "How does that feel to you?" in tool.blocks[0]["text"]
    assert [b["name"] for b in tool.blocks if b["is"] == "chart"] == ["offer_thermometer"]
    assert "off the scale**" not in told(tool)
    tool.set(felt="fair")
    assert tool.shut(tool.draft) == {}
    assert [b["name"] for b in tool.blocks if b["is"] == "chart"][-1] == "offer_chair"


def test_what_is_set_in_a_shut_section_tells_nothing_early(make: Make) -> None:
    tool = make(alternative=1, alternative_give=0)
    assert tool.result.reading is None
    assert "$1 " not in told(tool)


def test_the_trainer_is_three_words_hotter_than_she_felt(make: Make) -> None:
    tool = make(felt="fair")
    text = tool.blocks[0]["text"]
    assert "**off the scale**" in text and "**3 words hotter**" in text
    assert tool.blocks[0]["tone"] == "bad"
    assert "they may expect: about $8,000" in told(tool) or "about: **$8,000**" in told(tool)


def test_an_offer_may_be_cooler_than_it_felt(make: Make) -> None:
    tool = make(offer=8_000, felt="extreme")
    assert "2 words cooler" in tool.blocks[0]["text"]
    assert "asking for less than you could" in tool.blocks[0]["text"]
    assert "the same word" in make(offer=8_000, felt="fair").blocks[0]["text"]


def test_the_numbers_that_the_page_speaks_of(make: Make) -> None:
    """What the notebook says of its first tool."""
    edges = [round(edge) for edge in make(felt="fair").result.reading.edges]
    assert edges == [6_379, 9_382, 10_979, 13_296]
    assert make(felt="fair").result.target.level == "extreme"
    assert make(felt="fair", market=14_000).result.reading.level == "bold"


def test_what_is_left_to_share(make: Make) -> None:
    assert "$400 of it: **40 %**" in told(make(felt="fair", offer=8_600))
    assert "stingy" in told(make(felt="fair", offer=8_600))
    assert "$100 of it: **10 %**" in told(make(felt="fair", offer=8_900))
    assert "one offer in six" in told(make(felt="fair", offer=8_900))
    assert "worse off by $7,000** than their alternative" in told(make(felt="fair"))
    assert "**worse off by $1,000** than without a deal" in told(make(felt="fair", offer=7_000))
    assert "a gap of $1,000" in told(make(felt="fair", limit=10_000))
    assert "What it would leave them" not in told(make(felt="fair", limit=None))


@pytest.mark.parametrize(
    ("power", "says"),
    [
        ("unknown", "Find out"),
        ("weaker", "more dangerous"),
        ("equal", "about as strong"),
        ("stronger", "as offended as the weak, and stayed"),
    ],
)
def test_power_brings_its_own_evidence(make: Make, power: str, says: str) -> None:
    text = told(make(felt="fair", power=power))
    assert says in text and "E08" in text


def test_evidence_for_and_against_stands_side_by_side(make: Make) -> None:
    text = told(make(felt="fair", clock=True))
    for row in ("E08", "E11", "E61", "E63", "E07", "E25", "E36"):
        assert row in text
    assert "**A deadline is close.**" in text
    assert "course's own rule of thumb" in text


def test_certainty_about_them_is_questioned(make: Make) -> None:
    assert "as if you knew it for certain" in told(make(felt="fair", past_give=0))
    assert "as if you knew it for certain" not in told(make(felt="fair"))


def test_weights_count_only_where_they_are_asked_for(make: Make) -> None:
    plain = make(felt="fair", past_counts="3").result.reading.expectation
    weighed = make(felt="fair", past_counts="3", weigh=True).result.reading.expectation
    assert plain.mean == pytest.approx(8_000)
    assert weighed.mean == pytest.approx((2 * 9_000 + 2 * 8_000 + 3 * 7_000) / 7)


def test_ones_own_case_opens_empty_and_says_what_to_do(make: Make) -> None:
    tool = make(own=True)
    assert tool.problem == ""
    assert "Begin with **the offer" in tool.blocks[0]["text"]
    tool.set(offer=300, felt="bold")
    assert "**Now move to the other chair**" in tool.blocks[0]["text"]
    tool.set(market=250, market_give=25, role="buyer")
    assert "**generous**" in tool.blocks[0]["text"]
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert (facts["opening"], facts["role"]) == (300, "buyer")


def test_out_of_range_is_refused_in_a_sentence(make: Make) -> None:
    tool = make(offer="soon", felt="fair")
    assert tool.problem.startswith("The offer you mean to make") and tool.blocks == []
    assert "must be from" in make(offer=-5, felt="fair").problem
