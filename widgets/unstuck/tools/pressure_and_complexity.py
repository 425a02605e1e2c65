"""PressureAndComplexity: what a deadline, a crowd and a rule do to the chance of a deal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.pressure import MOST_ISSUES, MOST_PARTIES, TABLES, Chance
from unstuck.analysis.table_survey import Survey, Table, survey
from unstuck.content.numbers import show_number, show_percent
from unstuck.data import rows
from unstuck.kit.blocks import Block, chart, figures, finding, fold, heading, points, table, words
from unstuck.kit.fields import choice, quantity
from unstuck.kit.tool import Tool

_TABLE, _CLOCK, _LIMITS = "Who must agree, and on what", "The clock", "What they would settle for"
_RULES = {"all": "All of them", "majority": "More than half"}
_MOODS = {
    "none": "Nothing: limits stay where they are",
    "gives": "They give way",
    "digs": "They dig in",
}
_SHAPES = {"even": "All values alike likely", "middle": "The middle likeliest"}
_SEARCHES = {
    "random": "As they come to mind, in random order",
    "best": "Wishes are on the table: the most promising first",
}
_EVIDENCE = ("E23", "E24", "E25", "E26", "E27", "E28", "E29", "E65", "E66", "E67")
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
_MOVED = ("mood", ("gives", "digs"))
_LIMIT_HELP = (
    "The least that a party accepts. 0 % is worthless to it, 100 % all that it could wish."
)


@dataclass(frozen=True, kw_only=True)
class TalksInputs:
    """What the learner sets."""

    parties: float = quantity(
        3, label="Parties at the table", low=2, high=MOST_PARTIES, step=1, section=_TABLE
    )
    issues: float = quantity(
        2, label="Issues to settle", low=1, high=MOST_ISSUES, step=1, section=_TABLE
    )
    rule: str = choice("all", label="Who must say yes?", options=_RULES, section=_TABLE)
    proposals: float = quantity(
        4, label="Time for how many proposals?", low=1, high=20, step=1, section=_CLOCK
    )
    search: str = choice(
        "random", label="Which package comes first?", options=_SEARCHES, section=_CLOCK
    )
    mood: str = choice(
        "none",
        label="What the clock does to people",
        options=_MOODS,
        look="select",
        section=_CLOCK,
    )
    shift: float = quantity(
        0.05,
        label="By how much the limits move",
        low=0,
        high=0.3,
        step=0.01,
        unit="%",
        section=_CLOCK,
        when=_MOVED,
    )
    typical: float = quantity(
        0.5,
        label="Typical limit",
        low=0.1,
        high=0.9,
        step=0.01,
        unit="%",
        help=_LIMIT_HELP,
        section=_LIMITS,
    )
    spread: float = quantity(
        0.2, label="Give or take", low=0, high=0.4, step=0.01, unit="%", section=_LIMITS
    )
    shape: str = choice(
        "even", label="Within that range", options=_SHAPES, look="select", section=_LIMITS
    )


class PressureAndComplexity(Tool):
    """Try what a deadline, one more party, one more issue or another rule does to the chance.

    A model: limits and tastes are drawn independently, packages are tried one after the other,
    and time is counted in proposals. One issue is worked out exactly; several are simulated with
    fixed random numbers.

    Parameters
    ----------
    draft, keep, **inputs
        As for every tool; the inputs are the fields of ``PressureAndComplexity.Inputs``.
        `typical`, `spread` and `shift` are fractions from 0 to 1.

    Examples
    --------
    Three parties whose limits are all one half, one issue with three ways, time for one proposal:
    each says yes with one chance in two.

    >>> import unstuck
    >>> talks = unstuck.PressureAndComplexity(issues=1, proposals=1, spread=0)
    >>> talks.result.in_time.value
    0.125
    """

    Inputs = TalksInputs
    title = "What do the clock and the crowd do?"
    lead = (
        "Change one thing at a time, and watch how the talks end. What the model takes for granted "
        "stands at the foot."
    )
    charts = ("deal_seats", "deal_tries")
    module = "02-causes"

    @staticmethod
    def solve(inputs: Any) -> Survey:
        """Look at one table from all sides."""
        shift = {"none": 0.0, "gives": -inputs.shift, "digs": inputs.shift}[inputs.mood]
        return survey(
            Table(
                parties=_whole(inputs.parties, "parties"),
                issues=_whole(inputs.issues, "issues"),
                proposals=_whole(inputs.proposals, "proposals"),
                typical=inputs.typical,
                spread=inputs.spread,
                shape=inputs.shape,
                shift=shift,
                rule=inputs.rule,
                search=inputs.search,
            )
        )

    def show(self, inputs: TalksInputs, result: Survey) -> list[Block]:
        """How such talks end, the two pictures, what one change would do, and what it rests on."""
        return [
            self._finding(result),
            self._seats(result),
            words(self.fill("assume_short")),
            self._figures(result),
            *self._mood(inputs, result),
            self._tries(result),
            self._levers(result),
            heading(self.fill("back")),
            points(*self._back(inputs)),
            fold(self.fill("back_table"), self._evidence()),
            heading(self.fill("assume")),
            points(*self._assumptions(inputs, result)),
        ]

    # the finding and the figures

    def _finding(self, result: Survey) -> Block:
        here = result.here
        told = self.fill(
            "finding_late" if _legible(here.too_late) else "finding",
            in_time=_legible(here.in_time),
            too_late=_legible(here.too_late),
            none=_legible(here.none),
            whom=self._whom(result),
        )
        if result.suited is None:
            return finding(told)
        return finding(f"{told} {self.fill('suited', suited=_legible(result.suited.value))}")

    def _whom(self, result: Survey) -> str:
        if result.need < result.table.parties:
            return self.fill("whom_majority", n=_COUNTS[result.need])
        return self.fill("whom_two" if result.need == 2 else "whom_all", n=_COUNTS[result.need])

    def _figures(self, result: Survey) -> Block:
        now, suited = result.in_time, result.suited
        everybody = []
        if suited is not None:
            told = _percent(suited.value)
            everybody.append((self.fill("figure_suited"), told, self._note(suited)))
        return figures(
            (self.fill("figure_now"), _percent(now.value), self._note(now)),
            *everybody,
            (
                self.fill("figure_exists"),
                _percent(result.exists.value),
                self.fill("note_packages", n=result.packages),
            ),
            (self.fill("figure_yes"), show_percent(round(result.yes, 3)), self.fill("note_exact")),
            (
                self.fill("figure_first"),
                show_percent(round(result.first, 3)),
                self.fill("note_exact"),
            ),
        )

    def _note(self, chance: Chance) -> str:
        if chance.exact:
            return self.fill("note_exact")
        return self.fill("note_simulated", margin=chance.points)

    def _mood(self, inputs: TalksInputs, result: Survey) -> list[Block]:
        if result.calm is None:
            return []
        return [
            words(
                self.fill(
                    f"calm_{inputs.mood}",
                    now=_legible(result.in_time.value),
                    calm=_legible(result.calm.value),
                    gain=result.moved,
                )
            )
        ]

    # the pictures

    def _seats(self, result: Survey) -> Block:
        here, two, eight = result.here, result.seats[0], result.seats[-1]
        name = "seats_title_two" if here is two else "seats_title"
        title = self.fill(
            name,
            n=_COUNTS[here.parties],
            in_time=_legible(here.in_time),
            two=_legible(two.in_time),
            eight=_legible(eight.in_time),
        )
        sentence = self.fill("seats_sentence")
        if result.table.rule == "majority":
            sentence = f"{sentence} {self.fill('seats_steps')}"
        keys = ("in_time", "too_late", "none")
        return chart(
            "deal_seats",
            title=title,
            sentence=sentence,
            head=["Parties", *(self.fill(f"key_{kind}") for kind in keys)],
            rows=[
                [str(seat.parties), *map(_percent, (seat.in_time, seat.too_late, seat.none))]
                for seat in result.seats
            ],
            data={
                "seats": [
                    {
                        "parties": seat.parties,
                        "zero": 0,
                        "in_time": seat.in_time,
                        "exists": seat.exists,
                        "one": 1,
                        "here": seat is here,
                        "told": _percent(seat.in_time),
                    }
                    for seat in result.seats
                ],
                "key": [{"kind": kind, "told": self.fill(f"key_{kind}")} for kind in keys],
            },
        )

    def _tries(self, result: Survey) -> Block:
        chosen = result.table.proposals
        chance, most = _legible(result.in_time.value), _legible(result.exists.value)
        told = {"tries": chosen, "chance": chance, "most": most, "packages": result.packages}
        name = "tries_title_one" if chosen == 1 else "tries_title"
        if chosen >= result.packages:
            name = "tries_title_end"
        return chart(
            "deal_tries",
            title=self.fill(name, **told),
            sentence=self.fill("tries_sentence"),
            head=["Proposals", "Chance of a deal in time"],
            rows=[[str(n), _percent(value)] for n, value in result.by_time],
            data={
                "tries": [
                    {
                        "proposals": n,
                        "chance": value,
                        "here": n == chosen,
                        "told": self.fill("tries_here", n=n, chance=_legible(value)),
                    }
                    for n, value in result.by_time
                ],
                "ceiling": [
                    {
                        "chance": result.exists.value,
                        "told": self.fill("tries_ceiling", exists=most),
                        "left": chosen > 9,
                    }
                ],
            },
        )

    def _levers(self, result: Survey) -> Block:
        other = "all" if result.table.rule == "majority" else "majority"
        rows = []
        for lever in result.levers:
            name = f"lever_rule_{other}" if lever.name == "rule" else f"lever_{lever.name}"
            rows.append([self.fill(name), _percent(lever.chance)])
        head = ["If you change only this", "Deal in time"]
        return table(self.fill("levers"), head, rows)

    # what it rests on

    def _assumptions(self, inputs: TalksInputs, result: Survey) -> Iterator[str]:
        low, high = result.table.calm.limits.support
        simulated = not result.in_time.exact
        told = {
            "packages": result.packages,
            "issues": result.table.issues,
            "low": low,
            "high": high,
            "shape": self.fill(f"shape_{inputs.shape}"),
            "order": self.fill(f"order_{inputs.search}"),
            "shift": "",
            "how": self.fill("how_simulated" if simulated else "how_exact", tables=TABLES),
        }
        if result.calm is not None:
            told["shift"] = self.fill(f"shift_{inputs.mood}", points=result.table.shift_points)
        for n in range(1, 7):
            yield self.fill(f"assume_{n}", **told)
        yield self.fill("levers_note")

    def _back(self, inputs: TalksInputs) -> Iterator[str]:
        """Give the findings that bear on what is set."""
        yield self.fill("back_clock")
        yield self.fill("back_clock_far")
        yield self.fill("back_more_time")
        if inputs.parties > 2:
            yield self.fill("back_parties")
        if inputs.issues > 1:
            yield self.fill("back_issues")

    def _evidence(self) -> Block:
        found = {row["id"]: row for row in rows("evidence")}
        lines = [
            [each, found[each]["finding"], f"{found[each]['authors']} {found[each]['year']}"]
            for each in _EVIDENCE
        ]
        return table(self.fill("back_table"), ["Row", "Finding", "Source"], lines)


def _whole(value: float, what: str) -> int:
    if value != int(value):
        raise ValueError(
            f"The number of {what} must be a whole number, not {show_number(value)}; round it."
        )
    return int(value)


def _legible(chance: float) -> float:
    """A chance in whole per cent, and in tenths where it is small."""
    return round(chance, 2 if chance >= 0.095 else 3)


def _percent(chance: float) -> str:
    return show_percent(_legible(chance))
