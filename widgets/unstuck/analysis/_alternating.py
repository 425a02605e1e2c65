"""Dividing a pie, by a rule or by offers in turn; public through `analysis.bargaining`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from unstuck.analysis._checks import number

_MOST_ROUNDS = 1_000_000


def split(
    pie: float, alternatives: Sequence[float], weights: Sequence[float] = (1, 1)
) -> tuple[float, ...] | None:
    """Give everybody its alternative, and divide what is left by weights.

    With equal weights this is "split the difference"; it is also Nash's solution, with bargaining
    powers as weights.

    Parameters
    ----------
    pie : float
        What there is to divide.
    alternatives : sequence of float
        What each party has without a deal, in the units of the pie; at least two.
    weights : sequence of float, default (1, 1)
        One for each party, 0 or more, together above 0.

    Returns
    -------
    tuple of float, or None
        What each party gets, its alternative included; together the pie. None where the
        alternatives together exceed the pie, so that no split is as good for everybody.

    Raises
    ------
    ValueError
        If a number is not finite or out of its range, or the lists differ in length.

    References
    ----------
    J. F. Nash, "The bargaining problem", *Econometrica* 18(2), 1950, 155-162; E. Kalai,
    "Nonsymmetric Nash solutions and replications of 2-person bargaining", *International Journal
    of Game Theory* 6(3), 1977, 129-133.

    Examples
    --------
    >>> split(100, (20, 50))
    (35.0, 65.0)
    """
    total = number(pie, "The pie")
    have = [number(each, f"Alternative {i}") for i, each in enumerate(alternatives, 1)]
    shares = [number(each, f"Weight {i}", at_least=0) for i, each in enumerate(weights, 1)]
    if len(have) < 2:
        raise ValueError(
            f"There must be at least two alternatives, not {len(have)}; add one for each party."
        )
    if len(have) != len(shares):
        raise ValueError(
            f"There must be a weight for each of the {len(have)} parties, not {len(shares)}; "
            "make the two lists equally long."
        )
    whole = math.fsum(shares)
    if whole <= 0:
        raise ValueError("The weights must add up to more than 0, and they do not; raise one.")
    surplus = total - math.fsum(have)
    if surplus < 0:
        return None
    return tuple(
        alternative + surplus * (share / whole)
        for alternative, share in zip(have, shares, strict=True)
    )


def rubinstein(
    first_discount: float,
    second_discount: float,
    *,
    outside: Sequence[float] = (0, 0),
    rounds: int | None = None,
) -> float:
    """Say what share of a pie the first to offer gets when offers are made in turn.

    A side that turns an offer down may make the next one, a period later, or leave for its outside
    option. An option that is worth less than what the side would get anyway is no threat and
    changes nothing: it matters only where it is better, and then the side gets just that much.

    Parameters
    ----------
    first_discount, second_discount : float
        What is left for each side of a share's worth after one period, from 0 to 1: its patience.
    outside : sequence of two float, default (0, 0)
        What each side gets by leaving, as a share of the pie; 0 or more, together 1 at most.
        Leaving is open to the side that has just heard an offer.
    rounds : int, optional
        How many offers can be made before the pie is gone, from 1 to a million; no end if left
        out.

    Returns
    -------
    float
        The first side's share in the subgame-perfect equilibrium, from 0 to 1; the second side
        gets the rest, at once.

    Raises
    ------
    ValueError
        If a number is out of its range, or both sides are perfectly patient and there is no end:
        then every division is an equilibrium.

    References
    ----------
    A. Rubinstein, "Perfect equilibrium in a bargaining model", *Econometrica* 50(1), 1982, 97-109;
    with an end: I. Ståhl, *Bargaining Theory*, 1972; outside options: K. Binmore, A. Shaked and J.
    Sutton, "An outside option experiment", *Quarterly Journal of Economics* 104(4), 1989, 753-770,
    and A. Muthoo, *Bargaining Theory with Applications*, 1999, chapter 5.

    Examples
    --------
    >>> rubinstein(0.5, 0.5), rubinstein(0.5, 0.5, rounds=1)
    (0.6666666666666666, 1.0)
    >>> rubinstein(0.5, 0.5, outside=(0, 0.3)), rubinstein(0.5, 0.5, outside=(0, 0.4))
    (0.6666666666666666, 0.6)
    """
    first = number(first_discount, "The first side's discount factor", at_least=0, at_most=1)
    second = number(second_discount, "The second side's discount factor", at_least=0, at_most=1)
    leave = _outside(outside)
    if rounds is not None:
        return _with_an_end((first, second), leave, rounds)
    if first == second == 1:
        raise ValueError(
            "Both discount factors must not be 1 without a last round, and they are; lower one, "
            "or say how many rounds there are."
        )
    shared = (1 - second) / (1 - first * second)
    after_leaving = 1 - second * (1 - leave[0])
    return min(max(shared, after_leaving), 1 - leave[1])


def _outside(outside: Sequence[float]) -> tuple[float, float]:
    """Return both outside options; ``ValueError`` if they leave nothing to divide."""
    if len(outside) != 2:
        raise ValueError(f"There must be two outside options, not {len(outside)}; give (0, 0).")
    first = number(outside[0], "The first side's outside option", at_least=0)
    second = number(outside[1], "The second side's outside option", at_least=0)
    if first + second > 1:
        raise ValueError(
            f"The outside options must be worth 1 together at most, not {first + second:g}; "
            "beyond that both would rather leave."
        )
    return first, second


def _with_an_end(discounts: tuple[float, float], leave: tuple[float, float], rounds: int) -> float:
    """Return the share of the first side by working back from the last offer."""
    count = number(rounds, "The number of rounds", at_least=1, at_most=_MOST_ROUNDS)
    if count != int(count):
        raise ValueError(f"The number of rounds must be whole, not {rounds!r}; round it.")
    share = 0.0  # what a side could claim by an offer after the last
    for offer in reversed(range(int(count))):
        other = 1 - offer % 2  # who hears it
        share = 1 - max(discounts[other] * share, leave[other])
    return share
