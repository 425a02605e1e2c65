"""What FailureDiagnosis shows of one's own talks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.failure import (
    FailureKind,
    FailureReading,
    Finding,
    Magnitude,
    Sign,
    Standing,
)
from unstuck.analysis.feelings import Feelings
from unstuck.charts.tiles import sign_data, sign_rows
from unstuck.kit.blocks import Block, cards, chart, figures, finding, fold, heading, points, words
from unstuck.tools.failure_diagnosis_cases import KIND_TITLES
from unstuck.tools.failure_diagnosis_inputs import FEELINGS

Fill = Callable[..., str]
_TONES = {Standing.HOLDS: "bad", Standing.OPEN: "open", Standing.AGAINST: "good"}


@dataclass(frozen=True)
class Own:
    """What follows for one's own talks.

    Attributes
    ----------
    reading : FailureReading
    grade : Magnitude or None
    feelings : Feelings
    late : bool
        Whether the goals were set afterwards.
    """

    reading: FailureReading
    grade: Magnitude | None
    feelings: Feelings
    late: bool

    @property
    def asked(self) -> tuple[Finding, ...]:
        """The kinds for which there is any sign yet."""
        return tuple(f for f in self.reading.findings if f.signs_for or f.signs_against)


def own_blocks(fill: Fill, money: Callable[[float], str], inputs: Any, told: Own) -> list[Block]:
    """The kinds that hold, the numbers, the signs kind by kind, what to do, how it felt."""
    shown = [finding(*_finding(fill, told))]
    numbers = _figures(fill, money, told)
    if numbers:
        shown.append(figures(*numbers))
    shown.extend(_contested(fill, inputs, told))
    shown.append(_picture(fill, told))
    if told.asked:
        shown.append(cards(*(_card(fill, found) for found in told.asked)))
    if told.late:
        shown.append(words(fill("late_goals")))
    if told.reading.kinds:
        shown.append(heading(fill("next_title")))
        shown.append(points(*(fill(f"ask_more_{k.name.lower()}") for k in told.reading.kinds)))
    shown.extend([*_felt(fill, told.feelings), *_graded(fill, told)])
    return shown


def _named(kinds: tuple[FailureKind, ...]) -> str:
    return ", ".join(KIND_TITLES[kind].lower().replace("batna", "BATNA") for kind in kinds)


def _finding(fill: Fill, told: Own) -> tuple[str, str]:
    reading = told.reading
    if not told.asked:
        return fill("first"), "open"
    if reading.kinds:
        grade = fill(f"word_{told.grade}") if told.grade else ""
        name = "holds_graded" if told.grade else "holds"
        return fill(name, kinds=_named(reading.kinds), grade=grade), "bad"
    if reading.open:
        return fill("none_open", kinds=_named(reading.open)), "open"
    return fill("none"), "good"


def _figures(
    fill: Fill, money: Callable[[float], str], told: Own
) -> list[tuple[str, str] | tuple[str, str, str]]:
    numbers, signed = told.reading.numbers, told.reading.ending == "deal"
    shown: list[tuple[str, str] | tuple[str, str, str]] = []
    if numbers.margin is not None:
        shown.append((fill("figure_price" if signed else "figure_offer"), money(numbers.margin)))
    if numbers.over_target is not None:
        shown.append((fill("figure_target"), money(numbers.over_target)))
    if numbers.zone is not None:
        name = "figure_zone" if numbers.zone.exists else "figure_gap"
        shown.append((fill(name), money(abs(numbers.zone.width))))
    if told.asked:
        note = fill("figure_kinds_note", open=len(told.reading.open))
        shown.append((fill("figure_kinds"), str(len(told.reading.kinds)), note))
    return shown


def _contested(fill: Fill, inputs: Any, told: Own) -> list[Block]:
    """A deal above the limit and below the goals: both sides of the argument, equally large."""
    margin = told.reading.numbers.margin
    if not told.reading.contested or margin is None:
        return []
    sides = [
        {
            "title": fill(f"contested_{side}_title"),
            "text": fill(f"contested_{side}", margin=margin),
        }
        for side in ("leave", "sign")
    ]
    name = "contested_torn" if inputs.verdict == "torn" else f"contested_you_{inputs.verdict}"
    reason = inputs.because.strip()
    given = [words(fill("your_reason", reason=reason))] if reason else []
    return [heading(fill("contested_title")), cards(*sides), *given, words(fill(name))]


def _sentences(fill: Fill, signs: tuple[Sign, ...]) -> list[str]:
    return [
        fill(
            "_".join(filter(None, ("sign", sign.name, sign.answer))),
            amount=sign.amount or 0.0,
            subject=sign.subject,
        )
        for sign in signs
    ]


def _both(fill: Fill, found: Finding) -> dict[str, list[str]]:
    """The sentences for and against one kind."""
    return {
        "for": _sentences(fill, found.signs_for),
        "against": _sentences(fill, found.signs_against),
    }


def _standing(fill: Fill, told: Own, found: Finding) -> str:
    if found.standing is Standing.OUT:
        return fill(f"standing_out_{told.reading.ending.name.lower()}")
    return fill("standing_unseen" if found not in told.asked else f"standing_{found.standing}")


def _card(fill: Fill, found: Finding) -> dict[str, str]:
    both = _both(fill, found)
    text = [" ".join([fill(f"lead_{side}"), *signs]) for side, signs in both.items() if signs]
    return {
        "title": KIND_TITLES[found.kind],
        "badge": fill(f"standing_{found.standing}"),
        "text": " ".join(text),
        "tone": _TONES[found.standing],
    }


def _picture(fill: Fill, told: Own) -> Block:
    reading = told.reading
    rows = [
        sign_rows(
            KIND_TITLES[found.kind],
            _standing(fill, told, found),
            [sign.decides for sign in found.signs_for],
            [sign.decides for sign in found.signs_against],
            possible=found.standing is not Standing.OUT,
        )
        for found in reading.findings
    ]
    data, signals = sign_data(rows)
    sentences = [
        fill(
            "chart_told",
            kind=KIND_TITLES[found.kind],
            spoke=len(found.signs_for),
            against=len(found.signs_against),
            standing=_standing(fill, told, found),
        )
        for found in told.asked
    ]
    name = "chart_title_holds" if reading.kinds else "chart_title"
    return chart(
        "failure_signs",
        title=fill(name, kinds=_named(reading.kinds)),
        sentence=fill("chart_sentence", told=" ".join(sentences)),
        head=[fill(f"head_{name}") for name in ("kind", "standing", "for", "against")],
        rows=[
            [
                KIND_TITLES[found.kind],
                _standing(fill, told, found),
                *(" ".join(signs) for signs in _both(fill, found).values()),
            ]
            for found in reading.findings
        ],
        data=data,
        signals=signals,
    )


def _felt(fill: Fill, feelings: Feelings) -> list[Block]:
    if not feelings.known:
        return []
    names = ", ".join(FEELINGS[name].lower() for name in feelings.low)
    told = [fill("feelings_low", names=names) if names else fill("feelings_well")]
    if feelings.beside_the_terms:
        told.append(fill("feelings_beside"))
    return [heading(fill("feelings_title")), words("\n\n".join(told))]


def _graded(fill: Fill, told: Own) -> list[Block]:
    if told.grade is None:
        return []
    return [words(fill(f"grade_{told.grade}")), fold(fill("rule"), words(fill("grade_rule")))]
