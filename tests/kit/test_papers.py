"""Papers: what is typed stays text, in a calendar as on a page."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.kit.blocks import finding, table
from unstuck.kit.papers import Entry, calendar, page

TYPED = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


def test_an_entry_stands_at_its_hour_in_its_own_zone() -> None:
    told = calendar("plan.ics", [Entry("Call", "2026-12-01T09:30", 45, "Europe/Oslo")])
    assert (told.name, told.type) == ("plan.ics", "text/calendar")
    (event,) = icalendar.Calendar.from_ical(told.text).walk("VEVENT")
    start = event.decoded("dtstart")
    assert start == datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert start.utcoffset() == timedelta(hours=1)
    assert event.decoded("dtend") - start == timedelta(minutes=45)
    assert "TZID:Europe/Oslo" in told.text and "BEGIN:VTIMEZONE" in told.text


@given(TYPED, TYPED)
def test_typed_words_add_no_line_and_no_entry(title: str, notes: str) -> None:
    entry = Entry(title + "\r\nATTENDEE:x", "2026-12-01T09:30", 30, "", notes + "\nEND:VEVENT")
    text = calendar("plan.ics", [entry]).text
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert text.count("\r\nEND:VEVENT") == 1


def test_a_calendar_without_a_date_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="no date yet"):
        calendar("plan.ics", [])
    with pytest.raises(ValueError, match="'Call' has no date"):
        calendar("plan.ics", [Entry("Call", "")])


def test_a_page_shows_markup_as_text_and_runs_nothing() -> None:
    blocks = [
        finding("**Go** <script>alert(1)</script>"),
        table("T", ["a"], [["<img src=x onerror=y>"]]),
    ]
    told = page("A <plan>", blocks).text
    assert "<title>A &lt;plan&gt;</title>" in told
    assert "<strong>Go</strong>" in told and "<table>" in told
    assert "<script" not in told and "<img" not in told
    assert "default-src 'none'" in told


@given(TYPED)
def test_no_typed_words_become_a_tag_of_a_page(typed: str) -> None:
    told = page("x", f"# x\n\n{typed}\n\n<script>{typed}</script>").text
    assert "<script" not in told and "javascript:" not in told.replace("javascript:" + "x", "")
