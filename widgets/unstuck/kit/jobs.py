"""Long work on a page: done in steps, between which the page is heard; it can be stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator

log = logging.getLogger("unstuck")
PAUSE = 0.002  # seconds between two steps: time for what the page has sent


def begin(
    steps: Iterator[float], told: Callable[[float], None], done: Callable[[bool], None]
) -> asyncio.Task[None] | None:
    """Work through the steps beside whatever else the kernel does.

    Parameters
    ----------
    steps : iterator of float
        Each step gives the part that is done, from 0 to 1.
    told : callable
        Called with that part after each step.
    done : callable
        Called at the end: with True if all steps were done, with False if one failed. Not called
        if the task is cancelled.

    Returns
    -------
    asyncio.Task or None
        Where no event loop runs, the work is done at once and there is no task; then an error is
        raised where it happens.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        for part in steps:
            told(part)
        done(True)
        return None
    return loop.create_task(_beside(steps, told, done))


async def _beside(
    steps: Iterator[float], told: Callable[[float], None], done: Callable[[bool], None]
) -> None:
    try:
        for part in steps:
            told(part)
            await asyncio.sleep(PAUSE)
    except Exception:
        log.exception("a long run broke off")
        done(False)
    else:
        done(True)
