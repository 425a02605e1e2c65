"""The picture of ConcessionPath: what is drawn, and the same in words and as a table."""

from __future__ import annotations

from collections.abc import Callable

from unstuck.analysis.concessions import Dance
from unstuck.analysis.path import Path
from unstuck.analysis.rounding import readable
from unstuck.charts import paths
from unstuck.content.numbers import show_number
from unstuck.kit.blocks import Block, chart
from unstuck.tools.concession_path_inputs import ConcessionInputs

Fill = Callable[..., str]


def picture(fill: Fill, inputs: ConcessionInputs, result: Path) -> list[Block]:
    dance = result.dance
    levels = [
        *paths.level("you", "limit", inputs.limit),
        *paths.level("you", "target", inputs.target),
        *paths.level("them", "limit", inputs.their_limit),
        *paths.level("them", "target", inputs.their_target),
    ]
    drawn = paths.path_rows(dance)
    if not levels and not drawn:
        return []
    reach = [] if inputs.their_limit is None else [inputs.their_give]
    ends = paths.prices_frame([*levels, *drawn], paths.doubt_ends(inputs.their_limit, *reach))
    last = paths.last_round(dance, inputs.deadline)
    tail = paths.tail(dance, inputs.deadline)
    return [
        chart(
            "concession_path",
            title=_title(fill, result),
            sentence=_sentence(fill, inputs, result),
            head=[fill("what"), fill("when"), fill("price")],
            rows=_told(fill, inputs, dance),
            data={
                "room": paths.room(result.zone, inputs.their_limit, inputs.their_give),
                "levels": levels,
                "path": drawn,
                "ends": [*tail, *paths.clock(inputs.deadline)],
                "labels": paths.placed(_labels(fill, inputs, result, tail, ends[1]), ends),
            },
            signals={"prices": list(ends), "rounds": paths.rounds_frame(last)},
        )
    ]


def _title(fill: Fill, result: Path) -> str:
    dance = result.dance
    if dance.meeting:
        name = "title_met" if dance.meeting.reached else "title_meet"
        return fill(name, price=readable(dance.meeting.price), round=dance.meeting.round)
    if dance.apart is None or not paths.moving(dance):
        return fill("title_first")
    return fill("title_apart", gap=readable(dance.apart))


def _sentence(fill: Fill, inputs: ConcessionInputs, result: Path) -> str:
    dance = result.dance
    told = [
        fill(f"sentence_{side}", first=walk.offers[0][1], last=walk.last)
        for side, walk in (("you", dance.you), ("them", dance.them))
        if walk.offers
    ]
    if result.zone:
        name = "sentence_zone" if result.zone.exists else "sentence_gap"
        told.append(fill(name, width=abs(result.zone.width)))
    return " ".join([*told, f"{_title(fill, result)}."])


def _told(fill: Fill, inputs: ConcessionInputs, dance: Dance) -> list[list[str]]:
    """The picture as a table: lines across, offers, and what is projected."""
    lines = (
        ("your_limit", inputs.limit),
        ("your_target", inputs.target),
        ("their_limit", inputs.their_limit),
        ("their_target", inputs.their_target),
    )
    told = [
        [fill(name), fill("always"), fill("amount", at=at)] for name, at in lines if at is not None
    ]
    for side, walk, ahead in (
        ("you", dance.you, dance.ahead_you),
        ("they", dance.them, dance.ahead_them),
    ):
        for made, at in walk.offers:
            told.append([fill(side), round_name(fill, made), fill("amount", at=at)])
        for when, at in ahead[1:] if paths.moving(dance) else ():
            amount = fill("amount", at=readable(at))
            told.append([fill(f"{side}_ahead"), round_name(fill, round(when, 1)), amount])
    return told


def round_name(fill: Fill, when: float) -> str:
    return fill("opening") if when == 0 else show_number(when)


def _labels(
    fill: Fill, inputs: ConcessionInputs, result: Path, tail: list[paths.Row], top: float
) -> list[paths.Row]:
    dance, sells = result.dance, inputs.role == "seller"
    lines = (
        ("your_limit", inputs.limit, "left"),
        ("your_target", inputs.target, "right"),
        ("their_limit", inputs.their_limit, "left"),
        ("their_target", inputs.their_target, "right"),
    )
    told = [
        paths.label(fill(f"label_{name}", at=at), align, at)
        for name, at, align in lines
        if at is not None
    ]
    for name, walk, high in (("you", dance.you, sells), ("they", dance.them, not sells)):
        if walk.offers:
            text = fill(f"label_{name}_open", at=walk.offers[0][1])
            told.extend(paths.opening_label(walk, text, high))
    for end in tail:
        amount = end["low"] if end["kind"] == "meeting" else end["wide"]
        text = fill(f"label_{end['kind']}", at=readable(amount), round=end["round"])
        told.append(paths.label(text, "middle", end["at"], end["round"]))
    for clock in paths.clock(inputs.deadline):
        text = fill("label_deadline")
        told.append(paths.label(text, "middle", top, clock["round"], above=False))
    return told
