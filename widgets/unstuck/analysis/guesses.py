"""From a guess, and a way of being unsure of it, to a belief."""

from __future__ import annotations

from typing import Literal

from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, Normal, Point, Triangular, Uniform, as_belief

__all__ = ["Knowledge", "belief_about", "reach"]

Knowledge = Literal["certain", "range", "likely", "bell"]
"""How somebody knows a number."""


def belief_about(
    guess: float,
    how: Knowledge = "certain",
    *,
    give: float = 0.0,
    below: float = 0.0,
    above: float = 0.0,
) -> Belief:
    """Return the belief that goes with a guess and a way of being unsure of it.

    Parameters
    ----------
    guess : float
        The certain value, the middle of the range or the bell, or the likeliest value.
    how : {"certain", "range", "likely", "bell"}, default "certain"
        Certain; anywhere from ``guess - give`` to ``guess + give``; likeliest at the guess, from
        ``guess - below`` to ``guess + above``; or bell-shaped with a standard deviation of `give`.
    give, below, above : float, default 0
        As said under `how`; 0 or more.

    Returns
    -------
    Belief
        `Point`, `Uniform`, `Triangular` or `Normal`; a `Point` where nothing is given.

    Raises
    ------
    ValueError
        If a number is not finite, a spread is negative, or `how` is none of the four.
    """
    at = number(guess, "The guess")
    spread = number(give, "The give or take", at_least=0)
    low = at - number(below, "How much lower it may be", at_least=0)
    high = at + number(above, "How much higher it may be", at_least=0)
    if how == "certain":
        return Point(at)
    if how == "range":
        return as_belief(Uniform(at - spread, at + spread))
    if how == "likely":
        return as_belief(Triangular(low, at, high))
    if how == "bell":
        return as_belief(Normal(at, spread))
    raise ValueError(
        f"You can be sure of a limit as 'certain', 'range', 'likely' or 'bell', not {how!r}; "
        "choose one of the four."
    )


def reach(belief: Belief) -> tuple[float, float]:
    """Return the range in which a limit surely or almost surely lies, for drawing.

    Parameters
    ----------
    belief : Belief

    Returns
    -------
    tuple of (float, float)
        The support; of a bell curve two standard deviations each way, about 95 %.
    """
    if isinstance(belief, Normal):
        return belief.mean - 2 * belief.sd, belief.mean + 2 * belief.sd
    return belief.support
