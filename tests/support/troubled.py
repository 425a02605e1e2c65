"""A server that is given a hard time: full disks, no memory, kernels that cannot be started."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil

_RUN = "import sys\n{first}\nfrom unstuck.serve.cli import main\nsys.exit(main(sys.argv[1:]))"
PAGE = "voila/render/01-first.ipynb"


def until(holds: Callable[[], object], what: str, seconds: float = 40) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.05)


@dataclass
class Troubled:
    """One running server, where it is, and what it logged."""

    process: subprocess.Popen[bytes]
    url: str
    logged: Path

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of an answer."""
        try:
            reply = urlopen(self.url + path, timeout=30)
        except HTTPError as error:
            reply = error
        with reply:
            return reply.status, reply.read().decode("utf-8", "replace")

    def open_page(self, path: str = PAGE) -> str:
        """The id of the kernel of a page, empty if it got none."""
        status, text = self.get(path)
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', text)
        if found and status == 200:
            return found.group(1)
        said = ("The room is full" in text) if status == 503 else (status == 200)
        assert said, (status, text)
        return ""

    def alive(self, kernel: str) -> bool:
        return self.get(f"unstuck/alive/{kernel}")[0] == 204

    def number(self, name: str) -> float:
        """One of the things that the server counts."""
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.get("metrics")[1], re.MULTILINE)
        assert found, name
        return float(found.group(1))

    def log(self) -> str:
        return self.logged.read_text("utf-8")

    def family(self) -> list[psutil.Process]:
        """All processes that the server has started, and theirs."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def process_of(self, kernel: str) -> int:
        """The process of a kernel, known by its sockets as soon as it has them."""
        until(lambda: self._with_sockets(kernel), f"a process has the sockets of {kernel}")
        return self._with_sockets(kernel)

    def _with_sockets(self, kernel: str) -> int:
        for each in self.family():
            with contextlib.suppress(psutil.NoSuchProcess):
                if any(kernel in str(line.laddr) for line in each.net_connections("unix")):
                    return each.pid
        return 0

    @property
    def disk(self) -> Path:
        """Where the server writes, seen from here even if the disk is mounted for it alone."""
        return Path(f"/proc/{self.process.pid}/root") / (self.logged.parent / "disk").relative_to(
            "/"
        )


def tiny_disk(folder: Path) -> list[str]:
    """Words before a command that let it see a disk of one megabyte in a folder.

    Raises
    ------
    RuntimeError
        If nothing can be mounted here, neither as root nor in a name space of one's own.
    """
    mount = 'mount -t tmpfs -o size=1m unstuck "$0" && exec "$@"'
    for unshare in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        command = [*unshare, "sh", "-c", mount, str(folder)]
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    raise RuntimeError("A disk that can be full needs `unshare` and `mount`, which are refused.")


@contextmanager
def troubled(
    course: Path, folder: Path, *options: str, first: str = "", full_disk: bool = False
) -> Iterator[Troubled]:
    """Run a server whose process begins with some statements of its own."""
    disk, logged = folder / "disk", folder / "log"
    disk.mkdir(parents=True)
    command = [sys.executable, "-c", _RUN.format(first=first), "serve", "--no-browser"]
    command += ["--port", "0", "--course", str(course), *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(disk)}
    with logged.open("wb") as log:
        process = subprocess.Popen(
            [*(tiny_disk(disk) if full_disk else []), *command],
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
        )
    try:
        assert process.stdout
        said = process.stdout.readline().decode()
        address = re.search(r"http://[^\s?]+", said)
        assert address, f"the server said {said!r}, and {logged.read_text()!r}"
        server = Troubled(process, address.group(), logged)
        until(lambda: server.get("readyz")[0] == 200, "the server is ready")
        yield server
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout:
            process.stdout.close()
