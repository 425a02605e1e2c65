"""The path of concessions: what the offers of two sides say, where they lead, who stops where.

An offer says where somebody stands; the way from offer to offer says how far they may still go.
Here each side's path is carried on by one stated rule and both are followed until they cross, stop,
or run out of rounds. The rule describes a pattern. It is no forecast: people may send a pattern on
purpose, or change it when they see where it leads.

References
----------
H. Raiffa, *The Art and Science of Negotiation*, 1982, on the negotiation dance: steps that shrink
signal that a side nears its limit, or wants that believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unstuck.analysis._checks import Role, check_role, number
from unstuck.analysis._walks import ALIKE, Trend, Walk, next_offer, next_ratio, room_used, walk
from unstuck.analysis.beliefs import Belief, as_belief

__all__ = [
    "ALIKE",
    "FARTHEST",
    "Dance",
    "Meeting",
    "Trend",
    "Walk",
    "concessions",
    "next_offer",
    "next_ratio",
    "room_used",
    "says_yes",
    "walk",
    "way_to_target",
]

FARTHEST = 40
"""So many rounds the paths are carried on at most."""

DRAWN = 5
"""So many rounds of paths that do not cross are worth drawing."""

_NOTHING = 1e-9


@dataclass(frozen=True)
class Meeting:
    """Where two paths cross.

    Attributes
    ----------
    round : int
        The first round in which the offers reach each other.
    price : float
        The price at which the two lines cross on the way to that round.
    at : float
        Where on the way that is, in rounds.
    reached : bool
        Whether the latest offers have met and nothing is projected; the price is then halfway
        between them.
    """

    round: int
    price: float
    at: float
    reached: bool


@dataclass(frozen=True)
class Dance:
    """Both paths together.

    Attributes
    ----------
    you, them : Walk
    round : int
        The last round in which anybody made an offer; the openings are round 0.
    gap : float or None
        The distance between the latest offers; 0 or less once they have met.
    middle, opening_middle : float or None
        Halfway between the latest offers, and between the two openings.
    exchange : float or None
        What they have conceded for each 1 of yours; None while you have conceded nothing.
    unanswered : int
        In so many of the latest rounds you moved and they did not.
    ahead_you, ahead_them : tuple of (float, float)
        (round, amount): the paths carried on, from the latest round to where they cross, or as
        far as is worth drawing.
    meeting : Meeting or None
        Where they cross, within `FARTHEST` rounds.
    apart : float or None
        Where they do not cross: the distance that is left after `FARTHEST` more rounds.
    your_stop, their_stop : int or None
        The projected round in which a side stands at its limit and goes no further.
    in_time : bool or None
        Whether they meet by the deadline; None without a deadline.
    gap_at_deadline : float or None
        The projected distance in the last round, if they have not met by then.
    needed : float or None
        By how much both together would have to move in each round left, to meet in time.
    """

    you: Walk
    them: Walk
    round: int
    gap: float | None = None
    middle: float | None = None
    opening_middle: float | None = None
    exchange: float | None = None
    unanswered: int = 0
    ahead_you: tuple[tuple[float, float], ...] = ()
    ahead_them: tuple[tuple[float, float], ...] = ()
    meeting: Meeting | None = None
    apart: float | None = None
    your_stop: int | None = None
    their_stop: int | None = None
    in_time: bool | None = None
    gap_at_deadline: float | None = None
    needed: float | None = None


@dataclass(frozen=True)
class _Line:
    """A side's amount in the latest round and in all that are projected."""

    now: int
    amounts: tuple[float, ...]
    stop: int | None

    def at(self, when: int) -> float:
        return self.amounts[when - self.now]


def concessions(
    yours: Sequence[float | None],
    theirs: Sequence[float | None],
    role: Role,
    *,
    your_limit: float | None = None,
    their_limit: float | None = None,
    deadline: int | None = None,
) -> Dance:
    """Read both sides' offers together, and carry both paths on until they cross or stop.

    Each next step is the last one times the ratio of `next_ratio`; nobody goes past a limit. A
    side that has not moved in the latest round stands where it stood, and moves from there on.

    Parameters
    ----------
    yours, theirs : sequence of float or None
        As for `walk`.
    role : {"seller", "buyer"}
        Which of the two you are.
    your_limit, their_limit : float, optional
        The reservation values; theirs as you see it. Left out, that side is not stopped.
    deadline : int, optional
        The last round there is.

    Returns
    -------
    Dance
        Without `gap` and all that follows from it while a side has made no offer.

    Raises
    ------
    ValueError
        If the role is unknown, a number is not finite, or the deadline is below 0.

    Examples
    --------
    >>> path = concessions([100, 120, 140], [200, 180, 160], "buyer")
    >>> path.gap, path.middle, path.meeting.round
    (20.0, 150.0, 3)
    """
    other: Role = "seller" if check_role(role) == "buyer" else "buyer"
    you, them = walk(yours, role), walk(theirs, other)
    now = max((side.offers[-1][0] for side in (you, them) if side.offers), default=0)
    if you.last is None or them.last is None:
        return Dance(you, them, now)
    mine = _carried(you, role, your_limit, now)
    other_line = _carried(them, other, their_limit, now)
    high, low = (mine, other_line) if role == "seller" else (other_line, mine)
    gap, middle = high.at(now) - low.at(now), (you.last + them.last) / 2
    meeting = _meeting(high, low, now, gap, middle)
    clock = _clock(deadline, high, low, now, gap, meeting)
    until = now + DRAWN if deadline is None else min(max(now + DRAWN, deadline), now + FARTHEST)
    return Dance(
        you,
        them,
        now,
        gap,
        middle,
        (you.offers[0][1] + them.offers[0][1]) / 2,
        them.conceded / you.conceded if you.conceded > 0 else None,
        _unanswered(you, them),
        _ahead(mine, meeting, until),
        _ahead(other_line, meeting, until),
        meeting,
        None if meeting else high.at(now + FARTHEST) - low.at(now + FARTHEST),
        mine.stop,
        other_line.stop,
        *clock,
    )


