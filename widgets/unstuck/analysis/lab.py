"""The laboratory of impasse: two settings on the same people, their bars, and the runs behind them.

Source
------
Chawla and others, CaSiNo, NAACL 2021, doi 10.18653/v1/2021.naacl-main.254, for the campsite talks
that `campsite` is held against; all else follows from `unstuck.analysis.simulation`.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from unstuck.analysis._sim_plan import MOST_POINTS, WALK_AWAY
from unstuck.analysis._sim_setting import whole
from unstuck.analysis.impasse import ImpasseType
from unstuck.analysis.simulation import (
    MOST_SEED,
    Event,
    Replay,
    Sample,
    Setting,
    Share,
    able,
    replay,
    simulate,
    steps,
    wilson,
)

__all__ = [
    "ENDINGS",
    "FEW",
    "MANY",
    "SHOWN",
    "Bar",
    "Camp",
    "Paired",
    "Pick",
    "apart",
    "at_once",
    "bars",
    "by_all",
    "campsite",
    "few",
    "kept",
    "many",
    "paired",
    "pick",
    "position",
    "run_both",
    "whole_seed",
]

FEW, LEAST, ENOUGH = 200, 40, 120
"""How many negotiations follow every move of a control: at most, at least, up to which work."""

ALIKE = 0.02
"""Up to this difference model and data are called alike."""

MANY, MANY_WITHOUT_NUMPY = 20_000, 3_000
SHOWN = 500
"""How many of the runs behind a bar can be looked at, the first ones."""

ENDINGS = ("deal", "wanted", "forced", "unwanted", "regretted")
KEPT = 8
_kept: OrderedDict[tuple[Setting, int, int], Sample] = OrderedDict()


def whole_seed(value: float) -> int:
    """Return a seed as `simulate` takes it; ``ValueError`` if it is no whole number."""
    return whole(value, "The number of the people", 0, MOST_SEED)


def many() -> int:
    """How many negotiations a long run has: fewer where numpy is not installed."""
    return MANY if able() else MANY_WITHOUT_NUMPY


def at_once(setting: Setting) -> int:
    """How many negotiations follow a move at once: fewer where one of them is long work."""
    ways = {"package": 3**setting.issues / 27 + 1, "casino": 2.5}.get(setting.task, 1.0)
    work = setting.rounds * setting.parties**2 * ways
    return FEW if work <= ENOUGH else max(LEAST, round(FEW * ENOUGH / work))


@lru_cache(maxsize=64)
def few(setting: Setting, seed: int) -> Sample:
    """Return a small sample, at once: of `at_once` negotiations."""
    told = simulate(setting, at_once(setting), seed, fast=False)
    assert told is not None
    return told


def kept(setting: Setting, n: int, seed: int) -> Sample | None:
    """Return a large sample if a long run has made it; None otherwise."""
    return _kept.get((setting, n, seed))


def run_both(settings: Iterable[Setting], n: int, seed: int) -> Iterator[float]:
    """Make a large sample of each setting, a step at a time, and keep it for `kept`.

    Parameters
    ----------
    settings : iterable of Setting
    n, seed : int
        As for `simulate`.

    Yields
    ------
    float
        The part that is done, from 0 to 1.
    """
    asked = list(dict.fromkeys(settings))
    for each in asked:
        if (each, n, seed) in _kept:
            _kept.move_to_end((each, n, seed))
    wanted = [each for each in asked if (each, n, seed) not in _kept]
    for done, setting in enumerate(wanted):
        run = steps(setting, n, seed, fast=able())
        while True:
            try:
                yield (done + next(run)) / len(wanted)
            except StopIteration as ended:
                _kept[setting, n, seed] = ended.value
                break
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    if not wanted:
        yield 1.0


@dataclass(frozen=True)
class Bar:
    """One type of impasse in a sample.

    Attributes
    ----------
    type : ImpasseType
    share : Share
        Its part of all negotiations.
    with_zone : float
        The part of all that ended so although a zone existed; at most the share.
    """

    type: ImpasseType
    share: Share
    with_zone: float


def bars(sample: Sample) -> tuple[Bar, ...]:
    """Return the three types of impasse: wanted, forced, unwanted."""
    return tuple(
        Bar(kind, sample.impasses(kind), sample.count(kind, zone=True) / len(sample))
        for kind in ImpasseType
    )


@dataclass(frozen=True)
class Paired:
    """What the same people reached in one setting and in the other.

    Attributes
    ----------
    only_first, only_second : int
        How many came to a deal in that setting alone.
    both, neither : int
    points : float
        The first rate of impasse less the second, in percentage points.
    """

    only_first: int
    only_second: int
    both: int
    neither: int
    points: float


def paired(first: Sample, second: Sample) -> Paired:
    """Compare two samples of the same people, negotiation by negotiation.

    Raises
    ------
    ValueError
        If they are not equally large.
    """
    if len(first) != len(second):
        raise ValueError(
            f"Two samples must be equally large to be compared, not {len(first)} and "
            f"{len(second)}; run both with the same number."
        )
    ended = Counter(zip(map(bool, first.how), map(bool, second.how), strict=True))
    deal, none = False, True
    counts = [ended[pair] for pair in ((deal, none), (none, deal), (deal, deal), (none, none))]
    gap = first.impasses().value - second.impasses().value
    only_first, only_second, both, neither = counts
    return Paired(only_first, only_second, both, neither, round(100 * gap, 10))


@dataclass(frozen=True)
class Pick:
    """One of the runs behind a bar.

    Attributes
    ----------
    run : Replay or None
        None if no negotiation ended so.
    place, count : int
        Which of how many; place 0 if there is none.
    before, after : int
        The places to go to for the one before and the next; 0 where there is none.
    """

    run: Replay | None
    place: int
    count: int
    before: int = 0
    after: int = 0


def pick(sample: Sample, ending: str, nth: float) -> Pick:
    """Play one of the negotiations again that ended in a certain way.

    Parameters
    ----------
    sample : Sample
    ending : {"deal", "wanted", "forced", "unwanted", "regretted"}
    nth : float
        Which of them, from 1; beyond the last the last. Only the first `SHOWN` are looked at.

    Raises
    ------
    ValueError
        If there is no such ending.
    """
    if ending not in ENDINGS:
        raise ValueError(f"There is no ending {ending!r}; choose one of: {', '.join(ENDINGS)}.")
    asked: dict[str, Any] = {"deal": {"deal": True}, "regretted": {"regretted": True}}
    found = sample.which(**asked.get(ending, {"kind": ending}))[:SHOWN]
    if not found:
        return Pick(None, 0, 0)
    place = min(max(1, int(nth)), len(found))
    told = _replayed(sample.setting, sample.seed, found[place - 1])
    after = place + 1 if place < len(found) else 0
    return Pick(told, place, len(found), place - 1, after)


@lru_cache(maxsize=32)
def _replayed(setting: Setting, seed: int, index: int) -> Replay:
    return replay(setting, seed, index)


def position(run: Replay, event: Event) -> float:
    """Return what the first party would get by an offer, as a part of all there is."""
    return event.shares[0]


def their_price(run: Replay) -> float | None:
    """Return where the second party's limit lies for the first, of two who share one thing."""
    return 1 - run.limits[1] if len(run.limits) == 2 else None


