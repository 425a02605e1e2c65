"""BatnaCalculator: what you will do if these talks fail, and what that is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.batna import Alternative
from unstuck.analysis.rounding import readable
from unstuck.analysis.standing import Standing, standing
from unstuck.charts.bars import estimate, tornado_data
from unstuck.charts.trees import tree_data
from unstuck.content.numbers import show_money, show_number, show_percent
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, chart, figures, finding, fold, points, table
from unstuck.kit.fields import choice, quantity, rows, text
from unstuck.kit.tool import Tool

TABLE = "At the table"
RISK = "Time and risk"
STALL = "If the talks drag on"
MOST_BARS = 6


def money(default: float | None, label: str, high: float = 400_000, **about: Any) -> Any:
    """An amount of the learner's own case: a slider for the example, room for any other."""
    return quantity(
        default, label=label, low=0, high=high, most=1e9, step=1000, unit="money", **about
    )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    chance: float = quantity(0.5, label="Chance", low=0, high=1, step=0.01, unit="%", rest=True)
    worth: float = quantity(
        0, label="Brings you", low=-400_000, high=400_000, most=1e9, step=1000, unit="money"
    )


@dataclass(frozen=True, kw_only=True)
class Plan:
    name: str = text("", label="Name", limit=40)
    outcomes: tuple[Outcome, ...] = rows(
        Outcome, (Outcome(),), label="What may come of it", noun="outcome"
    )
    cost: float = money(0, "Costs you now, for certain", high=50_000)
    years: float = quantity(
        0, label="Until it comes", low=0, high=5, most=50, step=0.25, unit="years"
    )


EXAMPLE = (
    Plan(
        name="Sell through a broker",
        outcomes=(
            Outcome(chance=0.5, worth=280_000),
            Outcome(chance=0.3, worth=220_000),
            Outcome(chance=0.2, worth=120_000),
        ),
        cost=12_000,
        years=1,
    ),
    Plan(
        name="Sell to the foreman",
        outcomes=(Outcome(chance=0.85, worth=195_000), Outcome(chance=0.15, worth=140_000)),
        cost=2_000,
        years=0.5,
    ),
    Plan(
        name="Close and sell the tools",
        outcomes=(Outcome(chance=1, worth=150_000),),
        cost=4_000,
        years=0.25,
    ),
)


@dataclass(frozen=True, kw_only=True)
class BatnaInputs:
    role: str = choice(
        "seller",
        label="In these talks you are",
        options={"seller": "selling: you get the price", "buyer": "buying: you pay it"},
        section=TABLE,
        case="role",
    )
    offer: float | None = money(
        200_000,
        "The price on the table",
        blank=True,
        section=TABLE,
        help="Leave it empty if there is none yet.",
    )
    worth: float = money(
        300_000,
        "What the thing is worth to you",
        section=TABLE,
        when=("role", ("buyer",)),
        help="As a buyer, give below what each plan leaves you with: its worth less its price.",
    )
    deal_cost: float = money(
        8_000, "What the deal costs you beside the price", high=50_000, section=TABLE
    )
    deal_benefit: float = money(
        0, "What it brings you beside the price", high=50_000, section=TABLE
    )
    attitude: str = choice(
        "neutral",
        label="A gamble of this size",
        options={
            "neutral": "I could bear: I go by the average",
            "careful": "would worry me: I would pay to be sure",
        },
        section=RISK,
    )
    tolerance: float = money(
        60_000,
        "Your risk tolerance",
        high=400_000,
        section=RISK,
        when=("attitude", ("careful",)),
        help="The largest amount for which you would still toss a coin: win it all, or lose half "
        "of it.",
    )
    discount_rate: float = quantity(
        0.05,
        label="What a year of waiting takes off",
        low=0,
        high=0.3,
        step=0.005,
        unit="%",
        most=10,
        section=RISK,
    )
    alternatives: tuple[Plan, ...] = rows(
        Plan, EXAMPLE, label="If the talks fail, you could …", noun="plan"
    )
    stall_months: float = quantity(
        0, label="Further months of talks", low=0, high=24, most=240, unit="months", section=STALL
    )
    stall_cost: float = money(1_500, "A month of it costs you", high=20_000, section=STALL)


