"""Whether a lesson holds in the next talks, line by line (step three of Weiss 2025)."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from unstuck.analysis.lessons import CARRYING, LIKENESS, Comparison, Transfer, judge, weigh


@pytest.mark.parametrize(
    ("alike", "carry", "fate"),
    [
        ("alike", "yes", Transfer.CARRIES),
        ("differs", "no", Transfer.LEFT),
        ("differs", "changed", Transfer.ADAPTED),
        ("differs", "yes", Transfer.BLIND),
        ("alike", "no", Transfer.DROPPED),
        ("", "yes", Transfer.OPEN),
        ("alike", "", Transfer.OPEN),
    ],
)
def test_a_lesson_goes_where_the_talks_are_alike(alike: str, carry: str, fate: Transfer) -> None:
    assert judge(alike, carry) is fate


@pytest.mark.parametrize("carry", CARRYING)
def test_what_is_not_known_is_untested_whatever_one_does(carry: str) -> None:
    assert judge("unknown", carry) is Transfer.UNTESTED


def test_only_a_difference_that_is_passed_over_makes_a_lesson_blind() -> None:
    pairs = itertools.product(LIKENESS, CARRYING)
    assert [pair for pair in pairs if judge(*pair) is Transfer.BLIND] == [("differs", "yes")]


def line(alike: str, carry: str) -> Comparison:
    return Comparison(name="who decides", alike=alike, carry=carry, why="asked her")


def test_one_blind_line_is_enough_to_make_a_lesson_unsound() -> None:
    good = [line("alike", "yes"), line("differs", "changed")]
    assert weigh(good).sound
    weighing = weigh([*good, line("differs", "yes"), line("unknown", "no")])
    assert (weighing.sound, weighing.risky) == (False, (2, 3))


def test_no_line_and_an_open_line_prove_nothing() -> None:
    assert not weigh([]).sound
    assert not weigh([line("alike", "yes"), Comparison()]).sound


def test_a_line_counts_once_it_is_named_compared_decided_and_explained() -> None:
    assert line("differs", "no").decided
    assert not Comparison(name="who decides", alike="alike", carry="yes", why=" ").decided
    assert not Comparison().begun


def test_words_that_are_none_of_these_are_refused(refused: Callable[..., None]) -> None:
    refused(lambda: judge("similar", "yes"), "'similar'")
    refused(lambda: judge("alike", "maybe"), "'maybe'")
