"""Where a concept is taught is read from the pages themselves."""

from __future__ import annotations

import json
from pathlib import Path

from unstuck.content.places import module_titles, place

COURSE = Path(__file__).parents[2] / "course"
SYLLABUS = """
id = "c"
title = "C"
subtitle = "S"
version = "1"
about = "A"
[[module]]
slug = "04-zopa"
title = "Room"
question = "Q?"
minutes = 5
tools = []
dataset = ""
"""


def page(folder: Path, *cells: tuple[str, list[str]]) -> Path:
    told = [
        {"cell_type": "markdown", "source": source, "metadata": {"concepts": concepts}}
        for source, concepts in cells
    ]
    (folder / "syllabus.toml").write_text(SYLLABUS)
    (folder / "04-zopa.ipynb").write_text(json.dumps({"cells": told}))
    return folder


def test_a_concept_stands_under_the_heading_over_its_first_cell(tmp_path: Path) -> None:
    cells = [
        ("# Title", []),
        ("## Try it\n\nMove.", []),
        ("More words.", ["zopa"]),
        ("## Why\n\n### In depth", ["zopa", "surplus-split"]),
    ]
    folder = page(tmp_path, *cells)
    zone, split = place("zopa", folder), place("surplus-split", folder)
    assert zone and split
    assert (zone.heading, zone.link) == ("Try it", "04-zopa.ipynb#Try-it")
    assert (split.heading, split.module_title, split.number) == ("In depth", "Room", "4")


def test_without_a_course_there_is_the_page_alone_and_an_unknown_concept_has_no_place() -> None:
    told = place("zopa", None)
    assert told and told.link == "04-zopa.ipynb" and told.module_title == "04-zopa"
    assert place("no-such-concept", COURSE) is None


def test_a_page_that_is_not_there_leaves_the_heading_open(tmp_path: Path) -> None:
    told = place("batna", page(tmp_path))
    assert told and told.heading == ""
    assert module_titles(tmp_path) == {"04-zopa": "Room"}
