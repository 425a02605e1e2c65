"""What RecoveryPlanner asks: one form for the worked example; the same, empty, for your own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.lessons import Comparison
from unstuck.analysis.moments import Moment
from unstuck.analysis.recovery import Plan, Step
from unstuck.content.questions import load
from unstuck.content.schema import Case
from unstuck.kit.fields import choice, flag, moment, quantity, rows, text, zone
from unstuck.tools.recovery_planner_rows import (
    ALL,
    CAUSES,
    MAGNITUDES,
    RESPONSES,
    SECTIONS,
    TALKS,
    LineRow,
    MomentRow,
)

MODULE = "11-recovery"
EXAMPLE = "case-house"
PREFIXES = {EXAMPLE: "house_", "own": ""}
NOBODY = "the other side"


@dataclass(frozen=True)
class Told:
    """One plan as it stands in the controls, the example's or one's own.

    Attributes
    ----------
    case : Case or None
        The case of the course; None for one's own.
    title, them, failure : str
        What the talks are called, what the other side is, what kind of failure it was.
    notes : tuple of (str, str)
        What the debrief brought, each with the name of its sentence.
    praised : bool
        Whether people praise the habit.
    zone : str
        The time zone of the dates.
    plan : Plan
    """

    case: Case | None
    title: str
    them: str
    failure: str
    notes: tuple[tuple[str, str], ...]
    praised: bool
    zone: str
    plan: Plan


class _Maker:
    """Fields of one of the two plans: their names, defaults, conditions and facts."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.given = load(MODULE).case(key).facts if key == EXAMPLE else {}

    def made(self, name: str, kind: type, make: Any, default: Any, **about: Any) -> Any:
        if self.key == EXAMPLE:
            about.pop("case", None)
        about["when"] = ("whose", (self.key,))
        return f"{PREFIXES[self.key]}{name}", kind, make(self.given.get(name, default), **about)

    def words(self, name: str, label: str, limit: int = 400, **about: Any) -> Any:
        return self.made(name, str, text, "", label=label, limit=limit, long=True, **about)

    def some(self, name: str, item: type, label: str, noun: str, least: int, **about: Any) -> Any:
        filled = tuple(item(**row) for row in self.given.get(name, ()))
        made = rows(
            item,
            filled or tuple(item() for _ in range(least)),
            label=label,
            noun=noun,
            least=1,
            most=8,
            when=("whose", (self.key,)),
            **about,
        )
        return f"{PREFIXES[self.key]}{name}", tuple[item, ...], made  # type: ignore[valid-type]


def _about(maker: _Maker) -> Iterator[Any]:
    """What is known of one's own talks before the first step."""
    at: dict[str, Any] = {"section": TALKS}
    yield maker.made("title", str, text, "", label="A title", limit=80, case="title", **at)
    yield maker.made("them", str, text, "", label="The other side", limit=60, case="them", **at)
    yield maker.words("story", "The story, in a few sentences", 1500, case="story", **at)
    yield maker.made(
        "failure",
        str,
        text,
        "",
        label="What kind of failure was it?",
        limit=160,
        case="failure",
        help="As you found it in the module before this one.",
        **at,
    )


def _face(maker: _Maker) -> Iterator[Any]:
    at: dict[str, Any] = {"section": SECTIONS[Step.FACE]}
    yield maker.words("told", "What did you tell yourself about it, that first day?", **at)
    yield maker.words(
        "happened",
        "What happened? One sentence that a camera could have recorded",
        **at,
    )
    yield maker.words("cost", "What did it cost: money, time, people, sleep?", **at)
    for name, label, options in (
        ("magnitude", "How grave was it?", MAGNITUDES),
        ("response", "How have you met it so far?", RESPONSES),
    ):
        asked = {"label": label, "options": options, "look": "select"}
        yield maker.made(name, str, choice, "", case=name, **asked, **at)
    yield maker.made(
        "aloud",
        bool,
        flag,
        False,
        label="I have said to somebody that it failed, in these words",
        **at,
    )


def _analyse(maker: _Maker) -> Iterator[Any]:
    at: dict[str, Any] = {"section": SECTIONS[Step.ANALYSE]}
    if maker.key != EXAMPLE:
        yield maker.words("hard", "What made it hard?", 1500, case="debrief_hard", **at)
        label = "What did you learn of their real concerns and limits?"
        yield maker.words("learned", label, 1500, case="debrief_learned", **at)
    label = "The big picture: what was the primary cause?"
    yield maker.made(
        "cause", str, choice, "", label=label, options=CAUSES, look="select", case="cause", **at
    )
    yield maker.words("because", "Which fact shows it?", 300, **at)
    yield maker.words("mine", "How did your own approach move it?", 1500, case="debrief_mine", **at)
    label = "Now the detail: the critical moments, in the order of time"
    yield maker.some("moments", MomentRow, label, "moment", 2, **at)


