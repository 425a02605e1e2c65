"""Ends of axes: wide enough for what is shown, and steady while it moves."""

from __future__ import annotations

import math
from collections.abc import Iterable

from unstuck.analysis._checks import number
from unstuck.analysis.zopa import WidthDistribution

__all__ = ["frame", "legible", "widths_frame"]


def widths_frame(widths: WidthDistribution) -> tuple[float, float]:
    """Return ends of an axis for the widths worth showing, with 0 if that is not far off.

    Parameters
    ----------
    widths : WidthDistribution
        Of limits of which at least one is uncertain.

    Returns
    -------
    tuple of (float, float)
        All widths that are possible, but at most four standard deviations from the mean.
    """
    low = max(widths.points[0][0], widths.mean - 4 * widths.sd)
    high = min(widths.points[-1][0], widths.mean + 4 * widths.sd)
    span = high - low
    return (0.0 if 0 < low < span else low), (0.0 if -span < high < 0 else high)


def frame(values: Iterable[float]) -> tuple[float, float]:
    """Return ends of an axis that holds all values with some room, and moves in steps.

    Parameters
    ----------
    values : iterable of float
        At least one finite number.

    Returns
    -------
    tuple of (float, float)
        Multiples of a round step; the lower end is not below 0 unless a value is.

    Raises
    ------
    ValueError
        If there is no value, or one is no finite number.
    """
    known = [number(value, "A value of the axis") for value in values]
    if not known:
        raise ValueError("There must be at least one value for an axis and there is none; add one.")
    low, high = min(known), max(known)
    room = max((high - low) / 6, abs(high) / 50, abs(low) / 50) or 1.0
    step = _round_step(room)
    start = _clean(step * math.floor((low - room / 2) / step))
    end = _clean(step * math.ceil((high + room / 2) / step))
    return (0.0 if low >= 0 > start else start), end


def _clean(value: float) -> float:
    """Return the number without float dust, so that an axis ends at 5.1 and no other number."""
    return float(f"{value:.12g}")


def _round_step(size: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is not above the size."""
    power = 10.0 ** math.floor(math.log10(size))
    return float(max(times * power for times in (1, 2, 5) if times * power <= size * (1 + 1e-9)))


def legible(value: float) -> float:
    """Return an average as one would say it: from 100 on without a fraction of a unit.

    Parameters
    ----------
    value : float

    Returns
    -------
    float
    """
    return float(round(value)) if abs(value) >= 100 else value
