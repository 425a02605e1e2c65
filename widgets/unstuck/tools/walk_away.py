"""WalkAway: three reasons to leave, what is still to come on either way, and the last words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.exit_lines import ExitReading, Part, read_exit, read_whole
from unstuck.analysis.prospects import Ahead, cost_to_come, room, still_to_come
from unstuck.analysis.walking import Standing, Way, bad_faith, harmful, too_dear, way_out
from unstuck.content.numbers import show_percent
from unstuck.kit.blocks import Block, cards, finding
from unstuck.kit.tool import Tool
from unstuck.tools import walk_away_pictures as pictures
from unstuck.tools.walk_away_inputs import (
    ALL,
    EXAMPLE,
    MODULE,
    NAMES,
    PARTS,
    SIGNS,
    WalkInputs,
    said,
)

_BADGES = {
    Standing.HOLDS: "badge_holds",
    Standing.TEST: "badge_test",
    Standing.ABSENT: "badge_absent",
    Standing.UNSEEN: "badge_unseen",
}


@dataclass(frozen=True)
class Walk:
    """What speaks for leaving, and the words to leave with.

    Attributes
    ----------
    ahead : Ahead or None
        What is still to come; None while too little is known.
    gap : float
        How wide the gap between the limits is; 0 where there is none, or none that is known.
    faith, harm, cost : Standing
        How the three reasons stand.
    way : Way
        What they come to.
    exit : ExitReading
    """

    ahead: Ahead | None
    gap: float
    faith: Standing
    harm: Standing
    cost: Standing
    way: Way
    exit: ExitReading


class WalkAway(Tool):
    """Hold the three reasons to leave against what you have without them, and find the last words.

    It opens with a worked example, its amounts illustrative; with ``own=True`` it is empty and
    asks about your own talks. What is spent so far (`spent`) enters no sum.

    Parameters
    ----------
    draft, keep, own, **inputs
        As for every tool; the inputs are the fields of ``WalkAway.Inputs``. Amounts are in one
        currency, `chance` is a fraction from 0 to 1.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.WalkAway()
    >>> tool.result.ahead.margin
    -1000.0
    >>> unstuck.WalkAway(spent=20_000).result.ahead.margin
    -1000.0
    """

    Inputs = WalkInputs
    title = "Leave or stay?"
    lead = "Three reasons to leave, one after the other. Then the words to leave with."
    charts = ("walk_ahead",)
    module = MODULE

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        super().__init__({**({} if own else EXAMPLE), **(draft or {})}, own=own, **more)

    @staticmethod
    def solve(inputs: Any) -> Walk:
        """Weigh the three reasons and read the exit line."""
        told, gap = _figures(inputs)
        faith = bad_faith([getattr(inputs, name) for name in SIGNS], inputs.asked)
        harm = harmful(inputs.harm, inputs.carry, inputs.other, gap=gap > 0)
        cost = too_dear(told, untried=gap > 0 and harm is Standing.TEST)
        way, last = way_out([faith, harm, cost]), _last(inputs, faith)
        return Walk(told, gap, faith, harm, cost, way, last)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """The sections of the parts that are not worked on now."""
        return {
            section: self.fill("shut", name=NAMES[part])
            for part, sections in PARTS.items()
            for section in sections
            if draft["at"] not in (part, ALL)
        }

    def show(self, inputs: WalkInputs, result: Walk) -> list[Block]:
        """What it comes to, both ways alike; then what is worked on, then the rest."""
        told = result.ahead
        reasons = [self._reasons(inputs, result)]
        last = pictures.last_words(self.fill, result.exit)
        drawn: list[Block] = []
        books: list[Block] = []
        if told is not None:
            drawn.append(pictures.picture(self.fill, told, inputs.spent, self._currency))
            drawn.append(pictures.numbers(self.fill, told, self._currency))
            books = pictures.books(self.fill, told, inputs.spent, self._currency)
            books.append(pictures.regrets(self.fill))
        order = [*drawn, *reasons, *books, *last]
        if inputs.at in ("faith", "deal"):
            order = [*reasons, *drawn, *books, *last]
        elif inputs.at == "line":
            order = [*last, *reasons, *drawn, *books]
        return [
            self._finding(result),
            *pictures.both_ways(self.fill, inputs, told, self._currency),
            *order,
        ]

    def facts(self, inputs: Any, result: Walk) -> dict[str, Any]:
        """What the fields tell of the case, and the exit line."""
        return super().facts(inputs, result) | {"exit_line": result.exit.line}

    def _finding(self, result: Walk) -> Block:
        if result.way is Way.LEAVE:
            held = self._held(result)
            name = "leave" if len(held) == 1 else "leave_more"
            text = self.fill(name, reasons=" ".join(held))
            told = result.ahead
            if told is not None and told.margin > 0:
                text = f"{text} {self.fill('against_figures', margin=told.margin)}"
            return finding(text)
        if result.way is Way.TEST:
            names = [
                self.fill(f"name_{name}")
                for name in ("faith", "harm", "cost")
                if getattr(result, name) is Standing.TEST
            ]
            return finding(self.fill("test", names="; ".join(names)), "open")
        if result.way is Way.OPEN:
            return finding(self.fill("open", missing=self._missing(result)), "open")
        margin = 0.0 if result.ahead is None else result.ahead.margin
        return finding(self.fill("stay_by" if margin > 0 else "stay", margin=margin))

    def _held(self, result: Walk) -> list[str]:
        """A sentence for each reason that holds."""
        told, held = result.ahead, []
        if result.faith is Standing.HOLDS:
            held.append(self.fill("said_faith"))
        if result.harm is Standing.HOLDS:
            held.append(self.fill("said_gap" if result.gap else "said_harm", gap=result.gap))
        if result.cost is Standing.HOLDS and told is not None:
            held.append(self.fill("said_cost", cost=told.cost, bring=told.bring))
        return held

    def _missing(self, result: Walk) -> str:
        names = {"missing_faith": result.faith, "missing_deal": result.harm}
        names["missing_cost"] = result.cost
        open_ = [name for name, standing in names.items() if standing is Standing.UNSEEN]
        if len(open_) == len(names):
            return self.fill("missing_all")
        return " ".join(self.fill(name) for name in open_)

    def _reasons(self, inputs: WalkInputs, result: Walk) -> Block:
        """The three reasons, each with how it stands and why."""
        told = {
            "faith": (result.faith, self._faith(inputs, result.faith)),
            "harm": (result.harm, self._harm(inputs, result)),
            "cost": (result.cost, self._cost(result)),
        }
        return cards(
            *(
                {"title": said(f"{name}_title"), "badge": self.fill(_BADGES[standing]), "text": why}
                for name, (standing, why) in told.items()
            )
        )

    def _faith(self, inputs: WalkInputs, standing: Standing) -> str:
        name = {
            Standing.HOLDS: "faith_holds",
            Standing.ABSENT: "faith_absent",
            Standing.UNSEEN: "faith_unseen",
        }.get(standing, "faith_test_ask")
        if standing is Standing.TEST and inputs.asked in ("held", "failed"):
            name = "faith_test_two" if inputs.asked == "held" else "faith_test_guess"
        return self.fill(name)

    def _harm(self, inputs: WalkInputs, result: Walk) -> str:
        grave = inputs.harm == "grave" or inputs.carry == "no"
        name = {
            Standing.HOLDS: "harm_holds",
            Standing.ABSENT: "harm_absent",
            Standing.UNSEEN: "harm_unseen",
        }.get(result.harm, "harm_test_other" if grave else "harm_test_doubt")
        if result.gap and result.harm in (Standing.HOLDS, Standing.TEST) and not grave:
            name = "harm_holds_gap" if result.harm is Standing.HOLDS else "harm_test_gap"
        return self.fill(name, gap=result.gap)

    def _cost(self, result: Walk) -> str:
        told = result.ahead
        if told is None:
            return self.fill("cost_unseen")
        name = {Standing.HOLDS: "cost_holds", Standing.TEST: "cost_test"}.get(
            result.cost, "cost_absent" if told.cost else "cost_absent_free"
        )
        if result.cost is Standing.HOLDS and told.break_even is None:
            name = "cost_holds_never"
        if result.cost is Standing.TEST and result.gap:
            name = "cost_test_gap"
        return self.fill(
            name,
            cost=told.cost,
            bring=told.bring,
            chance=told.chance,
            gain=told.gain,
            even=show_percent(told.break_even or 0.0, 0),
        )


def _figures(inputs: Any) -> tuple[Ahead | None, float]:
    """What is still to come, and the width of the gap, as far as the numbers are there."""
    limit = inputs.reservation
    if limit is None and inputs.role == "seller":
        limit = inputs.batna_value
    if limit is None:
        return None, 0.0
    theirs, gap = inputs.their_reservation, 0.0
    if theirs is not None:
        gap = abs(min(room(limit, theirs, inputs.role), 0.0))
    if None in (inputs.chance, inputs.rounds, inputs.each):
        return None, gap
    told = still_to_come(
        limit=limit,
        role=inputs.role,
        chance=inputs.chance,
        cost=cost_to_come(inputs.rounds, inputs.each, inputs.strain),
        price=inputs.price,
        give=inputs.give,
        their_limit=theirs,
    )
    return told, gap


def _last(inputs: Any, faith: Standing) -> ExitReading:
    """The exit line: the learner's own whole, or the one put together from its pieces."""
    lists = {name: said(f"phrases_{name}").split(" | ") for name in ("blame", "slams", "threats")}
    if inputs.line.strip():
        return read_whole(inputs.line, **lists)
    needed = [Part.THANKS, Part.REASON]
    if faith is not Standing.HOLDS:
        needed.append(Part.DOOR)
    frames = {part: said(f"frame_{part}") for part in Part}
    words: dict[Part, str] = {part: getattr(inputs, part, "") for part in Part}
    return read_exit(words, frames, needed=needed, **lists)
