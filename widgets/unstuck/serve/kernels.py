"""Kernels for pages: how many there may be, how they start, and when they end."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from tornado.ioloop import IOLoop
from traitlets import Bool, Float, Integer, default

from unstuck.serve import forks
from unstuck.serve.finished import FinishedPages
from unstuck.serve.forks import Warm, WarmEnded
from unstuck.serve.provisioner import NAME
from unstuck.serve.runs import Run, warm
from unstuck.serve.watched import WatchedKernels

KERNEL_BYTES = 90e6
FORKED_BYTES = 35e6  # a kernel that shares what it has not changed, with its part of the server
FEWEST = 4
ORDINARY = "local-provisioner"
_LONGEST_SOCKET = 107  # bytes in the path of a Unix socket on Linux
_CGROUP = Path("/sys/fs/cgroup")
_OWN_GROUP = Path("/proc/self/cgroup")


def memory_left() -> float:
    """How many bytes this machine, or the container it is, has left."""
    left = float(psutil.virtual_memory().available)
    for group in _groups():
        with suppress(OSError):
            limit = (group / "memory.max").read_text().strip()
            used = (group / "memory.current").read_text()
            if limit != "max":
                left = min(left, float(limit) - float(used))
    return left


def _groups() -> list[Path]:
    """The control groups this process is in: its container's, its service's."""
    try:
        told = _OWN_GROUP.read_text().splitlines()
    except OSError:
        return []
    [inner] = [line[3:] for line in told if line.startswith("0::")] or ["/"]
    group = _CGROUP / inner.strip("/")
    return [group, *(each for each in group.parents if each.is_relative_to(_CGROUP))]


class PageKernelSpecs(KernelSpecManager):
    """One kernel: this very Python, without a history file."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Give that kernel, whatever name is asked for."""
        owner: Any = self.parent
        starts = NAME if owner.fork else ORDINARY
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=[*command, "--HistoryManager.enabled=False"],
            display_name="Python 3",
            language="python",
            env={},
            metadata={"kernel_provisioner": {"provisioner_name": starts}},
        )


