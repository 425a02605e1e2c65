"""Amounts as exact as a reader can use."""

from __future__ import annotations

from unstuck.analysis._checks import number

__all__ = ["readable"]

WHOLE_FROM = 100


def readable(amount: float) -> float:
    """Round an estimate for reading: whole from 100 on, two decimals from 1 on, three below.

    Parameters
    ----------
    amount : float
        An amount of money, a probability or the like.

    Returns
    -------
    float
        Never minus 0.

    Raises
    ------
    ValueError
        If it is no finite number.

    Examples
    --------
    >>> readable(207047.619), readable(4.6348), readable(0.40464)
    (207048.0, 4.63, 0.405)
    """
    value = number(amount, "A number to be shown")
    size = abs(value)
    return round(value, 0 if size >= WHOLE_FROM else 2 if size >= 1 else 3) + 0.0
