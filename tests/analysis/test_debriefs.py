"""The four questions: what an answer lacks, and which was not answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.debriefs import (
    FEWEST,
    Lack,
    Question,
    came_through,
    read_answer,
    read_debrief,
    unanswered,
)

GOOD = {
    Question.HARD: "At four their lawyer said that the bank had refused, and nobody spoke.",
    Question.MINE: "I filled the silence with a discount that nobody had asked me for.",
    Question.DIFFERENT: "When it goes quiet, I will count to ten and then ask.",
    Question.LEARNED: "They fear the bank and may not sign above forty without it.",
}


def test_a_debrief_that_can_be_used_lacks_nothing() -> None:
    told = read_debrief(GOOD, blame=["they never"], vague=["communication"], known="said")
    assert told.done == told.written == 4
    assert told.next is None


@pytest.mark.parametrize(
    ("question", "text", "known", "lack"),
    [
        ("hard", "  ", "", Lack.EMPTY),
        ("hard", "It was hard.", "", Lack.SHORT),
        ("hard", "They never once looked at what we had sent them.", "", Lack.BLAME),
        ("hard", "The communication between the two teams was not good enough.", "", Lack.VAGUE),
        ("mine", "The tone of the meeting was sharp from the very start.", "", Lack.ABSENT_SELF),
        (
            "different",
            "There ought to be more time for questions at the end.",
            "",
            Lack.ABSENT_SELF,
        ),
        ("learned", "They fear the bank and may not sign above forty.", "guess", Lack.GUESS),
    ],
)
def test_each_lack_is_found_for_what_it_is(
    question: str, text: str, known: str, lack: Lack
) -> None:
    told = read_answer(question, text, blame=["they never"], vague=["communication"], known=known)
    assert told.lacks == (lack,)


def test_a_guess_matters_only_for_what_was_learned() -> None:
    assert read_answer("hard", GOOD[Question.HARD], known="guess").done


@given(st.integers(0, 30))
def test_length_is_counted_in_words(count: int) -> None:
    lacks = read_answer("hard", " ".join(["word"] * count)).lacks
    assert (Lack.EMPTY in lacks) == (count == 0)
    assert (Lack.SHORT in lacks) == (0 < count < FEWEST)


@given(st.lists(st.sampled_from(["", *Question]), max_size=8))
def test_a_question_is_answered_or_it_is_not(answered: list[str]) -> None:
    missing = unanswered(answered)
    assert set(missing) | set(answered) - {""} == set(Question)
    assert not set(missing) & set(answered)


def test_what_came_through_is_what_was_answered_with_yes() -> None:
    assert [came_through(a) for a in ([], ["yes", "no", "partly"], ["yes"] * 3)] == [0, 1, 3]


@pytest.mark.parametrize(("question", "known"), [("why", ""), ("hard", "dreamt")])
def test_an_unknown_question_or_source_is_refused(question: str, known: str) -> None:
    with pytest.raises(ValueError, match=r"take one|choose one"):
        read_answer(question, "Some words.", known=known)
