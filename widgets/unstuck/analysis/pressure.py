"""How deadlines, parties, issues and decision rules change the chance of a deal for everybody.

A model, not a description of people. Every issue can be settled in three ways, and a package
settles them all. What each way is worth to a party is drawn at random from 0 to 1, all values
alike likely; a package is worth to it the average over the issues. A party accepts a package
that is worth at least its limit; limits are drawn independently from one stated belief. Nobody
changes a limit or a taste while they talk. Packages are put forward one after the other, no
package twice, until one finds enough acceptance or the deadline, counted in proposals, is there.

One issue with proposals in random order is worked out exactly. All else is simulated over a
fixed number of tables whose random numbers come from a stated seed, the same at every setting,
so that two settings differ by what was set and not by luck.

References
----------
H. Raiffa, *The Art and Science of Negotiation*, for deals of several parties over several
issues with additive worth; the sum of uniform numbers (Irwin and Hall) and inclusion and
exclusion are in N. L. Johnson, S. Kotz and N. Balakrishnan, *Continuous Univariate
Distributions*, and W. Feller, *An Introduction to Probability Theory and Its Applications*.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from unstuck.analysis import _tables
from unstuck.analysis._checks import number
from unstuck.analysis.beliefs import Belief, as_belief

__all__ = [
    "MOST_ISSUES",
    "MOST_PARTIES",
    "RULES",
    "SEARCHES",
    "TABLES",
    "WAYS",
    "Chance",
    "deal_chance",
    "enough",
    "first_chance",
    "tries_chance",
    "vote_chance",
    "yes_chance",
]

WAYS = _tables.WAYS
"""In how many ways each issue can be settled."""

MOST_PARTIES = _tables.PARTIES
MOST_ISSUES = 4
TABLES = _tables.TABLES
"""How many tables are simulated."""

RULES = ("all", "majority")
"""Who must accept: everybody, or more than half."""

SEARCHES = ("random", "best")
"""In which order packages are put forward: at random, or the one with the most for all first."""


@dataclass(frozen=True)
class Chance:
    """A chance, and how it was found.

    Attributes
    ----------
    value : float
        From 0 to 1.
    margin : float
        Two standard errors of the simulation; 0 where it was worked out exactly.
    exact : bool
        Whether it was worked out and not simulated.
    """

    value: float
    margin: float = 0.0
    exact: bool = True

    @property
    def points(self) -> float:
        """The margin in percentage points, as exact as one needs it."""
        points = 100 * self.margin
        return round(points, 0 if points >= 1 else 1)


def enough(parties: int, rule: str) -> int:
    """Return how many parties must accept.

    Parameters
    ----------
    parties : int
        How many there are, at least 1.
    rule : {"all", "majority"}
        A majority is more than half.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If there is no party, or no such rule.

    Examples
    --------
    >>> enough(4, "majority")
    3
    """
    count = _whole(parties, "The number of parties", most=1000)
    if rule not in RULES:
        raise ValueError(f"The rule must be all or majority, not {rule!r}; choose one of the two.")
    return count if rule == "all" else count // 2 + 1


def vote_chance(yes: float, parties: int, rule: str = "all") -> float:
    """Return the chance that one proposal finds enough acceptance.

    Parameters
    ----------
    yes : float
        The chance that one party accepts it, independently of the others.
    parties : int
        How many must be asked.
    rule : {"all", "majority"}
        Who must accept.

    Returns
    -------
    float
        A binomial tail.

    Raises
    ------
    ValueError
        If the chance is none, there is no party, or no such rule.

    Examples
    --------
    >>> round(vote_chance(0.8, 5), 4)
    0.3277
    >>> vote_chance(0.5, 3, "majority")
    0.5
    """
    p = number(yes, "The chance of a yes", at_least=0, at_most=1)
    need = enough(parties, rule)
    terms = (
        math.comb(parties, k) * p**k * (1 - p) ** (parties - k) for k in range(need, parties + 1)
    )
    return min(1.0, math.fsum(terms))


def tries_chance(chance: float, proposals: int) -> float:
    """Return the chance that at least one of several independent proposals succeeds.

    Parameters
    ----------
    chance : float
        The chance of each.
    proposals : int
        How many can be tried before the deadline.

    Returns
    -------
    float
        One minus the chance that all of them fail.

    Raises
    ------
    ValueError
        If the chance is none or there is no proposal.

    Examples
    --------
    >>> tries_chance(0.5, 3)
    0.875
    """
    p = number(chance, "The chance of a proposal", at_least=0, at_most=1)
    count = _whole(proposals, "The number of proposals", most=100_000)
    return 1 - (1 - p) ** count


def yes_chance(issues: int, limits: float | Belief) -> float:
    """Return the chance that one party accepts a package picked at random; exact.

    Parameters
    ----------
    issues : int
        From 1 to `MOST_ISSUES`.
    limits : float or Belief
        The party's limit on a scale where 0 is worthless and 1 all that it could wish.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the number of issues is out of range, or the limit is neither a belief nor a number.

    References
    ----------
    The average of `issues` uniform numbers: Irwin and Hall, as in Johnson, Kotz and Balakrishnan.

    Examples
    --------
    >>> yes_chance(1, 0.7)
    0.3
    """
    count = _whole(issues, "The number of issues", most=MOST_ISSUES)
    knots = [k / count for k in range(count + 1)]
    chance = as_belief(limits).expect(lambda limit: _worth_at_least(limit, count), knots)
    return round(min(1.0, max(0.0, chance)), 15)


def first_chance(parties: int, issues: int, limits: float | Belief, rule: str = "all") -> float:
    """Return the chance that the first package, picked at random, already finds enough acceptance.

    Exact for every setting, since tastes and limits are independent. Parameters as for
    `deal_chance`.
    """
    return vote_chance(yes_chance(issues, limits), parties, rule)


def deal_chance(
    parties: int,
    issues: int,
    proposals: int | None,
    limits: float | Belief,
    *,
    rule: str = "all",
    search: str = "random",
) -> Chance:
    """Return the chance that a package is found in time which enough parties accept.

    Parameters
    ----------
    parties : int
        From 1 to `MOST_PARTIES`.
    issues : int
        From 1 to `MOST_ISSUES`; there are `WAYS` to the power of `issues` packages.
    proposals : int or None
        How many packages can be tried before the deadline; None for as many as there are, that
        is, the chance that there is such a package at all.
    limits : float or Belief
        Each party's limit, drawn independently, on a scale where a package worth 0 gives it
        nothing and one worth 1 all that it could wish. Belief or number may reach beyond 0 and 1.
    rule : {"all", "majority"}
        Who must accept.
    search : {"random", "best"}
        In which order packages are tried: at random, or by what they are worth to all together,
        as if everybody's wishes, though not the limits, lay on the table.

    Returns
    -------
    Chance
        Exact for one issue in random order, or where all its ways can be tried; otherwise
        simulated. For one issue with the best way first, the simulation tells which share of
        the deals that exist is found in time, and how many exist is exact.

    Raises
    ------
    ValueError
        If a number is out of range, or there is no such rule or order.

    Examples
    --------
    Two parties with a limit of one half, one issue: each of its three ways suits both with one
    chance in four, so that some way does with 1 - (3/4)^3.

    >>> deal_chance(2, 1, None, 0.5).value
    0.578125
    """
    count = _whole(parties, "The number of parties", most=MOST_PARTIES)
    several = _whole(issues, "The number of issues", most=MOST_ISSUES)
    packages = WAYS**several
    tries = packages if proposals is None else _whole(proposals, "The number of proposals")
    if search not in SEARCHES:
        raise ValueError(
            f"The order must be random or best, not {search!r}; choose one of the two."
        )
    need, belief = enough(count, rule), as_belief(limits)
    tries = min(tries, packages)
    if several == 1 and (search == "random" or tries == packages):
        return Chance(_exact(count, need, tries, belief))
    found = _found(several, belief, rule, search, count)
    told = _simulated(found, tries, packages, search)
    if several > 1:
        return told
    share = told.value / (_simulated(found, packages, packages, search).value or 1.0)
    return Chance(share * _exact(count, need, packages, belief), told.margin, exact=False)


def _whole(value: object, what: str, *, most: int = 100_000) -> int:
    told = number(value, what, at_least=1, at_most=most)
    if told != int(told):
        raise ValueError(f"{what} must be a whole number, not {told:g}; round it.")
    return int(told)


def _worth_at_least(limit: float, issues: int) -> float:
    """Return the chance that the average of uniform numbers reaches a limit."""
    x = issues * (1 - limit)  # by symmetry the chance that their sum is at most x
    if x <= 0:
        return 0.0
    if x >= issues:
        return 1.0
    terms = ((-1) ** k * math.comb(issues, k) * (x - k) ** issues for k in range(math.floor(x) + 1))
    return math.fsum(terms) / math.factorial(issues)


@lru_cache(maxsize=256)
def _moments(belief: Belief) -> tuple[tuple[float, ...], ...]:
    """For j of the ways, the chances that a party accepts a given k of them and no other."""

    def share(j: int, k: int) -> float:
        def both(limit: float) -> float:
            yes = _worth_at_least(limit, 1)
            return yes**k * (1 - yes) ** (j - k)

        return belief.expect(both, (0.0, 1.0))

    return tuple(tuple(share(j, k) for k in range(j + 1)) for j in range(WAYS + 1))


def _exact(parties: int, need: int, tries: int, belief: Belief) -> float:
    """One issue: some one of `tries` ways is accepted by enough parties."""
    if need == parties:  # inclusion and exclusion over the ways that all accept
        terms = (
            (-1) ** (j + 1) * math.comb(tries, j) * _moments(belief)[j][j] ** parties
            for j in range(1, tries + 1)
        )
        return min(1.0, max(0.0, math.fsum(terms)))
    votes = _votes(tries, belief)[parties]
    told = math.fsum(chance for counts, chance in votes.items() if counts[-1] >= need)
    return min(1.0, max(0.0, told))


@lru_cache(maxsize=16)
def _votes(tries: int, belief: Belief) -> tuple[dict[tuple[int, ...], float], ...]:
    """For 0, 1, 2 … parties the chance of each tally: how many accept each way, ascending."""
    chances = _moments(belief)[tries]
    patterns = list(itertools.product((0, 1), repeat=tries))
    told = [{(0,) * tries: 1.0}]
    for _ in range(MOST_PARTIES):
        after: dict[tuple[int, ...], float] = {}
        for counts, chance in told[-1].items():
            for taken in patterns:
                tally = tuple(sorted(map(add, counts, taken)))
                after[tally] = after.get(tally, 0.0) + chance * chances[sum(taken)]
        told.append(after)
    return tuple(told)


@lru_cache(maxsize=64)
def _found(issues: int, belief: Belief, rule: str, search: str, parties: int) -> tuple[int, ...]:
    """Per table: how many packages fit, or with `best` the place of the first that does."""
    accepted = _accepted(issues, belief)
    need = enough(parties, rule)
    fitting = [_tables.reached(masks[:parties], need) for masks in accepted]
    if search == "random":
        return tuple(mask.bit_count() for mask in fitting)
    orders = _tables.orders(issues, parties)
    return tuple(map(_tables.first, fitting, orders))


@lru_cache(maxsize=8)
def _accepted(issues: int, belief: Belief) -> tuple[tuple[int, ...], ...]:
    """Per table and party the set of packages that the party accepts, as bits of a number."""
    limits = [belief.quantile((stratum + 0.5) / TABLES) for stratum in range(TABLES)]
    return tuple(
        tuple(party.accepts(limits[party.stratum]) for party in table)
        for table in _tables.tables(issues)
    )


def _simulated(found: tuple[int, ...], tries: int, packages: int, search: str) -> Chance:
    if search == "best":
        counts = Counter(1.0 if 0 < place <= tries else 0.0 for place in found)
    else:
        counts = Counter(_drawn(fitting, tries, packages) for fitting in found)
    mean = math.fsum(value * times for value, times in counts.items()) / len(found)
    spread = math.fsum((value - mean) ** 2 * times for value, times in counts.items())
    error = math.sqrt(spread / (len(found) - 1) / len(found))
    return Chance(min(1.0, mean), 2 * error, exact=False)


@lru_cache(maxsize=4096)
def _drawn(fitting: int, tries: int, packages: int) -> float:
    """The chance that drawing packages without putting back meets one that fits."""
    missed = math.comb(packages - fitting, tries) / math.comb(packages, tries)
    return 1 - missed
