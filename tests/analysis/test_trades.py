"""Value on the table and how to pick it up: cases by hand, and what must hold for any scenario."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.packages import Issue, Party, Scenario
from unstuck.analysis.trades import (
    appraise,
    contingent,
    equal_packages,
    halfway,
    helpful_trades,
)

LEVELS = ("low", "middle", "high")


@pytest.fixture
def talks() -> Scenario:
    """You care for the date, they for the price; both want the report."""
    issues = [Issue("price", LEVELS), Issue("date", LEVELS), Issue("report", ("no", "yes"))]
    you = Party(
        "you",
        {"price": (20, 10, 0), "date": (60, 30, 0), "report": (0, 20)},
        reservation=40,
    )
    they = Party(
        "they", {"price": (0, 30, 60), "date": (0, 15, 30), "report": (0, 10)}, reservation=50
    )
    return Scenario(issues, (you, they))


@st.composite
def scenarios(draw: st.DrawFn, parties: int = 2) -> Scenario:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    issues = [Issue(f"i{i}", [f"o{j}" for j in range(n)]) for i, n in enumerate(sizes)]
    return Scenario(
        issues,
        [
            Party(
                f"p{k}",
                {i.name: [draw(st.integers(0, 12)) for _ in i.options] for i in issues},
                reservation=draw(st.integers(0, 40)),
            )
            for k in range(parties)
        ],
    )


packages = st.data()


def some_package(scenario: Scenario, data: st.DataObject) -> tuple[str, ...]:
    return scenario.package(data.draw(st.integers(0, scenario.size - 1)))


def test_halfway_leaves_value(talks: Scenario) -> None:
    """In the middle 40 and 45 points; dear issue to each, 80 and 70, is better for both."""
    middle = halfway(talks)
    assert middle.package == ("middle", "middle", "no")
    assert middle.worth == (40, 45)
    assert middle.gains == (0, -5)
    assert not middle.acceptable
    best = appraise(talks, ("high", "low", "yes"))
    assert best.worth == (80, 70)
    assert best.gains == (40, 20)
    assert middle.left_jointly == 150 - 85
    assert (best.left_jointly, best.left_to, best.efficient, best.better) == (0, (0, 0), True, 0)


def test_what_is_left_to_each_by_hand(talks: Scenario) -> None:
    """From (low, middle, no), 50 and 15: theirs at 15 or more, yours at 50 or more."""
    here = appraise(talks, ("low", "middle", "no"))
    assert here.worth == (50, 15)
    assert here.left_to[0] == (10 + 60 + 20) - 50  # price middle, date low, report: 90 and 40
    assert here.left_to[1] == (60 + 15 + 10) - 15  # price high, date middle, report: 50 and 85
    assert not here.efficient


def test_of_two_middle_options_the_first() -> None:
    issue = Issue("date", ("May", "June", "July", "August"))
    both = {"date": (0, 1, 2, 3)}
    assert halfway(Scenario([issue], [Party("a", both), Party("b", both)])).package == ("June",)


def test_trades_by_hand(talks: Scenario) -> None:
    """From the middle: the report helps both; price up against date early is logrolling."""
    trades = helpful_trades(talks, ("middle", "middle", "no"))
    assert len(trades) == 2
    swap, report = trades
    assert [(c.issue, c.before, c.after) for c in swap.changes] == [
        ("price", "middle", "high"),
        ("date", "middle", "low"),
    ]
    assert [c.gains for c in swap.changes] == [(-10, 30), (30, -15)]
    assert (swap.gains, swap.package) == ((20, 15), ("high", "low", "no"))
    assert [(c.issue, c.gains) for c in report.changes] == [("report", (20, 10))]
    assert helpful_trades(talks, ("middle", "middle", "no"), count=1) == (swap,)
    (left,) = helpful_trades(talks, swap.package)
    assert left.changes == report.changes


@given(scenarios(parties=3), packages)
def test_trades_hurt_nobody_and_need_both_halves(scenario: Scenario, data: st.DataObject) -> None:
    package = some_package(scenario, data)
    here = scenario.worth(package)
    trades = helpful_trades(scenario, package, count=10_000)
    for trade in trades:
        there = scenario.worth(trade.package)
        assert trade.gains == pytest.approx([b - a for a, b in zip(here, there, strict=True)])
        assert min(trade.gains) >= 0 < max(trade.gains)
        changed = [
            i.name
            for i, a, b in zip(scenario.issues, package, trade.package, strict=True)
            if a != b
        ]
        assert changed == [change.issue for change in trade.changes]
        if len(trade.changes) == 2:
            assert all(min(change.gains) < 0 for change in trade.changes)
    assert [min(t.gains) for t in trades] == sorted((min(t.gains) for t in trades), reverse=True)


@given(scenarios(), packages)
def test_with_two_issues_no_trade_means_efficient(scenario: Scenario, data: st.DataObject) -> None:
    """Whatever helps in a scenario of two issues is one change, two, or a swap."""
    if len(scenario.issues) > 2:
        return
    package = some_package(scenario, data)
    appraisal = appraise(scenario, package)
    assert appraisal.efficient == (not helpful_trades(scenario, package))
    assert appraisal.efficient == (appraisal.better == 0) == (max(appraisal.left_to) == 0)


@given(scenarios(parties=3), packages)
def test_what_is_left_can_be_had(scenario: Scenario, data: st.DataObject) -> None:
    appraisal = appraise(scenario, some_package(scenario, data))
    worths = [scenario.worth(package) for package in scenario.packages()]
    for k, left in enumerate(appraisal.left_to):
        assert any(
            worth[k] == appraisal.worth[k] + left
            and all(a >= b for a, b in zip(worth, appraisal.worth, strict=True))
            for worth in worths
        )
    fine = [
        sum(worth)
        for worth in worths
        if all(a >= b for a, b in zip(worth, scenario.reservations, strict=True))
    ]
    if fine:
        assert max(0, max(fine) - sum(appraisal.worth)) == appraisal.left_jointly
    else:
        assert appraisal.left_jointly == 0


@given(scenarios(), st.integers(0, 48), st.integers(1, 5), st.integers(0, 6))
def test_equal_packages_are_equal_differ_and_please(
    scenario: Scenario, worth: int, count: int, within: int
) -> None:
    offers = equal_packages(scenario, "p1", worth, count, within=within)
    rows = [row for row in scenario.rows() if abs(row[1] - worth) <= within]
    assert len(offers) == min(count, len(rows))
    assert len({offer.package for offer in offers}) == len(offers)
    for offer in offers:
        assert abs(offer.worth[1] - worth) <= within
        assert offer.worth == scenario.worth(offer.package)
    if offers:
        assert offers[0].worth[0] == max(row[0] for row in rows)


def test_equal_packages_are_of_different_kinds(talks: Scenario) -> None:
    offers = equal_packages(talks, "you", 60, within=10)
    assert len(offers) == 3
    for i, offer in enumerate(offers):
        for other in offers[:i]:
            assert sum(a != b for a, b in zip(offer.package, other.package, strict=True)) >= 2
    assert equal_packages(talks, "you", 1000) == ()


def test_a_bet_by_hand() -> None:
    """A vendor sees 3 in 4, a client 1 in 2; 10 if on time, 20 back if late."""
    bet = contingent(0.75, 0.5, 10, 20)
    assert (bet.first, bet.second, bet.together) == (7.5 - 5, 10 - 5, 7.5)
    assert bet.helps_both
    assert bet.if_not_between == pytest.approx((10, 30))
    assert contingent(1, 0, 5, 7).if_not_between == (0, math.inf)
    assert contingent(0.5, 0.75, 10, 20).if_not_between is None
    assert contingent(0.9, 0.5, 0, 1).if_not_between is None


chances = st.integers(0, 20).map(lambda n: n / 20)
amounts = st.integers(0, 100)


@given(chances, chances, amounts, amounts)
def test_a_bet_feeds_on_difference_alone(p: float, q: float, win: int, lose: int) -> None:
    """Lax and Sebenius 1986: together both expect the difference in belief times the stakes."""
    bet = contingent(p, q, win, lose)
    assert bet.together == pytest.approx((p - q) * (win + lose), abs=1e-8)
    same = contingent(p, p, win, lose)
    assert same.first == pytest.approx(-same.second, abs=1e-8)
    assert not same.helps_both
    if bet.helps_both:
        assert p > q


@given(chances, chances, st.integers(1, 100), st.floats(0.01, 0.99))
def test_between_the_ends_both_gain(p: float, q: float, win: int, part: float) -> None:
    between = contingent(p, q, win, 0).if_not_between
    if between is None:
        assert p <= q
        return
    low, high = between
    assert contingent(p, q, win, low + part * (min(high, low + 1000) - low)).helps_both
    assert not contingent(p, q, win, 0.99 * low).helps_both
    assert high == math.inf or not contingent(p, q, win, 1.01 * high).helps_both


def test_bad_input_is_refused_in_words(talks: Scenario, refused: Callable[..., None]) -> None:
    here = ("low", "low", "no")
    refused(lambda: appraise(talks, ("low", "low")), "one for each issue")
    refused(lambda: appraise(talks, ("low", "low", "maybe")), "'maybe'", "'report'")
    refused(lambda: helpful_trades(talks, here, count=0), "number of trades")
    refused(lambda: equal_packages(talks, "us", 50), "'us'", "you, they")
    refused(lambda: equal_packages(talks, "you", math.nan), "worth")
    refused(lambda: equal_packages(talks, "you", 50, 0), "number of packages")
    refused(lambda: equal_packages(talks, "you", 50, within=-1), "How far")
    refused(lambda: contingent(1.2, 0.5, 1, 1), "first side", "1.2")
    refused(lambda: contingent(0.5, -0.1, 1, 1), "second side")
    refused(lambda: contingent(0.5, 0.5, -1, 1), "if it happens")
    refused(lambda: contingent(0.5, 0.5, 1, -1), "does not happen")
