"""What a scene is made of: what lies behind it, what can be found out, beats, moves, ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["TOP", "Beat", "End", "Fact", "Move", "Scene", "Telling", "Turn"]

TOP = 10
"""The top of the scales of heat and trust; their bottom is 0. An illustration, no measurement."""


@dataclass(frozen=True)
class Telling:
    """What lies behind the behaviour in one version of a scene.

    Attributes
    ----------
    id : str
        Its name within the scene.
    driver : str
        One of `unstuck.analysis.drivers.DRIVERS`.
    also : tuple of str
        Further drivers at work; a guess of one of them is partly right.
    lies : {"situation", "person", "between"}
        Where the cause lies.
    truth : str
        What was behind it, told at the end.
    """

    id: str
    driver: str
    lies: str
    truth: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """Something that can be found out.

    Attributes
    ----------
    id, text : str
        Its name within the scene, and what it says.
    speaks_for, speaks_against : tuple of str
        The drivers that it makes likelier, or less likely.
    """

    id: str
    text: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What a move does, where its conditions hold.

    Attributes
    ----------
    reply, inside, why : str
        What the other side does or says; what goes on in them; what there is to learn from it.
    to : str
        The beat or end that follows.
    heat, trust : int
        By how much they change.
    learns : tuple of str
        Facts that come out.
    behind : str
        The telling in which it holds; empty for all.
    knows : tuple of str
        Facts that must be known.
    trusted : int
        The least trust there must be.
    """

    reply: str
    inside: str
    why: str
    to: str
    heat: int = 0
    trust: int = 0
    learns: tuple[str, ...] = ()
    behind: str = ""
    knows: tuple[str, ...] = ()
    trusted: int = 0

    def holds(self, telling: str, known: Iterable[str], trust: int) -> bool:
        """Whether its conditions are met."""
        return (
            self.behind in ("", telling) and set(self.knows) <= set(known) and trust >= self.trusted
        )


@dataclass(frozen=True)
class Move:
    """Something that you may do.

    Attributes
    ----------
    id, label : str
        Its name within the scene, and its words.
    kind : {"probe", "answer"}
        Whether it finds out or answers.
    turns : tuple of Turn
        The first whose conditions hold is what happens.
    needs : tuple of str
        Facts without which you would not think of it.
    """

    id: str
    label: str
    kind: Literal["probe", "answer"]
    turns: tuple[Turn, ...]
    needs: tuple[str, ...] = ()

    def possible(self, telling: str, known: Iterable[str]) -> Iterator[Turn]:
        """The turns that it may take in a telling, once these facts can be known."""
        for turn in self.turns:
            if turn.holds(telling, known, TOP):
                yield turn
                if not turn.knows and not turn.trusted:
                    return


@dataclass(frozen=True)
class Beat:
    """A point at which you guess, if it has no moves, or move.

    Attributes
    ----------
    id, told, ask : str
        Its name, what stands before you, and what you are asked.
    moves : tuple of Move
        What you may do.
    to : str
        Where a guess leads; empty where there are moves.
    """

    id: str
    told: str
    ask: str
    moves: tuple[Move, ...] = ()
    to: str = ""


@dataclass(frozen=True)
class End:
    """How a scene may end.

    Attributes
    ----------
    id : str
        Its name within the scene.
    result : {"good", "open", "bad"}
        A way on together, the door left open, or a break.
    told, lesson : str
        What becomes of it, and what to take from it.
    """

    id: str
    result: Literal["good", "open", "bad"]
    told: str
    lesson: str


@dataclass(frozen=True)
class Scene:
    """A scene with all that may happen in it.

    Attributes
    ----------
    id, title : str
        Its name, and what it is called.
    place : int
        Its place in the list.
    behaviour : str
        One of `unstuck.analysis.drivers.BEHAVIOURS`.
    them, opening, source : str
        Who sits across; how it begins; where the story comes from.
    heat, trust : int
        How it begins, from 0 to `TOP`.
    start : str
        The first beat.
    boils, fades : str
        The ends to which heat at its top, and trust at its bottom, lead.
    tellings, facts, beats, ends : tuple
        Its parts.
    """

    id: str
    title: str
    place: int
    behaviour: str
    them: str
    opening: str
    source: str
    heat: int
    trust: int
    start: str
    boils: str
    fades: str
    tellings: tuple[Telling, ...]
    facts: tuple[Fact, ...]
    beats: tuple[Beat, ...]
    ends: tuple[End, ...]

    def at(self, name: str) -> Beat | End:
        """The beat or end of that name."""
        parts: tuple[Beat | End, ...] = (*self.beats, *self.ends)
        return next(part for part in parts if part.id == name)

    def telling(self, name: str) -> Telling:
        """The telling of that name; the first where there is none."""
        return next((told for told in self.tellings if told.id == name), self.tellings[0])

    def learnable(self, telling: str) -> tuple[Fact, ...]:
        """The facts that can come out in a telling."""
        moves = [move for beat in self.beats for move in beat.moves]
        out: set[str] = set()
        before = -1
        while before < len(out):
            before = len(out)
            for move in moves:
                if set(move.needs) <= out:
                    out |= {fact for turn in move.possible(telling, out) for fact in turn.learns}
        return tuple(fact for fact in self.facts if fact.id in out)
