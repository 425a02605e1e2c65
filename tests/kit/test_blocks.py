"""Blocks that hold others or belong to the page alone, and fields that refuse nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from unstuck.kit.blocks import ask, beside, controls, every, finding, fold, markdown, talk, words
from unstuck.kit.fields import quantity, read, settle

LINES = [
    {"side": "scene", "who": "", "text": "It rains."},
    {"side": "them", "who": "Nadia", "text": "Coffee?", "note": "Round 1"},
]


def test_every_block_is_found_however_deep() -> None:
    inner = fold("More", words("deep"))
    told = [finding("first"), beside([words("left"), inner], [words("right")])]
    assert [b.get("text", b["is"]) for b in every(told)] == [
        "first",
        "beside",
        "left",
        "fold",
        "deep",
        "right",
    ]


def test_the_sheet_holds_what_was_said_and_leaves_out_what_can_be_pressed() -> None:
    told = markdown(
        [
            beside([talk("The talk", LINES)], [words("aside")]),
            controls({"name": "price"}),
            ask("path", "Now?", [{"value": "go", "label": "Go"}]),
        ]
    )
    assert told == "- *It rains.*\n- **Nadia:** Coffee?\n\naside"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    price: float | str | None = quantity(
        None, label="Price", low=1, high=9, blank=True, lenient=True
    )
    strict: float | None = quantity(None, label="Strict", low=1, high=9, blank=True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (5, 5.0),
        ("", None),
        ("3", 3.0),
        ("no", "Price: 'no' is not a number; write it like 1200, 1,200.50, 1.2m or 45 %."),
        (12, "Price must be from 1 to 9; you have 12."),
    ],
)
def test_a_lenient_number_hands_on_the_sentence(typed: Any, told: Any) -> None:
    assert read(Inputs, settle(Inputs, {"price": typed})).price == told


def test_a_number_that_is_not_lenient_refuses() -> None:
    with pytest.raises(ValueError, match="Strict must be from 1 to 9"):
        read(Inputs, settle(Inputs, {"strict": 12}))
