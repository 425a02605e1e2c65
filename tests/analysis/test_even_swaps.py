"""Even swaps (Hammond, Keeney and Raiffa 1998): a price that keeps two offers equally good."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.even_swaps import even_price

amounts = st.floats(-1e6, 1e6)


def test_more_of_what_costs_you_raises_the_price_by_what_it_costs() -> None:
    assert even_price(900, units=2, worth_each=80) == 1_060
    assert even_price(900, units=-1, worth_each=80) == 820
    assert even_price(900, units=2, worth_each=80, role="buyer") == 1_060


@given(amounts, st.integers(-20, 20), st.floats(0, 1e4))
def test_there_and_back_again_is_the_first_price(price: float, units: int, each: float) -> None:
    there = even_price(price, units, each)
    assert even_price(there, -units, each) == pytest.approx(price, abs=1e-6)


def test_what_costs_less_than_nothing_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: even_price(900, 2, -1), "each of them is worth", "raise it")
    refused(lambda: even_price(900, 2, 1, role="broker"), "'broker'")  # type: ignore[arg-type]
