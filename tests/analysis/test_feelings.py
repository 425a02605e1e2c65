"""Four feelings about a negotiation (Curhan, Elfenbein and Xu 2006)."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.feelings import LOW, Feelings

felt = st.none() | st.integers(1, 7).map(float)
feelings = st.builds(Feelings, felt, felt, felt, felt)


def test_what_was_not_said_counts_neither_way() -> None:
    assert Feelings().known == {}
    assert Feelings().low == ()
    assert not Feelings(process=1).beside_the_terms


def test_good_terms_and_a_bad_process_are_named() -> None:
    told = Feelings(terms=7, oneself=5, process=2, relationship=1)
    assert told.low == ("relationship", "process")
    assert told.beside_the_terms


def test_bad_terms_hide_nothing() -> None:
    assert not Feelings(terms=2, process=1).beside_the_terms


@given(feelings)
def test_the_lowest_comes_first(told: Feelings) -> None:
    values = [told.known[name] for name in told.low]
    assert values == sorted(values)
    assert all(value <= LOW for value in values)
    assert len(told.low) == sum(value <= LOW for value in told.known.values())


def test_the_scale_ends_at_seven(refused: Callable[..., None]) -> None:
    refused(lambda: Feelings(process=8), "process", "8")
    refused(lambda: Feelings(terms=0), "terms", "1 or more")
