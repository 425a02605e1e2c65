"""The pages as HTML: home, modules, documents, and the friendly words when something is wrong."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from markupsafe import Markup
from voila.exporter import VoilaExporter, VoilaMarkdownRenderer
from voila.paths import collect_template_paths

from unstuck.content.answers import answer_key
from unstuck.content.questions import modules, scored
from unstuck.content.syllabus import Module, Syllabus, load_syllabus
from unstuck.serve import assets
from unstuck.serve.guard import within
from unstuck.serve.limits import WAIT

TEMPLATE = "unstuck"
DOCUMENTS = {
    "glossary.md": "Glossary",
    "references.md": "References",
    "docs/keyboard-and-accessibility.md": "Keyboard and accessibility",
    "docs/your-work.md": "What is kept where",
    "docs/questions-elsewhere.md": "Questions elsewhere",
}
FOR_HOSTS = {  # for those who run the course for others: in an instructor's menu alone
    "docs/without-a-server.md": "Without a server",
    "docs/small-server.md": "On a small server",
    "docs/jupyterhub.md": "On JupyterHub",
}
GUIDES = "instructor"
KERNEL = "00000000-0000-0000-0000-000000000000"
CELLS = "cells-of-this-page"
_TEMPLATES = Path(__file__).parent / "jupyter"


def find_template() -> None:
    """Let Voila find the template of this package, however the package is installed."""
    known = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if str(_TEMPLATES) not in known:
        os.environ["JUPYTER_PATH"] = os.pathsep.join([str(_TEMPLATES), *filter(None, known)])


def inline(told: Any) -> str:
    """Something as JSON that can stand in a page."""
    return json.dumps(told).replace("<", "\\u003c")


def _version(file: Path) -> int:
    return file.stat().st_mtime_ns


class CourseMarkdown(VoilaMarkdownRenderer):
    """Prose as HTML: headings can be linked to, and carry no mark for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "exclude_anchor_links": True})

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """A heading that is called by its words, with hyphens for spaces, as in JupyterLab."""
        name = re.sub(r"<[^>]+>", "", text).strip().replace(" ", "-").replace('"', "&quot;")
        html = str(super().heading(text, level, **attrs))
        return html.replace(f"<h{level}>", f'<h{level} id="{name}">', 1)


@dataclass(frozen=True)
class Problem:
    """What a friendly page says instead of what was asked for."""

    title: str
    words: str
    again: bool = False
    after: int = 0  # seconds until the page comes again by itself


PROBLEMS = {
    403: Problem("This is not for reading", "The address you opened is not part of the course."),
    404: Problem("There is no such page", "The address may be mistyped, or the page has moved."),
    429: Problem(
        "One moment, please",
        "Many pages are asked for at once just now. Nothing you did is lost: your work is kept in "
        "your browser. You need do nothing: this page comes again by itself in a few seconds.",
        again=True,
        after=WAIT,
    ),
    503: Problem(
        "The room is full",
        "As many people as this computer can take are working just now. Nothing you did is "
        "lost: your work is kept in your browser. This page looks again every minute by itself.",
        again=True,
        after=60,
    ),
    500: Problem(
        "Something went wrong here",
        "The fault is ours, not yours, and your work is safe in your browser. Try again.",
        again=True,
    ),
}


