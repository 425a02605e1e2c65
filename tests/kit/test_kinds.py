"""Fields that hold words: marked passages, ways through a scene, dates, zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.kit.fields import (
    choice,
    form,
    marks,
    moment,
    moves,
    note,
    read,
    sentences,
    settle,
    zone,
)
from unstuck.kit.sheet import sheet

OPTIONS = {"heat": "Heat", "calm": "Calm"}


@dataclass(frozen=True, kw_only=True)
class Words:
    given: Any = marks(label="The story", options=OPTIONS, passage="He rose. She sat. Why?")  # noqa: RUF009
    own: Any = marks(label="Your words", options=OPTIONS, limit=60)  # noqa: RUF009
    path: tuple[str, ...] = moves(label="The way", limit=3)
    start: str = moment(label="When")
    where: str = zone(label="Where")


JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "parts", "marks", "given", "own", "path", "start", "where"]),
            inner,
            max_size=6,
        )
    ),
)


@given(JUNK)
def test_settling_any_junk_gives_a_draft_that_reads_and_settles_to_itself(raw: Any) -> None:
    draft = settle(Words, raw)
    assert settle(Words, draft) == draft
    told = read(Words, draft)
    for marked in (told.given, told.own):
        assert marked.parts == sentences(marked.text)
        assert len(marked.marks) == len(marked.parts)
        assert set(marked.marks) <= {"", *OPTIONS}
    assert told.given.text == "He rose. She sat. Why?"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("  \n ", ()),
        ("One", ("One",)),
        ("One. Two! Three? Four…", ("One.", "Two!", "Three?", "Four…")),
        ("First line\nsecond line", ("First line", "second line")),
        ("We left at 5.30 p.m. because it was late.", None),
        ("“Never.” He meant it.", ("“Never.”", "He meant it.")),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(
    text: str, parts: tuple[str, ...] | None
) -> None:
    found = sentences(text)
    assert found == (parts if parts is not None else (text,))


def test_a_mark_stays_with_its_sentence_when_the_text_around_it_changes() -> None:
    before = settle(Words, {"own": {"text": "I shouted. I left."}})["own"]
    before["marks"] = ["heat", "calm"]
    after = settle(Words, {"own": before | {"text": "It rained. I left. I shouted."}})["own"]
    assert after["marks"] == ["", "calm", "heat"]


def test_the_text_of_a_given_passage_cannot_be_changed() -> None:
    raw = {"text": "<b>mine</b>", "parts": ["Mine.", "She sat."], "marks": ["heat", "calm"]}
    told = settle(Words, {"given": raw})
    assert told["given"]["text"] == "He rose. She sat. Why?"
    assert told["given"]["marks"] == ["", "calm", ""]


def test_a_text_from_python_may_be_plain_and_marks_may_come_without_sentences() -> None:
    assert settle(Words, {"own": "I left. So what?"})["own"]["parts"] == ["I left.", "So what?"]
    told = settle(Words, {"given": {"marks": ["heat", "no such"]}})
    assert told["given"]["marks"] == ["heat", "", ""]


def test_a_way_keeps_its_first_moves_and_no_mischief() -> None:
    draft = settle(Words, {"path": ["ask", 7, "", "x" * 61, "wait", "go", "more"]})
    assert draft["path"] == ["ask", "wait", "go"]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("2026-12-01T09:30", "2026-12-01T09:30"),
        ("2026-02-30T09:30", ""),
        ("2026-12-01", ""),
        ("2026-12-01T09:30\nX", ""),
        (5, ""),
    ],
)
def test_a_moment_is_a_date_that_exists(raw: Any, kept: str) -> None:
    assert settle(Words, {"start": raw})["start"] == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("UTC", "UTC"),
        ("Europe/Nowhere", ""),
        ("../../etc/passwd", ""),
        ("Europe", ""),
    ],
)
def test_a_zone_is_one_that_exists(raw: str, kept: str) -> None:
    assert settle(Words, {"where": raw})["where"] == kept


def test_a_note_is_read_and_never_set() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Case:
        which: str = choice("one", label="Which?", options={"one": "One", "two": "Two"})
        told: str = note("A **goose** was lost.", when=("which", ("one",)))

    draft = settle(Case, {"told": "mine", "which": "one"})
    assert draft == {"which": "one", "told": ""}
    shown = form(Case)[1]
    assert (shown["kind"], shown["label"]) == ("note", "A **goose** was lost.")
    assert "- A **goose** was lost." in sheet("Cases", Case, draft, [], "$")
    assert "goose" not in sheet("Cases", Case, settle(Case, {"which": "two"}), [], "$")
