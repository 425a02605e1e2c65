"""Bridges over a gap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Normal, Uniform
from unstuck.analysis.zopa import cheapest_bridge, zopa

amounts = st.floats(-1000, 1000)
spreads = st.one_of(st.just(0.0), st.floats(0.01, 100))


def test_a_gap_between_certain_limits_can_only_be_bridged_by_something_new() -> None:
    bridge = cheapest_bridge(320, 300)
    assert bridge.gap == bridge.new_issue_worth == 20
    ways = {move.name: (move.seller_by, move.buyer_by) for move in bridge.moves}
    assert ways == {"half each": (10, 10), "seller alone": (20, 0), "buyer alone": (0, 20)}
    assert all(move.stretch is None for move in bridge.moves)
    assert bridge.still_open(15, 5) == 0
    assert bridge.still_open(-5, 15) == 10


def test_the_less_sure_side_moves_more() -> None:
    """Seller 120 ± 10, buyer 100 ± 30: a quarter and three quarters ask half a deviation each."""
    bridge = cheapest_bridge(Normal(120, 10), Normal(100, 30))
    best = bridge.moves[0]
    assert best.name == "by uncertainty"
    assert (best.seller_by, best.buyer_by) == pytest.approx((5, 15))
    assert (best.seller_stretch, best.buyer_stretch) == pytest.approx((0.5, 0.5))
    assert bridge.meeting_price == pytest.approx(115)
    half = next(move for move in bridge.moves if move.name == "half each")
    assert (half.seller_stretch, half.buyer_stretch) == pytest.approx((1, 1 / 3))


def test_who_is_certain_stays() -> None:
    bridge = cheapest_bridge(320, Uniform(280, 320))
    assert bridge.moves[0].name == "buyer alone"
    assert bridge.moves[0].seller_stretch == 0
    assert bridge.moves[-1].stretch is None
    assert bridge.meeting_price == 320


@given(amounts, spreads, amounts, spreads)
def test_every_way_closes_the_gap_and_none_is_easier_than_the_first(
    seller: float, seller_sd: float, buyer: float, buyer_sd: float
) -> None:
    bridge = cheapest_bridge(Normal(seller, seller_sd), Normal(buyer, buyer_sd))
    assert bridge.gap == pytest.approx(max(0.0, seller - buyer))
    assert (bridge.moves == ()) == (bridge.gap == 0)
    for move in bridge.moves:
        assert move.seller_by >= 0
        assert move.buyer_by >= 0
        met = zopa(seller - move.seller_by, buyer + move.buyer_by)
        assert met.width == pytest.approx(0, abs=1e-9)
        if move.stretch is not None and bridge.moves[0].stretch is not None:
            assert move.stretch >= bridge.moves[0].stretch
    if bridge.moves and seller_sd + buyer_sd > 0:
        # Of all splits of the gap, the least largest stretch is the gap over both deviations.
        assert bridge.moves[0].stretch == pytest.approx(bridge.gap / (seller_sd + buyer_sd))


def test_no_gap_needs_no_bridge() -> None:
    bridge = cheapest_bridge(Uniform(80, 120), 100)
    assert (bridge.gap, bridge.moves, bridge.new_issue_worth) == (0, (), 0)
    assert bridge.meeting_price is None


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: cheapest_bridge(float("nan"), 1), "nan")
    refused(lambda: cheapest_bridge(1, True), "True")
    refused(lambda: cheapest_bridge(2, 1).still_open(float("inf"), 0), "seller")
