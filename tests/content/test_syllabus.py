"""The syllabus: read, and refused with a sentence that says what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from unstuck.content.syllabus import load_syllabus

COURSE = Path(__file__).parents[2] / "course"
TOP = 'id = "a"\ntitle = "A"\nsubtitle = "B"\nversion = "1"\nabout = "C"\n'
ROW = (
    '[[module]]\nslug = "{}"\ntitle = "T"\nquestion = "Q?"\nminutes = 5\ntools = []\ndataset = ""\n'
)


def write(folder: Path, text: str) -> Path:
    (folder / "syllabus.toml").write_text(text, "utf-8")
    return folder


def test_the_course_has_its_fourteen_modules_in_order():
    syllabus = load_syllabus(COURSE)
    assert [module.number for module in syllabus.modules] == [f"{n:02}" for n in range(14)]
    assert all(10 <= module.minutes <= 45 for module in syllabus.modules)
    assert all(module.question.endswith("?") for module in syllabus.modules)


def test_a_module_is_open_when_its_notebook_is_there(tmp_path):
    slugs = ("01-first", "02-second", "03-third")
    for slug in slugs[:2]:
        (tmp_path / f"{slug}.ipynb").touch()
    syllabus = load_syllabus(write(tmp_path, TOP + "".join(map(ROW.format, slugs))))
    assert [module.slug for module in syllabus.ready] == ["01-first", "02-second"]
    assert syllabus.find("03-third") is None
    first, second = syllabus.ready
    assert syllabus.neighbours(first) == (None, second)
    assert syllabus.neighbours(second) == (first, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "cannot be read"),
        (ROW.format("01-a"), "does not say the id of the course"),
        (TOP, "in the order of their slugs"),
        (TOP + ROW.format("02-b") + ROW.format("01-a"), "in the order of their slugs"),
        (TOP + ROW.format("01-a") * 2, "in the order of their slugs"),
        (TOP + ROW.format("../a"), "must look like '03-batna'"),
        (TOP + ROW.format("01-A"), "must look like '03-batna'"),
        (TOP + ROW.format("01-a").replace("5", "0"), "must be at least 1"),
        (TOP + ROW.format("01-a").replace("5", '"5"'), "must be a whole number"),
        (TOP + ROW.format("01-a").replace("5", "true"), "must be a whole number"),
        (TOP + ROW.format("01-a").replace("[]", "[1]"), "must be a list of names"),
        (TOP + ROW.format("01-a") + "colour = 1\n", "no such thing"),
    ],
)
def test_a_wrong_syllabus_is_refused(tmp_path, text, said):
    with pytest.raises(ValueError, match=said):
        load_syllabus(write(tmp_path, text))


def test_a_folder_without_a_syllabus_is_no_course(tmp_path):
    with pytest.raises(ValueError, match=r"it has no syllabus\.toml"):
        load_syllabus(tmp_path)
