"""Which types of impasse remain possible when one knows only part of the story.

Source
------
M. Schweinsberg, S. Thau and M. M. Pillutla, "Negotiation Impasses: Types, Causes, and
Resolutions", Journal of Management 48(1), 2022, 49-76, doi 10.1177/01492063211021657.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from unstuck.analysis.impasse import CauseFamily, ImpasseType, Reading, read_case

__all__ = ["Diagnosis", "Possibility", "View", "ZoneFact", "diagnose"]


class View(StrEnum):
    """Whether a side saw a benefit in no deal, as far as you know."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ZoneFact(StrEnum):
    """What is known of the zone: whether a price existed that both limits allow."""

    ZONE = "zone"
    POINT = "point"
    GAP = "gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Possibility:
    """One way in which it may have been.

    Attributes
    ----------
    first, second : bool
        Whether that side saw a benefit in no deal.
    reading : Reading
        Type, remedy and zone, if it was so.
    forced_by : {"", "first", "second"}
        In a forced impasse the side that forced it; otherwise empty.
    """

    first: bool
    second: bool
    reading: Reading
    forced_by: Literal["", "first", "second"]

    @property
    def type(self) -> ImpasseType:
        """The type, if it was so."""
        return self.reading.type


@dataclass(frozen=True)
class Diagnosis:
    """What follows from what is known of an impasse.

    Attributes
    ----------
    possible : tuple of Possibility
        One where both views are known, two where one is not, four where neither is; those in
        which fewer sides saw a benefit come first.
    missing : tuple of {"first", "second"}
        The sides whose view is not known.
    zone : ZoneFact
        Whether a zone existed; apart from the type.
    width : float or None
        How wide the zone was, or the gap, in money and never negative; None if not known.
    causes : tuple of CauseFamily
        Where the cause is seen to lie.
    """

    possible: tuple[Possibility, ...]
    missing: tuple[Literal["first", "second"], ...]
    zone: ZoneFact
    width: float | None
    causes: tuple[CauseFamily, ...]

    @property
    def settled(self) -> bool:
        """Whether both views are known, so that the type is."""
        return not self.missing

    @property
    def types(self) -> str:
        """The types that remain possible, in words: ``"unwanted or forced"``."""
        *others, last = dict.fromkeys(str(each.type) for each in self.possible)
        return f"{', '.join(others)} or {last}" if others else last


def diagnose(
    first: View | str,
    second: View | str,
    *,
    seller_limit: float | None = None,
    buyer_limit: float | None = None,
    causes: Iterable[CauseFamily | str] = (),
) -> Diagnosis:
    """Say which types an impasse may be, given what you know and what you do not.

    Parameters
    ----------
    first, second : View or {"yes", "no", "unknown"}
        Whether that side saw a benefit in no deal.
    seller_limit, buyer_limit : float, optional
        The least that the side to be paid would take, the most that the paying side would pay;
        None where it is not known. They never move the type.
    causes : iterable of CauseFamily or str
        Families in which you see a cause; they do not move the type either.

    Returns
    -------
    Diagnosis

    Raises
    ------
    ValueError
        If a view is none of the three, a limit is no finite number, or there is no such family.

    Examples
    --------
    >>> diagnose("no", "unknown").types
    'unwanted or forced'

    References
    ----------
    Schweinsberg, Thau and Pillutla 2022, doi 10.1177/01492063211021657.
    """
    known = {"first": _view(first, "first"), "second": _view(second, "second")}
    possible = tuple(
        _possibility(one, two, seller_limit, buyer_limit)
        for one, two in ((False, False), (True, False), (False, True), (True, True))
        if one in _allowed(known["first"]) and two in _allowed(known["second"])
    )
    sides: tuple[Literal["first", "second"], ...] = ("first", "second")
    fact, width = _zone(possible[0].reading.width)
    return Diagnosis(
        possible,
        tuple(side for side in sides if known[side] is View.UNKNOWN),
        fact,
        width,
        tuple(_family(cause) for cause in causes),
    )


def _view(given: View | str, side: str) -> View:
    if given not in list(View):
        raise ValueError(
            f"The view of the {side} side must be yes, no or unknown, not {given!r}; "
            "choose one of the three."
        )
    return View(given)


def _allowed(view: View) -> tuple[bool, ...]:
    return (False, True) if view is View.UNKNOWN else (view is View.YES,)


def _possibility(
    first: bool, second: bool, seller_limit: float | None, buyer_limit: float | None
) -> Possibility:
    reading = read_case(first, second, seller_limit, buyer_limit)
    if reading.type is not ImpasseType.FORCED:
        return Possibility(first, second, reading, "")
    return Possibility(first, second, reading, "first" if first else "second")


def _zone(width: float | None) -> tuple[ZoneFact, float | None]:
    if width is None:
        return ZoneFact.UNKNOWN, None
    if width == 0:
        return ZoneFact.POINT, 0.0
    return (ZoneFact.ZONE if width > 0 else ZoneFact.GAP), abs(width)


def _family(cause: CauseFamily | str) -> CauseFamily:
    if cause not in list(CauseFamily):
        raise ValueError(
            f"A cause is structural, interpersonal or intrapersonal, not {cause!r}; "
            "choose one of the three."
        )
    return CauseFamily(cause)
