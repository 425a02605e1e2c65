"""Module 07 from top to bottom as a learner would go, with a reload in the middle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

SLUG = "07-behaviour"


def sure(question: Locator) -> None:
    question.get_by_role("button", name="Fairly sure").click()
    expect(question.locator(".us-verdict")).to_be_visible()


def asked(page: Page, words: str) -> Locator:
    return page.locator(".us-question", has_text=words).first


def make(tool: Locator, *moves: str) -> None:
    """Press one button after the other; each press changes what is asked."""
    for move in moves:
        tool.locator(".us-move", has_text=move).first.click()
        expect(tool.locator(".us-move", has_text=move)).to_have_count(0)


def predict(page: Page) -> None:
    first = asked(page, "Eight people are looking at you")
    first.get_by_label("Which slide would you least like").check()
    sure(first)
    second = asked(page, "experiment on the sale of a service station")
    second.locator("input.us-number").fill("60")
    sure(second)
    expect(second).to_contain_text("76 %")


def play_the_slides(page: Page) -> Locator:
    """Argue back first, take it back, and then ask before answering."""
    tool = page.locator(".BehaviourReader").first
    expect(tool.locator(".us-picture")).to_be_visible()
    make(tool, "Face and identity", "least like to have to defend")
    tool.locator(".us-move", has_text="Take him through the figures").click()
    expect(tool.locator(".us-finding")).to_contain_text("I can read")
    expect(tool.locator(".us-finding")).to_be_in_viewport()
    tool.get_by_role("button", name="Take my last step back").click()
    make(tool, "What must be in it before you could", "Orders from outside")
    make(tool, "What will they ask you on Thursday", "Cut the work into stages")
    expect(tool.locator(".us-finding")).to_contain_text("It ends well")
    expect(tool).not_to_contain_text("and that was it")
    make(tool, "In the place: most people")
    expect(tool).to_contain_text("and that was it")
    expect(tool).to_contain_text("So you said.")
    return tool


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module(SLUG)
    predict(page)
    play_the_slides(page)
    fee = page.locator(".BehaviourReader").nth(1)
    make(fee, "A slight", "What has happened since the last book", "I ought to have spoken up")
    expect(fee).to_contain_text("That took somebody long enough")

    page.reload()
    ready(page)
    slides = page.locator(".BehaviourReader").first
    expect(slides.locator(".us-finding")).to_contain_text("It ends well")
    fee = page.locator(".BehaviourReader").nth(1)
    expect(fee).to_contain_text("That took somebody long enough")
    expect(asked(page, "experiment on the sale").locator(".us-verdict")).to_be_visible()

    fee.get_by_label("Another story").check()
    expect(fee.locator(".us-finding")).to_contain_text("What for?")
    fee.get_by_label("Scene").select_option("handshake")
    expect(fee.locator(".us-finding")).to_contain_text("Aurelio")

    fill_the_map(page)
    answer_one_of_each(page)


def fill_the_map(page: Page) -> None:
    tool = page.locator(".DriverMap")
    expect(tool.locator(".us-finding")).to_contain_text("Begin with what you saw")
    tool.get_by_label("Who is it?").fill("Mr Brandt")
    tool.get_by_label("What a camera would have recorded").fill("He looked at the clock.")
    tool.get_by_label("They have to answer to somebody").check()
    expect(tool.locator(".us-finding")).to_contain_text("orders from outside")
    tool.get_by_label("Your guess", exact=True).select_option("external-pressure")
    tool.get_by_label("what they may be thinking").fill("They will ask me why.")
    tool.get_by_label("A question or step").fill("Who else has to be comfortable?")
    tool.get_by_label("your answer to the need").fill("A page he can show.")
    expect(tool.locator(".us-finding")).to_contain_text("Your plan for Mr Brandt stands")
    with page.expect_download() as saved:
        tool.get_by_role("button", name="Printable plan").click()
    assert "A page he can show." in saved.value.path().read_text("utf-8")


def answer_one_of_each(page: Page) -> None:
    single = asked(page, "Two sisters share out")
    single.get_by_label("Ask each what she remembers").check()
    sure(single)
    several = asked(page, "A buyer insists on ninety days")
    for words in ("Ask what head office does", "Build a proposal", "Offer to speak"):
        several.get_by_label(words).check()
    sure(several)
    expect(several.locator(".us-verdict")).to_contain_text("3 of the 3")
    number = asked(page, "A firm sends")
    number.locator("input.us-number").fill("37")
    sure(number)
    true_or_false = asked(page, "Above all feel")
    true_or_false.locator("input[type=radio]").last.check()
    sure(true_or_false)
    matching = asked(page, "Which question would test which guess")
    for select in matching.locator("select").all():
        select.select_option(index=1)
    sure(matching)
    ordering = asked(page, "At the works council")
    sure(ordering)
    own = asked(page, "the last time somebody thought")
    own.locator("textarea").fill("They saw me block the rota.")
    own.get_by_role("button").first.click()
    expect(own).to_contain_text("free Fridays")
