"""Pictures of a zone of agreement: prices on a line, widths it may have, needs it meets.

Every label has a row of its own and is kept inside the picture, so that none can cover another,
whatever the numbers are.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, MONEY, chart, colour, finished, named

ROW = 46
SIDES = ["you", "them", "third"]
# A label stands over its mark, pushed inwards where it would leave the picture.
_HALF = "(3.4 * length(datum.label) + 2)"
_OVER = "(datum.kind == 'limit' ? datum.mid : (datum.low + datum.high) / 2)"
_LABEL_AT = f"clamp(scale('x', {_OVER}), {_HALF}, width - {_HALF})"


def _of(*kinds: str) -> alt.Chart:
    """The rows of some kinds."""
    return alt.Chart(named("rows")).transform_filter(alt.FieldOneOfPredicate("kind", list(kinds)))


def _row() -> alt.Y:
    return alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _price(title: str = "Price") -> alt.X:
    axis = alt.Axis(labelExpr=MONEY, title=title, tickCount=5, labelOverlap=True)
    scale = alt.Scale(domain=alt.ExprRef("domain"), nice=False, zero=False, clamp=True)
    return alt.X("low:Q", axis=axis, scale=scale)


def _by_side() -> alt.Color:
    scale = alt.Scale(domain=SIDES, range=[colour("you"), colour("them"), colour("ink")])
    return alt.Color("side:N", legend=None, scale=scale)


def _by_shape() -> alt.Shape:
    scale = alt.Scale(domain=SIDES, range=["circle", "diamond", "square"])
    return alt.Shape("side:N", legend=None, scale=scale)


def _strip() -> list[alt.Chart]:
    """The zone or gap, from top to bottom, and the price that is tried."""
    height = {"y": alt.value(0), "y2": alt.value("height")}
    zone = _of("zone").mark_rect(fill=colour("zone"), opacity=0.16)
    gap = _of("gap").mark_rect(
        fill=colour("gap"), fillOpacity=0.1, stroke=colour("gap"), strokeDash=[4, 4]
    )
    price = _of("price").mark_rule(color=colour("ink"), strokeWidth=1.5, strokeDash=[2, 3])
    return [
        zone.encode(x=_price(), x2="high:Q", **height),
        gap.encode(x=_price(), x2="high:Q", **height),
        price.encode(x=alt.X("mid:Q"), **height),
    ]


def _bars() -> list[alt.Chart]:
    """What each side would accept, what it may be mistaken in, and what it keeps or loses."""
    span = {"x": _price(), "x2": "high:Q", "y": _row()}
    accepts = _of("limit").mark_bar(height=8, yOffset=10, opacity=0.3)
    unsure = _of("unsure").mark_rule(strokeWidth=3, yOffset=10)
    kinds = ["zone", "gap", "new_zone", "new_gap"]
    width = _of(*kinds).mark_bar(height=10, yOffset=10)
    kind = alt.Scale(domain=kinds, range=[colour("zone"), colour("gap")])
    keeps = _of("share").mark_bar(height=10, yOffset=10, opacity=0.75)
    loses = _of("loss").mark_bar(
        height=10, yOffset=10, fillOpacity=0.1, strokeWidth=1.5, strokeDash=[3, 3]
    )
    return [
        accepts.encode(**span, color=_by_side()),
        unsure.encode(**span, color=_by_side()),
        width.encode(**span, color=alt.Color("kind:N", scale=kind, legend=None)),
        keeps.encode(**span, color=_by_side()),
        loses.encode(**span, color=_by_side(), stroke=_by_side()),
    ]


def _marks() -> list[alt.Chart]:
    """Limits large, offers small, targets hollow, the price a wedge."""
    at = {"x": alt.X("mid:Q"), "y": _row()}
    both = {"color": _by_side(), "shape": _by_shape()}
    limit = _of("limit").mark_point(filled=True, size=210, opacity=1, yOffset=10)
    offer = _of("offer").mark_point(filled=True, size=110, opacity=1, yOffset=10)
    target = _of("target").mark_point(size=110, strokeWidth=2.5, opacity=1, yOffset=10)
    price = _of("price").mark_point(
        filled=True, shape="triangle-down", size=130, opacity=1, yOffset=10, color=colour("ink")
    )
    return [
        limit.encode(**at, **both),
        offer.encode(**at, **both),
        target.encode(**at, **both),
        price.encode(**at),
    ]


def _labels() -> list[alt.Chart]:
    """Each row's words, with a rim in the colour of the ground so that lines do not cross them."""
    rows = alt.Chart(named("rows")).transform_filter("datum.label")
    common: dict[str, Any] = {"x": alt.ExprRef(_LABEL_AT), "dy": -9, "fontSize": FONT}
    rim = rows.mark_text(
        **common, stroke=colour("surface"), strokeWidth=4, strokeOpacity=0.75, strokeJoin="round"
    )
    words = rows.mark_text(**common)
    return [
        rim.encode(y=_row(), text="label:N"),
        words.encode(y=_row(), text="label:N"),
    ]


