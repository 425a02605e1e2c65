"""What answers do to the heat, as far as it follows from what a scene's author has stated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.heat import (
    HeatAnswer,
    HeatRubric,
    HeatScene,
    Verdict,
    heat_effect,
    practise,
    read_heat,
)

ANGER = HeatRubric(helps=("hear", "ask"), inflames=("defend", "hit"), needs=("hear",))
MARKS = st.lists(st.sampled_from(["hear", "ask", "defend", "hit", "plain"]), min_size=1)


def answer(name: str, heat: float) -> HeatAnswer:
    return HeatAnswer(name, name, ("Yes.",), ("plain",), heat, "", "")


def scene(now: float, *heats: float, name: str = "s") -> HeatScene:
    answers = tuple(answer(f"a{n}", heat) for n, heat in enumerate(heats))
    return HeatScene(name, name, "anger", "", now, answers, answer("model", 0))


@pytest.mark.parametrize(
    ("marks", "verdict"),
    [
        ([], "empty"),
        ([""], "open"),
        (["hear", ""], "open"),
        (["hear"], "meets"),
        (["hear", "plain", "ask"], "meets"),
        (["hear", "defend"], "mixed"),
        (["ask"], "misses"),
        (["plain"], "misses"),
        (["ask", "hit"], "inflames"),
    ],
)
def test_an_answer_is_read_by_its_marks(marks: list[str], verdict: str) -> None:
    assert read_heat(marks, ANGER).verdict == verdict


@given(MARKS, st.sampled_from(["defend", "hit"]))
def test_one_inflaming_sentence_keeps_any_answer_from_meeting_the_feeling(
    marks: list[str], bad: str
) -> None:
    assert read_heat([*marks, bad], ANGER).verdict in (Verdict.MIXED, Verdict.INFLAMES)


@given(MARKS)
def test_the_order_of_sentences_does_not_matter_and_each_mark_is_told_once(
    marks: list[str],
) -> None:
    reading = read_heat(marks, ANGER)
    assert reading == read_heat(marks[::-1], ANGER)
    assert sorted((*reading.helps, *reading.inflames)) == sorted(set(marks) - {"plain"})


def test_half_of_the_heat_that_could_go() -> None:
    told = scene(8, 9, 4, 6, 10)
    gives_in = heat_effect(told, told.answers[2])
    assert (gives_in.change, gives_in.possible, gives_in.share) == (-2, 4, 0.5)
    assert heat_effect(told, told.best).share == 1
    assert heat_effect(told, told.worst).share == 0
    assert heat_effect(told, told.worst).size == 2


@given(
    st.integers(1, 10).flatmap(
        lambda now: st.tuples(
            st.just(now), st.integers(0, now - 1), st.lists(st.integers(0, 10), min_size=1)
        )
    )
)
def test_a_cooler_answer_never_scores_less(given_: tuple[int, int, list[int]]) -> None:
    now, cool, others = given_
    told = scene(now, cool, *others)
    ordered = sorted(told.answers, key=lambda each: each.heat)
    shares = [heat_effect(told, each).share for each in ordered]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert all(0 <= share <= 1 for share in shares)


def test_the_first_choice_counts_and_later_ones_only_teach() -> None:
    scenes = [scene(8, 9, 4, name="one"), scene(6, 2, 6, 8, name="two")]
    told = practise(
        scenes, [("one", "a0"), ("one", "a1"), ("two", "a0"), ("three", "a0"), ("two", "zz")], "one"
    )
    assert [each.id for each in told.tried] == ["a0", "a1"]
    assert (told.share, told.scenes, told.mean) == (0, 2, 0.5)
    assert practise(scenes, [], "one").mean is None


def test_a_scene_in_which_nothing_cools_is_refused() -> None:
    with pytest.raises(ValueError, match="lowers the heat of 5; add one"):
        scene(5, 5, 7)
    with pytest.raises(ValueError, match="0 or more"):
        answer("a", -1)
    with pytest.raises(ValueError, match="mark each sentence once"):
        HeatAnswer("a", "A", ("One.", "Two."), ("hear",), 1, "", "")


def test_a_rubric_does_not_contradict_itself() -> None:
    with pytest.raises(ValueError, match="needed but does not help"):
        HeatRubric(("hear",), ("hit",), ("ask",))
    with pytest.raises(ValueError, match="both help and inflame"):
        HeatRubric(("hear",), ("hear",), ("hear",))
