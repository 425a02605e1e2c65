"""DriverMap: from what was seen to a plan, one step after the other."""

from __future__ import annotations

import pytest

import unstuck
from unstuck.analysis.drivers import DRIVERS, SIGNS
from unstuck.kit.blocks import markdown
from unstuck.tools.driver_map_form import ANSWER, TEST, WHY

ORDERS = {"sign_absent_boss": True, "sign_half_hearted": True}
FULL = {
    "them": "Mr Brandt",
    "seen": "He closed the folder and looked at the clock.",
    **ORDERS,
    "driver": "external-pressure",
    "thought": "If I sign this, they will ask me why.",
    "test": "Ask who else has to be comfortable.",
    "wrong": "He decides alone.",
    "answer": "A page that he can show.",
    "otherwise": "Ask about March.",
    "voice": "them",
}


def finding(**inputs: object) -> str:
    return str(unstuck.DriverMap(own=True, **inputs).blocks[0]["text"])


def test_an_empty_map_says_where_to_begin_and_draws_all_six() -> None:
    tool = unstuck.DriverMap(own=True)
    assert "Begin with what you saw" in finding()
    picture = next(block for block in tool.blocks if block["is"] == "chart")
    assert [row["pro"] for row in picture["data"]["drivers"]] == [0] * len(DRIVERS)
    assert len(picture["rows"]) == 6


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["seen"], "Now the signs"),
        (["seen", *ORDERS], "speak most for: orders from outside"),
        (["seen", *ORDERS, "driver"], "what are *they* thinking?"),
        (["seen", *ORDERS, "driver", "thought"], "A guess is no finding"),
        (["seen", *ORDERS, "driver", "thought", "test"], "Guess and test stand"),
        (list(FULL), "Your plan for Mr Brandt stands"),
    ],
)
def test_the_finding_names_the_next_step(given: list[str], says: str) -> None:
    assert says in finding(**{name: FULL[name] for name in given})


def test_parts_open_one_after_the_other() -> None:
    tool = unstuck.DriverMap(own=True)
    assert set(tool.shut(tool.draft)) == {WHY, TEST, ANSWER}
    tool.set(seen="He shouted.")
    assert set(tool.shut(tool.draft)) == {TEST, ANSWER}
    tool.set(driver="identity")
    assert set(tool.shut(tool.draft)) == {ANSWER}
    tool.set(test="Ask how he would tell his people.")
    assert tool.shut(tool.draft) == {}


def test_signs_that_do_not_decide_are_said_not_to() -> None:
    assert "do not decide it" in finding(seen="x", sign_checks_twice=True)


def test_signs_against_ones_own_guess_are_not_passed_over() -> None:
    told = markdown(unstuck.DriverMap(**{**FULL, "driver": "worldview"}).blocks)
    assert "speak against your own guess" in told
    assert "speak more for orders from outside" in told
    fitting = markdown(unstuck.DriverMap(**FULL).blocks)
    assert "against your own guess" not in fitting and "speak more for" not in fitting


def test_the_guess_is_marked_in_picture_and_table() -> None:
    tool = unstuck.DriverMap(**FULL)
    picture = next(block for block in tool.blocks if block["is"] == "chart")
    marked = [row["label"] for row in picture["data"]["drivers"] if row["guess"]]
    assert marked == ["Orders from outside: 2 for"]
    assert [row[0] for row in picture["rows"] if row[3]] == ["Orders from outside"]


@pytest.mark.parametrize("driver", DRIVERS)
def test_every_driver_has_a_test_that_can_fail_and_an_answer(driver: str) -> None:
    told = markdown(unstuck.DriverMap(seen="x", driver=driver).blocks)
    assert "Ideas for this guess" in told
    assert "Ask: “" in told


@pytest.mark.parametrize(
    ("others", "everyone", "says"),
    [
        ("yes", "unknown", "the **situation**"),
        ("no", "yes", "the **person**"),
        ("no", "no", "**between you**"),
        ("unknown", "no", "**Open.**"),
    ],
)
def test_person_or_situation_is_told_apart(others: str, everyone: str, says: str) -> None:
    tool = unstuck.DriverMap(seen="He rose.", others_would=others, with_everyone=everyone)
    assert says in markdown(tool.blocks)


def test_the_written_plan_holds_every_line_and_can_be_printed() -> None:
    tool = unstuck.DriverMap(own=True, **FULL)
    page = tool.paper("page")
    assert page.type == "text/html"
    for name in ("them", "seen", "thought", "test", "wrong", "answer", "otherwise"):
        assert str(FULL[name]) in tool.sheet()
        assert str(FULL[name]) in page.text
    assert "Who says it first: they do" in page.text


def test_an_empty_plan_is_not_printed() -> None:
    with pytest.raises(ValueError, match="write down what you saw first"):
        unstuck.DriverMap().paper("page")


def test_what_a_learner_writes_is_only_text() -> None:
    tool = unstuck.DriverMap(**{**FULL, "seen": "<script>x</script> **loud**"})
    assert "<script>" not in tool.paper("page").text
    assert "\\*\\*loud" in markdown(tool.blocks)


def test_the_facts_that_go_on_are_who_and_what_drives_them() -> None:
    tool = unstuck.DriverMap(own=True)
    tool.set(**FULL)
    facts = tool.facts(tool.answer.inputs, tool.result)
    assert facts == {"them": "Mr Brandt", "driver": "external-pressure"}


def test_every_sign_has_a_box() -> None:
    boxes = {name for name in unstuck.DriverMap().draft if name.startswith("sign_")}
    assert boxes == {f"sign_{sign.replace('-', '_')}" for sign in SIGNS}
