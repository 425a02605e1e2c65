"""Decision trees: what to do now, and at every later point, when chance has its say in between.

References
----------
R. T. Clemen, *Making Hard Decisions*, on decision trees and the value of information; H. Raiffa,
*Decision Analysis*.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unstuck.analysis import _risk
from unstuck.analysis._checks import risk_tolerance as check_risk_tolerance
from unstuck.analysis._tree import Chance, Decision, Node, Payoff, check_node

__all__ = [
    "MOST_NODES",
    "Chance",
    "Decision",
    "Node",
    "Payoff",
    "Rollback",
    "RolledNode",
    "perfect_information",
    "rollback",
]

MOST_NODES = 20_000
"""The largest tree that is rolled back; a node used in two places counts twice."""


@dataclass(frozen=True)
class RolledNode:
    """One node of a rolled-back tree, ready to be drawn.

    Attributes
    ----------
    id : int
        Its number; nodes are numbered from the root, 0, each before what follows it.
    parent : int or None
        The number of the node before it; None for the root.
    kind : str
        ``"payoff"``, ``"chance"`` or ``"decision"``.
    name : str
        The name of the chance or decision, or nothing.
    label : str
        The word on the branch that leads here; nothing for the root.
    probability : float or None
        The probability of that branch; None for the root and after a decision.
    value : float
        What being here is worth: the payoff, the certainty equivalent, or the best option.
    preferred : bool
        False for an option that its decision passes over, True for every other node.
    chosen : bool
        Whether you can come here if you follow the plan.
    """

    id: int
    parent: int | None
    kind: str
    name: str
    label: str
    probability: float | None
    value: float
    preferred: bool
    chosen: bool


@dataclass(frozen=True)
class Rollback:
    """The answer of a decision tree.

    Attributes
    ----------
    value : float
        What the tree is worth at its root: an expected value, or a certainty equivalent where the
        risk tolerance is finite.
    plan : tuple of str
        The labels to choose, one for every decision that can be reached by following the plan. They
        are in reading order of the tree: a decision before those that follow it, and where a
        chance lies between, all of its first branch with a probability above 0 before its second.
        Of options of equal value the first is chosen.
    nodes : tuple of RolledNode
        The whole tree with the value of every node, in reading order.
    """

    value: float
    plan: tuple[str, ...]
    nodes: tuple[RolledNode, ...]


@dataclass(frozen=True)
class _Flat:
    """A node with its place in the tree."""

    node: Node
    parent: int | None
    label: str
    probability: float | None


def _branches(node: Node) -> list[tuple[Node, str, float | None]]:
    """Return what follows a node: (node, label, probability) in order."""
    if isinstance(node, Chance):
        return [(n, label, p) for (p, n), label in zip(node.branches, node.labels, strict=True)]
    if isinstance(node, Decision):
        return [(n, label, None) for label, n in node.options.items()]
    return []


def _flatten(tree: Node) -> list[_Flat]:
    """Return all nodes in reading order, so that every node comes before what follows it."""
    flat: list[_Flat] = []
    waiting = [_Flat(check_node(tree, "A tree"), None, "", None)]
    while waiting:
        item = waiting.pop()
        flat.append(item)
        here = len(flat) - 1
        waiting.extend(
            _Flat(node, here, label, probability)
            for node, label, probability in reversed(_branches(item.node))
        )
        if len(flat) + len(waiting) > MOST_NODES:
            raise ValueError(
                f"The tree has more than {MOST_NODES:,} nodes; "
                "merge outcomes or cut branches that hardly matter."
            )
    return flat


def _children(flat: Sequence[_Flat]) -> list[list[int]]:
    """Return the numbers of the nodes that follow each node, in order."""
    children: list[list[int]] = [[] for _ in flat]
    for i, item in enumerate(flat):
        if item.parent is not None:
            children[item.parent].append(i)
    return children


def _values(
    flat: Sequence[_Flat],
    children: Sequence[Sequence[int]],
    tolerance: float,
    known: tuple[str, int] | None = None,
) -> list[float]:
    """Return the value of every node, last to first; `known` fixes the branch of one chance."""
    values = [0.0] * len(flat)
    for i in range(len(flat) - 1, -1, -1):
        node = flat[i].node
        if isinstance(node, Payoff):
            values[i] = node.value
        elif isinstance(node, Decision):
            values[i] = max(values[child] for child in children[i])
        elif known is not None and node.name == known[0]:
            values[i] = values[children[i][known[1]]]
        else:
            gamble = [(flat[child].probability or 0.0, values[child]) for child in children[i]]
            values[i] = _risk.certainty_equivalent(gamble, tolerance)
    return values


def _rolled(
    flat: Sequence[_Flat], children: Sequence[Sequence[int]], values: Sequence[float]
) -> Iterator[RolledNode]:
    """Yield the nodes to be drawn, marking what the plan prefers and what it can reach."""
    preferred = [True] * len(flat)
    for i, item in enumerate(flat):
        if isinstance(item.node, Decision):
            best = max(children[i], key=lambda child: values[child])
            for child in children[i]:
                preferred[child] = child == best
    chosen = [True] * len(flat)
    for i, item in enumerate(flat):
        if item.parent is not None:
            chosen[i] = chosen[item.parent] and preferred[i] and item.probability != 0
        yield RolledNode(
            id=i,
            parent=item.parent,
            kind=type(item.node).__name__.lower(),
            name="" if isinstance(item.node, Payoff) else item.node.name,
            label=item.label,
            probability=item.probability,
            value=values[i],
            preferred=preferred[i],
            chosen=chosen[i],
        )


def rollback(tree: Node, *, risk_tolerance: float = math.inf) -> Rollback:
    """Work back from the ends of a tree to what you should do, and what the tree is worth.

    A chance is worth its certainty equivalent, a decision its best option. With exponential
    utility this gives the same as working with utilities throughout.

    Parameters
    ----------
    tree : Payoff, Chance or Decision
        Nested to any depth, at most `MOST_NODES` nodes.
    risk_tolerance : float, default infinity
        As for `batna.certainty_equivalent`; infinity gives expected values.

    Returns
    -------
    Rollback
        With `.value`, `.plan` and `.nodes`.

    Raises
    ------
    ValueError
        If it is no tree, has too many nodes, or the risk tolerance is 0 or less.
    """
    tolerance = check_risk_tolerance(risk_tolerance)
    flat = _flatten(tree)
    children = _children(flat)
    values = _values(flat, children, tolerance)
    nodes = tuple(_rolled(flat, children, values))
    plan = tuple(
        node.label
        for node in nodes
        if node.chosen and node.parent is not None and nodes[node.parent].kind == "decision"
    )
    return Rollback(values[0], plan, nodes)


def perfect_information(tree: Node, chance_name: str) -> float:
    """Return what it would be worth to know how one chance will turn out, before you decide.

    For someone neutral to risk it is the most to pay for an expert who is never wrong. With a
    finite risk tolerance the buying price is another number, which this does not give.

    Parameters
    ----------
    tree : Payoff, Chance or Decision
    chance_name : str
        The name of the chance. Wherever it stands in the tree it is one event: same number of
        branches, same probabilities, at most once on any path, and independent of other chances.

    Returns
    -------
    float
        The expected value of perfect information, in the currency of the payoffs; 0 or more.

    Raises
    ------
    ValueError
        If the tree has no chance of that name, or those of that name cannot be one event.

    References
    ----------
    R. T. Clemen, *Making Hard Decisions*, on the value of information.
    """
    flat = _flatten(tree)
    children = _children(flat)
    chances = _one_event(flat, chance_name)
    without = _values(flat, children, math.inf)[0]
    informed = math.fsum(
        p * _values(flat, children, math.inf, (chance_name, k))[0] for k, p in enumerate(chances)
    )
    return max(0.0, informed - without)


def _one_event(flat: Sequence[_Flat], name: str) -> tuple[float, ...]:
    """Return the probabilities of a named chance; ``ValueError`` if it is not one event."""
    found: tuple[float, ...] | None = None
    seen = [False] * len(flat)
    for i, item in enumerate(flat):
        seen[i] = item.parent is not None and seen[item.parent]
        if not isinstance(item.node, Chance) or item.node.name != name or not name:
            continue
        chances = tuple(p for p, _ in item.node.branches)
        if found is not None and chances != found:
            raise ValueError(
                f"The chances of '{name}' differ between two places of the tree; make them alike, "
                "or give the two chances different names."
            )
        if seen[i]:
            raise ValueError(
                f"The chance '{name}' comes twice on one path; give the second another name."
            )
        found, seen[i] = chances, True
    if found is None:
        names = sorted({f.node.name for f in flat if isinstance(f.node, Chance) and f.node.name})
        raise ValueError(
            f"The tree has no chance named {name!r}; "
            + (f"name one of these: {', '.join(names)}." if names else "name the chance first.")
        )
    return found
