"""What the PackageBuilder asks for: two limits, issues with options and points, a bet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from unstuck.analysis.package_study import Study, study
from unstuck.analysis.packages import Issue, Party, Scenario
from unstuck.kit.fields import choice, flag, moves, quantity, rows, text

LIMITS = "Without a deal"
ISSUES = "Issues, options and points"
SIDES = "Whose talks these are"
EXPECT = "Where you expect different things"
_BET = ("bet", (True,))


def _points(label: str, party: str) -> Any:
    return quantity(0, label=label, low=0, high=100, step=1, party=party)


@dataclass(frozen=True, kw_only=True)
class OptionRow:
    name: str = text("", label="Option", limit=40)
    yours: float = _points("Your points", "you")
    theirs: float = _points("Their points", "them")


@dataclass(frozen=True, kw_only=True)
class IssueRow:
    name: str = text("", label="What is to be settled", limit=40)
    options: tuple[OptionRow, ...] = rows(
        OptionRow,
        (OptionRow(), OptionRow()),
        label="Ways to settle it, in their natural order",
        noun="option",
        least=2,
        most=4,
    )


def _limit(label: str, party: str, about: str) -> Any:
    return quantity(
        0, label=label, low=0, high=100, most=500, step=1, party=party, section=LIMITS, help=about
    )


def _chance(label: str, party: str) -> Any:
    return quantity(
        0.5,
        label=label,
        low=0,
        high=1,
        step=0.05,
        unit="%",
        party=party,
        section=EXPECT,
        when=_BET,
    )


def _paid(label: str) -> Any:
    return quantity(
        0,
        label=label,
        low=0,
        high=50_000,
        most=1e9,
        step=500,
        unit="money",
        section=EXPECT,
        when=_BET,
    )


@dataclass(frozen=True, kw_only=True)
class PackageInputs:
    edit: str = choice(
        "yes",
        label="Now set",
        options={
            "yes": "issues and points",
            "no": "alternatives, offers and bets",
            "sides": "whose talks these are",
        },
    )
    your_limit: float = _limit(
        "What no deal is worth to you, in your points", "you", "Your alternative, on your scale."
    )
    their_limit: float = _limit(
        "What no deal is worth to them, in their points", "them", "Theirs, as well as you know it."
    )
    aim: float | None = quantity(
        None,
        label="Three offers, each worth this much to you",
        low=0,
        high=100,
        most=500,
        step=1,
        blank=True,
        party="you",
        section=LIMITS,
        help="Left empty: as much as the package on the table, if that beats no deal.",
    )
    bet: bool = flag(False, label="We expect different things of the future", section=EXPECT)
    event: str = text(
        "", label="What is it that may or may not happen?", limit=90, section=EXPECT, when=_BET
    )
    your_chance: float = _chance("You think it happens with", "you")
    their_chance: float = _chance("They think it happens with", "them")
    if_so: float = _paid("If it happens, who thinks it likelier is paid")
    if_not: float = _paid("If it does not, the same side pays")
    title: str = text("", label="What is it about?", limit=80, section=SIDES, case="title")
    you: str = text("", label="Your side is called", limit=40, section=SIDES, case="you")
    them: str = text("", label="The other side", limit=40, section=SIDES, case="them")
    batna: str = text(
        "", label="Without a deal you would …", limit=140, section=SIDES, case="batna"
    )
    their_batna: str = text(
        "", label="Without a deal they would …", limit=140, section=SIDES, case="their_batna"
    )
    issues: tuple[IssueRow, ...] = rows(
        IssueRow,
        (IssueRow(),),
        label="Issues",
        noun="issue",
        most=5,
        section=ISSUES,
        help="Give each option points for both sides: 0 for the worst, more for what matters more.",
    )
    path: tuple[str, ...] = moves(label="The package on the table", limit=400)


@lru_cache(maxsize=64)
def studied(issues: tuple[IssueRow, ...], limits: tuple[float, float]) -> Study:
    """Look through all packages once for every set of issues and limits.

    Raises
    ------
    ValueError
        If two issues, or two options of one issue, have the same name.
    """
    named = [
        Issue(
            row.name.strip() or f"issue {place}",
            [option.name.strip() or f"option {n}" for n, option in enumerate(row.options, 1)],
        )
        for place, row in enumerate(issues, start=1)
    ]
    values = [
        {
            issue.name: [getattr(option, whose) for option in row.options]
            for issue, row in zip(named, issues, strict=True)
        }
        for whose in ("yours", "theirs")
    ]
    parties = [
        Party(name, given, reservation=limit)
        for name, given, limit in zip(("you", "them"), values, limits, strict=True)
    ]
    return study(Scenario(named, parties))
