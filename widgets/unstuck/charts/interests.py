"""The pictures of module 06: what each need does to both sides, and what every package is worth."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

ROW = 84
HEIGHT = 340
PULLS = {"you": (10, "circle"), "them": (27, "diamond")}
"""How far below the middle of its row each side's line lies, and its shape."""


def _ref(expression: str) -> Any:
    return alt.ExprRef(expr=expression)


# what each need does to both sides


def _row() -> alt.Y:
    return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _strength(field: str) -> alt.X:
    words = "{'-3': 'takes away', '0': 'nothing', '3': 'vital'}[datum.value]"
    axis = alt.Axis(title=None, values=[-3, 0, 3], labelExpr=words, labelFlush=60, ticks=False)
    return alt.X(field, axis=axis, scale=alt.Scale(domain=[-3.2, 3.2], nice=False))


def _bands() -> list[alt.Chart]:
    """A band for each need in the colour of its relation, and the line where nothing is felt."""
    needs = alt.Chart(named("needs"))
    kinds = alt.Scale(
        domain=["shared", "compatible", "opposed"],
        range=[colour("zone"), colour("muted"), colour("gap")],
    )
    tint = alt.Color("relation:N", legend=None, scale=kinds)
    band = needs.mark_bar(opacity=0.12, height=ROW - 6, cornerRadius=6)
    zero = needs.transform_calculate(at="0").mark_rule(color=colour("muted"), strokeDash=[2, 3])
    return [
        band.encode(x=alt.value(0), x2=alt.value("width"), y=_row(), color=tint),
        zero.encode(x=_strength("at:Q")),
    ]


def _pulls() -> list[alt.Chart]:
    """Two lines from the middle: blue circle for you, orange diamond for them; hollow if unsaid."""
    told = []
    for side, (below, shape) in PULLS.items():
        rows = alt.Chart(named("pulls")).transform_filter(f"datum.side == '{side}'")
        line = rows.mark_rule(strokeWidth=5, color=colour(side), opacity=0.55, yOffset=below)
        end = rows.mark_point(
            shape=shape,
            size=170,
            opacity=1,
            strokeWidth=2.5,
            stroke=colour(side),
            fill=_ref(f"datum.said ? {side} : surface"),
            yOffset=below,
        )
        told += [
            line.encode(x=_strength("from:Q"), x2="at:Q", y=_row()),
            end.encode(x=_strength("at:Q"), y=_row()),
        ]
    return told


def _names() -> list[alt.Chart]:
    """What is needed, and below it how it sits with the other side."""
    needs = alt.Chart(named("needs")).encode(x=alt.value(8), y=_row())
    name = needs.mark_text(
        align="left", dy=-27, fontSize=FONT, fontWeight="bold", limit=_ref("width - 16")
    )
    tag = needs.mark_text(align="left", dy=-10, fontSize=FONT - 1, limit=_ref("width - 16"))
    return [name.encode(text="name:N"), tag.encode(text="tag:N")]


@chart("interest_pull")
def interest_pull() -> Any:
    """Needs and what meeting each would do to both sides, from taking away to vital."""
    layers = [*_bands(), *_pulls(), *_names()]
    return finished(alt.layer(*layers), height=alt.Step(ROW))


# what every package is worth


def _axis(field: str, name: str, title: str) -> Any:
    axis = alt.Axis(title=title, tickCount=5, labelOverlap=True)
    scale = alt.Scale(domain=_ref(name), nice=False, zero=False)
    kind = alt.X if name == "across" else alt.Y
    return kind(f"{field}:Q", axis=axis, scale=scale)


def _x(field: str = "x") -> Any:
    return _axis(field, "across", "Worth to you, in your points")


def _y(field: str = "y") -> Any:
    return _axis(field, "up", "Worth to them, in their points")


