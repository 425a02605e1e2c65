"""The portfolio: everything made, in order, whatever else lies in the store."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unstuck
from unstuck.kit.tool import Tool
from unstuck.tools.portfolio import Portfolio

KEPT = {
    "tool/04-zopa/ZopaExplorer": {"seller": 60, "buyer": 80},
    "tool/03-batna/BatnaCalculator/own": {"offer": 61_000},
    "tool/04-zopa/ZopaExplorer/own": {"seller": 61_000, "buyer": 61_500},
    "own/case": {"title": "The <b>lease</b> [x](javascript:1)", "reservation": 61_000},
    "own/uses/tool/04-zopa/ZopaExplorer/own": True,
    "tool/04-zopa/NoSuchTool": {},
    "tool/04-zopa/datasets": {},
    "tool/13-review/Portfolio": {},
}
TOOLS = [
    kind
    for name in unstuck.__all__
    if isinstance(kind := getattr(unstuck, name), type) and issubclass(kind, Tool)
]


def test_pieces_stand_in_the_order_of_the_course_and_strangers_are_left_out() -> None:
    made = Portfolio(kept=KEPT).result
    assert [(piece.slug, piece.kind.__name__, piece.own) for piece in made.pieces] == [
        ("03-batna", "BatnaCalculator", True),
        ("04-zopa", "ZopaExplorer", False),
        ("04-zopa", "ZopaExplorer", True),
    ]
    assert made.facts["reservation"] == 61_000


def test_the_papers_hold_every_piece_and_show_markup_as_text() -> None:
    portfolio = Portfolio(kept=KEPT)
    text = portfolio.paper("markdown").text
    assert "zone of $20**" in text and "zone of $500**" in text and "$61,000" in text
    html = portfolio.paper("page").text
    assert "<b>lease" not in html and 'href="javascript' not in html
    assert html.count("<h2>") == 4


def test_an_empty_portfolio_says_how_to_fill_it() -> None:
    portfolio = Portfolio()
    assert "nothing to show yet" in portfolio.blocks[0]["text"]
    with pytest.raises(ValueError, match="nothing to show"):
        portfolio.paper("page")


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.__name__)
def test_a_report_is_the_sheet_of_the_tool_itself(kind: type[Tool]) -> None:
    tool = kind()
    assert kind.report(tool.draft, "$") == tool.sheet()
    assert kind.report({}, "no currency").startswith(f"# {kind.title}")
    tool.close()


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*KEPT, "own/x", "<b>", "quiz/01/x"]), JUNK))
def test_whatever_lies_in_the_store_something_is_shown(kept: dict[str, Any]) -> None:
    portfolio = Portfolio(kept=kept)
    assert portfolio.problem == "" and portfolio.blocks[0]["is"] == "finding"
    portfolio.close()
