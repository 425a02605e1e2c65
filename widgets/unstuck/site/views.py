"""What every page shows first, worked out when the site is built: drawn before Python is there.

Run as ``python -m unstuck.site.views COURSE``: a Python of its own, since here widgets speak to
nobody. Prints one JSON object: for each module its cells, and for each cell its parts.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import nbformat

from unstuck.site import light

DRAWS = 16  # drawings of each question that a page can begin with; "Try it again" draws anew


def main(course: Path) -> None:
    """Print the first views of every open module of a course."""
    light.stand_in()
    from unstuck.content.syllabus import load_syllabus

    os.chdir(course)
    told = {module.slug: first(module.notebook) for module in load_syllabus(course).ready}
    json.dump(told, sys.stdout)


def first(notebook: Path) -> list[dict[str, Any]]:
    """The code cells of a notebook: place, source, and the parts that they show."""
    from unstuck.site.page import Page

    page = Page(lambda _: None)
    cells = nbformat.read(notebook, as_version=4).cells
    told = []
    for at, cell in enumerate(cells):
        if cell.cell_type == "code":
            parts = json.loads(page.run(cell.source))
            if any(part.get("failed") for part in parts):
                raise ValueError(f"{notebook.name}: cell {at + 1} failed; see above.")
            told.append({"cell": at, "source": cell.source, "parts": parts})
    for cell in told:
        for part in cell["parts"]:
            if "widget" in part:
                widget = light.widget(part["widget"])
                part |= {"state": widget.state(), "views": _views(widget)}
    return told


def _views(widget: Any) -> list[dict[str, Any]]:
    """How a widget may look at first: one way, or as many as a question has been drawn."""
    if widget.kind == "question":
        name = widget.question.id
        return list(
            {
                json.dumps(view): view
                for view in (_drawn(widget, crc32(f"{name}/{n}".encode())) for n in range(DRAWS))
            }.values()
        )
    widget.set_state({"_sent": {"n": 0, "g": 0, "draft": None}})
    return [dict(widget._view)]


def _drawn(widget: Any, seed: int) -> dict[str, Any]:
    widget.set_state({"_sent": {"n": 0, "g": 0, "draft": {"seed": seed % 2**31}}})
    return dict(widget._view)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
