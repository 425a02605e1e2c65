"""BatnaCalculator: opened from code, read by a learner, and what it says at the edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import unstuck
from unstuck.content.numbers import show_money
from unstuck.kit.blocks import markdown

Make = Callable[..., unstuck.BatnaCalculator]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[unstuck.BatnaCalculator] = []

    def opened(**inputs: Any) -> unstuck.BatnaCalculator:
        made.append(unstuck.BatnaCalculator(**inputs))
        return made[-1]

    yield opened
    for tool in made:
        tool.close()


def told(tool: unstuck.BatnaCalculator) -> str:
    return markdown(tool.blocks)


def test_it_opens_with_plans_from_code(make: Make) -> None:
    court = {"name": "court", "outcomes": [{"chance": 0.6, "worth": 80}, {"worth": 10}]}
    tool = make(alternatives=[court], deal_cost=0, discount_rate=0, offer=None)
    assert tool.result.limit == pytest.approx(0.6 * 80 + 0.4 * 10)
    assert tool.draft["alternatives"][0]["outcomes"][1]["chance"] == pytest.approx(0.4)
    assert "court" in tool.blocks[0]["text"]


def test_the_prose_of_the_module_is_true_of_the_tool(make: Make) -> None:
    tool = make()
    assert round(tool.result.limit) == 215_048
    plans = [dict(plan) for plan in tool.draft["alternatives"]]
    outcomes = [dict(outcome) for outcome in plans[0]["outcomes"]]
    outcomes[0]["chance"] = 0.4
    tool.set(alternatives=[plans[0] | {"outcomes": outcomes}, *plans[1:]])
    assert round(tool.result.limit) == 215_048 - 15_238
    assert tool.blocks[0]["tone"] == "good"
    tool.undo()
    tool.set(alternatives=[plans[0] | {"years": 2}, *plans[1:]])
    assert tool.result.limit == pytest.approx(215_048 - 10_431, abs=1)
    tool.reset()
    tool.set(attitude="careful")
    assert round(tool.result.limit) == 184_520
    assert tool.result.best.alternative.name == "Sell to the foreman"
    tool.reset()
    tool.set(stall_months=6)
    assert round(tool.result.stalled, -3) == 201_000
    assert round(make(alternatives=plans[2:]).result.limit, -3) == 152_000


def test_an_offer_below_the_limit_is_called_what_it_is(make: Make) -> None:
    limit = make().result.limit
    below, at, above = (make(offer=limit + by) for by in (-1000, 0, 1000))
    assert below.blocks[0]["tone"] == "bad" and "agreement trap" in told(below)
    assert above.blocks[0]["tone"] == "good" and "agreement trap" not in told(above)
    assert at.blocks[0]["tone"] == "good" and "just as good" in told(at)
    assert make(offer=None).blocks[0]["tone"] == "plain"


def test_a_buyer_is_told_the_most_to_pay(make: Make) -> None:
    other = {"name": "the other flat", "outcomes": [{"worth": 20_000}]}
    tool = make(role="buyer", worth=300_000, alternatives=[other], deal_cost=5_000, offer=None)
    assert tool.result.limit == 300_000 - 20_000 - 5_000
    assert "pay no more than **$275,000**" in tool.blocks[0]["text"]


def test_words_table_and_picture_say_the_same(make: Make) -> None:
    tool = make()
    text = told(tool)
    for plan in tool.result.plans:
        assert text.count(show_money(round(plan.value), "$")) >= 2
    (tree,) = (block for block in tool.blocks if block["is"] == "chart")
    assert [row[2] for row in tree["rows"]] == [node["value"] for node in tree["data"]["nodes"]]
    assert len(tree["rows"]) == len(tool.result.tree.nodes)


def test_the_worst_and_the_switch_point_are_told(make: Make) -> None:
    tool = make()
    (switch,) = tool.result.switches
    assert switch.at == pytest.approx(0.4046, abs=1e-4)
    assert "40.5 %" in told(tool).replace("\u00a0", " ")
    assert "$102,286" in told(tool)


def test_the_currency_of_the_learner_is_everywhere(make: Make) -> None:
    tool = make()
    tool.set_state({"_sent": {"n": 1, "g": 1, "draft": None, "currency": "CHF"}})
    assert "$" not in told(tool)
    assert "CHF\u00a0215,048" in told(tool)


def test_chances_beyond_all_and_no_tolerance_are_refused_in_words(make: Make) -> None:
    outcomes = [{"chance": 0.7, "worth": 1}, {"chance": 0.6, "worth": 1}, {"worth": 1}]
    over = make(alternatives=[{"name": "court", "outcomes": outcomes}])
    assert "130 %" in over.problem and over.blocks == [] and over.result is None
    bold = make(attitude="careful", tolerance=0)
    assert "risk tolerance" in bold.problem


def test_what_a_learner_types_is_never_markup(make: Make) -> None:
    tool = make(alternatives=[{"name": "[x](https://a.b) **y**", "outcomes": [{"worth": 5}]}])
    assert "\\[x\\](https://a.b) \\*\\*y\\*\\*" in tool.blocks[0]["text"]


def test_six_plans_of_six_outcomes_are_told(make: Make) -> None:
    outcomes = [{"chance": 0.1, "worth": 100 * n} for n in range(6)]
    plans = [{"name": f"plan {n}", "outcomes": outcomes, "cost": n} for n in range(6)]
    tool = make(alternatives=plans)
    assert len(tool.result.tree.nodes) == 1 + 6 * 7
    assert tool.result.best.index == 0
    with pytest.raises(ValueError, match="no input 'price'"):
        make(price=3)
