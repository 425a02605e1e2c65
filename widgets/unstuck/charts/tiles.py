"""Data for pictures made of tiles: signs for and against, sentences by response."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
_LEAST = 4
_GAP = 0.1


def sign_rows(
    name: str, told: str, spoke: Sequence[bool], against: Sequence[bool], *, possible: bool = True
) -> Row:
    """One kind of failure: its name, how it stands, and a tile for each sign.

    Parameters
    ----------
    name, told : str
        The words at the two ends of the line.
    spoke, against : sequence of bool
        For each sign whether it decides alone.
    possible : bool
        Whether signs can count here at all.
    """
    return {
        "name": name,
        "told": told,
        "open": possible,
        "spoke": list(spoke),
        "against": list(against),
    }


def sign_data(rows: Sequence[Row]) -> tuple[dict[str, list[Row]], dict[str, Any]]:
    """Lay out the lines: signs against grow to the left of the middle, signs for to the right.

    Returns
    -------
    data : dict
        Rows of the chart `failure_signs`: ``kinds`` and ``tiles``.
    signals : dict
        Its ``reach``, in tiles, to either side.
    """
    kinds, tiles = [], []
    for line, row in enumerate(rows):
        kinds.append({"line": line, "name": row["name"], "told": row["told"], "open": row["open"]})
        for side, signs in ((1, row["spoke"]), (-1, row["against"])):
            for place, decides in enumerate(sorted(signs, reverse=True)):
                tiles.append(
                    {
                        "line": line,
                        "start": side * (place + _GAP),
                        "end": side * (place + 1),
                        "side": "for" if side > 0 else "against",
                        "decides": decides,
                    }
                )
    reach = max([_LEAST, *(abs(tile["end"]) for tile in tiles)])
    return {"kinds": kinds, "tiles": tiles}, {"reach": reach}


def lane_data(
    lanes: Sequence[tuple[str, str]],
    marks: Sequence[int | None],
    notes: Sequence[str] | None = None,
) -> tuple[dict[str, list[Row]], dict[str, Any]]:
    """Lay out texts in their order, each in the lane that it was put into.

    Parameters
    ----------
    lanes : sequence of (str, str)
        Four at the most, from the top: a name, and the words at the other end of its line.
    marks : sequence of int or None
        For each text its lane, None while it has none.
    notes : sequence of str, optional
        For each text ``"right"``, ``"differs"`` or ``""``.

    Returns
    -------
    data : dict
        Rows of the chart `response_lanes`: ``lanes`` and ``texts``.
    signals : dict
        Its ``count``, at least 6, and ``lines``.
    """
    told = notes or [""] * len(marks)
    texts = [
        {"place": place, "lane": lane, "number": place + 1, "note": note}
        for place, (lane, note) in enumerate(zip(marks, told, strict=True))
        if lane is not None
    ]
    named = [{"lane": line, "name": name, "told": end} for line, (name, end) in enumerate(lanes)]
    return {"lanes": named, "texts": texts}, {
        "count": max(6, len(marks)),
        "lines": len(lanes),
    }
