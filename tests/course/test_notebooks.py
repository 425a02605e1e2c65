"""The form of the notebooks, and what a page costs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from unstuck.serve.notebooks import problems

COURSE = Path(__file__).parents[2] / "course"
NOTEBOOKS = sorted(COURSE.glob("*.ipynb"))
EXCUSED = {"pandas", "altair", "numpy"}


def test_all_notebooks_are_in_form() -> None:
    assert problems(COURSE) == []
    assert len(NOTEBOOKS) >= 4


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_appears_without_altair_pandas_or_numpy(notebook: Path) -> None:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    code = "\n".join(
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "code" and not set(cell["metadata"].get("tags", [])) & {"own"}
    )
    code += f"\nimport sys; print(sorted({EXCUSED!r} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-W", "error:::unstuck", "-c", code],
        cwd=COURSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_module_fits_into_its_time(notebook: Path) -> None:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    prose = " ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    words = len(re.findall(r"\w+", prose))
    assert 700 <= words <= 4500, f"{words} words"
