"""A running course and a browser to open it with, for the browser tests and the benchmarks."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

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
PATIENCE = int(os.environ.get("PATIENCE", "60000"))


def slugs() -> list[str]:
    """The open modules of the course, in its order."""
    from unstuck.content.syllabus import load_syllabus

    course = Path(__file__).parents[2] / "course"
    return [module.slug for module in load_syllabus(course).ready]


def _is_kernel(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        if process.status() != psutil.STATUS_ZOMBIE:
            return process.name() == "unstuck-kernel" or "ipykernel_launcher" in process.cmdline()
    return False


@dataclass
class Served:
    """A running server of the course."""

    url: str
    process: subprocess.Popen[bytes]

    def module(self, slug: str) -> str:
        return f"{self.url}voila/render/{slug}.ipynb"

    def kernels(self) -> set[int]:
        """Process ids of the kernels that the server runs."""
        return {child.pid for child in self.children() if _is_kernel(child)}

    def children(self, name: str = "") -> list[psutil.Process]:
        """All processes below the server's, or those of one name."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in below if not name or child.name() == name]


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


def wait_in_page(page: Page, expression: str, *, arg: Any = None, timeout: float = 0) -> None:
    """Ask a page again and again until an expression holds.

    Playwright's own waiting makes code from text within the page, which our pages forbid; what
    is asked from outside is not subject to their policy.
    """
    end = time.monotonic() + (timeout or PATIENCE) / 1000
    while time.monotonic() < end:
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:
            if "context was destroyed" not in error.message and "navigat" not in error.message:
                raise
        page.wait_for_timeout(20)
    raise AssertionError(f"not within {(timeout or PATIENCE) / 1000:g} s: {expression}")


setattr(Page, "wait_for_function", wait_in_page)  # noqa: B010


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
