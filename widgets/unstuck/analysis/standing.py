"""Where you stand if these talks fail: your plans, your limit, and what would move it.

Everything that one look at your alternatives should tell is put together here from
`analysis.batna`, `analysis.decision_tree`, `analysis.reservation` and `analysis.zopa`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from unstuck.analysis._alternatives import present_gamble
from unstuck.analysis._checks import Role, number
from unstuck.analysis._tornado import labels
from unstuck.analysis.batna import (
    Alternative,
    Best,
    TornadoBar,
    best_alternative,
    chance_below,
    expected_value,
    sensitivity,
    switch_probability,
    worst,
)
from unstuck.analysis.decision_tree import Chance, Decision, Node, Payoff, Rollback, rollback
from unstuck.analysis.reservation import reservation_price
from unstuck.analysis.surplus import TrapCheck, trap_check

__all__ = ["Offer", "Plan", "Standing", "SwitchPoint", "decision", "deferred", "standing"]

MONTHS = 12


@dataclass(frozen=True)
class Plan:
    """One alternative and what it is worth today.

    Attributes
    ----------
    name : str
        Its name, no two alike.
    alternative : Alternative
    value : float
        Its certainty equivalent.
    expected : float
        Its average, before any caution.
    worst : float
        The WATNA: the worst that it may bring.
    chance_below : float
        The probability that it leaves you with less than your best alternative is worth.
    """

    name: str
    alternative: Alternative
    value: float
    expected: float
    worst: float
    chance_below: float


@dataclass(frozen=True)
class SwitchPoint:
    """A probability at which another alternative becomes the best.

    Attributes
    ----------
    name : str
        The alternative whose outcome it is.
    index : int
        Its place in the list, from 0.
    outcome : int
        The outcome, from 0.
    worth : float
        That outcome as it was given.
    now : float
        The probability as it is.
    at : float
        The probability at which the best alternative changes.
    """

    name: str
    index: int
    outcome: int
    worth: float
    now: float
    at: float

    @property
    def distance(self) -> float:
        """How far the probability would have to move."""
        return abs(self.at - self.now)


@dataclass(frozen=True)
class Offer:
    """What stands on the table, held against your limit.

    Attributes
    ----------
    price : float
    check : TrapCheck
        Its margin over the limit, and whether taking it would be the agreement trap.
    regret : float
        The probability that your best alternative leaves you with less than this price would.
    """

    price: float
    check: TrapCheck
    regret: float


@dataclass(frozen=True)
class Standing:
    """What no deal is worth to you, and what follows for the table.

    Attributes
    ----------
    best : Best
        Your BATNA.
    plans : tuple of Plan
        All alternatives in the order given.
    limit : float
        Your reservation value as a price.
    tree : Rollback
        The decision tree of the alternatives, rolled back.
    bars : tuple of TornadoBar
        How far each estimate moves the value of the best alternative, widest first.
    switches : tuple of SwitchPoint
        Where the best alternative changes, nearest first; one at most for each alternative.
    stalled : float
        Your limit today if refusing means the stall first; the limit itself without a stall.
    offer : Offer or None
        The offer on the table, if there is one.
    """

    best: Best
    plans: tuple[Plan, ...]
    limit: float
    tree: Rollback
    bars: tuple[TornadoBar, ...]
    switches: tuple[SwitchPoint, ...]
    stalled: float
    offer: Offer | None


def deferred(alternative: Alternative, months: float, monthly_cost: float = 0.0) -> Alternative:
    """Return an alternative that is taken up only after a stall.

    Parameters
    ----------
    alternative : Alternative
    months : float
        How long the talks drag on first; 0 or more.
    monthly_cost : float, default 0
        What each of these months costs you, counted as paid now; 0 or more.

    Returns
    -------
    Alternative
        Later by the months and dearer by what they cost.

    Raises
    ------
    ValueError
        If a number is negative or not finite.

    Examples
    --------
    >>> deferred(Alternative("sell elsewhere", [(1, 100)]), 6, 2).cost
    12.0
    """
    wait = number(months, "The months of the stall", at_least=0)
    cost = number(monthly_cost, "The cost of a month", at_least=0)
    return replace(
        alternative, years=alternative.years + wait / MONTHS, cost=alternative.cost + wait * cost
    )


def decision(alternatives: Sequence[Alternative], discount_rate: float = 0.0) -> Decision:
    """Return the decision tree of your alternatives, with payoffs in today's money.

    Parameters
    ----------
    alternatives : sequence of Alternative
        At least one.
    discount_rate : float, default 0
        Per year; 0 or more.

    Returns
    -------
    Decision
        One option for each alternative; where an alternative has several outcomes, a chance.

    Raises
    ------
    ValueError
        If there is no alternative or the discount rate is negative.
    """
    options: dict[str, Node] = {}
    for name, each in zip(labels(alternatives), alternatives, strict=True):
        ends = [(p, Payoff(value)) for p, value in present_gamble(each, discount_rate)]
        options[name] = Chance(ends, name=name) if len(ends) > 1 else ends[0][1]
    return Decision(options, name="no deal")


def standing(
    alternatives: Sequence[Alternative],
    *,
    role: Role,
    worth: float | None = None,
    deal_cost: float = 0.0,
    deal_benefit: float = 0.0,
    discount_rate: float = 0.0,
    risk_tolerance: float = math.inf,
    offer: float | None = None,
    stall_months: float = 0.0,
    stall_cost: float = 0.0,
) -> Standing:
    """Work out what you will do if these talks fail, and the worst price still worth taking.

    Parameters
    ----------
    alternatives : sequence of Alternative
        What you could do instead; at least one. For a buyer an outcome is the net gain: what the
        thing is worth less all that is paid for it.
    role, worth, deal_cost, deal_benefit
        As for `reservation.reservation_price`.
    discount_rate, risk_tolerance : float
        As for `batna.certainty_equivalent`.
    offer : float, optional
        A price on the table.
    stall_months, stall_cost : float, default 0
        As for `deferred`: how long the talks may still drag on, and what a month of it costs.

    Returns
    -------
    Standing

    Raises
    ------
    ValueError
        If a number is out of its range, or `worth` is missing for a buyer or given for a seller.
    """
    risk: dict[str, Any] = {"discount_rate": discount_rate, "risk_tolerance": risk_tolerance}
    best = best_alternative(alternatives, **risk)

    def limit_for(value: float) -> float:
        return reservation_price(
            value, role=role, worth=worth, deal_cost=deal_cost, deal_benefit=deal_benefit
        )

    limit = limit_for(best.value)
    later = [deferred(each, stall_months, stall_cost) for each in alternatives]
    return Standing(
        best=best,
        plans=tuple(_plans(alternatives, best, discount_rate)),
        limit=limit,
        tree=rollback(decision(alternatives, discount_rate), risk_tolerance=risk_tolerance),
        bars=tuple(bar for bar in sensitivity(alternatives, **risk) if bar.swing > 0),
        switches=_switches(alternatives, risk),
        stalled=limit_for(best_alternative(later, **risk).value),
        offer=None if offer is None else _offer(offer, role, limit, best, discount_rate),
    )


def _plans(alternatives: Sequence[Alternative], best: Best, discount_rate: float) -> Iterator[Plan]:
    for name, each, value in zip(labels(alternatives), alternatives, best.values, strict=True):
        yield Plan(
            name,
            each,
            value,
            expected_value(each, discount_rate),
            worst(each, discount_rate),
            chance_below(each, best.value, discount_rate=discount_rate),
        )


def _offer(price: float, role: Role, limit: float, best: Best, discount_rate: float) -> Offer:
    check = trap_check(price, role, limit)
    regret = chance_below(best.alternative, best.value + check.margin, discount_rate=discount_rate)
    return Offer(price, check, regret)


def _switches(alternatives: Sequence[Alternative], risk: dict[str, Any]) -> tuple[SwitchPoint, ...]:
    """Of every alternative the outcome whose probability is nearest to a change of the best."""
    found = []
    for index, (name, each) in enumerate(zip(labels(alternatives), alternatives, strict=True)):
        points = []
        for outcome, (now, value) in enumerate(each.outcomes):
            at = switch_probability(alternatives, index, outcome, **risk)
            if at is not None:
                points.append(SwitchPoint(name, index, outcome, value, now, at))
        found += sorted(points, key=lambda point: point.distance)[:1]
    return tuple(sorted(found, key=lambda point: point.distance))
