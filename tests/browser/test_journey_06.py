"""Module 06 from top to bottom, as a learner goes through it, with a reload in the middle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

MAP, BUILDER, FRAMER = ".InterestMap", ".PackageBuilder", ".Reframer"
LEAVE = "Keep my word about the leave"


def says(page: Page, tool: str, nth: int, words: str) -> None:
    """Wait until a tool's answer holds these words."""
    page.wait_for_function(
        "([s, n, t]) => document.querySelectorAll(s + ' .us-out')[n]?.innerText.includes(t)",
        arg=[tool, nth, words],
    )


def write(tool: Any, label: str, words: str, nth: int = 0) -> None:
    field = tool.get_by_role("textbox", name=label, exact=True).nth(nth)
    field.fill(words)
    field.blur()


def answer(page: Page, control: str, act: Callable[[Any], None]) -> None:
    """Answer the first open question that has this control, and wait for its feedback."""
    question = page.locator(f".us-question:has({control}):not(:has(.us-verdict))").first
    prompt = question.locator(".us-prompt").inner_text()
    act(question)
    reflection = question.get_by_role("button", name="Show an answer to compare")
    (reflection if reflection.count() else question.get_by_role("button", name="A guess")).click()
    page.locator(".us-question:has(.us-verdict) .us-prompt", has_text=prompt).wait_for()


def turn(tool: Any, part: str) -> None:
    """Turn to another part of a form."""
    tool.get_by_role("radio", name=part, exact=True).check()


def pick(question: Any) -> None:
    question.locator("input[type=radio]").first.check()


def match(question: Any) -> None:
    for choice in question.locator("select").all():
        choice.select_option(index=1)


def test_from_two_demands_to_a_proposal_of_ones_own(
    open_module: Callable[[str], Page], ready: Callable[[Page], None]
) -> None:
    page = open_module("06-interests")
    answer(page, "input[type=radio]", pick)

    deadline = page.locator(MAP).first
    deadline.get_by_role("button", name="Add another need").first.click()
    write(deadline, "You need", LEAVE, 1)
    says(page, MAP, 0, "Of the 4 needs")
    says(page, MAP, 0, f"Say it: {LEAVE}")

    answer(page, "input[type=radio]", pick)
    startup = page.locator(BUILDER).first
    startup.locator(".us-move", has_text="the founders").first.click()
    says(page, BUILDER, 0, "+15")
    startup.locator(".us-move", has_text="five years").first.click()
    startup.locator(".us-move", has_text="not for rivals").first.click()
    says(page, BUILDER, 0, "nothing is left on the table")

    delivery = page.locator(BUILDER).nth(1)
    write(delivery, "They think it happens with", "60")
    says(page, BUILDER, 1, "You both give it 60")

    showcase = page.locator(FRAMER).first
    write(showcase, "Under which other terms would it be possible?", "if two rooms come first")
    write(showcase, "What may they be worried about?", "paying for the glassworks")
    turn(showcase, "the moves")
    write(showcase, "What exactly do you propose?", "two rooms by 30 April")
    says(page, FRAMER, 0, "A proposal that both could read")

    own = page.locator(MAP).nth(1)
    turn(own, "your needs")
    write(own, "You need", "a room to practise in")
    turn(own, "their needs")
    write(own, "They need", "quiet after ten")
    says(page, MAP, 1, "Of the 2 needs")
    page.wait_for_function(
        "localStorage.getItem('unstuck:1:own/case')?.includes('quiet after ten')"
    )

    page.reload()
    ready(page)
    says(page, MAP, 0, f"Say it: {LEAVE}")
    says(page, BUILDER, 0, "nothing is left on the table")
    says(page, FRAMER, 0, "two rooms by 30 April")
    says(page, MAP, 1, "Of the 2 needs")

    last = page.locator(FRAMER).nth(1)
    last.get_by_role("button", name="Use my case here").click()
    says(page, FRAMER, 1, "quiet after ten")

    quiz = page.locator(".us-question")
    assert quiz.count() >= 15
    answer(page, "input[type=radio]", pick)
    answer(page, ".us-prompt:has-text('True or false')", pick)
    answer(page, "input[type=checkbox]", lambda q: q.locator("input[type=checkbox]").first.check())
    answer(page, "input.us-number", lambda q: q.locator("input.us-number").fill("40"))
    answer(page, ".us-match", match)
    answer(page, ".us-order", lambda q: q.get_by_role("button", name="Move down").first.click())
    answer(page, "textarea", lambda q: q.locator("textarea").fill("It may be the light."))
