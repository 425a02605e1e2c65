"""One package on the table, and what could be done from there.

References
----------
H. Raiffa, *The Art and Science of Negotiation*, 1982, on improving a deal step by step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unstuck.analysis.package_study import Study
from unstuck.analysis.packages import Package, Scenario
from unstuck.analysis.trades import (
    Appraisal,
    Offer,
    Trade,
    appraise,
    equal_packages,
    helpful_trades,
)

__all__ = ["JUMPS", "Option", "Table", "on_the_table", "options_from", "replay"]

_SAME = 1e-9
_THREE, _MANY = 3, 12
_NEAR = (0.0, 0.02, 0.05)
"""How far from equal offers may be, as a share of what lies between the worst and the best."""

JUMPS = ("half", "yours", "theirs", "nash")
"""Where a move ``to=…`` leads: halfway on every issue, each side's best package, Nash's."""


@dataclass(frozen=True)
class Option:
    """Another way to settle one issue of the package on the table.

    Attributes
    ----------
    move : str
        What `replay` understands: the places of issue and option, such as ``"0=2"``.
    name : str
    gains : tuple of float
        What the change adds for each side; negative for one who loses.
    """

    move: str
    name: str
    gains: tuple[float, ...]


@dataclass(frozen=True)
class Table:
    """A package on the table and what could be done from there.

    Attributes
    ----------
    study : Study
    index : int
    appraisal : Appraisal
    trades : tuple of Trade
        Changes that help without hurting, the best first.
    offers : tuple of Offer
        Packages of equal worth to the first party.
    aim : float
        What these are worth to it.
    options : tuple of tuple of Option
        For each issue the other ways to settle it.
    """

    study: Study
    index: int
    appraisal: Appraisal
    trades: tuple[Trade, ...]
    offers: tuple[Offer, ...]
    aim: float
    options: tuple[tuple[Option, ...], ...]


def replay(found: Study, path: Iterable[str]) -> int:
    """Follow moves from the package halfway and say where they lead.

    Parameters
    ----------
    found : Study
    path : iterable of str
        ``"0=2"`` settles the first issue at its third option; ``"to=half"``, ``"to=yours"``,
        ``"to=theirs"`` and ``"to=nash"`` go to halfway, to a side's best package and to Nash's.
        Whatever else there is, or names an option that is not there, is passed over.

    Returns
    -------
    int
        The number of a package.
    """
    sizes = [len(issue.options) for issue in found.scenario.issues]
    here = list(found.scenario.choices(found.halfway.package))
    for move in path:
        what, _, to = move.partition("=")
        if what == "to" and to in JUMPS:
            here = list(found.scenario.choices(found.scenario.package(_jump(found, to))))
        elif what.isdecimal() and to.isdecimal() and len(what) < 3 and len(to) < 3:
            issue, option = int(what), int(to)
            if issue < len(sizes) and option < sizes[issue]:
                here[issue] = option
    index = 0
    for size, place in zip(sizes, here, strict=True):
        index = index * size + place
    return index


def on_the_table(found: Study, index: int, aim: float | None = None) -> Table:
    """Put a package on the table: what it gives, and what could be done from there.

    Parameters
    ----------
    found : Study
    index : int
        The number of the package.
    aim : float, optional
        What each package to offer at once should be worth to the first party, in points. Left out,
        as much as the package on the table; where that is less than its alternative, as much as
        the suggested package or, without one, the alternative itself.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        If there is no package of that number.
    """
    scenario = found.scenario
    package = scenario.package(index)
    seen = appraise(scenario, package)
    target = _own_aim(found, seen) if aim is None else aim
    return Table(
        study=found,
        index=index,
        appraisal=seen,
        trades=helpful_trades(scenario, package, count=3),
        offers=_offers(scenario, target),
        aim=target,
        options=options_from(scenario, package),
    )


def options_from(scenario: Scenario, package: Package) -> tuple[tuple[Option, ...], ...]:
    """List the other ways to settle each issue of a package.

    Parameters
    ----------
    scenario : Scenario
    package : tuple of str

    Returns
    -------
    tuple of tuple of Option
        One tuple for each issue, its options in their order without the one in the package.

    Raises
    ------
    ValueError
        If it is no package of the scenario.

    Examples
    --------
    >>> from unstuck.analysis.opposed import opposed_issues
    >>> talks = opposed_issues({"rent": 60}, {"rent": 20}, steps=2)
    >>> options_from(talks, ("option 1",))[0][0]
    Option(move='0=1', name='option 2', gains=(-60.0, 20.0))
    """
    told = []
    for place, choice in enumerate(scenario.choices(package)):
        points = scenario.points[place]
        told.append(
            tuple(
                Option(
                    f"{place}={other}",
                    name,
                    tuple(
                        _clean(a - b) for a, b in zip(points[other], points[choice], strict=True)
                    ),
                )
                for other, name in enumerate(scenario.issues[place].options)
                if other != choice
            )
        )
    return tuple(told)


def _own_aim(found: Study, seen: Appraisal) -> float:
    """Return what offers should be worth to the first party if it has not said so."""
    if seen.gains[0] >= 0:
        return seen.worth[0]
    if found.suggested is not None:
        return found.rows[found.suggested][0]
    return found.scenario.reservations[0]


def _offers(scenario: Scenario, worth: float) -> tuple[Offer, ...]:
    """Find three packages of one worth to the first party, as nearly equal as there are three.

    Those that the other party would rather have than its alternative go first.
    """
    me, other = scenario.parties
    span = sum(max(me.points(i.name)) - min(me.points(i.name)) for i in scenario.issues)
    fallback: tuple[Offer, ...] = ()
    for share in _NEAR:
        found = equal_packages(scenario, me.name, worth, _MANY, within=share * span)
        welcome = tuple(each for each in found if each.worth[1] >= other.reservation - _SAME)
        if len(welcome) >= _THREE:
            return welcome[:_THREE]
        if len(fallback) < _THREE:
            fallback = found
    return fallback[:_THREE]


def _jump(found: Study, to: str) -> int:
    """Return the package that a jump leads to; halfway where there is no other."""
    rows = found.rows
    if to == "yours":
        return max(range(len(rows)), key=lambda i: (rows[i][0], rows[i][1], -i))
    if to == "theirs":
        return max(range(len(rows)), key=lambda i: (rows[i][1], rows[i][0], -i))
    if to == "nash" and found.suggested is not None:
        return found.suggested
    return found.scenario.index(found.halfway.package)


def _clean(points: float) -> float:
    """Return points without rounding dust."""
    return round(points, 9) + 0.0
