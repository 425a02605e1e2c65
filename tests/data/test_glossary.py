"""The glossary: each word once, in two sentences, with lines that run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from unstuck import data

COURSE = Path(__file__).parents[2] / "course"
GLOSSARY = (COURSE / "glossary.md").read_text("utf-8")
ENTRIES = dict(part.split("\n", 1) for part in GLOSSARY.split("\n## ")[1:])
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
PLACE = re.compile(r"^\*(\d\d-[a-z-]+) · concept `([a-z-]+)`( · (.+))?\*$", re.MULTILINE)


def test_words_come_once_and_in_alphabetical_order() -> None:
    words = re.findall(r"^## (.+)$", GLOSSARY, re.MULTILINE)
    assert words == sorted(set(words), key=str.casefold)


def test_the_words_of_the_three_modules_are_there() -> None:
    assert {
        "Impasse", "Wanted impasse", "Forced impasse", "Unwanted impasse", "BATNA", "WATNA",
        "Reservation value", "ZOPA", "Bargaining zone", "Bargaining gap", "Surplus",
        "Certainty equivalent", "Risk tolerance", "Expected value", "Decision tree", "Rollback",
        "Tornado chart", "Agreement trap", "Cost of delay",
    } <= ENTRIES.keys()  # fmt: skip


@pytest.mark.parametrize("word", ENTRIES)
def test_a_word_has_two_sentences_and_a_known_concept(word: str) -> None:
    definition = ENTRIES[word].strip().split("\n\n")[0]
    assert len(re.findall(r"[.?!](?=\s|$)", definition)) == 2, definition
    place = PLACE.search(ENTRIES[word])
    assert place, "the line with module and concept is missing"
    homes = {row["id"]: row["module"] for row in data.rows("concepts")}
    assert homes[place[2]] == place[1]
    known = {row["id"] for row in data.rows("evidence")}
    assert set(re.findall(r"E\d\d", place[4] or "")) <= known


@pytest.mark.parametrize("word", [word for word, text in ENTRIES.items() if "```" in text])
def test_the_lines_of_a_word_run(word: str) -> None:
    blocks = BLOCK.findall(ENTRIES[word])
    assert len(blocks) == 1
    test = doctest.DocTestParser().get_doctest(blocks[0], {}, word, "course/glossary.md", 0)
    assert test.examples
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert not told, "".join(told)


def test_the_works_named_are_in_the_references() -> None:
    references = (COURSE / "references.md").read_text("utf-8")
    works = re.findall(r"([A-Z][a-z]+)(?: and \w+|, \w+ and \w+)? ((?:19|20)\d\d)", GLOSSARY)
    assert works
    for family, year in works:
        assert re.search(rf"- {family}, [^\n]+ \({year}\)", references), (family, year)
