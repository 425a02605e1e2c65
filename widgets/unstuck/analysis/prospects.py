"""What is still to come if one stays, measured from leaving now.

Who leaves has the alternative. Who stays may come to a deal, with some chance; its gain is how far
the price beats one's limit. A price beyond either side's limit is no deal. Whatever happens, the
cost still to come is paid. What is spent already is gone on both ways, and stands in no formula
here but that of `ledger`, where it drops out.

Regret is measured as opportunity loss: by how much the way not taken would have turned out better.
That a price is as likely as any other within its range is an assumption of this course.

References
----------
L. J. Savage, "The Theory of Statistical Decision", Journal of the American Statistical Association
46(253), 1951, 55-67, for regret; H. Raiffa and R. Schlaifer, Applied Statistical Decision Theory,
1961, for expected opportunity loss.
"""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis._checks import Role, check_role, number

__all__ = ["Ahead", "Ledger", "ahead", "cost_to_come", "ledger", "room", "still_to_come"]


@dataclass(frozen=True)
class Ahead:
    """What staying may still bring and cost, measured from leaving now.

    Attributes
    ----------
    chance : float
        Of a deal that both would take, 0 to 1.
    low, high : float
        The gain of such a deal over one's limit lies between these, every value as likely as
        any other; both 0 where there is no such deal.
    cost : float
        What staying still costs, deal or none.
    """

    chance: float
    low: float
    high: float
    cost: float

    @property
    def gain(self) -> float:
        """The gain of a deal, on average."""
        return (self.low + self.high) / 2

    @property
    def bring(self) -> float:
        """What staying could bring: the chance of a deal times its gain."""
        return self.chance * self.gain

    @property
    def margin(self) -> float:
        """By how much staying is better than leaving, on average; below 0 it is worse."""
        return self.bring - self.cost

    @property
    def break_even(self) -> float | None:
        """The chance of a deal from which staying pays; None where not even certainty would do."""
        if self.gain < self.cost or self.gain <= 0:
            return None
        return self.cost / self.gain

    @property
    def without_deal(self) -> float:
        """Where staying ends if no deal comes of it."""
        return -self.cost

    @property
    def with_deal(self) -> tuple[float, float]:
        """Where it ends if one does: the least and the most."""
        return self.low - self.cost, self.high - self.cost

    @property
    def no_deal(self) -> float:
        """The chance that no deal comes of it."""
        return 1 - self.chance

    @property
    def regret_of_leaving(self) -> float:
        """By how much staying would have turned out better, on average, counting worse as 0."""
        return self.chance * _above(self.low, self.high, self.cost)

    @property
    def regret_of_staying(self) -> float:
        """By how much leaving would have turned out better, on average, counting worse as 0."""
        lost = _above(-self.high, -self.low, -self.cost)
        return self.no_deal * self.cost + self.chance * lost

    @property
    def chance_worse(self) -> float:
        """The chance that staying turns out worse than leaving now would have."""
        without = self.no_deal if self.cost > 0 else 0.0
        return without + self.chance * _share_below(self.low, self.high, self.cost)

    @property
    def chance_better(self) -> float:
        """The chance that staying turns out better; the rest of 1, if any, comes to the same."""
        if self.high <= self.cost:
            return 0.0
        return self.chance * (1 - _share_below(self.low, self.high, self.cost))


@dataclass(frozen=True)
class Ledger:
    """Both ways with what is spent written into the books.

    Attributes
    ----------
    leave, stay : float
        What each comes to once the spent amount is taken off.
    difference : float
        Staying less leaving; the spent amount has dropped out of it.
    """

    leave: float
    stay: float
    difference: float


def _above(low: float, high: float, mark: float) -> float:
    """The mean of what lies above a mark, below it 0, for a value spread evenly."""
    if mark <= low:
        return (low + high) / 2 - mark
    if mark >= high:
        return 0.0
    return float((high - mark) ** 2 / (2 * (high - low)))


def _share_below(low: float, high: float, mark: float) -> float:
    if mark <= low:
        return 0.0
    if mark >= high:
        return 1.0
    return (mark - low) / (high - low)


def room(limit: float, their_limit: float, role: Role) -> float:
    """How wide the zone between two limits is; below 0 it is the width of a gap.

    Examples
    --------
    >>> room(52_000, 62_000, "seller")
    10000.0
    >>> room(52_000, 62_000, "buyer")
    -10000.0
    """
    mine, theirs = number(limit, "Your limit"), number(their_limit, "Their limit")
    return theirs - mine if check_role(role) == "seller" else mine - theirs


