"""Module 1 from top to bottom: guess, three stories, the board, one's own story, check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def says(tool: Locator, about: str, answer: str) -> None:
    group = tool.get_by_role("group", name=about, exact=True)
    group.get_by_role("radio", name=answer, exact=True).check()


def predict(page: Page) -> None:
    question = page.locator(".us-question").first
    question.locator("input.us-number").fill("40")
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def three_stories(page: Page) -> None:
    coo, trainer = (
        page.locator(".ImpasseClassifier").nth(0),
        page.locator(".ImpasseClassifier").nth(1),
    )
    sees(coo, "Not settled yet.")
    says(coo, "Did the candidate see a benefit in having no deal?", "Yes")
    sees(coo.locator(".us-finding"), "forced")
    limit = coo.get_by_role("textbox", name="The most that the manufacturer would have paid")
    limit.fill("300000")
    limit.blur()
    sees(coo, "gap of $60,000")
    sees(coo.locator(".us-finding"), "forced")
    for side in ("trainer", "client"):
        says(trainer, f"Did the {side} see a benefit in having no deal?", "No")
    sees(trainer.locator(".us-finding"), "unwanted")


def browse(page: Page) -> None:
    board = page.locator(".EvidenceBoard").first
    sees(board, "6 of 59 findings")
    board.get_by_role("radio", name="62 strikes").check()
    sees(board, "11 lasted longer than 90 days")


def tell_ones_own(page: Page) -> None:
    own = page.locator(".ImpasseClassifier").last
    story = own.get_by_role("textbox", name="What happened?")
    story.fill("We could not agree on the shared kitchen.")
    story.blur()
    says(own, "Did your side see a benefit in having no deal?", "Yes")
    says(own, "Did the other side see a benefit in having no deal?", "Yes")
    sees(own.locator(".us-finding"), "wanted")


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page],
    ready: Callable[[Page], None],
    watch: Any,
    answer_each: Callable[[Page], list[str]],
) -> None:
    page = open_module("01-impasse")
    predict(page)
    three_stories(page)
    browse(page)
    tell_ones_own(page)
    page.reload()
    ready(page)
    own = page.locator(".ImpasseClassifier").last
    sees(own.locator(".us-finding"), "wanted")
    story = own.get_by_role("textbox", name="What happened?")
    assert story.input_value() == "We could not agree on the shared kitchen."
    sees(page.locator(".ImpasseClassifier").first, "gap of $60,000")
    assert page.locator(".us-question .us-verdict").count() == 1
    kinds = answer_each(page)
    assert set(kinds) == {
        *("single", "truefalse", "several", "number", "matching", "ordering", "reflection")
    }
