"""Pictures of one's own learning: each idea before and after, and how sure against how right."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

ROW = 46
DOWN = 11


def _row() -> alt.Y:
    return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _score(field: str) -> alt.X:
    axis = alt.Axis(
        title="Ring: before the course. Full: after it.",
        values=[0, 0.5, 1],
        labelExpr="{0: 'wrong', 0.5: narrow ? '' : 'half right', 1: 'right'}[datum.value]",
        labelOverlap=False,
        tickSize=0,
        domain=False,
    )
    return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[-0.12, 1.12], nice=False))


@chart("learning_gain")
def learning_gain() -> Any:
    """Each idea on a line of its own: the first answer before the course and the one after it."""
    rows = alt.Chart(named("ideas")).transform_calculate(none="0", all="1")
    both = rows.transform_filter("isValid(datum.before) && isValid(datum.after)")
    moves = alt.Scale(
        domain=["up", "down", "same"], range=[colour("zone"), colour("gap"), colour("line")]
    )
    track = rows.mark_rule(strokeWidth=2, color=colour("line"), yOffset=DOWN)
    path = both.transform_filter("datum.move != 'same'").mark_rule(strokeWidth=6, yOffset=DOWN)
    ring = rows.transform_filter("isValid(datum.before)").mark_point(
        shape="circle", size=330, strokeWidth=2.5, opacity=1, yOffset=DOWN, stroke=colour("you")
    )
    full = rows.transform_filter("isValid(datum.after)").mark_point(
        shape="circle", size=120, filled=True, opacity=1, yOffset=DOWN, color=colour("you")
    )
    words = rows.mark_text(
        align="left", x=2, dy=-11, fontSize=FONT, color=colour("ink"), limit=alt.ExprRef("width")
    )
    layers = [
        track.encode(x=_score("none"), x2="all:Q", y=_row()),
        path.encode(
            x=_score("before"),
            x2="after:Q",
            y=_row(),
            color=alt.Color("move:N", legend=None, scale=moves),
        ),
        ring.encode(x=_score("before"), y=_row()),
        full.encode(x=_score("after"), y=_row()),
        words.encode(y=_row(), text="label:N"),
    ]
    return finished(alt.layer(*layers), height=alt.Step(ROW), narrow=False)


def _word() -> alt.X:
    axis = alt.Axis(title=None, labelAngle=0, tickSize=0, domain=False, labelPadding=10)
    return alt.X("word:N", sort=None, axis=axis, scale=alt.Scale(padding=0.2))


def _share(field: str) -> alt.Y:
    axis = alt.Axis(
        title="First answers that were right", format="%", values=[0, 0.25, 0.5, 0.75, 1]
    )
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))


@chart("learning_calibration")
def learning_calibration() -> Any:
    """How often you were right, by how sure you were; the band is what the word promises."""
    levels = alt.Chart(named("levels"))
    known = levels.transform_filter("isValid(datum.share)")
    band = levels.mark_bar(color=colour("line"), opacity=0.55, cornerRadius=4)
    line = known.mark_line(color=colour("muted"), strokeWidth=1.5, strokeDash=[4, 4])
    span = known.mark_rule(strokeWidth=3)
    dot = known.mark_point(shape="circle", size=190, opacity=1, strokeWidth=2.5)
    off = alt.Scale(
        domain=["off", "fits", "few"], range=[colour("gap"), colour("you"), colour("muted")]
    )
    paint = alt.Color("state:N", legend=None, scale=off)
    inside = alt.Scale(
        domain=["off", "fits", "few"], range=[colour("gap"), colour("you"), colour("surface")]
    )
    told = levels.mark_text(
        align="left", dx=12, dy=15, fontSize=FONT, fontWeight="bold", color=colour("ink")
    )
    layers = [
        band.encode(x=_word(), y=_share("least"), y2="most:Q"),
        line.encode(x=_word(), y=_share("share")),
        span.encode(x=_word(), y=_share("low"), y2="high:Q", color=paint),
        dot.encode(
            x=_word(),
            y=_share("share"),
            stroke=alt.Stroke("state:N", legend=None, scale=off),
            fill=alt.Fill("state:N", legend=None, scale=inside),
        ),
        told.encode(x=_word(), y=_share("at"), text="told:N"),
    ]
    picture = alt.layer(*layers).resolve_scale(
        color="independent", fill="independent", stroke="independent"
    )
    return finished(picture, height=280, narrow=False)
