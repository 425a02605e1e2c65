"""Numbers as people write them: the one place where they are shown and read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

DEFAULT_CURRENCY = "€"
UNITS = ("money", "%", "years", "days", "people", "points", "")

_MINUS = "\u2212"
_NO_BREAK = "\u00a0"
_SINGULAR = {"years": "year", "days": "day", "people": "person", "points": "point"}
_SPACES = "[\u00a0\u2007\u2009\u202f]"
_LONGEST = 40
_HUGE = 1e15

_POWERS = {
    "thousand": 3, "k": 3,
    "million": 6, "mn": 6, "m": 6,
    "billion": 9, "bn": 9, "b": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
_CURRENCY = (
    "[a-z]{0,2}[$£¥¤฿\u20a0-\u20cf]|euros?|dollars?|pounds?|kr|zł|eur|usd|gbp|chf|jpy|cny|inr|aud|"
    "cad|nzd|sek|nok|dkk|pln|czk|huf|brl|mxn|zar|sgd|hkd|krw|try|ils|aed"
)
_AMOUNT = rf"""
    (?P<sign>[+-]?)\ ?
    (?:(?P<before>CURRENCY)\ ?)?
    (?P<second>[+-]?)\ ?
    (?P<whole>[0-9]*|[1-9][0-9]{{0,2}}(?P<by>[,'\ ])[0-9]{{3}}(?:(?P=by)[0-9]{{3}})*)
    (?P<part>\.[0-9]*)?
    (?:(?P<exponent>e[+-]?[0-9]{{1,3}})|\ ?(?P<power>{"|".join(_POWERS)}))?
    (?:\ ?(?P<after>CURRENCY|%|per\ ?cent))?
"""


@dataclass(frozen=True)
class Quantity:
    """An amount with its unit, which knows how it is written.

    Parameters
    ----------
    value : float
        The amount; of a percentage the fraction, 0.25 for 25 %.
    unit : str
        One of `UNITS`.
    """

    value: float
    unit: str = ""

    def shown(self, currency: str = DEFAULT_CURRENCY) -> str:
        """Write the amount with its unit."""
        if self.unit == "money":
            return show_money(self.value, currency)
        if self.unit == "%":
            return show_percent(self.value)
        number = show_number(self.value)
        if not self.unit:
            return number
        return f"{number} {_SINGULAR[self.unit] if number == '1' else self.unit}"


def show_number(x: float, decimals: int | None = None) -> str:
    """Write a number for reading: thousands grouped, no dust of binary arithmetic.

    Parameters
    ----------
    x : float
        Any number but NaN.
    decimals : int, optional
        How many digits stand after the point. Left out, a number of at most four decimals is
        written in full and any other with two decimals, below 1 with three figures.

    Returns
    -------
    str
        Such as `1,234.5`, `−3` (U+2212), `0.333`; `∞` for an infinite number; from 10^15 on
        with an exponent, `1.5e18`.

    Raises
    ------
    ValueError
        If `x` is NaN.
    """
    return _written(x, _decimals(x, 2) if decimals is None else decimals, strip=decimals is None)


def show_money(x: float, currency: str = DEFAULT_CURRENCY, decimals: int | None = None) -> str:
    """Write an amount of money, with cents only where there are any.

    Parameters
    ----------
    x : float
        The amount; any number but NaN.
    currency : str
        A sign such as `€`, written close to the number, or a code such as `EUR`, set off by a
        no-break space.
    decimals : int, optional
        How many digits stand after the point; left out, two or none.

    Raises
    ------
    ValueError
        If `x` is NaN.
    """
    if decimals is None:
        decimals = 0 if not math.isfinite(x) or round(x, 2) == round(x) else 2
    number = _written(x, decimals, strip=False)
    sign, digits = (_MINUS, number[1:]) if number.startswith(_MINUS) else ("", number)
    gap = _NO_BREAK if currency[-1:].isalnum() or currency.endswith(".") else ""
    return f"{sign}{currency}{gap}{digits}"


def show_percent(p: float, decimals: int | None = None) -> str:
    """Write a fraction as a percentage: 0.25 as `25 %`.

    Parameters
    ----------
    p : float
        The fraction; any number but NaN.
    decimals : int, optional
        How many digits stand after the point; left out, as many as `show_number` gives, and
        one for a percentage that does not come out even.

    Raises
    ------
    ValueError
        If `p` is NaN.
    """
    x = 100 * p
    number = _written(x, _decimals(x, 1) if decimals is None else decimals, strip=decimals is None)
    return f"{number}{_NO_BREAK}%"


def read_number(text: str, currency: str = "") -> float:
    """Read a number the way people write it.

    A point marks decimals, and commas, spaces or apostrophes group digits in threes: `1.200`
    is one and a fifth, `1,200` is twelve hundred. `1.2m`, `3k`, `2 bn`, `1.2 million` and
    `1e6` are understood, and so are a currency on either side and a percent sign after the
    number (`45 %` is 45).

    Parameters
    ----------
    text : str
        What was typed, at most 40 characters.
    currency : str
        A sign or word that may stand beside the number besides the usual ones.

    Returns
    -------
    float
        The number; finite.

    Raises
    ------
    ValueError
        If the text is no such number; the sentence says how to write it.
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError("Type a number, such as 1200, 1,200.50 or 1.2m.")
    if len(text) > _LONGEST:
        raise ValueError(f"That is too long for a number; write at most {_LONGEST} characters.")
    plain = re.sub(_SPACES, " ", text.strip()).replace(_MINUS, "-").replace("\u2019", "'").lower()
    match = _pattern(currency.strip().lower()).fullmatch(plain)
    if match is None or not _is_one_number(match):
        raise ValueError(_how_to_write(text.strip()))
    digits = re.sub("[,' ]", "", match["whole"]) + (match["part"] or "")
    number = Decimal(f"{match['sign']}{match['second']}{digits}{match['exponent'] or ''}")
    value = float(number.scaleb(_POWERS.get(match["power"], 0)))
    if not math.isfinite(value):
        raise ValueError(f"'{text.strip()}' is too large a number; write a smaller one.")
    return value + 0.0


@cache
def _pattern(currency: str) -> re.Pattern[str]:
    known = f"{re.escape(currency)}|{_CURRENCY}" if currency else _CURRENCY
    return re.compile(_AMOUNT.replace("CURRENCY", known), re.VERBOSE)


def _is_one_number(match: re.Match[str]) -> bool:
    """Whether there are digits, and at most one sign and one currency or percent sign."""
    has_digits = re.search("[0-9]", match["whole"] + (match["part"] or "")) is not None
    twice = (match["sign"] and match["second"]) or (match["before"] and match["after"])
    return has_digits and not twice


def _decimals(x: float, coarse: int) -> int:
    """How many decimals show `x` in full if four are enough, else three figures or `coarse`."""
    if not math.isfinite(x):
        return 0
    for places in range(5):
        if math.isclose(round(x, places), x, rel_tol=1e-12, abs_tol=1e-9):
            return places
    return max(coarse, 2 - math.floor(math.log10(abs(x))))


def _written(x: float, decimals: int, *, strip: bool) -> str:
    if math.isnan(x):
        raise ValueError("There is no number to show: it is undefined (NaN).")
    if math.isinf(x):
        number = "∞"
    elif abs(x) >= _HUGE:
        number = re.sub(r"(\.?0*)?e\+?", "e", f"{abs(float(x)):.3e}")
    else:
        number = f"{abs(float(x)):,.{decimals}f}"
        if strip and "." in number:
            number = number.rstrip("0").rstrip(".")
    return f"{_MINUS}{number}" if x < 0 and re.search("[1-9∞]", number) else number


def _how_to_write(text: str) -> str:
    if re.search("[0-9]", text) and ("," in text or text.count(".") > 1):
        return (
            f"'{text}' is unclear: commas group digits in threes and a point marks "
            "decimals, so write 1.5 for one and a half and 1,500 for fifteen hundred."
        )
    return f"'{text}' is not a number; write it like 1200, 1,200.50, 1.2m or 45 %."
