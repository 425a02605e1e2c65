"""A score for an ended game, from 0 to 100, in which a right no-deal counts as much as a deal.

Sixty points are for the result, twenty for what you understood of the other side, twenty for how
you parted. A deal earns 36 for being better than your alternative and up to 24 more, half for your
part of what was to be had (half of it is enough), half for leaving nothing lying about. Where there
was no zone, to leave well earns all sixty, to let time run out 48, to leave in anger 36, and to be
left 30. Where there was one, no deal earns 12 if they never offered you more than your alternative,
and 0 if they did; and so does a deal worse than your alternative. The weights are a rule of thumb
of this course.
"""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_reading import Result

RESULT, UNDERSTOOD, PARTED = 60.0, 20.0, 20.0
_ENOUGH = 0.6


@dataclass(frozen=True)
class Score:
    """How well a game was played.

    Attributes
    ----------
    total : float
        0 to 100.
    result : float
        0 to 60: the deal, or the right no-deal.
    understood : float
        0 to 20: what you found out, and whether you spoke to what lay behind.
    parted : float
        0 to 20: trust and anger at the end.
    """

    total: float
    result: float
    understood: float
    parted: float


def score(engine: Engine, result: Result) -> Score:
    """Score an ended game."""
    parts = (_result(engine, result), _understood(engine), _parted(engine))
    return Score(sum(parts), *parts)


def _result(engine: Engine, result: Result) -> float:
    limit = engine.scenario.you.limit
    if result.word == "trap":
        return 0.0
    if result.worth is not None:
        return 36.0 + 12.0 * min(1.0, 2 * (result.yours or 0.0)) + 12.0 * _used(engine, result)
    if result.word == "right to leave":
        ends = {"deadline": 48.0, "they left": 30.0}
        left = 36.0 if "leave:angry" in engine.moves else RESULT
        return ends.get(engine.ending, left)
    better = result.best_offer is not None and result.best_offer > limit + 1e-9
    return 0.0 if better else 12.0


def _used(engine: Engine, result: Result) -> float:
    """How much of the value that could be made the deal makes: 1 if it is efficient."""
    if result.efficient or result.worth is None:
        return 1.0
    scenario = engine.scenario
    spans = [best - low for best, low in zip(scenario.best, scenario.limits, strict=True)]

    def total(row: tuple[float, ...]) -> float:
        gains = zip(row, scenario.limits, spans, strict=True)
        return sum((worth - low) / span for worth, low, span in gains)

    rows = scenario.rows
    most = max(
        (total(row) for row in rows
         if all(w >= d - 1e-9 for w, d in zip(row, result.worth, strict=True))),
        default=total(result.worth),
    )  # fmt: skip
    return max(0.0, min(1.0, total(result.worth) / most)) if most > 0 else 1.0


def _understood(engine: Engine) -> float:
    there = sum(len(seat.side.topic) + 1 for seat in engine.seats)
    share = min(1.0, len(engine.asked) / (_ENOUGH * there))
    heard = sum(seat.mind.heard for seat in engine.seats) / len(engine.seats)
    return UNDERSTOOD * (0.6 * share + 0.4 * heard)


def _parted(engine: Engine) -> float:
    minds = [seat.mind for seat in engine.seats]
    each = [min(1.0, max(0.0, (mind.trust + 0.8 - mind.anger) / 1.4)) for mind in minds]
    return PARTED * sum(each) / len(each)
