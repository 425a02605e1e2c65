"""Frontier and solutions: published examples, the axioms, and both ways to compute."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unstuck.analysis import bargaining
from unstuck.analysis.bargaining import (
    egalitarian,
    kalai_smorodinsky,
    nash,
    pareto_frontier,
    utilitarian,
)

SOLUTIONS = (nash, kalai_smorodinsky, egalitarian, utilitarian)
Row = tuple[float, ...]

eighths = st.integers(-16, 40).map(lambda n: n / 8)
pairs = st.tuples(eighths, eighths)
games = st.lists(pairs, min_size=1, max_size=12)
triples = st.lists(st.tuples(eighths, eighths, eighths), min_size=1, max_size=12)


def dominates(a: Row, b: Row) -> bool:
    return a != b and all(x >= y for x, y in zip(a, b, strict=True))


def rational(rows: list[Row], limits: Row) -> list[int]:
    return [i for i, row in enumerate(rows) if min(gains(row, limits)) >= 0]


def gains(row: Row, limits: Row) -> list[float]:
    return [u - d for u, d in zip(row, limits, strict=True)]


def in_hull(point: Row, rows: list[Row]) -> bool:
    """Whether no direction separates a point from some others, of many directions."""
    for k in range(72):
        a, b = math.cos(k * math.pi / 36), math.sin(k * math.pi / 36)
        if a * point[0] + b * point[1] > max(a * x + b * y for x, y in rows) + 1e-7:
            return False
    return True


# The frontier


def test_the_frontier_of_a_small_case() -> None:
    rows = [(3, 3), (0, 5), (5, 0), (1.5, 4), (3, 3), (1, 4), (5, 0)]
    assert pareto_frontier(rows) == (1, 3, 0, 2)
    assert pareto_frontier(rows, lotteries=True) == (1, 0, 2)  # (1.5, 4) lies on an edge
    assert pareto_frontier([]) == pareto_frontier(np.empty((0, 2))) == ()


@pytest.mark.parametrize("table", [list, np.array])
def test_utilities_within_a_billionth_are_equal(table: Callable[[list[Row]], list[Row]]) -> None:
    assert pareto_frontier(table([(1, 0.5), (1 - 9e-10, 0.7)])) == (1,)
    assert pareto_frontier(table([(1, 0.5), (1 - 2e-9, 0.7)])) == (1, 0)
    assert pareto_frontier(table([(0.1 + 0.2, 1), (0.3, 1), (0.3, 1 + 5e-10)])) == (0,)
    assert pareto_frontier(table([(0, 1), (0.3, 0.6), (0.1 + 0.2, 0.6 - 1e-12)])) == (0, 1)
    assert pareto_frontier(table([(1, 1, 0.5), (1, 1 - 9e-10, 0.7), (1, 1, 0.7)])) == (1,)


@given(st.one_of(games, triples))
def test_nothing_beats_the_frontier_and_it_beats_the_rest(rows: list[Row]) -> None:
    found = pareto_frontier(rows)
    chosen = [rows[i] for i in found]
    assert chosen == sorted(set(chosen))
    for i in found:
        assert i == rows.index(rows[i])
        assert not any(dominates(row, rows[i]) for row in rows)
    for row in rows:
        assert row in chosen or any(dominates(other, row) for other in chosen)


@given(st.one_of(games, triples))
def test_arrays_and_lists_give_one_answer(rows: list[Row]) -> None:
    table = np.array(rows)
    limits = tuple(table.mean(axis=0))
    assert pareto_frontier(table) == pareto_frontier(rows)
    for solution in SOLUTIONS:
        assert solution(table, limits) == solution(rows, limits)
        if len(limits) == 2:
            assert solution(table, limits, lotteries=True) == solution(rows, limits, lotteries=True)


@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("grid", [20, 100_000])
def test_many_outcomes_have_the_frontier_of_few(parties: int, grid: int) -> None:
    """Numpy's shortcuts start beyond 10,000 rows; a frontier is that of its parts' frontiers."""
    rng = np.random.default_rng(7)
    table = rng.integers(0, grid, (30_000, parties)) / grid
    parts = [
        np.array(pareto_frontier(table[i : i + 3000].tolist())) + i for i in range(0, 30_000, 3000)
    ]
    few = np.sort(np.concatenate(parts))
    expected = tuple(few[list(pareto_frontier(table[few].tolist()))].tolist())
    assert pareto_frontier(table) == pareto_frontier(table.tolist()) == expected


def test_a_frontier_of_thirty_thousand() -> None:
    """All of a pie divided in two; every tenth share comes twice, the second time a hair off."""
    share = np.linspace(0, 1, 30_000)
    table = np.stack([share, 1 - share], axis=1)
    assert pareto_frontier(table) == tuple(range(30_000))
    twice = np.concatenate([table, table[::10] + 1e-12])
    assert pareto_frontier(twice) == tuple(range(30_000))


def test_a_long_frontier_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unstuck.analysis._frontier.MOST_PLAIN", 100)
    share = np.arange(300) / 300
    table = np.stack([share, 1 - share, np.zeros(300)], axis=1)
    assert pareto_frontier(np.concatenate([table, table - 0.001, table])) == tuple(range(300))


def test_a_party_to_whom_all_is_one_slows_nothing_down() -> None:
    rows = [(0, i / 8, 100 - i / 8) for i in range(800)]
    assert pareto_frontier(rows + rows) == tuple(range(800))


@given(games)
def test_no_lottery_beats_the_corners(rows: list[Row]) -> None:
    corners = [rows[i] for i in pareto_frontier(rows, lotteries=True)]
    assert set(corners) <= {rows[i] for i in pareto_frontier(rows)}
    for (a, b), part in product(combinations(rows, 2), (0.25, 0.5, 0.75)):
        mix = tuple(part * x + (1 - part) * y for x, y in zip(a, b, strict=True))
        assert not any(dominates(mix, corner) for corner in corners)
        assert mix not in corners or mix in (a, b)


# Published examples


def test_bill_and_jack() -> None:
    """Nash 1950: book, whip, ball and bat go to Jack, pen, toy and knife to Bill."""
    things = ("book", "whip", "ball", "bat", "box", "pen", "toy", "knife", "hat")
    bill = (2, 2, 2, 2, 4, 10, 4, 6, 2)
    jack = (4, 2, 1, 2, 1, 1, 1, 2, 2)
    shares = list(product((0, 1), repeat=9))  # 1 where Bill has it
    rows = [
        (
            sum(b for b, has in zip(bill, share, strict=True) if has),
            sum(j for j, has in zip(jack, share, strict=True) if not has),
        )
        for share in shares
    ]
    before = rows[shares.index((1, 1, 1, 1, 1, 0, 0, 0, 0))]
    found = nash(rows, before)
    assert found is not None
    bills = [thing for thing, has in zip(things, shares[found], strict=True) if has]
    assert bills == ["box", "pen", "toy", "knife"]
    assert gains(rows[found], before) == [12, 5]
    assert nash(rows, before, lotteries=True) == pytest.approx(rows[found])


def test_more_to_hope_for_and_less_to_get() -> None:
    """Kalai and Smorodinsky 1975: Nash's solution can punish a side whose chances all rose."""
    narrow = [(0, 1), (0.75, 0.75), (1, 0)]
    wide = [(0, 1), (1, 0.7), (1, 0)]
    assert nash(narrow, (0, 0), lotteries=True) == pytest.approx((0.75, 0.75))
    assert nash(wide, (0, 0), lotteries=True) == pytest.approx((1, 0.7))
    assert kalai_smorodinsky(narrow, (0, 0), lotteries=True) == pytest.approx((0.75, 0.75))
    fair = kalai_smorodinsky(wide, (0, 0), lotteries=True)
    assert fair == pytest.approx((1 / 1.3, 1 / 1.3))  # x = 1 - 0.3 x


