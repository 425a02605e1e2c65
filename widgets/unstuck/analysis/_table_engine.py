"""The moves of the negotiation table: what each does, and time that goes by."""

from __future__ import annotations

from unstuck.analysis import _table_state as state
from unstuck.analysis._table_base import FELT, SAME, Table
from unstuck.analysis._table_files import words
from unstuck.analysis._table_moves import Refused, pair, parse_offer, possible, refusal
from unstuck.analysis._table_parts import FEELINGS, WHO
from unstuck.analysis._table_seat import Seat

MORE_TIME = 3
COSTS = {"break": 2, "facilitator": 2}


class Engine(Table):
    """One game as it goes on; the tool sees it through `Game` only."""

    __slots__ = ()

    # --- one move ------------------------------------------------------------------------

    def step(self, move: str) -> None:
        """Make one move; ``ValueError`` says why it cannot be made."""
        if self.ending:
            raise Refused(f"The talks are over ({self.ending}), so '{move}' comes too late; "
                          "play again from the start.")  # fmt: skip
        kind, _, rest = move.partition(":")
        if kind == "offer":
            package = parse_offer(self, rest)
            self._note(move)
            self._take_offer(package)
        else:
            if move not in possible(self):
                raise Refused(refusal(self, move))
            self._note(move)
            getattr(self, f"_do_{kind}")(rest)
        if not self.ending:
            self._pass(COSTS.get(kind, 1))
        self.trail.append(tuple(seat.mind.state for seat in self.seats))

    def _note(self, move: str) -> None:
        self.moves.append(move)

    def _pass(self, rounds: int) -> None:
        """Let time go by: pressure grows, somebody's day may end."""
        self.round += rounds
        for seat in self.seats:
            mind = seat.mind
            mind.pressure += rounds * state.TICK / seat.deadline
            mind.anger -= 0.01 * rounds
            mind.hold()
            if self.round > seat.deadline:
                self._say(seat, "late", 9)
                self.ending = "deadline"
                return
            if not seat.warned and seat.deadline - self.round <= 2 < self.round:
                seat.warned = True
                self._say(seat, "hurry", 9)
        if self.round > self.limit:
            self._scene(str(words()["scene"]["time_up"]))
            self.ending = "deadline"

    # --- the other moves, each by its name -----------------------------------------------

    def _do_accept(self, _: str) -> None:
        made = self.standing()
        assert made is not None
        self._you(str(words()["you"]["accept"]))
        maker = WHO.index(made.by)
        against = [
            seat
            for seat in self.seats
            if seat.number != maker and not seat.takes(self.scenario, made.package, self.round)
        ]
        if not against:
            self._sign(made.package)
            return
        for seat in against:
            seat.seen.append(seat.gain(self.scenario.worth(made.package, seat.number + 1)))
            self._say(seat, "objects" if seat.seen[-1] < -SAME else "far", 0)
        self._counter(against[0])

    def _do_decline(self, _: str) -> None:
        made = self.standing()
        assert made is not None
        seat = self.seats[WHO.index(made.by)]
        self._you(str(words()["you"]["decline"]))
        self._feel(seat, "declined")
        self._say(seat, "decline", 0)
        self._after_talk()

    def _do_ask(self, name: str) -> None:
        number, topic = pair(self.scenario, name)
        seat = self.seats[number]
        self._you(topic.label)
        again = seat.asks.get(topic.id, 0)
        seat.asks[topic.id] = again + 1
        if again == 0:
            self._feel(seat, "asked")
        if seat.mind.openness >= topic.openness:
            seat.told.add(topic.id)
            self.asked.append(name)
            self._feel(seat, "told")
            self._tell(seat, f"topic {topic.id}", topic.told)
            self._open(topic.opens)
        elif again:
            self._feel(seat, "again")
            self._say(seat, "again", 0)
        else:
            self._say(seat, "guarded", 0)
        self._after_talk()

    def _do_share(self, name: str) -> None:
        self.shared.add(name)
        if name == "deadline":
            left = self.limit - self.round + 1
            self._you(str(words()["you"]["deadline"]).replace("{rounds}", str(left)))
        else:
            interest = next(i for i in self.scenario.you.interest if i.id == name)
            self._you(interest.say)
            self._open(interest.opens)
        for seat in self.seats:
            suspects = seat.mind.trust < 0.3 and seat.mind.heard < 0.5
            if name == "deadline":
                seat.horizon = self.limit
                self._feel(seat, "clock")
                self._say(seat, "clock", 0)
            elif suspects:
                self._feel(seat, "wary")
                self._say(seat, "wary", 0)
            else:
                self._feel(seat, "shared")
                self._say(seat, "shared", 0)
        self._after_talk()

    def _do_acknowledge(self, rest: str) -> None:
        seat, feeling = self._addressed(rest)
        mind = seat.mind
        self._you(str(words()["you"][f"see_{feeling}"]))
        times = seat.acknowledged.get(feeling, 0)
        seat.acknowledged[feeling] = times + 1
        if sum(seat.acknowledged.values()) > 3 or times > 1:
            self._feel(seat, "enough")
            self._say(seat, "enough", 0)
        elif self._has(seat, feeling):
            self._feel(seat, f"heard_{feeling}", 1.0 if times == 0 else 0.4)
            if mind.driver.feeling == feeling and times == 0:
                mind.listen(0.5)
            self._say(seat, feeling, 0)
            for topic in seat.side.topic:
                if topic.feeling == feeling and topic.id not in seat.told:
                    seat.told.add(topic.id)
                    self.asked.append(f"{WHO[seat.number]}.{topic.id}")
                    self._open(topic.opens)
        else:
            self._feel(seat, "wrong_feeling")
            self._say(seat, "wrong_feeling", 0)
        self._after_talk()

    @staticmethod
    def _has(seat: Seat, feeling: str) -> bool:
        """Whether a feeling is there to be seen."""
        if seat.mind.driver.feeling == feeling and seat.mind.heard < 1:
            return True
        return feeling != "hurt" and bool(getattr(seat.mind, feeling) > FELT)

    def _do_probe(self, rest: str) -> None:
        seat = self.seats[WHO.index(rest) if rest else 0]
        mind = seat.mind
        self._you(str(words()["you"]["probe"]))
        again = seat.asks.get("probe", 0)
        seat.asks["probe"] = again + 1
        if mind.openness >= 0.5:
            seat.told.add("probe")
            self.asked.append(f"{WHO[seat.number]}.probe")
            self._feel(seat, "probe_told")
            self._say(seat, "probe_told", 0)
        elif again or mind.fear > 0.5 or seat.side.power < 0.3:
            self._feel(seat, "probe_sore")
            self._say(seat, "probe_sore", 0)
        else:
            self._feel(seat, "probe_guarded")
            self._say(seat, "probe_guarded", 0)
        self._after_talk()

    def _do_reframe(self, rest: str) -> None:
        number = int(rest)
        reframe = self.scenario.reframe[number - 1]
        seat = self.seats[WHO.index(reframe.who)]
        self._you(reframe.label)
        if seat.mind.anger > 0.62:
            self._feel(seat, "not_now")
            self._say(seat, "not_now", 0)
        else:
            self.reframed.add(number)
            if reframe.fits:
                seat.mind.listen(1.0 if seat.mind.heard >= 0.5 else 0.75)
                self._feel(seat, "reframe_fits")
                self._tell(seat, f"reframe {number}", reframe.yes)
                self._open(reframe.opens)
            else:
                self._feel(seat, "reframe_misses")
                self._tell(seat, f"reframe {number}", reframe.no)
        self._after_talk()

    def _do_break(self, _: str) -> None:
        self._you(str(words()["you"]["break"]))
        for seat in self.seats:
            mind = seat.mind
            if seat.side.driver == "external-pressure":
                self._feel(seat, "break_call")
                self._say(seat, "break_call", 0)
            elif mind.driver.broods and mind.heard < 0.5:
                self._feel(seat, "break_brood")
                self._say(seat, "break_brood", 0)
            else:
                self._feel(seat, "break_good")
                self._say(seat, "break_good", 0)

    def _do_time(self, _: str) -> None:
        self._you(str(words()["you"]["time"]))
        willing = all(seat.mind.trust >= 0.35 and seat.mind.anger < 0.6 for seat in self.seats)
        self.time = True
        if willing:
            self.limit += MORE_TIME
        for seat in self.seats:
            if willing:
                seat.deadline += MORE_TIME
                seat.horizon += MORE_TIME
            self._feel(seat, "time_yes" if willing else "time_no")
        self._say(self.seats[0], "time_yes" if willing else "time_no", 0)

    def _do_facilitator(self, _: str) -> None:
        self._you(str(words()["you"]["facilitator"]))
        self.facilitator = True
        against = [seat for seat in self.seats if not self._welcomes(seat)]
        for seat in against:
            self._feel(seat, "facilitator_no")
        if against:
            self._say(against[0], "facilitator_no", 0)
            return
        for seat in self.seats:
            seat.fair = True
            self._feel(seat, "facilitator_yes", 1.0 + 0.5 * (len(self.seats) - 1))
        self._say(self.seats[0], "facilitator_yes", 0)
        self._scene(str(words()["scene"]["facilitator"]))

    @staticmethod
    def _welcomes(seat: Seat) -> bool:
        mind = seat.mind
        outsider = mind.driver.outsider * (1 - mind.heard)
        return mind.trust * 0.5 + 0.35 + outsider - 0.3 * (seat.side.power - 0.5) >= 0.42

    def _do_leave(self, how: str) -> None:
        self._you(str(words()["you"][f"leave_{how}"]))
        for seat in self.seats:
            if how == "angry":
                seat.mind.feel("extreme", 0.7)
            else:
                seat.mind.feel("concession", 0.6)
            self._say(seat, f"bye_{how}", 0)
        self.ending = "you left"

    def _addressed(self, rest: str) -> tuple[Seat, str]:
        who, _, feeling = rest.rpartition(".")
        assert feeling in FEELINGS
        return self.seats[WHO.index(who) if who else 0], feeling
