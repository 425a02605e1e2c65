"""What a decision tree is made of; public through `analysis.decision_tree`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unstuck.analysis._checks import number, pairs, probabilities


@dataclass(frozen=True)
class Payoff:
    """The end of a path: what you are left with.

    Parameters
    ----------
    value : float
        In one currency throughout the tree, all costs on the way taken off.

    Raises
    ------
    ValueError
        If the value is no finite number.
    """

    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", number(self.value, "A payoff"))


@dataclass(frozen=True)
class Chance:
    """A point where chance, or the other side, decides.

    Parameters
    ----------
    branches : sequence of (float, Node)
        (probability, what follows) pairs, at least one; probabilities from 0 to 1 that add up to
        1 within 1e-9.
    name : str, optional
        What is uncertain: ``"court"``. Chances of one name are one and the same event.
    labels : sequence of str, optional
        A word for each branch, for charts; ``"outcome 1"`` and so on if left out.

    Raises
    ------
    ValueError
        If there is no branch, the probabilities do not add up to 1, something is no node, or the
        labels are not one for each branch.
    """

    branches: Sequence[tuple[float, Node]]
    name: str = ""
    labels: Sequence[str] = ()

    def __post_init__(self) -> None:
        whose = f"'{self.name}'" if self.name else "an unnamed chance"
        given = pairs(self.branches, whose, "branch", "(0.5, Payoff(100))")
        chances = probabilities([chance for chance, _ in given], whose)
        nodes = [check_node(node, f"A branch of {whose}") for _, node in given]
        labels = tuple(self.labels) or tuple(f"outcome {i}" for i in range(1, len(nodes) + 1))
        if len(labels) != len(nodes):
            raise ValueError(
                f"There are {len(labels)} labels for the {len(nodes)} branches of {whose}; "
                "give one for each, or none."
            )
        object.__setattr__(self, "branches", tuple(zip(chances, nodes, strict=True)))
        object.__setattr__(self, "labels", labels)


@dataclass(frozen=True)
class Decision:
    """A point where you decide.

    Parameters
    ----------
    options : mapping of str to Node
        What follows each choice, by its label; at least one.
    name : str, optional
        What is decided: ``"answer to the offer"``.

    Raises
    ------
    ValueError
        If there is no option or something is no node.
    """

    options: Mapping[str, Node]
    name: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.options, Mapping) or not self.options:
            raise ValueError(
                f"The decision {self.name!r} has no options; give it at least one label and node."
            )
        for label, node in self.options.items():
            check_node(node, f"The option {label!r}")
        object.__setattr__(self, "options", dict(self.options))


Node = Payoff | Chance | Decision
"""Anything that a tree is made of."""


def check_node(node: object, what: str) -> Node:
    """Return a node; ``ValueError`` if it is none."""
    if not isinstance(node, Payoff | Chance | Decision):
        raise ValueError(
            f"{what} must lead to a Payoff, Chance or Decision, not {node!r}; wrap a number as "
            "Payoff(number)."
        )
    return node