def test_four_solutions_of_one_triangle() -> None:
    """Shares s and 2 (1 - s): by the textbook 1/2, 1/2, 2/3 and all to whom points are dear."""
    game, start = [(0, 0), (1, 0), (0, 2)], (0, 0)
    assert nash(game, start, lotteries=True) == pytest.approx((0.5, 1))
    assert kalai_smorodinsky(game, start, lotteries=True) == pytest.approx((0.5, 1))
    assert egalitarian(game, start, lotteries=True) == pytest.approx((2 / 3, 2 / 3))
    assert utilitarian(game, start, lotteries=True) == pytest.approx((0, 2))


def test_hopes_count_lotteries() -> None:
    """No outcome but (0, 5) is rational; a coin between the two brings the first side up to 5."""
    game = [(10, -5), (0, 5)]
    assert kalai_smorodinsky(game, (0, 0)) == 1
    assert kalai_smorodinsky(game, (0, 0), lotteries=True) == pytest.approx((2.5, 2.5))


# Axioms


@given(st.one_of(games, triples), st.data())
def test_solutions_are_efficient_rational_or_none(rows: list[Row], data: st.DataObject) -> None:
    limits = data.draw(st.tuples(*[eighths] * len(rows[0])))
    fine = rational(rows, limits)
    for solution in SOLUTIONS:
        found = solution(rows, limits)
        if not fine:
            assert found is None
            continue
        assert found in fine
        assert not any(dominates(row, rows[found]) for row in rows)
        assert found == rows.index(rows[found])


