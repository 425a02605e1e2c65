"""A long run on a real page: begun and stopped by keyboard, shown as it goes, its result kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page

FINDING = ".ImpasseLab .us-finding"


@pytest.fixture(scope="module")
def lab(serve: Callable[..., Any], root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page that holds the laboratory alone."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(root / "course" / "syllabus.toml", course)
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    lines = 'import unstuck\nunstuck.module("12-at-the-table")'
    book.cells = [nbformat.v4.new_markdown_cell("# At the table")] + [
        nbformat.v4.new_code_cell(code) for code in (lines, "unstuck.ImpasseLab()")
    ]
    nbformat.write(book, course / "12-at-the-table.ipynb")
    return str(serve("--course", str(course)).module("12-at-the-table"))


def test_a_long_run_by_keyboard(lab: str, page: Page, ready: Callable[[Page], None]) -> None:
    page.goto(lab)
    ready(page)
    assert "200 talks" in page.locator(FINDING).inner_text()
    page.get_by_label("20,000, with a progress bar").check()
    button = page.get_by_role("button", name="Run 20,000")
    button.wait_for()
    # The first press begins, the second, on the same button, cancels before a step is done.
    button.evaluate("b => { b.click(); window.word = b.textContent; b.click(); }")
    assert page.evaluate("window.word") == "Cancel"
    page.wait_for_function("!document.querySelector('.us-job progress')")
    button.wait_for()
    assert "200 talks" in page.locator(FINDING).inner_text()
    page.evaluate(
        """() => { window.seen = new Set(); new MutationObserver(() => {
          const bar = document.querySelector('.us-job progress');
          if (bar) window.seen.add(bar.value);
        }).observe(document.body, { subtree: true, childList: true, attributes: true }); }"""
    )
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.us-finding')?.textContent.includes('20,000')")
    page.wait_for_function("!document.querySelector('.us-job')")
    seen = page.evaluate("[...window.seen]")
    assert len(seen) > 2 and seen == sorted(seen), "the bar moves, and only forwards"
    assert page.evaluate("document.activeElement.className") == "us-out", "the focus is not lost"
    page.get_by_role("button", name="The next one").click()
    page.get_by_text("Run 2 of", exact=False).first.wait_for()
    page.reload()
    ready(page)
    button.wait_for()
    assert "200 talks" in page.locator(FINDING).inner_text(), "what was set is kept, to run again"
