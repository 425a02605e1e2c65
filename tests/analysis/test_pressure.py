"""The chance of a deal for everybody: textbook cases, laws of chance, and the simulation."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Belief, Triangular, Uniform
from unstuck.analysis.pressure import (
    MOST_ISSUES,
    MOST_PARTIES,
    WAYS,
    deal_chance,
    enough,
    first_chance,
    tries_chance,
    vote_chance,
    yes_chance,
)

chances = st.floats(0, 1)
parties = st.integers(1, MOST_PARTIES)
issues = st.integers(1, MOST_ISSUES)
proposals = st.integers(1, 90)
rules = st.sampled_from(["all", "majority"])
searches = st.sampled_from(["random", "best"])
limits = st.tuples(st.integers(0, 9), st.integers(0, 4)).map(
    lambda told: Uniform(told[0] / 10, (told[0] + told[1]) / 10)
)


@pytest.mark.parametrize(
    ("throws", "chance", "known"), [(4, 1 / 6, 0.5177), (24, 1 / 36, 0.4914), (25, 1 / 36, 0.5055)]
)
def test_the_chevalier_de_meres_bets(throws: int, chance: float, known: float) -> None:
    # Feller, An Introduction to Probability Theory and Its Applications I, on de Méré's paradox.
    assert tries_chance(chance, throws) == pytest.approx(known, abs=5e-5)


@pytest.mark.parametrize(("size", "known"), [(1, 0.6), (3, 0.648), (5, 0.68256), (7, 0.710208)])
def test_condorcets_jury(size: int, known: float) -> None:
    # Jurors who are right with 0.6: the majority is right more often the more of them there are.
    # Condorcet's theorem, as in H. P. Young, American Political Science Review 82(4), 1988.
    assert vote_chance(0.6, size, "majority") == pytest.approx(known)


@given(chances, parties)
def test_all_is_a_product_and_a_majority_is_no_harder(p: float, n: int) -> None:
    assert vote_chance(p, n) == pytest.approx(p**n)
    assert vote_chance(p, n, "majority") >= vote_chance(p, n) - 1e-12


def test_a_majority_is_more_than_half() -> None:
    assert [enough(n, "majority") for n in range(1, 9)] == [1, 2, 2, 3, 3, 4, 4, 5]
    assert enough(8, "all") == 8


@pytest.mark.parametrize(
    ("count", "limit", "known"),
    [(1, 0.7, 0.3), (2, 0.75, 1 / 8), (3, 2 / 3, 1 / 6), (4, 0.75, 1 / 24), (3, 0.5, 0.5)],
)
def test_the_average_of_uniform_numbers(count: int, limit: float, known: float) -> None:
    # Irwin and Hall: the chance that n uniform numbers add up to at most 1 is 1/n!, by symmetry
    # that they add up to at least n - 1. Johnson, Kotz and Balakrishnan, vol. 2, section 26.9.
    assert yes_chance(count, limit) == pytest.approx(known)


@given(issues, st.floats(0, 0.5))
def test_limits_around_the_middle_mean_one_chance_in_two(count: int, spread: float) -> None:
    assert yes_chance(count, Uniform(0.5 - spread, 0.5 + spread)) == pytest.approx(0.5)
    assert yes_chance(count, Triangular(0.5 - spread, 0.5, 0.5 + spread)) == pytest.approx(0.5)


@given(parties, st.integers(1, 3))
def test_one_issue_and_limits_that_may_lie_anywhere(n: int, tries: int) -> None:
    # By hand: a party with limit L accepts j given ways with (1 - L)^j, on average 1/(j + 1);
    # inclusion and exclusion over the ways that all n accept.
    by_hand = sum(
        (-1) ** (j + 1)
        * Fraction([0, tries, tries * (tries - 1) // 2, tries // 3][j])
        * Fraction(1, j + 1) ** n
        for j in range(1, tries + 1)
    )
    told = deal_chance(n, 1, tries, Uniform(0, 1))
    assert told.exact and told.margin == 0
    assert told.value == pytest.approx(float(by_hand))


@given(parties, st.integers(1, 3), st.integers(1, 9), rules)
def test_known_limits_make_the_ways_of_one_issue_independent(
    n: int, tries: int, tenth: int, rule: str
) -> None:
    once = vote_chance(1 - tenth / 10, n, rule)
    told = deal_chance(n, 1, tries, tenth / 10, rule=rule)
    assert told.value == pytest.approx(tries_chance(once, tries))


@pytest.mark.parametrize("belief", [Uniform(0.2, 0.9), Triangular(0.1, 0.5, 0.8)])
def test_a_majority_on_one_issue_agrees_with_plain_playing(belief: Belief) -> None:
    rng = random.Random("play")
    games, deals = 20_000, 0
    for _ in range(games):
        told = [belief.quantile(rng.random()) for _ in range(5)]
        ways = ([rng.random() >= limit for limit in told] for _ in range(2))
        deals += any(sum(votes) >= 3 for votes in ways)
    chance = deal_chance(5, 1, 2, belief, rule="majority").value
    assert deals / games == pytest.approx(chance, abs=4 * 0.5 / games**0.5)


@pytest.mark.parametrize("count", range(2, MOST_ISSUES + 1))
@pytest.mark.parametrize("rule", ["all", "majority"])
def test_the_simulation_meets_what_is_known_of_the_first_package(count: int, rule: str) -> None:
    belief = Uniform(0.3, 0.7)
    for n in range(1, MOST_PARTIES + 1):
        told = deal_chance(n, count, 1, belief, rule=rule)
        assert not told.exact
        known = first_chance(n, count, belief, rule)
        assert told.value == pytest.approx(known, abs=2 * told.margin + 0.002)


def test_the_simulation_meets_plain_playing() -> None:
    rng = random.Random("four tables")
    games, deals, exists = 4_000, 0, 0
    for _ in range(games):
        taste = [[[rng.random() for _ in range(WAYS)] for _ in range(2)] for _ in range(3)]
        limit = [rng.uniform(0.3, 0.7) for _ in range(3)]
        every = [(a, b) for a in range(WAYS) for b in range(WAYS)]
        fits = [
            all((t[0][a] + t[1][b]) / 2 >= x for t, x in zip(taste, limit, strict=True))
            for a, b in every
        ]
        exists += any(fits)
        deals += any(rng.sample(fits, 4))
    for seen, tries in ((deals, 4), (exists, None)):
        told = deal_chance(3, 2, tries, Uniform(0.3, 0.7))
        error = told.margin + 2 * 0.5 / games**0.5
        assert seen / games == pytest.approx(told.value, abs=1.5 * error)


@given(parties, issues, proposals, limits, rules, searches)
def test_more_time_never_hurts_and_existence_is_the_most(
    n: int, count: int, tries: int, belief: Uniform, rule: str, search: str
) -> None:
    now, later, ever = (
        deal_chance(n, count, t, belief, rule=rule, search=search).value
        for t in (tries, tries + 1, None)
    )
    assert 0 <= now <= later + 1e-12
    assert later <= ever + 1e-12 <= 1 + 2e-12


@given(st.integers(1, MOST_PARTIES - 1), issues, proposals, limits)
def test_one_more_party_never_helps_where_all_must_agree(
    n: int, count: int, tries: int, belief: Uniform
) -> None:
    with_fewer = deal_chance(n, count, tries, belief).value
    assert deal_chance(n + 1, count, tries, belief).value <= with_fewer + 1e-12


@given(parties, issues, proposals, limits, rules)
def test_asking_for_less_never_hurts(
    n: int, count: int, tries: int, belief: Uniform, rule: str
) -> None:
    less = Uniform(belief.low - 0.1, belief.high - 0.1)
    now = deal_chance(n, count, tries, belief, rule=rule).value
    assert deal_chance(n, count, tries, less, rule=rule).value >= now - 1e-12


@given(parties, issues, limits, rules)
def test_with_time_for_all_packages_their_order_does_not_matter(
    n: int, count: int, belief: Uniform, rule: str
) -> None:
    told = {
        deal_chance(n, count, None, belief, rule=rule, search=search).value
        for search in ("random", "best")
    }
    assert max(told) - min(told) < 1e-12


@given(parties, issues, proposals, rules, searches)
def test_whoever_asks_for_nothing_agrees_and_whoever_asks_for_too_much_does_not(
    n: int, count: int, tries: int, rule: str, search: str
) -> None:
    assert deal_chance(n, count, tries, 0, rule=rule, search=search).value == 1
    assert deal_chance(n, count, tries, 1.01, rule=rule, search=search).value == 0


def test_the_same_setting_gives_the_same_number_everywhere() -> None:
    assert deal_chance(3, 2, 4, Uniform(0.3, 0.7)).value == pytest.approx(0.33558, abs=5e-5)


def test_the_margin_in_points() -> None:
    told = deal_chance(3, 2, 4, Uniform(0.3, 0.7))
    assert told.points == round(100 * told.margin)
    assert deal_chance(3, 1, 4, 0.5).points == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: enough(0, "all"), "The number of parties must be 1 or more"),
        (lambda: enough(3, "most"), "The rule must be all or majority, not 'most'"),
        (lambda: vote_chance(1.1, 3), "The chance of a yes must be 1 or less"),
        (lambda: tries_chance(0.5, 0), "The number of proposals must be 1 or more"),
        (lambda: yes_chance(5, 0.5), "The number of issues must be 4 or less"),
        (lambda: deal_chance(9, 2, 3, 0.5), "The number of parties must be 8 or less"),
        (lambda: deal_chance(2, 2, 2.5, 0.5), "must be a whole number, not 2.5"),  # type: ignore[arg-type]
        (lambda: deal_chance(2, 2, 3, 0.5, search="luck"), "The order must be random or best"),
    ],
)
def test_what_makes_no_sense_is_refused(
    refused: Callable[..., None], call: Callable[[], object], words: str
) -> None:
    refused(call, words)
