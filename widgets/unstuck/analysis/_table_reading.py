"""How a game ended, put in the terms of modules 01 and 10: who wanted no deal, what failed.

Whether a side saw a benefit in no deal is read from what it did: the side that left saw one. Any
other side, and both where time ran out, would have gone on, and counts as seeing a benefit only if
there was no zone and the last offer made to it was worth less than its alternative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_parts import Deal, Line
from unstuck.analysis.diagnosis import Diagnosis, View, diagnose
from unstuck.analysis.failed_talk import Goal, Met, Numbers, Talk
from unstuck.analysis.trades import appraise

Word = Literal["good deal", "thin deal", "trap", "right to leave", "missed"]

_EVEN = 0.35
_FELT = 0.62


@dataclass(frozen=True)
class Result:
    """What the outcome was.

    Attributes
    ----------
    word : {"good deal", "thin deal", "trap", "right to leave", "missed"}
        A deal that leaves little on the table, one that leaves much, one that is worse than your
        alternative; no deal where there was none to be had, or where there was one.
    worth : tuple of float or None
        What the deal was worth, you first.
    yours : float or None
        Your gain, as a share of the most you could have had without anybody else losing by it.
    efficient : bool or None
        Whether nobody could have had more without somebody having less.
    better : int
        How many packages were better for somebody and worse for nobody.
    most : float
        The most that you could have had in any deal that the others could sign; your limit at
        least.
    best_offer : float or None
        The best that they ever offered, in your points.
    """

    word: Word
    worth: tuple[float, ...] | None
    yours: float | None
    efficient: bool | None
    better: int
    most: float
    best_offer: float | None


def most_for_you(engine: Engine) -> float | None:
    """The most that a deal could have been worth to you with nobody else below their limit."""
    return max((row[0] for row in engine.scenario.signable), default=None)


def result_of(engine: Engine) -> Result:
    """Say what the outcome of an ended game was."""
    scenario = engine.scenario
    limit = scenario.you.limit
    top = most_for_you(engine)
    most = limit if top is None else max(limit, top)
    offers = [made.worth_you for made in engine.offers if made.by != "you"]
    best = max(offers, default=None)
    if engine.final is None:
        word: Word = "missed" if scenario.zone else "right to leave"
        return Result(word, None, None, None, 0, most, best)
    worth = tuple(scenario.worth(engine.final, n) for n in range(len(scenario.limits)))
    seen = appraise(scenario.packages, scenario.packages.package(_nearest(engine, engine.final)))
    gain = worth[0] - limit
    yours = gain / (most - limit) if most > limit else 0.0
    if gain < -1e-9:
        word = "trap"
    else:
        word = "good deal" if seen.efficient and yours >= _EVEN else "thin deal"
    return Result(word, worth, yours, seen.efficient, seen.better, most, best)


def _nearest(engine: Engine, package: Deal) -> int:
    """The number of the package on the grid that is nearest to a deal."""
    place = 0
    for grid, value in zip(engine.scenario.grids, package, strict=True):
        nearest = min(range(len(grid)), key=lambda n: abs(grid[n] - value))
        place = place * len(grid) + nearest
    return place


def read_impasse(engine: Engine) -> Diagnosis | None:
    """Which type of impasse it was, by the functions of module 01; None after a deal."""
    if engine.ending == "deal":
        return None
    scenario = engine.scenario
    yours = [made.worth_them for made in engine.offers if made.by == "you"]
    theirs = [made.worth_you for made in engine.offers if made.by != "you"]
    gap = not scenario.zone
    low_to_you = gap and bool(theirs) and theirs[-1] < scenario.you.limit
    low_to_them = gap and any(
        bool(yours) and worth < limit
        for worth, limit in zip(yours[-1] if yours else (), scenario.limits[1:], strict=False)
    )
    first = low_to_you or engine.ending == "you left"
    second = low_to_them or engine.ending == "they left"
    return diagnose(
        View.YES if first else View.NO,
        View.YES if second else View.NO,
        **_limits(engine),  # type: ignore[arg-type]
    )


def _limits(engine: Engine) -> dict[str, float]:
    """Both limits as prices where price is all there is; otherwise in your points."""
    numbers = numbers_of(engine)
    assert numbers.limit is not None
    if numbers.their_limit is None:
        return {}
    pair = (numbers.limit, numbers.their_limit)
    seller, buyer = pair if numbers.role == "seller" else pair[::-1]
    return {"seller_limit": seller, "buyer_limit": buyer}


def numbers_of(engine: Engine) -> Numbers:
    """Limits, target and price, for the readings of other modules.

    Where price is the only term they are prices. Otherwise they are your points, and their limit
    is the most that you could have had in a deal that they could sign.
    """
    scenario = engine.scenario
    you = scenario.you
    last = [made.package for made in engine.offers if made.by != "you"]
    package = engine.final if engine.final is not None else (last[-1] if last else None)
    if len(scenario.term) == 1 and scenario.price_at == 0 and len(scenario.side) == 1:
        lines = [scales[0] for scales in scenario.scales]
        mine, theirs = (line for line in lines if isinstance(line, Line))
        return Numbers(
            role="seller" if you.role == "seller" else "buyer",
            limit=_price(mine, you.limit),
            their_limit=_price(theirs, scenario.side[0].limit),
            price=None if package is None else package[0],
            target=_price(mine, you.target),
        )
    return Numbers(
        role="seller",
        limit=you.limit,
        their_limit=most_for_you(engine),
        price=None if package is None else scenario.worth(package),
        target=you.target,
    )


def _price(line: Line, worth: float) -> float:
    return line.low + (worth - line.first) / line.slope


def read_talk(engine: Engine) -> Talk:
    """What a learner could answer to the questions of module 10, had all been seen."""
    answers = {name: "yes" if true else "no" for name, true in _answers(engine).items()}
    trust = sum(seat.mind.trust for seat in engine.seats) / len(engine.seats)
    anger = max(seat.mind.anger for seat in engine.seats)
    felt = min(7.0, max(1.0, 4 + 5 * (trust - 0.4) - 4 * max(0.0, anger - 0.2)))
    return Talk(
        ending="deal" if engine.ending == "deal" else "no-deal",
        answers=answers,
        numbers=numbers_of(engine),
        goals=_goals(engine),
        relationship=felt,
    )


def _answers(engine: Engine) -> dict[str, bool]:
    effects = {event.effect for event in engine.events}
    angriest = max(mind[1] for minds in engine.trail for mind in minds)
    hidden = [seat for seat in engine.seats if seat.side.driver != "none"]
    unheard = any(seat.mind.heard < 0.5 for seat in hidden)
    studied = any(name.endswith("probe") for name in engine.asked)
    needs = {interest.id for interest in engine.scenario.you.interest if interest.weight >= 2}
    found = {
        "expected": False,
        "held_back": not needs <= engine.shared,
        "offence": bool(effects & {"extreme", "backtrack"}) or "leave:angry" in engine.moves,
        "untested": not engine.asked,
        "flooded": angriest > _FELT,
        "lost_thread": engine.ending == "they left" or "leave:angry" in engine.moves,
        "calm_day": angriest > _FELT and "break" not in engine.moves,
        "unsaid": unheard,
        "puzzling": unheard and "not_now" in effects,
        "beforehand": True,
    }
    if not hidden:
        found["unsaid"] = found["puzzling"] = False
    if engine.ending == "deal":
        found |= {"cooler": angriest > _FELT, "studied": studied, "haste": len(engine.moves) <= 3}
    return found


def _goals(engine: Engine) -> tuple[Goal, ...]:
    """The terms beside the price, and how far the deal gave you what you wanted of them."""
    if engine.final is None:
        return ()
    scenario = engine.scenario
    found = []
    for n, (term, value) in enumerate(zip(scenario.term, engine.final, strict=True)):
        points = scenario.you.values[term.id]
        if term.is_price or max(points) <= min(points):
            continue
        worth = scenario.scales[0][n][value]
        share = (worth - min(points)) / (max(points) - min(points))
        met: Met = "fully" if share > 0.7 else "partly" if share > 0.2 else "not"
        found.append(Goal(term.label, met))
    return tuple(found)
