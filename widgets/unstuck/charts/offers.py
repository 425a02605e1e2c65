"""Pictures of offers: felt and seen on a thermometer, among expectations, and over the rounds.

Where the words stand is worked out beforehand (`offer_rows`, `paths`), so that none covers another.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.offer_rows import CURVE, ROW
from unstuck.charts.paths import HEIGHT
from unstuck.charts.theme import FONT, MONEY, chart, colour, finished, named

SIDES = ["you", "them"]
_HALF = "(3.4 * length(datum.label) + 2)"


def ref(expression: str) -> Any:
    return alt.ExprRef(expr=expression)


def _side() -> alt.Color:
    scale = alt.Scale(domain=SIDES, range=[colour("you"), colour("them")])
    return alt.Color("side:N", legend=None, scale=scale)


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=SIDES, range=["circle", "diamond"])
    return alt.Shape("side:N", legend=None, scale=scale)


def _text(source: alt.Chart, **where: Any) -> list[alt.Chart]:
    """Words with a rim in the colour of the ground, so that lines do not cross them."""
    rim = source.mark_text(
        **where, stroke=colour("surface"), strokeWidth=5, strokeOpacity=0.85, strokeJoin="round"
    )
    return [rim, source.mark_text(**where)]


# the thermometer


@chart("offer_thermometer")
def offer_thermometer() -> Any:
    """Five words from generous to off the scale; how the offer felt, and how it looks to them."""
    y = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[0, 5.7], nice=False))
    bands = alt.Chart(named("bands"))
    ground = bands.mark_bar(stroke=colour("surface"), strokeWidth=2).encode(
        y=y,
        y2="high:Q",
        x=alt.value(0),
        x2=alt.value("width"),
        color=alt.Color(
            "kind:N",
            legend=None,
            scale=alt.Scale(domain=["cool", "hot"], range=[colour("zone"), colour("gap")]),
        ),
        opacity=alt.Opacity("tint:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0, 1])),
    )
    words = bands.mark_text(align="left", x=10, fontSize=FONT + 1).encode(
        y=alt.Y("mid:Q"), text="label:N"
    )
    marks = alt.Chart(named("marks"))
    at = ref("datum.side == 'you' ? width * (narrow ? 0.5 : 0.42) : width * (narrow ? 0.83 : 0.78)")
    link = (
        alt.Chart(named("link"))
        .mark_rule(color=colour("ink"), strokeDash=[3, 3])
        .encode(
            x=alt.value(ref("width * (narrow ? 0.5 : 0.42)")),
            x2=alt.value(ref("width * (narrow ? 0.83 : 0.78)")),
            y=alt.Y("from:Q"),
            y2="to:Q",
        )
    )
    point = marks.mark_point(
        filled=True, size=320, opacity=1, stroke=colour("surface"), strokeWidth=2, x=at
    ).encode(y=alt.Y("at:Q"), color=_side(), shape=_shape())
    heads = marks.mark_text(x=at, y=9, fontSize=FONT, fontWeight="bold").encode(text="label:N")
    layers = [ground, words, link, point, heads]
    picture = alt.layer(*layers).resolve_scale(color="independent", opacity="independent")
    return finished(picture, height=270, narrow=False)


# among what they may expect


@chart("offer_chair")
def offer_chair() -> Any:
    """The prices that they may have in mind as a curve, what they rest on, and your offer."""
    scale = alt.Scale(domain=ref("domain"), nice=False, zero=False, clamp=True)
    axis = alt.Axis(labelExpr=MONEY, title="Price", tickCount=5, labelOverlap=True)
    x = alt.X("low:Q", axis=axis, scale=scale)
    row = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    rows = alt.Chart(named("rows")).transform_filter("datum.label")
    rule = rows.transform_filter("datum.kind == 'offer'").mark_rule(
        color=colour("you"), strokeWidth=2
    )
    spans = rows.transform_filter("datum.high > datum.low").mark_rule(
        strokeWidth=5, opacity=0.55, yOffset=10
    )
    points = rows.transform_filter("datum.kind != 'target'").mark_point(
        filled=True, size=160, opacity=1, yOffset=10
    )
    hollow = rows.transform_filter("datum.kind == 'target'").mark_point(
        size=120, strokeWidth=2.5, opacity=1, yOffset=10
    )
    both = {"x": alt.X("mid:Q"), "y": row, "color": _side(), "shape": _shape()}
    over = f"clamp(scale('x', datum.mid), {_HALF}, width - {_HALF})"
    space = alt.Chart(named("rows")).mark_point(opacity=0).encode(x=x, y=row)
    layers = [
        space,
        *_curve(),
        rule.encode(x=alt.X("mid:Q"), y=alt.value(24), y2=alt.value("height")),
        spans.encode(x=x, x2="high:Q", y=row, color=_side()),
        points.encode(**both),
        hollow.encode(**both),
        *(
            text.encode(y=row, text="label:N")
            for text in _text(rows, x=ref(over), dy=-9, fontSize=FONT)
        ),
    ]
    picture = alt.layer(*layers).resolve_scale(color="independent", shape="independent")
    return finished(picture, height=alt.Step(ROW), domain=[0, 100])


def _curve() -> list[alt.Chart]:
    """The density of what they may expect, over rows that hold nothing else."""
    top = alt.value(ref(f"{CURVE} - {CURVE - 26} * datum.top"))
    area = [
        alt.Chart(named("curve"))
        .transform_filter(f"datum.part == '{part}'")
        .mark_area(color=colour("them"), opacity=opacity, orient="vertical")
        .encode(x=alt.X("at:Q"), y=top, y2=alt.value(CURVE))
        for part, opacity in (("kinder", 0.5), ("harder", 0.14))
    ]
    head = alt.Chart(named("heads")).mark_text(
        align="left", x=4, y=12, fontSize=FONT, color=colour("ink")
    )
    return [*area, head.encode(text="label:N")]


# over the rounds


@chart("concession_path")
def concession_path() -> Any:
    """Both sides' offers round by round, carried on, between limits and targets."""
    across = alt.Scale(domain=ref("rounds"), nice=False, zero=False)
    axis = alt.Axis(
        title="Round",
        values=ref(
            "sequence(0, rounds[1] + 0.01, rounds[1] > 14 ? 5 : narrow || rounds[1] > 10.5 ? 2 : 1)"
        ),
        labelExpr="datum.value == 0 ? 'Opening' : format(datum.value, 'd')",
        labelFlush=False,
    )
    x = alt.X("round:Q", axis=axis, scale=across)
    up = alt.Scale(domain=ref("prices"), nice=False, zero=False, clamp=True)
    price = alt.Axis(labelExpr=MONEY, title=None, tickCount=6)
    y = alt.Y("at:Q", axis=price, scale=up)
    layers = [*_ground(), *_levels(), *_paths(x, y), *_ends(), *_words()]
    picture = alt.layer(*layers).resolve_scale(color="independent", shape="independent")
    return finished(picture, height=HEIGHT, rounds=[-0.3, 8.3], prices=[0, 100], narrow=False)


