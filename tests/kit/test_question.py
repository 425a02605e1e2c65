from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstuck.content import questions
from unstuck.kit.question import Question, quiz

SAMPLE = Path(__file__).parents[1] / "content" / "sample.toml"
PUBLIC = {
    "id",
    "kind",
    "use",
    "prompt",
    "hint",
    "choices",
    "unit",
    "currency",
    "left",
    "right",
    "items",
    "longest",
    "text",
}


@pytest.fixture(scope="module", autouse=True)
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("en")
    shutil.copy(SAMPLE, folder / "sample.toml")
    before = questions.FOLDER
    questions.FOLDER = folder
    questions.load.cache_clear()
    yield
    questions.FOLDER = before
    questions.load.cache_clear()


def names() -> list[str]:
    return [q.id for q in questions.load("sample").questions]


def say(question: Question, n: int, **draft: Any) -> None:
    told = {**question.draft, **draft}
    question.set_state({"_sent": {"n": n, "g": n, "draft": told, "currency": "$"}})


def everything_the_page_knows(question: Question) -> str:
    state = question.get_state()
    state.pop("_esm")
    return json.dumps(state, default=str)


def keys_of(told: Any) -> set[str]:
    if isinstance(told, dict):
        return set(told) | {k for value in told.values() for k in keys_of(value)}
    if isinstance(told, list | tuple):
        return {k for value in told for k in keys_of(value)}
    return set()


def test_before_the_answer_the_page_holds_nothing_of_the_key() -> None:
    for name in names():
        question = Question(name, seed=5)
        say(question, 1)
        say(question, 2, answer="12")
        assert keys_of(question._view["item"]) <= PUBLIC
        assert question._view["grade"] is None
        told = everything_the_page_knows(question)
        if question.item.worked:
            assert json.dumps(question.item.worked)[1:-1] not in told


def test_the_key_comes_with_the_answer_and_not_with_an_empty_one() -> None:
    question = Question("sample-single", seed=1)
    say(question, 1, sure=2)
    assert question._view["problem"] == questions.UNANSWERED
    assert question._view["grade"] is None and question.draft["sure"] == 0
    say(question, 2, answer=0, sure=2)
    grade = question._view["grade"]
    assert len(grade["messages"]) == 3 and all(m["text"] for m in grade["messages"])


def test_right_and_wrong_are_scored_and_the_first_try_is_remembered() -> None:
    question = Question("sample-single", seed=1)
    right = next(
        n for n in range(3) if question.item.grade(n).right
    )  # found by trying: the page cannot
    say(question, 1, answer=(right + 1) % 3, sure=3)
    assert question.draft["score"] == 0 and question.draft["first"] == {"score": 0, "sure": 3}
    question.do("again")
    assert question.draft["sure"] == 0 and question.draft["tries"] == 1
    assert question._view["grade"] is None
    right = next(n for n in range(3) if question.item.grade(n).right)
    say(question, 2, answer=right, sure=1)
    assert question.draft["score"] == 1 and question.draft["first"] == {"score": 0, "sure": 3}


def test_a_kept_answer_comes_back_with_its_numbers_and_feedback() -> None:
    first = Question("sample-single")
    say(first, 1, answer=1, sure=2)
    again = Question("sample-single")
    again.set_state({"_sent": {"n": 1, "g": 1, "draft": first.draft, "currency": "$"}})
    assert again._view["item"] == first._view["item"]
    assert again._view["grade"] == first._view["grade"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_answer_from_a_page_breaks_a_question(data: Any) -> None:
    question = Question(data.draw(st.sampled_from(names())), seed=3)
    junk = data.draw(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=30)
        | st.lists(st.integers(-3, 9) | st.none() | st.text(max_size=3), max_size=9)
    )
    say(question, 1, answer=junk, sure=data.draw(st.integers(-1, 5)), seed=junk, first=junk)
    assert question._view["problem"] or question._view["grade"] or not question.draft["sure"]
    question.close()


def test_a_typed_number_is_read_as_people_write_it() -> None:
    number = next(q.id for q in questions.load("sample").questions if q.kind == "number")
    question = Question(number, seed=2)
    say(question, 1, answer="lots", sure=1)
    assert "'lots' is not a number" in question._view["problem"]
    say(question, 2, answer="1,000,000", sure=1)
    assert question._view["grade"]["score"] == 0


def test_a_quiz_is_one_widget_a_question() -> None:
    asked = quiz("sample")
    assert [child.question.use for child in asked.children] == ["check"] * len(asked.children)
    with pytest.raises(ValueError, match="no questions for 'nonsense'"):
        quiz("sample", use="nonsense")


def test_an_unknown_question_is_named_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"no question 'sample-singel'.*sample-single"):
        Question("sample-singel")
