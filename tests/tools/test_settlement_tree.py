"""SettlementTree: Clemen's numbers, the plan in words, and where it turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown

Make = Callable[..., unstuck.SettlementTree]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[unstuck.SettlementTree] = []

    def opened(**inputs: Any) -> unstuck.SettlementTree:
        made.append(unstuck.SettlementTree(**inputs))
        return made[-1]

    yield opened
    for tool in made:
        tool.close()


def told(tool: unstuck.SettlementTree) -> str:
    return markdown(tool.blocks).replace("\u00a0", " ")


def test_it_opens_with_the_textbook_case(make: Make) -> None:
    """R. T. Clemen, *Making Hard Decisions*, 2nd edition: 4.56, 4.63, counter and refuse 3."""
    text = told(make())
    assert "**Ask for 5 bn**" in text and "then offers 3 bn, refuse" in text
    assert "4.63 bn" in text and "4.56 bn" in text and "0.345 bn" in text
    assert "Clemen" in text and "teaching version" in text


def test_the_plan_turns_with_caution_as_the_prose_says(make: Make) -> None:
    tool = make(attitude="careful")
    assert tool.result.answer.plan == ("Ask for 5", "Refuse 3")
    tool.set(tolerance=3)
    assert "then offers 3 bn, take it" in told(tool)
    tool.set(tolerance=1.1)
    assert tool.blocks[0]["text"].startswith("**Take the 2 bn.**")
    assert make().result.tolerance == pytest.approx(1.17, abs=0.005)


def test_an_offer_worth_more_than_asking_is_taken(make: Make) -> None:
    assert not make(offer=4.6).result.takes
    rich = make(offer=4.7)
    assert rich.result.takes
    assert "then offers" not in rich.blocks[0]["text"]
    (tree,) = (block for block in rich.blocks if block["is"] == "chart")
    assert [row["label"] for row in tree["data"]["nodes"] if row["on"]] == [
        "The offer",
        "✓ Take 4.7",
    ]


def test_where_nothing_would_change_the_answer_it_says_so(make: Make) -> None:
    text = told(make(offer=0))
    assert "No chance of the court's worst decision" in text
    assert "No attitude to risk would change" in text


def test_answers_may_stand_in_any_order_and_number(make: Make) -> None:
    answers = make().draft["answers"]
    turned = make(answers=answers[::-1])
    assert turned.result.asking == pytest.approx(make().result.asking)
    two = make(answers=[{"chance": 0.5, "does": "offers", "amount": 4}, {"does": "offers"}])
    assert two.result.answer.plan == ("Ask for 5", "Refuse 4", "Refuse 3")
    sure = make(answers=[{"does": "accepts"}])
    assert sure.result.asking == 5
    assert sure.result.information == 0


def test_table_and_picture_agree(make: Make) -> None:
    tool = make()
    (tree,) = (block for block in tool.blocks if block["is"] == "chart")
    assert [row[3] for row in tree["rows"]] == [node["value"] for node in tree["data"]["nodes"]]
    assert [row[4] == "yes" for row in tree["rows"]] == [n["on"] for n in tree["data"]["nodes"]]
    assert tree["data"]["nodes"][-1]["value"] == "0 bn"
