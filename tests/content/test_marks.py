"""Marks become HTML and HTML becomes marks; what a reader sees stays."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content.marks import from_html, to_html


def seen(html: str) -> str:
    """The words on the page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** and *c*", "a <strong>b</strong> and <em>c</em>"),
        (r"2 \* 3 \* 4", "2 * 3 * 4"),
        ("2 * 3", "2 * 3"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("[here](https://example.org/a)", '<a href="https://example.org/a">here</a>'),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_marks_become_html_and_come_back(text: str, html: str) -> None:
    assert to_html(text) == html
    assert to_html(from_html(html)[0]) == html


@pytest.mark.parametrize(
    ("html", "text", "lost"),
    [
        ("<p>One<br/>two</p>\n<ul><li>a</li><li>b</li></ul>", "One\n\ntwo\n\n– a\n\n– b", ()),
        ("<b>a <i>b</i></b> c", "**a b** c", ()),
        ("<b> a </b>c", "**a** c", ()),
        ("<b></b>x", "x", ()),
        ("snake_case [x]", r"snake\_case \[x\]", ()),
        ("<table><tr><td>1</td></tr></table>", "1", ("table", "tr", "td")),
        ("<script>alert(1)</script>so<style>p{}</style>", "so", ()),
        ('<a href="javascript:x">a</a>', "a", ()),
        ("<b>open", "**open**", ()),
        ("a   b\n c", "a b c", ()),
    ],
)
def test_html_of_others(html: str, text: str, lost: tuple[str, ...]) -> None:
    assert from_html(html) == (text, lost)


@given(
    st.text(st.sampled_from("ab *_[]()\\\n<>&;$/p\"'") | st.characters(exclude_categories=["C"]))
)
def test_what_a_reader_sees_stays(text: str) -> None:
    html = to_html(text)
    assert seen(to_html(from_html(html)[0])) == seen(html)
