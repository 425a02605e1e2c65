"""What a learner gained between two assessments, and what is worth another look.

Answers and how sure somebody was of them: `unstuck.analysis.confidence`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unstuck.analysis.confidence import CERTAIN, FirstTry

__all__ = ["Gain", "Progress", "Revisit", "progress", "revisit"]

_DUST = 1e-9


@dataclass(frozen=True)
class Gain:
    """One idea before the course and after it.

    Attributes
    ----------
    idea : str
        Which one.
    before, after : FirstTry or None
        The first answers; None where there is none.
    change : float or None
        Score after less score before, from -1 to 1; None unless both are there.
    """

    idea: str
    before: FirstTry | None
    after: FirstTry | None
    change: float | None


@dataclass(frozen=True)
class Progress:
    """All ideas before the course and after it.

    Attributes
    ----------
    gains : tuple of Gain
        One an idea, in the order asked for.
    answered_before, answered_after, both : int
        How many ideas have a first answer then, now, and both times.
    points_before, points_after : float
        Scores added up over the ideas that were answered both times.
    right_after : int
        How many of the answers after the course were wholly right.
    better, worse, same : int
        How many of those answered both times rose, fell, or stayed.
    """

    gains: tuple[Gain, ...]
    answered_before: int
    answered_after: int
    both: int
    points_before: float
    points_after: float
    right_after: int
    better: int
    worse: int
    same: int

    @property
    def change(self) -> float:
        """Points after less points before."""
        return self.points_after - self.points_before


@dataclass(frozen=True)
class Revisit:
    """A concept that is worth another look.

    Attributes
    ----------
    concept : str
        Which one.
    tries, wrong : int
        First answers about it, and how many of these were not wholly right.
    certain : int
        How many of the wrong ones the learner was certain of.
    missed : float
        Points missed, added up.
    """

    concept: str
    tries: int
    wrong: int
    certain: int
    missed: float


def progress(
    ideas: Iterable[str], before: Mapping[str, FirstTry], after: Mapping[str, FirstTry]
) -> Progress:
    """What changed between the first answers before a course and those after it.

    Parameters
    ----------
    ideas : iterable of str
        All ideas that were asked about, in order.
    before, after : mapping
        The first answer for an idea, where there is one.

    Returns
    -------
    Progress

    Examples
    --------
    >>> told = progress(["zopa"], {"zopa": FirstTry("a", 0, 3)}, {"zopa": FirstTry("b", 1, 2)})
    >>> told.change, told.better
    (1.0, 1)
    """
    gains = tuple(_gain(idea, before.get(idea), after.get(idea)) for idea in ideas)
    changes = [gain.change for gain in gains if gain.change is not None]
    pairs = [(gain.before, gain.after) for gain in gains if gain.change is not None]
    return Progress(
        gains,
        sum(gain.before is not None for gain in gains),
        sum(gain.after is not None for gain in gains),
        len(pairs),
        math.fsum(first.score for first, _ in pairs if first),
        math.fsum(last.score for _, last in pairs if last),
        sum(gain.after is not None and gain.after.right for gain in gains),
        sum(change > _DUST for change in changes),
        sum(change < -_DUST for change in changes),
        sum(abs(change) <= _DUST for change in changes),
    )


def _gain(idea: str, before: FirstTry | None, after: FirstTry | None) -> Gain:
    change = None if before is None or after is None else after.score - before.score
    return Gain(idea, before, after, change)


def revisit(tries: Iterable[tuple[FirstTry, Iterable[str]]]) -> tuple[Revisit, ...]:
    """Which concepts to look at again: those with a first answer that was not wholly right.

    Parameters
    ----------
    tries : iterable of (FirstTry, iterable of str)
        First answers, each with the concepts that its question is about.

    Returns
    -------
    tuple of Revisit
        First those of which the learner was certain and wrong, most of them first; then by the
        share of points missed; ties in the order in which the concepts came.

    Examples
    --------
    >>> told = revisit([(FirstTry("a", 0, 1), ["zopa"]), (FirstTry("b", 0, 3), ["batna"])])
    >>> [one.concept for one in told]
    ['batna', 'zopa']
    """
    about: dict[str, list[FirstTry]] = {}
    for one, concepts in tries:
        for concept in dict.fromkeys(concepts):
            about.setdefault(concept, []).append(one)
    found = [_revisit(concept, answers) for concept, answers in about.items()]
    worth = [one for one in found if one.wrong]
    return tuple(sorted(worth, key=lambda one: (-one.certain, -one.missed / one.tries)))


def _revisit(concept: str, answers: Sequence[FirstTry]) -> Revisit:
    wrong = [one for one in answers if not one.right]
    certain = sum(one.sure == CERTAIN for one in wrong)
    missed = math.fsum(1 - one.score for one in wrong)
    return Revisit(concept, len(answers), len(wrong), certain, missed)
