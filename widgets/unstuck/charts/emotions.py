"""Pictures of heat, of breath, of breaks, and of a table that is split into groups."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import chart, colour, finished, named

ROW, TOP = 56, 40
HEIGHT = TOP + 4 * ROW - 18
SHOWN, HERE = "datum.state != 'hidden'", "datum.state == 'here'"
COOLER, HOTTER = "datum.after < datum.now", "datum.after > datum.now"


def _heat(field: str) -> alt.X:
    words = "datum.value == 0 ? '0 calm' : datum.value == 10 ? '10 breaking' : datum.value"
    axis = alt.Axis(title=None, values=[0, 5, 10], labelExpr=words, labelFlush=True)
    ends: Any = [0, alt.ExprRef("width - 30")]
    return alt.X(f"{field}:Q", axis=axis).scale(domain=[0, 10], range=ends, nice=False)


def _line(base: alt.Chart) -> alt.Chart:
    scale = alt.Scale(domain=[0, 1], range=[TOP, TOP + ROW])
    return base.encode(y=alt.Y("line:Q", axis=None, scale=scale))


@chart("heat_left")
def heat_left() -> Any:
    """The heat now, and what each answer leaves of it; a question mark while nothing is chosen."""
    rows = _line(alt.Chart(named("rows")))
    whole = rows.mark_rule(strokeWidth=1, color=colour("line")).encode(
        x=alt.value(0), x2=alt.value("width")
    )
    seen = rows.transform_filter(SHOWN)
    way = seen.mark_rule(
        strokeWidth=alt.ExprRef(f"{HERE} ? 9 : 5"), color=alt.ExprRef(f"{COOLER} ? zone : gap")
    ).encode(x=_heat("now"), x2="after:Q")
    end = seen.mark_point(
        filled=True,
        opacity=1,
        size=alt.ExprRef(f"{HERE} ? 260 : 150"),
        shape=alt.ExprRef(f"{COOLER} ? 'triangle-left' : {HOTTER} ? 'triangle-right' : 'circle'"),
        color=alt.ExprRef(f"{COOLER} ? zone : {HOTTER} ? gap : ink"),
    ).encode(x=_heat("after"))
    told = seen.mark_text(
        align="left",
        baseline="middle",
        fontWeight="bold",
        dx=alt.ExprRef(f"{COOLER} ? -16 : 14"),
        dy=0,
    )
    number = told.encode(x=_heat("after"), text="told:N")
    names = rows.mark_text(
        align="left",
        baseline="bottom",
        dy=-11,
        fontWeight=alt.ExprRef(f"{HERE} ? 'bold' : 'normal'"),
        limit=alt.ExprRef("width"),
    ).encode(x=alt.value(0), text="label:N")
    hidden = rows.transform_filter("datum.state == 'hidden'").mark_text(
        fontWeight="bold", fontSize=16, dx=-16, baseline="middle", color=colour("muted")
    )
    now = alt.Chart(named("now"))
    rule = now.mark_rule(strokeWidth=2, strokeDash=[5, 4], color=colour("ink")).encode(
        x=_heat("now"), y=alt.value(20), y2=alt.value(HEIGHT)
    )
    mark = now.mark_text(align="center", baseline="top", fontWeight="bold").encode(
        x=_heat("now"), y=alt.value(0), text="told:N"
    )
    layers = (whole, rule, way, end, number, names, mark)
    return finished(
        alt.layer(*layers, hidden.encode(x=_heat("now"), text=alt.value("?"))),
        height=HEIGHT,
    )


def _seat(field: str, axis: str) -> Any:
    reach = "min(width / 4, height / 2)"
    ends = {
        "x": [f"width / 2 - 2 * {reach}", f"width / 2 + 2 * {reach}"],
        "y": [f"height / 2 + {reach}", f"height / 2 - {reach}"],
    }[axis]
    domain = [-2, 2] if axis == "x" else [-1, 1]
    scale = alt.Scale(domain=domain, range=[alt.ExprRef(end) for end in ends], nice=False)
    kind = alt.X if axis == "x" else alt.Y
    return kind(f"{field}:Q", axis=None, scale=scale)


@chart("table_links")
def table_links() -> Any:
    """Who has to get on with whom: at one table, and in small groups with one speaker each."""
    links = alt.Chart(named("links")).encode(
        x=_seat("x", "x"), y=_seat("y", "y"), x2="x2:Q", y2="y2:Q"
    )
    within = links.transform_filter("!datum.between").mark_rule(
        strokeWidth=1.4, opacity=0.75, color=colour("muted")
    )
    between = links.transform_filter("datum.between").mark_rule(
        strokeWidth=2, strokeDash=[5, 4], color=colour("zone")
    )
    people = alt.Chart(named("people")).encode(x=_seat("x", "x"), y=_seat("y", "y"))
    seats = people.mark_point(
        filled=True,
        opacity=1,
        size=alt.ExprRef("datum.speaks ? 130 : 80"),
        shape=alt.ExprRef("datum.speaks ? 'square' : 'circle'"),
        color=alt.ExprRef("datum.speaks ? zone : ink"),
    )
    titles = alt.Chart(named("titles")).encode(x=_seat("x", "x"), y=_seat("y", "y"))
    words = titles.mark_text(
        fontWeight="bold", baseline="middle", limit=alt.ExprRef("width / 2 - 6")
    ).encode(text="told:N")
    return finished(alt.layer(within, between, seats, words), height=270)


@chart("breath_wave")
def breath_wave() -> Any:
    """A minute of breathing: up while it goes in, down while it goes out."""
    axis = alt.Axis(title="Seconds", values=[0, 15, 30, 45, 60], labelFlush=True)
    seconds = alt.X("second:Q", axis=axis).scale(domain=[0, 60], nice=False)
    full = alt.Y("full:Q", axis=None).scale(domain=[0, 1.1], nice=False)
    wave = alt.Chart(named("wave")).encode(x=seconds, y=full)
    area = wave.mark_area(interpolate="monotone", opacity=0.14, color=colour("you"))
    line = wave.mark_line(interpolate="monotone", strokeWidth=2.5, color=colour("you"))
    return finished(alt.layer(area, line), height=92)


TILE, HEAD = 74, 30


@chart("break_kinds")
def break_kinds() -> Any:
    """Four kinds of break, by the deals that they led to; those planned are filled."""
    tiles = alt.Chart(named("kinds")).transform_calculate(
        right="datum.column + 0.97",
        below="datum.row + 0.92",
        centre="datum.column + 0.485",
        middle="datum.row + 0.46",
        said="datum.planned ? (narrow ? 'planned' : 'in your plan') : ''",
    )
    sides = alt.Scale(domain=[0, 2], range=[0, alt.ExprRef("width")])
    lines = alt.Scale(domain=[0, 2], range=[HEAD, HEAD + 2 * TILE])
    x = alt.X("column:Q", axis=None, scale=sides)
    y = alt.Y("row:Q", axis=None, scale=lines)
    boxes = tiles.mark_rect(
        cornerRadius=8,
        strokeWidth=2,
        fill=alt.ExprRef("datum.planned ? (datum.column ? gap : zone) : 'transparent'"),
        stroke=alt.ExprRef("datum.planned ? (datum.column ? gap : zone) : line"),
    ).encode(x=x, y=y, x2="right:Q", y2="below:Q")
    place = {"x": alt.X("centre:Q", axis=None, scale=sides), "y": alt.Y("middle:Q", scale=lines)}
    ink = alt.ExprRef("datum.planned ? surface : ink")
    names = tiles.mark_text(
        baseline="middle",
        dy=alt.ExprRef("datum.planned ? -14 : -6"),
        fontSize=alt.ExprRef("narrow ? 12 : 14"),
        color=ink,
    ).encode(text="label:N", **place)
    said = tiles.mark_text(baseline="middle", dy=20, fontWeight="bold", fontSize=12, color=ink)
    heads = alt.Chart(named("heads")).transform_calculate(centre="datum.column + 0.485")
    titles = heads.mark_text(
        baseline="middle", fontWeight="bold", fontSize=alt.ExprRef("narrow ? 12 : 14")
    ).encode(x=place["x"], y=alt.value(HEAD // 2), text="told:N")
    layers = (boxes, names, said.encode(text="said:N", **place), titles)
    return finished(alt.layer(*layers), height=HEAD + 2 * TILE, narrow=False)
