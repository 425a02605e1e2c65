"""Many negotiations at once: how often they end without a deal, in which way, and what is lost.

Parties make offers in turn by the time-dependent tactics of Faratin, Sierra and Jennings or by tit
for tat, until all accept one, somebody walks out, or time is up. How people react to extreme
offers, time pressure, talk, breaks and third parties is in `Behaviour`: the evidence gives the
direction of each effect, and its size is an assumption. So a rate that comes out of here is what
these assumptions imply, and no forecast. Sealed bids follow theory and need no such assumption.

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
import random
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from unstuck.analysis import _sim_engine as engine
from unstuck.analysis._sim_behaviour import ASSUMPTION, Behaviour, Source, sources
from unstuck.analysis._sim_ops import Arrays, Scalars
from unstuck.analysis._sim_plan import Plan, plan
from unstuck.analysis._sim_sample import Columns, Outcome, Sample, Share, wilson
from unstuck.analysis._sim_setting import BREAKS, MATCHES, TACTICS, TASKS, THIRDS, Setting, whole

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
Run = Callable[[int, Columns], None]
"""Plays so many more negotiations and adds them to the columns."""

CHUNK = {True: 2_000, False: 50}


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
) -> Generator[float, None, Sample]:
    """Let many negotiations run, a chunk a step.

    Yields the part that is done; the `Sample` is what the iterator returns at its end. Parameters
    and errors as for `simulate`.
    """
    count = whole(n, "The number of negotiations", 1, MOST)
    start = whole(seed, "The seed", 0, MOST_SEED)
    quick = (able() and count > 1_000) if fast is None else fast
    size = whole(CHUNK[quick] if chunk is None else chunk, "The chunk", 1, MOST)
    told, worked = plan(setting), Columns()
    run = _fast(told, start) if quick else _slow(told, start)
    return _run(run, count, size, worked, (setting, start))


def _run(
    run: Run, count: int, size: int, held: Columns, of: tuple[Setting, int]
) -> Generator[float, None, Sample]:
    done = 0
    while done < count:
        some = min(size, count - done)
        run(some, held)
        done += some
        yield done / count
    return held.sample(*of)


def _slow(told: Plan, seed: int) -> Run:
    draw = random.Random(seed).random

    def some(count: int, held: Columns) -> None:
        for _ in range(count):
            held.add(engine.play(Scalars, told, [draw() for _ in range(told.draws)]))

    return some


def _fast(told: Plan, seed: int) -> Run:
    ops = Arrays()
    source = ops.np.random.RandomState([seed])

    def some(count: int, held: Columns) -> None:
        draws = source.random_sample((count, told.draws))
        held.extend(engine.play(ops, told, ops.np.ascontiguousarray(draws.T)))

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
    >>> told = replay(Setting(task="sealed", spread=1.0), 1, 3)
    >>> [event.what for event in told.events], len(told.limits)
    (['bids', 'bids'], 2)
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

    held = Columns()
    talks = engine.Talks(Scalars, told, draws)
    rounds = 1 if setting.task == "sealed" else setting.rounds
    held.add(engine.play(Scalars, told, draws, trace))
    one = held.sample(setting, seed).outcome(0)
    return Replay(
        dataclasses.replace(one, index=index),
        tuple(talks.limits),
        tuple(talks.seen),
        tuple(events),
        rounds,
    )
