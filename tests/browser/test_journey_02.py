"""Module 02 from top to bottom: guess, mark a story, set a table, mark one's own, be asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

SLUG = "02-causes"
STORY = "They asked for double. We had until Friday. They rang twice a day. I said no."


def question(page: Page, words: str) -> Locator:
    return page.locator(".us-question", has_text=words).first


def settle(asked: Locator, sure: str = "Fairly sure") -> None:
    asked.get_by_role("button", name=sure).click()
    asked.locator(".us-verdict").wait_for()


def predict(page: Page) -> None:
    asked = question(page, "all of five")
    asked.locator("input.us-number").fill("60")
    settle(asked, "A guess")
    asked = question(page, "over all the studies")
    asked.get_by_label("True").check()
    settle(asked, "Certain")


def mark(tool: Locator, sentence: int, sign: str) -> None:
    tool.get_by_label(f"Mark sentence {sentence}", exact=True).select_option(sign)


def mark_the_candidates_story(page: Page) -> None:
    tool = page.locator(".CauseFinder").first
    expect(tool.locator(".us-finding")).to_contain_text("Nothing is marked yet")
    for sentence, sign in ((3, "complexity"), (4, "pressure"), (6, "self-serving")):
        mark(tool, sentence, sign)
    expect(tool.locator(".us-finding")).to_contain_text("marked 3 of 7")
    assert "What the pressure did" not in tool.inner_text()
    tool.get_by_label("What would you advise them to do next?").select_option("pause")
    tool.get_by_label("Compare with our reading").check()
    expect(tool.locator(".us-finding")).to_contain_text("2 of 3 signs")
    expect(tool.locator(".us-cards")).to_contain_text("You left it unmarked.")
    expect(tool.locator(".us-out")).to_contain_text("This meets the cause.")
    mark(tool, 5, "pressure")
    mark(tool, 6, "")
    expect(tool.locator(".us-finding")).to_contain_text("all 3 signs")


def set_the_table(page: Page) -> None:
    tool = page.locator(".PressureAndComplexity")
    found = tool.locator(".us-finding")
    expect(found).to_contain_text("34\u00a0%")
    for label, typed, says in (
        ("Parties at the table", "2", "55\u00a0%"),
        ("Parties at the table", "6", "5.6\u00a0%"),
        ("Parties at the table", "3", "34\u00a0%"),
        ("Issues to settle", "4", "37\u00a0%"),
    ):
        field = tool.get_by_role("textbox", name=label, exact=True)
        field.fill(typed)
        field.blur()
        expect(found).to_contain_text(says)
    tool.get_by_label("Wishes are on the table").check()
    expect(found).to_contain_text("60\u00a0%")
    tool.get_by_role("button", name="Reset").click()
    expect(found).to_contain_text("34\u00a0%")
    tool.get_by_label("More than half").check()
    expect(found).to_contain_text("84\u00a0%")
    expect(tool.locator(".us-out")).to_contain_text("E23")


def own_case(page: Page) -> None:
    tool = page.locator(".CauseFinder").last
    expect(tool.locator(".us-finding")).to_contain_text("Write what happened")
    tool.get_by_label("A title").fill("The press")
    tool.get_by_role("textbox", name="What happened?").fill(STORY)
    tool.get_by_role("textbox", name="What happened?").blur()
    for sentence, sign in ((1, "extreme-offer"), (2, "pressure"), (3, "pressure")):
        mark(tool, sentence, sign)
    expect(tool.locator(".us-finding")).to_contain_text("points to pressure first")
    tool.get_by_label("What will you do next?").select_option("push")
    expect(tool.locator(".us-out")).to_contain_text("A habit, not a remedy.")
    page.wait_for_function("localStorage.getItem('unstuck:1:own/case')?.includes('pressure')")


def one_of_each_kind(page: Page) -> None:
    asked = question(page, "A small brewery refuses")
    asked.get_by_text("what would have to be different").click()
    settle(asked)
    expect(asked.locator(".us-verdict")).to_contain_text("Right")
    asked = question(page, "Keep the list of issues short")
    asked.get_by_label("False").check()
    settle(asked)
    asked = question(page, "Four talks end at midnight")
    asked.locator("input[type=checkbox]").first.check()
    settle(asked)
    asked = question(page, "A merger needs")
    asked.locator("input.us-number").fill("40")
    settle(asked)
    asked = question(page, "An interest sinks a deal")
    for choice in asked.locator("select").all():
        choice.select_option(index=1)
    settle(asked)
    asked = question(page, "your hand is on the telephone")
    asked.locator(".us-icon:not([disabled])").first.click()
    settle(asked)
    asked = question(page, "Which of the two habits is yours")
    asked.locator("textarea").fill("I push on.")
    asked.get_by_role("button", name="Show an answer to compare").click()
    asked.locator(".us-verdict").wait_for()


def test_a_learner_goes_through_the_module_and_finds_everything_again(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module(SLUG)
    predict(page)
    mark_the_candidates_story(page)
    set_the_table(page)
    page.reload()
    ready(page)
    expect(page.locator(".CauseFinder .us-finding").first).to_contain_text("all 3 signs")
    expect(page.locator(".PressureAndComplexity .us-finding")).to_contain_text("84\u00a0%")
    assert page.locator(".us-question .us-verdict").count() == 2
    own_case(page)
    one_of_each_kind(page)
    assert page.locator(".us-question .us-verdict").count() == 9


def test_a_story_kept_from_the_first_module_is_offered_and_can_be_marked(
    page: Page, served: Any, ready: Callable[[Page], None]
) -> None:
    page.goto(served.url)
    facts = {"title": "The press", "story": STORY, "type": "forced"}
    page.evaluate(
        "v => localStorage.setItem('unstuck:1:own/case', JSON.stringify({v, t: 1}))", facts
    )
    page.goto(served.module(SLUG))
    ready(page)
    tool = page.locator(".CauseFinder").last
    tool.get_by_role("button", name="Use my case here").click()
    expect(tool.get_by_role("textbox", name="What happened?")).to_have_value(STORY)
    mark(tool, 2, "pressure")
    expect(tool.locator(".us-finding")).to_contain_text("points to pressure first")
    assert tool.get_by_role("button", name=re.compile("Fill in what I know")).count() == 0
    page.wait_for_function("localStorage.getItem('unstuck:1:own/case')?.includes('pressure')")
