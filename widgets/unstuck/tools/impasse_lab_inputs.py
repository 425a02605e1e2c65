"""What is set in ImpasseLab: the talks, two settings of the same people, and which run to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unstuck.analysis.lab import FEW, MANY, SHOWN
from unstuck.analysis.simulation import Behaviour, Setting
from unstuck.content.numbers import show_number
from unstuck.kit.fields import choice, flag, quantity

TALKS, WORKED, SAMPLE, RUNS = "The talks", "The two settings", "How many", "The runs behind a bar"
PARTS = {"a": "Setting A", "b": "Setting B"}
TASKS = {
    "price": "A price, offer by offer",
    "package": "Several issues, offer by offer",
    "sealed": "A price, by sealed bids, once",
    "casino": "Three goods at a campsite",
}
TACTICS = {
    "boulware": "Concede late (boulware)",
    "linear": "Concede evenly (linear)",
    "conceder": "Concede early (conceder)",
    "tit for tat": "Give as you are given (tit for tat)",
}
PAUSES = {
    "none": "No break",
    "reflect": "A break, to reflect",
    "distract": "A break, with something else",
    "brood": "A break, to brood",
}
THIRDS = {
    "none": "Nobody",
    "facilitator": "A facilitator, who gives order",
    "conciliator": "A conciliator, who proposes half-way",
    "credible": "A mediator of high credibility, at the end",
}
ENDINGS = {
    "unwanted": "Unwanted impasse",
    "forced": "Forced impasse",
    "wanted": "Wanted impasse",
    "deal": "A deal",
    "regretted": "A deal worse than no deal",
}
OFFERS = ("task", ("price", "package", "casino"))
SIZES = {"few": f"At once, up to {FEW}", "many": f"{show_number(MANY)}, with a progress bar"}


def _first(part: str, value: str) -> Any:
    return _tactic(part, value, "how the first side concedes", "you")


def _others(part: str, value: str) -> Any:
    return _tactic(part, value, "how the other side concedes", "them")


def _tactic(part: str, value: str, words: str, party: str) -> Any:
    label = f"{part.upper()}: {words}"
    return choice(
        value, label=label, options=TACTICS, look="select", party=party, section=PARTS[part]
    )


def _share(part: str, value: float, words: str, text: str) -> Any:
    label = f"{part.upper()}: {words}"
    return quantity(
        value, label=label, low=0, high=1, step=0.05, unit="%", help=text, section=PARTS[part]
    )


def _opening(part: str, value: float) -> Any:
    text = "0 %: at their limit. 100 %: asking for everything. Both sides alike."
    return _share(part, value, "how far beyond their limit they open", text)


def _overrate(part: str, value: float) -> Any:
    text = "The most by which a side flatters its alternative."
    return _share(part, value, "how far people overrate their alternative", text)


def _selfish(part: str, value: float) -> Any:
    text = (
        f"With fewer than {show_number(Behaviour().easy_rounds)} rounds they dig in. "
        "A break to reflect does not calm them."
    )
    return _share(part, value, "people out for themselves", text)


def _afraid(part: str, value: float) -> Any:
    text = "At the last moment they take a somewhat bad deal rather than none."
    return _share(part, value, "people afraid of no deal", text)


def _talk(part: str, value: float) -> Any:
    text = "Before the first offer: 0 % nothing, 100 % everything."
    return _share(part, value, "how far interests are told", text)


def _told(part: str, value: bool) -> Any:
    return flag(value, label=f"{part.upper()}: the deadline is told", section=PARTS[part])


def _weaknesses(part: str, value: bool) -> Any:
    label = f"{part.upper()}: each side lists the weaknesses of its own case"
    return flag(value, label=label, section=PARTS[part])


def _pause(part: str, value: str) -> Any:
    label = f"{part.upper()}: when somebody is about to leave"
    return choice(value, label=label, options=PAUSES, look="select", section=PARTS[part])


def _third(part: str, value: str) -> Any:
    label = f"{part.upper()}: who helps"
    return choice(value, label=label, options=THIRDS, look="select", section=PARTS[part])


@dataclass(frozen=True, kw_only=True)
class LabInputs:
    """The talks, setting A, setting B, and what is looked at."""

    task: str = choice(
        "price", label="What is negotiated?", options=TASKS, look="select", section=TALKS
    )
    parties: float = quantity(
        2,
        label="Parties",
        low=2,
        high=8,
        step=1,
        when=("task", ("price", "package")),
        section=TALKS,
    )
    issues: float = quantity(
        3, label="Issues", low=1, high=4, step=1, when=("task", ("package",)), section=TALKS
    )
    room: float = quantity(
        0.2,
        label="Room between the limits, on average",
        low=-0.3,
        high=0.6,
        step=0.05,
        unit="%",
        help="Of all there is. Below 0 %: a gap. Limits differ from pair to pair.",
        when=("task", ("price", "package")),
        section=TALKS,
    )
    rounds: float = quantity(
        10, label="Rounds until the deadline", low=2, high=30, step=1, when=OFFERS, section=TALKS
    )
    edit: str = choice(
        "a",
        label="Which one do you set now?",
        options=PARTS,
        when=OFFERS,
        section=WORKED,
        help="Both meet the same people.",
    )
    a_first: str = _first("a", "boulware")
    a_others: str = _others("a", "boulware")
    a_opening: float = _opening("a", 0.6)
    a_overrate: float = _overrate("a", 0.0)
    a_selfish: float = _selfish("a", 0.0)
    a_afraid: float = _afraid("a", 0.0)
    a_told: bool = _told("a", False)
    a_talk: float = _talk("a", 0.0)
    a_weaknesses: bool = _weaknesses("a", False)
    a_pause: str = _pause("a", "none")
    a_third: str = _third("a", "none")
    b_first: str = _first("b", "boulware")
    b_others: str = _others("b", "boulware")
    b_opening: float = _opening("b", 0.6)
    b_overrate: float = _overrate("b", 0.0)
    b_selfish: float = _selfish("b", 0.0)
    b_afraid: float = _afraid("b", 0.0)
    b_told: bool = _told("b", True)
    b_talk: float = _talk("b", 0.0)
    b_weaknesses: bool = _weaknesses("b", False)
    b_pause: str = _pause("b", "none")
    b_third: str = _third("b", "none")
    size: str = choice("few", label="Negotiations in each setting", options=SIZES, section=SAMPLE)
    seed: float = quantity(
        1,
        label="Which people",
        low=1,
        high=999,
        step=1,
        help="Another number brings other people; the same number the same.",
        section=SAMPLE,
    )
    look: str = choice("a", label="Runs of", options=PARTS, section=RUNS)
    ending: str = choice(
        "unwanted", label="that ended in", options=ENDINGS, look="select", section=RUNS
    )
    nth: float = quantity(1, label="Which of them", low=1, high=SHOWN, step=1, section=RUNS)


def setting(inputs: LabInputs, part: str) -> Setting:
    """Return setting A or B.

    Of sealed bids A is the equilibrium without a word before, B the same after open talk.
    """
    task, second = inputs.task, part == "b"
    if task == "sealed":
        return Setting(task=task, spread=1.0, talk=0.8 if second else 0.0)

    def of(name: str) -> Any:
        return getattr(inputs, f"{part}_{name}")

    numbers: dict[str, Any] = {
        name: getattr(inputs, name) for name in ("parties", "issues", "rounds", "room")
    }
    return Setting(
        task=task,
        **numbers,
        tactics=(of("first"), of("others")),
        openings=(of("opening"), of("opening")),
        talk=of("talk"),
        deadline_told=of("told"),
        selfish=of("selfish"),
        overrate=of("overrate"),
        weaknesses=of("weaknesses"),
        afraid=of("afraid"),
        pause=of("pause"),
        third=of("third"),
    )
