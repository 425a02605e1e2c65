"""Amounts as exact as a reader can use."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.rounding import readable


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(215047.619, 215048), (99.994, 99.99), (4.6348, 4.63), (0.345, 0.345), (-0.0001, 0)],
)
def test_as_exact_as_a_reader_can_use(amount: float, shown: float) -> None:
    assert readable(amount) == shown
    assert math.copysign(1, readable(amount)) == 1


@given(st.floats(-1e12, 1e12))
def test_never_off_by_more_than_half_a_per_cent_of_a_unit_or_of_itself(amount: float) -> None:
    assert abs(readable(amount) - amount) <= max(0.0005, 0.0051 * abs(amount))
    assert readable(readable(amount)) == readable(amount)


def test_what_is_no_number_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: readable(math.nan), "number", "nan")
