"""What is read in a page's HTML, and its tools and questions as the page's script knows them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

_CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>\s*(\{.*?\})\s*</script>', re.DOTALL)
_FINISHED = re.compile(r'<script id="us-cells"[^>]*>(.*?)</script>', re.DOTALL)
_LOADED = re.compile(
    r"<script[^>]* src=\"([^\"]+)\"|<link rel=\"(?:stylesheet|preload|modulepreload)\"[^>]*>"
)
_HREF = re.compile(r'href="([^"]+)"')
_MODEL = re.compile(r'"model_id":\s*"([0-9a-f]{32})"')
_TURN = re.compile(r'data-unstuck-again="(\d+)" data-unstuck-turn="([^"]*)"')


def settings(html: str) -> dict[str, Any]:
    """Where everything is, and which kernel is the page's.

    Raises
    ------
    LookupError
        If this is no page with a kernel.
    """
    found = _CONFIG.search(html)
    if found is None:
        raise LookupError("the page has no kernel")
    return dict(json.loads(found[1]))


def finished(html: str) -> list[str] | None:
    """The widgets that its cells show, in order; None if the cells have not run yet."""
    found = _FINISHED.search(html)
    if found is None:
        return list(dict.fromkeys(_MODEL.findall(html)))  # a page of Voila as it comes
    cells = json.loads(found[1])
    return None if cells is None else widgets(cells)


def loaded(html: str, url: str) -> set[str]:
    """The addresses of scripts and styles of the same origin that the HTML names."""
    named = [m[1] or _HREF.search(m[0])[1] for m in _LOADED.finditer(html)]  # type: ignore[index]
    found = {urljoin(url, name) for name in named}
    return {address for address in found if urlsplit(address).netloc == urlsplit(url).netloc}


def turn(html: str) -> tuple[float, str] | None:
    """When to come again, and the word to come with, if too many came at once."""
    found = _TURN.search(html)
    return (float(found[1]), found[2]) if found else None


@dataclass
class Link:
    """One tool or question of a page: its drafts go out numbered, views come back."""

    id: str
    state: dict[str, Any]
    n: int = 0
    waiting: list[tuple[int, asyncio.Future[None]]] = field(default_factory=list)

    @property
    def spec(self) -> dict[str, Any]:
        return dict(self.state["_spec"])

    @property
    def view(self) -> dict[str, Any]:
        return dict(self.state.get("_view") or {})

    @property
    def key(self) -> str:
        return str(self.spec.get("keep") or "")

    @property
    def awake(self) -> bool:
        return isinstance(self.view.get("n"), int)

    @property
    def draws(self) -> bool:
        """Whether there is a picture's data in the view."""
        return '"is": "chart"' in json.dumps(self.view.get("blocks", []))

    @property
    def shown(self) -> dict[str, Any]:
        """What a learner sees of it, apart from numbers of messages and the way to undo."""
        return {k: v for k, v in self.view.items() if k not in ("n", "undo")}

    @property
    def sliders(self) -> list[dict[str, Any]]:
        """The fields of the form that hold one number each and have one now."""
        draft = self.view.get("draft", {})
        form = self.spec.get("form", [])
        told = [f for f in form if f["kind"] == "quantity" and not f.get("when")]
        return [f for f in told if isinstance(draft.get(f["name"]), int | float)]


def widgets(cells: list[dict[str, Any]]) -> list[str]:
    """The widgets that cells show, in order."""
    return [part["widget"] for cell in cells for part in cell["parts"] if "widget" in part]


def inside(name: str, states: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A widget and those in it, in order."""
    if name in states:
        yield name
        for child in states[name].get("children", ()):
            yield from inside(child.removeprefix("IPY_MODEL_"), states)
