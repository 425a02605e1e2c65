"""Data for the picture of concessions: paths, levels, ends, and words that do not collide."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from unstuck.analysis.concessions import Dance, Walk
from unstuck.analysis.frames import frame
from unstuck.analysis.zopa import Zone

Row = dict[str, Any]
HEIGHT = 380
"""Height of the picture's frame in pixels."""

LINE = 17
"""Height of a line of words."""

_SIDES = ("you", "them")


def label(text: str, align: str, at: float, when: float = 0.0, above: bool = True) -> Row:
    """Words that want to stand over (or under) a price: left, right, or in the middle of `when`."""
    return {"label": text, "align": align, "price": at, "round": when, "above": above}


def level(side: str, kind: str, at: float | None) -> list[Row]:
    """A limit or a target as a line across, where it is known."""
    return [] if at is None else [{"side": side, "kind": kind, "at": at}]


def moving(dance: Dance) -> bool:
    """Whether anybody has had the chance of a second offer, so that there is a path to carry on."""
    return bool(dance.you.steps or dance.them.steps)


def path_rows(dance: Dance) -> list[Row]:
    """Both sides' offers and what is projected of them."""
    told = []
    for side, walk, ahead in (
        ("you", dance.you, dance.ahead_you),
        ("them", dance.them, dance.ahead_them),
    ):
        made = [*walk.offers]
        if made and made[-1][0] < dance.round:
            made.append((dance.round, made[-1][1]))
        told += [{"side": side, "kind": "made", "round": r, "at": a, "dot": True} for r, a in made]
        told += [
            {"side": side, "kind": "ahead", "round": r, "at": a, "dot": r == int(r) and i > 0}
            for i, (r, a) in enumerate(ahead if moving(dance) else ())
        ]
    return told


def last_round(dance: Dance, deadline: float | None) -> float:
    """The last round that the picture shows."""
    paths = (dance.ahead_you, dance.ahead_them) if moving(dance) else ()
    ahead = [point[0] for path in paths for point in path]
    return max([float(dance.round), 1.0, *ahead, *([] if deadline is None else [deadline])])


def rounds_frame(last: float) -> list[float]:
    """Ends of the axis of rounds, with room for marks at both."""
    return [-0.03 * last - 0.1, last * 1.03 + 0.1]


def doubt_ends(limit: float | None, give: float = 0.0) -> list[float]:
    """The ends of what their limit may be; empty where it is not known."""
    return [] if limit is None else [limit - give, limit + give]


def room(zone: Zone | None, their_limit: float | None, give: float) -> list[Row]:
    """The zone or gap as a band across, and what their limit may be."""
    told = []
    if zone is not None and zone.width != 0:
        kind = "zone" if zone.exists else "gap"
        told.append(
            {"kind": kind, "low": min(zone.low, zone.high), "high": max(zone.low, zone.high)}
        )
    if their_limit is not None and give > 0:
        low, high = doubt_ends(their_limit, give)
        told.append({"kind": "doubt", "low": low, "high": high})
    return told


def tail(dance: Dance, deadline: float | None) -> list[Row]:
    """Where the paths meet, or how far apart they are where the picture ends."""
    told: list[Row] = []
    last = last_round(dance, deadline)
    if dance.meeting is not None:
        price, when = dance.meeting.price, dance.meeting.at
        told.append({"kind": "meeting", "round": when, "low": price, "high": price, "at": price})
    elif dance.ahead_you and dance.ahead_them and moving(dance):
        ends = sorted((dance.ahead_you[-1][1], dance.ahead_them[-1][1]))
        middle = sum(ends) / 2
        told.append(
            {"kind": "apart", "round": last, "low": ends[0], "high": ends[1], "at": middle}
            | {"wide": ends[1] - ends[0]}
        )
    return told


def clock(deadline: float | None) -> list[Row]:
    """The last round there is, as a line from top to bottom."""
    return [] if deadline is None else [{"kind": "deadline", "round": deadline}]


def round_table(dance: Dance) -> list[list[float | None]]:
    """For each round what you offer and give, and what they do; None where there is nothing."""
    told = []
    for when in range(dance.round + 1):
        row: list[float | None] = []
        for walk in (dance.you, dance.them):
            known = dict(walk.offers)
            steps = {r + 1: step for (r, _), step in zip(walk.offers, walk.steps, strict=False)}
            row += [known.get(when), steps.get(when)]
        told.append(row)
    return told


def opening_label(side: Walk, text: str, sells: bool) -> list[Row]:
    """Words at an opening, on its outer side: a seller's above, a buyer's below."""
    if not side.offers:
        return []
    when, at = side.offers[0]
    return [label(text, "middle", at, when, above=sells)]


def prices_frame(rows: Iterable[Row], extra: Iterable[float]) -> tuple[float, float]:
    """Ends of the axis of prices, with room for words over and under what is drawn."""
    known = [*(row["at"] for row in rows), *extra]
    low, high = min(known), max(known)
    room = (high - low) * 2 * LINE / HEIGHT
    return frame([low - room if low - room >= 0 or low < 0 else low, high + room])


def placed(labels: Iterable[Row], ends: tuple[float, float]) -> list[Row]:
    """Give each label a height of its own, in pixels from the top, as near its price as can be."""
    low, high = ends
    told = []
    for row in labels:
        down = HEIGHT * (high - row["price"]) / (high - low)
        told.append(row | {"pixel": down - 11 if row["above"] else down + 13})
    told.sort(key=lambda row: row["pixel"])
    for previous, row in pairwise(told):
        row["pixel"] = max(row["pixel"], previous["pixel"] + LINE)
    limit = HEIGHT - LINE / 2
    for row in reversed(told):
        row["pixel"] = min(row["pixel"], limit)
        limit = row["pixel"] - LINE
    return told
