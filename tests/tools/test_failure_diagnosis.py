"""FailureDiagnosis: the course's cases judged, one's own talks read sign by sign, facts told."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.analysis.failure import ASKED, FailureKind
from unstuck.content.words import words
from unstuck.kit.blocks import markdown
from unstuck.kit.fields import form
from unstuck.tools.failure_diagnosis_cases import CASES, JUDGEMENTS, KIND_TITLES, Case, said

COURSE_CASES = {
    "case-coo",
    "case-trainer",
    "case-startup",
    "case-deadline",
    "case-partnership",
    "case-consultant",
    "case-donor",
    "case-house",
    "case-delivery",
}


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def cards(tool: Any) -> dict[str, dict[str, str]]:
    return {
        item["title"]: item
        for each in tool.blocks
        if each["is"] == "cards"
        for item in each["items"]
    }


def judged(case: Case, **changes: str) -> Any:
    """The case with every kind judged as we read it, but for what is changed."""
    said = {case.name(kind): honest[0] for kind, honest in case.honest.items()}
    grade = {f"{case.prefix}_magnitude": case.grades[0]}
    return unstuck.FailureDiagnosis(which=case.id, **(said | grade | changes))


def answered(ending: str, answer: str, **more: Any) -> Any:
    names = {name: answer for names in ASKED.values() for name in names}
    return unstuck.FailureDiagnosis(which=f"own-{ending}", **(names | more))


def test_all_nine_cases_of_the_course_are_there() -> None:
    assert set(CASES) == COURSE_CASES


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.prefix)
def test_every_judgement_that_can_be_made_has_something_to_say(case: Case) -> None:
    assert set(case.honest) == set(case.kinds)
    for kind, honest in case.honest.items():
        signs = {side: case.signs(kind, side) for side in ("for", "against", "note")}
        assert any(signs.values()), kind
        if honest == ("yes",):
            assert signs["for"], kind
        if honest == ("no",):
            assert signs["against"], kind
        if len(honest) == len(JUDGEMENTS):
            assert signs["for"] and (signs["against"] or signs["note"]), kind


def test_no_sign_of_a_case_is_written_for_a_kind_that_it_cannot_be() -> None:
    known = {case.name(kind) for case in CASES.values() for kind in case.kinds}
    for key in words("10-failure", "FailureDiagnosis"):
        if key.split("_")[0] in {case.prefix for case in CASES.values()}:
            stem = key.rstrip("0123456789").removesuffix("_for").removesuffix("_against")
            stem = stem.removesuffix("_note")
            assert stem in known or stem.split("_")[-1] in {"title", "story", "reading"}, key


def test_nothing_of_our_reading_shows_before_a_judgement() -> None:
    tool = unstuck.FailureDiagnosis(which="case-house")
    told = markdown(tool.blocks)
    case = CASES["case-house"]
    for kind in case.kinds:
        for side in ("for", "against", "note"):
            assert not any(sign in told for sign in case.signs(kind, side))
    assert block(tool, "chart")["data"]["tiles"] == []
    assert "A fast market" not in told and "fold" not in [each["is"] for each in tool.blocks]


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.prefix)
def test_judging_as_we_do_is_told_so_and_brings_the_reading(case: Case) -> None:
    tool = judged(case)
    count = len(case.kinds)
    assert f"**{count} of {count} kinds**" in block(tool, "finding")["text"]
    assert "We read it otherwise" not in markdown(tool.blocks)
    assert block(tool, "fold")["summary"] == "Our reading of the whole"


def test_a_different_judgement_is_named_and_the_signs_are_shown() -> None:
    case = CASES["case-startup"]
    tool = judged(case, startup_under_table="no", startup_magnitude="catastrophe")
    card = cards(tool)["Under the table"]
    assert card["badge"] == "We read it otherwise"
    assert "One worry drove the answer" in card["text"]
    assert "**3 of 4 kinds**" in block(tool, "finding")["text"]
    assert "**How grave?** We read it otherwise." in markdown(tool.blocks)


@pytest.mark.parametrize("said", list(JUDGEMENTS))
def test_the_trainer_has_two_honest_diagnoses(said: str) -> None:
    tool = unstuck.FailureDiagnosis(which="case-trainer", trainer_missed_agreement=said)
    assert cards(tool)["Missed agreement"]["badge"] == "Honest either way"


def test_a_demand_given_up_is_no_failure() -> None:
    tool = unstuck.FailureDiagnosis(which="case-delivery", delivery_objectives="yes")
    card = cards(tool)["Short of its goals"]
    assert card["badge"] == "We read it otherwise"
    assert "A demand is not a goal" in card["text"]


def test_cases_keep_their_judgements_apart() -> None:
    tool = unstuck.FailureDiagnosis(which="case-coo", coo_by_design="no")
    tool.set(which="case-donor")
    assert tool.result.judged == ()
    tool.set(which="case-coo")
    assert tool.result.judged == (FailureKind.BY_DESIGN,)


def test_text_table_picture_and_cards_tell_the_same() -> None:
    tool = answered("deal", "yes", reservation=300, price=290, target=320, relationship=6)
    chart = block(tool, "chart")
    for line, found in enumerate(tool.result.reading.findings):
        tiles = [tile for tile in chart["data"]["tiles"] if tile["line"] == line]
        sides = [tile["side"] for tile in tiles]
        assert sides.count("for") == len(found.signs_for)
        assert sides.count("against") == len(found.signs_against)
        name, standing, *_ = chart["rows"][line]
        assert name == KIND_TITLES[found.kind] == chart["data"]["kinds"][line]["name"]
        assert standing == chart["data"]["kinds"][line]["told"]
        if found.signs_for or found.signs_against:
            assert cards(tool)[name]["badge"] == standing


def test_the_hospital_of_the_page_misses_an_agreement_until_there_is_a_gap() -> None:
    tool = unstuck.FailureDiagnosis(
        which="own-no-deal",
        role="seller",
        reservation=410_000,
        offer=430_000,
        their_reservation=450_000,
        offence="yes",
        untested="yes",
    )
    assert tool.result.reading.names == "missed-agreement"
    assert "**missed agreement**" in block(tool, "finding")["text"]
    tool.set(their_reservation=400_000)
    assert tool.result.reading.names == "none"
    assert "a gap of $10,000" in markdown(tool.blocks)


@pytest.mark.parametrize("verdict", ["torn", "leave", "sign"])
def test_between_goal_and_limit_both_sides_are_heard_whatever_one_says(verdict: str) -> None:
    tool = unstuck.FailureDiagnosis(
        which="own-deal",
        reservation=410_000,
        price=415_000,
        target=440_000,
        verdict=verdict,
        because="*They* will be back",
    )
    told = markdown(tool.blocks)
    assert {"Leave", "Sign"} <= set(cards(tool))
    assert "$5,000 better" in cards(tool)["Sign"]["text"]
    assert "Weiss would rather leave" in cards(tool)["Leave"]["text"]
    assert "\\*They\\* will be back" in told
    assert {
        "torn": "Which is it?",
        "leave": "what would you have had instead",
        "sign": "in what sense was it a goal",
    }[verdict] in told


@pytest.mark.parametrize("price", [405_000, 445_000])
def test_outside_of_that_there_is_nothing_to_argue(price: float) -> None:
    tool = unstuck.FailureDiagnosis(
        which="own-deal", reservation=410_000, price=price, target=440_000
    )
    assert "Leave" not in cards(tool)


def test_what_the_alternative_leaves_is_a_sellers_limit_where_none_is_given() -> None:
    sold = unstuck.FailureDiagnosis(which="own-deal", batna_value=300, price=280)
    assert sold.result.reading.names == "worse-than-batna"
    assert "$20 worse than your limit" in markdown(sold.blocks)
    sold.set(reservation=270)
    assert sold.result.reading.names == "none"
    bought = unstuck.FailureDiagnosis(which="own-deal", role="buyer", batna_value=300, price=280)
    assert bought.result.reading.numbers.margin is None


def waiting(tool: Any) -> dict[str, str]:
    """The closed sections that say when they open."""
    return {section: opens for section, opens in tool.shut(tool.draft).items() if opens}


@pytest.mark.parametrize("ending", ["no-deal", "deal"])
def test_the_kinds_open_one_after_the_other(ending: str) -> None:
    tool = unstuck.FailureDiagnosis(which=f"own-{ending}")
    shut = waiting(tool)
    assert "By design?" not in shut
    assert shut["Emotions took over?"].startswith("Opens after")
    tool.set(expected="no", question="no", affordable="unknown")
    assert len(waiting(tool)) == len(shut) - 1
    assert waiting(answered(ending, "unknown")) == {}


def test_a_case_waits_for_nothing() -> None:
    assert waiting(unstuck.FailureDiagnosis()) == {}


def test_leave_or_sign_is_asked_where_the_numbers_raise_it_and_nowhere_else() -> None:
    tool = unstuck.FailureDiagnosis(which="own-deal", reservation=300, price=310, target=350)
    assert "Leave or sign?" not in tool.shut(tool.draft)
    for price in (360, 290, "much"):
        tool.set(price=price)
        assert tool.shut(tool.draft)["Leave or sign?"] == ""


def test_goals_set_afterwards_are_said_to_be_so() -> None:
    goals = [{"name": "training", "met": "not"}]
    tool = unstuck.FailureDiagnosis(
        which="own-deal", beforehand="no", goals=goals, target=5, price=4
    )
    assert "You set your goals afterwards" in markdown(tool.blocks)
    assert tool.result.reading.names == "none"
    tool.set(beforehand="yes", goals=[{"name": "[training](x)", "met": "not"}])
    assert "\\[training\\](x): not reached" in markdown(tool.blocks)


def test_low_feelings_beside_good_terms_are_pointed_out() -> None:
    tool = unstuck.FailureDiagnosis(which="own-deal", terms=6, process=2, oneself=1)
    told = markdown(tool.blocks)
    assert "Low: yourself, the process." in told
    assert "The terms feel well to you" in told
    tool.set(process=5, oneself=6)
    assert "None of what you rated is low" in markdown(tool.blocks)


@pytest.mark.parametrize("grade", ["setback", "misstep", "catastrophe"])
def test_how_grave_it_was_decides_what_comes_next(grade: str) -> None:
    tool = unstuck.FailureDiagnosis(
        which="own-no-deal", flooded="yes", calm_day="yes", answer_back=grade, how_soon=grade
    )
    assert f"**{grade}**" in block(tool, "finding")["text"]
    assert {"setback": "this week", "misstep": "module 11", "catastrophe": "other tables"}[
        grade
    ] in markdown(tool.blocks)


def test_what_holds_goes_on_to_later_tools_and_a_practice_case_does_not() -> None:
    tool = answered("no-deal", "yes", how_soon="misstep", own=True)
    told = tool.facts(tool.answer.inputs, tool.result)
    assert told["failure"] == "by-design, missed-agreement, emotional, under-table"
    assert told["magnitude"] == "misstep"
    tool.set(which="case-coo")
    assert tool.facts(tool.answer.inputs, tool.result) == {}


def test_an_own_case_opens_with_nothing_filled_in_and_says_what_to_do() -> None:
    tool = unstuck.FailureDiagnosis(which="own-no-deal", own=True)
    assert "Begin with the questions" in block(tool, "finding")["text"]
    assert tool.facts(tool.answer.inputs, tool.result) == {"failure": ""}


def test_no_failure_at_all_is_a_result() -> None:
    tool = answered("deal", "no", studied="yes", beforehand="yes", target=5, price=6, goals=[])
    assert "no failure of any of the seven kinds" in block(tool, "finding")["text"]


def test_a_number_that_cannot_be_is_refused_in_words() -> None:
    tool = unstuck.FailureDiagnosis(which="own-deal", price="a lot")
    assert tool.blocks == []
    assert "The price of the deal" in tool.problem


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.id)
def test_a_case_is_read_before_it_is_judged(case: Case) -> None:
    names = [f["name"] for f in form(unstuck.FailureDiagnosis.Inputs) if f.get("when")]
    assert names.index(f"{case.prefix}_story") < min(names.index(case.name(k)) for k in case.kinds)
    assert said(f"{case.prefix}_story") in unstuck.FailureDiagnosis(which=case.id).sheet()
