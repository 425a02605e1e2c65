"""What FailureDiagnosis shows of one of the course's cases: the learner's judgement beside ours."""

from __future__ import annotations

from collections.abc import Callable

from unstuck.analysis.failure import FailureKind
from unstuck.charts.tiles import Row, sign_data, sign_rows
from unstuck.kit.blocks import Block, cards, chart, finding, fold, words
from unstuck.tools.failure_diagnosis_cases import GRADES, JUDGEMENTS, KIND_TITLES, Judged

Fill = Callable[..., str]
_TONES = {"same": "good", "either": "open", "differs": "bad"}


def practice_blocks(fill: Fill, told: Judged) -> list[Block]:
    """The score so far, the signs of the kinds judged, and what we say to each."""
    prefix = told.case.prefix
    shown = [finding(_score(fill, told), "good" if told.done else "open"), _picture(fill, told)]
    if told.judged:
        shown.append(cards(*(_card(fill, told, kind) for kind in told.judged)))
    if told.done:
        same = told.grade in told.case.grades
        grade = fill("grade_same" if same else "grade_differs")
        ours = GRADES[told.case.grades[0]].lower()
        shown.append(words(f"{grade} {fill('grade_ours', grade=ours)}"))
        shown.append(fold(fill("reading"), words(fill(f"{prefix}_reading"))))
    return shown


def _score(fill: Fill, told: Judged) -> str:
    if not told.judged and not told.grade:
        return fill("case_first", title=told.case.title)
    left = [kind for kind in told.said if kind not in told.judged]
    name = "case_done" if told.done else "case_some" if left else "case_all"
    return fill(name, same=len(told.alike), judged=len(told.judged), left=len(left))


def _stance(told: Judged, kind: FailureKind) -> str:
    """How the judgement of one kind stands to the story: same, either or differs."""
    if kind not in told.alike:
        return "differs"
    return "same" if told.said[kind] == _ours(told, kind) else "either"


def _ours(told: Judged, kind: FailureKind) -> str:
    honest = told.case.honest[kind]
    return "either" if len(honest) == len(JUDGEMENTS) else honest[0]


def _card(fill: Fill, told: Judged, kind: FailureKind) -> dict[str, str]:
    stance = _stance(told, kind)
    parts = [
        " ".join([fill(f"lead_{side}"), *told.case.signs(kind, side)])
        for side in ("for", "against", "note")
        if told.case.signs(kind, side)
    ]
    return {
        "title": KIND_TITLES[kind],
        "badge": fill(f"badge_{stance}"),
        "text": " ".join([fill(f"case_we_{_ours(told, kind)}"), *parts]),
        "tone": _TONES[stance],
    }


def _picture(fill: Fill, told: Judged) -> Block:
    rows = [_row(fill, told, kind) for kind in FailureKind]
    data, signals = sign_data(rows)
    return chart(
        "failure_signs",
        title=fill("case_chart"),
        sentence=fill("chart_sentence", told=" ".join(_told(fill, told))),
        head=[fill(f"head_{name}") for name in ("kind", "said", "for", "against")],
        rows=[_line(fill, told, kind) for kind in FailureKind],
        data=data,
        signals=signals,
    )


def _word(fill: Fill, told: Judged, kind: FailureKind) -> str:
    """The words at the end of the line: how we read it, once it is judged."""
    if kind not in told.said:
        return fill(f"standing_out_{told.case.ending.name.lower()}")
    return fill(f"case_{_ours(told, kind)}" if told.said[kind] else "case_unseen")


def _row(fill: Fill, told: Judged, kind: FailureKind) -> Row:
    counts = {"for": 0, "against": 0}
    if told.said.get(kind):
        counts = {side: len(told.case.signs(kind, side)) for side in counts}
    return sign_rows(
        KIND_TITLES[kind],
        _word(fill, told, kind),
        [False for _ in range(counts["for"])],
        [False for _ in range(counts["against"])],
        possible=kind in told.said,
    )


def _told(fill: Fill, told: Judged) -> list[str]:
    return [
        fill(
            "chart_told",
            kind=KIND_TITLES[kind],
            spoke=len(told.case.signs(kind, "for")),
            against=len(told.case.signs(kind, "against")),
            standing=_word(fill, told, kind),
        )
        for kind in told.judged
    ]


def _line(fill: Fill, told: Judged, kind: FailureKind) -> list[str]:
    said = told.said.get(kind, "")
    signs = [" ".join(told.case.signs(kind, side)) if said else "" for side in ("for", "against")]
    return [KIND_TITLES[kind], JUDGEMENTS.get(said, _word(fill, told, kind)), *signs]
