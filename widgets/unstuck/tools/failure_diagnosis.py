"""FailureDiagnosis: which of seven kinds of failure it was, by the signs, and how grave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unstuck.analysis.failure import magnitude, read_failure
from unstuck.content.numbers import show_money
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block
from unstuck.kit.fields import read
from unstuck.kit.tool import Tool
from unstuck.tools.failure_diagnosis_cases import MODULE, Judged, judged
from unstuck.tools.failure_diagnosis_inputs import (
    LEAVE_OR_SIGN,
    OWN,
    Inputs,
    feelings,
    shut,
    told,
)
from unstuck.tools.failure_diagnosis_own import Own, own_blocks
from unstuck.tools.failure_diagnosis_practice import practice_blocks


class FailureDiagnosis(Tool):
    """Take failed talks through the seven kinds of failure, sign by sign, and grade them.

    Choose one of the course's nine cases (``which="case-house"``), judge its kinds and see the
    signs; or talks of your own (``which="own-no-deal"`` or ``"own-deal"``). Then the inputs are
    `role`, the amounts `reservation`, `batna_value`, `their_reservation`, `offer`, `price` and
    `target`, the answers named in ``unstuck.analysis.failure.ASKED`` (``"yes"``, ``"no"``,
    ``"unknown"``), `goals`, the feelings `terms`, `oneself`, `process` and `relationship` from 1 to
    7, and `answer_back`, `how_soon` and `needed_first` (``"setback"``, ``"misstep"``,
    ``"catastrophe"``, ``"unknown"``).

    References
    ----------
    Weiss, "How to Learn from a Failed Negotiation", Harvard Business Review, 18 March 2025.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.FailureDiagnosis(which="own-deal", reservation=300, price=280, target=320)
    >>> tool.result.reading.names
    'objectives, worse-than-batna'
    """

    Inputs = Inputs
    title = "What kind of failure was it?"
    lead = "Look for the signs before you look for the remedy. More than one kind may hold."
    charts = ("failure_signs",)
    module = MODULE

    @staticmethod
    def solve(inputs: Any) -> Own | Judged:
        """Count the signs of one's own talks, or hold a judgement beside the case."""
        if inputs.which not in OWN:
            return judged(inputs)
        talk = told(inputs)
        graded = [
            answer
            for answer in (inputs.answer_back, inputs.how_soon, inputs.needed_first)
            if answer
        ]
        return Own(
            read_failure(talk),
            magnitude(graded),
            feelings(inputs),
            talk.answers.get("beforehand") == "no",
        )

    def show(self, inputs: Any, result: Own | Judged) -> list[Block]:
        """What the signs say so far, first in a sentence and then kind by kind."""
        if isinstance(result, Judged):
            return practice_blocks(self.fill, result)
        return own_blocks(self.fill, self._money, inputs, result)

    def facts(self, inputs: Any, result: Own | Judged) -> dict[str, Any]:
        """What goes on to later tools: the kinds that hold and how grave it was."""
        if isinstance(result, Judged):
            return {}
        known = super().facts(inputs, result) | {"failure": ", ".join(result.reading.kinds)}
        return known | ({"magnitude": str(result.grade)} if result.grade else {})

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Each kind opens when the questions before it have an answer; the argument by numbers."""
        return shut(draft) | ({} if self._contested(draft) else {LEAVE_OR_SIGN: ""})

    def _contested(self, draft: Mapping[str, Any]) -> bool:
        """Whether the deal beats the limit and falls short of the goals."""
        try:
            inputs = read(self.Inputs, draft)
        except ValueError:
            return False
        return inputs.which in OWN and read_failure(told(inputs)).contested

    def _money(self, amount: float) -> str:
        return show_money(amount, escape(self._currency))
