"""A small course of its own, and servers that serve it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SYLLABUS = """
id = "trial"
title = "A trial course"
subtitle = "For the tests"
version = "1"
about = "Two modules, and one to come."
"""
MODULE = """
[[module]]
slug = "{slug}"
title = "{title}"
question = "What then?"
minutes = 5
tools = []
dataset = ""
"""
SLIDER = "import ipywidgets\nipywidgets.IntSlider(description='How many')"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Server:
    """One running server and where it is."""

    process: subprocess.Popen[str]
    url: str
    opener: Any = field(default_factory=lambda: build_opener(_Stay()))

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address below the base address; redirects are not followed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = b"" if method == "POST" else None
        request = Request(self.url + path, data=data, headers=named, method=method)
        try:
            reply = self.opener.open(request, timeout=30)
        except HTTPError as error:
            reply = error
        with reply:
            return Answer(
                reply.status, dict(reply.headers), reply.read().decode("utf-8", "replace")
            )

    def open_page(self, slug: str = "01-first", **headers: str) -> tuple[str, str]:
        """Open a module: the id of its kernel, and its page."""
        answer = self.get(f"voila/render/{slug}.ipynb", **headers)
        assert answer.status == 200, answer.text
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', answer.text)
        assert found
        return found.group(1), answer.text

    def alive(self, kernel: str, **headers: str) -> int:
        return self.get(f"unstuck/alive/{kernel}", **headers).status

    def leave(self, kernel: str, **headers: str) -> int:
        return self.get(f"voila/api/shutdown/{kernel}", "POST", **headers).status

    def children(self) -> list[psutil.Process]:
        """The processes that the server has started, or that these have forked."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in below if child.status() != psutil.STATUS_ZOMBIE]

    def kernels(self) -> set[int]:
        """Those of them that are kernels."""
        found = set()
        for child in self.children():
            with suppress(psutil.NoSuchProcess):
                if child.name() == "unstuck-kernel" or "ipykernel_launcher" in child.cmdline():
                    found.add(child.pid)
        return found

    def called(self, name: str) -> list[psutil.Process]:
        """Those of them that have a name, such as ``unstuck-warm``."""
        return [child for child in self.children() if child.name() == name]


def until(holds: Callable[[], bool], what: str, seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def eventually() -> Callable[..., None]:
    return until


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two modules, the second with a cell that fails; one to come; pictures, a private folder."""
    folder = tmp_path_factory.mktemp("trial") / "course"
    for name in ("pictures", "instructor"):
        (folder / name).mkdir(parents=True)
        (folder / name / "one.svg").write_text(SVG, "utf-8")
    (folder / "instructor" / "key.ipynb").write_text("{}", "utf-8")
    (folder / "instructor" / "01-first.md").write_text("# What to ask the class\n", "utf-8")
    (folder / "stray.ipynb").write_text("{}", "utf-8")
    (folder.parent / "outside.svg").write_text(SVG, "utf-8")
    (folder / "glossary.md").write_text("# Glossary\n\n**BATNA**: the way out.\n", "utf-8")
    modules = {"01-first": "The first", "02-second": "The second", "03-third": "Not yet"}
    rows = [MODULE.format(slug=slug, title=title) for slug, title in modules.items()]
    (folder / "syllabus.toml").write_text(SYLLABUS + "".join(rows), "utf-8")
    cells = [new_markdown_cell("# The first\n\nWords & more."), new_code_cell(SLIDER)]
    nbformat.write(new_notebook(cells=cells), folder / "01-first.ipynb")
    cells = [new_code_cell("1 / 0"), new_code_cell("print('and on')")]
    nbformat.write(new_notebook(cells=cells), folder / "02-second.ipynb")
    return folder


@pytest.fixture(scope="session")
def serve(course: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server on a free port with the options that are given."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> Server:
        command = [sys.executable, "-m", "unstuck", "serve", "--no-browser", "--port", "0"]
        process = subprocess.Popen(
            [*command, "--course", str(course), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        started.append(process)
        assert process.stdout
        said = process.stdout.readline()
        address = re.search(r"http://[^\s?]+", said)
        assert address, f"the server said {said!r}"
        return Server(process, address.group())

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(60)  # all at once, on a machine that may have much else to do
        if process.stdout:
            process.stdout.close()


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server]) -> Server:
    """One server under a base address, for all tests that leave it as it was."""
    return serve("--base-url", "/class/room", "--max-kernels", "6")
