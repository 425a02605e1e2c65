"""Two limits, what is known of them and what is added to them: everything a picture of it shows.

This composes the functions of `analysis.zopa`. Limits that are uncertain are taken as independent
of each other and stand in for a single number by their means; a third party's limit is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, Point, as_belief
from unstuck.analysis.zopa import (
    Bridge,
    CommonZone,
    Shares,
    WidthDistribution,
    Zone,
    cheapest_bridge,
    common_zone,
    expected_surplus,
    shares,
    width_distribution,
    zone_over_time,
    zopa,
    zopa_probability,
)

__all__ = [
    "Delay",
    "Eats",
    "Exploration",
    "Issue",
    "Side",
    "Third",
    "common_probability",
    "explore",
]

Side = Literal["at least", "at most"]
Eats = Literal["alternative", "deal"]
_PICTURE_POINTS = 41


@dataclass(frozen=True)
class Third:
    """A third party who must agree too.

    Parameters
    ----------
    side : {"at least", "at most"}
        Whether it needs a price of at least, or allows one of at most, its limit.
    limit : float
        In the currency of the other limits.
    """

    side: Side
    limit: float


@dataclass(frozen=True)
class Issue:
    """Something new in the deal beside the price.

    Parameters
    ----------
    to_seller, to_buyer : float
        What it is worth to each, in money; negative for the one whom it costs.
    """

    to_seller: float
    to_buyer: float


@dataclass(frozen=True)
class Delay:
    """A stall that costs both sides.

    Parameters
    ----------
    seller_cost, buyer_cost : float
        What a week costs each, 0 or more.
    weeks : float
        How many weeks to look ahead, a whole number.
    eats : {"alternative", "deal"}
        What loses the value, as in `zopa.zone_over_time`.
    """

    seller_cost: float
    buyer_cost: float
    weeks: float
    eats: Eats = "alternative"


@dataclass(frozen=True)
class Exploration:
    """All that follows from two limits and what was added to them.

    Attributes
    ----------
    seller, buyer : Belief
        What is known of each limit; a `Point` where it is certain.
    certain : bool
        Whether both are.
    zone : Zone
        Between the two limits, or their means.
    probability, gap_probability : float
        That a zone exists between seller and buyer, and that none does.
    expected_surplus : float
        The mean of what there is to share, counting 0 where there is no zone.
    surplus_if_zone : float or None
        The same over the cases with a zone alone; None where it is sure that there is none.
    widths : WidthDistribution or None
        How likely each width is; None where both limits are certain.
    bridge : Bridge
        What it would take to close the gap.
    shares : Shares or None
        What the price that is tried leaves each side; None where none is tried.
    third_margin : float or None
        By how much the price beats the third party's limit; None without either.
    common : CommonZone or None
        With the third party, who is called "third"; None without one.
    common_probability : float or None
        That a zone for all three exists.
    with_issue : Zone or None
        Between the limits as the new issue moves them.
    over_time : tuple of Zone
        Now and after each week of the stall; empty without one.
    turns : int or None
        The first week in which a zone has opened or closed; None if that does not happen.
    halfway : float or None
        The price halfway between the two offers; None unless both are given.
    """

    seller: Belief
    buyer: Belief
    certain: bool
    zone: Zone
    probability: float
    gap_probability: float
    expected_surplus: float
    surplus_if_zone: float | None
    widths: WidthDistribution | None
    bridge: Bridge
    shares: Shares | None
    third_margin: float | None
    common: CommonZone | None
    common_probability: float | None
    with_issue: Zone | None
    over_time: tuple[Zone, ...]
    turns: int | None
    halfway: float | None


def common_probability(
    seller: float | Belief, buyer: float | Belief, third: Third | None = None
) -> float:
    """Return the probability that there is a price for seller, buyer and a third party.

    Parameters
    ----------
    seller, buyer : float or Belief
        Each limit, known or uncertain; independent of each other.
    third : Third, optional
        The third party; without one this is `zopa.zopa_probability`.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number.
    """
    if third is None:
        return zopa_probability(seller, buyer)
    s, b = as_belief(seller), as_belief(buyer)
    limit = number(third.limit, "The third party's limit")
    floor = third.side == "at least"
    if s.sd <= b.sd:
        chance = s.expect(
            lambda x: b.at_least(max(x, limit)) if floor else float(x <= limit) * b.at_least(x),
            [*b.knots, limit],
        )
    else:
        chance = b.expect(
            lambda x: float(x >= limit) * s.cdf(x) if floor else s.cdf(min(x, limit)),
            [*s.knots, limit],
        )
    return min(1.0, max(0.0, chance))


def explore(
    seller: float | Belief,
    buyer: float | Belief,
    *,
    price: float | None = None,
    third: Third | None = None,
    issue: Issue | None = None,
    delay: Delay | None = None,
    offers: tuple[float | None, float | None] = (None, None),
) -> Exploration:
    """Work out everything that two limits, and what is added to them, lead to.

    Parameters
    ----------
    seller, buyer : float or Belief
        Each limit, known (a number) or uncertain; independent of each other.
    price : float, optional
        A price to try.
    third : Third, optional
        A third party who must agree too.
    issue : Issue, optional
        Something new in the deal.
    delay : Delay, optional
        A stall that costs both sides.
    offers : tuple of (float or None, float or None), optional
        The seller's and the buyer's last offer.

    Returns
    -------
    Exploration

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number, or something added is out of range.

    Examples
    --------
    >>> explore(60, 80, price=65).shares.seller_share
    0.25
    """
    s, b = as_belief(seller), as_belief(buyer)
    zone = zopa(s.mean, b.mean)
    chance, surplus, widths = _uncertain(s, b)
    weeks = _weeks(zone, delay)
    return Exploration(
        seller=s,
        buyer=b,
        certain=widths is None,
        zone=zone,
        probability=chance,
        gap_probability=1 - chance,
        expected_surplus=surplus,
        surplus_if_zone=surplus / chance if chance > 0 else None,
        widths=widths,
        bridge=cheapest_bridge(s, b),
        shares=None if price is None else shares(price, s.mean, b.mean),
        third_margin=None if third is None or price is None else _margin(price, third),
        common=None if third is None else _common(zone, third),
        common_probability=None if third is None else common_probability(s, b, third),
        with_issue=None if issue is None else _with(zone, issue),
        over_time=weeks,
        turns=next((n for n, week in enumerate(weeks) if week.exists != zone.exists), None),
        halfway=_halfway(offers),
    )


@lru_cache(maxsize=64)
def _uncertain(seller: Belief, buyer: Belief) -> tuple[float, float, WidthDistribution | None]:
    """Return probability, expected surplus and distribution; kept while other things move."""
    known = isinstance(seller, Point) and isinstance(buyer, Point)
    widths = None if known else width_distribution(seller, buyer, _PICTURE_POINTS)
    return zopa_probability(seller, buyer), expected_surplus(seller, buyer), widths


def _weeks(zone: Zone, delay: Delay | None) -> tuple[Zone, ...]:
    if delay is None:
        return ()
    weeks = number(delay.weeks, "The number of weeks")
    if not weeks.is_integer():
        raise ValueError(f"The number of weeks must be whole, not {weeks:g}; count whole weeks.")
    return zone_over_time(
        zone.low, zone.high, delay.seller_cost, delay.buyer_cost, int(weeks), eats=delay.eats
    )


def _halfway(offers: tuple[float | None, float | None]) -> float | None:
    first, second = offers
    if first is None or second is None:
        return None
    return (number(first, "The seller's offer") + number(second, "The buyer's offer")) / 2


def _margin(price: float, third: Third) -> float:
    above = price - number(third.limit, "The third party's limit")
    return above if third.side == "at least" else -above


def _common(zone: Zone, third: Third) -> CommonZone:
    return common_zone(
        {
            "seller": ("at least", zone.low),
            "buyer": ("at most", zone.high),
            "third": (third.side, third.limit),
        }
    )


def _with(zone: Zone, issue: Issue) -> Zone:
    """Move both limits by what the issue is worth: a gain makes each side easier to please."""
    to_seller = number(issue.to_seller, "What the issue is worth to the seller")
    to_buyer = number(issue.to_buyer, "What the issue is worth to the buyer")
    return zopa(zone.low - to_seller, zone.high + to_buyer)
