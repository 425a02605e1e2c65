"""Negotiations in which the two sides want opposite ends of every issue, in even steps.

On each issue taken alone one side's gain is the other's loss. If they differ in what matters to
them, the whole is no fixed pie all the same: that is what makes logrolling work.

References
----------
R. E. Walton and R. B. McKersie, *A Behavioral Theory of Labor Negotiations*, 1965, on distributive
and integrative bargaining.
"""

from __future__ import annotations

from collections.abc import Mapping

from unstuck.analysis._checks import number
from unstuck.analysis.packages import Issue, Party, Scenario

__all__ = ["opposed_issues"]

_MOST_STEPS = 101


def opposed_issues(
    yours: Mapping[str, float], theirs: Mapping[str, float], *, steps: int = 3
) -> Scenario:
    """Set up talks over issues of which you want the first option and they the last.

    Parameters
    ----------
    yours, theirs : mapping of str to float
        For each issue what its best end is worth to that side, in points; 0 or more. The worst end
        is worth 0, and what lies between follows in even steps.
    steps : int, default 3
        How many options each issue has, from 2 to 101; with 3 the middle one is halfway.

    Returns
    -------
    Scenario
        Of the parties ``you`` and ``them``, its options called ``option 1`` and so on.

    Raises
    ------
    ValueError
        If the sides do not name the same issues, or a number is out of its range.

    Examples
    --------
    >>> opposed_issues({"rent": 60, "date": 20}, {"rent": 20, "date": 60}, steps=2).rows()
    ((80.0, 0.0), (60.0, 60.0), (20.0, 20.0), (0.0, 80.0))
    """
    if set(yours) != set(theirs):
        missing = sorted(set(yours) ^ set(theirs))[0]
        raise ValueError(
            f"The issue '{missing}' is valued by one side only; give both sides' points, 0 if "
            "it does not matter."
        )
    count = int(number(steps, "The number of options", at_least=2, at_most=_MOST_STEPS))
    options = tuple(f"option {place}" for place in range(1, count + 1))
    falling = [1 - place / (count - 1) for place in range(count)]
    return Scenario(
        [Issue(name, options) for name in yours],
        (
            Party("you", {name: _spread(worth, falling, name) for name, worth in yours.items()}),
            Party("them", {name: _spread(theirs[name], falling[::-1], name) for name in yours}),
        ),
    )


def _spread(worth: float, shares: list[float], issue: str) -> tuple[float, ...]:
    """Return what each option is worth: a share of the best end."""
    best = number(worth, f"What '{issue}' is worth", at_least=0)
    return tuple(best * share for share in shares)
