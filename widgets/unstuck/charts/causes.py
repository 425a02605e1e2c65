"""The pictures of module 02 on stories: signs sentence by sentence, causes against remedies."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

ROW, KEY = 44, 30
TOP, LINE, COLUMNS, CAUSES = 48, 62, 5, 5


def _key() -> list[alt.Chart]:
    """What the two shapes stand for, beside each other above the rows."""
    base = alt.Chart(named("key"))
    mark = base.transform_filter("datum.kind == 'mark'").mark_point(
        filled=True, shape="circle", size=130, opacity=1, color=colour("you")
    )
    reading = base.transform_filter("datum.kind == 'reading'").mark_point(
        shape="square", size=210, strokeWidth=2, opacity=1, color=colour("ink")
    )
    at: dict[str, Any] = {"x": alt.X("px:Q", scale=None), "y": alt.value(10)}
    words = base.mark_text(align="left", dx=14, fontSize=FONT)
    return [mark.encode(**at), reading.encode(**at), words.encode(**at, text="told:N")]


@chart("cause_signs")
def cause_signs() -> Any:
    """Which sentence was marked as a sign of what, and how we read it."""
    across = alt.X(
        "at:Q",
        axis=alt.Axis(
            title="Sentence of the story",
            values=alt.ExprRef("sequence(1, most + 1)"),
            format="d",
            labelOverlap=True,
        ),
        scale=alt.Scale(domain=alt.ExprRef("[0.5, most + 0.5]"), nice=False, zero=False),
    )
    lines = alt.Scale(domain=[0, CAUSES], range=[KEY, KEY + CAUSES * ROW], nice=False)
    down = alt.Y("line:Q", axis=None, scale=lines)
    rows = alt.Chart(named("rows"))
    rule = rows.transform_calculate(line="datum.row + 0.72").mark_rule(
        color=colour("line"), strokeWidth=2
    )
    name = rows.transform_calculate(line="datum.row + 0.28").mark_text(
        align="left", fontSize=FONT, fontWeight=alt.ExprRef("datum.count ? 'bold' : 'normal'")
    )
    spots: dict[str, Any] = {"x": across, "y": down}
    readings = (
        alt.Chart(named("readings"))
        .transform_calculate(line="datum.row + 0.72")
        .mark_point(
            shape="square",
            size=330,
            strokeWidth=2,
            opacity=1,
            color=colour("ink"),
            strokeDash=alt.ExprRef("datum.open ? [3, 3] : [1, 0]"),
        )
    )
    marks = (
        alt.Chart(named("marks"))
        .transform_calculate(line="datum.row + 0.72")
        .mark_point(filled=True, shape="circle", size=150, opacity=1, color=colour("you"))
    )
    full = {"x": alt.value(0), "x2": alt.value("width")}
    layers = [
        rule.encode(**full, y=down),
        name.encode(x=alt.value(0), y=down, text="name:N"),
        readings.encode(**spots),
        marks.encode(**spots),
        *_key(),
    ]
    return finished(alt.layer(*layers), height=KEY + CAUSES * ROW, most=7)


def _cell(test: str) -> alt.Chart:
    return (
        alt.Chart(named("cells"))
        .transform_filter(test)
        .transform_calculate(
            left="datum.column + 0.04",
            right="datum.column + 0.96",
            over="datum.row + 0.36",
            under="datum.row + 0.86",
            centre="datum.column + 0.5",
            middle="datum.row + 0.61",
        )
    )


def _x(field: str) -> alt.X:
    scale = alt.Scale(domain=[0, COLUMNS], range=[0, alt.ExprRef("width")], nice=False)
    return alt.X(field, type="quantitative", axis=None, scale=scale)


def _y(field: str) -> alt.Y:
    scale = alt.Scale(domain=[0, CAUSES], range=[TOP, TOP + CAUSES * LINE], nice=False)
    return alt.Y(field, type="quantitative", axis=None, scale=scale)


def _boxes() -> list[alt.Chart]:
    """Full where the remedy meets the cause, an edge where it helps, faint where it does not."""
    place: dict[str, Any] = {"x": _x("left"), "x2": "right:Q", "y": _y("over"), "y2": "under:Q"}
    faint = _cell("datum.kind == 'not'").mark_rect(
        cornerRadius=6, fill=None, stroke=colour("line"), strokeWidth=1
    )
    helps = _cell("datum.kind == 'helps'").mark_rect(
        cornerRadius=6, fill=None, stroke=colour("zone"), strokeWidth=2, strokeDash=[5, 4]
    )
    meets = _cell("datum.kind == 'meets'").mark_rect(cornerRadius=6, fill=colour("zone"))
    told = _cell("datum.kind != 'not'").mark_text(
        fontSize=alt.ExprRef("narrow ? 11 : 13"), fontWeight="bold"
    )
    paint = alt.condition(
        "datum.kind == 'meets'", alt.value(colour("surface")), alt.value(colour("ink"))
    )
    return [
        *(layer.encode(**place) for layer in (faint, helps, meets)),
        told.encode(x=_x("centre"), y=_y("middle"), text="told:N", color=paint),
    ]


@chart("cause_remedies")
def cause_remedies() -> Any:
    """Which remedy meets which cause."""
    rows = alt.Chart(named("rows")).transform_calculate(line="datum.row + 0.2")
    names = rows.mark_text(
        align="left", fontSize=FONT, fontWeight=alt.ExprRef("datum.count ? 'bold' : 'normal'")
    )
    heads = alt.Chart(named("heads")).transform_calculate(
        centre="datum.column + 0.5",
        left="datum.column + 0.01",
        right="datum.column + 0.99",
        told="narrow ? datum.short : split(datum.long, '|')",
    )
    band = heads.transform_filter("datum.chosen").mark_rect(
        cornerRadius=8, fill=colour("you"), fillOpacity=0.12, stroke=colour("you"), strokeWidth=1.5
    )
    words = heads.mark_text(
        baseline="top",
        lineHeight=16,
        fontSize=alt.ExprRef("narrow ? 12 : 13"),
        fontWeight=alt.ExprRef("datum.chosen ? 'bold' : 'normal'"),
    )
    layers = [
        band.encode(x=_x("left"), x2="right:Q", y=alt.value(0), y2=alt.value("height")),
        names.encode(x=alt.value(4), y=_y("line"), text="name:N"),
        words.encode(x=_x("centre"), y=alt.value(6), text=alt.Text("told", type="nominal")),
        *_boxes(),
    ]
    return finished(alt.layer(*layers), height=TOP + CAUSES * LINE, narrow=False)
