"""Counts over CaSiNo (Chawla and others, 2021) and 62 June strikes (Kennan, 1985).

The totals are those told with the data sets: 1,030 talks, 25 walk-aways, 677 efficient deals of
1,005, satisfaction 2.06 against 4.22; 62 strikes, median 27 days, mean 42.7, longest 216.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.outcomes import endings, spell_after, survival, walk_aways
from unstuck.data import rows

CASINO = rows("casino_outcomes")
STRIKES = [row["duration"] for row in rows("strikes")]
durations = st.lists(st.integers(0, 400), min_size=1, max_size=40)


def test_the_known_totals_of_the_campsite_talks() -> None:
    deal, walked = endings(CASINO, by_priorities=False)
    assert (deal.pairs, walked.pairs, deal.of) == (1005, 25, 1030)
    assert (deal.efficient, walked.efficient) == (677, 0)
    assert walked.share == pytest.approx(0.024, abs=0.0005)
    assert (round(walked.satisfaction, 2), round(deal.satisfaction, 2)) == (2.06, 4.22)


def test_the_groups_add_up_to_the_whole() -> None:
    groups = endings(CASINO)
    assert [group.same for group in groups] == [0, 0, 1, 1, 3, 3]
    assert [group.walked for group in groups] == [False, True] * 3
    for total in endings(CASINO, by_priorities=False):
        alike = [group for group in groups if group.walked is total.walked]
        assert sum(group.pairs for group in alike) == total.pairs
        assert sum(group.efficient for group in alike) == total.efficient


def test_where_all_priorities_are_shared_no_deal_can_waste_anything() -> None:
    same = next(group for group in endings(CASINO) if group.same == 3 and not group.walked)
    assert same.efficient == same.pairs
    assert same.efficient_share == 1


def test_all_who_walked_away_left_a_better_deal() -> None:
    groups = walk_aways(CASINO)
    assert sum(group.pairs for group in groups) == 25
    for group in groups:
        assert group.taken == 2 * 5
        assert 36 <= group.possible <= 42
        assert group.forgone == group.possible - group.taken > 0


def test_the_known_totals_of_the_strikes() -> None:
    lasted = survival(STRIKES)
    assert (lasted.count, lasted.median, lasted.longest) == (62, 27, 216)
    assert round(lasted.mean, 1) == 42.7
    assert lasted.points[0] == (0, 1.0)
    assert lasted.points[-1] == (216, 0.0)


def test_a_survival_curve_by_hand() -> None:
    assert survival([1, 2, 2, 5]).points == ((0, 1.0), (1, 0.75), (2, 0.25), (5, 0.0))
    left = spell_after([1, 2, 2, 5], 1)
    assert (left.left, left.share, left.more) == (3, 0.75, 1.0)
    assert spell_after([1, 2, 2, 5], 5).more is None


@given(durations, st.integers(0, 400))
def test_the_curve_falls_to_nothing_and_agrees_with_every_day(days: list[int], day: int) -> None:
    points = survival(days).points
    assert list(points) == sorted(points, key=lambda point: (point[0], -point[1]))
    assert all(a[1] >= b[1] for a, b in pairwise(points))
    assert points[-1] == (max(days), 0.0)
    at_day = [share for at, share in points if at <= day][-1]
    assert spell_after(days, day).share == at_day


@given(durations.filter(lambda days: min(days) > 0))
def test_before_the_first_day_what_is_to_come_is_the_median(days: list[int]) -> None:
    assert spell_after(days, 0).more == median(days)


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: survival([]), "at least one duration")
    refused(lambda: survival([3, -1]), "duration", "0 or more")
    refused(lambda: spell_after([3], -1), "days that have passed")
