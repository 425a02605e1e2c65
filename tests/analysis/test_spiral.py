"""What is shared after an impasse (E38), and how strikes follow on strikes (E40)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.spiral import (
    Drift,
    Piece,
    compare_sharing,
    drift,
    strike_risk,
    strike_shift,
)

said = st.sampled_from(["", "shared", "kept"])
pieces = st.lists(
    st.builds(Piece, kind=st.sampled_from(["interest", "fact", "limit"]), last=said, next=said)
)


@pytest.mark.parametrize(
    ("days", "shift"), [(1, (0.1, 0.1)), (14, (0.1, 0.1)), (15, (-0.07, -0.05))]
)
def test_the_figures_of_card_1988(days: float, shift: tuple[float, float]) -> None:
    assert strike_shift(days) == shift


@given(st.floats(0, 1), st.floats(0.1, 400))
def test_a_risk_stays_a_chance_and_moves_as_the_strike_was_long(base: float, days: float) -> None:
    risk = strike_risk(base, days)
    assert 0 <= risk <= 1
    assert risk >= base if days <= 14 else risk <= base


@given(st.integers(0, 20), st.integers(0, 20))
def test_drift_read_backwards_is_the_opposite(last: int, later: int) -> None:
    mirror = {
        Drift.CLOSING: Drift.OPENING,
        Drift.OPENING: Drift.CLOSING,
        Drift.STEADY: Drift.STEADY,
    }
    assert drift(later, last) is mirror[drift(last, later)]


@given(pieces, st.floats(0, 10))
def test_what_is_closed_and_opened_makes_up_the_difference(
    told: list[Piece], belief: float
) -> None:
    sharing = compare_sharing(told, belief)
    assert sharing.next - sharing.last == len(sharing.opened) - len(sharing.closed)
    assert sharing.known <= len(told)
    assert (sharing.drift is Drift.UNKNOWN) == (sharing.known == 0)


@given(pieces)
def test_ones_limit_never_counts(told: list[Piece]) -> None:
    limit = Piece(kind="limit", last="kept", next="shared")
    with_it, without = compare_sharing([limit, *told], 5), compare_sharing(told, 5)
    assert (with_it.last, with_it.next, with_it.drift) == (
        without.last,
        without.next,
        without.drift,
    )
    assert 0 in with_it.limits


def test_the_middle_of_the_scale_parts_sure_from_unsure() -> None:
    assert compare_sharing([], 4.9).unsure
    assert not compare_sharing([], 5).unsure


def test_what_cannot_be_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: compare_sharing([], 11), "How sure you are")
    refused(lambda: drift(-1, 2), "-1")
    refused(lambda: strike_shift(0), "0 days")
    refused(lambda: strike_risk(1.5, 10), "The risk")
