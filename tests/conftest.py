"""What all tests share: hypothesis without deadlines, marks by folder, the project's files."""

from __future__ import annotations

import os
from pathlib import Path

import pathspec
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
MARKED_FOLDERS = {"browser": ("browser",), "bench": ("browser", "bench")}

settings.register_profile(
    "unstuck",
    max_examples=50,  # there are hundreds of properties, and every run tries other examples
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unstuck")


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for folder, marks in MARKED_FOLDERS.items():
            if item.path.is_relative_to(ROOT / "tests" / folder):
                for mark in marks:
                    item.add_marker(mark)
    # Last, because Playwright's event loop runs on while its browser is open.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file of the project, as .gitignore delimits it; no need of git."""
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    found: list[Path] = []
    for folder, subfolders, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        subfolders[:] = [
            name
            for name in subfolders
            if name != ".git" and not ignored.match_file(f"{(here / name).as_posix()}/")
        ]
        found += [ROOT / here / name for name in names if not ignored.match_file(here / name)]
    return sorted(path for path in found if path.name != ".git")
