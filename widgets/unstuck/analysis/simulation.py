"""Many negotiations at once: how often they end without a deal, in which way, and what is lost.

Parties make offers in turn by the time-dependent tactics of Faratin, Sierra and Jennings or by tit
for tat, until all accept one, somebody walks out, or time is up. How people react to extreme offers,
time pressure, talk, breaks and third parties is in `Behaviour`: the evidence gives the direction of
each effect, and its size is an assumption. So a rate that comes out of here is what these
assumptions imply, and no forecast. Sealed bids follow theory and need no such assumption.

The same model runs in plain Python and, many times faster, in numpy, with the same draws and the
same results to the last bit.

References
----------
P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents",
*Robotics and Autonomous Systems* 24(3-4), 1998, 159-182; K. Chatterjee and W. Samuelson,
"Bargaining under incomplete information", *Operations Research* 31(5), 1983, 835-851; E. B. Wilson,
"Probable inference, the law of succession, and statistical inference", *Journal of the American
Statistical Association* 22, 1927, 209-212.
"""

from __future__ import annotations

import dataclasses
import math
import random
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from unstuck.analysis import _sim_engine as engine
from unstuck.analysis._sim_behaviour import ASSUMPTION, Behaviour, Source, sources
from unstuck.analysis._sim_ops import Arrays, Scalars
from unstuck.analysis._sim_plan import Plan, plan
from unstuck.analysis._sim_setting import BREAKS, MATCHES, TACTICS, TASKS, THIRDS, Setting, whole
from unstuck.analysis.impasse import ImpasseType

__all__ = [
    "ASSUMPTION",
    "BREAKS",
    "MATCHES",
    "TACTICS",
    "TASKS",
    "THIRDS",
    "Behaviour",
    "Event",
    "Outcome",
    "Replay",
    "Sample",
    "Setting",
    "Share",
    "Source",
    "able",
    "replay",
    "simulate",
    "sources",
    "steps",
    "wilson",
]

MOST = 1_000_000
MOST_SEED = 2**32 - 1
CHUNK = {True: 2_000, False: 50}
Z = 1.959963984540054
_TYPES = (None, ImpasseType.WANTED, ImpasseType.FORCED, ImpasseType.UNWANTED)
_HOW = ("deal", "left", "clock")


@dataclass(frozen=True)
class Share:
    """A part of a whole with its 95 % interval.

    Attributes
    ----------
    count, of : int
        How many, out of how many.
    value, low, high : float
        The part, from 0 to 1, and the ends of its Wilson interval; 0, 0 and 1 where there is
        nothing to count.
    """

    count: int
    of: int
    value: float
    low: float
    high: float


def wilson(count: int, of: int) -> Share:
    """Return a part with Wilson's 95 % interval, which stays within 0 and 1.

    Parameters
    ----------
    count, of : int
        How many, out of how many.

    Returns
    -------
    Share

    Raises
    ------
    ValueError
        If the count is negative or larger than the whole.

    Examples
    --------
    The walk-aways of 1,030 campsite talks (E55):

    >>> told = wilson(25, 1030)
    >>> round(told.value, 3), round(told.low, 3), round(told.high, 3)
    (0.024, 0.016, 0.036)
    """
    if not 0 <= count <= of:
        raise ValueError(f"A part must be from 0 to the whole, {of}; you have {count}.")
    if not of:
        return Share(0, 0, 0.0, 0.0, 1.0)
    part = count / of
    scale = 1 + Z * Z / of
    middle = (part + Z * Z / (2 * of)) / scale
    half = Z * math.sqrt(part * (1 - part) / of + Z * Z / (4 * of * of)) / scale
    low, high = min(part, max(0.0, middle - half)), max(part, min(1.0, middle + half))
    return Share(count, of, part, low, high)


@dataclass(frozen=True)
class Outcome:
    """How one negotiation ended.

    Attributes
    ----------
    index : int
        Its place in the sample, from 0.
    how : {"deal", "left", "clock"}
        With a deal, by somebody's leaving, or by the deadline.
    type : ImpasseType or None
        Of an impasse, by who saw a benefit in no deal: who left; or, at the deadline, whose best
        offer was worth less than its alternative as it saw it.
    zone : bool
        Whether some deal beat every true limit. This never moves the type.
    round : int
        In which round it ended, from 1.
    available, gained : float
        The largest joint gain over the true limits, and that of the deal; parts of what there is.
    lost : float
        The difference.
    efficient : bool
        Whether there is a deal that nobody could better without hurting somebody.
    regretted : bool
        Whether there is a deal that is worth less to somebody than no deal.
    """

    index: int
    how: str
    type: ImpasseType | None
    zone: bool
    round: int
    available: float
    gained: float
    lost: float
    efficient: bool
    regretted: bool


