"""What two limits lead to: worked examples, theory, and independent counts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Belief, Normal, Point, Triangular, Uniform
from unstuck.analysis.exploring import (
    Delay,
    Issue,
    Third,
    common_probability,
    explore,
)
from unstuck.analysis.guesses import belief_about, reach

amounts = st.integers(-400, 400).map(lambda i: i / 4)
widths = st.integers(0, 200).map(lambda i: i / 4)
beliefs = st.one_of(
    st.builds(Point, amounts),
    st.builds(lambda a, w: Uniform(a, a + w), amounts, widths),
    st.builds(lambda a, v, w: Triangular(a, a + v, a + v + w), amounts, widths, widths),
    st.builds(Normal, amounts, widths),
)


def test_the_stage_of_chatterjee_and_samuelson() -> None:
    # Chatterjee and Samuelson, Operations Research 31(5), 1983: uniform limits on [0, 1]. A zone
    # exists for half of all pairs; the first best is worth 1/6 over all pairs.
    told = explore(Uniform(0, 1), Uniform(0, 1))
    assert told.probability == pytest.approx(1 / 2, abs=1e-9)
    assert told.expected_surplus == pytest.approx(1 / 6, abs=1e-9)
    assert told.surplus_if_zone == pytest.approx(1 / 3, abs=1e-9)
    # They trade in 9 of 32 pairs, so of those with a zone 7 in 16 fail.
    assert 1 - (9 / 32) / told.probability == pytest.approx(0.4375, abs=1e-9)


@given(beliefs, beliefs)
def test_zone_and_gap_share_all_the_chance(seller: Belief, buyer: Belief) -> None:
    told = explore(seller, buyer)
    assert told.probability + told.gap_probability == pytest.approx(1)
    assert told.certain == (told.widths is None)
    assert told.expected_surplus >= max(0.0, told.zone.width) - 1e-6  # Jensen's inequality


@given(beliefs, beliefs, amounts, st.sampled_from(["at least", "at most"]))
def test_a_third_party_never_makes_a_zone_likelier(
    seller: Belief, buyer: Belief, limit: float, side: str
) -> None:
    alone = common_probability(seller, buyer)
    joined = common_probability(seller, buyer, Third(side, limit))  # type: ignore[arg-type]
    assert 0 <= joined <= alone + 1e-6


@given(amounts, amounts, amounts, st.sampled_from(["at least", "at most"]))
def test_for_certain_limits_the_chance_says_whether_there_is_a_common_zone(
    seller: float, buyer: float, limit: float, side: str
) -> None:
    told = explore(seller, buyer, third=Third(side, limit))  # type: ignore[arg-type]
    assert told.common is not None
    assert told.common_probability == float(told.common.exists)


def test_a_third_party_in_the_middle_of_two_uniform_limits() -> None:
    # By hand: the buyer's limit must reach 50 and the seller's: 3/8 of the unit square.
    chance = common_probability(Uniform(0, 100), Uniform(0, 100), Third("at least", 50))
    assert chance == pytest.approx(3 / 8, abs=1e-9)


@pytest.mark.parametrize("seller", [Normal(60, 5), Normal(60, 20)])
def test_a_third_party_whose_limit_never_binds_changes_nothing(seller: Belief) -> None:
    buyer = Normal(65, 10)
    for third in (Third("at least", -1e4), Third("at most", 1e4)):
        assert common_probability(seller, buyer, third) == pytest.approx(
            common_probability(seller, buyer), abs=1e-6
        )


@given(amounts, amounts, amounts, amounts)
def test_an_issue_adds_to_the_width_what_it_brings_both(
    seller: float, buyer: float, first: float, second: float
) -> None:
    told = explore(seller, buyer, issue=Issue(first, second))
    assert told.with_issue is not None
    assert told.with_issue.width == pytest.approx(told.zone.width + first + second)
    # Over a gap, the bridge says what is still missing.
    missing = told.bridge.still_open(first, second)
    if told.zone.width < 0:
        assert missing == pytest.approx(max(0.0, -told.with_issue.width))


def test_the_week_in_which_a_zone_closes_is_the_first_without_one() -> None:
    # 1,600 wide, 200 less each week: nothing left but one price in week 8, a gap in week 9.
    told = explore(12900, 14500, delay=Delay(50, 150, 12, "deal"))
    assert told.turns == 9
    assert told.over_time[8].width == 0
    assert explore(12900, 14500, delay=Delay(50, 150, 8, "deal")).turns is None
    opened = explore(100, 90, delay=Delay(2, 2, 5, "alternative"))
    assert opened.turns == 3


def test_a_price_beyond_the_third_partys_limit_has_a_negative_margin() -> None:
    assert explore(60, 80, price=70, third=Third("at most", 65)).third_margin == -5
    assert explore(60, 80, price=70, third=Third("at least", 65)).third_margin == 5
    assert explore(60, 80, price=70).third_margin is None


def test_halfway_needs_both_offers() -> None:
    assert explore(60, 80, offers=(100, 50)).halfway == 75
    assert explore(60, 80, offers=(None, 50)).halfway is None


@pytest.mark.parametrize(
    ("delay", "what"), [(Delay(1, 1, 2.5), "weeks"), (Delay(-1, 1, 2), "costs the seller")]
)
def test_what_cannot_be_is_refused_in_words(delay: Delay, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        explore(60, 80, delay=delay)


def test_guesses_become_the_belief_of_their_name() -> None:
    assert belief_about(60) == Point(60)
    assert belief_about(60, "range", give=5) == Uniform(55, 65)
    assert belief_about(60, "likely", below=10, above=5) == Triangular(50, 60, 65)
    assert belief_about(60, "bell", give=5) == Normal(60, 5)
    for how in ("range", "likely", "bell"):
        assert belief_about(60, how) == Point(60)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="four"):
        belief_about(60, "vaguely")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="0 or more"):
        belief_about(60, "range", give=-1)


def test_a_bell_curve_reaches_where_about_95_per_cent_of_it_lie() -> None:
    low, high = reach(Normal(60, 5))
    assert Normal(60, 5).cdf(high) - Normal(60, 5).cdf(low) == pytest.approx(0.9545, abs=1e-4)
    assert reach(Uniform(1, 2)) == (1, 2)
    assert not math.isinf(high)
