"""What you believe about a number that you do not know, such as the other side's limit.

A belief is a `Point` (you are certain), `Uniform`, `Triangular` or `Normal`. Its width may be 0:
it is then a certainty, so that every position of two sliders is legal. Every belief tells:

* ``mean`` and ``sd`` (standard deviation, 0 for a certainty), in the unit of the quantity;
* ``support``, its lowest and highest value (infinite for a normal belief), and ``knots``, the
  values at which its density bends or jumps;
* ``cdf(x)`` and ``at_least(x)``, the probability of x or less, and of x or more;
* ``pdf(x)``, the density per unit (a certainty: infinity at its value, 0 elsewhere);
* ``quantile(p)``, the value that is not exceeded with probability p; the ends of the support for
  0 and 1, ``ValueError`` where p is no probability;
* ``excess(x)`` and ``shortfall(x)``, by how much it lies above, or below, x on average, counting
  0 where it does not;
* ``expect(function, knots)``, the mean of a function of the quantity, by deterministic
  quadrature; the function may bend or jump at the knots and be smooth elsewhere.

References
----------
The formulas are those of the textbooks, such as N. L. Johnson, S. Kotz and N. Balakrishnan,
*Continuous Univariate Distributions*.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from unstuck.analysis._checks import number
from unstuck.analysis._quadrature import Function, integral, pieces
from unstuck.analysis._triangular import Triangular, quantile_chance

__all__ = ["Belief", "Normal", "Point", "Triangular", "Uniform", "as_belief", "certain"]


@dataclass(frozen=True)
class Point:
    """A number you are certain of.

    Parameters
    ----------
    value : float

    Raises
    ------
    ValueError
        If it is no finite number.
    """

    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", number(self.value, "A certain value"))

    @property
    def mean(self) -> float:
        return self.value

    @property
    def sd(self) -> float:
        return 0.0

    @property
    def support(self) -> tuple[float, float]:
        return self.value, self.value

    @property
    def knots(self) -> tuple[float, ...]:
        return (self.value,)

    def cdf(self, x: float) -> float:
        return 1.0 if self.value <= x else 0.0

    def at_least(self, x: float) -> float:
        return 1.0 if self.value >= x else 0.0

    def pdf(self, x: float) -> float:
        return math.inf if x == self.value else 0.0

    def quantile(self, p: float) -> float:
        quantile_chance(p)
        return self.value

    def excess(self, x: float) -> float:
        return max(0.0, self.value - x)

    def shortfall(self, x: float) -> float:
        return max(0.0, x - self.value)

    def expect(self, function: Function, knots: Iterable[float] = ()) -> float:
        return function(self.value)


@dataclass(frozen=True)
class Uniform:
    """Somewhere between two values, none of them likelier than another.

    Parameters
    ----------
    low, high : float
        The ends; equal ends are a certainty.

    Raises
    ------
    ValueError
        If an end is no finite number or low lies above high.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        low = number(self.low, "The lowest value")
        high = number(self.high, "The highest value")
        if low > high:
            raise ValueError(
                f"The lowest value must not lie above the highest, and {low:g} lies above "
                f"{high:g}; swap the two."
            )
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    @property
    def mean(self) -> float:
        return self.low + (self.high - self.low) / 2

    @property
    def sd(self) -> float:
        return (self.high - self.low) / math.sqrt(12)

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    @property
    def knots(self) -> tuple[float, ...]:
        return self.low, self.high

    def cdf(self, x: float) -> float:
        if x >= self.high:
            return 1.0
        return 0.0 if x < self.low else (x - self.low) / (self.high - self.low)

    def at_least(self, x: float) -> float:
        if x <= self.low:
            return 1.0
        return 0.0 if x > self.high else (self.high - x) / (self.high - self.low)

    def pdf(self, x: float) -> float:
        if not self.low <= x <= self.high:
            return 0.0
        return 1 / (self.high - self.low) if self.high > self.low else math.inf

    def quantile(self, p: float) -> float:
        return min(self.high, self.low + quantile_chance(p) * (self.high - self.low))

    def excess(self, x: float) -> float:
        if x <= self.low:
            return self.mean - x
        return 0.0 if x >= self.high else (self.high - x) * self.at_least(x) / 2

    def shortfall(self, x: float) -> float:
        if x >= self.high:
            return x - self.mean
        return 0.0 if x <= self.low else (x - self.low) * self.cdf(x) / 2

    def expect(self, function: Function, knots: Iterable[float] = ()) -> float:
        width = self.high - self.low
        cuts = [(knot - self.low) / width for knot in knots if self.low < knot < self.high]
        return integral(lambda u: function(self.low + u * width), pieces(0.0, 1.0, cuts))


