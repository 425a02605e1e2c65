"""The state of mind of somebody across the table, and what each move does to it.

Trust, anger, fear, pressure and information (how well they understand what you need) run from 0 to
1. The table says what changes them, by how much, and on whose word. An evidence id (a row of the
evidence table) stands for the *direction* alone: every size is an assumption of this course, and so
is every row marked "assumption". At "gentle" and "hard" what raises anger is multiplied by 0.7 and
1.3, a time-dependent tactic by 1.3 and 0.75.

=================  =====  =====  =====  ========  ===========  ==========
effect             trust  anger  fear   pressure  information  source
=================  =====  =====  =====  ========  ===========  ==========
extreme            -0.18  +0.30   0      0         0           E08
unfair             -0.04  +0.08   0      0         0           E11
stall               0     +0.05   0      0         0           assumption
backtrack          -0.12  +0.12   0      0         0           assumption
concession         +0.05  -0.04   0      0         0           assumption
declined            0     +0.02   0     +0.02      0           assumption
eased              +0.04   0     -0.12   0         0           assumption
asked              +0.05  -0.02   0      0         0           assumption
told               +0.05   0      0      0         0           assumption
again               0     +0.05   0      0         0           assumption
shared             +0.06   0      0      0        +0.30        E46
wary               -0.02  +0.02   0      0        +0.12        assumption
clock              +0.04   0      0     +0.15     +0.10        E28
heard_anger        +0.08  -0.20   0      0         0           assumption
heard_fear         +0.07   0     -0.10   0         0           assumption
heard_hurt         +0.10  -0.14   0      0         0           assumption
heard_pressure     +0.08  -0.05   0     -0.08      0           assumption
wrong_feeling      -0.05  +0.05   0      0         0           assumption
enough             -0.05  +0.10   0      0         0           assumption
probe_told          0     +0.02   0      0         0           assumption
probe_guarded      -0.02  +0.03   0      0         0           assumption
probe_sore         -0.06  +0.10  +0.04   0         0           assumption
reframe_fits       +0.16  -0.18  -0.15   0        +0.10        assumption
reframe_misses     -0.04  +0.06   0      0         0           assumption
not_now             0     +0.04   0      0         0           assumption
break_good          0     -0.18   0     -0.05      0           E30
break_brood        -0.04  +0.08   0      0         0           E30
break_call         +0.02  -0.06   0     -0.12      0           assumption
time_yes           +0.03   0     -0.03  -0.15      0           assumption
time_no             0     +0.03   0     +0.05      0           assumption
facilitator_yes    +0.10  -0.12  -0.03   0        +0.10        assumption
facilitator_no     -0.03  +0.08   0      0         0           E54
=================  =====  =====  =====  ========  ===========  ==========

What the state then does, besides colouring their words:

=================  =====  ==========================================================  ==========
parameter          size   what it does                                                source
=================  =====  ==========================================================  ==========
DEVALUE            0.15   distrust makes your offer look worse than it is             E68
SPITE              0.30   anger raises what they insist on, at their own cost         E11
UNHEARD            0.08   so does a driver that nobody has spoken to                  assumption
WARMTH             0.10   trust lowers it                                             assumption
ANXIOUS            0.15   fear lowers what they ask for at first                      E33
HALFWAY            0.05   an offer midway between the last two is taken sooner        E07
WALK               1.20   an extreme offer to somebody angry ends the talks           E08
POWERLESS          0.35   sooner where they stand badly without you                   E08
BOIL               0.90   beyond this anger they may get up without an offer          E34
STEP               0.10   the most they give in a round to somebody who stands still  assumption
STEP_TRUST         0.12   what trust adds to that                                     assumption
STEP_MATCH         0.80   what they give back of what you gave                        assumption
FIXED_PIE          1.00   without information they take your gain for their loss      E17
SIMILAR            0.15   of packages alike to them they ask for the one like yours   assumption
STEADY             0.05   or like the one they asked for before                       assumption
URGE               0.30   how pressure moves them to give way sooner                  E23
TICK               0.40   how pressure grows between the start and their deadline     E26
=================  =====  ==========================================================  ==========

A driver that nobody has spoken to also limits what a move can do: see `DRIVERS`. E30 compares kinds
of break and E54 is about who is accepted, not about what they bring; E53 found that a neutral
conciliator saved no deals on average, so what a facilitator does here is an assumption. That a
simulated learner who follows the course does well at this table is therefore no evidence that the
advice works: the table was built to answer it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["EFFECTS", "LEVELS", "Driver", "Effect", "Level", "Mind"]


class Effect(NamedTuple):
    """How far one event moves trust, anger, fear, pressure and information."""

    trust: float
    anger: float
    fear: float
    pressure: float
    information: float
    source: str


_NO = "assumption"

EFFECTS: Mapping[str, Effect] = {
    "extreme": Effect(-0.18, 0.30, 0, 0, 0, "E08"),
    "unfair": Effect(-0.04, 0.08, 0, 0, 0, "E11"),
    "stall": Effect(0, 0.05, 0, 0, 0, _NO),
    "backtrack": Effect(-0.12, 0.12, 0, 0, 0, _NO),
    "concession": Effect(0.05, -0.04, 0, 0, 0, _NO),
    "declined": Effect(0, 0.02, 0, 0.02, 0, _NO),
    "eased": Effect(0.04, 0, -0.12, 0, 0, _NO),
    "asked": Effect(0.05, -0.02, 0, 0, 0, _NO),
    "told": Effect(0.05, 0, 0, 0, 0, _NO),
    "again": Effect(0, 0.05, 0, 0, 0, _NO),
    "shared": Effect(0.06, 0, 0, 0, 0.30, "E46"),
    "wary": Effect(-0.02, 0.02, 0, 0, 0.12, _NO),
    "clock": Effect(0.04, 0, 0, 0.15, 0.10, "E28"),
    "heard_anger": Effect(0.08, -0.20, 0, 0, 0, _NO),
    "heard_fear": Effect(0.07, 0, -0.10, 0, 0, _NO),
    "heard_hurt": Effect(0.10, -0.14, 0, 0, 0, _NO),
    "heard_pressure": Effect(0.08, -0.05, 0, -0.08, 0, _NO),
    "wrong_feeling": Effect(-0.05, 0.05, 0, 0, 0, _NO),
    "enough": Effect(-0.05, 0.10, 0, 0, 0, _NO),
    "probe_told": Effect(0, 0.02, 0, 0, 0, _NO),
    "probe_guarded": Effect(-0.02, 0.03, 0, 0, 0, _NO),
    "probe_sore": Effect(-0.06, 0.10, 0.04, 0, 0, _NO),
    "reframe_fits": Effect(0.16, -0.18, -0.15, 0, 0.10, _NO),
    "reframe_misses": Effect(-0.04, 0.06, 0, 0, 0, _NO),
    "not_now": Effect(0, 0.04, 0, 0, 0, _NO),
    "break_good": Effect(0, -0.18, 0, -0.05, 0, "E30"),
    "break_brood": Effect(-0.04, 0.08, 0, 0, 0, "E30"),
    "break_call": Effect(0.02, -0.06, 0, -0.12, 0, _NO),
    "time_yes": Effect(0.03, 0, -0.03, -0.15, 0, _NO),
    "time_no": Effect(0, 0.03, 0, 0.05, 0, _NO),
    "facilitator_yes": Effect(0.10, -0.12, -0.03, 0, 0.10, _NO),
    "facilitator_no": Effect(-0.03, 0.08, 0, 0, 0, "E54"),
}

DEVALUE = 0.15
SPITE = 0.30
UNHEARD = 0.08
WARMTH = 0.10
ANXIOUS = 0.15
HALFWAY = 0.05
WALK = 1.20
POWERLESS = 0.35
BOIL = 0.90
STEP = 0.10
STEP_TRUST = 0.12
STEP_MATCH = 0.80
FIXED_PIE = 1.00
SIMILAR = 0.15
STEADY = 0.05
URGE = 0.30
TICK = 0.40


@dataclass(frozen=True)
class Driver:
    """What a driver does as long as nobody has spoken to it; every size is an assumption.

    Attributes
    ----------
    feeling : str
        The feeling that goes with it; to say that you see it is half of being heard.
    trust : float
        Trust does not rise above this.
    anger : float
        Anger does not fall below this.
    deaf : bool
        Whether a better offer earns no trust: money is not what it is about.
    broods : bool
        Whether a break is spent brooding.
    outsider : float
        What somebody from outside meets: above 0 welcome, below 0 refused.
    """

    feeling: str
    trust: float = 1.0
    anger: float = 0.0
    deaf: bool = False
    broods: bool = False
    outsider: float = 0.0


DRIVERS: Mapping[str, Driver] = {
    "betrayal": Driver("hurt", trust=0.45, anger=0.20, broods=True, outsider=0.2),
    "identity": Driver("hurt", trust=0.60, anger=0.10, deaf=True, broods=True, outsider=-0.3),
    "external-pressure": Driver("pressure", trust=0.75),
    "worldview": Driver("", trust=0.55, deaf=True, outsider=0.1),
    "disrespect": Driver("hurt", trust=0.50, anger=0.25, deaf=True, broods=True, outsider=-0.1),
    "carry-over": Driver("fear", trust=0.50, outsider=0.2),
    "none": Driver(""),
}


@dataclass(frozen=True)
class Level:
    """How hard the other side makes it.

    Attributes
    ----------
    anger : float
        Times what raises their anger.
    concede : float
        Times how fast they give way.
    opens : float
        Added to how open they are to questions.
    shows : float
        Times what shows on their face.
    """

    anger: float
    concede: float
    opens: float
    shows: float


LEVELS: Mapping[str, Level] = {
    "gentle": Level(0.7, 1.3, 0.10, 1.4),
    "normal": Level(1.0, 1.0, 0.0, 1.0),
    "hard": Level(1.3, 0.75, -0.08, 0.5),
}
"""The levels by name."""


class Mind:
    """One side's state as it changes; the numbers are held between 0 and 1."""

    __slots__ = ("anger", "driver", "fear", "heard", "information", "level", "pressure", "trust")

    def __init__(self, driver: str, level: Level, state: tuple[float, ...]) -> None:
        self.driver = DRIVERS[driver]
        self.level = level
        self.heard = 1.0 if driver == "none" else 0.0
        self.trust, self.anger, self.fear, self.pressure, self.information = state

    @property
    def state(self) -> tuple[float, ...]:
        """Trust, anger, fear, pressure, information."""
        return (self.trust, self.anger, self.fear, self.pressure, self.information)

    @property
    def openness(self) -> float:
        """How ready they are to tell: trust, less what anger and fear close off."""
        closed = 0.5 * max(0.0, self.anger - 0.4) + 0.3 * max(0.0, self.fear - 0.4)
        return self.trust - closed + 0.1 * self.heard + self.level.opens

    def copy(self) -> Mind:
        """The same state, to go on with apart."""
        twin = Mind.__new__(Mind)
        for name in Mind.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin

    def feel(self, name: str, times: float = 1.0) -> None:
        """Let an effect of the table work, `times` as strong."""
        effect = EFFECTS[name]
        heat = effect.anger * (self.level.anger if effect.anger > 0 else 1.0)
        self.trust += effect.trust * times
        self.anger += heat * times
        self.fear += effect.fear * times
        self.pressure += effect.pressure * times
        self.information += effect.information * times
        self.hold()

    def hold(self) -> None:
        """Keep every number in its bounds; a driver not heard keeps trust down and anger up."""
        left = 1.0 - self.heard
        cap = 1.0 - (1.0 - self.driver.trust) * left
        self.trust = min(cap, max(0.0, self.trust))
        self.anger = min(1.0, max(self.driver.anger * left, self.anger))
        self.fear = min(1.0, max(0.0, self.fear))
        self.pressure = min(1.0, max(0.0, self.pressure))
        self.information = min(1.0, max(0.0, self.information))

    def listen(self, share: float) -> None:
        """Take in that somebody spoke to what lies behind."""
        self.heard = min(1.0, self.heard + share)

    @property
    def bears(self) -> float:
        """The least share that does not seem an insult to take: more, the angrier they are."""
        return 0.04 + SPITE * max(0.0, self.anger - 0.2)

    @property
    def insists(self) -> float:
        """The least share of their possible gain that they will sign for."""
        more = UNHEARD * (1.0 - self.heard) - WARMTH * max(0.0, self.trust - 0.4)
        return max(0.0, 0.02 + self.bears + more)
