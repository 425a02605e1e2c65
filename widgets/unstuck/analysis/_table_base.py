"""A game at the table as it stands: who sits there, what was said and offered."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Self

from unstuck.analysis import _table_state as state
from unstuck.analysis._table_files import words
from unstuck.analysis._table_parts import WHO, Deal
from unstuck.analysis._table_scenario import TableScenario
from unstuck.analysis._table_seat import Seat, allowed, put
from unstuck.analysis._table_state import LEVELS
from unstuck.analysis._table_view import Choice, Event, Made, Spoken, Term

SAME = 1e-9
_EACH = 16  # draws a round
MOST_ROUNDS = 64
FELT = 0.3  # a feeling stronger than this is there to be seen


def luck(name: str, level: str, seed: int, more: str = "") -> list[float]:
    """All that chance decides in one game, by round."""
    draw = Random(f"{name} {level} {seed}{more}").random
    return [draw() for _ in range(_EACH * (MOST_ROUNDS + 1))]


class Table:
    """One game as it stands: seats, words, offers. `Engine` adds the moves."""

    __slots__ = (
        "asked", "combos", "draws", "ending", "events", "facilitator", "final", "level", "limit",
        "lines", "moves", "offers", "opened", "reframed", "round", "scenario", "seats", "seed",
        "shared", "terms", "time", "trail",
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
        self._laid()
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

    def fork(self, more: str = "") -> Self:
        """The same game, to go on with apart; with other luck from here on if `more` is given."""
        twin = type(self).__new__(type(self))
        for name in Table.__slots__:
            setattr(twin, name, getattr(self, name))
        for name in ("lines", "moves", "offers", "events", "asked", "opened", "trail"):
            setattr(twin, name, list(getattr(self, name)))
        twin.shared, twin.reframed = set(self.shared), set(self.reframed)
        twin.seats = [seat.copy() for seat in self.seats]
        if more:
            twin.draws = luck(self.scenario.id, self.level, self.seed, more)
        return twin

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
        self.offers.append(
            Made(self.round, by, package, self.said(package), worth(package), theirs)
        )

    def _offer(self, seat: Seat, key: str) -> None:
        """Let a side make an offer of its own."""
        package = seat.propose(self.scenario, self.combos)
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
            if other is not seat and other.gain(worth) < -SAME:
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
        seat.yours = package
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
            weak = (1 - seat.side.power) * state.POWERLESS * (mind.anger > FELT)
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
        elif gain < -SAME:
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

    def _laid(self) -> None:
        """Work out what is on the table: the combinations for them, the terms for you."""
        self.combos = allowed(self.scenario, self.opened)
        found = []
        for spec, is_open in zip(self.scenario.term, self.opened, strict=True):
            if spec.closed and not is_open:
                continue
            shown = spec.options if is_open else spec.options[: len(spec.options) - spec.hidden]
            choices = tuple(Choice(n, text) for n, text in enumerate(shown))
            found.append(
                Term(spec.id, spec.label, spec.low, spec.high, spec.step, choices, spec.say)
            )
        self.terms = tuple(found)

    def _open(self, terms: Sequence[str]) -> None:
        for n, term in enumerate(self.scenario.term):
            if term.id in terms and not self.opened[n]:
                self.opened[n] = True
                self._laid()
                fresh = term.options if term.closed else term.options[-term.hidden :]
                text = str(words()["scene"]["opened" if term.closed else "option"])
                text = text.replace("{term}", term.label)
                self._scene(text.replace("{options}", "; ".join(fresh)))
