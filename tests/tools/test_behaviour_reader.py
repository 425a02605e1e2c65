"""BehaviourReader: every scene of the course played on every path, and what the tool says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import unstuck
from unstuck.analysis.drivers import BEHAVIOURS, DRIVERS
from unstuck.analysis.scene_files import faults
from unstuck.analysis.scene_parts import End, Scene
from unstuck.analysis.scenes import AGAIN, PLACES, Play, guess_move, place_move, replay, walks
from unstuck.kit.blocks import markdown
from unstuck.tools.behaviour_scenes import field, listed, problems, scene

ALL = {name: scene(name) for name in listed()}
SCENES = tuple(ALL.values())
TOLD = [(scene, telling.id) for scene in SCENES for telling in scene.tellings]
NAMES = [f"{scene.id}-{telling}" for scene, telling in TOLD]
BEST = {
    "slides": ["worry", "need", "thursday", "stage"],
    "partnership": ["door", "bury", "chair", "sorry", "his"],
    "fee": ["since", "sorry", "tell-me", "cover"],
    "quarter": ["safe", "small", "whom", "reversible"],
    "objections": ["sort", "fallback", "worst", "switch"],
    "handshake": ["good-deal", "two-pictures", "my-side", "two-things"],
}


def guessed(moves: list[str], guess: str = "") -> list[str]:
    """The moves with the two guesses in their places."""
    return [guess_move(guess), *moves[:2], guess_move(guess), *moves[2:]]


def told_all(moves: list[str], guess: str = "", place: str = "") -> list[str]:
    """The same, and at the end the answer to person or situation."""
    return [*guessed(moves, guess), place_move(place)]


def shown(tool: Any) -> dict[str, dict[str, Any]]:
    return {block["is"]: block for block in tool.blocks}


def path_of(play: Play) -> list[str]:
    """The path that leads to a play: its moves, with a guess wherever one is asked for."""
    ids = [step.move.id for step in play.steps]
    path: list[str] = []
    for move in [*ids, ""]:
        while replay(play.scene, path, play.telling.id).guessing:
            path.append(guess_move(""))
        if move:
            path.append(move)
    return path


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_no_scene_breaks_a_rule(scene: Scene) -> None:
    assert faults(scene) == []


@pytest.mark.parametrize(("scene", "telling"), TOLD, ids=NAMES)
def test_every_path_ends_and_a_good_and_a_bad_end_hang_on_the_choices(
    scene: Scene, telling: str
) -> None:
    plays = list(walks(scene, telling))
    results = {play.here.result for play in plays if isinstance(play.here, End)}
    assert {"good", "bad"} <= results
    assert all(play.over and 2 <= len(play.steps) <= 8 for play in plays)
    known = {fact.id for play in plays for fact in play.known}
    assert known == {fact.id for fact in scene.learnable(telling)}


@pytest.mark.parametrize(("scene", "telling"), TOLD, ids=NAMES)
def test_at_every_end_the_tool_tells_what_lay_behind(scene: Scene, telling: str) -> None:
    seen: set[str] = set()
    for play in walks(scene, telling):
        if play.here.id in seen:
            continue
        seen.add(play.here.id)
        tool = unstuck.BehaviourReader(
            scene=scene.id, telling=telling, **{field(scene.id): [*path_of(play), place_move("")]}
        )
        assert tool.result[0].here.id == play.here.id
        told = markdown(tool.blocks)
        assert play.telling.truth[:60] in told
        assert all(step.turn.inside in told for step in play.steps)
        tool.close()
    assert len(seen) >= 3


def test_the_scenes_cover_behaviours_drivers_and_both_cases() -> None:
    assert {scene.behaviour for scene in SCENES} == set(BEHAVIOURS)
    assert {told.driver for scene in SCENES for told in scene.tellings} == set(DRIVERS)
    assert len(SCENES) >= 6
    assert [scene.place for scene in SCENES] == list(range(1, len(SCENES) + 1))
    assert {told.lies for scene in SCENES for told in scene.tellings} == set(PLACES)


@pytest.mark.parametrize("scene", BEST)
def test_asking_first_and_answering_the_need_ends_well(scene: str) -> None:
    tool = unstuck.BehaviourReader(scene=scene, **{field(scene): guessed(BEST[scene])})
    assert tool.blocks[0]["tone"] == "good"
    assert tool.result[0].here.result == "good"


@pytest.mark.parametrize(
    ("scene", "telling", "answer", "opposite"),
    [
        ("fee", "first", "sorry", "carry"),
        ("fee", "second", "carry", "sorry"),
        ("quarter", "first", "small", "own"),
        ("quarter", "second", "own", "small"),
        ("slides", "first", "need", "free"),
        ("objections", "first", "fallback", "author"),
        ("objections", "second", "author", "fallback"),
    ],
)
def test_the_same_answer_helps_or_not_by_what_lies_behind(
    scene: str, telling: str, answer: str, opposite: str
) -> None:
    first = next(move.id for move in ALL[scene].beats[1].moves)
    trust = {}
    for move in (answer, opposite):
        path = [guess_move(""), first, move]
        tool = unstuck.BehaviourReader(scene=scene, telling=telling, **{field(scene): path})
        trust[move] = tool.result[0].steps[-1].trusted
    assert trust[answer] > 0 >= trust[opposite]


def test_arguing_back_makes_the_attack_worse_as_the_case_tells() -> None:
    tool = unstuck.BehaviourReader(path_slides=[guess_move(""), "worry", "defend"])
    step = tool.result[0].steps[-1]
    assert step.heated > 0 > step.trusted
    assert tool.blocks[0]["tone"] == "bad"


def test_the_terms_look_worse_from_the_other_partner_and_better_from_his_own_pen() -> None:
    moves = BEST["partnership"]
    ends = {
        who: unstuck.BehaviourReader(
            scene="partnership", path_partnership=guessed([*moves[:-1], who])
        )
        .result[0]
        .here.result
        for who in ("final", "his", "wanda")
    }
    assert ends == {"final": "open", "his": "good", "wanda": "good"}


def test_it_opens_with_the_starting_state_drawn_and_a_guess_asked_for() -> None:
    tool = unstuck.BehaviourReader()
    told = shown(tool)
    points = told["chart"]["data"]["points"]
    assert [(row["series"], row["value"]) for row in points] == [
        ("heat", 6),
        ("trust", 3),
        ("known", 0),
    ]
    values = [option["value"] for option in told["ask"]["options"]]
    assert values == [*map(guess_move, DRIVERS), guess_move("")]
    assert told["ask"]["field"] == "path_slides"


def test_no_answer_is_offered_before_something_was_asked() -> None:
    for each in SCENES:
        tool = unstuck.BehaviourReader(scene=each.id, **{field(each.id): [guess_move("")]})
        offered = {option["value"] for option in shown(tool)["ask"]["options"]}
        kinds = {m.kind for b in each.beats for m in b.moves if m.id in offered}
        assert kinds == {"probe"}


def test_table_and_picture_tell_the_same() -> None:
    tool = unstuck.BehaviourReader(path_slides=guessed(BEST["slides"]))
    picture = shown(tool)["chart"]
    by_step: dict[int, list[str]] = {}
    for row in picture["data"]["points"]:
        by_step.setdefault(row["step"], []).append(str(row["value"]))
    assert [row[1:] for row in picture["rows"]] == list(by_step.values())
    assert picture["signals"]["domain"] == [0, 4]
    assert f"heat {tool.result[0].heat} of 10" in picture["title"]


def test_at_an_end_the_other_story_is_drawn_beside_it_and_not_before() -> None:
    path = told_all(BEST["fee"])
    playing = shown(unstuck.BehaviourReader(scene="fee", path_fee=path[:-1]))["chart"]
    over = shown(unstuck.BehaviourReader(scene="fee", path_fee=path))["chart"]
    single = told_all(BEST["handshake"])
    alone = shown(unstuck.BehaviourReader(scene="handshake", path_handshake=single))["chart"]
    assert playing["data"]["other"] == alone["data"]["other"] == []
    assert over["data"]["other"] and over["data"]["note"]
    assert "another story" in over["sentence"] and "another story" not in playing["sentence"]


def test_each_scene_keeps_its_own_moves() -> None:
    tool = unstuck.BehaviourReader(path_slides=[guess_move("identity"), "worry"])
    tool.set(scene="fee")
    assert tool.result[0].steps == ()
    tool.set(path_fee=[guess_move(""), "figure"])
    tool.set(scene="slides")
    assert [step.move.id for step in tool.result[0].steps] == ["worry"]


def test_playing_again_begins_at_the_start() -> None:
    tool = unstuck.BehaviourReader(path_slides=[*guessed(BEST["slides"]), AGAIN])
    assert tool.result[0].guessing and tool.result[0].steps == ()


VERDICTS = [
    ("external-pressure", "and that was it"),
    ("identity", "That was at work as well"),
    ("worldview", "Your last guess was"),
    ("", "You made no guess"),
]


@pytest.mark.parametrize(("guess", "says"), VERDICTS)
def test_the_guess_is_judged_at_the_end(guess: str, says: str) -> None:
    tool = unstuck.BehaviourReader(path_slides=told_all(BEST["slides"], guess))
    assert says in markdown(tool.blocks)


@pytest.mark.parametrize("moves", [-1, None], ids=["before the end", "person or situation asked"])
def test_nothing_of_what_goes_on_inside_is_sent_before_all_is_said(moves: int | None) -> None:
    path = guessed(BEST["slides"])[:moves]
    tool = unstuck.BehaviourReader(path_slides=path)
    told = str(tool._view)
    scene = ALL["slides"]
    assert scene.tellings[0].truth[:40] not in told
    assert all(step.turn.inside not in told for step in tool.result[0].steps)


@pytest.mark.parametrize(
    ("telling", "moves", "place", "says"),
    [
        ("first", BEST["slides"], "situation", "So you said."),
        ("first", BEST["slides"], "person", "You looked elsewhere."),
        ("first", BEST["slides"], "", "Ask yourself next time"),
        ("second", ["worry", "aside", "before", "examiner"], "person", "So you said."),
        ("second", ["worry", "aside", "before", "examiner"], "situation", "You looked elsewhere."),
    ],
)
def test_person_or_situation_is_asked_at_the_end_and_judged(
    telling: str, moves: list[str], place: str, says: str
) -> None:
    asked = unstuck.BehaviourReader(telling=telling, path_slides=guessed(moves))
    options = {option["value"] for option in shown(asked)["ask"]["options"]}
    assert options == {place_move(each) for each in (*PLACES, "")}
    told = unstuck.BehaviourReader(telling=telling, path_slides=told_all(moves, place=place))
    assert told.result[0].here.result == "good"
    assert says in markdown(told.blocks)


def test_an_honour_that_suits_the_finder_of_errors_frightens_the_man_under_orders() -> None:
    path = guessed(["picture", "need", "before", "examiner"])
    heated = {
        telling: unstuck.BehaviourReader(telling=telling, path_slides=path).result[0].steps[-1]
        for telling in ("first", "second")
    }
    assert heated["first"].heated > 0 > heated["second"].heated


def test_the_files_of_the_scenes_are_checked(tmp_path: Path) -> None:
    assert list(problems()) == []
    good = listed()["fee"].text
    (tmp_path / "fee.toml").write_text(good, "utf-8")
    (tmp_path / "twin.toml").write_text(good, "utf-8")
    (tmp_path / "lost.toml").write_text(good.replace('"fee"', '"lost"').replace("= 2", "= 3"))
    (tmp_path / "torn.toml").write_text('id = "torn', "utf-8")
    text = (tmp_path / "lost.toml").read_text("utf-8").replace('boils = "hangs-up"', 'boils = "x"')
    (tmp_path / "lost.toml").write_text(text, "utf-8")
    told = "\n".join(problems(tmp_path))
    assert "scenes/lost.toml: scene 'lost': 'x' is no beat and no end." in told
    assert "scenes/torn.toml: " in told
    assert "scenes/twin.toml: its id is 'fee'" in told
    assert "scenes/twin.toml: fee.toml has place 2 too" in told
