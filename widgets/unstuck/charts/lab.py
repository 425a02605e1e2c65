"""The pictures of the laboratory: rates of impasse, one run offer by offer, model beside data."""

from __future__ import annotations

from typing import Any

import altair as alt

from unstuck.charts.theme import FONT, chart, colour, finished, named

BAR, ROW = 18, 24
RATES = 3 * 74
_SHARE = "datum.value * 100 + '\\u00a0%'"


def _across(field: str, title: str) -> alt.X:
    axis = alt.Axis(title=title, labelExpr="format(datum.value, '.0%')", tickCount=5)
    scale = alt.Scale(domain=alt.ExprRef("domain"), nice=False)
    return alt.X(f"{field}:Q", axis=axis, scale=scale)


@chart("lab_rates")
def lab_rates() -> Any:
    """How often talks end in each type of impasse, in two settings, with the interval."""
    rows = alt.Chart(named("bars"))
    down = alt.Scale(domain=[0, RATES], range=[0, RATES], nice=False, zero=False)
    y = alt.Y("y:Q", axis=None, scale=down)
    x = _across("with_zone", "Share of all talks")
    size: dict[str, Any] = {"height": BAR, "cornerRadiusEnd": 2}
    first, second = "datum.setting == 'A'", "datum.setting == 'B'"
    layers = [
        rows.transform_filter("datum.without > datum.with_zone + 0.0001")
        .mark_bar(**size, fill=colour("surface"), stroke=colour("ink"), strokeDash=[3, 3])
        .encode(y=y, x=x, x2="without:Q")
    ]
    for wanted, paint, opacity in ((first, "gap", 1.0), (second, "gap", 0.5)):
        layers.append(
            rows.transform_filter(wanted)
            .mark_bar(**size, color=colour(paint), fillOpacity=opacity)
            .encode(y=y, x=x, x2=alt.datum(0))
        )
    layers.append(
        rows.mark_rule(strokeWidth=2, color=colour("ink")).encode(y=y, x=_low(), x2="high:Q")
    )
    for end in ("low", "high"):
        layers.append(
            rows.mark_tick(thickness=2, size=9, color=colour("ink"), orient="vertical").encode(
                y=y, x=alt.X(f"{end}:Q")
            )
        )
    layers.append(
        rows.mark_text(align="left", dx=9, fontSize=FONT, fontWeight="bold").encode(
            y=y, x=alt.X("high:Q"), text="told:N"
        )
    )
    layers.append(
        alt.Chart(named("names"))
        .mark_text(align="left", fontSize=FONT)
        .encode(y=alt.Y("y:Q", scale=down, axis=None), x=alt.value(1), text="name:N")
    )
    return finished(alt.layer(*layers), height=RATES, domain=[0, 0.6])


def _low() -> alt.X:
    return alt.X("low:Q")


@chart("lab_run")
def lab_run() -> Any:
    """One negotiation: what each offer would have given the first side, turn by turn."""
    offers = alt.Chart(named("offers"))
    whole = "datum.value % 1 ? '' : datum.value"
    axis = alt.Axis(title="Round", tickMinStep=1, tickCount=8, ticks=False, labelExpr=whole)
    x = alt.X("at:Q", axis=axis).scale(domain=alt.ExprRef("rounds"), nice=False, zero=False)
    up = alt.Axis(title=None, labelExpr=_SHARE, tickCount=5)
    y = alt.Y("worth:Q", axis=up).scale(domain=[0, 1], nice=False)
    limits = alt.Chart(named("limits"))
    end = alt.Chart(named("end"))
    layers: list[Any] = [end.mark_rule(strokeWidth=1.5, color=colour("muted")).encode(x=x)]
    for who, dash in (("you", [1, 0]), ("them", [7, 4])):
        mine = limits.transform_filter(f"datum.who == '{who}'")
        layers.append(mine.mark_rule(strokeWidth=2, strokeDash=dash, color=colour(who)).encode(y=y))
        size: dict[str, Any] = {
            "align": "right",
            "dy": alt.ExprRef("datum.above ? -9 : 11"),
            "fontSize": FONT,
        }
        rim = mine.mark_text(
            **size, stroke=colour("surface"), strokeWidth=4, strokeJoin="round", color=colour(who)
        )
        layers += [
            each.encode(x=alt.value("width"), y=y, text="told:N")
            for each in (rim, mine.mark_text(**size, color=colour(who)))
        ]
    for who, shape in (("you", "circle"), ("them", "diamond"), ("third", "triangle-up")):
        mine = offers.transform_filter(f"datum.who == '{who}'")
        paint = "ink" if who == "third" else who
        layers.append(
            mine.mark_line(strokeWidth=1.5, opacity=0.6, color=colour(paint)).encode(
                x=x, y=y, detail="party:N"
            )
        )
        layers.append(
            mine.mark_point(
                filled=True, size=90, opacity=1, shape=shape, color=colour(paint)
            ).encode(x=x, y=y)
        )
    layers.append(
        end.mark_text(
            dy=-8,
            align=alt.ExprRef("datum.right ? 'right' : 'left'"),
            fontSize=FONT,
            fontWeight="bold",
        ).encode(x=x, y=alt.value(0), text="told:N")
    )
    return finished(alt.layer(*layers), height=260, rounds=[0.5, 10.5])


@chart("lab_casino")
def lab_casino() -> Any:
    """Campsite talks: what people did beside what the model says, with intervals."""
    rows = alt.Chart(named("rows"))
    height = 6 * 74
    y = alt.Y("y:Q", axis=None).scale(domain=[0, height], range=[0, height], nice=False)
    layers: list[Any] = []
    looks: tuple[tuple[str, str, Any, bool], ...] = (
        ("seen", "ink", "square", True),
        ("A", "gap", "circle", True),
        ("B", "gap", "circle", False),
    )
    for who, paint, shape, filled in looks:
        mine = rows.transform_filter(f"datum.who == '{who}'")
        layers.append(
            mine.mark_rule(strokeWidth=2, color=colour(paint)).encode(
                y=y, x=_across("low", "Share"), x2="high:Q"
            )
        )
        layers.append(
            mine.mark_point(
                size=110,
                opacity=1,
                shape=shape,
                strokeWidth=2,
                fill=colour(paint if filled else "surface"),
                stroke=colour(paint),
            ).encode(y=y, x=alt.X("value:Q"))
        )
    layers.append(
        rows.mark_text(
            align=alt.ExprRef("datum.high > 0.75 ? 'right' : 'left'"),
            dx=alt.ExprRef("datum.high > 0.75 ? -9 : 9"),
            fontSize=FONT,
        ).encode(y=y, x=alt.X("edge:Q"), text="told:N")
    )
    layers.append(
        alt.Chart(named("names"))
        .mark_text(align="left", fontSize=FONT, fontWeight="bold")
        .encode(y=alt.Y("y:Q", axis=None), x=alt.value(1), text="name:N")
    )
    return finished(alt.layer(*layers), height=height, domain=[0, 1])
