"""The course's nine cases, as FailureDiagnosis reads them: what is honest to say of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.failure import POSSIBLE, Ending, FailureKind
from unstuck.content.words import words
from unstuck.kit.fields import choice, note

MODULE, TOOL = "10-failure", "FailureDiagnosis"
KIND_TITLES = {
    FailureKind.BY_DESIGN: "By design",
    FailureKind.MISSED_AGREEMENT: "Missed agreement",
    FailureKind.EMOTIONAL: "Emotions took over",
    FailureKind.UNDER_TABLE: "Under the table",
    FailureKind.OBJECTIVES: "Short of its goals",
    FailureKind.RELATIONSHIP: "Cost the relationship",
    FailureKind.WORSE_THAN_BATNA: "Worse than the BATNA",
}
JUDGEMENTS = {"yes": "Held", "no": "Did not", "unknown": "Unclear"}
GRADES = {
    "setback": "A setback: back soon",
    "misstep": "A misstep: back with real effort",
    "catastrophe": "A catastrophe: little hope of a thaw",
    "none": "No failure to grade",
}
_YES, _NO, _OPEN = ("yes",), ("no", "unknown"), ("yes", "no", "unknown")
_DESIGN, _MISSED, _HEAT, _UNDER, _GOALS, _BOND, _BATNA = FailureKind


@dataclass(frozen=True)
class Case:
    """One case of the course and what may honestly be said of it.

    Attributes
    ----------
    id, prefix : str
        Its id in the course, and what its fields and words begin with.
    ending : Ending
    honest : mapping
        For each kind that its ending allows, the judgements that the story bears out.
    grades : tuple of str
        The magnitudes that it bears out, ours first.
    """

    id: str
    prefix: str
    ending: Ending
    honest: Mapping[FailureKind, tuple[str, ...]]
    grades: tuple[str, ...]

    @property
    def title(self) -> str:
        return said(f"{self.prefix}_title")

    @property
    def kinds(self) -> tuple[FailureKind, ...]:
        return POSSIBLE[self.ending]

    def name(self, kind: FailureKind) -> str:
        """The name of the field that judges this kind."""
        return f"{self.prefix}_{kind.name.lower()}"

    def signs(self, kind: FailureKind, side: str) -> tuple[str, ...]:
        """The sentences that speak for this kind, against it, or (``note``) neither way."""
        known = words(MODULE, TOOL)
        keys = (f"{self.name(kind)}_{side}{n}" for n in range(1, 5))
        return tuple(known[key] for key in keys if key in known)


def said(key: str) -> str:
    return words(MODULE, TOOL)[key]


def _broke(case: str, missed: Any, heat: Any, under: Any, *grades: str) -> Case:
    kinds = {_DESIGN: ("no",), _MISSED: missed, _HEAT: heat, _UNDER: under}
    return Case(f"case-{case}", case, Ending.NO_DEAL, kinds, grades)


def _signed(case: str, heat: Any, under: Any, goals: Any, bond: Any, *grades: str) -> Case:
    kinds = {_DESIGN: ("no",), _HEAT: heat, _UNDER: under, _GOALS: goals, _BOND: bond}
    return Case(f"case-{case}", case, Ending.DEAL, kinds | {_BATNA: _NO}, grades)


CASES = {
    case.id: case
    for case in (
        _broke("startup", _YES, _NO, _YES, "misstep", "setback"),
        _broke("house", _YES, ("yes", "unknown"), _OPEN, "misstep", "catastrophe"),
        _broke("coo", _YES, _OPEN, _OPEN, "catastrophe", "misstep"),
        _broke("trainer", _OPEN, ("no",), _NO, "setback", "none"),
        _broke("consultant", _OPEN, _YES, _YES, "setback", "misstep"),
        _broke("donor", ("yes", "unknown"), _OPEN, _NO, "setback", "misstep"),
        _signed("deadline", ("no",), _OPEN, _YES, _NO, "setback"),
        _signed("partnership", _YES, _YES, _NO, _OPEN, "misstep"),
        _signed("delivery", ("no",), _NO, ("no",), _NO, "none", "setback"),
    )
}


def case_fields() -> Iterator[tuple[str, type, Any]]:
    """Give each case's story, a field for each kind it may be, and its magnitude."""
    for case in CASES.values():
        when = ("which", (case.id,))
        yield f"{case.prefix}_story", str, note(said(f"{case.prefix}_story"), when=when)
        for kind in case.kinds:
            told = choice(
                "",
                label=KIND_TITLES[kind],
                options=JUDGEMENTS,
                section="Which kinds held?",
                when=when,
            )
            yield case.name(kind), str, told
        grade = choice(
            "", label="How grave was it?", options=GRADES, section="Which kinds held?", when=when
        )
        yield f"{case.prefix}_magnitude", str, grade


@dataclass(frozen=True)
class Judged:
    """What a learner said of a case, beside what it bears out.

    Attributes
    ----------
    case : Case
    said : mapping
        The judgement of each kind; empty where there is none yet.
    grade : str
        The magnitude chosen, or empty.
    """

    case: Case
    said: Mapping[FailureKind, str]
    grade: str

    @property
    def judged(self) -> tuple[FailureKind, ...]:
        return tuple(kind for kind, told in self.said.items() if told)

    @property
    def alike(self) -> tuple[FailureKind, ...]:
        """The kinds judged in a way that the story bears out."""
        return tuple(kind for kind in self.judged if self.said[kind] in self.case.honest[kind])

    @property
    def done(self) -> bool:
        return len(self.judged) == len(self.said) and bool(self.grade)


def judged(inputs: Any) -> Judged:
    """Gather what was said of the case that is chosen."""
    case = CASES[inputs.which]
    told = {kind: getattr(inputs, case.name(kind)) for kind in case.kinds}
    return Judged(case, told, getattr(inputs, f"{case.prefix}_magnitude"))
