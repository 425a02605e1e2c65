"""A sample of negotiations, and what can be counted in it."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from functools import cached_property

from unstuck.analysis import _sim_engine as engine
from unstuck.analysis._sim_setting import Setting
from unstuck.analysis.impasse import ImpasseType

Z = 1.959963984540054
ZONE, REGRET = 4, 8
_TYPES = (None, ImpasseType.WANTED, ImpasseType.FORCED, ImpasseType.UNWANTED)
_HOW = ("deal", "left", "clock")


@dataclass(frozen=True)
class Share:
    """A part of a whole with its 95 % interval.

    Attributes
    ----------
    count, of : int
        How many, out of how many.
    value, low, high : float
        The part, from 0 to 1, and the ends of its Wilson interval; 0, 0 and 1 where there is
        nothing to count.
    """

    count: int
    of: int
    value: float
    low: float
    high: float


def wilson(count: int, of: int) -> Share:
    """Return a part with Wilson's 95 % interval, which stays within 0 and 1.

    Parameters
    ----------
    count, of : int
        How many, out of how many.

    Returns
    -------
    Share

    Raises
    ------
    ValueError
        If the count is negative or larger than the whole.

    Examples
    --------
    The walk-aways of 1,030 campsite talks (E55):

    >>> told = wilson(25, 1030)
    >>> round(told.value, 3), round(told.low, 3), round(told.high, 3)
    (0.024, 0.016, 0.036)
    """
    if not 0 <= count <= of:
        raise ValueError(f"A part must be from 0 to the whole, {of}; you have {count}.")
    if not of:
        return Share(0, 0, 0.0, 0.0, 1.0)
    part = count / of
    scale = 1 + Z * Z / of
    middle = (part + Z * Z / (2 * of)) / scale
    half = Z * math.sqrt(part * (1 - part) / of + Z * Z / (4 * of * of)) / scale
    low, high = min(part, max(0.0, middle - half)), max(part, min(1.0, middle + half))
    return Share(count, of, part, low, high)


@dataclass(frozen=True)
class Outcome:
    """How one negotiation ended.

    Attributes
    ----------
    index : int
        Its place in the sample, from 0.
    how : {"deal", "left", "clock"}
        With a deal, by somebody's leaving, or by the deadline.
    type : ImpasseType or None
        Of an impasse, by who saw a benefit in no deal: who left; or, at the deadline, whose best
        offer was worth less than its alternative as it saw it.
    zone : bool
        Whether some deal beat every true limit. This never moves the type.
    round : int
        In which round it ended, from 1.
    available, gained : float
        The largest joint gain over the true limits, and that of the deal; parts of what there is.
    lost : float
        The difference.
    efficient : bool
        Whether there is a deal that nobody could better without hurting somebody.
    regretted : bool
        Whether there is a deal that is worth less to somebody than no deal.
    """

    index: int
    how: str
    type: ImpasseType | None
    zone: bool
    round: int
    available: float
    gained: float
    lost: float
    efficient: bool
    regretted: bool


@dataclass(frozen=True)
class Sample:
    """Many negotiations of one setting.

    Attributes
    ----------
    setting : Setting
    seed : int
    how, kind, zone, round, efficient, regretted : bytes
        A number for each negotiation; `outcome` reads them.
    available, gained : array of float
    """

    setting: Setting
    seed: int
    how: bytes
    kind: bytes
    zone: bytes
    round: bytes
    efficient: bytes
    regretted: bytes
    available: array[float]
    gained: array[float]

    def __len__(self) -> int:
        return len(self.how)

    def outcome(self, index: int) -> Outcome:
        """Return how one negotiation ended.

        Raises
        ------
        ValueError
            If there is none of this number.
        """
        if not 0 <= index < len(self):
            raise ValueError(
                f"There are {len(self)} negotiations, from 0, and none of number {index}."
            )
        available, gained = self.available[index], self.gained[index]
        return Outcome(
            index,
            _HOW[self.how[index]],
            _TYPES[self.kind[index]],
            bool(self.zone[index]),
            self.round[index],
            available,
            gained,
            available - gained,
            bool(self.efficient[index]),
            bool(self.regretted[index]),
        )

    def which(
        self,
        *,
        kind: ImpasseType | str | None = None,
        zone: bool | None = None,
        deal: bool | None = None,
        regretted: bool | None = None,
    ) -> tuple[int, ...]:
        """List the negotiations that ended so, by number; what is None does not matter."""
        codes = self._codes_of(kind, zone, deal, regretted)
        return tuple(n for n, code in enumerate(self._codes) if code in codes)

    def count(self, kind: ImpasseType | str | None = None, *, zone: bool | None = None) -> int:
        """Count the impasses, of one type or with or without a zone; as many as `which` lists."""
        codes = self._codes_of(kind, zone, False, None)
        return sum(self._codes.count(code) for code in codes)

    @cached_property
    def _codes(self) -> bytes:
        """How each ended as one number: its kind, and bits for a zone and for regret."""
        columns = zip(self.kind, self.zone, self.regretted, strict=True)
        return bytes(kind + ZONE * zone + REGRET * regret for kind, zone, regret in columns)

    @staticmethod
    def _codes_of(
        kind: ImpasseType | str | None, zone: bool | None, deal: bool | None, regret: bool | None
    ) -> frozenset[int]:
        wanted = None if kind is None else _TYPES.index(ImpasseType(kind))
        return frozenset(
            place + ZONE * zoned + REGRET * worse
            for place in range(len(_TYPES))
            for zoned in (False, True)
            for worse in (False, True)
            if wanted in (None, place)
            and zone in (None, zoned)
            and regret in (None, worse)
            and deal in (None, place == engine.NONE)
        )

    def impasses(self, kind: ImpasseType | str | None = None) -> Share:
        """Return which part ended without a deal, or in one type of impasse."""
        return wilson(self.count(kind), len(self))

    @property
    def missed(self) -> Share:
        """Which part of those with a zone of agreement ended without a deal."""
        return wilson(self.count(zone=True), sum(self.zone))

    @property
    def efficient_deals(self) -> Share:
        """Which part of the deals nobody could better without hurting somebody."""
        return wilson(sum(self.efficient), self.how.count(engine.DEAL))

    @property
    def regretted_deals(self) -> Share:
        """Which part of the deals is worth less to somebody than no deal."""
        return wilson(sum(self.regretted), self.how.count(engine.DEAL))

    @property
    def lost(self) -> float:
        """Which part of all joint gains that there were was not realised; 0 if there were none."""
        available = math.fsum(self.available)
        return (available - math.fsum(self.gained)) / available if available else 0.0


class Columns:
    """What is kept of the negotiations so far."""

    def __init__(self) -> None:
        self.codes = {name: bytearray() for name in ("how", "kind", "zone", "round")}
        self.codes |= {name: bytearray() for name in ("efficient", "regretted")}
        self.sums = {name: array("d") for name in ("available", "gained")}

    def add(self, ended: engine.Ended) -> None:
        """Add one negotiation."""
        for name, code in self.codes.items():
            code.append(getattr(ended, name))
        for name, held in self.sums.items():
            held.append(getattr(ended, name))

    def extend(self, ended: engine.Ended) -> None:
        """Add as many as the arrays hold."""
        for name, code in self.codes.items():
            code.extend(getattr(ended, name).astype("uint8").tobytes())
        for name, held in self.sums.items():
            held.frombytes(getattr(ended, name).astype("float64").tobytes())

    def sample(self, setting: Setting, seed: int) -> Sample:
        """Close the sample."""
        how, kind, zone, turn, efficient, regretted = map(bytes, self.codes.values())
        available, gained = self.sums.values()
        return Sample(setting, seed, how, kind, zone, turn, efficient, regretted, available, gained)
