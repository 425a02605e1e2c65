"""The five steps back after talks have failed: which one comes next, and what it still needs.

Source
------
J. N. Weiss, "How to Learn from a Failed Negotiation", Harvard Business Review, 18 March 2025,
for the five steps, their order, and the three magnitudes of failure. What counts as done is this
course's own rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from unstuck.analysis.lessons import Comparison
from unstuck.analysis.moments import Moment

__all__ = [
    "Gap",
    "Plan",
    "Progress",
    "Step",
    "Way",
    "missing",
    "next_step",
    "progress",
    "step_with",
    "way_on",
]

FEWEST_MOMENTS = 2
FEWEST_LINES = 2


class Step(StrEnum):
    """The five steps, in their order."""

    FACE = "face"
    ANALYSE = "analyse"
    LESSONS = "lessons"
    HABIT = "habit"
    RETURN = "return"

    @property
    def number(self) -> int:
        """Its place, from 1 to 5."""
        return self.before + 1

    @property
    def before(self) -> int:
        """The place of the step that has to be done first; 0 for the first step."""
        return list(Step).index(self)


class Gap(StrEnum):
    """What a step may still need."""

    TOLD = "told"
    HAPPENED = "happened"
    COST = "cost"
    MAGNITUDE = "magnitude"
    RESPONSE = "response"
    ALOUD = "aloud"
    CAUSE = "cause"
    BECAUSE = "because"
    MOMENTS = "moments"
    MINE = "mine"
    NEXT = "next"
    LINES = "lines"
    DIFFERENCE = "difference"
    LESSON = "lesson"
    HABIT = "habit"
    HURT = "hurt"
    SKILL = "skill"
    CUE = "cue"
    FIRST = "first"
    REMEDY = "remedy"
    OPENING = "opening"
    DATE = "date"
    LATE = "late"


class Way(StrEnum):
    """Where the five steps lead, by how grave the failure was."""

    RETURN = "return"
    OPEN_DOOR = "open door"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that the five steps gather, empty where nothing is known yet.

    Attributes
    ----------
    told, happened, cost : str
        What you told yourself, what happened, what it cost.
    magnitude : {"", "setback", "misstep", "catastrophe"}
        How grave it was.
    response : {"", "blame", "shrink", "own"}
        How you have met it so far.
    aloud : bool
        Whether somebody has heard it from you.
    cause, because : str
        The primary cause, and what shows it.
    mine : str
        Your own part.
    moments : tuple of Moment
        In the order of time.
    next : str
        The talks that come next.
    lines : tuple of Comparison
        The failed talks beside the next ones.
    lesson, habit, hurt, skill, cue : str
        What to carry over; the habit to stop and where it hurt; the skill to start and its cue.
    first, remedy, opening : str
        The first move, the changed approach, the opening words.
    practice_at, return_at : str
        Dates such as ``"2027-03-04T17:30"``; empty where there is none.
    minutes : float
        How long you plan for the return.
    """

    told: str = ""
    happened: str = ""
    cost: str = ""
    magnitude: str = ""
    response: str = ""
    aloud: bool = False
    cause: str = ""
    because: str = ""
    mine: str = ""
    moments: tuple[Moment, ...] = ()
    next: str = ""
    lines: tuple[Comparison, ...] = ()
    lesson: str = ""
    habit: str = ""
    hurt: str = ""
    skill: str = ""
    cue: str = ""
    first: str = ""
    remedy: str = ""
    opening: str = ""
    practice_at: str = ""
    return_at: str = ""
    minutes: float = 30.0


@dataclass(frozen=True)
class Progress:
    """How far a plan has come.

    Attributes
    ----------
    done : tuple of Step
        The steps that need nothing more and follow only on such steps.
    now : Step or None
        The step to work on; None once all are done.
    missing : tuple of Gap
        What the step to work on still needs.
    shut : tuple of Step
        The steps that have yet to open.
    """

    done: tuple[Step, ...]
    now: Step | None
    missing: tuple[Gap, ...]
    shut: tuple[Step, ...]


def _said(name: str) -> Callable[[Plan], bool]:
    return lambda plan: bool(str(getattr(plan, name)).strip())


