"""An exit line: its parts in their order, and what is found in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.exit_lines import Part, read_exit, read_whole, write_exit

FRAMES = {
    Part.THANKS: "Thank you for {words}.",
    Part.REASON: "We stop because {words}.",
    Part.STOP: "So the answer is no.",
    Part.DOOR: "If {words}, call me.",
}
LISTS: dict[str, Any] = {
    "blame": ["you lied", "greedy"],
    "slams": ["never again"],
    "threats": ["or else"],
}
GOOD = {
    Part.THANKS: "your time",
    Part.REASON: "I need firm dates",
    Part.DOOR: "the dates are firm",
}


def test_the_parts_come_in_their_order_with_a_plain_no() -> None:
    assert write_exit(GOOD, FRAMES) == (
        "Thank you for your time. We stop because I need firm dates. So the answer is no. "
        "If the dates are firm, call me."
    )


def test_nothing_written_gives_no_line() -> None:
    assert write_exit({Part.THANKS: "  "}, FRAMES) == ""


@given(st.sampled_from(["", ".", " .", "!", ";"]))
def test_a_stop_of_ones_own_does_not_double(end: str) -> None:
    line = write_exit({**GOOD, Part.REASON: f"I need firm dates{end}"}, FRAMES)
    assert line == write_exit(GOOD, FRAMES)


def test_a_graceful_exit_has_nothing_to_look_at_twice() -> None:
    assert read_exit(GOOD, FRAMES, **LISTS).good


@pytest.mark.parametrize("part", GOOD)
def test_each_part_that_is_missing_is_named(part: Part) -> None:
    told = read_exit({**GOOD, part: ""}, FRAMES, **LISTS)
    assert told.missing == (part,)
    assert not told.good


@pytest.mark.parametrize(
    ("reason", "field", "found"),
    [
        ("I think you lied", "blame", ("you lied",)),
        ("I call that Greedy", "blame", ("greedy",)),
        ("I say never again", "slams", ("never again",)),
        ("we want it, or else", "threats", ("or else",)),
    ],
)
def test_what_accuses_slams_or_threatens_is_found(
    reason: str, field: str, found: tuple[str, ...]
) -> None:
    told = read_exit({**GOOD, Part.REASON: reason}, FRAMES, **LISTS)
    assert getattr(told, field) == found
    assert not told.good
    whole = read_whole(f"{reason}, so goodbye.", **LISTS)
    assert getattr(whole, field) == found


@pytest.mark.parametrize("reason", ["you are late", "Your price is low", "they will not say"])
def test_a_reason_that_begins_with_them_is_marked(reason: str) -> None:
    assert read_exit({**GOOD, Part.REASON: reason}, FRAMES, **LISTS).about_them


def test_words_that_only_begin_alike_are_not_marked() -> None:
    assert not read_exit(
        {**GOOD, Part.REASON: "youth work comes first"}, FRAMES, **LISTS
    ).about_them


def test_after_bad_faith_no_open_door_is_asked_for() -> None:
    told = read_exit({**GOOD, Part.DOOR: ""}, FRAMES, needed=[Part.THANKS, Part.REASON], **LISTS)
    assert told.good
    assert "call me" not in told.line
