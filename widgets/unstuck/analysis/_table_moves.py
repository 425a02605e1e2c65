"""Which moves are possible at the table, how they read, and why one is refused."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from unstuck.analysis._table_files import words
from unstuck.analysis._table_parts import FEELINGS, WHO, Deal, TermSpec, Topic
from unstuck.analysis._table_scenario import TableScenario
from unstuck.analysis._table_view import Option

if TYPE_CHECKING:
    from unstuck.analysis._table_engine import Engine

LONGEST_MOVE = 60
_BREAKS = 2


class Refused(ValueError):
    """A move that cannot be made, with the reason."""


def pair(scenario: TableScenario, name: str) -> tuple[int, Topic]:
    """The side and the topic that ``them.topic`` or ``topic`` names."""
    who, _, topic = name.rpartition(".")
    number = WHO.index(who) if who else 0
    return number, next(t for t in scenario.side[number].topic if t.id == topic)


def prefix(number: int) -> str:
    """How a move names a side: nothing for the first."""
    return f"{WHO[number]}." if number else ""


def possible(engine: Engine) -> list[str]:
    """Every move that can be made now, offers apart, in the order of the page."""
    if engine.ending:
        return []
    found = []
    scenario = engine.scenario
    for seat in engine.seats:
        front = prefix(seat.number)
        found += [f"ask:{front}{t.id}" for t in seat.side.topic if t.id not in seat.told]
    for seat in engine.seats:
        if "probe" not in seat.told:
            found.append(f"probe:{WHO[seat.number]}" if seat.number else "probe")
    found += [f"share:{i.id}" for i in scenario.you.interest if i.id not in engine.shared]
    if "deadline" not in engine.shared:
        found.append("share:deadline")
    for seat in engine.seats:
        found += [f"acknowledge:{prefix(seat.number)}{feeling}" for feeling in FEELINGS]
    found += [
        f"reframe:{n}" for n in range(1, len(scenario.reframe) + 1) if n not in engine.reframed
    ]
    if engine.standing() is not None:
        found += ["accept", "decline"]
    if engine.moves.count("break") < _BREAKS:
        found.append("break")
    if not engine.time:
        found.append("time")
    if not engine.facilitator:
        found.append("facilitator")
    return [*found, "leave:well", "leave:angry"]


def options(engine: Engine) -> tuple[Option, ...]:
    """The possible moves as they read."""
    return tuple(_option(engine, move) for move in possible(engine))


def _option(engine: Engine, move: str) -> Option:
    kind, _, rest = move.partition(":")
    labels = words()["label"]
    several = len(engine.seats) > 1
    if kind == "ask":
        number, topic = pair(engine.scenario, rest)
        return Option(move, _to(engine, number, topic.label) if several else topic.label, "ask")
    if kind == "probe":
        number = WHO.index(rest) if rest else 0
        text = str(labels["probe"])
        return Option(move, _to(engine, number, text) if several else text, "ask")
    if kind == "share":
        if rest == "deadline":
            return Option(move, str(labels["deadline"]), "say")
        return Option(
            move, next(i.say for i in engine.scenario.you.interest if i.id == rest), "say"
        )
    if kind == "acknowledge":
        who, _, feeling = rest.rpartition(".")
        text = str(labels[f"see_{feeling}"])
        number = WHO.index(who) if who else 0
        return Option(move, _to(engine, number, text) if several else text, "say")
    if kind == "reframe":
        return Option(move, engine.scenario.reframe[int(rest) - 1].label, "say")
    if kind == "leave":
        return Option(move, str(labels[f"leave_{rest}"]), "leave")
    group = "answer" if kind in ("accept", "decline") else "process"
    return Option(move, str(labels[kind]), group)


def _to(engine: Engine, number: int, text: str) -> str:
    return f"{engine.seats[number].side.name}: {text}"


def parse_offer(engine: Engine, text: str) -> Deal:
    """The package that an offer names; ``ValueError`` if it names none."""
    if len(text) > LONGEST_MOVE - len("offer:"):
        raise Refused(
            f"A move has at most {LONGEST_MOVE} signs and this offer has more; write its numbers "
            "without more decimals than they need."
        )
    given: dict[str, str] = {}
    for part in text.split(","):
        name, mark, value = part.partition("=")
        if not mark or name in given:
            raise Refused(
                f"An offer names each term once, as in 'price=9000', and '{part}' does not; "
                "mend that part."
            )
        given[name] = value
    known = {term.id for term in engine.terms}
    for name in given:
        if name not in known:
            raise Refused(
                f"'{name}' is nothing that can be settled here now; "
                f"choose from {', '.join(sorted(known))}."
            )
    return tuple(
        _value(spec, is_open, given)
        for spec, is_open in zip(engine.scenario.term, engine.opened, strict=True)
    )


def _value(spec: TermSpec, is_open: bool, given: dict[str, str]) -> float:
    if spec.closed and not is_open:
        return spec.default
    if spec.id not in given:
        raise Refused(f"An offer must settle '{spec.label}' and this one leaves it open; add it.")
    try:
        value = float(given[spec.id])
    except ValueError:
        value = math.nan
    if spec.is_price:
        if not spec.low <= value <= spec.high:
            raise Refused(
                f"'{spec.label}' must lie between {spec.low:,g} and {spec.high:,g}, "
                f"not at '{given[spec.id]}'; type a number in between."
            )
        return value
    count = len(spec.options) - (0 if is_open else spec.hidden)
    if not (0 <= value < count and value == int(value)):
        raise Refused(
            f"'{spec.label}' has options 0 to {count - 1}, not '{given[spec.id]}'; choose one."
        )
    return int(value)


def refusal(engine: Engine, move: str) -> str:
    """Why a move that is no offer cannot be made now."""
    kind, _, rest = move.partition(":")
    if kind in ("accept", "decline") and not rest:
        return f"There is no offer of theirs to {kind} yet; wait for one, or make your own."
    if kind in ("time", "facilitator") and not rest:
        return (
            f"You have asked for that once ('{kind}') and they have answered; choose another move."
        )
    if kind == "break" and not rest:
        return f"You have had {_BREAKS} breaks and there is no third; choose another move."
    if kind in ("ask", "share", "reframe", "probe"):
        return (
            f"'{move}' has been dealt with or does not exist here; "
            "choose one of the moves that are listed."
        )
    return f"'{move}' is no move at this table; choose one of the moves that are listed."
