"""Paths of concessions: what steps say, where they lead, who stops where."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Uniform
from unstuck.analysis.concessions import (
    FARTHEST,
    concessions,
    next_offer,
    next_ratio,
    room_used,
    says_yes,
    walk,
    way_to_target,
)

amounts = st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=8)


def test_halving_steps_add_up_to_twice_the_first() -> None:
    """The geometric series 1000 + 500 + 250 + … is 2000."""
    path = walk([0, 1000, 1500], "buyer")
    assert (path.steps, path.conceded, path.ratio) == ((1000, 500), 1500, 0.5)
    assert path.end == pytest.approx(2000)
    assert walk([5000, 4000, 3500], "seller").end == pytest.approx(3000)


@pytest.mark.parametrize(
    ("offers", "trend"),
    [
        ([], "silent"),
        ([None, None], "silent"),
        ([100], "opened"),
        ([100, None], "opened"),
        ([100, 120], "one"),
        ([100, 120, 130], "shrinking"),
        ([100, 110, 130], "growing"),
        ([100, 120, 139], "even"),
        ([100, 115, 125, 135], "even"),
        ([100, 120, 130, 160], "uneven"),
        ([100, 120, 120], "still"),
        ([100, 120, 110], "back"),
        ([100, 120, 120, 130], "uneven"),
    ],
)
def test_steps_have_a_name(offers: list[float | None], trend: str) -> None:
    assert walk(offers, "buyer").trend == trend
    assert walk([None if x is None else -x for x in offers], "seller").trend == trend


def test_a_silent_round_repeats_the_offer_and_a_silent_start_is_no_offer() -> None:
    path = walk([None, 100, None, 120, None], "buyer")
    assert path.offers == ((1, 100), (2, 100), (3, 120))
    assert path.steps == (0, 20)


def test_the_roaster_by_hand() -> None:
    """21,300 - 400 = 20,900 and 18,200 + 700 · 0.7 / 0.3 = 19,833: they rest 1,067 apart."""
    dance = concessions(
        [15_000, 16_500, 17_500, 18_200],
        [24_000, 22_500, 21_700, 21_300],
        "buyer",
        your_limit=21_000,
        their_limit=18_500,
        deadline=6,
    )
    assert dance.them.end == pytest.approx(20_900)
    assert dance.you.end == pytest.approx(18_200 + 700 * 0.7 / 0.3)
    assert dance.meeting is None
    assert dance.apart == pytest.approx(20_900 - (18_200 + 700 * 0.7 / 0.3), abs=0.01)
    assert (dance.gap, dance.middle, dance.opening_middle) == (3_100, 19_750, 19_500)
    assert dance.exchange == pytest.approx(2_700 / 3_200)
    assert (dance.in_time, dance.needed) == (False, pytest.approx(3_100 / 3))
    assert dance.gap_at_deadline == pytest.approx(20_950 - 19_273.1)


@given(
    st.floats(0, 1e5),
    st.lists(st.floats(1, 1e3), min_size=1, max_size=5),
)
def test_two_mirror_images_meet_in_the_middle_of_their_openings(
    gap: float, steps: list[float]
) -> None:
    """Whatever the pattern, symmetry leaves no other point."""
    low = [0.0]
    for step in steps:
        low.append(low[-1] + step)
    top = 2 * low[-1] + gap + 1
    dance = concessions(low, [top - x for x in low], "buyer")
    assert dance.opening_middle == pytest.approx(top / 2)
    assert dance.middle == pytest.approx(top / 2)
    if dance.meeting is not None:
        assert dance.meeting.price == pytest.approx(top / 2)
    else:
        assert dance.apart is not None and dance.apart > 0


@given(amounts, amounts, st.floats(0, 1e6), st.floats(0, 1e6), st.integers(0, 60))
def test_changing_chairs_changes_only_the_names(
    yours: list[float | None],
    theirs: list[float | None],
    mine: float,
    other: float,
    deadline: int,
) -> None:
    one = concessions(yours, theirs, "buyer", your_limit=mine, their_limit=other, deadline=deadline)
    two = concessions(
        theirs, yours, "seller", your_limit=other, their_limit=mine, deadline=deadline
    )
    assert (one.you, one.them) == (two.them, two.you)
    assert (one.gap, one.meeting, one.apart) == (two.gap, two.meeting, two.apart)
    assert (one.your_stop, one.in_time) == (two.their_stop, two.in_time)


@given(amounts, amounts, st.floats(0, 1e6), st.floats(0, 1e6))
def test_nobody_is_carried_past_a_limit_or_away_from_the_other(
    yours: list[float | None], theirs: list[float | None], mine: float, other: float
) -> None:
    dance = concessions(yours, theirs, "buyer", your_limit=mine, their_limit=other)
    up = [amount for _, amount in dance.ahead_you]
    down = [amount for _, amount in dance.ahead_them]
    assert all(a <= b + 1e-6 for a, b in pairwise(up))
    assert all(a >= b - 1e-6 for a, b in pairwise(down))
    assert all(amount <= max(mine, up[0]) + 1e-6 for amount in up)
    assert all(amount >= min(other, down[0]) - 1e-6 for amount in down)
    if dance.gap is not None:
        assert (dance.meeting is None) == (dance.apart is not None)
    if dance.meeting is not None:
        assert dance.round <= dance.meeting.at <= dance.meeting.round <= dance.round + FARTHEST


def test_even_steps_against_shrinking_ones_pay_for_the_meeting() -> None:
    dance = concessions(
        [15_000, 16_500, 17_500, 18_500],
        [24_000, 22_500, 21_700, 21_300],
        "buyer",
        your_limit=21_000,
    )
    assert dance.meeting is not None
    assert dance.meeting.round == 6
    assert 20_900 < dance.meeting.price < 21_000


def test_offers_that_have_met_need_no_projection() -> None:
    dance = concessions([100, 150], [200, 150], "buyer", deadline=1)
    assert dance.meeting is not None
    assert (dance.meeting.reached, dance.meeting.price, dance.in_time) == (True, 150, True)
    assert dance.ahead_you == dance.ahead_them == ()


def test_who_moves_alone_bids_against_himself() -> None:
    alone = concessions([100, 110, 120, 130], [200, 190, 190, None], "buyer")
    assert alone.unanswered == 2
    assert concessions([100, 110], [200, 190], "buyer").unanswered == 0


def test_a_limit_stops_a_path_and_the_clock_may_stop_both() -> None:
    dance = concessions([100, 110], [200, 190], "buyer", your_limit=125, deadline=4)
    assert dance.your_stop == 3
    assert dance.meeting is not None and dance.meeting.price == pytest.approx(125)
    assert dance.in_time is False
    assert dance.gap_at_deadline == pytest.approx(160 - 125)
    over = concessions([100, 110], [200, 190], "buyer", deadline=1)
    assert (over.in_time, over.gap_at_deadline, over.needed) == (False, 80, None)


def test_one_side_alone_has_no_gap() -> None:
    dance = concessions([100, 110], [None, None], "buyer", deadline=3)
    assert (dance.gap, dance.meeting, dance.apart, dance.in_time) == (None, None, None, None)
    assert dance.round == 1


@given(st.floats(10, 1e4), st.floats(0.01, 0.95))
def test_going_on_offer_by_offer_leads_to_the_end(step: float, ratio: float) -> None:
    offers: list[float | None] = [0.0, step, step + step * ratio]
    end = walk(offers, "buyer").end
    for _ in range(400):
        offers.append(next_offer(offers[-3:], "buyer"))
    assert end is not None
    assert offers[-1] == pytest.approx(end, rel=1e-3)


def test_the_rule_of_the_next_step() -> None:
    assert next_ratio([]) == 0
    assert next_ratio([5]) == 1
    assert next_ratio([4, 1]) == 0.25
    assert next_ratio([1, 4]) == 1
    assert next_ratio([4, 0]) == 0
    assert next_ratio([4, -1]) == 0
    assert next_ratio([0, 4]) == 1


def test_room_target_and_yes() -> None:
    assert room_used(walk([100, 130], "buyer"), 160) == pytest.approx(0.5)
    assert room_used(walk([100, 130], "buyer"), 100) is None
    assert room_used(walk([], "buyer"), 100) is None
    assert way_to_target(50, "seller", 40, 60) == pytest.approx(0.5)
    assert way_to_target(50, "seller", 60, 40) is None
    assert says_yes(Uniform(40, 60), 45, "seller") == pytest.approx(0.25)
    assert says_yes(Uniform(40, 60), 45, "buyer") == pytest.approx(0.75)
    assert (says_yes(50, 50, "seller"), says_yes(50, 50, "buyer")) == (1, 1)


def test_refusals_name_the_way_out(refused: Callable[..., None]) -> None:
    refused(lambda: next_offer([None], "seller"), "at least one offer", "add the opening")
    refused(lambda: concessions([1], [2], "buyer", deadline=-1), "The deadline", "raise it")
    refused(lambda: walk([float("nan")], "buyer"), "offer of round 0")
    refused(lambda: walk([1], "agent"), "seller")  # type: ignore[arg-type]
