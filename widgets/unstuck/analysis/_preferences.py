"""Issues and what a party wants of them; public through `analysis.packages`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from unstuck.analysis._checks import number

Package = tuple[str, ...]
"""One option for each issue, in the order of the issues."""


@dataclass(frozen=True)
class Issue:
    """One thing to be settled, and the ways to settle it.

    Parameters
    ----------
    name : str
    options : sequence of str
        At least one, each with a name of its own, in their natural order: from little to much, or
        from early to late. Kept as a tuple.

    Raises
    ------
    ValueError
        If the name is empty, or there is no option, or two options have one name.
    """

    name: str
    options: Sequence[str]

    def __post_init__(self) -> None:
        _named(self.name, "An issue")
        distinct(self.options, f"option of '{self.name}'")
        object.__setattr__(self, "options", tuple(self.options))


@dataclass(frozen=True)
class Party:
    """One side: what it wants of each issue, and what it has without a deal.

    Parameters
    ----------
    name : str
    values : mapping of str to sequence of float
        For every issue the value of each option, in the order of the options.
    weights : mapping of str to float, default 1 for every issue
        How much each issue counts. They need not add up to 1; an issue left out counts 1.
    reservation : float, default 0
        The reservation value: the worth of the worst package still worth taking, in the same
        points as the packages.
    batna : str, default ""
        What it would do instead, in words.
    discount : float, default 1
        What is left of a deal's worth after one unit of time, from 0 to 1. Only kept: nothing in
        a `Scenario` is discounted.

    Raises
    ------
    ValueError
        If the name is empty, or a number is not finite or out of its range.

    Examples
    --------
    >>> client = Party("client", {"price": (10, 5, 0)}, weights={"price": 0.5}, reservation=2)
    >>> client.points("price")
    (5.0, 2.5, 0.0)
    """

    name: str
    values: Mapping[str, Sequence[float]]
    weights: Mapping[str, float] = field(default_factory=dict)
    reservation: float = 0.0
    batna: str = ""
    discount: float = 1.0

    def __post_init__(self) -> None:
        _named(self.name, "A party")
        whose = f"for '{self.name}'"
        values = {
            issue: tuple(
                number(value, f"The value {whose} of option {i} of '{issue}'")
                for i, value in enumerate(_listed(given, f"The values {whose} of '{issue}'"), 1)
            )
            for issue, given in _table(self.values, f"The values {whose}").items()
        }
        weights = {
            issue: number(weight, f"The weight of '{issue}' {whose}")
            for issue, weight in _table(self.weights, f"The weights {whose}").items()
        }
        unknown = [issue for issue in weights if issue not in values]
        if unknown:
            raise ValueError(
                f"'{self.name}' has a weight for '{unknown[0]}' and no values; add the values."
            )
        reservation = number(self.reservation, f"The reservation value of '{self.name}'")
        discount = number(
            self.discount, f"The discount factor of '{self.name}'", at_least=0, at_most=1
        )
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "weights", {issue: weights.get(issue, 1.0) for issue in values})
        object.__setattr__(self, "reservation", reservation)
        object.__setattr__(self, "discount", discount)

    def points(self, issue: str) -> tuple[float, ...]:
        """Return what each option of an issue adds to a package: weight times value."""
        weight = self.weights[issue]
        return tuple(weight * value for value in self.values[issue])


def _named(name: object, what: str) -> None:
    """Refuse anything but a text with something in it."""
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{what} must have a name in words, not {name!r}; type one.")


def _listed(given: object, what: str) -> Sequence[Any]:
    """Return a sequence as it is; ``ValueError`` for anything else, text included."""
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise ValueError(f"{what} must be a list, not {given!r}; write it as [1, 2, 3].")
    return given


def _table(given: object, what: str) -> Mapping[str, Any]:
    """Return a mapping as it is; ``ValueError`` for anything else."""
    if not isinstance(given, Mapping):
        raise ValueError(f"{what} must be given by issue, not as {given!r}; name each issue.")
    return given


def distinct(names: object, noun: str, plural: str = "") -> None:
    """Refuse an empty list of names, an empty name, and a name that comes twice."""
    listed = _listed(names, f"The list of {plural or noun}")
    if not listed:
        raise ValueError(f"There must be at least one {noun} and there is none; add one.")
    seen: set[str] = set()
    for name in listed:
        _named(name, f"Every {noun}")
        if name in seen:
            raise ValueError(f"There are two of the name '{name}' as {noun}; rename one of them.")
        seen.add(name)


def some(options: Sequence[str]) -> str:
    """Return the first few options for a sentence."""
    shown = ", ".join(f"'{option}'" for option in options[:6])
    return shown if len(options) <= 6 else f"{shown} and {len(options) - 6} more"
