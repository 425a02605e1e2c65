"""What may drive a hard counterpart: the drivers, the signs of each, the need to answer.

The drivers and the step from behaviour to need are practitioners' advice (K. E. Cleveland's
article on difficult negotiations); no study known to us tests them. They are guesses to be
checked, and the signs here are counted, not turned into chances.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = [
    "BEHAVIOURS",
    "DRIVERS",
    "NEEDS",
    "SIGNS",
    "Weighing",
    "Weight",
    "need_behind",
    "points_to",
    "weigh",
]

DRIVERS = (
    "betrayal",
    "identity",
    "external-pressure",
    "worldview",
    "disrespect",
    "carry-over",
)
"""What may lie behind hard behaviour, in the order in which the course tells it."""

NEEDS: Mapping[str, str] = MappingProxyType(
    {"attacks": "control", "demands": "worth", "withdraws": "safety", "objects": "security"}
)
"""For each kind of behaviour the need to check first: to be in control or protected again; to
be valued and heard; to know what is safe to say; to be secure about a risk."""

BEHAVIOURS = tuple(NEEDS)
"""The four kinds of behaviour that the module reads."""

SIGNS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "old-promise": (("betrayal",), ()),
        "checks-twice": (("betrayal", "carry-over"), ()),
        "others-before": (("carry-over",), ()),
        "same-with-all": (("carry-over",), ("betrayal", "disrespect")),
        "in-front": (("identity",), ()),
        "life-work": (("identity",), ()),
        "absent-boss": (("external-pressure",), ()),
        "half-hearted": (("external-pressure",), ("worldview", "identity")),
        "one-day": (("disrespect",), ("worldview", "carry-over")),
        "not-asked": (("disrespect",), ()),
        "two-meanings": (("worldview",), ()),
        "nothing-helps": (("worldview", "identity"), ()),
    }
)
"""For each sign the drivers it speaks for, and those it speaks against. A rule of thumb of this
course; every sign counts once."""


@dataclass(frozen=True)
class Weight:
    """How many signs speak for and against one driver.

    Attributes
    ----------
    driver : str
        One of `DRIVERS`.
    speaks_for, speaks_against : tuple of str
        The signs, in the order of `SIGNS`.
    """

    driver: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    @property
    def pro(self) -> int:
        """How many signs speak for it."""
        return len(self.speaks_for)

    @property
    def contra(self) -> int:
        """How many signs speak against it."""
        return len(self.speaks_against)

    @property
    def balance(self) -> int:
        """Signs for less signs against."""
        return self.pro - self.contra


@dataclass(frozen=True)
class Weighing:
    """All six drivers in the light of what was seen.

    Attributes
    ----------
    weights : tuple of Weight
        In the order of `DRIVERS`.
    leading : tuple of str
        The drivers with the highest balance above zero; more than one in a tie, none where
        nothing speaks for any.
    """

    weights: tuple[Weight, ...]
    leading: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether one driver leads alone."""
        return len(self.leading) == 1

    @property
    def first(self) -> str:
        """The driver that leads, or ``"several"`` or ``"none"``."""
        if not self.leading:
            return "none"
        return self.leading[0] if self.settled else "several"

    def of(self, driver: str) -> Weight:
        """The weight of one driver."""
        return next(weight for weight in self.weights if weight.driver == driver)


def weigh(seen: Iterable[str]) -> Weighing:
    """Count for each driver the signs that speak for it and against it.

    Parameters
    ----------
    seen : iterable of str
        Keys of `SIGNS`; one named twice counts once.

    Returns
    -------
    Weighing

    Raises
    ------
    ValueError
        If there is no such sign.

    Examples
    --------
    >>> weigh(["absent-boss", "half-hearted"]).first
    'external-pressure'
    """
    known = set(seen)
    for sign in sorted(known - SIGNS.keys()):
        raise ValueError(f"There is no sign {sign!r}; choose from {', '.join(SIGNS)}.")
    weights = tuple(
        Weight(
            driver,
            tuple(sign for sign in SIGNS if sign in known and driver in SIGNS[sign][0]),
            tuple(sign for sign in SIGNS if sign in known and driver in SIGNS[sign][1]),
        )
        for driver in DRIVERS
    )
    best = max(weight.balance for weight in weights)
    leading = tuple(w.driver for w in weights if w.balance == best) if best > 0 else ()
    return Weighing(weights, leading)


def points_to(sign: str) -> str:
    """Give the driver that a sign speaks for, or ``"several"`` where there is more than one.

    Parameters
    ----------
    sign : str
        A key of `SIGNS`.

    Raises
    ------
    ValueError
        If there is no such sign.
    """
    return weigh([sign]).first


def need_behind(behaviour: str) -> str:
    """Give the need to check first behind a kind of behaviour.

    Parameters
    ----------
    behaviour : str
        One of `BEHAVIOURS`.

    Returns
    -------
    str
        One of the values of `NEEDS`.

    Raises
    ------
    ValueError
        If there is no such kind.

    Examples
    --------
    >>> need_behind("objects")
    'security'
    """
    if behaviour not in NEEDS:
        raise ValueError(f"There is no behaviour {behaviour!r}; choose from {', '.join(NEEDS)}.")
    return NEEDS[behaviour]
