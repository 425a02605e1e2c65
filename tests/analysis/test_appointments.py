"""The dates of a plan: practice, the return or an open door, a look back."""

from __future__ import annotations

from dataclasses import replace

from unstuck.analysis.appointments import appointments
from unstuck.analysis.recovery import Plan

PLAN = Plan(magnitude="misstep", return_at="2027-03-04T17:30")


def test_the_dates_of_a_return_and_of_an_open_door() -> None:
    plan = replace(PLAN, practice_at="2027-03-02T18:00", minutes=45)
    told = [(one.kind, one.start, one.minutes) for one in appointments(plan)]
    assert told == [
        ("practice", "2027-03-02T18:00", 30),
        ("return", "2027-03-04T17:30", 45),
        ("look back", "2027-03-05T17:30", 15),
    ]
    grave = appointments(replace(plan, magnitude="catastrophe"))
    assert [one.kind for one in grave] == ["practice", "look again"]
    assert appointments(Plan()) == ()


def test_the_day_after_the_last_of_a_year_is_the_first_of_the_next() -> None:
    (_, look_back) = appointments(replace(PLAN, return_at="2027-12-31T09:00"))
    assert look_back.start == "2028-01-01T09:00"
