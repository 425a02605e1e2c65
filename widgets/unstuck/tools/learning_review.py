"""LearningReview: what you gained, how well you judge yourself, and what to look at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.confidence import (
    EXPECTED,
    FEWEST,
    FirstTry,
    Fit,
    Level,
    Verdict,
    against,
)
from unstuck.analysis.learning import Gain, Revisit
from unstuck.content.numbers import show_number
from unstuck.content.places import course_folder, place
from unstuck.kit.blocks import Block, chart, figures, finding, fold, heading, points, words
from unstuck.kit.fields import gathered
from unstuck.kit.tool import Tool
from unstuck.tools.learning_review_answers import FORECAST, Review, review

SHOWN = 5
STATES = {Fit.BELOW: "off", Fit.ABOVE: "off", Fit.WITHIN: "fits", Fit.FEW: "few"}
TONES = {Verdict.FITS: "good", Verdict.FEW: "open"}
SURE = {1: "guess", 2: "fairly", 3: "certain"}


@dataclass(frozen=True, kw_only=True)
class ReviewInputs:
    """What the page gathers."""

    kept: Mapping[str, Any] = gathered("quiz/", "ask/", FORECAST, label="Your answers")


class LearningReview(Tool):
    """What your first answers tell: before and after, how sure against how right, what next.

    In a browser the page gathers your answers by itself. From Python, `kept` is a mapping of the
    keys under which a browser keeps an answer, such as ``quiz/04-zopa/zopa-01``.

    Examples
    --------
    >>> import unstuck
    >>> right = {"first": {"score": 1, "sure": 3}}
    >>> kept = {"quiz/04-zopa/zopa-01": right, "quiz/04-zopa/zopa-06": right}
    >>> unstuck.LearningReview(kept=kept).result.levels[2].right
    2
    """

    Inputs = ReviewInputs
    title = "What your first answers tell"
    lead = "It counts the first answer that you gave to each question, and how sure you were of it."
    charts = ("learning_gain", "learning_calibration")
    module = "13-review"

    @staticmethod
    def solve(inputs: ReviewInputs) -> Review:
        """Find the first answers among what was kept, and count."""
        return review(inputs.kept)

    def show(self, inputs: ReviewInputs, result: Review) -> list[Block]:
        """Say what was gained, then how sure against how right, then what to look at again."""
        return [
            *self._gained(result),
            self._gain_picture(result),
            heading(self.fill("judged")),
            finding(
                self.fill(f"verdict_{result.verdict}", least=FEWEST),
                TONES.get(result.verdict, "bad"),
            ),
            self._calibration_picture(result),
            points(*(self._level(level) for level in result.levels)),
            *self._forecast(result),
            *self._again(result),
        ]

    # what was gained

    def _gained(self, result: Review) -> list[Block]:
        told = result.progress
        count = len(told.gains)
        if not result.tries:
            return [finding(self.fill("empty"), "open"), words(self.fill("empty_next"))]
        if not told.both:
            sentence = "only_before" if told.answered_before else "only_after"
            sentence = sentence if told.answered_before or told.answered_after else "neither"
            answered = told.answered_before or told.answered_after
            return [finding(self.fill(sentence, answered=answered, count=count), "open")]
        sentence = "rose" if told.change > 0 else "fell" if told.change < 0 else "level"
        values = {"both": told.both, "before": told.points_before, "after": told.points_after}
        return [
            finding(self.fill(sentence, **values), "good" if sentence == "rose" else "open"),
            figures(
                (self.fill("before"), show_number(told.points_before), self._of(told.both)),
                (self.fill("after"), show_number(told.points_after), self._of(told.both)),
                (self.fill("better"), f"{told.better}", self.fill("worse", worse=told.worse)),
            ),
            words(self.fill("part" if told.both < count else "caution", count=count)),
        ]

    def _of(self, count: int) -> str:
        return self.fill("of", count=count)

    def _gain_picture(self, result: Review) -> Block:
        told = result.progress
        labels = [self._idea(gain.idea) for gain in told.gains]
        pairs = list(enumerate(zip(told.gains, labels, strict=True)))
        return chart(
            "learning_gain",
            title=self.fill("gain_title"),
            sentence=self.fill(
                "gain_says" if told.both else "gain_none",
                both=told.both,
                better=told.better,
                worse=told.worse,
            ),
            head=[self.fill("idea"), self.fill("before"), self.fill("after")],
            rows=[
                [label, self._answer(gain.before), self._answer(gain.after)]
                for gain, label in zip(told.gains, labels, strict=True)
            ],
            data={"ideas": [_line(row, gain, label) for row, (gain, label) in pairs]},
        )

    def _idea(self, concept: str) -> str:
        at = place(concept, None)
        return self.fill("row", number=at.number, title=at.title) if at else concept

    def _answer(self, one: FirstTry | None) -> str:
        if one is None:
            return self.fill("no_answer")
        score = "right" if one.right else "part_right" if one.score else "wrong"
        return self.fill(score, sure=self.fill(f"sure_{SURE[one.sure]}"), score=one.score)

    # how sure against how right

    def _calibration_picture(self, result: Review) -> Block:
        heads = ("sure_head", "answers", "right_head", "interval", "promised")
        return chart(
            "learning_calibration",
            title=self.fill("calibration_title", tries=len(result.tries)),
            sentence=self.fill("promise"),
            head=[self.fill(name) for name in heads],
            rows=[self._row(level) for level in result.levels],
            data={"levels": [self._column(level) for level in result.levels]},
        )

    def _row(self, level: Level) -> list[str]:
        least, most = EXPECTED[level.sure]
        return [
            self.fill(f"word_{SURE[level.sure]}"),
            f"{level.tries}",
            f"{level.right}",
            self.fill("span", **_ends_of(level)) if level.tries else "",
            self.fill("span", low=least, high=most),
        ]

    def _column(self, level: Level) -> dict[str, Any]:
        least, most = EXPECTED[level.sure]
        drawn = {"share": level.share, "low": level.low, "high": level.high} if level.tries else {}
        return {
            "word": self.fill(f"word_{SURE[level.sure]}"),
            "least": least,
            "most": most,
            "share": None,
            **drawn,
            "at": least if level.share is None else level.share,
            "told": self.fill("told", right=level.right, tries=level.tries) if level.tries else "",
            "state": STATES[level.fit],
        }

    def _level(self, level: Level) -> str:
        sure = self.fill(f"when_{SURE[level.sure]}")
        if not level.tries:
            return self.fill("level_none", sure=sure)
        counted = {"right": level.right, "tries": level.tries, **_ends_of(level)}
        return self.fill(f"level_{level.fit}", sure=sure, **counted)

    def _forecast(self, result: Review) -> list[Block]:
        told: list[str] = []
        answered, count = result.progress.answered_after, len(result.progress.gains)
        if result.expected_right is not None:
            name = "expected_right" if answered == count else "expected_right_open"
            right = result.progress.right_after
            told.append(
                self.fill(
                    name, guess=round(result.expected_right, 3), right=right, answered=answered
                )
            )
        if result.expected_certain is not None:
            level = result.levels[-1]
            fit = against(result.expected_certain, level)
            told.append(
                self.fill(
                    f"expected_certain_{fit}",
                    guess=round(result.expected_certain, 3),
                    share=round(level.share or 0, 2),
                    tries=level.tries,
                )
            )
        return [heading(self.fill("forecast")), points(*told)] if told else []

    # what to look at again

    def _again(self, result: Review) -> list[Block]:
        if not result.tries:
            return []
        told = [self._revisit(one) for one in result.revisits]
        if not told:
            sentence = "again_none" if result.taught else "again_open"
            return [heading(self.fill("again")), words(self.fill(sentence))]
        blocks = [heading(self.fill("again")), words(self.fill("again_says"))]
        blocks.append(points(*told[:SHOWN], ordered=True))
        if told[SHOWN:]:
            blocks.append(fold(self.fill("again_more"), points(*told[SHOWN:])))
        return blocks

    def _revisit(self, one: Revisit) -> str:
        at = place(one.concept, course_folder())
        if at is None:
            return one.concept
        where = self.fill(
            "where" if at.heading else "where_page",
            title=at.title,
            module=at.module_title,
            heading=at.heading,
            link=at.link,
        )
        missed = "missed_certain" if one.certain else "missed"
        count = self.fill(missed, wrong=one.wrong, tries=one.tries, certain=one.certain)
        return f"{where} {count}"


def _ends_of(level: Level) -> dict[str, float]:
    return {"low": round(level.low, 2), "high": round(level.high, 2)}


def _line(row: int, gain: Gain, label: str) -> dict[str, Any]:
    """One line of the picture: where its ring and its full mark stand."""
    change = gain.change or 0
    return {
        "row": row,
        "label": label,
        "before": None if gain.before is None else gain.before.score,
        "after": None if gain.after is None else gain.after.score,
        "move": "up" if change > 0 else "down" if change < 0 else "same",
    }
