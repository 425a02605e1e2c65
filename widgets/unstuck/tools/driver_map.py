"""DriverMap: a hard counterpart of one's own, from what one saw to how to answer the need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass
from typing import Any, ClassVar

from unstuck.analysis.driver_map import MapStep, closed_parts, next_step, where_it_lies
from unstuck.analysis.drivers import SIGNS, Weighing, Weight, need_behind, weigh
from unstuck.content.templates import escape
from unstuck.kit import papers
from unstuck.kit.blocks import Block, chart, finding, heading, points, words
from unstuck.kit.tool import Paper, Tool
from unstuck.tools.behaviour_scenes import MODULE, said
from unstuck.tools.driver_map_form import ANSWER, TEST, WHY, form_fields, sign_field


@dataclass(frozen=True)
class Mapped:
    """What follows from a map: the count of signs, where the cause lies, what comes next."""

    weighing: Weighing
    lies: str
    need: str
    step: MapStep


class DriverMap(Tool):
    """Map a hard counterpart of your own: what you saw, what may drive it, how to test and answer.

    Parameters
    ----------
    **inputs
        `them`, `seen`, `behaviour` (``"attacks"``, ``"demands"``, ``"withdraws"``,
        ``"objects"``), the signs as true or false (``sign_absent_boss=True``), `others_would` and
        `with_everyone` (``"yes"``, ``"no"``, ``"unknown"``), the guess as `driver`, then
        `thought`, `test`, `wrong`, `answer`, `otherwise` and `voice`.

    References
    ----------
    The drivers follow K. E. Cleveland's article on difficult negotiations; person against
    situation follows Kelley 1967, simplified; who should speak first, evidence E68.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.DriverMap(sign_absent_boss=True, sign_half_hearted=True)
    >>> tool.result.weighing.first
    'external-pressure'
    """

    Inputs = make_dataclass("Inputs", form_fields(), frozen=True, kw_only=True)
    title = "What drives your counterpart?"
    lead = "Go from what you saw to a guess, from the guess to a test, and only then to an answer."
    charts = ("driver_signs",)
    module = MODULE
    papers: ClassVar[Mapping[str, str]] = {"page": "Printable plan"}

    @staticmethod
    def solve(inputs: Any) -> Mapped:
        """Count the signs, and say which step is the next."""
        ticked = [sign for sign in SIGNS if getattr(inputs, sign_field(sign))]
        step = next_step(
            seen=inputs.seen,
            signs=len(ticked),
            driver=inputs.driver,
            thought=inputs.thought,
            test=inputs.test,
            answer=inputs.answer,
        )
        lies = where_it_lies(inputs.others_would, inputs.with_everyone)
        need = need_behind(inputs.behaviour) if inputs.behaviour else ""
        return Mapped(weigh(ticked), lies, need, step)

    def show(self, inputs: Any, result: Mapped) -> list[Block]:
        """Say what to do next, draw the signs, and set down the plan."""
        told = [
            finding(self._next(inputs, result), "good" if result.step == "done" else "open"),
            self._picture(inputs, result),
        ]
        if result.step == MapStep.SEE:
            return told
        return [
            *told,
            points(*self._remarks(inputs, result)),
            *self._ideas(inputs),
            heading(self.fill("plan")),
            points(*self._plan(inputs), ordered=True),
            words(self.fill(f"voice_{inputs.voice}")),
        ]

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Open the parts one after the other: seen, guessed, tested, answered."""
        parts = {"why": WHY, "test": TEST, "answer": ANSWER}
        closed = closed_parts(seen=draft["seen"], driver=draft["driver"], test=draft["test"])
        return {parts[part]: self.fill(f"shut_{part}") for part in closed}

    def paper(self, which: str) -> Paper:
        """The plan as a page to print."""
        if self.result.step == MapStep.SEE:
            raise ValueError(self.fill("not_yet"))
        inputs = self.answer.inputs
        blocks = [
            words(escape(inputs.them)),
            points(*self._plan(inputs), ordered=True),
            words(self.fill(f"voice_{inputs.voice}")),
        ]
        return papers.page(self.fill("plan"), blocks, "driver-map.html")

    def _next(self, inputs: Any, result: Mapped) -> str:
        leading = result.weighing.leading
        names = ", ".join(said(driver).lower() for driver in leading)
        step = str(result.step)
        if result.step == MapStep.GUESS:
            step = f"guess_{_how_many(leading)}"
        return self.fill(
            step,
            first=names,
            names=names,
            driver=said(inputs.driver).lower() if inputs.driver else "",
            them=inputs.them.strip() or self.fill("someone"),
        )

    def _picture(self, inputs: Any, result: Mapped) -> Block:
        leading = result.weighing.leading
        names = ", ".join(said(driver).lower() for driver in leading)
        weights = result.weighing.weights
        return chart(
            "driver_signs",
            title=self.fill(f"picture_{_how_many(leading)}", first=names, names=names),
            sentence=self.fill("sentence"),
            head=["Driver", "Signs for", "Signs against", "Your guess"],
            rows=[
                [
                    said(weight.driver),
                    str(weight.pro),
                    str(weight.contra),
                    "yes" if weight.driver == inputs.driver else "",
                ]
                for weight in weights
            ],
            data={
                "drivers": [
                    {
                        "row": row,
                        "label": self._bar(weight),
                        "pro": weight.pro,
                        "contra": weight.contra,
                        "guess": weight.driver == inputs.driver,
                    }
                    for row, weight in enumerate(weights)
                ],
            },
        )

    def _bar(self, weight: Weight) -> str:
        kind = "bar_both" if weight.contra else "bar" if weight.pro else "bar_nothing"
        name = said(weight.driver)
        return self.fill(kind, driver=name, pro=weight.pro, contra=weight.contra)

    def _remarks(self, inputs: Any, result: Mapped) -> list[str]:
        """The need behind the behaviour, person or situation, and what speaks against a guess."""
        told = [self.fill(f"lies_{result.lies}")]
        if result.need:
            behaviour = self.fill("need", behaviour=said(inputs.behaviour).lower())
            told.insert(0, f"{behaviour} {said(result.need)}")
        weighing = result.weighing
        if inputs.driver:
            guess = weighing.of(inputs.driver)
            if guess.contra:
                told.append(self.fill("against_guess", contra=guess.contra))
            if weighing.leading and inputs.driver not in weighing.leading:
                first = ", ".join(said(driver).lower() for driver in weighing.leading)
                told.append(self.fill("other_guess", first=first))
        return [*told, self.fill("note")]

    def _ideas(self, inputs: Any) -> list[Block]:
        if not inputs.driver:
            return []
        ideas = [self.fill(f"{kind}_{inputs.driver}") for kind in ("test", "answer")]
        return [heading(self.fill("ideas")), points(*ideas)]

    def _plan(self, inputs: Any) -> list[str]:
        guess = ""
        if inputs.driver:
            guess = f"{said(inputs.driver)}. {said(f'{inputs.driver}-what')}"
        return [
            self._line("saw", escape(inputs.seen)),
            self._line("guess", guess),
            self._line("think", escape(inputs.thought)),
            self._line("test", escape(inputs.test)),
            self._line("wrong", escape(inputs.wrong)),
            self._line("answer", escape(inputs.answer)),
            self._line("else", escape(inputs.otherwise)),
        ]

    def _line(self, name: str, told: str) -> str:
        written = " ".join(told.split()) or self.fill("plan_empty")
        return f"{self.fill(f'plan_{name}')} {written}"


def _how_many(leading: tuple[str, ...]) -> str:
    if not leading:
        return "none"
    return "one" if len(leading) == 1 else "several"
