"""Looking back on a deal: what else had been possible for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unstuck.analysis.zopa import zopa

__all__ = ["better_for_both", "nothing_for_both"]


def better_for_both(deal: Sequence[float], packages: Iterable[Sequence[float]]) -> int:
    """How many packages nobody would have liked less than the deal, and somebody more.

    None of them is left for a deal on the Pareto frontier.

    Parameters
    ----------
    deal : sequence of float
        What it is worth to each party.
    packages : iterable of sequence of float
        What each package is worth to each party, in the same order.

    Raises
    ------
    ValueError
        If a package is not rated by as many parties as the deal.

    References
    ----------
    H. Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982, on joint gains.

    Examples
    --------
    >>> better_for_both((50, 50), [(60, 50), (40, 90), (70, 80), (50, 50)])
    2
    """
    count = 0
    for package in packages:
        if len(package) != len(deal):
            raise ValueError(
                f"A package is rated by {len(package)} parties and the deal by {len(deal)}; rate "
                "both by the same parties."
            )
        pairs = list(zip(package, deal, strict=True))
        count += all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)
    return count


def nothing_for_both(seller_reservation: float, buyer_reservation: float) -> bool:
    """Whether no price leaves both at least as well off as without a deal.

    Then no deal is the right result, as long as nothing else can be put on the table.

    Examples
    --------
    >>> nothing_for_both(520, 480)
    True
    """
    return not zopa(seller_reservation, buyer_reservation).exists
