"""The zone of possible agreement: the prices that leave nobody worse off than no deal.

The zone lies between the two reservation prices. Where these are uncertain it has a probability
and a distribution of widths; the two limits are then taken as independent of each other.

References
----------
H. Raiffa, *The Art and Science of Negotiation*, for the zone of agreement; K. Chatterjee and
W. Samuelson, Operations Research 31(5), 1983, and R. B. Myerson and M. A. Satterthwaite, Journal of
Economic Theory 29, 1983, 265-281, for what private limits do to it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, Normal, Point, as_belief
from unstuck.analysis.bridge import Bridge, Move, cheapest_bridge
from unstuck.analysis.parties import CommonZone, common_zone
from unstuck.analysis.surplus import Shares, TrapCheck, shares, trap_check

__all__ = [
    "Bridge",
    "CommonZone",
    "Move",
    "Shares",
    "TrapCheck",
    "WidthDistribution",
    "Zone",
    "cheapest_bridge",
    "common_zone",
    "expected_surplus",
    "shares",
    "trap_check",
    "width_distribution",
    "zone_over_time",
    "zopa",
    "zopa_probability",
]


@dataclass(frozen=True)
class Zone:
    """The zone between two limits, or the gap.

    Attributes
    ----------
    low : float
        The seller's limit. In a zone it is the lowest price possible; in a gap the upper edge.
    high : float
        The buyer's limit. In a zone it is the highest price possible; in a gap the lower edge.
    width : float
        ``high - low``: the money to be shared, or, if negative, the gap.
    exists : bool
        Whether there is a price that both limits allow; equal limits allow one.
    """

    low: float
    high: float
    width: float
    exists: bool


@dataclass(frozen=True)
class WidthDistribution:
    """How wide the zone may be, when limits are uncertain.

    Attributes
    ----------
    points : tuple of (float, float)
        (width, density per unit) pairs by ascending width, negative widths being gaps. Empty where
        both limits are certain: all probability is then at `mean`.
    probability : float
        The probability that a zone exists.
    mean : float
        The mean signed width.
    sd : float
        Its standard deviation.
    """

    points: tuple[tuple[float, float], ...]
    probability: float
    mean: float
    sd: float


def zopa(seller_reservation: float, buyer_reservation: float) -> Zone:
    """Lay the two limits side by side and see whether a zone of agreement lies between them.

    Parameters
    ----------
    seller_reservation : float
        The lowest price the seller would take.
    buyer_reservation : float
        The highest price the buyer would pay, in the same currency.

    Returns
    -------
    Zone
        With `.low`, `.high`, `.width` (negative: the gap) and `.exists`.

    Raises
    ------
    ValueError
        If a limit is no finite number; for uncertain limits there is `zopa_probability`.

    Examples
    --------
    >>> zopa(300, 340)
    Zone(low=300.0, high=340.0, width=40.0, exists=True)
    """
    low = number(seller_reservation, "The seller's limit")
    high = number(buyer_reservation, "The buyer's limit")
    return Zone(low, high, high - low, low <= high)


def zopa_probability(seller: float | Belief, buyer: float | Belief) -> float:
    """Return the probability that a zone exists: that the seller's limit is not above the buyer's.

    Parameters
    ----------
    seller, buyer : float or Belief
        Each limit, known (a number) or uncertain; independent of each other.

    Returns
    -------
    float
        From 0 to 1, to 1e-9 or better. Equal known limits give 1.

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number.
    """
    s, b = as_belief(seller), as_belief(buyer)
    if s.support[1] <= b.support[0]:
        return 1.0
    if s.support[0] > b.support[1]:
        return 0.0
    if isinstance(s, Normal) and isinstance(b, Normal):
        return _difference(s, b).at_least(0)
    chance = s.expect(b.at_least, b.knots) if s.sd <= b.sd else b.expect(s.cdf, s.knots)
    return min(1.0, max(0.0, chance))


def expected_surplus(seller: float | Belief, buyer: float | Belief) -> float:
    """Return the mean of what there is to share: the width of the zone, and 0 where there is none.

    Parameters
    ----------
    seller, buyer : float or Belief
        Each limit, known (a number) or uncertain; independent of each other.

    Returns
    -------
    float
        0 or more, in the currency of the limits, to 1e-9 of their spread or better.

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number.
    """
    s, b = as_belief(seller), as_belief(buyer)
    if isinstance(s, Normal) and isinstance(b, Normal):
        return _difference(s, b).excess(0)
    if s.sd <= b.sd:
        return max(0.0, s.expect(b.excess, b.knots))
    return max(0.0, b.expect(s.shortfall, s.knots))


def _difference(seller: Normal, buyer: Normal) -> Normal:
    """Return the distribution of the width when both limits are normal."""
    return Normal(buyer.mean - seller.mean, math.hypot(seller.sd, buyer.sd))


def _width_density(seller: Belief, buyer: Belief, width: float) -> float:
    """Return the density of the width, integrated over the limit that is the better known."""
    if isinstance(seller, Normal) and isinstance(buyer, Normal):
        return _difference(seller, buyer).pdf(width)
    if seller.sd <= buyer.sd:
        return seller.expect(
            lambda limit: buyer.pdf(limit + width), [knot - width for knot in buyer.knots]
        )
    return buyer.expect(
        lambda limit: seller.pdf(limit - width), [knot + width for knot in seller.knots]
    )


def _reach(belief: Belief) -> tuple[float, float]:
    """Return the range worth drawing: the support, or five standard deviations each way."""
    if isinstance(belief, Normal):
        return belief.mean - 5 * belief.sd, belief.mean + 5 * belief.sd
    return belief.support


def width_distribution(
    seller: float | Belief, buyer: float | Belief, points: int = 101
) -> WidthDistribution:
    """Return how likely each width of the zone is, gaps counting as negative widths.

    Parameters
    ----------
    seller, buyer : float or Belief
        Each limit, known (a number) or uncertain; independent of each other.
    points : int, default 101
        At how many evenly spaced widths to give the density, 2 or more, from the smallest width
        that is possible to the largest (a normal belief counts to five standard deviations).
        Where 0 lies between, it is added, so that zone and gap can be coloured apart.

    Returns
    -------
    WidthDistribution
        Densities to 1e-9 of the peak or better.

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number, or points is no whole number above 1.
    """
    s, b = as_belief(seller), as_belief(buyer)
    if isinstance(points, bool) or not isinstance(points, int) or points < 2:
        raise ValueError(f"The number of points must be 2 or more, not {points!r}; use 101.")
    chance = zopa_probability(s, b)
    mean, sd = b.mean - s.mean, math.hypot(s.sd, b.sd)
    if isinstance(s, Point) and isinstance(b, Point):
        return WidthDistribution((), chance, mean, sd)
    low, high = _reach(b)[0] - _reach(s)[1], _reach(b)[1] - _reach(s)[0]
    widths = {low + (high - low) * i / (points - 1) for i in range(points - 1)} | {high}
    if low < 0 < high:
        widths.add(0.0)
    drawn = tuple((width, _width_density(s, b, width)) for width in sorted(widths))
    return WidthDistribution(drawn, chance, mean, sd)


def zone_over_time(
    seller: float,
    buyer: float,
    seller_cost: float,
    buyer_cost: float,
    periods: int,
    *,
    eats: Literal["alternative", "deal"] = "alternative",
) -> tuple[Zone, ...]:
    """Return the zone now and after each period of a stall that costs both sides.

    What a stall does to the limits depends on what it eats away:

    * ``"alternative"``: each side's BATNA loses value while it waits (other buyers go, strike pay
      runs out). The seller's limit falls and the buyer's rises: the zone widens by both costs a
      period, though what widens it is a loss to both.
    * ``"deal"``: the deal itself loses value (the season passes, customers leave). The buyer's
      limit falls and the seller's rises: the zone narrows by both costs a period.

    A cost that is paid with or without a deal moves neither limit, and one already paid is sunk.
    Costs are the same every period and are not discounted.

    Parameters
    ----------
    seller, buyer : float
        The two limits now.
    seller_cost, buyer_cost : float
        What each period costs each side, in the currency of the limits; 0 or more.
    periods : int
        How many periods to look ahead, 0 to 1,000.
    eats : {"alternative", "deal"}, default "alternative"
        What loses the value.

    Returns
    -------
    tuple of Zone
        One for now and one after each period.

    Raises
    ------
    ValueError
        If a number is not finite or out of its range, or `eats` is neither of the two.
    """
    now = zopa(seller, buyer)
    first = number(seller_cost, "What a period costs the seller", at_least=0)
    second = number(buyer_cost, "What a period costs the buyer", at_least=0)
    if isinstance(periods, bool) or not isinstance(periods, int) or not 0 <= periods <= 1000:
        raise ValueError(
            f"The number of periods must be a whole number from 0 to 1000, not {periods!r}; "
            "count whole weeks or months."
        )
    if eats not in ("alternative", "deal"):
        raise ValueError(
            f"A stall eats the 'alternative' or the 'deal', not {eats!r}; choose one of the two."
        )
    sign = 1 if eats == "alternative" else -1
    return tuple(
        zopa(now.low - sign * first * period, now.high + sign * second * period)
        for period in range(periods + 1)
    )
