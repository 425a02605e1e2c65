"""The arithmetic of the simulation, for one negotiation in plain Python and for many in numpy.

The model is written once, in these operations. Additions, comparisons and choices give the same
floats either way, so that both paths agree to the last bit. Powers do not: they are worked out
beforehand (`_sim_plan`).
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

TINY = 1e-9
"""Utilities closer than this count as equal."""


class Scalars:
    """One negotiation: numbers are floats, facts are bools, a table of packages is a list."""

    @staticmethod
    def where(fact: Any, yes: Any, no: Any) -> Any:
        return yes if fact else no

    @staticmethod
    def negated(fact: Any) -> Any:
        return not fact

    @staticmethod
    def some(fact: Any) -> bool:
        return bool(fact)

    @staticmethod
    def least(a: Any, b: Any) -> Any:
        return a if a <= b else b

    @staticmethod
    def most(a: Any, b: Any) -> Any:
        return a if a >= b else b

    @staticmethod
    def whole(a: Any) -> Any:
        return int(a)

    @staticmethod
    def take(values: Sequence[Any], place: Any) -> Any:
        return values[place]

    @staticmethod
    def full(value: Any, like: Any) -> Any:
        return value

    @staticmethod
    def mixed(weights: Sequence[Any], columns: Sequence[Sequence[float]]) -> Any:
        """What each package is worth: the sum of weights times values, issue by issue."""
        first, *rest = weights
        told = [first * value for value in columns[0]]
        for weight, column in zip(rest, columns[1:], strict=True):
            told = [so_far + weight * value for so_far, value in zip(told, column, strict=True)]
        return told

    @staticmethod
    def scaled(table: Any, weight: Any) -> Any:
        return [weight * value for value in table]

    @staticmethod
    def added(a: Any, b: Any) -> Any:
        return [one + other for one, other in zip(a, b, strict=True)]

    @staticmethod
    def chosen(tables: Sequence[Any], place: Any) -> Any:
        return tables[place]

    @staticmethod
    def guessed(own: Any, others: Sequence[Any], talk: float) -> Any:
        """Packages in the order in which they look good for the others, best first."""
        scores = [len(others) * (1.0 - talk) * (1.0 - mine) for mine in own]
        for other in others:
            scores = [so_far + talk * worth for so_far, worth in zip(scores, other, strict=True)]
        return sorted(range(len(scores)), key=lambda k: -scores[k])

    @staticmethod
    def best(order: Any, own: Any, demand: Any) -> Any:
        """The first package in that order that meets the demand; else one's own favourite."""
        floor = demand - TINY
        for k in order:
            if own[k] >= floor:
                return k
        return max(enumerate(own), key=itemgetter(1))[0]

    @staticmethod
    def nearest(tables: Sequence[Any], demands: Sequence[Any]) -> Any:
        """The package that leaves the one who is worst off nearest to its demand."""
        short = [worth - demands[0] for worth in tables[0]]
        for table, demand in zip(tables[1:], demands[1:], strict=True):
            short = [min(least, worth - demand) for least, worth in zip(short, table, strict=True)]
        return max(enumerate(short), key=itemgetter(1))[0]

    @staticmethod
    def worth(table: Any, package: Any) -> Any:
        return table[package]

    @staticmethod
    def richest(tables: Sequence[Any], limits: Sequence[Any]) -> tuple[Any, Any]:
        """Whether a package beats all limits, and the largest joint gain of those that do."""
        found, top = False, 0.0
        for worths in zip(*tables, strict=True):
            gain = 0.0
            fits = True
            for worth, limit in zip(worths, limits, strict=True):
                gain = gain + (worth - limit)
                fits = fits and worth >= limit - TINY
            if fits:
                found, top = True, max(top, gain)
        return found, top

    @staticmethod
    def undominated(tables: Sequence[Any], shares: Sequence[Any]) -> Any:
        """Whether no package is better for one side and worse for none than these shares."""
        for worths in zip(*tables, strict=True):
            pairs = list(zip(worths, shares, strict=True))
            if all(w >= s - TINY for w, s in pairs) and any(w > s + TINY for w, s in pairs):
                return False
        return True


class Arrays:
    """Many negotiations: everything has a first axis of them. Numpy comes with the object."""

    def __init__(self) -> None:
        import numpy as np

        self.np = np
        self.where, self.negated = np.where, np.logical_not
        self.least, self.most = np.minimum, np.maximum

    def some(self, fact: Any) -> bool:
        return bool(fact.any())

    def whole(self, a: Any) -> Any:
        return a.astype(self.np.intp)

    def take(self, values: Sequence[Any], place: Any) -> Any:
        return self.np.asarray(values)[place]

    def full(self, value: Any, like: Any) -> Any:
        return self.np.full(like.shape, value)

    def mixed(self, weights: Sequence[Any], columns: Sequence[Sequence[float]]) -> Any:
        told = 0.0
        for n, (weight, column) in enumerate(zip(weights, columns, strict=True)):
            part = weight[:, None] * self.np.asarray(column)
            told = part if n == 0 else told + part
        return told

    def scaled(self, table: Any, weight: Any) -> Any:
        return weight[:, None] * table

    def added(self, a: Any, b: Any) -> Any:
        return a + b

    def chosen(self, tables: Sequence[Any], place: Any) -> Any:
        return self.np.asarray(tables)[place]

    def guessed(self, own: Any, others: Sequence[Any], talk: Any) -> Any:
        talk = talk[:, None]
        scores = len(others) * (1.0 - talk) * (1.0 - own)
        for other in others:
            scores = scores + talk * other
        return scores

    def best(self, order: Any, own: Any, demand: Any) -> Any:
        fits = own >= (demand - TINY)[:, None]
        found = self.np.where(fits, order, -self.np.inf).argmax(axis=1)
        return self.np.where(fits.any(axis=1), found, own.argmax(axis=1))

    def nearest(self, tables: Sequence[Any], demands: Sequence[Any]) -> Any:
        short = tables[0] - demands[0][:, None]
        for table, demand in zip(tables[1:], demands[1:], strict=True):
            short = self.np.minimum(short, table - demand[:, None])
        return short.argmax(axis=1)

    def worth(self, table: Any, package: Any) -> Any:
        return table[self.np.arange(len(table)), package]

    def richest(self, tables: Sequence[Any], limits: Sequence[Any]) -> tuple[Any, Any]:
        gain = self.np.zeros(tables[0].shape)
        fits = self.np.ones(tables[0].shape, dtype=bool)
        for table, limit in zip(tables, limits, strict=True):
            gain = gain + (table - limit[:, None])
            fits &= table >= (limit - TINY)[:, None]
        top = self.np.where(fits, gain, 0.0).max(axis=1)
        return fits.any(axis=1), self.np.maximum(top, 0.0)

    def undominated(self, tables: Sequence[Any], shares: Sequence[Any]) -> Any:
        no_worse = self.np.ones(tables[0].shape, dtype=bool)
        better = self.np.zeros(tables[0].shape, dtype=bool)
        for table, share in zip(tables, shares, strict=True):
            no_worse &= table >= (share - TINY)[:, None]
            better |= table > (share + TINY)[:, None]
        return ~(no_worse & better).any(axis=1)
