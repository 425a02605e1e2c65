"""What a price leaves each side, measured from its own limit; public through `analysis.zopa`."""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis._checks import Role, check_role, number
from unstuck.analysis.beliefs import Belief, Point, as_belief

__all__ = ["Shares", "TrapCheck", "shares", "trap_check"]


@dataclass(frozen=True)
class Shares:
    """How a price divides the zone.

    Attributes
    ----------
    seller_margin, buyer_margin : float
        What each side gains over its BATNA; negative where it would do better without the deal.
    surplus : float
        The sum of both: the signed width of the zone, whatever the price.
    seller_share, buyer_share : float or None
        Each margin as a share of the surplus, adding up to 1; None where the price lies outside
        the zone or there is nothing to share.
    """

    seller_margin: float
    buyer_margin: float
    surplus: float
    seller_share: float | None
    buyer_share: float | None


@dataclass(frozen=True)
class TrapCheck:
    """A tentative price held against a limit.

    Attributes
    ----------
    margin : float
        By how much the price beats the limit, on average if that is uncertain; negative if it is
        worse than no deal.
    is_trap : bool
        Whether the margin is negative: taking the price would be the agreement trap.
    chance_worse : float
        The probability that the price is worse than no deal: 0 or 1 for a known limit.
    """

    margin: float
    is_trap: bool
    chance_worse: float


def shares(price: float, seller_reservation: float, buyer_reservation: float) -> Shares:
    """Say what a price leaves each side over its BATNA, and what share of the zone that is.

    Parameters
    ----------
    price : float
        The price on the table, inside the zone or not.
    seller_reservation, buyer_reservation : float
        The two limits, in the same currency.

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If one of the three is no finite number.

    Examples
    --------
    >>> shares(310, 300, 340)
    Shares(seller_margin=10.0, buyer_margin=30.0, surplus=40.0, seller_share=0.25, buyer_share=0.75)
    """
    at = number(price, "The price")
    seller = number(seller_reservation, "The seller's limit")
    buyer = number(buyer_reservation, "The buyer's limit")
    surplus = buyer - seller
    if not seller <= at <= buyer or surplus == 0:
        return Shares(at - seller, buyer - at, surplus, None, None)
    part = (at - seller) / surplus
    return Shares(at - seller, buyer - at, surplus, part, 1 - part)


def trap_check(price: float, role: Role, reservation: float | Belief) -> TrapCheck:
    """Check a tentative price against your limit, before you say yes.

    Parameters
    ----------
    price : float
        The price you are about to agree on.
    role : {"seller", "buyer"}
        Which of the two you are.
    reservation : float or Belief
        Your limit, known or uncertain.

    Returns
    -------
    TrapCheck
        A price equal to a known limit is no trap: you are no worse off.

    Raises
    ------
    ValueError
        If the price is no finite number, the role is unknown, or the limit is neither a belief
        nor a finite number.
    """
    at, side, limit = number(price, "The price"), check_role(role), as_belief(reservation)
    margin = at - limit.mean if side == "seller" else limit.mean - at
    if isinstance(limit, Point):
        return TrapCheck(margin, margin < 0, float(margin < 0))
    worse = limit.at_least(at) if side == "seller" else limit.cdf(at)
    return TrapCheck(margin, margin < 0, worse)
