"""What a learner sets in ConcessionPath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from unstuck.kit.fields import choice, quantity, rows

YOU, THEM, CLOCK = "You", "The other side", "Round by round"
PARTS = {"limits": "limits and openings", "rounds": "the rounds since"}
SHOWN = {"limits": (YOU, THEM), "rounds": (CLOCK,)}
ROLES = {"buyer": "paying: your offers go up", "seller": "paid: your offers come down"}
_money = partial(quantity, low=0, high=30_000, step=100, unit="money", most=3e9, blank=True)
_you = partial(_money, party="you", section=YOU)
_them = partial(_money, party="them", section=THEM)


@dataclass(frozen=True, kw_only=True)
class Round:
    yours: float | None = _money(None, label="You offer", party="you")
    theirs: float | None = _money(None, label="They offer", party="them")


EXAMPLE = (
    Round(yours=16_500, theirs=22_500),
    Round(yours=17_500, theirs=21_700),
    Round(yours=18_200, theirs=21_300),
)


@dataclass(frozen=True, kw_only=True)
class ConcessionInputs:
    """What the learner sets: limits and targets, the openings, and every round since."""

    part: str = choice("rounds", label="Now set", options=PARTS)
    role: str = choice("buyer", label="You are", options=ROLES, section=YOU, case="role")
    limit: float | None = _you(21_000, label="Your limit", case="reservation")
    target: float | None = _you(17_000, label="Your target", case="target")
    opening: float | None = _you(15_000, label="You open at", case="opening")
    their_limit: float | None = _them(
        18_500, label="Their limit, as you see it", case="their_reservation"
    )
    their_give: float = quantity(
        1_000, label="It may be off by", low=0, high=5_000, step=100, most=5e8, unit="money",
        section=THEM, party="them",
    )  # fmt: skip
    their_target: float | None = _them(
        None, label="Their target, as you see it", case="their_target"
    )
    their_opening: float | None = _them(24_000, label="They open at")
    rounds: tuple[Round, ...] = rows(
        Round, EXAMPLE, label="After the openings", noun="round", least=0, most=8, section=CLOCK,
        help="Leave a field empty if a side made no new offer. Fill in only yours to try a move.",
    )  # fmt: skip
    deadline: float | None = quantity(
        6, label="The last round there is", low=1, high=20, blank=True, section=CLOCK
    )


BLANK: Mapping[str, Any] = dict.fromkeys(
    ("limit", "target", "opening", "their_limit", "their_target", "their_opening", "deadline")
) | {"part": "limits", "role": "seller", "their_give": 0, "rounds": []}
