"""Packages that are fetched when they are imported."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from unstuck.site import later
from unstuck.site.packing import zipped


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(tmp_path))
    before = list(sys.meta_path)
    yield tmp_path
    sys.meta_path[:] = before
    for name in ("paper_a", "paper_b"):
        sys.modules.pop(name, None)


def test_a_package_is_fetched_once_when_it_is_imported(path: Path) -> None:
    asked = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return zipped({"paper_a/__init__.py": b"worth = 3", "paper_b/__init__.py": b"worth = 4"})

    later.begin({"paper_a": "papers.zip", "paper_b": "papers.zip"}, fetch, str(path))
    assert asked == []
    assert importlib.import_module("paper_a").worth == 3
    assert importlib.import_module("paper_b").worth == 4
    assert asked == ["papers.zip"]


def test_what_cannot_be_fetched_is_said_in_a_sentence(path: Path) -> None:
    def fetch(url: str) -> bytes:
        raise OSError(url)

    later.begin({"paper_a": "papers.zip"}, fetch, str(path))
    with pytest.raises(ValueError, match="go online and try again"):
        importlib.import_module("paper_a")


def test_only_the_newest_place_is_looked_in(path: Path) -> None:
    later.begin({}, lambda url: b"", str(path))
    later.begin({}, lambda url: b"", str(path))
    assert len([each for each in sys.meta_path if isinstance(each, later.Later)]) == 1
