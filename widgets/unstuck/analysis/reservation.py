"""From the value of the BATNA to the worst price that is still worth taking."""

from __future__ import annotations

from unstuck.analysis._checks import Role, check_role, number

__all__ = ["Role", "reservation_price"]


def reservation_price(
    batna_value: float,
    *,
    role: Role,
    worth: float | None = None,
    deal_cost: float = 0.0,
    deal_benefit: float = 0.0,
) -> float:
    """Return the price at which the deal is worth exactly as much to you as your BATNA.

    A seller should take no less and a buyer pay no more. What the deal costs or brings beside the
    price moves the limit: costs make you harder to please, benefits easier.

    * Seller: with a deal you have price + benefit - cost, without one the BATNA's value, so the
      limit is ``batna_value + deal_cost - deal_benefit``.
    * Buyer: with a deal you have worth - price - cost + benefit, without one the BATNA's value, so
      the limit is ``worth - batna_value - deal_cost + deal_benefit``.

    Parameters
    ----------
    batna_value : float
        What no deal leaves you with, net of all it costs, as `batna.certainty_equivalent` gives
        it. For a seller the money of the next best sale, or what keeping the thing is worth. For a
        buyer the net gain of the alternative: what it is worth to you less all you pay for it, and
        0 if you would do without.
    role : {"seller", "buyer"}
        Which of the two you are.
    worth : float, optional
        What the thing is worth to the buyer. A buyer must give it, a seller must not: a thing kept
        is counted in the seller's BATNA.
    deal_cost : float, default 0
        What this deal costs you beside the price: switching, travel, a strained relationship, a
        charge for the risk that it is not kept. 0 or more.
    deal_benefit : float, default 0
        What this deal brings you beside the price: a relationship, a reference. 0 or more.

    Returns
    -------
    float
        The reservation price, in the currency of the inputs. It is negative where a seller would
        pay to be rid of the thing, or where a buyer would not take it as a gift.

    Raises
    ------
    ValueError
        If an amount is no finite number, a cost or benefit is negative, the role is unknown, or
        `worth` is missing for a buyer or given for a seller.

    Examples
    --------
    You sell a machine. Another dealer would pay 9,000. This buyer wants it dismantled, which costs
    you 400, and would take over a storage contract that costs you 150:

    >>> reservation_price(9000, role="seller", deal_cost=400, deal_benefit=150)
    9250.0

    You buy a machine that is worth 12,000 to you. The same machine can be had elsewhere for
    10,000, which would leave you with a gain of 2,000. Training people on this one costs 300 more:

    >>> reservation_price(2000, role="buyer", worth=12000, deal_cost=300)
    9700.0
    """
    side = check_role(role)
    value = number(batna_value, "The value of the BATNA")
    cost = number(deal_cost, "What the deal costs beside the price", at_least=0)
    benefit = number(deal_benefit, "What the deal brings beside the price", at_least=0)
    if side == "seller":
        if worth is not None:
            raise ValueError(
                "A seller gives no worth: count what keeping the thing is worth in the value of "
                f"the BATNA, and leave out the worth of {worth!r}."
            )
        return value + cost - benefit
    if worth is None:
        raise ValueError(
            "A buyer must say what the thing is worth to them, and it is missing; give it as worth."
        )
    return number(worth, "What the thing is worth to the buyer") - value - cost + benefit
