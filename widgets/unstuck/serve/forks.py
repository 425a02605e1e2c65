"""Processes forked from a warm process: the server's side of it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import unstuck

POSSIBLE = sys.platform == "linux" and hasattr(os, "pidfd_open")
UNKNOWN = 1  # the exit status of a process whose parent ended before it
_LONGEST_START = 60
_LONGEST_PAGE = 120
_LONGEST_FORK = 10
_LINE = 1 << 16
_LOOKS_AGAIN = 2
UNFROZEN = ["-Xfrozen_modules=off"]  # as kernels are started, for their debugger
_PACKAGE = Path(unstuck.__file__).parent
_log = logging.getLogger("unstuck.serve")


class WarmEnded(OSError):
    """The warm process is gone; another one can be started."""


def _readable(fd: int, seconds: float | None) -> bool:
    """Whether there is something to read, or the end of it; ``select`` ends at the 1024th file."""
    asked = select.poll()
    asked.register(fd, select.POLLIN)
    return bool(asked.poll(None if seconds is None else seconds * 1000))


class Forked:
    """A kernel's process, as far as the provisioner asks: what ``Popen`` is to others."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, parent: Warm) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._parent = parent
        self._fd = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """The exit status, or None while the process runs; negative: ended by that signal."""
        if self.returncode is None and _readable(self._fd, 0):
            self.returncode = self._parent.status(self.pid)
            os.close(self._fd)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end of the process; gives its exit status."""
        if self.returncode is None:
            if not _readable(self._fd, timeout):
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            self.poll()
        return UNKNOWN if self.returncode is None else self.returncode

    def send_signal(self, signum: int) -> None:
        """Send a signal to this very process, never to one that has taken its number."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._fd, signum)

    def kill(self) -> None:
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)


