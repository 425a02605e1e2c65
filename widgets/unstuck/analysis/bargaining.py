"""What a fair or a likely agreement would be: frontier, solutions by axioms, solutions by play.

Outcomes are rows of utilities, a number for each party, as `Scenario.rows` and
`Scenario.utilities` give them. Up to 10,000 rows of plain numbers are worked on without numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unstuck.analysis._alternating import rubinstein, split
from unstuck.analysis._checks import yes_or_no
from unstuck.analysis._frontier import columns, frontier
from unstuck.analysis._private_information import (
    LinearEquilibrium,
    chatterjee_samuelson,
    myerson_satterthwaite,
)
from unstuck.analysis._solutions import corners, egalitarian, kalai_smorodinsky, nash, utilitarian

if TYPE_CHECKING:
    from unstuck.analysis._frontier import Table

__all__ = [
    "LinearEquilibrium",
    "chatterjee_samuelson",
    "egalitarian",
    "kalai_smorodinsky",
    "myerson_satterthwaite",
    "nash",
    "pareto_frontier",
    "rubinstein",
    "split",
    "utilitarian",
]


def pareto_frontier(utilities: Table, *, lotteries: bool = False) -> tuple[int, ...]:
    """Find the outcomes that nobody can improve on without hurting somebody.

    Parameters
    ----------
    utilities : sequence of sequences of float, or array, shape (outcomes, parties)
        Two parties or more. Utilities within 1e-9 count as equal.
    lotteries : bool, default False
        Whether to measure against lotteries over outcomes too. Two parties only.

    Returns
    -------
    tuple of int
        Indices of outcomes, in order of the first party's utility, from low to high. Of outcomes
        that are equal to all parties only the first is there. With lotteries, the corners: what
        lies between two neighbours is reached by tossing a coin, fair or not.

    Raises
    ------
    ValueError
        If it is no table of finite numbers, or lotteries are asked for with more than two parties.

    References
    ----------
    H. T. Kung, F. Luccio and F. P. Preparata, "On finding the maxima of a set of vectors",
    *Journal of the ACM* 22(4), 1975, 469-476.

    Examples
    --------
    >>> outcomes = [(0, 10), (4, 5), (8, 4), (7, 3), (10, 0)]
    >>> pareto_frontier(outcomes), pareto_frontier(outcomes, lotteries=True)
    ((0, 1, 2, 4), (0, 2, 4))
    """
    if yes_or_no(lotteries, "Lotteries"):
        return tuple(corners(utilities)[0])
    return tuple(frontier(columns(utilities)))
