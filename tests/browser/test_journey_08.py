"""Module 08 from top to bottom, as a learner goes: guess, answer, breathe, plan, check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

WORDS = "I was not fair to you about the heating. Shall we go on tomorrow?"


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def write(tool: Locator, label: str, words: str) -> None:
    field = tool.get_by_role("textbox", name=label)
    field.fill(words)
    field.blur()


def tell(question: Locator) -> None:
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def predict(page: Page) -> None:
    venting, breaks = (page.locator(".us-question").nth(n) for n in range(2))
    venting.locator("input[type=radio]").first.check()
    tell(venting)
    breaks.get_by_role("checkbox", name="Going over what had been said").check()
    tell(breaks)


def choose_an_answer(page: Page) -> None:
    tool = page.locator(".ResponsePractice").first
    sees(tool, "The heat stands at 8 of 10.")
    tool.get_by_role("button", name="Please calm down").click()
    sees(tool, "That adds heat: 2 on top of 8.")
    tool.get_by_role("button", name="Folding tables").click()
    sees(tool, "No other answer here leaves less.")
    sees(tool, "in 1 of 8 scenes")


def write_an_answer(page: Page) -> None:
    tool = page.locator(".ResponsePractice").first
    tool.get_by_role("combobox", name="The scene").select_option("poster")
    tool.get_by_role("radio", name="Write my own").check()
    write(tool, "Your answer (Hurt", "Your name was not on it. It was the sponsor.")
    sees(tool, "Now read your own words.")
    assert tool.get_by_text("A model answer").count() == 0
    tool.get_by_role("combobox", name="Mark sentence 1").select_option("name")
    tool.get_by_role("combobox", name="Mark sentence 2").select_option("excuse")
    sees(tool, "A model answer, to hold against yours")
    sees(tool, "gives with one hand")


def make_a_card(page: Page) -> None:
    tool = page.locator(".Pause")
    tool.get_by_role("button", name="Start").click()
    sees(tool, "to go")
    tool.get_by_role("button", name="Stop").click()
    sees(tool, "In for 4, out for 6")
    tool.get_by_role("checkbox", name="My jaw or my shoulders").check()
    tool.get_by_role("combobox", name="When you practise it").select_option("queue")
    sees(tool, "When my jaw or my shoulders tighten")


def mend_the_break(page: Page) -> None:
    tool = page.locator(".BreakPlanner").first
    sees(tool, "likely to make things worse")
    tool.get_by_role("checkbox", name="Go over what they said").uncheck()
    tool.get_by_role("checkbox", name="Something else").check()
    sees(tool, "Your break holds only what led to better deals")
    tool.get_by_role("radio", name="Too many people").check()
    sees(tool, "One table of 9 has 36 pairs; in 3 groups 12 are left")


def own_moment(page: Page) -> None:
    tool = page.locator(".ResponsePractice").last
    sees(tool, "Start with who it was")
    write(tool, "Who it was", "Mr Castell")
    write(tool, "What they said or did", "People who rent do not understand that.")
    sees(tool, "What Mr Castell said or did")


def own_break(page: Page) -> None:
    tool = page.locator(".BreakPlanner").last
    sees(tool, "Opens when you have written your words.")
    write(tool, "My words for the break", WORDS)
    tool.get_by_role("checkbox", name="Think about what both").check()
    tool.get_by_label("They go on at").fill("2026-12-02T10:00")
    sees(tool, "Back at the table on Wednesday 2 December 2026, 10:00.")
    with page.expect_download() as saved:
        tool.get_by_role("button", name="Calendar file").click()
    assert "20261202T100000" in saved.value.path().read_text("utf-8")


def check_oneself(page: Page) -> None:
    asked = page.locator(".us-question")
    several = asked.filter(has_text="You chair talks about closing a canteen")
    several.locator("input[type=checkbox]").first.check()
    single = asked.filter(has_text="A customer slams the invoice")
    single.get_by_role("radio", name="Three times you stayed at home").check()
    matching = asked.filter(has_text="Four people have just spoken")
    for n in range(matching.locator("select").count()):
        matching.locator("select").nth(n).select_option(index=n + 1)
    number = asked.filter(has_text="A tailor is afraid")
    number.locator("input.us-number").fill("25")
    ordering = asked.filter(has_text="You have been lying to us")
    truth = asked.filter(has_text="A ten-minute call")
    truth.get_by_role("radio", name="True").check()
    for question in (several, single, matching, number, ordering, truth):
        tell(question)
    sees(single, "It concedes nothing about the invoice")
    own = asked.filter(has_text="which you would have liked to take back")
    own.locator("textarea").fill("When my voice gets thin, I drink some water.")
    own.get_by_role("button").first.click()
    sees(own, "The sign comes before the outburst")


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module("08-emotions")
    predict(page)
    choose_an_answer(page)
    write_an_answer(page)
    make_a_card(page)
    mend_the_break(page)
    own_moment(page)
    own_break(page)
    page.reload()
    ready(page)
    first, own = page.locator(".ResponsePractice").first, page.locator(".ResponsePractice").last
    sees(first, "gives with one hand")
    sees(page.locator(".Pause"), "When my jaw or my shoulders tighten")
    sees(page.locator(".BreakPlanner").first, "in 3 groups 12 are left")
    sees(own, "What Mr Castell said or did")
    words = page.locator(".BreakPlanner").last.get_by_role("textbox", name="My words for the break")
    assert words.input_value() == WORDS
    assert page.locator(".us-question .us-verdict").count() == 2
    check_oneself(page)
