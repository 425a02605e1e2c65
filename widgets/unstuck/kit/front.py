"""The one widget class: what a page may say to Python, and what Python says back.

A tool, a question, the course map: each is one widget, whatever it shows. Python describes
(``_spec`` once, ``_view`` at every change), the page draws. The page may say one thing,
``_sent``: a numbered draft. Everything else that a page sends is dropped.
"""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget
import traitlets as tl
from ipywidgets import Layout

from unstuck.kit import assets

CURRENCIES = ("$", "€", "£", "¥", "CHF", "kr", "₹", "")
PROTOCOL = 1

_STUB = """
const key = Symbol.for("unstuck.kit.%s");
async function fromKernel(model, name) {
  return new Promise((resolve) => {
    const hear = (told) => {
      if (told?.asset !== name) return;
      model.off("msg:custom", hear);
      clearInterval(again);
      resolve(told);
    };
    const ask = () => model.send({ asset: name });
    const again = setInterval(ask, 5000);
    model.on("msg:custom", hear);
    ask();
  });
}
async function load(model) {
  const link = document.querySelector("link[data-unstuck-kit]");
  if (link) return import(link.href);
  const told = await fromKernel(model, "kit");
  const style = document.createElement("style");
  style.textContent = told.css;
  document.head.append(style);
  return import(URL.createObjectURL(new Blob([told.text], { type: "text/javascript" })));
}
export default {
  async render({ model, el }) {
    const kit = await (globalThis[key] ??= load(model));
    return kit.render({ model, el, fromKernel });
  },
};
"""


class Front(anywidget.AnyWidget):
    """A widget that is drawn from a description and answers with a draft."""

    kind: ClassVar[str] = "tool"

    _esm = _STUB % assets.version()
    _kind = tl.Unicode().tag(sync=True)
    _spec = tl.Dict().tag(sync=True)
    _view = tl.Dict().tag(sync=True)
    _sent = tl.Dict().tag(sync=True, echo_update=False)

    draft = tl.Dict(help="What stands in the controls, legal or not.")

    def __init__(self, spec: dict[str, Any], **kwargs: Any) -> None:
        self._heard = 0
        self._currency = CURRENCIES[0]
        super().__init__(_kind=self.kind, _spec={"protocol": PROTOCOL} | spec, **kwargs)
        self.on_msg(self._answer_message)

    @tl.default("layout")
    def _plain_layout(self) -> Layout:
        return _shared_layout()

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take from the page the one thing that it may say; drop the rest."""
        sent = _plain(sync_data.get("_sent"))
        if not isinstance(sent, dict):
            return
        number = sent.get("n")
        if not isinstance(number, int) or isinstance(number, bool):
            return
        self._heard = number
        if sent.get("currency") in CURRENCIES:
            self._currency = sent["currency"]
        gesture = sent.get("g")
        self.hear(sent.get("draft"), gesture if isinstance(gesture, int) else number)

    def hear(self, draft: Any, gesture: int) -> None:
        """Follow a draft that the page sent; None asks for the view alone."""
        raise NotImplementedError

    def tell(self, **view: Any) -> None:
        """Send the page what it shall show, in answer to the last draft it sent."""
        self._view = {"n": self._heard, "draft": self.draft, "currency": self._currency} | view

    def _answer_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if not isinstance(content, dict):
            return
        if content.get("asset") == "kit":
            self.send({"asset": "kit", "text": assets.kit_js(), "css": assets.kit_css()})
        elif content.get("asset") == "vega":
            self.send({"asset": "vega", "text": assets.vega_js()})
        elif isinstance(content.get("do"), str):
            self.do(content["do"])

    def do(self, what: str) -> None:
        """Act on a button of the page; unknown words are ignored."""


_DEEPEST = 40
_LARGEST = 1e300


def _plain(told: Any, depth: int = 0) -> Any:
    """What a page sent, without what could not be sent back or calculated with.

    Half a character, a number beyond all measure and what is nested without end become nothing.
    """
    if isinstance(told, str):
        return told.encode("utf-8", "ignore").decode()
    if isinstance(told, bool) or not isinstance(told, int | float | list | dict):
        return told if told is None or isinstance(told, bool) else None
    if isinstance(told, int | float):
        return told if abs(told) < _LARGEST else None
    if depth > _DEEPEST:
        return None
    if isinstance(told, list):
        return [_plain(each, depth + 1) for each in told]
    return {_plain(key): _plain(value, depth + 1) for key, value in told.items()}


_layout: Layout | None = None


def _shared_layout() -> Layout:
    """One layout for all: each widget with its own would double the page's models."""
    global _layout
    if _layout is None or _layout.comm is None:
        _layout = Layout()
    return _layout
