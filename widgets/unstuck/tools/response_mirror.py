"""ResponseMirror: which of three responses to a failure one's own words show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.responses import (
    PLAIN,
    Response,
    ResponseReading,
    Sorting,
    read_responses,
    sort_check,
)
from unstuck.charts.tiles import lane_data
from unstuck.content.templates import escape
from unstuck.content.words import words as sentences
from unstuck.kit.blocks import Block, cards, chart, finding, fold, heading, points, table, words
from unstuck.kit.fields import choice, marks, text
from unstuck.kit.tool import Tool

MODULE, TOOL = "10-failure", "ResponseMirror"
RESPONSES = {"blame": "Blame", "shrink": "Shrink", "own": "Own it"}
MARKS = {**RESPONSES, PLAIN: "Only tells"}
KEY: tuple[str, ...] = ("blame", "shrink", "own", "blame", "shrink", "own")
"""How the course sorts its six sample debriefs."""

MIXED: tuple[str, ...] = ("blame", PLAIN, "own", "shrink", "own")
"""How it marks the sentences of the mixed one."""

_NUMBERED = dict(enumerate(KEY, start=1))
_TONES = {Response.BLAME: "bad", Response.SHRINK: "open", Response.OWN: "good"}
_SORT, _MIX = "Six debriefs: which response?", "One debrief, sentence by sentence"
_OWN, _AGAIN = "Your own words", "One sentence, written again"
_BEFORE = "From your debrief"
_SAMPLES, _MINE = ("look", ("samples",)), ("look", ("own",))


def _said(key: str) -> str:
    return sentences(MODULE, TOOL)[key]


def _sample(n: int) -> Any:
    """A sample debrief to sort; its words are the question."""
    words_ = f"**{n}.** {_said(f'sample_{n}')}"
    return choice("", label=words_, options=RESPONSES, section=_SORT, when=_SAMPLES)


_MIXED: Any = marks(
    label="Mark each sentence",
    options=MARKS,
    passage=_said("mixed"),
    section=_MIX,
    when=_SAMPLES,
)
_WORDS: Any = marks(
    label="How it failed, as you would tell a friend",
    help=_said("help_own"),
    options=MARKS,
    section=_OWN,
    when=_MINE,
)


@dataclass(frozen=True, kw_only=True)
class MirrorInputs:
    """What the learner sorts, marks and writes."""

    look: str = choice(
        "samples",
        label="What do you look at?",
        options={"samples": "Samples, to sort first", "own": "My own words"},
    )
    sample_1: str = _sample(1)
    sample_2: str = _sample(2)
    sample_3: str = _sample(3)
    sample_4: str = _sample(4)
    sample_5: str = _sample(5)
    sample_6: str = _sample(6)
    mixed: Any = _MIXED
    mine: Any = _WORDS
    again: str = text(
        label="Written again",
        help=_said("help_again"),
        limit=600,
        long=True,
        section=_AGAIN,
        when=_MINE,
    )
    before: str = text(
        label="How your approach moved it",
        help=_said("help_before"),
        limit=1500,
        long=True,
        case="debrief_mine",
        section=_BEFORE,
        when=_MINE,
    )


@dataclass(frozen=True)
class Mirrored:
    """What the marks come to.

    Attributes
    ----------
    said : tuple of str
        How the six samples are sorted so far.
    sorting, mixing : Sorting
        That, and the marks of the mixed one, beside the course's.
    own : ResponseReading
        What one's own sentences show.
    """

    said: tuple[str, ...]
    sorting: Sorting
    mixing: Sorting
    own: ResponseReading


class ResponseMirror(Tool):
    """Sort debriefs into blame, shrinking back and owning, then hold your own words against them.

    With ``look="samples"`` the inputs are `sample_1` to `sample_6` (``"blame"``, ``"shrink"`` or
    ``"own"``) and `mixed`, whose sentences are marked one by one; with ``look="own"`` they are
    `mine`, your words and their marks, and `again`, one sentence rewritten.

    References
    ----------
    Weiss, "How to Learn from a Failed Negotiation", Harvard Business Review, 18 March 2025.

    Examples
    --------
    >>> import unstuck
    >>> told = {"text": "They lied. I did not ask.", "marks": ["blame", "own"],
    ...         "parts": ["They lied.", "I did not ask."]}
    >>> unstuck.ResponseMirror(look="own", mine=told).result.own.rewrite
    (0,)
    """

    Inputs = MirrorInputs
    title = "Blame, shrink back, or own it?"
    lead = "Sort other people's debriefs first. Then read your own as if it were somebody else's."
    charts = ("response_lanes",)
    module = MODULE

    @staticmethod
    def solve(inputs: Any) -> Mirrored:
        """Hold the sorting beside the course's, and count one's own marks."""
        said = tuple(getattr(inputs, f"sample_{n}") for n in _NUMBERED)
        return Mirrored(
            said,
            sort_check(said, KEY),
            sort_check(inputs.mixed.marks, MIXED),
            read_responses(inputs.mine.marks),
        )

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """The mixed debrief opens after the six; a rewriting when there is a sentence for it."""
        if draft["look"] == "samples":
            unsorted = any(not draft[f"sample_{n}"] for n in _NUMBERED)
            return {_MIX: self.fill("shut_mixed")} if unsorted else {}
        own = read_responses(tuple(draft["mine"]["marks"]))
        ready = own.rewrite and not own.unmarked
        waits = {} if ready or draft["again"].strip() else {_AGAIN: self.fill("shut_again")}
        return waits if draft["before"].strip() else waits | {_BEFORE: ""}

    def show(self, inputs: MirrorInputs, result: Mirrored) -> list[Block]:
        """The score or the leading response, the lanes, then sentence by sentence."""
        if inputs.look == "samples":
            return self._samples(inputs, result)
        return self._own(inputs, result)

    def facts(self, inputs: Any, result: Mirrored) -> dict[str, Any]:
        """What goes on to later tools: the response that one's own words show."""
        return super().facts(inputs, result) | {"response": str(result.own.leading or "")}

    def _samples(self, inputs: MirrorInputs, result: Mirrored) -> list[Block]:
        right, wrong = result.sorting.right, result.sorting.differing
        name = "samples_first" if not right and not wrong else "samples_so_far"
        if not result.sorting.missing:
            name = "samples_done"
        told = self.fill(
            name, right=len(right), sorted=len((*right, *wrong)), missing=result.sorting.missing
        )
        notes = ["right" if n in right else "differs" if n in wrong else "" for n in _NUMBERED]
        shown = [
            finding(told, "good" if name == "samples_done" else "open"),
            self._lanes(
                "chart_samples",
                result.said,
                [f"{n}. {_said(f'sample_{n}')}" for n in _NUMBERED],
                notes,
            ),
        ]
        if right or wrong:
            shown.append(cards(*(self._card(n, n in right) for n in sorted((*right, *wrong)))))
        return [*shown, *self._mixed(inputs, result)]

    def _card(self, n: int, right: bool) -> dict[str, str]:
        return {
            "title": f"{n}. {RESPONSES[_NUMBERED[n]]}",
            "badge": self.fill("badge_right" if right else "badge_differs"),
            "text": _said(f"why_{n}"),
            "tone": "good" if right else "bad",
        }

    def _mixed(self, inputs: MirrorInputs, result: Mirrored) -> list[Block]:
        """The mixed debrief: our marks beside the learner's, for the sentences marked."""
        marked = sorted((*result.mixing.right, *result.mixing.differing))
        if not marked:
            return []
        parts = list(enumerate(zip(inputs.mixed.parts, inputs.mixed.marks, MIXED, strict=True), 1))
        rows = [
            [part, MARKS[mine], MARKS[ours], _said(f"mixed_why_{n}")]
            for n, (part, mine, ours) in parts
            if n in marked
        ]
        head = [self.fill(f"head_{name}") for name in ("sentence", "you", "we", "why")]
        return [
            heading(self.fill("mixed_title", right=len(result.mixing.right), of=len(marked))),
            table(self.fill("mixed_caption"), head, rows),
        ]

    def _own(self, inputs: MirrorInputs, result: Mirrored) -> list[Block]:
        return [
            finding(*self._leading(inputs, result.own)),
            self._lanes("chart_own", result.own.marks, inputs.mine.parts),
            *self._rewriting(inputs, result.own),
            fold(self.fill("not_guilt_title"), words(self.fill("not_guilt"))),
        ]

    def _leading(self, inputs: MirrorInputs, own: ResponseReading) -> tuple[str, str]:
        if not inputs.mine.parts:
            return self.fill("own_first"), "open"
        if own.unmarked:
            return self.fill("own_unmarked", missing=own.unmarked), "open"
        if own.leading is None:
            plain = own.count(PLAIN) == len(own.marks)
            return self.fill("own_plain" if plain else "own_tie"), "open"
        told = self.fill(f"own_{own.leading}", count=own.count(own.leading), of=len(own.marks))
        return told, _TONES[own.leading]

    def _rewriting(self, inputs: MirrorInputs, own: ResponseReading) -> list[Block]:
        """The prompt to write one sentence again, and both versions once that is done."""
        if not own.rewrite or own.unmarked:
            return []
        at = own.rewrite[0]
        sentence, mark = inputs.mine.parts[at], inputs.mine.marks[at]
        prompt = self.fill(f"rewrite_{mark}", quoted=sentence)
        checks = points(*(self.fill(f"check_{n}") for n in ("i", "did", "next")))
        shown = [heading(self.fill("rewrite_title")), words(prompt), checks]
        if inputs.again.strip():
            before = {"title": self.fill("card_before"), "text": escape(sentence), "tone": "bad"}
            after = {"title": self.fill("card_after"), "text": escape(inputs.again.strip())}
            shown.append(cards(before, after | {"tone": "good"}))
        return shown

    def _lanes(
        self,
        name: str,
        said: Sequence[str],
        parts: Sequence[str],
        notes: Sequence[str] | None = None,
    ) -> Block:
        """Each text in the lane that it was put into, and the same as a table."""
        named = RESPONSES if notes else MARKS
        lanes = list(named)
        data, signals = lane_data(
            [(named[mark], str(said.count(mark))) for mark in lanes],
            [lanes.index(mark) if mark else None for mark in said],
            notes,
        )
        counts = " ".join(self.fill("lane", name=named[m], count=said.count(m)) for m in lanes)
        rows = [
            [escape(part), MARKS.get(mark, self.fill("unmarked"))]
            for part, mark in zip(parts, said, strict=True)
        ]
        return chart(
            "response_lanes",
            title=self.fill(name),
            sentence=self.fill("chart_sentence", told=counts),
            head=[self.fill("head_text"), self.fill("head_mark")],
            rows=rows or [[self.fill("nothing"), self.fill("unmarked")]],
            data=data,
            signals=signals,
        )
