"""The grid of impasse types: who saw a benefit in no deal."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import chart, colour, finished, named

TOP, LEFT, ROW = 76, 54, 100
HERE, POSSIBLE = "datum.state == 'here'", "datum.state == 'possible'"


def _x(field: str) -> alt.X:
    scale = alt.Scale(domain=[0, 2], range=[LEFT, alt.ExprRef("width")])
    return alt.X(field, type="quantitative", axis=None, scale=scale)


def _y(field: str) -> alt.Y:
    scale = alt.Scale(domain=[0, 2], range=[TOP, TOP + 2 * ROW])
    return alt.Y(field, type="quantitative", axis=None, scale=scale)


def _either(test: str, then: Any, other: Any) -> Any:
    return alt.condition(test, alt.value(then), alt.value(other))


def _fitting(narrow: int, wide: int) -> alt.ExprRef:
    return alt.ExprRef(f"narrow ? {narrow} : {wide}")


def _boxes() -> Any:
    """The four cells; the one that holds is filled, those that may hold have a broken edge."""
    cells = alt.Chart(named("cells")).transform_calculate(
        right="datum.column + 0.98", below="datum.row + 0.96"
    )
    place: dict[str, Any] = {"x": _x("column"), "y": _y("row"), "x2": "right:Q", "y2": "below:Q"}
    full = cells.mark_rect(cornerRadius=8).encode(
        **place,
        fill=_either(HERE, colour("ink"), "transparent"),
        stroke=_either(HERE, colour("ink"), colour("line")),
    )
    broken = cells.transform_filter(POSSIBLE).mark_rect(
        cornerRadius=8, fill=None, stroke=colour("ink"), strokeWidth=2.5, strokeDash=[7, 5]
    )
    return alt.layer(full, broken.encode(**place))


def _line(field: str, size: Any, weight: Any, dy: Any) -> Any:
    """One of the lines of text in each cell; on a phone the name has a line of its own."""
    limit = alt.ExprRef(f"(width - {LEFT}) / 2 - 4")
    return (
        alt.Chart(named("cells"))
        .transform_calculate(
            centre="datum.column + 0.49",
            middle="datum.row + 0.48",
            who="narrow && slice(datum.by, 0, 3) == 'by ' ? ['by', slice(datum.by, 3)] : datum.by",
        )
        .mark_text(fontSize=size, fontWeight=weight, dy=dy, limit=limit)
        .encode(
            x=_x("centre"),
            y=_y("middle"),
            text=alt.Text(field, type="nominal"),
            color=_either(HERE, colour("surface"), colour("ink")),
        )
    )


def _answers(name: str, shape: str, side: str, at: dict[str, Any], shift: int) -> Any:
    """No and yes of one side beside its cells; the mark of the answer given is full."""
    answers = alt.Chart(named(name)).transform_calculate(middle="datum.place + 0.485")
    marks = answers.mark_point(shape=shape, size=170, strokeWidth=2, xOffset=-shift).encode(
        **at,
        fill=_either("datum.chosen", colour(side), "transparent"),
        stroke=alt.value(colour(side)),
        opacity=_either("datum.chosen", 1, 0.55),
    )
    words = answers.mark_text(align="left", dx=16 - shift, fontSize=14).encode(
        **at, text="answer:N", color=alt.value(colour("ink"))
    )
    return alt.layer(marks, words)


def _whose(name: str, shape: str, side: str, height: int) -> Any:
    """The question that the rows or the columns answer, above the grid."""
    asked = alt.Chart(named(name)).transform_calculate(
        question="datum.name + (narrow ? '' : ': a benefit in no deal?')"
    )
    at: dict[str, Any] = {"y": alt.value(height), "color": alt.value(colour(side))}
    mark = asked.mark_point(shape=shape, size=110, filled=True, opacity=1)
    words = asked.mark_text(align="left", fontWeight="bold", limit=alt.ExprRef("width - 24"))
    return alt.layer(
        mark.encode(x=alt.value(8), **at), words.encode(x=alt.value(22), text="question:N", **at)
    )


@chart("impasse_grid")
def impasse_grid() -> Any:
    """Who saw a benefit in no deal: rows for the first side, columns for the second."""
    return finished(
        alt.layer(
            _boxes(),
            _line("type", _fitting(15, 18), "bold", _fitting(-28, -22)),
            _line("who", _fitting(11, 12), "normal", _fitting(-8, 0)),
            _line("told", _fitting(12, 13), "normal", _fitting(28, 22)),
            _answers("first", "circle", "you", {"x": alt.value(8), "y": _y("middle")}, 2),
            _answers("second", "diamond", "them", {"x": _x("middle"), "y": alt.value(60)}, 18),
            _whose("first_side", "circle", "you", 8),
            _whose("second_side", "diamond", "them", 30),
        ),
        height=TOP + 2 * ROW,
        narrow=False,
    )
