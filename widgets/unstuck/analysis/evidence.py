"""Picking and counting the findings of the data set ``evidence``.

The functions take rows as `unstuck.data.rows` gives them and read no files themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from unstuck.analysis._checks import number

__all__ = ["STANCES", "TOPICS", "chosen", "of_the_whole", "stance_counts"]

Row = Mapping[str, Any]

STANCES = ("supports", "qualifies", "contradicts", "extends", "theory")
"""How a finding may stand to the common advice, in the order in which it is told."""

TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "frequency": ("base rate",),
        "zone": ("unwanted impasse", "ZOPA", "information"),
        "alternatives": ("BATNA", "agreement trap", "alternatives", "agents"),
        "offers": ("extreme offers", "first offers", "concession pattern", "fairness", "framing"),
        "interests": (
            "unidentified interests",
            "information sharing",
            "creative solutions",
            "fixed pie",
            "multi-issue",
        ),
        "bias": ("self-serving bias", "reactive devaluation", "fixed pie", "framing"),
        "pressure": (
            "pressure",
            "pressure and complexity",
            "deadline",
            "extending deadlines",
            "multiparty",
            "cost of impasse",
            "time",
        ),
        "breaks": ("breaks", "third party", "recovery"),
        "emotions": ("emotions",),
        "relationship": ("relationship", "communication channel", "learning from failure"),
    }
)
"""The topics of the data set ``evidence`` gathered under what a learner looks for.

What a topic of the data set says in brackets does not count.
"""


def chosen(
    findings: Iterable[Row], *, topic: str = "all", stance: str = "all", search: str = ""
) -> tuple[Row, ...]:
    """Pick the findings on a topic, of a stance, that hold every word searched for.

    Parameters
    ----------
    findings : iterable of mapping
        Rows of the data set ``evidence``.
    topic : str
        ``"all"`` or a key of `TOPICS`.
    stance : str
        ``"all"`` or one of `STANCES`.
    search : str
        Words, in any order and in capitals or not; blank finds everything.

    Returns
    -------
    tuple of mapping
        In their order.

    Raises
    ------
    ValueError
        If there is no such topic or stance.
    """
    if topic != "all" and topic not in TOPICS:
        raise ValueError(f"There is no topic {topic!r}; choose all or one of {', '.join(TOPICS)}.")
    if stance != "all" and stance not in STANCES:
        raise ValueError(
            f"There is no stance {stance!r}; choose all or one of {', '.join(STANCES)}."
        )
    words = search.casefold().split()
    return tuple(
        row
        for row in findings
        if (topic == "all" or _on_topic(row, topic))
        and stance in ("all", row["stance"])
        and all(word in _text(row) for word in words)
    )


def _on_topic(row: Row, topic: str) -> bool:
    return any(each.partition(" (")[0] in TOPICS[topic] for each in row["topic"].split("; "))


def _text(row: Row) -> str:
    told = ("id", "finding", "effect", "sample", "authors", "year", "outlet", "topic", "note")
    return " ".join(str(row[name]) for name in told).casefold()


def stance_counts(findings: Iterable[Row]) -> dict[str, int]:
    """Count findings by how they stand to the common advice.

    Parameters
    ----------
    findings : iterable of mapping
        Rows of the data set ``evidence``.

    Returns
    -------
    dict of str to int
        All of `STANCES`, in their order, those without a finding at 0.
    """
    stances = [row["stance"] for row in findings]
    return {stance: stances.count(stance) for stance in STANCES}


def of_the_whole(shares: Sequence[float]) -> float:
    """Turn a share of a share into a share of the whole: a third of a half is a sixth.

    Parameters
    ----------
    shares : sequence of float
        Each from 0 to 1, each a share of what the one before it counts; at least one.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If there is no share, or one is not from 0 to 1.

    Examples
    --------
    >>> of_the_whole([0.3, 0.5])
    0.15
    """
    if not shares:
        raise ValueError("There must be at least one share; give them as [0.3, 0.5].")
    checked = [
        number(share, f"Share {i}", at_least=0, at_most=1) for i, share in enumerate(shares, 1)
    ]
    return math.prod(checked)
