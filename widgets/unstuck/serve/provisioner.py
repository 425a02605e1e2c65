"""Starts kernels by forking them.

Jupyter finds the provisioner under the name ``unstuck-forked``; it needs nothing but that name
in the configuration (``KernelProvisionerFactory.default_provisioner_name``). Where there is no
forking, or another Python is wanted, a kernel starts in the ordinary way.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from unstuck.serve import forks
from unstuck.serve.forks import POSSIBLE, UNFROZEN, Forked, Warm, WarmEnded

NAME = "unstuck-forked"
_LONGEST_BIND = 10
_LOOK = 0.005
_log = logging.getLogger("unstuck.serve")


class ForkingProvisioner(LocalProvisioner):
    """Starts a kernel by forking it from the warm process, or from one that has run its page."""

    async def launch_kernel(
        self, cmd: list[str], *, page: Warm | None = None, **kwargs: Any
    ) -> KernelConnectionInfo:
        """Fork the kernel; start it in the ordinary way where that cannot be.

        Raises
        ------
        WarmEnded
            If the process that has run the page is gone.
        """
        argv = _arguments(cmd)
        if argv is None:
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        env = dict(kwargs.get("env") or os.environ)
        try:
            process = await asyncio.to_thread(_forked, page, argv, env, cwd)
        except WarmEnded as error:
            if page is not None:  # an ordinary kernel would have none of the page's widgets
                raise
            _log.warning("A kernel is started in the ordinary way: %s.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = process
        self.pid: Any = process.pid
        self.pgid: Any = process.pid
        self.cwd = Path(cwd)
        await self._bound()
        return self.connection_info

    async def _bound(self) -> None:
        """Wait until the kernel listens: who connects before that tries again only later."""
        info = self.connection_info
        if info.get("transport") != "ipc":
            return
        last = Path(f"{info['ip']}-{info['hb_port']}")
        end = time.monotonic() + _LONGEST_BIND
        while not last.exists() and self.process.poll() is None and time.monotonic() < end:
            await asyncio.sleep(_LOOK)


def _forked(page: Warm | None, argv: list[str], env: dict[str, str], cwd: str) -> Forked:
    if page is not None:
        return page.kernel(argv, env, cwd)
    try:
        return forks.warm().kernel(argv, env, cwd)
    except WarmEnded:  # between two looks at it
        return forks.warm().kernel(argv, env, cwd)


def _arguments(cmd: list[str]) -> list[str] | None:
    """What the kernel is told, if it is one that the warm process can become."""
    python, *told = [part for part in cmd if part not in UNFROZEN]
    if not POSSIBLE or told[:2] != ["-m", "ipykernel_launcher"]:
        return None
    return told[2:] if os.path.realpath(python) == os.path.realpath(sys.executable) else None
