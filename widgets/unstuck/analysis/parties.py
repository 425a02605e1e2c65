"""The prices that three or more parties can all accept; public through `analysis.zopa`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from unstuck.analysis._checks import number

__all__ = ["CommonZone", "common_zone"]


@dataclass(frozen=True)
class CommonZone:
    """The prices that all parties can accept.

    Attributes
    ----------
    low, high : float or None
        The highest of the "at least" limits and the lowest of the "at most" limits; None where no
        party sets one. Without a zone they are the two edges of the gap.
    width : float or None
        ``high - low``, negative for a gap; None where one side is open.
    exists : bool
        Whether there is a price for all.
    closed_below_by, closed_above_by : tuple of str
        Whose limit sets `low` and whose sets `high`; several names where limits are equal. Without
        a zone these are the parties who stand against each other.
    """

    low: float | None
    high: float | None
    width: float | None
    exists: bool
    closed_below_by: tuple[str, ...]
    closed_above_by: tuple[str, ...]


def common_zone(limits: Mapping[str, tuple[Literal["at least", "at most"], float]]) -> CommonZone:
    """Find the prices that every party can accept, and who narrows them.

    Every added party can only narrow the zone.

    Parameters
    ----------
    limits : mapping of str to (str, float)
        For each party ``"at least"`` or ``"at most"``, and its limit in one currency; at least one
        party: ``{"owner": ("at least", 300), "buyer": ("at most", 340)}``.

    Returns
    -------
    CommonZone

    Raises
    ------
    ValueError
        If there is no party, a limit is no finite number, or it is neither "at least" nor
        "at most".
    """
    floors: dict[str, float] = {}
    ceilings: dict[str, float] = {}
    if not isinstance(limits, Mapping) or not limits:
        raise ValueError("There must be at least one party and there is none; add one.")
    for party, entry in limits.items():
        if not isinstance(entry, tuple | list) or len(entry) != 2:
            raise ValueError(
                f"The limit of '{party}' must be a pair such as ('at least', 300), not {entry!r}."
                " Give it as one."
            )
        kind, limit = entry
        if kind not in ("at least", "at most"):
            raise ValueError(
                f"The limit of '{party}' must be 'at least' or 'at most', not {kind!r}; "
                "choose one of the two."
            )
        side = floors if kind == "at least" else ceilings
        side[party] = number(limit, f"The limit of '{party}'")
    low = max(floors.values(), default=None)
    high = min(ceilings.values(), default=None)
    width = None if low is None or high is None else high - low
    return CommonZone(
        low,
        high,
        width,
        width is None or width >= 0,
        tuple(party for party, limit in floors.items() if limit == low),
        tuple(party for party, limit in ceilings.items() if limit == high),
    )
