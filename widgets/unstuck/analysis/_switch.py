"""At what probability the best alternative changes; public through `analysis.batna`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from unstuck.analysis import _risk
from unstuck.analysis._alternatives import Alternative, best_alternative, present_gamble
from unstuck.analysis._checks import risk_tolerance as check_risk_tolerance


def with_chance(alternative: Alternative, outcome: int, chance: float) -> Alternative:
    """Return the alternative with one probability set and the others rescaled in proportion.

    Where the others were all 0, there is no proportion to keep and they share alike.
    """
    pairs = alternative.outcomes
    rest = math.fsum(p for i, (p, _) in enumerate(pairs) if i != outcome)
    others = len(pairs) - 1
    rescaled = [
        (1 - chance) * (p / rest if rest > 0 else 1 / others) if i != outcome else chance
        for i, (p, _) in enumerate(pairs)
    ]
    return replace(
        alternative, outcomes=[(p, value) for p, (_, value) in zip(rescaled, pairs, strict=True)]
    )


def switch_probability(
    alternatives: Sequence[Alternative],
    index: int,
    outcome: int,
    *,
    discount_rate: float = 0.0,
    risk_tolerance: float = math.inf,
) -> float | None:
    """Return the probability of one outcome at which the best alternative changes.

    The probability runs from 0 to 1 while the others of that alternative are rescaled in
    proportion. At the point returned the alternative is exactly as good as the best of the others:
    on one side of it you would choose it, on the other you would not.

    Parameters
    ----------
    alternatives : sequence of Alternative
        At least one.
    index : int
        Which alternative, by its place in the list from 0.
    outcome : int
        Which of its outcomes, from 0.
    discount_rate, risk_tolerance : float
        As for `certainty_equivalent`.

    Returns
    -------
    float or None
        From 0 to 1. None where no probability changes the best alternative: there is only one
        alternative, the alternative has a single outcome, or it is better (or worse) than all
        others throughout.

    Raises
    ------
    ValueError
        If there is no such alternative or outcome, or a number is out of its range.
    """
    tolerance = check_risk_tolerance(risk_tolerance)
    values = best_alternative(
        alternatives, discount_rate=discount_rate, risk_tolerance=tolerance
    ).values
    _check_place(index, len(alternatives), "alternative")
    chosen = alternatives[index]
    _check_place(outcome, len(chosen.outcomes), f"outcome of '{chosen.name}'")
    if len(alternatives) == 1 or len(chosen.outcomes) == 1:
        return None
    rival = max(value for i, value in enumerate(values) if i != index)
    without = present_gamble(with_chance(chosen, outcome, 0.0), discount_rate)
    rest = _risk.certainty_equivalent(without, tolerance)
    return _mixture(rest, rival, without[outcome][1], tolerance)


def _check_place(place: object, count: int, what: str) -> None:
    """Raise ``ValueError`` unless `place` counts one of `count` things from 0."""
    if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < count:
        raise ValueError(
            f"There is no {what} at place {place!r}; count from 0 and stay below {count}."
        )


def _mixture(rest: float, target: float, value: float, tolerance: float) -> float | None:
    """Return the p at which `value` with p and a sure `rest` otherwise is worth `target`.

    For exponential utility p is ``expm1(-a) / expm1(-b)`` with a and b the distances of target
    and value from rest, in risk tolerances; where b is negative the fraction is expanded by
    ``exp(b)``, so that nothing overflows.
    """
    if rest == value or not min(rest, value) <= target <= max(rest, value):
        return None
    near, far = (target - rest) / tolerance, (value - rest) / tolerance
    if tolerance == math.inf or far == 0:
        return (target - rest) / (value - rest)
    if far > 0:
        return math.expm1(-near) / math.expm1(-far)
    return math.exp((value - target) / tolerance) * math.expm1(near) / math.expm1(far)
