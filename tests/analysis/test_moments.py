"""Where tension turned, and which moves landed otherwise than they were meant."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.moments import Moment, read_timeline, rises, turning_point

tensions = st.lists(st.floats(0, 10), max_size=8)


def test_the_loudest_moment_need_not_be_the_one_that_turned_the_talks() -> None:
    # The agent and the couple (Weiss 2025): one sentence, then they leave.
    marks = [2, 4, 6, 9, 10]
    assert rises(marks) == (2, 2, 3, 1)
    assert turning_point(marks) == 3
    assert marks[3] < max(marks)


@given(tensions)
def test_rises_lead_from_the_first_mark_to_the_last(marks: list[float]) -> None:
    steps = rises(marks)
    assert len(steps) == max(0, len(marks) - 1)
    if marks:
        assert math.isclose(marks[0] + math.fsum(steps), marks[-1], abs_tol=1e-9)


@given(tensions)
def test_no_other_moment_rose_more_than_the_turn(marks: list[float]) -> None:
    turn = turning_point(marks)
    if turn is None:
        assert sorted(marks, reverse=True) == marks
    else:
        rise = marks[turn] - marks[turn - 1]
        assert rise > 0
        assert all(marks[n] - marks[n - 1] < rise for n in range(1, turn))
        assert all(marks[n] - marks[n - 1] <= rise for n in range(turn + 1, len(marks)))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=6), st.integers(0, 5))
def test_marking_everything_tenser_by_the_same_moves_no_turn(marks: list[int], more: int) -> None:
    assert turning_point([mark + more for mark in marks]) == turning_point(marks)


def test_intent_and_impact_are_kept_apart() -> None:
    timeline = read_timeline(
        [
            Moment(name="advice", fit="no", tension=3),
            Moment(name="silence", tension=3),
            Moment(name="apology", fit="yes", tension=1),
        ]
    )
    assert (timeline.misread, timeline.unasked) == ((0,), (1,))
    assert (timeline.turn, timeline.turned, timeline.rise) == (None, (), 0)


def test_a_moment_is_told_once_it_says_when_what_and_how_it_landed() -> None:
    assert not Moment(name="Monday", you="Named a price").told
    assert Moment(name="Monday", you="Named a price", landed="as an insult").told
    assert Moment(name="Monday", they="Laughed", landed="as scorn").told
    assert not Moment(tension=9).begun


@pytest.mark.parametrize("mark", [-1, 10.5, math.nan, "hot"])
def test_a_tension_off_the_scale_is_refused(mark: object, refused: Callable[..., None]) -> None:
    refused(lambda: rises([1, mark]), "The tension of a moment")  # type: ignore[list-item]
