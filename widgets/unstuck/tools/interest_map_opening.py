"""What a tool of module 06 opens with: a case of the course, or an empty sheet for one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unstuck.content.questions import load
from unstuck.kit.tool import Tool

MODULE = "06-interests"


class CaseTool(Tool):
    """A tool that opens with a case.

    Parameters
    ----------
    draft : mapping, optional
        A draft as another tool of the same kind gave it.
    case : str, optional
        The id of a case of the module; without one, with the first that the tool knows, and with
        ``own=True`` an empty sheet.
    own : bool, optional
        Whether this is about the learner's own case.
    keep, **inputs
        As for every tool.
    """

    module = MODULE
    cases: tuple[str, ...] = ()

    def __init__(
        self,
        draft: Mapping[str, Any] | None = None,
        *,
        case: str = "",
        own: bool = False,
        **inputs: Any,
    ) -> None:
        if draft is None and (case or not own):
            draft = self.opening(case or self.cases[0])
        super().__init__(draft, own=own, **inputs)

    @classmethod
    def opening(cls, case: str) -> Mapping[str, Any]:
        """What the form holds when the tool opens with a case.

        Raises
        ------
        ValueError
            If the tool has no such case.
        """
        if case not in cls.cases:
            known = ", ".join(cls.cases)
            raise ValueError(f"{cls.__name__} has no case {case!r}; it has: {known}.")
        told: Mapping[str, Any] = load(MODULE).case(case).facts[cls.__name__.lower()]
        return told
