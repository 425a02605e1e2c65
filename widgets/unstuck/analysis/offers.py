"""How an offer looks from the other side's chair: its place among the prices they may expect.

People measure an offer by what they have in mind: their alternative, the market, past deals. Each
is a value that you know only roughly. They are put together as a *linear opinion pool*: the pooled
chance of any price is the weighted average of what each reference alone would say. The pool keeps
disagreement as uncertainty, and an offer's place in it is the weighted average of its places.

References
----------
R. T. Clemen and R. L. Winkler, "Combining probability distributions from experts in risk
analysis", Risk Analysis 19(2), 1999, 187-203, for the pool. The words for the places (`LEVELS`) and
where they change (`CUTS`) are this course's own rule of thumb: no study gives a threshold.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from unstuck.analysis._checks import Role, check_role, number
from unstuck.analysis._pool import Expectation, Reference, pooled
from unstuck.analysis.zopa import shares

__all__ = [
    "CUTS",
    "LEVELS",
    "Expectation",
    "Level",
    "OfferReading",
    "Reference",
    "Role",
    "Slice",
    "felt_and_seen",
    "heat_of",
    "level_of",
    "pooled",
    "read_offer",
    "slice_left",
]

Level = Literal["generous", "fair", "bold", "extreme", "off"]
"""A word for how an offer looks; ``"off"`` is off the scale."""

LEVELS: tuple[Level, ...] = ("generous", "fair", "bold", "extreme", "off")
"""The words, from kind to hard on the receiver."""

CUTS: tuple[float, ...] = tuple(math.erfc(-z / math.sqrt(2)) / 2 for z in (-1, 1, 2, 3))
"""Places at which the word changes: of a bell curve one standard deviation before the mean, then
one, two and three beyond it; 15.9 %, 84.1 %, 97.7 % and 99.87 %."""


@dataclass(frozen=True)
class OfferReading:
    """How an offer looks from their chair.

    Attributes
    ----------
    place : float
        The chance that the price they have in mind is kinder to them than the offer: 0.5 is just
        what they expect, 1 beyond all that they may expect.
    score : float or None
        The standard score: how many standard deviations the offer lies beyond their mean
        expectation, negative on their side of it; None where they expect one price exactly.
    level : Level
        The word for it.
    heat : float
        The same from 0 to 5, one unit a word, to be drawn.
    worse_by : float
        By how much it is worse for them than their mean expectation; negative if better.
    parts : tuple of float
        The place against each reference alone.
    edges : tuple of float
        The offers at which the word changes, from generous to fair and on.
    expectation : Expectation
    """

    place: float
    score: float | None
    level: Level
    heat: float
    worse_by: float
    parts: tuple[float, ...]
    edges: tuple[float, ...]
    expectation: Expectation


@dataclass(frozen=True)
class Slice:
    """What an offer would leave each side of the zone, if both limits are as you think.

    Attributes
    ----------
    width : float
        The width of the zone; negative: a gap.
    theirs, yours : float
        What each side would gain over no deal; negative where no deal is better.
    share : float or None
        Their part of the zone, from 0 to 1; None where there is no zone to share or the offer
        lies outside it.
    """

    width: float
    theirs: float
    yours: float
    share: float | None


def read_offer(offer: float, role: Role, references: Sequence[Reference]) -> OfferReading:
    """Say how an offer of yours looks to people who may expect something else.

    Parameters
    ----------
    offer : float
    role : {"seller", "buyer"}
        Which of the two *you* are: to a buyer across the table, more is worse.
    references : sequence of Reference
        What they may measure it by; at least one.

    Returns
    -------
    OfferReading

    Raises
    ------
    ValueError
        If there is no reference, the role is unknown or the offer no finite number.

    Examples
    --------
    >>> reading = read_offer(120, "seller", [Reference("market", 100, 10)])
    >>> reading.score, reading.level
    (2.0, 'extreme')
    """
    sells = check_role(role) == "seller"
    price = number(offer, "Your offer")
    expected = pooled(references)
    worse_by = price - expected.mean if sells else expected.mean - price
    place = min(1.0, expected.below(price) if sells else expected.above(price))
    return OfferReading(
        place=place,
        score=worse_by / expected.sd if expected.sd > 0 else None,
        level=level_of(place),
        heat=heat_of(place),
        worse_by=worse_by,
        parts=tuple(
            each.below(price) if sells else each.above(price) for each in expected.references
        ),
        edges=tuple(expected.quantile(cut if sells else 1 - cut) for cut in CUTS),
        expectation=expected,
    )


def level_of(place: float) -> Level:
    """Return the word for a place among the prices that they may expect.

    Parameters
    ----------
    place : float
        As in `OfferReading`, from 0 to 1.

    Returns
    -------
    Level

    Raises
    ------
    ValueError
        If the place is not from 0 to 1.

    Examples
    --------
    >>> [level_of(place) for place in (0.1, 0.5, 0.9, 0.99, 1.0)]
    ['generous', 'fair', 'bold', 'extreme', 'off']
    """
    return LEVELS[bisect_right(CUTS, _place(place))]


def heat_of(place: float) -> float:
    """Return how far up the thermometer a place stands: 0 to 5, one unit for each word.

    Parameters
    ----------
    place : float
        As in `OfferReading`, from 0 to 1.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the place is not from 0 to 1.
    """
    at = _place(place)
    ends = (0.0, *CUTS, 1.0)
    band = min(bisect_right(CUTS, at), len(LEVELS) - 1)
    return band + (at - ends[band]) / (ends[band + 1] - ends[band])


def felt_and_seen(felt: Level, seen: Level) -> int:
    """Return how many words hotter an offer looks from their chair than it felt to its maker.

    Parameters
    ----------
    felt, seen : Level
        Two of `LEVELS`.

    Returns
    -------
    int
        Positive if it looks more extreme to them than to you, 0 if both agree.

    Raises
    ------
    ValueError
        If a word is none of the five.
    """
    for word in (felt, seen):
        if word not in LEVELS:
            raise ValueError(
                f"An offer is one of {', '.join(LEVELS)}, not {word!r}; choose one of the five."
            )
    return LEVELS.index(seen) - LEVELS.index(felt)


def slice_left(offer: float, role: Role, your_limit: float, their_limit: float) -> Slice:
    """Say what an offer of yours would leave them of what there is to share.

    Parameters
    ----------
    offer : float
    role : {"seller", "buyer"}
        Which of the two *you* are.
    your_limit, their_limit : float
        The two reservation values; theirs as you see it.

    Returns
    -------
    Slice

    Raises
    ------
    ValueError
        If the role is unknown or a number is not finite.

    Examples
    --------
    >>> slice_left(75, "seller", 50, 100).share
    0.5
    """
    sells = check_role(role) == "seller"
    low, high = (your_limit, their_limit) if sells else (their_limit, your_limit)
    kept = shares(offer, low, high)
    if sells:
        return Slice(kept.surplus, kept.buyer_margin, kept.seller_margin, kept.buyer_share)
    return Slice(kept.surplus, kept.seller_margin, kept.buyer_margin, kept.seller_share)


def _place(place: float) -> float:
    return number(place, "The place of an offer", at_least=0, at_most=1)
