"""Data for the tornado chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from unstuck.analysis.batna import TornadoBar

ROOM = 0.4
"""Room for the words at the ends of the bars, as a share of what the bars reach."""


def estimate(name: str) -> str:
    """The name of an input with what it is first, so that a short line still tells it.

    Examples
    --------
    >>> estimate("court: chance of outcome 1")
    'chance of outcome 1 · court'
    """
    plan, _, what = name.rpartition(": ")
    return f"{what} · {plan}" if plan else what


def tornado_data(
    bars: Sequence[TornadoBar], base: float, written: Callable[[str, float], str]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """Lay out a tornado.

    Parameters
    ----------
    bars : sequence of TornadoBar
        At least one, widest first.
    base : float
        What the best alternative is worth with the inputs as given.
    written : callable
        Gives the value of an input, named as the bar is, in its unit.

    Returns
    -------
    data : dict
        Rows of the chart `batna_tornado`: ``bars`` and ``now``.
    signals : dict
        Its ``domain``.
    """
    rows = []
    for line, bar in enumerate(bars):
        name = estimate(bar.name)
        name = f"{name} (another plan)" if bar.changes_best else name
        left = "low" if bar.at_low < bar.at_high else "high"
        for end, value, to in (("low", bar.low, bar.at_low), ("high", bar.high, bar.at_high)):
            tip = written(bar.name, value)
            row = {"line": line, "name": name, "end": end, "to": to, "base": base, "tip": tip}
            rows.append(row | {"left": end == left})
    reached = [base, *(to for bar in bars for to in (bar.at_low, bar.at_high))]
    low, high = min(reached), max(reached)
    room = (high - low) * ROOM
    return {"bars": rows, "now": [{"base": base}]}, {"domain": [low - room, high + room]}