class Warm:
    """A process that forks when asked; safe to use from several threads."""

    def __init__(self, control: socket.socket, patience: float) -> None:
        self._control = control
        self._lock = threading.Lock()
        self._heard = b""
        self._ended: dict[int, int] = {}
        self._version = package_version()
        told = self._next(patience)
        self.pid: int = told["pid"]
        self.cells: list[dict[str, Any]] = told.get("cells", [])

    @classmethod
    def start(cls) -> Warm:
        """Start a warm process: about a second of imports.

        Raises
        ------
        WarmEnded, TimeoutError
            If it ended, or was not ready in time.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            env = {k: v for k, v in os.environ.items() if k != "JPY_PARENT_PID"}
            fds = [theirs.fileno(), _life()]
            command = [sys.executable, "-P", *UNFROZEN, "-m", "unstuck.serve.warm"]
            process = subprocess.Popen(
                [*command, *map(str, fds)],
                pass_fds=fds,
                env=env,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            warm = cls(ours, _LONGEST_START)
        except BaseException:
            process.kill()
            process.wait()
            ours.close()
            raise
        warm._process = process
        return warm

    _process: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether it still runs and listens."""
        with self._lock:
            self._drain()
        return self._control.fileno() != -1

    @property
    def stale(self) -> bool:
        """Whether the package has changed on disk since this process read it."""
        return self._version != package_version()

    def kernel(self, argv: list[str], env: dict[str, str], cwd: str) -> Forked:
        """Fork a kernel.

        Raises
        ------
        WarmEnded
            If this process is gone.
        OSError
            If the machine cannot have one more process.
        """
        return Forked(self._fork({"do": "kernel", "argv": argv, "env": env, "cwd": cwd}), self)

    def page(self, cells: list[tuple[int, str]], cwd: str) -> Warm:
        """Fork a process that runs these cells and then forks kernels in its turn."""
        ours, theirs = socket.socketpair()
        argv = ["--HistoryManager.enabled=False"]
        told = {"cells": cells, "cwd": cwd, "env": dict(os.environ), "argv": argv}
        pid = -1
        try:
            with theirs:
                pid = self._fork({"do": "page", **told}, theirs.fileno())
            return Warm(ours, _LONGEST_PAGE)
        except BaseException:
            ours.close()
            if pid > 0:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            raise

    def status(self, pid: int) -> int:
        """How a child ended; ``UNKNOWN`` if nobody is left to say."""
        with self._lock:
            with contextlib.suppress(WarmEnded, TimeoutError):
                while pid not in self._ended:
                    self._take(self._next(1))
            return self._ended.pop(pid, UNKNOWN)

    def close(self) -> None:
        """Let the process go; kernels that it has forked run on."""
        with self._lock:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
            self._process.kill()
            self._process.wait()

    def _fork(self, request: dict[str, Any], *fds: int) -> int:
        line = json.dumps(request).encode() + b"\n"
        with self._lock:
            try:
                sent = socket.send_fds(self._control, [line], fds)
                self._control.sendall(line[sent:])
            except OSError as error:
                self._control.close()
                raise WarmEnded("the warm process has ended") from error
            try:
                while "ended" in (told := self._next(_LONGEST_FORK)):
                    self._take(told)
            except TimeoutError as error:  # an answer to this, come later, would be taken for
                self._control.close()  # that to another request
                raise WarmEnded("the warm process does not answer") from error
        if "refused" in told:
            raise OSError(told["refused"])
        return int(told["pid"])

    def _take(self, told: dict[str, Any]) -> None:
        self._ended[told["ended"]] = told["status"]

    def _drain(self) -> None:
        with contextlib.suppress(WarmEnded, TimeoutError):
            while b"\n" in self._heard or self._speaks(0):
                self._take(self._next(0))

    def _speaks(self, patience: float) -> bool:
        return self._control.fileno() != -1 and _readable(self._control.fileno(), patience)

    def _next(self, patience: float) -> dict[str, Any]:
        """The next thing that the process says; TimeoutError if it says nothing in time."""
        end = time.monotonic() + patience
        while b"\n" not in self._heard:
            if self._control.fileno() != -1 and not self._speaks(max(0, end - time.monotonic())):
                raise TimeoutError("the warm process is late")
            data = b""
            with contextlib.suppress(OSError):
                data = self._control.recv(_LINE)
            if not data:
                self._control.close()
                raise WarmEnded("the warm process has ended")
            self._heard += data
        line, _, self._heard = self._heard.partition(b"\n")
        told: dict[str, Any] = json.loads(line)
        return told


_guard = threading.Lock()
_looked: tuple[float, int] | None = None
_warm: Warm | None = None
_pipe: tuple[int, int] | None = None


def package_version() -> int:
    """When the package's code and words last changed; looked at every other second at most."""
    global _looked
    now = time.monotonic()
    if _looked is None or now - _looked[0] > _LOOKS_AGAIN:
        _looked = (now, max(file.stat().st_mtime_ns for file in _files(_PACKAGE)))
    return _looked[1]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.suffix in (".py", ".toml"):
            yield path
        elif not path.suffix and path.name not in ("__pycache__", "compiled") and path.is_dir():
            yield from _files(path)


def _life() -> int:
    """The end of a pipe that tells every process forked for us that this one is gone."""
    global _pipe
    if _pipe is None:
        _pipe = os.pipe()
    return _pipe[0]


def warm() -> Warm:
    """The warm process of this server; started where there is none, or none that is up to date."""
    global _warm
    with _guard:
        if _warm is not None and (not _warm.alive or _warm.stale):
            _log.warning("The warm process has ended or is out of date; another one is started.")
            _warm.close()
            _warm = None
        if _warm is None:
            _warm = Warm.start()
        return _warm


def running() -> int:
    """How many warm processes of that kind there are: one or none."""
    return int(_warm is not None)


def close() -> None:
    """End the warm process."""
    global _warm
    with _guard:
        if _warm is not None:
            _warm.close()
            _warm = None
