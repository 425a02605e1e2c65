"""Picking findings and shares of shares."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.evidence import STANCES, TOPICS, chosen, of_the_whole, stance_counts
from unstuck.data import card, rows

FINDINGS = rows("evidence")
shares = st.lists(st.floats(0, 1), min_size=1, max_size=5)


def test_every_topic_of_the_data_belongs_to_a_group_and_every_group_holds_a_finding() -> None:
    by_group = [chosen(FINDINGS, topic=topic) for topic in TOPICS]
    assert all(by_group)
    held = {row["id"] for group in by_group for row in group}
    assert held == {row["id"] for row in FINDINGS}


def test_how_often_talks_fail_gives_the_rows_on_base_rates() -> None:
    ids = [row["id"] for row in chosen(FINDINGS, topic="frequency")]
    assert ids == ["E01", "E02", "E03", "E04", "E55", "E57"]


def test_a_search_needs_every_word_and_no_capitals() -> None:
    assert [row["id"] for row in chosen(FINDINGS, search="WEAK anchors")] == ["E36"]
    assert chosen(FINDINGS, search="weak zeppelin") == ()
    assert chosen(FINDINGS, search="   ") == FINDINGS
    assert {row["id"] for row in chosen(FINDINGS, search="larsen")} >= {"E03", "E05", "E06"}


@given(st.sampled_from(["all", *TOPICS]), st.sampled_from(STANCES), st.text(max_size=8))
def test_choosing_more_never_finds_more(topic: str, stance: str, search: str) -> None:
    wide = chosen(FINDINGS, topic=topic, search=search)
    narrow = chosen(FINDINGS, topic=topic, stance=stance, search=search)
    assert [row for row in wide if row["stance"] == stance] == list(narrow)
    assert stance_counts(wide)[stance] == len(narrow)


def test_the_stances_are_those_of_the_data_set() -> None:
    column = next(c for c in card("evidence").columns if c.name == "stance")
    assert set(STANCES) == set(column.allowed)
    counts = stance_counts(FINDINGS)
    assert counts == {
        "supports": 34,
        "qualifies": 13,
        "contradicts": 2,
        "extends": 8,
        "theory": 2,
    }
    assert list(stance_counts([])) == list(STANCES)


def test_a_third_of_a_half_is_a_sixth() -> None:
    assert of_the_whole([1 / 2, 1 / 3]) == pytest.approx(1 / 6)
    assert of_the_whole([0.4]) == 0.4


@given(shares)
def test_a_share_of_a_share_is_never_more_than_either(given_shares: list[float]) -> None:
    assert 0 <= of_the_whole(given_shares) <= min(given_shares)


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: chosen(FINDINGS, topic="weather"), "weather", "frequency")
    refused(lambda: chosen(FINDINGS, stance="maybe"), "maybe", "supports")
    refused(lambda: of_the_whole([]), "at least one share")
    refused(lambda: of_the_whole([0.5, 1.2]), "Share 2", "1 or less")