@dataclass(frozen=True)
class Sample:
    """Many negotiations of one setting.

    Attributes
    ----------
    setting : Setting
    seed : int
    how, kind, zone, round, efficient, regretted : bytes
        A number for each negotiation; `outcome` reads them.
    available, gained : array of float
    """

    setting: Setting
    seed: int
    how: bytes
    kind: bytes
    zone: bytes
    round: bytes
    efficient: bytes
    regretted: bytes
    available: array[float]
    gained: array[float]

    def __len__(self) -> int:
        return len(self.how)

    def outcome(self, index: int) -> Outcome:
        """Return how one negotiation ended.

        Raises
        ------
        ValueError
            If there is none of this number.
        """
        if not 0 <= index < len(self):
            raise ValueError(
                f"There are {len(self)} negotiations, from 0, and none of number {index}."
            )
        available, gained = self.available[index], self.gained[index]
        return Outcome(
            index,
            _HOW[self.how[index]],
            _TYPES[self.kind[index]],
            bool(self.zone[index]),
            self.round[index],
            available,
            gained,
            available - gained,
            bool(self.efficient[index]),
            bool(self.regretted[index]),
        )

    def which(
        self,
        *,
        kind: ImpasseType | str | None = None,
        zone: bool | None = None,
        deal: bool | None = None,
        regretted: bool | None = None,
    ) -> tuple[int, ...]:
        """List the negotiations that ended so, by number; what is None does not matter."""
        wanted = None if kind is None else _TYPES.index(ImpasseType(kind))
        return tuple(
            n
            for n in range(len(self))
            if (wanted is None or self.kind[n] == wanted)
            and (zone is None or self.zone[n] == zone)
            and (deal is None or (self.how[n] == engine.DEAL) is deal)
            and (regretted is None or self.regretted[n] == regretted)
        )

    def impasses(self, kind: ImpasseType | str | None = None) -> Share:
        """Return which part ended without a deal, or in one type of impasse."""
        count = len(self) - self.how.count(engine.DEAL)
        if kind is not None:
            count = self.kind.count(_TYPES.index(ImpasseType(kind)))
        return wilson(count, len(self))

    @property
    def missed(self) -> Share:
        """Which part of those with a zone of agreement ended without a deal."""
        pairs = list(zip(self.zone, self.how, strict=True))
        zones = sum(zone for zone, _ in pairs)
        return wilson(sum(1 for zone, how in pairs if zone and how != engine.DEAL), zones)

    @property
    def efficient_deals(self) -> Share:
        """Which part of the deals nobody could better without hurting somebody."""
        return wilson(sum(self.efficient), self.how.count(engine.DEAL))

    @property
    def regretted_deals(self) -> Share:
        """Which part of the deals is worth less to somebody than no deal."""
        return wilson(sum(self.regretted), self.how.count(engine.DEAL))

    @property
    def lost(self) -> float:
        """Which part of all joint gains that there were was not realised; 0 if there were none."""
        available = math.fsum(self.available)
        return (available - math.fsum(self.gained)) / available if available else 0.0


@dataclass(frozen=True)
class Event:
    """One thing that happened in a negotiation.

    Attributes
    ----------
    what : {"offer", "left", "third", "bids"}
        An offer, somebody's leaving, a third party's proposal, or a sealed bid.
    round : int
        From 1.
    who : int
        Which party, from 0; -1 for a third party.
    shares : tuple of float
        What each party would get; empty for leaving.
    """

    what: str
    round: int
    who: int
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class Replay:
    """One negotiation, offer by offer.

    Attributes
    ----------
    outcome : Outcome
    limits, seen : tuple of float
        Each party's true limit, and the limit as it sees it.
    events : tuple of Event
        In order.
    rounds : int
        How many rounds there could have been.
    """

    outcome: Outcome
    limits: tuple[float, ...]
    seen: tuple[float, ...]
    events: tuple[Event, ...]
    rounds: int

    @staticmethod
    def number(who: int) -> int:
        """The number of a party as people count, from 1."""
        return who + 1


@cache
def able() -> bool:
    """Whether numpy is installed, so that large samples are quick."""
    return find_spec("numpy") is not None


def simulate(
    setting: Setting,
    n: int,
    seed: int,
    *,
    chunk: int | None = None,
    progress: Callable[[float], object] | None = None,
    fast: bool | None = None,
) -> Sample | None:
    """Let many negotiations run.

    Parameters
    ----------
    setting : Setting
    n : int
        How many, from 1 to a million.
    seed : int
        From 0 to 2^32 - 1; the same seed gives the same negotiations, whatever the path and chunk.
    chunk : int, optional
        How many between two calls of `progress`.
    progress : callable, optional
        Told the part that is done, from 0 to 1; what returns False ends the run.
    fast : bool, optional
        Whether to use numpy; left out, where it is installed and there are more than 1,000.

    Returns
    -------
    Sample or None
        None if `progress` ended the run.

    Raises
    ------
    ValueError
        If a number is out of range.

    Examples
    --------
    Sealed bids miss 7 of 16 deals (Chatterjee and Samuelson); here within sampling error:

    >>> told = simulate(Setting(task="sealed", spread=1.0), 400, 1)
    >>> told.missed.low < 7 / 16 < told.missed.high
    True
    """
    run = steps(setting, n, seed, chunk=chunk, fast=fast)
    while True:
        try:
            done = next(run)
        except StopIteration as ended:
            told: Sample = ended.value
            return told
        if progress is not None and progress(done) is False:
            return None


