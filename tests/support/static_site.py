"""The course built as files, once a session, behind a plain file server under a sub-path."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from live import answers, free_port, wait_until

UNDER = "teaching/negotiation"


@dataclass
class Site:
    """A built site and the file server that gives it out."""

    folder: Path
    url: str
    server: subprocess.Popen[bytes]

    def module(self, slug: str) -> str:
        return f"{self.url}{slug}.html"


def file_server(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Python's own file server, as anybody can start it."""
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    return subprocess.Popen(
        [*command, "--directory", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


class Gate(SimpleHTTPRequestHandler):
    """A file server whose Python can be held up, or be no Python."""

    open = threading.Event()
    broken = False

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path.endswith(".wasm"):
            Gate.open.wait(120)
            if Gate.broken:
                return self.send_error(404)
        return super().do_GET()


@pytest.fixture
def gate(built_site: Path) -> Iterator[str]:
    """The address of the site behind a gate that is shut and not broken."""
    Gate.open.clear()
    Gate.broken = False
    serve = partial(Gate, directory=str(built_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{UNDER}/"
        Gate.open.set()
        server.shutdown()


@pytest.fixture(scope="session")
def built_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a web host would serve; the site lies deeper in it."""
    host = tmp_path_factory.mktemp("host")
    command = [sys.executable, "-m", "unstuck.site", "--to", str(host / UNDER)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return host


@pytest.fixture(scope="session")
def site(built_site: Path) -> Iterator[Site]:
    port = free_port()
    server = file_server(built_site, port)
    url = f"http://127.0.0.1:{port}/{UNDER}/"
    wait_until(lambda: answers(url), what=url)
    yield Site(built_site / UNDER, url, server)
    server.terminate()
    server.wait(20)
