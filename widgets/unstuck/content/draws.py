"""Drawing anew: ranges of numbers, lists of texts, and orders, each fixed by a seed.

Only `Random.random` is used, the one method whose sequence Python promises to keep, so that
a stored seed gives the same item on every platform and in later versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from unstuck.content.reader import Reader

_T = TypeVar("_T")
_LARGEST = 1e12
_FINEST = 1e-9


@dataclass(frozen=True)
class Range:
    """Evenly spaced numbers, both ends included.

    Parameters
    ----------
    low, high, step : Decimal
        `high - low` is a multiple of `step`, which is positive.
    """

    low: Decimal
    high: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        if self.step <= 0 or self.high <= self.low or (self.high - self.low) % self.step:
            raise ValueError(
                f"steps of {self.step} do not lead from {self.low} up to {self.high}; "
                "choose a step that divides the range."
            )

    def drawn(self, rng: Random) -> float:
        """Draw one of the numbers, a whole one as `int`."""
        count = int((self.high - self.low) / self.step) + 1
        value = self.low + self.step * _below(count, rng)
        return int(value) if value == int(value) else float(value)


@dataclass(frozen=True)
class OneOf:
    """A list of texts or numbers, at least two."""

    options: tuple[str | float, ...]

    def __post_init__(self) -> None:
        if len(set(self.options)) < max(2, len(self.options)):
            raise ValueError("one_of needs at least two options, all different.")

    def drawn(self, rng: Random) -> str | float:
        """Draw one of the options."""
        return self.options[_below(len(self.options), rng)]


def shuffled(items: Iterable[_T], rng: Random) -> tuple[_T, ...]:
    """The items in an order that `rng` decides."""
    pool = list(items)
    for last in range(len(pool) - 1, 0, -1):
        other = _below(last + 1, rng)
        pool[last], pool[other] = pool[other], pool[last]
    return tuple(pool)


def read_draw(reader: Reader) -> dict[str, Range | OneOf]:
    """Read the `draw` table of a question."""
    draw: dict[str, Range | OneOf] = {}
    part = reader.section("draw")
    for name in part.table:
        part.check_name(name)
        line = part.section(name)
        options = line.raw("one_of")
        try:
            draw[name] = _range(line) if options is None else _one_of(options)
        except ValueError as error:
            line.report(str(error))
        line.close()
    return draw


def _range(line: Reader) -> Range:
    low, high, step = (line.number(key) for key in ("low", "high", "step"))
    if low is None or high is None or step is None:
        raise ValueError("needs low, high and step, or one_of.")
    if not all(abs(number) <= _LARGEST for number in (low, high, step)) or 0 < step < _FINEST:
        raise ValueError(f"low and high must lie within {_LARGEST:g}, step above {_FINEST:g}.")
    return Range(Decimal(str(low)), Decimal(str(high)), Decimal(str(step)))


def _one_of(options: Any) -> OneOf:
    if not isinstance(options, list) or not all(
        isinstance(each, str | int | float) and not isinstance(each, bool) for each in options
    ):
        raise ValueError("one_of must be a list of texts or numbers.")
    return OneOf(tuple(options))


def _below(count: int, rng: Random) -> int:
    return int(rng.random() * count)
