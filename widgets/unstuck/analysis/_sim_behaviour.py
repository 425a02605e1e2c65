"""How people in the simulation behave, number by number, and where each number comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from unstuck.analysis._checks import number

ASSUMPTION = "assumption"


@dataclass(frozen=True)
class Source:
    """Where one number of `Behaviour` comes from.

    Attributes
    ----------
    name : str
        The number's name.
    meaning : str
        What it says, in one sentence.
    direction : str
        The finding that gives the direction of the effect, such as ``"E08"``, or ``"assumption"``.
    low, high : float
        The range allowed.
    """

    name: str
    meaning: str
    direction: str
    low: float
    high: float


def _taken(
    value: float, meaning: str, direction: str = ASSUMPTION, low: float = 0.0, high: float = 1.0
) -> Any:
    about = {"meaning": meaning, "direction": direction, "low": low, "high": high}
    return field(default=value, metadata=about)


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """The behavioural assumptions of the simulation, each with its evidence.

    An evidence id (``E08``, of ``datasets/evidence.csv``) gives the **direction** of an effect. The
    **size** of every one of these numbers is an assumption: the findings give none that would carry
    over. `sources` lists them with their meaning.

    Raises
    ------
    ValueError
        If a number is out of its range.
    """

    boulware: float = _taken(
        4.0, "Exponent of time for those who concede late.", low=1.0, high=20.0
    )
    conceder: float = _taken(
        0.25, "Exponent of time for those who concede early.", low=0.01, high=1.0
    )
    initiative: float = _taken(
        0.01, "The least that tit for tat gives at each turn, whatever the others do."
    )
    differ: float = _taken(
        0.5, "How far people differ from the setting, by this part, in opening and in openness."
    )
    insult: float = _taken(
        0.4, "A first offer of less than this part of an even share offends.", "E11"
    )
    leave_weak: float = _taken(
        0.3, "The chance that an offended side with a weak alternative walks out.", "E08"
    )
    leave_strong: float = _taken(
        0.1, "The same for a side with a strong alternative: less often.", "E08"
    )
    still: float = _taken(
        0.002, "Offers that rise by less than this within three turns count as no movement."
    )
    leave_stalled: float = _taken(
        0.015, "The chance, at each turn, of walking out when nothing moves."
    )
    easy_rounds: float = _taken(
        8.0, "From this many rounds on the clock presses nobody.", low=1.0, high=50.0
    )
    give: float = _taken(0.5, "How far time pressure makes cooperative people concede.", "E23")
    dig: float = _taken(
        1.0, "How far time pressure makes people out for themselves dig in.", "E24", high=5.0
    )
    unaware: float = _taken(
        0.25, "Who was not told the deadline believes in up to this part more of rounds.", "E28"
    )
    too_late: float = _taken(0.1, "The chance that a yes in the last round comes too late.", "E26")
    depth: float = _taken(
        0.08, "How far below their limit those who fear no deal go at the last moment.", "E12"
    )
    candour: float = _taken(
        0.5, "What is left of overrating one's alternative after naming its weaknesses.", "E20"
    )
    after_reflecting: float = _taken(
        0.4, "What a break for reflecting leaves of the wish to leave, in the cooperative.", "E31"
    )
    after_distraction: float = _taken(
        0.7, "What a break with something else leaves of it, in anybody.", "E30"
    )
    after_brooding: float = _taken(
        1.3, "What a break of brooding makes of it: more.", "E30", high=3.0
    )
    told_to_facilitator: float = _taken(
        0.3, "How much of their interests people tell because a facilitator asks."
    )
    calmed: float = _taken(0.6, "What a facilitator's order leaves of the wish to leave.")
    heard: float = _taken(
        0.5, "The chance that a side follows a conciliator's fair proposal.", "E54"
    )
    heard_credible: float = _taken(
        0.9, "The same for a mediator of high credibility, after all else has failed.", "E54"
    )
    hardened: float = _taken(
        0.7, "The chance that who accepted a failed proposal goes no lower afterwards.", "E53"
    )

    def __post_init__(self) -> None:
        for told in sources():
            number(
                getattr(self, told.name),
                f"The assumption '{told.name}'",
                at_least=told.low,
                at_most=told.high,
            )

    @classmethod
    def plain(cls) -> Behaviour:
        """Return people who follow their tactic and react to nothing."""
        off = dict.fromkeys(
            (
                "leave_weak",
                "leave_strong",
                "leave_stalled",
                "too_late",
                "give",
                "dig",
                "differ",
            ),
            0.0,
        )
        return cls(**off)


def sources() -> tuple[Source, ...]:
    """List the assumptions with their meaning, the evidence for their direction and their range.

    Examples
    --------
    >>> [told.name for told in sources() if told.direction == "E08"]
    ['leave_weak', 'leave_strong']
    """
    return tuple(Source(name=each.name, **each.metadata) for each in fields(Behaviour))
