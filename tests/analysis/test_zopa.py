"""Zones, certain and uncertain: theory, closed forms and an independent simulation."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Belief, Normal, Point, Triangular, Uniform
from unstuck.analysis.zopa import (
    WidthDistribution,
    expected_surplus,
    width_distribution,
    zone_over_time,
    zopa,
    zopa_probability,
)

amounts = st.integers(-1000, 1000).map(lambda i: i / 8)
widths = st.integers(0, 400).map(lambda i: i / 8)
beliefs = st.one_of(
    st.builds(Point, amounts),
    st.builds(lambda a, w: Uniform(a, a + w), amounts, widths),
    st.builds(lambda a, v, w: Triangular(a, a + v, a + v + w), amounts, widths, widths),
    st.builds(Normal, amounts, widths),
)


def moved(belief: Belief, by: float, times: float = 1.0) -> Belief:
    """Return the belief about ``times * x + by``; a negative factor mirrors it."""
    if isinstance(belief, Point):
        return Point(times * belief.value + by)
    if isinstance(belief, Normal):
        return Normal(times * belief.mean + by, abs(times) * belief.sd)
    ends = sorted(times * end + by for end in belief.support)
    if isinstance(belief, Uniform):
        return Uniform(*ends)
    return Triangular(ends[0], min(max(times * belief.mode + by, ends[0]), ends[1]), ends[1])


def drawn(belief: Belief, rng: random.Random) -> float:
    """Draw from a belief by the standard library, which shares no code with ours."""
    if isinstance(belief, Point):
        return belief.value
    if isinstance(belief, Normal):
        return rng.gauss(belief.mean, belief.sd)
    if isinstance(belief, Uniform):
        return rng.uniform(belief.low, belief.high)
    return rng.triangular(belief.low, belief.high, belief.mode)


def mass(distribution: WidthDistribution, at_least: float = -math.inf) -> float:
    """Return the area under the drawn density from a width on, by trapezoids."""
    return sum(
        (b - a) * (f + g) / 2 for (a, f), (b, g) in pairwise(distribution.points) if a >= at_least
    )


def test_zone_gap_and_touch() -> None:
    zone, gap, touch = zopa(300, 340), zopa(340, 300), zopa(50, 50)
    assert (zone.low, zone.high, zone.width, zone.exists) == (300, 340, 40, True)
    assert (gap.low, gap.high, gap.width, gap.exists) == (340, 300, -40, False)
    assert (touch.width, touch.exists) == (0, True)
    assert zopa_probability(50, 50) == 1
    assert zopa_probability(50.000001, 50) == 0


def test_two_limits_spread_alike_meet_half_the_time() -> None:
    """Chatterjee and Samuelson 1983; Myerson and Satterthwaite 1983: trade 1/2, gains 1/6."""
    unit = Uniform(0, 1)
    assert zopa_probability(unit, unit) == pytest.approx(1 / 2, abs=1e-14)
    assert expected_surplus(unit, unit) == pytest.approx(1 / 6, abs=1e-14)


def test_the_difference_of_two_uniforms_is_a_triangle() -> None:
    distribution = width_distribution(Uniform(0, 1), Uniform(0, 1), points=201)
    triangle = Triangular(-1, 0, 1)
    for width, density in distribution.points:
        assert density == pytest.approx(triangle.pdf(width), abs=1e-12)
    assert distribution.probability == pytest.approx(0.5)
    assert distribution.mean == 0
    assert distribution.sd == pytest.approx(math.sqrt(1 / 6))


def test_two_triangles_by_hand() -> None:
    """S rises and B falls over [0, 1]: P(S <= B) = ∫ 2s (1 - s)² ds = 1/6, surplus 1/15 · 1/2."""
    rising, falling = Triangular(0, 1, 1), Triangular(0, 0, 1)
    assert zopa_probability(rising, falling) == pytest.approx(1 / 6, abs=1e-14)
    # E[(B - s)+] = (1 - s)³ / 3, so the surplus is ∫ 2s (1 - s)³ / 3 ds = 2/3 · 1/20.
    assert expected_surplus(rising, falling) == pytest.approx(1 / 30, abs=1e-14)


def test_two_normals_have_the_closed_form() -> None:
    """B - S is normal: P = Φ(m/s), surplus m Φ(m/s) + s φ(m/s), here with m = 1, s = 5."""
    seller, buyer = Normal(10, 3), Normal(11, 4)
    tail = 0.5 * (1 + math.erf(0.2 / math.sqrt(2)))
    assert zopa_probability(seller, buyer) == pytest.approx(tail, abs=1e-14)
    surplus = tail + 5 * math.exp(-0.02) / math.sqrt(2 * math.pi)
    assert expected_surplus(seller, buyer) == pytest.approx(surplus, abs=1e-13)


@pytest.mark.parametrize("ratio", [1e-9, 1e-4, 0.01, 0.3, 1, 3, 100, 1e4, 1e9])
def test_uniform_against_normal_has_the_closed_form(ratio: float) -> None:
    """For S uniform on [0, w], P(S <= B) is the difference of E[(B-x)+] at 0 and w, over w."""
    buyer = NormalReference(0.3, 1.0)
    w = ratio
    exact = (buyer.above(0) - buyer.above(w)) / w if w > 1e-3 else None
    got = zopa_probability(Uniform(0, w), Normal(0.3, 1))
    if exact is None:
        exact = 0.5 * math.erfc((w / 2 - 0.3) / math.sqrt(2))
    assert got == pytest.approx(exact, rel=1e-9)


class NormalReference:
    """E[(X - x)+] of a normal X, written out from the textbook."""

    def __init__(self, mean: float, sd: float) -> None:
        self.mean, self.sd = mean, sd

    def above(self, x: float) -> float:
        z = (self.mean - x) / self.sd
        density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        return self.sd * density + (self.mean - x) * 0.5 * math.erfc(-z / math.sqrt(2))


def test_a_limit_almost_certain_counts_as_certain() -> None:
    other = Triangular(0, 1, 4)
    for tiny in (Normal(1.5, 1e-9), Uniform(1.5, 1.5 + 1e-10), Triangular(1.5, 1.5, 1.5 + 1e-10)):
        assert zopa_probability(tiny, other) == pytest.approx(1 - other.cdf(1.5), abs=1e-8)
        assert expected_surplus(tiny, other) == pytest.approx(2.5**3 / 36, abs=1e-8)
        near = width_distribution(tiny, other, points=51)
        for width, density in near.points[3:-3]:
            assert density == pytest.approx(other.pdf(width + 1.5), abs=1e-6)


def test_limits_far_apart_are_sure_or_hopeless() -> None:
    kinds = (Point(0), Uniform(-1, 1), Triangular(-1, 0, 1), Normal(0, 1))
    for here, there in product(kinds, kinds):
        far = moved(there, 1000)
        assert zopa_probability(here, far) == pytest.approx(1, abs=1e-12)
        assert expected_surplus(here, far) == pytest.approx(1000, abs=1e-9)
        assert zopa_probability(far, here) == pytest.approx(0, abs=1e-12)
        assert expected_surplus(far, here) == pytest.approx(0, abs=1e-12)


@given(beliefs, beliefs)
def test_probability_and_surplus_keep_their_bounds(seller: Belief, buyer: Belief) -> None:
    """Jensen: E[max(0, W)] is at least max(0, E[W])."""
    assert 0 <= zopa_probability(seller, buyer) <= 1
    assert expected_surplus(seller, buyer) >= max(0.0, buyer.mean - seller.mean) - 1e-9


@given(beliefs, beliefs)
def test_gains_less_gaps_are_the_mean_width(seller: Belief, buyer: Belief) -> None:
    """E[W+] - E[(-W)+] = E[W]; the gap is the surplus with the two beliefs swapped."""
    difference = expected_surplus(seller, buyer) - expected_surplus(buyer, seller)
    assert difference == pytest.approx(buyer.mean - seller.mean, abs=1e-8)


@given(beliefs, beliefs)
def test_one_of_the_two_orders_holds(seller: Belief, buyer: Belief) -> None:
    both = zopa_probability(seller, buyer) + zopa_probability(buyer, seller)
    if seller.sd > 0 or buyer.sd > 0:
        assert both == pytest.approx(1, abs=1e-9)
    else:
        assert both == (2 if seller.mean == buyer.mean else 1)


@given(beliefs, beliefs)
def test_the_mirror_image_swaps_the_roles(seller: Belief, buyer: Belief) -> None:
    turned = zopa_probability(moved(buyer, 0, -1), moved(seller, 0, -1))
    assert turned == pytest.approx(zopa_probability(seller, buyer), abs=1e-9)


@given(beliefs, beliefs, amounts, st.sampled_from([1e-6, 0.01, 3.0, 1e6]))
def test_currency_and_origin_do_not_matter(
    seller: Belief, buyer: Belief, by: float, times: float
) -> None:
    s, b = moved(seller, by * times, times), moved(buyer, by * times, times)
    if seller.sd or buyer.sd:
        assert zopa_probability(s, b) == pytest.approx(zopa_probability(seller, buyer), abs=1e-9)
    assert expected_surplus(s, b) / times == pytest.approx(
        expected_surplus(seller, buyer), abs=1e-8
    )


@given(beliefs, beliefs, st.floats(0, 50))
def test_a_more_generous_buyer_never_hurts(seller: Belief, buyer: Belief, more: float) -> None:
    richer = moved(buyer, more)
    assert zopa_probability(seller, richer) >= zopa_probability(seller, buyer) - 1e-9
    assert expected_surplus(seller, richer) >= expected_surplus(seller, buyer) - 1e-9


@settings(max_examples=25)
@given(beliefs, beliefs)
def test_the_drawn_density_holds_the_probability(seller: Belief, buyer: Belief) -> None:
    distribution = width_distribution(seller, buyer, points=301)
    points = distribution.points
    if not points:
        assert seller.sd == buyer.sd == 0
        return
    assert [w for w, _ in points] == sorted({w for w, _ in points})
    assert all(density >= 0 for _, density in points)
    assert mass(distribution) == pytest.approx(1, abs=0.02)
    if points[0][0] < 0 < points[-1][0]:
        assert any(width == 0 for width, _ in points)
        assert mass(distribution, 0) == pytest.approx(distribution.probability, abs=0.02)


CASES = [
    (Uniform(90, 120), Normal(110, 6)),
    (Normal(100, 15), Uniform(95, 101)),
    (Triangular(80, 90, 130), Normal(100, 10)),
    (Normal(100, 2), Triangular(70, 100, 110)),
    (Triangular(0, 2, 3), Uniform(1, 2.5)),
    (Uniform(0, 10), Triangular(4, 4, 5)),
    (Triangular(0, 1, 9), Triangular(2, 3, 4)),
    (Point(4), Triangular(2, 3, 6)),
    (Normal(1, 2), Point(0.5)),
]


@pytest.mark.parametrize(("seller", "buyer"), CASES)
def test_a_simulation_agrees(seller: Belief, buyer: Belief) -> None:
    rng = random.Random(20220115)
    count = 40_000
    found = [drawn(buyer, rng) - drawn(seller, rng) for _ in range(count)]
    gains = [max(0.0, width) for width in found]
    chance = zopa_probability(seller, buyer)
    assert sum(w >= 0 for w in found) / count == pytest.approx(chance, abs=5 * 0.5 / count**0.5)
    distribution = width_distribution(seller, buyer)
    assert sum(gains) / count == pytest.approx(
        expected_surplus(seller, buyer), abs=5 * distribution.sd / count**0.5
    )


@pytest.mark.parametrize(("seller", "buyer"), CASES)
def test_a_plain_sum_over_quantiles_agrees_closely(seller: Belief, buyer: Belief) -> None:
    """The mean over B of P(S <= b), as a midpoint sum over B's quantiles."""
    count = 20_000
    places = [buyer.quantile((i + 0.5) / count) for i in range(count)]
    assert zopa_probability(seller, buyer) == pytest.approx(
        sum(seller.cdf(b) for b in places) / count, abs=1e-4
    )
    assert expected_surplus(seller, buyer) == pytest.approx(
        sum(seller.shortfall(b) for b in places) / count, abs=2e-3
    )


