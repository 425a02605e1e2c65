"""The way in, from top to bottom: two guesses, a first tool, one's case, ten questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def put(tool: Locator, label: str, number: str) -> Locator:
    field = tool.get_by_role("textbox", name=label, exact=True)
    field.fill(number)
    field.blur()
    return field


def guess(page: Page, prompt: str, number: str) -> None:
    question = page.locator(".us-question").filter(has_text=prompt)
    question.locator("input.us-number").fill(number)
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def try_the_tool(page: Page) -> None:
    tool = page.locator(".ZopaExplorer")
    sees(tool, "zone of $20")
    put(tool, "Buyer's limit", "50")
    sees(tool, "gap of $10")
    put(tool, "Buyer's limit", "1,2")
    sees(tool.locator(".us-problem"), "1,2")
    assert tool.locator(".us-picture").count() == 0
    tool.get_by_role("button", name="Undo").click()
    sees(tool, "gap of $10")
    put(tool, "Buyer's limit", "1.2m")
    sees(tool, "zone of $1,199,940")


def bring_a_case(page: Page) -> None:
    question = page.locator(".us-question").filter(has_text="that you will bring to this course")
    question.locator("textarea").fill("The landlord does not answer.")
    question.get_by_role("button", name="Show an answer to compare").click()
    sees(question, "An example, invented.")


def test_a_learner_finds_the_way_in(
    open_module: Callable[[str], Page],
    ready: Callable[[Page], None],
    watch: Any,
    answer_each: Callable[[Page], list[str]],
) -> None:
    page = open_module("00-start-here")
    guess(page, "Researchers asked people", "30 %")
    guess(page, "On eBay a buyer", "20")
    try_the_tool(page)
    bring_a_case(page)
    page.reload()
    ready(page)
    sees(page.locator(".ZopaExplorer"), "zone of $1,199,940")
    kept = page.locator(".us-question textarea").first
    assert kept.input_value() == "The landlord does not answer."
    sees(page.locator(".CourseMap"), "BATNA")
    assert page.locator(".us-question .us-verdict").count() == 3
    kinds = answer_each(page)
    assert kinds == ["single", "truefalse", "several", "number", "matching"]
    page.locator(".CourseMap").get_by_text("of 10 questions answered").first.wait_for()
