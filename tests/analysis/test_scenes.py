"""Playing a scene: a small one with everything that a scene can hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unstuck.analysis.drivers import DRIVERS
from unstuck.analysis.scene_files import faults, read_scene
from unstuck.analysis.scene_parts import TOP
from unstuck.analysis.scenes import AGAIN, PLACES, guess_move, place_move, replay, walks

IDS = [
    "ask",
    "push",
    "speak",
    "name",
    "shout",
    "late",
    guess_move(""),
    guess_move("identity"),
    place_move("person"),
    AGAIN,
]


@pytest.fixture
def small(scene_table: dict[str, Any]) -> Any:
    scene = read_scene(scene_table)
    assert faults(scene) == []
    return scene


def test_a_play_begins_with_the_guess_and_nothing_known(small: Any) -> None:
    play = replay(small, ())
    assert play.guessing and not play.over and play.moves == ()
    assert (play.heat, play.trust, play.known, play.learnable) == (5, 4, (), 1)
    assert play.verdict == "none"


def test_what_was_found_out_makes_the_same_answer_land(small: Any) -> None:
    informed = replay(small, [guess_move("identity"), "ask", "speak"], "one")
    assert informed.here.id == "good" and (informed.heat, informed.trust) == (3, 7)
    blind = replay(small, [guess_move("identity"), "push", "speak"], "one")
    assert blind.here.id == "late", "a good answer does not win at once"
    other = replay(small, [guess_move("identity"), "ask", "speak"], "two")
    assert other.here.id == "bad", "with something else behind it, the same answer hurts"


def test_only_what_is_known_can_be_spoken_of(small: Any) -> None:
    asked = replay(small, [guess_move(""), "ask"])
    pushed = replay(small, [guess_move(""), "push"])
    assert [move.id for move in asked.moves] == ["speak", "name", "shout"]
    assert [move.id for move in pushed.moves] == ["speak", "shout"]
    assert asked.steps[0].learned == 1 and pushed.steps[0].heated == 3


def test_heat_at_its_top_and_trust_at_its_bottom_end_the_talk(small: Any) -> None:
    boiled = replay(small, [guess_move(""), "ask", "shout"])
    assert boiled.heat == TOP and boiled.here.id == "bad"
    assert boiled.steps[-1].heated == TOP - 5, "what is beyond the top does not count"
    waited = replay(small, [guess_move(""), "push", "speak", "late"], "one")
    assert waited.trust == 0
    assert waited.here.id == "open", "an end that was chosen is not overruled"


def test_a_guess_is_right_partly_right_or_wrong(small: Any) -> None:
    verdicts = {
        driver: replay(small, [guess_move(driver)], "one").verdict
        for driver in ("identity", "betrayal", "worldview", "")
    }
    assert verdicts == {"identity": "right", "betrayal": "partly", "worldview": "wrong", "": "none"}
    assert replay(small, [guess_move("identity"), "ask"], "one").support == (1, 0)


def test_where_the_cause_lies_can_be_said_once_and_only_at_an_end(small: Any) -> None:
    begun = [place_move("person"), guess_move(""), "ask"]
    assert replay(small, begun).placed is None
    ended = [*begun, "speak"]
    assert replay(small, ended, "one").over
    for place in (*PLACES, ""):
        told = replay(small, [*ended, place_move(place), place_move("person")], "one")
        assert told.placed == place
    assert replay(small, [*ended, place_move("stars")], "one").placed is None
    assert replay(small, [*ended, place_move("person"), AGAIN], "one").placed is None


def test_again_begins_afresh_and_other_moves_are_passed_over(small: Any) -> None:
    path = [guess_move("identity"), "push", AGAIN, "nonsense", guess_move("worldview"), "ask"]
    play = replay(small, path)
    assert play.guesses == ("worldview",)
    assert [step.move.id for step in play.steps] == ["ask"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(IDS), max_size=12), st.sampled_from(["one", "two", "none"]))
def test_whatever_is_sent_heat_and_trust_stay_on_their_scales(
    small: Any, path: list[str], telling: str
) -> None:
    play = replay(small, path, telling)
    for step in play.steps:
        assert 0 <= step.heat <= TOP and 0 <= step.trust <= TOP
    assert len(play.known) <= play.learnable
    assert play.over or play.guessing or play.moves
    assert set(play.guesses) <= {"", *DRIVERS}


def test_walks_reach_every_end_and_only_ends(small: Any) -> None:
    plays = [*walks(small, "one"), *walks(small, "two")]
    assert all(play.over for play in plays)
    assert {play.here.id for play in plays} == {"good", "open", "bad"}
    paths = [tuple(step.move.id for step in play.steps) for play in walks(small, "one")]
    assert len(paths) == len(set(paths))
