"""A scenario of the table, and what follows from it; public through `analysis.table`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import NamedTuple

from unstuck.analysis._preferences import Issue, Party
from unstuck.analysis._table_parts import Deal, Line, Reframe, Scale, Side, TermSpec, You
from unstuck.analysis.packages import Scenario


class Combo(NamedTuple):
    """A combination of options: the package but for its price, and what it is worth to each."""

    package: Deal
    sums: tuple[float, ...]


@dataclass(frozen=True)
class TableScenario:
    """A negotiation that can be played: what all know, what you know, what they know.

    Attributes
    ----------
    id, title, source : str
    place : int
        Its place in the list.
    rounds : int
        How many rounds you have.
    brief, opening : str
        What everybody knows, and how the scene begins.
    you : You
    term : tuple of TermSpec
    side : tuple of Side
        One or two.
    reframe : tuple of Reframe
    concepts : tuple of str
        What it lets you practise.
    """

    id: str
    title: str
    place: int
    source: str
    rounds: int
    brief: str
    opening: str
    you: You
    term: tuple[TermSpec, ...]
    side: tuple[Side, ...]
    reframe: tuple[Reframe, ...]
    concepts: tuple[str, ...] = ()
    illustrative: bool = field(default=True)

    @property
    def parties(self) -> tuple[You | Side, ...]:
        """All at the table, you first."""
        return (self.you, *self.side)

    @cached_property
    def scales(self) -> tuple[tuple[Scale, ...], ...]:
        """For each party, you first, what each term is worth: ``scales[party][term][value]``."""
        return tuple(
            tuple(
                Line(term.low, term.high, *party.values[term.id])
                if term.is_price
                else party.values[term.id]
                for term in self.term
            )
            for party in self.parties
        )

    @property
    def limits(self) -> tuple[float, ...]:
        """The least worth taking for each party, you first."""
        return (self.you.limit, *(side.limit for side in self.side))

    def worth(self, package: Deal, party: int = 0) -> float:
        """What a package is worth to a party, 0 being you."""
        return float(
            sum(scale[value] for scale, value in zip(self.scales[party], package, strict=True))
        )

    @cached_property
    def best(self) -> tuple[float, ...]:
        """The most that any package could be worth to each party."""
        return tuple(
            sum(max(party.values[term.id]) for term in self.term) for party in self.parties
        )

    @cached_property
    def worst(self) -> tuple[float, ...]:
        """The least that any package could be worth to each party."""
        return tuple(
            sum(min(party.values[term.id]) for term in self.term) for party in self.parties
        )

    @cached_property
    def grids(self) -> tuple[tuple[float, ...], ...]:
        """The values of each term: of a price its steps from low to high, both ends included."""
        found: list[tuple[float, ...]] = []
        for term in self.term:
            if term.is_price:
                steps = round((term.high - term.low) / term.step)
                found.append(tuple(term.low + term.step * n for n in range(steps + 1)))
            else:
                found.append(tuple(range(len(term.options))))
        return tuple(found)

    @cached_property
    def packages(self) -> Scenario:
        """The same as issues with options, for frontier, zone and solutions."""
        issues = [
            Issue(term.id, [term.words(value) for value in grid])
            for term, grid in zip(self.term, self.grids, strict=True)
        ]
        parties = [
            Party(
                party.name,
                {
                    term.id: tuple(self.scales[n][k][value] for value in self.grids[k])
                    for k, term in enumerate(self.term)
                },
                reservation=party.limit,
                batna=party.alternative,
            )
            for n, party in enumerate(self.parties)
        ]
        return Scenario(issues, parties, self.title)

    @cached_property
    def rows(self) -> tuple[tuple[float, ...], ...]:
        """What every package is worth to every party."""
        return self.packages.rows()

    @cached_property
    def signable(self) -> tuple[tuple[float, ...], ...]:
        """Of these, the ones that leave nobody across the table worse off than no deal."""
        limits = self.limits[1:]
        return tuple(
            row
            for row in self.rows
            if all(worth >= limit - 1e-9 for worth, limit in zip(row[1:], limits, strict=True))
        )

    @cached_property
    def zone(self) -> bool:
        """Whether some package leaves nobody worse off than without a deal."""
        return any(row[0] >= self.you.limit - 1e-9 for row in self.signable)

    def words(self, package: Deal, shown: frozenset[str] | None = None) -> str:
        """A package as it is said; `shown` leaves out terms that are still closed."""
        parts = [
            term.words(value)
            for term, value in zip(self.term, package, strict=True)
            if shown is None or term.id in shown
        ]
        return ", ".join(parts)

    @cached_property
    def combos(self) -> tuple[Combo, ...]:
        """Every combination of options, with 0 in the place of a price."""
        choices = [(0,) if t.is_price else g for t, g in zip(self.term, self.grids, strict=True)]
        settled = [n for n, term in enumerate(self.term) if not term.is_price]
        return tuple(
            Combo(
                package,
                tuple(sum(scales[n][package[n]] for n in settled) for scales in self.scales),
            )
            for package in product(*choices)
        )

    @cached_property
    def price_at(self) -> int:
        """The place of the price among the terms; -1 where there is none."""
        return next((n for n, term in enumerate(self.term) if term.is_price), -1)
