"""Presenting: one thing at a time, large, with the answer covered until asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STAGE = "main .us-tool[data-onstage]"


def on_stage(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.us-stagebar [data-place]').textContent"))


def visible(page: Page, selector: str) -> bool:
    found = page.locator(f"{STAGE} {selector}").first
    return bool(found.evaluate("e => getComputedStyle(e).visibility === 'visible'"))


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_one_thing_stands_large_and_the_prose_is_away(
    page: Page, open_module: Callable[[str], Page], size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_module("04-zopa")
    before = page.locator("main .us-tool h3").first.evaluate(
        "e => e.getBoundingClientRect().height"
    )
    to_the_first_tool(page)
    shown = page.evaluate(
        "[...document.querySelectorAll('main .us-tool, main .us-prose')]"
        ".filter(e => e.getClientRects().length && !e.parentElement.closest('.us-tool')).length"
    )
    assert shown == 1
    after = page.locator(f"{STAGE} h3").evaluate("e => e.getBoundingClientRect().height")
    assert after > before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not [v["id"] for v in found]


def to_the_first_tool(page: Page, questions: int = 1) -> None:
    page.get_by_role("button", name="Present").click()
    page.locator(STAGE).wait_for()
    page.keyboard.press("Home")
    for _ in range(questions):
        page.keyboard.press("PageDown")
    page.locator(f"{STAGE} .us-finding").wait_for(state="attached")


def test_in_a_scene_what_one_must_read_to_choose_is_not_covered(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("07-behaviour")
    to_the_first_tool(page, questions=2)
    assert visible(page, ".us-finding")
    assert not visible(page, ".us-figtitle")


def test_answers_are_covered_until_asked_for(open_module: Callable[[str], Page]) -> None:
    page = open_module("04-zopa")
    to_the_first_tool(page)
    assert not visible(page, ".us-finding")
    page.keyboard.press("s")
    assert visible(page, ".us-finding")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    assert not visible(page, ".us-finding")


def test_keys_lead_through_and_out_again(open_module: Callable[[str], Page]) -> None:
    page = open_module("04-zopa")
    page.keyboard.press("p")
    page.locator(STAGE).wait_for()
    assert on_stage(page).startswith("1 of ")
    page.keyboard.press("ArrowRight")
    assert on_stage(page).startswith("2 of ")
    page.keyboard.press("End")
    first, _, last = on_stage(page).partition(" of ")
    assert first == last
    page.keyboard.press("Escape")
    assert page.locator(".us-stagebar").count() == 0
    assert page.locator("main > .us-prose").first.is_visible()
    assert page.evaluate("document.activeElement !== document.body")


def test_an_old_answer_to_a_question_does_not_show(open_module: Callable[[str], Page]) -> None:
    page = open_module("04-zopa")
    question = page.locator(".us-question:has(input[type=radio])").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()
    question.scroll_into_view_if_needed()
    page.get_by_role("button", name="Present").click()
    page.locator(f"{STAGE}.us-question .us-verdict").wait_for(state="attached")
    assert not visible(page, ".us-verdict")
    assert not visible(page, ".us-feedback")


def test_the_letter_keys_can_be_switched_off(open_module: Callable[[str], Page]) -> None:
    page = open_module("04-zopa")
    page.keyboard.press("p")
    page.locator(STAGE).wait_for()
    page.get_by_label("Keys P and S").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.locator(".us-stagebar").count() == 0
    to_the_first_tool(page)
    page.keyboard.press("s")
    assert not visible(page, ".us-finding")


def test_a_letter_typed_into_a_field_starts_nothing(open_module: Callable[[str], Page]) -> None:
    page = open_module("04-zopa")
    page.locator("input.us-number").first.focus()
    page.keyboard.press("p")
    assert page.locator(".us-stagebar").count() == 0
