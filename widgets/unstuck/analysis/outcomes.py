"""How talks ended and how long stalls lasted, counted from real data.

The functions take rows as `unstuck.data.rows` gives them and read no files themselves.

References
----------
K. Chawla and others, CaSiNo, NAACL 2021, doi 10.18653/v1/2021.naacl-main.254, for the campsite
talks; J. Kennan, Journal of Econometrics 28(1), 1985, 5-28, for the strikes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from unstuck.analysis._checks import number

__all__ = [
    "Ending",
    "Spell",
    "Survival",
    "WalkAway",
    "endings",
    "spell_after",
    "survival",
    "walk_aways",
]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Ending:
    """How a group of campsite talks ended.

    Attributes
    ----------
    same : int or None
        On how many of the three goods both sides had the same priority, 0, 1 or 3; None where
        all pairs are counted together.
    walked : bool
        Whether these pairs walked away.
    pairs : int
        How many pairs.
    of : int
        How many pairs have this many common priorities, deals and walk-aways together.
    share : float
        The part of those.
    efficient : int
        In how many no other deal was better for one and no worse for the other.
    efficient_share : float
        The part of these pairs.
    satisfaction : float
        Mean satisfaction with the result, 1 to 5, both sides together.
    turns : float
        Mean number of turns in the talk.
    """

    same: int | None
    walked: bool
    pairs: int
    of: int
    share: float
    efficient: int
    efficient_share: float
    satisfaction: float
    turns: float


def endings(rows: Iterable[Row], *, by_priorities: bool = True) -> tuple[Ending, ...]:
    """Gather the campsite talks by how they ended.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of the data set ``casino_outcomes``; each counts `n` times.
    by_priorities : bool, default True
        Whether pairs with more and with fewer common priorities are told apart.

    Returns
    -------
    tuple of Ending
        By number of common priorities, deals before walk-aways; only groups that have a pair.
    """
    held = list(rows)
    kinds = sorted({row["same_priority_issues"] for row in held}) if by_priorities else [None]
    return tuple(ending for same in kinds for ending in _endings(held, same))


def _endings(rows: list[Row], same: int | None) -> Iterator[Ending]:
    alike = [row for row in rows if same in (None, row["same_priority_issues"])]
    for walked in (False, True):
        group = [row for row in alike if (row["outcome"] != "deal") is walked]
        pairs = _total(group, "")
        if not pairs:
            continue
        efficient = _total(group, "pareto_efficient")
        yield Ending(
            same=same,
            walked=walked,
            pairs=int(pairs),
            of=int(_total(alike, "")),
            share=pairs / _total(alike, ""),
            efficient=int(efficient),
            efficient_share=efficient / pairs,
            satisfaction=_total(group, "mean_satisfaction") / pairs,
            turns=_total(group, "mean_turns") / pairs,
        )


def _total(rows: Iterable[Row], column: str) -> float:
    """Return the number of dialogues in the rows, or the sum of a column over them."""
    return math.fsum(row["n"] * (row[column] if column else 1) for row in rows)


@dataclass(frozen=True)
class WalkAway:
    """Pairs that walked away from campsite talks, and what they could have had.

    Attributes
    ----------
    same : int
        On how many of the three goods both sides had the same priority.
    pairs : int
        How many pairs.
    taken : int
        Points of both sides together after walking away.
    possible : int
        The most points that both together could have had.
    forgone : int
        The difference.
    """

    same: int
    pairs: int
    taken: int
    possible: int
    forgone: int


def walk_aways(rows: Iterable[Row]) -> tuple[WalkAway, ...]:
    """List who walked away from what in the campsite talks.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of the data set ``casino_outcomes``.

    Returns
    -------
    tuple of WalkAway
        By number of common priorities, then by what was possible.
    """
    told = []
    for row in rows:
        if row["outcome"] != "deal":
            taken = row["points_lower"] + row["points_higher"]
            best = row["joint_points_possible"]
            told.append(WalkAway(row["same_priority_issues"], row["n"], taken, best, best - taken))
    return tuple(sorted(told, key=lambda each: (each.same, each.possible)))


@dataclass(frozen=True)
class Survival:
    """How long stalls lasted.

    Attributes
    ----------
    count : int
        How many there are.
    points : tuple of (int, float)
        From day 0, each day on which one ended with the share that lasted longer than that day.
    median, mean : float
        In days.
    longest : int
        In days.
    """

    count: int
    points: tuple[tuple[int, float], ...]
    median: float
    mean: float
    longest: int


def survival(durations: Sequence[int]) -> Survival:
    """Work out which share of stalls was still going on after each day.

    Parameters
    ----------
    durations : sequence of int
        How many days each lasted, all of them to its end; at least one.

    Returns
    -------
    Survival

    Raises
    ------
    ValueError
        If there is none, or one is negative.
    """
    days = _days(durations)
    steps = (0, *sorted(set(days) - {0}))
    points = tuple((day, _longer(days, day) / len(days)) for day in steps)
    return Survival(len(days), points, float(median(days)), fmean(days), max(days))


@dataclass(frozen=True)
class Spell:
    """What happened to the stalls that had lasted so long.

    Attributes
    ----------
    day : float
        How many days they had lasted.
    left : int
        How many lasted longer.
    share : float
        The part of all.
    more : float or None
        By how many days half of those lasted longer still (the median); None if none is left.
    """

    day: float
    left: int
    share: float
    more: float | None


def spell_after(durations: Sequence[int], day: float) -> Spell:
    """Look at the stalls that lasted longer than a day, and at how long they still had to go.

    Parameters
    ----------
    durations : sequence of int
        How many days each lasted; at least one.
    day : float
        How many days have passed, 0 or more.

    Returns
    -------
    Spell

    Raises
    ------
    ValueError
        If there is none, or a number is negative.
    """
    days, passed = _days(durations), number(day, "The days that have passed", at_least=0)
    left = [each - passed for each in days if each > passed]
    more = float(median(left)) if left else None
    return Spell(passed, len(left), len(left) / len(days), more)


def _days(durations: Sequence[int]) -> list[int]:
    if not durations:
        raise ValueError("There must be at least one duration; give them in days.")
    return [int(number(day, "A duration", at_least=0)) for day in durations]


def _longer(days: Sequence[int], day: int) -> int:
    return sum(each > day for each in days)
