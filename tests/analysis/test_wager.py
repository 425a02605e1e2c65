"""A term that depends on an event: who is paid, and what each expects by its own belief."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.wager import wager

chances = st.floats(0, 1)
amounts = st.floats(0, 1e6)


def test_the_joiner_and_the_museum() -> None:
    """0.9 of 6,000 less 0.1 of 20,000, and 0.4 of 20,000 less 0.6 of 6,000, by hand."""
    found = wager(0.6, 0.9, 6_000, 20_000)
    assert (found.hopeful, found.yours, found.theirs) == ("them", 4_400, 3_400)
    assert found.together == 7_800
    assert found.helps_both
    assert found.between == pytest.approx((9_000, 54_000))
    assert found.worst == (6_000, 20_000)


@given(chances, amounts, amounts)
def test_who_agree_on_the_future_can_make_nothing_of_it(
    chance: float, so: float, no: float
) -> None:
    found = wager(chance, chance, so, no)
    assert found.hopeful == ""
    assert found.together == pytest.approx(0, abs=1e-3)
    assert not found.helps_both or found.together > 0


@given(chances, chances, amounts, amounts)
def test_changing_chairs_changes_names_and_nothing_else(
    mine: float, theirs: float, so: float, no: float
) -> None:
    here, there = wager(mine, theirs, so, no), wager(theirs, mine, so, no)
    assert here.together == pytest.approx(there.together, abs=1e-3)
    if mine != theirs:
        assert (here.yours, here.theirs) == pytest.approx((there.theirs, there.yours), abs=1e-3)
        assert {here.hopeful, there.hopeful} == {"you", "them"}


@given(chances, chances, amounts, amounts)
def test_what_both_expect_together_comes_from_the_difference_of_their_chances(
    mine: float, theirs: float, so: float, no: float
) -> None:
    found = wager(mine, theirs, so, no)
    assert found.together == pytest.approx(abs(mine - theirs) * (so + no), rel=1e-6, abs=1e-3)


def test_payments_between_the_two_ends_help_both_and_beyond_them_not() -> None:
    low, high = wager(0.6, 0.9, 6_000, 20_000).between or (0, 0)
    assert wager(0.6, 0.9, 6_000, low + 1).helps_both
    assert wager(0.6, 0.9, 6_000, high - 1).helps_both
    assert not wager(0.6, 0.9, 6_000, low - 1).helps_both
    assert not wager(0.6, 0.9, 6_000, high + 1).helps_both


def test_a_chance_above_one_and_a_negative_payment_are_refused(
    refused: Callable[..., None],
) -> None:
    refused(lambda: wager(1.2, 0.5, 1, 1), "The chance that you see", "lower it")
    refused(lambda: wager(0.5, -0.1, 1, 1), "The chance that they see", "raise it")
    refused(lambda: wager(0.5, 0.6, -1, 1), "payment if it happens", "raise it")
