"""The rows of the picture `zopa_line`, for the tools that draw prices on a line.

A row has one label and one or more marks; each mark is a plain dict with its row, kind, side,
label, the ends of its bar (`low`, `high`) and the place of its symbol (`mid`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from unstuck.analysis.beliefs import Belief
from unstuck.analysis.exploring import Exploration
from unstuck.analysis.guesses import reach
from unstuck.analysis.zopa import Zone

Mark = dict[str, Any]
Fill = Callable[..., str]


def numbered(lines: Iterable[list[Mark]]) -> list[Mark]:
    """Lay the lines that hold anything one below the other."""
    kept = [line for line in lines if line]
    return [{"row": n, **mark} for n, line in enumerate(kept) for mark in line]


def mark(kind: str, side: str, label: str, low: float, high: float, mid: float) -> Mark:
    """One mark, its ends in order."""
    low, high = sorted((low, high))
    return {"kind": kind, "side": side, "label": label, "low": low, "high": high, "mid": mid}


def side_of(role: str, party: str) -> str:
    """Whose mark it is: yours, theirs, or nobody's."""
    return ("you" if party == role else "them") if party else ""


def called(fill: Fill, role: str, party: str, form: str) -> str:
    """A side in words, such as "you" or "the seller", in the form that the sentence needs."""
    return fill(f"{form}_you" if party == role else f"{form}_{party}")


def limit(
    fill: Fill, role: str, party: str, belief: Belief, accepts: tuple[float, float]
) -> list[Mark]:
    """A limit, the prices that it accepts, and how unsure it is."""
    form = "row_least" if party == "seller" else "row_most"
    label = fill(
        form if belief.sd == 0 else "row_about",
        whose=called(fill, role, party, "whose"),
        at=belief.mean,
    )
    side = side_of(role, party)
    line = [mark("limit", side, label, *accepts, belief.mean)]
    if belief.sd > 0:
        line.append(mark("unsure", side, "", *reach(belief), belief.mean))
    return line


def rows(fill: Fill, inputs: Any, result: Exploration, ends: tuple[float, float]) -> list[Mark]:
    """All that ZopaExplorer shows on the line, from top to bottom."""
    role, zone = inputs.role, result.common or result.zone
    width = abs(zone.width or 0.0)
    band = fill(("row_zone" if width else "row_point") if zone.exists else "row_gap", width=width)
    low, high = zone.low or 0.0, zone.high or 0.0

    def at(kind: str, party: str, price: float | None) -> list[Mark]:
        if price is None:
            return []
        whose = called(fill, role, party, "whose") if party else ""
        label = fill(f"row_{kind}", whose=whose, at=price)
        return [mark(kind, side_of(role, party), label, price, price, price)]

    return numbered(
        [
            at("price", "", inputs.price),
            at("offer", "seller", inputs.seller_offer),
            at("target", "seller", inputs.seller_target),
            limit(fill, role, "seller", result.seller, (result.zone.low, ends[1])),
            [mark("zone" if zone.exists else "gap", "", band, low, high, low)],
            _new(fill, result.with_issue),
            *_kept(fill, inputs, result),
            limit(fill, role, "buyer", result.buyer, (ends[0], result.zone.high)),
            at("target", "buyer", inputs.buyer_target),
            at("offer", "buyer", inputs.buyer_offer),
            _third(fill, inputs, ends),
        ]
    )


def _new(fill: Fill, zone: Zone | None) -> list[Mark]:
    """The zone or gap that something new in the deal leaves."""
    if zone is None:
        return []
    kind = "new_zone" if zone.exists else "new_gap"
    label = fill(f"row_{kind}", width=abs(zone.width))
    return [mark(kind, "", label, zone.low, zone.high, zone.low)]


def _kept(fill: Fill, inputs: Any, result: Exploration) -> list[list[Mark]]:
    """What the price leaves each side, as two bars from its limit to the price."""
    told = result.shares
    if told is None:
        return []
    parts = (
        ("seller", result.zone.low, told.seller_margin, told.seller_share),
        ("buyer", result.zone.high, told.buyer_margin, told.buyer_share),
    )
    lines = []
    for party, own, margin, share in parts:
        kind = "share" if margin >= 0 else "loss"
        label = fill(
            f"row_{kind}" if share is None else "row_share_of",
            who=called(fill, inputs.role, party, "gains" if margin >= 0 else "loses"),
            amount=abs(margin),
            share=share or 0.0,
        )
        side = side_of(inputs.role, party)
        lines.append([mark(kind, side, label, own, inputs.price, own)])
    return lines


def _third(fill: Fill, inputs: Any, ends: tuple[float, float]) -> list[Mark]:
    if not inputs.third:
        return []
    own, least = inputs.third_limit, inputs.third_side == "at least"
    told = fill("row_third_least" if least else "row_third_most", at=own)
    low, high = (own, ends[1]) if least else (ends[0], own)
    name = inputs.third_called
    return [mark("limit", "third", f"{name[:1].upper()}{name[1:]}: {told}", low, high, own)]
