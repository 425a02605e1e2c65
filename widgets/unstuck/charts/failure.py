"""Pictures of a failure: signs for and against each kind; sentences by the response they show."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import chart, colour, finished, named

TOP, ROW, KINDS = 24, 50, 7
LANE, LANES = 54, 4
FOR = "datum.side == 'for'"
RIGHT = "datum.note == 'right'"


def _either(test: str, then: str, other: str) -> Any:
    return alt.condition(test, alt.value(colour(then)), alt.value(colour(other)))


def _line(field: str) -> alt.Y:
    scale = alt.Scale(domain=[0, KINDS], range=[TOP, TOP + KINDS * ROW])
    return alt.Y(field, type="quantitative", axis=None, scale=scale)


def _head(words: str, side: str, paint: str) -> Any:
    """What one half of the picture means, above it."""
    away: Any = "right" if side == "left" else "left"
    shift = -8 if side == "left" else 8
    return (
        alt.Chart(named("kinds"))
        .transform_filter("datum.line == 0")
        .transform_calculate(head=f"'{words}'")
        .mark_text(align=away, dx=shift, fontWeight="bold", color=colour(paint))
        .encode(x=alt.value(alt.ExprRef("width / 2")), y=alt.value(8), text="head:N")
    )


@chart("failure_signs")
def failure_signs() -> Any:
    """Signs for and against each kind of failure; a sign that decides is drawn taller."""
    kinds = alt.Chart(named("kinds")).transform_calculate(
        word_at="datum.line + 0.24", tile_at="datum.line + 0.66"
    )
    ends: dict[str, Any] = {"y": _line("word_at"), "color": _either("datum.open", "ink", "muted")}
    name = kinds.mark_text(align="left", limit=alt.ExprRef("width * 0.6"), fontWeight="bold")
    told = kinds.mark_text(align="right", limit=alt.ExprRef("width * 0.39"))
    across = {"x": alt.value(0), "x2": alt.value("width")}
    base = kinds.mark_rule(strokeWidth=1, color=colour("line")).encode(y=_line("tile_at"), **across)
    scale = alt.Scale(domain=alt.ExprRef("[-reach, reach]"), nice=False, zero=False)
    tiles = (
        alt.Chart(named("tiles"))
        .transform_calculate(
            upper="datum.line + (datum.decides ? 0.46 : 0.55)",
            lower="datum.line + (datum.decides ? 0.86 : 0.77)",
        )
        .mark_rect(cornerRadius=3)
        .encode(
            x=alt.X("start:Q", axis=None, scale=scale),
            x2="end:Q",
            y=_line("upper"),
            y2="lower:Q",
            color=_either(FOR, "gap", "zone"),
        )
    )
    return finished(
        alt.layer(
            base,
            tiles,
            name.encode(x=alt.value(0), text="name:N", **ends),
            told.encode(x=alt.value("width"), text="told:N", **ends),
            _head("\\u2190 speaks against", "left", "zone"),
            _head("speaks for \\u2192", "right", "gap"),
        ),
        height=TOP + KINDS * ROW,
        reach=4,
    )


def _lane(field: str) -> alt.Y:
    scale = alt.Scale(domain=alt.ExprRef("[0, lines]"), range=[0, LANES * LANE])
    return alt.Y(field, type="quantitative", axis=None, scale=scale)


@chart("response_lanes")
def response_lanes() -> Any:
    """Texts in their order, each in the lane of the response that it shows."""
    lanes = alt.Chart(named("lanes")).transform_calculate(
        word_at="datum.lane + 0.18", line_at="datum.lane + 0.64"
    )
    texts = alt.Chart(named("texts")).transform_calculate(line_at="datum.lane + 0.64")
    scale = alt.Scale(
        domain=alt.ExprRef("[-0.5, count - 0.5]"), range=[0, alt.ExprRef("width")], nice=False
    )
    at: dict[str, Any] = {
        "x": alt.X("place:Q", axis=None, scale=scale),
        "y": _lane("line_at"),
    }
    across = {"x": alt.value(0), "x2": alt.value("width")}
    name = lanes.mark_text(align="left", fontWeight="bold")
    count = lanes.mark_text(align="right", color=colour("muted"))
    base = lanes.mark_rule(strokeWidth=1, color=colour("line")).encode(y=_lane("line_at"), **across)
    dot = texts.mark_point(
        filled=True,
        opacity=1,
        size=alt.ExprRef("count > 20 ? 70 : 400"),
        color=colour("you"),
    )
    number = texts.transform_filter("count <= 20").mark_text(
        fontWeight="bold", color=colour("surface")
    )
    note = (
        texts.transform_filter("datum.note != ''")
        .transform_calculate(sign=f"{RIGHT} ? '\\u2713' : '\\u2260'")
        .mark_text(align="left", dx=12, fontSize=15, fontWeight="bold")
    )
    return finished(
        alt.layer(
            base,
            name.encode(x=alt.value(0), y=_lane("word_at"), text="name:N"),
            count.encode(x=alt.value("width"), y=_lane("word_at"), text="told:N"),
            dot.encode(**at),
            number.encode(text="number:N", **at),
            note.encode(text="sign:N", color=_either(RIGHT, "zone", "gap"), **at),
        ),
        height=LANES * LANE,
        count=6,
        lines=4,
    )
