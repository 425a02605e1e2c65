"""What FailureDiagnosis asks: one of the course's cases, or talks of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from unstuck.analysis.failure import (
    ASKED,
    POSSIBLE,
    Ending,
    FailureKind,
    Goal,
    Numbers,
    Talk,
    next_kind,
)
from unstuck.analysis.feelings import Feelings
from unstuck.kit.fields import choice, quantity, rows, text
from unstuck.tools.failure_diagnosis_cases import CASES, KIND_TITLES, case_fields, said

OWN = {"own-no-deal": Ending.NO_DEAL, "own-deal": Ending.DEAL}
EITHER, BROKE, SIGNED = (("which", ends) for ends in (tuple(OWN), *((end,) for end in OWN)))
SECTIONS = {kind: f"{title}?" for kind, title in KIND_TITLES.items()}
GRAVE = "How grave was it?"
LEAVE_OR_SIGN = "Leave or sign?"
FEELINGS = {
    "terms": "The terms",
    "oneself": "Yourself",
    "process": "The process",
    "relationship": "The relationship",
}
VERDICTS = {"torn": "I am torn", "leave": "I should have left", "sign": "Signing was right"}
MET = {"not": "Not reached", "partly": "Partly", "fully": "Reached"}
_TALKS, _NUMBERS = "The talks", "The numbers, as far as you know them"
_AFTER = "How it felt afterwards"
_WHICH = {id_: case.title for id_, case in CASES.items()} | {
    "own-no-deal": "My own talks: no deal",
    "own-deal": "My own talks: there was a deal",
}
_ROLES = {"seller": "Paid: the seller", "buyer": "Paying: the buyer"}
_talk = partial(text, section=_TALKS, when=EITHER)
_sum = partial(
    quantity, None, low=0, high=200, unit="money", blank=True, most=2e9, section=_NUMBERS
)
_felt = partial(quantity, None, low=1, high=7, blank=True, section=_AFTER, when=EITHER)


def _asked(name: str) -> Any:
    """One of the questions that look for a sign; no answer is set before one is given."""
    (kind,) = (kind for kind, names in ASKED.items() if name in names)
    open_to = tuple(end for end, ending in OWN.items() if kind in POSSIBLE[ending])
    options = {"yes": "Yes", "no": "No", "unknown": "I cannot say"}
    return choice(
        "",
        label=said(f"ask_{name}"),
        options=options,
        section=SECTIONS[kind],
        when=("which", open_to),
    )


def _graded(name: str) -> Any:
    options = {
        grade: said(f"{name}_{grade}") for grade in ("setback", "misstep", "catastrophe", "unknown")
    }
    return choice("", label=said(f"ask_{name}"), options=options, section=GRAVE, when=EITHER)


@dataclass(frozen=True, kw_only=True)
class GoalRow:
    """One thing that you wanted from the deal beside the price."""

    name: str = text("", label="What you wanted", limit=60)
    met: str = choice("partly", label="Did the deal bring it?", options=MET)


@dataclass(frozen=True, kw_only=True)
class OwnInputs:
    """What is asked of talks of one's own, after the choice of whose talks they are."""

    which: str = choice("case-startup", label="Which talks?", options=_WHICH, look="select")
    title: str = _talk(label="A title", limit=80, case="title")
    story: str = _talk(label="What happened?", limit=1500, long=True, case="story")
    role: str = choice(
        "seller",
        label="You were to be",
        options=_ROLES,
        case="role",
        section=_NUMBERS,
        when=EITHER,
    )
    reservation: float = _sum(
        label="Your limit", help=said("help_limit"), case="reservation", party="you", when=EITHER
    )
    batna_value: float = _sum(
        label="What your best alternative leaves you with",
        help=said("help_batna"),
        low=-200,
        case="batna_value",
        party="you",
        when=EITHER,
    )
    their_reservation: float = _sum(
        label="Their limit, as you see it now",
        case="their_reservation",
        party="them",
        when=BROKE,
    )
    offer: float = _sum(label="The last price you could have had", when=BROKE)
    price: float = _sum(label="The price of the deal", when=SIGNED)
    target: float = _sum(
        label="The price you had set as your goal", case="target", party="you", when=SIGNED
    )
    expected: str = _asked("expected")
    question: str = _asked("question")
    affordable: str = _asked("affordable")
    held_back: str = _asked("held_back")
    offence: str = _asked("offence")
    untested: str = _asked("untested")
    flooded: str = _asked("flooded")
    lost_thread: str = _asked("lost_thread")
    calm_day: str = _asked("calm_day")
    unsaid: str = _asked("unsaid")
    puzzling: str = _asked("puzzling")
    emerged: str = _asked("emerged")
    beforehand: str = _asked("beforehand")
    goals: tuple[GoalRow, ...] = rows(
        GoalRow,
        (),
        label="Goals beside the price",
        noun="goal",
        least=0,
        most=5,
        section=SECTIONS[FailureKind.OBJECTIVES],
        when=SIGNED,
    )
    verdict: str = choice(
        "torn",
        label="A deal better than your alternative, short of your goals: should one sign it?",
        options=VERDICTS,
        section=LEAVE_OR_SIGN,
        when=SIGNED,
    )
    because: str = text(
        label="Your best reason",
        limit=400,
        long=True,
        section=LEAVE_OR_SIGN,
        when=SIGNED,
    )
    cooler: str = _asked("cooler")
    avoid: str = _asked("avoid")
    studied: str = _asked("studied")
    haste: str = _asked("haste")
    relief: str = _asked("relief")
    terms: float = _felt(label="The terms", help=said("help_terms"))
    oneself: float = _felt(label="Yourself", help=said("help_oneself"))
    process: float = _felt(label="The process", help=said("help_process"))
    relationship: float = _felt(label="The relationship", help=said("help_relationship"))
    answer_back: str = _graded("answer_back")
    how_soon: str = _graded("how_soon")
    needed_first: str = _graded("needed_first")


