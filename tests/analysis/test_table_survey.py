"""One table from all sides: its parts add up and agree with the single settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.pressure import deal_chance, vote_chance
from unstuck.analysis.table_survey import SHAPES, Table, limits_about, survey

tables = st.builds(
    Table,
    parties=st.integers(2, 8),
    issues=st.integers(1, 3),
    proposals=st.integers(1, 20),
    typical=st.integers(1, 9).map(lambda n: n / 10),
    spread=st.sampled_from([0.0, 0.2, 0.4]),
    shape=st.sampled_from(SHAPES),
    shift=st.sampled_from([-0.1, 0.0, 0.1]),
    rule=st.sampled_from(["all", "majority"]),
    search=st.sampled_from(["random", "best"]),
)


@given(tables)
def test_the_three_endings_add_up_and_agree_with_the_rest(table: Table) -> None:
    told = survey(table)
    for seats in told.seats:
        assert seats.in_time + seats.too_late + seats.none == pytest.approx(1)
        assert min(seats.in_time, seats.too_late, seats.none) >= -1e-12
    assert [seats.parties for seats in told.seats] == list(range(2, 9))
    assert told.here.in_time == told.in_time.value
    assert told.here.exists == pytest.approx(told.exists.value)
    assert dict(told.by_time)[table.proposals] == told.in_time.value
    assert told.first == pytest.approx(vote_chance(told.yes, table.parties, table.rule))


@given(tables)
def test_levers_are_what_their_settings_give(table: Table) -> None:
    told = survey(table)
    levers = {lever.name: lever for lever in told.levers}
    assert [lever.gain for lever in told.levers] == sorted(
        (lever.gain for lever in told.levers), reverse=True
    )
    for lever in told.levers:
        assert lever.gain == pytest.approx(lever.chance - told.in_time.value)
    assert levers["time"].gain >= -1e-12
    if table.issues > 1 or table.search == "random":
        assert levers["limits"].gain >= -1e-12
    assert ("seat" in levers) == ("rule" in levers) == (table.parties > 2)
    assert ("wishes" in levers) == (table.search == "random")
    if table.parties > 2:
        assert levers["seat"].chance == told.seats[table.parties - 3].in_time


@given(tables)
def test_people_who_give_way_help_and_people_who_dig_in_hurt(table: Table) -> None:
    told = survey(table)
    if table.shift == 0:
        assert told.calm is None and told.moved == 0
        return
    assert told.calm is not None
    assert (told.in_time.value - told.calm.value) * table.shift <= 1e-12
    assert table.calm.shift == 0 and table.shift_points == 10


def test_a_table_worked_out_by_hand() -> None:
    # Two parties, limits of one half, one issue with three ways: each way suits both with 1/4.
    told = survey(Table(parties=2, issues=1, proposals=1, typical=0.5, spread=0))
    assert (told.packages, told.need, told.yes, told.first) == (3, 2, 0.5, 0.25)
    assert told.in_time.exact and told.in_time.value == pytest.approx(1 / 4)
    assert told.here.too_late == pytest.approx(37 / 64 - 1 / 4)
    assert told.here.none == pytest.approx(27 / 64)


def test_wishes_on_the_table_find_what_is_there() -> None:
    # The first package by total worth suits at least as often as a random one.
    table = Table(parties=4, issues=3, proposals=1)
    best = deal_chance(4, 3, 1, table.limits, search="best").value
    assert best > 3 * table.chance().value


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: survey(Table(parties=1)), "A table needs 2 parties or more"),
        (lambda: limits_about(0.5, -0.1), "The spread of the limits must be 0 or more"),
        (lambda: limits_about(0.5, 0.1, "flat"), "The shape must be even or middle, not 'flat'"),
    ],
)
def test_what_makes_no_sense_is_refused(
    refused: Callable[..., None], call: Callable[[], object], words: str
) -> None:
    refused(call, words)
