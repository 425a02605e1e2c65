"""Module 4 from top to bottom: predict, the yard, a guess, a bank, the trap, one's own, check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def put(place: Locator, label: str, words: str) -> None:
    field = place.get_by_role("textbox", name=label, exact=True).first
    field.fill(words)
    field.blur()


def predict(page: Page) -> None:
    question = page.locator(".us-question").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def the_yard(page: Page) -> None:
    tool = page.locator(".ZopaExplorer").nth(0)
    sees(tool, "zone of $1,600")
    put(tool, "Seller's limit", "15,200")
    sees(tool, "gap of $700")
    tool.get_by_role("checkbox", name="Something new in the deal").check()
    put(tool, "Worth to the seller", "1100")
    put(tool, "Worth to the buyer", "-150")
    sees(tool, "$250")


def the_bank(page: Page) -> None:
    bank = page.locator(".ZopaExplorer").nth(3)
    sees(bank, "zone of $700")
    put(bank, "Its limit", "12,000")
    sees(bank, "gap of $900")


def the_trap(page: Page) -> None:
    tool = page.locator(".AgreementTrapCheck").first
    sees(tool, "Worse than your alternative")
    put(tool, "Tentative price", "14,400")
    sees(tool, "Too close to call")


def ones_own(page: Page) -> None:
    tool = page.locator(".ZopaExplorer").last
    put(tool, "Seller's limit", "2,000")
    put(tool, "Buyer's limit", "2,300")
    sees(tool, "zone of $300")


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page],
    ready: Callable[[Page], None],
    watch: Any,
    answer_each: Callable[[Page], list[str]],
) -> None:
    page = open_module("04-zopa")
    predict(page)
    the_yard(page)
    the_bank(page)
    the_trap(page)
    ones_own(page)
    page.reload()
    ready(page)
    sees(page.locator(".ZopaExplorer").nth(0), "$250")
    sees(page.locator(".ZopaExplorer").nth(3), "gap of $900")
    sees(page.locator(".ZopaExplorer").last, "zone of $300")
    assert page.locator(".us-question .us-verdict").count() == 1
    kinds = answer_each(page)
    assert set(kinds) == {
        *("single", "truefalse", "several", "number", "matching", "ordering", "reflection")
    }
