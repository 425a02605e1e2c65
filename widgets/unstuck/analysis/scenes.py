"""Scenes in which somebody is hard to deal with: played move by move, with honest consequences.

A scene is a graph without loops. At each *beat* the learner guesses what drives the other side,
or chooses a *move*: a probe, which finds something out, or an answer. What a move does (its
*turn*) may hang on what lies behind the behaviour (the *telling*), on what has been found out,
and on trust. Heat at its top or trust at its bottom ends the scene. Heat and trust are the
course's own scale from 0 to 10, an illustration and no measurement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from unstuck.analysis.drivers import DRIVERS
from unstuck.analysis.scene_parts import TOP, Beat, End, Fact, Move, Scene, Telling, Turn

__all__ = ["AGAIN", "PLACES", "Play", "Step", "guess_move", "place_move", "replay", "walks"]

AGAIN = "again"
"""The move that begins a scene afresh; what came before it no longer counts."""

PLACES = ("situation", "person", "between")
"""Where the cause of somebody's behaviour may lie: the place, the person, or between two sides."""

_GUESS = "guess:"
_PLACE = "place:"


@dataclass(frozen=True)
class Step:
    """One move that was made.

    Attributes
    ----------
    move, turn : Move, Turn
        What you did, and what it did.
    heat, trust : int
        How things stood after it, from 0 to `TOP`.
    known : tuple of str
        The facts known after it.
    heated, trusted, learned : int
        By how much heat, trust and the number of facts changed.
    """

    move: Move
    turn: Turn
    heat: int
    trust: int
    known: tuple[str, ...]
    heated: int
    trusted: int
    learned: int


@dataclass(frozen=True)
class Play:
    """A scene as far as it has been played.

    Attributes
    ----------
    scene, telling : Scene, Telling
        Which, and what lies behind it.
    here : Beat or End
        Where it stands.
    steps : tuple of Step
        The moves that were made, guesses apart.
    guesses : tuple of str
        The drivers that were guessed in turn; empty for "cannot tell yet".
    placed : str or None
        Where the cause was looked for at the end, one of `PLACES`, or empty for "cannot tell";
        None before that was said.
    """

    scene: Scene
    telling: Telling
    here: Beat | End
    steps: tuple[Step, ...] = ()
    guesses: tuple[str, ...] = ()
    placed: str | None = None

    @property
    def over(self) -> bool:
        """Whether the scene has ended."""
        return isinstance(self.here, End)

    @property
    def guessing(self) -> bool:
        """Whether a guess is asked for."""
        return isinstance(self.here, Beat) and not self.here.moves

    @property
    def heat(self) -> int:
        """How heated it is, from 0 to `TOP`."""
        return self.steps[-1].heat if self.steps else self.scene.heat

    @property
    def trust(self) -> int:
        """How far they trust you, from 0 to `TOP`."""
        return self.steps[-1].trust if self.steps else self.scene.trust

    @property
    def known(self) -> tuple[Fact, ...]:
        """What has come out, in the scene's order."""
        names = self.steps[-1].known if self.steps else ()
        return tuple(fact for fact in self.scene.facts if fact.id in names)

    @property
    def learnable(self) -> int:
        """How many facts this telling holds."""
        return len(self.scene.learnable(self.telling.id))

    @property
    def guess(self) -> str:
        """The last guess; empty where none was made."""
        return self.guesses[-1] if self.guesses else ""

    @property
    def support(self) -> tuple[int, int]:
        """How much of what is known speaks for the last guess, and how much against it."""
        pro = sum(self.guess in fact.speaks_for for fact in self.known)
        contra = sum(self.guess in fact.speaks_against for fact in self.known)
        return pro, contra

    @property
    def verdict(self) -> Literal["none", "right", "partly", "wrong"]:
        """How the last guess stands to what lies behind."""
        if not self.guess:
            return "none"
        if self.guess == self.telling.driver:
            return "right"
        return "partly" if self.guess in self.telling.also else "wrong"

    @property
    def moves(self) -> tuple[Move, ...]:
        """What you may do now; nothing while a guess is asked for or at an end."""
        if isinstance(self.here, End):
            return ()
        names = {fact.id for fact in self.known}
        return tuple(move for move in self.here.moves if set(move.needs) <= names)

    def after(self, move: str) -> Play | None:
        """How it stands after one more move; None where that move cannot be made here."""
        if self.over and self.placed is None and move.startswith(_PLACE):
            place = move.removeprefix(_PLACE)
            return replace(self, placed=place) if place in ("", *PLACES) else None
        if isinstance(self.here, Beat) and self.guessing and move.startswith(_GUESS):
            driver = move.removeprefix(_GUESS)
            if driver not in ("", *DRIVERS):
                return None
            there = self.scene.at(self.here.to)
            return replace(self, here=there, guesses=(*self.guesses, driver))
        chosen = next((each for each in self.moves if each.id == move), None)
        return None if chosen is None else self._made(chosen)

    def _made(self, move: Move) -> Play:
        known = tuple(fact.id for fact in self.known)
        turn = next(t for t in move.turns if t.holds(self.telling.id, known, self.trust))
        heat = min(TOP, max(0, self.heat + turn.heat))
        trust = min(TOP, max(0, self.trust + turn.trust))
        out = tuple(dict.fromkeys((*known, *turn.learns)))
        to = turn.to
        if not isinstance(self.scene.at(to), End):
            to = self.scene.boils if heat == TOP else self.scene.fades if trust == 0 else to
        changes = (heat - self.heat, trust - self.trust, len(out) - len(known))
        step = Step(move, turn, heat, trust, out, *changes)
        return replace(self, here=self.scene.at(to), steps=(*self.steps, step))


def guess_move(driver: str) -> str:
    """The move that guesses a driver; an empty one says that you cannot tell yet."""
    return f"{_GUESS}{driver}"


def place_move(place: str) -> str:
    """The move that says, at an end, where the cause lies; an empty one says you cannot tell."""
    return f"{_PLACE}{place}"


def replay(scene: Scene, path: Iterable[str], telling: str = "") -> Play:
    """Play a scene from its start.

    Parameters
    ----------
    scene : Scene
        The scene.
    path : iterable of str
        The moves, in order. `AGAIN` begins afresh; a move that cannot be made where it stands
        is passed over.
    telling : str
        What lies behind it; the first telling where the scene has none of that name.

    Returns
    -------
    Play
    """
    fresh = Play(scene, scene.telling(telling), scene.at(scene.start))
    play = fresh
    for move in path:
        play = fresh if move == AGAIN else play.after(move) or play
    return play


def walks(scene: Scene, telling: str = "") -> Iterator[Play]:
    """Play every path of a scene to its end; guesses, which change nothing, are left open.

    Parameters
    ----------
    scene : Scene
        A scene without loops.
    telling : str
        What lies behind it.

    Yields
    ------
    Play
        Each at an end.
    """
    waiting = [replay(scene, (), telling)]
    while waiting:
        play = waiting.pop()
        if play.over:
            yield play
            continue
        names = [guess_move("")] if play.guessing else [move.id for move in play.moves]
        nexts = (play.after(name) for name in names)
        waiting += [play for play in nexts if play is not None]
