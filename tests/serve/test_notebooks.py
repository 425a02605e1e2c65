"""The form of notebooks: each rule refuses what breaks it, and nothing else."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from unstuck.serve.notebooks import HEADINGS, faults, problems

TITLE = "# BATNA"
SECTIONS = [f"## {heading}\n\nWords." for heading in HEADINGS]


def check(folder, *more, sections=SECTIONS, title=TITLE, name="03-batna"):
    """What is wrong with a notebook of that outline and those further cells."""
    (folder / "picture.svg").write_text("<svg/>", "utf-8")
    (folder / "04-zopa.ipynb").write_text("{}", "utf-8")
    prose = [new_markdown_cell(text) for text in (title, *sections)]
    nbformat.write(new_notebook(cells=[*prose, *more]), folder / f"{name}.ipynb")
    return list(faults(folder / f"{name}.ipynb"))


@pytest.mark.parametrize(
    "cell",
    [
        new_code_cell("import unstuck\nunstuck.BatnaCalculator()"),
        new_code_cell("[x for x in range(3)]"),
        new_code_cell(
            "6 * 7", metadata={"tags": ["claim"]}, outputs=[new_output("stream", text="42")]
        ),
        new_markdown_cell("An offer of \\$2 bn, `$HOME`, [ZOPA](04-zopa.ipynb#why), 3 < 4."),
        new_markdown_cell("![A picture](picture.svg) and [a paper](https://doi.org/10.1/2)"),
        new_markdown_cell("### A smaller heading"),
    ],
)
def test_what_the_rules_allow_passes(tmp_path, cell):
    assert check(tmp_path, cell) == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (new_code_cell("1\n2\n3\n4\n5\n6"), "6 lines of code"),
        (new_code_cell("for x in []: x"), "a loop"),
        (new_code_cell("while True: break"), "a loop"),
        (new_code_cell("def f(): pass"), "a function"),
        (new_code_cell("class A: pass"), "a class"),
        (new_code_cell("1 +"), "cannot be read"),
        (new_code_cell("1", outputs=[new_output("stream", text="1")]), "carries outputs"),
        (new_markdown_cell("The value is $x^2$."), "bare \\$"),
        (new_markdown_cell("<script>alert(1)</script>"), "raw HTML"),
        (new_markdown_cell('<b onclick="x()">b</b>'), "raw HTML"),
        (new_markdown_cell("[out](../secret.txt)"), "out of the course"),
        (new_markdown_cell("[gone](05-offers.ipynb)"), "leads nowhere"),
        (new_markdown_cell("[old](http://example.org)"), "https://"),
        (new_markdown_cell("[odd](javascript:alert(1))"), "https://"),
        (new_markdown_cell("![far](https://example.org/a.png)"), "lie in the course"),
        (new_markdown_cell("#### Too deep"), "skips a level"),
        (new_markdown_cell("# Another title"), "only heading of the first level"),
        (new_markdown_cell("## One more"), "too many"),
    ],
)
def test_what_breaks_a_rule_is_named(tmp_path, cell, said):
    [told] = check(tmp_path, cell)
    assert said.replace("\\$", "$") in told


def test_the_outline_is_the_same_everywhere(tmp_path):
    without = [text for text in SECTIONS if "Predict" not in text]
    assert "'## Predict' is missing" in check(tmp_path, sections=without)[0]
    swapped = [SECTIONS[1], SECTIONS[0], *SECTIONS[2:]]
    assert "'## The question' is missing or out of place" in check(tmp_path, sections=swapped)[0]
    assert check(tmp_path, sections=["## Hello"], name="00-start-here") == []


def test_what_is_no_notebook_is_told(tmp_path):
    path = tmp_path / "03-batna.ipynb"
    path.write_text("{", "utf-8")
    [told] = faults(path)
    assert "no valid notebook" in told


def test_problems_begin_with_their_file(course):
    told = problems(course)
    assert "stray.ipynb: the syllabus does not name this notebook." in told
    assert all(each.split(":")[0].endswith(".ipynb") for each in told)