def _ground() -> list[alt.Chart]:
    """Where both beat their alternatives, and the alternatives themselves."""
    corner = alt.Chart(named("corner"))
    place: dict[str, Any] = {"x": _x(), "x2": "x2:Q", "y": _y(), "y2": "y2:Q"}
    zone = corner.transform_filter("datum.kind == 'zone'").mark_rect(
        fill=colour("zone"), fillOpacity=0.13
    )
    gap = corner.transform_filter("datum.kind == 'gap'").mark_rect(
        fill=colour("gap"), fillOpacity=0.1, stroke=colour("gap"), strokeDash=[4, 4]
    )
    limits = alt.Chart(named("limits"))
    yours = limits.transform_filter("datum.side == 'you'")
    theirs = limits.transform_filter("datum.side == 'them'")
    line: dict[str, Any] = {"strokeWidth": 2, "strokeDash": [6, 4]}
    words: dict[str, Any] = {"fontSize": FONT, "fontWeight": "bold"}
    return [
        zone.encode(**place),
        gap.encode(**place),
        yours.mark_rule(color=colour("you"), **line).encode(x=_x("at")),
        theirs.mark_rule(color=colour("them"), **line).encode(y=_y("at")),
        yours.mark_text(
            align=_ref("scale('x', datum.at) > width / 2 ? 'right' : 'left'"),
            dx=_ref("scale('x', datum.at) > width / 2 ? -5 : 5"),
            y=_ref("height - 9"),
            color=colour("you"),
            **words,
        ).encode(x=_x("at"), text="label:N"),
        theirs.mark_text(
            align="left",
            x=5,
            dy=_ref("scale('y', datum.at) > height - 40 ? -10 : 11"),
            color=colour("them"),
            **words,
        ).encode(y=_y("at"), text="label:N"),
    ]


def _packages() -> list[alt.Chart]:
    """Every package a dot; those that nothing betters for both, joined and full."""
    every = alt.Chart(named("packages")).mark_point(
        filled=True, size=26, opacity=0.45, color=colour("muted")
    )
    best = alt.Chart(named("frontier"))
    return [
        every.encode(x=_x(), y=_y()),
        best.mark_line(color=colour("zone"), strokeWidth=2, opacity=0.7).encode(x=_x(), y=_y()),
        best.mark_point(filled=True, size=60, opacity=1, color=colour("zone")).encode(
            x=_x(), y=_y()
        ),
    ]


def _marks() -> list[alt.Chart]:
    """The package on the table, halfway, the offers; each with its words."""
    marks = alt.Chart(named("marks"))
    looks: dict[str, dict[str, Any]] = {
        "offer": {"shape": "triangle-up", "size": 210, "fill": colour("surface")},
        "half": {"shape": "cross", "size": 190, "fill": colour("surface")},
        "table": {"shape": "square", "size": 210, "fill": colour("ink")},
    }
    told = [
        marks.transform_filter(f"datum.kind == '{kind}'")
        .mark_point(opacity=1, stroke=colour("ink"), strokeWidth=2, **look)
        .encode(x=_x(), y=_y())
        for kind, look in looks.items()
    ]
    labels = alt.Chart(named("labels"))
    place = "scale('x', datum.x)"
    over = f"{place} < 50 ? 'left' : {place} > width - 50 ? 'right' : 'center'"
    common: dict[str, Any] = {  # beside a mark; on a narrow page above it
        "align": _ref(f"narrow ? ({over}) : datum.left ? 'right' : 'left'"),
        "dx": _ref("narrow ? 0 : datum.left ? -13 : 13"),
        "dy": _ref("narrow ? -17 : -12"),
        "fontSize": FONT,
        "fontWeight": "bold",
    }
    rim: dict[str, Any] = {"stroke": colour("surface"), "strokeWidth": 4, "strokeJoin": "round"}
    return told + [
        labels.mark_text(**common, **look).encode(x=_x(), y=_y(), text="label:N")
        for look in (rim, dict[str, Any]())
    ]


@chart("package_space")
def package_space() -> Any:
    """All packages by what they are worth to both, with frontier, alternatives and offers."""
    layers = [*_ground(), *_packages(), *_marks()]
    return finished(alt.layer(*layers), height=HEIGHT, across=[0, 100], up=[0, 100], narrow=False)
