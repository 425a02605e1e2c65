"""Checks of input that every module of this package shares.

Each raises ``ValueError`` with one sentence that names the thing, the rule, the value and the way
out, so that a tool can show it to a learner as it stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import Literal

LARGEST = 1e100
"""Amounts beyond this are refused, so that no square or product overflows."""

TOLERANCE = 1e-9
"""How far probabilities may be from adding up to 1."""


def number(
    value: object,
    what: str,
    *,
    at_least: float = -LARGEST,
    at_most: float = LARGEST,
) -> float:
    """Return a finite number within its bounds, as a float.

    Parameters
    ----------
    value : object
        What was given. Booleans, text, NaN and infinities are no numbers here.
    what : str
        What it is, to begin the sentence of the error: ``"The cost of 'court'"``.
    at_least, at_most : float
        The bounds, both allowed.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is no finite number, or out of bounds.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{what} must be a number, not {value!r}; type a plain number.")
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if math.isnan(result):
        raise ValueError(f"{what} must be a number, not nan; type a plain number.")
    if abs(result) > LARGEST:
        raise ValueError(
            f"{what} must be smaller than {LARGEST:g} in size, not {result:g}; "
            "use a larger unit, such as millions."
        )
    if result < at_least:
        raise ValueError(f"{what} must be {at_least:g} or more, not {result:g}; raise it.")
    if result > at_most:
        raise ValueError(f"{what} must be {at_most:g} or less, not {result:g}; lower it.")
    return result


def positive(value: object, what: str) -> float:
    """Return a finite number above 0, as a float; ``ValueError`` otherwise."""
    result = number(value, what)
    if result <= 0:
        raise ValueError(f"{what} must be more than 0, not {result:g}; raise it.")
    return result


def risk_tolerance(value: object) -> float:
    """Return a risk tolerance: more than 0, and infinity for someone neutral to risk."""
    if isinstance(value, float) and value == math.inf:
        return value
    return positive(value, "The risk tolerance")


Role = Literal["seller", "buyer"]
"""Who asks: the seller, who would rather have a high price, or the buyer, who wants a low one."""


def check_role(role: object) -> Role:
    """Return the role; ``ValueError`` if it is neither seller nor buyer."""
    if role == "seller":
        return "seller"
    if role == "buyer":
        return "buyer"
    raise ValueError(f"The role must be 'seller' or 'buyer', not {role!r}; choose one of the two.")


def pairs(given: object, whose: str, noun: str, example: str) -> list[tuple[object, object]]:
    """Return a list of (probability, something) pairs, at least one.

    Parameters
    ----------
    given : object
        What was given.
    whose : str
        What the pairs belong to, as a learner knows it: ``"'court'"``.
    noun : str
        What one pair is: ``"outcome"``.
    example : str
        A legal pair: ``"(0.5, 100)"``.

    Returns
    -------
    list of (object, object)

    Raises
    ------
    ValueError
        If it is no list of pairs, or empty.
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ValueError(
            f"Each {noun} of {whose} must be a pair in a list, not {given!r}; "
            f"list them, such as [{example}, ...]."
        )
    found = []
    for i, pair in enumerate(given, start=1):
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise ValueError(
                f"Each {noun} of {whose} must be a pair, and number {i} is {pair!r}; "
                f"give it as {example}."
            )
        found.append((pair[0], pair[1]))
    if not found:
        raise ValueError(
            f"There must be at least one {noun} of {whose} and there is none; "
            "add one with a chance of 100 %."
        )
    return found


def yes_or_no(value: object, what: str) -> bool:
    """Return a true boolean; ``ValueError`` for anything else."""
    if not isinstance(value, bool):
        raise ValueError(f"{what} must be True or False, not {value!r}; choose one of the two.")
    return value


def percent(share: float) -> str:
    """Return a share in words: ``percent(1.1)`` is ``"110 %"``."""
    return f"{100 * share:.10g} %"


def probabilities(values: Sequence[object], whose: str) -> tuple[float, ...]:
    """Return probabilities, each from 0 to 1, that add up to 1 within ``TOLERANCE``.

    Parameters
    ----------
    values : sequence of object
        What was given, at least one.
    whose : str
        What they belong to, as a learner knows it: ``"'court'"``.

    Returns
    -------
    tuple of float

    Raises
    ------
    ValueError
        If one is no probability, or if they do not add up to 1.
    """
    checked = tuple(
        number(value, f"The chance of outcome {i} of {whose}", at_least=0, at_most=1)
        for i, value in enumerate(values, start=1)
    )
    total = math.fsum(checked)
    if abs(total - 1) > TOLERANCE:
        way_out = "lower" if total > 1 else "raise"
        raise ValueError(
            f"The chances of {whose} add up to {percent(total)}; "
            f"{way_out} one so that they add up to 100 %."
        )
    return checked
