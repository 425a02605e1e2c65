"""A preparation sheet is read for what is missing and what contradicts itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.preparation import (
    Doubt,
    Part,
    Preparation,
    around,
    questions,
    read_preparation,
)

WORDS = dict.fromkeys(Part, "something") | {
    Part.QUESTIONS: "What worries you?\nWho else decides?\nWhat would make May possible?"
}
price = st.integers(1, 1000).map(float)


def test_an_empty_sheet_misses_everything_and_contradicts_nothing() -> None:
    reading = read_preparation(Preparation())
    assert reading.missing == tuple(Part)
    assert reading.doubts == () and reading.zone is None and not reading.ready


def test_a_full_sheet_is_ready() -> None:
    sheet = Preparation(1300, 1100, 1000, 1200, paying=True, words=WORDS)
    reading = read_preparation(sheet)
    assert reading.ready
    assert reading.zone is not None and reading.zone.width == 100


@given(price, price, price, st.booleans())
def test_what_is_good_for_a_buyer_is_good_for_a_seller_mirrored(
    limit: float, target: float, opening: float, paying: bool
) -> None:
    one = read_preparation(Preparation(limit, target, opening, paying=paying))
    other = read_preparation(Preparation(-limit, -target, -opening, paying=not paying))
    assert one.doubts == other.doubts


@pytest.mark.parametrize(
    ("sheet", "doubt"),
    [
        (Preparation(limit=100, target=100), Doubt.AIM_AT_LIMIT),
        (Preparation(limit=100, target=120, paying=True), Doubt.AIM_AT_LIMIT),
        (Preparation(target=120, opening=110), Doubt.SHORT_OPENING),
        (Preparation(limit=40, least=45), Doubt.LIMIT_UNDER_ALTERNATIVE),
        (Preparation(limit=100, their_limit=90), Doubt.NO_ZONE),
        (Preparation(limit=100, their_limit=110, paying=True), Doubt.NO_ZONE),
        (Preparation(words={Part.QUESTIONS: "What worries you?"}), Doubt.FEW_QUESTIONS),
        (Preparation(words={Part.QUESTIONS: "Can you pay? Is it May? Do you?"}),
         Doubt.CLOSED_QUESTIONS),
    ],
)  # fmt: skip
def test_each_doubt_is_raised(sheet: Preparation, doubt: Doubt) -> None:
    assert read_preparation(sheet).doubts == (doubt,)


def test_what_is_not_known_is_no_contradiction() -> None:
    assert read_preparation(Preparation(target=5)).doubts == ()
    assert read_preparation(Preparation(opening=5, least=9)).doubts == ()


def test_a_limit_at_the_alternative_and_an_opening_at_the_target_will_do() -> None:
    assert read_preparation(Preparation(50, 80, 80, least=50)).doubts == ()


@pytest.mark.parametrize(
    ("text", "every", "open_"),
    [
        ("", 0, 0),
        ("1. What matters most?\n2. Why May?", 2, 2),
        ("What matters most? Isn't it the date?", 2, 1),
        ("Have you other buyers?\nAnd would you sell to them?", 2, 0),
        ("Tell me about the roof", 1, 1),
        ("Island life: how is it?", 1, 1),
    ],
)
def test_open_questions_are_told_from_closed_ones(text: str, every: int, open_: int) -> None:
    asked = questions(text)
    assert (len(asked.all), len(asked.open)) == (every, open_)


@given(st.lists(price | st.none(), max_size=5))
def test_every_known_number_stands_inside_the_picture(values: list[float | None]) -> None:
    low, high = around(values, 0, 10)
    assert low < high
    assert all(low < value < high for value in values if value is not None)
