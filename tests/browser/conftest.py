"""Real pages in a real browser: one server for all, a fresh browser context a test.

Every page watches itself: an error in the console, a request to another origin or a script
error fails the test that opened it. Tests wait for state, never for time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from live import PATIENCE, Served, browser, serve, until

__all__ = ["browser", "serve", "until"]


@pytest.fixture(scope="session")
def served(serve: Callable[..., Served]) -> Served:
    return serve()


@dataclass
class Watch:
    """What went wrong on the pages of a test."""

    origin: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    def console(self, message: Any) -> None:
        text = f"{message.text} {(message.location or {}).get('url', '')}"
        if message.type == "error" and not any(re.search(a, text) for a in self.allowed):
            self.faults.append(f"console: {text}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:", "about:", "ws://127.0.0.1")):
            self.faults.append(f"asked elsewhere: {request.url}")


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Watch]:
    watch = Watch("http://127.0.0.1")
    context.on("page", watch.follow)
    context.on("request", watch.request)
    yield watch
    assert not watch.faults


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    return context.new_page()


@pytest.fixture
def ready() -> Callable[[Page], None]:
    """Wait until everything on a page is built: every tool and question awake."""

    def wait(page: Page) -> None:
        page.wait_for_selector(
            ".unstuck-tool [data-seq], .unstuck-tool .us-finding", state="attached"
        )
        page.wait_for_function(
            "!document.querySelector('[aria-busy=true]')"
            " && [...document.querySelectorAll('.us-picture')].every(p => p.dataset.seq)"
        )

    return wait


@pytest.fixture
def open_module(page: Page, served: Served, ready: Callable[[Page], None]) -> Callable[[str], Page]:
    def open_it(slug: str) -> Page:
        page.goto(served.module(slug))
        ready(page)
        return page

    return open_it


KINDS = {
    "single": "input[type=radio][id$='-0']",
    "truefalse": "input[type=radio][id$='-true']",
    "several": "input[type=checkbox]",
    "number": "input.us-number",
    "matching": ".us-match",
    "ordering": ".us-order",
    "reflection": "textarea",
}


@pytest.fixture
def answer_each() -> Callable[[Page], list[str]]:
    """Answer the first open question of each kind on a page; gives the kinds that there were."""

    def answer(page: Page) -> list[str]:
        return [kind for kind, has in KINDS.items() if answer_next(page, kind, has)]

    return answer


def answer_next(page: Page, kind: str, has: str) -> bool:
    asked = page.locator(".us-question")
    open_ = page.locator(f".us-question:has({has}):not(:has(.us-verdict))")
    if not open_.count():
        return False
    at = open_.first.evaluate("el => [...document.querySelectorAll('.us-question')].indexOf(el)")
    question = asked.nth(at)
    if kind in ("single", "truefalse", "several"):
        question.locator(has).first.check()
    elif kind == "matching":
        for n in range(question.locator("select").count()):
            question.locator("select").nth(n).select_option(index=n + 1)
    elif kind != "ordering":
        question.locator(has).fill("25")
    sure = "Show an answer to compare" if kind == "reflection" else "A guess"
    question.get_by_role("button", name=sure).click()
    question.locator(".us-verdict").wait_for()
    return True
