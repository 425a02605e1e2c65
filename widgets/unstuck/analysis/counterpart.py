"""The other side's alternatives, guessed at: how badly they want this deal, how high you can aim.

Their limit is the price at which they would as soon go elsewhere. You do not know it, but you
can say what each of their alternatives may be worth to them, from low to high, and how you know.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unstuck.analysis._checks import Role, check_role, number
from unstuck.analysis.beliefs import Triangular

__all__ = ["AIMS", "BestOf", "Counterpart", "TheirOption", "counterpart", "their_limit"]

AIMS = (0.9, 0.75, 0.5, 0.25, 0.1)
"""Chances, from safe to bold, at which `counterpart` says how high you can aim."""

_HALVINGS = 48
_NEARLY_ALL = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class TheirOption:
    """One thing that the other side could do instead of a deal with you.

    Parameters
    ----------
    name : str
    likely : float
        The price elsewhere that would suit them as well as a deal with you: for a buyer what they
        would pay for as good a thing, for a seller what they would get.
    lower, higher : float, default 0
        By how much that price may be lower or higher; 0 or more.
    hassle : float, default 0
        What going there costs them beside the price; 0 or more.
    sources : int, default 1
        On how many independent sources the estimate rests; 1 or more.

    Raises
    ------
    ValueError
        If a number is not finite or out of its range.
    """

    name: str
    likely: float
    lower: float = 0.0
    higher: float = 0.0
    hassle: float = 0.0
    sources: int = 1

    def __post_init__(self) -> None:
        number(self.likely, f"The likely price of '{self.name}'")
        number(self.lower, f"How much lower '{self.name}' may be", at_least=0)
        number(self.higher, f"How much higher '{self.name}' may be", at_least=0)
        number(self.hassle, f"What going to '{self.name}' costs them", at_least=0)
        number(self.sources, f"The number of sources on '{self.name}'", at_least=1)

    def limit(self, role: Role, extra: float = 0.0) -> Triangular:
        """The price at which they would as soon take this option as deal with you.

        Parameters
        ----------
        role : {"seller", "buyer"}
            Which of the two *they* are.
        extra : float, default 0
            What a deal with you brings them beside the price; negative if it costs them.
        """
        shift = self.hassle + number(extra, "What the deal brings them")
        middle = self.likely + (shift if role == "buyer" else -shift)
        return Triangular(middle - self.lower, middle, middle + self.higher)

    def with_one_more_source(self) -> TheirOption:
        """The option after one more independent source of the same quality agrees with it.

        The spread of an average of n such sources falls with the square root of n.
        """
        shrink = math.sqrt(self.sources / (self.sources + 1))
        return replace(
            self,
            lower=self.lower * shrink,
            higher=self.higher * shrink,
            sources=self.sources + 1,
        )


@dataclass(frozen=True)
class BestOf:
    """The highest (or the lowest) of several independent amounts that you do not know.

    Parameters
    ----------
    parts : tuple of Triangular
        At least one.
    highest : bool
        Whether the highest of them counts.
    """

    parts: tuple[Triangular, ...]
    highest: bool

    @property
    def support(self) -> tuple[float, float]:
        """The least and the most that it can be."""
        pick = max if self.highest else min
        return pick(part.low for part in self.parts), pick(part.high for part in self.parts)

    def cdf(self, x: float) -> float:
        """The probability of x or less."""
        if self.highest:
            return math.prod(part.cdf(x) for part in self.parts)
        return 1 - math.prod(1 - part.cdf(x) for part in self.parts)

    def at_least(self, x: float) -> float:
        """The probability of x or more."""
        if self.highest:
            return 1 - math.prod(1 - part.at_least(x) for part in self.parts)
        return math.prod(part.at_least(x) for part in self.parts)

    def quantile(self, p: float) -> float:
        """The value that is not exceeded with probability p, by halving the support."""
        chance = number(p, "The probability of a quantile", at_least=0, at_most=1)
        low, high = self.support
        for _ in range(_HALVINGS):
            middle = low + (high - low) / 2
            if self.cdf(middle) < chance:
                low = middle
            else:
                high = middle
        return high


@dataclass(frozen=True)
class Counterpart:
    """What their alternatives tell about the deal.

    Attributes
    ----------
    limit : BestOf
        Their reservation value as a price.
    low, middle, high : float
        Its 10 %, 50 % and 90 % points: in eight cases of ten it lies between low and high.
    aims : tuple of (float, float)
        (chance that they can still say yes, price) for each of `AIMS`.
    target : float
        The price that they can still say yes to with the chance that you chose.
    gains : tuple of float
        What they gain by the deal at the price talked about, where their limit is low, middle
        and high.
    walk : float
        The probability that they would rather go elsewhere than take that price.
    zone : float or None
        The probability that their limit reaches yours; None where yours is not given.
    check : int
        About which of their options one more source would narrow the range most, from 0.
    after : tuple of float
        The 10 % and 90 % points of their limit after that source.
    """

    limit: BestOf
    low: float
    middle: float
    high: float
    aims: tuple[tuple[float, float], ...]
    target: float
    gains: tuple[float, float, float]
    walk: float
    zone: float | None
    check: int
    after: tuple[float, float]


def their_limit(options: Sequence[TheirOption], role: Role, extra: float = 0.0) -> BestOf:
    """Return the other side's reservation value as a belief about a price.

    A buyer would pay you at most what the cheapest of their options costs them; a seller would
    take at least what the best of theirs brings.

    Parameters
    ----------
    options : sequence of TheirOption
        At least one; their prices are taken as independent.
    role : {"seller", "buyer"}
        Which of the two they are.
    extra : float, default 0
        What a deal with you brings them beside the price.

    Returns
    -------
    BestOf

    Raises
    ------
    ValueError
        If there is no option or the role is unknown.
    """
    side = check_role(role)
    if not options:
        raise ValueError("They must have at least one option; add one, if only 'do without'.")
    return BestOf(tuple(each.limit(side, extra) for each in options), side == "seller")


def counterpart(
    options: Sequence[TheirOption],
    *,
    role: Role,
    price: float,
    sure: float = 0.5,
    extra: float = 0.0,
    your_limit: float | None = None,
) -> Counterpart:
    """Say how much they want the deal, how high you can aim, and what to find out first.

    Parameters
    ----------
    options : sequence of TheirOption
        What they could do instead; at least one.
    role : {"seller", "buyer"}
        Which of the two they are.
    price : float
        A price that is talked about.
    sure : float, default 0.5
        The chance you want that they can still say yes to your target; 0 to 1.
    extra : float, default 0
        What a deal with you brings them beside the price; negative if it costs them.
    your_limit : float, optional
        Your own reservation value.

    Returns
    -------
    Counterpart

    Raises
    ------
    ValueError
        If there is no option or a number is out of its range.
    """
    limit = their_limit(options, role, extra)
    at = number(price, "The price talked about")
    low, middle, high = (limit.quantile(p) for p in _NEARLY_ALL)
    check, after = _next_source(options, role, extra)
    buys = role == "buyer"
    return Counterpart(
        limit=limit,
        low=low,
        middle=middle,
        high=high,
        aims=tuple((chance, _reachable(limit, chance)) for chance in AIMS),
        target=_reachable(limit, number(sure, "The chance you want", at_least=0, at_most=1)),
        gains=(low - at, middle - at, high - at) if buys else (at - low, at - middle, at - high),
        walk=1 - _says_yes(limit, at),
        zone=None if your_limit is None else _says_yes(limit, number(your_limit, "Your limit")),
        check=check,
        after=after,
    )


def _says_yes(limit: BestOf, price: float) -> float:
    """Return the chance that a price is no worse for them than going elsewhere."""
    return limit.cdf(price) if limit.highest else limit.at_least(price)


def _reachable(limit: BestOf, chance: float) -> float:
    """Return the price that they can still say yes to with that chance."""
    return limit.quantile(chance if limit.highest else 1 - chance)


def _next_source(
    options: Sequence[TheirOption], role: Role, extra: float
) -> tuple[int, tuple[float, float]]:
    """Return which option to ask about next, and the range of their limit after that."""
    ranges = []
    for i, option in enumerate(options):
        asked = [*options[:i], option.with_one_more_source(), *options[i + 1 :]]
        limit = their_limit(asked, role, extra)
        ranges.append((limit.quantile(_NEARLY_ALL[0]), limit.quantile(_NEARLY_ALL[2])))
    widths = [high - low for low, high in ranges]
    best = widths.index(min(widths))
    return best, ranges[best]
