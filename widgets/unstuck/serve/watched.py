"""Kernels that are watched over: counted, found when dead, and idle by a clock nobody can set."""

from __future__ import annotations

import errno
import logging
import tempfile
import time
from datetime import timedelta
from typing import Any

from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web

from unstuck.serve.figures import Figures
from unstuck.serve.forks import WarmEnded
from unstuck.serve.limits import Door

STARTING, OPEN, FULL, CLOSING = "starting", "open", "full", "closing"
log = logging.getLogger("unstuck.serve")
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
_MEMORY = {errno.ENOMEM, errno.EAGAIN}
_FILES = {errno.EMFILE, errno.ENFILE}


def advice(error: BaseException) -> str:
    """What to do about a kernel that could not be started, in one sentence."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _DISK:
        return f"Make room on the disk of {tempfile.gettempdir()}."
    if number in _FILES:
        return "Too many files are open: raise the limit (ulimit -n) or lower --max-kernels."
    if number in _MEMORY or isinstance(error, MemoryError):
        return "The machine has no memory or no processes left: lower --max-kernels."
    return "Start with --log-level debug to see where it failed."


class WatchedKernels(AsyncMappingKernelManager):
    """What all kernels of a server have in common, whatever starts them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.state = STARTING
        self.figures = Figures(
            running=lambda: len(self.list_kernel_ids()),
            free=lambda: self.free,
            memory=self.memory,
        )
        self.door = Door(lambda: self.free, self.end_page)
        self._used: dict[str, float] = {}
        self._pictured: set[str] = set()

    @property
    def free(self) -> int:
        """How many more pages the room takes."""
        raise NotImplementedError

    def memory(self) -> float:
        """How many bytes of memory are left."""
        raise NotImplementedError

    async def end_page(self, kernel_id: str) -> bool:
        """End a page's kernel at once; says whether there was one."""
        raise NotImplementedError

    @property
    def ready(self) -> str:
        """Whether one more learner can come: ``open``, or why not, in one word."""
        return FULL if self.state == OPEN and self.free < 1 else self.state

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel and count it; one that fails is said, and answered as a full room.

        Raises
        ------
        tornado.web.HTTPError
            With status 503, if the kernel could not be started.
        WarmEnded
            If it was to fork from a page's process that is gone.
        """
        try:
            kernel_id: str = await super().start_kernel(**kwargs)
        except Exception as error:
            self._pending_kernels.pop(kwargs.get("kernel_id", ""), None)
            if isinstance(error, WarmEnded):
                raise
            self.figures.failures.inc()
            why = getattr(error, "strerror", None) or type(error).__name__
            log.error("A kernel could not be started: %s. %s", why, advice(error))
            log.debug("It failed here.", exc_info=error)
            raise web.HTTPError(503) from error
        self.figures.starts.inc()
        return kernel_id

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and all that was noted of its page."""
        self.door.heard(kernel_id)
        self._used.pop(kernel_id, None)
        self._pictured.discard(kernel_id)
        return super().remove_kernel(kernel_id)

    def pictured(self, kernel_id: str, took: float) -> None:
        """A page says, once, how many seconds its first picture took."""
        if kernel_id in self and kernel_id not in self._pictured:
            self._pictured.add(kernel_id)
            self.figures.pictures.observe(took)

    async def found_dead(self, kernel_id: str) -> None:
        """Say and count that a kernel died by itself."""
        self.figures.deaths.inc()
        provisioner = self.get_kernel(kernel_id).provisioner
        code = await provisioner.poll() if provisioner else None
        how = f"killed by signal {-code}" if code and code < 0 else f"exit status {code}"
        log.warning(
            "A kernel died (%s). Its page offers to wake up, with all that was entered. "
            "If this comes often, memory is short: lower --max-kernels.",
            how,
        )

    def start_watching_activity(self, kernel_id: str) -> None:
        """Note by a clock that only grows when a kernel was last used."""

        def note(_: Any = None) -> None:
            self._used[kernel_id] = time.monotonic()

        note()
        self.get_kernel(kernel_id).observe(note, "last_activity")
        super().start_watching_activity(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that died or that nobody has used for long, wherever the clock was set."""
        kernel: Any = self.get_kernel(kernel_id)
        if kernel_id in self._used:
            if not await self.is_alive(kernel_id):
                await self.found_dead(kernel_id)
                await self.shutdown_kernel(kernel_id, now=True)
                return
            # Jupyter Server compares times of day: tell it the one that fits the idle time.
            used = self._used[kernel_id]
            kernel.last_activity = utcnow() - timedelta(seconds=time.monotonic() - used)
            self._used[kernel_id] = used
        await super().cull_kernel_if_idle(kernel_id)
