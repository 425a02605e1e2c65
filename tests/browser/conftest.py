"""Real pages in a real browser: one server for all, a fresh browser context a test.

Every page watches itself: an error in the console, a request to another origin or a script
error fails the test that opened it. Tests wait for state, never for time.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE = 60_000
MODULES = ("00-start-here", "01-impasse", "03-batna", "04-zopa")


@dataclass
class Served:
    """A running server of the course."""

    url: str
    process: subprocess.Popen[bytes]

    def module(self, slug: str) -> str:
        return f"{self.url}voila/render/{slug}.ipynb"

    def kernels(self) -> set[int]:
        """Process ids of the kernels that the server runs."""
        told = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        return {int(line.split()[0]) for line in told.splitlines() if "ipykernel" in line}


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def wait_until(true: Callable[[], Any], seconds: float = 60, what: str = "") -> Any:
    """Ask again and again until the answer is yes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := true():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds:g} s: {what or true}")


@pytest.fixture(scope="session")
def until() -> Callable[..., Any]:
    return wait_until


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def serve(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Start a server with options of one's own; all are ended with the session."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> Served:
        port = free_port()
        log = tmp_path_factory.mktemp("serve") / "log"
        command = [sys.executable, "-m", "unstuck", "serve", "--no-browser", "--port", str(port)]
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, "--course", str(root / "course"), *options],
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        running.append(process)
        url = f"http://127.0.0.1:{port}/"
        wait_until(lambda: answers(url) or process.poll() is not None, what=url)
        assert process.poll() is None, log.read_text()
        return Served(url, process)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(20)


@pytest.fixture(scope="session")
def served(serve: Callable[..., Served]) -> Served:
    return serve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    chrome = os.environ.get("CHROME") or next(filter(None, map(shutil.which, names)), None)
    if not chrome:
        pytest.fail("no browser: set CHROME to a Chromium's path, or run `make test`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=FLAGS)
        yield browser
        browser.close()


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
        page.wait_for_selector(".unstuck-tool [data-seq]", state="attached")
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
