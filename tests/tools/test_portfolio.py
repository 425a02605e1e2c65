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


WRITTEN = {
    "ask/00-start-here/start-own-case": {"answer": "He **never** writes back.\n# Not a heading"},
    "quiz/04-zopa/zopa-01": {"answer": 3, "first": {"score": 0, "sure": 3}},
    "own/grid": {"coo_type": "forced"},
}


def test_what_was_written_the_grid_and_the_answers_belong_to_it() -> None:
    portfolio = Portfolio(kept={**KEPT, **WRITTEN})
    made = portfolio.result
    assert [(each.slug, each.text[:8]) for each in made.written] == [("00-start-here", "He **nev")]
    assert [piece.kind.__name__ for piece in made.pieces[-2:]] == ["ImpasseGrid", "LearningReview"]
    assert made.modules == ("00-start-here", "03-batna", "04-zopa", "13-review")
    text = portfolio.paper("markdown").text
    assert r"> He \*\*never\*\* writes back." in text and r"> \# Not a heading" in text
    assert "| The candidate who withdrew | Forced: one of them |" in text
    assert "\n# Not a heading" not in text and "What you set" not in text.split("Nine cases")[1]


def test_modules_are_called_by_their_titles_and_amounts_are_amounts() -> None:
    portfolio = Portfolio(kept=KEPT)
    headings = [block["text"] for block in portfolio.blocks if block["is"] == "heading"]
    assert headings == ["3 · BATNA", "4 · ZOPA"]
    case = next(block for block in portfolio.blocks if block["is"] == "table")
    assert ["Your limit", "$61,000"] in case["rows"]


def test_it_does_not_hold_what_only_gathers() -> None:
    answers = {"tool/13-review/LearningReview": {"kept": {}}, "tool/13-review/SelfForecast": {}}
    kinds = [piece.kind.__name__ for piece in Portfolio(kept=answers).result.pieces]
    assert kinds == ["SelfForecast"]


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
