"""One look for every chart: the two sides' colours and shapes, the helpers to build on.

Colours are parameters of the chart, so that one compiled chart serves light and dark: the
page sets them from its style sheet. Names: ``you``, ``them``, ``zone``, ``gap``, ``ink``,
``muted``, ``line``. ``money`` is the learner's currency sign.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import altair as alt

COLOURS = {
    "you": "#2f6fd0",
    "them": "#c75c00",
    "zone": "#0f8a6d",
    "gap": "#b8336a",
    "ink": "#1b2430",
    "muted": "#5b6675",
    "line": "#d5dae1",
    "surface": "#ffffff",
}
FONT = 13
FAMILY = "system-ui, sans-serif"
REGISTRY: dict[str, Callable[[], Any]] = {}


def chart(name: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register a function that makes the chart of this name."""

    def keep(make: Callable[[], Any]) -> Callable[[], Any]:
        if name in REGISTRY:
            raise ValueError(f"two charts are called {name!r}")
        REGISTRY[name] = make
        return make

    return keep


def named(name: str) -> alt.NamedData:
    """Data that the page will push."""
    return alt.NamedData(name=name)


def colour(name: str) -> alt.ExprRef:
    """One of the theme's colours, by name, wherever Vega-Lite takes an expression."""
    return alt.ExprRef(expr=name)


def params(**extra: Any) -> list[alt.Parameter]:
    """The theme's parameters and the chart's own, for ``add_params`` of the top level."""
    told: dict[str, Any] = {**COLOURS, "money": "$", **extra}
    return [alt.param(name=name, value=value) for name, value in told.items()]


MONEY = (
    "(datum.value < 0 ? '\\u2212' : '') + money + "
    "replace(replace(format(abs(datum.value), '.3~s'), 'G', 'bn'), 'k', 'k')"
)
"""An axis label expression: the currency sign and a short number."""


def finished(picture: Any, *, height: Any, **extra: Any) -> Any:
    """Width of the page, no frame, quiet axes, our parameters."""
    return (
        picture.properties(width="container", height=height, background="transparent")
        .add_params(*params(**extra))
        .configure(font=FAMILY, aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            grid=False,
            labelFontSize=FONT,
            titleFontSize=FONT,
            titleFontWeight="normal",
            titlePadding=10,
            labelColor=colour("ink"),
            titleColor=colour("muted"),
            domainColor=colour("line"),
            tickColor=colour("line"),
        )
        .configure_text(fontSize=FONT, color=colour("ink"))
    )


def as_json(picture: Any) -> str:
    """The chart's Vega-Lite as stable JSON text."""
    told = picture.to_dict()
    told.pop("datasets", None)
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def as_vega(picture: Any) -> str:
    """The chart as stable Vega text, as wide as the page that shows it makes it."""
    import vl_convert

    told = json.loads(as_json(picture))
    told["width"] = 640
    told["autosize"] = {"type": "fit-x", "contains": "padding", "resize": True}
    return json.dumps(vl_convert.vegalite_to_vega(told), indent=1, ensure_ascii=False) + "\n"
