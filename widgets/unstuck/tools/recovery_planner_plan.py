"""The whole plan of RecoveryPlanner as blocks, for the page, the sheet and the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from unstuck.analysis.moments import Moment
from unstuck.analysis.recovery import Step, Way
from unstuck.analysis.recovery_reading import PlanReading
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, heading, markdown, points, table, words
from unstuck.tools.recovery_planner_fields import Told
from unstuck.tools.recovery_planner_rows import CAUSES, MOVES, RESPONSES, SECTIONS

Fill = Callable[..., str]
_BLANK = "–"


def plain(text: str) -> str:
    """Somebody's words on one line, their markup shown as typed."""
    return escape(" ".join(text.split()))


def day(start: str) -> str:
    """A date in words: Thursday 4 March 2027, 17:30."""
    at = datetime.fromisoformat(start)
    return f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}"


def listed(names: Sequence[str]) -> str:
    """Names as one says them: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def plan_sections(fill: Fill, told: Told, reading: PlanReading) -> list[tuple[str, list[Block]]]:
    """The plan part by part, each with its heading."""
    steps = [(SECTIONS[step], list(part(fill, told, reading))) for step, part in _PARTS.items()]
    return [(fill("plan_talks"), _talks(fill, told)), *steps]


def plan_blocks(fill: Fill, told: Told, reading: PlanReading) -> list[Block]:
    """The plan as blocks of a page."""
    parts = plan_sections(fill, told, reading)
    return [block for title, blocks in parts for block in (heading(title), *blocks)]


def plan_markdown(title: str, fill: Fill, told: Told, reading: PlanReading) -> str:
    """The plan as Markdown, a heading for each part."""
    parts = plan_sections(fill, told, reading)
    whole = "\n\n".join(f"## {name}\n\n{markdown(blocks)}" for name, blocks in parts)
    return f"# {title}\n\n{whole}\n"


def _talks(fill: Fill, told: Told) -> list[Block]:
    title = told.title or fill("unnamed")
    lines = [fill("plan_talks_is", title=title, them=told.them)]
    if told.failure:
        lines.append(fill("plan_failure", failure=told.failure.replace("-", " ")))
    return [points(*lines)]


def _lines(fill: Fill, *pairs: tuple[str, str]) -> Block:
    """Points of name and text; what is empty says so."""
    return points(
        *(fill(name, told=" ".join(text.split()) or fill("nothing")) for name, text in pairs)
    )


def _face(fill: Fill, told: Told, reading: PlanReading) -> Iterator[Block]:
    plan = told.plan
    yield _lines(
        fill,
        ("plan_told", plan.told),
        ("plan_happened", plan.happened),
        ("plan_cost", plan.cost),
        ("plan_magnitude", f"a {plan.magnitude}" if plan.magnitude else ""),
        ("plan_response", RESPONSES[plan.response] if plan.response else ""),
    )


def within(label: str) -> str:
    """A label as it reads within a sentence."""
    return label if label.startswith("I ") else f"{label[:1].lower()}{label[1:]}"


def _analyse(fill: Fill, told: Told, reading: PlanReading) -> Iterator[Block]:
    plan = told.plan
    notes = [(f"plan_{name}", text) for name, text in told.notes if text and name != "different"]
    yield _lines(
        fill,
        ("plan_cause", within(CAUSES[plan.cause]) if plan.cause else ""),
        ("plan_because", plan.because),
        ("plan_mine", plan.mine),
        *notes,
    )
    if plan.moments:
        yield moments_table(fill, told)


def moments_table(fill: Fill, told: Told) -> Block:
    """The timeline as a table."""
    head = ("When", "Whose move", "They", "You", "Meant as → landed as", "Tension")
    rows = [
        [
            plain(one.name) or _BLANK,
            f"{fill(f'whose_{one.mover}')}{f': {MOVES[one.kind]}' if one.kind else ''}",
            plain(one.they) or _BLANK,
            plain(one.you) or _BLANK,
            _landing(fill, one),
            f"{one.tension:g}",
        ]
        for one in told.plan.moments
    ]
    return table(fill("plan_moments"), head, rows)


def _landing(fill: Fill, one: Moment) -> str:
    """What a move was meant as, how it landed, and whether these are the same."""
    both = f"{plain(one.meant) or _BLANK} → {plain(one.landed) or _BLANK}"
    return f"{both} {fill(f'fit_{one.fit}')}" if one.fit else both


def _lessons(fill: Fill, told: Told, reading: PlanReading) -> Iterator[Block]:
    plan = told.plan
    notes = [(f"plan_{name}", text) for name, text in told.notes if text and name == "different"]
    yield _lines(fill, ("plan_lesson", plan.lesson), ("plan_next", plan.next), *notes)
    if plan.lines:
        yield lines_table(fill, told, reading)


def lines_table(fill: Fill, told: Told, reading: PlanReading) -> Block:
    """The comparison as a table, with what becomes of the lesson on each line."""
    head = ("What", "Then", "Next time", "The lesson", "Why")
    rows = [
        [
            plain(line.name) or _BLANK,
            plain(line.failed) or _BLANK,
            plain(line.next) or _BLANK,
            fill(f"line_{fate.name.lower()}"),
            plain(line.why) or _BLANK,
        ]
        for line, fate in zip(told.plan.lines, reading.weighing.fates, strict=True)
    ]
    return table(fill("plan_lines"), head, rows)


def _habit(fill: Fill, told: Told, reading: PlanReading) -> Iterator[Block]:
    plan = told.plan
    practice = f"{day(plan.practice_at)} ({told.zone})" if plan.practice_at else ""
    yield _lines(
        fill,
        ("plan_habit", plan.habit),
        ("plan_hurt", plan.hurt),
        ("plan_skill", plan.skill),
        ("plan_cue", plan.cue),
        ("plan_practice_at", practice),
    )


def _return(fill: Fill, told: Told, reading: PlanReading) -> Iterator[Block]:
    plan = told.plan
    door = reading.way is Way.OPEN_DOOR
    date = f"{day(plan.return_at)} ({told.zone})" if plan.return_at else ""
    yield _lines(
        fill,
        ("plan_door" if door else "plan_first", plan.first),
        ("plan_elsewhere" if door else "plan_remedy", plan.remedy),
        ("plan_opening", plan.opening),
        ("plan_look_at" if door else "plan_return_at", date),
    )
    if told.case:
        yield words(fill("illustrative"))


_PARTS: dict[Step, Callable[[Fill, Told, PlanReading], Iterator[Block]]] = {
    Step.FACE: _face,
    Step.ANALYSE: _analyse,
    Step.LESSONS: _lessons,
    Step.HABIT: _habit,
    Step.RETURN: _return,
}