def _carried(side: Walk, role: Role, limit: float | None, now: int) -> _Line:
    """Carry a side's offers on by the rule, never past its limit."""
    sign = 1.0 if role == "buyer" else -1.0
    own = None if limit is None else number(limit, "A limit")
    amount, step = side.offers[-1][1], side.steps[-1] if side.steps else 0.0
    stop = now if own is not None and sign * (amount - own) >= 0 else None
    amounts = [amount]
    for when in range(now + 1, now + FARTHEST + 1):
        step *= side.ratio
        if stop is None:
            amount += sign * step
            if own is not None and sign * (amount - own) >= 0:
                amount, stop = own, when
        amounts.append(amount)
    return _Line(now, tuple(amounts), stop)


def _meeting(high: _Line, low: _Line, now: int, gap: float, middle: float) -> Meeting | None:
    tolerance = _NOTHING * max(1.0, abs(middle))
    if gap <= tolerance:
        return Meeting(now, middle, float(now), True)
    for when in range(now + 1, now + FARTHEST + 1):
        before, after = (high.at(w) - low.at(w) for w in (when - 1, when))
        if after <= tolerance:
            part = min(1.0, before / (before - after))
            price = high.at(when - 1) + part * (high.at(when) - high.at(when - 1))
            return Meeting(when, price, when - 1 + part, False)
    return None


def _clock(
    deadline: int | None, high: _Line, low: _Line, now: int, gap: float, meeting: Meeting | None
) -> tuple[bool | None, float | None, float | None]:
    """Whether they meet in time, and if not, the distance then and what each round would need."""
    if deadline is None:
        return None, None, None
    last = int(number(deadline, "The deadline", at_least=0))
    if meeting is not None and meeting.round <= max(last, now if meeting.reached else 0):
        return True, None, None
    if last <= now:
        return False, gap, None
    then = min(last, now + FARTHEST)
    return False, high.at(then) - low.at(then), gap / (last - now)


def _ahead(line: _Line, meeting: Meeting | None, until: int) -> tuple[tuple[float, float], ...]:
    """The projected part of a path, from the latest round to the meeting or `until`."""
    if meeting is None:
        return tuple((float(when), line.at(when)) for when in range(line.now, until + 1))
    if meeting.reached:
        return ()
    whole = [(float(when), line.at(when)) for when in range(line.now, meeting.round)]
    return (*whole, (meeting.at, meeting.price))


def _unanswered(you: Walk, them: Walk) -> int:
    """In how many of the latest rounds you moved and they did not."""
    theirs = {when + 1: step for (when, _), step in zip(them.offers, them.steps, strict=False)}
    count = 0
    for (when, _), step in reversed(list(zip(you.offers, you.steps, strict=False))):
        if step <= 0 or theirs.get(when + 1, 0.0) > 0:
            break
        count += 1
    return count


def way_to_target(price: float, role: Role, limit: float, target: float) -> float | None:
    """Return how far a price lies on the way from your limit to your target.

    Parameters
    ----------
    price : float
    role : {"seller", "buyer"}
        Which of the two you are.
    limit, target : float
        Your reservation value and your aspiration.

    Returns
    -------
    float or None
        0 at the limit, 1 at the target; None where the target is no better than the limit.

    Raises
    ------
    ValueError
        If the role is unknown or a number is not finite.

    Examples
    --------
    >>> way_to_target(19000, "buyer", 21000, 17000)
    0.5
    """
    sign = 1.0 if check_role(role) == "seller" else -1.0
    own, aim = number(limit, "Your limit"), number(target, "Your target")
    if sign * (aim - own) <= 0:
        return None
    return (number(price, "The price") - own) / (aim - own)


def says_yes(limit: float | Belief, price: float, role: Role) -> float:
    """Return the chance that a side would rather take a price than leave.

    Parameters
    ----------
    limit : float or Belief
        Its reservation value, known or guessed.
    price : float
    role : {"seller", "buyer"}
        Which of the two that side is.

    Returns
    -------
    float
        0 or 1 for a known limit.

    Raises
    ------
    ValueError
        If the role is unknown or a number is not finite.
    """
    belief, at = as_belief(limit), number(price, "The price")
    return belief.cdf(at) if check_role(role) == "seller" else belief.at_least(at)
