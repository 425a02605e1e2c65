"""All packages at a glance: Nash's barter, and what must hold for any talks between two."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.opposed import opposed_issues
from unstuck.analysis.package_study import over_halfway, study
from unstuck.analysis.packages import Issue, Party, Scenario

numbers = st.integers(0, 30)


@st.composite
def talks(draw: st.DrawFn) -> Scenario:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    issues = [Issue(f"i{n}", [f"o{k}" for k in range(size)]) for n, size in enumerate(sizes)]
    parties = [
        Party(
            name,
            {i.name: [draw(numbers) for _ in i.options] for i in issues},
            reservation=draw(st.integers(0, 60)),
        )
        for name in ("you", "them")
    ]
    return Scenario(issues, parties)


def dominates(row: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(a >= b for a, b in zip(row, other, strict=True)) and row != other


def test_bill_and_jack_swap_what_nash_says_they_swap() -> None:
    """J. F. Nash, "The Bargaining Problem", Econometrica 18(2), 1950: barter without money."""
    bills = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
    jacks = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
    goods = {**bills, **jacks}
    parties = [
        Party("Bill", {n: (u[0], 0) for n, u in goods.items()}, reservation=12),
        Party("Jack", {n: (0, u[1]) for n, u in goods.items()}, reservation=6),
    ]
    scenario = Scenario([Issue(name, ("Bill", "Jack")) for name in goods], parties)
    found = study(scenario)
    assert found.suggested is not None
    owner = dict(zip(goods, scenario.package(found.suggested), strict=True))
    assert [n for n in bills if owner[n] == "Jack"] == ["book", "whip", "ball", "bat"]
    assert [n for n in jacks if owner[n] == "Bill"] == ["pen", "toy", "knife"]
    assert found.rows[found.suggested] == (24, 11)


def test_each_taking_what_matters_more_betters_halving_by_hand() -> None:
    """60 and 20 against 20 and 60: halved 40 each, traded 60 each."""
    scenario = opposed_issues({"rent": 60, "date": 20}, {"rent": 20, "date": 60})
    found = study(scenario)
    assert found.halfway.worth == (40, 40)
    assert found.beyond is not None and found.beyond.worth == (60, 60)
    assert found.more == over_halfway(scenario) == (20, 20)


def test_where_priorities_are_alike_halfway_cannot_be_bettered() -> None:
    found = study(opposed_issues({"rent": 50, "date": 50}, {"rent": 50, "date": 50}))
    assert found.beyond is None
    assert found.more == (0, 0)


@given(talks())
def test_no_package_betters_one_on_the_frontier_and_every_other_is_bettered_or_equalled(
    scenario: Scenario,
) -> None:
    found = study(scenario)
    best = {found.rows[i] for i in found.frontier}
    for row in found.rows:
        assert (row in best) != any(dominates(other, row) for other in found.rows)


@given(talks())
def test_beyond_halfway_nobody_loses_and_where_it_is_missing_nobody_could_gain(
    scenario: Scenario,
) -> None:
    found = study(scenario)
    if found.beyond:
        assert dominates(found.beyond.worth, found.halfway.worth)
        assert min(found.more) >= 0 < max(found.more)
    else:
        assert not any(dominates(row, found.halfway.worth) for row in found.rows)


@given(talks())
def test_either_some_package_is_acceptable_or_the_nearest_falls_short(scenario: Scenario) -> None:
    found = study(scenario)
    if found.acceptable:
        assert found.nearest is None and found.short == (0, 0)
        assert found.suggested is not None
        gains = zip(found.rows[found.suggested], scenario.reservations, strict=True)
        assert all(worth >= limit for worth, limit in gains)
        return
    assert found.suggested is None and found.nearest is not None
    assert max(found.short) > 0
    for row in found.rows:
        shorts = [limit - worth for worth, limit in zip(row, scenario.reservations, strict=True)]
        assert max(shorts) >= max(found.short)


def test_three_parties_are_refused(refused: Callable[..., None]) -> None:
    issue = Issue("price", ("low", "high"))
    parties = [Party(name, {"price": (0, 1)}) for name in "abc"]
    refused(lambda: study(Scenario([issue], parties)), "two parties, not 3", "in pairs")


def test_nothing_valued_yet_is_called_blank() -> None:
    assert study(opposed_issues({"a": 0}, {"a": 0})).blank
    assert not study(opposed_issues({"a": 1}, {"a": 0})).blank
    assert study(opposed_issues({"a": 2}, {"a": 2})).rows[1] == pytest.approx((1, 1))
