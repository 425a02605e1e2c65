"""Module 05 from top to bottom, as a learner goes: predict, feel, take the other chair, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

SLUG = "05-offers"


def question(page: Page, words: str) -> Locator:
    return page.locator(".us-question", has_text=words).first


def settle(asked: Locator, sure: str = "Fairly sure") -> None:
    asked.get_by_role("button", name=sure).click()
    asked.locator(".us-verdict").wait_for()


def fill(tool: Locator, label: str, text: str) -> None:
    field = tool.get_by_role("textbox", name=label, exact=True).last
    field.fill(text)
    field.blur()


def predict(page: Page) -> None:
    for words, guess in (("sits very still", "Fair:"), ("where does it end?", "come to rest")):
        asked = question(page, words)
        asked.get_by_text(guess).click()
        settle(asked, "A guess")


def feel_and_look(page: Page) -> None:
    tool = page.locator(".OfferThermometer").first
    assert tool.locator("[data-chart=offer_chair]").count() == 0
    tool.get_by_label("Fair", exact=True).check()
    expect(tool.locator(".us-finding")).to_contain_text("off the scale")
    expect(tool.locator(".us-finding")).to_contain_text("3 words hotter")
    fill(tool, "The offer you mean to make", "8600")
    expect(tool.locator(".us-finding")).to_contain_text("the same word")
    expect(tool.locator(".us-out")).to_contain_text("40\u00a0%")


def step_by_step(page: Page) -> None:
    tool = page.locator(".ConcessionPath").first
    expect(tool.locator(".us-finding")).to_contain_text("never meet")
    fill(tool, "You offer", "18,500")
    expect(tool.locator(".us-finding")).to_contain_text("in round 6")
    tool.get_by_role("button", name="Undo").click()
    expect(tool.locator(".us-finding")).to_contain_text("never meet")
    tool.get_by_role("button", name="Add another round").click()
    fill(tool, "You offer", "19750")
    expect(tool.locator(".us-out")).to_contain_text("the last one was $1,550")
    fill(tool, "They offer", "19750")
    expect(tool.locator(".us-finding")).to_contain_text("The offers have met")


def own_case(page: Page) -> None:
    offer = page.locator(".OfferThermometer").last
    fill(offer, "The offer you mean to make", "3200")
    offer.get_by_label("Bold", exact=True).check()
    fill(offer, "What the market says", "2500")
    expect(offer.locator(".us-finding")).to_contain_text("off the scale")
    fill(offer, "Your limit", "2000")
    fill(offer, "Your target", "2900")
    page.wait_for_function("localStorage.getItem('unstuck:1:own/case')?.includes('2900')")
    path = page.locator(".ConcessionPath").last
    path.get_by_role("button", name=re.compile("Fill in what I know|Use my case")).click()
    expect(path.get_by_role("textbox", name="You open at", exact=True)).to_have_value("3,200")
    fill(path, "They open at", "2100")
    expect(path.locator(".us-finding")).to_contain_text("$1,100 apart")
    expect(path.locator(".us-out")).to_contain_text("is still open")


def one_of_each_kind(page: Page) -> None:
    asked = question(page, "Your smallest supplier")
    asked.get_by_text("Those with little power").click()
    settle(asked)
    expect(asked.locator(".us-verdict")).to_contain_text("Right")
    asked = question(page, "usually knows that it is one")
    asked.get_by_label("False").check()
    settle(asked)
    asked = question(page, "Should you name the first number?")
    asked.locator("input[type=checkbox]").first.check()
    settle(asked)
    asked = question(page, "Which rent would split")
    asked.locator("input.us-number").fill("1,250")
    settle(asked)
    asked = question(page, "Which finding came from where?")
    for i, choice in enumerate(asked.locator("select").all()):
        choice.select_option(index=i + 1)
    settle(asked)
    asked = question(page, "You prepare an opening offer")
    asked.locator(".us-icon:not([disabled])").first.click()
    settle(asked)
    asked = question(page, "What will you open with")
    asked.locator("textarea").fill("I open at 3,200, which feels bold.")
    asked.get_by_role("button", name="Show an answer to compare").click()
    asked.locator(".us-verdict").wait_for()


def test_a_learner_goes_through_the_module_and_finds_everything_again(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module(SLUG)
    predict(page)
    feel_and_look(page)
    step_by_step(page)
    page.reload()
    ready(page)
    expect(page.locator(".OfferThermometer .us-finding").first).to_contain_text("the same word")
    expect(page.locator(".ConcessionPath .us-finding").first).to_contain_text("have met")
    assert page.locator(".us-question .us-verdict").count() == 2
    own_case(page)
    one_of_each_kind(page)
    assert page.locator(".us-question .us-verdict").count() == 9
