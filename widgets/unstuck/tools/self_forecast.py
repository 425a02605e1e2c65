"""SelfForecast: what a learner expects of themselves, before they find out."""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.kit.blocks import Block, finding, words
from unstuck.kit.fields import quantity
from unstuck.kit.tool import Tool


@dataclass(frozen=True, kw_only=True)
class ForecastInputs:
    """Two guesses about oneself; both may stay empty."""

    right: float | None = quantity(
        None,
        label="Of the ten questions to come, how many will you get wholly right at the first try?",
        low=0,
        high=10,
        blank=True,
    )
    certain: float | None = quantity(
        None,
        label="Of all answers in this course of which you said “certain”, which share was right?",
        low=0,
        high=1,
        step=0.01,
        unit="%",
        blank=True,
    )


class SelfForecast(Tool):
    """Two guesses about yourself, written down before you know; `LearningReview` answers them.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.SelfForecast(right=8, certain=0.95).result.right
    8.0
    """

    Inputs = ForecastInputs
    title = "What do you expect of yourself?"
    lead = "Write down both guesses before you go on. The review below holds them against yours."
    module = "13-review"

    @staticmethod
    def solve(inputs: ForecastInputs) -> ForecastInputs:
        """What was guessed is all there is to it."""
        return inputs

    def show(self, inputs: ForecastInputs, result: ForecastInputs) -> list[Block]:
        """Say back what was guessed."""
        told = [
            self.fill(name, guess=round(guess, 3))
            for name, guess in (("right", result.right), ("certain", result.certain))
            if guess is not None
        ]
        if not told:
            return [finding(self.fill("empty"), "open")]
        return [finding(" ".join(told)), words(self.fill("next"))]
