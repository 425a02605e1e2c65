"""The triangular belief; public through `analysis.beliefs`, which says what its methods give."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from unstuck.analysis._checks import number
from unstuck.analysis._quadrature import Function, integral, pieces


def quantile_chance(p: object) -> float:
    """Return the argument of a quantile; ``ValueError`` if it is no probability."""
    return number(p, "The probability of a quantile", at_least=0, at_most=1)


@dataclass(frozen=True)
class Triangular:
    """Somewhere between two values, likeliest at the mode, less and less towards the ends.

    Parameters
    ----------
    low, mode, high : float
        The lowest, likeliest and highest value, in this order; equal values are allowed.

    Raises
    ------
    ValueError
        If a value is no finite number or they are out of order.
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        low = number(self.low, "The lowest value")
        mode = number(self.mode, "The likeliest value")
        high = number(self.high, "The highest value")
        if not low <= mode <= high:
            raise ValueError(
                "The lowest, likeliest and highest value must follow in this order, not "
                f"{low:g}, {mode:g}, {high:g}; sort them."
            )
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "mode", mode)
        object.__setattr__(self, "high", high)

    @property
    def mean(self) -> float:
        return self.low + ((self.mode - self.low) + (self.high - self.low)) / 3

    @property
    def sd(self) -> float:
        left, right = self.mode - self.low, self.high - self.mode
        return math.sqrt((left * left + left * right + right * right) / 18)

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    @property
    def knots(self) -> tuple[float, ...]:
        return self.low, self.mode, self.high

    def _below(self, x: float) -> float:
        """Return the probability below x, for x between low and mode."""
        if x <= self.low:
            return 0.0
        return (x - self.low) / (self.mode - self.low) * ((x - self.low) / (self.high - self.low))

    def _above(self, x: float) -> float:
        """Return the probability above x, for x between mode and high."""
        if x >= self.high:
            return 0.0
        return (
            (self.high - x) / (self.high - self.mode) * ((self.high - x) / (self.high - self.low))
        )

    def cdf(self, x: float) -> float:
        return self._below(x) if x < self.mode else 1 - self._above(x)

    def at_least(self, x: float) -> float:
        return 1 - self._below(x) if x <= self.mode else self._above(x)

    def pdf(self, x: float) -> float:
        if not self.low <= x <= self.high:
            return 0.0
        if self.low == self.high:
            return math.inf
        peak = 2 / (self.high - self.low)
        if x == self.mode:
            return peak
        if x < self.mode:
            return peak * ((x - self.low) / (self.mode - self.low))
        return peak * ((self.high - x) / (self.high - self.mode))

    def quantile(self, p: float) -> float:
        chance, width = quantile_chance(p), self.high - self.low
        if width == 0:
            return self.mode
        left = (self.mode - self.low) / width
        if chance <= left:
            return min(self.mode, self.low + width * math.sqrt(chance * left))
        return max(self.mode, self.high - width * math.sqrt((1 - chance) * (1 - left)))

    def excess(self, x: float) -> float:
        if x <= self.mode:
            return max(0.0, self.mean - x + max(0.0, x - self.low) * self._below(x) / 3)
        return max(0.0, self.high - x) * self._above(x) / 3

    def shortfall(self, x: float) -> float:
        if x >= self.mode:
            return max(0.0, x - self.mean + max(0.0, self.high - x) * self._above(x) / 3)
        return max(0.0, x - self.low) * self._below(x) / 3

    def expect(self, function: Function, knots: Iterable[float] = ()) -> float:
        width = self.high - self.low
        if width == 0:
            return function(self.mode)
        left = (self.mode - self.low) / width
        cuts = [left, *((k - self.low) / width for k in knots if self.low < k < self.high)]

        def weighted(u: float) -> float:
            height = u / left if u < left else (1 - u) / (1 - left)
            return 2 * height * function(self.low + u * width)

        return integral(weighted, pieces(0.0, 1.0, cuts))
