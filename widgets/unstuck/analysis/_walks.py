"""One side's path of offers; public through `analysis.concessions`, which names the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from unstuck.analysis._checks import Role, check_role, number

ALIKE = 0.1
"""Steps that differ by no more than this share count as even."""

Trend = Literal[
    "silent", "opened", "one", "shrinking", "growing", "even", "uneven", "still", "back"
]
"""No offer yet; an opening only; one step; several, of which the last is smaller than, larger than
or about the same as the one before; an up and down, read from the last three; no move in the last
round; a move away from the other side in the last round."""

_READ = 3


@dataclass(frozen=True)
class Walk:
    """One side's path so far.

    Attributes
    ----------
    offers : tuple of (int, float)
        (round, amount), the opening first; a round without a new offer repeats the last one.
    steps : tuple of float
        What each round after the opening gave the other side; negative: taken back.
    conceded : float
        The sum of the steps.
    trend : Trend
        What the steps look like.
    ratio : float
        What the next step is expected to be, as a multiple of the last one; see `next_ratio`.
    end : float or None
        Where the path leads if it goes on like that, whatever the limit; None for steps that do
        not shrink, and without an offer.
    """

    offers: tuple[tuple[int, float], ...]
    steps: tuple[float, ...]
    conceded: float
    trend: Trend
    ratio: float
    end: float | None

    @property
    def last(self) -> float | None:
        """The latest offer."""
        return self.offers[-1][1] if self.offers else None


def next_ratio(steps: Sequence[float]) -> float:
    """Return the next step as a multiple of the last one, by the rule of this module.

    The last step over the one before it, but at most 1: growing steps are carried on evenly. A
    single step is carried on evenly too; after no step, or one taken back, a side stands still.

    Parameters
    ----------
    steps : sequence of float
        What each round gave the other side.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> next_ratio([1000, 500])
    0.5
    """
    if not steps or steps[-1] <= 0:
        return 0.0
    if len(steps) == 1 or steps[-2] <= 0:
        return 1.0
    return min(1.0, steps[-1] / steps[-2])


def walk(offers: Sequence[float | None], role: Role) -> Walk:
    """Read one side's offers, round by round.

    Parameters
    ----------
    offers : sequence of float or None
        The opening, then one entry a round. None at the start: not opened yet; between two
        offers: no new one, so the last one stands; at the end: not moved yet.
    role : {"seller", "buyer"}
        Which side it is; a seller gives by coming down.

    Returns
    -------
    Walk

    Raises
    ------
    ValueError
        If the role is unknown or an offer no finite number.

    Examples
    --------
    >>> walk([24000, 22500, 21700], "seller").steps
    (1500.0, 800.0)
    """
    sign = 1.0 if check_role(role) == "buyer" else -1.0
    made = [
        (i, number(x, f"The offer of round {i}")) for i, x in enumerate(offers) if x is not None
    ]
    if not made:
        return Walk((), (), 0.0, "silent", 0.0, None)
    known, told, last = dict(made), [], made[0][1]
    for when in range(made[0][0], made[-1][0] + 1):
        last = known.get(when, last)
        told.append((when, last))
    steps = tuple(sign * (b - a) for (_, a), (_, b) in pairwise(told))
    ratio = next_ratio(steps)
    return Walk(
        tuple(told),
        steps,
        sign * (told[-1][1] - told[0][1]) + 0.0,
        _trend(steps),
        ratio,
        None if ratio == 1 else last + sign * (steps[-1] * ratio / (1 - ratio) if ratio else 0.0),
    )


def _trend(steps: tuple[float, ...]) -> Trend:
    if not steps:
        return "opened"
    if steps[-1] <= 0:
        return "still" if steps[-1] == 0 else "back"
    run: list[float] = []
    for step in reversed(steps[-_READ:]):
        if step <= 0:
            break
        run.append(step)
    if len(run) == 1:
        return "one" if len(steps) == 1 else "uneven"
    turns = [_turn(later / earlier) for later, earlier in pairwise(run)]
    if {-1, 1} <= set(turns):
        return "uneven"
    by: dict[int, Trend] = {-1: "shrinking", 0: "even", 1: "growing"}
    return by[turns[0]]


def _turn(ratio: float) -> int:
    """Say whether a step is smaller than, about the same as, or larger than the one before."""
    return 0 if abs(ratio - 1) <= ALIKE else 1 if ratio > 1 else -1


def next_offer(offers: Sequence[float | None], role: Role) -> float:
    """Return what a side offers next if its pattern holds, by the rule of `next_ratio`.

    Parameters
    ----------
    offers : sequence of float or None
        As for `walk`; at least one offer.
    role : {"seller", "buyer"}
        Which side it is.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there is no offer, the role is unknown or an offer no finite number.

    Examples
    --------
    >>> next_offer([24000, 22500, 21700, 21300], "seller")
    21100.0
    """
    side = walk(offers, role)
    if side.last is None:
        raise ValueError("There must be at least one offer and there is none; add the opening.")
    step = side.steps[-1] * side.ratio if side.steps else 0.0
    return side.last + (step if role == "buyer" else -step)


def room_used(side: Walk, limit: float) -> float | None:
    """Return how much of the way from a side's opening to its limit it has gone.

    Parameters
    ----------
    side : Walk
    limit : float
        Its reservation value, known or guessed.

    Returns
    -------
    float or None
        0 at the opening, 1 at the limit, more beyond it; None without a way to go.

    Examples
    --------
    >>> room_used(walk([15000, 16500, 18000], "buyer"), 21000)
    0.5
    """
    own = number(limit, "The limit")
    if not side.offers or side.offers[0][1] == own:
        return None
    opening = side.offers[0][1]
    return (side.offers[-1][1] - opening) / (own - opening)
