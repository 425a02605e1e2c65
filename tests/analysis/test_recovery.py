"""The five steps in their order (Weiss 2025): what is next, what is missing, where they lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.lessons import Comparison
from unstuck.analysis.moments import Moment
from unstuck.analysis.recovery import (
    Gap,
    Plan,
    Step,
    Way,
    missing,
    next_step,
    progress,
    step_with,
    way_on,
)
from unstuck.analysis.recovery_reading import read_plan

TOLD = Moment(name="Monday", you="Named a price", landed="as an insult", tension=4)
ALIKE = Comparison(name="who decides", alike="alike", carry="yes", why="the same board")
DIFFERENT = Comparison(name="the clock", alike="differs", carry="changed", why="no deadline")
WHOLE = Plan(
    told="They never meant it.",
    happened="They signed with another firm.",
    cost="A third of our year.",
    magnitude="misstep",
    response="own",
    aloud=True,
    cause="pressure",
    because="Two calls a day.",
    mine="I made the calls.",
    moments=(TOLD, replace(TOLD, name="Tuesday", tension=8)),
    next="The same firm, next spring.",
    lines=(ALIKE, DIFFERENT),
    lesson="Ask for their date first.",
    habit="I chase.",
    hurt="On Tuesday.",
    skill="I ask.",
    cue="When I reach for the phone, I write a question.",
    first="A letter.",
    remedy="Their date before mine.",
    opening="I called too often.",
    return_at="2027-03-04T17:30",
)
EMPTIED: dict[str, Any] = {
    "told": "", "happened": " ", "cost": "", "magnitude": "", "response": "", "aloud": False,
    "cause": "", "because": "", "mine": "", "moments": (TOLD,), "next": "", "lines": (DIFFERENT,),
    "lesson": "", "habit": "", "hurt": "", "skill": "", "cue": "", "first": "", "remedy": "",
    "opening": "", "return_at": "",
}  # fmt: skip
NAMES = {"return_at": Gap.DATE}
some = st.sets(st.sampled_from(sorted(EMPTIED)))


def without(names: set[str]) -> Plan:
    return replace(WHOLE, **{name: EMPTIED[name] for name in names})


def test_the_order_is_weisss() -> None:
    assert [str(step) for step in Step] == ["face", "analyse", "lessons", "habit", "return"]
    assert [step.number for step in Step] == [1, 2, 3, 4, 5]


def test_an_empty_plan_begins_with_facing_it_and_a_whole_one_has_no_next_step() -> None:
    assert next_step(Plan()) is Step.FACE
    assert next_step(WHOLE) is None
    assert progress(WHOLE).done == tuple(Step)


@pytest.mark.parametrize("name", EMPTIED)
def test_each_thing_is_missed_by_its_name(name: str) -> None:
    plan = without({name})
    gap = NAMES.get(name) or Gap(name)
    step = step_with(gap)
    assert missing(plan, step) == (gap,)
    assert next_step(plan) is step


@given(some)
def test_done_now_and_shut_make_up_the_five_steps_in_order(names: set[str]) -> None:
    plan = without(names)
    found = progress(plan)
    now = (found.now,) if found.now else ()
    assert (*found.done, *now, *found.shut) == tuple(Step)
    assert all(missing(plan, step) == () for step in found.done)
    assert bool(found.missing) == (found.now is not None)


@given(some, some)
def test_filling_in_more_never_leads_back(names: set[str], filled: set[str]) -> None:
    before, after = next_step(without(names)), next_step(without(names - filled))
    if before is None:
        assert after is None
    elif after is not None:
        assert after.number >= before.number


def test_nothing_is_alike_in_everything() -> None:
    plan = replace(WHOLE, lines=(ALIKE, replace(ALIKE, name="the clock")))
    assert missing(plan, Step.LESSONS) == (Gap.DIFFERENCE,)


def test_practice_comes_before_the_day() -> None:
    late = replace(WHOLE, practice_at="2027-03-05T09:00")
    assert missing(late, Step.RETURN) == (Gap.LATE,)
    assert next_step(replace(WHOLE, practice_at="2027-03-03T09:00")) is None


@pytest.mark.parametrize(
    ("magnitude", "way"),
    [
        ("setback", Way.RETURN),
        ("misstep", Way.RETURN),
        ("catastrophe", Way.OPEN_DOOR),
        ("", Way.UNKNOWN),
    ],
)
def test_only_a_catastrophe_ends_at_an_open_door(magnitude: str, way: Way) -> None:
    assert way_on(magnitude) is way


def test_a_reading_gathers_what_the_parts_say() -> None:
    reading = read_plan(replace(WHOLE, happened="We just paused."), ["just", "paused"])
    assert reading.softened == ("just", "paused")
    assert reading.timeline.turn == 1
    assert reading.weighing.sound
    assert reading.progress.now is None


def test_unknown_words_are_refused(refused: Callable[..., None]) -> None:
    refused(lambda: way_on("disaster"), "'disaster'")
    refused(lambda: missing(Plan(), "sleep"), "'sleep'")
    refused(lambda: step_with("luck"), "'luck'")
