"""Where the parts of a decision tree stand in a picture, wide and narrow.

Wide, a tree grows from left to right: the ends form a column, and every node stands in the
middle of what follows from it. Narrow, each node has a line of its own, set in by its depth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from unstuck.analysis.decision_tree import RolledNode

Row = dict[str, Any]
_LINE = 2
"""Steps of the vertical scale from one line of text to the next."""
_LETTER, _PAD = 8, 16
"""Pixels that a sign of bold text takes, and that stand around it."""


def tree_data(
    nodes: Sequence[RolledNode], labels: Sequence[str], values: Sequence[str]
) -> tuple[dict[str, list[Row]], dict[str, Any]]:
    """Lay out a rolled-back tree.

    Parameters
    ----------
    nodes : sequence of RolledNode
        In reading order, as `analysis.decision_tree.rollback` gives them.
    labels : sequence of str
        The words on the branch that leads to each node.
    values : sequence of str
        What each node is worth, formatted.

    Returns
    -------
    data : dict
        Rows of the chart `batna_tree`: ``nodes`` and ``edges``.
    signals : dict
        Its ``depth``, the room for the words at its ``ends`` in pixels, and the heights ``slots``
        (wide) and ``lines`` (narrow) in steps.
    """
    depth = _depths(nodes)
    deepest = max(1, *depth)
    wide, last = _heights(nodes)
    rows: list[Row] = []
    for node, label, value in zip(nodes, labels, values, strict=True):
        i = node.id
        up = i if node.parent is None else node.parent
        rows.append(
            {
                "id": i,
                "kind": node.kind,
                "label": label,
                "value": value,
                "on": node.chosen,
                "x": deepest if _is_end(node) and i else depth[i],
                "y": wide[i],
                "lx": depth[up],
                "nx": depth[i],
                "ny": i * _LINE,
            }
        )
    data = {"nodes": rows, "edges": list(_edges(nodes, rows))}
    widest = max(len(value) for value in values)
    signals = {"depth": deepest, "ends": _PAD + _LETTER * widest}
    return data, signals | {"slots": last, "lines": (len(rows) - 1) * _LINE}


def _is_end(node: RolledNode) -> bool:
    return node.kind == "payoff"


def _depths(nodes: Sequence[RolledNode]) -> list[int]:
    depth: list[int] = []
    for node in nodes:
        depth.append(0 if node.parent is None else depth[node.parent] + 1)
    return depth


def _heights(nodes: Sequence[RolledNode]) -> tuple[list[int], int]:
    """The step of each node in the wide picture, and the last one in use."""
    followers = {node.parent for node in nodes}
    height = [0] * len(nodes)
    here = -_LINE
    for node in nodes:
        if node.id not in followers:
            here += _LINE + (1 if _opens(nodes, node) else 0)
            height[node.id] = here
    for node in reversed(nodes):
        below = [height[other.id] for other in nodes if other.parent == node.id]
        if below:
            height[node.id] = (below[0] + below[-1]) // 2
    return height, here


def _opens(nodes: Sequence[RolledNode], node: RolledNode) -> bool:
    """Whether an end is the first of its group, which a little space sets off."""
    before = nodes[node.id - 1]
    return node.id > 0 and before.kind != "payoff"


def _edges(nodes: Sequence[RolledNode], rows: Sequence[Row]) -> Iterable[Row]:
    """Three points for each branch: out of the node, down or up, and across."""
    for node in nodes:
        if node.parent is None:
            continue
        start, end = rows[node.parent], rows[node.id]
        corners = ((start, start), (start, end), (end, end))
        for order, (across, down) in enumerate(corners):
            yield {
                "edge": node.id,
                "order": order,
                "on": end["on"],
                "x": across["x"],
                "y": down["y"],
                "nx": across["nx"],
                "ny": down["ny"],
            }
