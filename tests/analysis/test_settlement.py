"""The decision about an offer to settle, against Clemen's textbook and properties of the theory."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.decision_tree import Decision, rollback
from unstuck.analysis.settlement import Reply, Suit, settle

PENNZOIL = Suit(
    2,
    5,
    (Reply(0.17, "accepts"), Reply(0.5, "refuses"), Reply(0.33, "offers", 3)),
    ((0.2, 10.3), (0.5, 5.0), (0.3, 0.0)),
)


@st.composite
def suits(draw: st.DrawFn) -> Suit:
    amount = st.floats(0, 12)
    weights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    court = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    replies = tuple(
        Reply(
            weight / sum(weights),
            draw(st.sampled_from(["accepts", "refuses", "offers"])),
            draw(amount),
        )
        for weight in weights
    )
    awards = tuple((weight / sum(court), draw(amount)) for weight in court)
    return Suit(draw(amount), draw(amount), replies, awards)


def test_clemens_numbers() -> None:
    """*Making Hard Decisions*, 2nd edition: court 4.56, counter-offer 4.63, refuse 3."""
    told = settle(PENNZOIL)
    assert told.court == pytest.approx(4.56)
    assert told.asking == pytest.approx(4.63, abs=0.005)
    assert told.answer.plan == ("Ask for 5", "Refuse 3")
    assert not told.takes


def test_the_same_as_the_tree_written_out(pennzoil: Decision) -> None:
    for tolerance in (math.inf, 5.0, 2.0, 1.0):
        told = settle(PENNZOIL, risk_tolerance=tolerance)
        assert told.answer.value == pytest.approx(
            rollback(pennzoil, risk_tolerance=tolerance).value
        )


def test_knowing_the_court_worked_by_hand() -> None:
    # Known beforehand: 10.3 and 5 are waited for, 0 makes the 2 on the table the best.
    high = 0.17 * 5 + 0.83 * 10.3
    informed = 0.2 * high + 0.5 * 5 + 0.3 * 2
    assert settle(PENNZOIL).information == pytest.approx(informed - (0.17 * 5 + 0.83 * 4.56))


def test_three_attitudes_three_answers() -> None:
    plans = [settle(PENNZOIL, risk_tolerance=r).answer.plan for r in (5, 3, 1)]
    assert plans == [("Ask for 5", "Refuse 3"), ("Ask for 5", "Take 3"), ("Take 2",)]


@given(suits())
def test_where_taking_becomes_right_asking_is_worth_the_offer(suit: Suit) -> None:
    told = settle(suit)
    if told.losing is not None:
        there = settle(suit.with_worst_chance(told.losing))
        assert there.asking == pytest.approx(suit.offer, abs=1e-6)
    if told.tolerance is not None:
        there = settle(suit, risk_tolerance=told.tolerance)
        assert there.asking == pytest.approx(suit.offer, rel=1e-3, abs=1e-3)
        assert settle(suit, risk_tolerance=told.tolerance * 1.1).asking >= suit.offer - 1e-6


@given(suits(), st.floats(0.5, 20))
def test_caution_never_makes_asking_worth_more(suit: Suit, tolerance: float) -> None:
    assert settle(suit, risk_tolerance=tolerance).asking <= settle(suit).asking + 1e-9
    assert settle(suit).information >= 0


@given(suits())
def test_the_offer_is_taken_exactly_where_it_is_worth_as_much_as_asking(suit: Suit) -> None:
    told = settle(suit)
    assert told.takes == (suit.offer >= told.asking)
    richer = settle(replace(suit, offer=told.asking + 0.01))
    assert richer.takes


def test_nothing_to_know_where_no_path_leads_to_court() -> None:
    sure = replace(PENNZOIL, replies=(Reply(1, "accepts"),))
    told = settle(sure)
    assert told.information == 0
    assert told.losing is None
    assert settle(replace(PENNZOIL, awards=((1, 4.0),))).losing is None


def test_what_is_wrong_is_named(refused: Callable[..., None]) -> None:
    short = replace(PENNZOIL, replies=(Reply(0.5, "accepts"),))
    refused(lambda: settle(short), "their answer", "50 %")
    refused(lambda: settle(replace(PENNZOIL, awards=((0.9, 1.0),))), "court", "90 %")
    refused(lambda: settle(replace(PENNZOIL, offer=math.nan)), "number")
    refused(lambda: settle(PENNZOIL, risk_tolerance=0), "risk tolerance", "0")
