"""OfferThermometer: how extreme an offer felt, and how extreme it looks from the other chair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from unstuck.analysis.offers import (
    LEVELS,
    Level,
    OfferReading,
    Reference,
    Role,
    Slice,
    felt_and_seen,
    read_offer,
    slice_left,
)
from unstuck.analysis.rounding import readable
from unstuck.charts.offer_rows import bands, chair_frame, chair_rows, curve, felt_at, line, seen_at
from unstuck.content.numbers import show_number, show_percent
from unstuck.kit.blocks import Block, chart, figures, finding, fold, heading, points, table, words
from unstuck.kit.fields import choice, flag, quantity
from unstuck.kit.tool import Tool

OFFER, CHAIR, LIMITS = "Your offer", "Their chair", "Your own numbers"
FELT = {
    "generous": "Generous",
    "fair": "Fair",
    "bold": "Bold",
    "extreme": "Extreme",
    "off": "Off the scale",
}
ROLES = {"seller": "paid: you ask for a price", "buyer": "paying: you offer a price"}
POWER = {
    "unknown": "I do not know",
    "weaker": "Less power than I have",
    "equal": "About as much",
    "stronger": "More power than I have",
}
COUNTS = {"1": "a little", "2": "some", "3": "a lot"}
SOURCES = ("alternative", "market", "past")
_money = partial(quantity, low=0, high=20_000, step=100, unit="money", most=2e9)
_price = partial(_money, blank=True, party="them", section=CHAIR)
_give: Any = partial(
    _money, high=5_000, step=50, most=5e8, section=CHAIR, party="them", label="Give or take"
)
_count: Any = partial(choice, "2", options=COUNTS, section=CHAIR, when=("weigh", (True,)))


@dataclass(frozen=True, kw_only=True)
class ThermometerInputs:
    """What the learner sets: the offer and how it feels, then the other chair."""

    role: str = choice("seller", label="You are", options=ROLES, section=OFFER, case="role")
    offer: float | None = _money(
        16_000, label="The offer you mean to make", party="you", section=OFFER, blank=True,
        case="opening",
    )  # fmt: skip
    felt: str = choice(
        "", label="Before you think of them: how does it feel to you?", options=FELT, section=OFFER
    )
    alternative: float | None = _price(
        9_000,
        label="Their alternative would cost or bring them",
        case="their_reservation",
        help="The price at which they would as soon go elsewhere.",
    )
    alternative_give: float = _give(500)
    market: float | None = _price(8_000, label="What the market says")
    market_give: float = _give(2_000)
    past: float | None = _price(7_000, label="What was agreed in the past")
    past_give: float = _give(1_000, help="In two cases of three it lies within this.")
    weigh: bool = flag(label="These three do not count alike for them", section=CHAIR)
    alternative_counts: str = _count(label="Their alternative counts")
    market_counts: str = _count(label="The market counts")
    past_counts: str = _count(label="The past counts")
    power: str = choice(
        "unknown", label="In these talks they have", options=POWER, look="select", section=CHAIR
    )
    clock: bool = flag(label="A deadline is close", section=CHAIR)
    limit: float | None = _money(
        8_000, label="Your limit", party="you", section=LIMITS, blank=True, case="reservation"
    )
    target: float | None = _money(
        12_000, label="Your target", party="you", section=LIMITS, blank=True, case="target"
    )


BLANK: Mapping[str, Any] = dict.fromkeys(
    ("offer", "alternative", "market", "past", "limit", "target")
) | dict.fromkeys(("alternative_give", "market_give", "past_give"), 0)


@dataclass(frozen=True)
class Felt:
    """What follows from the inputs so far: nothing of their chair before the offer was felt."""

    reading: OfferReading | None = None
    names: tuple[str, ...] = ()
    hotter: int = 0
    slice: Slice | None = None
    target: OfferReading | None = None


class OfferThermometer(Tool):
    """An offer as it feels to you, and as it may look from the other side's chair.

    You say first how the offer feels. Then you put down what the other side may measure it by:
    its alternative, the market, the past, each with a give or take. Together they make up what it
    may expect, and the tool says where among these prices your offer stands.

    Parameters
    ----------
    draft, keep, own, **inputs
        As for every tool; the inputs are the fields of ``OfferThermometer.Inputs``. Amounts are
        in one currency.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.OfferThermometer(offer=12_000, felt="fair")
    >>> tool.result.reading.level, tool.result.hotter
    ('extreme', 2)
    """

    Inputs = ThermometerInputs
    title = "How hot is this offer?"
    lead = "Say how your offer feels to you. Then take their chair, and look at it again."
    charts = ("offer_thermometer", "offer_chair")
    module = "05-offers"

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        super().__init__({**BLANK, **(draft or {})} if own else draft, own=own, **more)

    @staticmethod
    def solve(inputs: ThermometerInputs) -> Felt:
        known = [name for name in SOURCES if getattr(inputs, name) is not None]
        if inputs.offer is None or not inputs.felt or not known:
            return Felt()
        role: Role = "seller" if inputs.role == "seller" else "buyer"
        references = [_reference(inputs, name) for name in known]
        reading = read_offer(inputs.offer, role, references)
        felt: Level = next(level for level in LEVELS if level == inputs.felt)
        both = None
        if inputs.limit is not None and inputs.alternative is not None:
            both = slice_left(inputs.offer, role, inputs.limit, inputs.alternative)
        aim = None if inputs.target is None else read_offer(inputs.target, role, references)
        return Felt(reading, tuple(known), felt_and_seen(felt, reading.level), both, aim)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Their chair opens once the offer has been felt."""
        return {} if draft["felt"] else {CHAIR: self.fill("shut")}

    def show(self, inputs: ThermometerInputs, result: Felt) -> list[Block]:
        reading = result.reading
        if reading is None:
            return [finding(self._first(inputs), "open"), self._thermometer(inputs, None)]
        return [
            self._finding(inputs, reading, result.hotter),
            *self._certain(reading),
            self._thermometer(inputs, reading),
            self._chair(inputs, result, reading),
            self._figures(inputs, reading),
            *self._slice(inputs, result),
            *self._effects(inputs, result, reading),
            self._words_change(inputs, reading),
            fold(self.fill("method"), words(self.fill("method_text"))),
        ]

    # the finding

    def _first(self, inputs: ThermometerInputs) -> str:
        if inputs.offer is None:
            return self.fill("first_offer")
        return self.fill("first_chair" if inputs.felt else "first_felt", offer=inputs.offer)

    def _finding(self, inputs: ThermometerInputs, reading: OfferReading, hotter: int) -> Block:
        seen, felt = self.fill(f"seen_{reading.level}"), self.fill(f"felt_{inputs.felt}")
        told = self.fill(
            "finding", offer=inputs.offer, seen=seen, felt=felt, kinder=self._kinder(reading)
        )
        name = "same" if hotter == 0 else "hotter" if hotter > 0 else "cooler"
        steps = "" if hotter == 0 else "_one" if abs(hotter) == 1 else "_more"
        more = self.fill(f"{name}{steps}", steps=abs(hotter))
        tone = {"generous": "open", "fair": "good", "bold": "open"}.get(reading.level, "bad")
        return finding(f"{told} {more}", tone)

    def _certain(self, reading: OfferReading) -> list[Block]:
        """A word of caution where something about them is taken for certain."""
        sure = [each for each in reading.expectation.references if each.give == 0]
        return [words(self.fill("certain"))] if sure else []

    def _kinder(self, reading: OfferReading) -> str:
        """How many of a hundred prices that they may have in mind would be kinder."""
        if reading.place > 0.995:
            return self.fill("nearly_all")
        if reading.place < 0.005:
            return self.fill("hardly_any")
        return show_percent(round(reading.place, 2))

    # the pictures

    def _thermometer(self, inputs: ThermometerInputs, reading: OfferReading | None) -> Block:
        marks, rows = [], []
        if inputs.felt and inputs.offer is not None:
            label = self.fill("as_felt")
            marks.append({"side": "you", "at": felt_at(inputs.felt), "label": label})
            rows.append([label, FELT[inputs.felt]])
        if reading:
            label = self.fill("as_seen")
            marks.append({"side": "them", "at": seen_at(reading.heat), "label": label})
            rows.append([label, FELT[reading.level]])
        link = [{"from": marks[0]["at"], "to": marks[1]["at"]}] if reading else []
        name = "thermometer" if reading else "thermometer_felt" if marks else "thermometer_none"
        return chart(
            "offer_thermometer",
            title=self.fill(f"{name}_title"),
            sentence=self.fill(
                name,
                felt=self.fill(f"felt_{inputs.felt}") if marks else "",
                seen=self.fill(f"seen_{reading.level}") if reading else "",
            ),
            head=[self.fill("as"), self.fill("word")],
            rows=rows or [[self.fill("words_are"), ", ".join(FELT.values())]],
            data={"bands": bands(tuple(FELT.values())), "marks": marks, "link": link},
        )

    def _chair(self, inputs: ThermometerInputs, result: Felt, reading: OfferReading) -> Block:
        expected = reading.expectation
        sources = [
            line(
                "source",
                "them",
                self.fill(f"row_{name}", at=each.value, give=each.give),
                each.value,
                *each.reach,
            )
            for name, each in zip(result.names, expected.references, strict=True)
        ]
        own = [
            line(kind, "you", self.fill(f"row_{kind}", at=at), at)
            for kind, at in (
                ("offer", inputs.offer), ("target", inputs.target), ("limit", inputs.limit)
            )
            if at is not None
        ]  # fmt: skip
        rows = chair_rows([*sources, *own])
        ends = chair_frame(expected, rows)
        return chart(
            "offer_chair",
            title=self.fill("chair_title", kinder=self._kinder(reading)),
            sentence=self.fill(
                "chair", mean=readable(expected.mean), sd=readable(expected.sd), offer=inputs.offer
            ),
            head=[self.fill("what"), self.fill("from"), self.fill("to")],
            rows=[
                [row["label"], *(self.fill("amount", at=row[end]) for end in ("low", "high"))]
                for row in rows
                if row["label"]
            ],
            data={
                "rows": rows,
                "heads": [{"label": self.fill("head", mean=readable(expected.mean))}],
                "curve": curve(expected, inputs.offer or 0.0, inputs.role == "seller", ends),
            },
            signals={"domain": list(ends)},
        )

    def _figures(self, inputs: ThermometerInputs, reading: OfferReading) -> Block:
        loss = "worse" if reading.worse_by > 0 else "better"
        score = self.fill("score_none")
        if reading.score is not None:
            score = show_number(round(reading.score, 1))
        return figures(
            (
                self.fill("expected"),
                self.fill("amount", at=readable(reading.expectation.mean)),
                self.fill("expected_note", sd=readable(reading.expectation.sd)),
            ),
            (
                self.fill(loss),
                self.fill("amount", at=readable(abs(reading.worse_by))),
                self.fill(f"{loss}_note"),
            ),
            (self.fill("score"), score, self.fill("score_note")),
        )

    # what there is to share, and what the evidence says

    def _slice(self, inputs: ThermometerInputs, result: Felt) -> list[Block]:
        part = result.slice
        if part is None:
            return []
        told = {"theirs": abs(part.theirs), "yours": abs(part.yours), "width": abs(part.width)}
        if part.share is not None:
            name = "slice_small" if part.share < 0.4 else "slice_large"
            text = self.fill(name, share=part.share, **told)
        elif part.width <= 0:
            text = self.fill("slice_gap", **told)
        else:
            text = self.fill("slice_beyond" if part.theirs < 0 else "slice_trap", **told)
        return [heading(self.fill("slice")), words(text)]

    def _effects(
        self, inputs: ThermometerInputs, result: Felt, reading: OfferReading
    ) -> list[Block]:
        against = [
            self.fill(
                "against_walk_hot" if reading.level in ("extreme", "off") else "against_walk"
            ),
            self.fill(f"against_power_{inputs.power}"),
            self.fill(
                "against_loss" if reading.worse_by > 0 else "against_gain",
                by=readable(abs(reading.worse_by)),
            ),
            self.fill("against_clock" if inputs.clock else "against_clock_none"),
            self.fill("against_fair"),
        ]
        pro = [self.fill("for_anchor"), self.fill("for_room"), self.fill("for_weak")]
        if result.target is not None:
            looks = self.fill(f"seen_{result.target.level}")
            pro.append(self.fill("for_target", target=inputs.target, looks=looks))
        return [
            heading(self.fill("against")),
            points(*against),
            heading(self.fill("for")),
            points(*pro),
        ]

    def _words_change(self, inputs: ThermometerInputs, reading: OfferReading) -> Block:
        side = "up_to" if inputs.role == "seller" else "down_to"
        rows = [
            [word, self.fill(side, at=readable(edge))]
            for word, edge in zip(FELT.values(), reading.edges, strict=False)
        ]
        return table(
            self.fill("edges"),
            [self.fill("word"), self.fill("edge")],
            [*rows, [FELT["off"], self.fill("beyond")]],
        )


def _reference(inputs: ThermometerInputs, name: str) -> Reference:
    weight = float(getattr(inputs, f"{name}_counts")) if inputs.weigh else 1.0
    return Reference(name, getattr(inputs, name), getattr(inputs, f"{name}_give"), weight)
