"""Pictures of what research has found, of campsite talks and of strikes."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import chart, colour, finished, named


def _labels() -> alt.Y:
    axis = alt.Axis(title=None, domain=False, ticks=False, labelLimit=175, labelPadding=8)
    return alt.Y("label:N", sort=None, axis=axis)


def _count_axis(title: str) -> alt.Axis:
    return alt.Axis(title=title, tickMinStep=1, tickCount=5, format="~s")


@chart("evidence_stances")
def evidence_stances() -> Any:
    """How many findings stand how to the common advice."""
    base = alt.Chart(named("stances")).encode(
        y=_labels(),
        x=alt.X("count:Q", axis=_count_axis("Findings")).scale(
            domain=alt.ExprRef("[0, most * 1.15]"), nice=False
        ),
    )
    bars = base.mark_bar(height=22, cornerRadiusEnd=3).encode(
        color=alt.condition("datum.shown", alt.value(colour("ink")), alt.value(colour("line")))
    )
    return finished(
        alt.layer(bars, base.mark_text(align="left", dx=7).encode(text="count:Q")),
        height=170,
        most=10,
    )


def _rows() -> alt.Y:
    """Rows without labels of their own: their names stand above the bars."""
    return alt.Y("label:N", sort=None, axis=None)


def _above(base: alt.Chart) -> Any:
    return base.mark_text(align="left", dx=1, dy=-21, color=colour("ink")).encode(
        x=alt.value(0), text="label:N"
    )


def _inside(base: alt.Chart, field: str, shift: int, align: Any, paint: str) -> Any:
    words = base.mark_text(align=align, dx=shift, fontWeight="bold", color=colour(paint))
    return words.encode(x=alt.X(f"{field}:Q"), text=alt.Text(f"{field}:Q"))


@chart("casino_walkaways")
def casino_walkaways() -> Any:
    """What pairs that walked away took, and what they could have had."""
    base = alt.Chart(named("walkaways")).encode(y=_rows())
    axis = alt.Axis(title="Points of both together", tickCount=5)
    points = alt.X("taken:Q", axis=axis).scale(domain=[0, 44], nice=False)
    took = base.mark_bar(height=24, color=colour("muted")).encode(x=points, x2=alt.datum(0))
    left = base.mark_bar(
        height=23, filled=False, strokeWidth=2, strokeDash=[5, 4], color=colour("gap")
    ).encode(x=points, x2="possible:Q")
    got = _inside(base, "taken", -7, "right", "surface")
    could = _inside(base, "possible", -8, "right", "gap")
    return finished(alt.layer(left, took, got, could, _above(base)), height=248)


@chart("casino_deals")
def casino_deals() -> Any:
    """Which part of the deals was efficient."""
    base = alt.Chart(named("deals")).encode(y=_rows())
    axis = alt.Axis(title="Share of the deals", format="%", tickCount=5)
    share = alt.X("share:Q", axis=axis).scale(domain=[0, 1])
    every = base.mark_bar(height=26, color=colour("line")).encode(
        x=alt.value(0), x2=alt.value("width")
    )
    efficient = base.mark_bar(height=26, color=colour("zone")).encode(x=share, x2=alt.datum(0))
    words = base.mark_text(align="left", dx=9, color=colour("surface"), fontWeight="bold")
    told = words.encode(x=alt.value(0), text="told:N")
    return finished(alt.layer(every, efficient, told, _above(base)), height=186)


def _mean(base: alt.Chart, field: str, shape: str, paint: str) -> Any:
    """One mean of each group: its mark, and its number above."""
    axis = alt.Axis(title=None, tickCount=5)
    scale = alt.Scale(domain=alt.ExprRef("domain"), zero=False, nice=False)
    at = alt.X(f"{field}:Q", axis=axis, scale=scale)
    mark = base.mark_point(filled=True, size=190, opacity=1, shape=shape, color=colour(paint))
    words = base.mark_text(dy=-17, fontSize=13).encode(x=at, text=f"{field}_told:N")
    return alt.layer(mark.encode(x=at), words)


@chart("casino_means")
def casino_means() -> Any:
    """Pairs with a deal against pairs without: a mean of each, group by group."""
    base = alt.Chart(named("means")).encode(y=_labels())
    link = base.mark_rule(strokeWidth=3, color=colour("line")).encode(x="deal:Q", x2="walked:Q")
    layers = alt.layer(
        link,
        _mean(base, "deal", "square", "zone"),
        _mean(base, "walked", "triangle-up", "gap"),
    )
    return finished(layers, height=174, domain=[1, 5])


@chart("strike_survival")
def strike_survival() -> Any:
    """Which share of the strikes was still going on after so many days."""
    axis = alt.Axis(title="Days since the strike began", tickCount=6)
    days = alt.X("day:Q", axis=axis).scale(domain=[0, 225], nice=False)
    still = alt.Y("share:Q", axis=alt.Axis(title="Still on strike", format="%", tickCount=4))
    still = still.scale(domain=[0, 1])
    curve = alt.Chart(named("curve")).encode(x=days, y=still)
    area = curve.mark_area(interpolate="step-after", opacity=0.12, color=colour("ink"))
    line = curve.mark_line(interpolate="step-after", strokeWidth=2.5, color=colour("ink"))
    half = alt.Chart(named("median")).encode(x=days, y=still)
    drop = half.mark_rule(strokeDash=[4, 4], color=colour("muted")).encode(y2=alt.datum(0))
    dot = half.mark_point(filled=True, shape="square", size=110, opacity=1, color=colour("ink"))
    name = half.mark_text(align="left", dx=11, dy=-9).encode(text="told:N")
    day = alt.Chart(named("day")).encode(x=days)
    rule = day.mark_rule(strokeWidth=2, color=colour("zone"))
    here = day.mark_point(filled=True, size=120, opacity=1, color=colour("zone")).encode(y=still)
    side: dict[str, Any] = {"align": alt.ExprRef("late ? 'right' : 'left'")}
    side |= {"dx": alt.ExprRef("late ? -7 : 7"), "fontWeight": "bold", "color": colour("zone")}
    told = day.mark_text(**side).encode(y=alt.value(8), text="told:N")
    layers = alt.layer(area, line, rule, drop, dot, name, here, told)
    return finished(layers, height=250, late=False)
