"""Pictures of the negotiation table: a sheet's numbers, the course of the offers, the debrief."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, MONEY, chart, colour, finished, named

ROW = 46
COURSE = 250
PLANE = 360
SIDES = ["you", "them", "third"]
_HALF = "(3.4 * length(datum.label) + 2)"
_AXIS = f"points ? format(datum.value, ',') : {MONEY}"


def _ref(expression: str) -> Any:
    return alt.ExprRef(expr=expression)


def _side() -> alt.Color:
    scale = alt.Scale(domain=SIDES, range=[colour("you"), colour("them"), colour("ink")])
    return alt.Color("side:N", legend=None, scale=scale)


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=SIDES, range=["circle", "diamond", "square"])
    return alt.Shape("side:N", legend=None, scale=scale)


def _text(source: alt.Chart, channels: dict[str, Any], **where: Any) -> list[alt.Chart]:
    """Words with a rim in the colour of the ground, so that lines do not cross them."""
    rim = source.mark_text(
        **where, stroke=colour("surface"), strokeWidth=5, strokeOpacity=0.85, strokeJoin="round"
    )
    return [rim.encode(**channels), source.mark_text(**where).encode(**channels)]


# the sheet


@chart("table_sheet")
def table_sheet() -> Any:
    """The numbers of a preparation sheet on one line, with the zone or gap as you see it."""
    scale = alt.Scale(domain=_ref("domain"), nice=False, zero=False, clamp=True)
    axis = alt.Axis(labelExpr=_AXIS, title=None, tickCount=5, labelOverlap=True)
    x = alt.X("at:Q", axis=axis, scale=scale)
    row = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    marks = alt.Chart(named("marks"))
    band = alt.Chart(named("band"))
    tint = alt.Scale(domain=["zone", "gap"], range=[colour("zone"), colour("gap")])
    span = band.mark_rect(opacity=0.16, strokeDash=[4, 4], strokeWidth=1.5).encode(
        x=alt.X("low:Q"),
        x2="high:Q",
        y=alt.value(0),
        y2=alt.value("height"),
        color=alt.Color("kind:N", legend=None, scale=tint),
        stroke=alt.Stroke("kind:N", legend=None, scale=tint),
    )
    point = marks.mark_point(filled=True, size=170, opacity=1, yOffset=10)
    at = _ref(f"clamp(scale('x', datum.at), {_HALF}, width - {_HALF})")
    layers = [
        span,
        point.encode(x=x, y=row, color=_side(), shape=_shape()),
        *_text(marks, {"y": row, "text": alt.Text("label:N")}, x=at, yOffset=-10),
    ]
    picture = alt.layer(*layers).resolve_scale(color="independent")
    return finished(picture, height=alt.Step(ROW), domain=[0, 100], points=True)


# the course of the talk


def _round() -> alt.X:
    axis = alt.Axis(title="Round", tickMinStep=1, format="d")
    return alt.X(
        "round:Q", axis=axis, scale=alt.Scale(domain=_ref("rounds"), nice=False, padding=14)
    )


def _worth() -> alt.Y:
    axis = alt.Axis(title="Worth to you", tickCount=5, labelExpr=_AXIS)
    return alt.Y("worth:Q", axis=axis, scale=alt.Scale(domain=_ref("domain"), nice=False))


@chart("table_course")
def table_course() -> Any:
    """What each offer is worth to you, round by round, against your limit and your target."""
    marks = alt.Chart(named("offers"))
    lines = alt.Chart(named("levels"))
    kind = alt.Scale(domain=["limit", "target"], range=[[1, 0], [5, 5]])
    rule = lines.mark_rule(strokeWidth=1.5, color=colour("ink")).encode(
        y=_worth(), strokeDash=alt.StrokeDash("kind:N", legend=None, scale=kind)
    )
    below = alt.Chart(named("levels")).transform_filter("datum.kind == 'limit'")
    ground = below.mark_rect(color=colour("gap"), opacity=0.07).encode(
        x=alt.value(0), x2=alt.value("width"), y=_worth(), y2=alt.value("height")
    )
    way = marks.mark_line(strokeWidth=2, opacity=0.6).encode(x=_round(), y=_worth(), color=_side())
    point = marks.mark_point(filled=True, opacity=1, stroke=colour("surface"), strokeWidth=1.5)
    at = {"x": _round(), "y": _worth()}
    last = marks.transform_filter("datum.label")
    layers = [
        ground,
        rule,
        *_text(
            lines,
            {
                "x": alt.value(_ref("early ? width - 4 : 4")),
                "y": _worth(),
                "text": alt.Text("label:N"),
            },
            align=_ref("early ? 'right' : 'left'"),
            baseline="bottom",
            dy=-3,
        ),
        way,
        point.encode(
            **at,
            color=_side(),
            shape=_shape(),
            size=alt.condition("datum.label", alt.value(210), alt.value(80)),
        ),
        *_text(
            last,
            {**at, "text": alt.Text("label:N")},
            align=_ref("scale('x', datum.round) > width * 0.6 ? 'right' : 'left'"),
            dx=_ref("scale('x', datum.round) > width * 0.6 ? -12 : 12"),
            dy=_ref("datum.side === 'you' ? -7 : 7"),
            baseline="middle",
            fontWeight="bold",
        ),
    ]
    picture = alt.layer(*layers).resolve_scale(strokeDash="independent")
    return finished(picture, height=COURSE, domain=[0, 100], rounds=[1, 8], early=True, points=True)


# the debrief


def _mine(field: str = "you:Q") -> alt.X:
    axis = alt.Axis(title="Worth to you \u2192", tickCount=5, labelExpr=_AXIS)
    return alt.X(field, axis=axis, scale=alt.Scale(domain=_ref("mine"), nice=False, zero=False))


def _theirs(field: str = "them:Q") -> alt.Y:
    axis = alt.Axis(title="Worth to them \u2192", tickCount=5)
    return alt.Y(field, axis=axis, scale=alt.Scale(domain=_ref("theirs"), nice=False, zero=False))


def _ground() -> list[Any]:
    """What was possible: all packages, the frontier, both limits and the corner beyond them."""
    at = {"x": _mine(), "y": _theirs()}
    cloud = alt.Chart(named("packages")).mark_point(
        filled=True, size=14, opacity=0.35, color=colour("muted"), clip=True
    )
    frontier = alt.Chart(named("frontier")).mark_line(
        color=colour("ink"), strokeWidth=1.5, interpolate="linear", clip=True
    )
    corner = alt.Chart(named("corner"))
    tint = alt.Scale(domain=["zone", "gap"], range=[colour("zone"), colour("gap")])
    zone = corner.mark_rect(fillOpacity=0.13, strokeDash=[4, 4], strokeWidth=1).encode(
        x=_mine(),
        x2=alt.value("width"),
        y=_theirs(),
        y2=alt.value(0),
        fill=alt.Fill("kind:N", legend=None, scale=tint),
        stroke=alt.Stroke("kind:N", legend=None, scale=tint),
    )
    mine = corner.mark_rule(color=colour("you"), strokeDash=[5, 4], strokeWidth=1.5)
    theirs = corner.mark_rule(color=colour("them"), strokeDash=[5, 4], strokeWidth=1.5)
    return [
        zone,
        cloud.encode(**at),
        frontier.encode(**at, order="you:Q"),
        mine.encode(x=_mine()),
        theirs.encode(y=_theirs()),
    ]


@chart("table_debrief")
def table_debrief() -> Any:
    """Every offer by what it was worth to both; both limits, what was possible, how it ended."""
    corner = alt.Chart(named("corner"))
    offers = alt.Chart(named("offers"))
    at = {"x": _mine(), "y": _theirs()}
    path = offers.mark_line(strokeWidth=1.5, opacity=0.45).encode(
        **at, color=_side(), order="round:Q"
    )
    point = offers.mark_point(filled=True, size=150, opacity=1, stroke=colour("surface"))
    ending = alt.Chart(named("ending")).mark_point(
        shape="circle", size=620, strokeWidth=3, color=colour("ink"), opacity=1
    )
    layers = [
        *_ground(),
        path,
        point.encode(**at, color=_side(), shape=_shape()),
        ending.encode(**at),
        *_text(
            offers.transform_filter("datum.label"),
            {**at, "text": alt.Text("label:N")},
            dy=_ref("datum.side == 'you' ? -15 : 16"),
            fontWeight="bold",
        ),
        *_text(
            corner,
            {"x": _mine(), "y": alt.value("height"), "text": alt.Text("mine:N")},
            align="left",
            dx=5,
            dy=-8,
            fontSize=FONT - 1,
        ),
        *_text(
            corner,
            {"x": alt.value("width"), "y": _theirs(), "text": alt.Text("theirs:N")},
            align="right",
            dx=-4,
            dy=-8,
            fontSize=FONT - 1,
        ),
    ]
    ends = {"mine": [0, 100], "theirs": [0, 100]}
    return finished(alt.layer(*layers), height=PLANE, points=True, **ends)
