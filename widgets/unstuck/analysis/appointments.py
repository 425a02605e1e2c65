"""The dates of a plan for the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from unstuck.analysis.recovery import Plan, Way, way_on

__all__ = ["Appointment", "appointments"]

LOOK_BACK = timedelta(days=1)
PRACTICE, LOOK = 30.0, 15.0


@dataclass(frozen=True)
class Appointment:
    """One date of a plan.

    Attributes
    ----------
    kind : {"practice", "return", "look again", "look back"}
        What it is for.
    start : str
        Such as ``"2027-03-04T17:30"``, by the learner's own clocks.
    minutes : float
        How long it lasts.
    """

    kind: str
    start: str
    minutes: float


def appointments(plan: Plan) -> tuple[Appointment, ...]:
    """List the dates of a plan, earliest first.

    Practice if it has a date, then the return or, after a catastrophe, the day for looking again,
    and one day after a return a quarter of an hour to look back.
    """
    found = []
    if plan.practice_at:
        found.append(Appointment("practice", plan.practice_at, PRACTICE))
    if plan.return_at and way_on(plan.magnitude) is Way.OPEN_DOOR:
        found.append(Appointment("look again", plan.return_at, LOOK))
    elif plan.return_at:
        after = datetime.fromisoformat(plan.return_at) + LOOK_BACK
        found.append(Appointment("return", plan.return_at, plan.minutes))
        found.append(Appointment("look back", after.isoformat(timespec="minutes"), LOOK))
    return tuple(sorted(found, key=lambda one: one.start))
