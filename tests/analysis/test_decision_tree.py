"""Decision trees: Clemen's worked cases and the theory of the value of information."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.decision_tree import (
    MOST_NODES,
    Chance,
    Decision,
    Node,
    Payoff,
    perfect_information,
    rollback,
)

payoffs = st.integers(-100, 100).map(Payoff)


def _chance(nodes: list[Node]) -> Chance:
    return Chance([(1 / len(nodes), node) for node in nodes])


def _decision(nodes: list[Node]) -> Decision:
    return Decision({f"option {i}": node for i, node in enumerate(nodes)})


trees = st.recursive(
    payoffs,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(_chance)
        | st.lists(inner, min_size=1, max_size=3).map(_decision)
    ),
    max_leaves=12,
)


def test_pennzoil_should_counter_and_go_to_court(pennzoil: Decision) -> None:
    """Clemen: the counteroffer is worth 4.63 (4.6348), the court 4.56; counter, refuse 3."""
    answer = rollback(pennzoil)
    assert answer.value == pytest.approx(0.17 * 5 + 0.83 * 4.56)
    assert round(answer.value, 2) == 4.63
    assert answer.plan == ("counter with 5", "refuse 3")


def test_a_cautious_pennzoil_accepts_three(pennzoil: Decision) -> None:
    assert rollback(pennzoil, risk_tolerance=1e6).plan == ("counter with 5", "refuse 3")
    assert rollback(pennzoil, risk_tolerance=2).plan == ("counter with 5", "accept 3")
    assert rollback(pennzoil, risk_tolerance=0.5).plan == ("accept 2",)


def test_the_rolled_back_tree_can_be_drawn(pennzoil: Decision) -> None:
    nodes = rollback(pennzoil).nodes
    assert [node.id for node in nodes] == list(range(len(nodes)))
    assert all(node.parent is None or node.parent < node.id for node in nodes)
    assert (nodes[0].kind, nodes[0].parent, nodes[0].chosen) == ("decision", None, True)
    by_label = {node.label: node for node in nodes}
    assert by_label["accept 2"].preferred is False
    assert by_label["accept 2"].chosen is False
    assert by_label["accept 3"].chosen is False
    assert by_label["refuses"].probability == 0.5
    assert by_label["refuses"].value == pytest.approx(4.56)
    assert by_label["refuses"].name == "court"
    assert [node.label for node in nodes if node.kind == "payoff"].count("nothing") == 2
    assert len(nodes) == 14


def test_the_plan_names_decisions_under_each_branch_in_order() -> None:
    def later(good: str) -> Decision:
        return Decision({good: Payoff(2), "worse": Payoff(1)})

    tree = Decision(
        {
            "wait": Chance([(0.5, later("left")), (0.0, later("never")), (0.5, later("right"))]),
            "leave": later("unseen"),
        }
    )
    assert rollback(tree).plan == ("wait", "left", "right")
    nodes = {node.label: node for node in rollback(tree).nodes}
    assert nodes["never"].preferred
    assert not nodes["never"].chosen


def test_equal_options_go_to_the_first() -> None:
    assert rollback(Decision({"a": Payoff(1), "b": Payoff(1)})).plan == ("a",)


def test_what_the_court_will_say_is_worth(pennzoil: Decision) -> None:
    """By hand: refuse all if 10.3 comes, be content with 5, take 2 if nothing would come."""
    counter_then_court = 0.17 * 5 + 0.5 * 10.3 + 0.33 * 10.3
    informed = 0.2 * counter_then_court + 0.5 * 5 + 0.3 * 2
    assert perfect_information(pennzoil, "court") == pytest.approx(informed - 4.6348)


def test_a_clairvoyant_broker_is_worth_420() -> None:
    """Clemen's investor, chapter on the value of information: 1,000 informed against 580."""

    def market(up: float, flat: float, down: float) -> Chance:
        return Chance([(0.5, Payoff(up)), (0.3, Payoff(flat)), (0.2, Payoff(down))], name="market")

    tree = Decision(
        {
            "high-risk stock": market(1500, 100, -1000),
            "low-risk stock": market(1000, 200, -100),
            "savings": Payoff(500),
        }
    )
    assert rollback(tree).value == pytest.approx(580)
    assert perfect_information(tree, "market") == pytest.approx(420)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=4))
