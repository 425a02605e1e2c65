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
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from unstuck.analysis.bargaining import pareto_frontier

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

GOODS = ("Food", "Water", "Firewood")
PACKAGES = 3
POINTS: Mapping[str, int] = {"High": 5, "Medium": 4, "Low": 3}
WALK_AWAY = 5
LARGEST_FILE = 64 * 2**20
"""Bytes; the corpus itself has about 5 million."""

MOST_DIALOGUES = 20_000
_AGENTS = ("mturk_agent_1", "mturk_agent_2")
_SATISFACTION = (
    "Extremely dissatisfied",
    "Slightly dissatisfied",
    "Undecided",
    "Slightly satisfied",
    "Extremely satisfied",
)

Priorities = tuple[str, str, str]
"""The three goods, the most important first."""

Split = tuple[int, int, int]
"""How many packages of each of `GOODS` the first side gets; the second has the rest."""


@dataclass(frozen=True)
class Dialogue:
    """One negotiation of the corpus.

    Attributes
    ----------
    id : str
    priorities : (Priorities, Priorities)
        Of the first and of the second participant.
    split : Split or None
        What the first participant got; None where somebody walked away.
    points : (int, int)
        What each scored.
    best : int
        The most points that both could have had together.
    efficient : bool
        Whether there is a deal and no other was better for one and no worse for the other.
    left : int
        Joint points left on the table: `best` less what both scored.
    turns : int
        Entries of the log: messages, proposals, answers.
    satisfaction : (int or None, int or None)
        From 1 to 5.
    """

    id: str
    priorities: tuple[Priorities, Priorities]
    split: Split | None
    points: tuple[int, int]
    best: int
    efficient: bool
    left: int
    turns: int
    satisfaction: tuple[int | None, int | None]

    @property
    def walked(self) -> bool:
        """Whether somebody walked away."""
        return self.split is None

    @property
    def same(self) -> int:
        """On how many of the goods both have the same priority: 0, 1 or 3."""
        return sum(a == b for a, b in zip(*self.priorities, strict=True))


@dataclass(frozen=True)
class Corpus:
    """The dialogues of a file, and what was wrong with those that are not among them.

    Attributes
    ----------
    dialogues : tuple of Dialogue
    problems : tuple of str
        A sentence for each dialogue that could not be used.
    """

    dialogues: tuple[Dialogue, ...]
    problems: tuple[str, ...]


@lru_cache(maxsize=36)
def splits(first: Priorities, second: Priorities) -> tuple[tuple[Split, tuple[int, int]], ...]:
    """List all 64 ways to share, with the points of each side."""
    return tuple(
        (split, (_points(first, split), _points(second, _rest(split))))
        for split in product(range(PACKAGES + 1), repeat=len(GOODS))
    )


@lru_cache(maxsize=36)
def frontier(first: Priorities, second: Priorities) -> tuple[tuple[int, int], ...]:
    """Return the points of the deals that nobody can better without hurting the other.

    Parameters
    ----------
    first, second : Priorities

    Returns
    -------
    tuple of (int, int)
        From the worst for the first side to the best.

    Examples
    --------
    >>> order = ("Food", "Water", "Firewood")
    >>> len(frontier(order, order)), max(map(sum, frontier(order, order[::-1])))
    (33, 42)
    """
    table = [points for _, points in splits(first, second)]
    return tuple(table[k] for k in pareto_frontier(table))


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
        points = (_points(first, split), _points(second, _rest(split)))
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
    order = tuple(told.get(rank) for rank in POINTS)
    if sorted(map(str, order)) != sorted(GOODS):
        raise ValueError("its priorities are not the three goods, each once; it is left out.")
    return order  # type: ignore[return-value]


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


def _points(priorities: Priorities, split: Sequence[int]) -> int:
    worth = dict(zip(priorities, POINTS.values(), strict=True))
    return sum(worth[good] * n for good, n in zip(GOODS, split, strict=True))


def _rest(split: Split) -> Split:
    first, second, third = (PACKAGES - n for n in split)
    return first, second, third


@dataclass(frozen=True)
class Totals:
    """All dialogues together.

    Attributes
    ----------
    dialogues, deals, efficient : int
        How many, how many with a deal, how many of these Pareto efficient.
    left, possible : int
        Joint points left on the table, of how many.
    """

    dialogues: int
    deals: int
    efficient: int
    left: int
    possible: int


def totals(dialogues: Sequence[Dialogue]) -> Totals:
    """Add up what the dialogues came to."""
    return Totals(
        len(dialogues),
        sum(not each.walked for each in dialogues),
        sum(each.efficient for each in dialogues),
        sum(each.left for each in dialogues),
        sum(each.best for each in dialogues),
    )


def counts(dialogues: Iterable[Dialogue]) -> tuple[dict[str, Any], ...]:
    """Count dialogues in the form of the data set ``casino_outcomes``.

    Parameters
    ----------
    dialogues : iterable of Dialogue

    Returns
    -------
    tuple of dict
        A row for each combination of common priorities, ending, scores and efficiency, in order;
        ``n`` says how many dialogues it stands for.
    """
    groups: dict[tuple[Any, ...], list[Dialogue]] = {}
    for each in dialogues:
        ending = "walk_away" if each.walked else "deal"
        lower, higher = sorted(each.points)
        key = (each.same, ending, lower, higher, each.best, each.efficient)
        groups.setdefault(key, []).append(each)
    return tuple(
        dict(zip(_COLUMNS, (*key, len(held), _content(held), _mean_turns(held)), strict=True))
        for key, held in sorted(groups.items())
    )


_COLUMNS = (
    "same_priority_issues",
    "outcome",
    "points_lower",
    "points_higher",
    "joint_points_possible",
    "pareto_efficient",
    "n",
    "mean_satisfaction",
    "mean_turns",
)


def _content(held: list[Dialogue]) -> float | None:
    told = [told for each in held for told in each.satisfaction if told is not None]
    return round(math.fsum(told) / len(told), 3) if told else None


def _mean_turns(held: list[Dialogue]) -> float:
    return round(math.fsum(each.turns for each in held) / len(held), 1)


def agreement(
    rows: Iterable[Mapping[str, Any]], reference: Iterable[Mapping[str, Any]]
) -> tuple[str, ...]:
    """Say where two counts of campsite talks differ.

    Parameters
    ----------
    rows, reference : iterable of mapping
        Counts of a file, as `counts` gives them, and those of ``casino_outcomes``.

    Returns
    -------
    tuple of str
        A sentence for each combination whose number differs; empty where the two agree.
    """
    ours, theirs = _by_kind(rows), _by_kind(reference)
    return tuple(
        f"{_written(key)}: {ours[key]} in this file, {theirs[key]} in casino_outcomes."
        for key in sorted(ours.keys() | theirs.keys())
        if ours[key] != theirs[key]
    )


def _by_kind(rows: Iterable[Mapping[str, Any]]) -> Counter[tuple[Any, ...]]:
    told: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        told[tuple(row[name] for name in _COLUMNS[:6])] += row["n"]
    return told


def _written(key: tuple[Any, ...]) -> str:
    same, ending, lower, higher, best, efficient = key
    how = "walked away" if ending == "walk_away" else f"{lower} and {higher} points"
    if ending == "deal":
        how += ", efficient" if efficient else ", not efficient"
    return f"{same} common priorities, {best} points possible, {how}"
