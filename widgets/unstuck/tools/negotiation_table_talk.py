"""How a game of NegotiationTable looks while it goes on: the talk, what stands, what one may do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.table import Game, Made, Spoken
from unstuck.analysis.table_sitting import Bid, money_points, over_leaving, recent
from unstuck.content.numbers import show_money, show_number
from unstuck.kit.blocks import Block, ask, controls, fold, heading, points, talk, words
from unstuck.tools.negotiation_table_fields import path_field, slots, taken
from unstuck.tools.preparation_sheet import worths, yours

Fill = Callable[..., str]
_GROUPS = {
    "say": ("share:", "acknowledge:", "reframe:"),
    "process": ("break", "time", "facilitator"),
    "leave": ("leave:",),
}


@dataclass(frozen=True)
class Voice:
    """How a game is put into words: the sentences, and the learner's currency."""

    fill: Fill
    currency: str

    def worth(self, game: Game, points: float) -> str:
        """So many of the learner's points, in money where a point is money."""
        if money_points(game.scenario.id):
            return show_money(points, self.currency)
        n = count(points)
        return self.fill("point" if n == "1" else "points", n=n)

    def against(self, game: Game, over: float) -> str:
        """Held against leaving."""
        name = "level" if abs(over) < 1e-9 else "more" if over > 0 else "less"
        return self.fill(f"against_{name}", over=self.worth(game, abs(over)))


def count(points: float) -> str:
    """So many points, to one decimal at most."""
    return show_number(points, 1).removesuffix(".0")


def name_of(game: Game, who: str) -> str:
    """What a speaker is called."""
    sides = dict(zip(("them", "third"), game.scenario.side, strict=False))
    return {"you": "You", "scene": ""}.get(who) or (sides[who].name if who in sides else "")


def lines(fill: Fill, game: Game, told: Iterable[Spoken]) -> list[dict[str, str]]:
    """The lines of a talk, each with its round."""
    return [
        {
            "side": line.who,
            "who": name_of(game, line.who),
            "text": line.text,
            "note": fill("round", n=line.round),
        }
        for line in told
    ]


def talk_blocks(voice: Voice, game: Game) -> list[Block]:
    """What was said: the fresh part in the open, the rest in a fold above it."""
    split = recent(game)
    earlier, fresh = game.lines[:split], game.lines[split:]
    told = talk(voice.fill("talk"), lines(voice.fill, game, fresh))
    if not earlier:
        return [told]
    inner = talk(voice.fill("talk_earlier"), lines(voice.fill, game, earlier))
    return [fold(voice.fill("earlier", n=len(earlier)), inner, key="earlier"), told]


def moves_blocks(voice: Voice, game: Game, bid: Bid) -> list[Block]:
    """What may be done now: answer, ask, offer, and behind folds what is done less often."""
    fill, path = voice.fill, path_field(game.scenario.id)
    by_group = {name: _buttons(game, starts) for name, starts in _GROUPS.items()}
    told: list[Block] = []
    if game.on_table is not None:
        told.append(ask(path, fill("do_answer"), _answers(voice, game, game.on_table)))
    questions = _buttons(game, ("ask:", "probe"))
    if questions:
        told.append(ask(path, fill("do_ask"), questions))
    told += offer_blocks(voice, game, bid)
    for name, buttons in by_group.items():
        if buttons:
            inner = ask(path, fill(f"do_{name}"), buttons)
            told.append(fold(fill(f"fold_{name}", n=len(buttons)), inner, key=name))
    return told


def _buttons(game: Game, starts: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"value": option.move, "label": option.label}
        for option in game.options
        if option.move.startswith(starts)
    ]


def _answers(voice: Voice, game: Game, made: Made) -> list[dict[str, Any]]:
    """Accept, decline, or start an offer of one's own from theirs."""
    labels = {option.move: option.label for option in game.options}
    worth = voice.worth(game, made.worth_you)
    note = voice.fill(
        "worth_note", worth=worth, against=voice.against(game, over_leaving(game, made))
    )
    told: list[dict[str, Any]] = []
    for move in ("accept", "decline"):
        if move in labels:
            more = {"note": note} if move == "accept" else {}
            told.append({"value": move, "label": labels[move], **more})
    told.append(
        {
            "value": "take",
            "label": voice.fill("start_from_theirs"),
            "set": taken(game.scenario.id, made.package),
        }
    )
    return told


def offer_blocks(voice: Voice, game: Game, bid: Bid) -> list[Block]:
    """The terms as fields, and a button that says the offer and what it is worth."""
    fill, scenario = voice.fill, game.scenario.id
    placed: list[Mapping[str, Any]] = []
    for term in game.terms:
        told: dict[str, Any] = {"name": slots(scenario)[term.id], "label": term.label}
        if term.options:
            first = {"value": "", "label": fill("choose")}
            rest = [{"value": str(each.value), "label": each.label} for each in term.options]
            told["options"] = [first, *rest]
        placed.append(told)
    blocks = [controls(*placed)]
    if bid.move:
        note = fill(
            "worth_note",
            worth=voice.worth(game, bid.worth),
            against=voice.against(game, bid.over),
        )
        button = {"value": bid.move, "label": fill("offer", words=bid.words), "note": note}
        return [*blocks, ask(path_field(scenario), fill("offer_prompt"), [button])]
    told_why = bid.refusal or fill("missing", terms=", ".join(bid.missing))
    return [*blocks, words(f"**{fill('not_yet')}** {told_why}")]


def faces(voice: Voice, game: Game) -> Block:
    """What shows on their faces."""
    told = " ".join(mood.sentence for mood in game.moods)
    return words(f"**{voice.fill('faces')}** {told}")


def knowledge(voice: Voice, game: Game) -> list[Block]:
    """What you have found out."""
    told = points(*game.learned) if game.learned else words(voice.fill("learned_none"))
    return [heading(voice.fill("learned")), told]


def brief_blocks(voice: Voice, game: Game) -> list[Block]:
    """Your brief: in the open before the first move, then in a fold."""
    fill = voice.fill
    told = yours(fill, game.scenario, voice.currency)
    counts = worths(fill, game.scenario)
    if game.moves:
        return [fold(fill("brief_fold"), *told, counts, key="brief")]
    return [*told, fold(fill("worths_fold"), counts, key="worths")]
