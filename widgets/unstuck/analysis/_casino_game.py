"""The campsite game: its 64 splits, what they are worth, which of them are efficient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from unstuck.analysis.bargaining import pareto_frontier

GOODS = ("Food", "Water", "Firewood")
PACKAGES = 3
POINTS: Mapping[str, int] = {"High": 5, "Medium": 4, "Low": 3}
WALK_AWAY = 5

Priorities = tuple[str, str, str]
"""The three goods, the most important first."""

Split = tuple[int, int, int]
"""How many packages of each of `GOODS` the first side gets; the second has the rest."""


@dataclass(frozen=True)
class Dialogue:
    """One negotiation of the corpus.

    Attributes
    ----------
    id : str
    priorities : (Priorities, Priorities)
        Of the first and of the second participant.
    split : Split or None
        What the first participant got; None where somebody walked away.
    points : (int, int)
        What each scored.
    best : int
        The most points that both could have had together.
    efficient : bool
        Whether there is a deal and no other was better for one and no worse for the other.
    left : int
        Joint points left on the table: `best` less what both scored.
    turns : int
        Entries of the log: messages, proposals, answers.
    satisfaction : (int or None, int or None)
        From 1 to 5.
    """

    id: str
    priorities: tuple[Priorities, Priorities]
    split: Split | None
    points: tuple[int, int]
    best: int
    efficient: bool
    left: int
    turns: int
    satisfaction: tuple[int | None, int | None]

    @property
    def walked(self) -> bool:
        """Whether somebody walked away."""
        return self.split is None

    @property
    def same(self) -> int:
        """On how many of the goods both have the same priority: 0, 1 or 3."""
        return sum(a == b for a, b in zip(*self.priorities, strict=True))


@dataclass(frozen=True)
class Corpus:
    """The dialogues of a file, and what was wrong with those that are not among them.

    Attributes
    ----------
    dialogues : tuple of Dialogue
    problems : tuple of str
        A sentence for each dialogue that could not be used.
    """

    dialogues: tuple[Dialogue, ...]
    problems: tuple[str, ...]


@lru_cache(maxsize=36)
def splits(first: Priorities, second: Priorities) -> tuple[tuple[Split, tuple[int, int]], ...]:
    """List all 64 ways to share, with the points of each side."""
    amounts = range(PACKAGES + 1)
    every: list[Split] = list(product(amounts, amounts, amounts))
    return tuple(
        (split, (points_of(first, split), points_of(second, rest_of(split)))) for split in every
    )


@lru_cache(maxsize=36)
def frontier(first: Priorities, second: Priorities) -> tuple[tuple[int, int], ...]:
    """Return the points of the deals that nobody can better without hurting the other.

    Parameters
    ----------
    first, second : Priorities

    Returns
    -------
    tuple of (int, int)
        From the worst for the first side to the best.

    Examples
    --------
    >>> order = ("Food", "Water", "Firewood")
    >>> len(frontier(order, order)), max(map(sum, frontier(order, order[::-1])))
    (33, 42)
    """
    table = [points for _, points in splits(first, second)]
    return tuple(table[k] for k in pareto_frontier(table))


def points_of(priorities: Priorities, split: Sequence[int]) -> int:
    worth = dict(zip(priorities, POINTS.values(), strict=True))
    return sum(worth[good] * n for good, n in zip(GOODS, split, strict=True))


def rest_of(split: Split) -> Split:
    first, second, third = (PACKAGES - n for n in split)
    return first, second, third
