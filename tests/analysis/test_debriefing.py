"""What else had been possible: agrees with the Pareto frontier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.bargaining import pareto_frontier
from unstuck.analysis.debriefing import better_for_both, nothing_for_both

points = st.integers(0, 9).map(float)
tables = st.lists(st.tuples(points, points), min_size=1, max_size=12)


@given(tables)
def test_a_deal_is_on_the_frontier_just_where_nothing_is_better_for_both(
    table: list[tuple[float, float]],
) -> None:
    frontier = {table[index] for index in pareto_frontier(table)}
    for deal in table:
        assert (better_for_both(deal, table) == 0) == (deal in frontier)


def test_what_suits_one_alone_does_not_count() -> None:
    assert better_for_both((5, 5), [(9, 4), (4, 9), (5, 5)]) == 0
    assert better_for_both((5, 5), [(9, 5), (6, 6), (4, 9)]) == 2
    assert better_for_both((5, 5, 5), [(5, 5, 6)]) == 1


def test_parties_must_match() -> None:
    with pytest.raises(ValueError, match="2 parties and the deal by 3"):
        better_for_both((1, 2, 3), [(1, 2)])


def test_equal_limits_leave_one_price_for_both() -> None:
    assert nothing_for_both(501, 500)
    assert not nothing_for_both(500, 500)
