"""A tool: one draft in, one answer out, and what the answer looks like."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets as tl

from unstuck.charts import page_spec
from unstuck.content import words
from unstuck.kit import case, fields, jobs, session
from unstuck.kit.blocks import Block, every
from unstuck.kit.front import CURRENCIES, Front
from unstuck.kit.sheet import sheet

if TYPE_CHECKING:
    import asyncio

    import altair

log = logging.getLogger("unstuck")
UNDO_DEPTH = 50
_MARKDOWN = "text/markdown"
_BROKEN_OFF = "The run broke off. Please start it again, or change a setting."
_BY_CODE, _UNDOING = 0, -1  # gestures of the page count from 1


@dataclass(frozen=True)
class Answer:
    """What follows from a draft: a result, or the sentence that says why there is none."""

    inputs: Any = None
    result: Any = None
    problem: str = ""


@dataclass(frozen=True)
class Paper:
    """A file that a tool hands out: its name, its type, its text."""

    name: str
    type: str
    text: str


class Tool(Front):
    """The base of every tool.

    A subclass names its `Inputs` (a frozen dataclass of `unstuck.kit.fields`), how to
    `solve` them (a pure function, which may refuse with ValueError) and how to `show` the
    result (a list of `unstuck.kit.blocks`). Everything else follows.

    Parameters
    ----------
    draft : mapping, optional
        A draft as another tool of the same kind gave it.
    keep : str, optional
        Name under which the browser keeps the work; inside a module of the course it has
        one already, elsewhere nothing is kept unless you name it.
    own : bool, optional
        Whether this is about the learner's own case: then what is known of it from other
        tools is offered, and what is set here is offered to them.
    **inputs
        Any field of `Inputs` by name.

    Raises
    ------
    ValueError
        If an input has no such field.

    Examples
    --------
    >>> import unstuck
    >>> tool = unstuck.ZopaExplorer(seller=60, buyer=80)
    >>> tool.result.zone.width
    20.0
    """

    Inputs: ClassVar[type]
    title: ClassVar[str]
    lead: ClassVar[str] = ""
    charts: ClassVar[tuple[str, ...]] = ()
    module: ClassVar[str] = ""
    papers: ClassVar[Mapping[str, str]] = {}
    jobs: ClassVar[tuple[str, ...]] = ()
    stacked: ClassVar[bool] = False  # whether the answer stands below the form, not beside it
    files: ClassVar[bool] = False  # whether the facts, where there are any, become one's own case

    answer = tl.Instance(Answer, args=())

    def __init__(
        self,
        draft: Mapping[str, Any] | None = None,
        *,
        keep: str = "",
        own: bool = False,
        **inputs: Any,
    ) -> None:
        name = type(self).__name__
        self._check_names(inputs, name)
        self._past: list[tuple[int, fields.Draft]] = []
        self._fresh = fields.settle(self.Inputs, {**(draft or {}), **inputs})
        self._is_own = own
        self._awake = session.current.comes_first()
        self._job = None
        place = name + ("/own" if own else "")
        super().__init__(
            {
                "name": name,
                "title": self.title,
                "lead": self.lead,
                "form": fields.form(self.Inputs),
                "charts": {chart: page_spec(chart) for chart in self.charts},
                "keep": f"own/{keep}" if keep else session.current.place(place),
                "facts": case.FACTS if own else None,
                "files": self.files,
                "papers": dict(self.papers),
                "stacked": self.stacked,
                "currencies": list(CURRENCIES),
            }
        )
        self.add_class("unstuck-tool")
        self.add_class(name)
        self.draft = self._fresh

    @staticmethod
    def solve(inputs: Any) -> Any:
        """Work out the result; pure."""
        raise NotImplementedError

    def show(self, inputs: Any, result: Any) -> list[Block]:
        """Say what the result looks like."""
        raise NotImplementedError

    def facts(self, inputs: Any, result: Any) -> dict[str, Any]:
        """What the inputs and the result tell of the learner's own case, by fact.

        What still stands as the tool opened is nobody's fact.
        """
        kinds = fields.declared(self.Inputs)
        role = getattr(inputs, "role", "")
        return {
            case.fact(kind.case, kind.party, role): getattr(inputs, name)
            for name, kind in kinds.items()
            if kind.case and self.draft[name] != self._fresh[name]
        }

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Which sections of the form are still closed, and in a sentence when each opens.

        A section closed with no sentence is not on the page at all, and keeps what it holds.
        """
        return {}

    def paper(self, which: str) -> Paper:
        """One of the `papers` that this tool hands out.

        Raises
        ------
        ValueError
            With a sentence for the learner, if what it needs is not there yet.
        """
        raise NotImplementedError

    def work(self, which: str, inputs: Any) -> Iterator[float]:
        """Do one of the `jobs`, too long for a move: a step at a time, each giving the part done.

        What it finds it leaves where `solve` finds it by the same inputs, so that the draft stays
        the only state: opened again, the page can do the work again. A block `job` begins it; a
        change of the draft ends it.
        """
        raise NotImplementedError

    # what people use from Python

    @property
    def result(self) -> Any:
        """What the analysis gave for the present draft; None where it is not legal."""
        return self.answer.result

    @property
    def problem(self) -> str:
        """Why there is no result, in one sentence; empty if there is one."""
        return self.answer.problem

    @property
    def blocks(self) -> list[Block]:
        """What is shown, as plain data; empty while the draft is not legal."""
        if self.answer.problem:
            return []
        return self.show(self.answer.inputs, self.answer.result)

    @property
    def chart(self) -> altair.TopLevelMixin:
        """The tool's first picture as an Altair chart, for you to go on working with.

        Raises
        ------
        ValueError
            If there is no picture now.
        """
        from unstuck.charts import altair_chart

        for block in every(self.blocks):
            if block["is"] == "chart":
                return altair_chart(block["name"], block["data"], block["signals"], block["title"])
        raise ValueError(f"{type(self).__name__} shows no picture now. {self.problem}".strip())

    def set(self, **inputs: Any) -> None:
        """Change some inputs; the rest stays."""
        self._check_names(inputs, type(self).__name__)
        self.draft = {**self.draft, **inputs}

    def reset(self) -> None:
        """Go back to what the tool opened with; `undo` brings the work back."""
        self.draft = self._fresh

    def undo(self) -> None:
        """Take back the last change; does nothing where there is none."""
        if self._past:
            with self._during(_UNDOING):
                self.draft = self._past.pop()[1]

    def sheet(self) -> str:
        """The inputs and what follows from them, as Markdown to keep."""
        return sheet(self.title, self.Inputs, self.draft, self.blocks, self._currency, self.problem)

    @classmethod
    def blocks_of(
        cls, draft: Mapping[str, Any], currency: str = CURRENCIES[0]
    ) -> list[Block] | str:
        """The blocks of any draft without a tool on the page; a sentence if it is not legal."""
        told = cls._aside(draft, currency)
        return told.problem or told.blocks

    @classmethod
    def report(cls, draft: Mapping[str, Any], currency: str = CURRENCIES[0]) -> str:
        """The sheet of any draft, without a tool on the page."""
        return cls._aside(draft, currency).sheet()

    @classmethod
    def _aside(cls, draft: Mapping[str, Any], currency: str) -> Tool:
        """A tool that is no widget: it can put a draft's answer into words, and no more."""
        told = cls.__new__(cls)
        told._currency = currency if currency in CURRENCIES else CURRENCIES[0]
        settled = fields.settle(cls.Inputs, draft)
        told._trait_values.update(draft=settled, answer=_answer(cls, settled))
        return told

    def fill(self, sentence: str, **values: Any) -> str:
        """A sentence of the tool's words with its numbers written out."""
        template = words.words(self.module, type(self).__name__)[sentence]
        return words.fill(template, currency=self._currency, **values)

    # what happens on a change

    _gesture = _BY_CODE
    _job: asyncio.Task[None] | None = None

    @tl.validate("draft")
    def _settle(self, proposal: Any) -> fields.Draft:
        return fields.settle(self.Inputs, proposal["value"])

    @tl.observe("draft")
    def _follow(self, change: Any) -> None:
        if isinstance(change.old, dict) and change.old:
            self._remember(change.old)
            self._stop()
        self.answer = _answer(type(self), self.draft)
        self._publish()

    def _remember(self, before: fields.Draft) -> None:
        """Keep what stood before; one drag is one step, and going back is none."""
        same = self._gesture != _BY_CODE and self._past and self._past[-1][0] == self._gesture
        if not same and self._gesture != _UNDOING:
            self._past = [*self._past[-UNDO_DEPTH + 1 :], (self._gesture, dict(before))]

    @contextmanager
    def _during(self, gesture: int) -> Iterator[None]:
        self._gesture, before = gesture, self._gesture
        try:
            yield
        finally:
            self._gesture = before

    def _publish(self) -> None:
        if not self._awake:
            return
        problem = self.answer.problem
        try:
            blocks = self.blocks
        except Exception:
            log.exception("%s could not show its answer", type(self).__name__)
            blocks, problem = [], "This picture could not be drawn. Please undo the last change."
        more: dict[str, Any] = {"shut": self.shut(self.draft)}
        if (self._is_own or self.files) and not problem:
            more["facts"] = case.sound(self.facts(self.answer.inputs, self.answer.result))
        self.tell(problem=problem, blocks=blocks, undo=bool(self._past), **more)

    def hear(self, draft: Any, gesture: int) -> None:
        self._awake = True
        if isinstance(draft, Mapping):
            with self._during(abs(gesture)):
                self.draft = dict(draft)
        self._publish()

    def do(self, what: str) -> None:
        if what == "undo":
            self.undo()
        elif what == "reset":
            self.reset()
        elif what == "sheet":
            self.send(
                {"file": self.sheet(), "name": f"{type(self).__name__}.md", "type": _MARKDOWN}
            )
        elif what == "cancel":
            self._stop()
        elif what.startswith("job:") and what[4:] in self.jobs:
            self._begin(what[4:])
        elif what.startswith("paper:") and what[6:] in self.papers:
            self._hand_out(what[6:])

    def _begin(self, which: str) -> None:
        """Do a job beside everything else, and show what came of it."""
        self._stop()
        if self.problem:
            return
        steps = self.work(which, self.answer.inputs)
        self._job = jobs.begin(steps, lambda part: self.send({"progress": part}), self._finish)

    def _finish(self, whole: bool) -> None:
        self._job = None
        self.answer = _answer(type(self), self.draft)
        self._publish()
        self.send({"progress": None} | ({} if whole else {"refused": _BROKEN_OFF}))

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
            self.send({"progress": None})

    def close(self) -> None:
        """Leave the page, and stop what is still at work."""
        self._stop()
        super().close()

    def _hand_out(self, which: str) -> None:
        try:
            told = self.paper(which)
        except ValueError as refusal:
            self.send({"refused": str(refusal)})
        else:
            self.send({"file": told.text, "name": told.name, "type": told.type})

    def _check_names(self, inputs: Mapping[str, Any], name: str) -> None:
        known = list(fields.declared(self.Inputs))
        for given in inputs:
            if given not in known:
                raise ValueError(f"{name} has no input {given!r}. It has: {', '.join(known)}.")


def _answer(kind: type[Tool], draft: fields.Draft) -> Answer:
    try:
        inputs = fields.read(kind.Inputs, draft)
        return Answer(inputs, kind.solve(inputs))
    except ValueError as refusal:
        return Answer(problem=str(refusal))
