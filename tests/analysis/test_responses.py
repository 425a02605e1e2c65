"""Three responses to a failure: what the marks of a text add up to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.responses import Response, read_responses, sort_check

marks = st.lists(st.sampled_from([*Response, "plain", ""]).map(str), max_size=30)


@pytest.mark.parametrize(
    ("said", "leading"),
    [
        (["blame", "blame", "own"], Response.BLAME),
        (["plain", "plain", "plain", "shrink"], Response.SHRINK),
        (["blame", "own"], None),
        (["plain", ""], None),
        ([], None),
    ],
)
def test_the_response_of_most_sentences_leads_and_telling_is_none(
    said: list[str], leading: Response | None
) -> None:
    assert read_responses(said).leading is leading


@given(marks)
def test_every_sentence_is_counted_once(said: list[str]) -> None:
    told = read_responses(said)
    counted = sum(told.count(mark) for mark in (*Response, "plain"))
    assert counted + told.unmarked == len(said)
    assert len(told.rewrite) == told.count("blame") + told.count("shrink")
    assert all(said[at] in ("blame", "shrink") for at in told.rewrite)


@given(marks)
def test_the_order_of_the_sentences_does_not_matter(said: list[str]) -> None:
    assert read_responses(said).leading is read_responses(said[::-1]).leading


@given(marks, marks)
def test_each_text_is_right_differs_or_waits(said: list[str], key: list[str]) -> None:
    length = min(len(said), len(key))
    key = [mark or "plain" for mark in key[:length]]
    told = sort_check(said[:length], key)
    numbers = sorted((*told.right, *told.differing))
    assert len(numbers) + told.missing == length
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= set(range(1, length + 1))


def test_a_sorting_is_held_beside_the_key_by_number() -> None:
    told = sort_check(["blame", "", "own"], ["blame", "own", "shrink"])
    assert (told.right, told.differing, told.missing) == ((1,), (3,), 1)


def test_what_is_no_mark_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: read_responses(["guilt"]), "guilt", "blame, shrink, own")
    refused(lambda: sort_check(["own"], ["own", "own"]), "2 texts", "1 marks")
