"""Who negotiates: limits as they are and as they are seen, tastes, openings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from unstuck.analysis._sim_plan import LEVELS, MOST_POINTS, WALK_AWAY, Plan, camp, package_values

Trace = Callable[..., None]


class People:
    """The parties of one negotiation, or of many."""

    def __init__(self, ops: Any, plan: Plan, draws: Any, trace: Trace | None = None) -> None:
        self.ops, self.plan, self.draws, self.trace = ops, plan, draws, trace
        s = self.setting = plan.setting
        self.people = s.behaviour
        self.count = range(s.parties)
        self.limits = [self._limit(i) for i in self.count]
        self.worths = self._worths() if plan.tables else []
        self._see_limits()
        self.selfish = [self.draw("selfish", i) < s.selfish for i in self.count]
        self.kind = [self._person(i) for i in self.count]
        helped = self.people.told_to_facilitator if s.third == "facilitator" else 0.0
        self.talked = s.talk + helped > 0
        self.told = [self._own(min(1.0, s.talk + helped), "openness", i) for i in self.count]
        self.opens = self._openings()
        self.orders = [
            ops.guessed(own, [w for j, w in enumerate(self.worths) if j != i], self.told[i])
            for i, own in enumerate(self.worths)
        ]

    def draw(self, name: str, n: int = 0) -> Any:
        """The draw of a name, for the party of a number."""
        return self.draws[self.plan.columns[name] + n]

    def _limit(self, i: int) -> Any:
        s = self.setting
        if s.task == "casino":
            return self.ops.full(WALK_AWAY / MOST_POINTS, self.draw("limit", i))
        shared = s.parties if s.task in ("price", "sealed") else 2
        middle = (1.0 - (0.0 if s.task == "sealed" else s.room)) / shared
        low, high = middle * (1 - s.spread), middle * (1 + s.spread)
        return self.ops.least(low + (high - low) * self.draw("limit", i), 1.0)

    def _see_limits(self) -> None:
        """People may overrate their alternative (E18); naming one's weaknesses helps (E20)."""
        s = self.setting
        part = s.overrate * (self.people.candour if s.weaknesses else 1.0)
        self.seen = [
            limit + part * self.draw("overrate", i) * (1.0 - limit) if part else limit
            for i, limit in enumerate(self.limits)
        ]

    def _person(self, i: int) -> Any:
        """Which kind of person this is: the place in the plan's lists."""
        ops, late = self.ops, self.plan.late
        extra = ops.whole(self.draw("late", i) * (late + 1))
        return ops.where(self.selfish[i], late + 1 + extra, extra)

    def _own(self, value: float, name: str, i: int) -> Any:
        """A setting's value as one person takes it: people differ."""
        low, high = value * (1 - self.people.differ), value * (1 + self.people.differ)
        return self.ops.least(low + (high - low) * self.draw(name, i), 1.0)

    def _worths(self) -> list[Any]:
        ops, s = self.ops, self.setting
        if s.task == "casino":
            first, second = camp(s.match)
            place = ops.whole(self.draw("table") * len(second))
            return [ops.chosen((first,) * len(second), place), ops.chosen(second, place)]
        values = package_values(s.issues)
        told = []
        for i in self.count:
            raw = [self.draw("table", i * s.issues + n) + 0.1 for n in range(s.issues)]
            total = raw[0]
            for more in raw[1:]:
                total = total + more
            weights = [each / total for each in raw]
            if s.parties == 2:
                columns = [column[-i] for column in values]  # the two ends, 0 and the last
                told.append(ops.mixed(weights, columns))
            else:
                told.append(self._tastes(i, weights, values))
        return told

    def _tastes(self, i: int, weights: list[Any], values: Any) -> Any:
        """With more than two, each likes one way of each issue best, drawn at random."""
        ops, s = self.ops, self.setting
        told: Any = None
        for issue, weight in enumerate(weights):
            at = s.parties * s.issues + i * s.issues + issue
            liked = ops.whole(self.draw("table", at) * len(LEVELS))
            part = ops.scaled(ops.chosen(values[issue], liked), weight)
            told = part if told is None else ops.added(told, part)
        return told

    def _openings(self) -> list[Any]:
        s, ops = self.setting, self.ops
        told = [
            limit + self._own(s.openings[i > 0], "opening", i) * (1.0 - limit)
            for i, limit in enumerate(self.seen)
        ]
        if not self.talked or self.plan.tables:
            return told
        free = self.free(self.seen)
        each = ops.most(free, 0.0) / s.parties
        return [
            start + heard * (limit + each - start)
            for start, limit, heard in zip(told, self.seen, self.told, strict=True)
        ]

    def free(self, limits: Sequence[Any]) -> Any:
        """What is left of all there is when everybody has so much."""
        free = 1.0
        for limit in limits:
            free = free - limit
        return free