class PageKernels(WatchedKernels):
    """All kernels of the server; those of pages are counted, capped and ended with their page."""

    max_kernels = Integer(config=True, help="How many kernels may run at once.")
    patience = Float(90, config=True, help="Seconds that a kernel waits for its page to be back.")

    fork = Bool(forks.POSSIBLE, config=True, help="Whether kernels fork from a warm process.")

    @default("max_kernels")
    def _as_memory_allows(self) -> int:
        return max(FEWEST, int(0.7 * memory_left() / self.each))

    @default("cull_idle_timeout")
    def _twenty_minutes(self) -> int:
        return 20 * 60

    @default("cull_interval")
    def _every_minute(self) -> int:
        return 60

    @default("cull_connected")
    def _open_pages_too(self) -> bool:
        return True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.runs: dict[str, Run] = {}
        self._ours: set[str] = set()
        self._looks: dict[str, object] = {}
        self._ending: set[str] = set()
        self._spare: str | None = None
        self._warming: asyncio.Task[None] | None = None
        self._sockets: Path | None = None
        self.finished = FinishedPages()
        self.figures.warm.set_function(self.finished.count)
        self._specs = PageKernelSpecs(parent=self)

    def _taken(self) -> int:
        return len(self.runs.keys() | set(self.list_kernel_ids()) - {self._spare})

    @property
    def each(self) -> float:
        """How many bytes one more page takes."""
        return FORKED_BYTES if self.fork else KERNEL_BYTES

    @property
    def free(self) -> int:
        """How many more pages the room takes, by its places and by the memory that is left."""
        return max(0, self.max_kernels - self._taken()) if self.memory() > self.each else 0

    def memory(self) -> float:
        """How many bytes of memory are left."""
        return memory_left()

    def reserve(self) -> str | None:
        """Take a place in the room: the id of its kernel, or None if the room is full."""
        if self.free < 1:
            return None
        kernel_id = self._spare or str(uuid4())
        self._spare = None
        self.runs[kernel_id] = Run()
        return kernel_id

    @contextmanager
    def place(self, kernel_id: str) -> Iterator[None]:
        """Give a reserved place back if its page cannot be made."""
        try:
            yield
        except BaseException:
            self.runs.pop(kernel_id, None)
            raise

    async def start_finished(self, kernel_id: str, notebook: Path) -> tuple[Any, Warm | None]:
        """Give a reserved place its kernel, forked from its finished page where that can be."""
        page = await self.finished.page(notebook) if self.fork else None
        try:
            return await self.start_for_page(kernel_id, notebook.parent, page), page
        except WarmEnded:  # just now; the next visitor's page is finished again
            return await self.start_for_page(kernel_id, notebook.parent), None

    async def start_for_page(self, kernel_id: str, folder: Path, page: Warm | None = None) -> Any:
        """Give a reserved place its kernel: forked from its page, the spare one, or a new one."""
        if self._warming is not None and kernel_id in self._ours:
            await self._warming
        if kernel_id in self and not await self.is_alive(kernel_id):
            super().remove_kernel(kernel_id)
        if page is not None:
            await self._start(kernel_id, folder, page=page)
            self.runs[kernel_id].finish(page.cells)
        elif kernel_id not in self:
            await self._start(kernel_id, folder)
        self._end_unless_joined(kernel_id)
        return self.get_kernel(kernel_id)

    async def _start(self, kernel_id: str, folder: Path, **how: Any) -> None:
        self._ours.add(kernel_id)
        env = dict(os.environ)
        await self.start_kernel(kernel_id=kernel_id, env=env, cwd=str(folder), **how)

    async def get_ready(self, folder: Path) -> None:
        """Start what the first page's kernel comes from."""
        if not self.fork:
            return self.keep_spare(folder)
        try:
            await asyncio.to_thread(forks.warm)
        except OSError as error:
            self.log.warning("The warm process could not be started: %s.", error)

    def keep_spare(self, folder: Path) -> None:
        """Have one kernel ready for the next page, if there is room for one more."""
        if self._spare is None and self._taken() < self.max_kernels:
            self._spare = str(uuid4())
            self._ours.add(self._spare)
            self._warming = asyncio.create_task(self._warm(self._spare, folder))

    async def _warm(self, kernel_id: str, folder: Path) -> None:
        try:
            await self._start(kernel_id, folder)
            await warm(self.get_kernel(kernel_id))
        except Exception as error:
            self.log.warning("A kernel could not be made ready beforehand: %s", error)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody has used for long; the spare one waits on."""
        if kernel_id != self._spare and kernel_id not in self._ending:
            await super().cull_kernel_if_idle(kernel_id)

    async def end_page(self, kernel_id: str) -> bool:
        """End a page's kernel at once; says whether there was one."""
        if kernel_id not in self.runs or kernel_id not in self:
            return False
        if kernel_id not in self._ending:
            self._ending.add(kernel_id)
            await self.shutdown_kernel(kernel_id, now=True)
        return True

    async def lives(self, kernel_id: str) -> bool:
        """Whether a page's kernel still runs; one found dead is cleared away."""
        if kernel_id not in self.runs:
            return False
        under_way = kernel_id not in self or kernel_id in self._ending
        if under_way or await self.is_alive(kernel_id):
            return True
        await self.found_dead(kernel_id)
        await self.end_page(kernel_id)
        return False

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page's connection closed: end its kernel unless the page is back in time."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self.runs:
            self._end_unless_joined(kernel_id)

    def _end_unless_joined(self, kernel_id: str) -> None:
        """Look again after a while; a later look makes an earlier one void."""
        mine = self._looks[kernel_id] = object()

        async def look() -> None:
            due = self._looks.get(kernel_id) is mine
            if due and not self._kernel_connections.get(kernel_id):
                await self.end_page(kernel_id)

        IOLoop.current().call_later(self.patience, look)

    def pre_start_kernel(self, kernel_name: str | None, kwargs: Any) -> tuple[Any, str, str]:
        """Give a page's kernel its own command and transport; it is never restarted."""
        page = kwargs.get("kernel_id") in self._ours
        kernel, name, kernel_id = super().pre_start_kernel(kernel_name, kwargs)
        if page:
            kernel.kernel_spec_manager = self._specs
            kernel.autorestart = False
            if sys.platform == "linux":
                kernel.transport = "ipc"
                kernel.ip = self._socket(kernel_id)
        return kernel, name, kernel_id

    def _socket(self, kernel_id: str) -> str:
        """The stem of the kernel's socket files, short enough for the system."""
        if self._sockets is None:
            home = tempfile.gettempdir()
            fits = len(home) + len("/unstuck-12345678/k-") + len(kernel_id) + 2 < _LONGEST_SOCKET
            self._sockets = Path(tempfile.mkdtemp(prefix="unstuck-", dir=home if fits else "/tmp"))
        return str(self._sockets / f"k-{kernel_id}")

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and what its page had shown."""
        if kernel_id in self:
            self.stop_buffering(kernel_id)  # begun when the connection closed behind a goodbye
        self.runs.pop(kernel_id, None)
        self._looks.pop(kernel_id, None)
        self._ending.discard(kernel_id)
        self._ours.discard(kernel_id)
        return super().remove_kernel(kernel_id)

    async def shutdown_all(self, now: bool = False) -> None:  # type: ignore[override]
        """End every kernel and leave no file behind."""
        self.max_kernels = 0
        if self._warming is not None:
            await self._warming
        await super().shutdown_all(now=now)
        await self.finished.close()
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None
