"""From the table as it is to what the learner may see of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_files import words
from unstuck.analysis._table_moves import options, pair, possible
from unstuck.analysis._table_parts import LIMIT, WHO
from unstuck.analysis._table_seat import Seat
from unstuck.analysis._table_view import Ending, Game, Made, Mood, View

_CUTS = {"trust": (0.36, 0.6), "anger": (0.3, 0.6), "fear": (0.3, 0.6)}
_WORDS = {
    "trust": ("guarded", "neutral", "open"),
    "anger": ("calm", "irritated", "angry"),
    "fear": ("at ease", "uneasy", "worried"),
}
_PLAIN = {"trust": 1, "anger": 0, "fear": 0}


def game_of(engine: Engine) -> Game:
    """The game as the learner may see it."""
    left = max(0, engine.limit - engine.round + 1)
    over = bool(engine.ending)
    return Game(
        scenario=engine.scenario,
        moves=tuple(engine.moves),
        seed=engine.seed,
        level=engine.level,
        lines=tuple(engine.lines),
        round=engine.round,
        rounds_left=0 if over else left,
        options=options(engine),
        terms=engine.terms,
        offers=tuple(_shown(made) for made in engine.offers),
        on_table=_standing(engine),
        learned=learned(engine),
        moods=tuple(_mood(engine, seat) for seat in engine.seats),
        ending=cast(Ending, engine.ending) if over else None,
        deal=_deal(engine),
    )


def view_of(engine: Engine) -> View:
    """What a simulated learner may know."""
    scenario = engine.scenario
    return View(
        you=scenario.you,
        terms=engine.terms,
        defaults={t.id: t.default for t in scenario.term if t.closed},
        order=tuple(t.id for t in scenario.term),
        moves=tuple(possible(engine)),
        made=tuple(engine.moves),
        offers=tuple(_shown(made) for made in engine.offers),
        on_table=_standing(engine),
        moods=tuple(_mood(engine, seat) for seat in engine.seats),
        suggests=_suggests(engine),
        their=tuple(_known(engine, seat) for seat in engine.seats),
        their_limits=tuple(
            seat.limit if LIMIT in _revealed(engine, seat) else None for seat in engine.seats
        ),
        round=engine.round,
        rounds_left=max(0, engine.limit - engine.round + 1),
    )


def learned(engine: Engine) -> tuple[str, ...]:
    """What has come out, in sentences, in the order in which it did."""
    found = []
    for name in engine.asked:
        who, _, topic = name.rpartition(".")
        if topic == "probe":
            found.append(engine.scenario.side[WHO.index(who)].probe)
        else:
            found.append(pair(engine.scenario, name)[1].fact)
    return tuple(found)


def _topics(engine: Engine) -> list[tuple[int, str]]:
    return [
        (WHO.index(who) if who else 0, topic)
        for who, _, topic in (name.rpartition(".") for name in engine.asked)
    ]


def _suggests(engine: Engine) -> tuple[str, ...]:
    return tuple(
        topic.suggests
        for number, name in _topics(engine)
        for topic in engine.scenario.side[number].topic
        if topic.id == name and topic.suggests
    )


def _revealed(engine: Engine, seat: Seat) -> set[str]:
    return {
        term
        for number, name in _topics(engine)
        if number == seat.number
        for topic in seat.side.topic
        if topic.id == name
        for term in topic.reveals
    }


def _known(engine: Engine, seat: Seat) -> Mapping[str, tuple[float, ...]]:
    shown = _revealed(engine, seat)
    return {term: seat.side.values[term] for term in seat.side.values if term in shown}


def _shown(made: Made) -> Made:
    return Made(made.round, made.by, made.package, made.text, made.worth_you)


def _standing(engine: Engine) -> Made | None:
    made = engine.standing()
    return None if made is None or engine.ending else _shown(made)


def _deal(engine: Engine) -> Made | None:
    if engine.final is None:
        return None
    made = next(m for m in reversed(engine.offers) if m.package == engine.final)
    return _shown(made)


def _mood(engine: Engine, seat: Seat) -> Mood:
    """Coarse words; the less a side shows, the stronger a feeling must be to be seen."""
    mind = seat.mind
    shows = min(1.0, seat.side.shows * mind.level.shows)
    found = {}
    for name, (low, high) in _CUTS.items():
        value = getattr(mind, name)
        plain = (low + high) / 2 if name == "trust" else 0.0
        seen = plain + (value - plain) * (0.4 + 0.6 * shows)
        place = (seen >= low) + (seen >= high)
        unclear = shows < 0.35 and place == _PLAIN[name]
        found[name] = "unclear" if unclear else _WORDS[name][place]
    text = str(words()["mood"][f"{found['trust']}"]).replace("{name}", seat.side.name)
    parts = [str(words()["mood"][found[name]]) for name in ("anger", "fear")]
    said = [part for part in parts if part]
    sentence = f"{text}{''.join(said)}." if said else f"{text}."
    return Mood(WHO[seat.number], seat.side.name, sentence=sentence, **found)
