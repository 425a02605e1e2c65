"""Axes hold what they must, with room, and end at round numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Normal, Point, Triangular, Uniform
from unstuck.analysis.frames import frame, legible, widths_frame
from unstuck.analysis.zopa import width_distribution

amounts = st.floats(-1e9, 1e9).map(lambda x: float(f"{x:.6g}"))


@given(st.lists(amounts, min_size=1, max_size=8))
def test_a_frame_holds_every_value_and_is_not_much_wider(values: list[float]) -> None:
    low, high = frame(values)
    assert low <= min(values)
    assert max(values) < high
    span = max(values) - min(values)
    size = max(map(abs, values)) or 1.0
    assert high - low <= span + 4 * max(span / 6, size / 50, 1e-3 if size < 1 else 0) + 1


def test_prices_start_at_nothing_rather_than_below_it() -> None:
    assert frame([0, 100])[0] == 0
    assert frame([1, 2])[0] >= 0
    assert frame([-1, 2])[0] < -1


def test_a_frame_stays_put_while_a_value_moves_a_little() -> None:
    assert frame([60, 80]) == frame([60, 80.2]) == frame([60.3, 80])


@pytest.mark.parametrize("values", [[], [float("nan")], [float("inf")]])
def test_a_frame_of_nothing_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"axis"):
        frame(values)


def test_the_axis_of_widths_reaches_zero_only_if_that_is_near() -> None:
    far = width_distribution(Uniform(0, 1), Point(1000))
    assert widths_frame(far) == (999, 1000)
    near = width_distribution(Triangular(60, 65, 70), Point(75))
    assert widths_frame(near) == (0, 15)
    gap = width_distribution(Point(80), Uniform(60, 75))
    assert widths_frame(gap) == (-20, 0)
    both = width_distribution(Normal(60, 3), Normal(60, 4))
    assert widths_frame(both) == pytest.approx((-20, 20))  # four standard deviations of 5


def test_large_averages_lose_their_cents_and_small_ones_keep_them() -> None:
    assert legible(15066.67) == 15067
    assert legible(-566.67) == -567
    assert legible(16.67) == 16.67
