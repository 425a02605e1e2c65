"""A failed negotiation as one remembers it: how it ended, what one answers, the numbers, the goals.

Public through `analysis.failure`, which reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from unstuck.analysis._checks import Role, check_role, number
from unstuck.analysis.zopa import Zone, trap_check, zopa

__all__ = [
    "ASKED",
    "POSSIBLE",
    "Ending",
    "FailureKind",
    "Goal",
    "Met",
    "Numbers",
    "Talk",
    "check_ending",
    "next_kind",
]

ANSWERS = ("yes", "no", "unknown")
Met = Literal["not", "partly", "fully"]


class FailureKind(StrEnum):
    """The seven kinds of failure: chosen; the talks break; the deal itself fails."""

    BY_DESIGN = "by-design"
    MISSED_AGREEMENT = "missed-agreement"
    EMOTIONAL = "emotional"
    UNDER_TABLE = "under-table"
    OBJECTIVES = "objectives"
    RELATIONSHIP = "relationship"
    WORSE_THAN_BATNA = "worse-than-batna"


class Ending(StrEnum):
    """Whether there was a deal in the end."""

    NO_DEAL = "no-deal"
    DEAL = "deal"


POSSIBLE: Mapping[Ending, tuple[FailureKind, ...]] = MappingProxyType(
    {
        Ending.NO_DEAL: (
            FailureKind.BY_DESIGN,
            FailureKind.MISSED_AGREEMENT,
            FailureKind.EMOTIONAL,
            FailureKind.UNDER_TABLE,
        ),
        Ending.DEAL: tuple(k for k in FailureKind if k is not FailureKind.MISSED_AGREEMENT),
    }
)
"""The kinds that can hold after each ending.

Weiss counts emotional failure and what lies under the table among the talks that break. Here they
stay open after a deal as well: a bad deal may have been signed in the heat of a quarrel.
"""

ASKED: Mapping[FailureKind, Mapping[str, bool | None]] = MappingProxyType(
    {
        FailureKind.BY_DESIGN: {"expected": True, "question": True, "affordable": True},
        FailureKind.MISSED_AGREEMENT: {"held_back": True, "offence": True, "untested": True},
        FailureKind.EMOTIONAL: {"flooded": True, "lost_thread": True, "calm_day": True},
        FailureKind.UNDER_TABLE: {"unsaid": True, "puzzling": True, "emerged": True},
        FailureKind.OBJECTIVES: {"beforehand": None},
        FailureKind.RELATIONSHIP: {"cooler": True, "avoid": True},
        FailureKind.WORSE_THAN_BATNA: {"studied": False, "haste": True, "relief": True},
    }
)
"""The questions asked for each kind: whether a yes speaks for it.

A no then speaks the other way. None: the answer is a condition and speaks neither way.
"""


@dataclass(frozen=True)
class Goal:
    """Something that you wanted from the talks, and whether the deal brought it."""

    name: str
    met: Met = "partly"

    def __post_init__(self) -> None:
        if self.met not in ("not", "partly", "fully"):
            raise ValueError(
                f"A goal is met not, partly or fully; '{self.name}' has {self.met!r}. "
                "Choose one of the three."
            )


@dataclass(frozen=True)
class Numbers:
    """What the modules on BATNA and ZOPA gave, as far as it is known; all in one currency.

    Parameters
    ----------
    role : {"seller", "buyer"}
        Whether you were to be paid or to pay.
    limit, their_limit : float, optional
        Your reservation value and theirs.
    price : float, optional
        The price of the deal; without a deal, the last price you could have had.
    target : float, optional
        The price you had set as your goal.
    """

    role: Role = "seller"
    limit: float | None = None
    their_limit: float | None = None
    price: float | None = None
    target: float | None = None

    @property
    def margin(self) -> float | None:
        """By how much the price beats your limit; negative if no deal beats the price."""
        return self._from(self.limit)

    @property
    def over_target(self) -> float | None:
        """By how much the price beats your target; negative if it falls short."""
        return self._from(self.target)

    @property
    def zone(self) -> Zone | None:
        """The zone between both limits, or the gap; None where one is not known."""
        if self.limit is None or self.their_limit is None:
            return None
        sold = check_role(self.role) == "seller"
        limits = (self.limit, self.their_limit) if sold else (self.their_limit, self.limit)
        return zopa(*limits)

    def _from(self, mark: float | None) -> float | None:
        if self.price is None or mark is None:
            return None
        return trap_check(self.price, self.role, mark).margin


@dataclass(frozen=True)
class Talk:
    """A failed negotiation, as you remember it.

    Parameters
    ----------
    ending : Ending or str
    answers : mapping
        Names of `ASKED` to ``"yes"``, ``"no"`` or ``"unknown"``; what is left out is unknown.
    numbers : Numbers
    goals : sequence of Goal
        Beside the price.
    relationship : float, optional
        How you and they stand with each other afterwards, 1 (badly) to 7 (well).
    """

    ending: Ending | str
    answers: Mapping[str, str] = field(default_factory=dict)
    numbers: Numbers = Numbers()
    goals: Sequence[Goal] = ()
    relationship: float | None = None

    def __post_init__(self) -> None:
        check_ending(self.ending)
        known = {name for questions in ASKED.values() for name in questions}
        for name, answer in self.answers.items():
            if name not in known:
                raise ValueError(f"No question is called {name!r}; take one of {', '.join(known)}.")
            if answer not in ANSWERS:
                raise ValueError(
                    f"The answer to '{name}' must be yes, no or unknown, not {answer!r}; "
                    "choose one of the three."
                )
        if self.relationship is not None:
            number(self.relationship, "How you stand with each other", at_least=1, at_most=7)


def next_kind(ending: Ending | str, answers: Mapping[str, str]) -> FailureKind | None:
    """Say which kind comes next: the first with a question that has no answer yet.

    Parameters
    ----------
    ending : Ending or str
        Which kinds come at all.
    answers : mapping
        As for `Talk`; "unknown" is an answer.

    Returns
    -------
    FailureKind or None
        None when every question is answered.
    """
    for kind in POSSIBLE[check_ending(ending)]:
        if any(answers.get(name) not in ANSWERS for name in ASKED[kind]):
            return kind
    return None


def check_ending(given: Ending | str) -> Ending:
    """Return the ending; ``ValueError`` if it is none."""
    if given not in list(Ending):
        raise ValueError(
            f"The talks ended with 'no-deal' or 'deal', not {given!r}; choose one of the two."
        )
    return Ending(given)
