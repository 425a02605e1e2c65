"""How many learners one machine takes: the table of the README, as Markdown.

    PYTHONPATH=tests/support .venv/bin/python tests/bench/capacity.py
    … capacity.py --learners 5,10 --seconds 5        a short run

Every line is a server of its own: all click within ten seconds, then all move a slider twice a
second. Memory is of the server with all that it started, a page that processes share counted once,
after the moves. The learners run on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from crowd import arrive, course_server, machine, rest, share, slide
from learner import Learner

COURSE = Path(__file__).parents[2] / "course"
PAGE, SLIDER, EVERY = "03-batna", "discount_rate", 0.5
PACE = 6000
LEARNERS = "10,20,40,60,80,120"
HEAD = [
    "learners",
    "slowest first picture",
    "half of them within",
    "95 % of moves within",
    "memory",
]


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    learners: int
    slowest: float
    median: float
    p95: float
    memory: float

    def __str__(self) -> str:
        told = [f"{self.learners}", f"{self.slowest:.1f} s", f"{self.median:.1f} s"]
        return row(*told, f"{1000 * self.p95:.0f} ms", f"{self.memory / 1000:.2f} GB")


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def measured(learners: int, seconds: float, within: float) -> Line | None:
    """One class at a server of its own; None if somebody saw nothing."""
    # All sit at one address here: that is as large a class as `--pace` is for.
    options = (f"--max-kernels={learners + 10}", f"--pace={PACE}")
    with (
        tempfile.TemporaryDirectory() as folder,
        course_server(COURSE, Path(folder) / "log", *options) as site,
        asyncio.Runner() as runner,
    ):
        people = [Learner() for _ in range(learners + 1)]
        early = people.pop()
        runner.run(early.open(site.page(PAGE)))
        runner.run(early.close())
        rest()
        came = runner.run(arrive(people, site.page(PAGE), within))
        pictures = [each for each in came if each is not None]
        if len(pictures) < learners:
            return None
        moves = runner.run(slide(people, SLIDER, seconds, EVERY))
        memory = site.burden().memory
        runner.run(leave(people))
        return Line(learners, max(pictures), share(pictures, 0.5), share(moves, 0.95), memory)


async def leave(people: list[Learner]) -> None:
    await asyncio.gather(*(person.close() for person in people))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--learners", default=LEARNERS, help=f"default {LEARNERS}")
    parser.add_argument("--seconds", type=float, default=60, help="of moves; default 60")
    parser.add_argument("--within", type=float, default=10, help="of clicks; default 10 seconds")
    asked = parser.parse_args()
    began = time.strftime("%Y-%m-%d")
    print(f"{machine()}; {began}; clicks within {asked.within:g} s, two moves a second each\n")
    print(row(*HEAD))
    print(row("---:", "---:", "---:", "---:", "---:"))
    last = None
    for learners in map(int, asked.learners.split(",")):
        needed = last.memory * 1e6 * (learners / last.learners - 1) if last else 0
        if needed > 0.9 * psutil.virtual_memory().available:
            return print(f"\n{learners} learners do not fit into the memory of this machine.")
        last = measured(learners, asked.seconds, asked.within)
        if last is None:
            return print(f"\nOf {learners} learners some saw nothing.")
        print(last, flush=True)
    return None


if __name__ == "__main__":
    main()
