"""One's own case goes from tool to tool; a prepared case comes with a link or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

OWN = ".ZopaExplorer"


def tell_a_case(page: Page) -> None:
    own = page.locator(".ImpasseClassifier").last
    for label, words in (
        ("A title", "The <b>lease</b>"),
        ("The most that the payer would have paid", "61,000"),
    ):
        field = own.get_by_role("textbox", name=label, exact=True)
        field.fill(words)
        field.blur()
    page.wait_for_function(
        "localStorage.getItem('unstuck:1:own/case')?.includes('61000')"
        " && localStorage.getItem('unstuck:1:own/case').includes('lease')"
    )


def limit(page: Page) -> Any:
    return page.locator(OWN).last.get_by_role("textbox", name="Buyer's limit", exact=True)


def test_a_case_told_once_is_offered_later_and_can_be_left_out(
    open_module: Callable[[str], Page],
) -> None:
    page = open_module("01-impasse")
    tell_a_case(page)
    open_module("04-zopa")
    tool = page.locator(OWN).last
    assert "The <b>lease</b>" in tool.locator(".us-case").inner_text()
    assert limit(page).input_value() == "80"
    tool.get_by_role("button", name="Use my case here").click()
    page.wait_for_function(
        "t => document.body.innerText.includes(t)", arg="goes on to the later tools"
    )
    assert limit(page).input_value() == "61,000"
    tool.get_by_role("button", name="Undo").click()
    page.wait_for_function(
        "([s]) => [...document.querySelectorAll(s)].at(-1).querySelectorAll('input.us-number')[1].value === '80'",
        arg=[OWN],
    )
    deal = page.locator(".AgreementTrapCheck").last
    deal.get_by_role("button", name="Leave it out").click()
    deal.get_by_text("This stands apart from your case").wait_for()


def test_what_is_changed_in_a_later_tool_changes_the_case(
    open_module: Callable[[str], Page], ready: Callable[[Page], None]
) -> None:
    page = open_module("01-impasse")
    tell_a_case(page)
    open_module("04-zopa")
    page.locator(OWN).last.get_by_role("button", name="Use my case here").click()
    limit(page).fill("59,000")
    limit(page).blur()
    page.wait_for_function("localStorage.getItem('unstuck:1:own/case').includes('59000')")
    page.reload()
    ready(page)
    assert limit(page).input_value() == "59,000"


def share(page: Page) -> Any:
    page.locator(".ZopaExplorer").first.get_by_role("button", name="Share").click()
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    return dialog


def seller(page: Page) -> Any:
    return page.locator(".ZopaExplorer input.us-number").first


def test_a_link_opens_the_tool_as_prepared_and_spares_ones_own_work(
    open_module: Callable[[str], Page],
    context: BrowserContext,
    ready: Callable[[Page], None],
    watch: Any,
) -> None:
    page = open_module("04-zopa")
    seller(page).fill("13,333")
    seller(page).blur()
    page.wait_for_function("Object.values(localStorage).some(v => v.includes('13333'))")
    link = share(page).get_by_label("The link").input_value()
    assert "#unstuck=" in link and "?" not in link
    page.evaluate("localStorage.clear()")

    fresh = context.new_page()
    fresh.goto(link)
    ready(fresh)
    assert seller(fresh).input_value() == "13,333"
    assert "#" not in fresh.url
    seller(fresh).fill("14,000")
    seller(fresh).blur()
    fresh.wait_for_function("Object.values(localStorage).some(v => v.includes('14000'))")

    again = context.new_page()
    again.goto(link)
    ready(again)
    assert seller(again).input_value() == "14,000"
    again.get_by_role("button", name="Take the prepared case").click()
    again.wait_for_function(
        "document.querySelector('.ZopaExplorer input.us-number').value === '13,333'"
    )
    again.locator(".ZopaExplorer").first.get_by_role("button", name="Undo").click()
    again.wait_for_function(
        "document.querySelector('.ZopaExplorer input.us-number').value === '14,000'"
    )


def test_a_damaged_link_says_so_and_changes_nothing(
    page: Page, served: Any, ready: Callable[[Page], None]
) -> None:
    page.goto(served.module("04-zopa") + "#unstuck=AAAAbroken")
    ready(page)
    page.get_by_text("The link is incomplete or damaged").wait_for()
    assert seller(page).input_value() == "12,900"


def test_a_state_goes_into_a_file_and_comes_out_of_it(
    open_module: Callable[[str], Page], tmp_path: Path
) -> None:
    page = open_module("04-zopa")
    seller(page).fill("13,333")
    seller(page).blur()
    page.wait_for_function("Object.values(localStorage).some(v => v.includes('13333'))")
    dialog = share(page)
    with page.expect_download() as told:
        dialog.get_by_role("button", name="Save as a file").click()
    kept = tmp_path / "state.json"
    told.value.save_as(kept)
    dialog.get_by_role("button", name="Close").click()
    page.locator(".ZopaExplorer").first.get_by_role("button", name="Reset").click()
    page.wait_for_function(
        "document.querySelector('.ZopaExplorer input.us-number').value !== '13,333'"
    )
    dialog = share(page)
    dialog.locator("input[type=file]").set_input_files(kept)
    dialog.get_by_text("Opened.").wait_for()
    page.wait_for_function(
        "document.querySelector('.ZopaExplorer input.us-number').value === '13,333'"
    )
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"app": "unstuck", "version": 1, "key": "tool/x/Other", "draft": {}}')
    dialog.locator("input[type=file]").set_input_files(wrong)
    dialog.get_by_text("This is the state of Other").wait_for()
    wrong.write_text("{")
    dialog.locator("input[type=file]").set_input_files(wrong)
    dialog.get_by_text("not a tool's state").wait_for()
