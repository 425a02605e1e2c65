"""An equal split of what is needed in full or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.halving import needs_met

amounts = st.floats(0, 1e3)


@pytest.mark.parametrize(
    ("total", "needs", "met"), [(8, [4, 4], 2), (8, [5, 3], 1), (8, [5, 5], 0), (0.3, [0.15], 1)]
)
def test_a_half_meets_the_needs_that_it_is_long_enough_for(
    total: float, needs: list[float], met: int
) -> None:
    assert needs_met(total, needs) == met


@given(amounts, st.lists(amounts, min_size=1, max_size=4), st.floats(0, 100))
def test_more_to_share_never_meets_fewer_needs(
    total: float, needs: list[float], more: float
) -> None:
    assert 0 <= needs_met(total, needs) <= needs_met(total + more, needs) <= len(needs)


def test_no_needs_and_negative_amounts_are_refused(refused: Callable[..., None]) -> None:
    refused(lambda: needs_met(3, []), "at least one need", "add one")
    refused(lambda: needs_met(-3, [1]), "What there is to share", "raise it")
    refused(lambda: needs_met(3, [1, -1]), "Need 2", "raise it")
