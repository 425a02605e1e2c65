"""Kernels for pages: how many there may be, how they start, and when they end."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets import Float, Integer, default

from unstuck.serve.runs import Run, warm

KERNEL_BYTES = 90e6
FEWEST = 4
_LONGEST_SOCKET = 107  # bytes in the path of a Unix socket on Linux
_CGROUP = Path("/sys/fs/cgroup")


def memory_left() -> float:
    """How many bytes this machine, or the container it is, has left."""
    left = float(psutil.virtual_memory().available)
    try:
        limit = (_CGROUP / "memory.max").read_text().strip()
        used = (_CGROUP / "memory.current").read_text()
    except OSError:
        return left
    return left if limit == "max" else min(left, float(limit) - float(used))


class PageKernelSpecs(KernelSpecManager):
    """One kernel: this very Python, without a history file."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Give that kernel, whatever name is asked for."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=[*command, "--HistoryManager.enabled=False"],
            display_name="Python 3",
            language="python",
            env={},
        )


class PageKernels(AsyncMappingKernelManager):
    """All kernels of the server; those of pages are counted, capped and ended with their page."""

    max_kernels = Integer(config=True, help="How many kernels may run at once.")
    patience = Float(60, config=True, help="Seconds that a kernel waits for its page to be back.")

    @default("max_kernels")
    def _as_memory_allows(self) -> int:
        return max(FEWEST, int(0.7 * memory_left() / KERNEL_BYTES))

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
        self._spare: str | None = None
        self._warming: asyncio.Task[None] | None = None
        self._sockets: Path | None = None
        self._specs = PageKernelSpecs(parent=self)

    def _taken(self) -> int:
        return len(self.runs.keys() | set(self.list_kernel_ids()) - {self._spare})

    def reserve(self) -> str | None:
        """Take a place in the room: the id of its kernel, or None if the room is full."""
        if self._taken() >= self.max_kernels:
            return None
        kernel_id = self._spare or str(uuid4())
        self._spare = None
        self.runs[kernel_id] = Run()
        return kernel_id

    async def start_for_page(self, kernel_id: str, folder: Path) -> Any:
        """Give a reserved place its kernel: the spare one, or one that is started now."""
        try:
            if self._warming is not None and kernel_id in self._ours:
                await self._warming
            if kernel_id in self and not await self.is_alive(kernel_id):
                super().remove_kernel(kernel_id)
            if kernel_id not in self:
                await self._start(kernel_id, folder)
        except Exception:
            self.runs.pop(kernel_id, None)
            raise
        self._end_unless_joined(kernel_id)
        return self.get_kernel(kernel_id)

    async def _start(self, kernel_id: str, folder: Path) -> None:
        self._ours.add(kernel_id)
        await self.start_kernel(kernel_id=kernel_id, env=dict(os.environ), cwd=str(folder))

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
        if kernel_id != self._spare:
            await super().cull_kernel_if_idle(kernel_id)

    async def end_page(self, kernel_id: str) -> bool:
        """End a page's kernel at once; says whether there was one."""
        if kernel_id not in self.runs or kernel_id not in self:
            return False
        await self.shutdown_kernel(kernel_id, now=True)
        return True

    async def lives(self, kernel_id: str) -> bool:
        """Whether a page's kernel still runs; one found dead is cleared away."""
        if kernel_id not in self.runs:
            return False
        if kernel_id not in self or await self.is_alive(kernel_id):
            return True
        await self.end_page(kernel_id)
        return False

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page's connection closed: end its kernel unless the page is back in time."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self.runs:
            self._end_unless_joined(kernel_id)

    def _end_unless_joined(self, kernel_id: str) -> None:
        async def look() -> None:
            if not self._kernel_connections.get(kernel_id):
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
        self.runs.pop(kernel_id, None)
        self._ours.discard(kernel_id)
        return super().remove_kernel(kernel_id)

    async def shutdown_all(self, now: bool = False) -> None:  # type: ignore[override]
        """End every kernel and leave no file behind."""
        self.max_kernels = 0
        if self._warming is not None:
            await self._warming
        await super().shutdown_all(now=now)
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None
