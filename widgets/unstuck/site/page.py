"""One page's cells: run in order, here or in the learner's browser, and what each shows."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import logging
from collections.abc import Callable
from typing import Any

from unstuck.site import light

log = logging.getLogger("unstuck")
Part = dict[str, Any]
_BROKEN = "This did not work; the fault is ours, not yours. Please undo the last change."


class Page:
    """A page's names, and the widgets that its cells have shown.

    Parameters
    ----------
    tell : callable
        Called with the text of a JSON object whenever a widget has something to say.
    """

    def __init__(self, tell: Callable[[str], Any]) -> None:
        light.connect(lambda message: tell(json.dumps(message)))
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, source: str) -> str:
        """Run one cell; gives its parts as the text of a JSON list, a widget by its number.

        A cell that fails says so, and the next goes on, as on the other pages of the course.
        """
        told: list[Part] = []
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                told = _parts(self._value(source))
        except Exception:
            log.exception("A cell failed: %s", source)
            told.append({"failed": True})
        if text := said.getvalue():
            told.insert(0, {"text": text})
        return json.dumps(told)

    def hear(self, number: int, said: str) -> None:
        """Give a widget what the page said to it, as the text of a JSON object."""
        try:
            light.hear(number, json.loads(said))
        except Exception:
            log.exception("A widget could not take %s", said[:200])
            light.widget(number).send({"refused": _BROKEN})

    def _value(self, source: str) -> Any:
        """What the cell's last line is worth, if that is an expression and not silenced."""
        tree = ast.parse(source)
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
            exec(compile(tree, "<cell>", "exec"), self._names)
            return None
        exec(compile(ast.Module(tree.body[:-1], []), "<cell>", "exec"), self._names)
        return eval(compile(ast.Expression(last.value), "<cell>", "eval"), self._names)


def _parts(value: Any) -> list[Part]:
    if value is None:
        return []
    if widgets := light.shown(value):
        return [{"widget": each.number} for each in widgets]
    for kind in ("_repr_html_", "_repr_svg_"):
        if hasattr(value, kind):
            return [{"html": getattr(value, kind)()}]
    return [{"text": repr(value)}]
