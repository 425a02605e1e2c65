"""Terms that turn on an event which two sides expect differently; from `analysis.trades`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unstuck.analysis._checks import number
from unstuck.analysis._points import clean


@dataclass(frozen=True)
class Bet:
    """What a term that depends on an uncertain event is worth to each side.

    Attributes
    ----------
    first, second : float
        The expected payment to each side, by its own belief.
    together : float
        Their sum: the difference of the two chances times what changes hands in all. By any one
        belief it is 0, for what one side gets the other pays.
    helps_both : bool
        Whether each side expects to gain by it.
    if_not_between : tuple of float, or None
        For this payment if it happens, the payments if it does not between which both expect to
        gain; None where the first side does not think the event likelier than the second, or
        nothing is paid if it happens. The upper end is infinite for a first side that is certain.
    """

    first: float
    second: float
    together: float
    helps_both: bool
    if_not_between: tuple[float, float] | None


def contingent(
    first_chance: float, second_chance: float, if_it_happens: float, if_not: float
) -> Bet:
    """Say what a term that depends on an event is worth to two sides who expect different things.

    If the event happens, the second side pays the first; if it does not, the first pays the
    second: a bonus for coming in early, a penalty for being late. Both expect to gain where the
    first thinks the event likelier than the second does and the payments fit.

    Parameters
    ----------
    first_chance, second_chance : float
        How likely each side thinks the event, from 0 to 1.
    if_it_happens : float
        What the second side then pays the first; 0 or more.
    if_not : float
        What the first side then pays the second; 0 or more.

    Returns
    -------
    Bet
        In expected payments: for sides who shy at risk it is worth less.

    Raises
    ------
    ValueError
        If a chance is not from 0 to 1, or a payment is negative.

    Examples
    --------
    A vendor is 75 % sure to deliver on time, its client 50 %. The client adds 10 if it is on time,
    and the vendor takes off 20 if it is late.

    >>> bet = contingent(0.75, 0.5, 10, 20)
    >>> bet.first, bet.second, bet.if_not_between
    (2.5, 5.0, (10.0, 30.0))
    """
    p = number(first_chance, "The chance that the first side sees", at_least=0, at_most=1)
    q = number(second_chance, "The chance that the second side sees", at_least=0, at_most=1)
    win = number(if_it_happens, "The payment if it happens", at_least=0)
    lose = number(if_not, "The payment if it does not happen", at_least=0)
    first = clean(p * win - (1 - p) * lose)
    second = clean((1 - q) * lose - q * win)
    between = None
    if p > q and win > 0:
        between = (_odds(q) * win, _odds(p) * win)
    return Bet(first, second, clean(first + second), first > 0 and second > 0, between)


def _odds(chance: float) -> float:
    """Return the odds of a chance, free of rounding dust; infinite for a certainty."""
    return math.inf if chance == 1 else round(chance / (1 - chance), 12)
