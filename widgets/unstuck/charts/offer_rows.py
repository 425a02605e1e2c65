"""Data for the pictures of one offer: the thermometer, and the prices that they may expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from unstuck.analysis.frames import frame
from unstuck.analysis.offers import LEVELS, Expectation

Row = dict[str, Any]
ROW = 44
ROWS_OF_CURVE = 3
CURVE = ROW * ROWS_OF_CURVE
"""Height of the curve in pixels: it stands over rows that hold nothing else."""

_POINTS = 120
_TINTS = (0.3, 0.12, 0.14, 0.3, 0.5)
_NARROWEST = 150
_EDGE = 0.2


def bands(labels: Sequence[str]) -> list[Row]:
    """The five bands of the thermometer, from generous to off the scale, with their words."""
    return [
        {
            "low": i,
            "high": i + 1,
            "mid": i + 0.5,
            "label": label,
            "tint": tint,
            "kind": "cool" if i < 2 else "hot",
        }
        for i, (label, tint) in enumerate(zip(labels, _TINTS, strict=True))
    ]


def felt_at(level: str) -> float:
    """Where a word that was chosen stands on the thermometer: in the middle of its band."""
    return next(i for i, each in enumerate(LEVELS) if each == level) + 0.5


def seen_at(heat: float) -> float:
    """Where a reading stands on the thermometer, its mark kept inside."""
    return min(max(heat, _EDGE), len(LEVELS) - _EDGE)


def chair_rows(lines: Iterable[Row]) -> list[Row]:
    """Lay lines out below the curve, one a row; empty rows keep its place."""
    known = list(lines)
    space = [line("space", "", "", known[0]["mid"]) for _ in range(ROWS_OF_CURVE)]
    return [{"row": number, **each} for number, each in enumerate([*space, *known])]


def line(
    kind: str,
    side: str,
    label: str,
    mid: float,
    low: float | None = None,
    high: float | None = None,
) -> Row:
    """One line of the picture: a point, and the ends of its range where it has one."""
    return {
        "kind": kind,
        "side": side,
        "label": label,
        "mid": mid,
        "low": mid if low is None else low,
        "high": mid if high is None else high,
    }


def chair_frame(expected: Expectation, rows: Iterable[Row]) -> tuple[float, float]:
    """Ends of an axis of prices that holds the curve and every line."""
    spread = [r.value + z * r.give for r in expected.references for z in (-3, 3)]
    return frame([*spread, *(row[end] for row in rows for end in ("low", "high"))])


def curve(expected: Expectation, offer: float, sells: bool, ends: tuple[float, float]) -> list[Row]:
    """The density of what they may expect, cut at the offer into kinder and harder prices.

    A reference that is certain is drawn as a narrow bell, since a point has no height.
    """
    low, high = ends
    at = sorted({low + (high - low) * i / _POINTS for i in range(_POINTS + 1)} | {offer})
    narrowest = (high - low) / _NARROWEST
    heights = [expected.density(price, narrowest) for price in at]
    top = max(heights) or 1.0
    told = []
    for price, height in zip(at, heights, strict=True):
        for part, inside in (("kinder", price <= offer), ("harder", price >= offer)):
            if inside if sells else (price >= offer if part == "kinder" else price <= offer):
                told.append({"at": price, "top": height / top, "part": part})
    return told
