"""A real JupyterHub with its proxy on this machine, and learners who log in to it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import pytest
import requests
import websocket
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from live import answers, free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
ENV = ROOT / ".venv" / "hub"
PASSWORD = "the same for all"
# What a browser says of a page that is opened, and of what the page's script asks. JupyterHub lets
# the second in with a cookie alone only where the address proves that a page of ours asks.
OPENED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}
ASKED = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}
SYLLABUS = """
id = "own"
title = "The course of {name}"
subtitle = "For the tests"
version = "1"
about = "One module."
[[module]]
slug = "01-first"
title = "The first"
question = "What then?"
minutes = 5
tools = []
dataset = ""
"""
CELL = """
import ipywidgets as w
number, words = w.IntSlider(), w.Text()
w.dlink((number, "value"), (words, "value"), lambda n: f"{n} of $NAME")
w.VBox([number, words])
"""


def write_course(home: Path, name: str) -> None:
    """A course that only one learner has."""
    course = home / "course"
    course.mkdir(parents=True)
    (course / "syllabus.toml").write_text(SYLLABUS.format(name=name), "utf-8")
    cells = [new_markdown_cell("# The first"), new_code_cell(CELL.strip().replace("$NAME", name))]
    nbformat.write(new_notebook(cells=cells), course / "01-first.ipynb")


@dataclass
class Learner:
    """One who has logged in, with the cookies of a browser."""

    hub: str
    name: str
    web: requests.Session = field(default_factory=requests.Session)

    @property
    def home(self) -> str:
        return f"{self.hub}user/{self.name}/"

    def log_in(self) -> requests.Response:
        """Log in, as a person does, and come to where the hub leads."""
        form = self.web.get(f"{self.hub}hub/login", timeout=60)
        mark = re.search(r'name="_xsrf" value="([^"]+)"', form.text)
        assert mark, form.text
        told = {"username": self.name, "password": PASSWORD, "_xsrf": mark[1]}
        return self.web.post(f"{self.hub}hub/login", data=told, timeout=60)

    def get(self, path: str = "") -> requests.Response:
        """Open an address, below the learner's own unless it is a whole one."""
        address = path if path.startswith("http") else self.home + path
        return self.web.get(address, timeout=60, headers=OPENED)

    def ask(self, path: str) -> requests.Response:
        """Ask as the script of a page does."""
        return self.web.get(self.home + path, timeout=60, headers=ASKED, allow_redirects=False)

    def alive(self, kernel: str) -> int:
        return self.ask(f"unstuck/alive/{kernel}").status_code

    def leave(self, kernel: str, home: str = "") -> int:
        """Say goodbye, as the beacon of a page does."""
        told = ASKED | {"Sec-Fetch-Mode": "no-cors", "Origin": self.hub.rstrip("/")}
        address = f"{home or self.home}voila/api/shutdown/{kernel}"
        return self.web.post(address, headers=told, timeout=60).status_code

    def arrive(self) -> requests.Response:
        """Wait until the server is there; the page that the hub shows then."""
        ready = f"{self.home}unstuck/"
        return wait_until(lambda: self._reached(ready), 60, f"the server of {self.name}")

    def _reached(self, url: str) -> requests.Response | None:
        answer = self.get(url)
        return answer if answer.ok and answer.url == url else None

    def open_page(self) -> str:
        """Open the module: the id of its kernel."""
        page = self.get("voila/render/01-first.ipynb")
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page.text)
        assert found, page.text
        return found[1]

    def cells(self, kernel: str) -> list[Any]:
        """What the cells of a page show, once all have run."""
        shown, known, done = [], 0, False
        while not done:
            told = self.ask(f"unstuck/cells/{kernel}?known={known}").json()
            shown += told["cells"]
            known, done = told["known"], told["done"]
        return shown

    def connect(self, kernel: str, home: str = "") -> websocket.WebSocket:
        """The line between a page and its kernel, as the browser opens it."""
        home = home or self.home
        self.ask(f"unstuck/api/kernels/{kernel}")
        return websocket.create_connection(
            f"{home.replace('http', 'ws', 1)}unstuck/api/kernels/{kernel}/channels"
            f"?session_id={uuid4().hex}",
            timeout=60,
            origin=self.hub.rstrip("/"),
            cookie="; ".join(f"{each.name}={each.value}" for each in self.web.cookies),
        )


def message(kind: str, content: dict[str, Any]) -> str:
    header = {"msg_id": uuid4().hex, "msg_type": kind, "session": "s", "username": ""}
    told = {"parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    return json.dumps({"header": header | {"version": "5.3"}, "buffers": [], **told})


@dataclass
class Hub:
    """A running hub."""

    url: str
    log: Path

    def learner(self, name: str) -> Learner:
        return Learner(self.url, name)

    def says(self, words: str) -> bool:
        """Whether a line of the log has this in it."""
        return re.search(words, self.log.read_text("utf-8", "replace")) is not None


def program() -> str:
    for path in ("bin/jupyterhub", "node_modules/.bin/configurable-http-proxy"):
        if not (ENV / path).is_file():
            pytest.fail(f"no {path} in .venv/hub: run `make test`, which installs it")
    return str(ENV / "bin" / "jupyterhub")


@contextmanager
def hub(folder: Path, homes: Path, **more: str) -> Iterator[Hub]:
    """Run a hub and its proxy; both end with the context, and all servers with them."""
    ports = [str(free_port()) for _ in range(3)]
    told = {
        "HUB_FOLDER": str(folder),
        "HUB_HOMES": str(homes),
        "HUB_PASSWORD": PASSWORD,
        "HUB_PORTS": " ".join(ports),
        "HUB_ROOT": str(ROOT),
        "PATH": f"{ENV / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON"))}
    config = Path(__file__).with_name("hub_config.py")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program(), f"--config={config}"],
            cwd=folder,
            env=clean | told | more,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{ports[2]}/"
    try:
        wait_until(lambda: answers(f"{url}hub/health") or process.poll() is not None, what="hub")
        assert process.poll() is None, (folder / "log").read_text()
        yield Hub(url, folder / "log")
    finally:
        process.terminate()
        process.wait(60)


def with_real_course(home: Path) -> None:
    """Give a learner the course itself."""
    shutil.copytree(ROOT / "course", home / "course")
