"""Reading a whole plan for the way back: its progress, its timeline, its lesson, its dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unstuck.analysis.appointments import Appointment, appointments
from unstuck.analysis.lessons import Weighing, weigh
from unstuck.analysis.moments import Timeline, read_timeline
from unstuck.analysis.recovery import (
    Plan,
    Progress,
    Way,
    progress,
    way_on,
)
from unstuck.analysis.softeners import softeners

__all__ = ["PlanReading", "read_plan"]


@dataclass(frozen=True)
class PlanReading:
    """What a plan says as it stands.

    Attributes
    ----------
    plan : Plan
        With those moments and lines only in which something is written.
    progress : Progress
        Which steps are done, which is next, and what that one still needs.
    way : Way
        Back to the table, or to an open door.
    timeline : Timeline
        Where tension turned, and what was misread.
    weighing : Weighing
        What becomes of the lesson, line by line.
    softened : tuple of str
        Softening words in the sentence on what happened.
    dates : tuple of Appointment
        Earliest first.
    """

    plan: Plan
    progress: Progress
    way: Way
    timeline: Timeline
    weighing: Weighing
    softened: tuple[str, ...]
    dates: tuple[Appointment, ...]


def read_plan(plan: Plan, phrases: Iterable[str] = ()) -> PlanReading:
    """Read a plan.

    Parameters
    ----------
    plan : Plan
    phrases : iterable of str
        Softening words to look for in what happened.

    Examples
    --------
    >>> str(read_plan(Plan(magnitude="catastrophe")).way)
    'open door'
    """
    return PlanReading(
        plan,
        progress(plan),
        way_on(plan.magnitude),
        read_timeline(plan.moments),
        weigh(plan.lines),
        softeners(plan.happened, phrases),
        appointments(plan),
    )
