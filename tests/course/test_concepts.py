"""Every concept of an open module is taught on its page, practised in a tool, asked about."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import unstuck
from unstuck.content.questions import all_questions, load
from unstuck.content.syllabus import load_syllabus
from unstuck.data import parts, rows

COURSE = Path(__file__).parents[2] / "course"
OPEN = [module for module in load_syllabus(COURSE).modules if module.ready]
CONCEPTS = [row for row in rows("concepts") if row["module"] in {m.slug for m in OPEN}]
QUESTIONS = {question.id: question for question in all_questions()}


def cells(slug: str) -> list[dict[str, Any]]:
    return list(json.loads((COURSE / f"{slug}.ipynb").read_text("utf-8"))["cells"])


def text(slug: str, kind: str) -> str:
    return "\n".join("".join(c["source"]) for c in cells(slug) if c["cell_type"] == kind)


def tools_on(slug: str) -> set[str]:
    return set(re.findall(r"unstuck\.([A-Z]\w+)", text(slug, "code")))


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda row: row["id"])
def test_a_concept_is_taught_practised_and_asked_about(concept: dict[str, Any]) -> None:
    taught = {
        name
        for cell in cells(concept["module"])
        if cell["cell_type"] == "markdown" and len("".join(cell["source"])) > 80
        for name in cell["metadata"].get("concepts", [])
    }
    assert concept["id"] in taught, "no cell of the notebook says that it teaches this"
    tools = parts(concept["tools"])
    assert tools
    for tool in tools:
        assert tool in unstuck.__all__
    shown = {tool for module in OPEN for tool in tools_on(module.slug)}
    assert set(tools) <= shown, "a tool that no open page shows"
    assert set(tools) & tools_on(concept["module"]), "none of its tools is on its own page"
    asked = parts(concept["questions"])
    assert asked
    for name in asked:
        assert concept["id"] in QUESTIONS[name].concepts
        assert QUESTIONS[name].use == "check"


@pytest.mark.parametrize("module", OPEN, ids=lambda module: module.slug)
def test_a_module_asks_enough(module: Any) -> None:
    asked = [question for question in load(module.slug).questions if question.use == "check"]
    assert len(asked) >= 8
    assert sum(question.parametrised for question in asked) >= 2
    assert f'unstuck.quiz("{module.slug}")' in text(module.slug, "code")


@pytest.mark.parametrize("module", OPEN, ids=lambda module: module.slug)
def test_the_syllabus_names_the_tools_that_the_page_shows(module: Any) -> None:
    made_here = {
        name
        for name, home in unstuck._HOMES.items()
        if home.startswith("unstuck.tools") and name in tools_on(module.slug)
    }
    assert set(module.tools) <= made_here


@pytest.mark.parametrize("module", OPEN, ids=lambda module: module.slug)
def test_every_evidence_id_in_the_text_exists(module: Any) -> None:
    known = {row["id"] for row in rows("evidence")}
    named = set(re.findall(r"\bE\d\d\b", text(module.slug, "markdown")))
    assert named <= known
    assert named or module.slug.startswith("00"), "a page without evidence"


def test_every_concept_id_on_a_cell_exists() -> None:
    known = {row["id"] for row in rows("concepts")}
    for module in OPEN:
        for cell in cells(module.slug):
            assert set(cell["metadata"].get("concepts", [])) <= known


def test_open_concepts_have_questions_and_closed_ones_none() -> None:
    slugs = {module.slug for module in OPEN}
    for row in rows("concepts"):
        assert bool(row["questions"]) == (row["module"] in slugs), row["id"]