def test_a_stall_that_eats_the_alternatives_widens_the_zone() -> None:
    zones = zone_over_time(110, 100, 3, 2, 4)
    assert [zone.width for zone in zones] == [-10, -5, 0, 5, 10]
    assert [zone.exists for zone in zones] == [False, False, True, True, True]
    assert (zones[4].low, zones[4].high) == (98, 108)


def test_a_stall_that_eats_the_deal_narrows_the_zone() -> None:
    zones = zone_over_time(100, 110, 3, 2, 3, eats="deal")
    assert [zone.width for zone in zones] == [10, 5, 0, -5]


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    nan, inf = float("nan"), float("inf")
    refused(lambda: zopa(nan, 1), "seller's limit")
    refused(lambda: zopa(1, inf), "buyer's limit")
    refused(lambda: zopa(True, 1), "seller's limit")
    refused(lambda: zopa(Uniform(0, 1), 1), "seller's limit")  # type: ignore[arg-type]
    refused(lambda: zopa_probability(nan, 1), "nan")
    refused(lambda: expected_surplus("5", 1), "'5'")  # type: ignore[arg-type]
    refused(lambda: width_distribution(1, Uniform(0, 1), points=1), "points")
    refused(lambda: width_distribution(1, Uniform(0, 1), points=True), "points")
    refused(lambda: zone_over_time(1, 2, -1, 0, 1), "costs the seller")
    refused(lambda: zone_over_time(1, 2, 0, -1, 1), "costs the buyer")
    refused(lambda: zone_over_time(1, 2, 0, 0, -1), "periods")
    refused(lambda: zone_over_time(1, 2, 0, 0, 1, eats="time"), "'time'")  # type: ignore[arg-type]
