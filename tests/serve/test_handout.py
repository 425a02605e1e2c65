"""A module as a page to print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unstuck.content.questions import load
from unstuck.content.syllabus import load_syllabus
from unstuck.serve import handout
from unstuck.serve.cli import main

COURSE = Path(__file__).parents[2] / "course"
READY = [module.slug for module in load_syllabus(COURSE).ready]


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "pdf" not in request.node.name:
        monkeypatch.setattr(handout, "_browser", lambda: None)


@pytest.mark.parametrize("slug", READY)
def test_every_module_prints_with_its_prose_its_questions_and_no_code(
    slug: str, tmp_path: Path
) -> None:
    (path,) = handout.write(load_syllabus(COURSE), slug, tmp_path)
    text = path.read_text("utf-8")
    assert not re.search(
        r"unstuck\.[A-Z]|import unstuck|unstuck\.quiz",
        re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL),
    )
    assert "The question</h2>" in text
    assert "<script" not in text and "http-equiv" in text
    assert "☐" in text or slug == "13-review"


def test_the_key_is_printed_only_when_asked_for(tmp_path: Path) -> None:
    course = load_syllabus(COURSE)
    (plain,) = handout.write(course, "04-zopa", tmp_path)
    before = plain.read_text("utf-8")
    handout.write(course, "04-zopa", tmp_path, key=True)
    after = plain.read_text("utf-8")
    first = load("04-zopa").questions[0].id
    assert first not in before and first in after


def test_a_pdf_is_made_where_a_browser_is_found(tmp_path: Path) -> None:
    if handout._browser() is None:
        pytest.skip("no browser on the path to print with")
    _, pdf = handout.write(load_syllabus(COURSE), "04-zopa", tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_browser_that_fails_costs_the_pdf_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handout, "_browser", lambda: "/bin/false")
    assert handout.write(load_syllabus(COURSE), "04-zopa", tmp_path) == [tmp_path / "04-zopa.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["12-nowhere"], "There is no module '12-nowhere'"),
        (["04-zopa", "--to", "no/such/folder"], "There is no folder"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", *arguments, "--course", str(COURSE)]) == 2
    assert said in capsys.readouterr().err