def test_information_never_hurts_and_is_worth_no_more_than_the_payoffs_differ(
    rows: list[tuple[int, int]],
) -> None:
    tree = Decision(
        {
            f"act {i}": Chance([(0.3, Payoff(a)), (0.7, Payoff(b))], name="state")
            for i, (a, b) in enumerate(rows)
        }
    )
    worth = perfect_information(tree, "state")
    informed = 0.3 * max(a for a, _ in rows) + 0.7 * max(b for _, b in rows)
    assert worth >= 0
    assert worth == pytest.approx(informed - rollback(tree).value, abs=1e-9)
    if len(rows) == 1:
        assert worth == pytest.approx(0, abs=1e-9)


def _strategies(node: Node) -> list[float]:
    """Return the expected value of every pure strategy: the normal form of the tree."""
    if isinstance(node, Payoff):
        return [node.value]
    if isinstance(node, Decision):
        return [value for option in node.options.values() for value in _strategies(option)]
    return [
        sum(p * value for (p, _), value in zip(node.branches, values, strict=True))
        for values in itertools.product(*(_strategies(child) for _, child in node.branches))
    ]


@given(trees)
def test_rolling_back_finds_the_best_of_all_strategies(tree: Node) -> None:
    """Raiffa, *Decision Analysis*: extensive and normal form agree."""
    every = itertools.islice(_strategies(tree), 5000)
    assert rollback(tree).value == pytest.approx(max(every), abs=1e-9)


@given(trees, st.floats(1, 1e4))
def test_caution_never_raises_the_value(tree: Node, tolerance: float) -> None:
    assert rollback(tree, risk_tolerance=tolerance).value <= rollback(tree).value + 1e-9


@given(trees, st.floats(1, 1e4))
def test_one_more_option_never_hurts(tree: Node, tolerance: float) -> None:
    alone = rollback(tree, risk_tolerance=tolerance).value
    widened = Decision({"old": tree, "new": Payoff(7)})
    assert rollback(widened, risk_tolerance=tolerance).value == max(alone, 7)


def test_stages_of_chance_can_be_merged_for_the_cautious_too() -> None:
    """Exponential utility: a chance of chances is worth the chance with products."""
    coin = Chance([(0.5, Payoff(0)), (0.5, Payoff(8))])
    staged = Chance([(0.25, Payoff(3)), (0.75, coin)])
    merged = Chance([(0.25, Payoff(3)), (0.375, Payoff(0)), (0.375, Payoff(8))])
    for tolerance in (0.5, 5, math.inf):
        assert rollback(staged, risk_tolerance=tolerance).value == pytest.approx(
            rollback(merged, risk_tolerance=tolerance).value
        )


def test_a_very_deep_tree_is_rolled_back() -> None:
    node: Node = Payoff(1)
    for _ in range(4000):
        node = Decision({"on": Chance([(1, node)])})
    answer = rollback(node)
    assert answer.value == 1
    assert len(answer.plan) == 4000


def test_a_tree_that_explodes_is_refused(refused: Callable[..., None]) -> None:
    node: Node = Payoff(1)
    for _ in range(60):
        node = Chance([(0.5, node), (0.5, node)])
    refused(lambda: rollback(node), f"{MOST_NODES:,} nodes")


def test_bad_trees_are_refused_in_words(refused: Callable[..., None], pennzoil: Decision) -> None:
    one = Payoff(1)
    refused(lambda: Payoff(float("nan")), "payoff")
    refused(lambda: Payoff(True), "payoff")
    refused(lambda: Chance([]), "at least one branch")
    refused(lambda: Chance([(0.6, one), (0.5, one)], "rain"), "'rain'", "110 %", "lower")
    refused(lambda: Chance([(1, 5)], "rain"), "'rain'", "Payoff")  # type: ignore[list-item]
    refused(lambda: Chance([one]), "pair")  # type: ignore[list-item]
    refused(lambda: Chance([(1, one)], "rain", ("a", "b")), "2 labels", "'rain'")
    refused(lambda: Decision({}), "no options")
    refused(lambda: Decision({"go": 5}), "'go'")  # type: ignore[dict-item]
    refused(lambda: rollback(5), "Payoff")  # type: ignore[arg-type]
    refused(lambda: rollback(one, risk_tolerance=0), "risk tolerance")
    refused(lambda: perfect_information(pennzoil, "rain"), "'rain'", "court")
    refused(lambda: perfect_information(one, "rain"), "name the chance")
    again = Chance([(0.5, one), (0.5, Chance([(0.5, one), (0.5, one)], "rain"))], "rain")
    refused(lambda: perfect_information(again, "rain"), "twice")
    unlike = Decision({"a": Chance([(1, one)], "rain"), "b": again.branches[1][1]})
    refused(lambda: perfect_information(unlike, "rain"), "differ")
