"""A page's Python in the learner's browser: what ipywidgets and anywidget are elsewhere, small.

`unstuck.kit.front` needs four classes of them. Here they speak to a page's script instead of a
kernel: what a widget shows goes out as a message, what the page says comes in by `hear`. Nothing
of this is imported where a kernel runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import traitlets as tl

Message = dict[str, Any]
Tell = Callable[[Message], None]
Heard = Callable[[Any, Any, Any], None]

_widgets: list[AnyWidget] = []
_tell: list[Tell] = []


def connect(tell: Tell) -> None:
    """Forget an earlier page's widgets, and send what widgets say by `tell` from here on."""
    _widgets.clear()
    _tell[:] = [tell]


class Layout:
    """What would carry sizes for JupyterLab; a page of ours has a style sheet."""

    comm = None


class VBox:
    """Widgets one below the other."""

    def __init__(self, children: Iterable[Any] = ()) -> None:
        self.children = tuple(children)


class AnyWidget(tl.HasTraits):
    """A widget that a page of ours draws; its number is its place among the page's widgets."""

    def __init__(self, **kwargs: Any) -> None:
        self.__classes: list[str] = []
        self.__handlers: list[Heard] = []
        self.number = len(_widgets)
        _widgets.append(self)
        super().__init__(**kwargs)
        self.observe(self.__say, names=list(self.traits(sync=True)))

    def __say(self, change: Any) -> None:
        self.__out({"set": {change.name: change.new}})

    def __out(self, message: Message) -> None:
        for tell in _tell:
            tell({"widget": self.number} | message)

    def add_class(self, name: str) -> None:
        """Give the widget's place on the page a class."""
        self.__classes.append(name)

    def send(self, content: Any) -> None:
        """Say something to the page that is not kept."""
        self.__out({"custom": content})

    def on_msg(self, handler: Heard) -> None:
        """Have something called with what the page says."""
        self.__handlers.append(handler)

    def said(self, content: Any) -> None:
        """Take a message of the page."""
        for handler in self.__handlers:
            handler(self, content, [])

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page has set; a widget of ours says what of it it takes."""

    def state(self) -> dict[str, Any]:
        """What a page needs to draw the widget, but for its view."""
        kept = {name: getattr(self, name) for name in self.traits(sync=True)}
        return {"classes": self.__classes, "_kind": kept["_kind"], "_spec": kept["_spec"]}

    def close(self) -> None:
        """Leave the page."""


def shown(value: Any) -> list[AnyWidget]:
    """The widgets that a cell shows by its last value."""
    if isinstance(value, VBox):
        return [each for child in value.children for each in shown(child)]
    return [value] if isinstance(value, AnyWidget) else []


def widget(number: int) -> AnyWidget:
    """The widget of that number."""
    return _widgets[number]


def hear(number: int, said: Message) -> None:
    """Give a widget what the page said to it: something set, or a message."""
    widget = _widgets[number]
    if "set" in said:
        widget.set_state(said["set"])
    else:
        widget.said(said.get("custom"))


def stand_in() -> None:
    """Be found by ``import ipywidgets`` and ``import anywidget`` from here on."""
    for name, classes in {"ipywidgets": (Layout, VBox), "anywidget": (AnyWidget,)}.items():
        module = ModuleType(name)
        for each in classes:
            setattr(module, each.__name__, each)
        sys.modules[name] = module
