"""Private limits: the linear equilibrium is one, and what efficiency would cost."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.bargaining import chatterjee_samuelson, myerson_satterthwaite
from unstuck.analysis.beliefs import Normal, Triangular, Uniform

ends = st.integers(-20, 20)
widths = st.integers(1, 20)
uniforms = st.builds(lambda a, w: Uniform(a, a + w), ends, widths)
STEPS = 400


def test_the_published_equilibrium() -> None:
    """Chatterjee and Samuelson 1983: bids 2/3 v + 1/12, asks 2/3 c + 1/4; trade 9/32."""
    talks = chatterjee_samuelson()
    for limit in (0, 0.3, 1):
        assert talks.bid(limit) == pytest.approx(2 / 3 * limit + 1 / 12)
        assert talks.ask(limit) == pytest.approx(2 / 3 * limit + 1 / 4)
    assert (talks.margin, talks.chance, talks.missed, talks.kept) == (
        1 / 4,
        9 / 32,
        7 / 16,
        27 / 32,
    )
    assert talks.trades(0.35, 0.1)
    assert not talks.trades(0.349, 0.1)


def test_chance_and_gains_by_adding_up() -> None:
    """Over a grid of pairs: share that trades, that has a deal and misses it, gains kept."""
    talks = chatterjee_samuelson(100, 300)
    marks = [100 + 200 * (k + 0.5) / STEPS for k in range(STEPS)]
    bids, asks = [talks.bid(v) for v in marks], [talks.ask(c) for c in marks]
    trades = deals = 0
    gained = possible = 0.0
    for v, bid in zip(marks, bids, strict=True):
        for c, ask in zip(marks, asks, strict=True):
            if v >= c:
                deals, possible = deals + 1, possible + v - c
            if bid >= ask:
                trades, gained = trades + 1, gained + v - c
    assert trades / STEPS**2 == pytest.approx(talks.chance, abs=0.003)
    assert 1 - trades / deals == pytest.approx(talks.missed, abs=0.006)
    assert gained / possible == pytest.approx(talks.kept, abs=0.003)


@pytest.mark.parametrize("value", [0.25, 0.4, 0.7, 1])
def test_no_other_bid_pays_a_buyer_more(value: float) -> None:
    """Against asks spread evenly from 1/4 to 11/12, at the price halfway."""
    talks = chatterjee_samuelson()

    def profit(bid: float) -> float:
        costs = [(k + 0.5) / 2000 for k in range(2000)]
        asks = [talks.ask(cost) for cost in costs]
        return sum(value - (bid + ask) / 2 for ask in asks if bid >= ask) / 2000

    best = profit(talks.bid(value))
    assert all(profit(k / 100) <= best + 5e-4 for k in range(101))


@pytest.mark.parametrize("cost", [0, 0.3, 0.6, 0.75])
def test_no_other_ask_pays_a_seller_more(cost: float) -> None:
    talks = chatterjee_samuelson()

    def profit(ask: float) -> float:
        bids = [talks.bid((k + 0.5) / 2000) for k in range(2000)]
        return sum((bid + ask) / 2 - cost for bid in bids if bid >= ask) / 2000

    best = profit(talks.ask(cost))
    assert all(profit(k / 100) <= best + 5e-4 for k in range(101))


def test_the_published_subsidy() -> None:
    """Myerson and Satterthwaite 1983: for two uniforms on [0, 1], one sixth."""
    assert myerson_satterthwaite() == pytest.approx(1 / 6, abs=1e-14)


@given(uniforms, uniforms)
def test_the_integral_of_the_paper(seller: Uniform, buyer: Uniform) -> None:
    """F of the seller times 1 - F of the buyer, from the buyer's lowest to the seller's highest;
    between the ends a parabola at most, for which Simpson's rule is exact."""
    knots = sorted({buyer.low, seller.high, seller.low, buyer.high})
    knots = [knot for knot in knots if buyer.low <= knot <= seller.high]

    def height(t: float) -> float:
        return seller.cdf(t) * (1 - buyer.cdf(t))

    total = sum(
        (b - a) * (height(a) + 4 * height((a + b) / 2) + height(b)) / 6 for a, b in pairwise(knots)
    )
    assert myerson_satterthwaite(seller, buyer) == pytest.approx(total, abs=1e-9)


@given(uniforms, uniforms, st.sampled_from([0.5, 8.0]), ends)
def test_the_subsidy_is_money(seller: Uniform, buyer: Uniform, times: float, by: int) -> None:
    def moved(belief: Uniform) -> Uniform:
        return Uniform(times * belief.low + by, times * belief.high + by)

    assert myerson_satterthwaite(moved(seller), moved(buyer)) == pytest.approx(
        times * myerson_satterthwaite(seller, buyer), abs=1e-9
    )


def test_no_subsidy_where_nothing_is_hidden_or_in_doubt() -> None:
    assert myerson_satterthwaite(Uniform(0, 1), Uniform(1, 2)) == 0
    assert myerson_satterthwaite(Uniform(3, 4), Uniform(1, 2)) == 0
    assert myerson_satterthwaite(0.3, Uniform(0, 1)) == pytest.approx(0, abs=1e-12)
    assert myerson_satterthwaite(Uniform(0, 1), 0.3) == pytest.approx(0, abs=1e-12)


def test_other_beliefs_by_hand() -> None:
    """Seller falling and buyer rising on [0, 1]: the integral of (2t - t²) (1 - t²) is 11/30; two
    normals have no ends, so all that can be gained must be added."""
    seller, buyer = Triangular(0, 0, 1), Triangular(0, 1, 1)
    assert myerson_satterthwaite(seller, buyer) == pytest.approx(11 / 30, abs=1e-12)
    both = myerson_satterthwaite(Normal(0, 3), Normal(0, 4))
    assert both == pytest.approx(5 / math.sqrt(2 * math.pi))


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: chatterjee_samuelson(1, 1), "highest", "1")
    refused(lambda: chatterjee_samuelson(math.nan), "lowest")
    refused(lambda: chatterjee_samuelson().bid(1.5), "value", "1.5")
    refused(lambda: chatterjee_samuelson().ask(-1), "cost", "-1")
    refused(lambda: myerson_satterthwaite(math.nan), "nan")
