"""SettlementTree: take the offer to settle, or ask for more."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unstuck.analysis.decision_tree import RolledNode
from unstuck.analysis.rounding import readable
from unstuck.analysis.settlement import Reply, Settlement, Suit, settle
from unstuck.charts.trees import tree_data
from unstuck.content.numbers import show_number, show_percent
from unstuck.kit.blocks import Block, chart, figures, finding, points, words
from unstuck.kit.fields import choice, quantity, rows
from unstuck.kit.tool import Tool

OFFER = "The offer"
RISK = "Risk"


@dataclass(frozen=True, kw_only=True)
class Answer:
    chance: float = quantity(0.1, label="Chance", low=0, high=1, step=0.01, unit="%", rest=True)
    does: str = choice(
        "offers",
        label="Texaco",
        options={"accepts": "accepts", "refuses": "refuses", "offers": "makes an offer"},
    )
    amount: float = quantity(
        3,
        label="It offers",
        low=0,
        high=15,
        most=1500,
        step=0.1,
        unit="bn",
        when=("does", ("offers",)),
    )


@dataclass(frozen=True, kw_only=True)
class Award:
    chance: float = quantity(0.1, label="Chance", low=0, high=1, step=0.01, unit="%", rest=True)
    amount: float = quantity(
        5, label="The court awards", low=0, high=15, most=1500, step=0.1, unit="bn"
    )


@dataclass(frozen=True, kw_only=True)
class SettlementInputs:
    offer: float = quantity(
        2,
        label="Texaco offers",
        low=0,
        high=15,
        most=1500,
        step=0.1,
        unit="bn",
        party="them",
        section=OFFER,
        help="All amounts in billions of US dollars.",
    )
    counter: float = quantity(
        5,
        label="Pennzoil could ask for",
        low=0,
        high=15,
        most=1500,
        step=0.1,
        unit="bn",
        party="you",
        section=OFFER,
    )
    attitude: str = choice(
        "neutral",
        label="A gamble of billions",
        options={
            "neutral": "could be borne: go by the average",
            "careful": "is a worry: pay to be sure",
        },
        section=RISK,
    )
    tolerance: float = quantity(
        5,
        label="Risk tolerance",
        low=0,
        high=20,
        most=2000,
        step=0.1,
        unit="bn",
        section=RISK,
        when=("attitude", ("careful",)),
        help="The largest amount for which a coin would still be tossed: win it all, or lose half "
        "of it.",
    )
    answers: tuple[Answer, ...] = rows(
        Answer,
        (
            Answer(chance=0.17, does="accepts"),
            Answer(chance=0.5, does="refuses"),
            Answer(chance=0.33, does="offers", amount=3),
        ),
        label="If Pennzoil asks for more, Texaco …",
        noun="answer",
        most=5,
    )
    awards: tuple[Award, ...] = rows(
        Award,
        (
            Award(chance=0.2, amount=10.3),
            Award(chance=0.5, amount=5),
            Award(chance=0.3, amount=0),
        ),
        label="If it goes to court",
        noun="decision",
    )


class SettlementTree(Tool):
    """Pennzoil against Texaco: take 2 billion now, or ask for 5 and leave the rest to chance.

    A teaching version of the historic case, with the numbers of Clemen's textbook, in billions
    of US dollars.

    Parameters
    ----------
    offer, counter : float, optional
        What Texaco offers, and what Pennzoil could ask for instead.
    answers : list of dict, optional
        How Texaco may answer: `chance`, `does` (accepts, refuses, offers) and `amount`.
    awards : list of dict, optional
        What the court may award: `chance` and `amount`.
    attitude, tolerance
        ``"neutral"``, or ``"careful"`` with a risk tolerance in billions.

    References
    ----------
    R. T. Clemen, *Making Hard Decisions*, 2nd edition, Duxbury, 1996.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.SettlementTree()
    >>> tool.result.answer.plan, round(tool.result.asking, 2)
    (('Ask for 5', 'Refuse 3'), 4.63)
    """

    Inputs = SettlementInputs
    title = "Two billion now, or the court?"
    lead = "You advise Pennzoil. Move an amount or a chance, and see where the plan turns."
    charts = ("batna_tree",)
    module = "03-batna"

    @staticmethod
    def solve(inputs: SettlementInputs) -> Settlement:
        replies = tuple(
            Reply(answer.chance, answer.does, answer.amount)  # type: ignore[arg-type]
            for answer in inputs.answers
        )
        awards = tuple((award.chance, award.amount) for award in inputs.awards)
        suit = Suit(inputs.offer, inputs.counter, replies, awards)
        careful = inputs.attitude == "careful"
        return settle(suit, risk_tolerance=inputs.tolerance if careful else math.inf)

    def show(self, inputs: SettlementInputs, result: Settlement) -> list[Block]:
        known = {"offer": readable(inputs.offer), "counter": readable(inputs.counter)}
        asking = readable(result.asking)
        told = self.fill("take" if result.takes else "ask", asking=asking, **known)
        refusal = "".join(self._later(step) for step in result.answer.plan[1:])
        return [
            finding(f"{told}{refusal}", "plain"),
            figures(
                (self.fill("asking"), _bn(result.asking), self._yardstick(inputs)),
                (self.fill("court"), _bn(result.court), self._yardstick(inputs)),
                (self.fill("information"), _bn(result.information), self.fill("information_note")),
            ),
            self._tree(result),
            points(
                self.fill("from_offer", asking=asking),
                self._losing(result),
                self._tolerance(result),
                self.fill("knowing", information=readable(result.information)),
            ),
            words(self.fill("history")),
        ]

    def _yardstick(self, inputs: SettlementInputs) -> str:
        return self.fill("sure" if inputs.attitude == "careful" else "average")

    def _later(self, step: str) -> str:
        """What the plan says to an offer of theirs."""
        verb, _, amount = step.partition(" ")
        return f" {self.fill(f'later_{verb.lower()}', amount=amount)}"

    def _losing(self, result: Settlement) -> str:
        if result.losing is None:
            return self.fill("losing_never")
        return self.fill("losing", chance=readable(result.losing))

    def _tolerance(self, result: Settlement) -> str:
        if result.tolerance is None:
            return self.fill("tolerance_never")
        return self.fill("tolerance", tolerance=readable(result.tolerance))

    def _tree(self, result: Settlement) -> Block:
        nodes = result.answer.nodes
        labels = [_label(node, nodes) for node in nodes]
        values = [_bn(node.value) for node in nodes]
        data, signals = tree_data(nodes, labels, values)
        return chart(
            "batna_tree",
            title=self.fill("tree", plan=", then ".join(_lower(result.answer.plan))),
            sentence=self.fill("tree_sentence", value=readable(result.answer.value)),
            head=["Branch", "After", "Chance", "Worth", "In the plan"],
            rows=[
                [
                    node.label or "The offer",
                    "" if node.parent is None else nodes[node.parent].label or "The offer",
                    "" if node.probability is None else show_percent(readable(node.probability)),
                    value,
                    "yes" if node.chosen else "no",
                ]
                for node, value in zip(nodes, values, strict=True)
            ],
            data=data,
            signals=signals,
        )


def _bn(amount: float) -> str:
    return f"{show_number(readable(amount))} bn"


def _lower(plan: tuple[str, ...]) -> list[str]:
    return [f"{step[:1].lower()}{step[1:]}" for step in plan]


def _label(node: RolledNode, nodes: tuple[RolledNode, ...]) -> str:
    if node.parent is None:
        return "The offer"
    if node.probability is None:
        return f"✓ {node.label}" if node.preferred and node.chosen else node.label
    chance = show_percent(readable(node.probability))
    if nodes[node.parent].name == "court":
        return chance
    return f"{chance} {node.label.lower()}"
