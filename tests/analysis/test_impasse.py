"""The types of Schweinsberg, Thau and Pillutla 2022, doi 10.1177/01492063211021657."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.impasse import (
    CAUSES,
    CauseFamily,
    ImpasseType,
    RemedyFamily,
    classify,
    read_case,
    remedy_for,
)

views = st.booleans()
limits = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("first", "second", "kind", "remedy"),
    [
        (True, True, "wanted", RemedyFamily.CHANGE_STRUCTURE),
        (True, False, "forced", RemedyFamily.PERSUADE),
        (False, True, "forced", RemedyFamily.PERSUADE),
        (False, False, "unwanted", RemedyFamily.DEBIAS),
    ],
)
def test_type_and_remedy_follow_from_who_saw_a_benefit_in_no_deal(
    first: bool, second: bool, kind: str, remedy: RemedyFamily
) -> None:
    assert classify(first, second) == kind
    assert remedy_for(kind).family is remedy
    assert read_case(first, second).remedy.family is remedy


def test_three_types_and_three_cause_families_are_told() -> None:
    assert {str(kind) for kind in ImpasseType} == {"wanted", "forced", "unwanted"}
    assert {str(f) for f in CauseFamily} == {"structural", "interpersonal", "intrapersonal"}
    assert set(CAUSES) == set(CauseFamily)
    assert len({remedy_for(kind).sentence for kind in ImpasseType}) == 3


@given(views, views, limits, limits)
def test_a_zone_never_moves_the_type(
    first: bool, second: bool, seller: float, buyer: float
) -> None:
    reading = read_case(first, second, seller, buyer)
    assert reading.type is classify(first, second)
    assert reading.zone_existed is (seller <= buyer)
    assert reading.width == pytest.approx(buyer - seller)


def test_the_zone_is_unknown_until_both_limits_are_known() -> None:
    for case in (read_case(True, True), read_case(True, True, 5), read_case(True, True, None, 5)):
        assert case.zone_existed is None
        assert case.width is None


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: classify(1, True), "first side", "True or False")  # type: ignore[arg-type]
    refused(lambda: classify(False, None), "second side")  # type: ignore[arg-type]
    refused(lambda: read_case(True, True, float("nan")), "seller's limit")
    refused(lambda: read_case(True, True, None, float("inf")), "buyer's limit")
    refused(lambda: remedy_for("sad"), "wanted, forced or unwanted")
