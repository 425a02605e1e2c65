"""An offer to settle: take it, or ask for more and leave the rest to them and to the court.

References
----------
R. T. Clemen, *Making Hard Decisions*, 2nd edition, Duxbury, 1996: the decision of Pennzoil about
Texaco's offer, and its numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from unstuck.analysis import _risk
from unstuck.analysis._alternatives import Alternative
from unstuck.analysis._checks import number, pairs, probabilities
from unstuck.analysis._switch import with_chance
from unstuck.analysis.decision_tree import (
    Chance,
    Decision,
    Node,
    Payoff,
    Rollback,
    perfect_information,
    rollback,
)
from unstuck.analysis.rounding import readable

__all__ = ["Reply", "Settlement", "Suit", "settle"]

COURT = "court"
_HALVINGS = 45
_WIDEST = 1e6


@dataclass(frozen=True)
class Reply:
    """One way in which the other side may answer your counter-offer.

    Parameters
    ----------
    chance : float
        How likely it is, 0 to 1.
    does : {"accepts", "refuses", "offers"}
        Whether they pay what you ask, leave it to the court, or offer another amount.
    amount : float, default 0
        What they offer then.
    """

    chance: float
    does: Literal["accepts", "refuses", "offers"]
    amount: float = 0.0


@dataclass(frozen=True)
class Suit:
    """A suit that could be settled.

    Parameters
    ----------
    offer : float
        What they offer now.
    counter : float
        What you would ask for instead.
    replies : tuple of Reply
        How they may answer; chances that add up to 1.
    awards : tuple of (float, float)
        (probability, amount) of what the court may award you.
    """

    offer: float
    counter: float
    replies: tuple[Reply, ...]
    awards: tuple[tuple[float, float], ...]

    def tree(self) -> Decision:
        """The decision: take the offer or make the counter-offer, and what may follow.

        Raises
        ------
        ValueError
            If chances do not add up to 1 or an amount is no finite number.
        """
        answers = [(reply.chance, self._after(reply)) for reply in self.replies]
        words = [_says(reply) for reply in self.replies]
        return Decision(
            {
                f"Take {_short(self.offer)}": Payoff(self.offer),
                f"Ask for {_short(self.counter)}": Chance(
                    answers, name="their answer", labels=words
                ),
            },
            name="the offer",
        )

    def court(self) -> Chance:
        """What the court may award."""
        ends = [(p, Payoff(amount)) for p, amount in self.awards]
        return Chance(ends, name=COURT, labels=["Court awards" for _ in ends])

    def _after(self, reply: Reply) -> Node:
        if reply.does == "accepts":
            return Payoff(self.counter)
        if reply.does == "refuses":
            return self.court()
        amount = number(reply.amount, "The amount they may offer")
        return Decision(
            {f"Take {_short(amount)}": Payoff(amount), f"Refuse {_short(amount)}": self.court()},
            name=f"their offer of {_short(amount)}",
        )

    def with_worst_chance(self, chance: float) -> Suit:
        """The suit with another chance of the lowest award; the others keep their proportions."""
        court = with_chance(Alternative(COURT, self.awards), _lowest(self.awards), chance)
        return replace(self, awards=tuple(court.outcomes))


@dataclass(frozen=True)
class Settlement:
    """What to do about an offer to settle.

    Attributes
    ----------
    answer : Rollback
        The tree with the value of every node, and the plan.
    takes : bool
        Whether the plan takes the offer at once.
    asking : float
        What asking for more is worth: the offer from which on taking it is right.
    court : float
        What going to court is worth.
    information : float
        The expected value of knowing the court's decision beforehand; 0 where no path leads there.
    losing : float or None
        The chance of the lowest award at which taking the offer becomes right; None where no
        chance makes a difference.
    tolerance : float or None
        The risk tolerance at which taking the offer becomes right; None where none does.
    """

    answer: Rollback
    takes: bool
    asking: float
    court: float
    information: float
    losing: float | None
    tolerance: float | None


def settle(suit: Suit, *, risk_tolerance: float = math.inf) -> Settlement:
    """Roll the decision back, and find where taking the offer becomes right.

    Parameters
    ----------
    suit : Suit
    risk_tolerance : float, default infinity
        As for `batna.certainty_equivalent`, in the unit of the amounts.

    Returns
    -------
    Settlement

    Raises
    ------
    ValueError
        If chances do not add up to 1, or a number is out of its range.

    Examples
    --------
    >>> awards = ((0.2, 10.3), (0.5, 5.0), (0.3, 0.0))
    >>> replies = (Reply(0.17, "accepts"), Reply(0.5, "refuses"), Reply(0.33, "offers", 3))
    >>> answer = settle(Suit(2, 5, replies, awards))
    >>> answer.answer.plan, round(answer.asking, 2)
    (('Ask for 5', 'Refuse 3'), 4.63)
    """
    _check(suit)
    tree = suit.tree()
    answer = rollback(tree, risk_tolerance=risk_tolerance)
    asking = next(node.value for node in answer.nodes if node.label.startswith("Ask for"))
    goes = any(node.name == COURT for node in answer.nodes)
    return Settlement(
        answer=answer,
        takes=answer.plan[0].startswith("Take "),
        asking=asking,
        court=rollback(suit.court(), risk_tolerance=risk_tolerance).value,
        information=perfect_information(tree, COURT) if goes else 0.0,
        losing=_losing(suit, risk_tolerance),
        tolerance=_tolerance(suit),
    )


def _check(suit: Suit) -> None:
    """Name what is wrong before the tree does, in the words of the case."""
    probabilities([reply.chance for reply in suit.replies], "their answer")
    given = pairs(suit.awards, "the court", "award", "(0.5, 5)")
    probabilities([chance for chance, _ in given], "the court")


def _short(amount: float) -> str:
    return f"{readable(amount):g}"


def _says(reply: Reply) -> str:
    return f"Offers {_short(reply.amount)}" if reply.does == "offers" else reply.does.capitalize()


def _lowest(awards: Sequence[tuple[float, float]]) -> int:
    amounts = [amount for _, amount in awards]
    return amounts.index(min(amounts))


def _asking(suit: Suit, risk_tolerance: float) -> float:
    """Return what the counter-offer is worth, without building its tree."""
    court = _risk.certainty_equivalent(suit.awards, risk_tolerance)
    worth = {"accepts": suit.counter, "refuses": court}
    answers = [
        (reply.chance, worth.get(reply.does, max(reply.amount, court))) for reply in suit.replies
    ]
    return _risk.certainty_equivalent(answers, risk_tolerance)


def _losing(suit: Suit, risk_tolerance: float) -> float | None:
    """Return the chance of the lowest award at which asking is worth the offer."""
    if len(suit.awards) < 2:
        return None
    return _root(
        lambda chance: _asking(suit.with_worst_chance(chance), risk_tolerance) - suit.offer, 0, 1
    )


def _tolerance(suit: Suit) -> float | None:
    """Return the risk tolerance at which asking is worth the offer, by way of its logarithm."""
    reach = math.log(_WIDEST)
    root = _root(lambda log: _asking(suit, math.exp(log)) - suit.offer, -reach, reach)
    return None if root is None else math.exp(root)


def _root(excess: Callable[[float], float], low: float, high: float) -> float | None:
    """Return where a monotone function is 0, by halving; None where it does not change its sign."""
    at_low = excess(low)
    if at_low == 0 or (at_low > 0) == (excess(high) > 0):
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (excess(middle) > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
