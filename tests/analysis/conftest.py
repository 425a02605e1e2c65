"""Fixtures that the analysis tests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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


def _turn(to: str, **more: Any) -> dict[str, Any]:
    return {"reply": "r", "inside": "i", "why": "w", "to": to, **more}


@pytest.fixture
def scene_table() -> dict[str, Any]:
    """A talk in which asking brings a name to light, and speaking of it helps in one telling."""
    ask = {"id": "ask", "kind": "probe", "label": "Ask", "turn": [_turn("say", learns=["name"])]}
    push = {
        "id": "push",
        "kind": "probe",
        "label": "Push",
        "turn": [_turn("say", heat=3, trust=-2)],
    }
    speak = {
        "id": "speak",
        "kind": "answer",
        "label": "Speak",
        "turn": [
            _turn("good", behind="one", knows=["name"], trusted=4, heat=-2, trust=3),
            _turn("late", behind="one", trust=1),
            _turn("bad", heat=1),
        ],
    }
    name = {"id": "name", "kind": "answer", "label": "Name it", "needs": ["name"]}
    name["turn"] = [_turn("good", heat=-9)]
    shout = {"id": "shout", "kind": "answer", "label": "Shout", "turn": [_turn("late", heat=9)]}
    late = {"id": "late", "kind": "answer", "label": "Wait", "turn": [_turn("open", trust=-9)]}
    end = {"told": "t", "lesson": "l"}
    return {
        "id": "small",
        "title": "Small",
        "place": 1,
        "behaviour": "attacks",
        "them": "Ada",
        "opening": "o",
        "source": "DIF",
        "heat": 5,
        "trust": 4,
        "start": "guess",
        "boils": "bad",
        "fades": "bad",
        "telling": [
            {
                "id": "one",
                "driver": "identity",
                "also": ["betrayal"],
                "lies": "between",
                "truth": "t",
            },
            {"id": "two", "driver": "external-pressure", "lies": "situation", "truth": "t"},
        ],
        "fact": [{"id": "name", "text": "f", "speaks_for": ["identity"]}],
        "beat": [
            {"id": "guess", "told": "b", "ask": "q", "to": "find"},
            {"id": "find", "told": "b", "ask": "q", "move": [ask, push]},
            {"id": "say", "told": "b", "ask": "q", "move": [speak, name, shout]},
            {"id": "late", "told": "b", "ask": "q", "move": [late]},
        ],
        "end": [
            {"id": "good", "result": "good", **end},
            {"id": "open", "result": "open", **end},
            {"id": "bad", "result": "bad", **end},
        ],
    }