def _in_time(plan: Plan) -> bool:
    """Practice comes before the return; both are written so that text order is time order."""
    return not (plan.practice_at and plan.return_at) or plan.practice_at < plan.return_at


_NEEDS: Mapping[Step, Mapping[Gap, Callable[[Plan], bool]]] = MappingProxyType(
    {
        Step.FACE: {
            Gap.TOLD: _said("told"),
            Gap.HAPPENED: _said("happened"),
            Gap.COST: _said("cost"),
            Gap.MAGNITUDE: _said("magnitude"),
            Gap.RESPONSE: _said("response"),
            Gap.ALOUD: lambda plan: plan.aloud,
        },
        Step.ANALYSE: {
            Gap.CAUSE: _said("cause"),
            Gap.BECAUSE: _said("because"),
            Gap.MINE: _said("mine"),
            Gap.MOMENTS: lambda plan: sum(m.told for m in plan.moments) >= FEWEST_MOMENTS,
        },
        Step.LESSONS: {
            Gap.NEXT: _said("next"),
            Gap.LINES: lambda plan: sum(line.decided for line in plan.lines) >= FEWEST_LINES,
            Gap.DIFFERENCE: lambda plan: any(line.alike == "differs" for line in plan.lines),
            Gap.LESSON: _said("lesson"),
        },
        Step.HABIT: {
            Gap.HABIT: _said("habit"),
            Gap.HURT: _said("hurt"),
            Gap.SKILL: _said("skill"),
            Gap.CUE: _said("cue"),
        },
        Step.RETURN: {
            Gap.FIRST: _said("first"),
            Gap.REMEDY: _said("remedy"),
            Gap.OPENING: _said("opening"),
            Gap.DATE: _said("return_at"),
            Gap.LATE: _in_time,
        },
    }
)


def missing(plan: Plan, step: Step | str) -> tuple[Gap, ...]:
    """Say what one step of a plan still needs, whatever stands in the others.

    Parameters
    ----------
    plan : Plan
    step : Step or str
        One of the five.

    Returns
    -------
    tuple of Gap
        In the order in which one would fill them; empty if the step is done.

    Raises
    ------
    ValueError
        If there is no such step.
    """
    return tuple(gap for gap, met in _NEEDS[_step(step)].items() if not met(plan))


def next_step(plan: Plan) -> Step | None:
    """Return the first step that still needs something; None if all five are done.

    >>> next_step(Plan())
    <Step.FACE: 'face'>
    """
    return next((step for step in Step if missing(plan, step)), None)


def progress(plan: Plan) -> Progress:
    """Say how far a plan has come: each step opens when all before it are done."""
    now = next_step(plan)
    order = tuple(Step)
    if now is None:
        return Progress(order, None, (), ())
    at = order.index(now)
    return Progress(order[:at], now, missing(plan, now), order[at + 1 :])


def step_with(gap: Gap | str) -> Step:
    """Return the step that cannot be finished without this.

    Parameters
    ----------
    gap : Gap or str

    Raises
    ------
    ValueError
        If no step asks for it.

    Examples
    --------
    >>> str(step_with("cue"))
    'habit'
    """
    for step, needs in _NEEDS.items():
        if gap in needs:
            return step
    raise ValueError(f"No step asks for {gap!r}; the words are {', '.join(Gap)}.")


def way_on(magnitude: str) -> Way:
    """Say where the steps lead: back to the table, or to a door that is kept open.

    Parameters
    ----------
    magnitude : {"", "setback", "misstep", "catastrophe"}

    Raises
    ------
    ValueError
        If it is none of these.

    Examples
    --------
    >>> str(way_on("catastrophe"))
    'open door'
    """
    known = {
        "": Way.UNKNOWN,
        "setback": Way.RETURN,
        "misstep": Way.RETURN,
        "catastrophe": Way.OPEN_DOOR,
    }
    if magnitude not in known:
        raise ValueError(
            f"How grave a failure was must be setback, misstep or catastrophe, not {magnitude!r}."
        )
    return known[magnitude]


def _step(step: Step | str) -> Step:
    try:
        return Step(step)
    except ValueError:
        raise ValueError(f"There is no step {step!r}; the five are {', '.join(Step)}.") from None
