"""The choices and rows of RecoveryPlanner's form."""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis.recovery import Step
from unstuck.kit.fields import choice, quantity, text

TALKS = "The talks that failed"
SECTIONS = {
    Step.FACE: "1 · Face it",
    Step.ANALYSE: "2 · Find out why",
    Step.LESSONS: "3 · Compare before you carry a lesson over",
    Step.HABIT: "4 · Change the habit that hurt",
    Step.RETURN: "5 · Go back",
}
ALL = "all"
MAGNITUDES = {
    "": "Not decided yet",
    "setback": "A setback: quick to recover from",
    "misstep": "A misstep: it takes real effort to resume",
    "catastrophe": "A catastrophe: little hope of a thaw",
}
RESPONSES = {
    "": "Not decided yet",
    "blame": "I blamed somebody or something",
    "shrink": "I shrank from it, and from the next talks",
    "own": "I stepped back and looked at my part",
}
CAUSES = {
    "": "Not chosen yet",
    "extreme-offer": "An extreme offer",
    "unidentified-interests": "Interests that nobody named",
    "pressure": "Pressure",
    "complexity": "Complexity",
    "self-serving": "Each side's own idea of what is fair",
}
MOVERS = {"you": "Yours", "them": "Theirs"}
MOVES = {
    "": "Not said yet",
    "offer": "an offer or a demand",
    "argument": "an argument",
    "advice": "advice or help",
    "question": "a question",
    "concession": "a concession",
    "pressure": "pressure or a deadline",
    "threat": "a threat",
    "slight": "a slight",
    "silence": "silence",
    "news": "news from outside",
    "leaving": "walking out",
}
FITS = {"": "I do not know", "yes": "Yes", "no": "No"}
ALIKE = {
    "": "Not compared yet",
    "alike": "Alike",
    "differs": "Different",
    "unknown": "I do not know",
}
CARRY = {
    "": "Not decided yet",
    "yes": "Yes, as it is",
    "changed": "Yes, but changed",
    "no": "No, it stays behind",
}


@dataclass(frozen=True, kw_only=True)
class MomentRow:
    """One moment of the timeline; the field `name` says when it was."""

    name: str = text(label="When, or at what", limit=40)
    mover: str = choice("them", label="Whose move was it?", options=MOVERS)
    kind: str = choice("", label="What kind of move?", options=MOVES, look="select")
    they: str = text(label="What they did", limit=160, party="them")
    you: str = text(label="What you did", limit=160, party="you")
    meant: str = text(label="What the move was meant as", limit=120)
    landed: str = text(label="How it landed", limit=120)
    fit: str = choice("", label="Did it land as it was meant?", options=FITS)
    tension: float = quantity(
        0,
        label="Tension afterwards",
        low=0,
        high=10,
        help="0 is at ease, 10 is somebody leaving.",
    )


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """One line of the comparison; the field `name` says what is compared."""

    name: str = text(label="What you compare", limit=60)
    failed: str = text(label="In the talks that failed", limit=140)
    next: str = text(label="In the next talks", limit=140)
    alike: str = choice("", label="Alike or different?", options=ALIKE, look="select")
    carry: str = choice("", label="Does the lesson carry over?", options=CARRY, look="select")
    why: str = text(label="Why?", limit=200)
