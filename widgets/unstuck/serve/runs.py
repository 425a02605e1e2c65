"""A run: the cells of one page, executed in its kernel, and what they show."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from queue import Empty
from typing import Any

import nbformat
from nbclient import NotebookClient

from unstuck.serve.parts import Part, part

_SLOWEST_CELL = 120
_WARM = """
import unstuck as _course
for _name in _course.__all__:
    getattr(_course, _name)
del _course, _name
"""


class Run:
    """What the cells of one page have shown so far; a page asks again until it is done.

    The page's script connects to the kernel when the cells have run: it then hears of all
    widgets at once, where one made while it connects may be missed.
    """

    def __init__(self) -> None:
        self.shown: list[dict[str, Any]] = []
        self._changed = asyncio.Event()
        self._finished = asyncio.Event()

    @property
    def done(self) -> bool:
        """Whether all cells have run."""
        return self._finished.is_set()

    async def finished(self) -> None:
        """Wait until all cells have run."""
        await self._finished.wait()

    def finish(self, cells: list[dict[str, Any]]) -> None:
        """All that there is to show was shown before: the page was run beforehand."""
        self.shown = cells
        self._finished.set()
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def after(self, known: int, patience: float) -> dict[str, Any]:
        """What was shown beyond the first ``known`` cells, as soon as there is any."""
        if len(self.shown) <= known and not self.done:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), patience)
        return {"cells": self.shown[known:], "known": len(self.shown), "done": self.done}

    async def execute(
        self, notebook: nbformat.NotebookNode, kernel: Any, log: logging.Logger
    ) -> None:
        """Run all code cells in order; one that fails says so and the next goes on."""
        client = kernel.client()
        client.start_channels(hb=False)
        client.allow_stdin = False
        executor = NotebookClient(notebook, km=kernel, timeout=_SLOWEST_CELL, allow_errors=True)
        executor.kc = client
        try:
            await _answering(client, kernel)
            for at, cell in enumerate(notebook.cells):
                if cell.cell_type == "code":
                    await executor.async_execute_cell(cell, at, store_history=False)
                    self.shown.append({"cell": at, "parts": _parts(cell, log)})
                    self._tell()
        except Exception as error:
            log.warning("A page's cells were not all run: %s", error)
        finally:
            self.finish(self.shown)
            client.stop_channels()


async def warm(kernel: Any) -> None:
    """Let a kernel import what every page needs, before there is a page."""
    client = kernel.client()
    client.start_channels(hb=False)
    try:
        await _answering(client, kernel)
        await client.execute(_WARM, silent=True, reply=True, timeout=_SLOWEST_CELL)
    finally:
        client.stop_channels()


async def _answering(client: Any, kernel: Any) -> None:
    """Wait until the kernel answers and its messages come through."""
    while True:
        client.kernel_info()
        try:
            await client.shell_channel.get_msg(timeout=1)
            await client.iopub_channel.get_msg(timeout=0.2)
            return
        except Empty:
            if not await kernel.is_alive():
                raise RuntimeError("the kernel ended before it answered") from None


def _parts(cell: nbformat.NotebookNode, log: logging.Logger) -> list[Part]:
    parts = []
    for output in cell.outputs:
        if output.output_type == "error":
            log.error("A cell failed: %s: %s\n%s", output.ename, output.evalue, cell.source)
            parts.append({"failed": True})
        elif output.output_type == "stream":
            if output.name == "stdout":
                parts.append({"text": output.text})
        else:
            parts.append(part(output.data))
    return parts
