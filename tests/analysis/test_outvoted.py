"""A majority's deal and the others: worked by hand, bounds, and drawn tables."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Uniform
from unstuck.analysis.outvoted import suits_all_chance
from unstuck.analysis.pressure import MOST_PARTIES, deal_chance, vote_chance

parties = st.integers(2, MOST_PARTIES)
issues = st.integers(1, 3)
proposals = st.integers(1, 30)
searches = st.sampled_from(["random", "best"])
limits = st.integers(1, 8).map(lambda n: Uniform(n / 10, (n + 1) / 10))


@given(parties, st.floats(0.05, 0.95))
def test_with_one_proposal_it_is_the_chance_that_all_say_yes(n: int, limit: float) -> None:
    told = suits_all_chance(n, 1, 1, limit)
    assert told.exact
    assert told.value == pytest.approx(vote_chance(1 - limit, n), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(parties, issues, proposals, limits, searches)
def test_it_is_never_above_a_deal_by_majority(
    n: int, several: int, tries: int, belief: Uniform, search: str
) -> None:
    told = suits_all_chance(n, several, tries, belief, search=search)
    deal = deal_chance(n, several, tries, belief, rule="majority", search=search)
    assert -1e-12 <= told.value <= deal.value + 1e-12


@pytest.mark.parametrize("search", ["random", "best"])
def test_where_all_must_accept_every_deal_suits_all(search: str) -> None:
    told = suits_all_chance(4, 2, 5, Uniform(0.3, 0.7), rule="all", search=search)
    assert told == deal_chance(4, 2, 5, Uniform(0.3, 0.7), rule="all", search=search)


def test_nobody_can_be_suited_where_there_is_no_deal() -> None:
    assert suits_all_chance(3, 2, 4, 1.0).value == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("search", ["random", "best"])
def test_talks_played_out_one_by_one_agree(search: str) -> None:
    # Three parties, one issue, two proposals: played with random numbers of this test's own.
    rng, ended, runs = random.Random(11), 0, 20_000
    for _ in range(runs):
        limit = [rng.uniform(0.3, 0.7) for _ in range(3)]
        ways = [[rng.random() for _ in range(3)] for _ in range(3)]
        if search == "best":
            ways.sort(key=sum, reverse=True)
        for way in ways[:2]:
            yes = sum(worth >= least for worth, least in zip(way, limit, strict=True))
            if yes >= 2:
                ended += yes == 3
                break
    told = suits_all_chance(3, 1, 2, Uniform(0.3, 0.7), search=search)
    assert told.value == pytest.approx(ended / runs, abs=told.margin + 0.012)
    assert told.exact == (search == "random")
