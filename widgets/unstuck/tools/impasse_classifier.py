"""ImpasseClassifier: who saw a benefit in no deal, and what follows from it."""

from __future__ import annotations

from dataclasses import make_dataclass
from typing import Any

from unstuck.analysis.diagnosis import Diagnosis, Possibility, diagnose
from unstuck.content.numbers import show_money
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, chart, figures, finding, fold, heading, points, table, words
from unstuck.kit.tool import Tool
from unstuck.tools.impasse_stories import MODULE, PREFIXES, VIEWS, Story, by_money, fields, told


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


class ImpasseClassifier(Tool):
    """Name the type of an impasse by who saw a benefit in no deal, and see what to do next.

    Choose one of the three opening cases (``case="case-coo"``, ``"case-trainer"``,
    ``"case-startup"``) or ``case="own"`` for a story of your own. The inputs of your own story
    are `title`, `story`, `first_name`, `second_name`, `setting`, `payer`, then `first` and
    `second` (``"yes"``, ``"no"`` or ``"unknown"``: did that side see a benefit in no deal?),
    `why_first`, `why_second`, the limits `most` and `least` in money, and `structural`,
    `interpersonal`, `intrapersonal`. Those of a case carry its name in front: `coo_first`.

    References
    ----------
    Schweinsberg, Thau and Pillutla 2022, doi 10.1177/01492063211021657.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.ImpasseClassifier(case="own", first="no", second="yes").result.types
    'forced'
    """

    Inputs = make_dataclass("Inputs", fields(), frozen=True, kw_only=True)
    title = "Who saw a benefit in no deal?"
    lead = "Say for each side whether it saw one. The grid names the type of impasse."
    charts = ("impasse_grid",)
    module = MODULE

    @staticmethod
    def solve(inputs: Any) -> Diagnosis:
        """Work out which types remain possible, and whether a zone existed."""
        story = told(inputs)
        return diagnose(
            *story.views, seller_limit=story.least, buyer_limit=story.most, causes=story.causes
        )

    def facts(self, inputs: Any, result: Diagnosis) -> dict[str, Any]:
        """Tell the story of one's own, its limits by who paid, and its type once it is settled."""
        if inputs.case != "own":
            return {}
        paying = inputs.payer == "first"
        limits = (inputs.most, inputs.least) if paying else (inputs.least, inputs.most)
        return super().facts(inputs, result) | {
            "role": "buyer" if paying else "seller",
            "reservation": limits[0],
            "their_reservation": limits[1],
            "type": str(result.possible[0].type) if result.settled else "",
        }

    def show(self, inputs: Any, result: Diagnosis) -> list[Block]:
        """Say the type first, then the zone as a fact of its own, then what to do."""
        story = told(inputs)
        return [
            self._finding(story, result),
            self._grid(story, result),
            *self._case(story, result),
            self._figures(story, result),
            words(self._zone(story, result)),
            *self._next(story, result),
            *self._own(inputs),
        ]

    def _named(self, story: Story, one: Possibility) -> dict[str, str]:
        by, other = by_money(one.forced_by or "first", story.first, story.second)
        return {"first": story.first, "second": story.second, "by": by, "other": other}

    def _finding(self, story: Story, result: Diagnosis) -> Block:
        if result.settled:
            (one,) = result.possible
            return finding(self.fill(str(one.type), **self._named(story, one)))
        sentence = "open" if len(result.missing) == 1 else "open_all"
        return finding(self.fill(sentence, types=result.types), "open")

    def _grid(self, story: Story, result: Diagnosis) -> Block:
        cells = [self._cell(story, result, one) for one in diagnose("unknown", "unknown").possible]
        standing = [cell for cell in cells if cell["state"] != "out"]
        names = ", ".join(f"{cell['type']} ({cell['by']})" for cell in standing)
        where = self.fill("here" if result.settled else "may", cells=names)
        sides = zip((story.first, story.second), story.views, story.reasons, strict=True)
        return chart(
            "impasse_grid",
            title="Did each side see a benefit in having no deal?",
            sentence=f"{self.fill('picture', first=story.first, second=story.second)} {where}",
            head=["Side", "A benefit in no deal?", "How you know"],
            rows=[
                [escape(_capital(name)), VIEWS[view], escape(why) or "not said yet"]
                for name, view, why in sides
            ],
            data={
                "cells": cells,
                "first": _answers(story.views[0]),
                "second": _answers(story.views[1]),
                "first_side": [{"name": _capital(story.first)}],
                "second_side": [{"name": _capital(story.second)}],
            },
        )

    def _cell(self, story: Story, result: Diagnosis, one: Possibility) -> dict[str, Any]:
        """Give one cell of the grid; its words are drawn, and so hold no markup."""
        held = any((one.first, one.second) == (p.first, p.second) for p in result.possible)
        state = ("here" if result.settled else "possible") if held else "out"
        by = {"first": f"by {story.first}", "second": f"by {story.second}"}
        return {
            "row": int(one.first),
            "column": int(one.second),
            "type": str(one.type),
            "by": by.get(one.forced_by, "both did" if one.first else "neither did"),
            "state": state,
            "told": {"here": "this story", "possible": "still possible", "out": ""}[state],
        }

    def _figures(self, story: Story, result: Diagnosis) -> Block:
        one = result.possible[0]
        kind = _capital(str(one.type)) if result.settled else "Open"
        by = f"by {escape(self._named(story, one)['by'])}" if one.forced_by else ""
        width = "" if result.width is None else show_money(result.width, self._currency)
        zone = {"zone": "Yes", "point": "One price", "gap": "No", "unknown": "Unknown"}
        note = {"zone": f"{width} wide", "gap": f"a gap of {width}"}.get(result.zone, "")
        start = self._start(story, one) if result.settled else "Find out first"
        return figures(
            _figure("Type", kind, by if result.settled else result.types),
            _figure("Did a zone exist?", zone[result.zone], note),
            _figure("Where to begin", _capital(start)),
        )

    def _start(self, story: Story, one: Possibility) -> str:
        return self.fill(f"start_{_kind(story, one)}", name=self._named(story, one)["by"])

    def _zone(self, story: Story, result: Diagnosis) -> str:
        fact = self.fill(
            result.zone,
            payer=_capital(story.payer),
            paid=story.paid,
            most=story.most or 0,
            least=story.least or 0,
            width=result.width or 0,
        )
        if not result.settled or result.zone == "unknown":
            return fact
        kind = "gap" if result.zone == "gap" else "zone"
        return f"{fact}\n\n{self.fill(f'{result.possible[0].type}_{kind}')}"

    def _next(self, story: Story, result: Diagnosis) -> list[Block]:
        if not result.settled:
            return [self._possible(story, result), points(*self._find_out(story, result))]
        (one,) = result.possible
        kind = _kind(story, one)
        step = self.fill(f"step_{kind}", **self._named(story, one))
        causes = [self.fill(f"cause_{family}") for family in result.causes]
        return [
            heading("What to do about it"),
            words(step if kind == "self" else f"{one.reading.remedy.sentence} {step}"),
            points(*causes) if causes else words(self.fill("cause_none")),
        ]

    def _possible(self, story: Story, result: Diagnosis) -> Block:
        sides = (story.first, story.second)
        rows = []
        for one in result.possible:
            by = f" by {escape(self._named(story, one)['by'])}" if one.forced_by else ""
            seen = [
                f"{escape(name)}: {'yes' if saw else 'no'}"
                for name, saw in zip(sides, (one.first, one.second), strict=True)
            ]
            rows.append([f"{one.type}{by}", "; ".join(seen), self._start(story, one)])
        head = ("It was", "if these saw a benefit in no deal", "and you would begin with")
        return table("What remains possible, side by side", head, rows)

    def _find_out(self, story: Story, result: Diagnosis) -> list[str]:
        names = {"first": story.first, "second": story.second}
        own = story.case is None
        return [
            self.fill("find_out_self" if own and side == "first" else "find_out", name=names[side])
            for side in result.missing
        ]

    def _case(self, story: Story, result: Diagnosis) -> list[Block]:
        """Give the story again and, once both sides are set, the course's reading of it."""
        if story.case is None:
            return []
        text = story.case.told(self._currency)
        again = fold(
            f"The story: {story.case.title}", words(text), words(self.fill("illustrative"))
        )
        if not result.settled:
            return [again]
        prefix = PREFIXES[story.case.id]
        readings = (
            ["trainer_one", "trainer_two", "trainer_both"]
            if prefix == "trainer_"
            else [f"{prefix}reading"]
        )
        return [
            again,
            fold(
                "Compare with the course's reading",
                *(words(self.fill(reading)) for reading in readings),
            ),
        ]

    def _own(self, inputs: Any) -> list[Block]:
        if inputs.case != "own":
            return []
        setting = self.fill(f"setting_{inputs.setting}")
        return [
            heading("Negotiation is everywhere"),
            words(f"{setting} {self.fill('literacy')}"),
        ]


def _kind(story: Story, one: Possibility) -> str:
    """Give the type, or ``self`` where it was oneself who forced the impasse."""
    return "self" if story.case is None and one.forced_by == "first" else str(one.type)


def _figure(label: str, value: str, note: str = "") -> tuple[str, str] | tuple[str, str, str]:
    return (label, value, note) if note else (label, value)


def _answers(view: str) -> list[dict[str, Any]]:
    return [
        {"place": place, "answer": answer, "chosen": view == answer}
        for place, answer in enumerate(("no", "yes"))
    ]
