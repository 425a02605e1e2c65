"""Where the parts of a tree stand."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.decision_tree import Chance, Decision, Node, Payoff, rollback
from unstuck.charts.trees import tree_data


def forks(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    options = st.lists(below, min_size=1, max_size=4)
    return options.map(lambda nodes: Decision({str(i): n for i, n in enumerate(nodes)})) | (
        options.map(lambda nodes: Chance([(1 / len(nodes), n) for n in nodes]))
    )


trees = st.recursive(st.floats(-9, 9).map(Payoff), forks, max_leaves=20)


@given(trees)
def test_nothing_stands_on_anything_else(tree: Node) -> None:
    nodes = rollback(tree).nodes
    data, signals = tree_data(nodes, [n.label for n in nodes], [f"{n.value:g}" for n in nodes])
    rows = data["nodes"]
    for x, y in (("x", "y"), ("nx", "ny")):
        assert len({(row[x], row[y]) for row in rows}) == len(rows)
    ends = [row["y"] for row in rows if row["kind"] == "payoff"]
    assert ends == sorted(ends)
    assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(ends))
    assert max(row["y"] for row in rows) <= signals["slots"]
    assert [row["ny"] for row in rows] == list(range(0, signals["lines"] + 1, 2))


@given(trees)
def test_every_branch_leads_from_its_node_to_the_next(tree: Node) -> None:
    nodes = rollback(tree).nodes
    data, _ = tree_data(nodes, [n.label for n in nodes], ["" for _ in nodes])
    at = {row["id"]: row for row in data["nodes"]}
    corners = {(edge["edge"], edge["order"]): edge for edge in data["edges"]}
    assert len(corners) == 3 * (len(nodes) - 1)
    for node in nodes[1:]:
        start, end = corners[node.id, 0], corners[node.id, 2]
        for x, y in (("x", "y"), ("nx", "ny")):
            assert (start[x], start[y]) == (at[node.parent][x], at[node.parent][y])
            assert (end[x], end[y]) == (at[node.id][x], at[node.id][y])
        assert end["on"] == node.chosen


def test_a_node_stands_in_the_middle_of_what_follows() -> None:
    court = Chance([(0.5, Payoff(9)), (0.2, Payoff(5)), (0.3, Payoff(0))], name="court")
    nodes = rollback(Decision({"settle": Payoff(4), "court": court})).nodes
    data, signals = tree_data(nodes, [n.label for n in nodes], ["" for _ in nodes])
    height = {row["label"]: row["y"] for row in data["nodes"] if row["label"]}
    assert height["court"] == height["outcome 2"]
    assert height["settle"] < height["outcome 1"] < height["outcome 3"] == signals["slots"]
