"""Which kind of impasse it was, by who saw a benefit in no deal.

Source
------
M. Schweinsberg, S. Thau and M. M. Pillutla, "Negotiation Impasses: Types, Causes, and
Resolutions", Journal of Management 48(1), 2022, 49-76, doi 10.1177/01492063211021657.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from unstuck.analysis._checks import number, yes_or_no
from unstuck.analysis.zopa import zopa

__all__ = [
    "CAUSES",
    "CauseFamily",
    "ImpasseType",
    "Reading",
    "Remedy",
    "RemedyFamily",
    "classify",
    "read_case",
    "remedy_for",
]


class ImpasseType(StrEnum):
    """Who saw a benefit in no deal: both, one of them, or neither."""

    WANTED = "wanted"
    FORCED = "forced"
    UNWANTED = "unwanted"


class CauseFamily(StrEnum):
    """Where the causes of an impasse lie."""

    STRUCTURAL = "structural"
    INTERPERSONAL = "interpersonal"
    INTRAPERSONAL = "intrapersonal"


class RemedyFamily(StrEnum):
    """What kind of step may end an impasse."""

    CHANGE_STRUCTURE = "change the structure"
    PERSUADE = "persuade"
    DEBIAS = "debias"


CAUSES: Mapping[CauseFamily, str] = MappingProxyType(
    {
        CauseFamily.STRUCTURAL: (
            "The situation makes a deal hard: whether there is a zone of agreement, and through "
            "which channels you talk."
        ),
        CauseFamily.INTERPERSONAL: (
            "What passes between you makes a deal hard: tough tactics, and the feelings they stir."
        ),
        CauseFamily.INTRAPERSONAL: (
            "What goes on within a person makes a deal hard: biases, what they happen to know, "
            "and how they frame it."
        ),
    }
)
"""One sentence for each family of causes, with the examples of the review's abstract.

The review treats all three families as likely antecedents of the three types, so this is a table
of descriptions and no map from a type to a family.
"""


@dataclass(frozen=True)
class Remedy:
    """A family of steps that may end an impasse, and what it asks of you.

    Attributes
    ----------
    family : RemedyFamily
        The name of the family.
    sentence : str
        What to do, in one sentence.
    """

    family: RemedyFamily
    sentence: str


_REMEDIES: Mapping[ImpasseType, Remedy] = MappingProxyType(
    {
        ImpasseType.WANTED: Remedy(
            RemedyFamily.CHANGE_STRUCTURE,
            "Change the situation for both of you until each would gain by a deal.",
        ),
        ImpasseType.FORCED: Remedy(
            RemedyFamily.PERSUADE,
            "Persuade the side that prefers no deal that a deal would serve it better.",
        ),
        ImpasseType.UNWANTED: Remedy(
            RemedyFamily.DEBIAS,
            "Help both sides to see past what each misread, since neither was better off without "
            "a deal.",
        ),
    }
)


@dataclass(frozen=True)
class Reading:
    """What can be said of one impasse.

    Attributes
    ----------
    type : ImpasseType
        By who saw a benefit in no deal, and by nothing else.
    remedy : Remedy
        The family of steps for that type.
    zone_existed : bool or None
        Whether a price existed that both limits allow; None where a limit is not known.
    width : float or None
        The buyer's limit less the seller's, negative for a gap; None where a limit is not known.
    """

    type: ImpasseType
    remedy: Remedy
    zone_existed: bool | None
    width: float | None


def classify(first_prefers_no_deal: bool, second_prefers_no_deal: bool) -> ImpasseType:
    """Name the type of an impasse from each side's own view of no deal.

    Parameters
    ----------
    first_prefers_no_deal, second_prefers_no_deal : bool
        Whether that side saw a benefit in no deal. The order of the two does not matter.

    Returns
    -------
    ImpasseType
        ``wanted`` if both did, ``forced`` if one did, ``unwanted`` if neither did.

    Raises
    ------
    ValueError
        If either is not True or False.

    References
    ----------
    Schweinsberg, Thau and Pillutla 2022, doi 10.1177/01492063211021657.
    """
    first = yes_or_no(first_prefers_no_deal, "Whether the first side prefers no deal")
    second = yes_or_no(second_prefers_no_deal, "Whether the second side prefers no deal")
    if first and second:
        return ImpasseType.WANTED
    return ImpasseType.FORCED if first or second else ImpasseType.UNWANTED


def remedy_for(impasse_type: ImpasseType | str) -> Remedy:
    """Say which family of steps may end an impasse of this type.

    Parameters
    ----------
    impasse_type : ImpasseType or str
        ``wanted``, ``forced`` or ``unwanted``.

    Returns
    -------
    Remedy
        Change the structure for both; persuade; debias both.

    Raises
    ------
    ValueError
        If there is no such type.

    References
    ----------
    Schweinsberg, Thau and Pillutla 2022, doi 10.1177/01492063211021657.
    """
    if impasse_type not in list(ImpasseType):
        raise ValueError(
            f"An impasse is wanted, forced or unwanted, not {impasse_type!r}; "
            "choose one of the three."
        )
    return _REMEDIES[ImpasseType(impasse_type)]


def read_case(
    first_prefers_no_deal: bool,
    second_prefers_no_deal: bool,
    seller_limit: float | None = None,
    buyer_limit: float | None = None,
) -> Reading:
    """Read one impasse: its type, its remedy and, apart from them, whether a zone existed.

    The limits never move the type: people with a wide zone may both want to leave, and people
    with none may both be sorry.

    Parameters
    ----------
    first_prefers_no_deal, second_prefers_no_deal : bool
        Whether that side saw a benefit in no deal.
    seller_limit, buyer_limit : float, optional
        The lowest price the seller would take and the highest the buyer would pay, in one
        currency; None where it is not known.

    Returns
    -------
    Reading

    Raises
    ------
    ValueError
        If a view is not True or False, or a limit is no finite number.
    """
    kind = classify(first_prefers_no_deal, second_prefers_no_deal)
    seller = None if seller_limit is None else number(seller_limit, "The seller's limit")
    buyer = None if buyer_limit is None else number(buyer_limit, "The buyer's limit")
    if seller is None or buyer is None:
        return Reading(kind, remedy_for(kind), None, None)
    zone = zopa(seller, buyer)
    return Reading(kind, remedy_for(kind), zone.exists, zone.width)
