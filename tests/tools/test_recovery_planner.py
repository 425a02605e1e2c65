"""RecoveryPlanner: steps that open in order, an example filled in, papers to take along."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest

import unstuck
from unstuck.analysis.recovery import Plan, Step
from unstuck.content.questions import load
from unstuck.kit.blocks import markdown
from unstuck.tools.recovery_planner_fields import EXAMPLE
from unstuck.tools.recovery_planner_rows import SECTIONS, TALKS

FACE = {
    "told": "They never meant it.",
    "happened": "They signed with another firm.",
    "cost": "A third of our year.",
    "magnitude": "misstep",
    "response": "own",
    "aloud": True,
}
ANALYSE = {
    "cause": "pressure",
    "because": "Two calls a day.",
    "mine": "I made the calls.",
    "moments": [
        {"name": "Monday", "you": "Called", "landed": "as a push", "mover": "you", "tension": 2},
        {"name": "Tuesday", "they": "Hung up", "landed": "as a slap", "fit": "no", "tension": 7},
    ],
}
LESSONS = {
    "next": "The same firm, next spring.",
    "lesson": "Ask for their date first.",
    "lines": [
        {"name": "Who decides", "alike": "alike", "carry": "yes", "why": "The same board."},
        {"name": "The clock", "alike": "differs", "carry": "changed", "why": "No deadline."},
    ],
}
HABIT = {
    "habit": "I chase.",
    "hurt": "On Tuesday.",
    "skill": "I ask.",
    "cue": "When I dial, I ask.",
}
RETURN = {
    "first": "A letter.",
    "remedy": "Their date before mine.",
    "opening": "I called too often.",
    "return_at": "2027-03-04T17:30",
    "zone": "Europe/Oslo",
}
WHOLE = FACE | ANALYSE | LESSONS | HABIT | RETURN


def mine(**inputs: Any) -> Any:
    return unstuck.RecoveryPlanner(own=True, **inputs)


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def chart(tool: Any, name: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each.get("name") == name)


def shut(tool: Any) -> dict[str, str]:
    return tool.shut(tool.draft)


def test_the_example_is_whole_named_as_such_and_told_as_illustrative() -> None:
    tool = unstuck.RecoveryPlanner()
    case = load("11-recovery").case(EXAMPLE)
    assert tool.result.progress.done == tuple(Step)
    told = markdown(tool.blocks)
    assert f"**This is the worked example: {case.title}.**" in told
    assert "illustrative" in told
    assert tool.result.weighing.sound
    assert block(tool, "finding")["tone"] == "good"


def test_every_step_of_the_example_has_its_own_answer() -> None:
    told = {
        "face": "No softening word",
        "analyse": "Intent is not impact",
        "lessons": "The lesson holds",
        "habit": "People praise you",
        "return": "You begin with",
    }
    for step, words in told.items():
        tool = unstuck.RecoveryPlanner(at=step)
        assert words in markdown(tool.blocks[:-1]), step
        assert SECTIONS[Step(step)] not in shut(tool)
        assert len(set(shut(tool)) & set(SECTIONS.values())) == 4


def test_one_sentence_turned_the_talks_and_marking_it_harmless_hides_it() -> None:
    tool = unstuck.RecoveryPlanner(at="analyse")
    assert chart(tool, "recovery_timeline")["title"] == "Tension rose most at “One sentence later”"
    moments = [dict(row) for row in tool.draft["house_moments"]]
    moments[3]["tension"] = 6
    tool.set(house_moments=moments)
    picture = chart(tool, "recovery_timeline")
    assert picture["title"] == "Tension rose most at “The next morning”"
    assert "It was their move." in markdown(tool.blocks[:-1])
    assert picture["data"]["turn"] == [{"row": 4, "before": 6, "tension": 10, "label": "+4"}]


def test_ones_own_plan_begins_from_empty_with_one_step_open() -> None:
    tool = mine()
    assert tool.draft["whose"] == "own"
    assert tool.result.plan == Plan()
    assert block(tool, "finding")["text"].startswith("**Step 1 comes next: face it.**")
    assert "what it cost" in block(tool, "finding")["text"]
    assert list(shut(tool)) == [SECTIONS[step] for step in list(Step)[1:]]
    assert "worked example" not in markdown(tool.blocks)


@pytest.mark.parametrize(
    ("known", "opened"),
    [
        ({}, 1),
        (FACE, 2),
        (FACE | ANALYSE, 3),
        (FACE | ANALYSE | LESSONS, 4),
        (FACE | ANALYSE | LESSONS | HABIT, 5),
        (ANALYSE | LESSONS | HABIT | RETURN, 1),
    ],
)
def test_a_step_opens_as_the_one_before_is_done(known: dict[str, Any], opened: int) -> None:
    tool = mine(**known)
    closed = [SECTIONS[step] for step in list(Step)[opened:]]
    assert list(shut(tool)) == closed
    states = [row["state"] for row in chart(tool, "recovery_steps")["data"]["steps"]]
    assert states == ["done"] * (opened - 1) + ["now"] + ["shut"] * (5 - opened)


def test_a_shut_step_says_in_a_sentence_what_it_waits_for() -> None:
    tool = mine(**FACE | {"cost": ""})
    waits = shut(tool)
    assert waits[SECTIONS[Step.ANALYSE]] == (
        "Opens when step 1 is done. Still missing there: what it cost."
    )
    assert waits[SECTIONS[Step.RETURN]] == "Opens when step 4 is done."


def test_choosing_a_step_that_is_not_open_shows_the_one_that_comes_next() -> None:
    tool = mine(at="return", **FACE)
    assert SECTIONS[Step.ANALYSE] not in shut(tool)
    assert shut(tool)[SECTIONS[Step.FACE]].startswith("Done")
    assert shut(tool)[TALKS]


def test_softening_words_are_asked_about_and_a_plain_sentence_is_not() -> None:
    tool = mine(happened="Technically we just agreed to pause.")
    assert "“Technically” and “just”" in markdown(tool.blocks) or (
        "“technically” and “just”" in markdown(tool.blocks)
    )
    tool.set(happened="They signed with another firm.")
    assert "You wrote" not in markdown(tool.blocks)


@pytest.mark.parametrize("response", ["blame", "shrink", "own"])
def test_each_response_is_answered_and_none_bars_the_way(response: str) -> None:
    tool = mine(**FACE | {"response": response})
    assert tool.result.progress.now is Step.ANALYSE
    tool.set(at="face")
    words = {"blame": "blame", "shrink": "shrunk", "own": "stepped back"}
    assert f"**{words[response]}" in markdown(tool.blocks[:-1])


@pytest.mark.parametrize(
    ("alike", "carry", "badge", "says"),
    [
        ("differs", "yes", "Blind", "a rule of thumb that misleads"),
        ("unknown", "changed", "Untested", "Find out"),
        ("alike", "no", "Dropped", "What speaks against it?"),
        ("differs", "no", "Stays behind", "stays behind"),
    ],
)
def test_a_line_says_what_becomes_of_the_lesson(
    alike: str, carry: str, badge: str, says: str
) -> None:
    line = {"name": "Who decides", "alike": alike, "carry": carry, "why": "A reason."}
    tool = mine(**FACE | ANALYSE | {"lines": [line], "at": "lessons"})
    (card,) = block(tool, "cards")["items"]
    assert card["badge"] == badge
    assert says in card["text"]


def test_a_catastrophe_ends_at_an_open_door_and_not_at_a_return() -> None:
    tool = mine()
    tool.set(**WHOLE)
    assert "You go back on Thursday 4 March 2027, 17:30" in block(tool, "finding")["text"]
    assert tool.facts(tool.answer.inputs, tool.result)["return_date"] == "2027-03-04T17:30"
    tool.set(magnitude="catastrophe")
    assert "No return is planned" in block(tool, "finding")["text"]
    assert "return_date" not in tool.facts(tool.answer.inputs, tool.result)
    told = tool.sheet()
    assert "What keeps the door open: A letter." in told
    assert "Go back: " not in tool.paper("calendar").text
    assert "The day of the return" not in told


def test_the_calendar_holds_every_date_in_its_zone() -> None:
    tool = mine(**WHOLE | {"practice_at": "2027-03-02T18:00", "title": "The spring order"})
    paper = tool.paper("calendar")
    assert paper.name.endswith(".ics")
    read = icalendar.Calendar.from_ical(paper.text)
    events = [part for part in read.walk() if part.name == "VEVENT"]
    assert [str(event["summary"]) for event in events] == [
        "Practise: I ask.",
        "Go back: The spring order",
        "Look back: what did I do, and how did it land?",
    ]
    starts = [event.decoded("dtstart") for event in events]
    assert [start.isoformat() for start in starts] == [
        "2027-03-02T18:00:00+01:00",
        "2027-03-04T17:30:00+01:00",
        "2027-03-05T17:30:00+01:00",
    ]
    assert "Opening words: I called too often." in str(events[1]["description"])


def test_without_a_date_there_is_no_calendar_and_a_sentence_says_so() -> None:
    with pytest.raises(ValueError, match="There is no date in the plan yet"):
        mine(**FACE).paper("calendar")


def test_sheet_and_printable_page_hold_the_whole_plan_and_no_markup_of_ones_own() -> None:
    tool = mine(**WHOLE | {"lesson": "<b>Ask</b> *first*"})
    sheet, page = tool.sheet(), tool.paper("page").text
    for words in ("They never meant it.", "Tuesday", "The clock", "I chase.", "A letter."):
        assert words in sheet
        assert words in page
    assert "\\*first\\*" in sheet
    assert "<b>Ask" not in page
    assert "Europe/Oslo" in sheet
    assert sheet.count("\n## ") == 6


def test_what_was_found_goes_on_to_the_own_case() -> None:
    tool = mine()
    tool.set(**WHOLE)
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert {"lesson", "habit", "skill", "remedy", "return_date", "cause", "magnitude"} <= set(facts)
    assert facts["remedy"] == "Their date before mine."


def test_practice_after_the_day_is_sent_back() -> None:
    tool = mine(**WHOLE | {"practice_at": "2027-03-09T18:00"})
    assert "a date for practice that comes before" in block(tool, "finding")["text"]


def test_text_alternative_and_picture_agree() -> None:
    picture = chart(mine(**FACE | ANALYSE | {"at": "analyse"}), "recovery_timeline")
    assert [row[-1] for row in picture["rows"]] == [
        f"{row['tension']:g}" for row in picture["data"]["moments"]
    ]
    assert "2 and 7" in picture["sentence"]
    assert [row["misread"] for row in picture["data"]["moments"]] == [False, True]