class Pages:
    """Makes every page of one course under one base address."""

    def __init__(
        self, course: Path, base_url: str, home: str, place: str, *, instructor: bool = False
    ) -> None:
        find_template()
        self.instructor = instructor
        self.course = course
        self.base_url = base_url
        self.home = home
        self.place = place
        self._read: tuple[tuple[int, int], Syllabus] | None = None
        self._made: dict[Path, tuple[int, tuple[str, str, str]]] = {}
        self._exporter = VoilaExporter(
            template_name=TEMPLATE,
            template_paths=collect_template_paths(["voila", "nbconvert"], TEMPLATE, prune=True),
            contents_manager=LargeFileManager(root_dir=str(course)),
            markdown_renderer_class=CourseMarkdown,
            base_url=base_url,
        )
        self._exporter.environment.autoescape = True
        loader = FileSystemLoader(_TEMPLATES / "voila" / "templates" / TEMPLATE)
        self._plain = Environment(loader=loader, autoescape=True)
        self._plain.filters["markdown2html"] = self._exporter.markdown2html

    @property
    def syllabus(self) -> Syllabus:
        """The syllabus as it stands on disk; read again when a file has come, gone or changed."""
        version = (self.course.stat().st_mtime_ns, _version(self.course / "syllabus.toml"))
        if self._read is None or self._read[0] != version:
            self._read = (version, load_syllabus(self.course))
        return self._read[1]

    @property
    def documents(self) -> dict[str, str]:
        """The pages of prose, by address, with their titles; guides only for instructors."""
        there = {k: v for k, v in (DOCUMENTS | FOR_HOSTS).items() if self._has(k)}
        return there | {k: f"Guide: {v}" for k, v in self.guides.items()}

    @property
    def guides(self) -> dict[str, str]:
        """The teaching guides, by address, with their modules' titles; none for learners."""
        if not self.instructor:
            return {}
        named = {f"{GUIDES}/{m.slug}.md": m.title for m in self.syllabus.ready}
        return {name: title for name, title in named.items() if self._has(name)}

    def _has(self, name: str) -> bool:
        found = within(self.course, name)
        return found is not None and found.is_file()

    def _shared(self) -> dict[str, Any]:
        known: dict[str, Any] = {
            name: assets.address(self.base_url, name) for name in assets.SOURCES
        }
        return {
            "course": self.syllabus,
            "documents": {
                name: title
                for name, title in self.documents.items()
                if self.instructor or name not in FOR_HOSTS
            },
            "asset": known,
            "theme": Markup(assets.theme_script()),
            "base": self.base_url,
            "home": self.home,
            "place": self.place,
            "render": f"{self.base_url}voila/render/",
        }

    def _rendered(self, template: str, **told: Any) -> str:
        return self._plain.get_template(template).render(**self._shared(), **told)

    def home_page(self) -> str:
        """The home page: what the course is, and its modules."""
        items = {module.slug: scored(module.slug) for module in self.syllabus.ready}
        return self._rendered("home.html.j2", items=items)

    def problem(self, status: int, turn: str = "") -> str:
        """A page that says in plain words what is wrong and what to do; it may hold a turn."""
        told = {"problem": PROBLEMS.get(status, PROBLEMS[500]), "turn": turn}
        return self._rendered("problem.html.j2", **told)

    def login(self, message: str, then: str, guard: str) -> str:
        """The page that asks for the key of the course."""
        told = {"message": message, "then": then, "guard": Markup(guard)}
        return self._rendered("login.html.j2", **told)

    def document(self, name: str) -> str:
        """A page of prose: the glossary, the references, a guide with its answer key."""
        text = (self.course / name).read_text("utf-8")
        slug = Path(name).stem
        if name in self.guides and slug in modules():
            text = f"{text}\n\n# Answer key\n\n{answer_key(slug)}\n"
        cell = nbformat.v4.new_markdown_cell(text)
        return self._rendered("document.html.j2", title=self.documents[name], cell=cell)

    async def module(self, module: Module) -> tuple[str, str, str]:
        """A module's page in three parts; between them belong its cells and its kernel's id."""
        changed = module.notebook.stat().st_mtime_ns + self.course.stat().st_mtime_ns
        known = self._made.get(module.notebook)
        if known is None or known[0] != changed:
            known = (changed, await self._module(module))
            self._made[module.notebook] = known
        return known[1]

    async def _module(self, module: Module) -> tuple[str, str, str]:
        before, after = self.syllabus.neighbours(module)
        told: dict[str, Any] = {
            "module": module,
            "before": before,
            "after": after,
            "config": self._config(),
            "cells": CELLS,
            "guide": next((name for name in self.guides if Path(name).stem == module.slug), ""),
        }
        told["preloads"] = self._preloads()
        pieces = self._exporter.generate_from_notebook_node(
            nbformat.read(module.notebook, as_version=4),
            extra_context={**self._shared(), **told},
        )
        first, rest = "".join([piece async for piece, _ in pieces]).split(CELLS)
        middle, last = rest.split(KERNEL)
        return first, middle, last

    def _preloads(self) -> list[str]:
        loads = [
            f"{each['name']}/{each['load'].removeprefix('./')}"
            for each in assets.extensions().values()
        ]
        return [f"{self._folder('labextensions')}/{load}" for load in loads]

    def _folder(self, kind: str) -> str:
        return f"{self.base_url}unstuck/{kind}/{assets.build()}"

    def _config(self) -> Markup:
        """What Voila's page script reads: where everything is, which kernel, which extensions."""
        loaded = [
            {"name": each["name"], "load": each["load"], "extension": each["extension"]}
            for each in assets.extensions().values()
        ]
        config = {
            "appUrl": "voila/",
            "baseUrl": f"{self.base_url}unstuck/",
            "kernelId": KERNEL,
            "federated_extensions": loaded,
            "fullStaticUrl": self._folder("voila"),
            "fullLabextensionsUrl": self._folder("labextensions"),
            "fullMathjaxUrl": assets.address(self.base_url, "no-math.js"),
            "mathjaxConfig": "none",
            "jupyterLabTheme": "light",
            "terminalsAvailable": False,
        }
        return Markup(inline(config))
