"""Data for the picture of needs: what meeting each does to both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def pull_data(needs: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Lay out needs below one another, each with its two pulls.

    Parameters
    ----------
    needs : sequence of mapping
        Each with `name`, `relation`, `tag`, `said`, and what meeting it does to ``you`` and
        ``them``, from -3 to 3.

    Returns
    -------
    dict
        Rows of the chart `interest_pull`: ``needs``, and ``pulls``, two for each need.
    """
    placed = [
        {"row": row, **{key: need[key] for key in ("name", "relation", "tag")}}
        for row, need in enumerate(needs)
    ]
    pulls = [
        {"row": row, "side": side, "at": need[side], "from": 0, "said": need["said"]}
        for row, need in enumerate(needs)
        for side in ("you", "them")
    ]
    return {"needs": placed, "pulls": pulls}
