"""Pictures of a way back: the critical moments of talks that failed, and what is shared next time.

Time runs downwards, so that every moment has a line for its words at any width.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

ROW, PIECE = 76, 50
LOWER = 25
SIDES = ["you", "them"]


def _row() -> alt.Y:
    return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _side(channel: Any, values: list[Any]) -> Any:
    return channel("side:N", legend=None, scale=alt.Scale(domain=SIDES, range=values))


def _words(data: Any, field: str, **look: Any) -> list[Any]:
    """A line of words over the marks, with a rim in the colour of the ground."""
    common: dict[str, Any] = {"align": "left", "x": 2, "fontSize": FONT, **look}
    common["limit"] = alt.ExprRef("width - 4")
    rim = data.mark_text(
        **common | {"color": colour("surface")},
        stroke=colour("surface"),
        strokeWidth=4,
        strokeJoin="round",
    )
    words = data.mark_text(**common)
    text = alt.Text(field, type="nominal")
    return [rim.encode(y=_row(), text=text), words.encode(y=_row(), text=text)]


def _tension(field: str) -> alt.X:
    axis = alt.Axis(
        title="Tension afterwards",
        values=[0, 5, 10],
        labelExpr=(
            "{0: '0: at ease', 5: narrow ? '' : '5', 10: '10: somebody leaves'}[datum.value]"
        ),
        labelFlush=True,
        labelOverlap=False,
    )
    scale = alt.Scale(domain=[0, 10], nice=False)
    return alt.X(f"{field}:Q", axis=axis, scale=scale)


def _bars() -> list[Any]:
    """How tense it was after each moment; the steepest rise is strong and named."""
    rows = alt.Chart(named("moments")).transform_calculate(ease="0")
    turn = alt.Chart(named("turn"))
    bar = rows.mark_rule(color=colour("line"), strokeWidth=6, yOffset=LOWER)
    rise = turn.mark_rule(color=colour("gap"), strokeWidth=6, yOffset=LOWER)
    label = turn.transform_calculate(middle="(datum.before + datum.tension) / 2").mark_text(
        yOffset=LOWER, dy=-13, fontSize=FONT, fontWeight="bold", color=colour("gap")
    )
    return [
        bar.encode(x=_tension("ease"), x2="tension:Q", y=_row()),
        rise.encode(x=_tension("before"), x2="tension:Q", y=_row()),
        label.encode(x="middle:Q", y=_row(), text="label:N"),
    ]


def _marks() -> list[Any]:
    """Whose move it was; hollow where it landed otherwise than it was meant."""
    rows = alt.Chart(named("moments"))
    at: dict[str, Any] = {"x": _tension("tension"), "y": _row(), "shape": _side(alt.Shape, _SHAPES)}
    whole = rows.mark_point(size=170, opacity=1, strokeWidth=2.5, yOffset=LOWER)
    hollow = rows.transform_filter("datum.misread").mark_point(
        size=170, opacity=1, strokeWidth=2.5, yOffset=LOWER, fill=colour("surface")
    )
    stroke = _side(alt.Stroke, [colour("you"), colour("them")])
    fill = _side(alt.Fill, [colour("you"), colour("them")])
    return [whole.encode(**at, stroke=stroke, fill=fill), hollow.encode(**at, stroke=stroke)]


_SHAPES = ["circle", "diamond"]


@chart("recovery_timeline")
def recovery_timeline() -> Any:
    """The critical moments from top to bottom: whose move, how it landed, how tense it became."""
    rows = alt.Chart(named("moments")).transform_calculate(told="narrow ? datum.short : datum.head")
    layers = [
        *_bars(),
        *_marks(),
        *_words(rows, "told", dy=-25, fontWeight="bold", color=colour("ink")),
        *_words(rows, "landed", dy=-8, color=colour("muted")),
    ]
    picture = alt.layer(*layers).resolve_scale(
        shape="independent", stroke="independent", fill="independent"
    )
    return finished(picture, height=alt.Step(ROW), narrow=False)


def _sharing() -> alt.X:
    axis = alt.Axis(
        title="Ring: last time. Full: next time.",
        values=[0, 1],
        labelExpr="datum.value ? 'shared' : 'kept back'",
        tickSize=0,
        domain=False,
    )
    return alt.X("last:Q", axis=axis, scale=alt.Scale(domain=[-0.2, 1.2], nice=False))


@chart("sharing_plan")
def sharing_plan() -> Any:
    """What was shared last time, and what will be: a line of its own for each thing."""
    rows = alt.Chart(named("pieces"))
    both = rows.transform_filter("isValid(datum.last) && isValid(datum.next)")
    moves = alt.Scale(domain=["opening", "closing"], range=[colour("zone"), colour("gap")])
    path = both.transform_filter("datum.move != ''").mark_rule(strokeWidth=5, yOffset=10)
    ring = rows.transform_filter("isValid(datum.last)").mark_point(
        shape="circle", size=330, strokeWidth=2.5, opacity=1, yOffset=10, stroke=colour("you")
    )
    full = rows.transform_filter("isValid(datum.next)").mark_point(
        shape="circle", size=120, filled=True, opacity=1, yOffset=10, color=colour("you")
    )
    layers = [
        path.encode(
            x=_sharing(),
            x2="next:Q",
            y=_row(),
            color=alt.Color("move:N", legend=None, scale=moves),
        ),
        ring.encode(x=_sharing(), y=_row()),
        full.encode(x=alt.X("next:Q"), y=_row()),
        *_words(rows, "label", dy=-12, color=colour("ink")),
    ]
    return finished(alt.layer(*layers), height=alt.Step(PIECE))


STEP_Y = 24


def _step_x() -> alt.X:
    return alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0.5, 5.5], nice=False))


@chart("recovery_steps")
def recovery_steps() -> Any:
    """Where you are in the five steps: done is full, now has a strong ring, later is pale."""
    steps = alt.Chart(named("steps"))
    state = {"done": "datum.state == 'done'", "now": "datum.state == 'now'"}
    at: dict[str, Any] = {"x": _step_x(), "y": alt.value(STEP_Y)}

    def pick(done: Any, now: Any, later: Any) -> Any:
        tests = [{"test": state["done"], "value": done}, {"test": state["now"], "value": now}]
        return {"condition": tests, "value": later}

    way = steps.mark_line(color=colour("line"), strokeWidth=3).encode(**at)
    ring = steps.mark_point(shape="circle", size=900, opacity=1, strokeWidth=3).encode(
        **at,
        fill=pick(colour("you"), colour("surface"), colour("surface")),
        stroke=pick(colour("you"), colour("you"), colour("line")),
    )
    sign = steps.mark_text(fontSize=15, fontWeight="bold").encode(
        **at,
        text="sign:N",
        color=pick(colour("surface"), colour("you"), colour("muted")),
    )
    word = steps.mark_text(fontSize=FONT).encode(
        x=_step_x(),
        y=alt.value(STEP_Y + 34),
        text="word:N",
        color=pick(colour("ink"), colour("ink"), colour("muted")),
    )
    return finished(alt.layer(way, ring, sign, word), height=STEP_Y + 46)
