"""What alternatives are worth: worked examples and the theory of exponential utility."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unstuck.analysis.batna import (
    Alternative,
    best_alternative,
    certainty_equivalent,
    chance_below,
    expected_value,
    remaining,
    sensitivity,
    switch_probability,
    worst,
)

COURT = Alternative("court", [(0.2, 10.3), (0.5, 5), (0.3, 0)])
OFFER = Alternative("take 2", [(1, 2)])
amounts = st.floats(-1000, 1000)
tolerances = st.floats(0.01, 1e6)


@st.composite
def gambles(draw: st.DrawFn, most: int = 5) -> Alternative:
    weights = draw(st.lists(st.integers(0, 20), min_size=1, max_size=most).filter(any))
    total = sum(weights)
    outcomes = [(weight / total, draw(amounts)) for weight in weights]
    return Alternative("any", outcomes, draw(st.floats(0, 50)), draw(st.floats(0, 10)))


def shifted(alternative: Alternative, by: float, times: float = 1.0) -> Alternative:
    return Alternative(
        alternative.name,
        [(chance, times * value + by) for chance, value in alternative.outcomes],
        times * alternative.cost,
    )


def test_the_court_is_worth_what_clemen_says() -> None:
    """Clemen, *Making Hard Decisions*, Texaco against Pennzoil: the court is worth 4.56."""
    assert certainty_equivalent(COURT) == pytest.approx(4.56, abs=1e-12)
    assert expected_value(COURT) == pytest.approx(4.56, abs=1e-12)
    best = best_alternative([OFFER, COURT])
    assert (best.alternative, best.index) == (COURT, 1)
    assert best.values == pytest.approx((2, 4.56))
    assert best.value == best.values[1]


def test_a_coin_has_the_certainty_equivalent_of_the_closed_form() -> None:
    """An even chance of ±x has E[exp(-X/R)] = cosh(x/R), so it is worth -R ln cosh(x/R)."""
    coin = Alternative("coin", [(0.5, 3), (0.5, -3)])
    for tolerance in (0.7, 2.0, 3.0, 50.0, 6.0001, 5.9999):
        assert certainty_equivalent(coin, risk_tolerance=tolerance) == pytest.approx(
            -tolerance * math.log(math.cosh(3 / tolerance)), rel=1e-12
        )


def test_for_a_large_tolerance_half_the_variance_over_it_is_taken_off() -> None:
    """Pratt's approximation, mean - variance / 2R (Econometrica 32, 1964)."""
    variance = 0.2 * 10.3**2 + 0.5 * 25 - 4.56**2
    for tolerance in (1e6, 1e9):
        premium = 4.56 - certainty_equivalent(COURT, risk_tolerance=tolerance)
        assert premium == pytest.approx(variance / 2 / tolerance, rel=1e-4, abs=2e-15)
    assert certainty_equivalent(COURT, risk_tolerance=1e15) == pytest.approx(4.56, abs=1e-13)


def test_outcomes_a_million_times_the_tolerance_are_borne() -> None:
    """With R tiny only the worst counts, less the log of its chance: worst - R ln p."""
    for sign in (1, -1):
        gamble = Alternative("huge", [(0.25, sign * 1e6), (0.75, sign * 2e6)])
        low, p = (1e6, 0.25) if sign > 0 else (-2e6, 0.75)
        assert certainty_equivalent(gamble, risk_tolerance=1) == pytest.approx(low - math.log(p))
    assert certainty_equivalent(COURT, risk_tolerance=1e-300) == pytest.approx(0, abs=1e-290)


def test_cost_is_paid_now_and_outcomes_wait() -> None:
    """A sure 121 in two years at 10 % is worth 100 today; of that 30 is paid for it now."""
    later = Alternative("later", [(1, 121)], cost=30, years=2)
    assert certainty_equivalent(later, discount_rate=0.1) == pytest.approx(70)
    assert expected_value(later, 0.1) == pytest.approx(70)
    assert worst(later, 0.1) == pytest.approx(70)
    assert certainty_equivalent(later) == pytest.approx(91)


