"""What is the same for all negotiations of a setting, worked out once: powers, points, places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from typing import Any

from unstuck.analysis._sim_ops import TINY
from unstuck.analysis._sim_setting import Setting

PER_PARTY = (
    "limit",
    "overrate",
    "selfish",
    "late",
    "afraid",
    "heard",
    "hardened",
    "opening",
    "openness",
)
LEVELS = (0.0, 0.5, 1.0)
POINTS = (5, 4, 3)
GOODS = 3
WALK_AWAY = 5
MOST_POINTS = GOODS * sum(POINTS)
_MATCHED = {
    "any": tuple(permutations(range(3))),
    "none": ((1, 2, 0), (2, 0, 1)),
    "middle": ((2, 1, 0),),
    "end": ((0, 2, 1), (1, 0, 2)),
    "all": ((0, 1, 2),),
}
TABLES = ("package", "casino")


@dataclass(frozen=True)
class Plan:
    """A setting with all that follows from it.

    Attributes
    ----------
    setting : Setting
    columns : dict of str to int
        The place of each kind of draw within a negotiation's draws.
    draws : int
        How many draws a negotiation uses; they depend on task, parties, issues and rounds alone, so
        that two settings that differ in other things meet the same people.
    late : int
        How many rounds beyond the true ones somebody may expect at most.
    left : dict
        By the first party or another and by round: which part of the way from limit to opening is
        still kept, for each kind of person (`kinds`); a float where all are alike.
    fair : float
        An even share.
    """

    setting: Setting
    columns: dict[str, int]
    draws: int
    late: int
    left: dict[tuple[int, int], Any]
    fair: float

    @property
    def tables(self) -> bool:
        """Whether there are packages rather than one thing to share."""
        return self.setting.task in TABLES


@lru_cache(maxsize=64)
def plan(setting: Setting) -> Plan:
    """Work out what is the same for all negotiations of a setting."""
    columns, at = {}, 0
    for name in PER_PARTY:
        columns[name], at = at, at + setting.parties
    columns["too late"], at = at, at + 1
    columns["table"] = at
    if setting.task == "package":
        each = 1 if setting.parties == 2 else 2
        at += each * setting.parties * setting.issues
    elif setting.task == "casino":
        at += 1
    columns["leave"], at = at, at + setting.rounds * setting.parties
    late = 0 if setting.deadline_told else round(setting.behaviour.unaware * setting.rounds)
    even = 0.5 if setting.task in TABLES else 1 / setting.parties
    return Plan(setting, columns, at, late, _left(setting, late), even)


def kinds(late: int) -> int:
    """Return how many kinds of people there are: cooperative or not, by rounds expected."""
    return 2 * (late + 1)


def _left(setting: Setting, late: int) -> dict[tuple[int, int], Any]:
    """The tactics of Faratin, Sierra and Jennings: 1 - t^exponent, t from 0 to 1."""
    people = setting.behaviour
    pressed = max(0.0, 1 - setting.rounds / people.easy_rounds)
    bent = (1 - people.give * pressed, 1 + people.dig * pressed)
    exponents = {"boulware": people.boulware, "linear": 1.0, "conceder": people.conceder}
    told: dict[tuple[int, int], Any] = {}
    for side, tactic in enumerate(setting.tactics):
        base = exponents.get(tactic)
        if base is None:
            continue
        for turn in range(setting.rounds + 1):
            values = []
            for selfish in (0, 1):
                for extra in range(late + 1):
                    time = min(1.0, turn / (setting.rounds + extra - 1))
                    values.append(1.0 - time ** (base * bent[selfish]))
            alike = len(set(values)) == 1
            told[side, turn] = values[0] if alike else tuple(values)
    return told


@lru_cache(maxsize=16)
def package_values(issues: int) -> tuple[tuple[tuple[float, ...], ...], ...]:
    """For each issue and each way that a party likes best, the value of every package in it."""
    ways = list(product(range(len(LEVELS)), repeat=issues))
    return tuple(
        tuple(
            tuple(1.0 - abs(LEVELS[way[issue]] - LEVELS[best]) for way in ways)
            for best in range(len(LEVELS))
        )
        for issue in range(issues)
    )


@lru_cache(maxsize=8)
def camp(match: str) -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    """The campsite task: the first party's worth of each of 64 splits, and the second's by match.

    Worths are points divided by 36, all that there is for one.
    """
    splits = list(product(range(GOODS + 1), repeat=3))
    first = tuple(
        sum(p * n for p, n in zip(POINTS, split, strict=True)) / MOST_POINTS for split in splits
    )
    second = tuple(
        tuple(
            sum(POINTS[order[good]] * (GOODS - n) for good, n in enumerate(split)) / MOST_POINTS
            for split in splits
        )
        for order in _MATCHED[match]
    )
    return first, second


__all__ = ["TINY", "Plan", "camp", "kinds", "package_values", "plan"]
