"""What a package leaves on the table, and which trades, offers and bets would pick it up.

References
----------
D. A. Lax and J. K. Sebenius, *The Manager as Negotiator*, 1986, on differences in priority and in
belief as sources of value; H. Raiffa, *The Art and Science of Negotiation*, 1982, on moving from a
package to better ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from unstuck.analysis._bets import Bet, contingent
from unstuck.analysis._checks import number
from unstuck.analysis._offers import Offer, equal_packages
from unstuck.analysis._points import SAME, clean
from unstuck.analysis.packages import Package, Scenario

__all__ = [
    "Appraisal",
    "Bet",
    "Change",
    "Offer",
    "Trade",
    "appraise",
    "contingent",
    "equal_packages",
    "halfway",
    "helpful_trades",
]


@dataclass(frozen=True)
class Appraisal:
    """One package, seen from all sides.

    Attributes
    ----------
    package : tuple of str
    worth : tuple of float
        To each party, in its points.
    gains : tuple of float
        For each party its worth less the reservation value; negative where the BATNA is better.
    acceptable : bool
        Whether no party is better off with its BATNA.
    left_jointly : float
        By how much more points in all the best package exceeds this one, of those that every party
        would rather have than its BATNA; 0 where none does. It adds up points of different
        parties, so it says something only where they are worth about the same.
    left_to : tuple of float
        For each party, how much more it could have with nobody else worse off than here.
    efficient : bool
        Whether no package is better for somebody and worse for nobody.
    better : int
        How many packages are better for somebody and worse for nobody.
    """

    package: Package
    worth: tuple[float, ...]
    gains: tuple[float, ...]
    acceptable: bool
    left_jointly: float
    left_to: tuple[float, ...]
    efficient: bool
    better: int


@dataclass(frozen=True)
class Change:
    """One issue settled in another way.

    Attributes
    ----------
    issue, before, after : str
    gains : tuple of float
        What this change alone adds for each party; negative for one who gives.
    """

    issue: str
    before: str
    after: str
    gains: tuple[float, ...]


@dataclass(frozen=True)
class Trade:
    """A change of one issue or a swap over two that leaves nobody worse off and somebody better.

    Attributes
    ----------
    changes : tuple of Change
        One, where all want the same; two, where each change alone would hurt somebody: logrolling.
    package : tuple of str
        What it leads to.
    gains : tuple of float
        What it adds for each party; 0 or more.
    """

    changes: tuple[Change, ...]
    package: Package
    gains: tuple[float, ...]


def appraise(scenario: Scenario, package: Iterable[str]) -> Appraisal:
    """Say what a package is worth to each side and how much value it leaves on the table.

    Parameters
    ----------
    scenario : Scenario
        Of at most `unstuck.analysis.packages.MOST_ROWS` packages.
    package : iterable of str
        One option for each issue, in the order of the issues.

    Returns
    -------
    Appraisal

    Raises
    ------
    ValueError
        If it is no package of the scenario, or there are too many to look through.
    """
    index = scenario.index(package)
    rows, limits = scenario.rows(), scenario.reservations
    here = rows[index]
    no_worse = [row for row in rows if _at_least(row, here)]
    left_to = tuple(max(row[i] for row in no_worse) - here[i] for i in range(len(here)))
    left_to = tuple(clean(left) for left in left_to)
    better = sum(not _at_least(here, row) for row in no_worse)
    best = max((math.fsum(row) for row in rows if _at_least(row, limits)), default=-math.inf)
    return Appraisal(
        package=scenario.package(index),
        worth=here,
        gains=tuple(clean(worth - limit) for worth, limit in zip(here, limits, strict=True)),
        acceptable=_at_least(here, limits),
        left_jointly=max(0.0, clean(best - math.fsum(here))),
        left_to=left_to,
        efficient=better == 0,
        better=better,
    )


def helpful_trades(
    scenario: Scenario, package: Iterable[str], *, count: int = 10
) -> tuple[Trade, ...]:
    """Find the changes of one issue, and the swaps over two, that help without hurting.

    A swap is listed only where each of its changes alone would hurt somebody: the rest is two
    changes of one issue.

    Parameters
    ----------
    scenario : Scenario
        Of any number of packages.
    package : iterable of str
        Where you stand.
    count : int, default 10
        How many to return at most; 1 or more.

    Returns
    -------
    tuple of Trade
        Those first that help the party best which gains least; then by the total gain, then the
        smaller change, then the order of issues and options.

    Raises
    ------
    ValueError
        If it is no package of the scenario, or the count is less than 1.
    """
    number(count, "The number of trades", at_least=1)
    here = tuple(package)
    changes = [
        _changes(scenario, issue, choice) for issue, choice in enumerate(scenario.choices(here))
    ]
    kept = [[change for change in found if min(change.gains) < 0] for found in changes]
    swaps = [swap for pair in combinations(kept, 2) for swap in product(*pair)]
    trades = []
    for group in [*((change,) for found in changes for change in found), *swaps]:
        gains = tuple(
            clean(math.fsum(each)) for each in zip(*(change.gains for change in group), strict=True)
        )
        if min(gains) >= 0 and max(gains) > 0:
            trades.append(Trade(group, _settled(scenario, here, group), gains))
    trades.sort(key=lambda trade: (-min(trade.gains), -math.fsum(trade.gains), len(trade.changes)))
    return tuple(trades[: int(count)])


def halfway(scenario: Scenario) -> Appraisal:
    """Say what splitting every difference gives, and how far it falls short.

    Every issue is settled at its middle option, of two middle ones the first. Where the sides
    differ in what matters to them, a package that gives each what matters most is better for both.

    Parameters
    ----------
    scenario : Scenario
        Of at most `unstuck.analysis.packages.MOST_ROWS` packages, its options in their natural
        order.

    Returns
    -------
    Appraisal
        Of the package in the middle.

    Raises
    ------
    ValueError
        If there are too many packages to look through.
    """
    return appraise(
        scenario, [issue.options[(len(issue.options) - 1) // 2] for issue in scenario.issues]
    )


def _at_least(row: Sequence[float], other: Sequence[float]) -> bool:
    """Whether a row is no worse than another for anybody."""
    return all(a >= b - SAME for a, b in zip(row, other, strict=True))


def _changes(scenario: Scenario, issue: int, choice: int) -> list[Change]:
    """Return every other way to settle an issue, with what it alone adds for each party."""
    name, options = scenario.issues[issue].name, scenario.issues[issue].options
    points = scenario.points[issue]
    return [
        Change(
            name,
            options[choice],
            option,
            tuple(clean(a - b) for a, b in zip(points[i], points[choice], strict=True)),
        )
        for i, option in enumerate(options)
        if i != choice
    ]


def _settled(scenario: Scenario, package: Package, changes: Iterable[Change]) -> Package:
    """Return a package after some changes."""
    after = {change.issue: change.after for change in changes}
    return tuple(
        after.get(issue.name, option)
        for issue, option in zip(scenario.issues, package, strict=True)
    )
