"""What NegotiationTable keeps: the table, the moves made at it, and the offer in hand.

What a scenario still hides must not stand in the form either. So a term with options has a field
whose options are bare numbers, as many for every term of every scenario; their words come with the
blocks, as far as they are on the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import make_dataclass
from functools import cache
from typing import Any

from unstuck.analysis.table import LEVELS, TableScenario
from unstuck.analysis.table_sitting import Given
from unstuck.kit.fields import choice, flag, gathered, moves, quantity
from unstuck.tools.preparation_sheet_fields import MODULE, field, listed

OFFER, END = "Your offer", "Take it further"
SHEETS = f"tool/{MODULE}/PreparationSheet"
LEVEL_NAMES = {
    "gentle": "Gentle: they show more and forgive more",
    "normal": "Normal",
    "hard": "Hard: they show little and give little",
}
_MOST_MOVES = 120
Field = tuple[str, Any, Any]


@cache
def slots(scenario: str) -> Mapping[str, str]:
    """For each term of a scenario the form's field of it."""
    prices = iter(range(1, 100))
    others = iter(range(1, 100))
    return {
        term.id: field(
            scenario, f"price_{next(prices)}" if term.is_price else f"term_{next(others)}"
        )
        for term in listed()[scenario].term
    }


def path_field(scenario: str) -> str:
    """The form's field of the moves made in a scenario."""
    return field(scenario, "path")


def ask_field(scenario: str) -> str:
    """The form's field of what is asked about a game that is over."""
    return field(scenario, "ask")


def _fields() -> list[Field]:
    titles = {name: told.title for name, told in listed().items()}
    levels = {name: LEVEL_NAMES[name] for name in LEVELS}
    told: list[Field] = [
        (
            "scenario",
            str,
            choice(next(iter(titles)), label="Table", options=titles, look="select"),
        ),
        ("level", str, choice("normal", label="Level", options=levels, look="select")),
        (
            "seed",
            float,
            quantity(
                1, label="Seed", low=1, high=999,
                help="The same seed plays the same game. Another replays your moves anew.",
            ),
        ),
    ]  # fmt: skip
    for scenario in listed().values():
        told += _of(scenario)
    return [
        *told,
        ("file", bool, flag(label="File this as my own case", section=END)),
        ("sheets", Mapping, gathered(SHEETS, label="Your sheets")),
    ]


def _of(scenario: TableScenario) -> list[Field]:
    """One scenario's fields: a number for each price, bare numbers for what has options."""
    shown: Any = {"section": OFFER, "when": ("scenario", (scenario.id,))}
    prices = [
        quantity(
            None, label=term.label, low=term.low, high=term.high, step=term.step, unit="money",
            blank=True, lenient=True, **shown,
        )
        for term in scenario.term
        if term.is_price
    ]  # fmt: skip
    others = [
        choice("", label="Term", options=_bare(), look="select", **shown) for _ in range(_most(0))
    ]
    label = f"Moves in “{scenario.title}”"
    return [
        *((field(scenario.id, f"price_{n}"), Any, made) for n, made in enumerate(prices, 1)),
        *((field(scenario.id, f"term_{n}"), str, made) for n, made in enumerate(others, 1)),
        (path_field(scenario.id), tuple[str, ...], moves(label=label, limit=_MOST_MOVES)),
        (ask_field(scenario.id), tuple[str, ...], moves(label="Asked afterwards", limit=2)),
    ]


@cache
def _most(what: int) -> int:
    """The most terms with options that a scenario has (0), the most options of a term (1)."""
    every = [[len(term.options) for term in s.term if not term.is_price] for s in listed().values()]
    if what:
        return max((max(each, default=0) for each in every), default=0)
    return max((len(each) for each in every), default=0)


def _bare() -> dict[str, str]:
    return {"": "…"} | {str(n): str(n) for n in range(_most(1))}


TableInputs = make_dataclass("TableInputs", _fields(), frozen=True, kw_only=True)


def given(inputs: Any) -> Given:
    """What the learner has put in for each term of the scenario."""
    told: dict[str, float | str | None] = {}
    for term in listed()[inputs.scenario].term:
        value = getattr(inputs, slots(inputs.scenario)[term.id])
        told[term.id] = value if term.is_price else float(value) if value else None
    return told


def taken(scenario: str, package: tuple[float, ...]) -> dict[str, Any]:
    """The fields as they stand when the form is filled from a package."""
    return {
        slots(scenario)[term.id]: value if term.is_price else str(int(value))
        for term, value in zip(listed()[scenario].term, package, strict=True)
    }