@dataclass(frozen=True)
class Normal:
    """Around a mean, with a bell-shaped spread.

    Parameters
    ----------
    mean : float
        The centre, also the likeliest value.
    sd : float
        The standard deviation, 0 or more: about two times in three the value lies within one of
        the mean. 0 is a certainty.

    Raises
    ------
    ValueError
        If either is no finite number or sd is negative.
    """

    mean: float
    sd: float

    def __post_init__(self) -> None:
        mean = number(self.mean, "The mean")
        object.__setattr__(self, "sd", number(self.sd, "The standard deviation", at_least=0))
        object.__setattr__(self, "mean", mean)

    @property
    def support(self) -> tuple[float, float]:
        return (-math.inf, math.inf) if self.sd > 0 else (self.mean, self.mean)

    @property
    def knots(self) -> tuple[float, ...]:
        return ()

    def cdf(self, x: float) -> float:
        if self.sd == 0:
            return Point(self.mean).cdf(x)
        return math.erfc((self.mean - x) / self.sd / math.sqrt(2)) / 2

    def at_least(self, x: float) -> float:
        if self.sd == 0:
            return Point(self.mean).at_least(x)
        return math.erfc((x - self.mean) / self.sd / math.sqrt(2)) / 2

    def pdf(self, x: float) -> float:
        if self.sd == 0:
            return Point(self.mean).pdf(x)
        return _bell((x - self.mean) / self.sd) / self.sd

    def quantile(self, p: float) -> float:
        chance = quantile_chance(p)
        if self.sd == 0 or chance in (0.0, 1.0):
            return self.support[int(chance)]
        from statistics import NormalDist  # loads slowly, and few pages ask for it

        return self.mean + self.sd * NormalDist().inv_cdf(chance)

    def excess(self, x: float) -> float:
        if self.sd == 0:
            return Point(self.mean).excess(x)
        away = (self.mean - x) / self.sd
        return max(0.0, self.sd * _bell(away) + (self.mean - x) * self.at_least(x))

    def shortfall(self, x: float) -> float:
        return Normal(-self.mean, self.sd).excess(-x)

    def expect(self, function: Function, knots: Iterable[float] = ()) -> float:
        if self.sd == 0:
            return function(self.mean)
        cuts = [-6.0, -3.0, 0.0, 3.0, 6.0, *((knot - self.mean) / self.sd for knot in knots)]
        return integral(
            lambda z: _bell(z) * function(self.mean + z * self.sd), pieces(-9.0, 9.0, cuts)
        )


def _bell(z: float) -> float:
    """Return the standard normal density."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


Belief = Point | Uniform | Triangular | Normal
"""Anything you may believe about a number."""


def certain(x: float) -> Point:
    """Return the belief of someone who is sure that the number is x.

    Raises
    ------
    ValueError
        If x is no finite number.
    """
    return Point(x)


def as_belief(value: float | Belief) -> Belief:
    """Return a belief as it is, and a plain number as a certainty.

    A belief without width becomes a `Point` too.

    Parameters
    ----------
    value : float or Belief

    Returns
    -------
    Belief

    Raises
    ------
    ValueError
        If it is neither a belief nor a finite number.
    """
    belief = value if isinstance(value, Belief) else Point(value)
    low, high = belief.support
    return Point(low) if low == high else belief
