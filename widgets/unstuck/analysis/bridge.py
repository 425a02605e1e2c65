"""How a gap between two limits could be closed; public through `analysis.zopa`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, as_belief

__all__ = ["Bridge", "Move", "cheapest_bridge"]


@dataclass(frozen=True)
class Move:
    """One way to close a gap by moving limits.

    Attributes
    ----------
    name : str
        ``"seller alone"``, ``"buyer alone"``, ``"half each"``, or ``"by uncertainty"``: each moves
        in proportion to how unsure its limit is.
    seller_by, buyer_by : float
        How far the seller's limit comes down and the buyer's goes up; together the gap.
    seller_stretch, buyer_stretch : float or None
        The same in standard deviations of that limit: under 1, a move within ordinary doubt; 3 or
        more, out of reach unless something new is learned. 0 for one who does not move, None for
        one who must move from a limit that is certain.
    stretch : float or None
        The larger of the two; None if either is.
    """

    name: str
    seller_by: float
    buyer_by: float
    seller_stretch: float | None
    buyer_stretch: float | None
    stretch: float | None


@dataclass(frozen=True)
class Bridge:
    """What it would take to close the gap between two limits.

    Attributes
    ----------
    gap : float
        How far the seller's expected limit lies above the buyer's; 0 where it does not.
    meeting_price : float or None
        The price at which the cheapest move lets both meet; None without a gap.
    moves : tuple of Move
        Ways to close it by moving limits, the least stretch first, those that move a certain
        limit last. Empty without a gap.
    new_issue_worth : float
        What a new issue would have to be worth to both together, over what it costs them, to
        open a zone: the gap. All of it may go to one side, since the price can pass it on.
    """

    gap: float
    meeting_price: float | None
    moves: tuple[Move, ...]
    new_issue_worth: float

    def still_open(self, value_to_seller: float, value_to_buyer: float) -> float:
        """Return what is left of the gap once a new issue is added.

        Parameters
        ----------
        value_to_seller, value_to_buyer : float
            What the issue is worth to each, in money; negative for the one whom it costs.

        Returns
        -------
        float
            0 where the issue closes the gap, otherwise what is missing.

        Raises
        ------
        ValueError
            If a value is no finite number.
        """
        seller = number(value_to_seller, "What the issue is worth to the seller")
        buyer = number(value_to_buyer, "What the issue is worth to the buyer")
        return max(0.0, self.gap - (seller + buyer))


def cheapest_bridge(seller: float | Belief, buyer: float | Belief) -> Bridge:
    """Say how wide the gap is and how it could be closed, the easiest way first.

    A way is the easier, the less it asks of the limit it stretches most, measured in standard
    deviations: nobody gives up what they are sure they need, but many can think again about a
    number that they guessed. Sharing the gap in proportion to the standard deviations asks least.

    Parameters
    ----------
    seller, buyer : float or Belief
        Each limit, known (a number) or uncertain. The gap is measured between their means.

    Returns
    -------
    Bridge

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number.

    Examples
    --------
    >>> bridge = cheapest_bridge(320, 300)
    >>> bridge.gap, bridge.new_issue_worth, bridge.still_open(-5, 15)
    (20.0, 20.0, 10.0)
    """
    s, b = as_belief(seller), as_belief(buyer)
    gap = s.mean - b.mean
    if gap <= 0:
        return Bridge(0.0, None, (), 0.0)
    parts = {"half each": 0.5, "seller alone": 1.0, "buyer alone": 0.0}
    unsure = s.sd + b.sd
    if unsure > 0 and s.sd / unsure not in parts.values():
        parts = {"by uncertainty": s.sd / unsure, **parts}
    moves = [_move(name, gap * part, gap - gap * part, s.sd, b.sd) for name, part in parts.items()]
    moves.sort(key=lambda move: math.inf if move.stretch is None else move.stretch)
    return Bridge(gap, s.mean - moves[0].seller_by, tuple(moves), gap)


def _move(name: str, seller_by: float, buyer_by: float, seller_sd: float, buyer_sd: float) -> Move:
    """Measure a move against the uncertainty of both limits."""
    first, second = _stretch(seller_by, seller_sd), _stretch(buyer_by, buyer_sd)
    both = None if first is None or second is None else max(first, second)
    return Move(name, seller_by, buyer_by, first, second, both)


def _stretch(by: float, sd: float) -> float | None:
    """Return a distance in standard deviations; None where a certain limit would have to move."""
    if by == 0:
        return 0.0
    return by / sd if sd > 0 else None
