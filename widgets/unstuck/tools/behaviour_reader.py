"""BehaviourReader: guess what drives somebody, find out, and only then answer."""

from __future__ import annotations

from dataclasses import make_dataclass
from typing import Any

from unstuck.analysis.scene_parts import TOP, Beat, End, Fact
from unstuck.analysis.scenes import AGAIN, PLACES, Play, Step, guess_move, place_move, replay
from unstuck.kit.blocks import Block, ask, chart, finding, fold, heading, points, table, words
from unstuck.kit.fields import choice, moves
from unstuck.kit.tool import Tool
from unstuck.tools.behaviour_scenes import MODULE, TELLINGS, drivers, field, listed, said, scene

_TONES = {"good": "good", "open": "open", "bad": "bad"}
_KINDS = {"probe": "asked", "answer": "answered"}
_TWICE = tuple(told.id for told in listed().values() if told.twice)


def _fields() -> list[tuple[str, Any, Any]]:
    """The scene, what lies behind it, and for every scene the moves that were made in it."""
    titles = {told.id: f"{told.place}. {told.title}" for told in listed().values()}
    first = next(iter(titles))
    told: list[tuple[str, Any, Any]] = [
        ("scene", str, choice(first, label="Scene", options=titles, look="select")),
        (
            "telling",
            str,
            choice(
                "first",
                label="What lies behind it",
                options=TELLINGS,
                when=("scene", _TWICE),
                help="The same people, the same words, and something else behind them.",
            ),
        ),
    ]
    for each in listed().values():
        label = f"Moves in “{each.title}”"
        told.append((field(each.id), tuple[str, ...], moves(label=label, limit=200)))
    return told


