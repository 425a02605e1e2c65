"""RecoveryPlanner: five steps from talks that failed back to the table, or to an open door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import make_dataclass
from typing import Any, ClassVar

from unstuck.analysis.recovery import Gap, Progress, Step, Way
from unstuck.analysis.recovery_reading import PlanReading, read_plan
from unstuck.content.words import words as words_of
from unstuck.kit import papers as paper_kit
from unstuck.kit.blocks import Block, finding, fold, heading, words
from unstuck.kit.fields import read
from unstuck.kit.tool import Paper, Tool
from unstuck.tools.recovery_planner_fields import MODULE, Told, fields, told
from unstuck.tools.recovery_planner_pictures import steps_picture, timeline_picture
from unstuck.tools.recovery_planner_plan import day, listed, plan_blocks, plan_markdown
from unstuck.tools.recovery_planner_rows import ALL, SECTIONS, TALKS
from unstuck.tools.recovery_planner_steps import Steps


def _phrases() -> list[str]:
    return words_of(MODULE, "RecoveryPlanner")["softeners"].split(" | ")


class RecoveryPlanner(Tool):
    """Plan the way back from talks that failed, in five steps that open one after the other.

    It opens with a worked example (``whose="case-house"``); ``whose="own"`` is a plan of your own,
    begun from empty, and ``own=True`` opens it with what is known of your case. `at` says which
    step is shown: ``"face"``, ``"analyse"``, ``"lessons"``, ``"habit"``, ``"return"`` or
    ``"all"``. The inputs of your own plan are named as in `unstuck.analysis.recovery.Plan`;
    `moments` and `lines` are lists of rows. Those of the example carry ``house_`` in front.

    References
    ----------
    J. N. Weiss, "How to Learn from a Failed Negotiation", Harvard Business Review, 2025.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.RecoveryPlanner().result.timeline.turn
    3
    >>> unstuck.RecoveryPlanner(whose="own").result.progress.now
    <Step.FACE: 'face'>
    """

    Inputs = make_dataclass("Inputs", fields(), frozen=True, kw_only=True)
    title = "Five steps back to the table"
    lead = "Work through the steps in order. Each opens when the one before is done."
    charts = ("recovery_steps", "recovery_timeline")
    module = MODULE
    papers: ClassVar[Mapping[str, str]] = {"calendar": "Calendar file", "page": "Printable page"}

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        opening = {"whose": "own", "at": ALL} if own else {}
        super().__init__({**opening, **(draft or {})}, own=own, **more)

    @staticmethod
    def solve(inputs: Any) -> PlanReading:
        """Read the plan that is chosen."""
        return read_plan(told(inputs).plan, _phrases())

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Later steps until they open; open ones while another is chosen."""
        try:
            inputs = read(self.Inputs, draft)
        except ValueError:
            return {}
        progress = self.solve(inputs).progress
        shown = progress.now if inputs.at in progress.shut else inputs.at
        closed = {} if shown in (ALL, Step.FACE) else {TALKS: self.fill("shut_talks")}
        for step in Step:
            if step in progress.shut:
                closed[SECTIONS[step]] = self._opens(step, progress)
            elif shown not in (ALL, step):
                name = "shut_done" if step in progress.done else "shut_open"
                closed[SECTIONS[step]] = self.fill(name)
        return closed

    def _opens(self, step: Step, progress: Progress) -> str:
        """When a step opens; for the very next one, what is missing until then."""
        opens = self.fill("shut_later", n=step.before)
        if progress.now is None or step.before != progress.now.number:
            return opens
        return f"{opens} {self.fill('shut_missing', missing=self._missing(progress.missing))}"

    def facts(self, inputs: Any, result: PlanReading) -> dict[str, Any]:
        """What the own plan says of the case; no date of return where there is no return."""
        known = super().facts(inputs, result)
        if inputs.magnitude == "catastrophe":
            known.pop("return_date", None)
        return known

    def sheet(self) -> str:
        """The plan as Markdown."""
        if self.problem:
            return super().sheet()
        return self._plan()

    def paper(self, which: str) -> Paper:
        """The plan as a page to print, or its dates as a calendar file."""
        if self.problem:
            raise ValueError(self.problem)
        if which == "page":
            return paper_kit.page(self.title, self._plan(), name="recovery-plan.html")
        if not self.result.dates:
            raise ValueError(self.fill("no_dates"))
        story = told(self.answer.inputs)
        entries = [
            paper_kit.Entry(
                title=self._plainly(f"date_{one.kind.replace(' ', '_')}", story),
                start=one.start,
                minutes=one.minutes,
                zone=story.zone,
                notes=self._plainly(f"notes_{one.kind.replace(' ', '_')}", story),
            )
            for one in self.result.dates
        ]
        return paper_kit.calendar("recovery-plan.ics", entries)

    def _plainly(self, sentence: str, story: Told) -> str:
        """A sentence for a file that knows no markup."""
        plan = story.plan
        template = words_of(MODULE, "RecoveryPlanner")[sentence]
        given = {
            name: getattr(plan, name) for name in ("skill", "cue", "first", "remedy", "opening")
        }
        given |= {"title": story.title or self.fill("untitled")}
        return template.format_map({name: text.strip() for name, text in given.items()})

    def _plan(self) -> str:
        return plan_markdown(self.title, self.fill, told(self.answer.inputs), self.result)

    def show(self, inputs: Any, result: PlanReading) -> list[Block]:
        """Where you are, what the step at hand says back, the timeline, the whole plan."""
        story = told(inputs)
        step = result.progress.now or Step.RETURN
        if inputs.at != ALL and inputs.at not in result.progress.shut:
            step = Step(inputs.at)
        drawn = step is Step.ANALYSE and result.plan.moments
        return [
            self._finding(story, result),
            *self._example(story),
            steps_picture(self.fill, result.progress),
            heading(SECTIONS[step]),
            *([timeline_picture(self.fill, result)] if drawn else []),
            *Steps(self.fill, story, result).blocks(step),
            fold(self.fill("plan"), *plan_blocks(self.fill, story, result)),
        ]

    def _finding(self, story: Told, result: PlanReading) -> Block:
        progress, plan = result.progress, story.plan
        if progress.now is None:
            name = "done_door" if result.way is Way.OPEN_DOOR else "done_return"
            when = self.fill("day_is", day=day(plan.return_at), zone=story.zone)
            return finding(self.fill(name, day=when, first=plan.first.strip()), "good")
        told_ = self.fill(
            "now",
            n=progress.now.number,
            title=self.fill(f"step_{progress.now}"),
            missing=self._missing(progress.missing),
        )
        return finding(told_, "open")

    def _missing(self, gaps: Iterable[Gap]) -> str:
        return listed([self.fill(f"gap_{gap}") for gap in gaps])

    def _example(self, story: Told) -> list[Block]:
        if story.case is None:
            return []
        tale = words(story.case.told(self._currency))
        return [
            words(self.fill("example", title=story.case.title)),
            fold(self.fill("example_story"), tale, words(self.fill("illustrative"))),
        ]
