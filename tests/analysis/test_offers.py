"""How an offer looks from the other chair: the pool, its places, and the words for them."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.offers import (
    CUTS,
    LEVELS,
    Reference,
    felt_and_seen,
    heat_of,
    level_of,
    pooled,
    read_offer,
    slice_left,
)

prices = st.floats(-1e6, 1e6)
references = st.lists(
    st.builds(
        Reference,
        st.just("it"),
        prices,
        st.just(0.0) | st.floats(1, 1e5),
        st.floats(0.1, 10),
    ),
    min_size=1,
    max_size=4,
)


def test_one_bell_curve_follows_the_rule_of_68_95_and_997() -> None:
    market = [Reference("market", 100, 10)]
    for away, share in ((1, 0.6827), (2, 0.9545), (3, 0.9973)):
        reading = read_offer(100 + 10 * away, "seller", market)
        assert reading.score == pytest.approx(away)
        assert 2 * reading.place - 1 == pytest.approx(share, abs=5e-5)
    assert [read_offer(x, "seller", market).level for x in (85, 100, 115, 125, 140)] == list(LEVELS)


def test_two_that_disagree_leave_the_pool_wide() -> None:
    """Law of total variance: the pool's variance is the mean variance and that of the means."""
    pool = pooled([Reference("a", 8_000, 300), Reference("b", 10_000, 400)])
    assert pool.mean == 9_000
    assert pool.sd == pytest.approx(math.sqrt((300**2 + 400**2) / 2 + 1_000**2))


def test_a_linear_pool_averages_the_probabilities() -> None:
    """Clemen and Winkler (1999): each source's probability, weighted, and nothing else."""
    first, second = NormalDist(8_000, 500), NormalDist(10_000, 2_000)
    reading = read_offer(
        9_500, "seller", [Reference("a", 8_000, 500, 3), Reference("b", 10_000, 2_000, 1)]
    )
    assert reading.place == pytest.approx(0.75 * first.cdf(9_500) + 0.25 * second.cdf(9_500))
    assert reading.parts == pytest.approx((first.cdf(9_500), second.cdf(9_500)))


def test_what_they_expect_exactly_is_met_half_way() -> None:
    reading = read_offer(500, "buyer", [Reference("the list price", 500)])
    assert (reading.place, reading.level, reading.score, reading.worse_by) == (0.5, "fair", None, 0)
    assert read_offer(499, "buyer", [Reference("the list price", 500)]).level == "off"
    assert read_offer(501, "buyer", [Reference("the list price", 500)]).level == "generous"


@given(references, prices)
def test_to_a_seller_across_the_table_the_mirror_image_looks_the_same(
    known: list[Reference], offer: float
) -> None:
    mirrored = [Reference(r.name, -r.value, r.give, r.weight) for r in known]
    sold, bought = read_offer(offer, "seller", known), read_offer(-offer, "buyer", mirrored)
    assert bought.place == pytest.approx(sold.place, abs=1e-12)
    assert bought.worse_by == pytest.approx(sold.worse_by, abs=1e-6)


@given(references, prices, st.floats(0, 1e6))
def test_asking_for_more_never_looks_kinder(
    known: list[Reference], offer: float, more: float
) -> None:
    less, greater = (read_offer(x, "seller", known) for x in (offer, offer + more))
    assert greater.place >= less.place - 1e-12
    assert greater.heat >= less.heat - 1e-9
    assert min(less.parts) - 1e-12 <= less.place <= max(less.parts) + 1e-12


@given(references, prices)
def test_word_and_heat_say_the_same(known: list[Reference], offer: float) -> None:
    reading = read_offer(offer, "seller", known)
    assert 0 <= reading.heat <= 5
    assert LEVELS[min(4, int(reading.heat))] == reading.level
    assert list(reading.edges) == sorted(reading.edges)


@given(st.floats(-1e5, 1e5), st.floats(10, 1e4), st.floats(-1e5, 1e5), st.floats(10, 1e4))
def test_at_its_edges_the_word_changes(a: float, sa: float, b: float, sb: float) -> None:
    known = [Reference("a", a, sa), Reference("b", b, sb)]
    for edge, cut in zip(read_offer(a, "seller", known).edges, CUTS, strict=True):
        assert read_offer(edge, "seller", known).place == pytest.approx(cut, abs=1e-6)
    for edge, cut in zip(read_offer(a, "buyer", known).edges, CUTS, strict=True):
        assert read_offer(edge, "buyer", known).place == pytest.approx(cut, abs=1e-6)


def test_heat_rises_without_a_jump() -> None:
    for cut in CUTS:
        assert heat_of(cut - 1e-9) == pytest.approx(heat_of(cut), abs=1e-5)
    assert (heat_of(0), heat_of(1)) == (0, 5)


def test_felt_and_seen_are_compared_word_by_word() -> None:
    assert felt_and_seen("fair", "off") == 3
    assert felt_and_seen("extreme", "bold") == -1
    assert felt_and_seen("bold", "bold") == 0


def test_the_usual_ultimatum_offer_leaves_two_fifths() -> None:
    """Of a pie of 10 the mean offer was 40 % (Oosterbeek, Sloof and van de Kuilen 2004, E11)."""
    part = slice_left(6, "seller", your_limit=0, their_limit=10)
    assert (part.width, part.theirs, part.yours) == (10, 4, 6)
    assert part.share == pytest.approx(0.4)
    assert slice_left(4, "buyer", your_limit=10, their_limit=0).share == pytest.approx(0.4)


def test_beyond_a_limit_there_is_no_share() -> None:
    assert slice_left(12, "seller", 0, 10).theirs == -2
    assert slice_left(12, "seller", 0, 10).share is None
    assert slice_left(5, "seller", 10, 0).width == -10
    assert slice_left(5, "seller", 5, 5).share is None


def test_refusals_name_the_way_out(refused: Callable[..., None]) -> None:
    refused(lambda: pooled([]), "nothing that they may measure", "a past deal")
    refused(lambda: Reference("the market", 1, -1), "give or take for 'the market'", "raise")
    refused(lambda: Reference("the market", 1, 1, 0), "weight of 'the market'", "raise")
    refused(lambda: read_offer(math.nan, "seller", [Reference("a", 1)]), "Your offer")
    refused(lambda: read_offer(1, "agent", [Reference("a", 1)]), "seller")  # type: ignore[arg-type]
    refused(lambda: felt_and_seen("hot", "fair"), "'hot'", "five")  # type: ignore[arg-type]
    refused(lambda: level_of(1.5), "place of an offer", "lower")
