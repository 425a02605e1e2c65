"""The form of a course notebook, checked: prose and one-line tools, the same outline everywhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import nbformat

from unstuck.content.syllabus import load_syllabus

HEADINGS = (
    "The question",
    "Predict",
    "Try it",
    "What you saw",
    "Why",
    "The evidence",
    "Your own case",
    "Check yourself",
    "Sources",
)
UNORDERED = ("00-start-here",)  # the way in has an outline of its own
LONGEST_CELL = 5
CLAIM = "claim"
_LOOPS = (ast.For, ast.While, ast.AsyncFor, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LINK = re.compile(r"(!?)\[[^\]]*\]\(\s*<?([^)\s>]+)")
_RAW = re.compile(r"<\s*(script|style|iframe|object|embed|link|img)\b|\son\w+\s*=", re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_PRICE = re.compile(r"\\\$")


def problems(course: Path) -> list[str]:
    """Check every notebook of a course folder.

    Parameters
    ----------
    course
        The folder that holds ``syllabus.toml`` and the notebooks.

    Returns
    -------
    list of str
        A sentence for each problem, beginning with its file; empty if all is well.
    """
    syllabus = load_syllabus(course)
    known = {module.notebook for module in syllabus.modules}
    strays = sorted(set(course.glob("*.ipynb")) - known)
    found = [f"{path.name}: the syllabus does not name this notebook." for path in strays]
    for module in syllabus.ready:
        found += [f"{module.notebook.name}: {fault}" for fault in faults(module.notebook)]
    return found


def faults(path: Path) -> Iterator[str]:
    """What is wrong with the form of one notebook, sentence by sentence."""
    try:
        notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
    except Exception as error:
        reason = str(error).strip().splitlines()[0]
        yield f"this is no valid notebook: {reason}."
        return
    if notebook.nbformat != nbformat.v4.nbformat:
        yield f"this is a notebook of format {notebook.nbformat}; save it as format 4."
        return
    for at, cell in enumerate(notebook.cells, 1):
        check = _code_faults if cell.cell_type == "code" else _prose_faults
        yield from (f"cell {at}: {fault}" for fault in check(cell, path.parent))
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    yield from _outline_faults(text, ordered=path.stem not in UNORDERED)


def _code_faults(cell: nbformat.NotebookNode, _: Path) -> Iterator[str]:
    lines = [line for line in cell.source.splitlines() if line.strip()]
    if len(lines) > LONGEST_CELL:
        yield f"{len(lines)} lines of code; {LONGEST_CELL} are the most."
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield f"the code cannot be read: {error.msg}."
    else:
        if any(isinstance(node, _LOOPS) for node in ast.walk(tree)):
            yield "a loop, a function or a class; it belongs into the package."
    if cell.outputs and CLAIM not in cell.metadata.get("tags", []):
        yield f"it carries outputs; clear them, or tag the cell '{CLAIM}'."


def _prose_faults(cell: nbformat.NotebookNode, course: Path) -> Iterator[str]:
    if cell.cell_type != "markdown":
        yield f"a cell of kind '{cell.cell_type}'; only prose and code are shown."
    text = _CODE.sub("", _FENCE.sub("", cell.source))
    if "$" in _PRICE.sub("", text):
        yield "a bare $, which begins a formula; write \\$."
    if raw := _RAW.search(text):
        yield f"raw HTML ('{raw.group().strip()}'); write Markdown."
    for picture, link in _LINK.findall(text):
        yield from _link_faults(link, course, picture=bool(picture))


def _link_faults(link: str, course: Path, *, picture: bool) -> Iterator[str]:
    target = link.partition("#")[0]
    if link.startswith("https://") and not picture:
        return
    if ":" in target or target.startswith("/"):
        kind = "picture" if picture else "link"
        rule = "lie in the course" if picture else "be relative or begin with https://"
        yield f"the {kind} '{link}' must {rule}."
    elif target and not (course / target).resolve().is_relative_to(course.resolve()):
        yield f"'{link}' leads out of the course."
    elif target and not (course / target).is_file():
        yield f"'{link}' leads nowhere."


def _outline_faults(text: str, *, ordered: bool) -> Iterator[str]:
    headings = _HEADING.findall(_FENCE.sub("", text))
    titles = [words for level, words in headings if level == "#"]
    if len(titles) != 1 or headings[0][0] != "#":
        yield "it must begin with its title, the only heading of the first level (#)."
    sections = [words for level, words in headings if level == "##"]
    if ordered and sections != list(HEADINGS):
        wanted = next(
            (
                want
                for want, is_ in zip(HEADINGS, [*sections, *HEADINGS], strict=False)
                if want != is_
            ),
            None,
        )
        rest = f"'## {wanted}' is missing or out of place." if wanted else "there are too many."
        yield f"the headings must be: {' · '.join(HEADINGS)}; {rest}"
    levels = [len(level) for level, _ in headings]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a heading skips a level."
