"""What WalkAway asks: the same form for the worked example and for one's own talks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from unstuck.content.words import words
from unstuck.kit.fields import choice, quantity, text

MODULE, TOOL = "09-walking-away", "WalkAway"
SIGNS = ("deceit", "reopen", "fishing", "cover")
_CASE, _AHEAD, _BEHIND = "The talks, and what you have without them", "Still to come", "Behind you"
_FAITH, _DEAL, _LINE = "In good faith?", "The deal in reach", "Your exit line"
PARTS: Mapping[str, tuple[str, ...]] = {
    "talks": (_CASE,),
    "ahead": (_AHEAD, _BEHIND),
    "faith": (_FAITH,),
    "deal": (_DEAL,),
    "line": (_LINE,),
}
"""Which sections of the form belong to which part of the work."""

ALL = "all"
NAMES = {
    "talks": "The talks",
    "ahead": "What is to come",
    "faith": "Good faith",
    "deal": "The deal in reach",
    "line": "The exit line",
    ALL: "Everything",
}


def said(key: str) -> str:
    """A sentence of the tool's words as it stands."""
    return words(MODULE, TOOL)[key]


_amount = partial(quantity, low=0, high=100_000, step=500, unit="money", most=1e9, blank=True)
_costs = partial(quantity, low=0, high=20_000, step=100, unit="money", most=1e9)
_piece = partial(text, limit=200, section=_LINE)


def _sign(name: str) -> Any:
    options = {"no": "No", "suspected": "I suspect it", "seen": "I have seen it"}
    return choice("", label=said(f"ask_{name}"), options=options, section=_FAITH)


@dataclass(frozen=True, kw_only=True)
class WalkInputs:
    """What the learner sets."""

    at: str = choice("talks", label="What do you work on?", options=NAMES)
    title: str = text(label="A title", limit=80, case="title", section=_CASE)
    them: str = text(label="The other side", limit=60, case="them", section=_CASE)
    role: str = choice(
        "seller",
        label="You are",
        options={"seller": "paid: the seller", "buyer": "paying: the buyer"},
        case="role",
        section=_CASE,
    )
    batna: str = text(
        label="Without them you have",
        limit=200,
        case="batna",
        section=_CASE,
    )
    batna_value: float | None = _amount(
        None,
        label="What it is worth",
        help=said("help_batna_value"),
        low=-100_000,
        case="batna_value",
        party="you",
        section=_CASE,
    )
    reservation: float | None = _amount(
        None,
        label="Your limit",
        help=said("help_limit"),
        case="reservation",
        party="you",
        section=_CASE,
    )
    their_reservation: float | None = _amount(
        None,
        label="Their limit, as you see it",
        case="their_reservation",
        party="them",
        section=_CASE,
    )
    price: float | None = _amount(
        None, label="The price that you expect, if you stay", help=said("help_price"),
        section=_AHEAD,
    )  # fmt: skip
    give: float = _costs(
        0, label="It may be off by", help=said("help_give"), step=500, section=_AHEAD
    )
    chance: float | None = quantity(
        None, label="Chance that you agree", low=0, high=1, step=0.05, unit="%", blank=True,
        help=said("help_chance"), section=_AHEAD,
    )  # fmt: skip
    rounds: float | None = quantity(
        None, label="Rounds still to come", low=0, high=20, blank=True, section=_AHEAD
    )
    each: float | None = _costs(
        None, label="What a round costs, your time included", blank=True, section=_AHEAD
    )
    strain: float = _costs(0, label="The strain", help=said("help_strain"), section=_AHEAD)
    spent: float = _costs(
        0, label="Spent so far", help=said("help_spent"), high=30_000, step=500,
        section=_BEHIND,
    )  # fmt: skip
    deceit: str = _sign("deceit")
    reopen: str = _sign("reopen")
    fishing: str = _sign("fishing")
    cover: str = _sign("cover")
    asked: str = choice(
        "",
        label=said("ask_asked"),
        options={
            "not": "Not yet",
            "held": "Yes, and their answer held",
            "failed": "Yes, and their answer did not hold",
        },
        section=_FAITH,
    )
    harm: str = choice(
        "",
        label=said("ask_harm"),
        options={"no": "No", "some": "Perhaps, or a little", "grave": "Yes, gravely"},
        section=_DEAL,
    )
    carry: str = choice(
        "",
        label=said("ask_carry"),
        options={"yes": "Yes", "doubt": "I doubt it", "no": "No"},
        section=_DEAL,
    )
    other: str = choice(
        "",
        label=said("ask_other"),
        options={"untried": "Not tried yet", "none": "Looked for, and there is none"},
        section=_DEAL,
    )
    thanks: str = _piece(label="Something true to thank them for", help=said("help_thanks"))
    reason: str = _piece(label="Your reason", help=said("help_reason"))
    door: str = _piece(label="What would bring you back", help=said("help_door"))
    line: str = text(
        label="In your own words, all of it",
        help=said("help_own_line"),
        limit=600,
        long=True,
        section=_LINE,
    )


EXAMPLE: Mapping[str, Any] = (
    {name: said(f"boat_{name}") for name in ("title", "them", "batna", "thanks", "reason", "door")}
    | {"batna_value": 52_000, "reservation": 52_000, "their_reservation": 62_000}
    | {"price": 58_000, "give": 3_000, "chance": 0.5, "rounds": 3, "each": 1_200, "strain": 400}
    | dict.fromkeys(SIGNS, "no")
    | {"spent": 7_000, "reopen": "seen", "asked": "held"}
    | {"harm": "no", "carry": "yes", "other": "untried", "at": "ahead"}
)
"""The ship and the film: a case of the course, its amounts illustrative."""
