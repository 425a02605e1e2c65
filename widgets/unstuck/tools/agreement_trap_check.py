"""AgreementTrapCheck: a tentative deal against the alternative, the needs and a night's sleep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from unstuck.analysis.deal_check import DealCheck, Sign, Sleep, Verdict, check_deal, limit_of
from unstuck.analysis.deal_check import Need as Needed
from unstuck.analysis.frames import frame
from unstuck.analysis.guesses import reach
from unstuck.content.numbers import show_money, show_percent
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, cards, chart, figures, finding, heading, points, words
from unstuck.kit.fields import choice, flag, quantity, rows, text
from unstuck.kit.tool import Tool
from unstuck.tools import price_line

_DEAL, _WITHOUT = "The deal on the table", "What you would do without it"
_NIGHT = "A night's sleep"
_ROLES = {"seller": "Seller", "buyer": "Buyer"}
_WEIGHTS = {"little": "A little", "much": "Much", "vital": "Vital"}
_MET = {"not": "Not at all", "partly": "Partly", "fully": "Fully"}
_REASONS = {
    "alternative": "It is better than my alternative",
    "nothing": "I do not want to leave with nothing",
    "spent": "I have put so much into these talks",
    "please": "I do not want to disappoint them",
    "over": "I want it to be over",
}
_TOMORROW = {"yes": "Yes", "unsure": "I am not sure", "no": "No"}
_TONES = {Verdict.BETTER: "good", Verdict.WORSE: "bad", Verdict.CLOSE: "open"}
_COME_TO = (
    "As a buyer: what it would cost you, everything included. "
    "As a seller: what it would bring you, everything deducted."
)
_money = partial(quantity, low=0, high=200, step=1, unit="money", most=2e9)


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing that the deal should give you beside the price."""

    name: str = text("Something I need", label="What you need", limit=40)
    weight: str = choice("much", label="How much it matters", options=_WEIGHTS)
    met: str = choice("partly", label="How well the deal meets it", options=_MET)


@dataclass(frozen=True, kw_only=True)
class TrapInputs:
    """What the learner sets."""

    role: str = choice("buyer", label="You are the", options=_ROLES, section=_DEAL, case="role")
    price: float = _money(78, label="Tentative price", section=_DEAL)
    alternative: float = _money(
        80,
        label="Your best alternative comes to",
        help=_COME_TO,
        section=_WITHOUT,
        case="reservation",
    )
    give: float = _money(
        0,
        label="Give or take",
        help="Zero if you are sure of it. Two times in three it should lie within this.",
        section=_WITHOUT,
    )
    deal_cost: float = _money(0, label="What this deal costs beside its price", section=_WITHOUT)
    deal_benefit: float = _money(
        0, label="What this deal brings beside its price", section=_WITHOUT
    )
    needs: tuple[Need, ...] = rows(
        Need,
        (
            Need(name="I can rely on it", weight="vital", met="fully"),
            Need(name="It comes in time", weight="much", met="partly"),
        ),
        label="What you need beside the price",
        noun="need",
        most=6,
        section="Your needs",
    )
    reason: str = choice(
        "alternative",
        label="Why do you want to sign?",
        options=_REASONS,
        look="select",
        section=_NIGHT,
    )
    reader: bool = flag(True, label="Somebody with nothing to gain reads it first", section=_NIGHT)
    pressed: bool = flag(label="They want the answer now", section=_NIGHT)
    tomorrow: str = choice(
        "yes",
        label="Would you sign it tomorrow morning as well?",
        options=_TOMORROW,
        section=_NIGHT,
    )


