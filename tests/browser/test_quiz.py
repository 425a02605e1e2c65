"""The key of a question is nowhere on the page or in its messages before the answer is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from live import slugs
from unstuck.content.questions import load

SLUGS = slugs()


def secrets(slug: str) -> list[str]:
    """Feedback and worked answers of a module, as far as they stand in its file unfilled."""
    told = []
    for question in load(slug).questions:
        told += [text for text in question.body.told if len(text) > 25 and "{" not in text]
        if question.worked and "{" not in question.worked:
            told.append(question.worked)
    return [text.strip()[:60] for text in told]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_feedback_travels_before_an_answer(
    context: BrowserContext, served: Any, ready: Callable[[Page], None], watch: Any, slug: str
) -> None:
    frames: list[str] = []

    def hear(payload: Any) -> None:
        frames.append(payload.decode("utf-8", "replace") if isinstance(payload, bytes) else payload)

    page = context.new_page()
    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    page.goto(served.module(slug))
    ready(page)
    told = page.content() + "".join(frames)
    assert len(frames) > 3
    words = secrets(slug)
    assert len(words) > 15
    plain = told.replace("\\u2019", "\u2019").replace('\\"', '"')
    assert [text for text in words if text in plain] == []


def test_the_feedback_that_is_looked_for_does_come_with_the_answer(
    context: BrowserContext, served: Any, ready: Callable[[Page], None], watch: Any
) -> None:
    page = context.new_page()
    page.goto(served.module("04-zopa"))
    ready(page)
    question = page.locator(".us-question:has(input[type=radio])").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Certain").click()
    question.locator(".us-verdict").wait_for()
    shown = " ".join(page.locator(".us-feedback").all_inner_texts())
    assert any(text[:30] in shown for text in secrets("04-zopa"))


def test_trying_again_draws_new_numbers_and_keeps_the_first_try(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("04-zopa")
    question = page.locator(".us-question:has(input.us-number)").first
    question.locator("input.us-number").fill("1")
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()
    question.get_by_role("button", name="Try it again").click()
    question.locator(".us-verdict").wait_for(state="detached")
    stored = page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([k]) => /:(quiz|ask)\\//.test(k))[1]).v"
    )
    assert stored["tries"] == 1 and stored["first"]["sure"] == 1


def test_the_first_answer_is_kept_with_its_grade_and_counts_as_progress(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("04-zopa")
    asked = page.locator(".us-question:has(input[type=radio][id$='-true'])").first
    asked.locator("input[type=radio]").first.check()
    asked.get_by_role("button", name="Certain").click()
    asked.locator(".us-verdict").wait_for()
    stored = page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([k]) => /:quiz\\//.test(k))[1]).v"
    )
    assert stored["first"] == {"score": stored["score"], "sure": 3}