def _lessons(maker: _Maker) -> Iterator[Any]:
    at: dict[str, Any] = {"section": SECTIONS[Step.LESSONS]}
    if maker.key != EXAMPLE:
        label = "What would you do differently?"
        yield maker.words("different", label, 1500, case="debrief_different", **at)
    yield maker.words("lesson", "The lesson, in one sentence", case="lesson", **at)
    yield maker.words("next", "Which talks come next: with whom, about what?", 160, **at)
    label = "The failed talks beside the next ones, line by line"
    yield maker.some("lines", LineRow, label, "line", 2, **at)


def _habit(maker: _Maker) -> Iterator[Any]:
    at: dict[str, Any] = {"section": SECTIONS[Step.HABIT]}
    yield maker.words("habit", "The habit to stop", case="habit", **at)
    yield maker.made("praised", bool, flag, False, label="People praise me for it", **at)
    yield maker.words("hurt", "Where did it hurt these talks?", **at)
    yield maker.words("skill", "The skill to start in its place", case="skill", **at)
    yield maker.words(
        "cue",
        "Your cue: “When …, I …”",
        200,
        help="A moment that you will notice, and what you do then.",
        **at,
    )
    label = "When and where you practise it first, with little at stake"
    yield maker.made("practice_at", str, moment, "", label=label, **at)


def _return(maker: _Maker) -> Iterator[Any]:
    at: dict[str, Any] = {"section": SECTIONS[Step.RETURN]}
    yield maker.words(
        "first",
        "Your first move",
        help="After a catastrophe: one small thing that keeps the door open.",
        **at,
    )
    label = "What you do differently this time"
    yield maker.words(
        "remedy", label, help="After a catastrophe: where the lesson goes.", case="remedy", **at
    )
    yield maker.words("opening", "Your opening words", **at)
    yield maker.made(
        "return_at",
        str,
        moment,
        "",
        label="The day",
        help="Of your return. After a catastrophe: the day on which you look at the door again.",
        case="return_date",
        **at,
    )
    yield maker.made(
        "minutes",
        float,
        quantity,
        30,
        label="How long",
        low=5,
        high=180,
        step=5,
        unit="minutes",
        **at,
    )
    yield maker.made("zone", str, zone, "", label="By the clocks of", **at)


def fields() -> Iterator[tuple[str, type, Any]]:
    """All fields: whose plan, which step, then each plan's own."""
    title = load(MODULE).case(EXAMPLE).title
    whose = {EXAMPLE: f"The worked example: {title}", "own": "A plan of my own, from empty"}
    yield "whose", str, choice(EXAMPLE, label="Which plan?", options=whose)
    steps = {str(step): name for step, name in SECTIONS.items()} | {ALL: "All that are open"}
    label = "Which step do you want to see?"
    yield "at", str, choice(str(Step.FACE), label=label, options=steps, look="select")
    for key in PREFIXES:
        maker = _Maker(key)
        if key != EXAMPLE:
            yield from _about(maker)
        for part in (_face, _analyse, _lessons, _habit, _return):
            yield from part(maker)


def told(inputs: Any) -> Told:
    """Gather the fields of the plan that is chosen."""
    prefix = PREFIXES[inputs.whose]
    case = load(MODULE).case(EXAMPLE) if inputs.whose == EXAMPLE else None

    def of(name: str) -> Any:
        return getattr(inputs, f"{prefix}{name}")

    moments = (Moment(**vars(row)) for row in of("moments"))
    lines = (Comparison(**vars(row)) for row in of("lines"))
    same = [name for name in Plan.__dataclass_fields__ if name not in ("moments", "lines")]
    notes = () if case else tuple((name, of(name)) for name in ("hard", "learned", "different"))
    return Told(
        case,
        case.title if case else of("title").strip(),
        case.facts["them"] if case else of("them").strip() or NOBODY,
        case.facts["failure"] if case else of("failure").strip(),
        notes,
        of("praised"),
        of("zone") or "UTC",
        Plan(
            **{name: of(name) for name in same},
            moments=tuple(one for one in moments if one.begun),
            lines=tuple(one for one in lines if one.begun),
        ),
    )
