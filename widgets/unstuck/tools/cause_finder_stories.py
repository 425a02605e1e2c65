"""The stories of CauseFinder: five to mark up and one's own, as fields to set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unstuck.analysis.causes import Cause, Step
from unstuck.content.questions import load
from unstuck.content.schema import Case
from unstuck.content.words import words
from unstuck.kit.fields import Marked, choice, flag, marks, sentences, text

MODULE = "02-causes"
OWN = "own"
NAMES = {
    Cause.EXTREME_OFFER: "an extreme offer",
    Cause.UNIDENTIFIED_INTERESTS: "unidentified interests",
    Cause.PRESSURE: "pressure",
    Cause.COMPLEXITY: "complexity",
    Cause.SELF_SERVING: "self-serving fairness",
}
LABELS = {cause: f"{name[:1].upper()}{name[1:]}" for cause, name in NAMES.items()}
LABELS[Cause.EXTREME_OFFER] = "Extreme offer"
STEPS = {
    Step.ALTERNATIVE: "Study their alternative",
    Step.INTERESTS: "Show interests, and ask for theirs",
    Step.PAUSE: "Pause, meet later or in smaller groups, or bring a facilitator",
    Step.DISTRUST: "Doubt the urge to sign",
    Step.WEAKNESSES: "List the weak points of one's own case",
    Step.DODGE: "Let it rest and hope it comes right",
    Step.PUSH: "Go on as before, with more force",
}
HEADS = {
    Step.ALTERNATIVE: ("Study their|alternative", "Study"),
    Step.INTERESTS: ("Show|interests", "Show"),
    Step.PAUSE: ("Pause", "Pause"),
    Step.DISTRUST: ("Doubt the|urge to sign", "Doubt"),
    Step.WEAKNESSES: ("List your|weak points", "List"),
}
_SECTIONS = {
    "case-coo": "SignsCoo",
    "case-trainer": "SignsTrainer",
    "case-startup": "SignsStartup",
    "case-hall": "SignsHall",
    "case-rise": "SignsRise",
}
_STORY, _NEXT = "The story, sentence by sentence", "What next?"
_HOW_MARKED = "What is each sentence a sign of? Leave it where it is a sign of none of the five."
_HOW_TOLD = (
    "One thing a sentence, in its order, as somebody in the room could have heard or seen it. Then "
    "mark the sentences that are signs."
)


@dataclass(frozen=True)
class Sign:
    """One sentence of a story of the course, and how it may be read.

    Attributes
    ----------
    sentence : str
        The sentence as it is marked.
    accepted : tuple of str
        The causes that it may be a sign of, and an empty text where no mark is as good.
    shows : str
        What it shows, or why it shows nothing.
    """

    sentence: str
    accepted: tuple[str, ...]
    shows: str


@dataclass(frozen=True)
class Story:
    """A story as it stands in the controls.

    Attributes
    ----------
    case : Case or None
        The case of the course; None for a story of one's own.
    marked : Marked
        Its sentences and their marks.
    step : str
        What the learner would do next; empty where that is open.
    compare : bool
        Whether the course's reading is asked for.
    """

    case: Case | None
    marked: Marked
    step: str
    compare: bool


@cache
def cases() -> dict[str, Case]:
    """The five stories by their ids, the three opening ones first."""
    every = [*load("01-impasse").cases, *load(MODULE).cases]
    return {case.id: case for case in every if case.id in _SECTIONS}


@cache
def passage(case_id: str) -> str:
    """A story as it is marked: its amounts without a currency."""
    return cases()[case_id].told("")


@cache
def signs(case_id: str) -> tuple[Sign, ...]:
    """The accepted readings of a story, sentence by sentence."""
    told = words(MODULE, _SECTIONS[case_id])
    return tuple(
        Sign(sentence, _names(told[f"causes_{n}"]), told[f"shows_{n}"])
        for n, sentence in enumerate(sentences(passage(case_id)), start=1)
    )


@cache
def reading(case_id: str) -> tuple[tuple[Cause, ...], str]:
    """What a story as a whole shows: its main causes, the weightiest first, and in words."""
    told = words(MODULE, _SECTIONS[case_id])
    return tuple(Cause(name) for name in _names(told["causes"])), told["reading"]


def _names(told: str) -> tuple[str, ...]:
    names = (name.strip() for name in told.split(","))
    return tuple("" if name == "none" else name for name in names)


def prefix(case_id: str) -> str:
    """What the fields of a story begin with; one's own is the field `story`."""
    return "story" if case_id == OWN else case_id.removeprefix("case-")


def _marking(case_id: str, label: str = "Mark the signs", **about: Any) -> Any:
    return marks(
        label=label,
        options={"": "no sign", **{str(cause): label for cause, label in LABELS.items()}},
        section=_STORY,
        when=("case", (case_id,)),
        **{"help": _HOW_MARKED, **about},
    )


def _select(label: str, none: str, options: Mapping[Any, str], case_id: str) -> Any:
    told = {"": none, **{str(value): words for value, words in options.items()}}
    when = ("case", (case_id,))
    return choice("", label=label, options=told, look="select", section=_NEXT, when=when)


def fields() -> Iterator[tuple[str, type, Any]]:
    """The inputs of CauseFinder, story by story."""
    titles = {case.id: case.title for case in cases().values()} | {OWN: "A story of my own"}
    yield "case", str, choice("case-coo", label="Which story?", options=titles, look="select")
    advised = ("What would you advise them to do next?", "Not decided yet", STEPS)
    for case_id in cases():
        name = prefix(case_id)
        yield name, Marked, _marking(case_id, passage=passage(case_id))
        yield f"{name}_step", str, _select(*advised, case_id)
        compare = flag(label="Compare with our reading", section=_NEXT, when=("case", (case_id,)))
        yield f"{name}_compare", bool, compare
    about: dict[str, Any] = {"section": _STORY, "when": ("case", (OWN,))}
    yield "title", str, text(label="A title", limit=80, case="title", **about)
    told = _marking(OWN, "What happened?", limit=1500, case="story", help=_HOW_TOLD)
    yield "story", Marked, told
    weighed = ("Which cause weighed most?", "By my marks", LABELS, OWN)
    yield "cause", str, _select(*weighed)
    yield "story_step", str, _select("What will you do next?", "Not decided yet", STEPS, OWN)


def told(inputs: Any) -> Story:
    """Gather the fields of the story that is chosen."""
    name = prefix(inputs.case)
    compare = inputs.case != OWN and getattr(inputs, f"{name}_compare")
    return Story(
        cases().get(inputs.case), getattr(inputs, name), getattr(inputs, f"{name}_step"), compare
    )
