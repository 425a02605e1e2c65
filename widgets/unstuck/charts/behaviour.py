"""Pictures of a hard talk: how it went move by move, and what the signs speak for."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

PANEL = 76
SERIES = ["heat", "trust", "known"]
_COLOURS = ["gap", "zone", "ink"]
_SHAPES = ["triangle-up", "square", "cross"]
# Each series has a strip of its own: its words above, its line below, nothing can collide.
_FLOOR, _ROOM = 0.94, 0.6
_HEIGHT = f"datum.panel + {_FLOOR} - {_ROOM} * datum.value / datum.top"

ROW = 44
_WORDS: dict[str, Any] = {
    "align": "left",
    "baseline": "middle",
    "fontSize": FONT,
    "yOffset": -9,
    "limit": alt.ExprRef("width"),
}
_RIM = {
    **_WORDS,
    "stroke": colour("surface"),
    "strokeWidth": 4,
    "strokeOpacity": 0.75,
    "strokeJoin": "round",
}


def _across() -> alt.X:
    axis = alt.Axis(
        title="Your moves so far",
        tickMinStep=1,
        format="d",
        labelExpr="datum.value == 0 ? 'start' : datum.label",
        labelFlush=True,
    )
    scale = alt.Scale(domain=alt.ExprRef("domain"), nice=False, zero=False, padding=9)
    return alt.X("step:Q", axis=axis, scale=scale)


def _down(field: str) -> alt.Y:
    scale = alt.Scale(domain=[0, 3], range=[0, 3 * PANEL])
    return alt.Y(field, type="quantitative", axis=None, scale=scale)


def _by_series(channel: type[Any], values: list[Any]) -> Any:
    return channel("series:N", legend=None, scale=alt.Scale(domain=SERIES, range=values))


def _strips() -> list[Any]:
    """Floor and top of each strip, and its words."""
    strips = alt.Chart(named("strips")).transform_calculate(
        floor=f"datum.panel + {_FLOOR}",
        ceiling=f"datum.panel + {_FLOOR} - {_ROOM}",
        words="datum.panel + 0.18",
    )
    floor = strips.mark_rule(color=colour("line"), strokeWidth=1.5).encode(y=_down("floor"))
    ceiling = strips.mark_rule(color=colour("line"), strokeDash=[3, 4]).encode(y=_down("ceiling"))
    words = strips.mark_text(
        align="left", baseline="middle", fontSize=FONT + 1, fontWeight="bold", color=colour("ink")
    ).encode(x=alt.value(0), y=_down("words"), text="label:N")
    return [floor, ceiling, words]


def _course() -> list[Any]:
    """The line of each series, its last point large."""
    points = alt.Chart(named("points")).transform_calculate(height=_HEIGHT)
    at = {"x": _across(), "y": _down("height")}
    colours = _by_series(alt.Color, [colour(name) for name in _COLOURS])
    shapes = _by_series(alt.Shape, _SHAPES)
    line = points.mark_line(strokeWidth=2.5).encode(**at, color=colours)
    marks = points.mark_point(filled=True, opacity=1).encode(
        **at,
        color=colours,
        shape=shapes,
        size=alt.condition("datum.last", alt.value(190), alt.value(70)),
    )
    return [line, marks]


def _other() -> list[Any]:
    """The same moves with something else behind them: a broken line, and what it is."""
    ghost = alt.Chart(named("other")).transform_calculate(height=_HEIGHT)
    line = ghost.mark_line(
        strokeDash=[5, 5], strokeWidth=2, color=colour("muted"), interpolate="linear"
    ).encode(x=_across(), y=_down("height"), detail="series:N")
    marks = ghost.mark_point(size=45, strokeWidth=1.5, color=colour("muted")).encode(
        x=_across(), y=_down("height")
    )
    note = (
        alt.Chart(named("note"))
        .transform_calculate(words="0.18")
        .mark_text(align="right", baseline="middle", color=colour("muted"))
        .encode(x=alt.value("width"), y=_down("words"), text="label:N")
    )
    return [line, marks, note]


@chart("scene_course")
def scene_course() -> Any:
    """How heat, trust and what you know went, move by move."""
    picture = alt.layer(*_strips(), *_other(), *_course())
    picture = picture.resolve_scale(color="independent", shape="independent")
    return finished(picture, height=3 * PANEL, domain=[0, 4])


@chart("driver_signs")
def driver_signs() -> Any:
    """For each driver the signs that speak for it, to the right, and against it, to the left."""
    rows = alt.Chart(named("drivers")).transform_calculate(against="-datum.contra")
    axis = alt.Axis(
        title="\u2190 signs against      signs for \u2192",
        values=[-2, -1, 0, 1, 2, 3],
        labelExpr="format(abs(datum.value), 'd')",
    )
    x = alt.X("pro:Q", axis=axis, scale=alt.Scale(domain=[-2.2, 3.2], nice=False))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    pro = rows.mark_bar(height=13, yOffset=9, color=colour("them")).encode(x=x, y=y)
    contra = (
        rows.transform_filter("datum.contra > 0")
        .mark_bar(height=13, yOffset=9, fillOpacity=0.12, fill=colour("gap"), stroke=colour("gap"))
        .encode(x=alt.X("against:Q"), y=y)
    )
    zero = rows.mark_tick(
        orient="vertical", size=21, thickness=1.5, yOffset=9, color=colour("muted")
    ).encode(x=alt.XDatum(0), y=y)
    guess = rows.transform_filter("datum.guess").mark_point(
        shape="circle", filled=True, size=120, opacity=1, color=colour("you"), yOffset=-9
    )
    layers = [pro, contra, zero, guess.encode(x=alt.value(7), y=y)]
    for chosen, at in (("datum.guess", 18), ("!datum.guess", 0)):
        named_rows = rows.transform_filter(chosen).encode(x=alt.value(at), y=y, text="label:N")
        layers += [named_rows.mark_text(**_RIM), named_rows.mark_text(**_WORDS)]
    return finished(alt.layer(*layers), height=alt.Step(ROW))
