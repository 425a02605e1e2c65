"""Part of the story known: the types of Schweinsberg, Thau and Pillutla 2022 that remain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.diagnosis import View, ZoneFact, diagnose
from unstuck.analysis.impasse import CauseFamily, RemedyFamily

views = st.sampled_from(list(View))
limits = st.none() | st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("first", "second", "types", "forced_by"),
    [
        ("yes", "yes", "wanted", [""]),
        ("no", "no", "unwanted", [""]),
        ("yes", "no", "forced", ["first"]),
        ("no", "yes", "forced", ["second"]),
        ("no", "unknown", "unwanted or forced", ["", "second"]),
        ("unknown", "no", "unwanted or forced", ["", "first"]),
        ("yes", "unknown", "forced or wanted", ["first", ""]),
        ("unknown", "unknown", "unwanted, forced or wanted", ["", "first", "second", ""]),
    ],
)
def test_what_remains_possible_follows_from_what_is_known(
    first: str, second: str, types: str, forced_by: list[str]
) -> None:
    found = diagnose(first, second)
    assert found.types == types
    assert [each.forced_by for each in found.possible] == forced_by
    assert found.settled is (len(forced_by) == 1)


def test_each_possible_type_keeps_its_remedy() -> None:
    remedies = [each.reading.remedy.family for each in diagnose("unknown", "unknown").possible]
    assert remedies == [
        RemedyFamily.DEBIAS,
        RemedyFamily.PERSUADE,
        RemedyFamily.PERSUADE,
        RemedyFamily.CHANGE_STRUCTURE,
    ]


@given(views, views, limits, limits)
def test_every_blank_doubles_what_is_possible_and_limits_never_matter(
    first: View, second: View, seller: float | None, buyer: float | None
) -> None:
    found = diagnose(first, second, seller_limit=seller, buyer_limit=buyer)
    assert len(found.possible) == 2 ** len(found.missing)
    assert found.types == diagnose(first, second).types
    for each in found.possible:
        assert first is View.UNKNOWN or each.first is (first is View.YES)
        assert second is View.UNKNOWN or each.second is (second is View.YES)


@pytest.mark.parametrize(
    ("seller", "buyer", "fact", "width"),
    [
        (360_000, 420_000, ZoneFact.ZONE, 60_000),
        (12_000, 9_000, ZoneFact.GAP, 3_000),
        (50, 50, ZoneFact.POINT, 0),
        (None, 9_000, ZoneFact.UNKNOWN, None),
        (9_000, None, ZoneFact.UNKNOWN, None),
    ],
)
def test_the_zone_is_a_fact_of_its_own(
    seller: float | None, buyer: float | None, fact: ZoneFact, width: float | None
) -> None:
    found = diagnose("yes", "yes", seller_limit=seller, buyer_limit=buyer)
    assert found.zone is fact
    assert found.width == width


def test_causes_are_kept_and_move_nothing() -> None:
    found = diagnose("no", "no", causes=["structural", CauseFamily.INTRAPERSONAL])
    assert found.causes == (CauseFamily.STRUCTURAL, CauseFamily.INTRAPERSONAL)
    assert found.types == "unwanted"


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: diagnose("perhaps", "no"), "first side", "unknown")
    refused(lambda: diagnose("no", ""), "second side")
    refused(lambda: diagnose("no", "no", causes=["bad luck"]), "structural", "bad luck")
    refused(lambda: diagnose("no", "no", seller_limit=float("nan")), "seller's limit")
