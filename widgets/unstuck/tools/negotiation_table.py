"""NegotiationTable: somebody to negotiate with, and a debrief when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unstuck.analysis.table_sitting import Sitting, over_leaving, sit
from unstuck.kit.blocks import Block, ask, beside, finding, fold, table, words
from unstuck.kit.tool import Paper, Tool
from unstuck.tools.negotiation_table_debrief import ended
from unstuck.tools.negotiation_table_fields import (
    END,
    OFFER,
    SHEETS,
    TableInputs,
    ask_field,
    given,
    path_field,
)
from unstuck.tools.negotiation_table_log import as_json, as_markdown
from unstuck.tools.negotiation_table_pictures import course
from unstuck.tools.negotiation_table_talk import (
    Voice,
    brief_blocks,
    faces,
    knowledge,
    moves_blocks,
    name_of,
    talk_blocks,
)
from unstuck.tools.preparation_sheet import kept_sheet
from unstuck.tools.preparation_sheet_fields import MODULE


class NegotiationTable(Tool):
    """Negotiate with somebody who answers, in words and deeds, and see afterwards why it went so.

    Parameters
    ----------
    scenario : str, optional
        One of `unstuck.analysis.table.scenarios`.
    level : {"gentle", "normal", "hard"}, optional
    seed : float, optional
        A whole number from 1 to 999: the same one plays the same game.
    **inputs
        The moves made at a table, such as ``trainer_path=["ask:like", "offer:price=9000"]``, and
        the offer in hand, such as ``trainer_price_1=9000``.

    Examples
    --------
    >>> import unstuck
    >>> game = unstuck.NegotiationTable(trainer_path=["probe", "leave:well"]).result.game
    >>> game.ending
    'you left'
    """

    Inputs = TableInputs
    title = "The negotiation table"
    lead = "Choose a table, read your brief, and negotiate. The other side has a mind of its own."
    charts = ("table_course", "table_debrief")
    module = MODULE
    papers = {"log": "Log", "data": "Log as data"}  # noqa: RUF012
    stacked = True
    files = True

    @staticmethod
    def solve(inputs: Any) -> Sitting:
        """Replay the moves, weigh the offer in hand, and lay the game open if it is over."""
        scenario = inputs.scenario
        return sit(
            scenario,
            getattr(inputs, path_field(scenario)),
            seed=int(inputs.seed),
            level=inputs.level,
            given=given(inputs),
            ask=getattr(inputs, ask_field(scenario)),
        )

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """The offer's fields and the flag stand among the blocks, not in the form above them."""
        return {OFFER: "", END: ""}

    def show(self, inputs: Any, result: Sitting) -> list[Block]:
        """The state of the talks, the talk itself, what may be done; at the end the debrief."""
        voice = Voice(self.fill, self._currency)
        sheet = self._sheet(inputs)
        if result.debrief is not None:
            return ended(voice, result, sheet)
        game = result.game
        return [
            self._finding(voice, result),
            *self._refused(result),
            beside(
                [
                    *brief_blocks(voice, game),
                    *sheet,
                    *talk_blocks(voice, game),
                    faces(voice, game),
                    *moves_blocks(voice, game, result.bid),
                ],
                [course(voice, game), *knowledge(voice, game)],
            ),
        ]

    def facts(self, inputs: Any, result: Sitting) -> dict[str, Any]:
        """The game as the learner's own case, once it is over and the learner files it."""
        if not inputs.file or result.debrief is None:
            return {}
        return dict(result.debrief.facts)

    def paper(self, which: str) -> Paper:
        """The log of the game so far."""
        if self.problem:
            raise ValueError(self.problem)
        name = f"table-{self.result.game.scenario.id}"
        if which == "data":
            return Paper(f"{name}.json", "application/json", as_json(self.result))
        return Paper(f"{name}.md", "text/markdown", self._log())

    def sheet(self) -> str:
        """The log of the game, as Markdown to keep."""
        if self.problem:
            return super().sheet()
        return self._log().replace("# ", f"# {self.title}\n\n# ", 1)

    def _log(self) -> str:
        inputs = self.answer.inputs
        rows = self._kept(inputs)
        return as_markdown(Voice(self.fill, self._currency), self.result, rows)

    def _finding(self, voice: Voice, sat: Sitting) -> Block:
        game, made = sat.game, sat.game.on_table
        if made is None:
            told = self.fill("now_none", round=game.round, left=game.rounds_left)
            return finding(told)
        told = self.fill(
            "now_offer",
            round=game.round,
            left=game.rounds_left,
            who=name_of(game, made.by),
            offer=made.text,
            against=voice.against(game, over_leaving(game, made)),
        )
        return finding(told)

    def _refused(self, sat: Sitting) -> list[Block]:
        """A move that cannot be made here: the game before it stands, with the reason."""
        if not sat.refusal:
            return []
        path = path_field(sat.game.scenario.id)
        told = self.fill("refused", why=sat.refusal, lost=sat.lost)
        on = {"value": "on", "label": self.fill("go_on"), "set": {path: list(sat.game.moves)}}
        return [words(told), ask(path, self.fill("refused_ask"), [on])]

    def _kept(self, inputs: Any) -> list[tuple[str, str]]:
        kept = inputs.sheets.get(SHEETS)
        return kept_sheet(kept, inputs.scenario, self._currency) if kept else []

    def _sheet(self, inputs: Any) -> list[Block]:
        rows = self._kept(inputs)
        if not rows:
            return [fold(self.fill("sheet"), words(self.fill("sheet_none")), key="sheet")]
        head = [self.fill("sheet_what"), self.fill("sheet_yours")]
        told = table(self.fill("sheet"), head, [list(row) for row in rows])
        return [fold(self.fill("sheet"), told, key="sheet")]
