"""Questions on a page: answered, graded in Python, explained; one widget each.

The key of an unanswered question never leaves Python: the page is sent the prompt and the
choices, and gets feedback when the answer and how sure the learner is of it are in.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from random import SystemRandom
from typing import Any
from weakref import WeakSet

from ipywidgets import VBox

from unstuck.content import questions
from unstuck.content.numbers import read_number
from unstuck.content.reader import closest
from unstuck.kit import session
from unstuck.kit.front import Front

SURENESS = {1: "A guess", 2: "Fairly sure", 3: "Certain"}
_MOST_SEEDS = 2**31
_LONGEST_ANSWER = 5000
_random = SystemRandom()
_drawn: WeakSet[Question] = WeakSet()


class Question(Front):
    """One question of the course.

    Parameters
    ----------
    name : str
        The question's id, such as ``"batna-01"``.
    seed : int, optional
        Fixes the numbers and the order of the choices; drawn anew where it is left out.

    Raises
    ------
    ValueError
        If the course has no such question.
    """

    kind = "question"

    def __init__(self, name: str, *, seed: int | None = None) -> None:
        self.question, slug = _found(name)
        shelf = "quiz" if self.question.use == "check" else "ask"
        super().__init__({"id": name, "keep": f"{shelf}/{slug}/{name}", "sureness": SURENESS})
        self.add_class("unstuck-question")
        self.draft = _fresh(seed)
        if seed is None:
            _drawn.add(self)
        self._grade: dict[str, Any] | None = None
        self._problem = ""

    @property
    def item(self) -> questions.Item:
        """The question as drawn for this try."""
        return questions.drawn(self.question, self.draft["seed"], currency=self._currency)

    def hear(self, draft: Any, gesture: int) -> None:
        if isinstance(draft, Mapping):
            self.draft = _settled(draft, self.draft["seed"])
        self._follow()

    def do(self, what: str) -> None:
        if what == "again":
            told = self.draft
            self.draft = _fresh(None) | {"tries": told["tries"] + 1, "first": told["first"]}
        elif what == "reset":
            self.draft = _fresh(None)
        else:
            return
        self._follow()

    def _follow(self) -> None:
        self._grade, self._problem = None, ""
        if self.draft["sure"]:
            try:
                self._take(self.item.grade(self._answer()))
            except ValueError as refusal:
                self._problem = str(refusal)
                self.draft = self.draft | {"sure": 0}
        self.tell(item=self.item.public(), grade=self._grade, problem=self._problem)

    def _take(self, grade: questions.Grade) -> None:
        self._grade = asdict(grade)
        told = self.draft | {"score": grade.score}
        if told["first"] is None and grade.score is not None:
            told["first"] = {"score": grade.score, "sure": told["sure"]}
        self.draft = told

    def _answer(self) -> Any:
        answer = self.draft["answer"]
        if self.question.kind == "number" and isinstance(answer, str):
            if not answer.strip():
                raise ValueError(questions.UNANSWERED)
            return read_number(answer)
        return answer


def quiz(slug: str = "", *, use: str = "check") -> VBox:
    """All questions of a module, one below the other.

    Parameters
    ----------
    slug : str, optional
        The module, such as ``"03-batna"``; the present page's where left out.
    use : {"check", "predict", "before", "after"}
        Which questions: those that check, those that ask for a prediction, or the
        self-assessment before or after the course. Progress counts those that check.

    Raises
    ------
    ValueError
        If the module has no such questions.
    """
    slug = slug or session.current.slug
    asked = [q for q in questions.load(slug).questions if q.use == use]
    if not asked:
        raise ValueError(f"Module {slug} has no questions for {use!r}.")
    return VBox([Question(question.id) for question in asked])


def draw_anew() -> None:
    """Draw every question's numbers again: a page made beforehand goes to many learners."""
    for question in _drawn:
        question.do("reset")


def _found(name: str) -> tuple[questions.Question, str]:
    slugs = [session.current.slug, *questions.modules()]
    for slug in slugs:
        for question in questions.load(slug).questions if slug in questions.modules() else ():
            if question.id == name:
                return question, slug
    known = tuple(question.id for question in questions.all_questions())
    raise ValueError(f"There is no question {name!r}; {closest(name, known)}")


def _fresh(seed: int | None) -> dict[str, Any]:
    drawn = _random.randrange(_MOST_SEEDS) if seed is None else seed
    return {"seed": drawn, "answer": None, "sure": 0, "score": None, "first": None, "tries": 0}


def _settled(draft: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """The parts of a draft that can be what a learner did; the rest as on a first showing."""
    told = _fresh(seed)
    if _whole(draft.get("seed"), _MOST_SEEDS - 1):
        told["seed"] = draft["seed"]
    if _whole(draft.get("sure"), len(SURENESS)):
        told["sure"] = draft["sure"]
    if _whole(draft.get("tries"), 10_000):
        told["tries"] = draft["tries"]
    told["answer"] = _plain(draft.get("answer"))
    first = draft.get("first")
    if isinstance(first, Mapping) and _whole(first.get("sure"), 3) and _share(first.get("score")):
        told["first"] = {"score": float(first["score"]), "sure": first["sure"]}
    return told


def _plain(answer: Any) -> Any:
    if isinstance(answer, str):
        return answer[:_LONGEST_ANSWER]
    if isinstance(answer, float):
        return answer if math.isfinite(answer) else None
    if isinstance(answer, list) and len(answer) <= 30:
        return [n if _whole(n, 30) else None for n in answer]
    return answer if answer is None or isinstance(answer, bool | int) else None


def _whole(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
