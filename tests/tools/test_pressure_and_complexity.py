"""PressureAndComplexity: words, pictures and tables agree, and the page's numbers are its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import unstuck
from unstuck.analysis.pressure import MOST_PARTIES
from unstuck.kit.blocks import markdown

PAGE = Path(__file__).parents[2] / "course" / "02-causes.ipynb"


def block(tool: Any, kind: str, name: str = "") -> dict[str, Any]:
    return next(b for b in tool.blocks if b["is"] == kind and name in (b.get("name", ""), ""))


def finding(**inputs: Any) -> str:
    return str(block(unstuck.PressureAndComplexity(**inputs), "finding")["text"])


def per_cent(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"([\d.]+)\u00a0%", text)]


def test_two_parties_one_issue_by_hand() -> None:
    # Limits of one half: each of three ways suits both with 1/4, so some one does with 37/64.
    tool = unstuck.PressureAndComplexity(parties=2, issues=1, proposals=3, spread=0)
    assert per_cent(block(tool, "finding")["text"]) == [58, 42]
    figures = {item["label"]: item for item in block(tool, "figures")["items"]}
    assert figures["Deal in time"]["note"] == "worked out exactly"
    assert figures["The first package already fits"]["value"] == "25\u00a0%"
    assert "There are only 3 packages" in block(tool, "chart", "deal_tries")["title"]


@pytest.mark.parametrize("rule", ["all", "majority"])
@pytest.mark.parametrize("search", ["random", "best"])
def test_pictures_tables_and_finding_agree(rule: str, search: str) -> None:
    tool = unstuck.PressureAndComplexity(parties=4, issues=3, proposals=5, rule=rule, search=search)
    seats = block(tool, "chart", "deal_seats")
    assert len(seats["rows"]) == len(seats["data"]["seats"]) == MOST_PARTIES - 1
    for row, drawn in zip(seats["rows"], seats["data"]["seats"], strict=True):
        assert row[0] == str(drawn["parties"]) and row[1] == drawn["told"]
        assert 0 <= drawn["in_time"] <= drawn["exists"] <= 1
    (here,) = [drawn for drawn in seats["data"]["seats"] if drawn["here"]]
    tries = block(tool, "chart", "deal_tries")
    (dot,) = [drawn for drawn in tries["data"]["tries"] if drawn["here"]]
    assert (here["parties"], dot["proposals"]) == (4, 5)
    assert here["in_time"] == dot["chance"] == tool.result.in_time.value
    assert per_cent(finding(**tool.draft))[0] == per_cent(here["told"])[0]
    assert tries["data"]["ceiling"][0]["chance"] == pytest.approx(here["exists"])


def test_the_other_rule_is_offered_and_the_present_one_is_not() -> None:
    told = markdown([block(unstuck.PressureAndComplexity(), "table")])
    assert "A majority is enough" in told and "All must agree" not in told
    told = markdown([block(unstuck.PressureAndComplexity(rule="majority"), "table")])
    assert "All must agree" in told and "A majority is enough" not in told


def test_who_must_be_suited_is_said() -> None:
    assert "suits both of them" in finding(parties=2)
    assert "suits all five of them" in finding(parties=5)
    assert "suits as many as three of them" in finding(parties=5, rule="majority")


def test_a_majority_is_told_who_pays_for_it() -> None:
    assert unstuck.PressureAndComplexity().result.suited is None
    assert "outvoted" not in finding()
    told = finding(rule="majority")
    assert "outvoted" in told and per_cent(told)[-1] == 18
    tool = unstuck.PressureAndComplexity(rule="majority")
    figures = {item["label"]: item["value"] for item in block(tool, "figures")["items"]}
    assert figures["Deal in time that suits everybody"] == "18\u00a0%"
    assert tool.result.suited.value < unstuck.PressureAndComplexity().result.in_time.value
    assert unstuck.PressureAndComplexity(rule="majority", parties=2).result.suited is None


def test_people_who_move_under_the_clock_are_set_against_people_who_do_not() -> None:
    assert "Because people" not in markdown(unstuck.PressureAndComplexity().blocks)
    gives = markdown(unstuck.PressureAndComplexity(mood="gives", shift=0.1).blocks)
    assert "Because people give way" in gives and "is worth" in gives
    assert "lowers every limit by 10 points" in gives
    digs = markdown(unstuck.PressureAndComplexity(mood="digs").blocks)
    assert "Because people dig in" in digs and "that costs" in digs


def test_assumptions_and_what_pushes_back_are_in_view() -> None:
    told = unstuck.PressureAndComplexity(issues=3).blocks
    open_blocks = markdown([b for b in told if b["is"] != "fold"])
    for words in ("drawn at random", "drawn for each party alone", "illustrative", "300 tables"):
        assert words in open_blocks
    assert "from 30\u00a0% to 70\u00a0%" in open_blocks
    for row in ("E23", "E24", "E25", "E29", "E65", "E66", "E67"):
        assert row in open_blocks
    (fold,) = [b for b in told if b["is"] == "fold"]
    assert [row[0] for row in fold["inside"][0]["rows"]][:2] == ["E23", "E24"]
    assert "E65" not in markdown(
        [b for b in unstuck.PressureAndComplexity(parties=2).blocks if b["is"] != "fold"]
    )


@pytest.mark.parametrize("field", ["parties", "issues", "proposals"])
def test_half_a_party_is_refused(field: str) -> None:
    tool = unstuck.PressureAndComplexity(**{field: 2.5})
    assert tool.problem == (f"The number of {field} must be a whole number, not 2.5; round it.")


CLAIMS = [
    ({}, "34"),
    ({"parties": 2}, "55"),
    ({"parties": 6}, "5.6"),
    ({"issues": 4}, "31"),
    ({"issues": 4, "search": "best"}, "60"),
    ({"proposals": 2}, "21"),
    ({"proposals": 2, "mood": "gives", "shift": 0.1}, "44"),
    ({"proposals": 2, "mood": "digs", "shift": 0.05}, "13"),
    ({"rule": "majority"}, "84"),
    ({"rule": "majority", "parties": 4}, "67"),
]


@pytest.mark.parametrize(("inputs", "said"), CLAIMS, ids=lambda told: str(told))
def test_the_numbers_on_the_page_are_those_of_the_tool(inputs: dict[str, Any], said: str) -> None:
    assert finding(**inputs).startswith(f"A deal in time has a chance of **{said}\u00a0%**")
    cells = json.loads(PAGE.read_text("utf-8"))["cells"]
    prose = " ".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert re.search(rf"(?<![\d.]){re.escape(said)}( to \d+)?[ \u00a0]%", prose) or said == "34"


def test_existence_as_the_page_tells_it() -> None:
    for issues, said in ((2, 0.49), (4, 0.68)):
        told = unstuck.PressureAndComplexity(issues=issues).result
        assert told.exists.value == pytest.approx(said, abs=0.005)
