"""Campsite talks from the CaSiNo corpus file: what each pair left on the table.

Two people share three packages each of food, water and firewood. By one's own priority a package is
worth 5, 4 or 3 points, so that all of them are worth 36. Who walks away leaves 5 points for each.
The corpus is not part of this course: download ``casino.json`` from its authors.

References
----------
K. Chawla, J. Ramirez, R. Clever, G. Lucas, J. May and J. Gratch, "CaSiNo: A Corpus of Campsite
Negotiation Dialogues for Automatic Negotiation Systems", *Proceedings of NAACL 2021*, doi
10.18653/v1/2021.naacl-main.254; data under CC BY 4.0.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from unstuck.analysis._casino_counts import Totals, agreement, counts, totals
from unstuck.analysis._casino_game import (
    GOODS,
    PACKAGES,
    POINTS,
    WALK_AWAY,
    Corpus,
    Dialogue,
    Priorities,
    Split,
    frontier,
    points_of,
    rest_of,
    splits,
)

__all__ = [
    "GOODS",
    "LARGEST_FILE",
    "POINTS",
    "WALK_AWAY",
    "Corpus",
    "Dialogue",
    "Totals",
    "agreement",
    "counts",
    "frontier",
    "read",
    "read_text",
    "splits",
    "totals",
]

LARGEST_FILE = 64 * 2**20
"""Bytes; the corpus itself has about 5 million."""

MOST_DIALOGUES = 20_000
_AGENTS = ("mturk_agent_1", "mturk_agent_2")
_AGENTS = ("mturk_agent_1", "mturk_agent_2")
_SATISFACTION = (
    "Extremely dissatisfied",
    "Slightly dissatisfied",
    "Undecided",
    "Slightly satisfied",
    "Extremely satisfied",
)


def read(path: str | Path) -> Corpus:
    """Read the corpus file that you have downloaded.

    Parameters
    ----------
    path : str or Path
        ``casino.json``, at most `LARGEST_FILE` bytes.

    Returns
    -------
    Corpus

    Raises
    ------
    ValueError
        If there is no such file, it is too large, is no JSON, or holds no dialogue that can be
        used.
    """
    file = Path(path)
    if not file.is_file():
        raise ValueError(f"There is no file {file}; name the corpus file that you downloaded.")
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise ValueError(
            f"{file.name} has {size / 2**20:.0f} MB and the corpus has about 5, so more than "
            f"{LARGEST_FILE // 2**20} are not read; name the file casino.json."
        )
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(
            f"{file.name} is no text in UTF-8; name the corpus file, casino.json."
        ) from None
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}.") from None
    return read_text(text, file.name)


def read_text(text: str, name: str = "The text") -> Corpus:
    """Read the content of a corpus file; as `read`, from text."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(
            f"{name} is no JSON; name the corpus file as its authors publish it, casino.json."
        ) from None
    if not isinstance(told, list) or not told:
        raise ValueError(
            f"{name} must hold a list of dialogues and does not; name the file casino.json."
        )
    if len(told) > MOST_DIALOGUES:
        raise ValueError(
            f"{name} holds {len(told):,} dialogues, more than {MOST_DIALOGUES:,}; the corpus has "
            "1,030, so name its file."
        )
    good: list[Dialogue] = []
    bad: list[str] = []
    for place, entry in enumerate(told, start=1):
        try:
            good.append(_dialogue(entry, place))
        except ValueError as problem:
            bad.append(f"Dialogue {place}: {problem}")
    if not good:
        raise ValueError(f"{name} holds no dialogue that can be used. {bad[0]}")
    return Corpus(tuple(good), tuple(bad))


def _dialogue(entry: Any, place: int) -> Dialogue:
    log, people = _field(entry, "chat_logs", list), _field(entry, "participant_info", dict)
    pairs = [_field(people, agent, dict) for agent in _AGENTS]
    first, second = (_priorities(person) for person in pairs)
    split = _ended(log)
    scored = [_field(_field(person, "outcomes", dict), "points_scored", int) for person in pairs]
    points = (WALK_AWAY, WALK_AWAY)
    if split is not None:
        points = (points_of(first, split), points_of(second, rest_of(split)))
    if points != tuple(scored):
        raise ValueError(
            f"its points are {scored[0]} and {scored[1]}, but what was agreed is worth {points[0]} "
            f"and {points[1]}; it is left out."
        )
    best = max(a + b for _, (a, b) in splits(first, second))
    return Dialogue(
        str(entry.get("dialogue_id", place)),
        (first, second),
        split,
        points,
        best,
        split is not None and points in frontier(first, second),
        best - sum(points),
        len(log),
        (_satisfaction(pairs[0]), _satisfaction(pairs[1])),
    )


def _field(told: Any, name: str, kind: type) -> Any:
    if not isinstance(told, dict) or name not in told:
        raise ValueError(f"it has no '{name}'; it is left out.")
    value = told[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"its '{name}' has not the form of the corpus; it is left out.")
    return value


def _priorities(person: Any) -> Priorities:
    told = _field(person, "value2issue", dict)
    first, second, third = (str(told.get(rank)) for rank in POINTS)
    if sorted((first, second, third)) != sorted(GOODS):
        raise ValueError("its priorities are not the three goods, each once; it is left out.")
    return first, second, third


def _satisfaction(person: Any) -> int | None:
    told = _field(person, "outcomes", dict).get("satisfaction")
    return _SATISFACTION.index(told) + 1 if told in _SATISFACTION else None


def _ended(log: list[Any]) -> Split | None:
    """What the first participant got by the last proposal before it was accepted."""
    proposed: Split | None = None
    for turn in log:
        words, who = _field(turn, "text", str), _field(turn, "id", str)
        if who not in _AGENTS:
            raise ValueError("a turn of it is by neither participant; it is left out.")
        if words == "Submit-Deal":
            proposed = _proposal(turn, mine=who == _AGENTS[0])
        elif words == "Reject-Deal":
            proposed = None
        elif words == "Walk-Away":
            return None
        elif words == "Accept-Deal":
            if proposed is None:
                raise ValueError("a deal is accepted that nobody proposed; it is left out.")
            return proposed
    raise ValueError("it ends with neither a deal nor a walk-away; it is left out.")


def _proposal(turn: Any, *, mine: bool) -> Split:
    told = _field(turn, "task_data", dict)
    yours, theirs = (
        [_packages(_field(told, name, dict).get(good)) for good in GOODS]
        for name in ("issue2youget", "issue2theyget")
    )
    if any(a + b != PACKAGES for a, b in zip(yours, theirs, strict=True)):
        raise ValueError("a proposal of it does not share out three of each good; it is left out.")
    first, second, third = yours if mine else theirs
    return first, second, third


def _packages(told: Any) -> int:
    if str(told) not in {str(n) for n in range(PACKAGES + 1)}:
        raise ValueError(
            f"a proposal of it holds {str(told)[:20]!r} packages, not 0 to 3; it is left out."
        )
    return int(told)
