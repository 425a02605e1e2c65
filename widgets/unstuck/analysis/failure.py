"""What kind of failure it was, by the signs for and against each kind, and how grave.

The seven kinds and the three magnitudes are Weiss's. Which signs speak for which kind, and how many
of them it takes, are rules of thumb of this course; no study is known to us that measured them.

References
----------
J. N. Weiss, "How to Learn from a Failed Negotiation", Harvard Business Review, 18 March 2025. That
a failure worth choosing answers a question and costs little: S. B. Sitkin, "Learning Through
Failure: The Strategy of Small Losses", Research in Organizational Behavior 14, 1992, 231-266.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unstuck.analysis.failed_talk import (
    ASKED,
    POSSIBLE,
    Ending,
    FailureKind,
    Goal,
    Numbers,
    Talk,
    check_ending,
    next_kind,
)

__all__ = [
    "ASKED",
    "ENOUGH",
    "POSSIBLE",
    "Ending",
    "FailureKind",
    "FailureReading",
    "Finding",
    "Goal",
    "Magnitude",
    "Numbers",
    "Sign",
    "Standing",
    "Talk",
    "magnitude",
    "next_kind",
    "read_failure",
]

ENOUGH = 2
"""How many signs it takes for a kind, where none of them decides alone."""

_COOL, _WARM = 3, 5  # on a scale from 1 to 7
_NEEDED = ("expected", "question")  # a failure is by design only if both hold


class Magnitude(StrEnum):
    """How grave a failure is, by what it takes to come back."""

    SETBACK = "setback"
    MISSTEP = "misstep"
    CATASTROPHE = "catastrophe"


class Standing(StrEnum):
    """How a kind stands once its signs are counted."""

    HOLDS = "holds"
    OPEN = "open"
    AGAINST = "against"
    OUT = "out"


@dataclass(frozen=True)
class Sign:
    """Something that speaks for a kind of failure, or against it.

    Attributes
    ----------
    name : str
        A name of `ASKED` or of a number: ``gap``, ``zone``, ``offer_better``, ``offer_worse``,
        ``price_better``, ``price_worse``, ``target_met``, ``target_short``, ``goal_not``,
        ``goal_partly``, ``goal_fully``, ``cool``, ``warm``.
    speaks_for : bool
    decides : bool
        Whether it decides alone.
    amount : float or None
        Its size in money, never negative.
    subject : str
        The goal it is about.
    answer : {"", "yes", "no"}
        What was answered, where it comes from a question.
    """

    name: str
    speaks_for: bool
    decides: bool = False
    amount: float | None = None
    subject: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Finding:
    """One kind with the signs that spoke for it and against it."""

    kind: FailureKind
    standing: Standing
    signs_for: tuple[Sign, ...] = ()
    signs_against: tuple[Sign, ...] = ()


@dataclass(frozen=True)
class FailureReading:
    """What can be said of a failed negotiation.

    Attributes
    ----------
    ending : Ending
    findings : tuple of Finding
        One for each kind, in the order of `FailureKind`.
    numbers : Numbers
        As given.
    contested : bool
        Whether the deal beat the limit and fell short of goals set beforehand: a failure by one
        standard and a success by the other.
    """

    ending: Ending
    findings: tuple[Finding, ...]
    numbers: Numbers
    contested: bool

    @property
    def kinds(self) -> tuple[FailureKind, ...]:
        """The kinds that hold; none, one or several."""
        return self._standing(Standing.HOLDS)

    @property
    def open(self) -> tuple[FailureKind, ...]:
        """The kinds that are neither found nor ruled out."""
        return self._standing(Standing.OPEN)

    @property
    def names(self) -> str:
        """The kinds that hold, joined by commas; ``"none"`` if there is none."""
        return ", ".join(self.kinds) or "none"

    def of(self, kind: FailureKind | str) -> Finding:
        """The finding of one kind."""
        return next(found for found in self.findings if found.kind == kind)

    def _standing(self, standing: Standing) -> tuple[FailureKind, ...]:
        return tuple(found.kind for found in self.findings if found.standing is standing)


def read_failure(talk: Talk) -> FailureReading:
    """Take failed talks through the seven kinds and count what speaks for and against each.

    A kind *holds* where a deciding sign speaks for it, or where at least two signs speak for it and
    fewer against; it is ruled out (*against*) where a deciding sign or more signs speak against it;
    otherwise it stays *open*. What decides: a price beyond your limit or within it (worse than the
    BATNA); a gap between the limits (no agreement was there to be missed on these issues); a target
    or goal set beforehand and not reached (objectives); whether a failure was expected and meant to
    answer a question (by design). More than one kind may hold.

    Parameters
    ----------
    talk : Talk

    Returns
    -------
    FailureReading

    Raises
    ------
    ValueError
        If the ending, an answer or the role is unknown, or a number is none.

    References
    ----------
    Weiss 2025 for the kinds; the counting is a rule of thumb of this course.
    """
    ending = check_ending(talk.ending)
    findings = tuple(_finding(kind, ending, talk) for kind in FailureKind)
    short = any(s.speaks_for and s.decides for s in _goal_signs(talk))
    margin = talk.numbers.margin
    contested = ending is Ending.DEAL and margin is not None and margin >= 0 and short
    return FailureReading(ending, findings, talk.numbers, contested)


def magnitude(answers: Sequence[Magnitude | str]) -> Magnitude | None:
    """Grade a failure by what several questions say it would take to come back.

    The middle one of the answers counts; of two in the middle, the graver. One dark answer does not
    make a catastrophe, and one bright one no setback.

    Parameters
    ----------
    answers : sequence of Magnitude or str
        Which grade each answer points to, or ``"unknown"``, which is left out.

    Returns
    -------
    Magnitude or None
        None where every answer is unknown.

    Raises
    ------
    ValueError
        If an answer is none of these.

    Examples
    --------
    >>> magnitude(["setback", "misstep", "unknown"])
    <Magnitude.MISSTEP: 'misstep'>

    References
    ----------
    Weiss 2025 for the three grades; the middle answer is a rule of thumb of this course.
    """
    order = list(Magnitude)
    for answer in answers:
        if answer != "unknown" and answer not in order:
            raise ValueError(
                f"A failure is a setback, a misstep or a catastrophe, not {answer!r}; "
                "choose one of the three, or 'unknown'."
            )
    known = sorted(order.index(Magnitude(answer)) for answer in answers if answer != "unknown")
    return order[known[len(known) // 2]] if known else None


def _finding(kind: FailureKind, ending: Ending, talk: Talk) -> Finding:
    if kind not in POSSIBLE[ending]:
        return Finding(kind, Standing.OUT)
    signs = [*_asked_signs(kind, talk), *_other_signs(kind, talk)]
    spoke = tuple(sign for sign in signs if sign.speaks_for)
    against = tuple(sign for sign in signs if not sign.speaks_for)
    return Finding(kind, _standing(spoke, against), spoke, against)


def _standing(spoke: Sequence[Sign], against: Sequence[Sign]) -> Standing:
    if any(sign.decides for sign in spoke):
        return Standing.HOLDS
    if any(sign.decides for sign in against):
        return Standing.AGAINST
    if len(spoke) >= ENOUGH and len(spoke) > len(against):
        return Standing.HOLDS
    return Standing.AGAINST if len(against) > len(spoke) else Standing.OPEN


def _asked_signs(kind: FailureKind, talk: Talk) -> Iterator[Sign]:
    """Give what the answers say; both conditions of a failure by design decide together."""
    both = all(talk.answers.get(name) == "yes" for name in _NEEDED)
    for name, yes_speaks in ASKED[kind].items():
        answer = talk.answers.get(name, "unknown")
        if answer == "unknown" or yes_speaks is None:
            continue
        speaks = (answer == "yes") is yes_speaks
        yield Sign(name, speaks, name in _NEEDED and (both or not speaks), answer=answer)


def _other_signs(kind: FailureKind, talk: Talk) -> Iterator[Sign]:
    if kind is FailureKind.MISSED_AGREEMENT:
        yield from _missed_signs(talk.numbers)
    elif kind is FailureKind.OBJECTIVES:
        yield from _goal_signs(talk)
    elif kind is FailureKind.RELATIONSHIP and talk.relationship is not None:
        if talk.relationship <= _COOL:
            yield Sign("cool", True)
        elif talk.relationship >= _WARM:
            yield Sign("warm", False)
    elif kind is FailureKind.WORSE_THAN_BATNA:
        margin = talk.numbers.margin
        if margin is not None:
            worse = margin < 0
            yield Sign("price_worse" if worse else "price_better", worse, True, abs(margin))


def _missed_signs(numbers: Numbers) -> Iterator[Sign]:
    zone, margin = numbers.zone, numbers.margin
    if zone is not None:
        name = "zone" if zone.exists else "gap"
        yield Sign(name, zone.exists, not zone.exists, abs(zone.width))
    if margin is not None:
        better = margin >= 0
        yield Sign("offer_better" if better else "offer_worse", better, amount=abs(margin))


def _goal_signs(talk: Talk) -> Iterator[Sign]:
    """Give what goals say; those made up afterwards say nothing."""
    if talk.answers.get("beforehand") == "no":
        return
    over = talk.numbers.over_target
    if over is not None:
        short = over < 0
        yield Sign("target_short" if short else "target_met", short, short, abs(over))
    for goal in talk.goals:
        yield Sign(f"goal_{goal.met}", goal.met != "fully", goal.met == "not", subject=goal.name)
