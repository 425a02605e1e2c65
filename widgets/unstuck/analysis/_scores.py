"""The best of finitely many outcomes by a score; helps `analysis.bargaining`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from unstuck.analysis._checks import number
from unstuck.analysis._frontier import columns
from unstuck.analysis._points import SAME

if TYPE_CHECKING:
    from unstuck.analysis._frontier import Columns, Table

Score = Callable[[Sequence[Any], Callable[[Sequence[Any]], Any]], Any]
"""From gains, a number or a column for each party, and what takes the least of them."""


def product_of(gains: Sequence[Any], least: object) -> Any:
    """The geometric mean: it ranks as the product does, in the units of one gain."""
    return math.prod(gains) ** (1 / len(gains))


def least_of(gains: Sequence[Any], least: Callable[[Sequence[Any]], Any]) -> Any:
    return least(gains)


def total_of(gains: Sequence[Any], least: object) -> Any:
    return sum(gains)


def limits_of(disagreement: Sequence[float], parties: int) -> tuple[float, ...]:
    """Return the disagreement point; ``ValueError`` if it is none for so many parties."""
    if isinstance(disagreement, str) or not hasattr(disagreement, "__len__"):
        raise ValueError(
            f"The disagreement must be a number for each party, not {disagreement!r}; "
            "give it as (0, 0)."
        )
    if parties and len(disagreement) != parties:
        raise ValueError(
            f"The disagreement must have a number for each of the {parties} parties, "
            f"not {len(disagreement)}; make the two fit."
        )
    return tuple(
        number(each, f"Number {i} of the disagreement") for i, each in enumerate(disagreement, 1)
    )


def best(
    utilities: Table, disagreement: Sequence[float], score: Score, flat: float | None = None
) -> int | None:
    """Return the rational outcome of the highest score; of ties the largest total, then the first.

    With `flat`, gains are measured against the largest that is rational, and `flat` stands for
    those of a party that can gain nothing.
    """
    parties = columns(utilities)
    limits = limits_of(disagreement, len(parties))
    if not parties:
        return None
    if isinstance(parties[0], list):
        return _plain_best(parties, limits, score, flat)
    return _array_best(parties, limits, score, flat)


def _plain_best(
    parties: Columns, limits: Sequence[float], score: Score, flat: float | None
) -> int | None:
    kept, gains = [], []
    for i, row in enumerate(zip(*parties, strict=True)):
        gained = [utility - limit for utility, limit in zip(row, limits, strict=True)]
        if min(gained) >= -SAME:
            kept.append(i)
            gains.append([max(0.0, gain) for gain in gained])
    if not kept:
        return None
    totals = [math.fsum(row) for row in gains]
    if flat is not None:
        hopes = [max(column) for column in zip(*gains, strict=True)]
        gains = [
            [gain / hope if hope > SAME else flat for gain, hope in zip(row, hopes, strict=True)]
            for row in gains
        ]
    scores = [score(row, min) for row in gains]
    top = max(scores) - SAME
    most = max(total for total, each in zip(totals, scores, strict=True) if each >= top) - SAME
    return next(
        i
        for i, total, each in zip(kept, totals, scores, strict=True)
        if each >= top and total >= most
    )


def _array_best(
    parties: Sequence[Any], limits: Sequence[float], score: Score, flat: float | None
) -> int | None:
    import numpy as np

    rational = np.logical_and.reduce(
        [column >= limit - SAME for column, limit in zip(parties, limits, strict=True)]
    )
    kept = np.flatnonzero(rational)
    if not kept.size:
        return None
    gains = [
        np.maximum(column[kept] - limit, 0.0) for column, limit in zip(parties, limits, strict=True)
    ]
    totals = sum(gains)
    if flat is not None:
        gains = [
            gain / gain.max() if gain.max() > SAME else np.full(len(gain), flat) for gain in gains
        ]
    scores = score(gains, lambda columns: reduce(np.minimum, columns))
    tied = np.flatnonzero(scores >= scores.max() - SAME)
    tied = tied[totals[tied] >= totals[tied].max() - SAME]
    return int(kept[tied[0]])
