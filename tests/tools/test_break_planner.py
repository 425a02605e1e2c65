"""BreakPlanner: when to stop, what the break does, who helps, when to go on, and the papers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest

import unstuck

WHOLE: dict[str, Any] = {
    "title": "The late tables",
    "them": "Mr Brandt",
    "loud": True,
    "person": True,
    "break_words": "I am not at my best. Shall we go on tomorrow at ten?",
    "elsewhere": True,
    "question": "What would he need by Friday?",
    "stop": "2026-12-01T16:30",
    "resume": "2026-12-02T10:00",
    "deadline": "2026-12-04T12:00",
    "zone": "Europe/Oslo",
    "minutes": 90,
}


def told(tool: Any) -> str:
    return str(tool.sheet())


def test_an_empty_plan_opens_sensibly_and_says_what_is_still_open() -> None:
    tool = unstuck.BreakPlanner(own=True)
    assert tool.blocks[0]["tone"] == "open"
    assert "what you say, what you do in the break, when you go on" in tool.blocks[0]["text"]
    assert set(tool.shut(tool.draft)) == {"Who or what could help", "Coming back"}


def test_a_whole_plan_names_the_day() -> None:
    tool = unstuck.BreakPlanner(**WHOLE)
    assert tool.shut(tool.draft) == {}
    assert tool.blocks[0] == {
        "is": "finding",
        "text": "**Stop now. Back at the table on Wednesday 2 December 2026, 10:00.**",
        "tone": "good",
    }
    assert "17.5 h" in told(tool)
    assert ": 48.5 h." in told(tool)
    assert "by the clocks of Europe/Oslo, for 90 minutes" in told(tool)


@pytest.mark.parametrize("bad", ["brood", "beat"])
def test_brooding_and_planning_to_beat_them_turn_the_finding(bad: str) -> None:
    tool = unstuck.BreakPlanner(**WHOLE | {bad: True})
    assert tool.blocks[0]["tone"] == "bad"
    assert "E30" in told(tool)
    tool.set(**{bad: False})
    assert tool.blocks[0]["tone"] == "good"


def test_a_meeting_after_the_deadline_is_found_and_not_refused() -> None:
    tool = unstuck.BreakPlanner(**WHOLE | {"deadline": "2026-12-02T11:00"})
    assert tool.problem == ""
    assert tool.blocks[0]["tone"] == "bad"
    assert "ends 0.5 h after the deadline" in tool.blocks[0]["text"]


def test_going_on_before_stopping_is_refused_with_a_way_out() -> None:
    tool = unstuck.BreakPlanner(**WHOLE | {"resume": "2026-12-01T16:00"})
    assert tool.problem.endswith("choose a later time to go on.")
    with pytest.raises(ValueError, match="later time"):
        tool.paper("page")


@pytest.mark.parametrize(
    ("signs", "first"),
    [((), "No need"), (("same",), "Stop at the next"), (("same", "final"), "Stop now")],
)
def test_signs_are_counted(signs: tuple[str, ...], first: str) -> None:
    tool = unstuck.BreakPlanner(**dict.fromkeys(signs, True))
    assert tool.blocks[0]["text"].startswith(f"**{first}")


@pytest.mark.parametrize(
    ("spirit", "said"),
    [("both", "cooperative pairs reached more"), ("self", "do not count on"), ("unknown", "safer")],
)
def test_reflection_is_judged_by_how_the_sides_go_about_it(spirit: str, said: str) -> None:
    tool = unstuck.BreakPlanner(together=True, spirit=spirit)
    assert said in told(tool) and "E31" in told(tool)


def test_a_day_or_more_brings_the_cooling_off_finding() -> None:
    tool = unstuck.BreakPlanner(**WHOLE)
    assert "E32" not in told(tool)
    tool.set(resume="2026-12-02T16:30")
    assert "E32" in told(tool)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"trouble": "heat"}, ["Regroup on another day"]),
        ({"trouble": "clock"}, ["E26", "E29", "Tell them: in the experiment", "E28"]),
        ({"trouble": "clock", "told": True, "done": "The list"}, ["Good: telling", "The list"]),
        ({"trouble": "size"}, ["36 pairs", "E65", "E67"]),
        ({"trouble": "size", "size": 12}, ["the same table again"]),
        ({"trouble": "order"}, ["somebody whom all of you trust"]),
        ({"help": "facilitator", "trust": "both"}, ["proposes nothing", "highly credible"]),
        ({"help": "mediator", "helper": "Ms Lind"}, ["(Ms Lind)", "E53", "Ask before you invite"]),
        ({"help": "facilitator", "trust": "me"}, ["Let the other side name three"]),
        ({"help": "adviser"}, ["no substitute"]),
        ({"channel": "email"}, ["E43", "Call first"]),
        ({"warm": False}, ["Think of beginning", "E44"]),
    ],
)
def test_each_remedy_is_told_with_what_research_says(
    inputs: dict[str, Any], said: list[str]
) -> None:
    text = told(unstuck.BreakPlanner(**WHOLE | inputs))
    assert [part for part in said if part not in text] == []


def test_the_groups_in_the_picture_are_those_in_the_words() -> None:
    tool = unstuck.BreakPlanner(trouble="size", people=12, size=4, elsewhere=True)
    charts = [block for block in tool.blocks if block["is"] == "chart"]
    assert [block["name"] for block in charts] == ["break_kinds", "table_links"]
    assert charts[1]["title"] == "One table of 12 has 66 pairs; in 3 groups 21 are left"
    assert [row[1] for row in charts[1]["rows"]] == ["66", "18", "3"]
    assert "5 minutes to speak. In groups it is 15 minutes" in told(tool)


def test_the_calendar_holds_the_meeting_its_notes_and_the_deadline_in_their_zone() -> None:
    paper = unstuck.BreakPlanner(**WHOLE).paper("calendar")
    assert (paper.name, paper.type) == ("break.ics", "text/calendar")
    events = icalendar.Calendar.from_ical(paper.text).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [
        "Read your plan: The late tables",
        "Back at the table: The late tables",
        "Deadline: The late tables",
    ]
    read, back, _ = events
    assert back.decoded("dtstart").isoformat() == "2026-12-02T10:00:00+01:00"
    assert back.decoded("dtend") - back.decoded("dtstart") == timedelta(minutes=90)
    assert back.decoded("dtstart") - read.decoded("dtstart") == timedelta(minutes=30)
    assert isinstance(back.decoded("dtstart"), datetime)
    assert "What would he need by Friday?" in str(back["description"])


def test_without_a_date_the_calendar_is_refused_and_the_page_is_not() -> None:
    tool = unstuck.BreakPlanner(break_words="<b>Later</b>")
    with pytest.raises(ValueError, match="no date and time yet"):
        tool.paper("calendar")
    assert "<b>Later" not in tool.paper("page").text


def test_the_printed_plan_names_the_talks_and_reads_no_markup_in_their_name() -> None:
    text = unstuck.BreakPlanner(title="The *late* tables", them="Mr Brandt").paper("page").text
    assert "Plan for a break: The *late* tables, Mr Brandt" in text
    assert "Plan for a break</h1>" in unstuck.BreakPlanner().paper("page").text


def test_the_case_goes_on_with_words_and_date() -> None:
    tool = unstuck.BreakPlanner(own=True)
    tool.set(**WHOLE)
    assert tool.facts(tool.answer.inputs, tool.result) == {
        "title": "The late tables",
        "them": "Mr Brandt",
        "break_words": WHOLE["break_words"],
        "return_date": "2026-12-02T10:00",
    }
