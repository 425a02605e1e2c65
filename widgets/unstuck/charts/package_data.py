"""Data for the picture of all packages, each at what it is worth to both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Pair = Sequence[float]
ROOM = 0.08
"""Room around the packages, as a share of what they span."""


def package_data(
    rows: Sequence[Pair],
    frontier: Sequence[int],
    limits: Pair,
    marks: Sequence[tuple[str, Pair, str]],
    *,
    possible: bool,
    names: Mapping[str, str],
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """Lay out packages, frontier, alternatives and marks.

    Parameters
    ----------
    rows : sequence of pairs
        What each package is worth to you and to them, in points.
    frontier : sequence of int
        The efficient ones, in order of your points.
    limits : pair
        What each side's alternative is worth.
    marks : sequence of (kind, pair, label)
        Packages to be named: ``table``, ``half``, ``offer``, ``trade``. Those at one place share
        a label.
    possible : bool
        Whether some package beats both alternatives.
    names : mapping
        Words for ``you`` and ``them``: the labels of the two limits.

    Returns
    -------
    data : dict
        Rows of the chart `package_space`: ``packages``, ``frontier``, ``limits``, ``corner``,
        ``marks``, ``labels``.
    signals : dict
        Its ``across`` and ``up``: the domains of the two axes.
    """
    across, up = (_span([row[side] for row in rows], limits[side]) for side in (0, 1))
    dots = [{"x": x, "y": y} for x, y in dict.fromkeys((row[0], row[1]) for row in rows)]
    best = [{"x": rows[i][0], "y": rows[i][1]} for i in frontier]
    lines: list[dict[str, Any]] = [
        {"side": "you", "at": limits[0], "label": names["you"]},
        {"side": "them", "at": limits[1], "label": names["them"]},
    ]
    corner: list[dict[str, Any]] = [
        {
            "x": max(limits[0], across[0]),
            "y": max(limits[1], up[0]),
            "x2": across[1],
            "y2": up[1],
            "kind": "zone" if possible else "gap",
        }
    ]
    placed: list[dict[str, Any]] = [{"kind": kind, "x": at[0], "y": at[1]} for kind, at, _ in marks]
    data: dict[str, list[dict[str, Any]]] = {
        "packages": dots,
        "frontier": best,
        "limits": lines,
        "corner": corner,
        "marks": placed,
        "labels": _labels(marks, across),
    }
    return data, {"across": list(across), "up": list(up)}


def _span(values: Sequence[float], limit: float) -> tuple[float, float]:
    """The domain of an axis: all packages and the alternative, with room around them."""
    low, high = min(*values, limit), max(*values, limit)
    room = (high - low) * ROOM or 1.0
    return low - room, high + room


def _labels(
    marks: Sequence[tuple[str, Pair, str]], across: tuple[float, float]
) -> list[dict[str, Any]]:
    """One label for each place; words are written towards the middle, letters to the right."""
    told: dict[tuple[float, float], list[str]] = {}
    for _, at, label in marks:
        if label:
            told.setdefault((at[0], at[1]), []).append(label)
    middle, far = ((1 - share) * across[0] + share * across[1] for share in (0.5, 0.9))
    return [
        {
            "x": x,
            "y": y,
            "label": ", ".join(dict.fromkeys(words)),
            "left": x > (far if max(map(len, words)) == 1 else middle),
        }
        for (x, y), words in told.items()
    ]
