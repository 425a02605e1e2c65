"""What goes into the site, what stays out of it, and what its pages link to."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from unstuck.site import build, packing
from unstuck.site.pages import SitePages, address, scripts

PIN = re.compile(r"([A-Za-z0-9._-]+)==(\S+)")


@pytest.fixture(scope="module")
def views(root: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "unstuck.site.views", str(root / "course")],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def pages(root: Path) -> SitePages:
    return SitePages(root / "course", {"python": "./python/"}, "./lab")


@pytest.fixture(scope="module")
def written(pages: SitePages, views: dict[str, Any]) -> dict[str, str]:
    """Every page by its file's name."""
    told = {"index.html": pages.home_page()}
    told |= {address(name): pages.document(name) for name in pages.documents}
    for module in pages.syllabus.ready:
        told[f"{module.slug}.html"] = pages.module_page(module, views[module.slug])
    return told


def test_every_widget_has_a_first_view_and_questions_have_many(views: dict[str, Any]) -> None:
    for slug, cells in views.items():
        parts = [part for cell in cells for part in cell["parts"] if "widget" in part]
        assert [part["widget"] for part in parts] == list(range(len(parts))), slug
        for part in parts:
            if part["state"]["_kind"] == "question":
                assert len(part["views"]) > 8
                assert all("key" not in view["item"] for view in part["views"])
            else:
                assert len(part["views"]) == 1
            if part["state"]["_kind"] in ("tool", "question"):
                assert all(view["n"] == 0 for view in part["views"])


def test_links_of_a_page_stay_in_the_site_and_lead_somewhere(
    pages: SitePages, written: dict[str, str]
) -> None:
    there = written.keys() | {f"./{path}" for path in scripts()} | pages.pictures.keys()
    for name, html in written.items():
        for link in re.findall(r'(?:href|src)="([^"]*)"', html):
            target = link.partition("#")[0].partition("?")[0]
            if link.startswith(("https://", "data:", "#")) or target.startswith("./lab/"):
                continue
            assert target.removeprefix("./") in there or target in there, f"{name}: {link}"


def test_no_page_asks_for_anything_elsewhere(written: dict[str, str]) -> None:
    for name, html in written.items():
        for tag in re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", html):
            assert "//" not in tag.replace("http://www.w3.org/2000/svg", ""), f"{name}: {tag}"


def test_pages_carry_no_notebook_links_and_say_where_the_keys_lie(
    written: dict[str, str],
) -> None:
    for name, html in written.items():
        found = re.findall(r'(?:href=|\]\(|href": ")"?([^"#)]*\.ipynb)', html)
        assert [link for link in found if not link.startswith("./lab/")] == [], name
        assert "keys of its questions lie in the files" in html


def test_the_instructors_material_is_in_no_part_of_the_site(
    root: Path, written: dict[str, str]
) -> None:
    guides = [path.read_text("utf-8") for path in (root / "course/instructor").glob("*.md")]
    lines = {line for text in guides for line in text.splitlines() if len(line) > 60}
    assert lines
    packed = packing.package(root / "datasets")
    texts = [*written.values(), *(data.decode("utf-8", "replace") for data in packed.values())]
    whole = "\n".join(texts)
    assert not [line for line in lines if line in whole]


def test_the_package_on_the_site_has_no_server_and_all_its_content(root: Path) -> None:
    names = packing.package(root / "datasets")
    assert "unstuck/kit/front.py" in names
    assert "unstuck/content/en/03-batna.toml" in names
    assert "unstuck/_datasets/evidence.csv" in names
    assert not [name for name in names if name.startswith("unstuck/serve") or "__pycache__" in name]


def test_the_same_files_give_the_same_zip(root: Path) -> None:
    files = packing.package(root / "datasets")
    once, again = packing.zipped(files), packing.zipped(dict(reversed(files.items())))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as file:
        assert file.testzip() is None
        assert set(file.namelist()) == set(files)


def test_the_first_views_are_the_same_each_time(root: Path, views: dict[str, Any]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unstuck.site.views", str(root / "course")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == views


def test_packages_that_both_sides_have_are_of_one_version(root: Path) -> None:
    def pins(path: Path) -> dict[str, str]:
        lines = path.read_text("utf-8").splitlines()
        found = [PIN.match(line) for line in lines]
        return {match[1].lower().replace("_", "-"): match[2] for match in found if match}

    ours, server = pins(packing.HERE / "wheels.txt"), pins(root / "binder/requirements.txt")
    shared = ours.keys() & server.keys()
    assert {"traitlets", "icalendar", "mistune", "anywidget"} <= shared
    assert {name: ours[name] for name in shared} == {name: server[name] for name in shared}
    for line in (packing.HERE / "wheels.txt").read_text("utf-8").splitlines():
        assert line.startswith("#") or re.search(r" --hash=sha256:[0-9a-f]{64}$", line), line


def test_a_wheel_without_a_pin_is_named() -> None:
    with pytest.raises(ValueError, match=r"wheels\.txt does not name altair"):
        packing.named([], "altair")


def test_pyodide_of_another_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / f"pyodide-{packing.PYODIDE}.tgz").write_bytes(b"something else")
    with pytest.raises(ValueError, match="another content"):
        packing.pyodide(tmp_path)


def test_a_folder_that_holds_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ValueError, match="something else than a site"):
        build.build(root / "course", tmp_path, tmp_path, root / "datasets")
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_missing_jupyterlite_is_said_with_the_way_out(root: Path, tmp_path: Path) -> None:
    from unstuck.site import lab

    with pytest.raises(ValueError, match="make site"):
        lab._extension(tmp_path)


def test_the_workflow_is_the_one_that_the_page_names(root: Path) -> None:
    workflow = (root / ".github/workflows/site.yml").read_text("utf-8")
    assert "run: make site" in workflow
    assert ".github/workflows/site.yml" in (root / "course/docs/without-a-server.md").read_text()
