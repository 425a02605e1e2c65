"""InterestMap: from two demands to the needs behind them, said and unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.interests import InterestReading, Need, Side, read_interests
from unstuck.charts.pull_data import pull_data
from unstuck.content.templates import escape
from unstuck.kit.blocks import (
    Block,
    chart,
    figures,
    finding,
    fold,
    heading,
    points,
    table,
    words,
)
from unstuck.kit.fields import choice, flag, rows, text
from unstuck.tools.interest_map_opening import CaseTool

WEIGHTS = {"1": "a little", "2": "much", "3": "it is vital"}
EFFECTS = {
    "3": "it is vital to them too",
    "2": "they gain much by it",
    "1": "they gain a little by it",
    "0": "nothing: it costs them nothing",
    "-1": "it costs them a little",
    "-2": "it costs them much",
    "-3": "it takes away something vital",
}
ON_YOU = {
    "3": "it is vital to you too",
    "2": "you gain much by it",
    "1": "you gain a little by it",
    "0": "nothing: it costs you nothing",
    "-1": "it costs you a little",
    "-2": "it costs you much",
    "-3": "it takes away something vital",
}
SIDES, YOURS, THEIRS = "The two sides", "Your side", "The other side"
PARTS = {"yours": "your needs", "theirs": "their needs", "sides": "sides and demands"}
_SECTIONS = {"sides": SIDES, "yours": YOURS, "theirs": THEIRS}


def _name(label: str) -> Any:
    return text("", label=label, limit=60)


def _way() -> Any:
    return text("", label="What else would meet it?", limit=90)


@dataclass(frozen=True, kw_only=True)
class YourNeed:
    name: str = _name("You need")
    weight: str = choice("2", label="How much does it matter?", options=WEIGHTS, look="select")
    effect: str = choice("0", label="What does that do to them?", options=EFFECTS, look="select")
    said: bool = flag(False, label="You have said so, aloud")
    way: str = _way()


@dataclass(frozen=True, kw_only=True)
class TheirNeed:
    name: str = _name("They need")
    weight: str = choice("2", label="How much does it matter?", options=WEIGHTS, look="select")
    effect: str = choice("0", label="What does that do to you?", options=ON_YOU, look="select")
    said: bool = flag(False, label="They have said so, aloud")
    way: str = _way()


@dataclass(frozen=True, kw_only=True)
class InterestInputs:
    part: str = choice("sides", label="Now write about", options=PARTS)
    title: str = text("", label="What is it about?", limit=80, section=SIDES, case="title")
    you: str = text("", label="Your side is called", limit=40, section=SIDES, case="you")
    them: str = text("", label="The other side", limit=40, section=SIDES, case="them")
    your_demand: str = text("", label="What your side demands", limit=140, section=SIDES)
    their_demand: str = text("", label="What the other side demands", limit=140, section=SIDES)
    yours: tuple[YourNeed, ...] = rows(
        YourNeed,
        (YourNeed(),),
        label="Behind your demand",
        noun="need",
        most=4,
        section=YOURS,
        help="Ask yourself: what would I lose without it, and why does that matter?",
    )
    theirs: tuple[TheirNeed, ...] = rows(
        TheirNeed,
        (TheirNeed(),),
        label="Behind their demand",
        noun="need",
        most=4,
        section=THEIRS,
        help="What they told you, or what you guess. A guess is a question to ask.",
    )


class InterestMap(CaseTool):
    """Find the needs behind two demands, and which of them really stand against each other.

    Parameters
    ----------
    case : {"case-deadline", "case-startup-terms", "case-delivery"}, optional
        What it opens with; the first without it, and an empty sheet with ``own=True``.
    yours, theirs : list of dict, optional
        The needs of each side: `name`, `weight` (``"1"`` to ``"3"``), `effect` on the other side
        (``"-3"`` to ``"3"``), `said` aloud or not, and another `way` to meet it.
    draft, keep, own, **inputs
        As for every tool.

    Examples
    --------
    >>> import unstuck
    >>> juice = {"name": "juice for a cake", "effect": "0"}
    >>> peel = {"name": "peel for a glaze", "effect": "0"}
    >>> unstuck.InterestMap(own=True, yours=[juice], theirs=[peel]).result.opposed
    ()
    """

    Inputs = InterestInputs
    title = "What lies behind the demands?"
    lead = "Write down what each side needs, and what meeting it would do to the other."
    charts = ("interest_pull",)
    cases = ("case-deadline", "case-startup-terms", "case-delivery")

    @staticmethod
    def solve(inputs: InterestInputs) -> InterestReading:
        """Sort the needs; rows without words are passed over."""
        return read_interests([*_needs(inputs.yours, "you"), *_needs(inputs.theirs, "them")])

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """One part of the form at a time; the others keep what they hold."""
        return {name: "" for part, name in _SECTIONS.items() if part != draft["part"]}

    def show(self, inputs: InterestInputs, result: InterestReading) -> list[Block]:
        """The finding, the picture of pulls, and what to say, ask and look for."""
        demands = self._demands(inputs)
        if not result.needs:
            return [finding(self.fill("empty"), "open"), *demands]
        return [
            self._finding(inputs, result),
            self._figures(result),
            *demands,
            self._picture(inputs, result),
            *self._aloud(inputs, result),
            *self._favours(inputs, result),
            self._ways(inputs, result),
            fold(self.fill("keep_fold"), words(self.fill("keep"))),
        ]

    def facts(self, inputs: InterestInputs, result: InterestReading) -> dict[str, Any]:
        """The linked fields, and the needs of both sides as two lists in words."""
        told = super().facts(inputs, result)
        told["your_interests"] = "; ".join(need.name for need in result.of("you"))
        told["their_interests"] = "; ".join(need.name for need in result.of("them"))
        return told

    # the finding

    def _finding(self, inputs: InterestInputs, result: InterestReading) -> Block:
        if result.missing:
            side = result.missing[0]
            return finding(self.fill(f"missing_{side}", them=_called(inputs, "them")), "open")
        count, opposed = len(result.needs), len(result.opposed)
        name = {0: "none", 1: "one", count: "all"}.get(opposed, "some")
        told = self.fill(f"opposed_{name}", opposed=opposed, count=count)
        unsaid = {0: "unsaid_none", 1: "unsaid_one"}.get(len(result.unsaid), "unsaid_some")
        more = self.fill(unsaid, unsaid=len(result.unsaid))
        return finding(f"{told} {more}", "bad" if opposed == count else "good")

    def _figures(self, result: InterestReading) -> Block:
        told = [
            (self.fill(f"figure_{kind}"), str(len(needs)), self.fill(f"note_{kind}"))
            for kind, needs in (
                ("shared", result.shared),
                ("compatible", result.compatible),
                ("opposed", result.opposed),
            )
        ]
        return figures(*told)

    def _demands(self, inputs: InterestInputs) -> list[Block]:
        said = [
            self.fill("demand", who=_capital(_called(inputs, side)), told=demand.strip())
            for side, demand in (("you", inputs.your_demand), ("them", inputs.their_demand))
            if demand.strip()
        ]
        return [points(*said)] if said else []

    # the picture

    def _picture(self, inputs: InterestInputs, result: InterestReading) -> Block:
        drawn = [
            {
                "name": need.name.strip(),
                "relation": str(need.relation),
                "you": need.does_to("you"),
                "them": need.does_to("them"),
                "said": need.said,
                "side": need.side,
                "tag": self.fill(f"tag_{need.relation}{'' if need.said else '_unsaid'}"),
            }
            for need in result.needs
        ]
        names = {"you": _called(inputs, "you"), "them": _called(inputs, "them")}
        return chart(
            "interest_pull",
            title=self.fill(f"title_{'all' if not result.opposed else 'some'}"),
            sentence=self.fill("picture", **names),
            head=["Need", "Whose", "To your side", "To the other side", "Relation", "Said aloud"],
            rows=[
                [
                    escape(need.name.strip()),
                    escape(names[need.side]),
                    self.fill(f"strength_{_word(need.does_to('you'))}"),
                    self.fill(f"strength_{_word(need.does_to('them'))}"),
                    str(need.relation),
                    "yes" if need.said else "no",
                ]
                for need in result.needs
            ],
            data=pull_data(drawn),
        )

    # what to do with it

    def _aloud(self, inputs: InterestInputs, result: InterestReading) -> list[Block]:
        told = []
        for need in result.unsaid:
            sentence = f"{'say' if need.side == 'you' else 'ask'}_{need.relation}"
            told.append(self.fill(sentence, need=need.name.strip(), them=_called(inputs, "them")))
        return [heading(self.fill("aloud")), points(*told)] if told else []

    def _favours(self, inputs: InterestInputs, result: InterestReading) -> list[Block]:
        if not result.favours:
            return []
        best = result.favours[0]
        told = self.fill(
            "favour",
            yours=best.yours.name.strip(),
            theirs=best.theirs.name.strip(),
            them=_called(inputs, "them"),
        )
        return [heading(self.fill("favours")), words(told)]

    def _ways(self, inputs: InterestInputs, result: InterestReading) -> Block:
        return table(
            self.fill("ways"),
            ["Need", "Whose", "What else would meet it"],
            [
                [
                    escape(need.name.strip()),
                    escape(_called(inputs, need.side)),
                    escape(need.way.strip()) or self.fill("no_way"),
                ]
                for need in result.needs
            ],
        )


def _needs(given: tuple[Any, ...], side: Side) -> list[Need]:
    return [
        Need(row.name, side, int(row.weight), int(row.effect), row.said, row.way)
        for row in given
        if row.name.strip()
    ]


def _called(inputs: InterestInputs, side: str) -> str:
    if side == "you":
        return inputs.you.strip() or "you"
    return inputs.them.strip() or "the other side"


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


def _word(strength: int) -> str:
    """The name of a strength among the words: ``plus3``, ``zero``, ``minus1``."""
    if strength == 0:
        return "zero"
    return f"{'plus' if strength > 0 else 'minus'}{abs(strength)}"
