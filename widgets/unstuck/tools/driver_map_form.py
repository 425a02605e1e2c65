"""The form of DriverMap: four parts, from what was seen to the answer."""

from __future__ import annotations

from typing import Any

from unstuck.analysis.drivers import BEHAVIOURS, SIGNS
from unstuck.kit.fields import choice, flag, text
from unstuck.tools.behaviour_scenes import drivers, said

SEE = "1 · What you saw"
WHY = "2 · What may drive it"
TEST = "3 · What would test the guess"
ANSWER = "4 · How to answer the need"
VOICES = {
    "you": "I do",
    "them": "They do: I ask what they would write",
    "third": "Somebody whom both of us trust",
    "both": "Both at once, without names",
}
_YES_NO = {"yes": "Yes", "no": "No", "unknown": "I do not know"}

Field = tuple[str, Any, Any]


def sign_field(sign: str) -> str:
    """The form's field of a sign."""
    return f"sign_{sign.replace('-', '_')}"


def form_fields() -> list[Field]:
    """All fields, in the order in which they are to be filled in."""
    return [*_seen(), *_why(), *_test(), *_answer()]


def _words(name: str, label: str, section: str, hint: str = "") -> Field:
    return name, str, text(label=label, limit=600, long=True, section=section, help=hint)


def _seen() -> list[Field]:
    behaviours = {"": "Not said yet"} | {name: said(name) for name in BEHAVIOURS}
    return [
        ("them", str, text(label="Who is it?", limit=60, case="them", section=SEE)),
        _words(
            "seen",
            "What a camera would have recorded",
            SEE,
            "Words, acts, silences; not yet what you make of them.",
        ),
        (
            "behaviour",
            str,
            choice("", label="In short", options=behaviours, look="select", section=SEE),
        ),
    ]


def _why() -> list[Field]:
    told: list[Field] = [
        (sign_field(sign), bool, flag(label=said(sign), section=WHY)) for sign in SIGNS
    ]
    asked = {
        "others_would": "Would most people in their place do so?",
        "with_everyone": "Do they behave like this with everybody?",
    }
    for name, label in asked.items():
        told.append((name, str, choice("unknown", label=label, options=_YES_NO, section=WHY)))
    guesses = {"": "I cannot tell yet", **drivers()}
    guess = choice(
        "", label="Your guess", options=guesses, look="select", case="driver", section=WHY
    )
    return [*told, ("driver", str, guess)]


def _test() -> list[Field]:
    chair = "In the first person, from their chair. Thoughts, not feelings."
    return [
        _words("thought", "“I …”: what they may be thinking", TEST, chair),
        _words("test", "A question or step that tests the guess", TEST),
        _words("wrong", "What would show that you are wrong?", TEST),
    ]


def _answer() -> list[Field]:
    return [
        _words("answer", "If you are right: your answer to the need", ANSWER),
        _words("otherwise", "If you are wrong: what then?", ANSWER),
        (
            "voice",
            str,
            choice(
                "you", label="Who says it first?", options=VOICES, look="select", section=ANSWER
            ),
        ),
    ]
