"""What a simulated negotiation is about and how it is carried on."""

from __future__ import annotations

from dataclasses import dataclass, field

from unstuck.analysis._checks import number
from unstuck.analysis._sim_behaviour import Behaviour

TASKS = ("price", "package", "casino", "sealed")
TACTICS = ("boulware", "linear", "conceder", "tit for tat")
BREAKS = ("none", "reflect", "distract", "brood")
THIRDS = ("none", "facilitator", "conciliator", "credible")
MATCHES = ("any", "none", "middle", "end", "all")
MOST_PARTIES, MOST_ISSUES, MOST_ROUNDS = 8, 4, 40


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A negotiation to be simulated: the task, the tactics, what goes wrong and what is done.

    Parameters
    ----------
    task : {"price", "package", "casino", "sealed"}
        ``price``: one thing is shared out, between two a price from 0 to 1, between more a budget.
        ``package``: several issues of three ways each, which the parties weigh differently.
        ``casino``: two share three packages each of three goods, worth 5, 4 and 3 points by one's
        own priority; no deal pays 5. ``sealed``: two name a price unseen, once, by the linear
        equilibrium of Chatterjee and Samuelson.
    parties : int, default 2
        From 2 to 8; ``casino`` and ``sealed`` are for 2.
    issues : int, default 3
        From 1 to 4, for ``package``.
    rounds : int, default 10
        How many offers each party can make before the deadline, from 2 to 40.
    room : float, default 0.2
        What the limits leave free on average, as a part of all there is; negative for a gap. For
        ``price`` and ``package``.
    spread : float, default 0.6
        How far each limit may lie from its mean, as a part of it, from 0 to 1; all alike likely.
    tactics : tuple of str, default ("linear", "linear")
        The first party's tactic and that of all others.
    openings : tuple of float, default (0.5, 0.5)
        How far beyond their limits they open: 0 at the limit, 1 asking for everything (E08).
    talk : float, default 0
        How far interests are told before the offers, 0 to 1 (E45, E46).
    deadline_told : bool, default True
        Whether everybody knows when time is up (E28).
    selfish : float, default 0
        The part of people who are out for themselves.
    overrate : float, default 0
        How far people overrate their alternative at most, as a part of what there is above it
        (E18).
    weaknesses : bool, default False
        Whether each side first lists the weaknesses of its own case.
    afraid : float, default 0
        The part of people who would take a somewhat bad deal rather than none (E12).
    pause : {"none", "reflect", "distract", "brood"}
        What is done in a break once somebody would leave.
    third : {"none", "facilitator", "conciliator", "credible"}
        Who helps: one who gives order, one who proposes half-way, or a mediator of high
        credibility, who proposes when all else has failed.
    match : {"any", "none", "middle", "end", "all"}
        For ``casino``: on which goods both have the same priority: any by chance, none of them, the
        middle one alone, the first or the last alone, or all.
    behaviour : Behaviour
        The assumptions about people.

    Raises
    ------
    ValueError
        If a value is out of range or unknown.
    """

    task: str = "price"
    parties: int = 2
    issues: int = 3
    rounds: int = 10
    room: float = 0.2
    spread: float = 0.6
    tactics: tuple[str, str] = ("linear", "linear")
    openings: tuple[float, float] = (0.5, 0.5)
    talk: float = 0.0
    deadline_told: bool = True
    selfish: float = 0.0
    overrate: float = 0.0
    weaknesses: bool = False
    afraid: float = 0.0
    pause: str = "none"
    third: str = "none"
    match: str = "any"
    behaviour: Behaviour = field(default_factory=Behaviour)

    def __post_init__(self) -> None:
        for name, known in (
            ("task", TASKS),
            ("pause", BREAKS),
            ("third", THIRDS),
            ("match", MATCHES),
        ):
            one_of(getattr(self, name), name, known)
        for tactic in self.tactics:
            one_of(tactic, "tactic", TACTICS)
        for name, least, most in (
            ("parties", 2, MOST_PARTIES),
            ("issues", 1, MOST_ISSUES),
            ("rounds", 2, MOST_ROUNDS),
        ):
            count = whole(getattr(self, name), f"The number of {name}", least, most)
            object.__setattr__(self, name, count)
        number(self.room, "The room between the limits", at_least=-0.5, at_most=0.9)
        for name in ("spread", "talk", "selfish", "overrate", "afraid"):
            number(getattr(self, name), f"'{name}'", at_least=0.0, at_most=1.0)
        for opening in self.openings:
            number(opening, "An opening", at_least=0.0, at_most=1.0)
        if self.parties != 2 and self.task in ("casino", "sealed"):
            raise ValueError(
                f"The task '{self.task}' is for 2 parties, not {self.parties}; "
                "take 2, or another task."
            )


def one_of(value: object, what: str, known: tuple[str, ...]) -> None:
    """Refuse a word that is not among the known ones."""
    if value not in known:
        raise ValueError(f"There is no {what} {value!r}; choose one of these: {', '.join(known)}.")


def whole(value: object, what: str, least: int, most: int) -> int:
    """Return a whole number within its bounds."""
    told = number(value, what, at_least=least, at_most=most)
    if told != int(told):
        raise ValueError(f"{what} must be a whole number, not {told:g}; round it.")
    return int(told)
