"""The picture of a preparation sheet: its numbers on one line, and the zone as you see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unstuck.analysis.preparation import PreparationReading, around
from unstuck.analysis.table import TableScenario
from unstuck.analysis.table_prices import only_price, points_ends
from unstuck.content.numbers import show_money, show_number
from unstuck.kit.blocks import Block, chart
from unstuck.tools.preparation_sheet_fields import field

_YOURS = ("opening", "target", "limit")
_THEIRS = ("their_limit", "their_target")


def sheet_picture(
    fill: Callable[..., str],
    inputs: Any,
    result: PreparationReading,
    told: TableScenario | None,
    currency: str,
) -> Block:
    """Draw what is known of the numbers."""
    points = told is not None and only_price(told) is None
    known = {
        name: value
        for name in (*_YOURS, *_THEIRS)
        if (value := getattr(inputs, field(inputs.scenario, name), None)) is not None
    }
    shown = {n: show_number(v) if points else show_money(v, currency) for n, v in known.items()}
    labels = {name: fill(f"mark_{name}", at=text) for name, text in shown.items()}
    marks = [
        {"row": row, "side": "you" if name in _YOURS else "them", "at": known[name], "label": label}
        for row, (name, label) in enumerate(labels.items())
    ]
    return chart(
        "table_sheet",
        title=_title(fill, result, bool(known)),
        sentence=fill("sentence" if known else "sentence_empty"),
        head=[fill("number"), fill("value")],
        rows=[[fill(f"name_{name}"), text] for name, text in shown.items()] or [[fill("none"), ""]],
        data={"marks": marks, "band": _band(result)},
        signals={"domain": list(_domain(known, told)), "points": points},
    )


def _title(fill: Callable[..., str], result: PreparationReading, known: bool) -> str:
    zone = result.zone
    if zone is None:
        return fill("title_some" if known else "title_empty")
    return fill("title_zone" if zone.exists else "title_gap", width=abs(zone.width))


def _band(result: PreparationReading) -> list[dict[str, Any]]:
    zone = result.zone
    if zone is None:
        return []
    low, high = sorted((zone.low, zone.high))
    return [{"low": low, "high": high, "kind": "zone" if zone.exists else "gap"}]


def _domain(known: dict[str, float], told: TableScenario | None) -> tuple[float, float]:
    price = only_price(told) if told is not None else None
    if told is not None and price is None:
        return points_ends(told)
    low, high = (price.low, price.high) if price is not None else (0.0, 1000.0)
    return around(known.values(), low, high)
