"""The four questions after talks, whatever their end, and what an answer still lacks.

What counts as too short, and the phrases that are found, are devices of this course. They say
where to look twice; they do not judge.

References
----------
The four questions follow K. E. Cleveland's article on difficult negotiations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unstuck.analysis.softeners import softeners

__all__ = [
    "FEWEST",
    "Answered",
    "DebriefReading",
    "Lack",
    "Question",
    "came_through",
    "read_answer",
    "read_debrief",
    "unanswered",
]

FEWEST = 8
"""An answer of fewer words is called too short to work with."""

_MYSELF = re.compile(r"\b(i|me|my|myself|we|us|our|ourselves)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Question(StrEnum):
    """The four questions, in their order."""

    HARD = "hard"
    MINE = "mine"
    DIFFERENT = "different"
    LEARNED = "learned"


class Lack(StrEnum):
    """What an answer may lack."""

    EMPTY = "empty"
    SHORT = "short"
    BLAME = "blame"
    VAGUE = "vague"
    ABSENT_SELF = "without me"
    GUESS = "guess"


@dataclass(frozen=True)
class Answered:
    """One answer, read.

    Attributes
    ----------
    question : Question
    lacks : tuple of Lack
        What it lacks, in the order of `Lack`; empty where nothing was found.
    blame, vague : tuple of str
        The phrases that were found.
    """

    question: Question
    lacks: tuple[Lack, ...]
    blame: tuple[str, ...]
    vague: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether nothing was found to be lacking."""
        return not self.lacks


@dataclass(frozen=True)
class DebriefReading:
    """All four answers, read.

    Attributes
    ----------
    answers : tuple of Answered
        In the order of the questions.
    """

    answers: tuple[Answered, ...]

    @property
    def done(self) -> int:
        """How many answers lack nothing that can be seen."""
        return sum(answer.done for answer in self.answers)

    @property
    def written(self) -> int:
        """How many have any words."""
        return sum(Lack.EMPTY not in answer.lacks for answer in self.answers)

    @property
    def next(self) -> Answered | None:
        """The first answer that still lacks something; None when all are done."""
        return next((answer for answer in self.answers if answer.lacks), None)


def read_answer(
    question: Question | str,
    text: str,
    *,
    blame: Iterable[str] = (),
    vague: Iterable[str] = (),
    known: str = "",
) -> Answered:
    """Say what an answer to one of the four questions still lacks.

    Parameters
    ----------
    question : Question or str
    text : str
    blame, vague : iterable of str
        The phrases to look for.
    known : {"", "said", "saw", "guess"}
        For what was learned of the other side: how one knows it.

    Returns
    -------
    Answered

    Raises
    ------
    ValueError
        If there is no such question, or `known` is none of these.

    Examples
    --------
    >>> read_answer("mine", "The tone was wrong from the very start that day.").lacks
    (<Lack.ABSENT_SELF: 'without me'>,)
    """
    if question not in tuple(Question):
        raise ValueError(f"The questions are {', '.join(Question)}, not {question!r}; take one.")
    if known not in ("", "said", "saw", "guess"):
        raise ValueError(f"One knows it as 'said', 'saw' or 'guess', not {known!r}; choose one.")
    asked, plain = Question(question), text.strip().replace("’", "'")
    if not plain:
        return Answered(asked, (Lack.EMPTY,), (), ())
    accused, hollow = softeners(plain, blame), softeners(plain, vague)
    by_me = asked in (Question.MINE, Question.DIFFERENT)
    found = {
        Lack.SHORT: len(_WORD.findall(plain)) < FEWEST,
        Lack.BLAME: bool(accused),
        Lack.VAGUE: bool(hollow),
        Lack.ABSENT_SELF: by_me and not _MYSELF.search(plain),
        Lack.GUESS: asked is Question.LEARNED and known == "guess",
    }
    return Answered(asked, tuple(lack for lack, is_so in found.items() if is_so), accused, hollow)


def read_debrief(
    answers: Mapping[Question, str],
    *,
    blame: Iterable[str] = (),
    vague: Iterable[str] = (),
    known: str = "",
) -> DebriefReading:
    """Read all four answers; one that is not there counts as empty.

    Examples
    --------
    >>> read_debrief({}).written
    0
    """
    accused, hollow = tuple(blame), tuple(vague)
    return DebriefReading(
        tuple(
            read_answer(
                question, answers.get(question, ""), blame=accused, vague=hollow, known=known
            )
            for question in Question
        )
    )


def unanswered(answered: Sequence[str]) -> tuple[Question, ...]:
    """Which of the four questions no sentence of a debrief answers.

    Parameters
    ----------
    answered : sequence of str
        For each sentence the question that it answers, ``""`` where it answers none.

    Returns
    -------
    tuple of Question

    Examples
    --------
    >>> unanswered(["hard", "mine", "", "different"])
    (<Question.LEARNED: 'learned'>,)
    """
    return tuple(question for question in Question if question not in answered)


def came_through(answers: Sequence[str]) -> int:
    """Count what came through whole: conduct, well-being, long-term interests.

    Parameters
    ----------
    answers : sequence of str
        For each ``"yes"``, ``"partly"``, ``"no"``, or ``""`` where it was not asked.

    Returns
    -------
    int
        How many were answered with yes.

    Examples
    --------
    >>> came_through(["yes", "partly", "yes"])
    2
    """
    return list(answers).count("yes")