@given(st.one_of(games, triples), st.data())
def test_nothing_scores_higher(rows: list[Row], data: st.DataObject) -> None:
    limits = data.draw(st.tuples(*[eighths] * len(rows[0])))
    fine = [gains(rows[i], limits) for i in rational(rows, limits)]
    assume(fine)
    for solution, score in ((nash, math.prod), (egalitarian, min), (utilitarian, sum)):
        found = solution(rows, limits)
        assert found is not None
        mine = gains(rows[found], limits)
        top = max(map(score, fine))
        assert score(mine) == pytest.approx(top)
        assert sum(mine) == max(sum(each) for each in fine if score(each) == top)


@given(games, pairs)
def test_nobody_is_further_from_its_hopes(rows: list[Row], limits: Row) -> None:
    fine = [gains(rows[i], limits) for i in rational(rows, limits)]
    hopes = [max(column) for column in zip(*fine, strict=True)]
    assume(fine and min(hopes) > 0)
    found = kalai_smorodinsky(rows, limits)
    assert found is not None
    nearness = [min(g / h for g, h in zip(each, hopes, strict=True)) for each in fine]
    mine = min(g / h for g, h in zip(gains(rows[found], limits), hopes, strict=True))
    assert mine == pytest.approx(max(nearness))


@given(games, pairs, st.sampled_from([0.5, 4, 1024]), eighths)
def test_units_do_not_matter_to_nash_and_kalai_smorodinsky(
    rows: list[Row], limits: Row, times: float, by: float
) -> None:
    scaled = [(times * a + by, b) for a, b in rows]
    start = times * limits[0] + by, limits[1]
    for solution in (nash, kalai_smorodinsky):
        old, new = (
            solution(rows, limits, lotteries=True),
            solution(scaled, start, lotteries=True),
        )
        if old is None:
            assert new is None
        else:
            assert new == pytest.approx((times * old[0] + by, old[1]))


@given(games, pairs, st.data())
def test_nash_ignores_what_it_did_not_choose(
    rows: list[Row], limits: Row, data: st.DataObject
) -> None:
    found = nash(rows, limits)
    assume(found is not None)
    kept = [row for row in rows if row == rows[found] or data.draw(st.booleans())]
    again = nash(kept, limits)
    assert again is not None
    assert kept[again] == rows[found]


@given(games, pairs)
def test_nash_ignores_what_no_lottery_chose(rows: list[Row], limits: Row) -> None:
    point = nash(rows, limits, lotteries=True)
    assume(point is not None)
    assert nash([point], limits, lotteries=True) == pytest.approx(point)
    for row in rows:
        middle = tuple((a + b) / 2 for a, b in zip(row, point, strict=True))
        again = nash([point, middle], limits, lotteries=True)
        assert again == pytest.approx(point, abs=1e-7)


