"""A class lived through at many times its speed: nothing grows, nobody loses anything.

The short one belongs to the ordinary tests; two hours at twenty times the speed are `make soak`.
`LEARNERS` and `MINUTES` (of the class) change the long one.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import psutil
import pytest

import hasty
from crowd import Site, proportional, running
from learner import Learner
from live import free_port
from term import ACTS, MINUTE, Person, Room

MODULES = ["03-batna", "04-zopa", "05-offers"]
LEARNERS = int(os.environ.get("LEARNERS", "24"))
MINUTES = float(os.environ.get("MINUTES", "120"))
MEMORY = 20.0  # MB that the server may grow by, in however long a class
POOL = (os.cpu_count() or 1) + 4  # threads that asyncio keeps once they were needed
EVERY = 1.0


@dataclass(frozen=True)
class Traces:
    """What a server holds of the machine, with all that it started."""

    processes: int
    files: int
    sockets: int
    threads: int
    left: int
    memory: float

    def over(self, before: Traces) -> dict[str, tuple[float, float]]:
        """What there is more of now: name, before, now."""
        more = {"memory": before.memory + MEMORY, "threads": before.threads + POOL}
        now, was = asdict(self), asdict(before) | more
        return {
            f.name: (was[f.name], now[f.name]) for f in fields(self) if now[f.name] > was[f.name]
        }


class Classroom:
    """A server with a quick clock, in a temporary folder of its own."""

    def __init__(self, site: Site, folder: Path, log: Path, factor: float) -> None:
        self.site, self.folder, self.log, self.factor = site, folder, log, factor
        self.patience, self.idle, _ = hasty.times(factor)

    def traces(self) -> Traces:
        """What it holds now; open files are the server's and those of what stays warm."""
        files, sockets, threads = 0, 0, 0
        tree = self.site.tree()
        for process in tree:
            with suppress(psutil.NoSuchProcess, FileNotFoundError):
                open_ = [os.readlink(each) for each in _open(process.pid)]
                sockets += sum(each.startswith("socket:") for each in open_)
                files += len(open_)
                threads += process.num_threads()
        left = sum(len(names) for _, _, names in os.walk(self.folder))
        return Traces(len(tree), files, sockets, threads, left, proportional(tree[0].pid))


def _open(pid: int) -> Iterator[Path]:
    for each in Path(f"/proc/{pid}/fd").iterdir():
        if each.is_symlink():
            yield each


@pytest.fixture
def classroom(root: Path, tmp_path: Path, monkeypatch: Any) -> Iterator[Callable[..., Any]]:
    """Open a classroom at so many times the speed."""
    # A short name: a socket's address must fit into 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="us-", dir="/tmp"))
    monkeypatch.setenv("TMPDIR", str(folder))
    log = tmp_path / "log"
    with ExitStack() as stack:

        def open_(factor: float, most: int) -> Classroom:
            port = free_port()
            command = [hasty.__file__, str(factor), str(port), str(root / "course"), str(most)]
            return Classroom(stack.enter_context(running(command, port, log)), folder, log, factor)

        yield open_
    left = [path.name for path in folder.iterdir()]
    shutil.rmtree(folder)
    assert not left, "a server that has ended leaves no file"


async def once_each(room: Room) -> None:
    """Everything is opened once before the class, so that nothing is done for the first time."""
    for module in room.modules:
        early = Learner()
        await early.open(room.page(module))
        await early.close()


async def at_rest(classroom: Classroom) -> Traces:
    """What it holds when it has not changed for some seconds."""
    last, since = classroom.traces(), time.monotonic()
    end = since + 60
    while time.monotonic() - since < 5 and time.monotonic() < end:
        await asyncio.sleep(0.5)
        now = classroom.traces()
        if asdict(now) | {"memory": 0} != asdict(last) | {"memory": 0}:
            since = time.monotonic()
        last = now
    return last


async def watched(classroom: Classroom, room: Room, idle: Traces, seconds: float) -> Traces:
    """Look on while the class goes on; gives the most that there was of each."""
    most = idle
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        may = room.may_run()
        await asyncio.sleep(EVERY)
        now = classroom.traces()
        kernels = now.processes - idle.processes
        if kernels > max(may, room.may_run()):
            room.faults.append(f"{kernels} kernels for {may} pages")
        most = Traces(
            **{f.name: max(getattr(most, f.name), getattr(now, f.name)) for f in fields(now)}
        )
    room.over.set()
    return most


async def lived_through(classroom: Classroom, learners: int, minutes: float) -> Room:
    """The whole class: afterwards the server holds what it held before."""
    factor = classroom.factor
    room = Room(classroom.site.page, MODULES, factor, classroom.patience, classroom.idle)
    await once_each(room)
    before = await at_rest(classroom)
    people = [Person(room, number) for number in range(learners)]
    alive = [asyncio.create_task(person.live()) for person in people]
    most = await watched(classroom, room, before, minutes * MINUTE / factor)
    await asyncio.gather(*alive)
    end = time.monotonic() + 4 * room.patience + 20
    while (over := (after := classroom.traces()).over(before)) and time.monotonic() < end:
        await asyncio.sleep(0.5)
    visits = sum(person.visits for person in people)
    print(
        f"\n{learners} learners, {minutes:g} minutes at {factor:g} times the speed, {visits} visits"
    )
    print(f"  {dict(room.done)}; {room.restored} pieces of work restored")
    print(f"  before {before}\n  most   {most}\n  after  {after}")
    assert most.processes > before.processes + learners // 2, "what is counted is there to count"
    assert not over, f"more than before the class (before, after): {over}"
    return room


def check(classroom: Classroom, room: Room) -> None:
    assert not room.faults, room.faults[:5]
    assert set(room.done) == set(ACTS), "everything that people do was done"
    assert room.restored, "somebody came back to their work"
    assert "Traceback" not in classroom.log.read_text("utf-8")


def test_a_short_class(classroom: Callable[..., Classroom]) -> None:
    here = classroom(60, 40)
    check(here, asyncio.run(lived_through(here, 8, 30)))


@pytest.mark.bench
def test_two_hours(classroom: Callable[..., Classroom]) -> None:
    here = classroom(20, 4 * LEARNERS)
    check(here, asyncio.run(lived_through(here, LEARNERS, MINUTES)))
