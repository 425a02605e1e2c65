"""What is still to come: regret as opportunity loss, sunk costs, zones and gaps."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unstuck.analysis.prospects import Ahead, ahead, cost_to_come, ledger, room, still_to_come

chances = st.floats(0, 1)
amounts = st.floats(0, 1e6)


@st.composite
def futures(draw: st.DrawFn) -> Ahead:
    low, high = sorted((draw(amounts), draw(amounts)))
    return Ahead(draw(chances), low, high, draw(amounts))


def simulated(told: Ahead, points: int = 20_000) -> tuple[float, float, float]:
    """Both regrets and the chance of worse, outcome by outcome."""
    width = told.high - told.low
    ends = [told.low + width * (n + 0.5) / points - told.cost for n in range(points)]
    weight = told.chance / points
    leaving = weight * math.fsum(max(end, 0) for end in ends)
    staying = weight * math.fsum(max(-end, 0) for end in ends) + (1 - told.chance) * told.cost
    worse = weight * sum(end < 0 for end in ends) + (1 - told.chance) * (told.cost > 0)
    return leaving, staying, worse


@pytest.mark.parametrize(
    "told",
    [
        Ahead(0.5, 3_000, 9_000, 4_000),
        Ahead(0.7, 0, 10_000, 2_500),
        Ahead(0.2, 5_000, 6_000, 1_000),
        Ahead(0.9, 100, 200, 1_000),
        Ahead(1.0, 0, 1_000, 0),
    ],
)
def test_regrets_and_chance_agree_with_counting_outcomes(told: Ahead) -> None:
    leaving, staying, worse = simulated(told)
    assert told.regret_of_leaving == pytest.approx(leaving, rel=1e-4, abs=0.01)
    assert told.regret_of_staying == pytest.approx(staying, rel=1e-4, abs=0.01)
    assert told.chance_worse == pytest.approx(worse, abs=1e-3)


@given(futures())
def test_the_regrets_differ_by_what_the_ways_differ(told: Ahead) -> None:
    """Raiffa and Schlaifer 1961: differences of expected opportunity loss and of value agree."""
    size = told.high + told.cost + 1
    assert told.regret_of_leaving - told.regret_of_staying == pytest.approx(
        told.margin, abs=1e-9 * size
    )
    assert told.regret_of_leaving >= 0
    assert told.regret_of_staying >= 0


@given(futures())
def test_better_and_worse_are_chances_that_leave_room_for_ties(told: Ahead) -> None:
    assert 0 <= told.chance_worse <= 1 + 1e-12
    assert told.chance_better + told.chance_worse <= 1 + 1e-9


@given(futures())
def test_at_the_break_even_chance_staying_and_leaving_are_the_same(told: Ahead) -> None:
    even = told.break_even
    if even is None:
        certain = Ahead(1.0, told.low, told.high, told.cost)
        assert certain.margin <= 0
    else:
        there = Ahead(even, told.low, told.high, told.cost)
        assert there.margin == pytest.approx(0, abs=1e-9 * (told.cost + 1))


@given(leave=st.floats(-1e6, 1e6), stay=st.floats(-1e6, 1e6), spent=amounts)
def test_what_is_spent_drops_out(leave: float, stay: float, spent: float) -> None:
    book = ledger(leave, stay, spent)
    assert book.difference == ledger(leave, stay, 0).difference
    assert book.stay - book.leave == pytest.approx(book.difference, abs=1e-6)


def test_a_strain_counts_like_money() -> None:
    assert cost_to_come(2, 500, strain=1_000) == cost_to_come(4, 500)


@given(low=st.floats(0, 1e5), width=st.floats(0, 1e5), chance=chances, cost=amounts)
def test_buyer_and_seller_are_mirror_images(
    low: float, width: float, chance: float, cost: float
) -> None:
    high = low + width
    sale = still_to_come(limit=low, their_limit=high, role="seller", chance=chance, cost=cost)
    purchase = still_to_come(limit=high, their_limit=low, role="buyer", chance=chance, cost=cost)
    assert sale is not None and purchase is not None
    assert sale.margin == pytest.approx(purchase.margin, abs=1e-6)


@given(limit=amounts, gap=st.floats(1, 1e5), give=st.floats(0, 1e4), cost=amounts)
def test_in_a_gap_no_deal_is_in_reach(limit: float, gap: float, give: float, cost: float) -> None:
    theirs = limit - gap
    assume(theirs < limit)
    told = still_to_come(
        limit=limit, their_limit=theirs, role="seller", chance=1, cost=cost, give=give
    )
    assert told is not None
    assert told.bring == 0
    assert told.margin == -cost
    assert room(limit, theirs, "seller") < 0


def test_a_price_beyond_a_limit_is_no_deal() -> None:
    """Of prices from 48 to 56 a seller with a limit of 52 takes the upper half."""
    told = still_to_come(limit=52, role="seller", chance=0.8, cost=0, price=52, give=4)
    assert told is not None
    assert told.chance == pytest.approx(0.4)
    assert (told.low, told.high) == (0, 4)
    capped = still_to_come(
        limit=52, role="seller", chance=0.8, cost=0, price=54, give=2, their_limit=55
    )
    assert capped is not None
    assert capped.chance == pytest.approx(0.6)
    assert capped.high == 3


def test_without_price_and_without_their_limit_nothing_can_be_said() -> None:
    assert still_to_come(limit=52, role="seller", chance=0.5, cost=1) is None


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ahead(1.2, 5, 1), "The chance of a deal"),
        (lambda: ahead(0.5, -5, 1), "The gain of a deal"),
        (lambda: ahead(0.5, 5, -1), "The cost still to come"),
        (lambda: cost_to_come(-1, 5), "The number of rounds"),
        (lambda: ledger(0, 0, -1), "What is spent"),
        (lambda: room(1, 2, "judge"), "The role"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
