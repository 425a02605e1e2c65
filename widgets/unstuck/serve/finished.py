"""Pages run beforehand: one process per notebook, from which the kernels of its visitors fork."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import nbformat

from unstuck.serve import forks
from unstuck.serve.forks import Warm

Version = tuple[int, int]
log = logging.getLogger("unstuck.serve")


class FinishedPages:
    """The warm processes that have run a page, made when a page is first asked for."""

    def __init__(self) -> None:
        self._made: dict[Path, tuple[Version, asyncio.Task[Warm | None]]] = {}

    def at_hand(self, notebook: Path) -> bool:
        """Whether the page can be had at once."""
        version, task = self._made.get(notebook, (None, None))
        return task is not None and version == _version(notebook) and task.done()

    async def page(self, notebook: Path) -> Warm | None:
        """The process that has run this version of a notebook; None if there cannot be one.

        Many may ask at once: the page is run once.
        """
        version = _version(notebook)
        known = self._made.get(notebook)
        if known is None or known[0] != version or _is_over(known[1]):
            if known is not None:
                known[1].add_done_callback(_let_go)
            task = asyncio.create_task(asyncio.to_thread(_run, notebook))
            known = self._made[notebook] = (version, task)
        return await asyncio.shield(known[1])

    def count(self) -> int:
        """How many warm processes there are, the one they were forked from among them."""
        return sum(_made(task) is not None for _, task in self._made.values()) + forks.running()

    async def close(self) -> None:
        """Let all of them go, and the process that they were forked from."""
        tasks = [task for _, task in self._made.values()]
        self._made.clear()
        for task in tasks:
            task.add_done_callback(_let_go)
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(forks.close)


def _version(notebook: Path) -> Version:
    """A page is run again when its notebook has changed, or what the package says and does."""
    return notebook.stat().st_mtime_ns, forks.package_version()


def _made(task: asyncio.Task[Warm | None]) -> Warm | None:
    """What came of it, if it is done and something came of it."""
    failed = not task.done() or task.cancelled() or task.exception() is not None
    return None if failed else task.result()


def _is_over(task: asyncio.Task[Warm | None]) -> bool:
    """Whether a page's process has ended; one that could not be made is tried again."""
    warm = _made(task)
    return task.done() and (warm is None or not warm.alive)


def _let_go(task: asyncio.Task[Warm | None]) -> None:
    if (warm := _made(task)) is not None:
        warm.close()


def _run(notebook: Path) -> Warm | None:
    cells = nbformat.read(notebook, as_version=4).cells
    code = [(at, cell.source) for at, cell in enumerate(cells) if cell.cell_type == "code"]
    try:
        return forks.warm().page(code, str(notebook.parent))
    except OSError as error:
        log.warning(
            "%s could not be run beforehand (%s): its kernels run it one by one, which is slower.",
            notebook.name,
            error,
        )
        return None
