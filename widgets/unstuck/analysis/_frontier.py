"""The Pareto frontier of a list of outcomes; public through `analysis.bargaining`.

Up to `MOST_PLAIN` rows of plain numbers are worked on without numpy; more rows, and numpy arrays,
are worked on with it where it is installed. Both ways give the same answer.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from unstuck.analysis._checks import LARGEST
from unstuck.analysis._points import SAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Indices = NDArray[np.intp]
    Table = Sequence[Sequence[float]] | NDArray[Any]

MOST_PLAIN = 10_000
"""Up to so many rows of plain numbers are worked on without numpy."""

Columns = list[list[float]]


def columns(utilities: Table) -> Columns | list[Array]:
    """Return one column for each party: lists, or arrays where numpy is to do the work.

    Raises
    ------
    ValueError
        If it is no table of finite numbers with at least two columns.
    """
    shape = getattr(utilities, "shape", None)
    long = isinstance(utilities, Sequence) and len(utilities) > MOST_PLAIN
    if shape is not None or (long and find_spec("numpy") is not None):
        return _arrays(utilities)
    if isinstance(utilities, str) or not isinstance(utilities, Sequence):
        raise ValueError(
            "Utilities must be a list of rows or an array, a number for each party in a row, "
            f"not {utilities!r}; give them as [(1, 0), (0, 1)]."
        )
    try:
        rows = [tuple(map(float, row)) for row in utilities]
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(
            "Utilities must be rows of plain numbers, one for each party, and a row is not; "
            "give them as [(1, 0), (0, 1)]."
        ) from error
    widths = set(map(len, rows))
    if len(widths) > 1 or (widths and min(widths) < 2):
        raise ValueError(
            "Each row of utilities must have a number for each of the same two or more parties, "
            f"and rows have {' or '.join(map(str, sorted(widths)))}; fill in what is missing."
        )
    found = [list(column) for column in zip(*rows, strict=True)]
    if any(not abs(value) <= LARGEST for column in found for value in column):
        raise _not_finite()
    return found


def _arrays(utilities: Any) -> list[Array]:
    """Return the columns of a table as arrays of numpy."""
    import numpy as np

    try:
        table = np.asarray(utilities, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(
            "Utilities must be rows of plain numbers, one for each party, and a row is not; "
            "give them as [(1, 0), (0, 1)]."
        ) from error
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError(
            "Utilities must have the shape (outcomes, parties) with two or more parties, "
            f"not {table.shape}; give each party a column."
        )
    found = [np.ascontiguousarray(column) for column in table.T]
    if table.size and not all(
        column.min() >= -LARGEST and column.max() <= LARGEST for column in found
    ):
        raise _not_finite()
    return found


def _not_finite() -> ValueError:
    return ValueError(
        f"Utilities must be finite numbers smaller than {LARGEST:g} in size, and one is not; "
        "leave out that outcome or use a larger unit."
    )


def frontier(parties: Columns | list[Array]) -> list[int]:
    """Return the indices of the Pareto frontier, in order of the first party's utility.

    An outcome is on it if no other is better for somebody and worse for nobody; utilities within
    `SAME` count as equal, and of outcomes equal to all the first stands for them.
    """
    if not parties or not len(parties[0]):
        return []
    if isinstance(parties[0], list):
        if len(parties) == 2:
            return _plain_pair(*parties)
        return _plain_many(list(zip(*parties, strict=True)))
    if len(parties) == 2:
        found: list[int] = array_pair(*parties).tolist()
        return found
    import numpy as np

    return _array_many(np.stack(parties, axis=1))


def _once(indices: Sequence[int], rows: Sequence[Sequence[float]]) -> list[int]:
    """Return each outcome once, in order of the first party's utility; of equals the first.

    Rows are compared with those near them on a slanted line, where unequal ones are seldom close.
    """
    slants = [math.sqrt(k + 2) for k in range(len(rows[0]) if rows else 0)]
    reach = 1.001 * SAME * sum(slants)
    places = [sum(map(float.__mul__, slants, row)) for row in rows]
    found: list[tuple[float, Sequence[float], int]] = []
    for place, row, i in sorted(zip(places, rows, indices, strict=True)):
        for near in range(len(found) - 1, -1, -1):
            other_place, other, index = found[near]
            if place - other_place > reach:
                found.append((place, row, i))
                break
            if all(abs(a - b) <= SAME for a, b in zip(row, other, strict=True)):
                found[near] = (other_place, other, min(i, index))
                break
        else:
            found.append((place, row, i))
    return [i for _, _, i in sorted(found, key=lambda each: each[1:])]


def _plain_pair(first: Sequence[float], second: Sequence[float]) -> list[int]:
    """Return what nobody dominates, of two parties: from the right, the second must rise."""
    order = sorted(range(len(first)), key=first.__getitem__)
    across = [first[i] for i in order]
    best = list(accumulate((second[i] for i in reversed(order)), max))[::-1]
    best.append(-math.inf)
    found = [
        i
        for i in order
        if best[bisect_left(across, first[i] - SAME)] <= second[i] + SAME
        and best[bisect_right(across, first[i] + SAME)] < second[i] - SAME
    ]
    return _once(found, [(first[i], second[i]) for i in found])


def array_pair(first: Array, second: Array) -> Indices:
    """Return the same with numpy, leaving out at once what a few good outcomes dominate."""
    import numpy as np

    kept = _promising(first, second)
    kept = kept[np.argsort(first[kept])]
    across, up = first[kept], second[kept]
    best = np.append(np.maximum.accumulate(up[::-1])[::-1], -np.inf)
    few = np.flatnonzero(best[:-1] <= up + SAME)
    no_less = best[np.searchsorted(across, across[few] - SAME, side="left")]
    more = best[np.searchsorted(across, across[few] + SAME, side="right")]
    few = few[(no_less <= up[few] + SAME) & (more < up[few] - SAME)]
    kept, across, up = kept[few], across[few], up[few]
    close = np.diff(across) <= SAME
    near = np.append(False, close) | np.append(close, False)
    if near.any():
        rows = list(zip(across[near].tolist(), up[near].tolist(), strict=True))
        kept = np.append(kept[~near], _once(kept[near].tolist(), rows))
        kept = kept[np.argsort(first[kept])]
    return kept


def _promising(first: Array, second: Array) -> Indices:
    """Return the indices that are left when a few good outcomes have ruled out most others.

    The first good outcome comes from a sample; there are no more once one rules out too few.
    """
    import numpy as np

    kept = np.arange(len(first))
    for step, share in ((len(first) // 1000, 0.5), (1, 0.5), (1, 0.25), (1, 0.75)):
        if not step:
            break
        a, b = first[::step], second[::step]
        good = step * int(np.argmax(a * (share / _spread(a)) + b * ((1 - share) / _spread(b))))
        better = np.flatnonzero((first >= first[good] - SAME) | (second >= second[good] - SAME))
        if 10 * len(better) > 9 * len(first):
            break
        first, second, kept = first[better], second[better], kept[better]
    return kept


def _spread(column: Array) -> float:
    """Return how far a column reaches, and at least a hair."""
    return max(float(column.max() - column.min()), SAME)


def _plain_many(rows: Sequence[Sequence[float]]) -> list[int]:
    """Return what nobody dominates, of any number of parties.

    A whole number with a bit for each outcome says which are at least as good, and another which
    are better, for one party after the other.
    """
    no_worse, better = [-1] * len(rows), [0] * len(rows)
    for column in zip(*rows, strict=True):
        order = sorted(range(len(rows)), key=column.__getitem__, reverse=True)
        falling = [-column[i] for i in order]
        best = list(accumulate((1 << i for i in order), int.__or__, initial=0))
        for i, value in enumerate(column):
            no_worse[i] &= best[bisect_right(falling, SAME - value)]
            better[i] |= best[bisect_left(falling, -value - SAME)]
    found = [i for i in range(len(rows)) if not no_worse[i] & better[i]]
    return _once(found, [rows[i] for i in found])


def _array_many(rows: Array) -> list[int]:
    """Return the same with numpy: of what is left the largest total rules out what it beats."""
    import numpy as np

    left = np.argsort(-rows.sum(axis=1), kind="stable")
    found: list[int] = []
    while left.size and len(found) + left.size > MOST_PLAIN:
        best, others = rows[left[0]], rows[left[1:]]
        beaten = np.all(best >= others - SAME, axis=1) & np.any(best > others + SAME, axis=1)
        found.append(int(left[0]))
        left = left[1:][~beaten]
    found = sorted(found + left.tolist())
    if len(found) > MOST_PLAIN:
        return _once(found, rows[found].tolist())
    return [found[i] for i in _plain_many(rows[found].tolist())]
