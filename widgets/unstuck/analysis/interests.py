"""What lies behind two demands: which needs the sides share, which fit, which stand opposed.

A need belongs to a side. Meeting it may also serve the other side, cost it nothing, or take
something away from it, and only in the last case do the two stand against each other. Strengths
are on a rough scale of three steps, enough to find what can be traded and no more.

References
----------
R. Fisher and W. Ury, *Getting to Yes*, 1981: interests behind positions, and shared, compatible
and conflicting ones among them. D. A. Lax and J. K. Sebenius, *The Manager as Negotiator*, 1986:
differences as a source of value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Literal

from unstuck.analysis._checks import number

__all__ = [
    "MOST",
    "Favour",
    "InterestReading",
    "Need",
    "Relation",
    "Side",
    "read_interests",
    "relation",
]

MOST = 3
"""The strongest a need can be: 1 is a little, 2 much, 3 vital."""

Side = Literal["you", "them"]
"""Whose need it is."""


class Relation(StrEnum):
    """How a need of one side sits with the other."""

    SHARED = "shared"
    COMPATIBLE = "compatible"
    OPPOSED = "opposed"


@dataclass(frozen=True)
class Need:
    """Something that a side needs, apart from how it asks for it.

    Parameters
    ----------
    name : str
        What is needed, in words.
    side : {"you", "them"}
    weight : int
        How much it matters to that side, from 1 to `MOST`.
    effect : int
        What meeting it does to the other side: above 0 it gains by it, 0 it costs it nothing,
        below 0 it loses; from -`MOST` to `MOST`.
    said : bool, default False
        Whether that side has said it aloud at the table.
    way : str, default ""
        Another way to meet it than the demand; empty where none has been found yet.

    Raises
    ------
    ValueError
        If the name is empty, the side is no side, or a strength is out of its range.
    """

    name: str
    side: Side
    weight: int
    effect: int
    said: bool = False
    way: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A need must have a name; say in a few words what is needed.")
        if self.side not in ("you", "them"):
            raise ValueError(
                f"The need '{self.name}' must belong to 'you' or 'them', not {self.side!r}; "
                "choose one of the two."
            )
        number(self.weight, f"The weight of '{self.name}'", at_least=1, at_most=MOST)
        number(
            self.effect,
            f"What meeting '{self.name}' does to the other side",
            at_least=-MOST,
            at_most=MOST,
        )

    @property
    def relation(self) -> Relation:
        """Whether it is shared, compatible or opposed."""
        return relation(self.effect)

    @property
    def cheap(self) -> bool:
        """Whether it matters more to its side than meeting it costs the other."""
        return self.weight + self.effect > 0

    def does_to(self, side: Side) -> int:
        """What meeting it does to a side: its weight for its own, its effect for the other."""
        return self.weight if side == self.side else self.effect


@dataclass(frozen=True)
class Favour:
    """Two opposed needs, one of each side, that both gain by meeting in exchange.

    Attributes
    ----------
    yours, theirs : Need
        They meet yours, you meet theirs.
    gains : tuple of int
        What is left for you and for them when both are met; each above 0.
    """

    yours: Need
    theirs: Need
    gains: tuple[int, int]


@dataclass(frozen=True)
class InterestReading:
    """What the needs of two sides have to do with each other.

    Attributes
    ----------
    needs : tuple of Need
        Shared first, then compatible, then opposed; within these the strongest first.
    shared, compatible, opposed : tuple of Need
    unsaid : tuple of Need
        Those not said aloud, the strongest first; of equals yours, since you can say it.
    without_way : tuple of Need
        Those for which no other way than the demand is known yet, the strongest first.
    favours : tuple of Favour
        Opposed needs worth exchanging, those first that leave most to the side that gains least.
    missing : tuple of Side
        The sides of which no need is known.
    """

    needs: tuple[Need, ...]
    shared: tuple[Need, ...]
    compatible: tuple[Need, ...]
    opposed: tuple[Need, ...]
    unsaid: tuple[Need, ...]
    without_way: tuple[Need, ...]
    favours: tuple[Favour, ...]
    missing: tuple[Side, ...]

    def of(self, side: Side) -> tuple[Need, ...]:
        """The needs of one side."""
        return tuple(need for need in self.needs if need.side == side)


def relation(effect: int) -> Relation:
    """Say how a need sits with the other side, from what meeting it does to that side.

    Parameters
    ----------
    effect : int
        Above 0 where the other side gains by it as well, 0 where it does not mind, below 0 where
        it loses.

    Returns
    -------
    Relation

    Examples
    --------
    >>> [relation(effect).value for effect in (2, 0, -1)]
    ['shared', 'compatible', 'opposed']
    """
    if effect > 0:
        return Relation.SHARED
    return Relation.OPPOSED if effect < 0 else Relation.COMPATIBLE


def read_interests(needs: Iterable[Need]) -> InterestReading:
    """Sort the needs of both sides by how they sit with each other.

    Parameters
    ----------
    needs : iterable of Need
        Of both sides, in any order; there may be none.

    Returns
    -------
    InterestReading

    Examples
    --------
    Two sisters and an orange (told in Fisher and Ury, *Getting to Yes*): one needs the juice, the
    other the peel, and neither minds what the other takes.

    >>> juice = Need("the juice", "you", weight=3, effect=0)
    >>> peel = Need("the peel", "them", weight=3, effect=0)
    >>> found = read_interests([juice, peel])
    >>> len(found.compatible), len(found.opposed)
    (2, 0)
    """
    order = list(Relation)
    given = sorted(needs, key=lambda need: -need.weight)
    sides: tuple[Side, ...] = ("you", "them")
    by = {each: tuple(need for need in given if need.relation is each) for each in order}
    return InterestReading(
        needs=tuple(need for each in order for need in by[each]),
        shared=by[Relation.SHARED],
        compatible=by[Relation.COMPATIBLE],
        opposed=by[Relation.OPPOSED],
        unsaid=tuple(
            sorted(
                (need for need in given if not need.said),
                key=lambda need: (-need.weight, sides.index(need.side)),
            )
        ),
        without_way=tuple(need for need in given if not need.way.strip()),
        favours=_favours(by[Relation.OPPOSED]),
        missing=tuple(side for side in sides if all(need.side != side for need in given)),
    )


def _favours(opposed: Iterable[Need]) -> tuple[Favour, ...]:
    """Pair opposed needs of the two sides so that each gains more than it gives."""
    listed = tuple(opposed)
    yours = [need for need in listed if need.side == "you"]
    theirs = [need for need in listed if need.side == "them"]
    pairs = [
        Favour(one, other, (one.weight + other.effect, other.weight + one.effect))
        for one, other in product(yours, theirs)
    ]
    kept = [pair for pair in pairs if min(pair.gains) > 0]
    kept.sort(key=lambda pair: (-min(pair.gains), -sum(pair.gains)))
    return tuple(kept)
