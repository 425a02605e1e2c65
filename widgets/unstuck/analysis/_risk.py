"""What a gamble is worth to someone with a given attitude to risk."""

from __future__ import annotations

import math
from collections.abc import Sequence


def expected(gamble: Sequence[tuple[float, float]]) -> float:
    """Return the mean of a gamble given as (probability, value) pairs."""
    return math.fsum(chance * value for chance, value in gamble)


def certainty_equivalent(gamble: Sequence[tuple[float, float]], risk_tolerance: float) -> float:
    """Return the sure amount that is worth as much as the gamble, ``-R ln E[exp(-x / R)]``.

    Parameters
    ----------
    gamble : sequence of (float, float)
        (probability, value) pairs whose probabilities add up to 1.
    risk_tolerance : float
        R, in the unit of the values, above 0; infinity gives the expected value.

    Returns
    -------
    float
        Between the worst value that can happen and the expected value.

    Notes
    -----
    Where the values lie close together against R, the sum is taken around the mean with ``expm1``
    and ``log1p``, so that nothing cancels as R grows; otherwise it is taken from the worst value,
    so that no exponential overflows however small R is.
    """
    possible = [(chance, value) for chance, value in gamble if chance > 0]
    mean = expected(possible)
    worst = min(value for _, value in possible)
    best = max(value for _, value in possible)
    mean = min(max(mean, worst), best)
    if risk_tolerance == math.inf or worst == best:
        return mean
    if best - worst < risk_tolerance:
        total = math.fsum(p * math.expm1((mean - x) / risk_tolerance) for p, x in possible)
        value = mean - risk_tolerance * math.log1p(total)
    else:
        total = math.fsum(p * math.exp((worst - x) / risk_tolerance) for p, x in possible)
        value = worst - risk_tolerance * math.log(total)
    return min(max(value, worst), mean)
