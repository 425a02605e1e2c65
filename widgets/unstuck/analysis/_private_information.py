"""What is lost because limits are private; public through `analysis.bargaining`."""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, Uniform, as_belief
from unstuck.analysis.zopa import expected_surplus

_UNIT = Uniform(0, 1)


@dataclass(frozen=True)
class LinearEquilibrium:
    """How two sides bid who do not know each other's limit, and what comes of it.

    Both limits are uniform between `low` and `high`, and a trade is made halfway between bid and
    ask where the bid is at least the ask.

    Attributes
    ----------
    low, high : float
        The ends of both beliefs.
    margin : float
        How far the buyer's value must exceed the seller's cost for a trade: a quarter of the
        range.
    chance : float
        The probability of a trade: 9/32.
    missed : float
        The probability that there is none although the value is at least the cost: 7/16.
    kept : float
        Which share of the expected gains of always trading where it pays is kept: 27/32. Of all
        ways to trade with such beliefs, none keeps more.
    """

    low: float
    high: float
    margin: float
    chance: float = 9 / 32
    missed: float = 7 / 16
    kept: float = 27 / 32

    def bid(self, value: float) -> float:
        """Return what a buyer offers to whom the thing is worth `value`, from low to high."""
        part = self._part(value, "The buyer's value")
        return self.low + (self.high - self.low) * (8 * part + 1) / 12

    def ask(self, cost: float) -> float:
        """Return what a seller asks whom the thing costs `cost`, from low to high."""
        part = self._part(cost, "The seller's cost")
        return self.low + (self.high - self.low) * (8 * part + 3) / 12

    def trades(self, value: float, cost: float) -> bool:
        """Whether two such sides trade: whether the bid is at least the ask, but for rounding."""
        return self.bid(value) >= self.ask(cost) - 1e-12 * (self.high - self.low)

    def _part(self, limit: float, what: str) -> float:
        """Return where a limit lies between low, 0, and high, 1."""
        checked = number(limit, what, at_least=self.low, at_most=self.high)
        return (checked - self.low) / (self.high - self.low)


def chatterjee_samuelson(low: float = 0.0, high: float = 1.0) -> LinearEquilibrium:
    """Show how bargaining with private limits shades bids and loses good deals.

    Buyer and seller each know their own limit and believe the other's to be anywhere between two
    amounts, all equally likely. Each names a price unseen. In the linear equilibrium the buyer
    bids less and the seller asks more than the truth, and deals with little to gain are lost.

    Parameters
    ----------
    low, high : float, default 0 and 1
        The amounts; high above low.

    Returns
    -------
    LinearEquilibrium
        With `bid`, `ask`, `trades`, and what they lead to.

    Raises
    ------
    ValueError
        If an amount is no finite number, or high is not above low.

    References
    ----------
    K. Chatterjee and W. Samuelson, "Bargaining under incomplete information", *Operations
    Research* 31(5), 1983, 835-851; that nothing keeps more: R. B. Myerson and M. A.
    Satterthwaite, "Efficient mechanisms for bilateral trading", *Journal of Economic Theory*
    29(2), 1983, 265-281.

    Examples
    --------
    >>> talks = chatterjee_samuelson(0, 120)
    >>> talks.bid(120), talks.ask(60), talks.trades(100, 60), talks.margin
    (90.0, 70.0, True, 30.0)
    """
    a, b = number(low, "The lowest limit"), number(high, "The highest limit")
    if not a < b:
        raise ValueError(f"The highest limit must be above the lowest, {a:g}, not {b:g}; raise it.")
    return LinearEquilibrium(a, b, (b - a) / 4)


def myerson_satterthwaite(seller: float | Belief = _UNIT, buyer: float | Belief = _UNIT) -> float:
    """Return what it would cost an outsider to make every deal happen that pays.

    With private limits no way to bargain finds every deal that pays, unless somebody adds money.
    This is the least that must be expected to be added, so that both sides tell the truth and
    neither would rather stay away.

    Parameters
    ----------
    seller, buyer : float or Belief, default uniform on [0, 1]
        What is believed of each side's limit, independently.

    Returns
    -------
    float
        The expected subsidy, 0 or more: the expected gains from trade less what the buyer could
        gain from the seller of the highest limit, and the seller from the buyer of the lowest.
        0 where every pair has a deal, or where one limit is known.

    Raises
    ------
    ValueError
        If a limit is neither a belief nor a finite number.

    References
    ----------
    R. B. Myerson and M. A. Satterthwaite, "Efficient mechanisms for bilateral trading", *Journal
    of Economic Theory* 29(2), 1983, 265-281: the integral of the seller's distribution times one
    less the buyer's, from the buyer's lowest limit to the seller's highest.

    Examples
    --------
    >>> round(myerson_satterthwaite(), 12)  # one sixth: all that there is to gain
    0.166666666667
    """
    s, b = as_belief(seller), as_belief(buyer)
    at_worst = b.excess(s.support[1]) + s.shortfall(b.support[0])
    return max(0.0, expected_surplus(s, b) - at_worst)
