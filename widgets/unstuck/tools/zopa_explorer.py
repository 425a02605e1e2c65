"""ZopaExplorer: two limits, the zone or the gap between them, and what could be done about it."""

from __future__ import annotations

from typing import Any

from unstuck.analysis.beliefs import Belief
from unstuck.analysis.exploring import Delay, Exploration, Issue, Third, explore
from unstuck.analysis.frames import frame, legible, widths_frame
from unstuck.analysis.guesses import belief_about, reach
from unstuck.analysis.zopa import Bridge, Move
from unstuck.content.numbers import show_money, show_number
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, cards, chart, finding, fold, heading, table, words
from unstuck.kit.tool import Tool
from unstuck.tools import price_line
from unstuck.tools.price_line import called
from unstuck.tools.zopa_inputs import ZopaInputs


class ZopaExplorer(Tool):
    """Move two limits and see the zone between them open, close and shift.

    The zone of possible agreement lies between the least that the seller should take and the
    most that the buyer should pay. Limits may be uncertain; a third party, something new in the
    deal, targets, offers, a price and the cost of waiting can be added.

    Parameters
    ----------
    draft, keep, **inputs
        As for every tool; the inputs are the fields of ``ZopaExplorer.Inputs``. Amounts are in
        one currency.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.ZopaExplorer(seller=60, buyer=80, price=65).result.shares.buyer_share
    0.75
    """

    Inputs = ZopaInputs
    title = "Is there a zone?"
    lead = "Move the two limits. Watch the zone between them narrow, close and turn into a gap."
    charts = ("zopa_line", "zopa_width")
    module = "04-zopa"

    @staticmethod
    def solve(inputs: Any) -> Exploration:
        """Put the two limits, and what was added to them, side by side."""
        return explore(
            _belief(inputs, "seller"),
            _belief(inputs, "buyer"),
            price=inputs.price,
            offers=(inputs.seller_offer, inputs.buyer_offer),
            third=Third(inputs.third_side, inputs.third_limit) if inputs.third else None,
            issue=Issue(inputs.issue_seller, inputs.issue_buyer) if inputs.issue else None,
            delay=Delay(inputs.seller_cost, inputs.buyer_cost, inputs.weeks, inputs.eats)
            if inputs.delay
            else None,
        )

    def show(self, inputs: ZopaInputs, result: Exploration) -> list[Block]:
        """The finding, the line of prices, and what follows from what was added."""
        return [
            self._finding(inputs, result),
            self._line(inputs, result),
            *self._price(inputs, result),
            *self._chances(result),
            *self._bridge(inputs, result),
            *self._issue(result),
            *self._delay(inputs, result),
        ]

    def fill(self, sentence: str, **values: Any) -> str:
        """As for every tool; of uncertain limits no cents are told."""
        return super().fill(sentence, **{name: self._said(told) for name, told in values.items()})

    def _said(self, value: Any) -> Any:
        averages = self.result is not None and not self.result.certain
        return legible(value) if averages and isinstance(value, float) else value

    def _money(self, amount: float) -> str:
        return show_money(self._said(amount), escape(self._currency))

    # the finding

    def _finding(self, inputs: ZopaInputs, result: Exploration) -> Block:
        if not result.certain:
            return self._likely_finding(inputs, result)
        zone = result.common or result.zone
        kind = "zone" if zone.exists else "gap"
        kind = "point" if zone.width == 0 else kind
        told = self.fill(
            f"{kind}_three" if result.common else kind,
            width=abs(zone.width or 0.0),
            low=zone.low,
            high=zone.high,
            third=inputs.third_called,
            **self._closers(inputs, result),
        )
        new = result.with_issue
        if new is None or result.common:
            return finding(told, "good" if zone.exists else "bad")
        more = self.fill("new_zone" if new.exists else "new_gap", width=abs(new.width))
        return finding(f"{told} {more}", "good" if new.exists else "bad")

    def _likely_finding(self, inputs: ZopaInputs, result: Exploration) -> Block:
        chance = result.probability
        name = "chance"
        if result.common_probability is not None:
            chance, name = result.common_probability, "chance_three"
        tone = {0.0: "bad", 1.0: "good"}.get(chance, "open")
        return finding(
            self.fill(
                name,
                chance=chance,
                two=result.probability,
                surplus=result.expected_surplus,
                third=inputs.third_called,
            ),
            tone,
        )

    def _closers(self, inputs: ZopaInputs, result: Exploration) -> dict[str, str]:
        """Who sets the two ends of the common zone, in words."""
        if result.common is None:
            return {}
        names = {
            party: called(self.fill, inputs.role, party, "who") for party in ("seller", "buyer")
        }
        names["third"] = inputs.third_called
        ends = {"below": result.common.closed_below_by, "above": result.common.closed_above_by}
        return {end: " and ".join(names[party] for party in who) for end, who in ends.items()}

    # the line of prices

    def _line(self, inputs: ZopaInputs, result: Exploration) -> Block:
        ends = frame(_amounts(inputs, result))
        rows = price_line.rows(self.fill, inputs, result, ends)
        zone = result.common or result.zone
        kind, width = "zone" if zone.exists else "gap", abs(zone.width or 0.0)
        of = "_three" if inputs.third else "" if result.certain else "_average"
        told = [
            self.fill("line", seller=result.zone.low, buyer=result.zone.high),
            self.fill(f"line_{kind}", width=width),
        ]
        if inputs.third:
            told.append(
                self.fill("line_third", third=inputs.third_called, limit=inputs.third_limit)
            )
        if inputs.price is not None:
            told.append(self.fill("line_price", price=inputs.price))
        return chart(
            "zopa_line",
            title=self.fill(f"title_{kind}{of}", width=width),
            sentence=" ".join(told),
            head=["What", "From", "To"],
            rows=[
                [escape(row["label"]), self._money(row["low"]), self._money(row["high"])]
                for row in rows
                if row["label"]
            ],
            data={"rows": rows},
            signals={"domain": list(ends)},
        )

    # what follows from what was added

    def _price(self, inputs: ZopaInputs, result: Exploration) -> list[Block]:
        told = []
        if result.halfway is not None:
            told.append(words(self.fill("halfway", halfway=result.halfway)))
        if result.shares is None:
            return told
        worse = [
            called(self.fill, inputs.role, party, "who")
            for party, margin in (
                ("seller", result.shares.seller_margin),
                ("buyer", result.shares.buyer_margin),
            )
            if margin < 0
        ]
        if result.third_margin is not None and result.third_margin < 0:
            worse.append(inputs.third_called)
        name = "price_worse" if worse else "price_good"
        return [words(self.fill(name, price=inputs.price, who=" and ".join(worse))), *told]

    def _chances(self, result: Exploration) -> list[Block]:
        if result.widths is None:
            return []
        points, ends = result.widths.points, widths_frame(result.widths)
        told = {
            "zone": result.probability,
            "gap": result.gap_probability,
            "mean": result.zone.width,
            "surplus": result.expected_surplus,
        }
        marks = [
            _mark(kind, result.zone.width, self.fill(f"width_{kind}", **told))
            for kind in ("zone", "gap", "mean")
        ]
        if ends[0] <= 0 <= ends[1]:
            marks.append(_mark("zero", 0.0, ""))
        rows = [[self.fill(f"chance_{row}"), self.fill(f"chance_{row}_is", **told)] for row in told]
        if result.surplus_if_zone is not None:
            rows.append([self.fill("chance_if"), self._money(result.surplus_if_zone)])
        return [
            chart(
                "zopa_width",
                title=self.fill("width_title", **told),
                sentence=self.fill("width_sentence", **told),
                head=["What", "How much"],
                rows=rows,
                data={
                    "widths": [{"width": w, "density": d} for w, d in points],
                    "marks": marks,
                },
                signals={"domain": list(ends), "heights": [0, max(top for _, top in points)]},
            )
        ]

    def _bridge(self, inputs: ZopaInputs, result: Exploration) -> list[Block]:
        """No deal and the easiest bridge side by side, then every way over the gap."""
        bridge, zone = result.bridge, result.common or result.zone
        if zone.exists:
            return []
        if result.common:
            closers = self._closers(inputs, result)
            way = self.fill("card_three", width=abs(zone.width or 0.0), **closers)
        else:
            easiest = bridge.moves[0]
            by = {"seller": easiest.seller_by, "buyer": easiest.buyer_by}
            way = self.fill("card_two", price=bridge.meeting_price, **by)
        return [self._both(way), *self._ways(inputs, bridge)]

    def _both(self, way: str) -> Block:
        """No deal and a bridge, the one as large as the other."""
        none = {"title": self.fill("card_none"), "text": self.fill("card_none_text")}
        bridge = {"title": self.fill("card_bridge"), "text": way}
        return cards(
            none | {"badge": self.fill("badge_none")}, bridge | {"badge": self.fill("badge_bridge")}
        )

    def _ways(self, inputs: ZopaInputs, bridge: Bridge) -> list[Block]:
        """Every way over the gap between seller and buyer."""
        if not bridge.moves:
            return []
        rows = [
            [
                self.fill(f"way_{move.name.replace(' ', '_')}"),
                self._money(move.seller_by),
                self._money(move.buyer_by),
                self._asked(move),
            ]
            for move in bridge.moves
        ]
        head = ["Way", "Seller's limit comes down by", "Buyer's limit goes up by", "What it asks"]
        title = self.fill("ways_two" if inputs.third else "ways")
        doubt = [] if self.result.certain else [words(self.fill("bridge_doubt"))]
        issue = words(self.fill("bridge_issue", gap=bridge.gap))
        return [table(title, head, rows), *doubt, issue]

    def _asked(self, move: Move) -> str:
        """How much a move asks of what is known of the limits."""
        if move.stretch is None:
            return self.fill("asks_certain")
        name = "asks_far" if move.stretch >= 3 else "asks_some"
        return self.fill(
            "asks_little" if move.stretch <= 1 else name, stretch=round(move.stretch, 1)
        )

    def _issue(self, result: Exploration) -> list[Block]:
        zone = result.with_issue
        if zone is None:
            return []
        kind = "zone" if zone.exists else "gap"
        told = self.fill(f"issue_{kind}", width=abs(zone.width), low=zone.low, high=zone.high)
        return [heading(self.fill("issue")), words(told)]

    def _delay(self, inputs: ZopaInputs, result: Exploration) -> list[Block]:
        if not result.over_time:
            return []
        last = result.over_time[-1]
        told = [
            self.fill(
                "delay_zone" if last.exists else "delay_gap",
                weeks=inputs.weeks,
                width=abs(last.width),
            )
        ]
        if result.turns is not None:
            turn = "delay_closes" if result.zone.exists else "delay_opens"
            told.insert(0, self.fill(turn, week=result.turns))
        told.append(self.fill(f"delay_{inputs.eats}"))
        rows = [
            [show_number(week), *map(self._money, (zone.low, zone.high, zone.width))]
            for week, zone in enumerate(result.over_time)
        ]
        head = ["Week", "Seller's limit", "Buyer's limit", "Width (below zero: a gap)"]
        return [
            heading(self.fill("delay")),
            words(" ".join(told)),
            fold(self.fill("delay_weeks"), table(self.fill("delay_weeks"), head, rows)),
        ]


def _mark(kind: str, at: float, label: str) -> dict[str, Any]:
    return {"kind": kind, "low": at, "high": at, "mid": at, "label": label}


def _belief(inputs: ZopaInputs, party: str) -> Belief:
    """What is known of a side's limit."""
    told = {part: getattr(inputs, f"{party}_{part}") for part in ("how", "give", "below", "above")}
    return belief_about(getattr(inputs, party), **told)


def _amounts(inputs: ZopaInputs, result: Exploration) -> list[float]:
    """Every price that the line must have room for."""
    optional = (
        inputs.price,
        inputs.seller_target,
        inputs.seller_offer,
        inputs.buyer_target,
        inputs.buyer_offer,
        inputs.third_limit if inputs.third else None,
    )
    told = [amount for amount in optional if amount is not None]
    if result.with_issue:
        told.extend((result.with_issue.low, result.with_issue.high))
    return [result.zone.low, result.zone.high, *reach(result.seller), *reach(result.buyer), *told]