def test_the_watna_is_the_worst_that_can_happen() -> None:
    ruin_excluded = Alternative("x", [(0, -100), (0.4, 1), (0.6, 9)], cost=2)
    assert worst(ruin_excluded) == -1
    assert certainty_equivalent(ruin_excluded, risk_tolerance=1e-9) == pytest.approx(-1)


def test_the_chance_of_doing_worse_than_an_offer() -> None:
    assert chance_below(COURT, 2) == pytest.approx(0.3)
    assert chance_below(COURT, 5) == pytest.approx(0.3)
    assert chance_below(COURT, 5.01) == pytest.approx(0.8)
    assert chance_below(COURT, -1) == 0
    dusty = Alternative("dusty", [(1, 0.3)], cost=0.1)
    assert chance_below(dusty, 0.2) == 0


@given(gambles(), st.floats(0, 0.5), tolerances)
def test_no_averse_person_values_a_gamble_above_its_mean_or_below_its_worst(
    gamble: Alternative, rate: float, tolerance: float
) -> None:
    value = certainty_equivalent(gamble, discount_rate=rate, risk_tolerance=tolerance)
    assert worst(gamble, rate) - 1e-9 <= value <= expected_value(gamble, rate) + 1e-9


@given(gambles(), tolerances, st.floats(1, 100))
def test_more_tolerance_never_lowers_the_value(
    gamble: Alternative, tolerance: float, more: float
) -> None:
    low = certainty_equivalent(gamble, risk_tolerance=tolerance)
    assert certainty_equivalent(gamble, risk_tolerance=tolerance * more) >= low - 1e-9


@given(gambles(), tolerances, amounts)
def test_a_sure_gift_adds_itself(gamble: Alternative, tolerance: float, gift: float) -> None:
    """The delta property, which only exponential (and linear) utility has."""
    plain = shifted(gamble, 0)
    value = certainty_equivalent(plain, risk_tolerance=tolerance)
    with_gift = certainty_equivalent(shifted(plain, gift), risk_tolerance=tolerance)
    assert with_gift == pytest.approx(value + gift, abs=1e-8)


@given(gambles(), tolerances, st.floats(0.01, 100))
def test_a_change_of_currency_changes_nothing_else(
    gamble: Alternative, tolerance: float, rate: float
) -> None:
    plain = shifted(gamble, 0)
    value = certainty_equivalent(plain, risk_tolerance=tolerance)
    abroad = certainty_equivalent(shifted(plain, 0, rate), risk_tolerance=tolerance * rate)
    assert abroad == pytest.approx(rate * value, rel=1e-9, abs=1e-7)


@given(gambles(), tolerances, st.integers(0, 4), st.floats(0, 100))
def test_a_better_outcome_never_makes_it_worse(
    gamble: Alternative, tolerance: float, place: int, better: float
) -> None:
    assume(place < len(gamble.outcomes))
    raised = [(p, v + better * (i == place)) for i, (p, v) in enumerate(gamble.outcomes)]
    improved = Alternative("any", raised, gamble.cost, gamble.years)
    before = certainty_equivalent(gamble, risk_tolerance=tolerance)
    assert certainty_equivalent(improved, risk_tolerance=tolerance) >= before - 1e-9


@given(st.lists(gambles(), min_size=1, max_size=4), tolerances)
def test_the_batna_is_beaten_by_none(alternatives: list[Alternative], tolerance: float) -> None:
    best = best_alternative(alternatives, risk_tolerance=tolerance)
    assert best.value == max(best.values) == best.values[best.index]
    assert best.alternative is alternatives[best.index]
    assert best.index == best.values.index(best.value)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any))
def test_the_last_chance_takes_the_rest(weights: list[int]) -> None:
    total = sum(weights)
    shares = [weight / total for weight in weights]
    exact = Fraction(weights[-1], total)
    assert remaining(shares[:-1]) == pytest.approx(float(exact), abs=1e-12)


def test_the_rest_is_free_of_dust() -> None:
    assert remaining([0.7, 0.2]) == 0.1
    assert remaining([0.1] * 10) == 0
    assert remaining([]) == 1


