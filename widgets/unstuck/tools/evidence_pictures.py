"""The pictures of EvidenceBoard: campsite talks and strikes, from the data sets of the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unstuck import data
from unstuck.analysis.outcomes import (
    Ending,
    Spell,
    Survival,
    WalkAway,
    endings,
    spell_after,
    survival,
    walk_aways,
)
from unstuck.content.numbers import show_number, show_percent
from unstuck.kit.blocks import Block, chart, figures, finding, words

Fill = Callable[..., str]
SHARED: Mapping[int | None, str] = {0: "none shared", 1: "one shared", 3: "all shared"}
DECIMALS = {"satisfaction": 2, "turns": 1}
SCALES = {"satisfaction": [1, 5], "turns": [12, 20]}
HALF_WAY = 110


@dataclass(frozen=True)
class Seen:
    """What the two data sets give, whatever is chosen.

    Attributes
    ----------
    groups : tuple of (Ending, Ending)
        For each number of common priorities the pairs with a deal and those who walked away.
    overall : (Ending, Ending)
        The same, all pairs together.
    walked : tuple of WalkAway
        Who walked away from what.
    strikes : Survival
        How long the strikes lasted.
    """

    groups: tuple[tuple[Ending, Ending], ...]
    overall: tuple[Ending, Ending]
    walked: tuple[WalkAway, ...]
    strikes: Survival


@cache
def _durations() -> tuple[int, ...]:
    return tuple(row["duration"] for row in data.rows("strikes"))


@cache
def seen() -> Seen:
    """Count both data sets, once."""
    rows = data.rows("casino_outcomes")
    ended = endings(rows)
    with_deal = [group for group in ended if not group.walked]
    without = [group for group in ended if group.walked]
    deal, walked = endings(rows, by_priorities=False)
    pairs = tuple(zip(with_deal, without, strict=True))
    return Seen(pairs, (deal, walked), walk_aways(rows), survival(_durations()))


def spell(day: float) -> Spell:
    """Look at the strikes that lasted longer than so many days."""
    return spell_after(_durations(), day)


def walkaways(fill: Fill, seen: Seen) -> list[Block]:
    """Show who walked away from what."""
    groups, walked = seen.walked, seen.overall[1]
    forgone = [group.forgone for group in groups]
    possible = [group.possible for group in groups]
    values = {
        "pairs": walked.pairs,
        "all": walked.of,
        "taken": groups[0].taken,
        "least": min(forgone),
        "most": max(forgone),
        "lowest": min(possible),
        "highest": max(possible),
    }
    drawn = [
        {
            "label": fill("walkaways_told", group=SHARED[group.same], pairs=group.pairs),
            "order": order,
            "taken": group.taken,
            "possible": group.possible,
        }
        for order, group in enumerate(groups)
    ]
    rows = [
        [SHARED[g.same], *map(show_number, (g.pairs, g.taken, g.possible, g.forgone))]
        for g in groups
    ]
    picture = chart(
        "casino_walkaways",
        title=fill("walkaways_title", **values),
        sentence=fill("walkaways_sentence"),
        head=["Priorities in common", "Pairs", "Points taken", "Possible", "Left behind"],
        rows=rows,
        data={"walkaways": drawn},
    )
    return [finding(fill("walkaways", **values)), picture]


def deals(fill: Fill, seen: Seen) -> list[Block]:
    """Show which part of the deals was efficient."""
    groups, every = [deal for deal, _ in seen.groups], seen.overall[0]
    drawn = [
        {
            "label": SHARED[group.same],
            "order": order,
            "share": group.efficient_share,
            "told": f"{group.efficient} of {group.pairs}",
        }
        for order, group in enumerate(groups)
    ]
    rows = [
        [
            SHARED[group.same],
            show_number(group.pairs),
            show_number(group.efficient),
            show_percent(group.efficient_share),
        ]
        for group in groups
    ]
    picture = chart(
        "casino_deals",
        title=fill("deals_title", share=groups[0].efficient_share),
        sentence=fill("deals_sentence"),
        head=["Priorities in common", "Deals", "Efficient", "Share"],
        rows=rows,
        data={"deals": drawn},
    )
    told = fill("deals", efficient=every.efficient, pairs=every.pairs)
    return [finding(told), picture, words(fill("deals_note"))]


def means(fill: Fill, seen: Seen, kind: str) -> list[Block]:
    """Show the mean satisfaction, or the mean length, with a deal and without."""

    def shown(ending: Ending) -> str:
        return show_number(_mean(kind, ending), DECIMALS[kind])

    drawn = [
        {
            "label": SHARED[deal.same],
            "order": order,
            "deal": _mean(kind, deal),
            "walked": _mean(kind, walked),
            "deal_told": f"deal {shown(deal)}",
            "walked_told": f"walked {shown(walked)}",
        }
        for order, (deal, walked) in enumerate(seen.groups)
    ]
    picture = chart(
        "casino_means",
        title=fill(f"{kind}_title"),
        sentence=fill(f"{kind}_sentence"),
        head=["Priorities in common", "With a deal", "Walked away"],
        rows=[[SHARED[deal.same], shown(deal), shown(walked)] for deal, walked in seen.groups],
        data={"means": drawn},
        signals={"domain": SCALES[kind]},
    )
    deal, walked = seen.overall
    return [finding(fill(kind, deal=shown(deal), walked=shown(walked))), picture]


def strikes(fill: Fill, seen: Seen, spell: Spell) -> list[Block]:
    """Show how long the strikes lasted, and what was left after so many days."""
    lasted = seen.strikes
    values: dict[str, Any] = {
        "count": lasted.count,
        "median": lasted.median,
        "longest": lasted.longest,
        "day": spell.day,
        "left": spell.left,
        "more": spell.more or 0,
    }
    now = {"day": spell.day, "share": spell.share, "told": fill("strikes_day", **values)}
    half = {"day": lasted.median, "share": 0.5, "told": fill("strikes_median", **values)}
    picture = chart(
        "strike_survival",
        title=fill("strikes_title", **values),
        sentence=fill("strikes_sentence", **values),
        head=["Day", "Still on strike"],
        rows=[[show_number(day), show_percent(share)] for day, share in lasted.points],
        data={
            "curve": [{"day": day, "share": share} for day, share in lasted.points],
            "median": [half],
            "day": [now],
        },
    )
    return [
        finding(fill("strikes_left" if spell.left else "strikes_over", **values)),
        picture,
        figures(
            ("Median", f"{show_number(lasted.median)} days", "half were over by then"),
            ("Mean", f"{show_number(lasted.mean, 1)} days", "pulled up by the long ones"),
            ("Longest", f"{lasted.longest} days"),
        ),
        words(fill("strikes_note")),
    ]


def _mean(kind: str, ending: Ending) -> float:
    return ending.satisfaction if kind == "satisfaction" else ending.turns
