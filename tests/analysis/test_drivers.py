"""Drivers, needs and signs: what the module teaches, and what counting must do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.drivers import (
    BEHAVIOURS,
    DRIVERS,
    NEEDS,
    SIGNS,
    need_behind,
    points_to,
    weigh,
)

some_signs = st.sets(st.sampled_from(sorted(SIGNS)))


def test_there_are_the_six_drivers_and_four_behaviours_of_the_article() -> None:
    assert len(DRIVERS) == len(set(DRIVERS)) == 6
    assert BEHAVIOURS == ("attacks", "demands", "withdraws", "objects")
    assert len(set(NEEDS.values())) == 4


@pytest.mark.parametrize(
    ("behaviour", "need"),
    [
        ("attacks", "control"),  # threatened or powerless: win back control, shield something
        ("demands", "worth"),  # undervalued, unheard
        ("withdraws", "safety"),  # overwhelmed, or unsure what is safe to say
        ("objects", "security"),  # wanting to feel secure about a risk
    ],
)
def test_each_behaviour_has_the_need_that_the_article_gives(behaviour: str, need: str) -> None:
    assert need_behind(behaviour) == need


def test_every_driver_has_two_signs_at_least_and_every_sign_a_driver() -> None:
    for driver in DRIVERS:
        assert sum(driver in pro for pro, _ in SIGNS.values()) >= 2
    for pro, contra in SIGNS.values():
        assert pro
        assert not set(pro) & set(contra)
        assert {*pro, *contra} <= set(DRIVERS)


def test_orders_from_outside_lead_where_a_boss_is_absent_and_belief_is_missing() -> None:
    weighing = weigh(["absent-boss", "half-hearted"])
    assert weighing.leading == ("external-pressure",)
    assert weighing.settled
    assert weighing.of("worldview").balance == -1


def test_nothing_seen_leaves_all_open_and_a_tie_decides_nothing() -> None:
    assert weigh([]).leading == ()
    assert weigh([]).first == "none"
    assert weigh(["checks-twice"]).first == points_to("checks-twice") == "several"
    assert weigh(["checks-twice", "others-before"]).first == "carry-over"


@given(some_signs)
def test_each_sign_counts_once_for_each_driver_it_speaks_of(seen: set[str]) -> None:
    weighing = weigh([*seen, *seen])
    assert sum(w.pro for w in weighing.weights) == sum(len(SIGNS[s][0]) for s in seen)
    assert sum(w.contra for w in weighing.weights) == sum(len(SIGNS[s][1]) for s in seen)
    assert [w.driver for w in weighing.weights] == list(DRIVERS)


@given(some_signs)
def test_whatever_leads_is_not_beaten(seen: set[str]) -> None:
    weighing = weigh(seen)
    for weight in weighing.weights:
        for leader in weighing.leading:
            assert weight.balance <= weighing.of(leader).balance
            assert weighing.of(leader).balance > 0


@given(some_signs, st.sampled_from(DRIVERS))
def test_a_further_sign_for_a_driver_never_weakens_it(seen: set[str], driver: str) -> None:
    before = weigh(seen).of(driver).balance
    for sign, (pro, _) in SIGNS.items():
        if driver in pro:
            assert weigh({*seen, sign}).of(driver).balance >= before


def test_an_unknown_sign_or_behaviour_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: weigh(["frown"]), "frown", "old-promise")
    refused(lambda: need_behind("sulks"), "sulks", "withdraws")
