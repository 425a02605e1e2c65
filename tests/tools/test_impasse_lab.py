"""ImpasseLab: two settings on the same people, theory in its interval, runs one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

import unstuck
from unstuck.analysis import lab
from unstuck.analysis.lab import FEW
from unstuck.tools import impasse_lab
from unstuck.tools.impasse_lab import ImpasseLab
from unstuck.tools.impasse_lab_inputs import setting


@pytest.fixture
def tool() -> Iterator[ImpasseLab]:
    told = unstuck.ImpasseLab()
    yield told
    told.close()


def blocks(tool: ImpasseLab, kind: str) -> list[dict[str, Any]]:
    return [block for block in tool.blocks if block["is"] == kind]


def charts(tool: ImpasseLab) -> list[str]:
    return [block["name"] for block in blocks(tool, "chart")]


def test_it_opens_with_a_cause_in_a_and_its_cure_in_b(tool: ImpasseLab) -> None:
    a, b = tool.result.a, tool.result.b
    assert not a.setting.deadline_told and b.setting.deadline_told
    assert a.impasses().value > b.impasses().value
    assert len(a) == len(b) == FEW and a.available == b.available
    assert charts(tool) == ["lab_rates", "lab_run"]
    text = tool.blocks[0]["text"]
    assert f"**{a.impasses().value * 100:g}\u00a0%**" in text and "only in B" in text


def test_seven_of_sixteen_lies_in_the_interval_that_is_shown(tool: ImpasseLab) -> None:
    tool.set(task="sealed", size="many")
    tool.do("job:run")  # no event loop runs here, so it is done at once
    missed = tool.result.a.missed
    assert not tool.result.waiting and missed.of > 9_000
    assert missed.low < 7 / 16 < missed.high and missed.high - missed.low < 0.025
    assert "43.75\u00a0%" in tool.blocks[0]["text"]
    assert tool.result.b.missed.value < missed.value


def test_a_long_run_shows_the_small_one_until_it_is_there(tool: ImpasseLab) -> None:
    tool.set(size="many", seed=77)
    assert tool.result.waiting and len(tool.result.a) == FEW
    (button,) = blocks(tool, "job")
    assert "20,000" in button["label"] and "200" in button["note"]

    async def run() -> None:
        tool.do("job:run")
        while tool._job:
            await asyncio.sleep(0.001)

    asyncio.run(run())
    assert not tool.result.waiting and len(tool.result.b) == 20_000
    assert not blocks(tool, "job") and "20,000" in tool.blocks[0]["text"]
    small = tool.result.a.available[:FEW]
    tool.set(size="few")
    assert tool.result.a.available == small, "the first people are the same people"
    tool.set(size="many", seed=78)
    assert tool.result.waiting
    tool.undo()
    tool.undo()
    assert tool.draft["size"] == "many" and not tool.result.waiting


def test_without_numpy_it_says_so_and_runs_fewer(
    tool: ImpasseLab, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (lab, impasse_lab):
        monkeypatch.setattr(module, "able", lambda: False)
    tool.set(size="many", task="sealed", seed=5)
    (button,) = blocks(tool, "job")
    assert "3,000" in button["label"]
    assert "numpy is not installed here, so it is 3,000 instead of 20,000" in button["note"]
    tool.do("job:run")
    assert len(tool.result.a) == 3_000 and not tool.result.waiting


def test_the_runs_behind_a_bar_are_gone_through_one_by_one(tool: ImpasseLab) -> None:
    tool.set(ending="forced")
    count, seen = tool.result.pick.count, []
    for place in range(1, 5):
        found = tool.result.pick
        assert (found.place, found.count) == (place, count)
        seen.append(found.run.outcome.index)
        (ways,) = blocks(tool, "ask")
        (after,) = (each for each in ways["options"] if each["value"] == "after")
        tool.set(**after["set"])
    assert len(set(seen)) == 4
    tool.set(nth=499)
    (ways,) = blocks(tool, "ask")
    assert [each["value"] for each in ways["options"]] == ["before"]
    assert f"Run {count} of {count}" in blocks(tool, "chart")[1]["title"]


def test_where_none_ended_so_it_is_said(tool: ImpasseLab) -> None:
    tool.set(ending="regretted", look="b")
    assert charts(tool) == ["lab_rates"]
    assert any(
        "In setting B, none of the 200 talks ended so" in b.get("text", "") for b in tool.blocks
    )


@pytest.mark.parametrize("task", ["price", "package", "casino", "sealed"])
@pytest.mark.parametrize("ending", ["deal", "forced", "unwanted", "wanted"])
def test_picture_table_and_title_of_a_run_agree(tool: ImpasseLab, task: str, ending: str) -> None:
    tool.set(task=task, ending=ending, a_overrate=0.3)
    run = tool.result.pick.run
    if run is None:
        return
    (block,) = (each for each in blocks(tool, "chart") if each["name"] == "lab_run")
    offers = [event for event in run.events if event.shares]
    assert len(block["rows"]) == len(run.events)
    assert [row["worth"] for row in block["data"]["offers"]] == [e.shares[0] for e in offers]
    assert len(block["data"]["limits"]) == (2 if task in ("price", "sealed") else 1)
    words = {"deal": "deal", "left": "walks out", "clock": "time"}
    assert words[run.outcome.how] in block["title"] or task == "sealed"


def test_bars_table_and_signals_agree(tool: ImpasseLab) -> None:
    block = blocks(tool, "chart")[0]
    assert len(block["data"]["bars"]) == 6 and len(block["rows"]) == 3
    for row in block["data"]["bars"]:
        assert (
            0 <= row["with_zone"] <= row["without"] <= row["high"] <= block["signals"]["domain"][1]
        )
        assert row["low"] <= row["without"]


def test_the_campsite_talks_stand_beside_the_model_and_the_difference_is_said(
    tool: ImpasseLab,
) -> None:
    tool.set(task="casino", rounds=7)
    assert charts(tool)[0] == "lab_casino"
    (block,) = (each for each in blocks(tool, "chart") if each["name"] == "lab_casino")
    assert len(block["rows"]) == 6 and len(block["data"]["rows"]) == 18
    told = " ".join(each["text"] for each in blocks(tool, "words"))
    assert "1,030 real pairs" in told and "2.4\u00a0%" in told and "67.4\u00a0%" in told
    assert "believe the people" in told and "assumptions" in told
    (said,) = blocks(tool, "points")
    assert said["items"][0].startswith("Setting A against the data: **more** talks fail")


def test_one_setting_is_on_the_page_at_a_time_and_none_for_sealed_bids(tool: ImpasseLab) -> None:
    assert tool.shut(tool.draft) == {"The runs behind a bar": "", "Setting B": ""}
    tool.set(edit="b")
    assert "Setting A" in tool.shut(tool.draft) and "Setting B" not in tool.shut(tool.draft)
    tool.set(task="sealed")
    assert {"Setting A", "Setting B", "The two settings"} <= set(tool.shut(tool.draft))


def test_what_is_set_reaches_the_model(tool: ImpasseLab) -> None:
    tool.set(b_third="credible", b_pause="reflect", b_talk=0.4, b_weaknesses=True, parties=3)
    told = setting(tool.answer.inputs, "b")
    assert (told.third, told.pause, told.talk, told.weaknesses) == (
        "credible",
        "reflect",
        0.4,
        True,
    )
    assert told.parties == 3 and setting(tool.answer.inputs, "a").third == "none"


def test_alike_settings_are_called_alike(tool: ImpasseLab) -> None:
    tool.set(a_told=True)
    assert tool.result.pair.points == 0
    assert "succeed in A and in B" in tool.blocks[0]["text"]


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"parties": 2.5}, "The number of parties must be a whole number, not 2.5"),
        ({"seed": 1.5}, "must be a whole number, not 1.5"),
        ({"rounds": 99}, "Rounds until the deadline must be from 2 to 30"),
    ],
)
def test_what_makes_no_talks_is_refused(tool: ImpasseLab, inputs: Any, words: str) -> None:
    tool.set(**inputs)
    assert words in tool.problem and tool.blocks == []


def test_every_assumption_is_listed_with_its_source(tool: ImpasseLab) -> None:
    (fold,) = blocks(tool, "fold")
    rows = fold["inside"][1]["rows"]
    assert [
        "0.3",
        "E08",
        "The chance that an offended side with a weak alternative walks out.",
    ] in (rows)
    assert {row[1] for row in rows} >= {"assumption", "E20", "E24", "E54"}
