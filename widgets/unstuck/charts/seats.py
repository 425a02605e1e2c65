"""Data for the picture of a table and of the small groups that it can be split into."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import cos, pi, sin
from typing import Any

__all__ = ["groups_data"]

TABLE, RING, LIFT = 0.68, 0.48, 0.1
"""Radii of the large table and of the ring of groups; how far both sit above their words."""

_Seat = tuple[float, float]
_Row = dict[str, Any]


def groups_data(sizes: Sequence[int], whole: str, split: str) -> dict[str, list[_Row]]:
    """Seat the same people twice: round one table, and in groups with a speaker each.

    Parameters
    ----------
    sizes : sequence of int
        How many sit in each group, at least one.
    whole, split : str
        The words under the two tables.

    Returns
    -------
    dict
        Rows of the chart `table_links`: ``links``, ``people`` and ``titles``.
    """
    table = _ring(sum(sizes), (-1.0, LIFT), TABLE)
    groups = _groups(sizes)
    speakers = [group[0] for group in groups]
    within = [pair for seats in (table, *groups) for pair in combinations(seats, 2)]
    links = [_link(*pair, between=False) for pair in within]
    links += [_link(*pair, between=True) for pair in combinations(speakers, 2)]
    people = [_person(seat, seat in speakers) for seats in (table, *groups) for seat in seats]
    titles = [{"x": x, "y": -0.88, "told": words} for x, words in ((-1.0, whole), (1.0, split))]
    return {"links": links, "people": people, "titles": titles}


def _ring(count: int, centre: _Seat, radius: float, start: float = pi / 2) -> list[_Seat]:
    """Seats at even distances on a circle, the first in the direction `start`."""
    turns = (start + 2 * pi * n / count for n in range(count))
    x, y = centre
    return [(round(x + radius * cos(t), 4), round(y + radius * sin(t), 4)) for t in turns]


def _groups(sizes: Sequence[int]) -> list[list[_Seat]]:
    """Small circles on a ring; each speaker sits where it is nearest to the middle."""
    if len(sizes) == 1:
        return [_ring(sizes[0], (1.0, LIFT), TABLE)]
    apart = 2 * RING * sin(pi / len(sizes))
    radius = min(0.28, 0.36 * apart)
    told = []
    for n, size in enumerate(sizes):
        turn = pi / 2 + 2 * pi * n / len(sizes)
        centre = (1.0 + RING * cos(turn), LIFT + RING * sin(turn))
        told.append(_ring(size, centre, radius, turn + pi))
    return told


def _link(one: _Seat, other: _Seat, *, between: bool) -> _Row:
    return {"x": one[0], "y": one[1], "x2": other[0], "y2": other[1], "between": between}


def _person(seat: _Seat, speaks: bool) -> _Row:
    return {"x": seat[0], "y": seat[1], "speaks": speaks}
