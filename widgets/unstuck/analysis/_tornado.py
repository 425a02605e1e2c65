"""What would change the answer about the BATNA; public through `analysis.batna`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unstuck.analysis._alternatives import Alternative, Best, best_alternative
from unstuck.analysis._checks import LARGEST, number, positive
from unstuck.analysis._switch import with_chance


@dataclass(frozen=True)
class TornadoBar:
    """How the reservation value moves when one input runs over its range.

    Attributes
    ----------
    name : str
        The input, as a learner can read it: ``"court: value of outcome 1"``.
    low, high : float
        The ends of its range.
    at_low, at_high : float
        The reservation value (certainty equivalent of the best alternative) at each end.
    best_at_low, best_at_high : int
        Which alternative is then the best, by its place in the list from 0.
    changes_best : bool
        Whether at either end another alternative is the best than with the inputs as given.
    """

    name: str
    low: float
    high: float
    at_low: float
    at_high: float
    best_at_low: int
    best_at_high: int
    changes_best: bool

    @property
    def swing(self) -> float:
        """The distance between the reservation values at the two ends."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class _Problem:
    """Everything on which the reservation value depends."""

    alternatives: tuple[Alternative, ...]
    discount_rate: float
    risk_tolerance: float

    def best(self) -> Best:
        return best_alternative(
            self.alternatives,
            discount_rate=self.discount_rate,
            risk_tolerance=self.risk_tolerance,
        )

    def with_alternative(self, index: int, alternative: Alternative) -> _Problem:
        changed = (*self.alternatives[:index], alternative, *self.alternatives[index + 1 :])
        return replace(self, alternatives=changed)


_ANY = (-LARGEST, LARGEST)
_FROM_ZERO = (0.0, LARGEST)
_SHARE = (0.0, 1.0)


@dataclass(frozen=True)
class _Input:
    """One number of a problem, and the problem with that number changed."""

    name: str
    value: float
    bounds: tuple[float, float]
    changed_to: Callable[[float], _Problem]


def labels(alternatives: Sequence[Alternative]) -> list[str]:
    """Return a readable name for each alternative, no two alike."""
    names = [each.name.strip() or f"alternative {i}" for i, each in enumerate(alternatives, 1)]
    repeated = Counter(names)
    return [
        f"{name} (alternative {i})" if repeated[name] > 1 else name
        for i, name in enumerate(names, start=1)
    ]


def _inputs(problem: _Problem) -> Iterator[_Input]:
    """Yield every input that can be varied, in the order in which a learner meets them."""
    names = labels(problem.alternatives)
    for index, (label, each) in enumerate(zip(names, problem.alternatives, strict=True)):
        yield from _inputs_of(problem, index, label, each)
    yield _Input(
        "discount rate",
        problem.discount_rate,
        _FROM_ZERO,
        lambda rate: replace(problem, discount_rate=rate),
    )
    if problem.risk_tolerance < math.inf:
        yield _Input(
            "risk tolerance",
            problem.risk_tolerance,
            _FROM_ZERO,
            lambda tolerance: replace(problem, risk_tolerance=tolerance),
        )


def _inputs_of(problem: _Problem, index: int, label: str, each: Alternative) -> Iterator[_Input]:
    """Yield the inputs of one alternative."""

    def put(
        name: str,
        value: float,
        bounds: tuple[float, float],
        make: Callable[[float], Alternative],
    ) -> _Input:
        def changed_to(x: float) -> _Problem:
            return problem.with_alternative(index, make(x))

        return _Input(f"{label}: {name}", value, bounds, changed_to)

    for place, (chance, value) in enumerate(each.outcomes):

        def with_value(x: float, place: int = place) -> Alternative:
            pairs = list(each.outcomes)
            pairs[place] = (pairs[place][0], x)
            return replace(each, outcomes=pairs)

        def with_this_chance(x: float, place: int = place) -> Alternative:
            return with_chance(each, place, x)

        yield put(f"value of outcome {place + 1}", value, _ANY, with_value)
        if len(each.outcomes) > 1:
            yield put(f"chance of outcome {place + 1}", chance, _SHARE, with_this_chance)
    yield put("cost", each.cost, _FROM_ZERO, lambda x: replace(each, cost=x))
    yield put("years", each.years, _FROM_ZERO, lambda x: replace(each, years=x))


