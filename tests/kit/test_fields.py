from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.kit.fields import form, quantity, read, rows, settle, tidy, write

junk: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@pytest.fixture
def inputs(sample: Any) -> type:
    return sample.Inputs


def test_the_default_draft_reads_back_as_the_defaults(inputs: type) -> None:
    assert read(inputs, settle(inputs, {})) == inputs()
    assert settle(inputs, inputs()) == write(inputs()) == settle(inputs, {})


@given(data=st.data())
def test_any_junk_settles_and_settling_twice_changes_nothing(sample: Any, data: Any) -> None:
    names = list(settle(sample.Inputs, {}))
    raw = data.draw(st.dictionaries(st.sampled_from([*names, "other"]), junk) | junk)
    once = settle(sample.Inputs, raw)
    assert settle(sample.Inputs, once) == once
    assert list(once) == names
    assert len(once["note"]) <= 30
    assert 1 <= len(once["options"]) <= 3


@given(st.lists(st.floats(0, 0.3), min_size=1, max_size=5))
def test_the_last_share_takes_the_rest(sample: Any, chances: list[float]) -> None:
    rows_given = [{"chance": c, "worth": 1} for c in chances]
    draft = settle(sample.Inputs, {"options": [{"outcomes": rows_given}]})
    told = [row["chance"] for row in draft["options"][0]["outcomes"]]
    assert math.isclose(sum(told), 1, abs_tol=1e-9)
    assert told[:-1] == [tidy(c) for c in chances[:-1]]


def test_shares_over_the_whole_are_refused_with_the_way_out(inputs: type) -> None:
    outcomes = [{"chance": 0.8}, {"chance": 0.5}, {}]
    draft = settle(inputs, {"options": [{"name": "Court", "outcomes": outcomes}]})
    with pytest.raises(ValueError, match=r"Court: Outcomes: .*add up to 130 %\. Lower one"):
        read(inputs, draft)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("45", 45.0), ("1.2m", 1_200_000.0), ("€ 30", 30.0), ("", ""), ("soon", "soon")],
)
def test_what_is_typed_is_read_or_kept_as_typed(inputs: type, typed: str, kept: Any) -> None:
    assert settle(inputs, {"low": typed})["low"] == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("soon", "Low: 'soon' is not a number"),
        ("", "Low is empty. Write a number such as 0"),
        (101, "Low must be from 0 to 100; you have 101"),
    ],
)
def test_an_illegal_field_is_named_with_rule_value_and_way_out(
    inputs: type, typed: Any, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        read(inputs, settle(inputs, {"low": typed}))


def test_a_share_is_typed_in_per_cent(inputs: type) -> None:
    draft = settle(inputs, {"options": [{"outcomes": [{"chance": "25"}, {}]}]})
    assert [o["chance"] for o in draft["options"][0]["outcomes"]] == [0.25, 0.75]


def test_a_field_that_is_not_shown_is_not_checked(inputs: type) -> None:
    assert read(inputs, settle(inputs, {"spread": "lots"})).spread == 5
    with pytest.raises(ValueError, match="Give or take"):
        read(inputs, settle(inputs, {"spread": "lots", "how": "range"}))


def test_a_blank_field_may_stay_empty(inputs: type) -> None:
    assert read(inputs, settle(inputs, {"guess": " "})).guess is None


def test_the_form_says_range_unit_and_label_once(inputs: type) -> None:
    low = form(inputs)[0]
    assert (low["name"], low["label"], low["low"], low["high"]) == ("low", "Low", 0, 100)
    assert low["unit"] == "money"
    inner = form(inputs)[-1]["item"][1]
    assert inner["kind"] == "rows" and inner["item"][0]["rest"] is True


def test_a_field_without_a_default_is_the_authors_mistake() -> None:
    @dataclass(frozen=True)
    class Item:
        x: float = quantity(1, label="X", low=0, high=2)

    @dataclass(frozen=True)
    class Broken:
        items: tuple[Item, ...] = rows(Item, (), label="Items", noun="item", least=2)

    assert len(settle(Broken, {})["items"]) == 2


def test_more_than_the_slider_may_be_typed_up_to_the_stated_most() -> None:
    @dataclass(frozen=True)
    class Wide:
        amount: float = quantity(5, label="Amount", low=-10, high=10, most=1_000)

    assert read(Wide, settle(Wide, {"amount": "1k"})).amount == 1_000
    assert read(Wide, settle(Wide, {"amount": -1_000})).amount == -1_000
    with pytest.raises(ValueError, match="from −1,000 to 1,000; you have 1,001"):
        read(Wide, settle(Wide, {"amount": 1_001}))
