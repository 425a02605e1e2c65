"""Forty people click within ten seconds, then all move a slider: this course, Voila, a usual page.

`make bench-class` prints; nothing here is a verdict on speed. The sides run one after the other on
the machine that the learners are on as well. A learner is a real connection (`learner.py`): the
clock stops when the data of the first picture is there, which leaves out what a browser of one's
own then takes to draw it. Voila's pool of preheated kernels holds one for each learner, all of them
ready before the first click. `LEARNERS` and `SECONDS` make a shorter run.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from crowd import Burden, Site, arrive, course_server, machine, rest, share, slide, stock_voila
from learner import Learner
from live import wait_until
from unstuck import BatnaCalculator

LEARNERS = int(os.environ.get("LEARNERS", "40"))
SECONDS = float(os.environ.get("SECONDS", "300"))
WITHIN, EVERY = 10, 0.5
BATNA, USUAL = "03-batna", "batna"
SLIDER = "discount_rate"  # every step changes every number of the picture
SETTLES = 3
FILLS = 240  # seconds at most until every kernel of a pool has run its page


@dataclass(frozen=True)
class Side:
    """What came of one side."""

    name: str
    came: list[float]
    missing: int
    before: Burden
    after: Burden
    clients: float

    @property
    def slowest(self) -> float:
        return max(self.came)

    @property
    def each(self) -> float:
        return self.after.memory / (len(self.came) + self.missing)


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stock Voila serves: our page as it is, and the usual one with its data."""
    folder = tmp_path_factory.mktemp("stock")
    for path in (root / "course" / f"{BATNA}.ipynb", root / "course" / "syllabus.toml"):
        shutil.copy(path, folder)
    shutil.copy(Path(__file__).parent / "usual" / f"{USUAL}.ipynb", folder)
    blocks = BatnaCalculator()._view["blocks"]
    data = next(block["data"] for block in blocks if block["is"] == "chart")
    for name, rows in data.items():
        pd.DataFrame(rows).to_csv(folder / f"{name}.csv", index=False)
    return folder


@contextmanager
def opened(
    name: str, server: AbstractContextManager[Site], page: str, kernels: int = 0
) -> Iterator[tuple]:
    """A server with the whole class at one page: what that took, the people, the server."""
    with server as site, asyncio.Runner() as runner:
        if kernels:
            wait_until(lambda: len(site.tree()) > kernels, FILLS, "the kernels of a pool")
            rest(FILLS)
        runner.run(first_visitor(site.page(page)))
        rest()
        before, spent = site.burden(), time.process_time()
        people = [Learner() for _ in range(LEARNERS)]
        told = runner.run(arrive(people, site.page(page), WITHIN))
        time.sleep(SETTLES)
        after = site.burden()
        came = [each for each in told if each is not None]
        clients = time.process_time() - spent
        yield Side(name, came, len(told) - len(came), before, after, clients), people, site, runner
        runner.run(leave(people))


async def first_visitor(url: str) -> None:
    """Somebody opened the page before the class, so that no file is read for the first time."""
    early = Learner()
    await early.open(url)
    await early.close()


async def leave(people: list[Learner]) -> None:
    await asyncio.gather(*(person.close() for person in people))


def test_a_class_clicks_and_moves(root: Path, folder: Path, tmp_path: Path) -> None:
    ours = course_server(root / "course", tmp_path / "ours", f"--max-kernels={LEARNERS + 20}")
    told: list[Side] = []
    with opened("this course", ours, BATNA) as (side, people, site, runner):
        told.append(side)
        begun, spent = site.burden(), time.process_time()
        moves = runner.run(slide(people, SLIDER, SECONDS, EVERY))
        ended, spent = site.burden(), time.process_time() - spent
    pool = {"default": {"pool_size": 0}, f"{BATNA}.ipynb": {"pool_size": LEARNERS}}
    preheated = ("--preheat_kernel=True", f"--VoilaKernelManager.kernel_pools_config={pool}")
    for name, page, options in (
        ("stock Voila, the same page", BATNA, ()),
        ("the usual page", USUAL, ()),
        (f"stock Voila, {LEARNERS} kernels preheated", BATNA, preheated),
    ):
        rest()
        kernels = LEARNERS if options else 0
        server = stock_voila(folder, tmp_path / f"log-{len(told)}", *options)
        with opened(name, server, page, kernels) as (side, *_):
            told.append(side)
    first_pictures(told)
    sliders(moves, begun, ended, spent, told[2])
    assert not told[0].missing, "every learner of ours has a picture"
    assert len(moves) == LEARNERS * int(SECONDS / EVERY), "every move was answered"


def first_pictures(told: list[Side]) -> None:
    ours = told[0]
    print(f"\n\n{LEARNERS} learners click within {WITHIN} s. {machine()}")
    print("  targets: stock Voila at least 3 times ours, the usual page 10; memory a fifth of it")
    for side in told:
        spent = (side.after.server - side.before.server, side.after.kernels - side.before.kernels)
        print(
            f"  {side.name:<36} slowest {side.slowest:6.2f} s ({side.slowest / ours.slowest:.1f}"
            f" times ours), median {statistics.median(side.came):6.2f} s,"
            f" {side.missing} saw nothing\n"
            f"  {'':<36} {side.after.memory:.0f} MB in {side.after.processes} processes,"
            f" {side.each:.1f} MB a learner ({side.each / ours.each:.1f} times ours),"
            f" {side.before.memory:.0f} MB before they came\n"
            f"  {'':<36} CPU: server {spent[0]:.1f} s, kernels {spent[1]:.1f} s,"
            f" learners {side.clients:.1f} s"
        )


def sliders(moves: list[float], begun: Burden, ended: Burden, spent: float, usual: Side) -> None:
    each = ended.memory / LEARNERS
    print(
        f"{LEARNERS} learners move a slider every {EVERY:g} s for {SECONDS:g} s; target: p95 100 ms"
    )
    print(
        f"  move to new data: p50 {1000 * share(moves, 0.5):.1f} ms,"
        f" p95 {1000 * share(moves, 0.95):.1f} ms, max {1000 * max(moves):.1f} ms"
        f" of {len(moves)}\n"
        f"  memory afterwards {ended.memory:.0f} MB, {each:.1f} MB a learner;"
        f" the usual page takes {usual.each / each:.1f} times as much\n"
        f"  CPU: server {ended.server - begun.server:.1f} s,"
        f" kernels {ended.kernels - begun.kernels:.1f} s, learners {spent:.1f} s"
    )
