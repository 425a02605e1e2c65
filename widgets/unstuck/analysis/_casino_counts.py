"""Counts over campsite talks, in the form of the data set ``casino_outcomes``."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unstuck.analysis._casino_game import Dialogue


@dataclass(frozen=True)
class Totals:
    """All dialogues together.

    Attributes
    ----------
    dialogues, deals, efficient : int
        How many, how many with a deal, how many of these Pareto efficient.
    left, possible : int
        Joint points left on the table, of how many.
    """

    dialogues: int
    deals: int
    efficient: int
    left: int
    possible: int


def totals(dialogues: Sequence[Dialogue]) -> Totals:
    """Add up what the dialogues came to."""
    return Totals(
        len(dialogues),
        sum(not each.walked for each in dialogues),
        sum(each.efficient for each in dialogues),
        sum(each.left for each in dialogues),
        sum(each.best for each in dialogues),
    )


def counts(dialogues: Iterable[Dialogue]) -> tuple[dict[str, Any], ...]:
    """Count dialogues in the form of the data set ``casino_outcomes``.

    Parameters
    ----------
    dialogues : iterable of Dialogue

    Returns
    -------
    tuple of dict
        A row for each combination of common priorities, ending, scores and efficiency, in order;
        ``n`` says how many dialogues it stands for.
    """
    groups: dict[tuple[Any, ...], list[Dialogue]] = {}
    for each in dialogues:
        ending = "walk_away" if each.walked else "deal"
        lower, higher = sorted(each.points)
        key = (each.same, ending, lower, higher, each.best, each.efficient)
        groups.setdefault(key, []).append(each)
    return tuple(
        dict(zip(_COLUMNS, (*key, len(held), _content(held), _mean_turns(held)), strict=True))
        for key, held in sorted(groups.items())
    )


_COLUMNS = (
    "same_priority_issues",
    "outcome",
    "points_lower",
    "points_higher",
    "joint_points_possible",
    "pareto_efficient",
    "n",
    "mean_satisfaction",
    "mean_turns",
)


def _content(held: list[Dialogue]) -> float | None:
    told = [told for each in held for told in each.satisfaction if told is not None]
    return round(math.fsum(told) / len(told), 3) if told else None


def _mean_turns(held: list[Dialogue]) -> float:
    return round(math.fsum(each.turns for each in held) / len(held), 1)


def agreement(
    rows: Iterable[Mapping[str, Any]], reference: Iterable[Mapping[str, Any]]
) -> tuple[str, ...]:
    """Say where two counts of campsite talks differ.

    Parameters
    ----------
    rows, reference : iterable of mapping
        Counts of a file, as `counts` gives them, and those of ``casino_outcomes``.

    Returns
    -------
    tuple of str
        A sentence for each combination whose number differs; empty where the two agree.
    """
    ours, theirs = _by_kind(rows), _by_kind(reference)
    return tuple(
        f"{_written(key)}: {ours[key]} in this file, {theirs[key]} in casino_outcomes."
        for key in sorted(ours.keys() | theirs.keys())
        if ours[key] != theirs[key]
    )


def _by_kind(rows: Iterable[Mapping[str, Any]]) -> Counter[tuple[Any, ...]]:
    told: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        told[tuple(row[name] for name in _COLUMNS[:6])] += row["n"]
    return told


def _written(key: tuple[Any, ...]) -> str:
    same, ending, lower, higher, best, efficient = key
    how = "walked away" if ending == "walk_away" else f"{lower} and {higher} points"
    if ending == "deal":
        how += ", efficient" if efficient else ", not efficient"
    return f"{same} common priorities, {best} points possible, {how}"
