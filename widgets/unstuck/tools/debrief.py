"""Debrief: the four questions after talks, practised on two samples, then asked of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from unstuck.analysis.debriefs import (
    Answered,
    DebriefReading,
    Lack,
    Question,
    came_through,
    read_debrief,
)
from unstuck.analysis.responses import Sorting, sort_check
from unstuck.content.templates import escape
from unstuck.content.words import words as sentences
from unstuck.kit import papers as paper_kit
from unstuck.kit.blocks import Block, cards, finding, heading, table, words
from unstuck.kit.fields import choice, marks, text
from unstuck.kit.tool import Paper, Tool

MODULE, TOOL = "09-walking-away", "Debrief"
MARKS = {"useful": "I can work with it", "blame": "Blame", "vague": "Too vague"}
KEYS: Mapping[str, tuple[str, ...]] = {
    "failed": ("vague", "useful", "blame", "useful", "useful", "vague", "useful"),
    "won": ("vague", "useful", "useful", "useful", "useful", "blame", "vague"),
}
"""How the course marks the sentences of its two samples."""

LACKING: Mapping[str, Question] = {"failed": Question.LEARNED, "won": Question.DIFFERENT}
"""The question that each sample leaves unanswered."""

_WHOLE = ("conduct", "wellbeing", "interests")
_TALKS, _FOUR, _AFTER = "The talks", "The four questions", "Beside the result"
_MISSING = "And what is missing?"
_PHRASES = ("blame", "vague")


def _said(key: str) -> str:
    return sentences(MODULE, TOOL)[key]


def _sample(name: str) -> Any:
    return marks(
        label="Mark each sentence",
        options=MARKS,
        passage=_said(name),
        section="The debrief, sentence by sentence",
        when=("look", (name,)),
    )


def _gap(name: str) -> Any:
    return choice(
        "",
        label="Which of the four questions is not answered?",
        options={str(question): _said(f"q_{question}") for question in Question},
        section=_MISSING,
        when=("look", (name,)),
    )


_own = partial(text, when=("look", ("own",)))
_answer = partial(_own, limit=1500, long=True, section=_FOUR)


def _came(label: str) -> Any:
    options = {"yes": "Yes", "partly": "Partly", "no": "No"}
    return choice("", label=label, options=options, section=_AFTER, when=("look", ("own",)))


_FAILED: Any = _sample("failed")
_WON: Any = _sample("won")


@dataclass(frozen=True, kw_only=True)
class DebriefInputs:
    """What the learner marks and writes."""

    look: str = choice(
        "failed",
        label="What do you look at?",
        options={
            "failed": "A sample, after talks that failed",
            "won": "A sample, after a success",
            "own": "My own talks",
        },
    )
    failed: Any = _FAILED
    failed_gap: str = _gap("failed")
    won: Any = _WON
    won_gap: str = _gap("won")
    title: str = _own(label="A title", limit=80, case="title", section=_TALKS)
    them: str = _own(label="The other side", limit=60, case="them", section=_TALKS)
    ended: str = choice(
        "no-deal",
        label="How did they end?",
        options={"no-deal": "Without a deal", "deal": "With a deal", "open": "They are still open"},
        section=_TALKS,
        when=("look", ("own",)),
    )
    hard: str = _answer(label="1. What made it hard?", case="debrief_hard")
    mine: str = _answer(label="2. How did your approach move it?", case="debrief_mine")
    different: str = _answer(label="3. What would you do differently?", case="debrief_different")
    learned: str = _answer(
        label="4. What did you learn about their real concerns and limits?",
        case="debrief_learned",
    )
    known: str = choice(
        "",
        label="How do you know that?",
        options={"said": "They said it", "saw": "I saw it in what they did", "guess": "I guess it"},
        section=_FOUR,
        when=("look", ("own",)),
    )
    conduct: str = _came("Would you be at ease if a colleague had watched you?")
    wellbeing: str = _came("Did you come out of it no worse in health and spirits?")
    interests: str = _came("Are your long-term interests whole: your name, the people you need?")


@dataclass(frozen=True)
class Debriefed:
    """What the marks and the words come to.

    Attributes
    ----------
    sorting : Sorting or None
        The marks of the sample in view beside the course's; None for one's own.
    own : DebriefReading
        One's own four answers, read.
    whole : int
        Of the three things that count beside the result, how many came through.
    asked : bool
        Whether all three were answered.
    """

    sorting: Sorting | None
    own: DebriefReading
    whole: int
    asked: bool


class Debrief(Tool):
    """Look back on talks with four questions, whatever their end.

    With ``look="failed"`` or ``look="won"`` a sample is marked sentence by sentence (``"useful"``,
    ``"blame"`` or ``"vague"``); with ``look="own"`` the inputs are your own answers `hard`, `mine`,
    `different` and `learned`. With ``own=True`` they go on to the modules after this one.

    Parameters
    ----------
    draft, keep, own, **inputs
        As for every tool; the inputs are the fields of ``Debrief.Inputs``.

    Examples
    --------
    >>> import unstuck
    >>> unstuck.Debrief(look="own", mine="They were just difficult people.").result.own.done
    0
    """

    Inputs = DebriefInputs
    title = "Four questions afterwards"
    lead = "Read somebody else's debrief first, and mark it. Then write your own."
    module = MODULE
    papers: ClassVar[Mapping[str, str]] = {"page": "Printable page"}

    def __init__(
        self, draft: Mapping[str, Any] | None = None, *, own: bool = False, **more: Any
    ) -> None:
        super().__init__({**({"look": "own"} if own else {}), **(draft or {})}, own=own, **more)

    @staticmethod
    def solve(inputs: Any) -> Debriefed:
        """Hold the marks beside the course's, and read one's own answers."""
        sorting = None
        if inputs.look != "own":
            sorting = sort_check(getattr(inputs, inputs.look).marks, KEYS[inputs.look])
        phrases = {name: _said(f"phrases_{name}").split(" | ") for name in _PHRASES}
        own = read_debrief(
            {question: getattr(inputs, question) for question in Question},
            known=inputs.known,
            **phrases,
        )
        came = [getattr(inputs, name) for name in _WHOLE]
        return Debriefed(sorting, own, came_through(came), all(came))

    def show(self, inputs: DebriefInputs, result: Debriefed) -> list[Block]:
        """The sample's sentences beside the course's marks, or the four answers, read."""
        if result.sorting is not None:
            return self._sample(inputs, result.sorting)
        return self._own(inputs, result)

    def paper(self, which: str) -> Paper:
        """The debrief as a page to print."""
        if self.problem:
            raise ValueError(self.problem)
        return paper_kit.page(self.title, self.sheet(), name="debrief.html")

    def _sample(self, inputs: DebriefInputs, sorting: Sorting) -> list[Block]:
        name, gap = inputs.look, getattr(inputs, f"{inputs.look}_gap")
        marked = sorted((*sorting.right, *sorting.differing))
        shown = [self._sample_finding(name, gap, sorting, len(marked))]
        if marked:
            shown.extend((self._compared(inputs, marked), words(self.fill("judge"))))
        if gap:
            right = gap == LACKING[name]
            told = {
                "title": self.fill(f"q_{LACKING[name]}"),
                "badge": self.fill("badge_right" if right else "badge_differs"),
                "text": self.fill(f"{name}_missing"),
                "tone": "good" if right else "bad",
            }
            shown.extend((heading(self.fill("missing_title")), cards(told)))
        return shown

    def _sample_finding(self, name: str, gap: str, sorting: Sorting, marked: int) -> Block:
        if not marked:
            return finding(self.fill("samples_first"), "open")
        right = len(sorting.right)
        if sorting.missing:
            told = self.fill("samples_so_far", right=right, marked=marked, missing=sorting.missing)
            return finding(told, "open")
        key = "gap_none" if not gap else "gap_right" if gap == LACKING[name] else "gap_wrong"
        told = self.fill("samples_done", right=right, marked=marked, gap=self.fill(key))
        return finding(told, "good" if key == "gap_right" else "open")

    def _compared(self, inputs: DebriefInputs, marked: list[int]) -> Block:
        """Our marks beside the learner's, for the sentences marked so far."""
        name = inputs.look
        read = getattr(inputs, name)
        rows = [
            [escape(part), MARKS[mine], MARKS[ours], self.fill(f"{name}_why_{n}")]
            for n, (part, mine, ours) in enumerate(
                zip(read.parts, read.marks, KEYS[name], strict=True), start=1
            )
            if n in marked
        ]
        head = [self.fill(f"head_{each}") for each in ("sentence", "you", "we", "why")]
        return table(self.fill("table_caption"), head, rows)

    def _own(self, inputs: DebriefInputs, result: Debriefed) -> list[Block]:
        shown = [self._own_finding(inputs, result.own)]
        shown.append(cards(*(self._card(inputs, answer) for answer in result.own.answers)))
        if inputs.ended != "no-deal":
            shown.append(words(self.fill(f"after_{inputs.ended}")))
        whole = [heading(self.fill("whole_title")), words(self._whole(result))]
        return [*shown, *whole, words(self.fill("phrases_note"))]

    def _own_finding(self, inputs: DebriefInputs, own: DebriefReading) -> Block:
        if not own.written:
            return finding(self.fill("own_first"), "open")
        if own.next is None:
            return finding(
                self.fill("own_done_deal" if inputs.ended == "deal" else "own_done"), "good"
            )
        question = self.fill(f"q_{own.next.question}").lower()
        return finding(self.fill("own_so_far", done=own.done, question=f"{question}."), "open")

    def _card(self, inputs: DebriefInputs, answer: Answered) -> dict[str, str]:
        """One question: what was written, and where to look again."""
        question = answer.question
        written = escape(" ".join(getattr(inputs, question).split()))
        title = self.fill(f"q_{question}")
        if Lack.EMPTY in answer.lacks:
            asked = self.fill(f"lack_empty_{question}")
            return {"title": title, "badge": self.fill("badge_empty"), "text": asked}
        told = " ".join(self._lack(answer, lack) for lack in answer.lacks)
        if not told:
            told = self.fill(f"lack_none_{question}")
        badge, tone = ("badge_good", "good") if answer.done else ("badge_open", "open")
        return {
            "title": title,
            "badge": self.fill(badge),
            "text": f"“{written}”",
            "foot": told,
            "tone": tone,
        }

    def _lack(self, answer: Answered, lack: Lack) -> str:
        if lack is Lack.ABSENT_SELF:
            return self.fill(f"lack_self_{answer.question}")
        found = {Lack.BLAME: answer.blame, Lack.VAGUE: answer.vague}.get(lack, ())
        return self.fill(f"lack_{lack}", found=", ".join(found))

    def _whole(self, result: Debriefed) -> str:
        if not result.asked:
            return self.fill("whole_first")
        name = {0: "whole_0", len(_WHOLE): "whole_3"}.get(result.whole, "whole_some")
        return self.fill("whole", count=result.whole, told=self.fill(name))
