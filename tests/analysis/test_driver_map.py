"""Where a cause lies (Kelley 1967), how a proposal is received (E68), which step comes next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.driver_map import (
    MapStep,
    closed_parts,
    more_deals,
    next_step,
    reception,
    where_it_lies,
)

money = st.floats(0, 1e6)
share = st.floats(0, 1)
answers = st.sampled_from(["yes", "no", "unknown"])


@pytest.mark.parametrize(
    ("others_would", "with_everyone", "place"),
    [
        ("yes", "yes", "situation"),  # high consensus: not the person
        ("yes", "no", "situation"),
        ("yes", "unknown", "situation"),
        ("no", "yes", "person"),  # low consensus, low distinctiveness
        ("no", "no", "between"),  # low consensus, high distinctiveness
        ("no", "unknown", "open"),
        ("unknown", "yes", "open"),
        ("unknown", "unknown", "open"),
    ],
)
def test_consensus_comes_first_then_distinctiveness(
    others_would: str, with_everyone: str, place: str
) -> None:
    assert where_it_lies(others_would, with_everyone) == place


@given(answers)
def test_what_everybody_would_do_is_never_put_down_to_the_person(with_everyone: str) -> None:
    assert where_it_lies("yes", with_everyone) == "situation"


@given(money, share, st.floats(-1e6, 1e6))
def test_a_proposal_taken_from_the_other_side_is_taken_from_anybody(
    worth: float, discount: float, limit: float
) -> None:
    from_them = reception(worth, discount, limit)
    on_its_merits = reception(worth, 0, limit)
    if from_them == "whoever":
        assert on_its_merits == "whoever"
    if on_its_merits == "nobody":
        assert from_them == "nobody"


@pytest.mark.parametrize(
    ("discount", "limit", "told"),
    [(0.1, 900, "whoever"), (0.2, 900, "only another"), (0.2, 1001, "nobody")],
)
def test_the_discount_alone_can_sink_a_proposal(discount: float, limit: float, told: str) -> None:
    assert reception(1000, discount, limit) == told


def test_the_rates_of_galinsky_and_others_2008() -> None:
    """76 % told to think, 54 % told to feel, 39 % told to mind their own role (E15)."""
    assert more_deals(100, 0.76, 0.39) == 37
    assert more_deals(100, 0.54, 0.39) == 15
    assert more_deals(100, 0.39, 0.76) == -37


@given(st.floats(0, 1e6), share, share)
def test_more_deals_one_way_are_fewer_the_other(pairs: float, one: float, other: float) -> None:
    assert more_deals(pairs, one, other) == pytest.approx(-more_deals(pairs, other, one))
    assert abs(more_deals(pairs, one, other)) <= pairs + 1e-6


def test_the_steps_open_in_the_order_see_guess_test_answer() -> None:
    written = {"seen": "x", "signs": 1, "driver": "identity", "thought": "x", "test": "x"}
    empty = {"seen": " ", "signs": 0, "driver": "", "thought": "", "test": "", "answer": ""}
    order = ["seen", "signs", "driver", "thought", "test"]
    steps = [
        next_step(**{**empty, **{name: written[name] for name in order[:done]}})  # type: ignore[arg-type]
        for done in range(len(order) + 1)
    ]
    assert steps == list(MapStep)[:-1]
    assert next_step(**{**empty, **written, "answer": "x"}) is MapStep.DONE  # type: ignore[arg-type]


def test_the_parts_wait_for_one_another() -> None:
    assert closed_parts(seen="", driver="identity", test="x") == ("why", "test", "answer")
    assert closed_parts(seen="x", driver="", test="x") == ("test", "answer")
    assert closed_parts(seen="x", driver="identity", test=" ") == ("answer",)
    assert closed_parts(seen="x", driver="identity", test="x") == ()


def test_what_cannot_be_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: where_it_lies("perhaps", "no"), "perhaps", "unknown")
    refused(lambda: reception(100, 1.2, 50), "The discount")
    refused(lambda: reception(-1, 0.2, 50), "The worth")
    refused(lambda: more_deals(10, 0.5, -0.1), "The share to compare with")
