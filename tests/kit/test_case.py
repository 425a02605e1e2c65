"""The learner's own case: facts that go from tool to tool."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import unstuck
from unstuck.kit.case import BY_ROLE, FACTS, fact, sound
from unstuck.kit.fields import declared
from unstuck.kit.tool import Tool

TOOLS = [
    kind
    for name in unstuck.__all__
    if isinstance(kind := getattr(unstuck, name), type) and issubclass(kind, Tool)
]


def test_facts_are_words_or_finite_numbers_and_empty_ones_are_none() -> None:
    told = {"title": "  The lease ", "target": 5, "batna_value": math.nan, "them": "", "type": None}
    assert sound(told) == {"title": "The lease", "target": 5}
    assert len(sound({"story": "x" * 5000})["story"]) == 1500


def test_a_fact_without_a_name_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="'limits'"):
        sound({"limits": 3})


def test_limits_go_by_role() -> None:
    assert fact("limit", "buyer", "buyer") == "reservation"
    assert fact("aim", "buyer", "seller") == "their_target"
    assert fact("title", "", "seller") == "title"


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.__name__)
def test_every_linked_field_holds_a_fact_that_has_a_name(kind: type[Tool]) -> None:
    linked = {told.case for told in declared(kind.Inputs).values() if told.case}
    assert linked <= FACTS.keys() | BY_ROLE.keys()


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.__name__)
def test_a_tool_about_ones_own_case_opens_with_nothing_to_tell(kind: type[Tool]) -> None:
    tool = kind(own=True)
    if not tool.problem:
        assert tool._view["facts"] == sound(tool._view["facts"])
    tool.close()


def test_what_stands_as_it_opened_is_nobodys_fact() -> None:
    tool = unstuck.ZopaExplorer(own=True)
    tool.set(role="seller", seller=61_000)
    assert tool._view["facts"] == {"role": "seller", "reservation": 61_000}
    tool.close()


def test_a_tool_that_is_about_no_case_tells_none() -> None:
    assert "facts" not in unstuck.ZopaExplorer()._view


def test_the_page_knows_the_same_pairs() -> None:
    script = (Path(unstuck.__file__).parent / "kit" / "static" / "case.js").read_text("utf-8")
    for name, (mine, theirs) in BY_ROLE.items():
        assert f'{name}: ["{mine}", "{theirs}"]' in script
