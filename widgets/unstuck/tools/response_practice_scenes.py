"""The scenes of ResponsePractice and what their marks mean, from the module's content file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from unstuck.analysis.heat import HeatAnswer, HeatRubric, HeatScene
from unstuck.content.questions import load
from unstuck.content.schema import Case
from unstuck.content.words import words
from unstuck.kit.fields import choice, marks, moves, note, text

MODULE, TOOL = "08-emotions", "ResponsePractice"
PLAIN = "plain"
OWN_PREFIX = "own-"
FEELINGS = {
    "anger": "Anger",
    "fear": "Fear",
    "hurt": "Hurt",
    "restart": "A bad start",
}
RUBRICS: Mapping[str, HeatRubric] = {
    "anger": HeatRubric(
        helps=("hear", "ask", "next"), inflames=("defend", "agree", "calm", "hit"), needs=("hear",)
    ),
    "fear": HeatRubric(
        helps=("ask", "step", "hand"), inflames=("argue", "small", "push"), needs=("step", "hand")
    ),
    "hurt": HeatRubric(
        helps=("name", "own", "act"),
        inflames=("excuse", "small", "rush", "turn"),
        needs=("name", "own", "act"),
    ),
    "restart": HeatRubric(
        helps=("offer", "own", "first"), inflames=("score", "price", "gloss"), needs=("offer",)
    ),
}
MOMENT, OWN_WORDS = "The moment", "In your own words"


@cache
def scenes() -> tuple[HeatScene, ...]:
    """Every scene, in the order of the file."""
    return tuple(_scene(case) for case in load(MODULE).cases if "feeling" in case.facts)


def scene_of(key: str) -> HeatScene | None:
    """The scene of that key; None for a moment of the learner's own."""
    return next((scene for scene in scenes() if scene.id == key), None)


def feeling_of(key: str) -> str:
    """Which feeling is to be met there."""
    scene = scene_of(key)
    return scene.feeling if scene else key.removeprefix(OWN_PREFIX)


def mark_words(feeling: str) -> dict[str, str]:
    """What each mark says of a sentence, by mark: what helps, what inflames, neither."""
    told = words(MODULE, TOOL)
    rubric = RUBRICS[feeling]
    named = {mark: told[f"{feeling}_{mark}_is"] for mark in (*rubric.helps, *rubric.inflames)}
    return named | {PLAIN: told["plain_is"]}


def fields() -> Iterator[tuple[str, type, Any]]:
    """The form: which moment, its story, how it is answered, and a place for one's own words."""
    given = {scene.id: f"{FEELINGS[scene.feeling]}: {scene.title}" for scene in scenes()}
    mine = {
        f"{OWN_PREFIX}{feeling}": f"A moment of your own: {name.lower()}"
        for feeling, name in FEELINGS.items()
    }
    own = ("scene", tuple(mine))
    yield (
        "scene",
        str,
        choice("tables", label="The scene", options=given | mine, look="select", section=MOMENT),
    )
    yield (
        "how",
        str,
        choice(
            "choose",
            label="How do you answer?",
            options={"choose": "Choose an answer", "write": "Write my own"},
            when=("scene", tuple(given)),
            section=MOMENT,
        ),
    )
    for scene in scenes():
        here = {"when": ("scene", (scene.id,)), "section": MOMENT}
        yield f"story_{scene.id}", str, note(scene.story, **here)
    yield (
        "title",
        str,
        text(label="What the talks are about", limit=80, when=own, case="title", section=MOMENT),
    )
    yield "them", str, text(label="Who it was", limit=60, when=own, case="them", section=MOMENT)
    yield (
        "said",
        str,
        text(label="What they said or did", limit=400, long=True, when=own, section=MOMENT),
    )
    yield "picked", tuple, moves(label="Answers chosen", limit=60, section=MOMENT)
    for key, label in (given | mine).items():
        yield (
            _place(key),
            object,
            marks(
                label=f"Your answer ({label})",
                options=mark_words(feeling_of(key)),
                limit=800,
                when=("scene", (key,)),
                section=OWN_WORDS,
            ),
        )


def written(inputs: Any) -> Any:
    """The learner's own words for the moment at hand, with their marks."""
    return getattr(inputs, _place(inputs.scene))


def chosen(path: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The moves as pairs of scene and answer."""
    return tuple((scene, answer) for scene, _, answer in (move.partition(":") for move in path))


def _place(key: str) -> str:
    return f"words_{key.replace('-', '_')}"


def _scene(case: Case) -> HeatScene:
    facts = case.facts
    answers = tuple(_answer(table) for table in facts["answer"])
    return HeatScene(
        case.id.removeprefix("scene-"),
        case.title,
        facts["feeling"],
        case.told(),
        facts["heat"],
        answers,
        _answer(
            {"id": "model", "title": "model", "heat": 0, "then": "", "why": ""} | facts["model"]
        ),
    )


def _answer(table: Mapping[str, Any]) -> HeatAnswer:
    parts = table["part"]
    return HeatAnswer(
        table["id"],
        table["title"],
        tuple(part["says"] for part in parts),
        tuple(part["mark"] for part in parts),
        table["heat"],
        table["then"],
        table["why"],
    )
