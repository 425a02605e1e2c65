"""Alternatives to a deal and what each is worth; public through `analysis.batna`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unstuck.analysis import _risk
from unstuck.analysis._checks import (
    TOLERANCE,
    number,
    pairs,
    percent,
    probabilities,
)
from unstuck.analysis._checks import risk_tolerance as check_risk_tolerance


@dataclass(frozen=True)
class Alternative:
    """One thing you could do instead of a deal, with all that it may bring.

    Parameters
    ----------
    name : str
        What you call it: ``"court"``.
    outcomes : sequence of (float, float)
        (probability, value) pairs, at least one: probabilities from 0 to 1 that add up to 1
        within 1e-9, values in one currency, positive for what you get and negative for what you
        pay. Kept as a tuple of tuples.
    cost : float, default 0
        What choosing it costs for certain, paid now. 0 or more.
    years : float, default 0
        How long until its outcome arrives. 0 or more.

    Raises
    ------
    ValueError
        If there is no outcome, a number is not finite or out of its range, or the probabilities
        do not add up to 1.

    Examples
    --------
    >>> Alternative("court", [(0.2, 10.3), (0.5, 5), (0.3, 0)])
    Alternative(name='court', outcomes=((0.2, 10.3), (0.5, 5.0), (0.3, 0.0)), cost=0.0, years=0.0)
    """

    name: str
    outcomes: Sequence[tuple[float, float]]
    cost: float = 0.0
    years: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise ValueError(f"An alternative's name must be text, not {self.name!r}; type a name.")
        given = pairs(self.outcomes, f"'{self.name}'", "outcome", "(0.5, 100)")
        chances = probabilities([chance for chance, _ in given], f"'{self.name}'")
        values = tuple(
            number(value, f"The value of outcome {i} of '{self.name}'")
            for i, (_, value) in enumerate(given, start=1)
        )
        cost = number(self.cost, f"The cost of '{self.name}'", at_least=0)
        years = number(self.years, f"The years until '{self.name}' pays", at_least=0)
        object.__setattr__(self, "outcomes", tuple(zip(chances, values, strict=True)))
        object.__setattr__(self, "cost", cost)
        object.__setattr__(self, "years", years)


@dataclass(frozen=True)
class Best:
    """The best of several alternatives: your BATNA.

    Attributes
    ----------
    alternative : Alternative
        The best one; of equals the first in the list.
    index : int
        Its place in the list, from 0.
    value : float
        Its certainty equivalent.
    values : tuple of float
        The certainty equivalent of every alternative, in the order of the list.
    """

    alternative: Alternative
    index: int
    value: float
    values: tuple[float, ...]


def present_gamble(
    alternative: Alternative, discount_rate: float
) -> tuple[tuple[float, float], ...]:
    """Return (probability, value today net of cost) for every outcome."""
    rate = number(discount_rate, "The discount rate", at_least=0)
    factor = (1 + rate) ** -alternative.years
    return tuple(
        (chance, value * factor - alternative.cost) for chance, value in alternative.outcomes
    )


def expected_value(alternative: Alternative, discount_rate: float = 0.0) -> float:
    """Return what the alternative brings on average, in today's money, net of its cost.

    Parameters
    ----------
    alternative : Alternative
    discount_rate : float, default 0
        Per year, 0.05 for 5 %; 0 or more. Outcomes are multiplied by
        ``(1 + discount_rate) ** -years``; the cost is paid now and is not discounted.

    Returns
    -------
    float
        In the currency of the outcomes.

    Raises
    ------
    ValueError
        If the discount rate is negative or no finite number.
    """
    return _risk.expected(present_gamble(alternative, discount_rate))


def certainty_equivalent(
    alternative: Alternative, *, discount_rate: float = 0.0, risk_tolerance: float = math.inf
) -> float:
    """Return the sure amount, paid today, that you would take instead of the alternative.

    It is your reservation value when this alternative is your BATNA: a deal worth less to you is
    worse than no deal.

    Parameters
    ----------
    alternative : Alternative
    discount_rate : float, default 0
        Per year, 0.05 for 5 %; 0 or more.
    risk_tolerance : float, default infinity
        R of the exponential utility ``1 - exp(-x / R)``, in the currency of the outcomes, above
        0. The smaller it is, the more a risk weighs; infinity is neutral to risk and gives the
        expected value.

    Returns
    -------
    float
        ``-R ln E[exp(-x / R)]``, where x is an outcome times ``(1 + discount_rate) ** -years``
        less the cost. Never more than the expected value, never less than the worst outcome.

    Raises
    ------
    ValueError
        If the discount rate is negative, the risk tolerance is 0 or less, or either is no number.

    References
    ----------
    Exponential utility and risk tolerance: R. T. Clemen, *Making Hard Decisions*, on risk
    attitudes; R. L. Keeney and H. Raiffa, *Decisions with Multiple Objectives*, on constant risk
    aversion.
    """
    tolerance = check_risk_tolerance(risk_tolerance)
    return _risk.certainty_equivalent(present_gamble(alternative, discount_rate), tolerance)


def worst(alternative: Alternative, discount_rate: float = 0.0) -> float:
    """Return the WATNA: the worst that the alternative may bring, in today's money, net of cost.

    Parameters
    ----------
    alternative : Alternative
    discount_rate : float, default 0
        Per year; 0 or more.

    Returns
    -------
    float
        The lowest outcome whose probability is above 0.

    Raises
    ------
    ValueError
        If the discount rate is negative or no finite number.
    """
    return min(value for chance, value in present_gamble(alternative, discount_rate) if chance > 0)


def chance_below(alternative: Alternative, amount: float, *, discount_rate: float = 0.0) -> float:
    """Return the probability that the alternative leaves you with less than an amount.

    Asked with an offer on the table as the amount, it is the chance of being sorry for refusing.

    Parameters
    ----------
    alternative : Alternative
    amount : float
        In today's money, such as an offer.
    discount_rate : float, default 0
        Per year; 0 or more.

    Returns
    -------
    float
        From 0 to 1. An outcome equal to the amount does not count as below it.

    Raises
    ------
    ValueError
        If the amount is no finite number or the discount rate is negative.
    """
    limit = number(amount, "The amount")
    gamble = present_gamble(alternative, discount_rate)
    dust = 1e-12 * max(abs(limit), alternative.cost)
    return min(1.0, math.fsum(chance for chance, value in gamble if value < limit - dust))


def remaining(given: Iterable[float]) -> float:
    """Return the probability that is left for the last outcome.

    Parameters
    ----------
    given : iterable of float
        The probabilities of all other outcomes, each from 0 to 1; none leaves 1.

    Returns
    -------
    float
        1 less their sum, from 0 to 1, free of rounding dust (to 12 decimals).

    Raises
    ------
    ValueError
        If one is no probability, or together they exceed 1 by more than 1e-9.

    Examples
    --------
    >>> remaining([0.7, 0.2])
    0.1
    """
    checked = [
        number(chance, f"Chance {i}", at_least=0, at_most=1)
        for i, chance in enumerate(given, start=1)
    ]
    total = math.fsum(checked)
    if total > 1 + TOLERANCE:
        raise ValueError(
            f"The chances add up to {percent(total)} before the last one; "
            "lower one so that they add up to 100 % or less."
        )
    return max(0.0, round(1 - total, 12))


def best_alternative(
    alternatives: Sequence[Alternative],
    *,
    discount_rate: float = 0.0,
    risk_tolerance: float = math.inf,
) -> Best:
    """Find your BATNA: the alternative with the highest certainty equivalent.

    Parameters
    ----------
    alternatives : sequence of Alternative
        At least one.
    discount_rate, risk_tolerance : float
        As for `certainty_equivalent`.

    Returns
    -------
    Best
        With `.alternative`, `.index`, `.value` and `.values`; of equals the first wins.

    Raises
    ------
    ValueError
        If there is no alternative, or the discount rate or risk tolerance is out of range.
    """
    given = tuple(alternatives)
    if not given:
        raise ValueError(
            "There must be at least one alternative and there is none; "
            "add one, if only 'do nothing'."
        )
    for each in given:
        if not isinstance(each, Alternative):
            raise ValueError(
                f"Each alternative must be an Alternative, not {each!r}; "
                "make one with a name and outcomes."
            )
    values = tuple(
        certainty_equivalent(each, discount_rate=discount_rate, risk_tolerance=risk_tolerance)
        for each in given
    )
    index = values.index(max(values))
    return Best(given[index], index, values[index], values)
