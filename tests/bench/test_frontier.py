"""The Pareto frontier of a million packages, ours and NegMAS's, in turn; and all that we find.

NegMAS has an environment of its own, which `make bench` makes: its licence keeps it out of ours.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from unstuck.analysis.bargaining import (
    egalitarian,
    kalai_smorodinsky,
    nash,
    pareto_frontier,
    utilitarian,
)
from unstuck.analysis.packages import Issue, Party, Scenario

RUNS = 3
ISSUES, OPTIONS = 10, ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def talks() -> Scenario:
    """Two parties over ten issues of four options: 1,048,576 packages."""
    rng = random.Random(20220115)
    issues = [Issue(f"issue {i}", OPTIONS) for i in range(ISSUES)]
    parties = [
        Party(
            name,
            {issue.name: [rng.random() for _ in OPTIONS] for issue in issues},
            weights={issue.name: rng.random() for issue in issues},
            reservation=1.0,
        )
        for name in ("first", "second")
    ]
    return Scenario(issues, parties)


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def told(scenario: Scenario) -> str:
    """The scenario in the form that NegMAS's side reads."""
    return json.dumps(
        {
            "issues": {issue.name: issue.options for issue in scenario.issues},
            "parties": [
                {
                    "weights": party.weights,
                    "values": {
                        issue.name: dict(zip(issue.options, party.values[issue.name], strict=True))
                        for issue in scenario.issues
                    },
                }
                for party in scenario.parties
            ],
        }
    )


def test_d_frontier_against_negmas(talks: Scenario, root: Path, tmp_path: Path) -> None:
    python = root / ".venv" / "negmas" / "bin" / "python"
    if not python.exists():
        pytest.skip("NegMAS is not there; `make bench` installs it")
    table = talks.utilities()
    (tmp_path / "scenario.json").write_text(told(talks), "utf-8")
    np.save(tmp_path / "utilities.npy", np.ascontiguousarray(table))
    script = root / "tests" / "support" / "bench_negmas.py"
    with subprocess.Popen(
        [str(python), str(script), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as negmas:
        assert negmas.stdin is not None
        assert negmas.stdout is not None
        first = json.loads(negmas.stdout.readline())
        ours = table[list(pareto_frontier(table))]
        assert ours == pytest.approx(np.array(sorted(first["frontier"])))
        print(f"\n(d) Pareto frontier of {talks.size:,} packages, {len(ours)} on it; target: 20")
        sides = {
            "scenario": lambda: pareto_frontier(talks.utilities()),
            "table": lambda: pareto_frontier(table),
        }
        names = {"scenario": "from the scenario", "table": "from a table of utilities"}
        for side, run in sides.items():
            mine, theirs = [], []
            for _ in range(RUNS):
                mine.append(seconds(run))
                negmas.stdin.write(f"{side}\n")
                negmas.stdin.flush()
                theirs.append(float(negmas.stdout.readline()))
            ratio = statistics.median(b / a for a, b in zip(mine, theirs, strict=True))
            print(
                f"  {names[side]:<26} ours {1000 * statistics.median(mine):.1f} ms, NegMAS "
                f"{first['version']} {1000 * statistics.median(theirs):.0f} ms, {ratio:.0f} times"
            )
        negmas.stdin.close()


def test_e_a_million_outcomes(talks: Scenario) -> None:
    solutions = (nash, kalai_smorodinsky, egalitarian, utilitarian)
    share = np.linspace(0, 1, 1_000_000)
    cases = {
        "the same scenario": talks.utilities(),
        "outcomes at random": np.random.default_rng(1).random((1_000_000, 2)),
        "shares of one pie": np.stack([share, 1 - share], axis=1),
    }
    print("\n(e) seconds for frontier and four solutions of a million outcomes; target: 1")
    for name, table in cases.items():
        for lotteries in (False, True):
            limits = tuple(float(limit) for limit in table.mean(axis=0) / 2)
            whole = statistics.median(
                seconds(lambda: pareto_frontier(table, lotteries=lotteries))  # noqa: B023
                + sum(
                    seconds(lambda: solve(table, limits, lotteries=lotteries))  # noqa: B023
                    for solve in solutions
                )
                for _ in range(RUNS)
            )
            print(f"  {name:<20}{', with lotteries' if lotteries else '':<17}{whole:.3f}")
