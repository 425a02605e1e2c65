"""One case through the whole course: told once, carried along, complete in the portfolio."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from live import slugs

STORY = "He asked for 70,000 a year. He wanted an answer by Friday."


class Case:
    """What a learner does with their own case on the pages of the course."""

    def __init__(self, page: Page, open_module: Callable[[str], Page]) -> None:
        self.page = page
        self.open = open_module

    def own(self, tool: str) -> Locator:
        return self.page.locator(f".{tool}").last

    def take_up(self, tool: str) -> None:
        """Let a tool take what is known of the case."""
        self.own(tool).get_by_role("button", name="Use my case here").click()
        self.own(tool).locator(".us-caseon").wait_for()

    def fill(self, tool: str, label: str, text: str) -> None:
        field = self.own(tool).get_by_role("textbox", name=label, exact=True).first
        field.fill(text)
        field.blur()

    def holds(self, tool: str, label: str, text: str) -> None:
        self.page.wait_for_function(
            "([tool, label, text]) => [...[...document.querySelectorAll(tool)].at(-1).querySelectorAll('label')]"
            ".some(l => l.textContent.trim() === label && document.getElementById(l.htmlFor)?.value === text)",
            arg=[f".{tool}", label, text],
        )

    def knows(self, fact: str, value: Any) -> None:
        self.page.wait_for_function(
            "([fact, value]) => JSON.parse(localStorage.getItem('unstuck:1:own/case') ?? '{\"v\":{}}').v[fact] === value",
            arg=[fact, value],
        )


def test_one_case_from_its_first_telling_to_the_portfolio(
    page: Page, open_module: Callable[[str], Page], tmp_path: Path
) -> None:
    case = Case(page, open_module)

    case.open("01-impasse")
    case.fill("ImpasseClassifier", "A title", "The lease")
    case.fill("ImpasseClassifier", "What happened?", STORY)
    case.fill("ImpasseClassifier", "The other side", "the landlord")
    case.fill("ImpasseClassifier", "The most that the payer would have paid", "61,000")
    case.knows("reservation", 61000)
    case.knows("story", STORY)

    case.open("02-causes")
    case.take_up("CauseFinder")
    finder = case.own("CauseFinder")
    finder.locator(".us-sentences li").nth(1).wait_for()
    finder.locator(".us-sentences select").nth(1).select_option(label="Pressure")
    case.knows("cause", "pressure")

    case.open("03-batna")
    case.take_up("BatnaCalculator")
    case.fill("BatnaCalculator", "What the thing is worth to you", "60,500")
    case.fill("BatnaCalculator", "Name", "Stay where we are")
    case.knows("batna", "Stay where we are")
    case.knows("reservation", 60500)

    case.open("04-zopa")
    case.take_up("ZopaExplorer")
    case.fill("ZopaExplorer", "Seller's limit", "58,000")
    case.knows("their_reservation", 58000)

    case.open("05-offers")
    case.take_up("ConcessionPath")
    case.fill("ConcessionPath", "Your target", "55,000")
    case.knows("target", 55000)

    case.open("06-interests")
    case.take_up("Reframer")
    case.own("Reframer").get_by_role("radio", name="the three swaps").check()
    case.fill("Reframer", "What would they call success?", "A tenant who stays")
    case.knows("their_interests", "A tenant who stays")

    case.open("07-behaviour")
    case.take_up("DriverMap")
    case.holds("DriverMap", "Who is it?", "the landlord")

    case.open("08-emotions")
    case.take_up("BreakPlanner")
    case.holds("BreakPlanner", "What the talks are about", "The lease")

    case.open("09-walking-away")
    case.take_up("WalkAway")
    case.holds("WalkAway", "Their limit, as you see it", "58,000")
    case.take_up("Debrief")
    case.fill("Debrief", "1. What made it hard?", "Friday came too soon.")
    case.knows("debrief_hard", "Friday came too soon.")

    case.open("10-failure")
    case.take_up("FailureDiagnosis")
    case.holds("FailureDiagnosis", "A title", "The lease")

    case.open("11-recovery")
    case.take_up("RecoveryPlanner")
    case.holds("RecoveryPlanner", "A title", "The lease")

    if "12-at-the-table" in slugs():
        case.open("12-at-the-table")
        case.take_up("PreparationSheet")

    case.open("13-review")
    grid = case.own("ImpasseGrid")
    grid.get_by_text("The lease").first.wait_for()
    portfolio = case.own("Portfolio")
    portfolio.get_by_text("The lease").first.wait_for()
    said = portfolio.inner_text()
    for told in ("60500", "58000", "Stay where we are", "A tenant who stays", "Friday came"):
        assert told in said.replace(",", ""), told
    with page.expect_download() as handed:
        portfolio.get_by_role("button", name="Printable page").click()
    kept = tmp_path / "portfolio.html"
    handed.value.save_as(kept)
    html = kept.read_text("utf-8")
    for told in (STORY.split(".")[0], "Stay where we are", "the landlord", "Friday came too soon."):
        assert told in html, told
    with page.expect_download() as handed:
        portfolio.get_by_role("button", name="Markdown").click()
    handed.value.save_as(kept)
    assert kept.read_text("utf-8").startswith("# ")

    page.get_by_role("button", name="Your work").first.click()
    with page.expect_download() as handed:
        page.locator("dialog[open]").get_by_role("button", name="Save to a file").click()
    handed.value.save_as(kept)
    items = json.loads(kept.read_text("utf-8"))["items"]
    assert items["own/case"]["v"]["title"] == "The lease"
    assert sum(key.startswith("tool/") for key in items) >= 10
