"""Reading scenes: what is wrong with one is said, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from unstuck.analysis.scene_files import faults, read_scene


def test_texts_are_stripped_and_lists_become_tuples(scene_table: Any) -> None:
    scene_table["opening"] = "\nOnce.\n"
    scene = read_scene(scene_table)
    assert scene.opening == "Once."
    assert scene.tellings[0].also == ("betrayal",)
    assert scene.beats[2].moves[1].needs == ("name",)


def change(table: Any, *steps: Any, to: Any) -> None:
    for step in steps[:-1]:
        table = table[step]
    table[steps[-1]] = to


@pytest.mark.parametrize(
    ("steps", "to", "says"),
    [
        (("heat",), "hot", "scene 'small': heat must be a whole number"),
        (("colour",), "red", "'colour' is unknown here"),
        (("beat",), "none", "beat must be written as [[beat]]"),
        (("beat", 1, "move", 0, "turn", 0, "learns"), "name", "learns must be a list of names"),
        (("beat", 1, "move", 0, "label"), 3, "move 'ask': label must be a text"),
    ],
)
def test_a_table_of_the_wrong_form_is_refused(
    scene_table: Any, refused: Callable[..., None], steps: tuple[Any, ...], to: Any, says: str
) -> None:
    change(scene_table, *steps, to=to)
    refused(lambda: read_scene(scene_table), says)


def test_a_missing_value_is_named(scene_table: Any, refused: Callable[..., None]) -> None:
    del scene_table["end"][0]["lesson"]
    refused(lambda: read_scene(scene_table), "end 'good'", "lesson may not be missing")


MOVE = ("beat", 1, "move", 0)


@pytest.mark.parametrize(
    ("steps", "to", "says"),
    [
        (("behaviour",), "sulks", "behaviour 'sulks' is none of"),
        (("heat",), 10, "heat and trust must begin between 0 and 10"),
        (("boils",), "volcano", "'volcano' is no beat and no end"),
        (("telling", 0, "driver"), "greed", "'greed' is no driver"),
        (("telling", 0, "lies"), "stars", "lies in 'stars'"),
        (("end", 0, "result"), "fine", "end 'good' is 'fine'"),
        (("beat", 0, "to"), "nowhere", "'nowhere' is no beat and no end"),
        ((*MOVE, "kind"), "dance", "move 'ask' is a 'dance'"),
        ((*MOVE, "id"), "push", "two moves are called 'push'"),
        ((*MOVE, "label"), "x" * 151, "too long a label"),
        ((*MOVE, "turn", 0, "trusted"), 3, "needs a last turn without conditions"),
        ((*MOVE, "turn", 0, "behind"), "three", "'three' is no telling"),
        ((*MOVE, "turn", 0, "learns"), [], "'name' is never reached"),
        ((*MOVE, "turn", 0, "to"), "find", "leads back"),
        ((*MOVE, "kind"), "answer", "answer before anything was asked"),
        (("start",), "find", "must begin with a guess"),
        (("end", 0, "result"), "open", "has no good end within reach"),
        (("end", 2, "result"), "open", "has no bad end within reach"),
    ],
)
def test_a_scene_that_breaks_a_rule_is_told_so(
    scene_table: Any, steps: tuple[Any, ...], to: Any, says: str
) -> None:
    change(scene_table, *steps, to=to)
    found = faults(read_scene(scene_table))
    assert found and all(fault.startswith("scene 'small': ") for fault in found)
    assert any(says in fault for fault in found), found
