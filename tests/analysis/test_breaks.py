"""Breaks: what fills them, how long they last, and what small groups change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.breaks import (
    BreakUse,
    Doing,
    Stop,
    longest_break,
    minutes_before,
    pairs_of,
    speaking_time,
    split_up,
    spoken,
    timing,
    use_of,
    when_to_stop,
)


def test_the_more_signs_the_sooner() -> None:
    told = [when_to_stop(signs) for signs in range(5)]
    assert told == [Stop.NOT_YET, Stop.SOON, Stop.NOW, Stop.NOW, Stop.NOW]


@pytest.mark.parametrize(
    ("doing", "use"),
    [("together", "helps"), ("elsewhere", "helps"), ("beat", "hurts"), ("brood", "hurts")],
)
def test_each_kind_of_break_as_harinck_and_de_dreu_found_in_2008(doing: str, use: str) -> None:
    assert use_of({Doing(doing)}) == use


@given(st.sets(st.sampled_from(Doing)))
def test_one_bad_filling_spoils_the_break_and_an_empty_one_is_open(doing: set[Doing]) -> None:
    assert use_of(doing | {Doing.BROOD}) is BreakUse.HURTS
    assert (use_of(doing) is BreakUse.OPEN) == (not doing)


@given(st.integers(0, 60))
def test_pairs_are_handshakes(people: int) -> None:
    assert pairs_of(people) == len(list(combinations(range(people), 2)))


@given(st.integers(2, 80), st.integers(2, 40))
def test_groups_hold_everybody_none_is_too_large_and_none_much_smaller(
    people: int, size: int
) -> None:
    split = split_up(people, size)
    assert sum(split.sizes) == people
    assert max(split.sizes) <= size
    assert max(split.sizes) - min(split.sizes) <= 1
    assert split.after == split.within + split.between
    if people > size:
        assert split.after < split.whole


def test_twelve_in_groups_of_four() -> None:
    split = split_up(12, 4)
    assert (split.sizes, split.whole, split.within, split.between) == ((4, 4, 4), 66, 18, 3)


def test_a_group_as_large_as_the_table_changes_nothing() -> None:
    split = split_up(5, 12)
    assert split.sizes == (5,)
    assert split.after == split.whole == 10


def test_time_to_speak_is_shared() -> None:
    assert speaking_time(60, 12) == 5
    with pytest.raises(ValueError, match="1 or more"):
        speaking_time(60, 0)


@given(st.floats(0, 500), st.lists(st.floats(0, 50), max_size=4))
def test_the_longest_break_leaves_just_what_is_needed(left: float, needed: Sequence[float]) -> None:
    rest = longest_break(left, needed)
    assert rest >= 0
    assert rest == 0 or rest + sum(needed) == pytest.approx(left)


def test_a_night_between_two_meetings() -> None:
    told = timing("2026-12-01T16:30", "2026-12-02T10:00", "2026-12-02T18:00", minutes=90)
    assert (told.hours, told.a_day, told.spare, told.late) == (17.5, False, 6.5, None)
    assert told.resume_told == "Wednesday 2 December 2026, 10:00"


def test_a_night_in_which_the_clocks_go_back_has_an_hour_more() -> None:
    # Central European Summer Time ends on the last Sunday of October: 25 October 2026.
    night = ("2026-10-24T20:00", "2026-10-25T08:00")
    assert timing(*night, zone="Europe/Oslo").hours == 13
    assert timing(*night, zone="Africa/Nairobi").hours == 12


def test_a_cooling_off_period_is_a_day_or_longer() -> None:
    assert timing("2026-12-01T10:00", "2026-12-02T10:00").a_day
    assert not timing("2026-12-01T10:01", "2026-12-02T10:00").a_day


def test_a_meeting_that_ends_after_the_deadline_is_late() -> None:
    told = timing("", "2026-12-02T10:00", "2026-12-02T10:30", minutes=60)
    assert (told.hours, told.spare, told.late) == (None, -0.5, 0.5)


def test_what_is_open_stays_open() -> None:
    told = timing()
    assert (told.hours, told.spare, told.late, told.resume_told) == (None, None, None, "")
    assert minutes_before("", 30) == ""


def test_going_on_before_stopping_is_refused() -> None:
    with pytest.raises(ValueError, match=r"stop only at Tuesday 1 December 2026, 16:30; choose"):
        timing("2026-12-01T16:30", "2026-12-01T16:30")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_dates_of_no_use_are_refused(moment: str) -> None:
    with pytest.raises(ValueError, match="must be from 1970 to 2199"):
        timing(resume=moment, zone="Asia/Tokyo")


def test_half_an_hour_before_midnight_passed_is_the_day_before() -> None:
    assert minutes_before("2026-12-01T00:15", 30, "Europe/Oslo") == "2026-11-30T23:45"
    assert spoken("2026-11-30T23:45") == "Monday 30 November 2026, 23:45"
