"""What NegotiationTable shows when a game is over: the ending, the debrief, another way."""

from __future__ import annotations

from typing import Any

from unstuck.analysis.table import Debrief, Game, Moment
from unstuck.analysis.table_sitting import Other, Sitting, move_label, next_seed, over_leaving
from unstuck.content.numbers import show_percent
from unstuck.kit.blocks import (
    Block,
    ask,
    beside,
    cards,
    controls,
    figures,
    finding,
    fold,
    heading,
    points,
    talk,
    words,
)
from unstuck.tools.behaviour_scenes import drivers
from unstuck.tools.failure_diagnosis_cases import KIND_TITLES
from unstuck.tools.negotiation_table_fields import ask_field, path_field
from unstuck.tools.negotiation_table_pictures import course, planes
from unstuck.tools.negotiation_table_talk import Voice, lines

_TONES = {
    "good deal": "good",
    "thin deal": "open",
    "trap": "bad",
    "right to leave": "good",
    "missed": "bad",
}


def ended(voice: Voice, sat: Sitting, side: list[Block]) -> list[Block]:
    """The whole debrief, the ending first."""
    told = sat.debrief
    assert told is not None
    return [
        _finding(voice, told),
        _score(voice, told),
        again(voice, told.game),
        beside(
            [
                *planes(voice, told),
                heading(voice.fill("behind")),
                *_behind(voice, told),
                heading(voice.fill("moments")),
                *_moments(voice, told),
                heading(voice.fill("other_way")),
                *_other_way(voice, told, sat.other),
            ],
            [
                course(voice, told.game),
                *_reading(voice, told),
                *_found_out(voice, told),
                fold(
                    voice.fill("whole_talk"),
                    talk(voice.fill("talk"), lines(voice.fill, told.game, told.game.lines)),
                    key="whole",
                ),
                *side,
                controls({"name": "file"}),
                words(voice.fill("hand_over_note")),
            ],
        ),
    ]


def again(voice: Voice, game: Game) -> Block:
    """Play once more: the same game, or another one."""
    scenario = game.scenario.id
    fresh: dict[str, Any] = {path_field(scenario): [], ask_field(scenario): [], "file": False}
    seed = next_seed(game.seed)
    return ask(
        path_field(scenario),
        voice.fill("over"),
        [
            {"value": "same", "label": voice.fill("same_again", seed=game.seed), "set": fresh},
            {
                "value": "new",
                "label": voice.fill("new_seed", seed=seed),
                "set": fresh | {"seed": seed},
            },
        ],
        back=voice.fill("back"),
    )


def result_words(voice: Voice, game: Game) -> str:
    """How a game ended, in a few words."""
    if game.deal is None:
        return voice.fill(f"short_{_key(str(game.ending))}")
    against = voice.against(game, over_leaving(game, game.deal))
    return voice.fill("short_deal", words=game.deal.text, against=against)


def _key(name: str) -> str:
    return name.replace(" ", "_")


def _finding(voice: Voice, told: Debrief) -> Block:
    game = told.game
    how = result_words(voice, game)
    result = told.result
    low = result.word == "thin deal" and not result.better
    word = "low_deal" if low else _key(result.word)
    what = voice.fill(f"word_{word}", better=result.better)
    return finding(f"**{how}** {what}", _TONES[told.result.word])


def _score(voice: Voice, told: Debrief) -> Block:
    fill, score = voice.fill, told.score
    return figures(
        (fill("score"), fill("of", n=score.total, all=100), fill("score_note")),
        (fill("score_result"), fill("of", n=score.result, all=60), fill("score_result_note")),
        (fill("score_known"), fill("of", n=score.understood, all=20), fill("score_known_note")),
        (fill("score_parted"), fill("of", n=score.parted, all=20), fill("score_parted_note")),
    )


