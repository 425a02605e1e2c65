"""CounterpartBatna: what it says about the other side, and how it says how you know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown

Make = Callable[..., unstuck.CounterpartBatna]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[unstuck.CounterpartBatna] = []

    def opened(**inputs: Any) -> unstuck.CounterpartBatna:
        made.append(unstuck.CounterpartBatna(**inputs))
        return made[-1]

    yield opened
    for tool in made:
        tool.close()


def told(tool: unstuck.CounterpartBatna) -> str:
    return markdown(tool.blocks).replace("\u00a0", " ")


CERTAIN = {"name": "the other shop", "likely": 250_000, "lower": 0, "higher": 0}


def test_one_certain_option_worked_by_hand(make: Make) -> None:
    tool = make(options=[CERTAIN | {"hassle": 10_000}], price=200_000)
    text = tool.blocks[0]["text"]
    assert "**$60,000** better off" in text and "**$260,000**" in text
    assert tool.blocks[0]["tone"] == "good"


def test_a_price_beyond_their_limit_is_no_deal_that_they_need(make: Make) -> None:
    tool = make(options=[CERTAIN], price=280_000, your_limit=270_000)
    assert "do not need this deal" in tool.blocks[0]["text"]
    assert tool.blocks[0]["tone"] == "open"
    assert "rather go elsewhere than take $280,000 is 100 %" in told(tool)
    assert "some price suits you both, is 0 %" in told(tool)
    even = make(options=[CERTAIN], price=250_000)
    assert "no better and no worse" in even.blocks[0]["text"]


def test_selling_turns_the_table(make: Make) -> None:
    tool = make(role="seller", options=[CERTAIN], price=300_000, your_limit=None)
    assert tool.result.gains[1] == pytest.approx(50_000)
    assert tool.result.zone is None
    assert "suits you both" not in told(tool)


def test_it_says_how_you_know_and_what_is_left_to_try(make: Make) -> None:
    ways = ("asked", "researched", "network")
    asks = {
        (): "not asked them yet",
        ("asked",): "not researched it yet",
        ("asked", "researched"): "not used your network yet",
        ways: "ready to be wrong",
    }
    for used, words in asks.items():
        wide = CERTAIN | {"lower": 9_000, "higher": 9_000} | dict.fromkeys(used, True)
        text = told(make(options=[wide]))
        assert words in text
        assert ("a guess" in text) == (not used)


def test_picture_table_and_words_agree(make: Make) -> None:
    tool = make()
    (picture,) = (block for block in tool.blocks if block["is"] == "chart")
    rows = {row["kind"]: row for row in picture["data"]["rows"]}
    assert (rows["limit"]["low"], rows["limit"]["high"]) == (tool.result.low, tool.result.high)
    assert rows["target"]["mid"] == tool.result.target
    assert (rows["target"]["side"], rows["limit"]["side"]) == ("you", "them")
    assert len(picture["rows"]) == len(picture["data"]["rows"])
    low, high = picture["signals"]["domain"]
    for row in picture["data"]["rows"]:
        for key in ("low", "mid", "high"):
            assert row[key] is None or low < row[key] < high


def test_the_bolder_the_target_the_less_likely_their_yes(make: Make) -> None:
    bold, safe = make(sure=0.2).result.target, make(sure=0.9).result.target
    assert bold > safe
    (aims,) = (b for b in make().blocks if b["is"] == "table" and "aim" in b["caption"])
    assert [row[1].replace("\u00a0", " ") for row in aims["rows"]] == [
        "90 %", "75 %", "50 %", "25 %", "10 %",
    ]  # fmt: skip


def test_no_range_of_sliders_is_illegal(make: Make) -> None:
    tool = make(options=[{"likely": 0, "lower": 100_000, "higher": 0}])
    assert tool.problem == ""
    assert tool.result.low < 0
