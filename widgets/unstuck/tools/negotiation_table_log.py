"""The log of a game: what was said and done, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from unstuck.analysis.table_sitting import Sitting
from unstuck.tools.negotiation_table_debrief import result_words
from unstuck.tools.negotiation_table_talk import Voice, name_of


def as_markdown(voice: Voice, sat: Sitting, sheet: list[tuple[str, str]]) -> str:
    """The game as a page: the sheet, the talk, the offers, and how it ended."""
    return "\n\n".join(_parts(voice, sat, sheet)) + "\n"


def _parts(voice: Voice, sat: Sitting, sheet: list[tuple[str, str]]) -> Iterator[str]:
    fill, game = voice.fill, sat.game
    yield f"# {game.scenario.title}"
    yield fill("log_head", level=game.level, seed=game.seed, moves=len(game.moves))
    if sheet:
        yield f"## {fill('sheet')}"
        yield "\n".join(f"- **{label}**: {text}" for label, text in sheet)
    yield f"## {fill('talk')}"
    yield "\n".join(
        f"- **{name_of(game, line.who) or fill('round', n=line.round)}:** {line.text}"
        for line in game.lines
    )
    if game.learned:
        yield f"## {fill('learned')}"
        yield "\n".join(f"- {fact}" for fact in game.learned)
    if sat.debrief is None:
        return
    told = sat.debrief
    yield f"## {fill('log_end')}"
    yield result_words(voice, game)
    score = told.score
    yield fill(
        "log_score",
        total=score.total,
        result=score.result,
        known=score.understood,
        parted=score.parted,
    )
    yield f"## {fill('behind')}"
    yield "\n".join(f"- **{n}:** {t}" for n, t in zip(told.names[1:], told.truths, strict=True))
    yield f"## {fill('moments')}"
    yield "\n".join(
        f"- {fill('round', n=m.round)}: {m.label} {' '.join(m.why)}" for m in told.moments
    ) or fill("moments_none")


def as_json(sat: Sitting) -> str:
    """The game as data: enough to play it again, and what was said and offered."""
    game = sat.game
    told: dict[str, Any] = {
        "scenario": game.scenario.id,
        "seed": game.seed,
        "level": game.level,
        "moves": list(game.moves),
        "ending": game.ending,
        "lines": [line._asdict() for line in game.lines],
        "offers": [asdict(made) for made in game.offers],
        "learned": list(game.learned),
    }
    if sat.debrief is not None:
        told["score"] = asdict(sat.debrief.score)
        told["result"] = asdict(sat.debrief.result)
        told["offers"] = [asdict(made) for made in sat.debrief.game.offers]
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