def cost_to_come(rounds: float, each: float, strain: float = 0.0) -> float:
    """Add up what staying still costs.

    Parameters
    ----------
    rounds : float
        How many more rounds, weeks or meetings, 0 or more.
    each : float
        What one of them costs, time included, 0 or more.
    strain : float
        What it would be worth to be spared the rest, 0 or more.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If one of them is negative or no number.

    Examples
    --------
    >>> cost_to_come(3, 1_200, strain=400)
    4000.0
    """
    many = number(rounds, "The number of rounds to come", at_least=0)
    one = number(each, "The cost of a round", at_least=0)
    return many * one + number(strain, "The strain", at_least=0)


def ahead(chance: float, gain: float, cost: float) -> Ahead:
    """What is still to come where the gain of a deal is known.

    Parameters
    ----------
    chance : float
        Of a deal, 0 to 1.
    gain : float
        By how much it would beat one's limit, 0 or more.
    cost : float
        What staying still costs, 0 or more.

    Returns
    -------
    Ahead

    Raises
    ------
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> ahead(0.5, 6_000, 4_000).margin
    -1000.0
    """
    more = number(gain, "The gain of a deal", at_least=0)
    return Ahead(
        chance=number(chance, "The chance of a deal", at_least=0, at_most=1),
        low=more,
        high=more,
        cost=number(cost, "The cost still to come", at_least=0),
    )


def still_to_come(
    *,
    limit: float,
    role: Role,
    chance: float,
    cost: float,
    price: float | None = None,
    give: float = 0.0,
    their_limit: float | None = None,
) -> Ahead | None:
    """What staying may still bring and cost, from the limits and the price that one expects.

    Parameters
    ----------
    limit : float
        Your reservation value.
    role : {"seller", "buyer"}
        Whether you are paid or paying.
    chance : float
        That you agree, if the price is one that both would take; 0 to 1.
    cost : float
        What staying still costs, 0 or more.
    price : float or None
        What you expect to agree on; left out, the middle between the limits.
    give : float
        By how much it may be off, either way, every price as likely as any other.
    their_limit : float or None
        Their reservation value as you see it; without one only your limit counts.

    Returns
    -------
    Ahead or None
        None where neither price nor their limit is known.

    Raises
    ------
    ValueError
        If a number is out of its range, or the role is none.

    Examples
    --------
    >>> boat = still_to_come(limit=52_000, their_limit=62_000, role="seller", price=58_000,
    ...                      give=3_000, chance=0.5, cost=4_000)
    >>> boat.bring, boat.margin
    (3000.0, -1000.0)
    >>> round(boat.chance_worse, 2)
    0.58
    """
    mine, sign = number(limit, "Your limit"), 1 if check_role(role) == "seller" else -1
    told = ahead(chance, 0.0, cost)
    off = number(give, "How far the price may be off", at_least=0)
    most = None if their_limit is None else room(mine, their_limit, role)
    if price is None:
        if most is None:
            return None
        middle = most / 2
    else:
        middle = sign * (number(price, "The price that you expect") - mine)
    low, high = max(middle - off, 0.0), middle + off
    if most is not None:
        high = min(high, most)
    if high < low:
        return Ahead(0.0, 0.0, 0.0, told.cost)
    inside = 1.0 if off == 0 else (high - low) / (2 * off)
    return Ahead(told.chance * inside, low, high, told.cost)


def ledger(leave: float, stay: float, spent: float) -> Ledger:
    """Take what is spent off both ways, and see that the difference stays.

    Parameters
    ----------
    leave, stay : float
        What each way still brings.
    spent : float
        What is spent already, 0 or more.

    Returns
    -------
    Ledger

    Raises
    ------
    ValueError
        If `spent` is negative.

    Examples
    --------
    >>> ledger(0, -1_000, spent=7_000)
    Ledger(leave=-7000.0, stay=-8000.0, difference=-1000.0)
    """
    gone = number(spent, "What is spent", at_least=0)
    left, stayed = number(leave, "Leaving"), number(stay, "Staying")
    return Ledger(leave=left - gone, stay=stayed - gone, difference=stayed - left)
