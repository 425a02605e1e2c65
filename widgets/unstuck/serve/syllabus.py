"""The syllabus: which modules the course has, in which order, and which are open."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "syllabus.toml"
_SLUG = re.compile(r"\d\d-[a-z]+(-[a-z]+)*")
_COURSE = {"id": str, "title": str, "subtitle": str, "version": str, "about": str}
_MODULE = {
    "slug": str,
    "title": str,
    "question": str,
    "minutes": int,
    "tools": list,
    "dataset": str,
}
_KINDS = {str: "a text", int: "a whole number", list: "a list"}


@dataclass(frozen=True)
class Module:
    """One module of the course: one notebook, one page."""

    slug: str
    title: str
    question: str
    minutes: int
    tools: tuple[str, ...]
    dataset: str
    notebook: Path

    @property
    def number(self) -> str:
        """The two figures that the slug begins with."""
        return self.slug[:2]

    @property
    def ready(self) -> bool:
        """Whether the module's notebook is there."""
        return self.notebook.is_file()


@dataclass(frozen=True)
class Syllabus:
    """The whole course as a list of modules, in the order in which they are taught."""

    id: str
    title: str
    subtitle: str
    version: str
    about: str
    folder: Path
    modules: tuple[Module, ...]

    @property
    def ready(self) -> tuple[Module, ...]:
        """The modules that a learner can open today."""
        return tuple(module for module in self.modules if module.ready)

    def find(self, slug: str) -> Module | None:
        """The open module of that name, or None."""
        return next((module for module in self.ready if module.slug == slug), None)

    def neighbours(self, module: Module) -> tuple[Module | None, Module | None]:
        """The open modules before and after this one."""
        ready = self.ready
        at = ready.index(module)
        return (ready[at - 1] if at else None, ready[at + 1] if at + 1 < len(ready) else None)


def load_syllabus(course: Path) -> Syllabus:
    """Read ``syllabus.toml`` of a course folder.

    Parameters
    ----------
    course
        The folder that holds the notebooks.

    Returns
    -------
    Syllabus
        Its modules in order; those without a notebook are listed, but not ready.

    Raises
    ------
    ValueError
        If the file is missing, is no TOML, or lacks or mistypes something.
    """
    path = course / FILE
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError:
        raise ValueError(f"There is no course in {course}: it has no {FILE}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{FILE} cannot be read: {error}.") from None
    rows = found.pop("module", [])
    _check(found, _COURSE, "the course")
    modules = tuple(_module(row, course) for row in rows)
    slugs = [module.slug for module in modules]
    if not slugs or slugs != sorted(set(slugs)):
        raise ValueError(
            f"The modules of {FILE} must stand in the order of their slugs, each once."
        )
    return Syllabus(**found, folder=course, modules=modules)


def _module(row: Mapping[str, Any], course: Path) -> Module:
    where = f"the module '{row.get('slug', '?')}'"
    _check(row, _MODULE, where)
    if not _SLUG.fullmatch(row["slug"]):
        raise ValueError(f"The slug of {where} must look like '03-batna'.")
    if not all(isinstance(tool, str) for tool in row["tools"]):
        raise ValueError(f"The tools of {where} must be a list of names.")
    if row["minutes"] < 1:
        raise ValueError(f"The minutes of {where} must be at least 1.")
    known = {**row, "tools": tuple(row["tools"])}
    return Module(**known, notebook=course / f"{row['slug']}.ipynb")


def _check(row: Mapping[str, Any], fields: Mapping[str, type], where: str) -> None:
    if extra := row.keys() - fields.keys():
        raise ValueError(f"{FILE} says '{min(extra)}' of {where}, which has no such thing.")
    for name, kind in fields.items():
        if name not in row:
            raise ValueError(f"{FILE} does not say the {name} of {where}.")
        if not isinstance(row[name], kind) or isinstance(row[name], bool):
            raise ValueError(f"The {name} of {where} in {FILE} must be {_KINDS[kind]}.")
