"""Why talks break down: the signs in a story, what they point to, and which remedy meets what.

Source
------
K. Shonk, "When Talks Break Down: What Leaders Need to Know About Negotiation Impasse", Program
on Negotiation, Harvard Law School, for three of the causes and for the four strategies; L. Babcock
and G. Loewenstein, Journal of Economic Perspectives 11(1), 1997, 109-126, and L. Babcock,
G. Loewenstein and S. Issacharoff, Law & Social Inquiry, 1997, for fairness that leans one way and
for what reduces it. Which strategy meets which cause is this course's reading of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from unstuck.analysis._checks import number, positive

__all__ = [
    "GRID",
    "Advice",
    "Cause",
    "Fit",
    "Reading",
    "Step",
    "Verdict",
    "advise",
    "fit",
    "leading",
    "overshoot",
    "read_signs",
    "undershoot",
]


class Cause(StrEnum):
    """What a sign may point to."""

    EXTREME_OFFER = "extreme-offer"
    UNIDENTIFIED_INTERESTS = "unidentified-interests"
    PRESSURE = "pressure"
    COMPLEXITY = "complexity"
    SELF_SERVING = "self-serving"


class Step(StrEnum):
    """What one may do next: two habits, the four strategies, and one more from research."""

    DODGE = "dodge"
    PUSH = "push"
    ALTERNATIVE = "alternative"
    INTERESTS = "interests"
    PAUSE = "pause"
    DISTRUST = "distrust"
    WEAKNESSES = "weaknesses"


class Fit(StrEnum):
    """How a step stands to a cause."""

    MEETS = "meets"
    HELPS = "helps"
    NOT = "not"


class Verdict(StrEnum):
    """What became of one sentence."""

    FOUND = "found"
    ALSO = "also"
    OTHER = "other"
    MISSED = "missed"
    READ_IN = "read_in"
    CLEAR = "clear"


class Advice(StrEnum):
    """How the step chosen stands to what the signs point to."""

    MEETS = "meets"
    HELPS = "helps"
    MISSES = "misses"
    GUARDS = "guards"
    HABIT = "habit"
    BLIND = "blind"


GRID: Mapping[Cause, Mapping[Step, Fit]] = MappingProxyType(
    {
        Cause.EXTREME_OFFER: {Step.ALTERNATIVE: Fit.MEETS, Step.INTERESTS: Fit.HELPS},
        Cause.UNIDENTIFIED_INTERESTS: {Step.INTERESTS: Fit.MEETS},
        Cause.PRESSURE: {Step.PAUSE: Fit.MEETS, Step.ALTERNATIVE: Fit.HELPS},
        Cause.COMPLEXITY: {Step.PAUSE: Fit.MEETS, Step.INTERESTS: Fit.HELPS},
        Cause.SELF_SERVING: {Step.WEAKNESSES: Fit.MEETS, Step.ALTERNATIVE: Fit.HELPS},
    }
)
"""Cause against remedy; what is not named does not meet the cause.

