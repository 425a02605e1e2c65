"""Both sides' offers held against their limits and your target: where they lead, and how good
that would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unstuck.analysis._checks import Role, check_role
from unstuck.analysis.concessions import Dance, concessions, room_used, says_yes, way_to_target
from unstuck.analysis.guesses import belief_about
from unstuck.analysis.zopa import Zone, zopa

__all__ = ["Path", "follow"]


@dataclass(frozen=True)
class Path:
    """What follows from the offers so far.

    Attributes
    ----------
    dance : Dance
        Both paths, and where they lead.
    zone : Zone or None
        Between the two limits; None where one is not known.
    your_room, their_room : float or None
        How much of the way from its opening to its limit a side has gone; see `room_used`.
    passed : int or None
        The first round in which your offer was worse for you than your target; None if it has not
        come to that, or where there is no target.
    aims : bool
        Whether your target is better for you than your limit; both must be known.
    to_target : float or None
        How far the meeting point lies on the way from your limit to your target; None without a
        meeting point or without a target better than your limit.
    yes : float or None
        The chance that they would rather take the meeting point than leave.
    middle_yes : float or None
        The same for the point halfway between the latest offers.
    middle_suits_you : bool or None
        Whether that point is no worse for you than no deal; None where your limit is not known.
    beyond_limit : bool
        Whether your latest offer is worse for you than no deal.
    """

    dance: Dance
    zone: Zone | None
    your_room: float | None
    their_room: float | None
    passed: int | None
    aims: bool
    to_target: float | None
    yes: float | None
    middle_yes: float | None
    middle_suits_you: bool | None
    beyond_limit: bool


def follow(
    yours: Sequence[float | None],
    theirs: Sequence[float | None],
    role: Role,
    *,
    your_limit: float | None = None,
    your_target: float | None = None,
    their_limit: float | None = None,
    their_give: float = 0.0,
    deadline: int | None = None,
) -> Path:
    """Follow both sides' offers and hold them against limits and target.

    Parameters
    ----------
    yours, theirs : sequence of float or None
        The opening, then one entry a round; see `concessions.walk`.
    role : {"seller", "buyer"}
        Which of the two you are.
    your_limit, your_target, their_limit : float, optional
        Reservation values and your aspiration; theirs as you see it.
    their_give : float, default 0
        By how much their limit may be off, any value within it as likely as another.
    deadline : int, optional
        The last round there is.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the role is unknown or a number is out of its range.

    Examples
    --------
    >>> path = follow([100, 120, 140], [200, 180, 160], "buyer", your_limit=170, your_target=130)
    >>> path.dance.meeting.price, path.to_target, path.passed
    (150.0, 0.5, 2)
    """
    buys = check_role(role) == "buyer"
    other: Role = "seller" if buys else "buyer"
    dance = concessions(
        yours, theirs, role, your_limit=your_limit, their_limit=their_limit, deadline=deadline
    )
    zone = None
    if your_limit is not None and their_limit is not None:
        zone = zopa(their_limit, your_limit) if buys else zopa(your_limit, their_limit)
    price = dance.meeting.price if dance.meeting else None
    aims, to_target = False, None
    if your_limit is not None and your_target is not None:
        aims = way_to_target(your_limit, role, your_limit, your_target) is not None
        if price is not None:
            to_target = way_to_target(price, role, your_limit, your_target)
    last = dance.you.last
    return Path(
        dance,
        zone,
        None if your_limit is None else room_used(dance.you, your_limit),
        None if their_limit is None else room_used(dance.them, their_limit),
        None if your_target is None else _passed(dance, buys, your_target),
        aims,
        to_target,
        _yes(their_limit, their_give, price, other),
        _yes(their_limit, their_give, dance.middle, other),
        _suits(your_limit, dance.middle, role),
        last is not None and _suits(your_limit, last, role) is False,
    )


def _passed(dance: Dance, buys: bool, target: float) -> int | None:
    for when, amount in dance.you.offers:
        if amount > target if buys else amount < target:
            return when
    return None


def _yes(limit: float | None, give: float, price: float | None, role: Role) -> float | None:
    if limit is None or price is None:
        return None
    return says_yes(belief_about(limit, "range", give=give), price, role)


def _suits(limit: float | None, price: float | None, role: Role) -> bool | None:
    """Whether a price is no worse than no deal for somebody who knows their limit."""
    if limit is None or price is None:
        return None
    return says_yes(limit, price, role) == 1
