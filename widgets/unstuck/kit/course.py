"""What belongs to a page of the course as a whole: its opening line, the map, your work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unstuck.content import questions
from unstuck.content.syllabus import Module, load_syllabus
from unstuck.kit import session
from unstuck.kit.front import Front


class _Plain(Front):
    """A widget that only shows."""

    def hear(self, draft: Any, gesture: int) -> None:
        """There is nothing to hear."""


class ModuleOpening(_Plain):
    """The line that opens a module: how long it takes, and where your work is kept."""

    kind = "module"

    def __init__(self, slug: str) -> None:
        told = next((m for m in _modules() if m.slug == slug), None)
        words = f"About {told.minutes} minutes." if told else ""
        super().__init__({"slug": slug, "words": words})


class CourseMap(_Plain):
    """The way through the course, with how far you are."""

    kind = "map"

    def __init__(self) -> None:
        stops = [
            {
                "slug": m.slug,
                "title": m.title,
                "question": m.question,
                "minutes": m.minutes,
                "ready": m.ready,
                "href": f"{m.slug}.ipynb",
                "items": questions.scored(m.slug),
            }
            for m in _modules()
        ]
        super().__init__({"title": "The way through the course", "modules": stops})
        self.add_class("unstuck-tool")
        self.add_class("CourseMap")


class YourWork(_Plain):
    """What this browser keeps of yours: save it to a file, bring it back, start afresh."""

    kind = "work"

    def __init__(self) -> None:
        super().__init__({})
        self.add_class("unstuck-tool")
        self.add_class("YourWork")


def module(slug: str) -> ModuleOpening:
    """Open a module: its tools and answers are kept under its name from here on.

    Parameters
    ----------
    slug : str
        Such as ``"03-batna"``.
    """
    session.current.begin(slug)
    return ModuleOpening(slug)


def _modules() -> tuple[Module, ...]:
    """The modules of the course that this page belongs to; none outside a course."""
    here = Path.cwd()
    for folder in (here, here / "course"):
        if (folder / "syllabus.toml").is_file():
            return load_syllabus(folder).modules
    return ()
