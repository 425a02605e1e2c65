"""First answers: intervals against published ones, how sure against how right."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.confidence import (
    EXPECTED,
    FEWEST,
    SURENESS,
    FirstTry,
    Fit,
    Verdict,
    against,
    calibration,
    first_try,
    verdict,
    wilson,
)

# R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
# Medicine 17, 1998, 857-872, table I, method 3 (score, without continuity correction).
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
TRIES = st.builds(
    FirstTry, st.text(max_size=3), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from(SURENESS)
)


def answers(right: int, wrong: int, sure: int) -> list[FirstTry]:
    return [FirstTry("r", 1.0, sure)] * right + [FirstTry("w", 0.0, sure)] * wrong


@pytest.mark.parametrize(("hits", "tries", "low", "high"), NEWCOMBE)
def test_the_interval_is_the_published_one(hits: int, tries: int, low: float, high: float) -> None:
    assert wilson(hits, tries) == pytest.approx((low, high), abs=5e-5)


@given(COUNTS)
def test_an_interval_holds_its_share_mirrors_and_narrows(counts: tuple[int, int]) -> None:
    hits, tries = counts
    low, high = wilson(hits, tries)
    assert 0 <= low <= hits / tries <= high <= 1
    assert low < high
    mirrored = wilson(tries - hits, tries)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high))
    more = wilson(4 * hits, 4 * tries)
    assert more[1] - more[0] < high - low


def test_nothing_tried_leaves_everything_open() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("hits", "tries", "says"),
    [(3, 2, "you have 3"), (-1, 2, "-1"), (1.5, 2, "1.5"), (True, 1, "True")],
)
def test_impossible_counts_are_refused(hits: Any, tries: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        wilson(hits, tries)


GOOD = {"seed": 4, "answer": 2, "sure": 3, "score": 1, "first": {"score": 0.5, "sure": 2}}


def test_it_is_the_first_answer_that_counts_and_not_the_last() -> None:
    assert first_try("q", GOOD) == FirstTry("q", 0.5, 2)


@pytest.mark.parametrize(
    "first",
    [
        None,
        [],
        {},
        {"score": None, "sure": 1},
        {"score": 1},
        {"score": 1.01, "sure": 1},
        {"score": -0.1, "sure": 1},
        {"score": float("nan"), "sure": 1},
        {"score": True, "sure": 1},
        {"score": "1", "sure": 1},
        {"score": 1, "sure": 0},
        {"score": 1, "sure": 4},
        {"score": 1, "sure": True},
        {"score": 1, "sure": 1.0},
        {"score": 1, "sure": [1]},
    ],
)
def test_what_can_be_no_first_answer_is_none(first: Any) -> None:
    assert first_try("q", {**GOOD, "first": first}) is None


@given(st.recursive(st.none() | st.floats() | st.text(), lambda x: st.dictionaries(st.text(), x)))
def test_anything_may_lie_in_the_store(entry: Any) -> None:
    told = first_try("q", entry)
    assert told is None or told.sure in SURENESS


def test_what_the_words_promise_covers_all_shares_without_overlap() -> None:
    bands = [EXPECTED[sure] for sure in SURENESS]
    assert bands[0][0] == 0 and bands[-1][1] == 1
    assert all(one[1] == next_[0] for one, next_ in pairwise(bands))


@pytest.mark.parametrize(
    ("told", "fits", "verdict_"),
    [
        ([], ["few", "few", "few"], Verdict.FEW),
        (answers(4, 0, 3), ["few", "few", "few"], Verdict.FEW),
        (answers(12, 12, 3), ["few", "few", "below"], Verdict.OVER),
        (answers(20, 0, 1), ["above", "few", "few"], Verdict.UNDER),
        (answers(20, 0, 1) + answers(3, 17, 2), ["above", "below", "few"], Verdict.MIXED),
        (answers(15, 5, 2) + answers(20, 0, 3), ["few", "within", "within"], Verdict.FITS),
    ],
)
def test_over_and_underconfidence_go_by_the_whole_interval(
    told: list[FirstTry], fits: list[str], verdict_: Verdict
) -> None:
    levels = calibration(told)
    assert [str(level.fit) for level in levels] == fits
    assert verdict(levels) == verdict_


def test_a_partly_right_answer_is_not_right() -> None:
    assert calibration([FirstTry("q", 0.99, 3)])[2].right == 0
    assert calibration([FirstTry("q", 1.0, 3)])[2].right == 1


@given(st.lists(TRIES, max_size=40))
def test_levels_share_out_all_answers(told: list[FirstTry]) -> None:
    levels = calibration(told)
    assert sum(level.tries for level in levels) == len(told)
    assert sum(level.right for level in levels) == sum(one.right for one in told)
    for level in levels:
        assert (level.share is None) == (level.tries == 0)
        assert (level.fit == Fit.FEW) == (level.tries < FEWEST)


def test_a_forecast_is_held_against_the_interval() -> None:
    level = calibration(answers(12, 12, 3))[2]
    assert against(0.95, level) == Fit.BELOW
    assert against(0.5, level) == Fit.WITHIN
    assert against(0.1, level) == Fit.ABOVE
    assert against(0.5, calibration([])[2]) == Fit.FEW
    with pytest.raises(ValueError, match="from 0 to 1"):
        against(95, level)
