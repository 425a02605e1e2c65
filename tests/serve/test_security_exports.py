"""Files that leave the course: what was typed adds no line, no entry, no tag and no formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content import exchange, gift, gift_reader, plain, questions
from unstuck.content.syllabus import load_syllabus
from unstuck.kit.papers import Entry, calendar, page
from unstuck.serve import casino, handout

NASTY = st.text(
    alphabet=st.sampled_from("=+-@\t\r\n\v\f\x85\u2028\u2029\0;,:\"'\\<>[]{}()#~%$|`*! aB1"),
    max_size=30,
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@given(NASTY, NASTY)
def test_a_calendar_has_the_entries_that_were_made_and_no_line_more(title: str, notes: str) -> None:
    plain_one = calendar("x.ics", [Entry("a", "2026-12-01T09:30", 30, "", "b")]).text
    told = calendar("x.ics", [Entry(f"a{title}", "2026-12-01T09:30", 30, "", f"b{notes}")]).text
    unfolded = told.replace("\r\n ", "")
    names = re.findall(r"^([A-Z-]+)[:;]", unfolded, re.MULTILINE)
    assert names == re.findall(r"^([A-Z-]+)[:;]", plain_one.replace("\r\n ", ""), re.MULTILINE)
    assert len(unfolded.split("\r\n")) == len(plain_one.replace("\r\n ", "").split("\r\n"))
    assert len(icalendar.Calendar.from_ical(told).walk("VEVENT")) == 1


@given(NASTY, st.sampled_from([*FORMULA, "=cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "-1+1", " "]))
def test_no_name_in_a_table_is_a_formula(rest: str, start: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([casino._harmless(start + rest), "x"])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert len(row) == 2 and not row[0].startswith(FORMULA)
    assert all(sign.isprintable() for sign in row[0])


@given(NASTY, NASTY)
def test_a_page_to_print_has_our_tags_alone(title: str, text: str) -> None:
    body = page(title, f"# x\n\n{text}<script>{text}</script>").text.partition("<body>")[2]
    assert not re.search(r"<(script|img|svg|iframe|object|style|link|meta|form|input)", body)
    assert not re.search(r"""(?:href|src)=["']?(?!https:|#)""", body)


def a_choice(text: str) -> dict[str, Any]:
    question = next(q for q in questions.all_questions() if q.kind == "single")
    made = plain.table(questions.drawn(question, 1))
    choices = [{**choice, "feedback": f"f{text}"} for choice in made["choice"]]
    return made | {
        "prompt": f"p{text}",
        "hint": f"h{text}",
        "worked": f"w{text}",
        "choice": choices,
    }


@given(NASTY)
def test_words_of_a_question_make_no_second_one_for_moodle(text: str) -> None:
    table = a_choice(text)
    written, _ = gift.write([table, a_choice("")])
    read, _ = gift_reader.read(written)
    assert [each["id"] for each in read] == [table["id"], table["id"]]
    assert len(read[0]["choice"]) == len(table["choice"])
    lines = re.split("[\r\n]", gift.write([a_choice(""), a_choice("")])[0])
    assert len(re.split("[\r\n]", written)) == len(lines)


@given(NASTY, NASTY)
def test_words_of_a_question_add_no_key_to_a_content_file(prompt: str, told: str) -> None:
    import tomllib

    table = {k: v for k, v in a_choice(told).items() if k != "line"} | {"prompt": prompt}
    read = tomllib.loads(plain.file_text("04-zopa", [table]))
    (question,) = read["question"]
    assert set(question) <= set(table)
    assert len(question["choice"]) == len(table["choice"])


def test_markup_in_an_imported_file_stays_in_its_words() -> None:
    hostile = '::x::[markdown]<img src=x onerror\\=y>"""\\n[[question]]\\nid \\= 1 {=yes#a ~no#b}\n'
    made = exchange.from_gift(hostile, "04-zopa", concepts=["zopa"], sources=["S1"], level="apply")
    assert made.count == 1 and made.text.count("\n[[question]]") == 1


def test_a_handout_has_no_script_and_loads_nothing(
    root: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(handout, "_browser", lambda: None)
    (path,) = handout.write(load_syllabus(root / "course"), "04-zopa", tmp_path, key=True)
    told = path.read_text("utf-8")
    assert "default-src 'none'" in told
    assert not re.search(r"<(script|img|iframe|object|link)\b|\son\w+=", told)
