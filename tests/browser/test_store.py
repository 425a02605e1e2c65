"""What a learner did is theirs: kept, restored, taken along, erased."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

SLUG = "04-zopa"
FIRST = ".ZopaExplorer input.us-number"


def type_first(page: Page, text: str) -> None:
    number = page.locator(FIRST).first
    number.fill(text)
    number.blur()


def has(page: Page, value: str) -> None:
    page.wait_for_function("([s, v]) => document.querySelector(s)?.value === v", arg=[FIRST, value])


def answer_one(page: Page) -> None:
    question = page.locator(".us-question:has(input[type=radio])").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def kept(page: Page) -> dict[str, Any]:
    return dict(
        page.evaluate(
            "Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith('unstuck:1:')))"
        )
    )


def open_work(page: Page) -> Any:
    page.get_by_role("button", name="Your work").first.click()
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    return dialog


def test_a_reload_brings_back_numbers_and_answers(
    open_module: Callable[[str], Page], ready: Callable[[Page], None]
) -> None:
    page = open_module(SLUG)
    type_first(page, "57")
    has(page, "57")
    answer_one(page)
    asked = page.locator(".us-question:has(.us-verdict) .us-prompt").first.inner_text()
    page.reload()
    ready(page)
    has(page, "57")
    page.locator(".us-question .us-verdict").first.wait_for()
    assert page.locator(".us-question:has(.us-verdict) .us-prompt").first.inner_text() == asked


def test_a_first_visit_keeps_nothing_of_the_tools(open_module: Callable[[str], Page]) -> None:
    page = open_module(SLUG)
    assert [key for key in kept(page) if ":module/" not in key and ":settings/" not in key] == []


def test_two_tabs_lose_nothing(
    context: BrowserContext, served: Any, ready: Callable[[Page], None], watch: Any
) -> None:
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(served.module(SLUG))
        ready(page)
    type_first(one, "41")
    has(two, "41")
    type_first(two, "43")
    has(one, "43")
    answer_one(one)
    assert any(":ask/" in key or ":quiz/" in key for key in kept(two))
    assert any(":tool/" in key for key in kept(two))


def test_work_is_exported_erased_and_brought_back(
    open_module: Callable[[str], Page], tmp_path: Path
) -> None:
    page = open_module(SLUG)
    type_first(page, "58")
    answer_one(page)
    dialog = open_work(page)
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "work.json"
    saved.value.save_as(file)
    told = json.loads(file.read_text())
    assert told["app"] == "unstuck" and any(
        key.startswith(("ask/", "quiz/")) for key in told["items"]
    )
    dialog.get_by_role("button", name="Start afresh").click()
    dialog.get_by_role("button", name="Erase everything").click()
    dialog.get_by_text("Erased.").wait_for()
    assert [key for key in kept(page) if "settings/" not in key] == []
    page.wait_for_function("s => document.querySelector(s)?.value !== '58'", arg=FIRST)
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_text("Taken in").wait_for()
    has(page, "58")


BROKEN = {
    "damaged": ("{", "damaged"),
    "foreign": ('{"cells": [], "metadata": {}}', "not a file that this course saved"),
    "list": ("[1, 2]", "not a file that this course saved"),
    "newer": ('{"app": "unstuck", "version": 99, "items": {}}', "newer version"),
    "odd": ('{"app": "unstuck", "version": 1, "items": {"tool/x/../../y": 3}}', "damaged"),
    "huge": ("9" * 10_000_000, "larger than any"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_not_ours_is_refused_and_nothing_changes(
    open_module: Callable[[str], Page], tmp_path: Path, case: str
) -> None:
    text, says = BROKEN[case]
    page = open_module(SLUG)
    type_first(page, "59")
    has(page, "59")
    # What was typed is kept at once, and once more as it was understood.
    page.wait_for_function("Object.values(localStorage).some(v => v.includes('\"seller\":59,'))")
    before = kept(page)
    file = tmp_path / "work.json"
    file.write_text(text)
    dialog = open_work(page)
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_text(says).wait_for()
    assert "unchanged" in dialog.locator("[role=status]").inner_text()
    assert kept(page) == before


def test_older_work_in_a_file_does_not_replace_newer(
    open_module: Callable[[str], Page], tmp_path: Path
) -> None:
    page = open_module(SLUG)
    type_first(page, "61")
    has(page, "61")
    key = next(k for k in kept(page) if ":tool/" in k).removeprefix("unstuck:1:")
    item = {"v": {"seller": 5}, "t": 1}
    file = tmp_path / "work.json"
    file.write_text(json.dumps({"app": "unstuck", "version": 1, "items": {key: item}}))
    dialog = open_work(page)
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_text("as new or newer").wait_for()
    has(page, "61")


def test_a_browser_that_keeps_nothing_is_said_in_words_and_the_page_works(
    context: BrowserContext, served: Any, ready: Callable[[Page], None], watch: Any
) -> None:
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }"
    )
    page = context.new_page()
    page.goto(served.module(SLUG))
    ready(page)
    type_first(page, "62")
    has(page, "62")
    dialog = open_work(page)
    dialog.get_by_text("does not let a page keep anything").first.wait_for()
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="Save to a file").click()
    assert "62" in saved.value.path().read_text()


def test_a_full_storage_is_said_in_words_and_the_work_can_still_be_saved(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module(SLUG)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    type_first(page, "63")
    has(page, "63")
    dialog = open_work(page)
    dialog.get_by_text("storage is full").first.wait_for()


def test_whose_work_is_this_is_asked_once_a_visit(
    context: BrowserContext, served: Any, ready: Callable[[Page], None], watch: Any
) -> None:
    page = context.new_page()
    page.goto(served.module(SLUG))
    ready(page)
    assert page.get_by_text("Is it yours?").count() == 0
    type_first(page, "64")
    has(page, "64")
    page.close()
    again = context.new_page()
    again.goto(served.module(SLUG))
    again.get_by_text("Is it yours?").wait_for()
    again.get_by_role("button", name="No, or I want to start afresh").click()
    again.locator("dialog[open]").wait_for()
    again.keyboard.press("Escape")
    again.reload()
    ready(again)
    assert again.get_by_text("Is it yours?").count() == 0


def test_currency_is_chosen_once_for_all_tools_and_pages(
    open_module: Callable[[str], Page], ready: Callable[[Page], None]
) -> None:
    page = open_module(SLUG)
    page.locator(".ZopaExplorer .us-currency select").first.select_option("€")
    page.wait_for_function(
        "document.querySelector('.ZopaExplorer .us-out').innerText.includes('€')"
    )
    page.wait_for_function(
        "document.querySelector('.AgreementTrapCheck .us-out').innerText.includes('€')"
    )
    page.reload()
    ready(page)
    page.wait_for_function(
        "document.querySelector('.ZopaExplorer .us-out').innerText.includes('€')"
    )
    assert "$" not in page.locator(".ZopaExplorer .us-out").first.inner_text()


def test_mischief_in_the_store_is_only_text(
    context: BrowserContext, served: Any, ready: Callable[[Page], None], watch: Any
) -> None:
    page = context.new_page()
    page.goto(served.url)
    draft = {"seller": "<img src=x onerror=alert(1)>", "buyer": {"a": [1]}, "nonsense": 3}
    page.evaluate(
        "d => localStorage.setItem('unstuck:1:tool/04-zopa/ZopaExplorer', JSON.stringify({v: d, t: 1}))",
        draft,
    )
    page.on("dialog", lambda dialog: watch.faults.append("a script ran"))
    page.goto(served.module(SLUG))
    page.locator(".ZopaExplorer .us-problem").wait_for()
    assert page.locator(".ZopaExplorer img").count() == 0


def test_nothing_of_the_work_is_in_the_address(open_module: Callable[[str], Page]) -> None:
    page = open_module(SLUG)
    type_first(page, "65")
    has(page, "65")
    assert "65" not in page.url.split("/", 3)[-1]
