"""Simulated learners at the table: no trick wins everywhere, and the advice beats haggling.

That the advice does well shows that the table answers what the course teaches, no more: the state
model was written from the same sources.
"""

from __future__ import annotations

from functools import cache
from statistics import mean

import pytest

from unstuck.analysis.table import POLICIES, Game, load_scenario, play, run, scenarios

SEEDS = range(10)
TRICKS = ("always_extreme", "always_concede", "always_acknowledge")


@cache
def games(policy: str, name: str) -> tuple[Game, ...]:
    scenario = load_scenario(name)
    return tuple(run(scenario, POLICIES[policy], seed=seed) for seed in SEEDS)


def gain(game: Game) -> float:
    """What a game was worth over no deal, as a share of the most that could be had."""
    scenario = game.scenario
    most = max((row[0] for row in scenario.signable), default=0.0) - scenario.you.limit
    if game.deal is None:
        return 0.0
    return (game.deal.worth_you - scenario.you.limit) / max(most, 0.1 * abs(most), 1e-9)


def gains(policy: str) -> dict[str, float]:
    """Mean gain by scenario, those with a zone; the others can only lose."""
    return {
        name: mean(gain(game) for game in games(policy, name))
        for name in scenarios()
        if load_scenario(name).zone
    }


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_wins_everywhere(trick: str) -> None:
    """In several scenarios a trick leaves value that even plain listening and asking would get."""
    best = gains("advised")
    short = [name for name, got in gains(trick).items() if got < best[name] - 0.1]
    assert len(short) >= 3


@pytest.mark.parametrize("trick", TRICKS)
def test_each_trick_is_somewhere_worse_than_naive_haggling(trick: str) -> None:
    plain = gains("naive")
    assert any(got < plain[name] - 0.03 for name, got in gains(trick).items())


def test_the_advice_beats_naive_haggling_on_average() -> None:
    assert mean(gains("advised").values()) > mean(gains("naive").values()) + 0.1


def test_naive_haggling_does_get_deals() -> None:
    """The table is hard and no wall: where the zone is plain, haggling finds it."""
    deals = [game.ending == "deal" for name in ("coo", "trainer") for game in games("naive", name)]
    assert mean(deals) > 0.5


def test_giving_in_ends_in_deals_worse_than_none() -> None:
    for name in ("bakery", "trainer"):
        assert any(
            game.deal is not None and game.deal.worth_you < game.scenario.you.limit
            for game in games("always_concede", name)
        )


def test_the_advised_leave_where_there_is_no_zone() -> None:
    for name in scenarios():
        if not load_scenario(name).zone:
            assert all(game.ending != "deal" for game in games("advised", name))


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_a_simulated_learner_makes_only_moves_that_a_learner_could_make(policy: str) -> None:
    for name in scenarios():
        game = games(policy, name)[0]
        assert play(game.scenario, game.moves, seed=SEEDS[0]) == game
