"""The pictures of module 03: a decision tree, a tornado, what the other side's limit may be."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import MONEY, chart, colour, finished, named

STEP = 14
"""Half the height of a line, in pixels."""

MARGIN, INDENT, COLUMN = 10, 20, 116
FOLD = f"(narrow || (width - {MARGIN} - ends) / depth < {COLUMN})"
"""Whether the tree is set in line by line: on a phone, or where its columns would be too thin."""

UNIT = f"({FOLD} ? 1 / {INDENT} : depth / (width - {MARGIN} - ends))"
"""How much of the horizontal scale one pixel is."""

BOLD = "datum.on ? 'bold' : 'normal'"
SIDE = {"you": ("circle", colour("you")), "them": ("diamond", colour("them"))}


def ref(expression: str) -> Any:
    return alt.ExprRef(expr=expression)


@chart("batna_tree")
def batna_tree() -> Any:
    """A rolled-back decision tree; the plan is thick, ticked and bold, the rest thin and dashed."""
    across = alt.X("px:Q", axis=None).scale(
        domain=ref(f"[-{MARGIN} * {UNIT}, (width - {MARGIN}) * {UNIT}]"), nice=False, zero=False
    )
    down = alt.Y("py:O", axis=None).scale(domain=ref(f"sequence(({FOLD} ? lines : slots) + 1)"))
    layers = [*_branches(across, down), *_symbols(across, down), *_texts(across, down)]
    return finished(
        alt.layer(*layers), height=alt.Step(STEP), depth=2, ends=100, slots=1, lines=1, narrow=False
    )


def _placed(data: str, across: str, back: str = "") -> alt.Chart:
    """Named data with its place: `across` wide and `back` (or the indent) narrow."""
    return (
        alt.Chart(named(data))
        .transform_calculate(px=f"{FOLD} ? {back or 'datum.nx'} : {across}")
        .transform_calculate(py=f"{FOLD} ? datum.ny : datum.y")
    )


def _branches(across: alt.X, down: alt.Y) -> list[alt.Chart]:
    lines = _placed("edges", "datum.x").encode(x=across, y=down, detail="edge:N", order="order:Q")
    passed = lines.transform_filter("!datum.on").mark_line(
        strokeWidth=1.5, strokeDash=[4, 3], color=colour("muted"), interpolate="linear"
    )
    chosen = lines.transform_filter("datum.on").mark_line(
        strokeWidth=3.5, color=colour("you"), strokeJoin="round", interpolate="linear"
    )
    return [passed, chosen]


def _symbols(across: alt.X, down: alt.Y) -> list[alt.Chart]:
    shapes = alt.Shape("kind:N", legend=None).scale(
        domain=["decision", "chance", "payoff"], range=["square", "circle", "triangle-left"]
    )
    points = _placed("nodes", "datum.x").encode(x=across, y=down, shape=shapes)
    return [
        points.transform_filter(f"{'' if on else '!'}datum.on").mark_point(
            filled=True,
            opacity=1,
            size=ref(f"datum.kind == 'payoff' ? 90 : {190 if on else 150}"),
            fill=colour("you" if on else "surface"),
            stroke=colour("you" if on else "muted"),
            strokeWidth=1.5,
        )
        for on in (False, True)
    ]


def _texts(across: alt.X, down: alt.Y) -> list[alt.Chart]:
    label = (
        _placed("nodes", "datum.lx")
        .transform_filter(f"{FOLD} || datum.id > 0")
        .mark_text(
            align="left",
            baseline=ref(f"{FOLD} ? 'middle' : 'bottom'"),
            dx=ref(f"{FOLD} ? 13 : 11"),
            dy=ref(f"{FOLD} ? 1 : -4"),
            fontWeight=ref(BOLD),
            limit=ref(
                f"{FOLD} ? width - ends - 14 - datum.nx * {INDENT} "
                f": (datum.x - datum.lx) / {UNIT} - (datum.kind == 'payoff' ? 16 : 15)"
            ),
        )
        .encode(x=across, y=down, text="label:N")
    )
    column = f"(width - {2 * MARGIN}) * {UNIT}"
    ends = (
        _placed("nodes", "datum.x", column)
        .transform_filter("datum.kind == 'payoff'")
        .mark_text(
            align=ref(f"{FOLD} ? 'right' : 'left'"),
            dx=ref(f"{FOLD} ? 8 : 11"),
            dy=1,
            fontWeight=ref(BOLD),
        )
        .encode(x=across, y=down, text="value:N")
    )
    worth = (
        _placed("nodes", "datum.x", column)
        .transform_filter(f"datum.kind != 'payoff' && ({FOLD} || datum.id > 0)")
        .mark_text(
            align="right",
            baseline=ref(f"{FOLD} ? 'middle' : 'top'"),
            dx=ref(f"{FOLD} ? 8 : -12"),
            dy=ref(f"{FOLD} ? 1 : 5"),
            fontStyle="italic",
            fontWeight=ref(BOLD),
        )
        .encode(x=across, y=down, text="value:N")
    )
    return [label, ends, worth]


@chart("batna_tornado")
def batna_tornado() -> Any:
    """Bars from what the best plan is worth now to what it would be worth, widest on top."""
    rows = alt.Chart(named("bars")).encode(y=_lines())
    money = _money("domain", "Worth of your best plan, today")
    bars = rows.mark_bar(height=14, cornerRadius=2, yOffset=10).encode(
        x=money, x2="base:Q", color=_ends("end:N")
    )
    names = _names(rows.transform_filter("datum.end == 'high'"))
    tips = rows.mark_text(
        align=ref("datum.left ? 'right' : 'left'"),
        dx=ref("datum.left ? -5 : 5"),
        dy=10,
        fontSize=12,
    ).encode(x=_money("domain", "Worth of your best plan, today", "to"), text="tip:N")
    now = (
        alt.Chart(named("now"))
        .mark_rule(color=colour("ink"), strokeWidth=2)
        .encode(x=_money("domain", "Worth of your best plan, today", "base"))
    )
    return finished(alt.layer(bars, now, *names, tips), height=alt.Step(44), domain=[0, 1])


def _names(rows: alt.Chart, weight: str = "'normal'") -> list[alt.Chart]:
    """Words above each line, on a halo that keeps upright lines away from them."""
    halo: dict[str, Any] = {"stroke": colour("surface"), "strokeWidth": 5}
    return [
        rows.mark_text(
            align="left", dy=-9, limit=ref("width"), fontWeight=ref(weight), **look
        ).encode(x=alt.value(0), text="name:N")
        for look in (halo, {})
    ]


def _lines() -> alt.Y:
    return alt.Y("line:O", axis=None)


def _money(domain: str, title: str, field: str = "to") -> alt.X:
    axis = alt.Axis(labelExpr=MONEY, title=title, tickCount=ref("max(2, min(6, width / 90))"))
    return alt.X(f"{field}:Q", axis=axis).scale(domain=ref(domain), nice=False, zero=False)


def _ends(field: str) -> alt.Color:
    return alt.Color(field, legend=None).scale(
        domain=["low", "high"], range=[colour("muted"), colour("you")]
    )


@chart("counterpart_range")
def counterpart_range() -> Any:
    """What their limit may be, option by option and in all, beside your own limit and target."""
    title = "Price"
    rows = alt.Chart(named("rows")).encode(y=_lines())

    def at(field: str) -> alt.X:
        return _money("domain", title, field)

    spans = (
        rows.transform_filter("datum.kind == 'option'")
        .mark_rule(strokeWidth=3, color=colour("them"), yOffset=12)
        .encode(x=at("low"), x2="high:Q")
    )
    limit = (
        rows.transform_filter("datum.kind == 'limit'")
        .mark_bar(height=18, yOffset=12, color=colour("them"), opacity=0.35)
        .encode(x=at("low"), x2="high:Q")
    )
    after = (
        rows.transform_filter("datum.kind == 'after'")
        .mark_bar(
            height=14,
            yOffset=12,
            filled=False,
            stroke=colour("them"),
            strokeDash=[4, 3],
            strokeWidth=2,
        )
        .encode(x=at("low"), x2="high:Q")
    )
    price = (
        alt.Chart(named("price"))
        .mark_rule(color=colour("ink"), strokeDash=[2, 3], strokeWidth=1.5)
        .encode(x=at("at"))
    )
    points = [
        rows.transform_filter(f"datum.side == '{side}' && isValid(datum.mid)")
        .mark_point(
            shape=shape,
            size=170,
            opacity=1,
            stroke=paint,
            strokeWidth=2.5,
            fill=ref(f"datum.kind == 'target' ? surface : {side}"),
            yOffset=12,
        )
        .encode(x=at("mid"))
        for side, (shape, paint) in SIDE.items()
    ]
    names = _names(rows, "datum.kind == 'limit' || datum.kind == 'target' ? 'bold' : 'normal'")
    layers = (price, spans, limit, after, *names, *points)
    return finished(alt.layer(*layers), height=alt.Step(46), domain=[0, 1])
