"""The sentences of tools, and how they are filled."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from unstuck.content.questions import load
from unstuck.content.reader import closest
from unstuck.content.templates import escape, fill

__all__ = ["escape", "fill", "words"]


def words(slug: str, tool: str) -> Mapping[str, str]:
    """Give the sentences of a tool, templates for `fill`.

    Parameters
    ----------
    slug : str
        The module whose file holds them, such as `03-batna`.
    tool : str
        The tool's name, such as `BatnaCalculator`.

    Raises
    ------
    ValueError
        If there is no such module or it has no words of that tool.
    """
    known = load(slug).words
    if tool not in known:
        hint = closest(tool, tuple(known)) if known else "it has none at all."
        raise ValueError(f"Module {slug} has no words of '{tool}'; {hint}")
    return MappingProxyType(dict(known[tool]))
