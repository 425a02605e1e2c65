"""Softening words are found as words, in the order in which they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.softeners import softeners

PHRASES = ["just", "technically", "a bit", "on hold"]


def test_they_come_in_the_order_of_the_text_and_once_each() -> None:
    text = "Technically it is just on hold. Just that."
    assert softeners(text, PHRASES) == ("technically", "just", "on hold")


def test_parts_of_other_words_are_none() -> None:
    assert softeners("We adjusted the price; justice was done, a bitter day.", PHRASES) == ()


def test_a_plain_sentence_has_none() -> None:
    assert softeners("They signed with another firm.", PHRASES) == ()
    assert softeners("", PHRASES) == ()
    assert softeners("anything", ["", " "]) == ()


@given(st.text(max_size=60), st.lists(st.text(max_size=6), max_size=5))
def test_whatever_is_found_was_asked_for_and_is_there(text: str, phrases: list[str]) -> None:
    for phrase in softeners(text, phrases):
        assert phrase in {one.strip() for one in phrases}
        assert phrase.casefold() in text.casefold() or phrase.lower() in text.lower()