def _range(
    item: _Input, spread: float, ranges: Mapping[str, tuple[float, float]]
) -> tuple[float, float]:
    """Return the range of an input: the one given, or its value less and more the spread."""
    at_least, at_most = item.bounds
    if item.name not in ranges:
        reach = spread * abs(item.value)
        return item.value - reach, min(item.value + reach, at_most)
    try:
        low, high = ranges[item.name]
    except (TypeError, ValueError):
        raise ValueError(
            f"The range of '{item.name}' must be two numbers, not {ranges[item.name]!r}; "
            "give it as (low, high)."
        ) from None
    low = number(low, f"The low end of '{item.name}'", at_least=at_least, at_most=at_most)
    high = number(high, f"The high end of '{item.name}'", at_least=at_least, at_most=at_most)
    if low > high:
        raise ValueError(
            f"The range of '{item.name}' must run from low to high, not from {low:g} to {high:g}; "
            "swap the two."
        )
    return low, high


def sensitivity(
    alternatives: Sequence[Alternative],
    *,
    discount_rate: float = 0.0,
    risk_tolerance: float = math.inf,
    spread: float = 0.2,
    ranges: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[TornadoBar, ...]:
    """Vary one input at a time and see how far your reservation value moves (a tornado chart).

    Inputs are the value and the chance of every outcome, the cost and the years of every
    alternative, the discount rate, and the risk tolerance where it is finite. When a chance moves,
    the other chances of that alternative are rescaled in proportion, so that all still add up to
    1. An input whose range has no width, such as a cost of 0 without a range of its own, has no
    bar.

    Parameters
    ----------
    alternatives : sequence of Alternative
        At least one.
    discount_rate, risk_tolerance : float
        As for `certainty_equivalent`.
    spread : float, default 0.2
        How far an input moves each way, as a share of its own size; above 0 and below 1. Chances
        stop at 1.
    ranges : mapping of str to (float, float), optional
        The range of single inputs by the name that their bar has, in place of the spread:
        ``{"court: cost": (100, 400)}``.

    Returns
    -------
    tuple of TornadoBar
        Widest swing first; equal swings in the order of the inputs.

    Raises
    ------
    ValueError
        If there is no alternative, a range names no input, runs backwards or leaves what is
        allowed, or a number is out of its range.

    References
    ----------
    Tornado diagrams: R. T. Clemen, *Making Hard Decisions*, on sensitivity analysis.
    """
    share = positive(spread, "The spread")
    if share >= 1:
        raise ValueError(f"The spread must be less than 1, not {share:g}; lower it.")
    problem = _Problem(tuple(alternatives), discount_rate, risk_tolerance)
    base = problem.best()
    inputs = list(_inputs(problem))
    given = dict(ranges or {})
    unknown = sorted(set(given) - {item.name for item in inputs})
    if unknown:
        raise ValueError(
            f"There is no input '{unknown[0]}' to vary; "
            f"name one of these: {', '.join(item.name for item in inputs)}."
        )
    bars = []
    for item in inputs:
        low, high = _range(item, share, given)
        if low < high:
            bars.append(_bar(item, low, high, base.index))
    return tuple(sorted(bars, key=lambda bar: -bar.swing))


def _bar(item: _Input, low: float, high: float, base_index: int) -> TornadoBar:
    """Evaluate one input at both ends of its range."""
    down, up = item.changed_to(low).best(), item.changed_to(high).best()
    return TornadoBar(
        item.name,
        low,
        high,
        down.value,
        up.value,
        down.index,
        up.index,
        {down.index, up.index} != {base_index},
    )
