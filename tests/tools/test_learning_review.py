"""What the first answers tell: counted right, told right, linked to where it is taught."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unstuck
from unstuck.content.questions import drawn, load
from unstuck.tools.learning_review import LearningReview

BEFORE = [q for q in load("00-start-here").questions if q.use == "before"]
AFTER = [q for q in load("13-review").questions if q.use == "after"]
Kept = dict[str, Any]


def said(score: float, sure: int) -> Kept:
    return {"seed": 1, "answer": 0, "score": score, "first": {"score": score, "sure": sure}}


def assessed(before: list[float], after: list[float], sure: int = 2) -> Kept:
    ends = [*zip(BEFORE, before, strict=False), *zip(AFTER, after, strict=False)]
    return {f"ask/{q.module}/{q.id}": said(score, sure) for q, score in ends}


def block(tool: LearningReview, name: str) -> dict[str, Any]:
    return next(b for b in tool.blocks if b.get("name") == name)


def text(tool: LearningReview) -> str:
    return tool.sheet().replace("\u00a0", " ")


def test_the_two_assessments_ask_about_the_same_ideas_in_the_same_way_with_other_items() -> None:
    assert [q.concepts for q in AFTER] == [q.concepts for q in BEFORE]
    assert [(q.kind, q.level) for q in AFTER] == [(q.kind, q.level) for q in BEFORE]
    assert [q.parametrised for q in AFTER] == [q.parametrised for q in BEFORE]
    assert len({q.concepts[0] for q in AFTER}) == 10
    prompts = [drawn(q, 1).prompt for q in (*BEFORE, *AFTER)]
    assert len(set(prompts)) == 20


def test_nothing_answered_says_what_to_do_and_shows_what_will_be_filled() -> None:
    tool = LearningReview()
    assert "not answered a question" in tool.blocks[0]["text"]
    assert "ten questions above" in tool.blocks[1]["text"]
    ideas = block(tool, "learning_gain")["data"]["ideas"]
    assert len(ideas) == 10 and all(row["before"] is row["after"] is None for row in ideas)
    assert "too few" in text(tool)


def test_before_and_after_are_compared_idea_by_idea() -> None:
    tool = LearningReview(kept=assessed([0] * 6 + [1] * 4, [1] * 9 + [0]))
    assert "**4** points before the course and **9** after it" in tool.blocks[0]["text"]
    assert tool.blocks[0]["tone"] == "good"
    moves = [row["move"] for row in block(tool, "learning_gain")["data"]["ideas"]]
    assert moves == ["up"] * 6 + ["same"] * 3 + ["down"]
    told = block(tool, "learning_gain")["rows"]
    assert told[0] == ["1 · Unwanted impasse", "wrong (fairly sure)", "right (fairly sure)"]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ([1] * 3, [], "**3 of 10** before the course"),
        ([], [1] * 4, "**4 of 10** after the course"),
        ([1, 1], [0, 1], "fewer than before"),
        ([1], [1], "as many after it"),
    ],
)
def test_what_is_missing_is_said(before: list[float], after: list[float], says: str) -> None:
    tool = LearningReview(kept=assessed(before, after))
    assert says in tool.blocks[0]["text"]
    assert tool.blocks[0]["tone"] == "open"


def test_answers_to_other_questions_alone_ask_for_the_assessment() -> None:
    tool = LearningReview(kept={"quiz/04-zopa/zopa-01": said(1, 3)})
    assert "none of the ten" in tool.blocks[0]["text"]


def test_confidence_is_counted_over_the_course_and_picture_and_words_agree() -> None:
    names = [q for q in load("04-zopa").questions if q.use == "check"][:12]
    kept = {f"quiz/04-zopa/{q.id}": said(n % 2, 3) for n, q in enumerate(names)}
    tool = LearningReview(kept=kept)
    assert tool.result.levels[2].right == 6
    assert "surer than you are right" in text(tool)
    assert "**only 6 of 12**" in text(tool)
    column = block(tool, "learning_calibration")["data"]["levels"][2]
    assert (column["share"], column["told"], column["state"]) == (0.5, "6 of 12", "off")
    row = [cell.replace("\u00a0", " ") for cell in block(tool, "learning_calibration")["rows"][2]]
    assert row == ["Certain", "12", "6", "25 % to 75 %", "90 % to 100 %"]


def test_strangers_reflections_and_wrong_shelves_do_not_count() -> None:
    kept = {
        "quiz/04-zopa/no-such-question": said(1, 3),
        "quiz/no-such-module/zopa-01": said(1, 3),
        "ask/04-zopa/zopa-01": said(1, 3),
        "quiz/13-review/review-after-zone": said(1, 3),
        "ask/00-start-here/start-own-case": said(1, 1),
        "quiz/04-zopa/zopa-01": {"first": {"score": 9, "sure": 3}},
    }
    assert LearningReview(kept=kept).result.tries == ()


def test_what_went_wrong_is_listed_with_the_place_where_it_is_taught() -> None:
    wrong = {"quiz/04-zopa/zopa-04": said(0, 3), "quiz/04-zopa/zopa-01": said(1, 3)}
    tool = LearningReview(kept=wrong)
    listed = next(b for b in tool.blocks if b["is"] == "points" and b["ordered"])["items"]
    assert len(listed) == 1
    assert "[ZOPA, *What you saw*](04-zopa.ipynb#What-you-saw)" in listed[0]
    assert "*certain* all the same: 1" in listed[0]


def test_a_wrong_answer_before_the_course_is_no_reason_to_look_again() -> None:
    tool = LearningReview(kept=assessed([0] * 10, []))
    assert tool.result.revisits == ()


def test_the_forecast_is_held_against_what_came() -> None:
    kept = assessed([1] * 10, [1] * 7 + [0] * 3, sure=3)
    kept["tool/13-review/SelfForecast"] = {"right": 9, "certain": 0.8}
    told = text(LearningReview(kept=kept))
    assert "expected 9 of ten to be wholly right after the course; it was **7**" in told
    assert "it was **85 %** of 20" in told and "luck can explain" in told
    kept["tool/13-review/SelfForecast"] = {"right": "many", "certain": [1]}
    assert "What you had expected" not in text(LearningReview(kept=kept))


def test_a_forecast_says_back_what_was_guessed() -> None:
    assert "Nothing is written down" in unstuck.SelfForecast().blocks[0]["text"]
    told = unstuck.SelfForecast(right=8, certain=0.95).blocks[0]["text"]
    assert "**8** of the ten" in told and "**95\u00a0%**" in told
    assert "from 0 to 10; you have 11" in unstuck.SelfForecast(right=11).problem


def test_the_final_questions_are_kept_where_progress_does_not_count_them() -> None:
    box = unstuck.quiz("13-review", use="after")
    assert [child._spec["keep"] for child in box.children] == [
        f"ask/13-review/{q.id}" for q in AFTER
    ]


def test_every_link_leads_to_a_heading_of_a_page() -> None:
    course = Path(__file__).parents[2] / "course"
    kept = {
        f"quiz/{q.module}/{q.id}": said(0, 2)
        for slug in ("01-impasse", "03-batna", "04-zopa")
        for q in load(slug).questions
        if q.use == "check" and q.kind != "reflection"
    }
    for one in LearningReview(kept=kept).result.revisits:
        at = unstuck.tools.learning_review.place(one.concept, course)
        assert at is not None
        page = course / f"{at.module}.ipynb"
        if page.is_file():
            cells = json.loads(page.read_text("utf-8"))["cells"]
            assert any(f"# {at.heading}" in "".join(cell["source"]) for cell in cells)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
KEYS = ["quiz/04-zopa/zopa-01", "ask/13-review/review-after-zone", "quiz//", "ask/x"]


@given(st.dictionaries(st.sampled_from([*KEYS, "tool/13-review/SelfForecast"]), JUNK))
def test_whatever_lies_in_the_store_something_is_shown(kept: Kept) -> None:
    tool = LearningReview(kept=kept)
    assert tool.problem == "" and tool.blocks[0]["is"] == "finding"
    tool.close()
