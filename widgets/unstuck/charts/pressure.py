"""The pictures of module 02 on tables: what seats at the table and time for proposals do."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

TOP, HEIGHT, LINE = 76, 190, 24
_PERCENT = "datum.value * 100 + '\\u00a0%'"


def _up(field: str) -> alt.Y:
    axis = alt.Axis(values=[0, 0.5, 1], labelExpr=_PERCENT, title=None, domain=False, ticks=False)
    scale = alt.Scale(domain=[0, 1], range=[TOP + HEIGHT, TOP], nice=False)
    return alt.Y(field, type="quantitative", axis=axis, scale=scale)


def _boxes(kind: str) -> dict[str, Any]:
    """How each of the three endings looks: full, hatched edge, plain edge."""
    looks: dict[str, dict[str, Any]] = {
        "in_time": {"fill": colour("zone"), "stroke": colour("zone"), "strokeWidth": 1},
        "too_late": {
            "fill": colour("zone"),
            "fillOpacity": 0.14,
            "stroke": colour("zone"),
            "strokeWidth": 1.5,
            "strokeDash": [4, 3],
        },
        "none": {"fill": None, "stroke": colour("muted"), "strokeWidth": 1},
    }
    return looks[kind]


def _key() -> list[alt.Chart]:
    """The three endings in words, one line each, above the bars."""
    layers = []
    for line, kind in enumerate(("in_time", "too_late", "none")):
        base = alt.Chart(named("key")).transform_filter(f"datum.kind == '{kind}'")
        at = line * LINE
        box = base.mark_rect(**_boxes(kind), cornerRadius=2).encode(
            x=alt.value(1), x2=alt.value(17), y=alt.value(at), y2=alt.value(at + 15)
        )
        words = base.mark_text(align="left", fontSize=FONT, baseline="middle").encode(
            x=alt.value(26), y=alt.value(at + 8), text="told:N"
        )
        layers += [box, words]
    return layers


@chart("deal_seats")
def deal_seats() -> Any:
    """How talks end, by the number of parties: in time, too late, or with nothing that fits."""
    seats = alt.Chart(named("seats"))
    across = alt.X(
        "parties:O",
        axis=alt.Axis(title="Parties at the table", labelAngle=0, domain=False, ticks=False),
        scale=alt.Scale(paddingInner=0.18, paddingOuter=0.08),
    )
    parts = [
        seats.transform_filter(f"datum.{high} - datum.{low} > 0.0005")
        .mark_rect(**_boxes(kind), cornerRadius=2)
        .encode(x=across, y=_up(low), y2=f"{high}:Q")
        for kind, low, high in (
            ("in_time", "zero", "in_time"),
            ("too_late", "in_time", "exists"),
            ("none", "exists", "one"),
        )
    ]
    here = seats.transform_filter("datum.here").mark_rect(
        fill=None, stroke=colour("ink"), strokeWidth=3, cornerRadius=3
    )
    above = seats.transform_calculate(
        thin="datum.exists - datum.in_time < 0.13",
        at="!datum.thin ? datum.in_time : datum.exists < 0.9 ? datum.exists : datum.in_time - 0.12",
    )
    size: dict[str, Any] = {"dy": -9, "fontSize": FONT}
    bold = alt.ExprRef("datum.here ? 'bold' : 'normal'")
    rim = above.mark_text(
        **size, stroke=colour("surface"), strokeWidth=4, strokeJoin="round", fontWeight=bold
    )
    words = above.mark_text(**size, fontWeight=bold)
    layers = [
        *parts,
        here.encode(x=across, y=_up("zero"), y2="one:Q"),
        rim.encode(x=across, y=_up("at"), text="told:N"),
        words.encode(x=across, y=_up("at"), text="told:N"),
        *_key(),
    ]
    return finished(alt.layer(*layers), height=TOP + HEIGHT)


@chart("deal_tries")
def deal_tries() -> Any:
    """The chance of a deal by the number of proposals that can be tried."""
    tries = alt.Chart(named("tries"))
    across = alt.X(
        "proposals:Q",
        axis=alt.Axis(title="Proposals before the deadline", tickMinStep=1, tickCount=8),
        scale=alt.Scale(domain=[0.5, 20.5], nice=False, zero=False),
    )
    scale = alt.Scale(domain=[0, 1], range=[HEIGHT + 20, 20], nice=False)
    axis = alt.Axis(values=[0, 0.5, 1], labelExpr=_PERCENT, title=None, domain=False, ticks=False)
    up = alt.Y("chance:Q", axis=axis, scale=scale)
    ceiling = alt.Chart(named("ceiling"))
    over = ceiling.mark_rule(color=colour("muted"), strokeWidth=1.5, strokeDash=[6, 4])
    named_over = ceiling.mark_text(
        x=alt.ExprRef("datum.left ? 4 : width"),
        align=alt.ExprRef("datum.left ? 'left' : 'right'"),
        dy=-9,
        fontSize=FONT,
    ).encode(y=up, text="told:N")
    curve = tries.mark_line(color=colour("zone"), strokeWidth=2.5, interpolate="monotone")
    dots = tries.mark_point(filled=True, size=34, opacity=1, color=colour("zone"))
    here = tries.transform_filter("datum.here")
    spot = here.mark_point(
        filled=True, size=190, opacity=1, fill=colour("ink"), stroke=colour("surface")
    )
    told: dict[str, Any] = {"fontSize": FONT + 1, "fontWeight": "bold"}
    late = alt.ExprRef("datum.proposals > 12 ? 'right' : 'left'")
    words = here.mark_text(  # the curve climbs: there is room to the right and below
        **told, align=late, dy=18, dx=alt.ExprRef("datum.proposals > 12 ? 4 : 8")
    )
    low = here.transform_filter("datum.chance < 0.15").mark_text(**told, align=late, dy=-20)
    layers = [
        over.encode(x=alt.value(0), x2=alt.value("width"), y=up),
        named_over,
        curve.encode(x=across, y=up),
        dots.encode(x=across, y=up),
        spot.encode(x=across, y=up),
        words.transform_filter("datum.chance >= 0.15").encode(x=across, y=up, text="told:N"),
        low.encode(x=across, y=up, text="told:N"),
    ]
    return finished(alt.layer(*layers), height=HEIGHT + 20)
