"""One package on the table: moves that lead to it, and what can be done from there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.opposed import opposed_issues
from unstuck.analysis.package_study import Study, study
from unstuck.analysis.package_table import JUMPS, on_the_table, options_from, replay
from unstuck.analysis.packages import Issue, Party, Scenario

YOURS = {"rent": 60, "date": 30, "paint": 10}
THEIRS = {"rent": 20, "date": 30, "paint": 50}
indices = st.integers(0, 26)


@pytest.fixture(scope="module")
def found() -> Study:
    return study(opposed_issues(YOURS, THEIRS))


def test_moves_lead_to_the_option_they_name_and_the_last_one_counts(found: Study) -> None:
    def package(*path: str) -> tuple[str, ...]:
        return found.scenario.package(replay(found, path))

    assert package() == ("option 2", "option 2", "option 2")
    assert package("0=0") == ("option 1", "option 2", "option 2")
    assert package("0=0", "0=2", "2=0") == ("option 3", "option 2", "option 1")
    assert package("0=0", "to=half") == package()
    assert package("to=yours") == ("option 1", "option 1", "option 1")
    assert package("to=theirs", "1=0") == ("option 3", "option 1", "option 3")


@given(st.lists(st.text(max_size=6) | st.sampled_from(["9=9", "0=7", "to=moon", "=", "٣=١"])))
def test_moves_that_lead_nowhere_are_passed_over(path: list[str]) -> None:
    here = study(opposed_issues(YOURS, THEIRS))
    nowhere = [move for move in path if move not in {f"to={jump}" for jump in JUMPS}]
    sound = [m for m in nowhere if m.split("=")[0] not in ("0", "1", "2")]
    assert replay(here, sound) == replay(here, [])


@given(indices)
def test_every_option_is_one_move_away_and_its_gains_are_what_it_adds(index: int) -> None:
    here = study(opposed_issues(YOURS, THEIRS))
    package = here.scenario.package(index)
    start = [f"{n}={choice}" for n, choice in enumerate(here.scenario.choices(package))]
    assert replay(here, start) == index
    for ways in options_from(here.scenario, package):
        assert len(ways) == 2
        for way in ways:
            there = here.rows[replay(here, [*start, way.move])]
            added = [a - b for a, b in zip(there, here.rows[index], strict=True)]
            assert way.gains == pytest.approx(added)


@given(indices, st.none() | st.floats(0, 100))
def test_offers_are_of_about_one_worth_and_all_differ(index: int, aim: float | None) -> None:
    told = on_the_table(study(opposed_issues(YOURS, THEIRS)), index, aim)
    assert len({offer.package for offer in told.offers}) == len(told.offers) <= 3
    for offer in told.offers:
        assert abs(offer.worth[0] - told.aim) <= 5 + 1e-6


@given(indices)
def test_a_trade_from_the_table_hurts_nobody(index: int) -> None:
    told = on_the_table(study(opposed_issues(YOURS, THEIRS)), index)
    assert told.appraisal.worth == told.study.rows[index]
    for trade in told.trades:
        assert min(trade.gains) >= 0 < max(trade.gains)
    if told.appraisal.efficient:
        assert told.trades == ()


def test_offers_aim_at_the_suggested_package_where_the_table_is_worse_than_no_deal() -> None:
    scenario = opposed_issues(YOURS, THEIRS)
    you, them = scenario.parties
    limited = Scenario(scenario.issues, (Party("you", you.values, reservation=50), them))
    found = study(limited)
    assert found.suggested is not None
    bad = on_the_table(found, replay(found, ["to=theirs"]))
    assert bad.appraisal.gains[0] < 0
    assert bad.aim == found.rows[found.suggested][0]
    hopeless = Scenario(scenario.issues, (Party("you", you.values, reservation=500), them))
    assert on_the_table(study(hopeless), 0).aim == 500


def test_offers_that_the_other_side_could_take_go_first() -> None:
    issue = Issue("way", [f"w{n}" for n in range(7)])
    you = Party("you", {"way": [10] * 7})
    them = Party("them", {"way": [1, 9, 2, 8, 3, 7, 9]}, reservation=5)
    told = on_the_table(study(Scenario([issue], (you, them))), 0)
    assert all(offer.worth[1] >= 5 for offer in told.offers)
    assert len(told.offers) == 3


def test_a_package_that_is_not_there_is_refused(found: Study, refused: Callable[..., None]) -> None:
    refused(lambda: on_the_table(found, 27), "no number 27")
