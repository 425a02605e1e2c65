"""What was gained between two assessments, and what to look at again."""

from __future__ import annotations

from unstuck.analysis.confidence import FirstTry
from unstuck.analysis.learning import progress, revisit


def test_only_ideas_with_both_answers_are_compared() -> None:
    before = {"a": FirstTry("1", 0, 3), "b": FirstTry("2", 1, 1), "c": FirstTry("3", 1, 1)}
    after = {"a": FirstTry("4", 1, 2), "b": FirstTry("5", 0.5, 3), "d": FirstTry("6", 1, 1)}
    told = progress("abcd", before, after)
    assert [gain.change for gain in told.gains] == [1, -0.5, None, None]
    assert (told.both, told.points_before, told.points_after, told.change) == (2, 1, 1.5, 0.5)
    assert (told.better, told.worse, told.same) == (1, 1, 0)
    assert (told.answered_before, told.answered_after, told.right_after) == (3, 3, 2)


def test_certain_and_wrong_comes_first_and_what_was_right_not_at_all() -> None:
    told = revisit(
        [
            (FirstTry("1", 0, 1), ["zopa", "batna"]),
            (FirstTry("2", 1, 3), ["batna", "logrolling"]),
            (FirstTry("3", 0.5, 3), ["sunk-cost", "sunk-cost"]),
        ]
    )
    assert [(one.concept, one.tries, one.wrong, one.certain) for one in told] == [
        ("sunk-cost", 1, 1, 1),
        ("zopa", 1, 1, 0),
        ("batna", 2, 1, 0),
    ]
    assert [one.missed for one in told] == [0.5, 1, 1]