class AgreementTrapCheck(Tool):
    """Hold a tentative deal against your alternative before you sign it.

    The check compares the price with your reservation value, weighs the needs that the deal leaves
    open, and asks what a night's sleep would ask. Its verdict is one of three: better than your
    alternative, worse (then no deal is the better result), or too close to call.

    Parameters
    ----------
    draft, keep, **inputs
        As for every tool; the inputs are the fields of ``AgreementTrapCheck.Inputs``. Amounts are
        in one currency.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.AgreementTrapCheck(role="buyer", price=83, alternative=80).result.trap.margin
    -3.0
    """

    Inputs = TrapInputs
    title = "Should you sign?"
    lead = "Put the deal you are about to sign beside what you would do without it."
    charts = ("zopa_line", "interests_met")
    module = "04-zopa"

    @staticmethod
    def solve(inputs: Any) -> DealCheck:
        """Check the deal."""
        limit = limit_of(
            inputs.role,
            inputs.alternative,
            deal_cost=inputs.deal_cost,
            deal_benefit=inputs.deal_benefit,
            give=inputs.give,
        )
        return check_deal(
            inputs.price,
            inputs.role,
            limit,
            [Needed(need.name, need.weight, need.met) for need in inputs.needs],
            Sleep(inputs.reason, inputs.reader, inputs.pressed, inputs.tomorrow),
        )

    def facts(self, inputs: Any, result: DealCheck) -> dict[str, Any]:
        """Tell the role alone: what the alternative comes to is not yet a limit."""
        told = super().facts(inputs, result)
        told.pop("reservation", None)
        return told

    def show(self, inputs: TrapInputs, result: DealCheck) -> list[Block]:
        """The verdict, both ways out side by side, the picture, the needs and the signs."""
        return [
            self._finding(inputs, result),
            self._both(inputs, result),
            self._line(inputs, result),
            self._figures(result),
            *self._needs(inputs, result),
            *self._signs(inputs, result),
        ]

    def _finding(self, inputs: TrapInputs, result: DealCheck) -> Block:
        name = str(result.verdict)
        if result.verdict is Verdict.BETTER and result.signs:
            name = "better_signs"
        if result.verdict is Verdict.CLOSE:
            doubtful = result.limit.sd > 0 and 0 < result.trap.chance_worse < 1
            name = "close_price" if doubtful or result.trap.margin <= 0 else "close_signs"
        told = self.fill(
            name,
            price=inputs.price,
            limit=result.limit.mean,
            margin=abs(result.trap.margin),
            worse=result.trap.chance_worse,
        )
        return finding(told, _TONES[result.verdict])

    def _both(self, inputs: TrapInputs, result: DealCheck) -> Block:
        """Signing and no deal, the one as large as the other."""
        met = "card_sign_needs" if result.needs_met is not None else "card_sign_text"
        sign = self.fill(met, price=inputs.price, met=result.needs_met or 0.0)
        none = self.fill("card_none_text", limit=result.limit.mean)
        better, worse = result.verdict is Verdict.BETTER, result.verdict is Verdict.WORSE
        badge = self.fill("badge_better")
        return cards(
            {"title": self.fill("card_sign"), "text": sign, "badge": badge if better else ""},
            {"title": self.fill("card_none"), "text": none, "badge": badge if worse else ""},
        )

    def _line(self, inputs: TrapInputs, result: DealCheck) -> Block:
        limit, margin = result.limit, result.trap.margin
        ends = frame([inputs.price, limit.mean, *reach(limit)])
        accepts = (limit.mean, ends[1]) if inputs.role == "seller" else (ends[0], limit.mean)
        kind = "zone" if margin >= 0 else "gap"
        band = self.fill("row_better" if margin >= 0 else "row_worse", margin=abs(margin))
        price = self.fill("row_price", at=inputs.price)
        marks = price_line.numbered(
            [
                [price_line.mark("price", "", price, inputs.price, inputs.price, inputs.price)],
                [price_line.mark(kind, "", band, limit.mean, inputs.price, limit.mean)],
                price_line.limit(self.fill, inputs.role, inputs.role, limit, accepts),
            ]
        )
        told = {"price": inputs.price, "limit": limit.mean, "margin": abs(margin)}
        return chart(
            "zopa_line",
            title=self.fill(f"title_{kind}", **told),
            sentence=self.fill(f"line_{kind}", **told),
            head=["What", "From", "To"],
            rows=[
                [escape(row["label"]), self._money(row["low"]), self._money(row["high"])]
                for row in marks
                if row["label"]
            ],
            data={"rows": marks},
            signals={"domain": list(ends)},
        )

    def _money(self, amount: float) -> str:
        return show_money(amount, escape(self._currency))

    def _figures(self, result: DealCheck) -> Block:
        told: list[tuple[str, str] | tuple[str, str, str]] = [
            (self.fill("figure_margin"), self._money(result.trap.margin), self.fill("note_margin")),
        ]
        if result.limit.sd > 0:
            told.append((self.fill("figure_worse"), show_percent(result.trap.chance_worse, 0)))
        if result.needs_met is not None:
            told.append(
                (self.fill("figure_met"), show_percent(result.needs_met, 0), self.fill("note_met"))
            )
        return figures(*told)

    def _needs(self, inputs: TrapInputs, result: DealCheck) -> list[Block]:
        if result.needs_met is None:
            return []
        told = [self._need(need) for need in result.unmet]
        names = " ".join(f"{line}." for line in told) or self.fill("needs_all")
        data = [
            {
                "row": n,
                "label": f"{need.name}: {_MET[need.met].lower()}",
                "weight": need.points,
                "met": need.met_points,
            }
            for n, need in enumerate(result.needs)
        ]
        table = [
            [escape(need.name), _WEIGHTS[need.weight], _MET[need.met]] for need in result.needs
        ]
        name = "needs_title" if result.unmet else "needs_title_all"
        return [
            chart(
                "interests_met",
                title=self.fill(name, met=result.needs_met),
                sentence=f"{self.fill('needs_sentence')} {names}",
                head=["What you need", "How much it matters", "Met"],
                rows=table,
                data={"needs": data},
            )
        ]

    def _need(self, need: Needed) -> str:
        return self.fill(
            "need_open",
            name=need.name,
            weight=_WEIGHTS[need.weight].lower(),
            met=_MET[need.met].lower(),
        )

    def _signs(self, inputs: TrapInputs, result: DealCheck) -> list[Block]:
        told = []
        for sign in result.signs:
            name = f"sign_{sign}"
            if sign is Sign.REASON:
                name = f"reason_{inputs.reason}"
            elif sign is Sign.TOMORROW:
                name = f"tomorrow_{inputs.tomorrow}"
            told.append(self.fill(name))
        title = heading(self.fill("signs"))
        if not told:
            return [title, words(self.fill("signs_none")), words(self.fill("rule"))]
        return [title, points(*told), words(self.fill("rule"))]
