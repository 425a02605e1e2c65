"""One negotiation, or many at once: the model itself, in the operations of `_sim_ops`.

A turn: who is on turn may walk out if the first offers offended it (E08, E11) or nothing moves;
then it makes its offer by its tactic; the others accept what is worth at least what they will ask
for at their own next turn. All must accept. The linear equilibrium of sealed bids has no turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unstuck.analysis._sim_ops import TINY
from unstuck.analysis._sim_people import People, Trace
from unstuck.analysis._sim_plan import Plan

DEAL, LEFT, CLOCK = 0, 1, 2
NONE, WANTED, FORCED, UNWANTED = 0, 1, 2, 3


@dataclass
class Ended:
    """How talks ended: for each a number, or an array of them.

    Attributes
    ----------
    how : `DEAL`, `LEFT` or `CLOCK`.
    kind : `NONE`, `WANTED`, `FORCED` or `UNWANTED`.
    zone : whether some deal beats every true limit.
    round : in which round it ended, from 1.
    available, gained : joint gain over the true limits, the most and that of the deal.
    efficient : whether there is a deal that nobody could better without hurting somebody.
    regretted : whether there is a deal that is worth less to somebody than its true limit.
    """

    how: Any
    kind: Any
    zone: Any
    round: Any
    available: Any
    gained: Any
    efficient: Any
    regretted: Any


class Talks(People):
    """The state of one negotiation, or of many."""

    def __init__(self, ops: Any, plan: Plan, draws: Any, trace: Trace | None = None) -> None:
        super().__init__(ops, plan, draws, trace)
        like, s = self.limits[0], self.setting
        self.held = list(self.opens)  # what tit for tat asks for; and what was last announced
        self.floor = [ops.full(-1.0, like) for _ in self.count]
        self.got = [ops.full(-1.0, like) for _ in self.count]
        self.before = [ops.full(-1.0, like) for _ in self.count]
        self.older = [ops.full(-1.0, like) for _ in self.count]
        self.best = [ops.full(-1.0, like) for _ in self.count]
        self.live = ops.full(True, like)
        self.how = ops.full(CLOCK, like)
        self.walked = [ops.full(False, like) for _ in self.count]
        self.round = ops.full(s.rounds, like)
        self.shares = [ops.full(0.0, like) for _ in self.count]

    # what they ask for

    def demand(self, i: int, turn: int) -> Any:
        """What a party asks for in a round: its tactic, never less than what it committed to."""
        ops = self.ops
        left = self.plan.left.get((min(i, 1), turn))
        if left is None:
            asked = self.held[i]
        else:
            if isinstance(left, tuple):
                left = ops.take(left, self.kind[i])
            asked = self.seen[i] + (self.opens[i] - self.seen[i]) * left
        return ops.most(asked, self.floor[i])

    def least(self, i: int, turn: int) -> Any:
        """What a party accepts: what it would ask for then; what beats no deal at the end."""
        ops, late = self.ops, self.plan.late
        asked = self.demand(i, turn)
        if turn < self.setting.rounds - 1:
            return asked
        extra = ops.where(self.selfish[i], self.kind[i] - (late + 1), self.kind[i])
        last = turn >= self.setting.rounds - 1 + extra
        asked = ops.where(last, ops.most(self.seen[i], self.floor[i]), asked)
        if not self.setting.afraid:
            return asked
        fears = (self.draw("afraid", i) < self.setting.afraid) & last
        return ops.where(fears, self.seen[i] - self.people.depth, asked)

    # a turn

    def leave(self, i: int, turn: int) -> None:
        """Whether who is on turn walks out: offended (E08, E11), or because nothing moves."""
        ops, people = self.ops, self.people
        if not (people.leave_weak or people.leave_strong or people.leave_stalled) or (
            turn == 0 and i == 0
        ):
            return
        weak = self.seen[i] < self.plan.fair * (1.0 - self.setting.room)
        first = (self.got[i] >= 0.0) & (self.before[i] < 0.0)
        offended = first & (self.got[i] < people.insult * self.plan.fair)
        chance = ops.where(offended, ops.where(weak, people.leave_weak, people.leave_strong), 0.0)
        if turn > 2:
            stuck = self.got[i] - self.older[i] < people.still
            chance = ops.most(chance, ops.where(stuck, people.leave_stalled, 0.0))
        chance = chance * self._soothed(i)
        goes = self.live & (self.draw("leave", turn * self.setting.parties + i) < chance)
        if ops.some(goes):
            self.walked[i] = self.walked[i] | goes
            self._end(goes, LEFT, turn)
            if self.trace:
                self.trace("left", turn, i)

    def _soothed(self, i: int) -> Any:
        s, people = self.setting, self.people
        calm = people.calmed if s.third == "facilitator" else 1.0
        if s.pause == "reflect":
            return self.ops.where(self.selfish[i], calm, calm * people.after_reflecting)
        after = {"distract": people.after_distraction, "brood": people.after_brooding}
        return calm * after.get(s.pause, 1.0)

    def offer(self, i: int, turn: int) -> None:
        """Make an offer, and see whether all others accept."""
        asked = self.demand(i, turn)
        shares = self.offered(i, asked)
        accepted: Any = self.live
        for j in self.count:
            if j != i:
                enough = self.least(j, turn if j > i else turn + 1)
                accepted = accepted & (shares[j] >= enough - TINY)
        if self.trace:
            self.trace("offer", turn, i, shares)
        self.announce(i, asked, shares)
        self._deal(accepted, shares, turn)

    def offered(self, i: int, asked: Any) -> list[Any]:
        """What each party would get by the offer that somebody makes."""
        if self.plan.tables:
            package = self.ops.best(self.orders[i], self.worths[i], asked)
            return [self.ops.worth(table, package) for table in self.worths]
        rest = 1.0 - asked
        if self.setting.parties == 2:
            return [asked, rest] if i == 0 else [rest, asked]
        others: Any = 0.0
        for j in self.count:
            others = others + self.held[j] if j != i else others
        return [asked if j == i else rest * self.held[j] / others for j in self.count]

    def announce(self, i: int, asked: Any, shares: list[Any]) -> None:
        """Everybody takes note; tit for tat will answer what its turn brought."""
        ops = self.ops
        self.older[i], self.before[i] = self.before[i], self.got[i]
        self.got[i] = ops.full(-1.0, self.limits[0])
        if (min(i, 1), 0) in self.plan.left:
            self.held[i] = asked
        for j in self.count:
            if j != i:
                self.got[j] = ops.most(self.got[j], shares[j])
                self.best[j] = ops.most(self.best[j], shares[j])

    def answer(self, i: int, turn: int) -> None:
        """Tit for tat gives what it was given, and at least a little of its own accord."""
        if turn == 0 or (min(i, 1), 0) in self.plan.left:
            return
        ops = self.ops
        given = ops.where(self.before[i] >= 0.0, self.got[i] - self.before[i], 0.0)
        step = ops.most(given, self.people.initiative)
        self.held[i] = ops.most(self.held[i] - step, self.seen[i])

    def _deal(self, accepted: Any, shares: list[Any], turn: int) -> None:
        ops = self.ops
        if turn == self.setting.rounds - 1 and self.people.too_late:
            accepted = accepted & ops.negated(self.draw("too late") < self.people.too_late)
        if not ops.some(accepted):
            return
        self.shares = [
            ops.where(accepted, new, old) for new, old in zip(shares, self.shares, strict=True)
        ]
        self._end(accepted, DEAL, turn)

    def _end(self, which: Any, how: int, turn: int) -> None:
        ops = self.ops
        self.how = ops.where(which, how, self.how)
        self.round = ops.where(which, turn + 1, self.round)
        self.live = self.live & ops.negated(which)

    # a third party

    def mediate(self, turn: int, heard: float) -> None:
        """Propose what leaves all equally far from what they ask; some follow (E53, E54)."""
        ops = self.ops
        asked = [self.least(i, turn) for i in self.count]
        if self.plan.tables:
            package = ops.nearest(self.worths, asked)
            shares = [ops.worth(table, package) for table in self.worths]
        else:
            each = self.free(asked) / self.setting.parties
            shares = [demand + each for demand in asked]
        yes = [
            (shares[i] >= self.seen[i] - TINY) & (self.draw("heard", i) < heard) for i in self.count
        ]
        accepted: Any = self.live
        for each in yes:
            accepted = accepted & each
        if self.trace:
            self.trace("third", turn, -1, shares)
        self._deal(accepted, shares, min(turn, self.setting.rounds - 1))
        for i in self.count:
            firm = yes[i] & (self.draw("hardened", i) < self.people.hardened)
            self.floor[i] = ops.where(firm, ops.most(self.floor[i], shares[i]), self.floor[i])

    # how it ended

    def ended(self) -> Ended:
        """Sum up: who saw a benefit in no deal, what there was to gain, what was gained."""
        ops = self.ops
        if self.plan.tables:
            zone, available = ops.richest(self.worths, self.limits)
        else:
            free = self.free(self.limits)
            zone, available = free >= -TINY, ops.most(free, 0.0)
        deal = self.how == DEAL
        gain: Any = 0.0
        worse: Any = ops.full(False, self.limits[0])
        for share, limit in zip(self.shares, self.limits, strict=True):
            gain = gain + (share - limit)
            worse = worse | (share < limit - TINY)
        efficient = deal
        if self.plan.tables:
            efficient = deal & ops.undominated(self.worths, self.shares)
        return Ended(
            self.how,
            ops.where(deal, NONE, self._kind()),
            zone,
            self.round,
            available,
            ops.where(deal, gain, 0.0),
            efficient,
            deal & worse,
        )

    def _kind(self) -> Any:
        ops = self.ops
        some: Any = self.how == LEFT
        everybody: Any = ops.full(True, self.limits[0])
        for i in self.count:
            poor = (self.best[i] >= 0.0) & (self.best[i] < self.seen[i] - TINY)
            prefers = ops.where(self.how == LEFT, self.walked[i], poor)
            some, everybody = some | prefers, everybody & prefers
        return ops.where(everybody, WANTED, ops.where(some, FORCED, UNWANTED))


def play(ops: Any, plan: Plan, draws: Any, trace: Trace | None = None) -> Ended:
    """Play one negotiation or many.

    Parameters
    ----------
    ops : Scalars or Arrays
    plan : Plan
    draws : sequence of float, or array of shape (draws, negotiations)
    trace : callable, optional
        Told what happens, of a single negotiation.
    """
    talks = Talks(ops, plan, draws, trace)
    if plan.setting.task == "sealed":
        return _sealed(talks)
    s, people = plan.setting, plan.setting.behaviour
    for turn in range(s.rounds):
        if s.third == "conciliator" and turn == s.rounds // 2:
            talks.mediate(turn, people.heard)
        for i in talks.count:
            if not ops.some(talks.live):
                return talks.ended()
            talks.answer(i, turn)
            talks.leave(i, turn)
            if ops.some(talks.live):
                talks.offer(i, turn)
    if s.third == "credible":
        talks.mediate(s.rounds, people.heard_credible)
    return talks.ended()


def _sealed(talks: Talks) -> Ended:
    """Bids and asks by the linear equilibrium; told values count as far as there was talk."""
    ops, spread = talks.ops, talks.setting.spread
    low, wide = 0.5 * (1 - spread), spread
    cost, value = talks.limits[0], 1.0 - talks.limits[1]
    ask, bid = cost, value
    if wide:
        ask = low + wide * (8 * ((cost - low) / wide) + 3) / 12
        bid = low + wide * (8 * ((value - low) / wide) + 1) / 12
    ask, bid = ask + talks.told[0] * (cost - ask), bid + talks.told[1] * (value - bid)
    if talks.trace:
        talks.trace("bids", 0, 0, [ask, 1.0 - ask])
        talks.trace("bids", 0, 1, [bid, 1.0 - bid])
    price = (ask + bid) / 2
    talks.best = [bid, 1.0 - ask]
    talks._deal(talks.live & (bid >= ask - TINY), [price, 1.0 - price], 0)
    talks.round = ops.full(1, cost)
    return talks.ended()
