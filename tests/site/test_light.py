"""A page's widgets without a kernel: what they show, say and take."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# The stand-ins take the place of ipywidgets for good: each piece runs in a Python of its own.
BEGIN = """
import json
from unstuck.site import light
light.stand_in()
from unstuck.site.page import Page
said = []
page = Page(lambda text: said.append(json.loads(text)))
"""


def told(code: str, folder: Path | None = None) -> Any:
    """What the code prints last, as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_cell_shows_its_last_value_as_widgets_by_number() -> None:
    shown = told(
        """
first = json.loads(page.run('import unstuck\\nunstuck.module("03-batna")'))
quiz = json.loads(page.run('unstuck.quiz()'))
silent = json.loads(page.run('unstuck.quiz();'))
print(json.dumps([first, quiz, silent]))
"""
    )
    first, quiz, silent = shown
    assert first == [{"widget": 0}]
    assert [part["widget"] for part in quiz] == list(range(1, 1 + len(quiz)))
    assert len(quiz) > 5
    assert silent == []


def test_text_and_a_cell_that_fails_say_so_and_the_next_goes_on() -> None:
    assert told(
        """
parts = [json.loads(page.run(code)) for code in ('print("hello"); 3', '1 / 0', '4')]
print(json.dumps(parts))
"""
    ) == [[{"text": "hello\n"}, {"text": "3"}], [{"failed": True}], [{"text": "4"}]]


def test_a_draft_is_answered_and_undone() -> None:
    views = told(
        """
page.run('import unstuck\\nunstuck.ZopaExplorer(seller=60, buyer=80)')
page.hear(0, json.dumps({"set": {"_sent": {"n": 1, "g": 1, "draft": None}}}))
draft = dict(said[-1]["set"]["_view"]["draft"], seller=70)
page.hear(0, json.dumps({"set": {"_sent": {"n": 2, "g": 2, "draft": draft}}}))
page.hear(0, json.dumps({"custom": {"do": "undo"}}))
print(json.dumps([m["set"]["_view"] for m in said if "set" in m and "_view" in m["set"]]))
"""
    )
    assert [view["n"] for view in views][-2:] == [2, 2]
    assert views[-2]["draft"]["seller"] == 70
    assert views[-1]["draft"]["seller"] == 60
    assert views[-1]["undo"] is False


def test_what_breaks_in_a_widget_is_told_and_not_silent() -> None:
    answers = told(
        """
page.run('import unstuck\\ntool = unstuck.ZopaExplorer()')
def broken(draft, gesture):
    raise RuntimeError("no")
light.widget(0).hear = broken
page.hear(0, json.dumps({"set": {"_sent": {"n": 1, "g": 1, "draft": None}}}))
print(json.dumps(said))
"""
    )
    assert "did not work" in answers[-1]["custom"]["refused"]


def test_a_page_begins_anew_with_the_next_page() -> None:
    assert told(
        """
page.run('import unstuck\\nunstuck.module("03-batna")')
other = Page(lambda text: None)
print(other.run('import unstuck\\nunstuck.module("04-zopa")'))
"""
    ) == [{"widget": 0}]


@pytest.mark.parametrize("name", ["numpy", "pandas", "altair", "IPython", "ipykernel"])
def test_a_page_needs_nothing_heavy(name: str) -> None:
    assert (
        told(
            f"""
import sys
for slug in ("03-batna", "12-at-the-table"):
    page.run(f'import unstuck\\nunstuck.module("{{slug}}")')
page.run('unstuck.ImpasseLab()')
page.run('unstuck.BatnaCalculator()')
print(json.dumps({name!r} in sys.modules))
"""
        )
        is False
    )
