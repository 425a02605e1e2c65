"""Pause: a breath, three views of one act, and a card that is complete when it can be used."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck

READY = {"hot": True, "send": True, "drill": "queue"}


def test_the_card_says_what_is_missing_until_it_can_be_used() -> None:
    tool = unstuck.Pause()
    assert tool.result.missing == ("signs", "drill")
    assert tool.blocks[0]["text"].endswith("your early signs; when you practise.")
    tool.set(other="I fold my arms")
    assert tool.result.missing == ("drill",)
    tool.set(drill="daily", line="  ")
    assert tool.result.missing == ("line",)


def test_the_card_joins_sign_act_and_sentence() -> None:
    tool = unstuck.Pause(**READY, anchor="feet", line="One *moment*.")
    assert tool.blocks[0]["tone"] == "good"
    assert tool.blocks[0]["text"] == (
        "**When my face gets hot or my finger is over “reply to all”, I press both feet to the "
        "floor, and say: “One \\*moment\\*.”**"
    )


def test_the_pacer_breathes_in_the_rhythm_that_is_set_and_has_words_of_its_own() -> None:
    labels = set()
    for rhythm, phases, slow in (("4-6", (4, 6), True), ("3-3", (3, 3), False)):
        tool = unstuck.Pause(rhythm=rhythm, minutes=2)
        (pacer,) = (block for block in tool.blocks if block["is"] == "pacer")
        assert tuple(phase["seconds"] for phase in pacer["phases"]) == phases
        assert pacer["minutes"] == 2
        assert ("counts as slow" in tool.sheet()) == slow
        labels.add(pacer["label"])
    assert len(labels) == 2, "the page makes a new pacer for a new label only"


def test_the_act_is_seen_in_three_ways() -> None:
    tool = unstuck.Pause(sentence="He is a <b>bully</b>", camera="He stood up.")
    (cards,) = (block for block in tool.blocks if block["is"] == "cards")
    assert [item["badge"] for item in cards["items"]] == ["yours", "still empty", "still empty"]
    assert cards["items"][0]["text"] == "He stood up."


def placed(tool: Any) -> list[str]:
    """The fields that stand among the blocks, in their order."""
    blocks = (block for block in tool.blocks if block["is"] == "controls")
    return [field["name"] for block in blocks for field in block["fields"]]


def test_the_breath_comes_first_and_each_part_opens_when_there_is_something_to_put_in() -> None:
    tool = unstuck.Pause()
    kinds = [block["is"] for block in tool.blocks]
    assert kinds.index("pacer") < kinds.index("controls")
    assert set(tool.shut(tool.draft).values()) == {""}, "nothing of it stands in the form above"
    assert {"sentence", "hot", "other"} <= set(placed(tool))
    assert not {"camera", "line"} & set(placed(tool))
    tool.set(sentence="She never listens.")
    assert {"camera", "situation", "need"} <= set(placed(tool))
    tool.set(quiet=True)
    assert {"anchor", "line", "drill"} <= set(placed(tool))


def test_the_card_is_printed_with_nothing_of_the_learners_read_as_html() -> None:
    paper = unstuck.Pause(**READY, line="<script>alert(1)</script>").paper("page")
    assert paper.type == "text/html"
    assert "<script>" not in paper.text
    assert "in every queue" in paper.text


def test_a_rhythm_that_is_not_offered_is_the_usual_one() -> None:
    assert unstuck.Pause(rhythm="9-9").result.rhythm.seconds == 10


def test_a_pause_of_too_many_minutes_is_refused_on_screen_and_on_paper() -> None:
    tool = unstuck.Pause(minutes=90)
    assert "from 1 minutes to 5 minutes" in tool.problem
    with pytest.raises(ValueError, match="from 1 minutes"):
        tool.paper("page")
