"""ResponsePractice: answer anger, fear, hurt and a bad start, and see what the answer does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from typing import Any

from unstuck.analysis.heat import (
    HeatAnswer,
    HeatEffect,
    HeatReading,
    HeatScene,
    Practice,
    Verdict,
    heat_effect,
    practise,
    read_heat,
)
from unstuck.content.numbers import show_number, show_percent
from unstuck.kit.blocks import (
    Block,
    ask,
    cards,
    chart,
    figures,
    finding,
    fold,
    points,
    table,
    words,
)
from unstuck.kit.tool import Tool
from unstuck.tools.response_practice_scenes import (
    MODULE,
    OWN_WORDS,
    RUBRICS,
    chosen,
    feeling_of,
    fields,
    mark_words,
    scene_of,
    scenes,
    written,
)

_UNFINISHED = (Verdict.EMPTY, Verdict.OPEN)


@dataclass(frozen=True)
class Rehearsal:
    """What there is to say of one moment and its answers.

    Attributes
    ----------
    scene : HeatScene or None
        The scene of the course; None for a moment of the learner's own.
    feeling : str
        Which feeling is to be met.
    practice : Practice
        What was chosen, here and elsewhere.
    effect : HeatEffect or None
        What the answer chosen last does; None before.
    reading : HeatReading
        The learner's own words by their marks; empty where an answer is chosen.
    open : bool
        Whether the answers' heat may be shown.
    """

    scene: HeatScene | None
    feeling: str
    practice: Practice
    effect: HeatEffect | None
    reading: HeatReading
    open: bool


class ResponsePractice(Tool):
    """Answer somebody who is angry, afraid, hurt or off to a bad start, and see what it does.

    Inputs: `scene` (``"tables"``, ``"roster"``, ``"switch"``, ``"dairy"``, ``"poster"``,
    ``"intranet"``, ``"door"``, ``"midnight"``, or a moment of your own such as ``"own-anger"``),
    `how` (``"choose"`` or ``"write"``), `picked` (moves such as ``"tables:hear"``), and a text
    with its marks for each scene, such as `words_tables`. The heat is the judgement of the course.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.ResponsePractice(scene="tables", picked=["tables:give-in"]).result.effect.share
    0.5
    """

    Inputs = make_dataclass("Inputs", fields(), frozen=True, kw_only=True)
    title = "What do you say now?"
    lead = "Read the scene, answer, and see how much heat the answer leaves."
    charts = ("heat_left",)
    module = MODULE

    @staticmethod
    def solve(inputs: Any) -> Rehearsal:
        """Look up what was chosen, and read what was written by its marks."""
        scene, feeling = scene_of(inputs.scene), feeling_of(inputs.scene)
        writes = scene is None or inputs.how == "write"
        practice = practise(scenes(), chosen(inputs.picked), inputs.scene)
        reading = read_heat(written(inputs).marks if writes else (), RUBRICS[feeling])
        last = heat_effect(scene, practice.tried[-1]) if scene and practice.tried else None
        seen = reading.verdict not in _UNFINISHED if writes else last is not None
        return Rehearsal(scene, feeling, practice, last, reading, seen)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """The learner's own words open when they want to write."""
        if scene_of(draft["scene"]) is None or draft["how"] == "write":
            return {}
        return {OWN_WORDS: "Opens when you choose “Write my own” above."}

    def show(self, inputs: Any, result: Rehearsal) -> list[Block]:
        """Say what the answer does, then why, then what else could have been said."""
        if result.scene is None:
            return self._own(inputs, result)
        if inputs.how == "write":
            return self._written(result, result.scene)
        if result.effect is None:
            return self._asked(result.scene)
        return self._answered(result, result.scene, result.practice.tried[-1], result.effect)

    # choosing

    def _asked(self, scene: HeatScene) -> list[Block]:
        return [
            finding(self.fill("asked", heat=scene.heat), "open"),
            self._ask(scene, scene.answers, "ask"),
            self._heat(scene, None, shown=False),
            words(self.fill("judgement")),
        ]

    def _ask(self, scene: HeatScene, answers: tuple[HeatAnswer, ...], prompt: str) -> Block:
        options = [
            {"value": f"{scene.id}:{answer.id}", "label": f"“{' '.join(answer.parts)}”"}
            for answer in answers
        ]
        return ask("picked", self.fill(prompt), options, back=self.fill("back"))

    def _answered(
        self, result: Rehearsal, scene: HeatScene, last: HeatAnswer, told: HeatEffect
    ) -> list[Block]:
        left = tuple(answer for answer in scene.answers if answer not in result.practice.tried)
        return [
            self._effect(scene, last, told),
            self._heat(scene, last, shown=True),
            words(self.fill("judgement")),
            self._sentences(last, result.feeling, self.fill("sentences")),
            words(f"{self.fill('why')} {last.why}"),
            words(self.fill(f"rule_{result.feeling}")),
            self._tally(result.practice),
            self._others(scene, last),
            self._rubric(result.feeling),
            self._ask(scene, left, "ask_more" if left else "ask_done"),
        ]

    def _effect(self, scene: HeatScene, answer: HeatAnswer, told: HeatEffect) -> Block:
        """The finding: what the answer does to the heat, and what happens next."""
        if told.change < 0:
            name, tone = ("cools_most", "good") if told.share == 1 else ("cools", "open")
        else:
            name, tone = ("heats", "bad") if told.change else ("same", "open")
        said = self.fill(name, size=told.size, most=told.possible, heat=scene.heat)
        return finding(f"{said} {answer.then}", tone)

    def _tally(self, practice: Practice) -> Block:
        name = "tally_one" if practice.scenes == 1 else "tally_note"
        return figures(
            (self.fill("here_first"), show_percent(practice.share or 0), self.fill("first_note")),
            (
                self.fill("tally"),
                show_percent(practice.mean or 0),
                self.fill(name, scenes=practice.scenes),
            ),
        )

    def _others(self, scene: HeatScene, last: HeatAnswer) -> Block:
        others = [answer for answer in scene.answers if answer is not last]
        return fold(
            self.fill("others"),
            cards(
                *(
                    {
                        "title": answer.title,
                        "badge": self.fill("leaves", heat=answer.heat),
                        "text": f"“{' '.join(answer.parts)}” {answer.then}\n\n{answer.why}",
                        "tone": _tone(heat_effect(scene, answer)),
                    }
                    for answer in others
                )
            ),
        )

    # writing

    def _written(self, result: Rehearsal, scene: HeatScene) -> list[Block]:
        told = [
            self._reading(result, self.fill("write_empty", heat=scene.heat)),
            *self._found(result),
        ]
        if result.open:
            told.append(self._sentences(scene.model, result.feeling, self.fill("model")))
        told.extend((self._heat(scene, None, shown=result.open), words(self.fill("judgement"))))
        if result.open:
            told.append(self._others(scene, scene.model))
        return [*told, self._rubric(result.feeling)]

    def _reading(self, result: Rehearsal, empty: str) -> Block:
        reading = result.reading
        if reading.verdict is Verdict.EMPTY:
            return finding(empty, "open")
        if reading.verdict is Verdict.OPEN:
            left = self.fill("left_one" if reading.unmarked == 1 else "left_many")
            return finding(self.fill("write_open", left=left), "open")
        by_feeling = (Verdict.MEETS, Verdict.MISSES)
        tail = f"_{result.feeling}" if reading.verdict in by_feeling else ""
        tones = {Verdict.MEETS: "good", Verdict.INFLAMES: "bad"}
        told = self.fill(f"write_{reading.verdict}{tail}")
        return finding(told, tones.get(reading.verdict, "open"))

    def _found(self, result: Rehearsal) -> list[Block]:
        """What the learner found in their own words, and what is not in them."""
        reading, rubric = result.reading, RUBRICS[result.feeling]
        if not result.open:
            return []
        missing = [mark for mark in rubric.helps if mark not in reading.helps]
        told = [
            self._marks("helps", reading.helps, result.feeling),
            self._marks("inflames", reading.inflames, result.feeling),
        ]
        if missing:
            told.append(self._marks("not", missing, result.feeling))
        return [points(*told), words(self.fill("honest"))]

    def _marks(self, kind: str, marks: Sequence[str], feeling: str) -> str:
        if not marks:
            return self.fill(f"none_{kind}")
        names = mark_words(feeling)
        return self.fill(f"found_{kind}", marks="; ".join(names[mark].lower() for mark in marks))

    def _own(self, inputs: Any, result: Rehearsal) -> list[Block]:
        them = inputs.them or self.fill("own_they")
        said = [words(self.fill("own_said", them=them, said=inputs.said))] if inputs.said else []
        return [
            self._reading(result, self.fill("own_asked")),
            *said,
            words(self.fill(f"rule_{result.feeling}")),
            words(self.fill(f"own_stems_{result.feeling}")),
            *self._found(result),
            *self._elsewhere(result),
            self._rubric(result.feeling),
        ]

    def _elsewhere(self, result: Rehearsal) -> list[Block]:
        """A model answer to the same feeling, from one of the course's scenes."""
        if not result.open:
            return []
        scene = next(one for one in scenes() if one.feeling == result.feeling)
        title = self.fill("model_elsewhere", title=scene.title)
        return [fold(title, words(scene.story), self._sentences(scene.model, scene.feeling, title))]

    # what both share

    def _sentences(self, answer: HeatAnswer, feeling: str, title: str) -> Block:
        names = mark_words(feeling)
        pairs = zip(answer.parts, answer.marks, strict=True)
        head = (self.fill("head_sentence"), self.fill("head_what"), self.fill("head_effect"))
        rows = [[part, names[mark], self._class(mark, feeling)] for part, mark in pairs]
        return table(title, head, rows)

    def _class(self, mark: str, feeling: str) -> str:
        rubric = RUBRICS[feeling]
        kind = "helps" if mark in rubric.helps else "neither"
        return self.fill("inflames" if mark in rubric.inflames else kind)

    def _rubric(self, feeling: str) -> Block:
        rubric, names = RUBRICS[feeling], mark_words(feeling)
        title = self.fill("rubric")
        head = tuple(self.fill(f"head_{part}") for part in ("does", "effect", "why"))
        rows = [
            [names[mark], self._class(mark, feeling), self.fill(f"{feeling}_{mark}_why")]
            for mark in (*rubric.helps, *rubric.inflames)
        ]
        return fold(title, table(title, head, rows))

    def _heat(self, scene: HeatScene, last: HeatAnswer | None, *, shown: bool) -> Block:
        """The picture: arrows from the heat now to what each answer leaves, or question marks."""
        told = {"best": scene.best.title, "worst": scene.worst.title, "heat": scene.heat}
        told |= {"cool": scene.best.heat, "hot": scene.worst.heat}
        kind = "shown" if shown else "hidden"
        return chart(
            "heat_left",
            title=self.fill(f"title_{kind}", **told),
            sentence=self.fill(f"sentence_{kind}", **told),
            head=(self.fill("head_answer"), self.fill("head_heat")),
            rows=[
                [
                    self.fill("row_here", title=one.title) if one is last else one.title,
                    show_number(one.heat) if shown else self.fill("unknown"),
                ]
                for one in scene.answers
            ],
            data={
                "rows": [
                    self._arrow(scene, one, line, "here" if one is last else kind)
                    for line, one in enumerate(scene.answers)
                ],
                "now": [{"now": scene.heat, "told": self.fill("now", heat=scene.heat)}],
            },
        )

    def _arrow(self, scene: HeatScene, answer: HeatAnswer, line: int, state: str) -> dict[str, Any]:
        label = self.fill("here", title=answer.title) if state == "here" else answer.title
        after = scene.heat if state == "hidden" else answer.heat
        told = show_number(after)
        return {
            "line": line,
            "label": label,
            "now": scene.heat,
            "after": after,
            "told": told,
            "state": state,
        }


def _tone(told: HeatEffect) -> str:
    if told.change < 0:
        return "good" if told.share == 1 else "open"
    return "bad" if told.change else "plain"
