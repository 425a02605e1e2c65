"""Seven kinds of failure: what holds after which ending, what decides, and how grave it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.failure import (
    ASKED,
    POSSIBLE,
    Ending,
    FailureKind,
    Goal,
    Magnitude,
    Numbers,
    Standing,
    Talk,
    magnitude,
    next_kind,
    read_failure,
)

NAMES = [name for names in ASKED.values() for name in names]
answers = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["yes", "no", "unknown"]))
amounts = st.none() | st.integers(1, 400).map(float)
numbers = st.builds(Numbers, st.sampled_from(["seller", "buyer"]), *[amounts] * 4)
goals = st.lists(st.builds(Goal, st.just("x"), st.sampled_from(["not", "partly", "fully"])))
talks = st.builds(
    Talk,
    st.sampled_from(list(Ending)),
    answers,
    numbers,
    goals,
    st.none() | st.floats(1, 7),
)


def test_the_kinds_are_weisss_seven_and_three_of_them_need_a_deal() -> None:
    assert len(FailureKind) == 7
    both = set(POSSIBLE[Ending.NO_DEAL]) & set(POSSIBLE[Ending.DEAL])
    assert both == {FailureKind.BY_DESIGN, FailureKind.EMOTIONAL, FailureKind.UNDER_TABLE}
    assert set(POSSIBLE[Ending.DEAL]) - both == {
        FailureKind.OBJECTIVES,
        FailureKind.RELATIONSHIP,
        FailureKind.WORSE_THAN_BATNA,
    }


def test_nothing_known_means_that_nothing_holds_and_nothing_is_ruled_out() -> None:
    for ending in Ending:
        reading = read_failure(Talk(ending))
        assert reading.names == "none"
        assert reading.open == POSSIBLE[ending]


@given(talks)
def test_only_kinds_that_the_ending_allows_can_hold(talk: Talk) -> None:
    reading = read_failure(talk)
    assert [found.kind for found in reading.findings] == list(FailureKind)
    assert set(reading.kinds) | set(reading.open) <= set(POSSIBLE[reading.ending])
    out = {found.kind for found in reading.findings if found.standing is Standing.OUT}
    assert out == set(FailureKind) - set(POSSIBLE[reading.ending])


@given(talks, st.sampled_from(NAMES))
def test_i_cannot_say_counts_as_if_it_had_not_been_asked(talk: Talk, name: str) -> None:
    without = {key: told for key, told in talk.answers.items() if key != name}
    unsure = Talk(talk.ending, without | {name: "unknown"}, talk.numbers, talk.goals)
    unasked = Talk(talk.ending, without, talk.numbers, talk.goals)
    assert read_failure(unsure).findings == read_failure(unasked).findings


@pytest.mark.parametrize(
    ("role", "price", "limit", "worse"),
    [("seller", 280, 300, True), ("seller", 300, 300, False), ("buyer", 280, 300, False)],
)
def test_a_price_beyond_the_limit_decides_whatever_else_is_said(
    role: Any, price: float, limit: float, worse: bool
) -> None:
    """Worse than the BATNA is a matter of two numbers (Raiffa 1982); equal is no worse."""
    calm = {"studied": "yes", "haste": "no", "relief": "no"}
    hasty = {"studied": "no", "haste": "yes", "relief": "yes"}
    for told in (calm, hasty):
        reading = read_failure(Talk("deal", told, Numbers(role, limit=limit, price=price)))
        assert (FailureKind.WORSE_THAN_BATNA in reading.kinds) is worse


def test_where_there_was_a_gap_no_agreement_was_missed() -> None:
    signs = {"held_back": "yes", "offence": "yes", "untested": "yes"}
    zone = read_failure(Talk("no-deal", signs, Numbers("seller", 300, 340)))
    gap = read_failure(Talk("no-deal", signs, Numbers("seller", 300, 260)))
    assert FailureKind.MISSED_AGREEMENT in zone.kinds
    assert gap.of("missed-agreement").standing is Standing.AGAINST
    bought = read_failure(Talk("no-deal", signs, Numbers("buyer", 260, 300)))
    assert bought.of("missed-agreement").standing is Standing.AGAINST


def test_a_zone_alone_is_one_sign_and_leaves_the_kind_open() -> None:
    reading = read_failure(Talk("no-deal", {}, Numbers("seller", 300, 340)))
    assert reading.of("missed-agreement").standing is Standing.OPEN


def test_more_than_one_kind_may_hold() -> None:
    told = {"held_back": "yes", "untested": "yes", "unsaid": "yes", "puzzling": "yes"}
    assert read_failure(Talk("no-deal", told)).names == "missed-agreement, under-table"


@given(st.floats(1, 500), st.floats(1, 100), st.floats(1, 100))
def test_between_limit_and_goal_a_deal_is_contested(limit: float, up: float, more: float) -> None:
    """Above the BATNA and below the goals: a failure by one standard, a gain by the other."""
    price, target = limit + up, limit + up + more
    reading = read_failure(Talk("deal", {}, Numbers("seller", limit, None, price, target)))
    assert reading.contested
    assert reading.kinds == (FailureKind.OBJECTIVES,)
    assert reading.of("worse-than-batna").standing is Standing.AGAINST
    poorer = Numbers("seller", price + 1, None, price, target + 1)
    assert not read_failure(Talk("deal", {}, poorer)).contested


def test_goals_made_up_afterwards_say_nothing() -> None:
    missed = [Goal("a longer term", "not"), Goal("training", "partly")]
    before = read_failure(Talk("deal", {"beforehand": "yes"}, goals=missed))
    after = read_failure(Talk("deal", {"beforehand": "no"}, goals=missed))
    assert before.names == "objectives"
    assert after.names == "none"


def test_a_demand_given_up_is_no_goal_missed() -> None:
    kept = [Goal("certain dates", "fully"), Goal("room for delay", "fully")]
    reading = read_failure(Talk("deal", {"beforehand": "yes"}, goals=kept))
    assert reading.of("objectives").standing is Standing.AGAINST


@pytest.mark.parametrize(
    ("expected", "question", "standing"),
    [
        ("yes", "yes", Standing.HOLDS),
        ("yes", "no", Standing.AGAINST),
        ("no", "yes", Standing.AGAINST),
        ("yes", "unknown", Standing.OPEN),
    ],
)
def test_by_design_means_expected_and_with_a_question(
    expected: str, question: str, standing: Standing
) -> None:
    told = {"expected": expected, "question": question}
    assert read_failure(Talk("no-deal", told)).of("by-design").standing is standing


@pytest.mark.parametrize(("felt", "standing"), [(2, Standing.HOLDS), (6, Standing.OPEN)])
def test_a_cold_relationship_is_a_sign_and_a_warm_one_speaks_against_it(
    felt: float, standing: Standing
) -> None:
    reading = read_failure(Talk("deal", {"cooler": "yes"}, relationship=felt))
    assert reading.of("relationship").standing is standing


def test_the_questions_come_kind_by_kind_and_i_cannot_say_is_an_answer() -> None:
    told: dict[str, str] = {}
    order = []
    while kind := next_kind("deal", told):
        order.append(kind)
        told |= dict.fromkeys(ASKED[kind], "unknown")
    assert tuple(order) == POSSIBLE[Ending.DEAL]
    assert next_kind("deal", told | {"haste": ""}) is FailureKind.WORSE_THAN_BATNA


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        (["setback", "setback", "catastrophe"], Magnitude.SETBACK),
        (["setback", "misstep", "catastrophe"], Magnitude.MISSTEP),
        (["catastrophe", "unknown", "catastrophe"], Magnitude.CATASTROPHE),
        (["setback", "unknown", "misstep"], Magnitude.MISSTEP),
        (["unknown"], None),
        ([], None),
    ],
)
def test_one_dark_answer_makes_no_catastrophe(said: list[str], grade: Magnitude | None) -> None:
    assert magnitude(said) is grade


@given(st.lists(st.sampled_from(list(Magnitude)), min_size=1, max_size=7), st.randoms())
def test_the_order_of_the_answers_does_not_matter_and_darker_ones_never_brighten(
    said: list[Magnitude], rng: Any
) -> None:
    mixed = list(said)
    rng.shuffle(mixed)
    grades = list(Magnitude)
    first = magnitude(said)
    assert first is magnitude(mixed) and first is not None
    darker = [*said[1:], Magnitude.CATASTROPHE]
    after = magnitude(darker)
    assert after is not None and grades.index(after) >= grades.index(
        magnitude([*said[1:], said[0]]) or Magnitude.SETBACK
    )


def test_what_cannot_be_is_refused_in_a_sentence(refused: Callable[..., None]) -> None:
    refused(lambda: Talk("walked out"), "no-deal", "walked out")
    refused(lambda: Talk("deal", {"haste": "maybe"}), "haste", "maybe")
    refused(lambda: Talk("deal", {"mood": "yes"}), "mood")
    refused(lambda: Talk("deal", relationship=9), "stand with each other", "9")
    refused(lambda: Goal("training", "nearly"), "training", "nearly")  # type: ignore[arg-type]
    refused(lambda: magnitude(["bad"]), "bad", "setback")
    refused(lambda: read_failure(Talk("deal", {}, Numbers("both", 1, 1, 1))), "both")  # type: ignore[arg-type]
