"""Data for the picture of leaving against staying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unstuck.analysis.frames import frame
from unstuck.analysis.prospects import Ahead

LEAVE, STAY, BEHIND = range(3)
_STRETCH = 2.0
_EDGE = 0.3


def walk_data(
    told: Ahead, spent: float, labels: Mapping[str, str]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """The rows of the picture and its signals.

    Parameters
    ----------
    told : Ahead
        What staying may still bring and cost.
    spent : float
        What is spent already; its bar has the same scale and a place of its own.
    labels : mapping of str to str
        The words at ``leave``, ``stay``, ``deal``, ``none``, ``behind`` and ``beyond`` (which
        stands for ``behind`` where the bar is cut).

    Returns
    -------
    (dict, dict)
        Rows by data set, and the domain of the axis.
    """
    low, high = told.with_deal
    ends = [0.0, told.without_deal, *([low, high] if told.chance else [])]
    first, last = frame(ends)
    span = last - first
    if spent > span:
        last = first + min(spent, _STRETCH * span)
    cut = spent > last - first
    domain = (first, last)
    ways = [
        {"row": LEAVE, "label": labels["leave"]},
        {"row": STAY, "label": labels["stay"]},
    ]
    marks = [{"row": LEAVE, "at": 0.0, "label": "", "anchor": "middle"}]
    if told.no_deal > 0:
        at = told.without_deal
        marks.append(
            {"row": STAY, "at": at, "label": labels["none"], "anchor": _anchor(at, domain)}
        )
    deals = []
    if told.chance:
        middle = (low + high) / 2
        deals = [
            {"row": STAY, "low": low, "high": high, "mid": middle, "label": labels["deal"]}
            | {"anchor": _anchor(middle, domain)}
        ]
    kind = "better" if told.margin > 0 else "worse"
    average = [{"row": STAY, "at": told.margin, "kind": kind}]
    behind = [
        {
            "row": BEHIND,
            "low": first,
            "high": last if cut else first + spent,
            "label": labels["beyond" if cut else "behind"],
        }
    ]
    data = {"ways": ways, "marks": marks, "deals": deals, "average": average, "behind": behind}
    return data, {"domain": list(domain)}


def _anchor(at: float, domain: tuple[float, float]) -> str:
    """On which side of its words a mark stands, so that they stay inside the picture."""
    place = (at - domain[0]) / (domain[1] - domain[0])
    if place < _EDGE:
        return "start"
    return "end" if place > 1 - _EDGE else "middle"
