"""Beliefs: textbook values, and what every distribution must obey."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import (
    Belief,
    Normal,
    Point,
    Triangular,
    Uniform,
    as_belief,
    certain,
)

values = st.integers(-1000, 1000).map(lambda i: i / 8)
widths = st.integers(0, 400).map(lambda i: i / 8)
chances = st.floats(0.001, 0.999)
uniforms = st.builds(lambda a, w: Uniform(a, a + w), values, widths)
triangulars = st.builds(lambda a, v, w: Triangular(a, a + v, a + v + w), values, widths, widths)
normals = st.builds(Normal, values, widths)
beliefs = st.one_of(st.builds(Point, values), uniforms, triangulars, normals)
spread_out = st.one_of(uniforms, triangulars, normals).filter(lambda b: b.sd > 0)


def test_textbook_moments() -> None:
    assert (Uniform(0, 12).mean, Uniform(0, 12).sd) == pytest.approx((6, math.sqrt(12)))
    # Variance of a triangular belief: (a² + b² + c² - ab - ac - bc) / 18.
    assert Triangular(0, 3, 6).mean == 3
    assert Triangular(0, 3, 6).sd == pytest.approx(math.sqrt((9 + 36 - 18) / 18))
    assert Triangular(1, 1, 4).mean == pytest.approx(2)
    assert (certain(5).mean, certain(5).sd, certain(5).support) == (5, 0, (5, 5))


def test_textbook_probabilities() -> None:
    assert Normal(10, 2).cdf(13.92) == pytest.approx(0.975, abs=1e-4)
    assert Normal(10, 2).quantile(0.975) == pytest.approx(13.9199, abs=1e-4)
    assert Triangular(0, 1, 4).cdf(1) == pytest.approx(0.25)
    assert Triangular(0, 1, 4).cdf(2.5) == pytest.approx(1 - 1.5**2 / 12)
    assert Triangular(0, 1, 4).pdf(1) == pytest.approx(0.5)
    assert Uniform(2, 4).cdf(2.5) == 0.25
    assert Uniform(2, 4).pdf(3) == 0.5


@given(values, st.floats(0.1, 50), st.floats(-200, 200))
def test_the_normal_is_the_standard_librarys(mean: float, sd: float, x: float) -> None:
    ours, theirs = Normal(mean, sd), NormalDist(mean, sd)
    assert ours.cdf(x) == pytest.approx(theirs.cdf(x), abs=1e-12)
    assert ours.pdf(x) == pytest.approx(theirs.pdf(x), rel=1e-9, abs=1e-300)


@given(spread_out, chances)
def test_quantile_and_probability_undo_each_other(belief: Belief, p: float) -> None:
    assert belief.cdf(belief.quantile(p)) == pytest.approx(p, abs=1e-9)


@given(beliefs, values, values)
def test_probability_grows_from_nothing_to_one(belief: Belief, x: float, y: float) -> None:
    low, high = sorted((x, y))
    assert 0 <= belief.cdf(low) <= belief.cdf(high) + 1e-15 <= 1 + 1e-12
    assert belief.cdf(x) + belief.at_least(x) >= 1 - 1e-12
    assert belief.quantile(0) == belief.support[0]
    assert belief.quantile(1) == belief.support[1]


@given(spread_out, values)
def test_below_and_above_share_out_the_whole(belief: Belief, x: float) -> None:
    assert belief.cdf(x) + belief.at_least(x) == pytest.approx(1)


@given(beliefs, values)
def test_above_less_below_is_the_distance_to_the_mean(belief: Belief, x: float) -> None:
    """E[(X-x)+] - E[(x-X)+] = E[X] - x, for every distribution."""
    assert belief.excess(x) >= 0
    assert belief.shortfall(x) >= 0
    assert belief.excess(x) - belief.shortfall(x) == pytest.approx(belief.mean - x, abs=1e-9)


@given(spread_out, values)
def test_excess_is_the_area_above_the_distribution(belief: Belief, x: float) -> None:
    """E[(X-x)+] falls at the rate P(X > x): its slope by a central difference."""
    step = 1e-4 * belief.sd
    slope = (belief.excess(x + step) - belief.excess(x - step)) / (2 * step)
    assert slope == pytest.approx(-belief.at_least(x), abs=2e-4)


@given(spread_out, chances)
def test_density_is_the_slope_of_probability(belief: Belief, p: float) -> None:
    x, step = belief.quantile(p), 1e-4 * belief.sd
    if any(abs(x - knot) <= step for knot in belief.knots):
        return
    slope = (belief.cdf(x + step) - belief.cdf(x - step)) / (2 * step)
    assert slope * belief.sd == pytest.approx(belief.pdf(x) * belief.sd, abs=1e-5)


@given(beliefs)
def test_means_taken_by_quadrature_are_the_moments(belief: Belief) -> None:
    assert belief.expect(lambda _: 1.0) == pytest.approx(1, abs=1e-12)
    assert belief.expect(lambda x: x) == pytest.approx(belief.mean, abs=1e-9)
    variance = belief.expect(lambda x: (x - belief.mean) ** 2)
    assert math.sqrt(variance) == pytest.approx(belief.sd, rel=1e-9, abs=1e-9)


@given(st.one_of(uniforms, triangulars, normals), values)
def test_a_kink_named_as_a_knot_costs_no_accuracy(belief: Belief, x: float) -> None:
    kinked = belief.expect(lambda y: max(0.0, y - x), [x])
    assert kinked == pytest.approx(belief.excess(x), abs=1e-9)


@pytest.mark.parametrize("flat", [Uniform(5, 5), Triangular(5, 5, 5), Normal(5, 0), Point(5)])
def test_no_width_is_a_certainty(flat: Belief) -> None:
    assert as_belief(flat) == certain(5) == as_belief(5)
    assert (flat.mean, flat.sd, flat.support) == (5, 0, (5, 5))
    for x, below, above in ((4, 0, 1), (5, 1, 1), (6, 1, 0)):
        assert (flat.cdf(x), flat.at_least(x)) == (below, above)
        assert (flat.excess(x), flat.shortfall(x)) == (max(0, 5 - x), max(0, x - 5))
    assert (flat.pdf(5), flat.pdf(6)) == (math.inf, 0)
    assert flat.quantile(0.3) == 5
    assert flat.expect(lambda x: x * x) == pytest.approx(25)


def test_bad_beliefs_are_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: Uniform(2, 1), "lowest value", "swap")
    refused(lambda: Triangular(0, 5, 4), "0, 5, 4", "sort")
    refused(lambda: Normal(0, -1), "standard deviation", "-1")
    refused(lambda: Normal(float("nan"), 1), "mean")
    refused(lambda: Uniform(0, float("inf")), "highest value")
    refused(lambda: certain(True), "True")
    refused(lambda: as_belief("5"), "'5'")  # type: ignore[arg-type]
    for belief in (Point(1), Uniform(0, 1), Triangular(0, 1, 2), Normal(0, 1)):
        refused(lambda belief=belief: belief.quantile(1.1), "quantile", "1.1")
