"""A class of learners and the server they sit at: what it takes, in seconds and in memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil
from tornado.httpclient import HTTPError

from learner import Learner
from live import answers, free_port, wait_until
from onpage import Link
from wire import Cut

GOES_WRONG = (AssertionError, Cut, HTTPError, LookupError, OSError, TimeoutError)
_WORD = "CROWD"
_QUIET = 0.1  # of a core
_LONGEST_REST = 30


@dataclass(frozen=True)
class Burden:
    """What the processes of a server take: memory in MB, shared pages shared out; CPU seconds."""

    processes: int
    memory: float
    server: float
    kernels: float


@dataclass(frozen=True)
class Site:
    """A running server with all that it started."""

    url: str
    process: subprocess.Popen[bytes]
    word: str

    def page(self, name: str) -> str:
        return f"{self.url}voila/render/{name}.ipynb"

    def tree(self) -> list[psutil.Process]:
        """The server and all that came of it, warm processes among them, the server first.

        What it forked and then lost is no child of its any more: all are known by a word in the
        environment that they began with.
        """
        word = f"{_WORD}={self.word}".encode()
        found = []
        for pid in psutil.pids():
            with contextlib.suppress(OSError, psutil.NoSuchProcess):
                if pid == self.process.pid or word in Path(f"/proc/{pid}/environ").read_bytes():
                    found.append(psutil.Process(pid))
        return sorted(found, key=lambda process: process.pid != self.process.pid)

    def burden(self) -> Burden:
        """What they take now, and what they and those that have ended have spent so far."""
        memory, spent = 0.0, []
        tree = self.tree()
        for process in tree:
            with contextlib.suppress(psutil.NoSuchProcess, FileNotFoundError):
                memory += proportional(process.pid)
                spent.append(process.cpu_times())
        server = spent[0].user + spent[0].system
        both = sum(t.user + t.system + t.children_user + t.children_system for t in spent)
        return Burden(len(tree), memory, server, both - server)


def proportional(pid: int) -> float:
    """The proportional set size of a process in MB: a page shared by two counts half for each."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in told.splitlines() if line.startswith("Pss:")).split()[1]) / 1e3


@contextlib.contextmanager
def running(command: Sequence[str], port: int, log: Path) -> Iterator[Site]:
    """Start a server, and end it with all that it started."""
    word = uuid4().hex
    env = {**os.environ, _WORD: word}
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, *command], stdout=out, stderr=out, env=env)
    url = f"http://127.0.0.1:{port}/"
    site = Site(url, process, word)
    try:
        wait_until(lambda: answers(url) or process.poll() is not None, what=url)
        assert process.poll() is None, log.read_text()
        yield site
    finally:
        left = site.tree()
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        for each in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        process.wait(30)


def course_server(
    course: Path, log: Path, *options: str
) -> contextlib.AbstractContextManager[Site]:
    """The course as `unstuck serve` serves it."""
    port = free_port()
    told = ["-m", "unstuck", "serve", "--no-browser", "--port", str(port)]
    return running([*told, "--course", str(course), *options], port, log)


def stock_voila(folder: Path, log: Path, *options: str) -> contextlib.AbstractContextManager[Site]:
    """Voila as it comes, over a folder of notebooks."""
    port = free_port()
    told = ["-m", "voila", str(folder), "--no-browser", f"--port={port}"]
    return running([*told, *options], port, log)


def rest(longest: float = _LONGEST_REST) -> None:
    """Wait until the machine has little to do, or for half a minute at most."""
    end = time.monotonic() + longest
    while time.monotonic() < end and psutil.cpu_percent(1.0) * (os.cpu_count() or 1) / 100 > _QUIET:
        pass


def clicks(learners: int, within: float, seed: int = 7) -> list[float]:
    """When each clicks: evenly over the time, each a little off, the same in every run."""
    each, draw = within / learners, random.Random(seed)
    return [n * each + draw.uniform(0, each) for n in range(learners)]


async def arrive(people: list[Learner], page: str, within: float) -> list[float | None]:
    """All open a page; for each the seconds from the own click, None where nothing came."""

    async def one(person: Learner, wait: float) -> float | None:
        await asyncio.sleep(wait)
        try:
            return await person.open(page)
        except GOES_WRONG as error:
            print(f"    nothing came: {type(error).__name__}: {error}")
            return None

    pairs = zip(people, clicks(len(people), within), strict=True)
    return await asyncio.gather(*(one(person, wait) for person, wait in pairs))


async def slide(people: list[Learner], name: str, seconds: float, every: float) -> list[float]:
    """All move a slider of the first tool again and again; the seconds of each move.

    The next move does not wait for the answer to the last: a slow answer delays nobody's clock.
    """
    took: list[float] = []

    async def one(person: Learner, wait: float) -> None:
        tool = person.tools[0]
        steps = values(tool, name)
        moves = []
        await asyncio.sleep(wait)
        began = time.monotonic()
        for n in range(int(seconds / every)):
            await asyncio.sleep(max(0, began + n * every - time.monotonic()))
            moves.append(asyncio.create_task(person.move(tool, name, steps[n % len(steps)])))
        took.extend(await asyncio.gather(*moves))

    starts = clicks(len(people), every)
    await asyncio.gather(*(one(p, wait) for p, wait in zip(people, starts, strict=True)))
    return took


def values(tool: Link, name: str) -> list[float]:
    """Where a slider goes: up some steps and down again, each a new value."""
    field = next(f for f in tool.spec["form"] if f["name"] == name)
    ups = [field["low"] + field["step"] * n for n in range(2, 12)]
    return [*ups, *reversed(ups[1:-1])]


def share(times: Sequence[float], part: float) -> float:
    """The time that this part of them stays under."""
    return statistics.quantiles(times, n=100, method="inclusive")[round(part * 100) - 1]


def machine() -> str:
    """This machine in a few words."""
    name = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores ({name}), {memory:.0f} GiB, Python {sys.version.split()[0]}"
