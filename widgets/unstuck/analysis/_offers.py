"""Several packages to offer at once; public through `analysis.trades`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unstuck.analysis._checks import number
from unstuck.analysis._points import SAME
from unstuck.analysis.packages import Package, Scenario


@dataclass(frozen=True)
class Offer:
    """One of several packages to offer at once.

    Attributes
    ----------
    package : tuple of str
    worth : tuple of float
        To each party, in its points.
    """

    package: Package
    worth: tuple[float, ...]


def equal_packages(
    scenario: Scenario, party: str, worth: float, count: int = 3, *, within: float | None = None
) -> tuple[Offer, ...]:
    """Find packages of about the same worth to one party, to offer at once.

    Each is as good for the others as can be, the best for them first, and differs from those before
    it in as many issues as it takes to be another kind of offer: half of them, rounded up, or fewer
    where there is nothing else.

    Parameters
    ----------
    scenario : Scenario
        Of at most `unstuck.analysis.packages.MOST_ROWS` packages.
    party : str
        The name of the party that makes the offers.
    worth : float
        What each package should be worth to it, in its points.
    count : int, default 3
        How many to find; 1 or more.
    within : float, default 5 % of what lies between its worst and its best package
        How far from that worth a package may be; 0 or more.

    Returns
    -------
    tuple of Offer
        Fewer than asked for, or none, where there are not so many of that worth.

    Raises
    ------
    ValueError
        If there is no such party, a number is out of its range, or there are too many packages.

    References
    ----------
    G. J. Leonardelli, J. Gu, G. McRuer, V. H. Medvec and A. D. Galinsky, "Multiple equivalent
    simultaneous offers (MESOs) reduce the negotiator dilemma: How a choice of first offers
    increases economic and relational outcomes", *Organizational Behavior and Human Decision
    Processes* 152, 2019, 64-83.
    """
    target = number(worth, "The worth of the packages")
    number(count, "The number of packages", at_least=1)
    me = _place(scenario, party)
    rows = scenario.rows()
    mine = [row[me] for row in rows]
    if within is None:
        within = 0.05 * (max(mine) - min(mine))
    band = number(within, "How far the packages may be from that worth", at_least=0) + SAME
    near = [i for i, points in enumerate(mine) if abs(points - target) <= band]
    near.sort(key=lambda i: (mine[i] - math.fsum(rows[i]), abs(mine[i] - target), i))
    found: list[Offer] = []
    for least in range((len(scenario.issues) + 1) // 2, 0, -1):
        for i in near:
            if len(found) >= count:
                break
            package = scenario.package(i)
            if all(_differences(package, offer.package) >= least for offer in found):
                found.append(Offer(package, rows[i]))
    return tuple(found)


def _differences(package: Package, other: Package) -> int:
    """Return in how many issues two packages differ."""
    return sum(a != b for a, b in zip(package, other, strict=True))


def _place(scenario: Scenario, party: str) -> int:
    """Return the place of a party; ``ValueError`` if there is none of that name."""
    names = [each.name for each in scenario.parties]
    if party not in names:
        raise ValueError(f"There is no party {party!r}; choose one of these: {', '.join(names)}.")
    return names.index(party)
