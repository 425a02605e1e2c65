"""A sitting: nothing played is lost, an offer is weighed first, moments are replayed."""

from __future__ import annotations

import pytest

from unstuck.analysis.table import load_scenario, play, scenarios
from unstuck.analysis.table_prices import only_price, open_terms, points_ends, shown_options
from unstuck.analysis.table_sitting import (
    last_round,
    money_points,
    move_label,
    next_seed,
    recent,
    sit,
    thinned,
)

ENDED = ("probe", "ask:like", "offer:price=9500", "leave:well")


def test_a_sitting_replays_the_game_of_the_engine() -> None:
    sat = sit("trainer", ENDED, seed=4, level="hard")
    assert sat.game == play(load_scenario("trainer"), ENDED, seed=4, level="hard")
    assert sat.debrief is not None and sat.refusal == "" and sat.lost == 0


@pytest.mark.parametrize("at", range(4))
def test_a_move_that_cannot_be_made_leaves_the_game_before_it(at: int) -> None:
    moves = (*ENDED[:at], "ask:nothing", *ENDED[at:])
    sat = sit("trainer", moves)
    assert sat.game.moves == ENDED[:at]
    assert sat.refusal and sat.lost == len(moves) - at
    assert sat.debrief is None


def test_moves_after_the_end_are_named_and_left_out() -> None:
    sat = sit("trainer", (*ENDED, "probe"))
    assert sat.game.moves == ENDED and sat.lost == 1 and sat.refusal
    assert sat.debrief is not None


@pytest.mark.parametrize(("price", "over"), [(9000.0, 1000.0), (8000.0, 0.0), (7000.0, -1000.0)])
def test_an_offer_is_weighed_against_leaving_before_it_is_made(price: float, over: float) -> None:
    bid = sit("trainer", (), given={"price": price}).bid
    assert bid.over == over and bid.worth == price
    assert play(load_scenario("trainer"), [bid.move]).offers[0].package == (price,)


def test_an_offer_that_is_not_whole_or_not_possible_has_no_move() -> None:
    term = load_scenario("trainer").term[0]
    missing = sit("trainer", (), given={"price": None}).bid
    assert missing.missing == (term.label,) and not missing.move
    typed = sit("trainer", (), given={"price": "It is empty."}).bid
    assert typed.refusal == "It is empty." and not typed.move
    beyond = sit("trainer", (), given={"price": 30_000.0}).bid
    assert f"between {term.low:,g} and {term.high:,g}" in beyond.refusal and not beyond.move
    long = sit("trainer", (), given={"price": 9000.0}).bid
    assert long.words == "9,000"


def test_a_moment_shows_every_untried_move_with_its_end() -> None:
    other = sit("trainer", ENDED, ask=("at:1",)).other
    assert other is not None and other.chosen is None
    before = play(load_scenario("trainer"), ENDED[:1])
    assert {one.move for one in other.untried} == {o.move for o in before.options} - {"ask:like"}
    assert all(one.game.over and one.game.moves[:1] == ENDED[:1] for one in other.untried)
    assert all(one.game.moves[1] == one.move for one in other.untried)
    assert other.spoken == len(before.lines)
    chosen = sit("trainer", ENDED, ask=("at:1", "leave:angry")).other
    assert chosen is not None and chosen.chosen is not None
    assert chosen.chosen.game.ending == "you left"


@pytest.mark.parametrize("ask", [("at:9",), ("at:x",), ("probe",), ("",), ("at:-1",)])
def test_a_question_that_does_not_fit_is_not_answered(ask: tuple[str, ...]) -> None:
    assert sit("trainer", ENDED, ask=ask).other is None
    assert sit("trainer", ENDED[:2], ask=("at:1",)).other is None


def test_moves_read_as_they_were_made() -> None:
    game = sit("trainer", ENDED).game
    assert [move_label(game, at) for at in range(4)] == [
        "Ask what they would do without a deal",
        "What was it in the programme that made you write to me?",
        "9,500",
        "Leave, and leave the door open",
    ]


def test_small_helps() -> None:
    assert next_seed(1) == 2 and next_seed(999) == 1
    game = sit("trainer", ()).game
    assert last_round(game) == load_scenario("trainer").rounds
    assert recent(game) == 0
    assert thinned([(n, n) for n in range(1000)], 5)[0] == (0, 0)
    assert len(thinned([(n, n) for n in range(1000)], 5)) == 5


@pytest.mark.parametrize("name", scenarios())
def test_every_scenario_can_be_sat_at(name: str) -> None:
    told = load_scenario(name)
    price = only_price(told)
    if price is not None:
        package = tuple(price.limit if t.is_price else float(t.default) for t in told.term)
        assert told.worth(package) == pytest.approx(told.you.limit)
        better = price.limit + (-price.step if price.paying else price.step)
        assert told.worth((better, *package[1:])) > told.you.limit
        assert (price.target < price.limit) == price.paying
    low, high = points_ends(told)
    assert low <= told.worst[0] <= told.best[0] <= high
    for term in open_terms(told):
        if not term.is_price:
            assert len(shown_options(term)) >= 2
    assert isinstance(money_points(name), bool)
    game = sit(name, ("leave:well",))
    assert game.debrief is not None
