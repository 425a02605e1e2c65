"""Numbers are shown and read the way people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content.numbers import (
    Quantity,
    read_number,
    show_money,
    show_number,
    show_percent,
)

AMOUNTS = st.floats(min_value=-1e14, max_value=1e14).filter(lambda x: x == 0 or abs(x) > 1e-6)
CURRENCIES = st.sampled_from(["€", "$", "£", "US$", "EUR", "kr", "CHF", "zł"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200,000", 1_200_000),
        ("1.2m", 1_200_000),
        ("1.1M", 1_100_000),
        ("1.2 million", 1_200_000),
        ("3k", 3000),
        ("2bn", 2_000_000_000),
        ("2 BN", 2_000_000_000),
        ("1 trillion", 1e12),
        ("€ 300", 300),
        ("€300", 300),
        ("300 EUR", 300),
        ("300 euros", 300),
        ("US$ 1.5k", 1500),
        ("300 kr", 300),
        ("3k$", 3000),
        ("45 %", 45),
        ("45%", 45),
        ("45 per cent", 45),
        ("1.200", 1.2),
        ("1,200", 1200),
        ("1 200 000", 1_200_000),
        ("1\u202f200", 1200),
        ("1\u00a0200.5", 1200.5),
        ("1\u2009200", 1200),
        ("1'200", 1200),
        ("1\u2019200", 1200),
        ("1e6", 1_000_000),
        ("2.5E-3", 0.0025),
        ("+5", 5),
        ("-5", -5),
        ("\u22125", -5),
        ("- 5", -5),
        ("-€300", -300),
        ("€-300", -300),
        (".5", 0.5),
        ("5.", 5),
        ("  7  ", 7),
        ("0", 0),
        ("007", 7),
    ],
)
def test_what_people_write_is_read(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Type a number"),
        ("   ", "Type a number"),
        ("1,5", "write 1.5 for one and a half"),
        ("0,500", "commas group"),
        ("1.200,50", "commas group"),
        ("1.200.000", "commas group"),
        ("12,00,000", "commas group"),
        ("1,200 000", "commas group"),
        ("1,2000", "commas group"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        ("abc", "not a number"),
        (".", "not a number"),
        ("m", "not a number"),
        ("1 2", "not a number"),
        ("--5", "not a number"),
        ("-€-5", "not a number"),
        ("€5€", "not a number"),
        ("5%%", "not a number"),
        ("1e6m", "not a number"),
        ("5 years", "not a number"),
        ("0x10", "not a number"),
        ("1_000", "not a number"),
        ("\u0661\u0662", "not a number"),
        ("1e999", "too large"),
        ("1" * 41, "too long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_number(text)


def test_something_else_than_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Type a number"):
        read_number(3)  # type: ignore[arg-type]


def test_a_currency_of_ones_own_is_read() -> None:
    assert read_number("Tk. 300", currency="Tk.") == 300
    assert read_number("300 tk.", currency="Tk.") == 300
    with pytest.raises(ValueError, match="not a number"):
        read_number("Tk. 300")


@given(st.text(max_size=60))
def test_any_text_gives_a_finite_number_or_a_sentence(text: str) -> None:
    try:
        outcome: float | str = read_number(text)
    except ValueError as error:
        outcome = str(error)
    assert outcome.endswith(".") if isinstance(outcome, str) else math.isfinite(outcome)


@given(AMOUNTS)
def test_a_shown_number_is_read_back(x: float) -> None:
    assert math.isclose(read_number(show_number(x)), x, rel_tol=0.006)


@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_clean_numbers_come_back_exactly(digits: int, places: int) -> None:
    x = digits / 10**places
    assert read_number(show_number(x)) == pytest.approx(x, rel=1e-12)


@given(AMOUNTS, CURRENCIES)
def test_shown_money_is_read_back_to_the_cent(x: float, currency: str) -> None:
    shown = show_money(x, currency)
    assert currency in shown
    assert math.isclose(read_number(shown), x, rel_tol=1e-9, abs_tol=0.0051)


@given(st.floats(-10, 10).filter(lambda p: abs(p) > 1e-6))
def test_a_shown_percentage_is_read_back_as_a_hundredfold(p: float) -> None:
    assert math.isclose(read_number(show_percent(p)), 100 * p, rel_tol=0.006)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_dust_and_no_hyphen(x: float) -> None:
    for shown in (show_number(x), show_money(x), show_percent(x / 100)):
        assert "-" not in shown.replace("e-", "")
        assert len(shown) < 30


@pytest.mark.parametrize(
    ("x", "shown"),
    [
        (0.1 + 0.2, "0.3"),
        (0.1 + 0.2 - 0.3, "0"),
        (1e-17 - 1e-16, "0"),
        (-0.0, "0"),
        (1234567.891, "1,234,567.891"),
        (-3, "\u22123"),
        (1 / 3, "0.333"),
        (200 / 3, "66.67"),
        (math.inf, "∞"),
        (-math.inf, "\u2212∞"),
        (1.5e18, "1.5e18"),
    ],
)
def test_numbers_are_shown_as_people_write_them(x: float, shown: str) -> None:
    assert show_number(x) == shown


def test_decimals_can_be_asked_for() -> None:
    assert show_number(1234.5, 0) in {"1,234", "1,235"}
    assert show_number(2, 2) == "2.00"
    assert show_number(-0.001, 1) == "0.0"
    assert show_percent(0.5, 1) == "50.0\u00a0%"


def test_money_has_cents_only_where_there_are_any() -> None:
    assert show_money(300, "€") == "€300"
    assert show_money(12.5, "€") == "€12.50"
    assert show_money(12.999, "€") == "€13"
    assert show_money(-1200, "€") == "\u2212€1,200"
    assert show_money(300, "EUR") == "EUR\u00a0300"
    assert show_money(-0.001, "€") == "€0"


def test_percentages_are_of_fractions() -> None:
    assert show_percent(0.07) == "7\u00a0%"
    assert show_percent(1 / 3) == "33.3\u00a0%"
    assert show_percent(0.1234) == "12.34\u00a0%"


def test_what_is_undefined_is_not_shown() -> None:
    for show in (show_number, show_percent, show_money):
        with pytest.raises(ValueError, match="undefined"):
            show(math.nan)


def test_quantities_know_their_unit() -> None:
    assert Quantity(1, "years").shown() == "1 year"
    assert Quantity(2.5, "years").shown() == "2.5 years"
    assert Quantity(1, "people").shown() == "1 person"
    assert Quantity(0.25, "%").shown() == "25\u00a0%"
    assert Quantity(54, "money").shown("$") == "$54"
    assert Quantity(7).shown() == "7"
