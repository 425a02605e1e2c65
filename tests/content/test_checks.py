"""What only shows over many draws, many items or many files is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from unstuck.content import checks
from unstuck.content.checks import problems

CONCEPTS = ("batna", "zopa", "impasse", "step-accept", "debrief")


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ids that the data sets are taken to have."""
    ids = {"concepts": CONCEPTS, "evidence": ("E36",)}
    monkeypatch.setattr(checks, "_known_ids", ids.__getitem__)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., list[str]]:
    """Check a folder with the files given."""

    def run(**texts: str) -> list[str]:
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, "utf-8")
        return problems(tmp_path)

    return run


def test_the_sample_is_sound(check: Callable[..., list[str]], sample_text: str) -> None:
    assert check(sample=sample_text) == []


def test_an_empty_folder_is_sound(check: Callable[..., list[str]]) -> None:
    assert check() == []


def test_form_is_checked(check: Callable[..., list[str]]) -> None:
    assert check(sample='module = "x"') == [
        "sample.toml: module is 'x', but the file is named 'sample'; make them agree."
    ]


def test_ids_are_unique_over_the_course(check: Callable[..., list[str]], sample_text: str) -> None:
    found = check(sample=sample_text, twin=sample_text.replace('"sample"', '"twin"', 1))
    assert "twin.toml, case 'case-lease': sample.toml has a case of that id too" in found[0]
    assert "twin.toml, question 'sample-single': sample.toml has" in "\n".join(found)
    assert len(found) == 10


def test_concepts_and_evidence_must_exist(
    check: Callable[..., list[str]], sample_text: str
) -> None:
    broken = sample_text.replace('["impasse"]', '["impase"]').replace('"E36"', '"E999"')
    assert check(sample=broken) == [
        "sample.toml, question 'sample-number': source 'E999' is no row of evidence.csv.",
        "sample.toml, question 'sample-matching': concept 'impase' is unknown; "
        "did you mean 'impasse'?",
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        # the key fails for some draw
        ("batna.remaining", "os.system", "'os.system' is no public function of unstuck.analysis"),
        ("low = 0.2, high = 0.6", "low = 0.2, high = 1.2", "batna.remaining refuses its inputs"),
        ("batna.expected_value", "batna.expected_valu", "'batna.expected_valu' is no public"),
        ("alternative = {", "alternativ = {", "batna.expected_value refuses its inputs"),
        ('take = "width"\n[[', 'take = "breadth"\n[[', "has no value 'breadth'"),
        # choices collide for some draw, or none is right
        (
            'text = "{value:money}, all that the buyer has"',
            'text = "€20"',
            "two choices read '€20'",
        ),
        ('value = "$high"', "value = 25", "2 choices are right; exactly one must be."),
        ("{who} goes", "{who:money} goes", "'{who}' needs a number"),
        # a mistake that is none
        ("{ absolute = 0.5 }", "{ absolute = 100 }", "mistake 1 is always within reach of the key"),
        ('right = "persuade"', 'right = "call a friend"', "a distractor reads like another"),
        ('left = "wanted"', 'left = "forced"', "two left sides read the same"),
        ('text = "Analyse"', 'text = "Accept"', "two items read the same"),
        ('text = "Research the market"', 'text = "Ask"', "two choices read 'Ask'"),
    ],
)
def test_many_draws_are_tried(
    check: Callable[..., list[str]], sample_text: str, old: str, new: str, reason: str
) -> None:
    assert old in sample_text
    found = check(sample=sample_text.replace(old, new, 1))
    assert len(found) == 1
    assert re.match(r"sample\.toml, question 'sample-\w+': ", found[0])
    assert reason in found[0]


def test_a_function_that_gives_no_number_is_reported(
    check: Callable[..., list[str]], sample_text: str, toy: ModuleType
) -> None:
    key = 'call = "batna.expected_value"\nwith = { alternative = {'
    broken = sample_text.replace(key, 'call = "toy.Box"\nwith = { content = {')
    found = check(sample=broken)
    assert len(found) == 1
    assert "the number computed must be finite" in found[0]


def singles(count: int, longest: int) -> str:
    """A file of single-choice questions of four choices, some with the right one longest."""
    parts = ['module = "sample"']
    for n in range(count):
        right = "long right text" if n < longest else "right"
        parts.append(
            f'[[question]]\nid = "q-{n}"\nkind = "single"\nconcepts = ["batna"]\n'
            'level = "recall"\nprompt = "?"\nhint = "!"\nworked = "."\nsources = ["STD"]\n'
            f'choice = [{{ text = "{right}", right = true, feedback = "." }}, '
            + ", ".join(f'{{ text = "wrong {w}", feedback = "." }}' for w in "abc")
            + "]"
        )
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("count", "longest", "given_away"),
    [(7, 7, False), (8, 4, False), (8, 5, True), (20, 8, False), (20, 9, True)],
)
def test_right_choices_must_not_be_the_longest_too_often(
    check: Callable[..., list[str]], count: int, longest: int, given_away: bool
) -> None:
    # Binomial tails with p = 1/4: P(X >= 5 of 8) = 0.027, P(X >= 4 of 8) = 0.114,
    # P(X >= 9 of 20) = 0.041, P(X >= 8 of 20) = 0.102.
    found = check(sample=singles(count, longest))
    expected = f"sample.toml: over its {count} single-choice questions, the right choice is the"
    assert any(problem.startswith(expected) for problem in found) == given_away
    assert bool(found) == given_away


def test_giveaways_are_counted_over_the_course_too(check: Callable[..., list[str]]) -> None:
    one = singles(6, 5)
    other = singles(6, 5).replace('"sample"', '"other"').replace('"q-', '"r-')
    found = check(sample=one, other=other)
    assert len(found) == 1
    assert "over all 12 single-choice questions" in found[0]


def test_the_course_itself_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert problems() == []
