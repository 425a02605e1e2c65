"""What goes wrong on a machine in the course of a term, and that the server stays up."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels import kernelmanager

from troubled import Troubled, troubled, until
from unstuck.serve import forks, watched
from unstuck.serve.kernels import PageKernels

FREE = "unstuck_places_free"
NO_ROOM = """
from pathlib import Path
from unstuck.serve import kernels
kernels._CGROUP = Path({folder!r})
"""
NO_START = """
import errno, os
from pathlib import Path
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager as Kernels
real = Kernels.start_kernel
def start(self, **told):
    if Path({mark!r}).exists():
        raise OSError(errno.{why}, os.strerror(errno.{why}))
    return real(self, **told)
Kernels.start_kernel = start
"""


def ready(server: Troubled, places: int) -> None:
    until(lambda: server.number(FREE) == places, f"{places} places are free")


def test_a_killed_kernel_is_said_counted_and_its_place_free(course: Path, tmp_path: Path) -> None:
    with troubled(course, tmp_path, "--max-kernels", "3") as server:
        kernel = server.open_page()
        os.kill(server.process_of(kernel), signal.SIGKILL)
        until(lambda: not server.alive(kernel), "the death is noticed")
        assert server.number("unstuck_kernel_deaths_total") == 1
        assert "WARNING A kernel died (killed by signal 9)." in server.log()
        ready(server, 3)
        assert server.alive(server.open_page())


def test_a_full_disk_is_said_and_forgotten_when_there_is_room(course: Path, tmp_path: Path) -> None:
    with troubled(course, tmp_path, "--max-kernels", "6", full_disk=True) as server:
        first = server.open_page()
        fill = server.disk / "fill"
        with fill.open("wb", 0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 4096):
                pass
        # One may be served by what was made beforehand; a few more need the disk.
        opened = [first, *(kernel for _ in range(4) if (kernel := server.open_page()))]
        assert len(opened) < 5, "none of the pages needed the disk"
        assert "A kernel could not be started: No space left on device. Make room" in server.log()
        assert server.number("unstuck_kernel_start_failures_total") >= 1
        assert server.get("")[0] == 200
        ready(server, 6 - len(opened))
        fill.unlink()
        assert server.alive(server.open_page())
        for kernel in opened:
            assert server.alive(kernel), "those who were there go on"


@pytest.mark.parametrize(
    ("why", "advice"),
    [
        ("ENOMEM", "lower --max-kernels"),
        ("EAGAIN", "lower --max-kernels"),
        ("EMFILE", "ulimit -n"),
        ("EACCES", "--log-level debug"),
    ],
)
def test_a_kernel_that_cannot_be_started_costs_no_place(
    course: Path, tmp_path: Path, why: str, advice: str
) -> None:
    mark = tmp_path / "mark"
    mark.touch()
    first = NO_START.format(mark=str(mark), why=why)
    with troubled(course, tmp_path, "--max-kernels", "2", first=first) as server:
        for _ in range(5):
            assert server.open_page() == ""
        assert advice in server.log()
        assert "Traceback" not in server.log()
        assert server.log().count("could not be started") == 1, "once a minute is enough"
        assert server.number("unstuck_kernel_start_failures_total") >= 5
        assert server.number("unstuck_kernels") == 0
        ready(server, 2)
        mark.unlink()
        assert server.alive(server.open_page())


def test_without_memory_the_room_is_full_until_there_is_some(course: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cgroup"
    folder.mkdir()
    (folder / "memory.max").write_text(str(2**40))
    (folder / "memory.current").write_text("0")
    first = NO_ROOM.format(folder=str(folder))
    with troubled(course, tmp_path, "--max-kernels", "6", first=first) as server:
        kernel = server.open_page()
        (folder / "memory.current").write_text(str(2**40 - 10**6))
        assert server.get("readyz") == (503, "full\n")
        assert server.open_page() == ""
        assert server.alive(kernel), "who is there stays"
        assert "0 places are free, 1 MB of memory are left" in server.log()
        assert server.number('unstuck_refusals_total{reason="full"}') == 1
        (folder / "memory.current").write_text("0")
        assert server.get("readyz")[0] == 200
        assert server.alive(server.open_page())


def test_nothing_outlives_a_server_that_was_killed(course: Path, tmp_path: Path) -> None:
    with troubled(course, tmp_path, "--max-kernels", "3") as server:
        assert server.alive(server.open_page())
        family = server.family()
        assert family
        server.process.kill()
        until(lambda: not any(map(psutil.Process.is_running, family)), "all have ended")


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_jumps_ends_no_kernel(
    course: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    async def check(kernels: PageKernels) -> None:
        kernel = kernels.reserve()
        assert kernel
        await kernels.start_for_page(kernel, course, None)
        kernels.notify_connect(kernel)
        kernels.get_kernel(kernel).execution_state = "idle"  # type: ignore[attr-defined]
        await kernels.cull_kernels()
        for place in (kernelmanager, watched):
            monkeypatch.setattr(place, "utcnow", lambda: utcnow() + timedelta(hours=hours))
        await kernels.cull_kernels()
        assert await kernels.lives(kernel), "a jump of the clock is no idleness"
        kernels._used[kernel] -= kernels.cull_idle_timeout + 1
        await kernels.cull_kernels()
        assert not await kernels.lives(kernel), "one that was really idle ends all the same"

    async def run() -> None:
        kernels = PageKernels(fork=False, connection_dir=str(course.parent), root_dir=str(course))
        try:
            await asyncio.wait_for(check(kernels), 30)
        finally:
            await kernels.shutdown_all(now=True)

    asyncio.run(run())


def test_a_kernel_that_died_unseen_is_found_by_the_culler(course: Path) -> None:
    async def run() -> None:
        kernels = PageKernels(fork=False, connection_dir=str(course.parent), root_dir=str(course))
        try:
            kernel = kernels.reserve()
            assert kernel
            started = await kernels.start_for_page(kernel, course, None)
            await started.signal_kernel(signal.SIGKILL)
            while await kernels.is_alive(kernel):
                await asyncio.sleep(0.05)
            await kernels.cull_kernels()
            assert kernel not in kernels.runs
            assert kernels.figures.text().count(b"unstuck_kernel_deaths_total 1.0") == 1
        finally:
            await kernels.shutdown_all(now=True)

    asyncio.run(asyncio.wait_for(run(), 30))


@pytest.mark.skipif(not forks.POSSIBLE, reason="there is no forking here")
def test_a_page_whose_process_dies_just_now_opens_all_the_same(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        kernels = PageKernels(connection_dir=str(course.parent), root_dir=str(course))
        notebook = course / "01-first.ipynb"
        try:
            before = await kernels.finished.page(notebook)
            assert before
            os.kill(before.pid, signal.SIGKILL)
            monkeypatch.setattr(type(before), "alive", True)  # as a look before its death told
            kernel = kernels.reserve()
            assert kernel
            _, page = await kernels.start_finished(kernel, notebook)
            assert page is None, "it runs its cells itself"
            assert await kernels.lives(kernel)
            assert b"kernel_start_failures_total 0.0" in kernels.figures.text()
            monkeypatch.undo()
            after = await kernels.finished.page(notebook)
            assert after and after.pid != before.pid, "the next visitor finds a finished page"
        finally:
            await kernels.shutdown_all(now=True)

    asyncio.run(asyncio.wait_for(run(), 60))


def test_a_kernel_waits_longer_than_a_minute_for_its_page() -> None:
    assert PageKernels().patience >= 75
