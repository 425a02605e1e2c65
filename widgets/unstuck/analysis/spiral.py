"""How one impasse breeds the next: what is shared, and how strikes follow on strikes.

References
----------
K. M. O'Connor and J. A. Arnold, "Distributive Spirals: Negotiation Impasses and the Moderating Role
of Disputant Self-Efficacy", Organizational Behavior and Human Decision Processes 84(1), 2001,
148-176 (E38). D. Card, "Longitudinal Analysis of Strike Activity", Journal of Labor Economics 6(2),
1988, 147-176 (E40).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from unstuck.analysis._checks import number

__all__ = ["Drift", "Piece", "Sharing", "compare_sharing", "drift", "strike_risk", "strike_shift"]

SHORT_STRIKE = 14.0
AFTER_SHORT = (0.10, 0.10)
AFTER_LONG = (-0.07, -0.05)
HALF_SURE = 5.0


class Drift(StrEnum):
    """Where what you share is going, from the last talks to the next."""

    CLOSING = "closing"
    STEADY = "steady"
    OPENING = "opening"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One thing that the other side could be told.

    Attributes
    ----------
    name : str
        What it is.
    kind : {"interest", "fact", "limit"}
        A need and its reason, a fact, or your own limit.
    last, next : {"", "shared", "kept"}
        Whether you shared it last time, and whether you will.
    """

    name: str = ""
    kind: str = "interest"
    last: str = ""
    next: str = ""

    @property
    def known(self) -> bool:
        """Whether both times are said."""
        return bool(self.last and self.next)


@dataclass(frozen=True)
class Sharing:
    """What is shared next time against last time.

    Attributes
    ----------
    drift : Drift
        Where the sharing is going, over all pieces but your limit.
    last, next : int
        How many of those were shared, and will be.
    known : int
        Of how many both are said.
    closed, opened : tuple of int
        Positions of the pieces that you will now keep back, and of those that you will now share.
    limits : tuple of int
        Positions of limits that you mean to give away.
    unsure : bool or None
        Whether your belief in yourself is below the middle of its scale; None where it is not said.
    """

    drift: Drift
    last: int
    next: int
    known: int
    closed: tuple[int, ...]
    opened: tuple[int, ...]
    limits: tuple[int, ...]
    unsure: bool | None


def drift(last: int, next: int) -> Drift:
    """Say where sharing is going, from how many things were shared and how many will be.

    Raises
    ------
    ValueError
        If one of them is below zero.

    Examples
    --------
    >>> str(drift(3, 1))
    'closing'
    """
    if last < 0 or next < 0:
        raise ValueError(f"One cannot share fewer than 0 things; you have {min(last, next)}.")
    if next < last:
        return Drift.CLOSING
    return Drift.OPENING if next > last else Drift.STEADY


def compare_sharing(pieces: Sequence[Piece], belief: float | None = None) -> Sharing:
    """Compare what you plan to share with what you shared.

    Your limit is left out of the count: it is interests that open a way, and the advice to share
    them stops at the limit (Shonk, Program on Negotiation).

    Parameters
    ----------
    pieces : sequence of Piece
    belief : float, optional
        How sure you are that you can handle the next talks, from 0 to 10.

    Raises
    ------
    ValueError
        If the belief is not from 0 to 10.
    """
    if belief is not None:
        belief = number(belief, "How sure you are", at_least=0.0, at_most=10.0)
    told = [(n, piece) for n, piece in enumerate(pieces) if piece.known and piece.kind != "limit"]
    last = sum(piece.last == "shared" for _, piece in told)
    later = sum(piece.next == "shared" for _, piece in told)
    return Sharing(
        drift(last, later) if told else Drift.UNKNOWN,
        last,
        later,
        len(told),
        tuple(n for n, piece in told if piece.last == "shared" and piece.next == "kept"),
        tuple(n for n, piece in told if piece.last == "kept" and piece.next == "shared"),
        tuple(n for n, p in enumerate(pieces) if p.kind == "limit" and p.next == "shared"),
        None if belief is None else belief < HALF_SURE,
    )


def strike_shift(days: float) -> tuple[float, float]:
    """Return by how much the risk of a strike in the next contract moved after a strike of so long.

    Parameters
    ----------
    days : float
        How long the strike lasted, above 0.

    Returns
    -------
    tuple of (float, float)
        The least and the most, as fractions: 0.10 is ten percentage points more.

    Raises
    ------
    ValueError
        If the strike has no length.

    References
    ----------
    Card 1988 (E40; the figures are from the working paper, NBER w2263): about 250 pairs of firm
    and union. An association in those data, and no law.

    Examples
    --------
    >>> strike_shift(10)
    (0.1, 0.1)
    """
    if number(days, "The length of the strike") <= 0:
        raise ValueError(f"A strike must last longer than 0 days; you have {days:g}.")
    return AFTER_SHORT if days <= SHORT_STRIKE else AFTER_LONG


def strike_risk(base: float, days: float) -> float:
    """Return the risk of a strike in the next contract, by the middle of `strike_shift`.

    Parameters
    ----------
    base : float
        The risk without a strike before it, as a fraction from 0 to 1.
    days : float
        How long the last strike took, above 0.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If the base is no chance, or the strike has no length.
    """
    risk = number(base, "The risk", at_least=0.0, at_most=1.0)
    low, high = strike_shift(days)
    return min(1.0, max(0.0, risk + (low + high) / 2))
