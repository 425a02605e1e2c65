"""Needs that are met in full or not at all, and what an equal split does to them.

References
----------
M. P. Follett, "Constructive Conflict", 1925, in *Dynamic Administration*, 1942: compromise, where
each gives up something, against integration, where nobody has to.
"""

from __future__ import annotations

from collections.abc import Sequence

from unstuck.analysis._checks import number

__all__ = ["needs_met"]

_DUST = 1e-9


def needs_met(total: float, needs: Sequence[float]) -> int:
    """Count the needs that an equal split of something meets.

    Parameters
    ----------
    total : float
        How much there is to share, such as hours; 0 or more.
    needs : sequence of float
        How much each side needs, in the same unit; less than that is of no use to it. At least one.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If there is no need, or an amount is negative or no finite number.

    Examples
    --------
    Six hours halved are three for each, and four are needed by one of them.

    >>> needs_met(6, [4, 2])
    1
    """
    whole = number(total, "What there is to share", at_least=0)
    if not needs:
        raise ValueError("There must be at least one need and there is none; add one.")
    share = whole / len(needs)
    wanted = [number(need, f"Need {i}", at_least=0) for i, need in enumerate(needs, start=1)]
    return sum(share >= need - _DUST for need in wanted)
