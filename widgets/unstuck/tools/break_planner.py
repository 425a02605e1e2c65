"""BreakPlanner: when to stop, what to say and do, who helps, and when to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from unstuck.analysis.breaks import BreakUse, Doing, Split, Stop, minutes_before
from unstuck.charts.seats import groups_data
from unstuck.content.numbers import show_number
from unstuck.content.templates import escape
from unstuck.kit.blocks import (
    Block,
    chart,
    figures,
    finding,
    heading,
    markdown,
    points,
    words,
)
from unstuck.kit.papers import Entry, calendar, page
from unstuck.kit.tool import Paper, Tool
from unstuck.tools.break_planner_plan import BreakInputs, BreakPlan, planned, shut_sections

_STOPS = {Stop.NOT_YET: "not", Stop.SOON: "soon", Stop.NOW: "now"}
_TILES = {
    Doing.TOGETHER: (0, 0),
    Doing.ELSEWHERE: (0, 1),
    Doing.BEAT: (1, 0),
    Doing.BROOD: (1, 1),
}
"""Column (better or worse deals) and line of each kind of break."""
_READING = 30.0
"""Minutes before the meeting at which the calendar says to read the plan."""
_MOMENT = 15.0


class BreakPlanner(Tool):
    """Plan a break: when to stop, what to say, what to do in it, who helps, when to go on.

    Inputs are the fields of `BreakInputs`: `title`, `them`, `trouble` (``"heat"``, ``"clock"``,
    ``"size"`` or ``"order"``), the signs `loud`, `same`, `reply`, `person`, `final`,
    `break_words`, what fills the break (`elsewhere`, `together`, `brood`, `beat`), and the
    moments `stop`, `resume` and `deadline` such as ``"2026-12-01T09:30"`` by the clocks of `zone`.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.BreakPlanner(trouble="size", people=9, size=3).result.split.after
    12
    """

    Inputs = BreakInputs
    title = "A break, planned"
    lead = "Make the plan while nobody needs it. Take it away as text and as a calendar file."
    charts = ("break_kinds", "table_links")
    module = "08-emotions"
    papers: ClassVar = {"calendar": "Calendar file", "page": "Printable page"}

    @staticmethod
    def solve(inputs: Any) -> BreakPlan:
        """Put the plan together."""
        return planned(inputs)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """The steps open one after the other."""
        return shut_sections(draft)

    def show(self, inputs: BreakInputs, result: BreakPlan) -> list[Block]:
        """The plan in a sentence, then each of its parts."""
        return [
            self._finding(result),
            self._figures(result),
            self._kinds(result),
            heading(self.fill("head_stop")),
            words(self.fill(f"stop_{_STOPS[result.stop]}_why", signs=result.signs)),
            words(self.fill("stop_rule")),
            heading(self.fill("head_say")),
            *self._say(inputs),
            heading(self.fill("head_break")),
            points(*self._doing(inputs, result)),
            heading(self.fill("head_help")),
            *self._help(inputs, result),
            heading(self.fill("head_back")),
            points(*self._back(inputs, result)),
        ]

    def paper(self, which: str) -> Paper:
        """The plan as a calendar file or as a page to print.

        Raises
        ------
        ValueError
            If a calendar is asked for and there is no date yet.
        """
        if self.problem:
            raise ValueError(self.problem)
        if which == "calendar":
            return calendar("break.ics", self._entries(self.answer.inputs))
        inputs = self.answer.inputs
        about = ", ".join(filter(None, (inputs.title.strip(), inputs.them.strip())))
        title = f"{self.fill('paper_title')}: {about}" if about else self.fill("paper_title")
        return page(title, f"# {escape(title)}\n\n{markdown(self.blocks)}", "break.html")

    # the plan in short

    def _finding(self, result: BreakPlan) -> Block:
        when = result.timing
        told: dict[str, Any] = {"stop": self.fill(f"stop_{_STOPS[result.stop]}")}
        if result.use is BreakUse.HURTS:
            return finding(self.fill("plan_hurts", **told), "bad")
        if when.late:
            return finding(self.fill("plan_late", late=when.late, **told), "bad")
        if result.missing:
            missing = [self.fill(f"missing_{part}") for part in result.missing]
            return finding(self.fill("plan_open", missing=", ".join(missing), **told), "open")
        return finding(self.fill("plan_ready", resume=when.resume_told, **told), "good")

    def _figures(self, result: BreakPlan) -> Block:
        hours = result.timing.hours
        lasts = self.fill("figure_open")
        if hours is not None:
            lasts = self.fill("figure_hours", hours=round(hours, 1))
        return figures(
            (
                self.fill("figure_stop"),
                self.fill(f"figure_{_STOPS[result.stop]}"),
                self.fill("figure_signs", signs=result.signs),
            ),
            (self.fill("figure_break"), lasts),
            (self.fill("figure_use"), self.fill(f"use_{result.use}")),
        )

    def _kinds(self, result: BreakPlan) -> Block:
        """The four kinds of break that were compared, and which of them are planned."""
        what = "; ".join(self.fill(f"kind_{one}") for one in result.doing)
        told = self.fill("kinds_planned" if what else "kinds_none", what=what)
        return chart(
            "break_kinds",
            title=self.fill(f"kinds_title_{result.use}"),
            sentence=f"{self.fill('kinds_sentence')} {told}",
            head=(self.fill("head_kind"), self.fill("head_deals"), self.fill("head_planned")),
            rows=[
                [
                    self.fill(f"kind_{one}"),
                    self.fill("worse" if column else "better"),
                    self.fill("yes" if one in result.doing else "no"),
                ]
                for one, (column, _) in _TILES.items()
            ],
            data={
                "kinds": [
                    {
                        "column": column,
                        "row": row,
                        "planned": one in result.doing,
                        "label": self.fill(f"tile_{one}").split("/"),
                    }
                    for one, (column, row) in _TILES.items()
                ],
                "heads": [
                    {"column": column, "told": self.fill(told)}
                    for column, told in enumerate(("better", "worse"))
                ],
            },
        )

    # its parts

    def _say(self, inputs: BreakInputs) -> list[Block]:
        if not inputs.break_words.strip():
            return [words(self.fill("say_none"))]
        yours = self.fill("say_yours", words=inputs.break_words.strip())
        return [words(yours), words(self.fill("say_check"))]

    def _doing(self, inputs: BreakInputs, result: BreakPlan) -> list[str]:
        told = [self.fill(f"doing_{one}") for one in result.doing] or [self.fill("doing_none")]
        if Doing.TOGETHER in result.doing:
            told.append(self.fill(f"spirit_{inputs.spirit}"))
        if result.timing.a_day:
            told.append(self.fill("a_day"))
        if inputs.question.strip():
            told.append(self.fill("find_out", question=inputs.question.strip()))
        return [*told, self.fill("e30_mind")]

    def _help(self, inputs: BreakInputs, result: BreakPlan) -> list[Block]:
        return [
            words(self.fill(f"do_{inputs.trouble}")),
            *self._clock(inputs),
            *(self._groups(inputs, result.split, result) if result.split else []),
            points(*self._helper(inputs)),
        ]

    def _clock(self, inputs: BreakInputs) -> list[Block]:
        if inputs.trouble != "clock":
            return []
        done = inputs.done.strip()
        return [
            points(
                self.fill("do_clock_why"),
                self.fill("do_clock_told" if inputs.told else "do_clock_hidden"),
                self.fill("do_clock_done", done=done) if done else self.fill("do_clock_empty"),
            )
        ]

    def _groups(self, inputs: BreakInputs, split: Split, result: BreakPlan) -> list[Block]:
        if len(split.sizes) == 1:
            return [words(self.fill("groups_one"))]
        whole, group = result.shares
        told = {
            "people": sum(split.sizes),
            "groups": len(split.sizes),
            "sizes": ", ".join(map(str, split.sizes)),
            "whole": split.whole,
            "within": split.within,
            "between": split.between,
            "after": split.after,
        }
        picture = chart(
            "table_links",
            title=self.fill("groups_title", **told),
            sentence=self.fill("groups_sentence", **told),
            head=(self.fill("head_where"), self.fill("head_pairs")),
            rows=[
                [self.fill("row_table"), show_number(split.whole)],
                [self.fill("row_within"), show_number(split.within)],
                [self.fill("row_between"), show_number(split.between)],
            ],
            data=groups_data(
                split.sizes, self.fill("groups_whole", **told), self.fill("groups_split", **told)
            ),
        )
        minutes = {"people": told["people"], "whole": round(whole, 1), "group": round(group, 1)}
        mind = words(self.fill("groups_mind"))
        return [picture, words(self.fill("groups_time", **minutes)), mind]

    def _helper(self, inputs: BreakInputs) -> list[str]:
        helper = inputs.helper.strip() or self.fill("helper_open")
        told = [self.fill(f"help_{inputs.help}", helper=helper)]
        if inputs.help in ("facilitator", "mediator"):
            told.append(self.fill(f"trust_{inputs.trust}"))
        return told

    def _back(self, inputs: BreakInputs, result: BreakPlan) -> list[str]:
        when = result.timing
        told = [self.fill("back_open")]
        if inputs.resume:
            zone = inputs.zone.replace("_", " ") or self.fill("zone_utc")
            told = [
                self.fill("back_on", resume=when.resume_told, zone=zone, minutes=inputs.minutes)
            ]
        if when.spare is not None and not when.late:
            told.append(
                self.fill("back_spare", spare=round(when.spare, 1), deadline=when.deadline_told)
            )
        told.append(self.fill("warm_yes" if inputs.warm else "warm_no"))
        told.append(self.fill("channel_email" if inputs.channel == "email" else "channel_other"))
        return told

    # the calendar

    def _entries(self, inputs: BreakInputs) -> list[Entry]:
        title = inputs.title.strip() or self.fill("calendar_talks")
        notes = "\n".join(self._notes(inputs))
        back = Entry(
            self.fill("calendar_back", title=title),
            inputs.resume,
            inputs.minutes,
            inputs.zone,
            notes,
        )
        before = minutes_before(inputs.resume, _READING, inputs.zone)
        entries = [back]
        if before:
            name = self.fill("calendar_read", title=title)
            entries.insert(0, Entry(name, before, _MOMENT, inputs.zone, notes))
        if inputs.deadline:
            name = self.fill("calendar_deadline", title=title)
            entries.append(Entry(name, inputs.deadline, _MOMENT, inputs.zone))
        return entries

    def _notes(self, inputs: BreakInputs) -> list[str]:
        told = [self.fill("note_do")]
        if inputs.break_words.strip():
            told.append(self.fill("note_say", words=inputs.break_words.strip()))
        if inputs.question.strip():
            told.append(self.fill("note_think", question=inputs.question.strip()))
        if inputs.warm:
            told.append(self.fill("note_warm"))
        return told
