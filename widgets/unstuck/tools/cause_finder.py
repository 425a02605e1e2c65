"""CauseFinder: a story sentence by sentence, what its signs point to, and what meets that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass
from typing import Any

from unstuck.analysis.causes import (
    GRID,
    Advice,
    Cause,
    Fit,
    Reading,
    Step,
    Verdict,
    advise,
    read_signs,
)
from unstuck.kit.blocks import Block, cards, finding, fold, heading, points, words
from unstuck.kit.tool import Tool
from unstuck.tools import cause_finder_pictures as pictures
from unstuck.tools import cause_finder_stories as stories
from unstuck.tools.cause_finder_stories import OWN, STEPS, Story, told

_TONES = {
    Verdict.FOUND: "good",
    Verdict.ALSO: "good",
    Verdict.OTHER: "open",
    Verdict.MISSED: "bad",
    Verdict.READ_IN: "bad",
}


@dataclass(frozen=True)
class Found:
    """What follows from the marks.

    Attributes
    ----------
    reading : Reading
        The marks, held against the accepted readings where these were asked for.
    causes : tuple of Cause
        What the story points to: by the course's reading where it was asked for, otherwise by
        what the learner said or marked most often.
    advice : Advice or None
        How the step chosen stands to these causes; None where none is chosen.
    """

    reading: Reading
    causes: tuple[Cause, ...]
    advice: Advice | None


class CauseFinder(Tool):
    """Mark up a story for the signs of what stopped the talks, and choose a remedy that meets it.

    Five stories of the course can be compared with its reading, sentence by sentence; a story of
    your own (``case="own"``) shows where your marks gather. A mark is ``"extreme-offer"``,
    ``"unidentified-interests"``, ``"pressure"``, ``"complexity"``, ``"self-serving"`` or empty.

    Parameters
    ----------
    draft, keep, **inputs
        As for every tool. `case` is ``"case-coo"``, ``"case-trainer"``, ``"case-startup"``,
        ``"case-hall"``, ``"case-rise"`` or ``"own"``; the marks of a story carry the last part of
        its name (``coo``), what to do next is ``coo_step``, and ``coo_compare=True`` shows the
        reading; your own story is `story`, with `title`, `cause` and `story_step`.
    own : bool
        As for every tool; it opens with a story of your own.

    Examples
    --------
    >>> import unstuck
    >>> marks = ["", "", "pressure", "pressure", "", "", ""]
    >>> tool = unstuck.CauseFinder(coo={"marks": marks}, coo_compare=True)
    >>> tool.result.reading.tally("found"), tool.result.reading.tally("missed")
    (2, 1)
    """

    Inputs = make_dataclass("Inputs", stories.fields(), frozen=True, kw_only=True)
    title = "What stopped these talks?"
    lead = "Read the story, then mark the sentences in which you see a sign of a cause."
    charts = ("cause_signs", "cause_remedies")
    module = stories.MODULE
    stacked = True

    def __init__(
        self,
        draft: Mapping[str, Any] | None = None,
        *,
        keep: str = "",
        own: bool = False,
        **inputs: Any,
    ) -> None:
        opening = {"case": OWN} if own else {}
        super().__init__(draft, keep=keep, own=own, **{**opening, **inputs})

    @staticmethod
    def solve(inputs: Any) -> Found:
        """Read the signs, and hold the next step against the causes."""
        story = told(inputs)
        compared = story.case is not None and story.compare
        accepted = [sign.accepted for sign in stories.signs(inputs.case)] if compared else []
        reading = read_signs(story.marked.marks, accepted)
        causes = stories.reading(inputs.case)[0] if compared else reading.leading
        if story.case is None and inputs.cause:
            causes = (Cause(inputs.cause),)
        return Found(reading, causes, advise(story.step, causes) if story.step else None)

    def facts(self, inputs: Any, result: Found) -> dict[str, Any]:
        """Tell the story of one's own and its main cause, once there is one."""
        if inputs.case != OWN:
            return {}
        facts = super().facts(inputs, result)
        if "story" in facts:
            facts |= {"story": inputs.story.text}
        if (facts or inputs.cause) and len(result.causes) == 1:
            facts |= {"cause": str(result.causes[0])}
        return facts

    def show(self, inputs: Any, result: Found) -> list[Block]:
        """Say what the marks point to, then sentence by sentence, then what meets it."""
        story = told(inputs)
        ours = stories.signs(inputs.case) if story.compare else ()
        step = Step(story.step) if story.step else None
        laid = [pictures.grid(self.fill, result.reading, step), words(self.fill("grid_note"))]
        seen = [pictures.signs(self.fill, story, result.reading, ours)]
        return [
            self._finding(inputs, story, result),
            *(seen if story.marked.parts else []),
            *(self._sentences(inputs, result) if story.compare else []),
            *self._advice(story, result),
            *(laid if result.reading.marked or story.compare else []),
        ]

    # the finding

    def _finding(self, inputs: Any, story: Story, result: Found) -> Block:
        reading = result.reading
        if story.compare:
            return self._compared(result)
        if not reading.marked:
            return finding(self.fill("nothing_own" if story.case is None else "nothing"), "open")
        facts = {
            "marked": reading.marked,
            "all": len(reading.marks),
            "count": max(reading.counts.values()),
            "cause": pictures.named(self.fill, result.causes[:1]),
            "causes": pictures.named(self.fill, result.causes),
            "counts": pictures.counted(self.fill, reading),
        }
        name = "one" if len(result.causes) == 1 else "tie"
        if story.case is None:
            return finding(self.fill("own_said" if inputs.cause else f"own_{name}", **facts))
        return finding(f"{self.fill(name, **facts)} {self.fill('then')}")

    def _compared(self, result: Found) -> Block:
        reading = result.reading
        slips = [
            self.fill(f"slip_{verdict}", n=reading.tally(verdict))
            for verdict in (Verdict.OTHER, Verdict.MISSED, Verdict.READ_IN)
            if reading.tally(verdict)
        ]
        told = self.fill(
            "found" if slips else "found_all",
            found=reading.tally(Verdict.FOUND),
            signs=reading.signs,
            slips=" ".join(slips),
            causes=pictures.named(self.fill, result.causes),
        )
        return finding(told, "open" if slips else "good")

    # the sentences

    def _sentences(self, inputs: Any, result: Found) -> list[Block]:
        """Give each sign and each slip a card; the other sentences wait behind a line."""
        told, rest = [], []
        reading = result.reading
        every = zip(stories.signs(inputs.case), reading.verdicts, reading.marks, strict=True)
        for n, (sign, verdict, mark) in enumerate(every, start=1):
            quote = self.fill("quote", n=n, said=sign.sentence)
            if verdict is Verdict.CLEAR:
                rest.append(f"*{quote}* {sign.shows}")
            else:
                told.append(self._card(sign, verdict, mark, quote))
        return [
            cards(*told),
            fold(self.fill("rest"), points(*rest)),
            heading(self.fill("whole")),
            words(stories.reading(inputs.case)[1]),
            words(f"{self.fill('honest')} {self.fill('illustrative')}"),
        ]

    def _card(self, sign: stories.Sign, verdict: Verdict, mark: str, quote: str) -> dict[str, str]:
        text = sign.shows
        if verdict not in (Verdict.FOUND, Verdict.ALSO):
            name = "marked_as" if mark else "not_marked"
            cause = pictures.named(self.fill, [mark] if mark else [])
            text = self.fill(name, cause=cause, shows=sign.shows)
        return {
            "title": pictures.allowed(self.fill, sign.accepted),
            "badge": self.fill(f"verdict_{verdict}"),
            "tone": _TONES[verdict],
            "text": text,
            "foot": quote,
        }

    # what next

    def _advice(self, story: Story, result: Found) -> list[Block]:
        if result.advice is None:
            return []
        meets = dict.fromkeys(
            STEPS[step].lower()
            for cause in result.causes
            for step, how in GRID[cause].items()
            if how is Fit.MEETS
        )
        blind = result.advice is Advice.HABIT and not result.causes
        told = self.fill(
            "advice_habit_blind" if blind else f"advice_{result.advice}",
            text=self.fill(f"step_{story.step}"),
            causes=pictures.named(self.fill, result.causes),
            meets="; ".join(meets),
        )
        return [heading(STEPS[Step(story.step)]), words(told)]
