"""Four solutions of the bargaining problem; public through `analysis.bargaining`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, overload

from unstuck.analysis import _hull
from unstuck.analysis._checks import yes_or_no
from unstuck.analysis._frontier import array_pair, columns, frontier
from unstuck.analysis._scores import best, least_of, limits_of, product_of, total_of

if TYPE_CHECKING:
    from unstuck.analysis._frontier import Table

Pair = tuple[float, float]


@overload
def nash(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[False] = False
) -> int | None: ...
@overload
def nash(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[True]
) -> Pair | None: ...
def nash(
    utilities: Table, disagreement: Sequence[float], *, lotteries: bool = False
) -> int | Pair | None:
    """Find the outcome with the largest product of gains over no deal.

    A small gain made a little larger moves the product most, so that it balances the gains in
    proportion. With lotteries it is the only solution that is efficient, treats equals alike, does
    not depend on the units of utility and stays where it is when outcomes are struck out that it
    did not choose.

    Parameters
    ----------
    utilities : sequence of sequences of float, or array, shape (outcomes, parties)
        Two parties or more. Utilities within 1e-9 count as equal.
    disagreement : sequence of float
        What each party has without a deal: its reservation value.
    lotteries : bool, default False
        Whether parties may agree on a lottery over outcomes. Two parties only.

    Returns
    -------
    int, or tuple of two float, or None
        The index of the outcome; of ties that with the largest total, then the first. With
        lotteries, what the lottery is worth to both. None where nothing is at least as good as no
        deal for everybody.

    Raises
    ------
    ValueError
        If it is no table of finite numbers, the disagreement does not fit it, or lotteries are
        asked for with more than two parties.

    References
    ----------
    J. F. Nash, "The bargaining problem", *Econometrica* 18(2), 1950, 155-162.

    Examples
    --------
    >>> nash([(0, 10), (4, 5), (8, 4), (10, 0)], (0, 0))
    2
    """
    if yes_or_no(lotteries, "Lotteries"):
        line, limits = _line(utilities, disagreement)
        return _hull.largest_product(line, limits) if line else None
    return best(utilities, disagreement, product_of, flat=0.0)


@overload
def kalai_smorodinsky(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[False] = False
) -> int | None: ...
@overload
def kalai_smorodinsky(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[True]
) -> Pair | None: ...
def kalai_smorodinsky(
    utilities: Table, disagreement: Sequence[float], *, lotteries: bool = False
) -> int | Pair | None:
    """Find the outcome that brings everybody equally near to the best it could hope for.

    The best a party could hope for is what it gains in the outcome it likes most, of those that
    everybody would rather have than no deal. With lotteries, if more becomes possible and the best
    hope of one side stays as it was, the other side does not lose by it.

    Parameters
    ----------
    utilities, disagreement, lotteries
        As for `nash`.

    Returns
    -------
    int, or tuple of two float, or None
        As for `nash`.

    Raises
    ------
    ValueError
        As for `nash`.

    Notes
    -----
    The outcome with the largest smallest share is taken. A party that can gain nothing is left out
    of account. With lotteries the best hopes are taken over lotteries too.

    References
    ----------
    E. Kalai and M. Smorodinsky, "Other solutions to Nash's bargaining problem", *Econometrica*
    43(3), 1975, 513-518.

    Examples
    --------
    >>> kalai_smorodinsky([(0, 10), (4, 5), (8, 3), (10, 0)], (0, 0))
    1
    """
    if yes_or_no(lotteries, "Lotteries"):
        line, limits = _line(utilities, disagreement)
        if not line:
            return None
        hopes = line[-1][0] - limits[0], line[0][1] - limits[1]
        return _hull.along(line, limits, hopes)
    return best(utilities, disagreement, least_of, flat=1.0)


@overload
def egalitarian(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[False] = False
) -> int | None: ...
@overload
def egalitarian(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[True]
) -> Pair | None: ...
def egalitarian(
    utilities: Table, disagreement: Sequence[float], *, lotteries: bool = False
) -> int | Pair | None:
    """Find the outcome in which the one who gains least gains most.

    Gains are compared as they stand, so that it makes sense only where a point is worth about the
    same to everybody. Who gains least never gains less when more becomes possible.

    Parameters
    ----------
    utilities, disagreement, lotteries
        As for `nash`.

    Returns
    -------
    int, or tuple of two float, or None
        As for `nash`.

    Raises
    ------
    ValueError
        As for `nash`.

    References
    ----------
    E. Kalai, "Proportional solutions to bargaining situations: interpersonal utility comparisons",
    *Econometrica* 45(7), 1977, 1623-1630.

    Examples
    --------
    >>> egalitarian([(0, 10), (4, 5), (8, 3), (10, 0)], (0, 0))
    1
    """
    if yes_or_no(lotteries, "Lotteries"):
        line, limits = _line(utilities, disagreement)
        return _hull.along(line, limits, (1.0, 1.0)) if line else None
    return best(utilities, disagreement, least_of)


@overload
def utilitarian(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[False] = False
) -> int | None: ...
@overload
def utilitarian(
    utilities: Table, disagreement: Sequence[float], *, lotteries: Literal[True]
) -> Pair | None: ...
def utilitarian(
    utilities: Table, disagreement: Sequence[float], *, lotteries: bool = False
) -> int | Pair | None:
    """Find the outcome with the largest total, of those that everybody prefers to no deal.

    Points of different parties are added up, so that it makes sense only where a point is worth
    about the same to everybody. Who gets them does not count.

    Parameters
    ----------
    utilities, disagreement, lotteries
        As for `nash`.

    Returns
    -------
    int, or tuple of two float, or None
        As for `nash`.

    Raises
    ------
    ValueError
        As for `nash`.

    Notes
    -----
    With lotteries, where all of an edge has the largest total, the middle of it is taken: it is the
    choice that treats equals alike.

    References
    ----------
    J. C. Harsanyi, "Cardinal welfare, individualistic ethics, and interpersonal comparisons of
    utility", *Journal of Political Economy* 63(4), 1955, 309-321.

    Examples
    --------
    >>> utilitarian([(0, 10), (4, 5), (8, 4), (10, 0)], (0, 0))
    2
    """
    if yes_or_no(lotteries, "Lotteries"):
        line, _ = _line(utilities, disagreement)
        return _hull.largest_sum(line) if line else None
    return best(utilities, disagreement, total_of)


def corners(utilities: Table) -> tuple[list[int], list[Pair]]:
    """Return the corners of what lotteries can reach, as indices and as utilities, left to right.

    Raises
    ------
    ValueError
        If it is no table of finite numbers for two parties.
    """
    parties = columns(utilities)
    if len(parties) > 2:
        raise ValueError(
            f"Lotteries are worked out for two parties, not {len(parties)}; leave lotteries out."
        )
    if not parties or not len(parties[0]):
        return [], []
    first, second = parties
    if isinstance(first, list) or isinstance(second, list):
        found = frontier(parties)
        points = [(first[i], second[i]) for i in found]
    else:
        found = _hull.thinned(first, second, array_pair(first, second))
        points = list(zip(first[found].tolist(), second[found].tolist(), strict=True))
    kept = _hull.corners(points)
    return [found[i] for i in kept], [points[i] for i in kept]


def _line(utilities: Table, disagreement: Sequence[float]) -> tuple[list[Pair], Pair]:
    """Return the part of the hull's frontier that both prefer to no deal, and no deal itself."""
    _, line = corners(utilities)
    first, second = limits_of(disagreement, 2)
    return _hull.rational(line, (first, second)), (first, second)