@given(games, eighths)
def test_equals_are_treated_alike(rows: list[Row], limit: float) -> None:
    mirrored = rows + [(b, a) for a, b in rows]
    for solution in SOLUTIONS:
        point = solution(mirrored, (limit, limit), lotteries=True)
        if point is not None:
            assert point[0] == pytest.approx(point[1], abs=1e-7)


@given(games, pairs)
def test_names_do_not_matter(rows: list[Row], limits: Row) -> None:
    for solution in SOLUTIONS:
        point = solution(rows, limits, lotteries=True)
        turned = solution([(b, a) for a, b in rows], (limits[1], limits[0]), lotteries=True)
        assert (point is None) == (turned is None)
        if point is not None and turned is not None:
            assert point == pytest.approx((turned[1], turned[0]), abs=1e-7)


@given(games, pairs, pairs)
def test_more_for_one_side_never_hurts_it(rows: list[Row], limits: Row, more: Row) -> None:
    """Kalai and Smorodinsky's monotonicity: the other's hopes are as they were."""
    before = kalai_smorodinsky(rows, limits, lotteries=True)
    after = kalai_smorodinsky([*rows, more], limits, lotteries=True)
    assume(before is not None and after is not None)

    def first_hope(game: list[Row]) -> float:
        line = [game[i] for i in pareto_frontier(game, lotteries=True)]
        reach = [a for a, b in line if b >= limits[1]]
        for (a, b), (c, d) in pairwise(line):
            if d < limits[1] <= b:
                reach.append(a + (b - limits[1]) / (b - d) * (c - a))
        return max(reach)

    assume(first_hope(rows) == pytest.approx(first_hope([*rows, more]), abs=1e-12))
    assert after[1] >= before[1] - 1e-7


@given(games, pairs, pairs)
def test_more_for_all_never_hurts_who_gains_least(rows: list[Row], limits: Row, more: Row) -> None:
    for lotteries in (False, True):
        before = egalitarian(rows, limits, lotteries=lotteries)
        after = egalitarian([*rows, more], limits, lotteries=lotteries)
        if before is not None:
            assert after is not None
            old = before if lotteries else rows[before]
            new = after if lotteries else [*rows, more][after]
            assert min(gains(new, limits)) >= min(gains(old, limits)) - 1e-9


@given(games, pairs)
def test_lotteries_stay_in_the_hull_and_are_no_worse(rows: list[Row], limits: Row) -> None:
    scores = {nash: math.prod, egalitarian: min, utilitarian: sum}
    for solution in SOLUTIONS:
        point, index = solution(rows, limits, lotteries=True), solution(rows, limits)
        if point is None:
            assert index is None
            continue
        assert in_hull(point, rows)
        assert min(gains(point, limits)) >= -1e-9
        assert not any(min(a - b for a, b in zip(row, point, strict=True)) > 1e-7 for row in rows)
        if index is not None and solution in scores:
            best = scores[solution](gains(rows[index], limits))
            assert scores[solution](gains(point, limits)) >= best - 1e-7


@given(games, pairs)
def test_no_mixture_of_two_outcomes_does_better(rows: list[Row], limits: Row) -> None:
    """In a plane, the best by a product or a sum is a mixture of two outcomes at most."""
    scores = {nash: math.prod, egalitarian: min, utilitarian: sum}
    mixtures = [
        gains([k / 16 * x + (1 - k / 16) * y for x, y in zip(a, b, strict=True)], limits)
        for (a, b), k in product(product(rows, rows), range(17))
    ]
    fine = [each for each in mixtures if min(each) >= 0]
    for solution, score in scores.items():
        point = solution(rows, limits, lotteries=True)
        if point is None:
            assert not fine
        elif fine:
            assert score(gains(point, limits)) >= max(map(score, fine)) - 1e-7


# Ties, edges, bad input


