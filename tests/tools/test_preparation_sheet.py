"""PreparationSheet: one sheet a table and one for one's own talks, and what it says of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import unstuck
from unstuck.analysis.table import load_scenario, scenarios
from unstuck.kit.fields import declared
from unstuck.tools.preparation_sheet import kept_sheet
from unstuck.tools.preparation_sheet_fields import PreparationInputs, field

FULL: dict[str, Any] = {
    "scenario": "own",
    "role": "buyer",
    "limit": 1300,
    "target": 1100,
    "opening": 1000,
    "alternative": "The shop by the station",
    "their_alternative": "Leave it empty",
    "interests": "A dry cellar",
    "their_interests": "Somebody who clears the snow",
    "questions": "What went wrong last time?\nWho else decides?\nHow do you picture the yard?",
    "leave": "He wants a year's rent in advance",
}


def finding(tool: Any) -> dict[str, Any]:
    return dict(tool.blocks[0])


def test_the_sheet_asks_for_one_thing_after_the_other() -> None:
    tool = unstuck.PreparationSheet(scenario="own")
    assert "empty" in finding(tool)["text"] and "your limit" in finding(tool)["text"]
    tool.set(limit=900)
    assert "1 of 9" in finding(tool)["text"] and "your target" in finding(tool)["text"]
    tool.set(**FULL)
    assert "complete" in finding(tool)["text"] and finding(tool)["tone"] == "good"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"target": 1300}, "no better than your limit"),
        ({"opening": 1200}, "open with less than you aim at"),
        ({"their_limit": 1400}, "no price suits both"),
        ({"questions": "What is it?"}, "Write three at least"),
        ({"questions": "Is it dry? Can I see it? Do you live here?"}, "answered by yes or no"),
    ],
)
def test_what_contradicts_itself_is_said(changed: dict[str, Any], words: str) -> None:
    tool = unstuck.PreparationSheet(**FULL | changed)
    assert finding(tool)["tone"] == "open"
    assert words in json.dumps(tool.blocks)


def test_a_single_closed_question_is_quoted() -> None:
    questions = FULL["questions"] + "\nIs it <b>dry</b>?"
    tool = unstuck.PreparationSheet(**FULL | {"questions": questions})
    assert finding(tool)["tone"] == "good"
    told = next(b["text"] for b in tool.blocks if "yes or no" in b.get("text", ""))
    assert "Is it" in told


def test_the_picture_and_its_table_agree() -> None:
    tool = unstuck.PreparationSheet(**FULL | {"their_limit": 1200})
    chart = tool.blocks[1]
    assert [mark["at"] for mark in chart["data"]["marks"]] == [1000, 1100, 1300, 1200]
    assert [row[1] for row in chart["rows"]] == ["$1,000", "$1,100", "$1,300", "$1,200"]
    assert chart["data"]["band"] == [{"low": 1200, "high": 1300, "kind": "zone"}]
    assert "zone 100 wide" in chart["title"]


@pytest.mark.parametrize("name", scenarios())
def test_every_table_has_a_sheet_with_its_brief_and_without_its_secrets(name: str) -> None:
    told = load_scenario(name)
    tool = unstuck.PreparationSheet(scenario=name)
    view = json.dumps(tool._view, ensure_ascii=False) + json.dumps(tool._spec, ensure_ascii=False)
    assert tool.problem == ""
    assert told.you.alternative in view
    for side in told.side:
        assert side.truth not in view and side.alternative not in view
        for topic in side.topic:
            assert topic.fact not in view
    for term in told.term:
        if term.closed:
            assert term.label not in view
    shown = [f for f in declared(PreparationInputs) if f.startswith(field(name, ""))]
    assert len(shown) >= 8


def test_a_limit_below_the_brief_is_the_agreement_trap() -> None:
    tool = unstuck.PreparationSheet(trainer_limit=7000)
    assert "agreement trap" in json.dumps(tool.blocks)
    tool.set(trainer_limit=8000)
    assert "agreement trap" not in json.dumps(tool.blocks)


def test_ones_own_sheet_takes_and_gives_the_facts_of_the_case() -> None:
    tool = unstuck.PreparationSheet(own=True)
    assert tool.draft["scenario"] == "own"
    tool.set(**FULL, their_limit=1200)
    told = tool._view["facts"]
    assert told["reservation"] == 1300 and told["opening"] == 1000
    assert told["their_reservation"] == 1200 and told["role"] == "buyer"
    assert told["batna"] == "The shop by the station"
    cases = {f["case"] for f in tool._spec["form"] if f["case"]}
    assert {"batna", "their_batna", "your_interests", "their_interests", "exit_line"} <= cases
    tool.set(scenario="trainer")
    assert tool._view["facts"] == {}
    tool.close()


def test_what_was_kept_for_a_table_is_found_again() -> None:
    tool = unstuck.PreparationSheet(trainer_limit=8000, trainer_leave="A <i>no</i> from upstairs")
    rows = dict(kept_sheet(tool.draft, "trainer", "$"))
    assert rows["Your limit"] == "$8,000"
    assert "upstairs" in rows["What would make you leave"]
    assert "Your limit" not in dict(kept_sheet(tool.draft, "coo", "$"))
    assert kept_sheet("junk", "coo", "$") == kept_sheet({}, "coo", "$")


def test_the_page_to_print_holds_the_sheet() -> None:
    paper = unstuck.PreparationSheet(**FULL).paper("page")
    assert paper.type == "text/html" and "Somebody who clears the snow" in paper.text
