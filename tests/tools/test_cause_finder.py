"""CauseFinder: accepted readings fit the stories, feedback is right for each mark, facts go on."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.analysis.causes import Cause, Step
from unstuck.kit.blocks import markdown
from unstuck.kit.fields import sentences
from unstuck.tools.cause_finder_stories import LABELS, cases, passage, prefix, reading, signs

STORIES = list(cases())


def marked(case: str, marks: list[str], **more: Any) -> Any:
    name = prefix(case)
    told = {f"{name}_{field}": value for field, value in more.items()}
    return unstuck.CauseFinder(case=case, **{name: {"marks": marks}}, **told)


def best(case: str) -> list[str]:
    """The first accepted reading of every sentence that must be marked, no mark elsewhere."""
    return ["" if "" in sign.accepted else sign.accepted[0] for sign in signs(case)]


def block(tool: Any, kind: str, name: str = "") -> dict[str, Any]:
    return next(b for b in tool.blocks if b["is"] == kind and name in (b.get("name", ""), ""))


def badges(tool: Any) -> dict[int, str]:
    told = block(tool, "cards")["items"]
    return {int(card["foot"].split()[1].rstrip(":")): card["badge"] for card in told}


def test_there_are_the_three_opening_cases_and_two_of_our_own() -> None:
    assert STORIES == ["case-coo", "case-trainer", "case-startup", "case-hall", "case-rise"]


@pytest.mark.parametrize("case", STORIES)
def test_every_sentence_of_a_story_has_a_reading_and_a_word(case: str) -> None:
    told = signs(case)
    assert [sign.sentence for sign in told] == list(sentences(passage(case)))
    for sign in told:
        assert set(sign.accepted) <= {"", *map(str, Cause)} and sign.accepted
        assert len(sign.shows) > 20
    causes, words = reading(case)
    assert causes and len(words) > 100
    shown = {name for sign in told for name in sign.accepted}
    assert set(map(str, causes)) <= shown


def test_over_the_stories_every_cause_is_there_and_sentences_bear_two() -> None:
    every = [sign.accepted for case in STORIES for sign in signs(case)]
    assert {name for accepted in every for name in accepted if name} == set(map(str, Cause))
    assert any(len([name for name in accepted if name]) > 1 for accepted in every)
    assert any("" in accepted and any(accepted) for accepted in every), "two honest readings"


@pytest.mark.parametrize("case", STORIES)
def test_whoever_reads_as_we_do_finds_all_and_reads_nothing_in(case: str) -> None:
    tool = marked(case, best(case), compare=True)
    finding = block(tool, "finding")
    assert finding["tone"] == "good"
    assert f"all {tool.result.reading.signs} signs" in finding["text"]
    assert set(badges(tool).values()) == {"Found"}
    assert reading(case)[1] in markdown(tool.blocks)


def test_feedback_sign_by_sign() -> None:
    marks = ["", "pressure", "self-serving", "pressure", "", "", ""]
    tool = marked("case-coo", marks, compare=True)
    assert badges(tool) == {
        2: "Read into it",
        3: "Another cause",
        4: "Found",
        5: "Passed over",
    }
    text = block(tool, "finding")["text"]
    assert "1 of 3 signs" in text
    for slip in ("1 read as another cause.", "1 passed over.", "1 read into the story."):
        assert slip in text
    cards = markdown([block(tool, "cards")])
    assert "You marked it as self-serving fairness." in cards
    assert "You left it unmarked." in cards


def test_a_sentence_of_the_trainers_story_can_be_read_both_ways() -> None:
    told = {"extreme-offer": "Can be read so", "": None, "pressure": "Another cause"}
    for mark, badge in told.items():
        marks = best("case-trainer")
        marks[4] = mark
        assert badges(marked("case-trainer", marks, compare=True)).get(5) == badge
    assert "Two honest diagnoses" in reading("case-trainer")[1]


def test_nothing_of_the_reading_shows_before_it_is_asked_for() -> None:
    tool = marked("case-hall", best("case-hall"))
    told = markdown(tool.blocks)
    for sign in signs("case-hall"):
        assert sign.shows not in told
    assert reading("case-hall")[1] not in told
    assert block(tool, "chart", "cause_signs")["data"]["readings"] == []


def test_picture_and_table_agree() -> None:
    chart = block(marked("case-coo", best("case-coo"), compare=True), "chart", "cause_signs")
    causes = list(Cause)
    drawn = {(spot["at"], LABELS[causes[spot["row"]]]) for spot in chart["data"]["marks"]}
    told = {(n, row[1]) for n, row in enumerate(chart["rows"], 1) if row[1] != "No sign"}
    assert drawn == told
    for square in chart["data"]["readings"]:
        read = chart["rows"][square["at"] - 1][2].lower()
        assert LABELS[causes[square["row"]]].lower() in read
        assert square["open"] == ("or no mark" in chart["rows"][square["at"] - 1][2])
    assert chart["signals"]["most"] == len(chart["rows"]) == 7


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("pause", "**This meets the cause.**"),
        ("interests", "**This helps, and leaves the cause where it is.**"),
        ("weaknesses", "**A good remedy for something else.**"),
        ("distrust", "**A guard, not a remedy.**"),
        ("dodge", "**A habit, not a remedy.**"),
        ("push", "**A habit, not a remedy.**"),
    ],
)
def test_what_comes_next_is_held_against_the_causes(step: str, says: str) -> None:
    told = markdown(marked("case-coo", best("case-coo"), compare=True, step=step).blocks)
    assert says in told
    if step in ("dodge", "push", "weaknesses"):
        assert "What would meet pressure and complexity: pause" in told


def test_a_step_without_a_mark_asks_for_the_marks_first() -> None:
    told = markdown(unstuck.CauseFinder(coo_step="alternative").blocks)
    assert "**Mark the story first.**" in told
    assert "**A habit, not a remedy.**" in markdown(unstuck.CauseFinder(coo_step="push").blocks)


def test_the_grid_sets_cause_against_remedy() -> None:
    tool = marked("case-coo", best("case-coo"), step="pause")
    chart = block(tool, "chart", "cause_remedies")
    meets = {(c["row"], c["column"]) for c in chart["data"]["cells"] if c["kind"] == "meets"}
    assert meets == {(0, 0), (1, 1), (2, 2), (3, 2), (4, 4)}
    assert [head["chosen"] for head in chart["data"]["heads"]] == [False, False, True, False, False]
    assert "pressure and complexity" in chart["title"]
    assert len(chart["rows"]) == 5 and chart["rows"][2][3] == "meets it"


def test_every_step_has_its_words() -> None:
    for step in Step:
        assert markdown(marked("case-coo", best("case-coo"), step=str(step)).blocks)


def own(text: str, marks: list[str], **more: Any) -> Any:
    tool = unstuck.CauseFinder(own=True)
    tool.set(story={"text": text, "marks": marks}, **more)
    return tool


def test_a_story_of_ones_own_opens_empty_and_says_what_to_do() -> None:
    tool = unstuck.CauseFinder(own=True)
    assert tool.draft["case"] == "own"
    assert [b["is"] for b in tool.blocks] == ["finding"]
    assert "Write what happened" in tool.blocks[0]["text"]
    assert tool.facts(tool.answer.inputs, tool.result) == {}


def test_marks_of_ones_own_story_lead_to_its_cause_and_go_on() -> None:
    text = "They asked for double. We had until Friday. They rang twice. I said no."
    tool = own(text, ["extreme-offer", "pressure", "pressure", ""], title="The press")
    assert "**pressure** first: 2 of its 4 sentences" in block(tool, "finding")["text"]
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert facts["cause"] == "pressure" and facts["story"] == text and facts["title"] == "The press"
    tool.set(cause="extreme-offer", story_step="pause")
    assert "You say that **an extreme offer** weighed most" in block(tool, "finding")["text"]
    assert tool.facts(tool.answer.inputs, tool.result)["cause"] == "extreme-offer"
    assert "**A good remedy for something else.**" in markdown(tool.blocks)


def test_a_tie_names_no_cause() -> None:
    tool = own("We met. They left.", ["pressure", "complexity"])
    assert "pressure and complexity** come equally often" in block(tool, "finding")["text"]
    assert "cause" not in tool.facts(tool.answer.inputs, tool.result)


def test_a_story_of_the_course_tells_nothing_of_ones_own() -> None:
    tool = marked("case-coo", best("case-coo"))
    assert tool.facts(tool.answer.inputs, tool.result) == {}


def test_a_story_may_come_as_a_text_and_keeps_its_marks_when_a_sentence_is_added() -> None:
    tool = unstuck.CauseFinder(own=True, story="They rang. They rang again.")
    tool.set(story={**tool.draft["story"], "marks": ["pressure", "pressure"]})
    tool.set(story={**tool.draft["story"], "text": "We met. They rang. They rang again."})
    assert tool.draft["story"]["marks"] == ["", "pressure", "pressure"]
