"""The course's server with a quicker clock: what it waits for takes that many times less.

    python hasty.py FACTOR PORT COURSE MAX_KERNELS

A kernel starts no faster than ever, so the time that one waits for its page has a floor.
"""

from __future__ import annotations

import sys
from pathlib import Path

from traitlets.config import Config

from unstuck.serve.app import CourseServer
from unstuck.serve.kernels import PageKernels
from unstuck.serve.limits import PACE

LEAST_PATIENCE = 8.0


def times(factor: float) -> tuple[float, int, int]:
    """Seconds that a kernel waits for its page, may be idle, and between two looks for idle ones."""
    usual = PageKernels()
    patience = max(LEAST_PATIENCE, usual.patience / factor)
    return (
        patience,
        max(1, round(usual.cull_idle_timeout / factor)),
        max(1, round(usual.cull_interval / factor)),
    )


def main(factor: float, port: int, course: Path, most: int) -> None:
    told = Config()
    kernels = told.PageKernels
    kernels.patience, kernels.cull_idle_timeout, kernels.cull_interval = times(factor)
    server = CourseServer(
        config=told,
        port=port,
        open_browser=False,
        max_kernels=most,
        pace=round(PACE * factor),
        say="warning",
    )
    server.open(course)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
