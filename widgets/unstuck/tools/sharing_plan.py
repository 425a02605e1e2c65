"""SharingPlan: what you will tell them next time, against what you told them last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.spiral import Drift, Piece, Sharing, compare_sharing
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, chart, finding, points, words
from unstuck.kit.fields import choice, quantity, rows, text
from unstuck.kit.tool import Tool
from unstuck.tools.recovery_planner_plan import listed

_TALKS, _BELIEF = "What they could be told", "You, next time"
_KINDS = {
    "interest": "Something I need, and why",
    "fact": "A fact",
    "limit": "My limit",
}
_SAID = {"": "Not said yet", "shared": "Shared", "kept": "Kept back"}
_AT = {"kept": 0, "shared": 1}
_TONES = {
    Drift.CLOSING: "bad",
    Drift.STEADY: "plain",
    Drift.OPENING: "good",
    Drift.UNKNOWN: "open",
}


@dataclass(frozen=True, kw_only=True)
class PieceRow:
    """One thing that the other side could be told."""

    name: str = text(label="What", limit=60)
    kind: str = choice("interest", label="What is it?", options=_KINDS, look="select")
    last: str = choice("", label="Last time", options=_SAID, look="select")
    next: str = choice("", label="Next time", options=_SAID, look="select")


_DONOR = (
    PieceRow(name="Why the wing has to come this year", last="shared", next="shared"),
    PieceRow(name="What the board fears about the upkeep", last="shared", next="kept"),
    PieceRow(name="Whose name may stand over the door", kind="fact", last="shared", next="kept"),
    PieceRow(name="That I do not know what he cares for", last="kept", next="kept"),
    PieceRow(name="The least with which we can begin", kind="limit", last="kept", next="kept"),
)
_EMPTY = (
    PieceRow(name="What I need most, and why"),
    PieceRow(name="What worries me about their offer"),
    PieceRow(name="What I liked about it", kind="fact"),
    PieceRow(name="When I have to decide", kind="fact"),
    PieceRow(name="The point at which I leave", kind="limit"),
)


@dataclass(frozen=True, kw_only=True)
class SharingInputs:
    """What the learner sets."""

    pieces: tuple[PieceRow, ...] = rows(
        PieceRow, _DONOR, label="Thing by thing", noun="thing", least=1, most=8, section=_TALKS
    )
    belief: float | None = quantity(
        3,
        label="How sure are you that you can handle the next talks?",
        low=0,
        high=10,
        blank=True,
        help="0 is not at all, 10 is entirely.",
        section=_BELIEF,
    )
    proof: str = text(
        label="One time when you handled something harder", limit=200, long=True, section=_BELIEF
    )


class SharingPlan(Tool):
    """Compare what you plan to tell them next time with what you told them last time.

    After an impasse people plan to share less. The tool shows, thing by thing, whether you do, and
    how sure you are of yourself. Your limit is left out of the count.

    Parameters
    ----------
    draft, keep, own, **inputs
        As for every tool; the inputs are the fields of ``SharingPlan.Inputs``. With ``own=True`` it
        opens with things to think of and nothing said about them.

    References
    ----------
    O'Connor and Arnold 2001 (E38); Brooks and Schweitzer 2011 (E33).

    Examples
    --------
    >>> import unstuck
    >>> str(unstuck.SharingPlan().result.drift)
    'closing'
    """

    Inputs = SharingInputs
    title = "What will you share this time?"
    lead = "Say for each thing whether you shared it last time, and whether you will."
    charts = ("sharing_plan",)
    module = "11-recovery"

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        opening = {"pieces": [vars(row) for row in _EMPTY], "belief": None} if own else {}
        super().__init__({**opening, **(draft or {})}, own=own, **more)

    @staticmethod
    def solve(inputs: Any) -> Sharing:
        """Compare the two times."""
        return compare_sharing([Piece(**vars(row)) for row in inputs.pieces], inputs.belief)

    def show(self, inputs: SharingInputs, result: Sharing) -> list[Block]:
        """The verdict, the picture, then what to ask of each change."""
        return [
            finding(self._verdict(result), _TONES[result.drift]),
            self._picture(inputs, result),
            *self._changes(inputs, result),
            *self._belief(inputs, result),
        ]

    def _verdict(self, result: Sharing) -> str:
        name = str(result.drift)
        if result.drift is Drift.STEADY and not result.next:
            name = "steady_none"
        return self.fill(name, next=result.next, last=result.last, all=result.known)

    def _names(self, inputs: SharingInputs) -> list[str]:
        return [
            row.name.strip() or self.fill("piece_unnamed", n=n)
            for n, row in enumerate(inputs.pieces, start=1)
        ]

    def _picture(self, inputs: SharingInputs, result: Sharing) -> Block:
        names = self._names(inputs)
        moves = dict.fromkeys(result.closed, "closing") | dict.fromkeys(result.opened, "opening")
        counts = {"next": result.next, "last": result.last, "all": result.known}
        return chart(
            "sharing_plan",
            title=self.fill(f"title_{result.drift}", **counts),
            sentence=self.fill("sentence"),
            head=["What", "Last time", "Next time"],
            rows=[
                [escape(name), _SAID[row.last], _SAID[row.next]]
                for name, row in zip(names, inputs.pieces, strict=True)
            ],
            data={
                "pieces": [
                    {
                        "row": n,
                        "label": name,
                        "last": _AT.get(row.last),
                        "next": _AT.get(row.next),
                        "move": moves.get(n, ""),
                    }
                    for n, (name, row) in enumerate(zip(names, inputs.pieces, strict=True))
                ]
            },
        )

    def _changes(self, inputs: SharingInputs, result: Sharing) -> list[Block]:
        names = self._names(inputs)
        found = {"closed": result.closed, "opened": result.opened, "limits": result.limits}
        told = [
            self.fill(what, names=listed([f"“{names[n]}”" for n in places]))
            for what, places in found.items()
            if places
        ]
        return [points(*told)] if told else []

    def _belief(self, inputs: SharingInputs, result: Sharing) -> list[Block]:
        if result.unsure is None:
            return [words(self.fill("belief_open"))]
        name = "unsure" if result.unsure else "sure"
        if result.drift is Drift.CLOSING:
            name = f"{name}_closing"
        told = [words(self.fill(name))]
        if inputs.proof.strip():
            told.append(words(self.fill("proof", proof=inputs.proof.strip())))
        return [*told, words(self.fill("rule"))]
