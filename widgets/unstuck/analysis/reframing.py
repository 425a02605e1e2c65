"""From two demands to a proposal: three swaps of the question, and moves that serve both sides.

The swaps ask what each side would call success instead of who is right, under which other terms
something ruled out would be possible, and what the other side worries about. The moves change the
deal itself.

References
----------
K. E. Cleveland, an article on difficult negotiations (DIF), on the three swaps. D. A. Lax and
J. K. Sebenius, *3-D Negotiation*, 2006, on changing issues, sequence and parties away from the
table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

__all__ = ["Draft", "MoveKind", "ProposedMove", "Serves", "Step", "draft_proposal", "next_step"]

Serves = Literal["you", "them", "both"]
"""Whose success a move brings closer."""

_SIDES: tuple[Literal["you", "them"], ...] = ("you", "them")


class MoveKind(StrEnum):
    """The stock of moves."""

    STAGE = "stage"
    CONTINGENT = "contingent"
    ADD = "add"
    UNBUNDLE = "unbundle"
    COMPENSATE = "compensate"
    TABLE = "table"


class Step(StrEnum):
    """What to do next, in order."""

    DEMANDS = "demands"
    SUCCESS = "success"
    TERMS = "terms"
    WORRY = "worry"
    MOVES = "moves"
    COVER = "cover"
    READY = "ready"


@dataclass(frozen=True)
class ProposedMove:
    """One move of a proposal.

    Parameters
    ----------
    kind : MoveKind or str
    text : str
        What exactly is proposed; empty as long as it is not written.
    serves : {"you", "them", "both"}
    """

    kind: MoveKind
    text: str
    serves: Serves

    def __post_init__(self) -> None:
        if self.kind not in list(MoveKind):
            known = ", ".join(MoveKind)
            raise ValueError(f"There is no move {self.kind!r}; choose one of these: {known}.")
        if self.serves not in ("you", "them", "both"):
            raise ValueError(
                f"A move serves 'you', 'them' or 'both', not {self.serves!r}; choose one of these."
            )
        object.__setattr__(self, "kind", MoveKind(self.kind))


@dataclass(frozen=True)
class Draft:
    """A proposal on its way.

    Attributes
    ----------
    step : Step
        What to do next.
    moves : tuple of ProposedMove
        Those with words, in the order of the stock.
    unused : tuple of MoveKind
        Moves of the stock that are not in it.
    unserved : tuple of {"you", "them"}
        Sides whose success no move brings closer.
    """

    step: Step
    moves: tuple[ProposedMove, ...]
    unused: tuple[MoveKind, ...]
    unserved: tuple[Literal["you", "them"], ...]

    @property
    def ready(self) -> bool:
        """Whether it has all its parts and something in it for both sides."""
        return self.step is Step.READY


def next_step(
    demands: tuple[str, str],
    successes: tuple[str, str],
    terms: str,
    worry: str,
    moves: Iterable[ProposedMove],
) -> Step:
    """Say which step comes next: the first that is not done.

    Parameters
    ----------
    demands, successes : tuple of str
        Yours and theirs; each in words, or empty.
    terms : str
        Under which other terms the thing ruled out would be possible.
    worry : str
        What they may be worried about.
    moves : iterable of ProposedMove

    Returns
    -------
    Step

    Examples
    --------
    >>> next_step(("by April", "by June"), ("open in May", ""), "", "", ())
    <Step.SUCCESS: 'success'>
    """
    written = [move for move in moves if move.text.strip()]
    tasks = {
        Step.DEMANDS: all(map(str.strip, demands)),
        Step.SUCCESS: all(map(str.strip, successes)),
        Step.TERMS: bool(terms.strip()),
        Step.WORRY: bool(worry.strip()),
        Step.MOVES: bool(written),
        Step.COVER: not _unserved(written),
    }
    return next((step for step, done in tasks.items() if not done), Step.READY)


def draft_proposal(
    demands: tuple[str, str],
    successes: tuple[str, str],
    terms: str,
    worry: str,
    moves: Iterable[ProposedMove],
) -> Draft:
    """Put a proposal together and say what it still lacks.

    Parameters
    ----------
    demands, successes, terms, worry, moves
        As for `next_step`.

    Returns
    -------
    Draft

    Examples
    --------
    >>> stage = ProposedMove("stage", "two rooms first", "you")
    >>> draft = draft_proposal(("a", "b"), ("c", "d"), "e", "f", [stage])
    >>> draft.step, draft.unserved
    (<Step.COVER: 'cover'>, ('them',))
    """
    listed = tuple(moves)
    stock = list(MoveKind)
    written = sorted(
        (move for move in listed if move.text.strip()), key=lambda move: stock.index(move.kind)
    )
    used = {move.kind for move in written}
    return Draft(
        step=next_step(demands, successes, terms, worry, listed),
        moves=tuple(written),
        unused=tuple(kind for kind in stock if kind not in used),
        unserved=_unserved(written),
    )


def _unserved(moves: Iterable[ProposedMove]) -> tuple[Literal["you", "them"], ...]:
    served = {move.serves for move in moves}
    return tuple(side for side in _SIDES if side not in served and "both" not in served)
