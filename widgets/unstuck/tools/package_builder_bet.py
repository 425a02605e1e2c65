"""How the PackageBuilder shows a term that depends on what neither side knows."""

from __future__ import annotations

from collections.abc import Callable

from unstuck.analysis.wager import Wager
from unstuck.content.numbers import show_money, show_percent
from unstuck.kit.blocks import Block, heading, points, table, words
from unstuck.tools.package_builder_inputs import PackageInputs

Fill = Callable[..., str]


def bet_blocks(fill: Fill, currency: str, inputs: PackageInputs, bet: Wager | None) -> list[Block]:
    """What the contingent term is worth to each side, by its own belief; nothing without one."""
    if bet is None:
        return []
    event = inputs.event.strip() or fill("bet_event")
    return [
        heading(fill("bet")),
        words(" ".join(_told(fill, inputs, bet, event))),
        _table(fill, currency, inputs, bet),
        points(fill("bet_bear"), fill("bet_hands"), fill("bet_refused")),
    ]


def _told(fill: Fill, inputs: PackageInputs, bet: Wager, event: str) -> list[str]:
    if not bet.hopeful:
        return [fill("bet_alike", chance=inputs.your_chance, event=event)]
    told = [fill(f"bet_paid_{bet.hopeful}", so=inputs.if_so, no=inputs.if_not, event=event)]
    if bet.helps_both:
        told.append(fill("bet_both", together=bet.together))
    else:
        losers = [side for side, gain in (("you", bet.yours), ("them", bet.theirs)) if gain <= 0]
        told.append(fill(f"bet_not_{losers[0] if len(losers) == 1 else 'both'}"))
    told.extend(_between(fill, inputs, bet))
    return told


def _between(fill: Fill, inputs: PackageInputs, bet: Wager) -> list[str]:
    """The payments if it does not happen at which both expect to gain."""
    if bet.between is None:
        return []
    low, high = bet.between
    if high == float("inf"):
        return [fill("bet_above", so=inputs.if_so, low=low)]
    return [fill("bet_between", so=inputs.if_so, low=low, high=high)]


def _table(fill: Fill, currency: str, inputs: PackageInputs, bet: Wager) -> Block:
    rows = [
        [
            fill(f"bet_{side}"),
            show_percent(chance),
            *(show_money(x, currency) for x in (gain, worst)),
        ]
        for side, chance, gain, worst in (
            ("you", inputs.your_chance, bet.yours, bet.worst[0]),
            ("them", inputs.their_chance, bet.theirs, bet.worst[1]),
        )
    ]
    head = ["Side", "Thinks it happens with", "Expects from the term", "Pays at worst"]
    return table(fill("bet_table"), head, rows)
