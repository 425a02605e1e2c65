"""PackageBuilder: several issues at once, what each package gives both, and how to do better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.package_study import Study
from unstuck.analysis.package_table import Table, on_the_table, replay
from unstuck.analysis.packages import Package
from unstuck.analysis.trades import Offer, Trade
from unstuck.analysis.wager import Wager, wager
from unstuck.charts.package_data import package_data
from unstuck.content.numbers import show_number
from unstuck.content.templates import escape
from unstuck.kit.blocks import (
    Block,
    ask,
    cards,
    chart,
    figures,
    finding,
    fold,
    heading,
    points,
    table,
    words,
)
from unstuck.tools.interest_map_opening import CaseTool
from unstuck.tools.package_builder_bet import bet_blocks
from unstuck.tools.package_builder_inputs import (
    EXPECT,
    ISSUES,
    LIMITS,
    SIDES,
    PackageInputs,
    studied,
)

LETTERS = ("A", "B", "C")
_PARTS = {"yes": (ISSUES,), "no": (LIMITS, EXPECT), "sides": (SIDES,)}


@dataclass(frozen=True)
class Building:
    """A package on the table, and a bet beside it if there is one."""

    table: Table
    wager: Wager | None

    @property
    def study(self) -> Study:
        """What holds for all packages."""
        return self.table.study


class PackageBuilder(CaseTool):
    """Put several issues together into one deal, and see what it gives both sides.

    Every package is held against both alternatives and against all other packages: what is left
    on the table, which trades would help both, how far splitting every difference falls short,
    three offers of equal worth to you, and a term that depends on what neither knows.

    Parameters
    ----------
    case : {"case-startup-terms", "case-delivery"}, optional
        What it opens with; the first without it, and an empty sheet with ``own=True``.
    issues : list of dict, optional
        One to five, each with a `name` and two to four `options`, in their natural order; each of
        these with a `name` and the points `yours` and `theirs`.
    your_limit, their_limit : float, optional
        What no deal is worth to each side, in its own points.
    path : list of str, optional
        The moves that lead from halfway to the package on the table: ``"0=2"`` settles the first
        issue at its third option.
    draft, keep, own, **inputs
        As for every tool.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.PackageBuilder(path=["to=half"])
    >>> tool.result.study.halfway.worth
    (55.0, 55.0)
    """

    Inputs = PackageInputs
    title = "Several issues, one deal"
    lead = "Build a package with the buttons. The picture shows what it gives both of you."
    charts = ("package_space",)
    cases = ("case-startup-terms", "case-delivery")

    @staticmethod
    def solve(inputs: PackageInputs) -> Building:
        """Look through all packages, and put one on the table."""
        found = studied(inputs.issues, (inputs.your_limit, inputs.their_limit))
        told = on_the_table(found, replay(found, inputs.path), inputs.aim)
        bet = wager(inputs.your_chance, inputs.their_chance, inputs.if_so, inputs.if_not)
        return Building(told, bet if inputs.bet else None)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """One part of the form at a time; the others keep what they hold."""
        return {
            name: "" for part, names in _PARTS.items() if part != draft["edit"] for name in names
        }

    def show(self, inputs: PackageInputs, result: Building) -> list[Block]:
        """The finding, the picture, the buttons, and what would be better."""
        bet = bet_blocks(self.fill, self._currency, inputs, result.wager)
        if result.study.blank:
            return [finding(self.fill("blank"), "open"), *bet]
        return [
            self._finding(inputs, result),
            self._figures(inputs, result.table),
            self._picture(inputs, result),
            *self._buttons(result.table),
            *self._trades(result.table),
            *self._halfway(result.study),
            *self._offers(inputs, result.table),
            *bet,
            self._all(result.study),
        ]

    # the finding

    def _finding(self, inputs: PackageInputs, result: Building) -> Block:
        seen, found = result.table.appraisal, result.study
        you, them = seen.gains
        told = {"you": _signed(you), "them": _signed(them), **_names(inputs)}
        if not found.acceptable:
            return finding(self._none_at_all(found), "bad")
        if not seen.acceptable:
            worse = "both" if max(you, them) < 0 else "you" if you < 0 else "them"
            return finding(self.fill(f"worse_{worse}", **told), "bad")
        if seen.efficient:
            return finding(self.fill("efficient", **told), "good")
        name = "better_one" if seen.better == 1 else "better"
        return finding(self.fill(name, better=seen.better, **told), "open")

    def _none_at_all(self, found: Study) -> str:
        """No package will do: say so, and how near the nearest comes."""
        near = _terms(found, found.nearest.package) if found.nearest else ""
        short = [
            self.fill(f"short_{side}", short=by)
            for side, by in zip(("you", "them"), found.short, strict=True)
            if by > 0
        ]
        return " ".join([self.fill("none_at_all", near=near), *short, self.fill("none_next")])

    def _figures(self, inputs: PackageInputs, told: Table) -> Block:
        seen = told.appraisal
        sides = zip(("you", "them"), seen.worth, seen.gains, strict=True)
        items = [
            (
                self.fill(f"worth_{side}", **_names(inputs)),
                show_number(worth),
                self.fill("over", gain=_signed(gain)),
            )
            for side, worth, gain in sides
        ]
        left = (self.fill("left"), show_number(seen.left_jointly), self.fill("left_note"))
        return figures(*items, left)

    # the picture

    def _picture(self, inputs: PackageInputs, result: Building) -> Block:
        told, found = result.table, result.study
        offers = list(zip(LETTERS, _choice(told), strict=False))
        marks = [("offer", offer.worth, letter) for letter, offer in offers]
        marks.append(("half", found.halfway.worth, self.fill("mark_half")))
        marks.append(("table", told.appraisal.worth, self.fill("mark_table")))
        data, signals = package_data(
            found.rows,
            found.frontier,
            found.scenario.reservations,
            marks,
            possible=bool(found.acceptable),
            names={side: self.fill(f"line_{side}") for side in ("you", "them")},
        )
        count = {"count": len(found.rows), "acceptable": found.acceptable}
        named = {0: "title_none", 1: "title_one"}.get(found.acceptable, "title")
        rows = [
            [label, escape(_terms(found, package)), *map(show_number, worth)]
            for label, package, worth in (
                (self.fill("mark_table"), told.appraisal.package, told.appraisal.worth),
                (self.fill("mark_half"), found.halfway.package, found.halfway.worth),
                *((letter, offer.package, offer.worth) for letter, offer in offers),
            )
        ]
        plans = self.fill(
            "plans",
            yours=inputs.batna.strip() or self.fill("no_plan"),
            theirs=inputs.their_batna.strip() or self.fill("no_plan"),
        )
        no_deal = [self.fill("no_deal"), plans, *map(show_number, found.scenario.reservations)]
        return chart(
            "package_space",
            title=self.fill(named, **count),
            sentence=self.fill("picture_offers" if offers else "picture", **count),
            head=["What", "Terms", "Worth to you", "Worth to them"],
            rows=[*rows, no_deal],
            data=data,
            signals=signals,
        )

    def _buttons(self, told: Table) -> list[Block]:
        """A group of buttons for each issue, and one for leaps."""
        package, issues = told.appraisal.package, told.study.scenario.issues
        groups = [
            ask(
                "path",
                self.fill("now", issue=issue.name, option=option),
                [
                    {"value": way.move, "label": escape(way.name), "note": self._moved(way.gains)}
                    for way in ways
                ],
            )
            for issue, option, ways in zip(issues, package, told.options, strict=True)
        ]
        leaps = [
            {"value": f"to={where}", "label": self.fill(f"leap_{where}")}
            for where in ("half", "yours", "theirs", "nash")
        ]
        return [heading(self.fill("build")), *groups, ask("path", self.fill("leap"), leaps)]

    def _moved(self, gains: tuple[float, ...]) -> str:
        return self.fill("moved", you=_signed(gains[0]), them=_signed(gains[1]))

    # what would be better

    def _trades(self, told: Table) -> list[Block]:
        if not told.trades:
            name = "no_trade_best" if told.appraisal.efficient else "no_trade"
            return [heading(self.fill("trades")), words(self.fill(name))]
        return [
            heading(self.fill("trades")),
            points(*(self._trade(trade) for trade in told.trades)),
        ]

    def _trade(self, trade: Trade) -> str:
        parts = [
            self.fill(
                "change",
                issue=change.issue,
                before=change.before,
                after=change.after,
                gains=self._moved(change.gains),
            )
            for change in trade.changes
        ]
        if len(parts) == 1:
            return f"{parts[0]}."
        swap = f", {self.fill('against')} ".join(parts)
        return f"{swap}. {self.fill('trade', gains=self._moved(trade.gains))}"

    def _halfway(self, found: Study) -> list[Block]:
        half = found.halfway
        told = {"you": half.worth[0], "them": half.worth[1]}
        lines = [self.fill("half", **told)]
        if not half.acceptable:
            lines.append(self.fill("half_worse"))
        if found.beyond is None:
            lines.append(self.fill("half_best"))
        else:
            more = {"you": _signed(found.more[0]), "them": _signed(found.more[1])}
            terms = _terms(found, found.beyond.package)
            lines.append(self.fill("half_beyond", terms=terms, **more))
        return [heading(self.fill("halfway")), words(" ".join(lines))]

    def _offers(self, inputs: PackageInputs, told: Table) -> list[Block]:
        if not told.study.acceptable:
            return []
        offers = _choice(told)
        if not offers:
            return [
                heading(self.fill("offers")),
                words(self.fill("too_few_offers", aim=told.aim)),
            ]
        made = [
            {
                "badge": letter,
                "title": self.fill("offer", you=offer.worth[0], them=offer.worth[1]),
                "text": self._listed(told.study, offer.package),
                "foot": self.fill("unwelcome") if offer.worth[1] < inputs.their_limit else "",
            }
            for letter, offer in zip(LETTERS, offers, strict=False)
        ]
        low = any(offer.worth[0] < inputs.your_limit for offer in offers)
        warning = [words(self.fill("offers_low"))] if low else []
        return [
            heading(self.fill("offers")),
            words(self.fill("offers_told", aim=told.aim)),
            cards(*made),
            *warning,
        ]

    def _all(self, found: Study) -> Block:
        rows = [
            [
                escape(_terms(found, found.scenario.package(index))),
                *map(show_number, found.rows[index]),
            ]
            for index in found.frontier
        ]
        head = ["Terms", "Worth to you", "Worth to them"]
        return fold(self.fill("frontier"), table(self.fill("frontier_told"), head, rows))

    def _listed(self, found: Study, package: Package) -> str:
        pairs = zip(found.scenario.issues, package, strict=True)
        return "\n\n".join(f"{escape(issue.name)}: **{escape(option)}**" for issue, option in pairs)


def _choice(told: Table) -> tuple[Offer, ...]:
    """The offers to make at once: none where no deal is better, or where there is no choice."""
    return tuple(told.offers) if told.study.acceptable and len(told.offers) > 1 else ()


def _terms(found: Study, package: Package) -> str:
    """A package in words, as typed."""
    pairs = zip(found.scenario.issues, package, strict=False)
    return "; ".join(f"{issue.name}: {option}" for issue, option in pairs)


def _signed(points: float) -> str:
    """Points with their sign, also where they are gained."""
    return f"+{show_number(points)}" if points > 0 else show_number(points)


def _names(inputs: PackageInputs) -> dict[str, str]:
    return {
        "your_side": inputs.you.strip() or "you",
        "their_side": inputs.them.strip() or "the other side",
    }