@dataclass(frozen=True)
class Camp:
    """Campsite talks with the same joint points possible: what people did, what the model says.

    Attributes
    ----------
    possible : int
        The most that both could have together: 36, 39 or 42 points.
    seen_left, told_left : Share
        Which part ended without a deal, in the data and in the sample.
    seen_efficient, told_efficient : Share
        Which part of the deals nobody could better without hurting the other.
    """

    possible: int
    seen_left: Share
    told_left: Share
    seen_efficient: Share
    told_efficient: Share


def campsite(sample: Sample, rows: Iterable[Mapping[str, Any]]) -> tuple[Camp, ...]:
    """Put a sample of the task ``casino`` beside the counts of the real talks.

    Parameters
    ----------
    sample : Sample
    rows : iterable of mapping
        Rows of the data set ``casino_outcomes``.

    Returns
    -------
    tuple of Camp
        By joint points possible.

    Raises
    ------
    ValueError
        If the sample is of another task.
    """
    if sample.setting.task != "casino":
        raise ValueError(
            f"The campsite talks can be held only against the task 'casino', not "
            f"'{sample.setting.task}'; simulate that."
        )
    held = list(rows)
    best = [round(MOST_POINTS * each) + 2 * WALK_AWAY for each in sample.available]
    told = []
    for possible in sorted({row["joint_points_possible"] for row in held}):
        real = [row for row in held if row["joint_points_possible"] == possible]
        deals = [row for row in real if row["outcome"] == "deal"]
        count, made = _total(real), _total(deals)
        mine = [n for n, points in enumerate(best) if points == possible]
        agreed = [n for n in mine if not sample.how[n]]
        told.append(
            Camp(
                possible,
                wilson(count - made, count),
                wilson(len(mine) - len(agreed), len(mine)),
                wilson(_total(row for row in deals if row["pareto_efficient"]), made),
                wilson(sum(sample.efficient[n] for n in agreed), len(agreed)),
            )
        )
    return tuple(told)


def by_all(camps: Iterable[Camp]) -> tuple[float, float]:
    """Return what the model says of all campsite talks together, in the proportions of the data.

    Returns
    -------
    tuple of (float, float)
        Which part ends without a deal, and which part of the deals is efficient.
    """
    held = list(camps)
    pairs = sum(camp.seen_left.of for camp in held)
    left = sum(camp.seen_left.of * camp.told_left.value for camp in held)
    deals = pairs - left
    efficient = sum(
        camp.seen_left.of * (1 - camp.told_left.value) * camp.told_efficient.value for camp in held
    )
    return left / pairs, efficient / deals if deals else 0.0


def apart(camps: Iterable[Camp]) -> tuple[str, str]:
    """Say how the model differs from the data over all campsite talks.

    Returns
    -------
    tuple of (str, str)
        Of talks without a deal, then of efficient deals: ``more`` or ``fewer`` in the model, or
        ``alike`` where the parts are within `ALIKE` of each other.
    """
    held = list(camps)
    told = by_all(held)
    pairs = sum(camp.seen_left.of for camp in held)
    left = sum(camp.seen_left.count for camp in held)
    efficient = sum(camp.seen_efficient.count for camp in held)
    seen = (left / pairs, efficient / (pairs - left))
    first, second = (
        "alike" if abs(a - b) <= ALIKE else "more" if a > b else "fewer"
        for a, b in zip(told, seen, strict=True)
    )
    return first, second


def _total(rows: Iterable[Mapping[str, Any]]) -> int:
    return sum(int(row["n"]) for row in rows)
