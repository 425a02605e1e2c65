"""ResponsePractice: scenes that keep their word, choices scored, own words left to the learner."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.analysis.heat import HeatScene, Verdict, read_heat
from unstuck.kit.blocks import markdown
from unstuck.kit.fields import form, sentences
from unstuck.tools.response_practice_scenes import RUBRICS, mark_words, scenes

SCENES = scenes()


def texts(blocks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [block for block in blocks if block["is"] == kind]


def written(text: str, *marks: str) -> dict[str, Any]:
    return {"text": text, "parts": list(sentences(text)), "marks": list(marks)}


def test_each_feeling_has_two_scenes_of_four_answers() -> None:
    assert [scene.feeling for scene in SCENES] == [feeling for feeling in RUBRICS for _ in range(2)]
    assert all(len(scene.answers) == 4 for scene in SCENES)
    assert len({[a.id for a in scene.answers].index(scene.best.id) for scene in SCENES}) > 2


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_heat_and_marks_of_a_scene_agree(scene: HeatScene) -> None:
    rubric = RUBRICS[scene.feeling]
    names = mark_words(scene.feeling)
    for answer in (*scene.answers, scene.model):
        assert set(answer.marks) <= set(names)
        verdict = read_heat(answer.marks, rubric).verdict
        if answer is scene.best or answer is scene.model:
            assert verdict is Verdict.MEETS
        elif answer.heat > scene.heat:
            assert verdict in (Verdict.INFLAMES, Verdict.MIXED)
    assert all(answer.then and answer.why for answer in scene.answers)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_before_a_choice_nothing_is_given_away(scene: HeatScene) -> None:
    tool = unstuck.ResponsePractice(scene=scene.id)
    (ask,) = texts(tool.blocks, "ask")
    assert [option["value"] for option in ask["options"]] == [
        f"{scene.id}:{answer.id}" for answer in scene.answers
    ]
    (chart,) = texts(tool.blocks, "chart")
    assert {row["after"] for row in chart["data"]["rows"]} == {scene.heat}
    assert {row[1] for row in chart["rows"]} == {"not shown yet"}
    sheet = tool.sheet()
    assert not any(answer.why in sheet or answer.then in sheet for answer in scene.answers)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_choice_is_answered_with_its_own_consequence(scene: HeatScene) -> None:
    for answer in scene.answers:
        tool = unstuck.ResponsePractice(scene=scene.id, picked=[f"{scene.id}:{answer.id}"])
        finding = tool.blocks[0]
        assert answer.then in finding["text"]
        cooler = answer.heat < scene.heat
        assert finding["tone"] == (
            "good" if answer is scene.best else "bad" if answer.heat > scene.heat else "open"
        )
        assert ("takes off" in finding["text"]) == cooler
        assert any(answer.why in block["text"] for block in texts(tool.blocks, "words"))
        (chart,) = texts(tool.blocks, "chart")
        told = {row["label"]: row["after"] for row in chart["data"]["rows"]}
        assert told[f"{answer.title} · your answer"] == answer.heat
        assert [float(row[1]) for row in chart["rows"]] == [a.heat for a in scene.answers]


def test_giving_in_takes_half_of_the_heat_and_the_first_choice_counts() -> None:
    tool = unstuck.ResponsePractice(picked=["tables:give-in", "tables:hear"])
    assert tool.result.effect.share == 1
    assert tool.result.practice.share == 0.5
    values = [item["value"] for block in texts(tool.blocks, "figures") for item in block["items"]]
    assert values == ["50\u00a0%", "50\u00a0%"]
    (ask,) = texts(tool.blocks, "ask")
    assert [option["value"] for option in ask["options"]] == ["tables:explain", "tables:calm"]
    assert ask["back"]


def test_choices_of_other_scenes_are_remembered_and_nonsense_is_not() -> None:
    tool = unstuck.ResponsePractice(
        scene="roster", picked=["tables:hear", "roster:nothing", "x", "door:again", "roster:rules"]
    )
    assert [answer.id for answer in tool.result.practice.tried] == ["rules"]
    assert tool.result.practice.scenes == 3


def test_own_words_open_when_the_learner_writes() -> None:
    tool = unstuck.ResponsePractice(scene="poster")
    assert list(tool.shut(tool.draft)) == ["In your own words"]
    tool.set(how="write")
    assert tool.shut(tool.draft) == {}
    assert "Write your answer" in tool.blocks[0]["text"]


def test_the_model_answer_opens_when_every_sentence_is_marked() -> None:
    tool = unstuck.ResponsePractice(scene="poster", how="write")
    model = next(scene for scene in SCENES if scene.id == "poster").model.parts[0]
    text = "Your name was not on it. The sponsor needed room."
    for marks, there in ((("", ""), False), (("name", ""), False), (("name", "excuse"), True)):
        tool.set(words_poster=written(text, *marks))
        assert (model in tool.sheet()) == there
        assert ("not shown yet" in tool.sheet()) != there
    assert "gives with one hand" in tool.blocks[0]["text"]


@pytest.mark.parametrize(
    ("scene", "mark", "said"),
    [
        ("roster", "hear", "meets the anger"),
        ("roster", "plain", "have not been heard yet"),
        ("switch", "step", "makes the risk smaller"),
        ("switch", "plain", "as large as before"),
        ("dairy", "push", "adds heat"),
        ("intranet", "act", "begin to mend"),
        ("intranet", "plain", "not been named, owned or changed"),
        ("door", "offer", "real offer to begin again"),
        ("midnight", "plain", "nobody has offered"),
    ],
)
def test_own_words_are_read_by_the_learners_own_marks(scene: str, mark: str, said: str) -> None:
    words = {f"words_{scene}": written("So be it.", mark)}
    tool = unstuck.ResponsePractice(scene=scene, how="write", **words)
    assert said in tool.blocks[0]["text"]
    assert "By your own marks" in tool.blocks[0]["text"]


def test_each_scene_keeps_its_own_words() -> None:
    tool = unstuck.ResponsePractice(
        how="write",
        words_tables=written("One.", "hear"),
        words_roster=written("Two.", "hit"),
    )
    assert tool.result.reading.verdict is Verdict.MEETS
    tool.set(scene="roster")
    assert tool.result.reading.verdict is Verdict.INFLAMES


def test_a_moment_of_ones_own_opens_empty_says_what_to_do_first_and_passes_on_who_it_was() -> None:
    tool = unstuck.ResponsePractice(scene="own-hurt", own=True)
    assert tool.blocks[0]["text"].startswith("**Start with who it was")
    assert texts(tool.blocks, "chart") == [] and tool.shut(tool.draft) == {}
    tool.set(title="The lease", them="Mr *Castell*", said="“People who rent.”")
    assert tool.facts(tool.answer.inputs, tool.result) == {
        "title": "The lease",
        "them": "Mr *Castell*",
    }
    assert any("Mr \\*Castell\\*" in block["text"] for block in texts(tool.blocks, "words"))
    tool.set(words_own_hurt=written("I left your name out.", "own"))
    assert "begin to mend" in tool.blocks[0]["text"]


def test_beside_ones_own_answer_stands_a_model_for_the_same_feeling_once_all_is_marked() -> None:
    told = {"text": "I saw it. It was mine.", "parts": ["I saw it.", "It was mine."]}
    half = {**told, "marks": ["name", ""]}
    tool = unstuck.ResponsePractice(scene="own-hurt", words_own_hurt=half)
    assert "A model answer" not in markdown(tool.blocks)
    tool.set(words_own_hurt={**told, "marks": ["name", "own"]})
    assert "The signature on the proof is mine." in markdown(tool.blocks)


def test_each_scene_is_read_above_the_place_where_one_answers() -> None:
    names = [field["name"] for field in form(unstuck.ResponsePractice.Inputs)]
    for scene in SCENES:
        assert names.index(f"story_{scene.id}") < names.index(f"words_{scene.id}")
        assert scene.story[:40] in unstuck.ResponsePractice(scene=scene.id).sheet()
