"""The two pictures of CauseFinder: the signs sentence by sentence, cause against remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from unstuck.analysis.causes import Cause, Fit, Reading, Step, fit
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, chart
from unstuck.tools.cause_finder_stories import HEADS, LABELS, NAMES, STEPS, Sign, Story

Fill = Callable[..., str]
_FITS = {Fit.MEETS: "cell_meets", Fit.HELPS: "cell_helps", Fit.NOT: "cell_not"}


def named(fill: Fill, causes: Iterable[Cause | str]) -> str:
    """Causes as one would say them: ``pressure and complexity``."""
    *others, last = [NAMES[Cause(cause)] for cause in causes] or [""]
    return fill("and", one=", ".join(others), two=last) if others else last


def counted(fill: Fill, reading: Reading) -> str:
    """How many sentences were marked as what."""
    counts = reading.counts.items()
    return " ".join(fill("count", cause=LABELS[cause], n=n) for cause, n in counts if n)


def allowed(fill: Fill, accepted: tuple[str, ...]) -> str:
    """The readings that a sentence allows."""
    first, *others = [LABELS[Cause(name)] for name in accepted if name] or [""]
    if not first:
        return fill("no_sign")
    causes = " or ".join([first, *(other.lower() for other in others)])
    return fill("either", causes=causes) if "" in accepted else causes


def signs(fill: Fill, story: Story, reading: Reading, told: Sequence[Sign]) -> Block:
    """Which sentence was marked as what and, where `told` is given, how we read it."""
    numbered = list(enumerate(reading.marks, start=1))
    squares = [
        _spot(cause, n) | {"open": "" in sign.accepted}
        for n, sign in enumerate(told, start=1)
        for cause in sign.accepted
        if cause
    ]
    key = [{"kind": "mark", "told": fill("key_mark"), "px": 10}]
    sentence = fill("signs_sentence", all=len(numbered), counts=counted(fill, reading)).strip()
    if told:
        key.append({"kind": "reading", "told": fill("key_reading"), "px": 130})
        sentence = f"{sentence} {fill('signs_squares')}"
    return chart(
        "cause_signs",
        title=_title(fill, reading, compared=bool(told)),
        sentence=sentence,
        head=["Sentence", "Your mark", *(["Our reading"] if told else [])],
        rows=_rows(fill, story, reading, told),
        data={
            "rows": _lines(reading),
            "marks": [_spot(mark, n) for n, mark in numbered if mark],
            "readings": squares,
            "key": key,
        },
        signals={"most": len(numbered)},
    )


def grid(fill: Fill, reading: Reading, step: Step | None) -> Block:
    """Cause against remedy; the column of the step chosen stands out."""
    fits = {(cause, one): fit(one, cause) for cause in Cause for one in HEADS}
    title = fill("grid_title")
    if step in HEADS:
        met = [cause for cause in Cause if fits[cause, step] is Fit.MEETS]
        name = "grid_chosen" if met else "grid_none"
        title = fill(name, step=STEPS[step], causes=named(fill, met))
    cells = [
        {"row": row, "column": column, "kind": str(how), "told": fill(_FITS[how])}
        for row, cause in enumerate(Cause)
        for column, how in enumerate(fits[cause, one] for one in HEADS)
    ]
    heads = [
        {"column": n, "long": long, "short": short, "chosen": one is step}
        for n, (one, (long, short)) in enumerate(HEADS.items())
    ]
    return chart(
        "cause_remedies",
        title=title,
        sentence=fill("grid_sentence"),
        head=["Cause", *(STEPS[one] for one in HEADS)],
        rows=[
            [LABELS[cause], *(fill(_FITS[fits[cause, one]]) for one in HEADS)] for cause in Cause
        ],
        data={"rows": _lines(reading), "cells": cells, "heads": heads},
    )


def _spot(cause: str, at: int) -> dict[str, Any]:
    return {"row": list(Cause).index(Cause(cause)), "at": at}


def _lines(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"row": row, "name": LABELS[cause], "count": reading.counts[cause]}
        for row, cause in enumerate(Cause)
    ]


def _title(fill: Fill, reading: Reading, *, compared: bool) -> str:
    if compared:
        return fill("signs_compared")
    causes = reading.leading
    name = "signs_none" if not causes else "signs_title" if len(causes) == 1 else "signs_tie"
    return fill(name, cause=named(fill, causes[:1]), causes=named(fill, causes))


def _rows(fill: Fill, story: Story, reading: Reading, told: Sequence[Sign]) -> list[list[str]]:
    """Sentence, mark and, where it is asked for, our reading."""
    ours = [[allowed(fill, sign.accepted)] for sign in told] or [[] for _ in reading.marks]
    parts = enumerate(zip(story.marked.parts, reading.marks, ours, strict=True), start=1)
    return [
        [f"{n}. {escape(part)}", LABELS[Cause(mark)] if mark else fill("no_sign"), *more]
        for n, (part, mark, more) in parts
    ]
