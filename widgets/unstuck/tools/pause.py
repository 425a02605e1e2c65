"""Pause: breathe, see the person apart from the behaviour, and make a card of one's early signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from unstuck.analysis.breathing import Rhythm
from unstuck.content.numbers import show_number
from unstuck.content.templates import escape
from unstuck.kit.blocks import (
    Block,
    cards,
    chart,
    controls,
    finding,
    fold,
    heading,
    pacer,
    points,
    table,
    words,
)
from unstuck.kit.fields import choice, flag, quantity, text
from unstuck.kit.papers import page
from unstuck.kit.tool import Paper, Tool

_BREATH, _SEEN, _APART = "Breathe", "A person in your head", "What was done"
_SIGNS, _CARD = "Your early signs", "Your card"
_SIGN_FIELDS = {
    "hot": "My face gets hot",
    "tight": "My jaw or my shoulders tighten",
    "short": "My breath goes short",
    "loud": "I talk faster or louder",
    "quiet": "I go quiet",
    "rehearse": "I rehearse my answer while they speak",
    "always": "I think “always”, “never” or “typical”",
    "send": "My finger is over “reply to all”",
}
_ANCHORS = {
    "breath": "Breathe out slowly, once",
    "feet": "Press both feet to the floor",
    "name": "Tell myself what it is",
    "write": "Write down their last sentence",
    "sip": "Take a sip of water",
}
_DRILLS = {
    "none": "Not decided yet",
    "daily": "Once a day, at a fixed time",
    "before": "Before every meeting",
    "phone": "Each time the telephone rings",
    "queue": "In every queue",
}
_RHYTHMS = {
    "4-6": "In for 4 seconds, out for 6",
    "3-5": "In for 3, out for 5",
    "5-5": "In for 5, out for 5",
    "3-3": "In for 3, out for 3",
}
_VIEWS = ("camera", "situation", "need")


@dataclass(frozen=True, kw_only=True)
class PauseInputs:
    """What the learner sets."""

    rhythm: str = choice(
        "4-6", label="The rhythm", options=_RHYTHMS, look="select", section=_BREATH
    )
    minutes: float = quantity(
        1, label="For", low=1, high=5, step=1, unit="minutes", section=_BREATH
    )
    sentence: str = text(
        label="The sentence in your head about them",
        help="As rude as it comes. Nobody else reads it.",
        limit=120,
        section=_SEEN,
    )
    camera: str = text(label="What would a camera have seen?", limit=160, section=_APART)
    situation: str = text(
        label="In which situation would a reasonable person do that?", limit=160, section=_APART
    )
    need: str = text(label="What may the act be protecting?", limit=160, section=_APART)
    hot: bool = flag(label=_SIGN_FIELDS["hot"], section=_SIGNS)
    tight: bool = flag(label=_SIGN_FIELDS["tight"], section=_SIGNS)
    short: bool = flag(label=_SIGN_FIELDS["short"], section=_SIGNS)
    loud: bool = flag(label=_SIGN_FIELDS["loud"], section=_SIGNS)
    quiet: bool = flag(label=_SIGN_FIELDS["quiet"], section=_SIGNS)
    rehearse: bool = flag(label=_SIGN_FIELDS["rehearse"], section=_SIGNS)
    always: bool = flag(label=_SIGN_FIELDS["always"], section=_SIGNS)
    send: bool = flag(label=_SIGN_FIELDS["send"], section=_SIGNS)
    other: str = text(
        label="Another sign, so that it fits after “when …”", limit=60, section=_SIGNS
    )
    anchor: str = choice(
        "breath", label="What you do then", options=_ANCHORS, look="select", section=_CARD
    )
    line: str = text(
        "Let me think about that for a moment.",
        label="What you say to win the moment",
        limit=120,
        section=_CARD,
    )
    drill: str = choice(
        "none", label="When you practise it", options=_DRILLS, look="select", section=_CARD
    )


@dataclass(frozen=True)
class Poise:
    """A rhythm to breathe in, and what stands on the card so far.

    Attributes
    ----------
    rhythm : Rhythm
        The breath.
    signs : tuple of str
        The early signs that were ticked, in the order of the form.
    missing : tuple of str
        What the card still needs: ``signs``, ``line``, ``drill``.
    """

    rhythm: Rhythm
    signs: tuple[str, ...]
    missing: tuple[str, ...]


class Pause(Tool):
    """Find calm in a breath, see the act apart from the person, and keep a card for the next time.

    Inputs: `rhythm` (seconds in and out, such as ``"4-6"``), `minutes`; `sentence`, `camera`,
    `situation`, `need`; the signs `hot`, `tight`, `short`, `loud`, `quiet`, `rehearse`, `always`,
    `send` (true or false) and `other`; `anchor`, `line` and `drill`.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.Pause(rhythm="4-6").result.rhythm.each_minute
    6.0
    """

    Inputs = PauseInputs
    title = "A pause of your own"
    lead = "Breathe with the circle first. Then make the card that you will have with you."
    charts = ("breath_wave",)
    module = "08-emotions"
    stacked = True
    papers: ClassVar = {"page": "Printable card"}

    @staticmethod
    def solve(inputs: Any) -> Poise:
        """Work out the rhythm, and what the card still needs."""
        signs = tuple(name for name in _SIGN_FIELDS if getattr(inputs, name))
        there = {
            "signs": bool(signs or inputs.other.strip()),
            "line": bool(inputs.line.strip()),
            "drill": inputs.drill != "none",
        }
        missing = tuple(part for part, done in there.items() if not done)
        return Poise(Rhythm(*map(float, inputs.rhythm.split("-"))), signs, missing)

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """All but the breath stands further down, each part where it is needed."""
        return dict.fromkeys((_SEEN, _APART, _SIGNS, _CARD), "")

    def show(self, inputs: PauseInputs, result: Poise) -> list[Block]:
        """The card's sentence, the breath, the three views, the card."""
        signs = "signs" not in result.missing
        return [
            self._finding(inputs, result),
            *self._breath(inputs, result),
            *self._apart(inputs),
            controls(*({"name": name} for name in (*_SIGN_FIELDS, "other"))),
            *([controls({"name": "anchor"}, {"name": "line"}, {"name": "drill"})] if signs else []),
            heading(self.fill("card")),
            points(*self._card(inputs, result)) if signs else words(self.fill("card_waits")),
            fold(self.fill("evidence"), points(*(self.fill(f"evidence_{n}") for n in range(1, 5)))),
        ]

    def paper(self, which: str) -> Paper:
        """The card, to print and cut out."""
        if self.problem:
            raise ValueError(self.problem)
        told = [points(*self._card(self.answer.inputs, self.result))]
        return page(self.fill("card"), told, "card.html")

    def _finding(self, inputs: PauseInputs, result: Poise) -> Block:
        if result.missing:
            missing = [self.fill(f"missing_{part}") for part in result.missing]
            return finding(self.fill("open", missing="; ".join(missing)), "open")
        return finding(
            self.fill(
                "ready",
                signs=self._signs(inputs, result),
                anchor=self.fill(f"anchor_{inputs.anchor}"),
                line=inputs.line.strip(),
            ),
            "good",
        )

    def _breath(self, inputs: PauseInputs, result: Poise) -> list[Block]:
        rhythm = result.rhythm
        seconds = {"breathe_in": rhythm.breathe_in, "breathe_out": rhythm.breathe_out}
        label, rate = self.fill("pacer", **seconds), round(rhythm.each_minute, 1)
        phases = (("Breathe in", rhythm.breathe_in), ("Breathe out", rhythm.breathe_out))
        told = "slow" if rhythm.slow else "quick"
        return [
            pacer(label, phases=phases, minutes=inputs.minutes),
            chart(
                "breath_wave",
                title=self.fill("wave_title", rate=rate),
                sentence=self.fill("wave_sentence", rate=rate, **seconds),
                head=(self.fill("wave_part"), self.fill("wave_seconds")),
                rows=[
                    [self.fill("wave_in"), show_number(rhythm.breathe_in)],
                    [self.fill("wave_out"), show_number(rhythm.breathe_out)],
                ],
                data={"wave": [{"second": at, "full": full} for at, full in rhythm.wave()]},
            ),
            words(self.fill(told)),
        ]

    def _apart(self, inputs: PauseInputs) -> list[Block]:
        """The sentence in the head; once it is written, three other views of the same act."""
        thought = inputs.sentence.strip()
        told = [controls({"name": "sentence"})]
        if thought:
            hints = ({"name": view, "help": self.fill(f"{view}_hint")} for view in _VIEWS)
            told.append(controls(*hints))
        if thought and any(getattr(inputs, view).strip() for view in _VIEWS):
            told += [
                heading(self.fill("seen")),
                words(self.fill("seen_you", thought=thought)),
                cards(*(self._side(inputs, view) for view in _VIEWS)),
            ]
        return [*told, fold(self.fill("examples"), self._examples())]

    def _side(self, inputs: PauseInputs, view: str) -> dict[str, str]:
        said = getattr(inputs, view).strip()
        return {
            "title": self.fill(view),
            "text": escape(said) if said else self.fill(f"{view}_hint"),
            "badge": self.fill("badge_done" if said else "badge_open"),
            "tone": "good" if said else "plain",
        }

    def _examples(self) -> Block:
        head = (self.fill("example_head"), *(self.fill(view) for view in _VIEWS))
        rows = [
            [self.fill(f"example_{n}"), *(self.fill(f"example_{n}_{view}") for view in _VIEWS)]
            for n in range(1, 4)
        ]
        return table(self.fill("examples"), head, rows)

    def _signs(self, inputs: PauseInputs, result: Poise) -> str:
        told = [self.fill(f"sign_{name}") for name in result.signs]
        if inputs.other.strip():
            told.append(inputs.other.strip())
        return " or ".join(told)

    def _card(self, inputs: PauseInputs, result: Poise) -> list[str]:
        signs = self._signs(inputs, result) or "…"
        told = [
            self.fill("card_when", signs=signs),
            self.fill("card_do", anchor=self.fill(f"anchor_{inputs.anchor}")),
            self.fill("card_say", line=inputs.line.strip() or "…"),
        ]
        if inputs.drill != "none":
            told.append(self.fill("card_practise", drill=self.fill(f"drill_{inputs.drill}")))
        return told
