"""Content files for the tests: one sound sample, and ways to break it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from unstuck.content import questions
from unstuck.content.schema import Content, Question, read_file

SAMPLE = Path(__file__).with_name("sample.toml")


@pytest.fixture(scope="session")
def sample_text() -> str:
    """The sample file's text."""
    return SAMPLE.read_text("utf-8")


@pytest.fixture(scope="session")
def sample() -> Content:
    """The sample file, which breaks no rule."""
    content, problems = read_file(SAMPLE)
    assert problems == []
    return content


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands in for the course's content files, empty."""
    monkeypatch.setattr(questions, "FOLDER", tmp_path)
    questions.load.cache_clear()
    yield tmp_path
    questions.load.cache_clear()


@pytest.fixture(scope="session")
def one_question(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Question]:
    """Read a file with one question and expect it to be sound."""

    def read(text: str) -> Question:
        path = tmp_path_factory.mktemp("one") / "sample.toml"
        path.write_text(f'module = "sample"\n{text}', "utf-8")
        content, problems = read_file(path)
        assert problems == []
        return content.questions[0]

    return read


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """An analysis module whose functions are as good and as bad as a test needs."""
    module = ModuleType("unstuck.analysis.toy")
    source = """
from math import sqrt
__all__ = ["Box", "fussy", "give", "sqrt"]
class Box:
    def __init__(self, content): self.content = content
    def method(self): return 1
def give(value): return value
def fussy(value):
    if value > 2: raise ValueError("too much")
    return value
def _hidden(): return 1
def unlisted(): return 1
"""
    exec(source, module.__dict__)
    monkeypatch.setitem(sys.modules, "unstuck.analysis.toy", module)
    return module


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Any]:
    """Parse one TOML value."""
    return lambda text: tomllib.loads(f"value = {text}")["value"]
