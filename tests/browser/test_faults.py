"""What a learner sees when something goes wrong, and that the work comes back."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from live import PATIENCE, answers, free_port, wait_until
from relay import Relay
from troubled import troubled

NUMBER = ".ZopaExplorer input.us-number"
FINDING = ".ZopaExplorer .us-finding"
NOISE = ["WebSocket", "404", "Failed to load resource", "ernel", "onnection", "message throttle"]


# JupyterLab tries seven times, ever more seldom, and then gives up: here at once.
NO_MORE_TRIES = """async () => {
    const { kernel } = await jupyterapp.widgetManagerPromise.promise;
    kernel._reconnectAttempt = kernel._reconnectLimit;
}"""


def enter(page: Page, number: str) -> None:
    page.locator(NUMBER).first.fill(number)
    page.locator(NUMBER).first.blur()


def counted(url: str, name: str) -> float:
    with urllib.request.urlopen(f"{url}metrics", timeout=20) as reply:
        found = re.search(rf"^{re.escape(name)} (\S+)$", reply.read().decode(), re.MULTILINE)
    assert found, name
    return float(found.group(1))


@pytest.fixture
def relay(served: Any) -> Iterator[Relay]:
    relay = Relay(int(served.url.rstrip("/").rpartition(":")[2]))
    yield relay
    relay.close()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_comes_back_finds_its_pages_and_their_work(
    root: Path,
    tmp_path: Path,
    page: Page,
    ready: Callable[[Page], None],
    watch: Any,
    how: signal.Signals,
) -> None:
    def start(name: str) -> Any:
        return troubled(root / "course", tmp_path / name, "--port", port)

    port = str(free_port())
    watch.allowed = NOISE
    banner = page.get_by_role("alert").filter(has_text="safe in this browser")
    with start("before") as server:
        page.goto(f"{server.url}voila/render/04-zopa.ipynb")
        ready(page)
        enter(page, "57")
        expect(page.locator(FINDING).first).to_contain_text("$57")
        os.kill(server.process.pid, how)
        server.process.wait(30)
    expect(banner).to_contain_text("cannot be reached just now", timeout=PATIENCE)
    enter(page, "58")
    with start("after"):
        expect(banner).to_contain_text("gone to sleep", timeout=PATIENCE)
        banner.get_by_role("button", name="Wake it up").click()
        page.wait_for_load_state()
        ready(page)
        expect(page.locator(NUMBER).first).to_have_value("58")
        expect(page.locator(FINDING).first).to_contain_text("$58")


@pytest.mark.parametrize("silent", [False, True])
def test_a_line_that_was_cut_is_joined_again_and_nothing_is_lost(
    page: Page, relay: Relay, ready: Callable[[Page], None], watch: Any, silent: bool
) -> None:
    watch.allowed = NOISE
    page.goto(f"{relay.url}voila/render/04-zopa.ipynb")
    ready(page)
    enter(page, "57")
    expect(page.locator(FINDING).first).to_contain_text("$57")
    page.evaluate(NO_MORE_TRIES)
    relay.cut(silent=silent)
    enter(page, "58")
    banner = page.get_by_role("alert").filter(has_text="cannot be reached just now")
    banner.wait_for(timeout=PATIENCE)
    relay.mend()
    banner.wait_for(state="detached", timeout=PATIENCE)
    expect(page.locator(FINDING).first).to_contain_text("$58", timeout=PATIENCE)
    enter(page, "59")
    expect(page.locator(FINDING).first).to_contain_text("$59", timeout=PATIENCE)


def test_who_comes_too_fast_waits_a_moment_and_comes_in_by_itself(
    serve: Callable[..., Any],
    context: BrowserContext,
    page: Page,
    ready: Callable[[Page], None],
    watch: Any,
) -> None:
    server = serve("--pace", "2")
    watch.allowed = ["429"]
    first = context.new_page()
    first.goto(server.module("04-zopa"))
    page.goto(server.module("04-zopa") + "#here")
    expect(page.get_by_role("heading", name="One moment, please")).to_be_visible()
    ready(page)
    assert page.url == server.module("04-zopa") + "#here"
    assert counted(server.url, 'unstuck_refusals_total{reason="pace"}') == 1


def test_a_full_room_lets_in_by_itself_who_waits(
    serve: Callable[..., Any],
    context: BrowserContext,
    page: Page,
    ready: Callable[[Page], None],
    watch: Any,
) -> None:
    server = serve("--max-kernels", "1")
    watch.allowed = ["503"]
    first = context.new_page()
    first.goto(server.module("04-zopa"))
    ready(first)
    page.clock.install()
    page.goto(server.module("04-zopa"))
    expect(page.get_by_role("heading", name="The room is full")).to_be_visible()
    first.close(run_before_unload=True)
    wait_until(lambda: answers(f"{server.url}readyz"), what="the first page's place is free")
    page.clock.fast_forward("01:31")
    ready(page)


def test_the_first_picture_is_timed_once(
    serve: Callable[..., Any], page: Page, ready: Callable[[Page], None]
) -> None:
    server = serve()
    page.goto(server.module("04-zopa"))
    ready(page)
    name = "unstuck_first_picture_seconds"
    wait_until(lambda: counted(server.url, f"{name}_count") == 1, what="the page tells it")
    assert 0 < counted(server.url, f"{name}_sum") < 60
    enter(page, "57")
    expect(page.locator(FINDING).first).to_contain_text("$57")
    assert counted(server.url, f"{name}_count") == 1


def test_a_full_disk_is_said_on_the_page(
    root: Path, tmp_path: Path, page: Page, ready: Callable[[Page], None], watch: Any
) -> None:
    watch.allowed = ["503", "ERR_INCOMPLETE", "Failed to load resource"]
    with troubled(root / "course", tmp_path, "--max-kernels", "4", full_disk=True) as server:
        assert server.open_page("voila/render/04-zopa.ipynb")
        fill = server.disk / "fill"
        with fill.open("wb", 0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 4096):
                pass
        wait_until(lambda: not server.open_page("voila/render/04-zopa.ipynb"))
        page.goto(f"{server.url}voila/render/04-zopa.ipynb")
        said = page.get_by_text(re.compile("The room is full|could not be started"))
        said.first.wait_for()
        fill.unlink()
        page.goto(f"{server.url}voila/render/04-zopa.ipynb")
        ready(page)