class BehaviourReader(Tool):
    """Play a scene with somebody who is hard to deal with: guess, find out, then answer.

    Parameters
    ----------
    scene : str, optional
        ``"slides"``, ``"fee"``, ``"quarter"``, ``"objections"``, ``"handshake"`` or
        ``"partnership"``.
    telling : {"first", "second"}, optional
        What lies behind the behaviour, in scenes that can be played with either.
    **inputs
        The moves made in a scene, such as ``path_slides=["guess:identity", "worry"]``.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.BehaviourReader(path_slides=["guess:", "worry", "need"])
    >>> tool.result[0].heat, tool.result[0].trust, len(tool.result[0].known)
    (3, 6, 1)
    """

    Inputs = make_dataclass("Inputs", _fields(), frozen=True, kw_only=True)
    title = "What drives them?"
    lead = "Guess what lies behind the behaviour, find something out, and only then answer."
    charts = ("scene_course",)
    module = MODULE
    stacked = True

    @staticmethod
    def solve(inputs: Any) -> tuple[Play, Play | None]:
        """Replay the moves; once all is told, also with the other story behind the same words."""
        chosen = scene(inputs.scene)
        path = getattr(inputs, field(chosen.id))
        play = replay(chosen, path, inputs.telling)
        others = [told.id for told in chosen.tellings if told.id != play.telling.id]
        looked = play.placed is not None
        return play, replay(chosen, path, others[0]) if looked and others else None

    def show(self, inputs: Any, result: tuple[Play, Play | None]) -> list[Block]:
        """Tell how it stands, ask for the next move, and draw how it came to that."""
        play, other = result
        return [
            self._finding(play),
            *(self._ended(play, other) if play.over else self._going_on(play)),
            self._picture(play, other),
            *self._facts(play),
            *self._again(play),
        ]

    # the answer, and its picture

    def _finding(self, play: Play) -> Block:
        if isinstance(play.here, End):
            told = self.fill(f"end_{play.here.result}")
            return finding(f"{told} {play.here.told}", _TONES[play.here.result])
        if not play.steps:
            return finding(self.fill(f"begin_{play.scene.behaviour}", them=play.scene.them))
        step = play.steps[-1]
        better, worse = step.heated < 0 < step.trusted, step.heated > 0 or step.trusted < 0
        return finding(step.turn.reply, "good" if better else "bad" if worse else "plain")

    def _standing(self, play: Play) -> str:
        return self.fill(
            "standing",
            heat=play.heat,
            trust=play.trust,
            known=len(play.known),
            all=play.learnable,
            top=TOP,
        )

    def _picture(self, play: Play, other: Play | None) -> Block:
        stands = self._standing(play)
        began = {0: "picture_start", 1: "picture_one"}.get(len(play.steps), "picture")
        sentence = self.fill("sentence")
        if other is not None:
            sentence = f"{sentence} {self.fill('sentence_other')}"
        return chart(
            "scene_course",
            title=self.fill(began, moves=len(play.steps), stands=stands),
            sentence=sentence,
            head=["After", "Heat", "Trust", "Things you know"],
            rows=[
                [_call(step), str(heat), str(trust), str(known)]
                for step, heat, trust, known in _course(play)
            ],
            data={
                "strips": self._strips(play),
                "points": _points(play),
                "other": [] if other is None else _points(other),
                "note": [] if other is None else [{"label": self.fill("other_line")}],
            },
            signals={"domain": [0, max(4, len(play.steps))]},
        )

    def _strips(self, play: Play) -> list[dict[str, Any]]:
        told = {
            "strip_heat": self.fill("strip_heat", heat=play.heat, top=TOP),
            "strip_trust": self.fill("strip_trust", trust=play.trust, top=TOP),
            "strip_known": self.fill("strip_known", known=len(play.known), all=play.learnable),
        }
        return [{"panel": panel, "label": label} for panel, label in enumerate(told.values())]

    # while it goes on

    def _going_on(self, play: Play) -> list[Block]:
        here = play.here
        assert isinstance(here, Beat)
        before = self._why(play.steps[-1]) if play.steps else words(play.scene.opening)
        return [before, words(here.told), *self._guessed(play), self._ask(play, here)]

    def _why(self, step: Step) -> Block:
        told = self.fill("why", move=step.move.label, moved=self._moved(step))
        return words(f"{told} {step.turn.why}")

    def _moved(self, step: Step) -> str:
        heat = "up" if step.heated > 0 else "down" if step.heated < 0 else "same"
        trust = "up" if step.trusted > 0 else "down" if step.trusted < 0 else "same"
        told = [
            self.fill(f"heat_{heat}", by=abs(step.heated)),
            self.fill(f"trust_{trust}", by=abs(step.trusted)),
        ]
        if step.learned:
            told.append(self.fill("learned"))
        return ", ".join(told)

    def _guessed(self, play: Play) -> list[Block]:
        """What speaks for the last guess, where one was made and something is known."""
        if not play.guess or not play.known or play.guessing:
            return []
        pro, contra = play.support
        told = self.fill("guess_so_far", driver=said(play.guess), pro=pro, contra=contra)
        return [words(told)]

    def _ask(self, play: Play, here: Beat) -> Block:
        back = self.fill("back")
        if not play.guessing:
            options = [{"value": move.id, "label": move.label} for move in play.moves]
            return ask(field(play.scene.id), here.ask, options, back=back)
        guesses = [
            {"value": guess_move(driver), "label": f"{name}. {said(f'{driver}-what')}"}
            for driver, name in drivers().items()
        ]
        guesses.append({"value": guess_move(""), "label": self.fill("cannot_tell")})
        return ask(field(play.scene.id), here.ask, guesses, back=back)

    # when it is over

    def _ended(self, play: Play, other: Play | None) -> list[Block]:
        assert isinstance(play.here, End)
        last = play.steps[-1]
        told = [words(last.turn.reply), self._why(last), words(play.here.lesson)]
        if play.placed is None:
            return [*told, self._ask_place(play)]
        told += [
            heading(self.fill("behind")),
            words(play.telling.truth),
            points(self._verdict(play), self._place(play)),
            self._inside(play),
        ]
        if other is not None:
            told.append(words(self._compared(play, other)))
        return told

    def _ask_place(self, play: Play) -> Block:
        """Person or situation: asked before the tool shows what lay behind it."""
        options = [
            {"value": place_move(place), "label": self.fill(f"place_{place or 'unsure'}")}
            for place in (*PLACES, "")
        ]
        asked = self.fill("place", them=play.scene.them)
        return ask(field(play.scene.id), asked, options, back=self.fill("back"))

    def _place(self, play: Play) -> str:
        lies = play.telling.lies
        name = "right" if play.placed == lies else "other"
        if not play.placed or (name == "other" and not play.known):
            name = "none"
        return f"{self.fill(f'lies_{lies}')} {self.fill(f'place_{name}')}"

    def _verdict(self, play: Play) -> str:
        driver = said(play.telling.driver)
        guess = said(play.guess) if play.guess else ""
        return self.fill(f"verdict_{play.verdict}", driver=driver, guess=guess)

    def _inside(self, play: Play) -> Block:
        them = play.scene.them
        rows = [[_outside(step, them), step.turn.inside] for step in play.steps]
        head = ["What could be heard and seen", f"What went on inside {them}"]
        return table(self.fill("inside"), head, rows)

    def _compared(self, play: Play, other: Play) -> str:
        if other.over and isinstance(other.here, End):
            return self.fill("compared_end", result=self.fill(f"end_{other.here.result}_short"))
        return self.fill("compared", heat=other.heat, trust=other.trust)

    def _facts(self, play: Play) -> list[Block]:
        if not play.known:
            return []
        rows = [[fact.text, self._speaks(fact)] for fact in play.known]
        caption = self.fill("facts", known=len(play.known), all=play.learnable)
        return [table(caption, ["What has come out", "What it says of the driver"], rows)]

    def _speaks(self, fact: Fact) -> str:
        told = [
            self.fill(side, drivers=", ".join(said(driver).lower() for driver in found))
            for side, found in (("pro", fact.speaks_for), ("contra", fact.speaks_against))
            if found
        ]
        return "; ".join(told) or self.fill("neither")

    def _again(self, play: Play) -> list[Block]:
        """The way back at an end, and what has happened so far while it goes on."""
        if play.over and play.placed is None:
            return []
        if play.over:
            options = [{"value": AGAIN, "label": self.fill("again")}]
            return [ask(field(play.scene.id), self.fill("over"), options, back=self.fill("back"))]
        if not play.steps:
            return []
        rows = [[step.move.label, step.turn.reply, self._moved(step)] for step in play.steps]
        log = table(self.fill("log"), ["What you did", "What could be heard", "What it did"], rows)
        return [fold(self.fill("so_far"), words(play.scene.opening), log)]


def _course(play: Play) -> list[tuple[Step | None, int, int, int]]:
    """How things stood at the start and after every move."""
    start = (None, play.scene.heat, play.scene.trust, 0)
    return [start, *((s, s.heat, s.trust, len(s.known)) for s in play.steps)]


def _points(play: Play) -> list[dict[str, Any]]:
    rows = []
    last = len(play.steps)
    for step, (_, heat, trust, known) in enumerate(_course(play)):
        tops = (("heat", heat, TOP), ("trust", trust, TOP), ("known", known, play.learnable))
        for panel, (series, value, top) in enumerate(tops):
            rows.append(
                {
                    "step": step,
                    "panel": panel,
                    "series": series,
                    "value": value,
                    "top": top,
                    "last": step == last,
                }
            )
    return rows


def _outside(step: Step, them: str) -> str:
    """What was said and done, yours and theirs."""
    yours = f"**You {_KINDS[step.move.kind]}:** {step.move.label}"
    return f"{yours} **{them}:** {step.turn.reply}"


def _call(step: Step | None) -> str:
    return "the start" if step is None else step.move.label
