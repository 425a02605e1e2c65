"""The three reasons to leave, and what they come to."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.prospects import ahead
from unstuck.analysis.walking import (
    CLOSE,
    Standing,
    Way,
    bad_faith,
    choose,
    harmful,
    too_dear,
    way_out,
)

SIGNS = ["", "no", "suspected", "seen"]
WEIGHT = {Standing.UNSEEN: 0, Standing.ABSENT: 0, Standing.TEST: 1, Standing.HOLDS: 2}


@pytest.mark.parametrize(
    ("signs", "asked", "standing"),
    [
        ([""] * 4, "", "not asked yet"),
        (["no"] * 4, "not", "does not hold"),
        (["suspected", "no"], "not", "test it first"),
        (["suspected", "no"], "failed", "test it first"),
        (["suspected", "no"], "held", "does not hold"),
        (["seen", "no"], "not", "test it first"),
        (["seen", "no"], "failed", "holds"),
        (["seen", "no"], "held", "does not hold"),
        (["seen", "seen"], "not", "holds"),
        (["seen", "seen"], "held", "test it first"),
    ],
)
def test_bad_faith_needs_more_than_a_suspicion(signs: list[str], asked: str, standing: str) -> None:
    assert bad_faith(signs, asked) == standing  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", ["", "not", "held", "failed"])
def test_a_stronger_sign_never_weakens_the_reason(asked: str) -> None:
    for rest in itertools.product(SIGNS[1:], repeat=2):
        heavy = [
            WEIGHT[bad_faith([sign, *rest], asked)]  # type: ignore[list-item, arg-type]
            for sign in SIGNS[1:]
        ]
        assert heavy == sorted(heavy)


@pytest.mark.parametrize(
    ("harm", "carry", "other", "gap", "standing"),
    [
        ("", "", "", False, "not asked yet"),
        ("no", "", "", False, "not asked yet"),
        ("no", "yes", "", False, "does not hold"),
        ("some", "yes", "none", False, "test it first"),
        ("no", "doubt", "none", False, "test it first"),
        ("grave", "yes", "untried", False, "test it first"),
        ("grave", "yes", "none", False, "holds"),
        ("no", "no", "none", False, "holds"),
        ("no", "yes", "untried", True, "test it first"),
        ("no", "yes", "none", True, "holds"),
    ],
)
def test_only_the_only_deal_in_reach_is_a_reason(
    harm: str, carry: str, other: str, gap: bool, standing: str
) -> None:
    assert harmful(harm, carry, other, gap=gap) == standing


@given(st.floats(0, 1), st.floats(1, 1e6), st.floats(1, 1e6))
def test_too_dear_is_a_matter_of_what_is_to_come(chance: float, gain: float, cost: float) -> None:
    told = ahead(chance, gain, cost)
    standing = too_dear(told)
    if standing is Standing.HOLDS:
        assert told.bring < cost
    elif standing is Standing.ABSENT:
        assert told.bring >= cost
    else:
        assert abs(chance - cost / gain) <= CLOSE
    assert standing == choose(chance, gain, cost)


def test_what_costs_nothing_is_not_too_dear() -> None:
    assert too_dear(ahead(0, 100, 0)) is Standing.ABSENT
    assert too_dear(None) is Standing.UNSEEN


def test_in_a_gap_one_looks_for_another_issue_before_counting() -> None:
    assert too_dear(ahead(0, 0, 500), untried=True) is Standing.TEST
    assert too_dear(ahead(0, 0, 500)) is Standing.HOLDS


@pytest.mark.parametrize("others", list(itertools.product(Standing, repeat=2)))
def test_one_reason_is_enough_and_none_means_stay(others: tuple[Standing, Standing]) -> None:
    assert way_out([Standing.HOLDS, *others]) is Way.LEAVE
    stays = set(others) == {Standing.ABSENT}
    assert (way_out([Standing.ABSENT, *others]) is Way.STAY) == stays


@pytest.mark.parametrize(
    "call",
    [
        lambda: bad_faith(["perhaps"], "not"),  # type: ignore[list-item]
        lambda: bad_faith(["no"], "often"),  # type: ignore[arg-type]
        lambda: harmful("huge", "yes", "none"),
        lambda: harmful("no", "maybe", "none"),
        lambda: harmful("no", "yes", "some"),
    ],
)
def test_an_unknown_answer_is_refused(call: object) -> None:
    with pytest.raises(ValueError, match="must be one of"):
        call()  # type: ignore[operator]
