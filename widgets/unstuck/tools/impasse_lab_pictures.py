"""The pictures and tables of ImpasseLab, with their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unstuck import data
from unstuck.analysis.impasse import ImpasseType
from unstuck.analysis.lab import Bar, Camp, Pick, apart, bars, by_all, position
from unstuck.analysis.lab import campsite as beside
from unstuck.analysis.outcomes import endings
from unstuck.analysis.simulation import Behaviour, Event, Replay, Sample, Share, sources
from unstuck.charts.lab_rows import camp_data, rate_data, run_data
from unstuck.content.numbers import show_number, show_percent
from unstuck.kit.blocks import Block, chart, fold, points, table, words

Fill = Callable[..., str]


def round_share(share: float) -> float:
    """A share to three figures at most, as it is written."""
    return round(share, 3)


def _percent(share: float) -> str:
    return show_percent(round_share(share))


def _told(fill: Fill, share: Share) -> str:
    if not share.of:
        return fill("nothing")
    parts = {name: round_share(getattr(share, name)) for name in ("value", "low", "high")}
    return fill("interval", **parts)


def rates(fill: Fill, a: Sample, b: Sample) -> Block:
    """The three types of impasse in both settings, with their intervals."""
    several = "" if a.setting.parties == 2 else "several_"
    several = "sealed_" if a.setting.task == "sealed" else several
    names = {str(kind): fill(f"{several}{kind}") for kind in ImpasseType}
    both = {"A": bars(a), "B": bars(b)}
    rows, signals = rate_data(both, names, _percent)
    ends = {"a": a.impasses().value, "b": b.impasses().value}
    return chart(
        "lab_rates",
        title=fill("title_rates", **{part: round_share(end) for part, end in ends.items()}),
        sentence=fill("picture_rates"),
        head=[fill(f"head_{name}") for name in ("type", "a", "zone_a", "b", "zone_b")],
        rows=[_rate_row(fill, first, second) for first, second in zip(*both.values(), strict=True)],
        data=rows,
        signals=signals,
    )


def _rate_row(fill: Fill, first: Bar, second: Bar) -> list[str]:
    cells = [fill(f"{first.type}_short")]
    for bar in (first, second):
        cells += [_told(fill, bar.share), _percent(bar.with_zone)]
    return cells


def figures(fill: Fill, a: Sample, b: Sample) -> Block:
    """Both settings in figures."""
    parts: dict[str, Callable[[Sample], str]] = {
        "impasse": lambda each: _told(fill, each.impasses()),
        "missed": lambda each: _told(fill, each.missed),
        "lost": lambda each: _percent(each.lost),
        "efficient": lambda each: _told(fill, each.efficient_deals),
        "regretted": lambda each: _told(fill, each.regretted_deals),
    }
    return table(
        fill("table"),
        [fill(f"head_{name}") for name in ("what", "a", "b")],
        [[fill(f"row_{name}"), told(a), told(b)] for name, told in parts.items()],
    )


def run(fill: Fill, found: Pick, task: str) -> list[Block]:
    """One negotiation, offer by offer."""
    told = found.run
    assert told is not None
    names = {
        "yours": fill("yours"),
        "theirs": fill("theirs") if task in ("price", "sealed") else "",
    }
    ends = {how: fill(f"end_{how}") for how in ("deal", "left", "clock")}
    if task == "sealed":
        ends["clock"] = fill("end_bids")
    rows, signals = run_data(told, names | ends, told.rounds)
    sentence = fill("picture_run", limit=round_share(told.limits[0]))
    zone = fill("picture_zone" if told.outcome.zone else "picture_gap")
    third = any(event.what == "third" for event in told.events)
    return [
        chart(
            "lab_run",
            title=_title(fill, found, told),
            sentence=" ".join([sentence, zone, *([fill("picture_third")] if third else [])]),
            head=[fill(f"head_{name}") for name in ("round", "who", "worth")],
            rows=[_event(fill, told, event) for event in told.events],
            data=rows,
            signals=signals,
        )
    ]


def _title(fill: Fill, found: Pick, told: Replay) -> str:
    outcome = told.outcome
    places = {"place": found.place, "count": found.count}
    if told.events[0].what == "bids":
        return fill("bids_deal" if outcome.how == "deal" else "bids_none", **places)
    return fill(
        f"title_{outcome.how}",
        **places,
        round=outcome.round,
        gained=round_share(outcome.gained),
        lost=round_share(outcome.lost),
        who=_who(fill, told, told.events[-1].who),
    )


def _who(fill: Fill, told: Replay, who: int) -> str:
    if who < 0:
        return fill("who_third")
    if not who:
        return fill("first_side")
    return fill("other_side") if len(told.limits) == 2 else fill("party", n=told.number(who))


def _event(fill: Fill, told: Replay, event: Event) -> list[str]:
    worth = _percent(position(told, event)) if event.shares else fill("act_left")
    return [show_number(event.round), _who(fill, told, event.who), worth]


def campsite(fill: Fill, a: Sample, b: Sample) -> list[Block]:
    """The campsite talks of real people beside what the model says of the same task."""
    rows = data.rows("casino_outcomes")
    both = {"A": beside(a, rows), "B": beside(b, rows)}
    names: dict[str, Callable[[int], str]] = {
        "left": lambda points: fill("casino_left", points=points),
        "efficient": lambda points: fill("casino_efficient", points=points),
    }
    drawn, signals = camp_data(both, names, lambda share: _percent(share.value))
    ends = {letter: by_all(camps) for letter, camps in both.items()}
    told: list[list[str]] = []
    for what, name in names.items():
        for first, second in zip(*both.values(), strict=True):
            shares = [getattr(first, f"seen_{what}")]
            shares += [getattr(camp, f"told_{what}") for camp in (first, second)]
            told.append([name(first.possible), *(_told(fill, share) for share in shares)])
    deal, walked = endings(rows, by_priorities=False)
    values: dict[str, Any] = {
        "n": deal.of,
        "left": round_share(walked.share),
        "efficient": round_share(deal.efficient_share),
    }
    for letter, (left, efficient) in ends.items():
        values[f"{letter.lower()}_left"] = round_share(left)
        values[f"{letter.lower()}_efficient"] = round_share(efficient)
    return [
        words(fill("casino_finding", **values)),
        chart(
            "lab_casino",
            title=fill("casino_title"),
            sentence=fill("casino_picture"),
            head=[fill("head_what"), fill("casino_seen"), fill("head_a"), fill("head_b")],
            rows=told,
            data=drawn,
            signals=signals,
        ),
        points(*(_apart(fill, letter, camps) for letter, camps in both.items())),
        words(fill("casino_apart")),
    ]


def _apart(fill: Fill, letter: str, camps: tuple[Camp, ...]) -> str:
    left, efficient = apart(camps)
    return fill(f"casino_{left}_{efficient}", part=letter)


def assumptions(fill: Fill, people: Behaviour) -> Block:
    """Every number about people, and where its direction comes from."""
    rows = [
        [show_number(getattr(people, each.name)), each.direction, each.meaning]
        for each in sources()
    ]
    head = [fill(f"head_{name}") for name in ("number", "source", "meaning")]
    return fold(
        fill("assumptions"),
        words(fill("assumptions_words")),
        table(fill("assumptions_table"), head, rows),
    )
