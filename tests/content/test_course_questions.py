"""The questions of the course as a whole: enough of them, no two alike, nothing given away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from unstuck.content.choosing import ChoiceTask
from unstuck.content.questions import FOLDER, Content, Item, Question, drawn
from unstuck.content.schema import read_file
from unstuck.content.syllabus import load_syllabus
from unstuck.data import parts, rows

COURSE = Path(__file__).parents[2] / "course"
OPEN = [module.slug for module in load_syllabus(COURSE).ready]
READ = {path.stem: read_file(path)[0].questions for path in sorted(FOLDER.glob("*.toml"))}
ALL = [question for questions in READ.values() for question in questions]
SCORED = [each for each in ALL if each.use in ("check", "after") and each.kind != "reflection"]
CONCEPTS = [row for row in rows("concepts") if row["module"] in OPEN]

ALIKE = 0.6  # share of words that two prompts may not have in common
UNLIKELY = 0.05  # the chance below which too many longest right choices are no accident
LUMPED = re.compile(
    r"\b(all|none|both|any|neither|every one) (of )?(the|these|those) (above|following|other\w*)\b"
    r"|^(all|none|neither|both) of (these|those)$|^neither of them$"
    r"|\b[a-d] and [a-d]\b",
    re.IGNORECASE,
)


# Enough


def test_the_course_asks_at_least_120_scored_questions() -> None:
    assert len(SCORED) >= 120


def test_at_least_30_of_them_draw_new_numbers() -> None:
    assert sum(question.parametrised for question in SCORED) >= 30


@pytest.mark.parametrize("slug", OPEN)
def test_an_open_module_asks_at_least_8(slug: str) -> None:
    asked = [each for each in READ.get(slug, ()) if each.use in ("check", "after")]
    assert len(asked) >= 8


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda row: str(row["id"]))
def test_a_concept_is_asked_about_by_applying_it(concept: dict[str, Any]) -> None:
    applied = [
        each.id for each in SCORED if each.level == "apply" if concept["id"] in each.concepts
    ]
    assert applied, "no scored question at the level of applying it"
    assert set(applied) & set(parts(concept["questions"])), f"its row names none of {applied}"


# No two alike


def words(question: Question) -> frozenset[str]:
    """The words of a prompt, without case, signs and numbers; what is filled in is one word."""
    text = re.sub(r"\{[^{}]*\}|\d[\d.,]*", " 0 ", question.prompt.lower())
    return frozenset(re.findall(r"[a-zà-ÿ0]+", re.sub("['’]", "", text)))


def alike(questions: Iterable[Question]) -> list[tuple[str, str]]:
    """Pairs whose prompts share more words of all their words than `ALIKE` (Jaccard's index)."""
    known = {question.id: words(question) for question in questions}
    return [
        (one, other)
        for one, other in combinations(known, 2)
        if len(known[one] & known[other]) >= ALIKE * len(known[one] | known[other])
    ]


def test_no_two_questions_ask_the_same() -> None:
    assert alike(ALL) == []


# Nothing given away


def choices(questions: Iterable[Question]) -> list[ChoiceTask]:
    tasks = (drawn(each, 1).task for each in questions if each.kind == "single")
    return [task for task in tasks if isinstance(task, ChoiceTask)]


def longest_are_right(tasks: Sequence[ChoiceTask]) -> int:
    """In how many the right choice alone is the longest."""
    lengths = [
        {c.right: [len(d.text) for d in t.choices if d.right is c.right] for c in t.choices}
        for t in tasks
    ]
    return sum(max(length[True]) > max(length[False]) for length in lengths)


def by_accident(tasks: Sequence[ChoiceTask], hits: int) -> Fraction:
    """The chance of at least so many hits if each right choice were the longest by accident."""
    exactly = {0: Fraction(1)}
    for task in tasks:
        hit = Fraction(1, len(task.choices))
        exactly = {
            n: exactly.get(n, Fraction(0)) * (1 - hit) + exactly.get(n - 1, Fraction(0)) * hit
            for n in range(len(exactly) + 1)
        }
    return sum((chance for n, chance in exactly.items() if n >= hits), Fraction(0))


@pytest.mark.parametrize("slug", [*READ, "all modules"])
def test_the_right_choice_is_not_given_away_by_its_length(slug: str) -> None:
    tasks = choices(READ.get(slug, ALL))
    hits = longest_are_right(tasks)
    assert by_accident(tasks, hits) >= UNLIKELY, f"the longest is right in {hits} of {len(tasks)}"


def told(item: Item) -> list[tuple[str, str, bool]]:
    """Text, feedback and rightness of every choice."""
    task = item.task
    shown = task.choices if isinstance(task, ChoiceTask) else ()
    return [(choice.text, choice.feedback, choice.right) for choice in shown]


def lumped(questions: Iterable[Question]) -> list[tuple[str, str]]:
    """Choices that stand for other choices."""
    return [
        (question.id, text)
        for question in questions
        for text, _, _ in told(drawn(question, 1))
        if LUMPED.search(text.rstrip('.!”"'))
    ]


def test_no_choice_stands_for_all_or_none_of_the_others() -> None:
    assert lumped(ALL) == []


# Feedback and sources


def untold(questions: Iterable[Question]) -> list[str]:
    """Questions that say nothing to some choice, side or number, or too little to a wrong one."""
    found = []
    for question in questions:
        if question.kind != "reflection" and not all(text.strip() for text in question.body.told):
            found.append(question.id)
        for _, feedback, right in told(drawn(question, 1)):
            if len(feedback.split()) < (1 if right else 4):
                found.append(question.id)
    return found


def test_every_choice_has_feedback_and_a_wrong_one_says_why() -> None:
    assert untold(ALL) == []


def sources() -> set[str]:
    """Rows of the evidence, and works that the references give a short name."""
    text = (COURSE / "references.md").read_text("utf-8")
    short = re.findall(r"Short:\s+([A-Z][A-Za-z0-9-]*)", text)
    return {str(row["id"]) for row in rows("evidence")} | set(short)


def unsourced(questions: Iterable[Question]) -> list[tuple[str, str]]:
    known = sources()
    return [(q.id, key) for q in questions for key in q.sources or ("none",) if key not in known]


def test_every_question_has_sources_that_can_be_looked_up() -> None:
    assert {"PON", "HBR", "DIF", "SCH", "STD", "E01"} <= sources()
    assert unsourced(ALL) == []


# These rules find what they look for


def test_questions_that_are_nearly_the_same_are_found(sample: Content) -> None:
    question = sample.question("sample-matching")
    twin = replace(question, id="twin", prompt="And which remedy goes with which impasse here?")
    assert alike([*sample.questions, twin]) == [("sample-matching", "twin")]
    assert alike(sample.questions) == []


def test_numbers_make_no_difference(sample: Content) -> None:
    question = sample.question("sample-drawn")
    twin = replace(question, id="twin", prompt=question.prompt.replace("{low:money}", "€1,200"))
    assert alike([question, twin]) == [("sample-drawn", "twin")]


def with_choices(question: Question, *texts: str, feedback: str = "") -> Question:
    """The sample's single choice, the first right, with other texts."""
    body: Any = question.body
    rows = zip(body.choices, texts, strict=True)
    changed = tuple(replace(c, text=text, feedback=feedback or c.feedback) for c, text in rows)
    return replace(question, body=replace(body, choices=changed))


def test_long_right_choices_are_found(sample: Content) -> None:
    question = sample.question("sample-single")
    long, short = ("right and long", "x", "y"), ("right", "wrong and long", "y")
    tasks = choices([with_choices(question, *long)] * 4 + [with_choices(question, *short)])
    assert longest_are_right(tasks) == 4
    # P(X >= 4) for five tries of 1/3: 5 * (1/3)^4 * (2/3) + (1/3)^5 = 11/243.
    assert by_accident(tasks, 4) == Fraction(11, 243) < UNLIKELY < by_accident(tasks, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("All of the above", "None of the above.", "Both of these", "neither of them", "A and C"),
        *("Any of the following", "None of the others"),
    ],
)
def test_lumped_choices_are_found(sample: Content, text: str) -> None:
    question = sample.question("sample-single")
    assert lumped([with_choices(question, "a", text, "c")]) == [("sample-single", text)]
    assert lumped([with_choices(question, "a", "All of the money", "Both leave them alone")]) == []


def test_missing_feedback_and_unknown_sources_are_found(sample: Content) -> None:
    question = sample.question("sample-single")
    assert untold([question]) == []
    assert set(untold([with_choices(question, "a", "b", "c", feedback="No.")])) == {question.id}
    assert unsourced([replace(question, sources=("PON", "E999"))]) == [(question.id, "E999")]
    assert unsourced([replace(question, sources=())]) == [(question.id, "none")]
