"""Trading one thing against another at one's own rate: what keeps two offers equally good.

References
----------
J. S. Hammond, R. L. Keeney and H. Raiffa, "Even Swaps: A Rational Method for Making Trade-offs",
*Harvard Business Review*, March 1998.
"""

from __future__ import annotations

from typing import Literal

from unstuck.analysis._checks import check_role, number

__all__ = ["even_price"]


def even_price(
    price: float, units: float, worth_each: float, *, role: Literal["seller", "buyer"] = "seller"
) -> float:
    """Say which price makes an offer with more in it as good to you as the offer before.

    Parameters
    ----------
    price : float
        The price of the first offer, in money.
    units : float
        How many more of something you give (as seller) or get (as buyer) in the second offer;
        negative for fewer.
    worth_each : float
        What one of them costs you to give, or is worth to you to get, in money; 0 or more.
    role : {"seller", "buyer"}
        Whether you are paid the price or pay it. Either way it rises with what is added.

    Returns
    -------
    float
        The price of the second offer, in money.

    Raises
    ------
    ValueError
        If an amount is no finite number, the worth is negative, or there is no such role.

    Examples
    --------
    A seller asks 900 a month for three deliveries a week. Each further one costs her 80 a month.

    >>> even_price(900, units=2, worth_each=80)
    1060.0
    """
    check_role(role)
    asked = number(price, "The price of the first offer")
    more = number(units, "How many more there are in the second offer")
    each = number(worth_each, "What each of them is worth to you", at_least=0)
    return asked + more * each
