"""A module as a page to print: its prose, its tools as they open, its questions with room to write.

The page is HTML. Where a browser of the Chromium family is found, a PDF is made from it.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat

from unstuck.content.answers import answer_key
from unstuck.content.questions import Item, Question, drawn, load
from unstuck.content.syllabus import Module, Syllabus
from unstuck.kit.front import CURRENCIES
from unstuck.kit.papers import page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_RULE = "\\_" * 40
_SEED = 1


def write(course: Syllabus, slug: str, folder: Path, *, key: bool = False) -> list[Path]:
    """Write a module's handout as HTML, and as PDF where a browser is found.

    Parameters
    ----------
    course : Syllabus
    slug : str
        The module.
    folder : Path
        Where the files go; it must exist.
    key : bool
        Whether the answers to the questions are printed at the end.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ValueError
        If there is no such module or folder.
    """
    module = course.find(slug)
    if module is None:
        known = ", ".join(each.slug for each in course.ready)
        raise ValueError(f"There is no module {slug!r}; choose one of {known}.")
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder}; make it first, or choose another.")
    html = folder / f"{slug}.html"
    html.write_text(page(module.title, "\n\n".join(_parts(module, key))).text, "utf-8")
    pdf = html.with_suffix(".pdf")
    return [html, pdf] if _printed(html, pdf) else [html]


def _parts(module: Module, key: bool) -> Iterator[str]:
    """The prose in its order; a cell of code gives the sheet of what it opens."""
    for cell in nbformat.read(module.notebook, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield str(cell.source)
        elif cell.cell_type == "code":
            yield from _opened(cell.source, module.slug)
    if key:
        yield f"# Answers\n\n{answer_key(module.slug, _SEED)}"


def _opened(source: str, slug: str) -> Iterator[str]:
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func).removeprefix("unstuck.")
        given = [ast.literal_eval(part) for part in call.args]
        named = {part.arg or "": ast.literal_eval(part.value) for part in call.keywords}
        if name == "Question":
            yield _asked(_drawn(load(slug).question(given[0])))
        elif name == "quiz":
            use = named.get("use", "check")
            asked = [each for each in load(given[0]).questions if each.use == use]
            yield "\n\n---\n\n".join(_asked(_drawn(each)) for each in asked)
        else:
            yield from _tool(name, named)


def _tool(name: str, named: dict[str, object]) -> Iterator[str]:
    import unstuck
    from unstuck.kit.tool import Tool

    kind = getattr(unstuck, name, None)
    if not (isinstance(kind, type) and issubclass(kind, Tool)):
        return
    own = named.pop("own", False)
    named.pop("keep", None)
    report = "" if own else kind.report(named)
    told = report.partition("## What follows")[2].strip()
    heading = f"### {kind.title}"
    if own or not told:
        lead = kind.lead or "For your own case."
        yield f"{heading}\n\n*{lead}* Open it in the course with your own numbers."
    else:
        yield f"{heading}\n\n{told}"


def _drawn(question: Question) -> Item:
    return drawn(question, _SEED, currency=CURRENCIES[0])


def _asked(item: Item) -> str:
    shown = item.public()
    lines = [f"**{item.prompt}**" if "\n" not in item.prompt else item.prompt, ""]
    kind = shown["kind"]
    if kind in ("single", "several"):
        lines += [f"- ☐ {choice['text']}" for choice in shown["choices"]]
    elif kind == "truefalse":
        lines += ["- ☐ True", "- ☐ False"]
    elif kind == "matching":
        lines += [f"- {left['text']}: {_RULE}" for left in shown["left"]]
        lines += ["", "To choose from: " + "; ".join(right["text"] for right in shown["right"])]
    elif kind == "ordering":
        lines += [f"- ☐ {each['text']}" for each in shown["items"]]
    else:
        lines += [_RULE, "", *([_RULE, ""] * (3 if kind == "reflection" else 0))]
    return "\n".join(lines)


def _browser() -> str | None:
    chosen = os.environ.get("CHROME", "")
    return next(filter(None, map(shutil.which, filter(None, (chosen, *BROWSERS)))), None)


def _printed(html: Path, pdf: Path) -> bool:
    browser = _browser()
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-sync"]
        command += [f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        command += [f"--print-to-pdf={pdf.resolve()}", html.resolve().as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=60, check=True)
        except (OSError, subprocess.SubprocessError):
            return False
    return pdf.is_file()
