"""Long work in steps: told as it goes, stopped by a change, by Cancel or by closing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from unstuck.kit.blocks import Block, finding, job, markdown
from unstuck.kit.fields import quantity
from unstuck.kit.tool import Tool

FOUND: dict[float, str] = {}


@dataclass(frozen=True, kw_only=True)
class Inputs:
    low: float = quantity(3, label="Low", low=0, high=9)


class Slow(Tool):
    """Counts to ten, slowly."""

    Inputs = Inputs
    title = "Slow"
    jobs = ("count",)
    steps_done = 0

    @staticmethod
    def solve(inputs: Inputs) -> str:
        return FOUND.get(inputs.low, "not yet")

    def work(self, which: str, inputs: Inputs) -> Iterator[float]:
        for step in range(1, 11):
            if inputs.low == 9:
                raise RuntimeError("worn out")
            self.steps_done = step
            yield step / 10
        FOUND[inputs.low] = f"{which} {inputs.low:g}"

    def show(self, inputs: Inputs, result: str) -> list[Block]:
        button = job("count", "Count", running="Counting", note="It takes a while.")
        return [finding(result), *([button] if result == "not yet" else [])]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Slow, list[Any]]]:
    FOUND.clear()
    tool, said = Slow(), []
    monkeypatch.setattr(tool, "send", said.append)
    yield tool, said
    tool.close()


def press(tool: Tool, what: str) -> None:
    tool._answer_message(tool, {"do": what}, [])


async def settled(tool: Tool) -> None:
    while tool._job:
        await asyncio.sleep(0)


def test_the_page_hears_how_far_it_is_and_sees_what_came_of_it(slow: Any) -> None:
    tool, said = slow

    async def run() -> None:
        press(tool, "job:count")
        assert tool.result == "not yet" and said == []
        await settled(tool)

    asyncio.run(run())
    assert said == [*({"progress": n / 10} for n in range(1, 11)), {"progress": None}]
    assert tool.result == "count 3" and tool._view["blocks"] == [finding("count 3")]


@pytest.mark.parametrize("how", ["cancel", "change", "close", "reset"])
def test_cancel_a_change_and_closing_stop_it(slow: Any, how: str) -> None:
    tool, said = slow
    tool.set(low=4)

    async def run() -> None:
        press(tool, "job:count")
        while tool.steps_done < 3:
            await asyncio.sleep(0)
        if how == "change":
            tool.set_state({"_sent": {"n": 1, "g": 1, "draft": {"low": 5}, "currency": "$"}})
        elif how == "close":
            tool.close()
        else:
            press(tool, how)
        before = tool.steps_done
        await asyncio.sleep(0.02)
        assert tool.steps_done == before < 10

    asyncio.run(run())
    assert said[-1] == {"progress": None} and FOUND == {} and tool.result == "not yet"


def test_pressed_twice_it_begins_anew_and_ends_once(slow: Any) -> None:
    tool, said = slow

    async def run() -> None:
        press(tool, "job:count")
        while tool.steps_done < 5:
            await asyncio.sleep(0)
        press(tool, "job:count")
        await settled(tool)

    asyncio.run(run())
    assert tool.result == "count 3"
    assert [told["progress"] for told in said].count(1.0) == 1


def test_work_that_breaks_off_is_said(slow: Any, caplog: pytest.LogCaptureFixture) -> None:
    tool, said = slow
    tool.set(low=9)

    async def run() -> None:
        press(tool, "job:count")
        await settled(tool)

    asyncio.run(run())
    assert said[-1]["progress"] is None and "broke off" in said[-1]["refused"]
    assert "worn out" in caplog.text and tool.result == "not yet"


def test_without_an_event_loop_it_is_done_at_once(slow: Any) -> None:
    tool, _ = slow
    press(tool, "job:count")
    assert tool.result == "count 3"


def test_a_job_that_the_tool_does_not_have_and_an_illegal_draft_begin_nothing(slow: Any) -> None:
    tool, said = slow
    press(tool, "job:sing")
    tool.set(low="soon")
    press(tool, "job:count")
    press(tool, "cancel")
    assert said == [] and FOUND == {}


def test_the_button_is_no_part_of_the_sheet(slow: Any) -> None:
    tool, _ = slow
    assert "Count" not in markdown(tool.blocks) and "> not yet" in tool.sheet()
