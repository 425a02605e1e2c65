"""The picture of module 09: leaving against staying, what is spent drawn apart."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, MONEY, chart, colour, finished, named

ROW = 92
TITLE, MARK, ABOVE, BELOW = -28, 14, -8, 35
ANCHORS: dict[str, Any] = {"start": "left", "middle": "center", "end": "right"}


def _row() -> alt.Y:
    scale = alt.Scale(domain=[0, 1, 2], paddingInner=0, paddingOuter=0)
    return alt.Y("row:O", axis=None, scale=scale)


def _x(field: str) -> alt.X:
    axis = alt.Axis(
        orient="top",
        title="Compared with leaving now",
        labelExpr=f"datum.value > 0 ? '+' + ({MONEY}) : {MONEY}",
        tickCount=alt.ExprRef("narrow ? 3 : 7"),
        labelFlush=True,
    )
    scale = alt.Scale(domain=alt.ExprRef("domain"), nice=False, zero=False)
    return alt.X(f"{field}:Q", axis=axis, scale=scale)


def _heads(data: str, shade: str) -> list[Any]:
    """The words that name a row, at its left."""
    look: dict[str, Any] = {
        "align": "left",
        "x": 2,
        "yOffset": TITLE,
        "fontSize": FONT,
        "fontWeight": "bold",
        "limit": alt.ExprRef("width - 4"),
    }
    told, ground = alt.Chart(named(data)), colour("surface")
    rim = told.mark_text(**look, color=ground, stroke=ground, strokeWidth=5, strokeJoin="round")
    words = told.mark_text(**look, color=colour(shade))
    return [each.encode(y=_row(), text="label:N") for each in (rim, words)]


def _labels(data: str, at: str, offset: int) -> list[Any]:
    """Words at a mark, kept inside the picture; one layer for each side they may stand on."""
    return [
        alt.Chart(named(data))
        .transform_filter(f"datum.anchor == '{anchor}'")
        .mark_text(align=align, yOffset=offset, fontSize=FONT, color=colour("ink"))
        .encode(x=_x(at), y=_row(), text="label:N")
        for anchor, align in ANCHORS.items()
    ]


@chart("walk_ahead")
def walk_ahead() -> Any:
    """Leaving and staying on one scale, in rows of one size; what is spent lies below a line."""
    ways, marks = alt.Chart(named("ways")), alt.Chart(named("marks"))
    deals, behind = alt.Chart(named("deals")), alt.Chart(named("behind"))
    average = alt.Chart(named("average"))
    even = alt.Chart(named("marks")).transform_filter("datum.row == 0")
    shades = alt.Scale(domain=["better", "worse"], range=[colour("zone"), colour("gap")])
    rail = ways.mark_rule(color=colour("line"), strokeWidth=1, yOffset=MARK)
    zero = even.mark_rule(
        color=colour("muted"), strokeDash=[4, 4], yOffset=MARK, y2Offset=MARK + ROW
    )
    band = deals.mark_bar(size=16, yOffset=MARK, color=colour("you"), opacity=0.55)
    only = deals.mark_point(
        shape="circle", size=150, filled=True, opacity=1, yOffset=MARK, color=colour("you")
    )
    dot = marks.mark_point(
        shape="circle",
        size=170,
        opacity=1,
        strokeWidth=2.5,
        yOffset=MARK,
        stroke=colour("you"),
        fill=colour("surface"),
    )
    tick = average.mark_tick(size=30, thickness=6, opacity=1, yOffset=MARK)
    apart = behind.mark_rule(color=colour("muted"), strokeWidth=1.5, yOffset=-ROW / 2 + 4)
    gone = behind.mark_bar(
        size=16,
        yOffset=MARK,
        color=colour("line"),
        stroke=colour("muted"),
        strokeDash=[3, 3],
    )
    layers = [
        rail.encode(y=_row()),
        zero.encode(x=_x("at"), y=_row(), y2=alt.Y2("row")),
        band.encode(x=_x("low"), x2="high:Q", y=_row()),
        only.transform_filter("datum.low == datum.high").encode(x=_x("low"), y=_row()),
        tick.encode(x=_x("at"), y=_row(), color=alt.Color("kind:N", legend=None, scale=shades)),
        dot.encode(x=_x("at"), y=_row()),
        apart.encode(y=_row()),
        gone.encode(x=_x("low"), x2="high:Q", y=_row()),
        *_heads("ways", "ink"),
        *_heads("behind", "muted"),
        *_labels("deals", "mid", ABOVE),
        *_labels("marks", "at", BELOW),
    ]
    return finished(alt.layer(*layers), height=alt.Step(ROW), domain=[-5_000, 6_000], narrow=False)
