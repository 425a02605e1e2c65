"""NegMAS's side of a benchmark, for the Python that has it: negotiations a second.

Usage: ``python bench_negmas_talks.py ROUNDS LEVELS``. Each line read holds two limits for each
negotiation, as JSON: the least that the seller takes and the most that the buyer pays, from 0 to 1.
Each is answered with seconds, of which so many for the negotiations alone, and deals.
"""

from __future__ import annotations

import json
import sys
import time

import negmas
from negmas.preferences import AffineFun, LinearUtilityAggregationFunction
from negmas.sao import AspirationNegotiator, SAOMechanism


def talk(seller: float, buyer: float, rounds: int, levels: int) -> tuple[bool, float]:
    """One negotiation over a price; whether there was a deal, and the seconds it ran."""
    issue = negmas.make_issue(levels, name="price")
    mechanism = SAOMechanism(issues=[issue], n_steps=rounds)
    step = 1 / (levels - 1)
    for slope, bias, limit in ((step, 0.0, seller), (-step, 1.0, 1 - buyer)):
        worth = LinearUtilityAggregationFunction(
            values=[AffineFun(slope, bias)],
            outcome_space=mechanism.outcome_space,
            reserved_value=limit,
        )
        mechanism.add(AspirationNegotiator(aspiration_type="linear"), ufun=worth)
    start = time.perf_counter()
    mechanism.run()
    return mechanism.agreement is not None, time.perf_counter() - start


def main(rounds: int, levels: int) -> None:
    """Say which version it is, then answer line by line."""
    print(json.dumps(negmas.__version__), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        told = [talk(seller, buyer, rounds, levels) for seller, buyer in json.loads(line)]
        whole = time.perf_counter() - start
        alone = sum(seconds for _, seconds in told)
        print(json.dumps([whole, alone, sum(deal for deal, _ in told)]), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
