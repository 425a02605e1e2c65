"""Talks in which the two sides want opposite ends of every issue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.opposed import opposed_issues

points = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 100), min_size=1)


@given(points, st.integers(2, 6))
def test_the_first_package_is_all_yours_and_the_last_all_theirs(
    yours: dict[str, int], steps: int
) -> None:
    theirs = dict.fromkeys(yours, 10)
    rows = opposed_issues(yours, theirs, steps=steps).rows()
    assert rows[0] == pytest.approx((sum(yours.values()), 0))
    assert rows[-1] == pytest.approx((0, 10 * len(yours)))
    assert len(rows) == steps ** len(yours)


@given(st.integers(1, 100), st.integers(1, 100), st.integers(2, 6))
def test_one_issue_alone_is_a_fixed_pie(a: int, b: int, steps: int) -> None:
    rows = opposed_issues({"price": a}, {"price": b}, steps=steps).rows()
    assert [row[0] / a + row[1] / b for row in rows] == pytest.approx([1] * steps)


def test_an_issue_of_one_side_only_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: opposed_issues({"a": 1}, {"b": 1}), "valued by one side only", "0 if")
    refused(lambda: opposed_issues({"a": 1}, {"a": 1}, steps=1), "number of options", "raise it")
    refused(lambda: opposed_issues({"a": -1}, {"a": 1}), "'a'", "raise it")
