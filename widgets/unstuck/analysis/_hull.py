"""What two parties can reach by lotteries over outcomes; public through `analysis.bargaining`.

A lottery between two outcomes is worth a point on the line between them, so that two parties can
reach the convex hull of the outcomes. What is best for both of it is a line with corners, falling
from the second party's best to the first's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from unstuck.analysis._frontier import MOST_PLAIN
from unstuck.analysis._points import SAME

if TYPE_CHECKING:
    from unstuck.analysis._frontier import Array, Indices

Point = tuple[float, float]


def corners(points: Sequence[Point]) -> list[int]:
    """Return which points of a Pareto frontier are corners of the hull's.

    Parameters
    ----------
    points : sequence of (float, float)
        The Pareto frontier in order of the first number.
    """
    found: list[int] = []
    for i, point in enumerate(points):
        while len(found) > 1 and not _turns(points[found[-2]], points[found[-1]], point):
            found.pop()
        found.append(i)
    return found


def thinned(first: Array, second: Array, left: Indices) -> list[int]:
    """Return the indices of a long frontier without those that no corner can be.

    A point under the line between its neighbours is no corner, whether or not these are.
    """
    import numpy as np

    while len(left) > MOST_PLAIN:
        x, y = first[left], second[left]
        over = (y[1:-1] - y[:-2]) * (x[2:] - x[:-2]) > (y[2:] - y[:-2]) * (x[1:-1] - x[:-2])
        if over.all():
            break
        left = left[np.concatenate(([True], over, [True]))]
    kept: list[int] = left.tolist()
    return kept


def _turns(a: Point, b: Point, c: Point) -> bool:
    """Whether b lies outside of the line from a to c."""
    return (b[1] - a[1]) * (c[0] - a[0]) > (c[1] - a[1]) * (b[0] - a[0])


def rational(line: Sequence[Point], disagreement: Point) -> list[Point]:
    """Return the part of a frontier that is at least as good as the disagreement for both."""
    right = _from(line, disagreement[0])
    mirrored = [(b, a) for a, b in reversed(right)]
    return [(a, b) for b, a in reversed(_from(mirrored, disagreement[1]))]


def _from(line: Sequence[Point], limit: float) -> list[Point]:
    """Return the part of a falling line on which the first number is at least the limit."""
    start = next((i for i, point in enumerate(line) if point[0] >= limit - SAME), None)
    if start is None:
        return []
    rest = list(line[start:])
    if start == 0 or rest[0][0] <= limit + SAME:
        return rest
    a, b = line[start - 1], rest[0]
    return [_between(a, b, (limit - a[0]) / (b[0] - a[0])), *rest]


def _between(a: Point, b: Point, part: float) -> Point:
    """Return the point a part of the way from one to another."""
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])


def largest_product(line: Sequence[Point], disagreement: Point) -> Point:
    """Return the point of a line with the largest product of gains."""
    return max(
        (_best_of_segment(a, b, disagreement) for a, b in pairwise(line)),
        key=lambda point: (point[0] - disagreement[0]) * (point[1] - disagreement[1]),
        default=line[0],
    )


def _best_of_segment(a: Point, b: Point, disagreement: Point) -> Point:
    """Return the point of a segment with the largest product: the top of a parabola."""
    x, y = a[0] - disagreement[0], a[1] - disagreement[1]
    across, down = b[0] - a[0], a[1] - b[1]
    rise, bend = y * across - x * down, 2 * across * down  # of (x + across t) (y - down t)
    part = rise / bend if bend > 0 else math.copysign(1.0, rise)
    return _between(a, b, min(1.0, max(0.0, part)))


def along(line: Sequence[Point], disagreement: Point, pace: Point) -> Point:
    """Return the point of a line with the largest smallest gain, gains measured in paces."""

    def ahead(point: Point) -> float:
        """How much more the second party has gained there than the first, crosswise."""
        return (point[1] - disagreement[1]) * pace[0] - (point[0] - disagreement[0]) * pace[1]

    if ahead(line[0]) <= 0:
        return line[0]
    for a, b in pairwise(line):
        if ahead(b) <= 0:
            return _between(a, b, ahead(a) / (ahead(a) - ahead(b)))
    return line[-1]


def largest_sum(line: Sequence[Point]) -> Point:
    """Return the point of a line with the largest sum; of an edge of such points its middle."""
    top = max(map(math.fsum, line))
    best = [point for point in line if math.fsum(point) >= top - SAME]
    return _between(best[0], best[-1], 0.5)