def test_ties_go_to_the_larger_total_then_to_the_first() -> None:
    assert nash([(2, 6), (3, 4), (4, 3), (6, 2)], (0, 0)) == 0
    assert nash([(3, 4), (2, 6)], (0, 0)) == 1
    assert nash([(0, 3), (0, 5), (0, 5)], (0, 0)) == 1
    assert kalai_smorodinsky([(10, 2), (2, 10), (9, 2)], (0, 0)) == 0
    assert egalitarian([(2, 3), (4, 2), (2, 4)], (0, 0)) == 1
    assert utilitarian([(2, 3), (1, 4), (4, 1)], (0, 0)) == 0
    assert utilitarian([(0, 4), (4, 0)], (0, 0), lotteries=True) == (2, 2)


def test_dust_makes_no_difference() -> None:
    tenth = 0.1 + 0.2 - 0.2
    for table in (list, np.array):
        assert nash(table([(0.3, 0.1), (0.1 + 0.2, tenth)]), (0, 0)) == 0
        assert egalitarian(table([(0.3, 0.3), (0.1 + 0.2, 0.1 + 0.2)]), (0, 0)) == 0
        assert nash(table([(0.3, 1.0)]), (0.1 + 0.2, 1.0)) == 0
        assert nash(table([(0.3, 1.0)]), (0.1 + 0.2, 1.0), lotteries=True) == (0.3, 1.0)


def test_a_party_that_can_gain_nothing() -> None:
    rows = [(0, 3, 1), (0, 2, 2), (0, 1, 3.5)]
    for table in (rows, np.array(rows)):
        assert nash(table, (0, 0, 0)) == 2
        assert kalai_smorodinsky(table, (0, 0, 0)) == 1
    for solution in SOLUTIONS:
        assert solution([(0, 1), (0, 3)], (0, 0)) == 1
        assert solution([(0, 1), (0, 3)], (0, 0), lotteries=True) == (0, 3)


def test_nothing_rational_is_none() -> None:
    for solution in SOLUTIONS:
        assert solution([(0, 1), (1, 0)], (0.6, 0.6)) is None
        assert solution([(0, 1), (1, 0)], (0.6, 0.6), lotteries=True) is None
        assert solution([], (0, 0)) is None
        assert solution([], (0, 0), lotteries=True) is None
        assert solution([(0, 1), (1, 0)], (0.4, 0.4)) is None
        assert solution([(0, 1), (1, 0)], (0.4, 0.4), lotteries=True) == pytest.approx((0.5, 0.5))


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    three = [(1, 2, 3)]
    for solution in SOLUTIONS:
        refused(lambda: solution(three, (0, 0, 0), lotteries=True), "two parties", "3")  # noqa: B023
        refused(lambda: solution(three, (0, 0)), "3 parties", "not 2")  # noqa: B023
        refused(lambda: solution([(1, 2)], 0), "disagreement", "0")  # noqa: B023
        refused(lambda: solution([(1, 2)], (0, math.nan)), "disagreement", "nan")  # noqa: B023
        refused(lambda: solution([(1, 2)], (0, 0), lotteries=1), "Lotteries")  # noqa: B023
    refused(lambda: pareto_frontier(three, lotteries=True), "two parties")
    refused(lambda: pareto_frontier([(1, 2), (1,)]), "1 or 2")
    refused(lambda: pareto_frontier([(1,), (2,)]), "two or more")
    refused(lambda: pareto_frontier([(1, "a")]), "plain numbers")
    refused(lambda: pareto_frontier([1, 2]), "plain numbers")
    refused(lambda: pareto_frontier([(1, math.nan)]), "finite")
    refused(lambda: pareto_frontier([(1, math.inf)]), "finite")
    refused(lambda: pareto_frontier("12"), "list")
    refused(lambda: pareto_frontier(np.ones(3)), "(3,)")
    refused(lambda: pareto_frontier(np.ones((3, 1))), "(3, 1)")
    refused(lambda: pareto_frontier(np.array([[1, np.nan]])), "finite")
    refused(lambda: pareto_frontier(np.array([["a", "b"]])), "plain numbers")
    refused(lambda: pareto_frontier([(1, 2)] * 10_000 + [(1,)]), "plain numbers")


def test_every_name_is_there() -> None:
    assert all(hasattr(bargaining, name) for name in bargaining.__all__)
