"""The other side's limit as a belief: what must hold whatever their options are."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Triangular
from unstuck.analysis.counterpart import TheirOption, counterpart, their_limit

amounts = st.floats(0, 1000)
options = st.builds(
    TheirOption,
    name=st.just("option"),
    likely=amounts,
    lower=st.floats(1, 200),
    higher=st.floats(1, 200),
    hassle=st.floats(0, 50),
    sources=st.integers(1, 3),
)
roles = st.sampled_from(["buyer", "seller"])


def test_one_certain_option_worked_by_hand() -> None:
    other = TheirOption("another shop", 250, hassle=10)
    told = counterpart([other], role="buyer", price=200, your_limit=240)
    assert (told.low, told.middle, told.high) == pytest.approx((260, 260, 260))
    assert told.gains == pytest.approx((60, 60, 60))
    assert (told.walk, told.zone) == (0, 1)
    sells = counterpart([other], role="seller", price=200, extra=5)
    assert sells.middle == pytest.approx(235)
    assert sells.gains[1] == pytest.approx(-35)
    assert sells.walk == 1


@given(options, st.sampled_from([0.1, 0.25, 0.5, 0.9]), st.floats(-50, 50))
def test_one_option_is_a_triangular_belief_shifted(
    option: TheirOption, p: float, extra: float
) -> None:
    shift = option.hassle + extra
    middle = option.likely + shift
    belief = Triangular(middle - option.lower, middle, middle + option.higher)
    assert their_limit([option], "buyer", extra).quantile(p) == pytest.approx(belief.quantile(p))


@given(st.lists(options, min_size=2, max_size=4), roles, st.sampled_from([0.1, 0.5, 0.9]))
def test_a_further_option_never_weakens_them(
    given_: list[TheirOption], role: str, p: float
) -> None:
    few = their_limit(given_[:-1], role).quantile(p)  # type: ignore[arg-type]
    more = their_limit(given_, role).quantile(p)  # type: ignore[arg-type]
    if role == "buyer":
        assert more <= few + 1e-6
    else:
        assert more >= few - 1e-6


@given(st.lists(options, min_size=1, max_size=3), roles, st.floats(0, 1))
def test_chances_and_points_belong_together(given_: list[TheirOption], role: str, p: float) -> None:
    limit = their_limit(given_, role)  # type: ignore[arg-type]
    at = limit.quantile(p)
    low, high = limit.support
    assert low <= at <= high
    assert limit.cdf(at) == pytest.approx(p, abs=1e-6)
    assert limit.cdf(at) + limit.at_least(at) == pytest.approx(1)


@given(st.lists(options, min_size=1, max_size=3), roles, st.floats(0.05, 0.95))
def test_they_can_say_yes_to_the_target_with_the_chance_asked_for(
    given_: list[TheirOption], role: str, sure: float
) -> None:
    told = counterpart(given_, role=role, price=0, sure=sure)  # type: ignore[arg-type]
    says_yes = told.limit.at_least if role == "buyer" else told.limit.cdf
    assert says_yes(told.target) == pytest.approx(sure, abs=1e-6)
    bolder = [price for _, price in told.aims]
    assert bolder == sorted(bolder, reverse=role == "seller")


@given(st.lists(options, min_size=1, max_size=3), roles)
def test_one_more_source_is_asked_about_where_it_narrows_most(
    given_: list[TheirOption], role: str
) -> None:
    told = counterpart(given_, role=role, price=0)  # type: ignore[arg-type]
    widths = []
    for i, option in enumerate(given_):
        asked = [*given_[:i], option.with_one_more_source(), *given_[i + 1 :]]
        limit = their_limit(asked, role)  # type: ignore[arg-type]
        widths.append(limit.quantile(0.9) - limit.quantile(0.1))
    assert told.after[1] - told.after[0] == pytest.approx(min(widths))


@given(options)
def test_four_sources_halve_the_spread_of_one(option: TheirOption) -> None:
    once = TheirOption("o", option.likely, option.lower, option.higher)
    four = once.with_one_more_source().with_one_more_source().with_one_more_source()
    assert four.sources == 4
    assert four.lower == pytest.approx(option.lower / 2)
    assert four.higher == pytest.approx(option.higher / 2)


def test_what_is_wrong_is_named(refused: Callable[..., None]) -> None:
    refused(lambda: their_limit([], "buyer"), "at least one option")
    refused(lambda: TheirOption("shop", 5, lower=-1), "shop", "-1")
    refused(lambda: counterpart([TheirOption("s", 5)], role="buyer", price=math.nan), "price")
    refused(lambda: counterpart([TheirOption("s", 5)], role="thief", price=1), "thief")  # type: ignore[arg-type]
