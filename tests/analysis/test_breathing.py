"""The arithmetic of a breath."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.breathing import Rhythm

SECONDS = st.floats(0.5, 20)


def test_four_in_and_six_out_are_six_a_minute() -> None:
    rhythm = Rhythm(4, 6)
    assert (rhythm.each_minute, rhythm.breaths(1), rhythm.breaths(2.5)) == (6, 6, 15)
    assert rhythm.slow


def test_ten_a_minute_is_not_below_ten() -> None:
    assert not Rhythm(3, 3).slow
    assert Rhythm(3, 3.1).slow


@given(SECONDS, SECONDS)
def test_a_wave_ends_with_its_minute_and_turns_at_full_and_empty(inside: float, out: float) -> None:
    wave = Rhythm(inside, out).wave(60)
    assert wave[0] == (0, 0)
    assert wave[-1][0] == pytest.approx(60)
    assert all(0 <= full <= 1 for _, full in wave)
    assert {full for _, full in wave[:-1]} <= {0.0, 1.0}
    assert [second for second, _ in wave] == sorted(second for second, _ in wave)


@given(SECONDS, SECONDS, st.floats(1, 10))
def test_whole_breaths_fit_and_one_more_would_not(inside: float, out: float, long: float) -> None:
    rhythm = Rhythm(inside, out)
    count = rhythm.breaths(long)
    assert count * rhythm.seconds <= long * 60 * (1 + 1e-9)
    assert (count + 1) * rhythm.seconds > long * 60 * (1 - 1e-9)


@pytest.mark.parametrize("seconds", [0, -1, 61, float("nan")])
def test_a_breath_that_nobody_takes_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="breathing out must be"):
        Rhythm(4, seconds)
