"""Question files compute with `unstuck.analysis` and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from unstuck.content.expressions import evaluate, faults, names


def test_values_names_lists_tables_and_calls(toy: ModuleType, parsed: Callable[[str], Any]) -> None:
    expression = parsed('{ call = "toy.give", with = { value = [1, "$p", "text", { a = "$p" }] } }')
    assert not list(faults(expression))
    assert names(expression) == {"p"}
    assert evaluate(expression, {"p": 0.5}) == (1, 0.5, "text", {"a": 0.5})


def test_a_part_of_the_result_can_be_taken(toy: ModuleType, parsed: Callable[[str], Any]) -> None:
    box = parsed('{ call = "toy.Box", with = { content = 7 }, take = "content" }')
    second = parsed('{ call = "toy.give", with = { value = [5, 6] }, take = 1 }')
    assert evaluate(box, {}) == 7
    assert evaluate(second, {}) == 6


def test_the_real_functions_answer(parsed: Callable[[str], Any]) -> None:
    zone = parsed(
        '{ call = "zopa.zopa", take = "width",'
        ' with = { seller_reservation = "$s", buyer_reservation = 50 } }'
    )
    assert evaluate(zone, {"s": 20}) == 30


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{ call = "os.path.join" }', "call = 'os.path.join' is refused"),
        ('{ call = "toy._hidden" }', "is refused"),
        ('{ call = "_checks.number" }', "is refused"),
        ('{ call = "toy" }', "is refused"),
        ("{ call = 3 }", "is refused"),
        ('{ call = "toy.give", whit = { value = 1 } }', "'whit' is unknown"),
        ('{ call = "toy.give", with = [1] }', "with must be a table"),
        ('{ call = "toy.Box", take = "__class__" }', "take = '__class__' is refused"),
        ('{ call = "toy.Box", take = true }', "is refused"),
        ("{ with = { value = 1 } }", "needs a call"),
        ('{ cal = "toy.give" }', "needs a call"),
        ('[1, "$Bad Name"]', "no name of a drawn value"),
        ("1979-05-27", "neither a number"),
    ],
)
def test_what_is_not_allowed_is_named(text: str, reason: str, parsed: Callable[[str], Any]) -> None:
    assert any(reason in fault for fault in faults(parsed(text)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{ call = "toy.unlisted" }', "no public function"),
        ('{ call = "toy.sqrt", with = { x = 4 } }', "no public function"),
        ('{ call = "toy.nothing" }', "no public function"),
        ('{ call = "nowhere.give" }', "no public function"),
        ('{ call = "zopa.dataclass" }', "no public function"),
        ('{ call = "toy.fussy", with = { value = 3 } }', "toy.fussy refuses its inputs: too much"),
        ('{ call = "toy.fussy", with = { number = 3 } }', "refuses its inputs"),
        ('{ call = "toy.fussy", with = { value = "a" } }', "refuses its inputs"),
        ('{ call = "toy.Box", with = { content = 1 }, take = "lid" }', "has no value 'lid'"),
        ('{ call = "toy.Box", with = { content = 1 }, take = "method" }', "has no value 'method'"),
        ('{ call = "toy.give", with = { value = [1] }, take = 1 }', "has no position 1"),
        ('"$p"', "neither drawn nor given"),
    ],
)
def test_what_cannot_be_worked_out_is_named(
    text: str, reason: str, toy: ModuleType, parsed: Callable[[str], Any]
) -> None:
    with pytest.raises(ValueError, match=r".*".join(reason.split("$"))):
        evaluate(parsed(text), {})
