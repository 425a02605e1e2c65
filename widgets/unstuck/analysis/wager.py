"""Two sides who expect different things, and a term that lets the outcome decide between them.

References
----------
D. A. Lax and J. K. Sebenius, *The Manager as Negotiator*, 1986, on differences in forecasts as a
source of value. M. H. Bazerman and J. J. Gillespie, "Betting on the Future: The Virtues of
Contingent Contracts", *Harvard Business Review*, September 1999.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstuck.analysis._checks import number
from unstuck.analysis.trades import contingent

__all__ = ["Wager", "wager"]


@dataclass(frozen=True)
class Wager:
    """What a term that depends on an event is worth to you and to them.

    Attributes
    ----------
    hopeful : {"you", "them", ""}
        Who thinks the event likelier and so is paid if it happens; empty where both think alike.
    yours, theirs : float
        What each expects to gain by it, by its own belief, in money.
    together : float
        Their sum: the difference of the chances times all that changes hands.
    helps_both : bool
        Whether each expects to gain.
    between : tuple of float, or None
        For this payment if it happens, the payments if it does not between which both expect to
        gain; None where there are none.
    worst : tuple of float
        What it costs you and them at worst.
    """

    hopeful: Literal["you", "them", ""]
    yours: float
    theirs: float
    together: float
    helps_both: bool
    between: tuple[float, float] | None
    worst: tuple[float, float]


def wager(your_chance: float, their_chance: float, if_it_happens: float, if_not: float) -> Wager:
    """Say what a contingent term is worth to both; who thinks the event likelier is paid by it.

    Parameters
    ----------
    your_chance, their_chance : float
        How likely each side thinks the event, from 0 to 1.
    if_it_happens : float
        What the more hopeful side is then paid; 0 or more.
    if_not : float
        What it pays otherwise; 0 or more.

    Returns
    -------
    Wager
        In expected payments: for those who shy at risk it is worth less.

    Raises
    ------
    ValueError
        If a chance is not from 0 to 1, or a payment is negative.

    Examples
    --------
    You think it 60 % likely that all is ready on time, the joiner 90 %. He is paid 6,000 more if it
    is, and pays 20,000 if it is not.

    >>> found = wager(0.6, 0.9, 6_000, 20_000)
    >>> found.hopeful, found.yours, found.theirs
    ('them', 4400.0, 3400.0)
    """
    mine = number(your_chance, "The chance that you see", at_least=0, at_most=1)
    others = number(their_chance, "The chance that they see", at_least=0, at_most=1)
    yours_first = mine >= others
    first, second = (mine, others) if yours_first else (others, mine)
    bet = contingent(first, second, if_it_happens, if_not)
    told = (bet.first, bet.second) if yours_first else (bet.second, bet.first)
    worst = (if_not, if_it_happens) if yours_first else (if_it_happens, if_not)
    return Wager(
        hopeful="" if mine == others else "you" if yours_first else "them",
        yours=round(told[0], 6) + 0.0,
        theirs=round(told[1], 6) + 0.0,
        together=round(bet.together, 6) + 0.0,
        helps_both=bet.helps_both,
        between=bet.if_not_between,
        worst=(float(worst[0]), float(worst[1])),
    )
