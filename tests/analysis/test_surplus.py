"""Shares of the surplus and the agreement-trap check."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Normal, Uniform
from unstuck.analysis.zopa import shares, trap_check

amounts = st.floats(-1e6, 1e6)


def test_a_price_a_quarter_up_the_zone() -> None:
    at = shares(310, 300, 340)
    assert (at.seller_margin, at.buyer_margin, at.surplus) == (10, 30, 40)
    assert (at.seller_share, at.buyer_share) == (0.25, 0.75)


@given(amounts, amounts, amounts)
def test_margins_always_add_up_to_the_width(price: float, seller: float, buyer: float) -> None:
    at = shares(price, seller, buyer)
    assert at.seller_margin + at.buyer_margin == pytest.approx(at.surplus, abs=1e-8)
    if at.seller_share is None or at.buyer_share is None:
        assert at.seller_margin < 0 or at.buyer_margin < 0 or at.surplus == 0
    else:
        assert at.seller_share + at.buyer_share == pytest.approx(1)
        assert 0 <= at.seller_share <= 1


def test_outside_the_zone_someone_loses_and_there_is_no_share() -> None:
    dear, gap, point = shares(350, 300, 340), shares(320, 340, 300), shares(50, 50, 50)
    assert (dear.seller_margin, dear.buyer_margin, dear.seller_share) == (50, -10, None)
    assert (gap.seller_margin, gap.buyer_margin, gap.buyer_share) == (-20, -20, None)
    assert (point.surplus, point.seller_share) == (0, None)


def test_a_price_worse_than_the_limit_is_a_trap() -> None:
    assert trap_check(290, "seller", 300).is_trap
    assert trap_check(350, "buyer", 340).is_trap
    assert not trap_check(310, "seller", 300).is_trap
    even = trap_check(300, "seller", 300)
    assert (even.margin, even.is_trap, even.chance_worse) == (0, False, 0)


@given(amounts, amounts)
def test_the_check_is_each_sides_margin(price: float, limit: float) -> None:
    at = shares(price, limit, limit)
    assert trap_check(price, "seller", limit).margin == at.seller_margin
    assert trap_check(price, "buyer", limit).margin == at.buyer_margin


def test_an_uncertain_limit_gives_a_chance() -> None:
    assert trap_check(105, "seller", Uniform(100, 120)).chance_worse == pytest.approx(0.75)
    assert trap_check(105, "buyer", Uniform(100, 120)).chance_worse == pytest.approx(0.25)
    assert trap_check(100, "buyer", Normal(100, 9)).chance_worse == pytest.approx(0.5)
    assert trap_check(290, "seller", 300).chance_worse == 1


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: shares(float("nan"), 1, 2), "price")
    refused(lambda: shares(1, float("inf"), 2), "seller's limit")
    refused(lambda: shares(1, 1, True), "buyer's limit")
    refused(lambda: trap_check(1, "broker", 2), "'broker'")  # type: ignore[arg-type]
    refused(lambda: trap_check(float("nan"), "buyer", 2), "price")
