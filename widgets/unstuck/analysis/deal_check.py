"""A tentative deal, held against your alternative, your needs and a night's sleep.

The weights, and the marks at which a deal counts as better, worse or too close to call, are rules
of thumb of this course; research says that the trap is there (see References), not where to draw
the line.

References
----------
Tuncel, Mislin, Kesebir and Pinkley, Psychological Science 27, 2016 (doi 10.1177/0956797615619200):
people take deals below their alternative in order to have an agreement. Cohen, Leonardelli and
Thompson, Negotiation and Conflict Management Research 7(4), 2014, 232-242: where there is no good
deal, teams walk away more often than individuals.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from unstuck.analysis._checks import Role, check_role, number
from unstuck.analysis.beliefs import Belief, Normal, as_belief
from unstuck.analysis.reservation import reservation_price
from unstuck.analysis.zopa import TrapCheck, trap_check

__all__ = [
    "CLEAR",
    "DealCheck",
    "Need",
    "Sign",
    "Sleep",
    "Verdict",
    "check_deal",
    "limit_of",
]

CLEAR = 0.2
"""A deal may be worse than no deal with this chance at the most and still count as better."""

Weight = Literal["little", "much", "vital"]
Met = Literal["not", "partly", "fully"]
Reason = Literal["alternative", "nothing", "spent", "please", "over"]
Tomorrow = Literal["yes", "unsure", "no"]
_WEIGHTS = {"little": 1.0, "much": 2.0, "vital": 3.0}
_MET = {"not": 0.0, "partly": 0.5, "fully": 1.0}
_MOST_SIGNS = 2


class Verdict(StrEnum):
    """What follows for the deal on the table."""

    BETTER = "better"
    WORSE = "worse"
    CLOSE = "close"


class Sign(StrEnum):
    """A sign that you may be about to sign for the wrong reason."""

    REASON = "reason"
    PRESSURE = "pressure"
    ALONE = "alone"
    TOMORROW = "tomorrow"
    VITAL = "vital"


@dataclass(frozen=True)
class Need:
    """Something that you need from the deal beside the price.

    Parameters
    ----------
    name : str
    weight : {"little", "much", "vital"}
        How much it matters; counted as 1, 2 and 3.
    met : {"not", "partly", "fully"}
        How well the deal meets it; counted as 0, one half and 1.
    """

    name: str
    weight: Weight = "much"
    met: Met = "partly"

    def __post_init__(self) -> None:
        for what, value, known in (
            ("How much it matters", self.weight, _WEIGHTS),
            ("How well it is met", self.met, _MET),
        ):
            if value not in known:
                raise ValueError(
                    f"{what} must be one of {', '.join(known)} for '{self.name}', not {value!r}; "
                    "choose one of them."
                )

    @property
    def points(self) -> float:
        """How much it counts: 1, 2 or 3."""
        return _WEIGHTS[self.weight]

    @property
    def met_points(self) -> float:
        """How much of that the deal meets."""
        return _WEIGHTS[self.weight] * _MET[self.met]

    @property
    def missing(self) -> float:
        """How much of that the deal leaves open."""
        return self.points - self.met_points


@dataclass(frozen=True)
class Sleep:
    """What a night's sleep is for.

    Parameters
    ----------
    reason : {"alternative", "nothing", "spent", "please", "over"}
        Why you want to sign: it beats your alternative; you do not want to leave with nothing; you
        have put so much into it; you do not want to disappoint them; you want it to be over.
    reader : bool
        Whether somebody with nothing to gain reads the deal before you sign.
    pressed : bool
        Whether you are pressed to sign now.
    tomorrow : {"yes", "unsure", "no"}
        Whether you would sign it tomorrow morning as well.
    """

    reason: Reason = "alternative"
    reader: bool = True
    pressed: bool = False
    tomorrow: Tomorrow = "yes"


@dataclass(frozen=True)
class DealCheck:
    """The deal as it looks in daylight.

    Attributes
    ----------
    limit : Belief
        Your reservation value, known or uncertain.
    trap : TrapCheck
        The price held against it.
    needs : tuple of Need
        What you need beside the price.
    needs_met : float or None
        The share of your needs that the deal meets, by weight; None where you named none.
    unmet : tuple of Need
        Those not fully met, those that leave most open first.
    signs : tuple of Sign
        What speaks for the trap, apart from the price.
    verdict : Verdict
    """

    limit: Belief
    trap: TrapCheck
    needs: tuple[Need, ...]
    needs_met: float | None
    unmet: tuple[Need, ...]
    signs: tuple[Sign, ...]
    verdict: Verdict


def limit_of(
    role: Role,
    alternative: float,
    *,
    deal_cost: float = 0.0,
    deal_benefit: float = 0.0,
    give: float = 0.0,
) -> Belief:
    """Return your limit from what your best alternative comes to, price and all.

    Parameters
    ----------
    role : {"seller", "buyer"}
        Which of the two you are.
    alternative : float
        A seller: what the alternative would bring, everything deducted. A buyer: what it would
        cost, everything included.
    deal_cost, deal_benefit : float, default 0
        What this deal costs or brings you beside its price; 0 or more.
    give : float, default 0
        How unsure that is, as a standard deviation; 0 for certain.

    Returns
    -------
    Belief
        A `Point` or a `Normal`. A seller's limit is ``alternative + cost - benefit``, a buyer's
        ``alternative - cost + benefit``, as `reservation.reservation_price` has it for the same
        thing bought elsewhere.

    Raises
    ------
    ValueError
        If an amount is no finite number or out of range, or the role is unknown.

    Examples
    --------
    >>> limit_of("buyer", 14500, deal_cost=300).mean
    14200.0
    """
    amount = number(alternative, "What the alternative comes to")
    buys = check_role(role) == "buyer"
    limit = reservation_price(
        -amount if buys else amount,
        role=role,
        worth=0.0 if buys else None,
        deal_cost=deal_cost,
        deal_benefit=deal_benefit,
    )
    return as_belief(Normal(limit, number(give, "The give or take", at_least=0)))


def check_deal(
    price: float,
    role: Role,
    limit: float | Belief,
    needs: Sequence[Need] = (),
    sleep: Sleep | None = None,
) -> DealCheck:
    """Say whether a tentative deal beats your alternative, and what speaks for the trap.

    The deal is *worse* where it is worse than no deal with a chance of more than 80 % (a certain
    limit: where the price is beyond it). It is *better* where that chance is at most 20 %, the
    price leaves you something, no vital need is left out altogether, you would sign tomorrow as
    well, and no more than two signs of the trap are there. Otherwise it is too *close* to call.

    Parameters
    ----------
    price : float
        The price you are about to agree on.
    role : {"seller", "buyer"}
        Which of the two you are.
    limit : float or Belief
        Your reservation value, known or uncertain.
    needs : sequence of Need, optional
        What you need beside the price.
    sleep : Sleep, optional
        What you would know in the morning; left out, nothing that speaks for the trap.

    Returns
    -------
    DealCheck

    Raises
    ------
    ValueError
        If the price is no finite number, the role is unknown, or the limit is neither a belief
        nor a finite number.
    """
    night = sleep or Sleep()
    trap = trap_check(price, role, limit)
    total = math.fsum(need.points for need in needs)
    unmet = sorted((need for need in needs if need.missing > 0), key=lambda n: -n.missing)
    signs = tuple(_signs(unmet, night))
    return DealCheck(
        limit=as_belief(limit),
        trap=trap,
        needs=tuple(needs),
        needs_met=math.fsum(n.met_points for n in needs) / total if total else None,
        unmet=tuple(unmet),
        signs=signs,
        verdict=_verdict(trap, signs, night),
    )


def _signs(unmet: Sequence[Need], sleep: Sleep) -> list[Sign]:
    told = {
        Sign.REASON: sleep.reason != "alternative",
        Sign.PRESSURE: sleep.pressed,
        Sign.ALONE: not sleep.reader,
        Sign.TOMORROW: sleep.tomorrow != "yes",
        Sign.VITAL: any(need.weight == "vital" and need.met == "not" for need in unmet),
    }
    return [sign for sign, there in told.items() if there]


def _verdict(trap: TrapCheck, signs: Sequence[Sign], sleep: Sleep) -> Verdict:
    if trap.chance_worse > 1 - CLEAR:
        return Verdict.WORSE
    doubtful = Sign.VITAL in signs or sleep.tomorrow == "no" or len(signs) > _MOST_SIGNS
    if trap.chance_worse <= CLEAR and trap.margin > 0 and not doubtful:
        return Verdict.BETTER
    return Verdict.CLOSE
