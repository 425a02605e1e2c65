"""PreparationSheet: what to know before one sits down, and what to have in one's hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unstuck.analysis.preparation import Doubt, Part, PreparationReading, read_preparation
from unstuck.analysis.table import TableScenario
from unstuck.analysis.table_prices import only_price, open_terms, shown_options
from unstuck.analysis.table_sitting import money_points
from unstuck.content.numbers import show_money, show_number
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, finding, fold, heading, points, table, words
from unstuck.kit.fields import declared, settle
from unstuck.kit.papers import page
from unstuck.kit.tool import Paper, Tool
from unstuck.tools.preparation_sheet_fields import (
    MODULE,
    OWN,
    TALKS,
    PreparationInputs,
    field,
    listed,
    sheet_of,
)
from unstuck.tools.preparation_sheet_picture import sheet_picture

Reading = PreparationReading
_TONES = {True: "good", False: "open"}


class PreparationSheet(Tool):
    """Prepare for talks on one sheet: numbers, both sides, questions, and when you would leave.

    Parameters
    ----------
    scenario : str, optional
        Which table you prepare for: one of `unstuck.analysis.table.scenarios`, or ``"own"`` for
        talks of your own. ``own=True`` opens it with what is known of your case.
    **inputs
        For your own talks ``limit``, ``target``, ``opening``, ``questions`` and so on; for a
        scenario the same with its id in front, such as ``trainer_limit``.

    Examples
    --------
    >>> import unstuck
    >>> sheet = unstuck.PreparationSheet(scenario="own", limit=900, target=900, role="buyer")
    >>> [str(doubt) for doubt in sheet.result.doubts]
    ['aim_at_limit']
    """

    Inputs = PreparationInputs
    title = "Your preparation sheet"
    lead = "Fill it in before you sit down. It stays beside you at the table."
    charts = ("table_sheet",)
    module = MODULE
    papers = {"page": "Printable page"}  # noqa: RUF012

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        opening = {"scenario": OWN} if own else {}
        super().__init__({**opening, **(draft or {})}, own=own, **more)

    @staticmethod
    def solve(inputs: Any) -> Reading:
        """Read the sheet of the talks that are chosen."""
        return read_preparation(sheet_of(inputs, inputs.scenario))

    def show(self, inputs: Any, result: Reading) -> list[Block]:
        """What comes next, the numbers as a picture, doubts, and the brief of the scenario."""
        told = listed().get(inputs.scenario)
        return [
            self._finding(result),
            sheet_picture(self.fill, inputs, result, told, self._currency),
            *self._doubts(result),
            *self._questions(result),
            *(brief(self.fill, told, self._currency) if told else [words(self.fill("own_from"))]),
        ]

    def facts(self, inputs: Any, result: Reading) -> dict[str, Any]:
        """Only of one's own talks."""
        return super().facts(inputs, result) if inputs.scenario == OWN else {}

    def paper(self, which: str) -> Paper:
        """The sheet as a page to print."""
        return page(self.title, self.sheet(), "preparation-sheet.html")

    def _finding(self, result: Reading) -> Block:
        count = len(result.done)
        if result.missing:
            nexts = self.fill(f"next_{result.missing[0]}")
            name = "empty" if not result.done else "partly"
            told = self.fill(name, done=count, all=len(Part), next=nexts)
            return finding(told, "open")
        told = self.fill("ready" if result.ready else "doubtful", n=len(result.doubts))
        return finding(told, _TONES[result.ready])

    def _doubts(self, result: Reading) -> list[Block]:
        if not result.doubts:
            return []
        told = [self.fill(f"doubt_{doubt}") for doubt in result.doubts]
        return [heading(self.fill("doubts")), points(*told)]

    def _questions(self, result: Reading) -> list[Block]:
        asked = result.asked
        closed = [question for question in asked.all if question not in asked.open]
        if not closed or Doubt.CLOSED_QUESTIONS in result.doubts:
            return []
        return [words(self.fill("closed_one", question=closed[0]))]


def brief(fill: Callable[..., str], told: TableScenario, currency: str) -> list[Block]:
    """What you know when you sit down at a table of the course."""
    return [
        heading(fill("brief", title=told.title)),
        *yours(fill, told, currency),
        fold(fill("points_fold"), words(fill("points_note")), worths(fill, told)),
    ]


def yours(fill: Callable[..., str], told: TableScenario, currency: str) -> list[Block]:
    """What all know, what you alone know, and what you would do without a deal."""
    you, price = told.you, only_price(told)
    interests = [f"{fill(f'weight_{each.weight}')}: {each.text}" for each in you.interest]
    if price is not None:
        limit = fill("limit_price", at=show_money(price.limit, currency))
    elif money_points(told.id):
        limit = fill("limit_worth", at=show_money(you.limit, currency))
    else:
        limit = fill("limit_points", n=you.limit)
    return [
        words(told.brief),
        words(fill("you_are", name=you.name, story=you.story)),
        words(fill("without", alternative=you.alternative, limit=limit)),
        *([points(*interests)] if interests else []),
    ]


def worths(fill: Callable[..., str], told: TableScenario) -> Block:
    """What each term that is on the table is worth to you."""
    rows = []
    for term in open_terms(told):
        values = told.you.values[term.id]
        if term.is_price:
            ends = zip((term.low, term.high), values, strict=True)
            rows += [[term.label, term.words(at), show_number(worth)] for at, worth in ends]
        else:
            seen = zip(shown_options(term), values, strict=False)
            rows += [[term.label, option, show_number(worth)] for option, worth in seen]
    return table(fill("worths"), [fill("term"), fill("option"), fill("head_points")], rows)


def kept_sheet(kept: Any, scenario: str, currency: str) -> list[tuple[str, str]]:
    """What stands on a sheet that the browser kept, for one scenario: label and words."""
    draft = settle(PreparationInputs, kept)
    rows = []
    for name, kind in declared(PreparationInputs).items():
        if kind.section == TALKS or not name.startswith(field(scenario, "")):
            continue
        value = draft[name]
        if value in (None, ""):
            continue
        unit = getattr(kind, "unit", "")
        if not isinstance(value, str):
            value = show_money(value, currency) if unit == "money" else show_number(value)
        rows.append((kind.label, escape(value)))
    return rows
