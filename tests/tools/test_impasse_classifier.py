"""ImpasseClassifier reads the course's cases as the course does, and keeps type and zone apart."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.content.questions import load
from unstuck.kit.blocks import markdown
from unstuck.tools.impasse_stories import PREFIXES


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def folds(tool: Any) -> dict[str, str]:
    return {
        each["summary"]: markdown(each["inside"]) for each in tool.blocks if each["is"] == "fold"
    }


def cells(tool: Any, state: str) -> list[tuple[str, str]]:
    told = block(tool, "chart")["data"]["cells"]
    return [(cell["type"], cell["by"]) for cell in told if cell["state"] == state]


def test_it_opens_with_a_case_half_told_and_shows_what_remains() -> None:
    tool = unstuck.ImpasseClassifier()
    assert tool.result.types == "unwanted or forced"
    assert cells(tool, "possible") == [("unwanted", "neither did"), ("forced", "by the candidate")]
    assert not cells(tool, "here")
    assert "the candidate" in markdown(tool.blocks[-1:])


@pytest.mark.parametrize(
    ("first", "second", "type_", "by"),
    [
        ("yes", "yes", "wanted", "both did"),
        ("no", "no", "unwanted", "neither did"),
        ("yes", "no", "forced", "by my side"),
        ("no", "yes", "forced", "by the other side"),
    ],
)
def test_one_cell_holds_the_story_and_words_grid_and_figures_agree(
    first: str, second: str, type_: str, by: str
) -> None:
    tool = unstuck.ImpasseClassifier(case="own", first=first, second=second)
    assert cells(tool, "here") == [(type_, by)]
    assert f"**{type_}**" in block(tool, "finding")["text"]
    assert block(tool, "figures")["items"][0]["value"].lower() == type_
    chart = block(tool, "chart")
    assert f"{type_} ({by})" in chart["sentence"]
    assert [row[1].lower() for row in chart["rows"]] == [first, second]
    chosen = [next(a for a in chart["data"][s] if a["chosen"]) for s in ("first", "second")]
    assert [answer["answer"] for answer in chosen] == [first, second]


@pytest.mark.parametrize(
    ("least", "fact"), [(8_000, "a zone €1,000 wide"), (12_000, "a gap of €3,000")]
)
def test_the_trainers_limit_moves_the_zone_and_never_the_type(least: float, fact: str) -> None:
    tool = unstuck.ImpasseClassifier(
        case="case-trainer", trainer_first="no", trainer_second="no", trainer_least=least
    )
    say = {"n": 1, "g": 1, "draft": tool.draft, "currency": "€"}
    tool.set_state({"_sent": say})
    assert tool.result.types == "unwanted"
    assert fact in markdown(tool.blocks)


def test_the_case_of_the_trainer_has_two_honest_readings() -> None:
    tool = unstuck.ImpasseClassifier(case="case-trainer", trainer_first="no", trainer_second="no")
    reading = folds(tool)["Compare with the course's reading"]
    assert "**Unwanted.**" in reading
    assert "**Wanted, or forced by her.**" in reading


@pytest.mark.parametrize("case", ["case-coo", "case-trainer", "case-startup"])
def test_the_courses_reading_waits_until_both_sides_are_set(case: str) -> None:
    prefix = PREFIXES[case]
    half = unstuck.ImpasseClassifier(case=case, **{f"{prefix}first": "no"})
    story = load("01-impasse").case(case)
    assert list(folds(half)) == [f"The story: {story.title}"]
    assert "illustrative" in next(iter(folds(half).values()))
    whole = unstuck.ImpasseClassifier(
        case=case, **{f"{prefix}first": "no", f"{prefix}second": "yes"}
    )
    assert "Compare with the course's reading" in folds(whole)


def test_cases_keep_their_answers_apart() -> None:
    tool = unstuck.ImpasseClassifier(coo_second="yes", coo_structural=True)
    tool.set(case="case-startup")
    assert tool.result.types == "unwanted, forced or wanted"
    assert tool.result.causes == ()
    tool.set(case="case-coo")
    assert tool.result.types == "forced"


def test_a_gap_nobody_wanted_is_told_as_one_and_no_deal_is_not_called_a_failure() -> None:
    tool = unstuck.ImpasseClassifier(case="own", first="no", second="no", most=100, least=140)
    told = markdown(tool.blocks)
    assert "a gap of $40" in told
    assert "walking away was right on these terms" in told


def test_who_forced_it_oneself_is_sent_to_ones_own_reasons() -> None:
    mine = unstuck.ImpasseClassifier(case="own", first="yes", second="no")
    theirs = unstuck.ImpasseClassifier(case="own", first="no", second="yes")
    assert block(mine, "figures")["items"][2]["value"] == "Your own reasons"
    assert block(theirs, "figures")["items"][2]["value"] == "Persuade the other side"


def test_names_and_reasons_of_ones_own_are_shown_as_typed() -> None:
    tool = unstuck.ImpasseClassifier(
        case="own",
        first_name="*Ada*",
        second_name="",
        first="yes",
        second="yes",
        why_first="[x](y)",
    )
    assert "\\*Ada\\*" in block(tool, "finding")["text"]
    assert "the other side" in block(tool, "finding")["text"]
    chart = block(tool, "chart")
    assert chart["rows"][0] == ["\\*Ada\\*", "Yes", "\\[x\\](y)"]
    assert chart["data"]["first_side"] == [{"name": "*Ada*"}]


def test_every_ticked_cause_gets_a_step_and_none_asks_for_one() -> None:
    tool = unstuck.ImpasseClassifier(
        case="own", first="no", second="no", structural=True, intrapersonal=True
    )
    assert len(block(tool, "points")["items"]) == 2
    tool.set(structural=False, intrapersonal=False)
    assert "You have not said where the cause lay" in markdown(tool.blocks)


def test_a_limit_that_cannot_be_is_refused_in_words() -> None:
    tool = unstuck.ImpasseClassifier(coo_most=-5)
    assert tool.blocks == []
    assert "The most that the manufacturer would have paid" in tool.problem


def test_the_cases_are_there_for_later_modules() -> None:
    cases = {case.id: case for case in load("01-impasse").cases}
    assert set(cases) == {"case-coo", "case-trainer", "case-startup"}
    for case in cases.values():
        assert case.illustrative and case.source == "PON"
        assert {"first", "second", "payer"} <= set(case.facts)
        assert "{" not in case.told("€") and "€" in case.told("€")
