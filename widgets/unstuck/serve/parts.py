"""What a cell showed, as a page is told: a widget, a piece of HTML, or text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

Part = dict[str, Any]
_WIDGET = "application/vnd.jupyter.widget-view+json"


def part(data: Mapping[str, Any]) -> Part:
    """The richest form of an output that a page can show.

    Parameters
    ----------
    data
        The output by MIME type, as a kernel gives it.
    """
    if _WIDGET in data:
        return {"widget": data[_WIDGET]["model_id"]}
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            return {"html": data[kind]}
    if "image/png" in data:
        name = escape(data.get("text/plain", "Picture"), quote=True)
        return {"html": f'<img alt="{name}" src="data:image/png;base64,{data["image/png"]}">'}
    return {"text": data.get("text/plain", "")}