def _ground() -> list[alt.Chart]:
    """The zone or the gap between the two limits, from side to side."""
    room = alt.Chart(named("room"))
    whole = {"x": alt.value(0), "x2": alt.value("width"), "y": alt.Y("low:Q"), "y2": "high:Q"}
    zone = room.transform_filter("datum.kind == 'zone'").mark_rect(
        fill=colour("zone"), opacity=0.14
    )
    gap = room.transform_filter("datum.kind == 'gap'").mark_rect(
        fill=colour("gap"), fillOpacity=0.1, stroke=colour("gap"), strokeDash=[4, 4]
    )
    doubt = room.transform_filter("datum.kind == 'doubt'").mark_rect(
        fill=colour("them"), opacity=0.12
    )
    return [zone.encode(**whole), gap.encode(**whole), doubt.encode(**whole)]


def _levels() -> list[alt.Chart]:
    """Limits as full lines, targets as dotted ones."""
    levels = alt.Chart(named("levels"))
    whole = {"x": alt.value(0), "x2": alt.value("width"), "y": alt.Y("at:Q"), "color": _side()}
    limit = levels.transform_filter("datum.kind == 'limit'").mark_rule(strokeWidth=2)
    target = levels.transform_filter("datum.kind == 'target'").mark_rule(
        strokeWidth=2, strokeDash=[2, 4]
    )
    return [limit.encode(**whole), target.encode(**whole)]


def _paths(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """What was offered as full lines and marks, what is projected dashed and hollow."""
    path = alt.Chart(named("path"))
    made = path.transform_filter("datum.kind == 'made'")
    ahead = path.transform_filter("datum.kind == 'ahead'")
    both = {"x": x, "y": y, "color": _side()}
    return [
        ahead.mark_line(strokeWidth=2, strokeDash=[6, 4]).encode(**both),
        made.mark_line(strokeWidth=3).encode(**both),
        ahead.transform_filter("datum.dot")
        .mark_point(size=50, strokeWidth=2, opacity=1, fill=colour("surface"))
        .encode(**both, shape=_shape()),
        made.mark_point(filled=True, size=130, opacity=1).encode(**both, shape=_shape()),
    ]


def _ends() -> list[alt.Chart]:
    """Where the paths meet, how far apart they end, and the deadline."""
    ends = alt.Chart(named("ends"))
    where = {"x": alt.X("round:Q")}
    meet = ends.transform_filter("datum.kind == 'meeting'").mark_point(
        shape="square", filled=True, size=150, opacity=1, color=colour("ink")
    )
    apart = ends.transform_filter("datum.kind == 'apart'").mark_rule(
        color=colour("gap"), strokeWidth=3
    )
    clock = ends.transform_filter("datum.kind == 'deadline'").mark_rule(
        color=colour("ink"), strokeWidth=1.5, strokeDash=[2, 3]
    )
    return [
        clock.encode(**where, y=alt.value(0), y2=alt.value("height")),
        apart.encode(**where, y=alt.Y("low:Q"), y2="high:Q"),
        meet.encode(**where, y=alt.Y("low:Q")),
    ]


def _words() -> list[alt.Chart]:
    """Each label at its own height, at the left, the right or beside its mark."""
    labels = alt.Chart(named("labels"))
    size = "(6.9 * length(datum.label))"
    left = (
        "datum.align == 'left' ? 5 : datum.align == 'right' ? width - 5 - "
        f"{size} : clamp(scale('x', datum.round) - {size} / 2, 5, width - 5 - {size})"
    )
    return [
        text.encode(y=alt.Y("pixel:Q", scale=None), text="label:N")
        for text in _text(labels, align="left", x=ref(left), baseline="middle", fontSize=FONT)
    ]
