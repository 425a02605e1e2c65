"""The common zone of several parties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.zopa import common_zone, zopa

Limit = tuple[Literal["at least", "at most"], float]
entries = st.tuples(st.sampled_from(["at least", "at most"]), st.integers(-100, 100))
tables = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), entries, min_size=1, max_size=6)


def test_the_tightest_limits_close_the_zone() -> None:
    zone = common_zone(
        {
            "owner": ("at least", 300),
            "bank": ("at least", 320),
            "buyer": ("at most", 340),
            "insurer": ("at most", 360),
        }
    )
    assert (zone.low, zone.high, zone.width, zone.exists) == (320, 340, 20, True)
    assert (zone.closed_below_by, zone.closed_above_by) == (("bank",), ("buyer",))


def test_a_gap_names_those_who_stand_against_each_other() -> None:
    zone = common_zone({"a": ("at least", 9), "b": ("at most", 5), "c": ("at most", 5)})
    assert (zone.width, zone.exists) == (-4, False)
    assert (zone.closed_below_by, zone.closed_above_by) == (("a",), ("b", "c"))


def test_an_open_side_has_no_edge() -> None:
    zone = common_zone({"a": ("at least", 9)})
    assert (zone.low, zone.high, zone.width, zone.exists) == (9, None, None, True)
    assert zone.closed_above_by == ()


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_two_parties_are_the_plain_zone(seller: int, buyer: int) -> None:
    both = common_zone({"s": ("at least", seller), "b": ("at most", buyer)})
    plain = zopa(seller, buyer)
    assert (both.low, both.high, both.width, both.exists) == (
        plain.low,
        plain.high,
        plain.width,
        plain.exists,
    )


@given(tables, st.integers(-120, 120))
def test_a_price_is_in_the_zone_if_everyone_accepts_it(table: dict[str, Limit], price: int) -> None:
    zone = common_zone(table)
    everyone = all(
        price >= limit if kind == "at least" else price <= limit for kind, limit in table.values()
    )
    inside = (zone.low is None or zone.low <= price) and (zone.high is None or price <= zone.high)
    assert inside is everyone
    if everyone:
        assert zone.exists


@given(tables, entries)
def test_another_party_never_widens_the_zone(table: dict[str, Limit], entry: Limit) -> None:
    before, after = common_zone(table), common_zone({**table, "newcomer": entry})
    if before.width is not None:
        assert after.width is not None
        assert after.width <= before.width
    assert before.exists or not after.exists


def test_bad_input_is_refused_in_words(refused: Callable[..., None]) -> None:
    refused(lambda: common_zone({}), "at least one party")
    refused(lambda: common_zone({"a": ("about", 5)}), "'a'", "'about'")  # type: ignore[dict-item]
    refused(lambda: common_zone({"a": ("at least", float("nan"))}), "'a'")
    refused(lambda: common_zone({"a": 5}), "'a'", "pair")  # type: ignore[dict-item]