@chart("zopa_line")
def zopa_line() -> Any:
    """Limits, zone or gap, targets, offers and a price on one line of prices."""
    layers = [*_strip(), *_bars(), *_marks(), *_labels()]
    picture = alt.layer(*layers).resolve_scale(color="independent", shape="independent")
    return finished(picture, height=alt.Step(ROW), domain=[0, 100])


@chart("zopa_width")
def zopa_width() -> Any:
    """How likely each width of the zone is; gaps lie to the left of nothing."""
    scale = alt.Scale(domain=alt.ExprRef("domain"), nice=False, zero=False)
    axis = alt.Axis(
        labelExpr=MONEY,
        title="Width of the zone (below zero: a gap)",
        tickCount=5,
        labelOverlap=True,
    )
    x = alt.X("width:Q", axis=axis, scale=scale)
    up = alt.Scale(domain=alt.ExprRef("heights"), nice=False)
    y = alt.Y("density:Q", axis=None, scale=up, stack=None)
    base = alt.Chart(named("widths"))
    gap = base.transform_filter("datum.width <= 0").mark_area(
        color=colour("gap"), opacity=0.55, clip=True
    )
    zone = base.transform_filter("datum.width >= 0").mark_area(
        color=colour("zone"), opacity=0.55, clip=True
    )
    marks = alt.Chart(named("marks"))
    zero = marks.transform_filter("datum.kind == 'zero'")
    mean = marks.transform_filter("datum.kind == 'mean'")
    parts = marks.transform_filter("datum.kind == 'gap' || datum.kind == 'zone'")
    layers = [
        gap.encode(x=x, y=y),
        zone.encode(x=x, y=y),
        zero.mark_rule(color=colour("ink"), strokeWidth=2).encode(x="mid:Q"),
        mean.mark_rule(color=colour("muted"), strokeDash=[4, 4]).encode(x="mid:Q"),
        mean.mark_text(x=alt.ExprRef(_LABEL_AT), y=-8).encode(text="label:N"),
        parts.mark_text(
            x=alt.ExprRef("datum.kind == 'gap' ? 2 : width - 2"),
            align=alt.ExprRef("datum.kind == 'gap' ? 'left' : 'right'"),
            y=30,
            fontSize=FONT + 2,
            fontWeight="bold",
            color=colour("ink"),
        ).encode(text="label:N"),
    ]
    return finished(alt.layer(*layers), height=200, domain=[-50, 50], heights=[0, 1])


@chart("interests_met")
def interests_met() -> Any:
    """What you need: how much it matters, and how much of it the deal meets."""
    scale = alt.Scale(domain=[0, 3], nice=False)
    rows = alt.Chart(named("needs"))
    axis = alt.Axis(
        title="How much it matters",
        values=[1, 2, 3],
        labelExpr="{1: 'a little', 2: 'much', 3: 'vital'}[datum.value]",
    )
    row = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    whole = rows.mark_bar(
        height=14, yOffset=10, fill=colour("surface"), stroke=colour("muted"), strokeWidth=1.5
    ).encode(x=alt.X("weight:Q", axis=axis, scale=scale), y=row)
    met = rows.mark_bar(height=14, yOffset=10, color=colour("zone")).encode(x="met:Q", y=row)
    words = rows.mark_text(align="left", x=2, dy=-10, fontSize=FONT).encode(y=row, text="label:N")
    return finished(alt.layer(whole, met, words), height=alt.Step(ROW))
