"""Data for the picture of what the other side's limit may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
ROOM = 0.06
"""Room at either end, as a share of what the rows reach."""


def range_row(
    kind: str,
    name: str,
    *,
    mid: float | None = None,
    low: float | None = None,
    high: float | None = None,
    side: str = "them",
) -> Row:
    """One line of the picture.

    Parameters
    ----------
    kind : {"option", "limit", "after", "you", "target", "price"}
    name : str
        The words above the line.
    mid, low, high : float, optional
        A point and the ends of a range.
    side : {"them", "you"}
    """
    return {"kind": kind, "name": name, "mid": mid, "low": low, "high": high, "side": side}


def range_data(rows: Sequence[Row], price: float) -> tuple[dict[str, list[Row]], dict[str, Any]]:
    """Lay out lines above one another, all on one scale of prices.

    Parameters
    ----------
    rows : sequence of dict
        From `range_row`, top to bottom.
    price : float
        The price that is talked about.

    Returns
    -------
    data : dict
        Rows of the chart `counterpart_range`: ``rows`` and ``price``.
    signals : dict
        Its ``domain``.
    """
    reached = [price, *(row[key] for row in rows for key in ("low", "mid", "high") if row[key])]
    low, high = min(reached), max(reached)
    room = (high - low) * ROOM or max(1.0, abs(high) * ROOM)
    placed = [{"line": line, **row} for line, row in enumerate(rows)]
    return {"rows": placed, "price": [{"at": price}]}, {"domain": [low - room, high + room]}
