"""Simulated tables of parties and their tastes; public through `analysis.pressure`.

The random numbers are those of `random.Random` with a seed that is written here, and only its
method ``random`` is used, whose sequence Python promises to keep. A set of packages is a whole
number, one bit a package.
"""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import or_
from random import Random

WAYS = 3
PARTIES = 8
TABLES = 300
SEED = "unstuck: tables"


@dataclass(frozen=True)
class Party:
    """One party at one table.

    Attributes
    ----------
    stratum : int
        Which of `TABLES` equally likely parts of the distribution of limits its limit is from.
    worth : array of float
        What each package is worth to it, from 0 to 1.
    ascending : array of float
        The same, sorted.
    sets : tuple of int
        The packages from each place of `ascending` on, as bits; at the last place none.
    """

    stratum: int
    worth: array[float]
    ascending: array[float]
    sets: tuple[int, ...]

    def accepts(self, limit: float) -> int:
        """The packages worth at least the limit, as bits."""
        return self.sets[bisect_left(self.ascending, limit)]


@lru_cache(maxsize=4)
def tables(issues: int) -> tuple[tuple[Party, ...], ...]:
    """Draw the tables; of each as many parties sit down, from the first on, as are asked for.

    The limits of the first parties of all tables together cover the distribution evenly, and so
    do those of the second, and so on (Latin hypercube sampling): fewer tables tell as much.
    """
    rng = Random(f"{SEED} {issues}").random
    strata = [sorted(range(TABLES), key=lambda _: rng()) for _ in range(PARTIES)]
    return tuple(
        tuple(_party(issues, stratum, rng) for stratum in seats)
        for seats in zip(*strata, strict=True)
    )


def _party(issues: int, stratum: int, rng: Callable[[], float]) -> Party:
    worth = [0.0]
    for _ in range(issues):
        ways = [rng() / issues for _ in range(WAYS)]
        worth = [so_far + way for so_far in worth for way in ways]
    ranked = sorted(range(len(worth)), key=worth.__getitem__)
    sets = [0, *itertools.accumulate((1 << package for package in reversed(ranked)), or_)]
    ascending = array("d", (worth[package] for package in ranked))
    return Party(stratum, array("d", worth), ascending, tuple(reversed(sets)))


@lru_cache(maxsize=8)
def orders(issues: int, parties: int) -> tuple[bytes, ...]:
    """Per table the packages by what they are worth to these parties together, most first."""
    return tuple(_order(table[:parties]) for table in tables(issues))


def _order(parties: Sequence[Party]) -> bytes:
    total = list(map(sum, zip(*(party.worth for party in parties), strict=True)))
    return bytes(sorted(range(len(total)), key=total.__getitem__, reverse=True))


def first(fitting: int, order: bytes) -> int:
    """The place in the order, counted from 1, of the first package of a set; 0 for none."""
    if not fitting:
        return 0
    return next(place for place, package in enumerate(order, 1) if fitting >> package & 1)


def reached(sets: Sequence[int], need: int) -> int:
    """The packages that lie in at least `need` of these sets, as bits."""
    if need == len(sets):
        common = -1
        for one in sets:
            common &= one
        return common
    at_least = [-1, *([0] * need)]  # for each count the packages accepted that often or more
    for one in sets:
        for count in range(need, 0, -1):
            at_least[count] |= at_least[count - 1] & one
    return at_least[need]
