"""A kernel comes with its page and goes with it; if it dies, the work does not."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

FIRST = ".ZopaExplorer input.us-number"


def test_a_dead_kernel_is_said_and_the_page_comes_back_with_everything(
    serve: Callable[..., Any], context: BrowserContext, ready: Callable[[Page], None], watch: Any
) -> None:
    server = serve()
    page = context.new_page()
    page.goto(server.module("04-zopa"))
    ready(page)
    page.locator(FIRST).first.fill("57")
    page.locator(FIRST).first.blur()
    watch.allowed = ["WebSocket", "404", "Failed to load resource", "Kernel", "kernel"]
    (kernel,) = server.kernels()
    os.kill(kernel, signal.SIGKILL)
    banner = page.get_by_role("alert").filter(has_text="safe in this browser")
    banner.wait_for(timeout=15_000)
    page.locator(FIRST).first.fill("58")
    page.locator(FIRST).first.blur()
    banner.get_by_role("button").first.click()
    page.wait_for_load_state()
    ready(page)
    page.wait_for_function("s => document.querySelector(s).value === '58'", arg=FIRST)


def test_a_closed_tab_takes_its_kernel_along(
    serve: Callable[..., Any],
    context: BrowserContext,
    ready: Callable[[Page], None],
    until: Callable[..., Any],
) -> None:
    server = serve()
    page = context.new_page()
    page.goto(server.module("04-zopa"))
    ready(page)
    assert len(server.kernels()) == 1
    page.close(run_before_unload=True)
    until(lambda: not server.kernels(), 15, "the kernel ends with its page")


def test_a_late_reply_takes_no_letter_away(
    serve: Callable[..., Any], context: BrowserContext, ready: Callable[[Page], None]
) -> None:
    server = serve()
    page = context.new_page()
    page.goto(server.module("10-failure"))
    ready(page)
    words = page.locator(".us-question textarea").first
    (kernel,) = server.kernels()
    os.kill(kernel, signal.SIGSTOP)
    words.type("ab")
    page.wait_for_function("Object.values(localStorage).some(v => v.includes('\"ab\"'))")
    words.press("c")
    os.kill(kernel, signal.SIGCONT)
    page.wait_for_function("Object.values(localStorage).some(v => v.includes('\"abc\"'))")
    assert words.input_value() == "abc"


def test_a_first_tool_is_there_before_its_kernel_is_reached_and_forgets_nothing(
    served: Any, context: BrowserContext, ready: Callable[[Page], None], watch: Any
) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/voila.js", lambda route: held.append(route))
    page.goto(served.module("04-zopa"), wait_until="commit")
    page.wait_for_selector(".ZopaExplorer .us-picture[data-seq] svg")
    finding = page.locator(".ZopaExplorer .us-finding").first
    before = finding.inner_text()
    page.locator(FIRST).first.fill("57")
    page.locator(FIRST).first.blur()
    page.locator(".ZopaExplorer").get_by_role("button", name="Keep this sheet").click()
    assert finding.inner_text() == before
    assert page.locator(".us-wait").count(), "the rest of the page waits"
    with page.expect_download() as sheet:
        for route in held:
            route.continue_()
    assert "57" in Path(sheet.value.path()).read_text("utf-8")
    ready(page)
    assert finding.inner_text() != before
    assert page.locator(FIRST).first.input_value() == "57"
