"""NegMAS's side of a benchmark, for the Python that has it: answers each line with seconds.

Usage: ``python bench_negmas.py FOLDER``, where FOLDER holds scenario.json and utilities.npy.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import negmas
import numpy as np
from negmas.preferences.ops import pareto_frontier, pareto_frontier_numpy
from negmas.preferences.value_fun import TableFun


def main(folder: Path) -> None:
    """Tell what was found, then time what is asked for, line by line."""
    given = json.loads((folder / "scenario.json").read_text("utf-8"))
    issues = [negmas.make_issue(options, name=name) for name, options in given["issues"].items()]
    space = negmas.make_os(issues)
    parties = [
        negmas.LinearAdditiveUtilityFunction(
            values={name: TableFun(values) for name, values in party["values"].items()},
            weights=party["weights"],
            outcome_space=space,
        )
        for party in given["parties"]
    ]
    table = np.load(folder / "utilities.npy")
    sides: dict[str, Callable[[], object]] = {
        "scenario": lambda: pareto_frontier(parties, issues=issues),
        "table": lambda: pareto_frontier_numpy(table),
    }
    found, _ = pareto_frontier(parties, issues=issues)
    print(json.dumps({"version": negmas.__version__, "frontier": found}), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        sides[line.strip()]()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