`Step.DISTRUST` meets none of them: it guards against the opposite failure, a deal worse than none.
"""

_HABITS = (Step.DODGE, Step.PUSH)


@dataclass(frozen=True)
class Reading:
    """What somebody marked, held against the readings that the story allows.

    Attributes
    ----------
    marks : tuple of str
        Per sentence the cause marked; empty for none.
    verdicts : tuple of Verdict
        Per sentence what became of it; all ``clear`` where there is nothing to compare with.
    counts : mapping of Cause to int
        How many sentences were marked with each cause; all causes, in their order.
    signs : int
        How many sentences are signs by the accepted readings; one that may as well stay unmarked
        does not count, and a mark on it that is accepted is ``also``, not ``found``.
    """

    marks: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    counts: Mapping[Cause, int]
    signs: int

    def tally(self, verdict: Verdict | str) -> int:
        """How many sentences got this verdict."""
        return sum(each == verdict for each in self.verdicts)

    @property
    def marked(self) -> int:
        """How many sentences are marked."""
        return sum(bool(mark) for mark in self.marks)

    @property
    def leading(self) -> tuple[Cause, ...]:
        """The causes marked most often; several where they tie, none where nothing is marked."""
        return leading(self.counts)


def read_signs(marks: Sequence[str], accepted: Sequence[Iterable[str]] = ()) -> Reading:
    """Hold the marks in a story against the readings it allows.

    Parameters
    ----------
    marks : sequence of str
        For each sentence a cause, or an empty text for none.
    accepted : sequence of iterables of str, optional
        For each sentence the causes that it may be read as a sign of; an empty iterable where it
        shows none, and an empty text among them where leaving it unmarked is as good. Left out,
        as for somebody's own story, nothing is compared.

    Returns
    -------
    Reading

    Raises
    ------
    ValueError
        If a mark or an accepted reading is no cause, or the two differ in length.

    Examples
    --------
    >>> told = read_signs(["pressure", "", "complexity"], [["pressure"], ["self-serving"], []])
    >>> [str(verdict) for verdict in told.verdicts]
    ['found', 'missed', 'read_in']
    """
    allowed = [tuple(_known(name) for name in names) for names in accepted]
    told = tuple(_known(mark) for mark in marks)
    if allowed and len(allowed) != len(told):
        raise ValueError(
            f"There are {len(told)} sentences and readings for {len(allowed)}; give one for each."
        )
    verdicts = (
        tuple(_verdict(mark, names) for mark, names in zip(told, allowed, strict=True))
        if allowed
        else (Verdict.CLEAR,) * len(told)
    )
    counted = Counter(told)
    return Reading(
        told,
        verdicts,
        MappingProxyType({cause: counted[str(cause)] for cause in Cause}),
        sum(any(names) and "" not in names for names in allowed),
    )


def leading(counts: Mapping[Cause, int]) -> tuple[Cause, ...]:
    """Return the causes with the most marks, in the order of `Cause`; none if there are no marks.

    Examples
    --------
    >>> leading({Cause.PRESSURE: 2, Cause.COMPLEXITY: 1})
    (<Cause.PRESSURE: 'pressure'>,)
    """
    most = max(counts.values(), default=0)
    return tuple(cause for cause in Cause if most and counts.get(cause, 0) == most)


def fit(step: Step | str, cause: Cause | str) -> Fit:
    """Say how a step stands to a cause.

    Raises
    ------
    ValueError
        If there is no such step or cause.

    Examples
    --------
    >>> str(fit("pause", "pressure"))
    'meets'
    """
    return GRID[Cause(_cause(cause))].get(_step(step), Fit.NOT)


def advise(step: Step | str, causes: Iterable[Cause | str]) -> Advice:
    """Say how a step stands to the causes that a story shows.

    Parameters
    ----------
    step : Step or str
        What one would do next.
    causes : iterable of Cause or str
        What the signs point to.

    Returns
    -------
    Advice
        ``habit`` for dodging and pushing on whatever the causes; ``guards`` for distrusting the
        urge to sign; ``blind`` where no cause is named yet; otherwise whether the step meets a
        cause, helps with one, or misses all.

    Raises
    ------
    ValueError
        If there is no such step or cause.
    """
    known = _step(step)
    fits = {fit(known, cause) for cause in causes}
    if known in _HABITS:
        return Advice.HABIT
    if known is Step.DISTRUST:
        return Advice.GUARDS
    if not fits:
        return Advice.BLIND
    if Fit.MEETS in fits:
        return Advice.MEETS
    return Advice.HELPS if Fit.HELPS in fits else Advice.MISSES


def _verdict(mark: str, allowed: tuple[str, ...]) -> Verdict:
    if mark in allowed:
        if not mark:
            return Verdict.CLEAR
        return Verdict.ALSO if "" in allowed else Verdict.FOUND
    if not any(allowed):
        return Verdict.READ_IN if mark else Verdict.CLEAR
    return Verdict.OTHER if mark else Verdict.MISSED


def _known(mark: str) -> str:
    return str(_cause(mark)) if mark else ""


def _cause(name: Cause | str) -> Cause:
    if name not in list(Cause):
        raise ValueError(f"{name!r} is no cause; it must be one of {', '.join(Cause)}.")
    return Cause(name)


def _step(name: Step | str) -> Step:
    if name not in list(Step):
        raise ValueError(f"{name!r} is no step; it must be one of {', '.join(Step)}.")
    return Step(name)


def overshoot(offer: float, expected: float) -> float:
    """Return by what share an offer lies beyond what the other side expects.

    Parameters
    ----------
    offer, expected : float
        Amounts in one currency; what is expected must be more than 0.

    Returns
    -------
    float
        0.5 for an offer half as large again as expected; negative for a smaller one.

    Raises
    ------
    ValueError
        If an amount is no finite number, or what is expected is not more than 0.

    Examples
    --------
    >>> overshoot(16000, 9000) > 0.77
    True
    """
    base = positive(expected, "What the other side expects")
    return (number(offer, "The offer") - base) / base


def undershoot(offer: float, expected: float) -> float:
    """Return by what share the expected amount falls short of an offer: the maker's own view.

    Parameters
    ----------
    offer, expected : float
        Amounts in one currency; the offer must be more than 0.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If an amount is no finite number, or the offer is not more than 0.

    Examples
    --------
    >>> undershoot(200, 100)
    0.5
    """
    base = positive(offer, "The offer")
    return (base - number(expected, "What the other side expects")) / base