def _behind(voice: Voice, told: Debrief) -> list[Block]:
    """What lay behind the behaviour of each side, and what they had instead of a deal."""
    names = {"none": voice.fill("no_driver")} | drivers()
    rows = zip(told.names[1:], told.drivers, told.truths, told.batnas[1:], strict=True)
    return [
        cards(
            *(
                {
                    "title": name,
                    "badge": names[driver],
                    "text": truth,
                    "foot": voice.fill("their_batna", batna=batna),
                }
                for name, driver, truth, batna in rows
            )
        )
    ]


def _moments(voice: Voice, told: Debrief) -> list[Block]:
    if not told.moments:
        return [words(voice.fill("moments_none"))]
    return [words(voice.fill("moments_note")), cards(*(_moment(voice, m) for m in told.moments))]


def _moment(voice: Voice, moment: Moment) -> dict[str, str]:
    fill = voice.fill
    changes = [
        fill(f"{name}_{'up' if by > 0 else 'down'}")
        for name, by in (("trust", moment.trust), ("anger", moment.anger), ("fear", moment.fear))
        if abs(by) >= 0.02
    ]
    if abs(moment.chance) >= 0.01:
        by = show_percent(abs(moment.chance))
        changes.append(fill("chance_up" if moment.chance > 0 else "chance_down", by=by))
    better = moment.trust > 0 and moment.anger <= 0 and moment.chance >= 0
    worse = moment.anger > 0 or moment.trust < 0 or moment.chance < 0
    return {
        "badge": fill("round", n=moment.round),
        "title": moment.label,
        "text": " ".join(moment.why),
        "foot": fill("changed", name=moment.name, changes="; ".join(changes)) if changes else "",
        "tone": "good" if better else "bad" if worse else "plain",
    }


def _other_way(voice: Voice, told: Debrief, other: Other | None) -> list[Block]:
    """Choose a moment, then another move; see where that would have led."""
    fill, game = voice.fill, told.game
    field = ask_field(game.scenario.id)
    if other is None:
        turned = {moment.at for moment in told.moments}
        options = [
            {"value": f"at:{at}", "label": _move(voice, game, at)}
            | ({"note": fill("turned")} if at in turned else {})
            for at in range(len(game.moves))
        ]
        return [words(fill("other_note")), ask(field, fill("other_when"), options)]
    if other.chosen is None:
        options = [
            {"value": one.move, "label": one.label, "note": result_words(voice, one.game)}
            for one in other.untried
        ]
        prompt = fill("other_what", move=other.label)
        return [
            words(fill("policy")),
            ask(field, prompt, options, back=fill("other_back")),
        ]
    replay = other.chosen.game
    said = lines(fill, replay, replay.lines[other.spoken :])
    return [
        finding(
            fill(
                "other_told",
                move=other.chosen.label,
                was=other.label,
                other=result_words(voice, replay),
                mine=result_words(voice, game),
            )
        ),
        talk(fill("other_talk"), said),
        words(fill("policy")),
        ask(field, fill("other_more"), [], back=fill("other_next")),
    ]


def _move(voice: Voice, game: Game, at: int) -> str:
    """A move as its button read."""
    label = move_label(game, at)
    return voice.fill("offer", words=label) if game.moves[at].startswith("offer:") else label


def _reading(voice: Voice, told: Debrief) -> list[Block]:
    """Which impasse, or which kind of failure, by the functions of modules 01 and 10."""
    fill = voice.fill
    items = []
    if told.impasse is not None:
        items.append(fill("impasse", type=told.impasse.types))
    kinds = [KIND_TITLES[kind] for kind in told.failure.kinds]
    items.append(fill("failure", kinds=", ".join(kinds)) if kinds else fill("failure_none"))
    if told.nash is not None:
        items.append(fill("nash", words=told.nash_words))
    return [heading(fill("reading")), points(*items)]


def _found_out(voice: Voice, told: Debrief) -> list[Block]:
    fill = voice.fill
    known = points(*told.learned) if told.learned else words(fill("learned_none"))
    missed = points(*told.missed) if told.missed else words(fill("missed_none"))
    return [heading(fill("learned")), known, heading(fill("missed")), missed]
