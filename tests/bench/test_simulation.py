"""Negotiations a second, ours and NegMAS's: alternating offers over a price, both conceding evenly.

NegMAS has an environment of its own, which `make bench` makes: its licence keeps it out of ours.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import time
from pathlib import Path

import pytest

from unstuck.analysis.simulation import Behaviour, Sample, Setting, simulate

RUNS, OURS, THEIRS = 3, 200_000, 60
ROUNDS, LEVELS = 20, 101
SETTING = Setting(
    room=0.0,
    spread=1.0,
    rounds=ROUNDS,
    tactics=("linear", "linear"),
    openings=(1.0, 1.0),
    behaviour=Behaviour.plain(),
)
TARGET = 500


def timed(n: int, *, fast: bool) -> tuple[float, Sample]:
    start = time.perf_counter()
    told = simulate(SETTING, n, 1, fast=fast)
    assert told is not None
    return time.perf_counter() - start, told


def test_f_negotiations_against_negmas(root: Path) -> None:
    own = root / ".venv" / "negmas" / "bin" / "python"
    python = Path(os.environ.get("NEGMAS_PYTHON", own))
    if not python.exists():
        pytest.skip("NegMAS is not there; `make bench` installs it")
    script = root / "tests" / "support" / "bench_negmas_talks.py"
    rng = random.Random(20220115)
    timed(5_000, fast=True)
    mine, theirs, alone, agreed = [], [], [], 0
    with subprocess.Popen(
        [str(python), str(script), str(ROUNDS), str(LEVELS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as negmas:
        assert negmas.stdin is not None
        assert negmas.stdout is not None
        version = json.loads(negmas.stdout.readline())
        for _ in range(RUNS):
            seconds, sample = timed(OURS, fast=True)
            mine.append(OURS / seconds)
            pairs = [(rng.random(), rng.random()) for _ in range(THEIRS)]
            negmas.stdin.write(json.dumps(pairs) + "\n")
            negmas.stdin.flush()
            whole, running, deals = json.loads(negmas.stdout.readline())
            theirs.append(THEIRS / whole)
            alone.append(THEIRS / running)
            agreed += deals
        negmas.stdin.close()
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    running_ratio = statistics.median(a / b for a, b in zip(mine, alone, strict=True))
    deals = 1 - sample.impasses().value
    plain, few = timed(2_000, fast=False)
    print(f"\n(f) negotiations a second, {ROUNDS} rounds of offers over a price; target: {TARGET}")
    print(f"  ours with numpy   {statistics.median(mine):>12,.0f}   {deals:.0%} deals")
    print(f"  ours in plain Python {len(few) / plain:>9,.0f}")
    print(
        f"  NegMAS {version:<10} {statistics.median(theirs):>12,.0f}   "
        f"{agreed / RUNS / THEIRS:.0%} deals; {statistics.median(alone):,.0f} without setting up"
    )
    print(f"  {ratio:,.0f} times; {running_ratio:,.0f} times without its setting up")
    assert running_ratio > TARGET
    assert abs(deals - agreed / RUNS / THEIRS) < 0.2, "the two do not play the same game"
