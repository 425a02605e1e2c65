"""Where the course stands when it is not on one's own machine: behind nginx, and in a hub."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from live import browser, serve, until

__all__ = ["browser", "serve", "until"]
NUMBER = ".ZopaExplorer input.us-number"
PICTURE = ".ZopaExplorer .us-picture"
AWAKE = """picture => document.querySelector(picture)?.dataset.seq
    && !document.querySelector('[aria-busy=true]')"""
CHANGED = "([picture, before]) => document.querySelector(picture).innerHTML !== before"


@pytest.fixture
def move() -> Callable[[Page], str]:
    """On the ZOPA page, change a number and see its picture change; gives the kernel's id."""

    def do_it(page: Page) -> str:
        page.wait_for_function(AWAKE, arg=PICTURE)
        before = page.locator(PICTURE).first.inner_html()
        page.locator(NUMBER).first.fill("57")
        page.locator(NUMBER).first.blur()
        page.wait_for_function(CHANGED, arg=[PICTURE, before])
        config = page.locator("#jupyter-config-data")
        return str(config.evaluate("element => JSON.parse(element.textContent).kernelId"))

    return do_it
