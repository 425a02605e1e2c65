"""Where you stand if the talks fail: numbers worked by hand, and properties of the theory."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unstuck.analysis.batna import Alternative, certainty_equivalent
from unstuck.analysis.standing import Standing, deferred, standing

BROKER = Alternative("broker", [(0.5, 280_000), (0.3, 220_000), (0.2, 120_000)], 12_000, 1)
FOREMAN = Alternative("foreman", [(0.85, 195_000), (0.15, 140_000)], 2_000, 0.5)
CLOSING = Alternative("closing", [(1, 150_000)], 4_000, 0.25)


def workshop(**more: Any) -> Standing:
    told = {"role": "seller", "deal_cost": 8_000, "discount_rate": 0.05, "offer": 200_000}
    return standing([BROKER, FOREMAN, CLOSING], **(told | more))


@st.composite
def alternatives(draw: st.DrawFn) -> list[Alternative]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        weights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
        worths = draw(st.lists(st.floats(0, 1000), min_size=len(weights), max_size=len(weights)))
        total = math.fsum(weights)
        pairs = [(weight / total, worth) for weight, worth in zip(weights, worths, strict=True)]
        cost, years = draw(st.floats(0, 100)), draw(st.floats(0, 5))
        made.append(Alternative(f"plan {number}", pairs, cost, years))
    return made


def test_the_workshop_worked_by_hand() -> None:
    told = workshop()
    # (0.5 × 280,000 + 0.3 × 220,000 + 0.2 × 120,000) / 1.05 - 12,000, and 8,000 for the handover
    assert told.best.value == pytest.approx(230_000 / 1.05 - 12_000)
    assert told.limit == pytest.approx(230_000 / 1.05 - 4_000)
    assert told.plans[0].worst == pytest.approx(120_000 / 1.05 - 12_000)
    assert told.plans[0].chance_below == pytest.approx(0.5)
    assert told.plans[2].value == pytest.approx(150_000 / 1.05**0.25 - 4_000)
    assert told.offer is not None and told.offer.check.is_trap
    assert told.offer.check.margin == pytest.approx(204_000 - 230_000 / 1.05)
    assert told.offer.regret == pytest.approx(0.2)


def test_caution_alone_can_change_the_plan() -> None:
    careful = workshop(risk_tolerance=60_000)
    assert workshop().best.alternative.name == "broker"
    assert careful.best.alternative.name == "foreman"
    assert careful.limit < 200_000 < workshop().limit
    assert careful.offer is not None and not careful.offer.check.is_trap


def test_a_buyer_pays_up_to_what_leaves_the_gain_of_the_plan() -> None:
    elsewhere = Alternative("elsewhere", [(1, 12_000)], cost=9_500)
    told = standing([elsewhere], role="buyer", worth=12_000, deal_cost=500, offer=9_000)
    assert told.limit == 9_000
    assert told.offer is not None and told.offer.check.margin == 0
    assert not told.offer.check.is_trap


@given(alternatives(), st.floats(0, 0.5), st.sampled_from([math.inf, 50.0, 500.0]))
def test_the_tree_rolls_back_to_the_best_alternative(
    given_: list[Alternative], rate: float, tolerance: float
) -> None:
    told = standing(given_, role="seller", discount_rate=rate, risk_tolerance=tolerance)
    assert told.tree.value == pytest.approx(told.best.value)
    assert told.tree.plan == (told.best.alternative.name,)
    assert max(plan.value for plan in told.plans) == told.best.value


@given(alternatives(), st.floats(0, 0.5), st.floats(0, 36), st.floats(0, 20))
def test_a_stall_never_makes_a_seller_harder_to_please(
    given_: list[Alternative], rate: float, months: float, cost: float
) -> None:
    told = standing(given_, role="seller", discount_rate=rate, stall_months=months, stall_cost=cost)
    assert told.stalled <= told.limit + 1e-9
    if months == 0:
        assert told.stalled == pytest.approx(told.limit)


@given(alternatives(), st.floats(-50, 50))
def test_an_offer_is_a_trap_just_below_the_limit(given_: list[Alternative], by: float) -> None:
    assume(abs(by) > 1e-6)
    limit = standing(given_, role="seller").limit
    told = standing(given_, role="seller", offer=limit + by).offer
    assert told is not None
    assert told.check.is_trap == (by < 0)


@given(alternatives())
def test_at_a_switch_point_the_plan_is_as_good_as_its_best_rival(given_: list[Alternative]) -> None:
    told = standing(given_, role="seller")
    distances = [point.distance for point in told.switches]
    assert distances == sorted(distances)
    for point in told.switches:
        plan = given_[point.index]
        others = math.fsum(p for i, (p, _) in enumerate(plan.outcomes) if i != point.outcome)
        moved = [
            (point.at if i == point.outcome else p * (1 - point.at) / others, worth)
            for i, (p, worth) in enumerate(plan.outcomes)
        ]
        rival = max(v for i, v in enumerate(told.best.values) if i != point.index)
        assert certainty_equivalent(replace(plan, outcomes=moved)) == pytest.approx(rival, abs=1e-6)


def test_a_deferred_plan_comes_later_and_costs_more() -> None:
    later = deferred(BROKER, 6, 1_500)
    assert (later.years, later.cost, later.outcomes) == (1.5, 21_000, BROKER.outcomes)


def test_plans_of_one_name_are_told_apart() -> None:
    twins = [Alternative("sell", [(1, 5)]), Alternative("sell", [(1, 7)])]
    told = standing(twins, role="seller")
    assert len({plan.name for plan in told.plans}) == 2
    assert told.best.value == 7


def test_what_is_wrong_is_named(refused: Callable[..., None]) -> None:
    refused(lambda: standing([], role="seller"), "at least one alternative")
    refused(lambda: standing([CLOSING], role="buyer"), "worth")
    refused(lambda: deferred(BROKER, -1), "months", "-1")
