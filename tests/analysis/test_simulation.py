"""Many negotiations: theory met within its interval, both paths equal to the last bit."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstuck.analysis._sim_plan import camp, plan
from unstuck.analysis.bargaining import chatterjee_samuelson, pareto_frontier
from unstuck.analysis.impasse import ImpasseType
from unstuck.analysis.simulation import (
    BREAKS,
    MATCHES,
    TACTICS,
    TASKS,
    THIRDS,
    Behaviour,
    Sample,
    Setting,
    replay,
    simulate,
    sources,
    steps,
    wilson,
)

EVERYTHING: dict[str, Any] = {
    "selfish": 0.4,
    "deadline_told": False,
    "overrate": 0.3,
    "afraid": 0.3,
    "rounds": 5,
    "third": "conciliator",
    "pause": "reflect",
}
SETTINGS = (
    Setting(),
    Setting(task="sealed", spread=1.0, talk=0.3),
    Setting(task="package"),
    Setting(task="package", third="credible", talk=0.5, tactics=("boulware", "conceder")),
    Setting(task="casino", openings=(0.7, 0.7)),
    Setting(parties=5, third="conciliator"),
    Setting(task="package", parties=4, issues=2),
    Setting(tactics=("tit for tat", "tit for tat"), openings=(0.3, 0.4)),
    Setting(**EVERYTHING),
)


def ran(setting: Setting, n: int = 4000, seed: int = 7) -> Sample:
    told = simulate(setting, n, seed, fast=True)
    assert told is not None
    return told


def any_setting() -> st.SearchStrategy[Setting]:
    part = st.floats(0, 1).map(lambda x: round(x, 3))

    def build(task: str, parties: int, **rest: Any) -> Setting:
        return Setting(task=task, parties=2 if task in ("casino", "sealed") else parties, **rest)

    return st.builds(
        build,
        task=st.sampled_from(TASKS),
        parties=st.integers(2, 5),
        issues=st.integers(1, 3),
        rounds=st.integers(2, 9),
        room=st.floats(-0.3, 0.6),
        spread=part,
        tactics=st.tuples(st.sampled_from(TACTICS), st.sampled_from(TACTICS)),
        openings=st.tuples(part, part),
        talk=part,
        deadline_told=st.booleans(),
        selfish=part,
        overrate=part,
        weaknesses=st.booleans(),
        afraid=part,
        pause=st.sampled_from(BREAKS),
        third=st.sampled_from(THIRDS),
        match=st.sampled_from(MATCHES),
    )


# one model, two paths


def test_numpys_old_generator_and_pythons_draw_the_same() -> None:
    for seed in (0, 1, 2**32 - 1):
        plain = random.Random(seed)
        assert np.random.RandomState([seed]).random_sample(50).tolist() == [
            plain.random() for _ in range(50)
        ]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: f"{s.task}-{s.parties}-{s.third}")
def test_both_paths_agree_to_the_last_bit_whatever_the_chunk(setting: Setting) -> None:
    plain = simulate(setting, 250, 3, fast=False, chunk=60)
    assert plain == simulate(setting, 250, 3, fast=True, chunk=77)
    assert plain == simulate(setting, 250, 3, fast=True)
    assert plain != simulate(setting, 250, 4, fast=True)


@settings(max_examples=60)
@given(any_setting(), st.integers(0, 2**32 - 1))
def test_both_paths_agree_on_any_setting(setting: Setting, seed: int) -> None:
    assert simulate(setting, 12, seed, fast=False) == simulate(setting, 12, seed, fast=True)


@settings(max_examples=40)
@given(any_setting(), st.integers(0, 200), st.integers(0, 11))
def test_a_run_told_again_is_the_run_of_the_sample(setting: Setting, seed: int, index: int) -> None:
    sample = simulate(setting, 12, seed, fast=True)
    assert sample is not None
    told = replay(setting, seed, index)
    assert told.outcome == sample.outcome(index)
    assert len(told.limits) == setting.parties
    assert all(1 <= event.round <= setting.rounds for event in told.events)
    left = [event for event in told.events if event.what == "left"]
    assert bool(left) == (told.outcome.how == "left")
    if left:
        assert told.events[-1] is left[-1]
    if told.outcome.how == "deal":
        shares = told.events[-1].shares
        worst = min(s - limit for s, limit in zip(shares, told.limits, strict=True))
        assert told.outcome.regretted == (worst < -1e-9) or setting.task == "sealed"


# theory


def test_chatterjee_and_samuelsons_seven_of_sixteen_lies_in_the_interval() -> None:
    """Chatterjee and Samuelson 1983: 9/32 trade, 7/16 of pairs with a zone do not, 27/32 kept."""
    told = ran(Setting(task="sealed", spread=1.0), 100_000, 11)
    assert told.missed.low < 7 / 16 < told.missed.high
    assert told.missed.high - told.missed.low < 0.01
    trade = wilson(len(told) - told.impasses().count, len(told))
    assert trade.low < 9 / 32 < trade.high
    assert told.lost == pytest.approx(5 / 32, abs=0.006)
    assert not any(told.regretted)


def test_sealed_bids_are_the_linear_equilibrium() -> None:
    theory = chatterjee_samuelson(0, 1)
    for index in range(40):
        told = replay(Setting(task="sealed", spread=1.0), 5, index)
        cost, value = told.limits[0], 1 - told.limits[1]
        ask, bid = (event.shares[0] for event in told.events)
        assert ask == pytest.approx(theory.ask(cost)) and bid == pytest.approx(theory.bid(value))
        assert (told.outcome.how == "deal") == theory.trades(value, cost)


def test_people_without_reactions_who_reach_their_limits_miss_no_deal() -> None:
    """Time-dependent tactics end at the limit (Faratin, Sierra and Jennings 1998)."""
    for tactic in ("boulware", "linear", "conceder"):
        told = ran(
            Setting(room=0.0, spread=1.0, tactics=(tactic, tactic), behaviour=Behaviour.plain())
        )
        assert told.missed.count == 0
        assert told.impasses("wanted").count == told.impasses().count > 0
        assert told.lost == 0


def test_the_first_to_concede_gets_less() -> None:
    """Against the same other side a conceder gets less than a boulware (Faratin and others)."""

    def mean(tactic: str) -> float:
        told = [
            replay(Setting(tactics=(tactic, "linear"), behaviour=Behaviour.plain()), 1, n)
            for n in range(150)
        ]
        return sum(t.events[-1].shares[0] for t in told if t.outcome.how == "deal")

    assert mean("boulware") > mean("linear") > mean("conceder")


def test_campsite_points_are_those_of_the_game() -> None:
    for match, best in (("none", 42), ("middle", 42), ("end", 39), ("all", 36)):
        first, seconds = camp(match)
        for second in seconds:
            assert len(first) == 64
            assert max(a + b for a, b in zip(first, second, strict=True)) * 36 == pytest.approx(
                best
            )


@settings(max_examples=15)
@given(st.sampled_from(["package", "casino"]), st.floats(0, 1), st.integers(0, 99))
def test_a_deal_called_efficient_lies_on_the_frontier(task: str, talk: float, seed: int) -> None:
    setting = Setting(task=task, talk=talk, match="none")
    first, seconds = camp("none")
    for index in range(6):
        told = replay(setting, seed, index)
        if told.outcome.how != "deal" or task == "package":
            continue
        shares = told.events[-1].shares
        tables = [
            [(a * 36, b * 36) for a, b in zip(first, second, strict=True)] for second in seconds
        ]
        points = (shares[0] * 36, shares[1] * 36)
        on = [
            any(table[k] == pytest.approx(points) for k in pareto_frontier(table))
            for table in tables
            if any(pair == pytest.approx(points) for pair in table)
        ]
        assert told.outcome.efficient in on


# what the evidence says of directions


def rate(**setting: Any) -> float:
    return ran(Setting(**setting)).missed.value


def test_directions_follow_the_evidence_that_is_cited() -> None:
    bold: dict[str, Any] = {"openings": (0.9, 0.9)}
    assert rate(**bold) > rate() + 0.1  # E08: extreme first offers
    assert rate(**bold, talk=0.5) < rate(**bold) - 0.1  # E45, E46: talk before offers
    assert rate(overrate=0.3) > rate() + 0.1  # E18: self-serving views
    assert rate(overrate=0.3, weaknesses=True) < rate(overrate=0.3) - 0.1  # E20
    assert rate(deadline_told=False) > rate() + 0.03  # E28: hiding one's deadline
    pressed: dict[str, Any] = {"rounds": 4, "deadline_told": False}
    assert rate(**pressed, selfish=1.0) > rate(**pressed, selfish=0.0)  # E24
    assert rate(**bold, pause="reflect") < rate(**bold, pause="brood") - 0.1  # E30
    own: dict[str, Any] = {**bold, "pause": "reflect"}
    assert rate(**own, selfish=1.0) > rate(**own, selfish=0.0) + 0.1  # E31: the cooperative
    late: dict[str, Any] = {"deadline_told": False, "tactics": ("boulware", "boulware")}
    assert rate(**late, third="credible") < rate(**late) - 0.05  # E54: high credibility


def test_low_power_receivers_are_the_ones_who_walk() -> None:
    """E08: of those offended, people with a weak alternative leave."""
    setting = Setting(openings=(0.9, 0.9))
    weak = strong = 0
    for index in ran(setting, 400).which(kind="forced"):
        told = replay(setting, 7, index)
        if told.events[-1].what == "left" and told.events[-1].round < 3:
            weak += told.limits[told.events[-1].who] < 0.4
            strong += told.limits[told.events[-1].who] >= 0.4
    assert weak > strong > 0


def test_a_conciliator_who_proposes_makes_deals_quicker_and_hardly_fewer_failures() -> None:
    """E53: no effect on failure on average, agreements quicker."""
    plain, helped = ran(Setting(), 8000), ran(Setting(third="conciliator"), 8000)
    assert abs(plain.missed.value - helped.missed.value) < 0.03

    def length(sample: Sample) -> float:
        ended = [n for n in range(len(sample)) if not sample.how[n]]
        return sum(sample.round[n] for n in ended) / len(ended)

    assert length(helped) < length(plain)


def test_a_fixed_pie_costs_value_not_deals_alone() -> None:
    """E17, E46: without talk about interests even agreed packages leave value."""
    silent, open_ = ran(Setting(task="package")), ran(Setting(task="package", talk=1.0))
    assert silent.efficient_deals.high < open_.efficient_deals.low
    assert open_.lost < silent.lost


def test_who_fears_no_deal_signs_deals_worse_than_none() -> None:
    """E12: people give up money to get an agreement."""
    gap: dict[str, Any] = {"room": -0.1, "spread": 0.4}
    assert ran(Setting(**gap)).regretted_deals.count == 0
    told = ran(Setting(**gap, afraid=0.6))
    assert told.regretted_deals.value > 0.1
    assert told.impasses().value < ran(Setting(**gap)).impasses().value


# kinds, shares, refusals


def test_the_type_goes_by_who_preferred_no_deal_and_the_zone_stands_apart() -> None:
    told = ran(Setting(overrate=0.5, openings=(0.8, 0.8)))
    kinds = [told.outcome(n) for n in range(500)]
    for kind in ImpasseType:
        zones = {each.zone for each in kinds if each.type is kind}
        assert zones == {True, False} or kind is ImpasseType.UNWANTED
    assert all((each.type is None) == (each.how == "deal") for each in kinds)
    parts = [told.impasses(kind).count for kind in ImpasseType]
    assert sum(parts) == told.impasses().count
    assert len(told.which(deal=True)) + sum(parts) == len(told)


def test_without_a_zone_who_runs_out_of_time_prefers_no_deal() -> None:
    told = ran(Setting(room=-0.3, spread=0.2, behaviour=Behaviour.plain()))
    assert not any(told.zone) and told.impasses("wanted").value == 1.0
    assert told.lost == 0.0


def test_wilson_against_brown_cai_and_dasgupta() -> None:
    """Brown, Cai and DasGupta (Statistical Science 16, 2001) prefer it for small samples."""
    none, all_ = wilson(0, 10), wilson(10, 10)
    assert none.low == 0 and all_.high == 1
    assert none.high == pytest.approx(0.2775, abs=1e-4) == 1 - all_.low
    assert wilson(0, 0).low == 0 and wilson(0, 0).high == 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_wilsons_interval_holds_the_part_and_stays_within_0_and_1(a: int, b: int) -> None:
    told = wilson(min(a, b), max(a, b))
    assert 0 <= told.low <= told.value <= told.high <= 1


def test_progress_is_told_and_ends_the_run() -> None:
    parts: list[float] = []
    simulate(Setting(), 500, 1, chunk=100, progress=parts.append, fast=True)
    assert parts == [0.2, 0.4, 0.6, 0.8, 1.0]
    told = simulate(Setting(), 500, 1, chunk=100, progress=lambda part: part < 0.4, fast=False)
    assert told is None
    assert next(steps(Setting(), 100, 1, chunk=50)) == 0.5


def test_the_same_people_sit_down_in_both_settings() -> None:
    base = Setting()
    for other in (Setting(talk=0.5), Setting(third="credible", openings=(0.9, 0.2))):
        assert plan(base).draws == plan(other).draws
        assert ran(base, 200).available == ran(other, 200).available


def test_every_assumption_says_what_it_means_and_where_it_comes_from(root: Any) -> None:
    known = (root / "datasets" / "evidence.csv").read_text("utf-8")
    assert len(sources()) > 15
    for told in sources():
        assert told.meaning.endswith(".")
        assert told.direction == "assumption" or f"\n{told.direction}," in known


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"task": "chess"}, "There is no task 'chess'; choose one of these: price"),
        ({"tactics": ("linear", "stubborn")}, "no tactic 'stubborn'"),
        ({"parties": 9}, "The number of parties must be 8 or less"),
        ({"parties": 2.5}, "must be a whole number, not 2.5"),
        ({"parties": 3, "task": "casino"}, "is for 2 parties, not 3"),
        ({"talk": 1.5}, "'talk' must be 1 or less"),
        ({"room": float("nan")}, "The room between the limits must be a number"),
    ],
)
def test_what_makes_no_setting_is_refused_in_a_sentence(given: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Setting(**given)


def test_numbers_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="The number of negotiations must be 1 or more"):
        simulate(Setting(), 0, 1)
    with pytest.raises(ValueError, match="The seed must be 0 or more"):
        simulate(Setting(), 5, -1)
    with pytest.raises(ValueError, match="The assumption 'heard' must be 1 or less"):
        Behaviour(heard=2)
    with pytest.raises(ValueError, match="none of number 5"):
        ran(Setting(), 5).outcome(5)