Inputs = make_dataclass(
    "Inputs", list(case_fields()), bases=(OwnInputs,), frozen=True, kw_only=True
)


def answers(draft: Mapping[str, Any]) -> dict[str, str]:
    """The answers given so far, by the name of the question."""
    ending = OWN[draft["which"]]
    names = (name for kind in POSSIBLE[ending] for name in ASKED[kind])
    return {name: draft[name] for name in names if draft[name]}


def shut(draft: Mapping[str, Any]) -> dict[str, str]:
    """The sections that wait for answers in the one that is next."""
    if draft["which"] not in OWN:
        return {}
    waiting = next_kind(OWN[draft["which"]], answers(draft))
    if waiting is None:
        return {}
    kinds = [SECTIONS[kind] for kind in POSSIBLE[OWN[draft["which"]]]]
    waits = dict(pairwise(kinds[kinds.index(SECTIONS[waiting]) :]))
    opens = {after: before for before, after in waits.items()} | dict.fromkeys(
        (_AFTER, GRAVE), kinds[-1]
    )
    return {section: f"Opens after “{before}”" for section, before in opens.items()}


def told(inputs: Any) -> Talk:
    """The talks of one's own, as the analysis reads them."""
    ending = OWN[inputs.which]
    signed = ending is Ending.DEAL
    limit = inputs.reservation
    if limit is None and inputs.role == "seller":
        limit = inputs.batna_value
    numbers = Numbers(
        role=inputs.role,
        limit=limit,
        their_limit=None if signed else inputs.their_reservation,
        price=inputs.price if signed else inputs.offer,
        target=inputs.target if signed else None,
    )
    given = {name: getattr(inputs, name) for kind in POSSIBLE[ending] for name in ASKED[kind]}
    named = [goal for goal in inputs.goals if goal.name.strip()] if signed else []
    return Talk(
        ending,
        {name: answer for name, answer in given.items() if answer},
        numbers,
        [Goal(goal.name.strip(), goal.met) for goal in named],
        inputs.relationship,
    )


def feelings(inputs: Any) -> Feelings:
    """What was said of the four feelings."""
    return Feelings(*(getattr(inputs, name) for name in FEELINGS))
