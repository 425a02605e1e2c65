"""Module 13 from top to bottom: forecast, final questions, review, grid, portfolio, a date."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from unstuck.content.questions import load

BEFORE = [q for q in load("00-start-here").questions if q.use == "before"]
FIRST = {"score": 0, "sure": 3}
CASE = {"title": "The lease", "reservation": 2100}


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def put(page: Page, key: str, value: Any) -> None:
    page.evaluate(
        "([k, v]) => localStorage.setItem('unstuck:1:' + k, JSON.stringify({ v, t: 1 }))",
        [key, value],
    )


@pytest.fixture
def been_here(page: Page, served: Any) -> None:
    """Somebody who answered the ten questions of the start, all wrong, and brought a case."""
    page.goto(served.url)
    for question in BEFORE:
        kept = {"seed": 1, "answer": 0, "sure": 0, "tries": 1, "first": FIRST}
        put(page, f"ask/00-start-here/{question.id}", kept)
    put(page, "own/case", CASE)
    put(page, "tool/04-zopa/ZopaExplorer/own", {"seller": 2000, "buyer": 2100})


def forecast(page: Page) -> None:
    tool = page.locator(".SelfForecast")
    sees(tool, "Nothing is written down yet.")
    for label, number in (("Of the ten questions", "8"), ("Of all answers", "90")):
        field = tool.get_by_role("textbox", name=label)
        field.fill(number)
        field.blur()
    sees(tool, "It is kept.")


def answer_final(page: Page, prompt: str, choice: str) -> None:
    question = page.locator(".us-question").filter(has_text=prompt)
    question.get_by_role("radio", name=choice).check()
    question.get_by_role("button", name="Certain").click()
    question.locator(".us-verdict").wait_for()


def review(page: Page) -> None:
    tool = page.locator(".LearningReview")
    sees(tool, "You answered 10 of 10 before the course.")
    answer_final(page, "Two choirs want the same hall", "What does each of you need")
    sees(tool, "you made 0 points before the course and 1 after it")
    answer_final(page, "Two suppliers lose the same client", "By then it is clear")
    sees(tool, "On the 2 ideas")
    sees(tool, "12 first answers")
    sees(tool, "You tend to be surer than you are right.")
    sees(tool, "so far it is 1 of the 2")
    link = tool.get_by_role("link", name="Kinds of failure, The question")
    assert link.get_attribute("href") == "10-failure.ipynb#The-question"


def the_whole_case(page: Page) -> None:
    grid = page.locator(".ImpasseGrid")
    grid.get_by_role("combobox", name="The candidate who withdrew").select_option("forced")
    sees(grid, "You have filled in 1 of 45 cells")
    portfolio = page.locator(".Portfolio")
    sees(portfolio, "Here is your case")
    sees(portfolio, "4 · ZOPA")
    sees(portfolio, "Nine cases and your own")
    card = page.locator(".us-question").filter(has_text="What will you do differently next time?")
    card.locator("textarea").fill("When I meet him on 4 May, I ask first.")
    card.get_by_role("button", name="Show an answer to compare").click()
    card.locator(".us-verdict").wait_for()
    with page.expect_download() as saved:
        portfolio.get_by_role("button", name="Printable page").click()
    text = saved.value.path().read_text("utf-8")
    for words in ("$2,100", "zone of $100", "When I meet him on 4 May", "What your first answers"):
        assert words in text
    with page.expect_download() as saved:
        page.locator(".YourWork").get_by_role("button", name="Save to a file").click()
    items = json.loads(saved.value.path().read_text("utf-8"))["items"]
    assert items["own/case"]["v"] == CASE
    assert not {"tool/13-review/Portfolio", "tool/13-review/LearningReview"} & set(items)


@pytest.mark.usefixtures("been_here")
def test_a_learner_looks_back(
    open_module: Callable[[str], Page],
    ready: Callable[[Page], None],
    watch: Any,
    answer_each: Callable[[Page], list[str]],
) -> None:
    page = open_module("13-review")
    forecast(page)
    review(page)
    the_whole_case(page)
    page.reload()
    ready(page)
    tool = page.locator(".LearningReview")
    sees(tool, "you made 0 points before the course and 1 after it")
    sees(page.locator(".SelfForecast"), "You expect 8 of the ten")
    sees(page.locator(".ImpasseGrid"), "You have filled in 1 of 45 cells")
    assert page.locator(".us-question .us-verdict").count() == 3
    kinds = answer_each(page)
    assert kinds == ["single", "truefalse", "several", "number", "matching", "ordering"]
    sees(tool, "On the 4 ideas")


def test_nobody_has_answered_anything(open_module: Callable[[str], Page]) -> None:
    page = open_module("13-review")
    sees(page.locator(".LearningReview"), "You have not answered a question in this browser yet.")
    sees(page.locator(".Portfolio"), "There is nothing to show yet.")
    assert page.locator(".LearningReview").get_by_role("button", name="Reset").count() == 0
    portfolio = page.locator(".Portfolio")
    portfolio.get_by_role("button", name="Printable page").click()
    sees(portfolio.locator(".us-problem"), "There is nothing to show yet.")
