"""The learner's own case: which facts of it go from tool to tool.

A case is what stands in the browser under ``own/case``: facts by name. A field that holds one
names it (``case="reservation"``); a tool created with ``own=True`` offers what is known and
passes on what the learner sets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

LONGEST_FACT = 1500

FACTS: dict[str, str] = {
    "title": "Your case",
    "story": "What happened",
    "you": "Your side",
    "them": "The other side",
    "role": "You are the",
    "batna": "Your best alternative",
    "batna_value": "What it is worth",
    "reservation": "Your limit",
    "target": "Your target",
    "opening": "Your opening offer",
    "their_batna": "Their best alternative",
    "their_reservation": "Their limit, as you see it",
    "their_target": "Their target, as you see it",
    "your_interests": "Your interests",
    "their_interests": "Their interests",
    "driver": "What may drive them",
    "type": "Type of impasse",
    "cause": "Main cause",
    "failure": "Kinds of failure",
    "magnitude": "How grave",
    "response": "Your response",
    "remedy": "Remedy",
    "debrief_hard": "What made it hard",
    "debrief_mine": "How you moved it",
    "debrief_different": "What you would do differently",
    "debrief_learned": "What you learned about them",
    "lesson": "The lesson",
    "habit": "The habit to stop",
    "skill": "The skill to start",
    "exit_line": "Your exit line",
    "break_words": "Your words for a break",
    "return_date": "When you return",
}


# A field of the seller's or the buyer's holds the learner's fact or the other side's, by role.
BY_ROLE = {"limit": ("reservation", "their_reservation"), "aim": ("target", "their_target")}


def fact(name: str, party: str, role: str) -> str:
    """The fact that a field holds: ``"limit"`` and ``"aim"`` go by whose field it is.

    >>> fact("limit", "seller", "buyer")
    'their_reservation'
    """
    mine, theirs = BY_ROLE.get(name, (name, name))
    return mine if party == role else theirs


def sound(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of these facts the ones that have a name and a value.

    Raises
    ------
    ValueError
        If a tool tells a fact that no other could know by name.
    """
    kept: dict[str, Any] = {}
    for name, value in facts.items():
        if name not in FACTS:
            raise ValueError(f"No fact is called {name!r}; the names are {', '.join(FACTS)}.")
        if isinstance(value, str):
            value = value.strip()[:LONGEST_FACT]
        elif (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            continue
        if value != "":
            kept[name] = value
    return kept
