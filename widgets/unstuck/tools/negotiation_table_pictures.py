"""The pictures of NegotiationTable: the course of the offers, and the plane of the debrief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unstuck.analysis.preparation import around
from unstuck.analysis.table import Debrief, Game, Made
from unstuck.analysis.table_sitting import is_early, last_round, money_points, over_leaving, thinned
from unstuck.kit.blocks import Block, chart
from unstuck.tools.negotiation_table_talk import Voice, count, name_of


def course(voice: Voice, game: Game) -> Block:
    """Every offer by what it is worth to the learner, round by round."""
    fill, you = voice.fill, game.scenario.you
    levels = [
        {"kind": name, "worth": at, "label": fill(f"level_{name}", worth=voice.worth(game, at))}
        for name, at in (("limit", you.limit), ("target", you.target))
    ]
    values = [*(made.worth_you for made in game.offers), you.limit, you.target]
    return chart(
        "table_course",
        title=_course_title(voice, game),
        sentence=fill("course_sentence"),
        head=[fill("head_round"), fill("head_who"), fill("head_offer"), fill("head_you")],
        rows=[
            [str(m.round), name_of(game, m.by), m.text, voice.worth(game, m.worth_you)]
            for m in game.offers
        ]
        or [[fill("no_offer"), "", "", ""]],
        data={"offers": list(_offers(game)), "levels": levels},
        signals={
            "domain": list(around(values, 0, 100)),
            "rounds": [1, max(2, last_round(game))],
            "early": is_early(game),
            "points": not money_points(game.scenario.id),
        },
    )


def _course_title(voice: Voice, game: Game) -> str:
    theirs = [made for made in game.offers if made.by != "you"]
    if game.over and game.offers:
        return voice.fill("course_over")
    if not game.offers:
        return voice.fill("course_none")
    if not theirs:
        return voice.fill("course_yours")
    against = voice.against(game, over_leaving(game, theirs[-1]))
    return voice.fill("course_theirs", against=against)


def _offers(game: Game) -> Iterator[dict[str, Any]]:
    last = {made.by: made for made in game.offers}
    for made in game.offers:
        label = name_of(game, made.by) if made is last[made.by] else ""
        yield {"side": made.by, "round": made.round, "worth": made.worth_you, "label": label}


def planes(voice: Voice, told: Debrief) -> list[Block]:
    """A plane for each side across the table: what every offer was worth to both."""
    return [_plane(voice, told, n) for n in range(1, len(told.names))]


def _plane(voice: Voice, told: Debrief, side: int) -> Block:
    fill, game = voice.fill, told.game
    them = told.names[side]
    pairs = [(row[0], row[side]) for row in told.rows]
    alone = len(told.names) == 2
    edge = [pairs[n] for n in told.frontier] if alone else []
    offers = [made for made in game.offers if made.worth_them]
    mine, theirs = _in_view(told, side, offers)
    limits = {
        "kind": "zone" if told.zone else "gap",
        "you": told.limits[0],
        "them": told.limits[side],
        "mine": fill("plane_mine", limit=voice.worth(game, told.limits[0])),
        "theirs": fill("plane_theirs", them=them, limit=count(told.limits[side])),
    }
    deal = [] if told.deal is None else [{"you": told.deal[0], "them": told.deal[side]}]
    return chart(
        "table_debrief",
        title=fill("plane_zone" if told.zone else "plane_gap", them=them),
        sentence=fill("plane_sentence", them=them),
        head=[fill("head_round"), fill("head_who"), fill("head_offer"), fill("head_you"), them],
        rows=[_row(voice, game, made, side) for made in offers]
        or [[fill("no_offer"), "", "", "", ""]],
        data={
            "packages": [{"you": a, "them": b} for a, b in thinned(pairs)],
            "frontier": [{"you": a, "them": b} for a, b in edge],
            "corner": [limits],
            "offers": list(_points(game, offers, side)),
            "ending": deal,
        },
        signals={
            "mine": list(around(mine, 0, 100)),
            "theirs": list(around(theirs, 0, 100)),
            "points": not money_points(game.scenario.id),
        },
    )


def _in_view(told: Debrief, side: int, offers: list[Made]) -> tuple[list[float], list[float]]:
    """What the picture must hold: the offers, the limits, and a fair point where there is one."""
    theirs = [worth for made in offers for n, worth in enumerate(made.worth_them, 1) if n == side]
    fair = [] if told.nash is None else [told.nash[side]]
    best = [row for row in told.rows if row[0] >= told.limits[0] or row[side] >= told.limits[side]]
    corner = best if len(told.rows) <= 400 and not offers else []
    mine = (*(made.worth_you for made in offers), *(row[0] for row in corner))
    return (
        [*mine, told.limits[0], *([] if told.nash is None else [told.nash[0]])],
        [*theirs, *(row[side] for row in corner), told.limits[side], *fair],
    )


def _row(voice: Voice, game: Game, made: Made, side: int) -> list[str]:
    (worth,) = [one for n, one in enumerate(made.worth_them, 1) if n == side]
    return [
        str(made.round),
        name_of(game, made.by),
        made.text,
        voice.worth(game, made.worth_you),
        count(worth),
    ]


def _points(game: Game, offers: list[Made], side: int) -> Iterator[dict[str, Any]]:
    ends = [
        made
        for by in ("you", "them", "third")
        if (own := [each for each in offers if each.by == by])
        for made in (own[0], own[-1])
    ]
    for made in offers:
        (worth,) = [one for n, one in enumerate(made.worth_them, 1) if n == side]
        label = str(made.round) if made in ends else ""
        yield {
            "side": made.by,
            "round": made.round,
            "you": made.worth_you,
            "them": worth,
            "label": label,
        }
