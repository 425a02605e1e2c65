"""Pages that have run before anybody comes: what a visitor is given, and when it is run again."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from unstuck.serve import forks

pytestmark = pytest.mark.skipif(not forks.POSSIBLE, reason="there is no forking here")


@pytest.fixture(scope="module", autouse=True)
def end_of_it() -> Iterator[None]:
    yield
    forks.close()


def test_pages_come_finished_and_their_kernels_from_one_process(serve, eventually) -> None:
    server = serve()
    eventually(lambda: server.called("unstuck-warm"), "the warm process is up")
    first, _ = server.open_page()
    second, html = server.open_page()
    found = re.search(r'<script id="us-cells"[^>]*>(.*)</script>', html)
    assert found
    [shown] = json.loads(found[1])
    assert set(shown["parts"][0]) == {"widget"}
    [page] = [each for each in server.called("unstuck-page") if each.children()]
    assert {each.pid for each in page.children()} == server.kernels()
    page.kill()
    third, _ = server.open_page()
    assert {server.alive(each) for each in (first, second, third)} == {204}


def test_the_first_tool_of_a_page_brings_its_view_and_nothing_else_does() -> None:
    shows = ("module('04-zopa')", "ZopaExplorer()", "AgreementTrapCheck()", "quiz('04-zopa')")
    page = forks.warm().page(
        [(n, f"import unstuck\nunstuck.{it}") for n, it in enumerate(shows)], "/"
    )
    parts = [part for cell in page.cells for part in cell["parts"]]
    page.close()
    assert len(parts) == len(shows)
    assert ["first" in part for part in parts] == [False, True, False, False]
    told = parts[1]["first"]
    assert told["_spec"]["name"] == "ZopaExplorer"
    assert told["_view"]["n"] == 0 and told["_view"]["blocks"]
    assert "unstuck-tool" in told["_dom_classes"]


def test_a_notebook_that_changed_is_run_again(serve, course: Path, tmp_path: Path) -> None:
    server = serve()
    notebook = course / "01-first.ipynb"
    text = notebook.read_text("utf-8")
    _, before = server.open_page()
    try:
        changed = text.replace("IntSlider(description='How many')", "HTML('new')")
        assert changed != text
        notebook.write_text(changed, "utf-8")
        os.utime(notebook, (time.time() + 5, time.time() + 5))
        _, after = server.open_page()
    finally:
        notebook.write_text(text, "utf-8")
    widgets = [re.findall(r'"widget": "(\w+)"', page) for page in (before, after)]
    assert len(widgets[0]) == len(widgets[1]) == 1
    assert widgets[0] != widgets[1]
