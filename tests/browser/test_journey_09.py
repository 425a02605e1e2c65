"""Module 09 from top to bottom: guess, weigh a case, mend an exit line, mark, debrief, check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

KINDS = {
    "several": "input[type=checkbox]",
    "number": "input.us-number",
    "matching": ".us-match",
    "ordering": ".us-order",
}
LIMITS = {"Your limit": "40", "Their limit, as you see it": "60"}
TO_COME = {
    "Chance that you agree": "50",
    "Rounds still to come": "2",
    "What a round costs, your time included": "1",
}


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def number(tool: Locator, label: str, value: str) -> None:
    field = tool.get_by_role("textbox", name=label).first
    field.fill(value)
    field.blur()


def answer(question: Locator) -> None:
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def part(tool: Locator, name: str) -> None:
    tool.get_by_role("radio", name=name, exact=True).check()


def predict(page: Page) -> None:
    question = page.locator(".us-question").first
    question.locator("input[type=radio]").first.check()
    answer(question)


def weigh_the_example(page: Page) -> None:
    tool = page.locator(".WalkAway").first
    finding = tool.locator(".us-finding")
    sees(finding, "Staying still costs $4,000 and could bring $3,000.")
    number(tool, "Spent so far", "20000")
    sees(tool, "$20,000 is behind you")
    sees(finding, "Staying still costs $4,000 and could bring $3,000.")
    number(tool, "Chance that you agree", "80")
    sees(finding, "None of the three reasons holds")
    part(tool, "Good faith")
    tool.get_by_role("radio", name="Yes, and their answer did not hold").check()
    sees(finding, "These look like talks in bad faith.")
    part(tool, "The exit line")
    sees(tool, "This accuses")
    reason = tool.get_by_role("textbox", name="Your reason")
    reason.fill("I need firm dates by March")
    reason.blur()
    sees(tool, "Would you like to be left in this way?")


def mark_the_sample(page: Page) -> None:
    tool = page.locator(".Debrief").first
    tool.locator("select").nth(0).select_option("vague")
    tool.locator("select").nth(1).select_option("blame")
    sees(tool, "1 of 2")
    sees(tool, "Somebody could check it.")
    tool.get_by_role("radio", name="What you learned about their real concerns").check()
    sees(tool, "As we mark it")


def weigh_ones_own(page: Page) -> None:
    tool = page.locator(".WalkAway").last
    sees(tool.locator(".us-finding"), "Begin with what you know.")
    for label, value in LIMITS.items():
        number(tool, label, value)
    part(tool, "What is to come")
    for label, value in TO_COME.items():
        number(tool, label, value)
    sees(tool.locator(".us-finding"), "The questions on good faith are still open.")
    sees(tool, "On average, staying is $3 better than leaving")
    debrief = page.locator(".Debrief").last
    hard = debrief.get_by_role("textbox", name="1. What made it hard?")
    hard.fill("At four their lawyer said that the bank had refused.")
    hard.blur()
    sees(debrief, "1 of 4")


def answer_one_of_each(page: Page) -> None:
    asked = page.locator(".us-question")
    for kind, has in KINDS.items():
        question = asked.filter(has=page.locator(has)).first
        if kind == "several":
            question.locator(has).first.check()
        elif kind == "number":
            question.locator(has).fill("25")
        elif kind == "matching":
            for n in range(question.locator("select").count()):
                question.locator("select").nth(n).select_option(index=n + 1)
        answer(question)
    true = asked.filter(has=page.get_by_role("radio", name="True")).first
    true.get_by_role("radio", name="False").check()
    answer(true)
    single = asked.filter(has_text="A caterer leaves talks with a festival")
    single.locator("input[type=radio]").first.check()
    answer(single)


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module("09-walking-away")
    predict(page)
    weigh_the_example(page)
    mark_the_sample(page)
    weigh_ones_own(page)
    page.reload()
    ready(page)
    sees(page.locator(".WalkAway").first, "Would you like to be left in this way?")
    sees(page.locator(".Debrief").first, "1 of 2")
    sees(page.locator(".WalkAway").last, "On average, staying is $3 better than leaving")
    hard = page.locator(".Debrief").last.get_by_role("textbox", name="1. What made it hard?")
    assert hard.input_value().startswith("At four their lawyer")
    assert page.locator(".us-question .us-verdict").count() == 1
    answer_one_of_each(page)
    assert page.locator(".us-question .us-verdict").count() == 7
