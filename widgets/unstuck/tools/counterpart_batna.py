"""CounterpartBatna: the other side's alternatives, and how high you can aim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unstuck.analysis.counterpart import Counterpart, TheirOption, counterpart
from unstuck.analysis.rounding import readable
from unstuck.charts.ranges import range_data, range_row
from unstuck.content.numbers import show_money, show_percent
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, chart, figures, finding, points, table
from unstuck.kit.fields import choice, flag, quantity, rows, text
from unstuck.kit.tool import Tool
from unstuck.tools.batna_calculator import money

TABLE = "The deal between you"
AIM = "Your target"
WAYS = {"asked": "asked", "researched": "researched", "network": "heard from people you know"}


@dataclass(frozen=True, kw_only=True)
class Option:
    name: str = text("", label="Name", limit=40)
    likely: float = money(200_000, "Price that would suit them as well")
    lower: float = money(20_000, "It may be lower by", high=100_000)
    higher: float = money(20_000, "It may be higher by", high=100_000)
    hassle: float = money(0, "Going there costs them, beside the price", high=100_000)
    asked: bool = flag(False, label="I asked them about it")
    researched: bool = flag(False, label="I researched the market")
    network: bool = flag(False, label="People I know told me")


EXAMPLE = (
    Option(
        name="Open a branch of their own",
        likely=290_000,
        lower=30_000,
        higher=60_000,
        hassle=10_000,
    ),
    Option(
        name="Buy the shop across town",
        likely=245_000,
        lower=25_000,
        higher=45_000,
        hassle=15_000,
        researched=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class CounterpartInputs:
    role: str = choice(
        "buyer",
        label="In these talks they are",
        options={"buyer": "buying: they pay you", "seller": "selling: you pay them"},
        section=TABLE,
    )
    price: float = money(200_000, "A price that is talked about", section=TABLE, party="them")
    your_limit: float | None = money(
        215_000,
        "Your own limit",
        blank=True,
        section=TABLE,
        party="you",
        case="reservation",
        help="From your own alternatives; leave it empty if you have not worked it out.",
    )
    extra: float = quantity(
        0,
        label="What a deal with you brings them beside the price",
        low=-50_000,
        high=50_000,
        most=1e9,
        step=1000,
        unit="money",
        section=TABLE,
        party="them",
        help="Below zero if it costs them something.",
    )
    sure: float = quantity(
        0.5,
        label="How sure should it be that they can still say yes?",
        low=0.05,
        high=0.95,
        step=0.05,
        unit="%",
        section=AIM,
        party="you",
    )
    options: tuple[Option, ...] = rows(
        Option, EXAMPLE, label="Without you, they could …", noun="option", most=4
    )


class CounterpartBatna(Tool):
    """What the other side will do without you: how much they want the deal, how high to aim.

    Parameters
    ----------
    options : list of dict, optional
        One to four, each with `name`, the price elsewhere that is `likely` to suit them as well,
        how much `lower` or `higher` it may be, the `hassle` of going there, and how you know:
        `asked`, `researched`, `network`, each true or false.
    role : {"buyer", "seller"}, optional
        Whether they pay the price or get it.
    **inputs
        Any other field of the form by name.

    Examples
    --------
    >>> import unstuck
    >>> other = {"name": "another shop", "likely": 250, "lower": 0, "higher": 0}
    >>> tool = unstuck.CounterpartBatna(options=[other], price=200, your_limit=None)
    >>> round(tool.result.middle, 6)
    250.0
    """

    Inputs = CounterpartInputs
    title = "What will they do without you?"
    lead = "Put yourself on their chair, and say how you know. The numbers here are illustrative."
    charts = ("counterpart_range",)
    module = "03-batna"

    @staticmethod
    def solve(inputs: CounterpartInputs) -> Counterpart:
        options = [
            TheirOption(
                option.name.strip() or f"option {number}",
                option.likely,
                option.lower,
                option.higher,
                option.hassle,
                max(1, len(_ways(option))),
            )
            for number, option in enumerate(inputs.options, start=1)
        ]
        return counterpart(
            options,
            role="seller" if inputs.role == "seller" else "buyer",
            price=inputs.price,
            sure=inputs.sure,
            extra=inputs.extra,
            your_limit=inputs.your_limit,
        )

    def facts(self, inputs: CounterpartInputs, result: Counterpart) -> dict[str, Any]:
        """Tell their limit and, where one of their options has a name, what they would do."""
        names = [option.name.strip() for option in inputs.options if option.name.strip()]
        told = super().facts(inputs, result)
        if names:
            told |= {"their_batna": "; ".join(names), "their_reservation": readable(result.middle)}
        return told

    def show(self, inputs: CounterpartInputs, result: Counterpart) -> list[Block]:
        return [
            self._finding(inputs, result),
            figures(
                (self.fill("want"), self._money(result.gains[1]), self._gains(result)),
                (
                    self.fill("limit"),
                    self._money(result.middle),
                    self._span(result.low, result.high),
                ),
                (
                    self.fill("target"),
                    self._money(result.target),
                    self.fill("target_note", sure=readable(inputs.sure)),
                ),
            ),
            self._picture(inputs, result),
            points(*self._remarks(inputs, result)),
            table(
                self.fill("aims"),
                ["You ask for", "They can still say yes"],
                [[self._money(price), show_percent(chance)] for chance, price in result.aims],
            ),
            self._sources(inputs, result),
        ]

    def _money(self, amount: float) -> str:
        return show_money(readable(amount), self._currency)

    def _span(self, low: float, high: float) -> str:
        return self.fill("span", low=readable(low), high=readable(high))

    def _gains(self, result: Counterpart) -> str:
        return self._span(min(result.gains), max(result.gains))

    def _finding(self, inputs: CounterpartInputs, result: Counterpart) -> Block:
        gain = readable(result.gains[1])
        wants = "wants" if gain > 0 else "wants_not" if gain < 0 else "wants_even"
        told = self.fill(
            wants,
            gain=abs(gain),
            price=inputs.price,
            target=readable(result.target),
            sure=readable(inputs.sure),
        )
        return finding(told, "good" if gain > 0 else "open")

    def _picture(self, inputs: CounterpartInputs, result: Counterpart) -> Block:
        drawn = [
            range_row("option", name, mid=part.mode, low=part.low, high=part.high)
            for name, part in zip(_names(inputs), result.limit.parts, strict=True)
        ]
        low, high = result.low, result.high
        limit = self.fill("limit_row")
        drawn.append(range_row("limit", limit, mid=result.middle, low=low, high=high))
        low, high = result.after
        drawn.append(range_row("after", self.fill("after_row"), low=low, high=high))
        target = self.fill("target_row", target=readable(result.target))
        drawn.append(range_row("target", target, mid=result.target, side="you"))
        if inputs.your_limit is not None:
            yours = self.fill("your_row", limit=inputs.your_limit)
            drawn.append(range_row("you", yours, mid=inputs.your_limit, side="you"))
        drawn.append(range_row("price", self.fill("price_row")))
        data, signals = range_data(drawn, inputs.price)
        return chart(
            "counterpart_range",
            title=self.fill("picture", low=readable(result.low), high=readable(result.high)),
            sentence=self.fill("picture_sentence", price=inputs.price),
            head=["What", "Low", "Middle", "High"],
            rows=[
                [
                    escape(row["name"]),
                    *(
                        "" if row[key] is None else self._money(row[key])
                        for key in ("low", "mid", "high")
                    ),
                ]
                for row in drawn
            ],
            data=data,
            signals=signals,
        )

    def _remarks(self, inputs: CounterpartInputs, result: Counterpart) -> list[str]:
        told = [self.fill("walk", price=inputs.price, chance=readable(result.walk))]
        if result.zone is not None:
            told.append(self.fill("zone", chance=readable(result.zone)))
        about = inputs.options[result.check]
        left = [way for way in WAYS if way not in _ways(about)]
        told.append(
            self.fill(
                "next",
                name=_names(inputs)[result.check],
                low=readable(result.after[0]),
                high=readable(result.after[1]),
            )
        )
        told.append(self.fill(f"way_{left[0]}" if left else "way_none"))
        return told

    def _sources(self, inputs: CounterpartInputs, result: Counterpart) -> Block:
        return table(
            self.fill("sources"),
            ["Their option", "Suits them as well as", "How you know"],
            [
                [
                    escape(name),
                    self._span(part.low, part.high),
                    ", ".join(WAYS[way] for way in _ways(option)) or "a guess",
                ]
                for name, option, part in zip(
                    _names(inputs), inputs.options, result.limit.parts, strict=True
                )
            ],
        )


def _ways(option: Option) -> list[str]:
    """The ways by which you know of an option, of the three that there are."""
    return [way for way in WAYS if getattr(option, way)]


def _names(inputs: CounterpartInputs) -> list[str]:
    return [
        option.name.strip() or f"option {number}"
        for number, option in enumerate(inputs.options, start=1)
    ]
