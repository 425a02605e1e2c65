"""Everything by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from live import slugs

SLUGS = slugs()


def seq(page: Page, tool: str) -> int:
    return int(page.locator(f".{tool} [data-seq]").first.get_attribute("data-seq") or 0)


def wait_for_picture(page: Page, tool: str, after: int) -> None:
    page.wait_for_function(
        "([t, n]) => Number(document.querySelector(`.${t} [data-seq]`).dataset.seq) > n",
        arg=[tool, after],
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_tab_reaches_every_control_in_order_and_focus_is_seen(
    open_module: Callable[[str], Page], slug: str
) -> None:
    page = open_module(slug)
    reachable = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(e => !e.disabled && e.tabIndex >= 0 && e.offsetParent !== null
                && e.checkVisibility() && !e.closest('dialog:not([open])')).length"""
    )
    radios = page.evaluate(
        """() => [...document.querySelectorAll('input[type=radio]')].filter(e => !e.disabled && e.offsetParent !== null)
            .length - new Set([...document.querySelectorAll('input[type=radio]')]
            .filter(e => !e.disabled && e.offsetParent !== null).map(e => e.name)).size"""
    )
    page.evaluate("window.seen = new Set(); window.unseen = []")
    for _ in range(reachable + 20):
        page.keyboard.press("Tab")
        over = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e || e === document.body) return true;
                const s = getComputedStyle(e), p = e.parentElement && getComputedStyle(e.closest('label') || e);
                if (s.outlineStyle === 'none' && s.boxShadow === 'none' && p.outlineStyle === 'none') unseen.push(e.outerHTML.slice(0, 120));
                if (seen.has(e)) return true;
                seen.add(e);
                return false;
            }"""
        )
        if over:
            break
    assert page.evaluate("seen.size") >= reachable - radios
    assert page.evaluate("unseen") == []


def test_the_skip_link_comes_first_and_leads_to_the_text(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("04-zopa")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.innerText").lower()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_arrow_keys_move_the_picture_and_undo_takes_it_back(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("04-zopa")
    tool = page.locator(".ZopaExplorer").first
    slider = tool.locator("input[type=range]").first
    number = tool.locator("input.us-number").first
    slider.focus()
    before, drawn = number.input_value(), seq(page, "ZopaExplorer")
    page.keyboard.press("ArrowRight")
    wait_for_picture(page, "ZopaExplorer", drawn)
    assert number.input_value() != before
    undo = tool.get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "([v]) => document.querySelector('.ZopaExplorer input.us-number').value === v", arg=[before]
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1,200", "1,200"),
        ("0.2k", "200"),
        ("$ 75", "75"),
        ("1.500", "1.5"),
        ("\u2212 5", "\u22125"),
    ],
)
def test_numbers_are_typed_as_people_write_them(
    open_module: Callable[[str], Page], typed: str, shown: str
) -> None:
    page = open_module("04-zopa")
    number = page.locator(".ZopaExplorer input.us-number").first
    number.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(typed)
    page.keyboard.press("Tab")
    page.wait_for_function(
        "v => document.querySelector('.ZopaExplorer input.us-number').value === v", arg=shown
    )


def test_what_cannot_be_read_is_explained_kept_and_hides_the_old_picture(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("04-zopa")
    tool = page.locator(".ZopaExplorer").first
    number = tool.locator("input.us-number").first
    number.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("about ten")
    page.keyboard.press("Tab")
    tool.get_by_role("alert").get_by_text("'about ten' is not a number").wait_for()
    assert number.input_value() == "about ten"
    assert tool.locator(".us-picture").count() == 0
    number.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("60")
    page.keyboard.press("Enter")
    tool.locator(".us-picture[data-seq] svg").first.wait_for()
    assert tool.locator(".us-problem").count() == 0


def test_rows_are_added_moved_and_removed_and_focus_stays_near(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("03-batna")
    tool = page.locator(".BatnaCalculator").first
    names = tool.locator("input.us-words")
    count = names.count()
    first = names.first.input_value()
    add = tool.locator("button.us-add").last
    add.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('.BatnaCalculator input.us-words').length > n", arg=count
    )
    assert page.evaluate("document.activeElement.matches('.BatnaCalculator input')")
    page.keyboard.type(" of mine")
    tool.get_by_role("button", name=f"Move down: {first}").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelector('.BatnaCalculator input.us-words').value !== n", arg=first
    )
    assert page.evaluate("document.activeElement.closest('.BatnaCalculator') !== null")
    remove = tool.get_by_role("button", name="Remove").last
    remove.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('.BatnaCalculator') !== null")


def test_a_question_is_answered_by_keyboard_and_the_verdict_is_announced(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("04-zopa")
    question = page.locator(".us-question:has(input[type=radio])").first
    question.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    question.get_by_role("button", name="Fairly sure").focus()
    page.keyboard.press("Enter")
    question.locator(".us-verdict").wait_for()
    assert page.evaluate("document.activeElement.matches('.us-verdict')")
    verdict = question.locator(".us-verdict").inner_text()
    assert question.locator("[role=status]").inner_text() in verdict
    assert question.locator(".us-feedback .us-card").count() >= 2


def test_your_work_is_a_dialog_that_escape_closes(open_module: Callable[[str], Page]) -> None:
    page = open_module("04-zopa")
    button = page.get_by_role("button", name="Your work").first
    button.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.innerText") == button.inner_text()
