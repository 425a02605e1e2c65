"""What the other side may expect: several references in one pool; public through `offers`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from unstuck.analysis._checks import number, positive
from unstuck.analysis.beliefs import Normal

_HALVINGS = 80
_FAR = 12.0


@dataclass(frozen=True)
class Reference:
    """Something that they may measure your offer by.

    Parameters
    ----------
    name : str
    value : float
        The price that it makes them expect.
    give : float, default 0
        The standard deviation: about two times in three the price lies within this of `value`.
    weight : float, default 1
        How much it counts beside the others; above 0.

    Raises
    ------
    ValueError
        If a number is not finite, `give` is negative or `weight` is not above 0.
    """

    name: str
    value: float
    give: float = 0.0
    weight: float = 1.0

    def __post_init__(self) -> None:
        number(self.value, f"The price for '{self.name}'")
        number(self.give, f"The give or take for '{self.name}'", at_least=0)
        positive(self.weight, f"The weight of '{self.name}'")

    @property
    def reach(self) -> tuple[float, float]:
        """The range within the give or take."""
        return self.value - self.give, self.value + self.give

    def below(self, price: float) -> float:
        """The chance that it makes them expect less than a price; an exact hit counts half."""
        if self.give > 0:
            return Normal(self.value, self.give).cdf(price)
        return 0.5 if price == self.value else float(price > self.value)

    def above(self, price: float) -> float:
        """The chance that it makes them expect more than a price; an exact hit counts half."""
        if self.give > 0:
            return Normal(self.value, self.give).at_least(price)
        return 1 - self.below(price)


@dataclass(frozen=True)
class Expectation:
    """What they may expect: a linear pool of references, by `pooled`.

    Attributes
    ----------
    references : tuple of Reference
    weights : tuple of float
        Their weights as shares of 1.
    """

    references: tuple[Reference, ...]
    weights: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The weighted average of the values."""
        return math.fsum(w * r.value for w, r in zip(self.weights, self.references, strict=True))

    @property
    def sd(self) -> float:
        """The standard deviation: each reference's own doubt, and their disagreement."""
        centre = self.mean
        parts = zip(self.weights, self.references, strict=True)
        return math.sqrt(math.fsum(w * (r.give**2 + (r.value - centre) ** 2) for w, r in parts))

    def below(self, price: float) -> float:
        """The chance that they expect less than a price; an exact hit counts half."""
        parts = zip(self.weights, self.references, strict=True)
        return math.fsum(w * r.below(price) for w, r in parts)

    def above(self, price: float) -> float:
        """The chance that they expect more than a price; an exact hit counts half."""
        parts = zip(self.weights, self.references, strict=True)
        return math.fsum(w * r.above(price) for w, r in parts)

    def density(self, price: float, narrowest: float) -> float:
        """The density per unit, to be drawn; no reference is drawn narrower than `narrowest`."""
        parts = zip(self.weights, self.references, strict=True)
        return math.fsum(w * Normal(r.value, max(r.give, narrowest)).pdf(price) for w, r in parts)

    def quantile(self, p: float) -> float:
        """The price that they expect to be undercut with probability p, by halving."""
        chance = number(p, "The probability of a quantile", at_least=0, at_most=1)
        low = min(r.value - _FAR * r.give for r in self.references)
        high = max(r.value + _FAR * r.give for r in self.references)
        for _ in range(_HALVINGS):
            middle = low + (high - low) / 2
            if self.below(middle) < chance:
                low = middle
            else:
                high = middle
        return high


def pooled(references: Sequence[Reference]) -> Expectation:
    """Put what they may measure an offer by together into one expectation.

    Parameters
    ----------
    references : sequence of Reference
        At least one.

    Returns
    -------
    Expectation

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> pooled([Reference("market", 100, 10), Reference("last year", 120, 10)]).mean
    110.0
    """
    known = tuple(references)
    if not known:
        raise ValueError(
            "There is nothing that they may measure the offer by; give their alternative, the "
            "market or a past deal."
        )
    total = math.fsum(each.weight for each in known)
    return Expectation(known, tuple(each.weight / total for each in known))
