"""Fixtures that the analysis tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from unstuck.analysis.decision_tree import Chance, Decision, Payoff


@pytest.fixture
def pennzoil() -> Decision:
    """Pennzoil's settlement decision of 1987, in billions (Clemen, *Making Hard Decisions*)."""
    court = Chance(
        [(0.2, Payoff(10.3)), (0.5, Payoff(5)), (0.3, Payoff(0))],
        name="court",
        labels=("all", "half", "nothing"),
    )
    answer = Decision({"refuse 3": court, "accept 3": Payoff(3)}, name="answer to 3")
    counter = Chance(
        [(0.17, Payoff(5)), (0.5, court), (0.33, answer)],
        name="Texaco",
        labels=("accepts 5", "refuses", "counters with 3"),
    )
    return Decision({"accept 2": Payoff(2), "counter with 5": counter}, name="first answer")


@pytest.fixture
def refused() -> Callable[..., None]:
    """A check that a call is refused with one sentence that names the thing and the way out."""

    def check(call: Callable[[], object], *words: str) -> None:
        with pytest.raises(ValueError, match=r"[.]$") as caught:
            call()
        sentence = str(caught.value)
        assert "\n" not in sentence
        for word in words:
            assert word in sentence, sentence

    return check
