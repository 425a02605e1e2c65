"""What a majority's deal leaves to the others: the chance that everybody is suited all the same.

The model is that of `analysis.pressure`. Where more than half can decide, a deal in time says
that enough parties were satisfied; here it is worked out how often all of them were.
"""

from __future__ import annotations

import math
from functools import lru_cache

from unstuck.analysis import _tables
from unstuck.analysis.beliefs import Belief, as_belief
from unstuck.analysis.pressure import (
    TABLES,
    WAYS,
    Chance,
    _accepted,
    _drawn,
    _votes,
    deal_chance,
    enough,
)

__all__ = ["suits_all_chance"]


def suits_all_chance(
    parties: int,
    issues: int,
    proposals: int,
    limits: float | Belief,
    *,
    rule: str = "majority",
    search: str = "random",
) -> Chance:
    """Return the chance of a deal in time that every party would have accepted.

    Under the rule that all must accept this is the chance of a deal in time itself. Under a
    majority the talks end with the first package that enough parties accept, whether or not the
    others do.

    Parameters
    ----------
    parties, issues, proposals, limits, rule, search
        As for `analysis.pressure.deal_chance`; `proposals` is a number here.

    Returns
    -------
    Chance
        Exact for one issue in random order, otherwise simulated; never above that of a deal.

    Raises
    ------
    ValueError
        If a number is out of range, or there is no such rule or order.

    Examples
    --------
    Three parties who accept any way with one chance in two, one proposal: a majority comes about
    with one chance in two, and with one in eight all three are for it.

    >>> suits_all_chance(3, 1, 1, 0.5).value
    0.125
    """
    deal = deal_chance(parties, issues, proposals, limits, rule=rule, search=search)
    need = enough(parties, rule)
    if need == parties or deal.value == 0:
        return deal
    belief, packages = as_belief(limits), WAYS**issues
    tries = min(int(proposals), packages)
    if issues == 1 and search == "random":
        tallies = _votes(WAYS, belief)[parties].items()
        terms = (chance * _share(counts, parties, need, tries) for counts, chance in tallies)
        return Chance(min(deal.value, max(0.0, math.fsum(terms))))
    suited, made = _simulated(issues, belief, rule, search, parties, tries)
    share = suited / made if made else 0.0
    value = deal.value * share
    error = math.sqrt(max(0.0, value * (1 - value)) / TABLES)
    return Chance(value, 2 * error, exact=False)


def _share(counts: tuple[int, ...], parties: int, need: int, tries: int) -> float:
    """One issue, random order: a fitting way is met in time, and it is one that suits all."""
    fitting = sum(count >= need for count in counts)
    common = sum(count == parties for count in counts)
    return _drawn(fitting, tries, len(counts)) * common / fitting if fitting else 0.0


@lru_cache(maxsize=64)
def _simulated(
    issues: int, belief: Belief, rule: str, search: str, parties: int, tries: int
) -> tuple[float, float]:
    """At how many of the tables a deal suits all, and at how many there is one in time."""
    need, packages = enough(parties, rule), WAYS**issues
    orders = _tables.orders(issues, parties) if search == "best" else (b"",) * TABLES
    suited = made = 0.0
    for masks, order in zip(_accepted(issues, belief), orders, strict=True):
        fitting = _tables.reached(masks[:parties], need)
        common = _tables.reached(masks[:parties], parties)
        if not fitting:
            continue
        if search == "random":
            found = _drawn(fitting.bit_count(), tries, packages)
            made += found
            suited += found * common.bit_count() / fitting.bit_count()
            continue
        place = _tables.first(fitting, order)
        if place <= tries:
            made += 1
            suited += common >> order[place - 1] & 1
    return suited, made
