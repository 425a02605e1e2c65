"""A small tool of its own for the kit's tests, and the promise that closing frees everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from ipywidgets.widgets import widget

from unstuck.kit import session
from unstuck.kit.blocks import Block, chart, figures, finding
from unstuck.kit.fields import choice, flag, quantity, rows, text
from unstuck.kit.tool import Tool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    chance: float = quantity(0.5, label="Chance", low=0, high=1, step=0.01, unit="%", rest=True)
    worth: float = quantity(50, label="Worth", low=-100, high=200, unit="money")


@dataclass(frozen=True, kw_only=True)
class Option:
    name: str = text("Another way", label="Name", limit=20)
    outcomes: tuple[Outcome, ...] = rows(
        Outcome,
        (Outcome(chance=0.6, worth=80), Outcome(chance=0.4, worth=0)),
        label="Outcomes",
        noun="outcome",
    )


@dataclass(frozen=True, kw_only=True)
class Inputs:
    low: float = quantity(20, label="Low", low=0, high=100, unit="money", party="them")
    high: float = quantity(80, label="High", low=0, high=100, unit="money", party="you")
    how: str = choice("sure", label="How sure?", options={"sure": "Certain", "range": "Roughly"})
    spread: float = quantity(5, label="Give or take", low=1, high=50, when=("how", ("range",)))
    guess: float | None = quantity(None, label="Guess", low=0, high=100, blank=True)
    note: str = text("", label="Note", limit=30, long=True)
    firm: bool = flag(False, label="Firm")
    options: tuple[Option, ...] = rows(Option, (Option(),), label="Options", noun="option", most=3)


class Sample(Tool):
    """How far two numbers are apart."""

    Inputs = Inputs
    title = "Apart"
    charts = ("zopa_line",)
    module = "04-zopa"

    @staticmethod
    def solve(inputs: Inputs) -> float:
        if inputs.high < inputs.low:
            raise ValueError("High must not lie under low; raise it.")
        return inputs.high - inputs.low

    def show(self, inputs: Inputs, result: float) -> list[Block]:
        return [
            finding(f"They are **{result:g}** apart."),
            figures(("Apart", f"{result:g}")),
            chart(
                "zopa_line",
                title="Apart",
                sentence="Two points.",
                head=["What", "How much"],
                rows=[["Apart", f"{result:g}"]],
                data={},
            ),
        ]


@pytest.fixture(scope="session")
def sample() -> type[Sample]:
    return Sample


@pytest.fixture(autouse=True)
def _no_module() -> Iterator[None]:
    session.current.begin("")
    yield
    session.current.begin("")


@pytest.fixture
def registry() -> Iterator[None]:
    """Whatever a test opened and closed must leave nothing behind."""
    Sample().close()  # the layout that all share comes with the first
    before = set(widget._instances)
    yield
    left = set(widget._instances) - before
    assert not left, f"closing left {len(left)} widgets behind"
