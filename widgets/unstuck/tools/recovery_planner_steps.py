"""What each of the five steps of RecoveryPlanner says back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unstuck.analysis.lessons import Comparison, Transfer
from unstuck.analysis.recovery import Gap, Step, Way
from unstuck.analysis.recovery_reading import PlanReading
from unstuck.kit.blocks import Block, cards, table, words
from unstuck.tools.recovery_planner_fields import Told
from unstuck.tools.recovery_planner_plan import Fill, day, listed, plain, within
from unstuck.tools.recovery_planner_rows import CAUSES

_TONES = {
    Transfer.CARRIES: "good",
    Transfer.ADAPTED: "good",
    Transfer.BLIND: "bad",
    Transfer.UNTESTED: "open",
    Transfer.OPEN: "open",
}


@dataclass(frozen=True)
class Steps:
    """The words of the steps, filled with one plan."""

    fill: Fill
    told: Told
    reading: PlanReading

    def blocks(self, step: Step) -> list[Block]:
        """What one step says back."""
        says = {
            Step.FACE: self._face,
            Step.ANALYSE: self._analyse,
            Step.LESSONS: self._lessons,
            Step.HABIT: self._habit,
            Step.RETURN: self._return,
        }
        return list(says[step]())

    def _face(self) -> Iterator[Block]:
        plan, reading = self.told.plan, self.reading
        if reading.softened:
            found = listed([f"“{phrase}”" for phrase in reading.softened])
            yield words(self.fill("soft", words=found))
        elif plan.happened.strip():
            yield words(self.fill("hard"))
        if plan.response:
            yield words(self.fill(f"resp_{plan.response}"))
        yield words(self._way())

    def _way(self) -> str:
        magnitude = self.told.plan.magnitude
        name = {Way.RETURN: "way_return", Way.OPEN_DOOR: "way_door"}
        known = self.fill(f"mag_{magnitude}") if self.reading.way is Way.RETURN else ""
        return self.fill(name.get(self.reading.way, "way_unknown"), magnitude=known)

    def _analyse(self) -> Iterator[Block]:
        plan = self.told.plan
        if plan.cause:
            because = plan.because.strip() or self.fill("nothing")
            yield words(
                self.fill("cause_chosen", cause=within(CAUSES[plan.cause]), because=because)
            )
        else:
            yield words(self.fill("cause_open"))
        yield words(self._turn())
        if Gap.MOMENTS not in self.reading.progress.missing and plan.moments:
            yield words(self._misread())

    def _turn(self) -> str:
        moments, timeline = self.told.plan.moments, self.reading.timeline
        if len(moments) < 2:
            return self.fill("turn_few")
        if timeline.turn is None:
            return self.fill("turn_none")
        one = moments[timeline.turn]
        mover = self.fill(f"mover_{one.mover}")
        return self.fill("turn", name=one.name or "?", rise=timeline.rise, mover=mover)

    def _misread(self) -> str:
        moments, timeline = self.told.plan.moments, self.reading.timeline
        said = self.fill("misread_none")
        if timeline.misread:
            names = listed([f"“{moments[n].name}”" for n in timeline.misread])
            count, of = len(timeline.misread), len(moments)
            said = self.fill("misread", count=count, all=of, names=names)
        if timeline.unasked:
            names = listed([f"“{moments[n].name}”" for n in timeline.unasked])
            said = f"{said} {self.fill('unasked', names=names)}"
        return said

    def _lessons(self) -> Iterator[Block]:
        lines, weighing = self.told.plan.lines, self.reading.weighing
        if weighing.risky:
            names = listed([f"“{lines[n].name}”" for n in weighing.risky])
            count = len(weighing.risky)
            yield words(self.fill("lines_risky", count=count, all=len(lines), names=names))
        else:
            yield words(self.fill("lines_sound" if weighing.sound else "lines_open"))
        if lines and all(line.alike == "alike" for line in lines):
            yield words(self.fill("same_everywhere"))
        if lines:
            yield cards(*(self._line(line) for line in lines))

    def _line(self, line: Comparison) -> dict[str, str]:
        """One line of the comparison with what becomes of the lesson on it."""
        blank = self.fill("nothing")
        name = line.fate.name.lower()
        told = self.fill(
            "line_told",
            failed=line.failed.strip().rstrip(".") or blank,
            next=line.next.strip().rstrip(".") or blank,
        )
        return {
            "title": plain(line.name) or blank,
            "badge": self.fill(f"badge_{name}"),
            "text": f"{told} {self.fill(f'line_{name}')}",
            "tone": _TONES.get(line.fate, "plain"),
            "foot": self.fill("line_why", why=line.why.strip() or blank),
        }

    def _habit(self) -> Iterator[Block]:
        plan = self.told.plan
        if plan.habit.strip() and plan.skill.strip():
            yield words(self.fill("swap", habit=_ended(plan.habit), skill=_ended(plan.skill)))
        yield words(self.fill("praised" if self.told.praised else "not_praised"))
        if plan.cue.strip():
            yield words(self.fill("cue", cue=_ended(plan.cue)))
        if plan.practice_at:
            yield words(self.fill("practise", day=self._day(plan.practice_at)))
        else:
            yield words(self.fill("practise_none"))

    def _return(self) -> Iterator[Block]:
        plan = self.told.plan
        yield words(self._way())
        if plan.opening.strip():
            yield words(self.fill("return_words", opening=plan.opening.strip()))
        if not self.reading.dates:
            yield words(self.fill("no_dates"))
            return
        title = self.told.title or self.fill("untitled")
        rows = [
            [
                self.fill(f"date_{one.kind.replace(' ', '_')}", skill=plan.skill, title=title),
                day(one.start),
                self.fill("minutes_is", minutes=one.minutes),
            ]
            for one in self.reading.dates
        ]
        caption = self.fill("dates_caption", zone=self.told.zone)
        yield table(caption, ("What", "When", "How long"), rows)

    def _day(self, start: str) -> str:
        return self.fill("day_is", day=day(start), zone=self.told.zone)


def _ended(text: str) -> str:
    """A text that ends as a sentence does."""
    told = text.strip()
    return told if told.endswith((".", "?", "!", "…", "”")) else f"{told}."
