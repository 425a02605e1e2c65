"""Every open module has a teaching guide, and the guide fits the module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import unstuck
from unstuck.content.questions import load
from unstuck.content.syllabus import load_syllabus
from unstuck.data import rows

COURSE = Path(__file__).parents[2] / "course"
OPEN = [module for module in load_syllabus(COURSE).modules if module.ready]
PARTS = {
    "aims": r"Aims",
    "preparation": r"[Pp]repare",
    "timing": r"Timing",
    "the wall": r"wall",
    "questions": r"Questions|Ask",
    "mistakes": r"get wrong",
    "debrief": r"Debrief",
    "evidence": r"evidence",
}


def guide(module: Any) -> str:
    return (COURSE / "instructor" / f"{module.slug}.md").read_text("utf-8")


@pytest.mark.parametrize("module", OPEN, ids=lambda module: module.slug)
def test_a_guide_has_all_its_parts_and_a_plan_for_45_and_90_minutes(module: Any) -> None:
    text = guide(module)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    for part, pattern in PARTS.items():
        assert any(re.search(pattern, heading) for heading in headings), part
    timing = text.split("## Timing")[1].split("\n## ")[0]
    assert "45" in timing and "90" in timing and timing.count("|") > 12
    assert 400 <= len(re.findall(r"\w+", text)) <= 2000


@pytest.mark.parametrize("module", OPEN, ids=lambda module: module.slug)
def test_a_guide_names_tools_evidence_and_files_that_exist(module: Any) -> None:
    text = guide(module)
    assert set(re.findall(r"\bE\d\d\b", text)) <= {row["id"] for row in rows("evidence")}
    tools = set(re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`", text))
    assert tools <= set(unstuck.__all__)
    for link in re.findall(r"\]\((\.\./[^)#]+)", text):
        assert (COURSE / "instructor" / link).resolve().is_file(), link


@pytest.mark.parametrize("module", OPEN, ids=lambda module: module.slug)
def test_a_guide_gives_no_answers_away(module: Any) -> None:
    text = guide(module)
    for question in load(module.slug).questions:
        assert question.id not in text
        assert not question.worked or question.worked not in text