def test_the_tornado_of_the_court_has_the_swings_of_the_arithmetic() -> None:
    """The expected value moves by chance times value: 10.3 ± 2.06 at 20 % swings by 0.824."""
    bars = {bar.name: bar for bar in sensitivity([COURT, OFFER])}
    first = bars["court: value of outcome 1"]
    assert (first.low, first.high) == pytest.approx((8.24, 12.36))
    assert first.swing == pytest.approx(0.824)
    assert bars["court: value of outcome 2"].swing == pytest.approx(0.5 * 2)
    # With 30 % ± 6 points of nothing, the rest of the court is worth (0.2·10.3 + 0.5·5) / 0.7.
    nothing = bars["court: chance of outcome 3"]
    assert nothing.at_low == pytest.approx(0.76 * 4.56 / 0.7)
    assert nothing.at_high == pytest.approx(0.64 * 4.56 / 0.7)
    assert "court: cost" not in bars
    assert "court: value of outcome 3" not in bars
    assert not any(bar.changes_best for bar in bars.values())


def test_a_range_of_ones_own_can_change_the_best() -> None:
    rows = sensitivity([COURT, OFFER], ranges={"court: cost": (0, 3)})
    cost = next(bar for bar in rows if bar.name == "court: cost")
    assert (cost.at_low, cost.at_high) == pytest.approx((4.56, 2))
    assert (cost.best_at_low, cost.best_at_high, cost.changes_best) == (0, 1, True)
    assert rows[0] is cost


def test_a_tornado_names_every_input_that_has_a_width() -> None:
    later = Alternative("later", [(0.5, 100), (0.5, 50)], cost=10, years=2)
    names = {bar.name for bar in sensitivity([later], discount_rate=0.1, risk_tolerance=40)}
    own = {f"later: {kind} of outcome {i}" for kind in ("value", "chance") for i in (1, 2)}
    assert names == own | {"later: cost", "later: years", "discount rate", "risk tolerance"}


def test_alike_and_empty_names_are_told_apart() -> None:
    twice = [
        Alternative("shop", [(1, 5)]),
        Alternative("shop", [(1, 6)]),
        Alternative("", [(1, 4)]),
    ]
    assert {bar.name for bar in sensitivity(twice)} == {
        "shop (alternative 1): value of outcome 1",
        "shop (alternative 2): value of outcome 1",
        "alternative 3: value of outcome 1",
    }


@given(st.lists(gambles(3), min_size=1, max_size=3), tolerances, st.floats(0.01, 0.9))
def test_a_tornado_is_sorted_and_moves_nothing_that_matters_not(
    alternatives: list[Alternative], tolerance: float, spread: float
) -> None:
    bars = sensitivity(alternatives, risk_tolerance=tolerance, spread=spread)
    swings = [bar.swing for bar in bars]
    assert swings == sorted(swings, reverse=True)
    assert all(bar.low < bar.high for bar in bars)
    base = best_alternative(alternatives, risk_tolerance=tolerance)
    for bar in bars:
        if not bar.changes_best:
            assert {bar.best_at_low, bar.best_at_high} == {base.index}


@given(gambles(3), gambles(3), st.integers(0, 2), st.one_of(st.just(math.inf), st.floats(200, 1e5)))
def test_at_the_switch_both_are_worth_the_same(
    one: Alternative, other: Alternative, place: int, tolerance: float
) -> None:
    assume(place < len(one.outcomes))
    switch = switch_probability([one, other], 0, place, risk_tolerance=tolerance)
    rest = 1 - one.outcomes[place][0]
    if switch is None or rest == 0:
        return
    mixed = [
        (switch if i == place else min(1.0, (1 - switch) * p / rest), v)
        for i, (p, v) in enumerate(one.outcomes)
    ]
    at_switch = Alternative("x", mixed, one.cost, one.years)
    assert certainty_equivalent(at_switch, risk_tolerance=tolerance) == pytest.approx(
        certainty_equivalent(other, risk_tolerance=tolerance), abs=1e-5
    )


