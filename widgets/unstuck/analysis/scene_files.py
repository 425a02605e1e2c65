"""Reading a scene from plain tables, and everything that can be wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from unstuck.analysis.drivers import BEHAVIOURS, DRIVERS
from unstuck.analysis.scene_parts import TOP, Beat, End, Fact, Move, Scene, Telling, Turn
from unstuck.analysis.scenes import PLACES, walks

__all__ = ["faults", "read_scene"]

_T = TypeVar("_T")
_LONGEST_LABEL = 150
_LONGEST_MOVE = 60


def read_scene(table: Mapping[str, Any]) -> Scene:
    """Build a scene from a table such as a TOML file gives.

    Parameters
    ----------
    table : mapping
        The scene's own values and its lists `telling`, `fact`, `beat` (each with `move`, each
        of these with `turn`) and `end`.

    Returns
    -------
    Scene

    Raises
    ------
    ValueError
        If a value is missing, unknown or of the wrong kind; the sentence says where.
    """
    name = f"scene '{table.get('id', '?')}'"
    parts: dict[str, Any] = {
        "tellings": _all(table, "telling", name, lambda t, w: _made(Telling, t, w)),
        "facts": _all(table, "fact", name, lambda t, w: _made(Fact, t, w)),
        "beats": _all(table, "beat", name, _beat),
        "ends": _all(table, "end", name, lambda t, w: _made(End, t, w)),
    }
    own = {key: value for key, value in table.items() if key not in ("telling", "fact")}
    own = {key: value for key, value in own.items() if key not in ("beat", "end")}
    return _made(Scene, own, name, **parts)


def _beat(table: Mapping[str, Any], where: str) -> Beat:
    own = {key: value for key, value in table.items() if key != "move"}
    return _made(Beat, own, where, moves=_all(table, "move", where, _move))


def _move(table: Mapping[str, Any], where: str) -> Move:
    own = {key: value for key, value in table.items() if key != "turn"}
    turns = _all(table, "turn", where, lambda t, w: _made(Turn, t, w))
    return _made(Move, own, where, turns=turns)


def _all(
    table: Mapping[str, Any], key: str, where: str, make: Callable[[Mapping[str, Any], str], _T]
) -> tuple[_T, ...]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ValueError(f"{where}: {key} must be written as [[{key}]], once for each.")
    return tuple(
        make(row, f"{where}, {key} '{row.get('id', number)}'")
        for number, row in enumerate(rows, start=1)
    )


def _made(kind: type[_T], table: Mapping[str, Any], where: str, **parts: Any) -> _T:
    """Make one part; texts are stripped, lists become tuples."""
    known = {f.name: str(f.type) for f in fields(kind)}  # type: ignore[arg-type]
    values = dict(parts)
    for key, value in table.items():
        if key not in known or key in parts:
            raise ValueError(f"{where}: '{key}' is unknown here; known are {', '.join(known)}.")
        values[key] = _value(value, known[key], f"{where}: {key}")
    try:
        return kind(**values)
    except TypeError:
        missing = [name for name in known if name not in values]
        raise ValueError(f"{where}: {', '.join(missing)} may not be missing.") from None


def _value(value: Any, wanted: str, where: str) -> Any:
    if wanted == "int":
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"{where} must be a whole number, not {value!r}.")
        return value
    if wanted.startswith("tuple"):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ValueError(f"{where} must be a list of names.")
        return tuple(value)
    if not isinstance(value, str):
        raise ValueError(f"{where} must be a text, not {value!r}.")
    return value.strip()


def faults(scene: Scene) -> list[str]:
    """Say everything that breaks a rule of scenes.

    The rules: names are unique and known where they are used; nothing loops and nothing lies
    idle; each telling can end well and badly by choice; the learner guesses first, and on every
    path finds something out, or tries to, before the first answer; a move always has a turn.

    Parameters
    ----------
    scene : Scene
        As `read_scene` gives it.

    Returns
    -------
    list of str
        A sentence for each fault; empty if all is well.
    """
    found = [*_names(scene), *_values(scene), *_turns(scene)]
    if not found and _loops(scene):
        found = ["a beat leads back to one before it; scenes only go forward."]
    if not found:
        found = [*_played(scene)]
    return [f"scene '{scene.id}': {fault}" for fault in found]


def _names(scene: Scene) -> Iterator[str]:
    moves = [move for beat in scene.beats for move in beat.moves]
    lists: dict[str, list[str]] = {
        "beat or end": [beat.id for beat in scene.beats] + [end.id for end in scene.ends],
        "move": [move.id for move in moves],
        "fact": [fact.id for fact in scene.facts],
        "telling": [telling.id for telling in scene.tellings],
    }
    for what, names in lists.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"two {what}s are called '{name}'."
    places, facts = set(lists["beat or end"]), set(lists["fact"])
    tos = {beat.to for beat in scene.beats if not beat.moves}
    tos |= {turn.to for move in moves for turn in move.turns}
    for name in sorted((tos | {scene.start, scene.boils, scene.fades}) - places):
        yield f"'{name}' is no beat and no end."
    used = {fact for move in moves for fact in move.needs}
    used |= {fact for move in moves for turn in move.turns for fact in (*turn.learns, *turn.knows)}
    for name in sorted(used ^ facts):
        yield f"fact '{name}' is used but not written, or written but never used."
    behind = {turn.behind for move in moves for turn in move.turns} - {""}
    for name in sorted(behind - set(lists["telling"])):
        yield f"'{name}' is no telling."


def _values(scene: Scene) -> Iterator[str]:
    if scene.behaviour not in BEHAVIOURS:
        yield f"behaviour '{scene.behaviour}' is none of {', '.join(BEHAVIOURS)}."
    if not scene.tellings:
        yield "needs at least one telling."
    for value in (scene.heat, scene.trust):
        if not 0 < value < TOP:
            yield f"heat and trust must begin between 0 and {TOP}, not at {value}."
    drivers = {telling.driver for telling in scene.tellings}
    drivers |= {driver for telling in scene.tellings for driver in telling.also}
    drivers |= {d for fact in scene.facts for d in (*fact.speaks_for, *fact.speaks_against)}
    for driver in sorted(drivers - set(DRIVERS)):
        yield f"'{driver}' is no driver; choose from {', '.join(DRIVERS)}."
    for telling in scene.tellings:
        if telling.lies not in PLACES:
            yield f"telling '{telling.id}' lies in '{telling.lies}', none of {', '.join(PLACES)}."
    for end in scene.ends:
        if end.result not in ("good", "open", "bad"):
            yield f"end '{end.id}' is '{end.result}'; say good, open or bad."


def _turns(scene: Scene) -> Iterator[str]:
    for beat in scene.beats:
        for move in beat.moves:
            if move.kind not in ("probe", "answer"):
                yield f"move '{move.id}' is a '{move.kind}'; say probe or answer."
            if len(move.label) > _LONGEST_LABEL or not 0 < len(move.id) <= _LONGEST_MOVE:
                yield f"move '{move.id}' has too long a label or name."
            for telling in scene.tellings:
                last = [turn for turn in move.turns if turn.behind in ("", telling.id)]
                if not last or last[-1].knows or last[-1].trusted:
                    yield f"move '{move.id}' needs a last turn without conditions."


def _loops(scene: Scene) -> bool:
    """Whether some beat can be reached from itself."""
    ahead = {
        beat.id: {beat.to} if not beat.moves else {t.to for m in beat.moves for t in m.turns}
        for beat in scene.beats
    }
    open_ends = dict(ahead)
    while open_ends:
        done = [name for name, tos in open_ends.items() if not tos & open_ends.keys()]
        if not done:
            return True
        for name in done:
            del open_ends[name]
    return False


def _played(scene: Scene) -> Iterator[str]:
    made, reached, out = set[str](), set[str](), set[str]()
    first = scene.at(scene.start)
    if not isinstance(first, Beat) or first.moves:
        yield "must begin with a guess: a first beat without moves."
    for telling in scene.tellings:
        plays = list(walks(scene, telling.id))
        results = {play.here.result for play in plays if isinstance(play.here, End)}
        for result in ("good", "bad"):
            if result not in results:
                yield f"telling '{telling.id}' has no {result} end within reach."
        if any(play.steps[0].move.kind != "probe" for play in plays):
            yield "lets one answer before anything was asked."
        reached |= {play.here.id for play in plays}
        made |= {step.move.id for play in plays for step in play.steps}
        out |= {fact.id for play in plays for fact in play.known}
    idle = {end.id for end in scene.ends} - reached
    idle |= {move.id for beat in scene.beats for move in beat.moves} - made
    idle |= {fact.id for fact in scene.facts} - out
    for name in sorted(idle):
        yield f"'{name}' is never reached."
