"""The state model of the table: what is written is what works, and it hangs on what lies behind."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from unstuck.analysis import _table_state as state
from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_parts import FEELINGS
from unstuck.analysis.drivers import DRIVERS
from unstuck.analysis.table import EFFECTS, LEVELS, TableScenario, load_scenario

EVIDENCE = Path(__file__).resolve().parents[2] / "datasets" / "evidence.csv"


def behind(name: str, driver: str, **more: float) -> TableScenario:
    """A scenario in which something else lies behind the same behaviour."""
    scenario = load_scenario(name)
    lines = {
        "hurt": ("…",),
        "break_brood": ("…",),
        "break_call": ("…",),
        **scenario.side[0].lines,
    }
    side = replace(scenario.side[0], driver=driver, lines=lines, **more)  # type: ignore[arg-type]
    return replace(scenario, side=(side,))


def after(scenario: TableScenario, *moves: str, level: str = "normal") -> Engine:
    engine = Engine(scenario, 1, level)
    for move in moves:
        engine.step(move)
    return engine


def test_the_table_in_the_docstring_is_the_one_that_works() -> None:
    rows = re.findall(
        r"^(\w+) +([-+.\d]+) +([-+.\d]+) +([-+.\d]+) +([-+.\d]+) +([-+.\d]+) +(E\d\d|assumption)$",
        state.__doc__ or "",
        re.M,
    )
    told = {name: (*map(float, numbers), source) for name, *numbers, source in rows}
    assert told == {name: tuple(effect) for name, effect in EFFECTS.items()}


def test_the_parameters_in_the_docstring_are_the_ones_that_work() -> None:
    rows = re.findall(r"^([A-Z_]{4,}) +(\d\.\d\d) .*(E\d\d|assumption)$", state.__doc__ or "", re.M)
    assert len(rows) >= 15
    for name, size, _ in rows:
        assert getattr(state, name) == float(size), name


def test_every_source_is_in_the_evidence() -> None:
    with EVIDENCE.open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    named = set(re.findall(r"\bE\d\d\b", state.__doc__ or ""))
    assert named
    assert named <= known


def test_every_driver_of_the_course_is_known() -> None:
    assert set(state.DRIVERS) == {*DRIVERS, "none"}
    assert {driver.feeling for driver in state.DRIVERS.values()} <= {"", *FEELINGS}


def test_an_extreme_offer_angers_and_a_fair_one_does_not() -> None:
    """E08: extreme first offers offend the receiver."""
    scenario = load_scenario("trainer")
    calm = after(scenario, "offer:price=9500").seats[0].mind
    hot = after(scenario, "offer:price=19000").seats[0].mind
    assert hot.anger > calm.anger + 0.15
    assert hot.trust < calm.trust


def test_the_weak_are_the_ones_who_walk() -> None:
    """E08: of those who get an extreme offer the powerless leave more often."""

    def leave(power: float) -> int:
        scenario = behind("trainer", "none", power=power, anger=0.35)
        gone = 0
        for seed in range(120):
            engine = Engine(scenario, seed, "normal")
            engine.step("offer:price=15000")
            gone += engine.ending == "they left"
        return gone

    assert leave(0.1) > leave(0.9) + 10


def test_distrust_makes_the_same_offer_look_worse() -> None:
    """E68: a proposal is judged by whose it is."""
    seat = after(load_scenario("trainer")).seats[0]
    seat.mind.trust = 0.1
    wary = seat.seems(0.4)
    seat.mind.trust = 0.6
    assert wary < seat.seems(0.4) == 0.4


def test_an_offer_midway_is_taken_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """E07: offers that split the difference between the last two are accepted more often."""
    scenario = behind("trainer", "none", trust=0.6, anger=0.1)
    prices = range(6000, 9000, 25)

    def taken(last: float) -> set[int]:
        found = set()
        for price in prices:
            seat = Engine(scenario, 1, "normal").seats[0]
            seat.asp, seat.made = 0.35, (6550.0,)
            seat.seen = [seat.gain(9000 - last), seat.gain(9000 - price)]
            if seat.takes(scenario, (float(price),), 1):
                found.add(price)
        return found

    with_middle = taken(last=7000)  # the middle of 7000 and 6550 is 6775
    monkeypatch.setattr(state, "HALFWAY", 0.0)
    more = with_middle - taken(last=7000)
    assert more
    assert all(abs(price - 6775) <= 0.05 * 7000 for price in more)


def test_a_break_cools_the_calm_and_heats_the_brooding() -> None:
    """E30: what is done in a break decides; somebody who was slighted broods."""
    calm = after(behind("coo", "none"), "break").seats[0].mind
    slighted = after(behind("coo", "disrespect"), "break").seats[0].mind
    before = load_scenario("coo").side[0].anger
    assert calm.anger < before - 0.1
    assert slighted.anger > before


def test_a_better_offer_earns_trust_only_where_money_is_the_matter() -> None:
    moves = ("offer:price=12000", "offer:price=9000")
    for money in (True, False):
        scenario = behind("trainer", "none" if money else "worldview", trust=0.4)
        first = after(scenario, moves[0]).seats[0].mind.trust
        second = after(scenario, *moves).seats[0].mind.trust
        assert (second > first) is money


def test_somebody_from_outside_is_welcome_to_the_betrayed_and_not_to_the_proud() -> None:
    betrayed = after(behind("partnership", "betrayal"), "facilitator")
    proud = after(behind("partnership", "identity"), "facilitator")
    assert betrayed.seats[0].fair
    assert not proud.seats[0].fair
    assert proud.seats[0].mind.anger > betrayed.seats[0].mind.anger


def test_the_feeling_that_is_there_is_worth_naming_and_another_is_not() -> None:
    scenario = load_scenario("partnership")
    before = after(scenario).seats[0].mind
    hurt = after(scenario, "acknowledge:hurt").seats[0].mind
    pressed = after(scenario, "acknowledge:pressure").seats[0].mind
    assert hurt.trust > before.trust > pressed.trust
    assert hurt.anger < before.anger < pressed.anger
    assert hurt.heard > 0


def test_naming_feelings_again_and_again_wears_out() -> None:
    moves = ["acknowledge:hurt", "acknowledge:anger", "acknowledge:fear", "acknowledge:hurt"]
    early = after(load_scenario("partnership"), *moves[:3]).seats[0].mind
    late = after(load_scenario("partnership"), *moves).seats[0].mind
    assert late.anger > early.anger
    assert late.trust < early.trust


def test_the_right_words_do_not_reach_the_furious() -> None:
    cold = after(behind("partnership", "identity", anger=0.3), "reframe:1")
    hot = after(behind("partnership", "identity", anger=0.85), "reframe:1")
    assert cold.seats[0].mind.heard > 0.5
    assert hot.seats[0].mind.heard == 0
    assert 1 not in hot.reframed  # it can be said again


def test_sharing_is_understood_where_there_is_trust() -> None:
    """E46: information makes better packages; where trust is low it is taken for a trick."""
    trusting = after(behind("trainer", "none", trust=0.6), "share:market").seats[0].mind
    wary = after(behind("trainer", "carry-over", trust=0.15), "share:market").seats[0].mind
    assert trusting.information > wary.information
    assert trusting.trust > 0.55
    assert wary.trust < 0.25


def test_told_interests_bring_packages_that_serve_you_better() -> None:
    """E14, E17: who takes your gain for their loss does not find the trades."""
    scenario = load_scenario("startup")
    silent = Engine(scenario, 1, "normal")
    silent.step("share:say")
    told = silent.fork()
    silent.seats[0].mind.information = 0.0
    told.seats[0].mind.information = 1.0
    worth = []
    for engine in (silent, told):
        seat = engine.seats[0]
        seat.asp = 0.5
        worth.append(scenario.worth(seat.propose(scenario, engine.combos)))
    assert worth[1] > worth[0] + 10


def test_telling_them_the_deadline_makes_them_come_sooner() -> None:
    """E28: to tell the other side your real deadline helps."""
    scenario = behind("trainer", "none", trust=0.6)
    long = replace(scenario, side=(replace(scenario.side[0], deadline=24),))
    quiet = after(long, "probe", "offer:price=12000", "offer:price=11000")
    told = after(long, "share:deadline", "offer:price=12000", "offer:price=11000")
    assert told.seats[0].asp < quiet.seats[0].asp


def test_more_time_makes_them_give_way_later() -> None:
    """E29: with more rounds people concede less in each."""
    scenario = behind("trainer", "none", trust=0.6, tactic="conceder")  # type: ignore[arg-type]
    seat = Engine(scenario, 1, "normal").seats[0]
    seat.seen = [-0.5, -0.2]
    soon = seat.aspires(8)
    seat.deadline = seat.horizon = seat.deadline + 10
    assert seat.aspires(8) > soon


def test_pressure_makes_them_give_way_sooner() -> None:
    """E23: time pressure goes with concessions."""
    scenario = behind("trainer", "none", trust=0.6, tactic="boulware")  # type: ignore[arg-type]
    seat = Engine(scenario, 1, "normal").seats[0]
    seat.seen, seat.asp = [-0.5, 0.4], 0.98
    seat.mind.pressure = 0.0
    slow = seat.aspires(6)
    seat.mind.pressure = 1.0
    assert seat.aspires(6) < slow


def test_fear_lowers_what_they_dare_to_ask() -> None:
    """E33: the anxious open lower."""
    brave = after(behind("trainer", "none", fear=0.0)).seats[0].asp
    anxious = after(behind("trainer", "none", fear=0.9)).seats[0].asp
    assert anxious < brave


def test_anger_makes_them_insist_at_their_own_cost() -> None:
    """E11: people pay to punish."""
    mind = after(load_scenario("bakery")).seats[0].mind
    mind.anger = 0.1
    calm = mind.insists
    mind.anger = 0.9
    assert mind.insists > calm + 0.15


@pytest.mark.parametrize("effect", [n for n, e in EFFECTS.items() if e.anger > 0])
def test_the_levels_differ_in_how_fast_they_anger(effect: str) -> None:
    rise = []
    for level in ("gentle", "normal", "hard"):
        mind = state.Mind("none", LEVELS[level], (0.5, 0.3, 0.2, 0.2, 0.0))
        mind.feel(effect)
        rise.append(mind.anger)
    assert rise == sorted(rise)
    assert rise[0] < rise[2]


def test_every_number_stays_between_0_and_1() -> None:
    for driver in state.DRIVERS:
        for effect in EFFECTS:
            mind = state.Mind(driver, LEVELS["hard"], (0.5, 0.5, 0.5, 0.5, 0.5))
            for _ in range(30):
                mind.feel(effect)
            assert all(0 <= number <= 1 for number in mind.state)


def test_a_fork_goes_its_own_way() -> None:
    engine = after(load_scenario("coo"), "ask:begin")
    before = (len(engine.lines), engine.seats[0].mind.state)
    twin = engine.fork()
    twin.step("offer:price=300000,mandate=0,start=0")
    assert (len(engine.lines), engine.seats[0].mind.state) == before
