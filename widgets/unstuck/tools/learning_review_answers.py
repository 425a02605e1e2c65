"""What `LearningReview` counts: the first answers among all that a browser keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.confidence import (
    FirstTry,
    Level,
    Verdict,
    calibration,
    first_try,
    verdict,
)
from unstuck.analysis.learning import Progress, Revisit, progress, revisit
from unstuck.content.questions import Question, load, modules
from unstuck.kit import fields
from unstuck.tools.self_forecast import ForecastInputs

FORECAST = "tool/13-review/SelfForecast"
BEFORE, AFTER = "00-start-here", "13-review"


@dataclass(frozen=True)
class Review:
    """All that follows from a learner's first answers.

    Attributes
    ----------
    tries : tuple of FirstTry
        Every scored first answer of the course.
    taught : int
        How many of them were given to questions after the teaching: checks, and after the course.
    progress : Progress
        The ideas asked about before the course and after it; an idea is named by its concept.
    levels : tuple of Level
        How often they were right, by how sure they were.
    verdict : Verdict
        What that says of them.
    revisits : tuple of Revisit
        Concepts worth another look.
    expected_right, expected_certain : float or None
        What they had expected of themselves: answers out of ten, and a share.
    """

    tries: tuple[FirstTry, ...]
    taught: int
    progress: Progress
    levels: tuple[Level, ...]
    verdict: Verdict
    revisits: tuple[Revisit, ...]
    expected_right: float | None
    expected_certain: float | None


def review(kept: Mapping[str, Any]) -> Review:
    """Count the first answers in what a browser keeps; whatever else lies there is left out."""
    found = list(_found(kept))
    tries = tuple(one for _, one in found)
    taught = [(one, q.concepts) for q, one in found if q.use in ("check", "after")]
    levels = calibration(tries)
    expected = _expected(kept.get(FORECAST))
    return Review(
        tries,
        len(taught),
        progress(_ideas(), _by_idea(found, "before"), _by_idea(found, "after")),
        levels,
        verdict(levels),
        revisit(taught),
        expected.right,
        expected.certain,
    )


def _found(kept: Mapping[str, Any]) -> Iterator[tuple[Question, FirstTry]]:
    """The scored questions of the course with a first answer, in the order of the course."""
    named = {key.split("/")[1] for key in kept if key.count("/") == 2}
    for slug in modules():
        for question in load(slug).questions if slug in named else ():
            shelf = "quiz" if question.use == "check" else "ask"
            one = first_try(question.id, kept.get(f"{shelf}/{slug}/{question.id}"))
            if one is not None and question.kind != "reflection":
                yield question, one


def _ideas() -> list[str]:
    asked = load(BEFORE).questions
    return [question.concepts[0] for question in asked if question.use == "before"]


def _by_idea(found: Iterable[tuple[Question, FirstTry]], use: str) -> dict[str, FirstTry]:
    return {question.concepts[0]: one for question, one in found if question.use == use}


def _expected(draft: object) -> ForecastInputs:
    try:
        told: ForecastInputs = fields.read(ForecastInputs, fields.settle(ForecastInputs, draft))
    except ValueError:
        return ForecastInputs()
    return told
