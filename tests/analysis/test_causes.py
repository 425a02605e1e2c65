"""Signs, verdicts and remedies: what each mark earns, and which step meets which cause."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.causes import (
    GRID,
    Advice,
    Cause,
    Fit,
    Step,
    Verdict,
    advise,
    fit,
    overshoot,
    read_signs,
    undershoot,
)

names = st.sampled_from(["", *map(str, Cause)])
stories = st.lists(st.tuples(names, st.lists(names, max_size=3)), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("mark", "accepted", "verdict"),
    [
        ("pressure", ["pressure"], Verdict.FOUND),
        ("complexity", ["pressure", "complexity"], Verdict.FOUND),
        ("pressure", ["", "pressure"], Verdict.ALSO),
        ("complexity", ["pressure"], Verdict.OTHER),
        ("", ["pressure"], Verdict.MISSED),
        ("", ["", "pressure"], Verdict.CLEAR),
        ("pressure", [], Verdict.READ_IN),
        ("pressure", [""], Verdict.READ_IN),
        ("", [], Verdict.CLEAR),
    ],
)
def test_every_kind_of_sentence_has_its_verdict(
    mark: str, accepted: list[str], verdict: Verdict
) -> None:
    assert read_signs([mark], [accepted]).verdicts == (verdict,)


@given(stories)
def test_what_was_found_and_what_was_not_make_up_the_signs(
    story: list[tuple[str, list[str]]],
) -> None:
    told = read_signs([mark for mark, _ in story], [accepted for _, accepted in story])
    slips = {Verdict.OTHER, Verdict.MISSED}
    sure = [v for v, (_, a) in zip(told.verdicts, story, strict=True) if any(a) and "" not in a]
    assert told.signs == len(sure)
    assert all(v is Verdict.FOUND or v in slips for v in sure)
    assert told.tally("found") + told.tally("missed") <= told.signs
    assert sum(told.counts.values()) == told.marked


@given(stories)
def test_the_leading_causes_have_the_most_marks(story: list[tuple[str, list[str]]]) -> None:
    told = read_signs([mark for mark, _ in story])
    assert set(told.verdicts) == {Verdict.CLEAR} and told.signs == 0
    assert bool(told.leading) == bool(told.marked)
    for cause in told.leading:
        assert told.counts[cause] == max(told.counts.values())


def test_each_cause_is_met_by_one_step_and_the_urge_to_sign_by_none() -> None:
    for cause in Cause:
        assert [step for step in Step if fit(step, cause) is Fit.MEETS]
        assert fit(Step.DISTRUST, cause) is Fit.NOT
        for habit in (Step.DODGE, Step.PUSH):
            assert fit(habit, cause) is Fit.NOT
    assert set(GRID) == set(Cause)


@pytest.mark.parametrize(
    ("step", "causes", "advice"),
    [
        ("pause", ["pressure"], Advice.MEETS),
        ("pause", ["extreme-offer", "complexity"], Advice.MEETS),
        ("interests", ["extreme-offer"], Advice.HELPS),
        ("pause", ["unidentified-interests"], Advice.MISSES),
        ("weaknesses", ["self-serving"], Advice.MEETS),
        ("distrust", ["pressure"], Advice.GUARDS),
        ("dodge", ["pressure"], Advice.HABIT),
        ("push", [], Advice.HABIT),
        ("pause", [], Advice.BLIND),
    ],
)
def test_what_is_said_of_a_step(step: str, causes: list[str], advice: Advice) -> None:
    assert advise(step, causes) is advice


def test_the_same_distance_on_two_rulers() -> None:
    # Twice what they expect is 100 % above their number, and 50 % below yours.
    assert overshoot(200, 100) == 1
    assert undershoot(200, 100) == 0.5
    assert overshoot(80, 100) == pytest.approx(-0.2)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: read_signs(["haste"]), "'haste' is no cause"),
        (lambda: read_signs(["", ""], [[]]), "There are 2 sentences and readings for 1"),
        (lambda: fit("wait", "pressure"), "'wait' is no step"),
        (lambda: advise("pause", ["haste"]), "'haste' is no cause"),
        (lambda: overshoot(10, 0), "What the other side expects must be more than 0"),
        (lambda: undershoot(0, 10), "The offer must be more than 0"),
    ],
)
def test_what_makes_no_sense_is_refused(
    refused: Callable[..., None], call: Callable[[], object], words: str
) -> None:
    refused(call, words)
