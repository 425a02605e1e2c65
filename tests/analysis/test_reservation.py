"""Reservation prices: at the price returned, deal and BATNA leave the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.reservation import reservation_price

amounts = st.floats(-1e6, 1e6)
extras = st.floats(0, 1e5)


def test_a_seller_adds_what_the_deal_costs_and_takes_off_what_it_brings() -> None:
    assert reservation_price(9000, role="seller", deal_cost=400, deal_benefit=150) == 9250


def test_a_buyer_who_can_have_the_same_elsewhere_pays_no_more_than_there() -> None:
    """Whatever the thing is worth, it cancels: the other shop's price is the limit."""
    for worth in (340, 500, 5000):
        assert reservation_price(worth - 300, role="buyer", worth=worth) == 300
    assert reservation_price(40, role="buyer", worth=340, deal_cost=25, deal_benefit=5) == 280


def test_a_buyer_without_alternative_pays_up_to_the_worth() -> None:
    assert reservation_price(0, role="buyer", worth=120) == 120


@given(amounts, extras, extras)
def test_at_the_limit_the_seller_is_indifferent(batna: float, cost: float, gain: float) -> None:
    price = reservation_price(batna, role="seller", deal_cost=cost, deal_benefit=gain)
    left_by_the_deal = price - cost + gain
    assert left_by_the_deal == pytest.approx(batna, abs=1e-6)


@given(amounts, amounts, extras, extras)
def test_at_the_limit_the_buyer_is_indifferent(
    batna: float, worth: float, cost: float, gain: float
) -> None:
    price = reservation_price(batna, role="buyer", worth=worth, deal_cost=cost, deal_benefit=gain)
    left_by_the_deal = worth - price - cost + gain
    assert left_by_the_deal == pytest.approx(batna, abs=1e-6)


@given(amounts, extras)
def test_a_better_batna_makes_both_harder_to_please(batna: float, better: float) -> None:
    seller = reservation_price(batna + better, role="seller")
    buyer = reservation_price(batna + better, role="buyer", worth=0)
    assert seller >= reservation_price(batna, role="seller")
    assert buyer <= reservation_price(batna, role="buyer", worth=0)


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: reservation_price(1, role="broker"), "'broker'")  # type: ignore[arg-type]
    refused(lambda: reservation_price(1, role="buyer"), "worth")
    refused(lambda: reservation_price(1, role="seller", worth=3), "no worth")
    refused(lambda: reservation_price(float("nan"), role="seller"), "BATNA")
    refused(lambda: reservation_price(1, role="seller", deal_cost=-1), "costs", "-1")
    refused(lambda: reservation_price(1, role="seller", deal_benefit=-1), "brings", "-1")
    refused(lambda: reservation_price(1, role="buyer", worth=float("inf")), "worth")
    refused(lambda: reservation_price(True, role="seller"), "BATNA")
