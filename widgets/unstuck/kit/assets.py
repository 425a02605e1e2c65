"""The page's side of the widgets: one script, one style sheet, one Vega bundle."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

_STATIC = files("unstuck.kit") / "static"
PARTS = (
    *("dom", "store", "work", "charts", "controls", "pacer", "blocks", "case", "share"),
    *("tool", "question", "map", "main"),
)


@cache
def kit_js() -> str:
    """The widgets' script as one ES module, made from its parts."""
    return "\n".join((_STATIC / f"{part}.js").read_text("utf-8") for part in PARTS)


@cache
def kit_css() -> str:
    """The widgets' style sheet, with the design tokens for light and dark."""
    return (_STATIC / "kit.css").read_text("utf-8")


def vega_js() -> str:
    """The Vega bundle, an ES module whose default export is ``vegaEmbed``.

    Raises
    ------
    FileNotFoundError
        If the package was not built; installing it makes the bundle.
    """
    bundle = _STATIC / "vega.js"
    if not bundle.is_file():
        raise FileNotFoundError("the Vega bundle is missing; install the package to make it")
    return bundle.read_text("utf-8")


@cache
def version() -> str:
    """A short hash of script and style sheet: it changes when they do."""
    return sha256((kit_js() + kit_css()).encode()).hexdigest()[:12]
