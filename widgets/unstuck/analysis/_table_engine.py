"""The negotiation table itself: a game that takes one move after another."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from unstuck.analysis import _table_state as state
from unstuck.analysis._table_files import words
from unstuck.analysis._table_moves import Refused, pair, parse_offer, possible
from unstuck.analysis._table_parts import FEELINGS, WHO, Deal, TableScenario
from unstuck.analysis._table_seat import Seat, put
from unstuck.analysis._table_state import LEVELS
from unstuck.analysis._table_view import Event, Made, Spoken

_SAME = 1e-9
_EACH = 16  # draws a round
MOST_ROUNDS = 64
MORE_TIME = 3
COSTS = {"break": 2, "facilitator": 2}
_FELT = 0.3  # a feeling stronger than this is there to be seen


def luck(name: str, level: str, seed: int, more: str = "") -> list[float]:
    """All that chance decides in one game, by round."""
    draw = Random(f"{name} {level} {seed}{more}").random
    return [draw() for _ in range(_EACH * (MOST_ROUNDS + 1))]


class Engine:
    """One game as it goes on; the tool sees it through `Game` only."""

    __slots__ = (
        "asked", "draws", "ending", "events", "facilitator", "final", "level", "limit", "lines",
        "moves", "offers", "opened", "reframed", "round", "scenario", "seats", "seed", "shared",
        "time", "trail",
    )  # fmt: skip

    def __init__(self, scenario: TableScenario, seed: int, level: str) -> None:
        if level not in LEVELS:
            raise ValueError(f"There is no level '{level}'; choose from {', '.join(LEVELS)}.")
        self.scenario, self.seed, self.level = scenario, seed, level
        self.draws = luck(scenario.id, level, seed)
        self.round, self.limit = 1, scenario.rounds
        self.ending = ""
        self.final: Deal | None = None
        self.lines: list[Spoken] = []
        self.moves: list[str] = []
        self.offers: list[Made] = []
        self.events: list[Event] = []
        self.shared: set[str] = set()
        self.asked: list[str] = []  # what was learned, in order: topics and probes
        self.reframed: set[int] = set()
        self.time = self.facilitator = False
        self.opened = [not (term.closed or term.hidden) for term in scenario.term]
        self.seats = [
            Seat(scenario, n, LEVELS[level], self.draws[4 * n : 4 * n + 4])
            for n in range(len(scenario.side))
        ]
        self.trail = [tuple(seat.mind.state for seat in self.seats)]
        self._scene(scenario.opening)
        for seat in self.seats:
            self._say(seat, "greet", 8)
        for seat in self.seats:
            if seat.side.opens:
                self._offer(seat, "offer")

    def fork(self, more: str = "") -> Engine:
        """The same game, to go on with apart; with other luck from here on if `more` is given."""
        twin = Engine.__new__(Engine)
        for name in Engine.__slots__:
            setattr(twin, name, getattr(self, name))
        for name in ("lines", "moves", "offers", "events", "asked", "opened", "trail"):
            setattr(twin, name, list(getattr(self, name)))
        twin.shared, twin.reframed = set(self.shared), set(self.reframed)
        twin.seats = [seat.copy() for seat in self.seats]
        if more:
            twin.draws = luck(self.scenario.id, self.level, self.seed, more)
        return twin

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
                from unstuck.analysis._table_moves import refusal

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

    # --- words ---------------------------------------------------------------------------

    def _draw(self, purpose: int, seat: Seat | None = None) -> float:
        """The luck of this round for one purpose: 0 to 7 for each seat, then 8 to 15."""
        at = min(self.round, MOST_ROUNDS) * _EACH
        place = purpose + (4 * seat.number if seat is not None else 0)
        return self.draws[at + place % _EACH]

    def _scene(self, text: str) -> None:
        if text:
            self.lines.append(Spoken("scene", text, self.round))

    def _you(self, text: str) -> None:
        self.lines.append(Spoken("you", text, self.round))

    def _say(self, seat: Seat, key: str, purpose: int = 0, offer: str = "") -> None:
        text = seat.say(key, self._draw(purpose, seat), offer)
        if text:
            self.lines.append(Spoken(WHO[seat.number], text, self.round))

    def _tell(self, seat: Seat, key: str, variants: Sequence[str]) -> None:
        text = seat.pick(key, variants, self._draw(0, seat))
        self.lines.append(Spoken(WHO[seat.number], text, self.round))

    def _feel(self, seat: Seat, name: str, times: float = 1.0) -> None:
        seat.mind.feel(name, times)
        self.events.append(Event(len(self.moves), seat.number, name))

    def said(self, package: Deal) -> str:
        """A package in words, without the terms that nobody has opened."""
        shown = frozenset(
            term.id
            for term, is_open in zip(self.scenario.term, self.opened, strict=True)
            if is_open or not term.closed
        )
        return self.scenario.words(package, shown)

    # --- offers --------------------------------------------------------------------------

    def _made(self, by: str, package: Deal) -> None:
        worth = self.scenario.worth
        theirs = tuple(worth(package, n + 1) for n in range(len(self.seats)))
        self.offers.append(Made(self.round, by, package, self.said(package), worth(package), theirs))

    def _offer(self, seat: Seat, key: str) -> None:
        """Let a side make an offer of its own."""
        package = seat.propose(self.scenario, self.opened)
        held = seat.asp <= seat.mind.insists + 0.02
        if seat.made == package and key == "concede":
            key = "hold" if held else "still"
        elif held and key == "concede":
            key = "hold"
        seat.made = package
        self._made(WHO[seat.number], package)
        self._say(seat, key, 1, self.said(package))
        for other in self.seats:
            worth = self.scenario.worth(package, other.number + 1)
            if other is not seat and other.gain(worth) < -_SAME:
                self._say(other, "objects", 2)

    def standing(self) -> Made | None:
        """Their latest offer, as long as it stands."""
        return next((made for made in reversed(self.offers) if made.by != "you"), None)

    def _take_offer(self, package: Deal) -> None:
        text = self.said(package)
        self._you(put(str(words()["you"]["offer"]), text))
        self._made("you", package)
        refusing = []
        for seat in self.seats:
            self._weigh(seat, package)
            if self.ending:
                return
            if not seat.takes(self.scenario, package, self.round):
                refusing.append(seat)
        if not refusing:
            self._sign(package)
            return
        for seat in self.seats:
            if seat not in refusing:
                self._say(seat, "could_sign", 2)
        for seat in refusing[1:]:
            self._answer(seat, package)
        self._answer(refusing[0], package)
        self._counter(min(refusing, key=lambda seat: seat.seen[-1]))

    def _sign(self, package: Deal) -> None:
        self.final, self.ending = package, "deal"
        for seat in self.seats:
            self._say(seat, "accept", 1, self.said(package))

    def _weigh(self, seat: Seat, package: Deal) -> None:
        """Let an offer work on a side's mind; it may end the talks."""
        mind = seat.mind
        gain = seat.gain(self.scenario.worth(package, seat.number + 1))
        far = min(1.0, max(0.0, (-gain - 0.25) / 0.75))
        before = max(seat.seen, default=None)
        seat.seen.append(gain)
        if before is not None:
            change = gain - before
            if change < -0.03:
                self._feel(seat, "backtrack")
            elif change < 0.02:
                self._feel(seat, "stall")
            elif not (mind.driver.deaf and mind.heard < 0.5):
                self._feel(seat, "concession", min(1.5, 0.5 + 3 * change))
        if self._eases(seat, package):
            self._feel(seat, "eased")
        if far > 0:
            self._feel(seat, "extreme", far)
            weak = (1 - seat.side.power) * state.POWERLESS * (mind.anger > _FELT)
            chance = state.WALK * max(0.0, mind.anger - 0.5) * far + weak * far
            if self._draw(3, seat) < chance:
                self._walk(seat)

    def _eases(self, seat: Seat, package: Deal) -> bool:
        """Whether an offer holds something that makes them feel safer, for the first time."""
        held = {
            f"{term.id}={int(value)}"
            for term, value in zip(self.scenario.term, package, strict=True)
            if not term.is_price
        }
        fresh = [mark for mark in seat.side.eases if mark in held and mark not in seat.told]
        seat.told.update(fresh)
        return bool(fresh)

    def _answer(self, seat: Seat, package: Deal) -> None:
        """What a side says to an offer that it does not take."""
        gain = seat.seen[-1]
        if gain < -0.25:
            self._say(seat, "insulted", 0)
        elif gain < -_SAME:
            self._say(seat, "short", 0)
        elif seat.seems(gain) < seat.mind.bears and "unfair" not in seat.spoken:
            self._feel(seat, "unfair")
            self._say(seat, "unfair", 0)
        elif len(seat.seen) > 1 and seat.seen[-1] < seat.seen[-2] - 0.03:
            self._say(seat, "backtrack", 0)
        elif len(seat.seen) > 1 and seat.seen[-1] < seat.seen[-2] + 0.02:
            self._say(seat, "stall", 0)
        else:
            self._say(seat, "near" if gain > seat.asp - 0.2 else "far", 0)

    def _counter(self, seat: Seat) -> None:
        seat.asp = seat.aspires(self.round)
        self._offer(seat, "concede" if seat.made is not None else "offer")

    def _walk(self, seat: Seat) -> None:
        self._say(seat, "walk", 1)
        self.ending = "they left"

    def _after_talk(self, *, ask: bool = True) -> None:
        """What may follow when you spoke and made no offer: anger boils over, or a first offer."""
        for seat in self.seats:
            over = seat.mind.anger - state.BOIL
            if over > 0 and self._draw(3, seat) < 0.4 + 4 * over:
                self._walk(seat)
                return
        if not any(seat.made for seat in self.seats) and ask and self.round >= 3:
            seat = self.seats[self.round % len(self.seats)]
            if self._draw(3, seat) < 0.6:
                self._offer(seat, "offer")

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
            self._say(seat, "objects" if seat.seen[-1] < -_SAME else "far", 0)
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
        else:
            self._feel(seat, "wrong_feeling")
            self._say(seat, "wrong_feeling", 0)
        self._after_talk()

    @staticmethod
    def _has(seat: Seat, feeling: str) -> bool:
        """Whether a feeling is there to be seen."""
        if seat.mind.driver.feeling == feeling and seat.mind.heard < 1:
            return True
        return feeling != "hurt" and getattr(seat.mind, feeling) > _FELT  # type: ignore[no-any-return]

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

    def _open(self, terms: Sequence[str]) -> None:
        for n, term in enumerate(self.scenario.term):
            if term.id in terms and not self.opened[n]:
                self.opened[n] = True
                fresh = term.options if term.closed else term.options[-term.hidden :]
                text = str(words()["scene"]["opened" if term.closed else "option"])
                text = text.replace("{term}", term.label)
                self._scene(text.replace("{options}", "; ".join(fresh)))
