"""Reframer: from two demands that exclude each other to a proposal that both could read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from unstuck.analysis.reframing import Draft, MoveKind, ProposedMove, draft_proposal
from unstuck.content.templates import escape
from unstuck.kit import papers
from unstuck.kit.blocks import Block, cards, finding, fold, heading, points, words
from unstuck.kit.fields import choice, rows, text
from unstuck.kit.tool import Paper
from unstuck.tools.interest_map_opening import CaseTool

STUCK = "Where you are stuck"
MOVES = "The moves"
FIRST = "First swap: from who is right to what each would call success"
SECOND = "Second swap: from what is barred to the terms that would allow it"
THIRD = "Third swap: from guarding a position to curiosity about their worry"
PARTS = {
    "stuck": "where you are stuck",
    "swaps": "the three swaps",
    "moves": "the moves",
}
_SECTIONS = {"stuck": (STUCK,), "swaps": (FIRST, SECOND, THIRD), "moves": (MOVES,)}
STOCK = {
    MoveKind.STAGE: "Stage it",
    MoveKind.CONTINGENT: "Make it contingent",
    MoveKind.ADD: "Add an issue",
    MoveKind.UNBUNDLE: "Unbundle it",
    MoveKind.COMPENSATE: "Compensate elsewhere",
    MoveKind.TABLE: "Change who is at the table",
}


@dataclass(frozen=True, kw_only=True)
class MoveRow:
    kind: str = choice(
        "stage",
        label="Move",
        options={str(kind): name for kind, name in STOCK.items()},
        look="select",
    )
    what: str = text("", label="What exactly do you propose?", limit=240, long=True)
    serves: str = choice(
        "both",
        label="Whose success does it bring closer?",
        options={"you": "yours", "them": "theirs", "both": "both"},
    )


def _long(label: str, section: str, **about: Any) -> Any:
    return text("", label=label, limit=300, long=True, section=section, **about)


@dataclass(frozen=True, kw_only=True)
class ReframerInputs:
    part: str = choice("stuck", label="Now write about", options=PARTS)
    title: str = text("", label="What is it about?", limit=80, section=STUCK, case="title")
    you: str = text("", label="Your side is called", limit=40, section=STUCK, case="you")
    them: str = text("", label="The other side", limit=40, section=STUCK, case="them")
    your_demand: str = text("", label="Your side demands", limit=140, section=STUCK)
    their_demand: str = text("", label="The other side demands", limit=140, section=STUCK)
    your_success: str = _long("What would you call success?", FIRST, case="your_interests")
    their_success: str = _long("What would they call success?", FIRST, case="their_interests")
    barred: str = text("", label="What is ruled out, as things stand?", limit=140, section=SECOND)
    terms: str = _long("Under which other terms would it be possible?", SECOND)
    worry: str = _long("What may they be worried about?", THIRD)
    question: str = text("", label="The question you will ask them", limit=200, section=THIRD)
    moves: tuple[MoveRow, ...] = rows(
        MoveRow,
        (MoveRow(),),
        label="Moves for your proposal",
        noun="move",
        most=6,
        section=MOVES,
    )


class Reframer(CaseTool):
    """Swap three questions, pick moves from a stock, and read the proposal that comes of it.

    Parameters
    ----------
    case : {"case-delivery", "case-deadline", "case-startup-terms"}, optional
        What it opens with; the first without it, and an empty sheet with ``own=True``.
    moves : list of dict, optional
        One to six, each with its `kind` (``"stage"``, ``"contingent"``, ``"add"``,
        ``"unbundle"``, ``"compensate"``, ``"table"``), `what` it is, and whom it `serves`
        (``"you"``, ``"them"``, ``"both"``).
    draft, keep, own, **inputs
        As for every tool.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.Reframer(own=True).result.step.value
    'demands'
    """

    Inputs = ReframerInputs
    title = "Another question, another deal"
    lead = "One part after the other. The proposal on the page grows with what you write."
    cases = ("case-delivery", "case-deadline", "case-startup-terms")
    papers: ClassVar[Mapping[str, str]] = {"page": "Printable proposal"}

    @staticmethod
    def solve(inputs: ReframerInputs) -> Draft:
        """Put the proposal together and say what it still lacks."""
        return draft_proposal(
            (inputs.your_demand, inputs.their_demand),
            (inputs.your_success, inputs.their_success),
            inputs.terms,
            inputs.worry,
            [ProposedMove(row.kind, row.what, row.serves) for row in inputs.moves],  # type: ignore[arg-type]
        )

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """One part of the form at a time; the others keep what they hold."""
        return {
            name: "" for part, names in _SECTIONS.items() if part != draft["part"] for name in names
        }

    def show(self, inputs: ReframerInputs, result: Draft) -> list[Block]:
        """What comes next, the swaps, the proposal, and the moves not yet used."""
        return [
            finding(self._next(inputs, result), "good" if result.ready else "open"),
            cards(*self._swaps(inputs)),
            *self._proposal(inputs, result),
            *self._stock(result),
        ]

    def paper(self, which: str) -> Paper:
        """The proposal as a page to print."""
        result = self.solve(self.answer.inputs)
        if not result.moves:
            raise ValueError("There is no move in the proposal yet; write one, then print it.")
        told = self._proposal(self.answer.inputs, result)[1:]
        return papers.page(self._heading(self.answer.inputs), told, "proposal.html")

    def _next(self, inputs: ReframerInputs, result: Draft) -> str:
        who = result.unserved[0] if result.unserved else "you"
        step = f"{result.step}_{who}" if result.step == "cover" else str(result.step)
        return self.fill(f"step_{step}", **_names(inputs))

    def _swaps(self, inputs: ReframerInputs) -> list[dict[str, str]]:
        names = _names(inputs)
        success = [
            self.fill(f"success_{side}", told=told.strip(), **names)
            for side, told in (("you", inputs.your_success), ("them", inputs.their_success))
            if told.strip()
        ]
        terms = [
            self.fill(name, told=told.strip())
            for name, told in (("barred", inputs.barred), ("terms", inputs.terms))
            if told.strip()
        ]
        worry = [
            self.fill(name, told=told.strip(), **names)
            for name, told in (("worry", inputs.worry), ("question", inputs.question))
            if told.strip()
        ]
        return [
            {
                "badge": self.fill(f"swap_{n}_from"),
                "title": self.fill(f"swap_{n}_to"),
                "text": "\n\n".join(told) or self.fill("swap_open"),
                "tone": "good" if done else "plain",
            }
            for n, told, done in (
                (1, success, len(success) == len(("you", "them"))),
                (2, terms, bool(inputs.terms.strip())),
                (3, worry, bool(inputs.worry.strip())),
            )
        ]

    def _heading(self, inputs: ReframerInputs) -> str:
        title = inputs.title.strip()
        return f"{self.fill('proposal')}: {title}" if title else self.fill("proposal")

    def _proposal(self, inputs: ReframerInputs, result: Draft) -> list[Block]:
        """The text that could be sent; nothing before there is a move."""
        if not result.moves:
            return []
        names = _names(inputs)
        aims = [
            self.fill(f"aim_{side}", told=told.strip(), **names)
            for side, told in (("them", inputs.their_success), ("you", inputs.your_success))
            if told.strip()
        ]
        worry = inputs.worry.strip()
        question = inputs.question.strip() or self.fill("ask_default")
        told = [
            heading(escape(self._heading(inputs))),
            words(" ".join([*aims, *([self.fill("heard", told=worry)] if worry else [])])),
            words(self.fill("we_propose")),
            points(
                *(f"**{STOCK[move.kind]}.** {escape(move.text.strip())}" for move in result.moves),
                ordered=True,
            ),
            words(self.fill("closing", question=question)),
        ]
        return told

    def _stock(self, result: Draft) -> list[Block]:
        if not result.unused:
            return []
        told = [
            {
                "title": STOCK[kind],
                "text": self.fill(f"stock_{kind}"),
                "foot": self.fill(f"eg_{kind}"),
            }
            for kind in result.unused
        ]
        if result.step == "moves":
            return [heading(self.fill("stock_open")), cards(*told)]
        return [fold(self.fill("stock"), cards(*told))]


def _names(inputs: ReframerInputs) -> dict[str, str]:
    return {
        "you": inputs.you.strip() or "you",
        "them": inputs.them.strip() or "the other side",
    }