def test_the_court_loses_to_the_offer_once_nothing_is_likely_enough() -> None:
    """Without nothing the court is worth 4.56/0.7; times 1 - p it falls to 2 at p = 0.693."""
    switch = switch_probability([COURT, OFFER], 0, 2)
    assert switch == pytest.approx(1 - 2 * 0.7 / 4.56)
    averse = switch_probability([COURT, OFFER], 0, 2, risk_tolerance=5)
    assert switch is not None
    assert averse is not None
    assert averse < switch
    tiny = switch_probability([COURT, OFFER], 0, 2, risk_tolerance=1e-6)
    assert tiny is not None
    assert 0 <= tiny < 1e-9


def test_no_switch_where_none_is() -> None:
    sure = Alternative("sure", [(1, 99)])
    assert switch_probability([COURT, sure], 0, 0) is None
    assert switch_probability([COURT], 0, 0) is None
    assert switch_probability([COURT, OFFER], 1, 0) is None


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("court", []), ("'court'", "at least one outcome")),
        (("court", [(0.6, 1), (0.5, 2)]), ("'court'", "110 %", "lower")),
        (("court", [(0.6, 1), (0.3, 2)]), ("'court'", "90 %", "raise")),
        (("court", [(-0.1, 1), (1.1, 2)]), ("chance of outcome 1", "-0.1")),
        (("court", [(True, 1)]), ("chance of outcome 1", "True")),
        (("court", [(1, NAN)]), ("value of outcome 1", "nan")),
        (("court", [(1, INF)]), ("value of outcome 1", "inf")),
        (("court", [(1, "5")]), ("value of outcome 1", "'5'")),
        (("court", [(1, 2, 3)]), ("pair", "(1, 2, 3)")),
        (("court", [5]), ("pair", "5")),
        (("court", 5), ("pair", "5")),
        (("court", [(1, 5)], -1), ("cost of 'court'", "-1")),
        (("court", [(1, 5)], 0, -2), ("years", "-2")),
        (("court", [(1, 10**400)]), ("value of outcome 1", "unit")),
        ((7, [(1, 5)]), ("name", "7")),
    ],
)
def test_bad_alternatives_are_refused_in_words(
    refused: Callable[..., None], arguments: tuple[Any, ...], words: tuple[str, ...]
) -> None:
    refused(lambda: Alternative(*arguments), *words)


def test_bad_settings_are_refused_in_words(refused: Callable[..., None]) -> None:
    for bad in (0, -1, NAN, -INF, True):
        refused(lambda bad=bad: certainty_equivalent(COURT, risk_tolerance=bad), "risk tolerance")
    for bad in (-0.1, NAN, INF):
        refused(lambda bad=bad: expected_value(COURT, bad), "discount rate")
    refused(lambda: best_alternative([]), "at least one alternative")
    refused(lambda: best_alternative([5]), "Alternative")  # type: ignore[list-item]
    refused(lambda: remaining([0.7, 0.4]), "110 %", "lower")
    refused(lambda: remaining([-0.1]), "Chance 1")
    refused(lambda: chance_below(COURT, NAN), "amount")
    refused(lambda: sensitivity([COURT], spread=1), "spread")
    refused(lambda: sensitivity([COURT], spread=0), "spread")
    refused(lambda: sensitivity([COURT], ranges={"rain": (0, 1)}), "'rain'", "court: cost")
    refused(lambda: sensitivity([COURT], ranges={"court: cost": (2, 1)}), "swap")
    refused(lambda: sensitivity([COURT], ranges={"court: cost": 3}), "(low, high)")  # type: ignore[dict-item]
    refused(lambda: sensitivity([COURT], ranges={"court: chance of outcome 2": (0, 2)}), "high end")
    refused(lambda: switch_probability([COURT], 1, 0), "alternative at place 1")
    refused(lambda: switch_probability([COURT], 0, 3), "outcome of 'court' at place 3")
    refused(lambda: switch_probability([COURT], True, 0), "place True")


def test_what_is_legal_as_a_list_is_kept_as_a_tuple() -> None:
    made = Alternative("a", [[0.5, 1], [0.5, 2]], 1, 2)  # type: ignore[list-item]
    assert made.outcomes == ((0.5, 1.0), (0.5, 2.0))
    assert hash(made) == hash(Alternative("a", made.outcomes, 1.0, 2.0))