def steps(
    setting: Setting, n: int, seed: int, *, chunk: int | None = None, fast: bool | None = None
) -> Iterator[float]:
    """Let many negotiations run, a chunk a step.

    Yields the part that is done; the `Sample` is what the iterator returns at its end. Parameters
    and errors as for `simulate`.
    """
    count = whole(n, "The number of negotiations", 1, MOST)
    start = whole(seed, "The seed", 0, MOST_SEED)
    quick = (able() and count > 1_000) if fast is None else fast
    size = whole(CHUNK[quick] if chunk is None else chunk, "The chunk", 1, MOST)
    told, worked = plan(setting), _Columns()
    run = _fast(told, start) if quick else _slow(told, start)
    return _run(run, count, size, worked, setting, start)


def _run(
    run: Callable[[int], Any], count: int, size: int, held: _Columns, setting: Setting, seed: int
) -> Any:
    done = 0
    while done < count:
        some = min(size, count - done)
        run(some)(held)
        done += some
        yield done / count
    return held.sample(setting, seed)


class _Columns:
    """What is kept of the negotiations so far."""

    def __init__(self) -> None:
        self.codes = {name: bytearray() for name in ("how", "kind", "zone", "round")}
        self.codes |= {name: bytearray() for name in ("efficient", "regretted")}
        self.sums = {name: array("d") for name in ("available", "gained")}

    def add(self, ended: engine.Ended) -> None:
        for name, code in self.codes.items():
            code.append(getattr(ended, name))
        for name, held in self.sums.items():
            held.append(getattr(ended, name))

    def extend(self, ended: engine.Ended) -> None:
        for name, code in self.codes.items():
            code.extend(getattr(ended, name).astype("uint8").tobytes())
        for name, held in self.sums.items():
            held.frombytes(getattr(ended, name).astype("float64").tobytes())

    def sample(self, setting: Setting, seed: int) -> Sample:
        codes = {name: bytes(code) for name, code in self.codes.items()}
        return Sample(setting, seed, **codes, **self.sums)


def _slow(told: Plan, seed: int) -> Callable[[int], Callable[[_Columns], None]]:
    draw = random.Random(seed).random

    def some(count: int) -> Callable[[_Columns], None]:
        def work(held: _Columns) -> None:
            for _ in range(count):
                held.add(engine.play(Scalars, told, [draw() for _ in range(told.draws)]))

        return work

    return some


def _fast(told: Plan, seed: int) -> Callable[[int], Callable[[_Columns], None]]:
    ops = Arrays()
    source = ops.np.random.RandomState([seed])

    def some(count: int) -> Callable[[_Columns], None]:
        def work(held: _Columns) -> None:
            draws = source.random_sample((count, told.draws))
            held.extend(engine.play(ops, told, ops.np.ascontiguousarray(draws.T)))

        return work

    return some


def replay(setting: Setting, seed: int, index: int) -> Replay:
    """Play one negotiation of a sample again, and tell every offer.

    Parameters
    ----------
    setting : Setting
    seed : int
        As in `simulate`.
    index : int
        The negotiation's number in the sample, from 0.

    Returns
    -------
    Replay

    Raises
    ------
    ValueError
        If a number is out of range.

    Examples
    --------
    >>> told = replay(Setting(rounds=6), 1, 3)
    >>> told.outcome.how, told.events[0].who, len(told.limits)
    ('deal', 0, 2)
    """
    told = plan(setting)
    source = random.Random(whole(seed, "The seed", 0, MOST_SEED))
    skip = told.draws * whole(index, "The number of the negotiation", 0, MOST - 1)
    while skip > 0:  # a draw takes 64 of the generator's bits
        source.getrandbits(64 * min(skip, 10_000))
        skip -= 10_000
    draws = [source.random() for _ in range(told.draws)]
    events: list[Event] = []

    def trace(what: str, turn: int, who: int, shares: Any = ()) -> None:
        events.append(Event(what, min(turn + 1, setting.rounds), who, tuple(shares)))

    held = _Columns()
    talks = engine.Talks(Scalars, told, draws)
    rounds = 1 if setting.task == "sealed" else setting.rounds
    held.add(engine.play(Scalars, told, draws, trace))
    one = held.sample(setting, seed).outcome(0)
    return Replay(dataclasses.replace(one, index=index), tuple(talks.limits), tuple(talks.seen), tuple(events), rounds)
