"""Splitting a pie: by a rule, and by offers in turn, with outside options and with an end."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unstuck.analysis.bargaining import nash, rubinstein, split

discounts = st.integers(0, 19).map(lambda n: n / 20)
options = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(
    lambda pair: (pair[0] / 40, pair[1] / 40)
)


def test_splitting_the_difference() -> None:
    assert split(100, (20, 50)) == (35, 65)
    assert split(100, (20, 50), (1, 2)) == (30, 70)
    assert split(100, (20, 50), (0, 1)) == (20, 80)
    assert split(90, (10, 20, 30), (1, 1, 1)) == (20, 30, 40)
    assert split(60, (20, 40)) == (20, 40)
    assert split(100, (-20, 50)) == (15, 85)
    assert split(59, (20, 40)) is None


@given(st.integers(-50, 200), st.tuples(st.integers(-50, 90), st.integers(-50, 90)))
def test_half_the_difference_is_nash(pie: int, alternatives: tuple[int, int]) -> None:
    """Nash 1950: of all divisions of money the one in the middle."""
    shares = split(pie, alternatives)
    ends = [(a, pie - a) for a in (-1000, 1000)]
    point = nash(ends, alternatives, lotteries=True)
    assert shares == (None if point is None else pytest.approx(point))


def test_the_first_to_offer_gains_by_it() -> None:
    """Rubinstein 1982: (1 - d2) / (1 - d1 d2); 1 / (1 + d) for equals."""
    assert rubinstein(0.9, 0.9) == pytest.approx(1 / 1.9)
    assert rubinstein(0.9, 0.5) == pytest.approx(0.5 / 0.55)
    assert rubinstein(0.5, 0.9) == pytest.approx(0.1 / 0.55)
    assert rubinstein(0, 0.4) == pytest.approx(0.6)
    assert rubinstein(0.4, 0) == 1
    assert rubinstein(1, 0.4) == 1
    assert rubinstein(0.4, 1) == 0


def test_short_periods_divide_by_patience() -> None:
    """As periods shrink the shares go to r2 : r1, whoever begins (Binmore, Rubinstein and
    Wolinsky 1986)."""
    period, rates = 1e-6, (0.02, 0.06)
    first, second = (math.exp(-rate * period) for rate in rates)
    assert rubinstein(first, second) == pytest.approx(0.06 / 0.08, abs=1e-6)
    assert 1 - rubinstein(second, first) == pytest.approx(0.06 / 0.08, abs=1e-6)


def test_an_outside_option_counts_only_if_it_is_better() -> None:
    """Binmore, Shaked and Sutton 1989: a pie of 7 and d = 0.9; an option of 2 is no threat, one of
    4 gives its owner just that."""
    alone = rubinstein(0.9, 0.9)
    assert 1 - alone == pytest.approx(0.9 / 1.9)
    assert rubinstein(0.9, 0.9, outside=(0, 2 / 7)) == alone
    assert rubinstein(0.9, 0.9, outside=(0, 4 / 7)) == pytest.approx(3 / 7)


@pytest.mark.parametrize(
    ("outside", "share"),
    [
        ((0.2, 0.25), (1 - 0.8) / (1 - 0.9 * 0.8)),
        ((0.1, 0.6), 1 - 0.6),
        ((0.75, 0.1), 1 - 0.8 + 0.8 * 0.75),
        ((0.45, 0.55), 1 - 0.55),
    ],
)
def test_the_four_cases_of_outside_options(outside: tuple[float, float], share: float) -> None:
    """Muthoo 1999, proposition 5.1, with d1 = 0.9, d2 = 0.8: none binds, the second's, the
    first's, both."""
    assert rubinstein(0.9, 0.8, outside=outside) == pytest.approx(share)


@given(discounts, discounts, options)
def test_no_side_is_better_off_waiting_or_leaving(
    first: float, second: float, outside: tuple[float, float]
) -> None:
    """The conditions of the equilibrium: who hears an offer gets just what is best otherwise."""
    mine = rubinstein(first, second, outside=outside)
    theirs = rubinstein(second, first, outside=(outside[1], outside[0]))
    assert 1 - mine == pytest.approx(max(second * theirs, outside[1]))
    assert 1 - theirs == pytest.approx(max(first * mine, outside[0]))
    assert mine >= outside[0] - 1e-12


def test_with_an_end_by_hand() -> None:
    """Ståhl 1972, worked back from the end: take it or leave it, then 1 - d2, 1 - d2 (1 - d1)."""
    assert rubinstein(0.9, 0.8, rounds=1) == 1
    assert rubinstein(0.9, 0.8, rounds=2) == pytest.approx(1 - 0.8)
    assert rubinstein(0.9, 0.8, rounds=3) == pytest.approx(1 - 0.8 * (1 - 0.9))
    assert rubinstein(1, 1, rounds=7) == 1
    assert rubinstein(1, 1, rounds=8) == 0
    assert rubinstein(0.9, 0.8, outside=(0.3, 0.25), rounds=1) == 0.75
    assert rubinstein(0.9, 0.8, outside=(0.3, 0.25), rounds=2) == pytest.approx(1 - 0.8 * 0.7)


@given(discounts, discounts, options, st.integers(600, 601))
def test_a_far_end_is_no_end(
    first: float, second: float, outside: tuple[float, float], rounds: int
) -> None:
    assert rubinstein(first, second, outside=outside, rounds=rounds) == pytest.approx(
        rubinstein(first, second, outside=outside), abs=1e-9
    )


@given(discounts, discounts, discounts, options)
def test_patience_pays(
    first: float, second: float, other: float, outside: tuple[float, float]
) -> None:
    assume(other >= first)
    before = rubinstein(first, second, outside=outside)
    assert rubinstein(other, second, outside=outside) >= before - 1e-12
    assert (
        rubinstein(second, first, outside=outside)
        >= rubinstein(second, other, outside=outside) - 1e-12
    )


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: split(math.nan, (1, 2)), "pie")
    refused(lambda: split(10, (1, math.inf)), "Alternative 2")
    refused(lambda: split(10, (1, 2), (1, -1)), "Weight 2")
    refused(lambda: split(10, (1, 2), (0, 0)), "weights")
    refused(lambda: split(10, (1, 2, 3)), "3 parties", "not 2")
    refused(lambda: split(10, (1,), (1,)), "two alternatives")
    refused(lambda: rubinstein(1.1, 0.9), "first side's discount", "1.1")
    refused(lambda: rubinstein(0.9, -0.1), "second side's discount")
    refused(lambda: rubinstein(1, 1), "rounds")
    refused(lambda: rubinstein(0.9, 0.9, outside=(0.6, 0.5)), "1.1")
    refused(lambda: rubinstein(0.9, 0.9, outside=(-0.1, 0.5)), "first side's outside")
    refused(lambda: rubinstein(0.9, 0.9, outside=(0,)), "two outside options")
    refused(lambda: rubinstein(0.9, 0.9, rounds=0), "rounds")
    refused(lambda: rubinstein(0.9, 0.9, rounds=1.5), "whole")  # type: ignore[arg-type]
    refused(lambda: rubinstein(0.9, 0.9, rounds=2_000_000), "rounds")
