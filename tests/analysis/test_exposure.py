"""What is left of a fear once a step has been taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.batna import Alternative, expected_value, remaining
from unstuck.analysis.exposure import expected_loss

LOSS, CHANCE, PART = st.floats(0, 1e6), st.floats(0, 1), st.floats(0, 1)


def test_a_deposit_of_twelve_thousand() -> None:
    assert expected_loss(20_000, 0.25) == 5_000
    assert expected_loss(20_000, 0.25, covered=12_000) == 2_000


@given(LOSS, CHANCE, PART)
def test_cover_works_like_a_smaller_loss_and_full_cover_leaves_none(
    loss: float, chance: float, part: float
) -> None:
    covered = expected_loss(loss, chance, covered=loss * part)
    assert 0 <= covered <= expected_loss(loss, chance) + 1e-9
    assert expected_loss(loss, chance, covered=loss) == 0


@given(LOSS, st.sampled_from([0.1, 0.2, 0.25, 0.5]))
def test_it_is_the_mean_of_a_decision_tree(loss: float, chance: float) -> None:
    tree = Alternative("deal", [(chance, -loss), (remaining([chance]), 0)])
    assert expected_loss(loss, chance) == pytest.approx(-expected_value(tree))


@pytest.mark.parametrize(
    ("loss", "chance", "covered"), [(-1, 0.5, 0), (10, 1.1, 0), (10, 0.5, 11), (10, 0.5, -1)]
)
def test_what_cannot_be_is_refused(loss: float, chance: float, covered: float) -> None:
    with pytest.raises(ValueError, match=r"must be .*\.$"):
        expected_loss(loss, chance, covered=covered)
