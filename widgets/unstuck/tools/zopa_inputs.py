"""What a learner sets in ZopaExplorer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from unstuck.kit.fields import choice, flag, quantity, text

_LIMITS, _MORE = "The two limits", "Add to the picture"
_THIRD, _DELAY = ("third", (True,)), ("delay", (True,))
_LEAST = "The least that still beats the seller's alternative."
_MOST = "The most that still beats the buyer's alternative."
_ROLES = {"seller": "Seller", "buyer": "Buyer"}
_HOW = {
    "certain": "For certain",
    "range": "Somewhere in a range",
    "likely": "A likeliest value within a range",
    "bell": "A bell curve",
}
_SIDES = {"at least": "At least its limit", "at most": "At most its limit"}
_EATS = {"alternative": "What each side would do without a deal", "deal": "The deal itself"}
_KNOWN: Any = {"label": "How is it known?", "options": _HOW, "look": "select", "section": _LIMITS}
_GIVE: Any = {
    "label": "Give or take",
    "section": _LIMITS,
    "help": "On a bell curve, two values in three lie within this.",
}
_BELOW: Any = {"label": "It may be lower by", "section": _LIMITS}
_ABOVE: Any = {"label": "It may be higher by", "section": _LIMITS}
_money = partial(quantity, low=0, high=200, step=1, unit="money", most=2e9)
_talk = partial(_money, section=_MORE, blank=True, when=("talks", (True,)))
_worth = partial(_money, low=-200, section=_MORE, when=("issue", (True,)))
_week = partial(_money, section=_MORE, when=_DELAY)


@dataclass(frozen=True, kw_only=True)
class ZopaInputs:
    """What the learner sets."""

    role: str = choice("buyer", label="You are the", options=_ROLES, section=_LIMITS, case="role")
    seller: float = _money(
        60, label="Seller's limit", party="seller", help=_LEAST, section=_LIMITS, case="limit"
    )
    seller_how: str = choice("certain", **_KNOWN)
    seller_give: float = _money(10, when=("seller_how", ("range", "bell")), **_GIVE)
    seller_below: float = _money(10, when=("seller_how", ("likely",)), **_BELOW)
    seller_above: float = _money(10, when=("seller_how", ("likely",)), **_ABOVE)
    buyer: float = _money(
        80, label="Buyer's limit", party="buyer", help=_MOST, section=_LIMITS, case="limit"
    )
    buyer_how: str = choice("certain", **_KNOWN)
    buyer_give: float = _money(10, when=("buyer_how", ("range", "bell")), **_GIVE)
    buyer_below: float = _money(10, when=("buyer_how", ("likely",)), **_BELOW)
    buyer_above: float = _money(10, when=("buyer_how", ("likely",)), **_ABOVE)
    price: float | None = _money(None, label="Price", section="A price to try", blank=True)
    talks: bool = flag(label="Targets and offers", section=_MORE)
    seller_target: float | None = _talk(None, label="Seller's target", party="seller", case="aim")
    seller_offer: float | None = _talk(None, label="Seller's last offer", party="seller")
    buyer_target: float | None = _talk(None, label="Buyer's target", party="buyer", case="aim")
    buyer_offer: float | None = _talk(None, label="Buyer's last offer", party="buyer")
    issue: bool = flag(label="Something new in the deal", section=_MORE)
    issue_seller: float = _worth(
        0, label="Worth to the seller", party="seller", help="Below zero: what it costs in all."
    )
    issue_buyer: float = _worth(0, label="Worth to the buyer", party="buyer")
    third: bool = flag(label="A third party who must agree", section=_MORE)
    third_name: str = text("the bank", label="Who", limit=24, section=_MORE, when=_THIRD)
    third_side: str = choice(
        "at most", label="It accepts a price of", options=_SIDES, section=_MORE, when=_THIRD
    )
    third_limit: float = _money(75, label="Its limit", section=_MORE, when=_THIRD)
    delay: bool = flag(label="What waiting costs", section=_MORE)
    seller_cost: float = _week(1, label="A week costs the seller", party="seller")
    buyer_cost: float = _week(1, label="A week costs the buyer", party="buyer")
    weeks: float = quantity(
        6, label="Look ahead", low=1, high=26, unit="weeks", section=_MORE, when=_DELAY
    )
    eats: str = choice("deal", label="Waiting eats into", options=_EATS, section=_MORE, when=_DELAY)

    @property
    def third_called(self) -> str:
        """The third party's name, or what stands for it while it has none."""
        return self.third_name.strip() or "the third party"
