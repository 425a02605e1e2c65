"""Tools find their sentences by module and name."""

from __future__ import annotations

from pathlib import Path

import pytest

from unstuck.content.words import fill, words


@pytest.fixture(autouse=True)
def sample_course(course: Path, sample_text: str) -> None:
    (course / "sample.toml").write_text(sample_text, "utf-8")
    (course / "silent.toml").write_text('module = "silent"', "utf-8")


def test_sentences_are_found_and_filled() -> None:
    sentences = words("sample", "BatnaCalculator")
    assert set(sentences) == {"finding", "years"}
    filled = fill(sentences["finding"], currency="$", name="Court *A*", worth=54.5, chance=0.3)
    assert filled == r"**Court \*A\*** is worth $54.50, and brings nothing with 30" + "\u00a0%."
    assert fill(sentences["years"], years=2, set=3.2) == (
        "It takes 2 years, in the middle of 3 cases {and more}."
    )


def test_sentences_cannot_be_changed_by_a_tool() -> None:
    with pytest.raises(TypeError):
        words("sample", "BatnaCalculator")["finding"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    ("slug", "tool", "reason"),
    [
        ("sample", "BatnaCalculater", "did you mean 'BatnaCalculator'"),
        ("silent", "BatnaCalculator", "has no words of 'BatnaCalculator'; it has none at all"),
        ("sampl", "BatnaCalculator", "did you mean 'sample'"),
    ],
)
def test_unknown_tools_and_modules_are_named(slug: str, tool: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        words(slug, tool)
