"""The references: every row of the evidence has its entry, and the two say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from unstuck import data

TEXT = (Path(__file__).parents[2] / "course" / "references.md").read_text("utf-8")
ENTRIES = [" ".join(entry.split()) for entry in TEXT.split("\n- ")[1:]]
DOI = re.compile(r"doi:(10\.\S+?)\.?(?=\s|$)")


def entries_of(row: dict[str, Any]) -> list[str]:
    return [entry for entry in ENTRIES if re.search(rf"\b{row['id']}\b", entry)]


@pytest.mark.parametrize("row", data.rows("evidence"), ids=lambda row: str(row["id"]))
def test_a_row_of_the_evidence_has_its_entry(row: dict[str, Any]) -> None:
    found = entries_of(row)
    assert found
    family = re.split(r"[ ,;(]", row["authors"])[0]
    (entry,) = (e for e in found if family in e and f"({row['year']})" in e)
    journal = re.split(r",? \d| \(|,", row["outlet"])[0]
    assert journal.casefold() in entry.casefold()
    pages = re.search(r"\d+-\d+", row["outlet"])
    assert pages is None or pages[0] in entry
    assert not row["doi"] or f"doi:{row['doi']}" in entry


def test_no_doi_but_those_of_the_data() -> None:
    known = {row["doi"] for row in data.rows("evidence")}
    known |= {data.card(name).doi for name in data.datasets()}
    assert set(DOI.findall(TEXT)) <= known


def test_the_sources_of_the_concepts_are_explained() -> None:
    for key in ("PON", "HBR", "DIF", "SCH", "STD"):
        assert f"Short: {key}." in TEXT


def test_research_is_in_alphabetical_order() -> None:
    research = TEXT.split("## Research")[1]
    names = re.findall(r"^- ([^(]+) \((\d{4})\)", research, re.MULTILINE)
    assert len(names) > 40
    keys = [(name.replace("'", "").casefold(), year) for name, year in names]
    assert keys == sorted(keys)
