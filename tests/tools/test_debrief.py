"""Debrief: two samples marked with feedback, one's own answers read, facts handed on."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.analysis.debriefs import Question
from unstuck.tools.debrief import KEYS, LACKING, MARKS

ANSWERS = {
    "hard": "At four their lawyer said that the bank had refused, and nobody spoke.",
    "mine": "I filled the silence with a discount that nobody had asked me for.",
    "different": "When it goes quiet, I will count to ten and then ask.",
    "learned": "They fear the bank and may not sign above forty without it.",
}


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def cards(tool: Any) -> list[dict[str, str]]:
    return list(block(tool, "cards")["items"])


def marked(name: str, marks: tuple[str, ...], **more: Any) -> Any:
    parts = unstuck.Debrief().draft[name]["parts"]
    return unstuck.Debrief(look=name, **{name: {"parts": parts, "marks": list(marks)}}, **more)


@pytest.mark.parametrize("name", KEYS)
def test_each_sentence_has_a_mark_and_all_marks_occur(name: str) -> None:
    assert len(unstuck.Debrief().draft[name]["parts"]) == len(KEYS[name])
    assert set(KEYS[name]) == set(MARKS)


@pytest.mark.parametrize("name", KEYS)
def test_nothing_is_given_away_before_a_sentence_is_marked(name: str) -> None:
    assert [each["is"] for each in unstuck.Debrief(look=name).blocks] == ["finding"]


@pytest.mark.parametrize("name", KEYS)
def test_only_marked_sentences_are_compared_each_with_its_reason(name: str) -> None:
    key = KEYS[name]
    for n in range(len(key)):
        for mark in MARKS:
            one = tuple(mark if at == n else "" for at in range(len(key)))
            (row,) = block(marked(name, one), "table")["rows"]
            assert row[1:3] == [MARKS[mark], MARKS[key[n]]]
            assert row[3]


@pytest.mark.parametrize("name", KEYS)
def test_what_is_missing_is_told_for_every_answer(name: str) -> None:
    for question in Question:
        tool = marked(name, KEYS[name], **{f"{name}_gap": str(question)})
        right = question is LACKING[name]
        assert (block(tool, "finding")["tone"] == "good") == right
        (told,) = cards(tool)
        assert told["badge"] == ("As we mark it" if right else "We mark it otherwise")
        assert "7 of 7" in block(tool, "finding")["text"]


def test_the_two_samples_lack_different_questions() -> None:
    assert len(set(LACKING.values())) == len(KEYS)


def test_ones_own_begins_with_the_first_question() -> None:
    tool = unstuck.Debrief(own=True)
    assert tool.draft["look"] == "own"
    assert [each["badge"] for each in cards(tool)] == ["Not written yet"] * 4


def test_answers_that_can_be_used_are_said_to_be() -> None:
    tool = unstuck.Debrief(look="own", known="said", **ANSWERS)
    assert block(tool, "finding")["tone"] == "good"
    assert {each["badge"] for each in cards(tool)} == {"You can work with it"}


@pytest.mark.parametrize(
    ("inputs", "at", "says"),
    [
        ({"hard": "They never read a word of what we had sent."}, 0, "*they never*"),
        ({"mine": "Our communication was not as good as it might have been."}, 1, "communication"),
        ({"mine": "The discount came far too early in the day."}, 1, "What did *you* do"),
        ({"different": "More time for questions would be a help."}, 2, "your own part"),
        ({"hard": "It was hard."}, 0, "Short."),
        ({"known": "guess"}, 3, "A guess"),
    ],
)
def test_where_to_look_again_is_said_at_the_question(
    inputs: dict[str, str], at: int, says: str
) -> None:
    told = cards(unstuck.Debrief(look="own", **(ANSWERS | inputs)))
    assert told[at]["badge"] == "Look again"
    assert says in told[at]["foot"]
    assert all(each["badge"] != "Look again" for n, each in enumerate(told) if n != at)


def test_after_a_success_and_while_open_it_serves_as_well() -> None:
    won = unstuck.Debrief(look="own", ended="deal", known="saw", **ANSWERS)
    assert "After a success" in block(won, "finding")["text"]
    texts = [each["text"] for each in unstuck.Debrief(look="own", ended="open").blocks[2:3]]
    assert "still open" in texts[0]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (("yes", "yes", ""), "You did not have to win"),
        (("yes", "yes", "yes"), "3 of 3"),
        (("no", "partly", "no"), "0 of 3"),
        (("yes", "partly", "no"), "1 of 3"),
    ],
)
def test_what_counts_beside_the_result_is_told_once_all_is_answered(
    answers: tuple[str, ...], says: str
) -> None:
    names = ("conduct", "wellbeing", "interests")
    tool = unstuck.Debrief(look="own", **dict(zip(names, answers, strict=True)))
    assert any(says in each.get("text", "") for each in tool.blocks)


def test_the_four_answers_go_on_to_the_modules_after_this_one() -> None:
    tool = unstuck.Debrief(own=True)
    tool.set(**ANSWERS)
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert {name: facts[f"debrief_{name}"] for name in ANSWERS} == ANSWERS


def test_the_sheet_and_the_page_hold_what_was_written() -> None:
    tool = unstuck.Debrief(look="own", **(ANSWERS | {"hard": "A <b>bold</b> clerk said no to us."}))
    assert ANSWERS["mine"] in tool.sheet()
    paper = tool.paper("page")
    assert paper.type == "text/html"
    assert "<b>bold" not in paper.text
    assert ANSWERS["mine"] in paper.text
