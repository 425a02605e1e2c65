"""What is drawn is clean, in its range, and fixed by the seed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content.draws import OneOf, Range, shuffled


@given(st.integers(0, 10**6), st.integers(1, 50), st.integers(0, 3), st.integers(-40, 40))
def test_ranges_give_clean_numbers_on_their_steps(
    seed: int, steps: int, places: int, start: int
) -> None:
    step = Decimal(1).scaleb(-places)
    low = step * start
    value = Range(low, low + step * steps, step).drawn(Random(seed))
    assert len(repr(value)) <= 8
    assert low <= Decimal(repr(value)) <= low + step * steps
    assert (Decimal(repr(value)) - low) % step == 0


def test_both_ends_and_every_step_come_up_about_as_often() -> None:
    rng = Random(1)
    line = Range(Decimal("0.1"), Decimal("0.5"), Decimal("0.1"))
    counts = Counter(line.drawn(rng) for _ in range(5000))
    assert sorted(counts) == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert min(counts.values()) > 850


def test_whole_numbers_are_whole() -> None:
    assert isinstance(Range(Decimal(1), Decimal(3), Decimal(1)).drawn(Random(0)), int)


@pytest.mark.parametrize(
    ("low", "high", "step"), [(1, 2, 0), (1, 2, -1), (2, 1, 1), (1, 1, 1), (0, 1, "0.3")]
)
def test_a_range_that_does_not_come_out_even_is_refused(
    low: float, high: float, step: float | str
) -> None:
    with pytest.raises(ValueError, match="choose a step that divides the range"):
        Range(Decimal(low), Decimal(high), Decimal(step))


@pytest.mark.parametrize("options", [(), ("a",), ("a", "a", "b")])
def test_a_list_needs_two_different_options(options: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="at least two options"):
        OneOf(options)


@given(st.lists(st.integers()), st.integers())
def test_shuffling_loses_nothing_and_repeats_itself(items: list[int], seed: int) -> None:
    assert sorted(shuffled(items, Random(seed))) == sorted(items)
    assert shuffled(items, Random(seed)) == shuffled(items, Random(seed))


def test_every_order_comes_up_about_as_often() -> None:
    rng = Random(2)
    counts = Counter(shuffled("abc", rng) for _ in range(6000))
    assert len(counts) == 6
    assert min(counts.values()) > 850
