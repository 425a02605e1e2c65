"""The critical moments of talks that failed: how the tension rose, and what was misread.

The tension of a moment is the learner's own reading, from 0 (at ease) to 10 (somebody leaves).
That a move's intent and its impact may differ is from J. N. Weiss, "How to Learn from a Failed
Negotiation", Harvard Business Review, 18 March 2025; the scale and the rule for the turning point
are this course's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from unstuck.analysis._checks import number

__all__ = ["Moment", "Timeline", "read_timeline", "rises", "turning_point"]

HIGHEST = 10.0


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One moment of the talks.

    Attributes
    ----------
    name : str
        When it was.
    mover : {"you", "them"}
        Whose move it was.
    kind : str
        What kind of move; empty if not said.
    they, you : str
        What each side did.
    meant, landed : str
        What the move was meant as, and how it landed.
    fit : {"", "yes", "no"}
        Whether it landed as it was meant.
    tension : float
        Afterwards, from 0 (at ease) to 10 (somebody leaves).
    """

    name: str = ""
    mover: str = "them"
    kind: str = ""
    they: str = ""
    you: str = ""
    meant: str = ""
    landed: str = ""
    fit: str = ""
    tension: float = 0.0

    @property
    def told(self) -> bool:
        """Whether enough is said to learn from it: when, what was done, and how it landed."""
        done = self.they.strip() or self.you.strip()
        return bool(self.name.strip() and done and self.landed.strip())

    @property
    def begun(self) -> bool:
        """Whether anything has been written about it."""
        return any(text.strip() for text in (self.name, self.they, self.you, self.landed))


@dataclass(frozen=True)
class Timeline:
    """What a row of moments shows.

    Attributes
    ----------
    rises : tuple of float
        From each moment to the next, one fewer than there are moments.
    turn : int or None
        The moment after which tension had risen most; None if it never rose.
    rise : float
        How far it rose there; 0 if it never did.
    misread : tuple of int
        The moments that landed otherwise than they were meant.
    unasked : tuple of int
        The moments of which you do not know whether they landed as meant.
    """

    rises: tuple[float, ...]
    turn: int | None
    rise: float
    misread: tuple[int, ...]
    unasked: tuple[int, ...]

    @property
    def turned(self) -> tuple[int, ...]:
        """The moment before the steepest rise and the one after it; empty if tension never rose."""
        return () if self.turn is None else (self.turn - 1, self.turn)


def rises(tensions: Sequence[float]) -> tuple[float, ...]:
    """Return how far tension rose (or fell, below zero) from each moment to the next.

    Parameters
    ----------
    tensions : sequence of float
        Each from 0 to 10, in the order of time.

    Raises
    ------
    ValueError
        If one is no number from 0 to 10.

    Examples
    --------
    >>> rises([2, 3, 7, 6])
    (1.0, 4.0, -1.0)
    """
    known = [_tension(value) for value in tensions]
    return tuple(later - earlier for earlier, later in pairwise(known))


def turning_point(tensions: Sequence[float]) -> int | None:
    """Return the position of the moment at which tension rose most, the first of several.

    Parameters
    ----------
    tensions : sequence of float
        Each from 0 to 10, in the order of time.

    Returns
    -------
    int or None
        From 1 on (the first moment has none before it); None if tension never rose.

    Examples
    --------
    >>> turning_point([2, 3, 7, 6])
    2
    """
    steps = rises(tensions)
    if not steps or max(steps) <= 0:
        return None
    return steps.index(max(steps)) + 1


def read_timeline(moments: Sequence[Moment]) -> Timeline:
    """Read a row of moments: where it turned, and which moves landed otherwise than meant."""
    tensions = [moment.tension for moment in moments]
    steps, turn = rises(tensions), turning_point(tensions)
    return Timeline(
        steps,
        turn,
        0.0 if turn is None else steps[turn - 1],
        tuple(n for n, moment in enumerate(moments) if moment.fit == "no"),
        tuple(n for n, moment in enumerate(moments) if not moment.fit),
    )


def _tension(value: float) -> float:
    return number(value, "The tension of a moment", at_least=0.0, at_most=HIGHEST)
