"""Module 3 from top to bottom: predict, three plans, their side, the court, one's own, check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def put(place: Locator, label: str, words: str) -> None:
    field = place.get_by_role("textbox", name=label, exact=True).first
    field.fill(words)
    field.blur()


def predict(page: Page) -> None:
    question = page.locator(".us-question").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Fairly sure").click()
    question.locator(".us-verdict").wait_for()


def three_plans(page: Page) -> None:
    tool = page.locator(".BatnaCalculator").first
    sees(tool, "$215,048")
    tool.get_by_role("radio", name="would worry me").check()
    sees(tool, "$184,520")
    tool.get_by_role("button", name="Undo").click()
    sees(tool, "$215,048")
    put(tool, "Further months of talks", "6")
    sees(tool, "Another 6 months")


def their_side(page: Page) -> None:
    tool = page.locator(".CounterpartBatna").first
    sees(tool, "$265,314")
    put(tool, "How sure should it be that they can still say yes?", "90")
    sees(tool, "chance of 90")


def the_court(page: Page) -> None:
    tool = page.locator(".SettlementTree")
    sees(tool, "Ask for 5 bn")
    tool.get_by_role("radio", name="is a worry").check()
    put(tool, "Risk tolerance", "1")
    sees(tool.locator(".us-finding"), "Take the 2 bn")


def plan_ones_own(page: Page) -> None:
    tool = page.locator(".BatnaCalculator").last
    plan = tool.get_by_role("group", name="Plan 1")
    put(plan, "Name", "Stay where I am")
    put(tool, "The price on the table", "1500")


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page],
    ready: Callable[[Page], None],
    watch: Any,
    answer_each: Callable[[Page], list[str]],
) -> None:
    page = open_module("03-batna")
    predict(page)
    three_plans(page)
    their_side(page)
    the_court(page)
    plan_ones_own(page)
    page.reload()
    ready(page)
    sees(page.locator(".BatnaCalculator").first, "Another 6 months")
    sees(page.locator(".SettlementTree .us-finding"), "Take the 2 bn")
    sees(page.locator(".BatnaCalculator").last, "Stay where I am")
    assert page.locator(".us-question .us-verdict").count() == 1
    kinds = answer_each(page)
    assert set(kinds) == {
        *("single", "truefalse", "several", "number", "matching", "ordering", "reflection")
    }
