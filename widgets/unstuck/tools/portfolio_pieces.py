"""What a portfolio holds: the case, the tools as they were left, and what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from unstuck.content.questions import drawn, load, modules
from unstuck.kit.case import FACTS, sound
from unstuck.kit.fields import declared
from unstuck.kit.tool import Tool
from unstuck.tools.impasse_grid import ImpasseGrid
from unstuck.tools.learning_review import LearningReview

CASE, GRID = "own/case", "own/grid"
REVIEW = "13-review"
_KEY = re.compile(r"tool/(?P<slug>\d\d-[\w-]+)/(?P<name>[A-Za-z]+)(?P<more>/own|/\d+)?")


@dataclass(frozen=True)
class Piece:
    """One tool as a learner left it: where, which, its draft, and whether it is of their case.

    `whole` says whether its inputs are worth repeating beside what follows from them.
    """

    slug: str
    kind: type[Tool]
    draft: Mapping[str, Any]
    own: bool = False
    whole: bool = True


@dataclass(frozen=True)
class Written:
    """What a learner wrote in answer to a question that has no score."""

    slug: str
    prompt: str
    text: str


@dataclass(frozen=True)
class Made:
    """All that was found: the facts of the case, pieces and writings in the order of the course."""

    facts: Mapping[str, Any]
    pieces: tuple[Piece, ...]
    written: tuple[Written, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.facts or self.pieces or self.written)

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules in which something was made, in order."""
        slugs = {piece.slug for piece in self.pieces} | {each.slug for each in self.written}
        return tuple(sorted(slugs))

    @property
    def counts(self) -> dict[str, int]:
        """How many pieces there are, how many of these of one's own case, and how many writings."""
        own = sum(piece.own for piece in self.pieces)
        return {"pieces": len(self.pieces), "own": own, "written": len(self.written)}


def made_of(kept: Mapping[str, Any]) -> Made:
    """All that can be shown of what a browser keeps; trusts nothing in it."""
    facts = kept.get(CASE)
    known = {k: v for k, v in facts.items() if k in FACTS} if isinstance(facts, dict) else {}
    return Made(sound(known), (*_tools(kept), *_summaries(kept)), tuple(_writings(kept)))


def _tools(kept: Mapping[str, Any]) -> Iterator[Piece]:
    for key in sorted(kept):
        found = _KEY.fullmatch(key)
        draft = kept[key]
        if found is None or not isinstance(draft, Mapping):
            continue
        kind = getattr(import_module("unstuck"), found["name"], None)
        if isinstance(kind, type) and issubclass(kind, Tool) and not _gathers(kind):
            yield Piece(found["slug"], kind, draft, found["more"] == "/own")


def _gathers(kind: type[Tool]) -> bool:
    return any(field.kind == "gathered" for field in declared(kind.Inputs).values())


def _summaries(kept: Mapping[str, Any]) -> Iterator[Piece]:
    """The grid of cases, and what the first answers tell, where there is something in them."""
    grid = kept.get(GRID)
    if isinstance(grid, Mapping):
        yield Piece(REVIEW, ImpasseGrid, grid, whole=False)
    answers = {key: value for key, value in kept.items() if not key.startswith("own/")}
    if LearningReview.solve(LearningReview.Inputs(kept=answers)).tries:
        yield Piece(REVIEW, LearningReview, {"kept": answers}, whole=False)


def _writings(kept: Mapping[str, Any]) -> Iterator[Written]:
    named = {key.split("/")[1] for key in kept if key.count("/") == 2}
    for slug in modules():
        for question in load(slug).questions if slug in named else ():
            shelf = "quiz" if question.use == "check" else "ask"
            entry = kept.get(f"{shelf}/{slug}/{question.id}")
            text = entry.get("answer") if isinstance(entry, Mapping) else None
            if question.kind == "reflection" and isinstance(text, str) and text.strip():
                yield Written(slug, drawn(question, 0).prompt, text.strip())
