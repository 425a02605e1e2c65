"""The form of BreakPlanner, and the plan that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.breaks import (
    BreakUse,
    Doing,
    Split,
    Stop,
    Timing,
    speaking_time,
    split_up,
    timing,
    use_of,
    when_to_stop,
)
from unstuck.kit.fields import choice, flag, moment, quantity, text, zone

TALKS, SIGNS, SAY = "The talks", "Time to stop?", "What you say"
DOING, HELP, BACK = "In the break", "Who or what could help", "Coming back"
SIGN_NAMES = ("loud", "same", "reply", "person", "final")
_TROUBLES = {
    "heat": "Tempers",
    "clock": "The clock",
    "size": "Too many people or topics at once",
    "order": "Nobody has the talks in hand",
}
_SPIRITS = {
    "both": "We look for what suits both",
    "self": "Each is out for their own",
    "unknown": "I do not know",
}
_HELPERS = {
    "none": "Nobody",
    "facilitator": "A facilitator, who keeps order and proposes nothing",
    "mediator": "A mediator, who proposes settlements",
    "adviser": "An adviser of my own",
}
_TRUST = {"both": "Both sides trust them", "me": "So far only I do", "unknown": "I do not know"}
_CHANNELS = {"person": "In person", "call": "By telephone or video", "email": "By e-mail"}
_HOUR = 60.0


@dataclass(frozen=True, kw_only=True)
class BreakInputs:
    """What the learner sets."""

    title: str = text(label="What the talks are about", limit=80, case="title", section=TALKS)
    them: str = text(label="Who sits across from you", limit=60, case="them", section=TALKS)
    trouble: str = choice("heat", label="What is the trouble?", options=_TROUBLES, section=TALKS)
    loud: bool = flag(label="Voices are up, or somebody has gone quiet", section=SIGNS)
    same: bool = flag(label="The same argument comes round for the third time", section=SIGNS)
    reply: bool = flag(label="I plan my reply while they speak", section=SIGNS)
    person: bool = flag(label="It is about persons, no longer about the matter", section=SIGNS)
    final: bool = flag(label="Somebody is about to say what cannot be taken back", section=SIGNS)
    break_words: str = text(
        label="My words for the break", limit=400, long=True, case="break_words", section=SAY
    )
    elsewhere: bool = flag(label="Something else: walk, eat, sleep, other work", section=DOING)
    together: bool = flag(label="Think about what both of us could gain", section=DOING)
    brood: bool = flag(label="Go over what they said and did", section=DOING)
    beat: bool = flag(label="Work out how to beat them next time", section=DOING)
    spirit: str = choice(
        "unknown",
        label="How do the two sides go about it?",
        options=_SPIRITS,
        look="select",
        when=("together", (True,)),
        section=DOING,
    )
    question: str = text(
        label="One thing to find out or to think through", limit=160, section=DOING
    )
    people: float = quantity(
        9,
        label="People at the table",
        low=3,
        high=24,
        unit="people",
        when=("trouble", ("size",)),
        section=HELP,
    )
    size: float = quantity(
        3,
        label="In a small group, at most",
        low=2,
        high=12,
        unit="people",
        when=("trouble", ("size",)),
        section=HELP,
    )
    told: bool = flag(
        label="They know my real deadline", when=("trouble", ("clock",)), section=HELP
    )
    done: str = text(
        label="What will have been done by the new date",
        limit=160,
        when=("trouble", ("clock",)),
        section=HELP,
    )
    help: str = choice(
        "none", label="Who joins you?", options=_HELPERS, look="select", section=HELP
    )
    helper: str = text(
        label="Who that could be",
        limit=60,
        when=("help", ("facilitator", "mediator", "adviser")),
        section=HELP,
    )
    trust: str = choice(
        "unknown",
        label="Are they trusted?",
        options=_TRUST,
        when=("help", ("facilitator", "mediator")),
        section=HELP,
    )
    stop: str = moment(label="The talks stop at", section=BACK)
    resume: str = moment(label="They go on at", case="return_date", section=BACK)
    deadline: str = moment(label="Deadline, if there is one", section=BACK)
    zone: str = zone(label="By the clocks of", section=BACK)
    minutes: float = quantity(
        60, label="How long you meet then", low=15, high=240, step=15, unit="minutes", section=BACK
    )
    channel: str = choice("person", label="How you meet", options=_CHANNELS, section=BACK)
    warm: bool = flag(True, label="We begin with a few personal minutes", section=BACK)


@dataclass(frozen=True)
class BreakPlan:
    """What follows from the form.

    Attributes
    ----------
    signs : int
        How many signs of trouble were seen.
    stop : Stop
        When to ask for the break.
    doing : tuple of Doing
        What fills the break.
    use : BreakUse
        What that is likely to do.
    split : Split or None
        The table in small groups; None unless its size is the trouble.
    shares : tuple of float
        Minutes to speak in an hour, at one table and in the largest group.
    timing : Timing
        The break in time.
    missing : tuple of str
        What the plan still needs: ``words``, ``doing``, ``resume``.
    """

    signs: int
    stop: Stop
    doing: tuple[Doing, ...]
    use: BreakUse
    split: Split | None
    shares: tuple[float, ...]
    timing: Timing
    missing: tuple[str, ...]


def planned(inputs: BreakInputs) -> BreakPlan:
    """Put the plan together.

    Raises
    ------
    ValueError
        If the talks would go on before they have stopped.
    """
    signs = sum(getattr(inputs, name) for name in SIGN_NAMES)
    doing = tuple(one for one in Doing if getattr(inputs, one))
    split = _split(inputs)
    when = timing(
        inputs.stop, inputs.resume, inputs.deadline, minutes=inputs.minutes, zone=inputs.zone
    )
    there: dict[str, Any] = {
        "words": inputs.break_words.strip(),
        "doing": doing,
        "resume": inputs.resume,
    }
    return BreakPlan(
        signs,
        when_to_stop(signs),
        doing,
        use_of(doing),
        split,
        _shares(split),
        when,
        tuple(part for part, done in there.items() if not done),
    )


def shut_sections(draft: Mapping[str, Any]) -> dict[str, str]:
    """Which sections of the form are still closed: help waits for a filling, the date for words."""
    told = {}
    if not any(draft[one] for one in Doing):
        told[HELP] = "Opens when you have decided what you do in the break."
    if not draft["break_words"].strip():
        told[BACK] = "Opens when you have written your words."
    return told


def _split(inputs: BreakInputs) -> Split | None:
    if inputs.trouble != "size":
        return None
    return split_up(round(inputs.people), round(inputs.size))


def _shares(split: Split | None) -> tuple[float, ...]:
    if split is None:
        return ()
    return speaking_time(_HOUR, sum(split.sizes)), speaking_time(_HOUR, max(split.sizes))
