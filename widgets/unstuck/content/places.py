"""Where a concept is taught: its module, and the heading of the page under which it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unstuck.content.syllabus import FILE, load_syllabus
from unstuck.data import rows

__all__ = ["Place", "course_folder", "module_titles", "place"]

_HEADING = re.compile(r"^#{2,6}\s+(.+?)\s*#*$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a concept is taught.

    Attributes
    ----------
    concept, title : str
        Its id and its name.
    module, module_title : str
        The slug and the title of its module.
    heading : str
        The heading of the page under which it first stands; empty where that is not known.
    """

    concept: str
    title: str
    module: str
    module_title: str
    heading: str

    @property
    def link(self) -> str:
        """The page and the place in it, as seen from another page of the course."""
        anchor = f"#{self.heading.replace(' ', '-')}" if self.heading else ""
        return f"{self.module}.ipynb{anchor}"

    @property
    def number(self) -> str:
        """The module's number without a leading nought."""
        return self.module[:2].lstrip("0") or "0"


def course_folder() -> Path | None:
    """The folder of the course that this page belongs to; None outside a course."""
    here = Path.cwd()
    return next((f for f in (here, here / "course") if (f / FILE).is_file()), None)


@cache
def module_titles(folder: Path | None) -> Mapping[str, str]:
    """The titles of the modules of a course, by slug; none outside a course."""
    return {m.slug: m.title for m in load_syllabus(folder).modules} if folder else {}


def place(concept: str, folder: Path | None) -> Place | None:
    """Where a concept is taught.

    Parameters
    ----------
    concept : str
        Its id in the data set ``concepts``.
    folder : Path or None
        The folder of the course; without one the heading stays empty.

    Returns
    -------
    Place or None
        None for a concept that the course does not have.
    """
    row = _concepts().get(concept)
    if row is None:
        return None
    title, module = row
    heading = _headings(folder / f"{module}.ipynb").get(concept, "") if folder else ""
    return Place(concept, title, module, module_titles(folder).get(module, module), heading)


@cache
def _concepts() -> Mapping[str, tuple[str, str]]:
    return {str(row["id"]): (str(row["title"]), str(row["module"])) for row in rows("concepts")}


@cache
def _headings(notebook: Path) -> Mapping[str, str]:
    """For each concept that a page's cells teach, the heading over the first of them."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return {}
    found: dict[str, str] = {}
    heading = ""
    for cell in cells:
        if cell["cell_type"] != "markdown":
            continue
        within = _HEADING.findall("".join(cell["source"]))
        heading = within[-1] if within else heading
        for concept in cell["metadata"].get("concepts", []):
            found.setdefault(concept, heading)
    return found
