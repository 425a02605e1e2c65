"""The two pictures of RecoveryPlanner: where you are in the steps, and the critical moments."""

from __future__ import annotations

from typing import Any

from unstuck.analysis.moments import Moment
from unstuck.analysis.recovery import Progress, Step
from unstuck.analysis.recovery_reading import PlanReading
from unstuck.kit.blocks import Block, chart
from unstuck.tools.recovery_planner_plan import Fill, listed, plain
from unstuck.tools.recovery_planner_rows import MOVES

_NAMELESS = "?"


def steps_picture(fill: Fill, progress: Progress) -> Block:
    """Five circles: done, to work on now, not open yet."""
    states = dict.fromkeys(progress.done, "done") | dict.fromkeys(progress.shut, "shut")
    now = [progress.now] if progress.now else []

    def named(steps: Any) -> str:
        return listed([fill(f"step_{step}") for step in steps]) or fill("none")

    return chart(
        "recovery_steps",
        title=fill("n_done", done=len(progress.done)),
        sentence=fill(
            "steps_sentence",
            done=named(progress.done),
            now=named(now),
            shut=named(progress.shut),
        ),
        head=["Step", "State"],
        rows=[
            [f"{step.number}. {fill(f'step_{step}')}", fill(f"state_{states.get(step, 'now')}")]
            for step in Step
        ],
        data={
            "steps": [
                {
                    "n": step.number,
                    "word": fill(f"short_{step}"),
                    "state": states.get(step, "now"),
                    "sign": "✓" if step in progress.done else str(step.number),
                }
                for step in Step
            ]
        },
    )


def timeline_picture(fill: Fill, reading: PlanReading) -> Block:
    """The critical moments from top to bottom, with the steepest rise."""
    moments, timeline = reading.plan.moments, reading.timeline
    data = [_moment(fill, n, one) for n, one in enumerate(moments)]
    title, turn = fill("timeline_level"), []
    if timeline.turned:
        before, at = (moments[n] for n in timeline.turned)
        title = fill("timeline_title", name=at.name or _NAMELESS)
        rise = {"before": before.tension, "tension": at.tension, "label": f"+{timeline.rise:g}"}
        turn = [{"row": timeline.turn, **rise}]
    tensions = listed([f"{one.tension:g}" for one in moments])
    return chart(
        "recovery_timeline",
        title=title,
        sentence=f"{fill('timeline_sentence', tensions=tensions)} {fill('timeline_shape')}",
        head=["When", "Whose move", "Meant as", "Landed as", "Tension"],
        rows=[
            [
                plain(one.name) or _NAMELESS,
                fill(f"whose_{one.mover}"),
                plain(one.meant),
                plain(one.landed),
                f"{one.tension:g}",
            ]
            for one in moments
        ],
        data={"moments": data, "turn": turn},
    )


def _moment(fill: Fill, n: int, one: Moment) -> dict[str, Any]:
    """One line of the picture; its words are drawn, and so hold no markup."""
    kind = f": {MOVES[one.kind]}" if one.kind else ""
    both = one.meant and one.landed
    short = f"{one.name or _NAMELESS} · {fill(f'whose_{one.mover}')}"
    return {
        "row": n,
        "head": f"{short}{kind}",
        "short": short,
        "landed": f"{one.meant} → {one.landed}" if both else one.landed,
        "tension": one.tension,
        "side": one.mover,
        "misread": one.fit == "no",
    }
