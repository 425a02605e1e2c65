"""Module 12 as a learner would play it: a game lost, one won, one rightly refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from unstuck.analysis.table import POLICIES, debrief, load_scenario, play, run, scenarios

SLUG = "12-at-the-table"


def sure(question: Locator) -> None:
    question.get_by_role("button", name="Fairly sure").click()
    expect(question.locator(".us-verdict")).to_be_visible()


def asked(page: Page, words: str) -> Locator:
    return page.locator(".us-question", has_text=words).first


def table(page: Page) -> Locator:
    return page.locator(".NegotiationTable").first


def button_for(
    tool: Locator, scenario: str, made: tuple[str, ...], move: str, seed: int
) -> Locator:
    """The button of a move: offers are typed first, what stands in a fold is opened."""
    game = play(load_scenario(scenario), made, seed=seed)
    if not move.startswith("offer:"):
        label = next(option.label for option in game.options if option.move == move)
        button = tool.locator(".us-move", has_text=label).first
        inside = tool.page.locator(".us-move", has_text=label)
        fold = tool.locator("details.us-fold", has=inside)
        if fold.count() and not fold.first.evaluate("fold => fold.open"):
            fold.first.locator("summary").first.click()
        return button
    values = dict(part.split("=") for part in move.removeprefix("offer:").split(","))
    for term in game.terms:
        field = tool.get_by_label(term.label, exact=True)
        if term.options:
            field.select_option(values[term.id])
        else:
            field.fill(values[term.id])
            field.press("Enter")
    return tool.locator(".us-move", has_text="Offer: ")


def make(
    tool: Locator, scenario: str, moves: tuple[str, ...], seed: int = 1, key: str = ""
) -> None:
    """Make one move after the other, and see each answered before the next."""
    for n, move in enumerate(moves):
        button = button_for(tool, scenario, moves[:n], move, seed)
        expect(button).to_be_visible()
        if key:
            button.focus()
            button.press(key)
        else:
            button.click()
        last = play(load_scenario(scenario), moves[: n + 1], seed=seed)
        if not last.over:
            expect(tool.locator(".us-talk").last).to_contain_text(last.lines[-1].text)
            expect(tool.locator(".us-finding").first).to_contain_text(f"Round {last.round}")
        if key:
            inside = "document.activeElement.closest('.NegotiationTable') !== null"
            assert tool.page.evaluate(inside), "the focus stays in the tool"


def won(scenario: str) -> tuple[int, tuple[str, ...]]:
    """A seed and a way of playing that ends in a deal better than leaving."""
    told = load_scenario(scenario)
    for seed in range(1, 60):
        game = run(told, POLICIES["advised"], seed=seed)
        if game.deal is not None and debrief(game).result.word in ("good deal", "thin deal"):
            return seed, game.moves
    pytest.fail(f"nobody gets a deal at {scenario}")


def test_a_learner_prepares_loses_and_looks_for_another_way(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module(SLUG)
    predict(page)
    sheet = page.locator(".PreparationSheet").first
    sheet.get_by_label("Your limit", exact=True).fill("8000")
    sheet.get_by_label("Questions that you will ask").fill("What matters most about it?")
    expect(sheet.locator(".us-finding")).to_contain_text("3 of 9")

    tool = table(page)
    expect(tool.locator(".us-picture").first).to_be_visible()
    first = load_scenario(scenarios()[0])
    fee = tool.get_by_label(first.term[0].label, exact=True)
    fee.fill("999999")
    fee.press("Enter")
    expect(tool).to_contain_text("must be from")
    expect(tool.locator(".us-talk").last).to_be_visible()
    moves = ("probe", f"offer:price={first.term[0].high:g}")
    make(tool, first.id, moves)
    expect(tool).to_contain_text("What matters most about it?")

    page.reload()
    ready(page)
    tool = table(page)
    game = play(first, moves)
    expect(tool.locator(".us-talk").last).to_contain_text(game.lines[-1].text)
    expect(fee).to_have_value(f"{first.term[0].high:,.0f}")
    if not game.over:
        leave = button_for(tool, first.id, moves, "leave:angry", 1)
        leave.click()
    expect(tool.locator(".us-finding").first).to_contain_text("They were missed")
    expect(tool).to_contain_text(first.side[0].truth)

    tool.locator(".us-move", has_text="Ask what they would do").first.click()
    tool.locator(".us-move", has_text="Leave, and leave the door open").first.click()
    expect(tool).to_contain_text("Yours: No deal")
    tool.get_by_role("button", name="Back to the other moves").click()
    tool.get_by_label("File this as my own case").check()
    kept = "localStorage.getItem('unstuck:1:own/case')?.includes('The course that')"
    page.wait_for_function(kept)
    tool.get_by_label("File this as my own case").uncheck()
    page.wait_for_function(f"!({kept})")
    with page.expect_download() as saved:
        tool.get_by_role("button", name="Log", exact=True).click()
    assert game.lines[-1].text in saved.value.path().read_text("utf-8")
    tool.get_by_role("button", name="The same again").click()
    expect(tool.locator(".us-finding").first).to_contain_text("Round 1")


def test_a_game_is_won_by_keyboard(open_module: Callable[[str], Page], watch: Any) -> None:
    page = open_module(SLUG)
    name = scenarios()[0]
    seed, moves = won(name)
    tool = table(page)
    field = tool.get_by_label("Seed", exact=True)
    field.fill(str(seed))
    field.press("Enter")
    make(tool, name, moves, seed, key="Enter")
    expect(tool.locator(".us-finding").first).to_contain_text("A deal: ")
    expect(tool.locator(".us-finding").first).to_contain_text("Better than leaving")
    expect(tool.locator(".us-picture").first).to_be_visible()
    answer_one_of_each(page)


def test_a_game_is_rightly_refused_on_a_phone(
    open_module: Callable[[str], Page], page: Page, watch: Any
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_module(SLUG)
    tool = table(page)
    name = next(name for name in scenarios() if not load_scenario(name).zone)
    tool.get_by_label("Table", exact=True).select_option(name)
    expect(tool).to_contain_text(load_scenario(name).you.alternative)
    make(tool, name, ("probe", "leave:well"))
    expect(tool.locator(".us-finding").first).to_contain_text("that is the right result")
    expect(tool).to_contain_text("There was no zone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    own = page.locator(".PreparationSheet").nth(1)
    own.get_by_label("A title").fill("The bicycle shop")
    own.get_by_label("Your limit", exact=True).fill("1300")
    expect(own.locator(".us-finding")).to_contain_text("your target")
    case = "localStorage.getItem('unstuck:1:own/case')?.includes('The bicycle shop')"
    page.wait_for_function(case)
    with page.expect_download() as saved:
        own.get_by_role("button", name="Printable page").click()
    assert "The bicycle shop" in saved.value.path().read_text("utf-8")


def predict(page: Page) -> None:
    first = asked(page, "Pairs traded one thing")
    first.locator("input.us-number").fill("80")
    sure(first)
    expect(first).to_contain_text("98 %")
    second = asked(page, "You will sit across from several")
    second.get_by_label("None of the three").check()
    sure(second)


def answer_one_of_each(page: Page) -> None:
    single = asked(page, "At one table you said")
    single.get_by_label("She is afraid").check()
    sure(single)
    several = asked(page, "no terms in reach beat your alternative")
    for words in ("rather say so today", "If the lease changes", "I learned a lot"):
        several.get_by_label(words).check()
    sure(several)
    expect(several.locator(".us-verdict")).to_contain_text("3 of the 3")
    number = asked(page, "You make kitchen fronts")
    number.locator("input.us-number").fill("4500")
    sure(number)
    true_or_false = asked(page, "A practice negotiation that ends")
    true_or_false.locator("input[type=radio]").last.check()
    sure(true_or_false)
    matching = asked(page, "Which move answers which trouble")
    for select in matching.locator("select").all():
        select.select_option(index=1)
    sure(matching)
    sure(asked(page, "A potter is going to talk"))
    own = asked(page, "Play one table twice")
    own.locator("textarea").fill("I offered first, twice.")
    own.get_by_role("button").first.click()
    expect(own).to_contain_text("two questions first")
