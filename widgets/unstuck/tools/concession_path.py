"""ConcessionPath: both sides' offers over the rounds, what the pattern says, where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unstuck.analysis.concessions import Dance
from unstuck.analysis.path import Path, follow
from unstuck.analysis.rounding import readable
from unstuck.charts import paths
from unstuck.kit.blocks import Block, figures, finding, fold, heading, points, table, words
from unstuck.kit.tool import Tool
from unstuck.tools.concession_path_inputs import BLANK, SHOWN, ConcessionInputs
from unstuck.tools.concession_path_picture import picture, round_name


class ConcessionPath(Tool):
    """Follow two sides from their openings, round by round, and see where the pattern leads.

    Both paths are carried on by one rule: each next step is the last one times the ratio of the
    last two, at most 1, and nobody passes a limit. That is a reading of the pattern and no
    forecast.

    Parameters
    ----------
    draft, keep, own, **inputs
        As for every tool; the inputs are the fields of ``ConcessionPath.Inputs``. Amounts are in
        one currency.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.ConcessionPath().result.dance.them.end
    20900.0
    """

    Inputs = ConcessionInputs
    title = "Where do these steps lead?"
    lead = "Put in the offers of both sides, round by round, and see what the pattern says."
    charts = ("concession_path",)
    module = "05-offers"

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        super().__init__({**BLANK, **(draft or {})} if own else draft, own=own, **more)

    @staticmethod
    def solve(inputs: ConcessionInputs) -> Path:
        return follow(
            (inputs.opening, *(each.yours for each in inputs.rounds)),
            (inputs.their_opening, *(each.theirs for each in inputs.rounds)),
            "buyer" if inputs.role == "buyer" else "seller",
            your_limit=inputs.limit,
            your_target=inputs.target,
            their_limit=inputs.their_limit,
            their_give=inputs.their_give,
            deadline=None if inputs.deadline is None else int(inputs.deadline),
        )

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """One part of the form at a time; the other keeps what it holds."""
        return {
            name: "" for part, names in SHOWN.items() if part != draft["part"] for name in names
        }

    def show(self, inputs: ConcessionInputs, result: Path) -> list[Block]:
        shown = picture(self.fill, inputs, result)
        if result.dance.gap is None:
            return [finding(self._first(inputs), "open"), *shown]
        return [
            self._finding(result),
            *shown,
            self._figures(result),
            heading(self.fill("says")),
            points(*self._steps(result.dance)),
            heading(self.fill("leads")),
            points(*self._ends(inputs, result)),
            heading(self.fill("clock")),
            points(*self._clock(inputs, result.dance)),
            heading(self.fill("aims")),
            points(*self._aims(inputs, result)),
            fold(self.fill("round_by_round"), self._rounds(inputs, result.dance)),
            fold(self.fill("method"), words(self.fill("method_text"))),
        ]

    # the finding

    def _first(self, inputs: ConcessionInputs) -> str:
        name = "none" if inputs.opening is None else "yours"
        if inputs.their_opening is not None and inputs.opening is None:
            name = "theirs"
        return self.fill(f"first_{name}", yours=inputs.opening, theirs=inputs.their_opening)

    def _finding(self, result: Path) -> Block:
        dance, zone = result.dance, result.zone
        meeting = dance.meeting
        if meeting and meeting.reached:
            return finding(self.fill("met", price=readable(meeting.price)), "good")
        if meeting:
            told = self.fill("meet", price=readable(meeting.price), round=meeting.round)
            if dance.in_time is False:
                late = self.fill("meet_late", gap=readable(dance.gap_at_deadline or 0.0))
                return finding(f"{told} {late}", "bad")
            return finding(told, "good")
        if not paths.moving(dance):
            return finding(self.fill("opened", gap=readable(dance.gap or 0.0)), "open")
        told = self.fill("apart", gap=readable(dance.apart or 0.0))
        name = "apart_unknown" if zone is None else "apart_zone" if zone.exists else "apart_gap"
        more = self.fill(name, width=abs(zone.width) if zone else 0)
        return finding(f"{told} {more}", "open" if zone and not zone.exists else "bad")

    # what the pattern says

    def _figures(self, result: Path) -> Block:
        dance = result.dance
        return figures(
            (self.fill("gap"), self._amount(dance.gap), self.fill("gap_note")),
            (self.fill("yours"), self._amount(dance.you.conceded), self._room(result.your_room)),
            (self.fill("theirs"), self._amount(dance.them.conceded), self._room(result.their_room)),
        )

    def _amount(self, amount: float | None) -> str:
        return self.fill("amount", at=readable(amount or 0.0))

    def _room(self, share: float | None) -> str:
        if share is None:
            return self.fill("room_unknown")
        return self.fill("room", share=round(share, 2))

    def _steps(self, dance: Dance) -> list[str]:
        told = []
        for side, walk in (("you", dance.you), ("they", dance.them)):
            end = 0.0 if walk.end is None else readable(walk.end)
            step = readable(walk.steps[-1]) if walk.steps else 0.0
            told.append(self.fill(f"{side}_{walk.trend}", end=end, step=abs(step)))
        if dance.unanswered >= 2:
            told.append(self.fill("unanswered", rounds=dance.unanswered))
        if dance.exchange is not None:
            name = "even_trade"
            if dance.exchange < 0.8:
                name = "you_give_more"
            elif dance.exchange > 1.25:
                name = "they_give_more"
            told.append(self.fill(name, share=round(dance.exchange, 2)))
        return told

    def _ends(self, inputs: ConcessionInputs, result: Path) -> list[str]:
        """Where each side would stop, and what the middle would be worth."""
        dance = result.dance
        told = []
        sides = (
            ()
            if not paths.moving(dance)
            else (
                ("you", dance.your_stop, inputs.limit),
                ("they", dance.their_stop, inputs.their_limit),
            )
        )
        for side, stop, limit in sides:
            met = stop is not None and dance.meeting is not None and dance.meeting.round <= stop
            known = "unknown" if limit is None else "never" if stop is None or met else "at"
            told.append(self.fill(f"{side}_stop_{known}", limit=limit, round=stop))
        if dance.meeting is None or not dance.meeting.reached:
            if paths.moving(dance):
                told.append(self.fill("middle", middle=readable(dance.middle or 0.0)))
                told.append(self._middle(result))
            told.append(self.fill("openings", middle=readable(dance.opening_middle or 0.0)))
        return told

    def _middle(self, result: Path) -> str:
        if result.middle_suits_you is False:
            return self.fill("middle_trap")
        if result.middle_yes is None:
            return self.fill("middle_unknown")
        name = {0.0: "middle_never", 1.0: "middle_sure"}.get(result.middle_yes, "middle_yes")
        return self.fill(name, chance=round(result.middle_yes, 2))

    def _clock(self, inputs: ConcessionInputs, dance: Dance) -> list[str]:
        if dance.in_time is None:
            return [self.fill("clock_none")]
        if dance.in_time:
            return [self.fill("clock_in_time", last=inputs.deadline)]
        gap = readable(dance.gap_at_deadline or 0.0)
        if dance.needed is None:
            return [self.fill("clock_over", gap=gap)]
        return [
            self.fill("clock_late", last=inputs.deadline, gap=gap, needed=readable(dance.needed)),
            self.fill("clock_evidence"),
        ]

    def _aims(self, inputs: ConcessionInputs, result: Path) -> list[str]:
        if inputs.target is None or inputs.limit is None:
            told = [self.fill("aim_missing")]
        elif not result.aims:
            told = [self.fill("aim_wrong", target=inputs.target, limit=inputs.limit)]
        elif result.passed is None:
            told = [self.fill("aim_open", target=inputs.target)]
        else:
            when = "opening" if result.passed == 0 else "passed"
            told = [self.fill(f"aim_{when}", target=inputs.target, round=result.passed)]
        if result.to_target is not None:
            name = "aim_share" if result.to_target < 1 else "aim_met"
            told.append(self.fill(name, share=max(0.0, round(result.to_target, 2))))
        if result.beyond_limit:
            told.append(self.fill("beyond_limit"))
        return told

    def _rounds(self, inputs: ConcessionInputs, dance: Dance) -> Block:
        body = [
            [
                round_name(self.fill, when),
                *(self.fill("amount", at=x) if x is not None else "" for x in row),
            ]
            for when, row in enumerate(paths.round_table(dance))
        ]
        head = ["round", "you", "your_step", "they", "their_step"]
        return table(self.fill("round_by_round"), [self.fill(name) for name in head], body)