class BatnaCalculator(Tool):
    """What you will do if these talks fail, what that is worth, and so where your limit lies.

    Parameters
    ----------
    alternatives : list of dict, optional
        One to six plans, each with `name`, `outcomes` (one to six, each with `chance`, a
        fraction, and `worth`), `cost` and `years`; of the chances the last takes the rest.
    role : {"seller", "buyer"}, optional
        Whether you get the price or pay it; a buyer says what the thing is `worth`.
    offer : float or None, optional
        The price on the table.
    **inputs
        Any other field of the form by name.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.BatnaCalculator(
    ...     alternatives=[{"name": "court", "outcomes": [{"chance": 0.6, "worth": 80}, {}]}],
    ...     deal_cost=0,
    ... )
    >>> tool.result.limit
    48.0
    """

    Inputs = BatnaInputs
    title = "What is no deal worth to you?"
    lead = "Describe what you could do instead. The numbers you find here are an illustration."
    charts = ("batna_tree", "batna_tornado")
    module = "03-batna"

    @staticmethod
    def solve(inputs: BatnaInputs) -> Standing:
        careful, buying = inputs.attitude == "careful", inputs.role == "buyer"
        return standing(
            [
                Alternative(
                    plan.name.strip() or f"plan {number}",
                    [(outcome.chance, outcome.worth) for outcome in plan.outcomes],
                    plan.cost,
                    plan.years,
                )
                for number, plan in enumerate(inputs.alternatives, start=1)
            ],
            role="buyer" if buying else "seller",
            worth=inputs.worth if buying else None,
            deal_cost=inputs.deal_cost,
            deal_benefit=inputs.deal_benefit,
            discount_rate=inputs.discount_rate,
            risk_tolerance=inputs.tolerance if careful else math.inf,
            offer=inputs.offer,
            stall_months=inputs.stall_months,
            stall_cost=inputs.stall_cost,
        )

    def facts(self, inputs: BatnaInputs, result: Standing) -> dict[str, Any]:
        """Tell the best plan once it has a name, what it is worth and the limit it gives."""
        best = result.plans[result.best.index]
        told = super().facts(inputs, result)
        if inputs.alternatives[result.best.index].name.strip():
            told |= {"batna": best.name, "batna_value": best.value, "reservation": result.limit}
        return told

    def show(self, inputs: BatnaInputs, result: Standing) -> list[Block]:
        best = result.plans[result.best.index]
        shown = [
            self._finding(inputs, result),
            figures(
                (self.fill(f"limit_{inputs.role}"), self._money(result.limit), "your limit"),
                (self.fill("best"), self._money(best.value), escape(best.name)),
                (self.fill("worst"), self._money(best.worst), "your WATNA"),
            ),
            self._tree(result),
            points(*self._remarks(inputs, result)),
            self._plans(result),
        ]
        if result.bars:
            shown.append(fold(self.fill("tornado_fold"), self._tornado(result)))
        return shown

    def _money(self, amount: float) -> str:
        return show_money(readable(amount), self._currency)

    def _percent(self, share: float) -> str:
        return show_percent(readable(share))

    def _finding(self, inputs: BatnaInputs, result: Standing) -> Block:
        best = result.plans[result.best.index]
        told = self.fill(
            f"finding_{inputs.role}",
            plan=best.name,
            value=readable(best.value),
            limit=readable(result.limit),
        )
        if result.offer is None:
            return finding(told)
        check = result.offer.check
        margin = readable(abs(check.margin))
        verdict = "offer_trap" if check.is_trap else "offer_good" if margin else "offer_equal"
        said = self.fill(verdict, offer=result.offer.price, margin=margin)
        return finding(f"{told} {said}", "bad" if check.is_trap else "good")

    def _tree(self, result: Standing) -> Block:
        nodes, best = result.tree.nodes, result.plans[result.best.index]
        names = [node.label for node in nodes]
        names[0] = self.fill("root")
        values = [self._money(node.value) for node in nodes]
        labels = [
            self._percent(node.probability)
            if node.probability is not None
            else f"✓ {name}"
            if node.chosen and node.parent is not None
            else name
            for node, name in zip(nodes, names, strict=True)
        ]
        data, signals = tree_data(nodes, labels, values)
        return chart(
            "batna_tree",
            title=self.fill("tree", plan=best.name, value=readable(best.value)),
            sentence=self.fill("tree_sentence", plan=best.name, value=readable(best.value)),
            head=["Branch", "Chance", "Worth today", "In the plan"],
            rows=[
                [
                    escape(name if node.probability is None else names[node.parent or 0]),
                    "" if node.probability is None else self._percent(node.probability),
                    value,
                    "yes" if node.chosen else "no",
                ]
                for node, name, value in zip(nodes, names, values, strict=True)
            ],
            data=data,
            signals=signals,
        )

    def _plans(self, result: Standing) -> Block:
        limit = readable(result.best.value)
        return table(
            self.fill("plans"),
            ["Plan", "Worth to you", "On average", "At worst", self.fill("less", value=limit)],
            [
                [
                    escape(plan.name),
                    self._money(plan.value),
                    self._money(plan.expected),
                    self._money(plan.worst),
                    show_percent(plan.chance_below, 0),
                ]
                for plan in result.plans
            ],
        )

    def _remarks(self, inputs: BatnaInputs, result: Standing) -> list[str]:
        best = result.plans[result.best.index]
        told = [self.fill("watna", plan=best.name, worst=readable(best.worst))]
        if result.offer is not None:
            told.append(
                self.fill("regret", chance=readable(result.offer.regret), offer=result.offer.price)
            )
        if inputs.attitude == "careful":
            told.append(
                self.fill("caution", value=readable(best.value), expected=readable(best.expected))
            )
        if inputs.stall_months:
            told.append(
                self.fill(
                    "stall",
                    months=readable(inputs.stall_months),
                    limit=readable(result.limit),
                    stalled=readable(result.stalled),
                )
            )
        for point in result.switches[:2]:
            told.append(
                self.fill(
                    "switch",
                    plan=point.name,
                    worth=readable(point.worth),
                    now=readable(point.now),
                    at=readable(point.at),
                )
            )
        if not result.switches:
            told.append(self.fill("no_switch" if len(result.plans) > 1 else "one_plan"))
        return told

    def _tornado(self, result: Standing) -> Block:
        bars = result.bars[:MOST_BARS]
        widest = bars[0]
        data, signals = tornado_data(bars, result.best.value, self._ends)
        return chart(
            "batna_tornado",
            title=self.fill("tornado", name=estimate(widest.name), swing=readable(widest.swing)),
            sentence=self.fill("tornado_sentence"),
            head=["Estimate", "From", "Best plan then", "To", "Best plan then", "Another plan?"],
            rows=[
                [
                    escape(estimate(bar.name)),
                    self._ends(bar.name, bar.low),
                    self._money(bar.at_low),
                    self._ends(bar.name, bar.high),
                    self._money(bar.at_high),
                    "yes" if bar.changes_best else "no",
                ]
                for bar in bars
            ],
            data=data,
            signals=signals,
        )

    def _ends(self, name: str, value: float) -> str:
        """An input of the tornado in its own unit; its kind stands last in its name."""
        what = name.rpartition(": ")[2]
        if what.startswith("chance of") or what == "discount rate":
            return self._percent(value)
        if what == "years":
            return f"{show_number(readable(value))} years"
        return self._money(value)
