"""Does in an empty environment what Binder does, and opens a module in a browser.

Installs from binder/ alone, runs its post-build and start steps, serves under a base
address with a token, and says what memory the server and one learner take.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright
from readme import BINDER_HOME

ROOT = Path(__file__).resolve().parents[1]
MODULE = "03-batna"
MEMORY_LIMIT = 450  # MB: what mybinder.org guarantees to one learner
START_SECONDS = 60
NOT_CLONED = (".git", ".venv", "build", "dist", "vega.js", "__pycache__", ".*_cache", ".hypothesis")


def run(command: list[str], repository: Path, environment: dict[str, str]) -> None:
    print("+", *command, flush=True)
    subprocess.run(command, cwd=repository, env=environment, check=True)


def prepare(work: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the repository and an environment with what binder/ installs."""
    repository = work / "home"
    shutil.copytree(ROOT, repository, ignore=shutil.ignore_patterns(*NOT_CLONED))
    venv.create(work / "env", with_pip=True)
    binaries = work / "env" / "bin"
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "PYTHON"))
    } | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "HOME": str(repository)}
    pip = [str(binaries / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    run([*pip, "install", "-r", "binder/requirements.txt"], repository, environment)
    if (repository / "binder" / "postBuild").is_file():
        run(["bash", "binder/postBuild"], repository, environment)
    return repository, environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(
    repository: Path, environment: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], str, str]]:
    """The server as Binder starts it: the process, its address and its token."""
    port, token = free_port(), secrets.token_hex(8)
    base = f"/user/someone-unstuck-{token[:6]}/"
    start = ["bash", "binder/start"] if (repository / "binder" / "start").is_file() else []
    options = {"ip": "127.0.0.1", "port": port, "base_url": base, "token": token}
    command = [*start, "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.{name}={value}" for name, value in options.items()]
    print("+", *command[:-1], flush=True)
    process = subprocess.Popen(command, cwd=repository, env=environment, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}{base}"
        wait_for(process, f"{address}api/status?token={token}")
        yield process, address, token
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError):
            if process.poll() is not None:
                sys.exit(f"the server stopped with status {process.returncode}")
            time.sleep(0.2)
    sys.exit(f"the server did not answer within {START_SECONDS} seconds")


def open_course(page: Page, address: str, token: str) -> None:
    """Home page, then a module, as far as its first tool's picture."""
    page.goto(f"{address}{BINDER_HOME}?token={token}")
    page.locator(f"main a[href*='{MODULE}']").first.click()
    page.locator(".unstuck-tool svg").first.wait_for(timeout=60_000)


def memory(parent: int) -> float:
    """Proportional set size of a process and all its descendants, in MB."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(status.parent.name))
    family, total = [parent], 0
    for member in family:
        family += children.get(member, [])
        with suppress(OSError):  # it may have ended meanwhile
            for line in Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
                total += int(line.split()[1]) if line.startswith("Pss:") else 0
    return total / 1024


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="unstuck-binder-") as folder:
        repository, environment = prepare(Path(folder))
        with (
            server(repository, environment) as (process, address, token),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROME"), args=["--no-sandbox"]
            )
            open_course(browser.new_page(), address, token)
            used = memory(process.pid)
            browser.close()
    print(f"Binder: {MODULE} opens; server and one learner take {used:.0f} MB of {MEMORY_LIMIT}.")
    return int(used > MEMORY_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
