"""Whether a lesson from talks that failed holds in the talks that come next, line by line.

Comparing the two before carrying a lesson over is the third step of J. N. Weiss, "How to Learn from
a Failed Negotiation", Harvard Business Review, 18 March 2025. The verdicts are this course's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Comparison", "Transfer", "Weighing", "judge", "weigh"]

LIKENESS = ("alike", "differs", "unknown")
CARRYING = ("yes", "changed", "no")


class Transfer(StrEnum):
    """What becomes of a lesson on one line of the comparison."""

    CARRIES = "carries over"
    ADAPTED = "carries over, changed"
    LEFT = "stays behind"
    BLIND = "is carried over blindly"
    DROPPED = "is dropped without need"
    UNTESTED = "is untested"
    OPEN = "is open"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One line of the comparison.

    Attributes
    ----------
    name : str
        What is compared, such as who decides.
    failed, next : str
        How it was in the failed talks, and how it is in the next ones.
    alike : {"", "alike", "differs", "unknown"}
        Whether the two are alike in this.
    carry : {"", "yes", "changed", "no"}
        Whether you carry the lesson over as far as this line goes.
    why : str
        Your reason.
    """

    name: str = ""
    failed: str = ""
    next: str = ""
    alike: str = ""
    carry: str = ""
    why: str = ""

    @property
    def decided(self) -> bool:
        """Whether the line names a thing, compares it, decides and gives a reason."""
        return bool(self.name.strip() and self.alike and self.carry and self.why.strip())

    @property
    def begun(self) -> bool:
        """Whether anything has been written in it."""
        return any(text.strip() for text in (self.name, self.failed, self.next, self.why))

    @property
    def fate(self) -> Transfer:
        """What becomes of the lesson on this line."""
        return judge(self.alike, self.carry)


@dataclass(frozen=True)
class Weighing:
    """What all lines of a comparison say together.

    Attributes
    ----------
    fates : tuple of Transfer
        Line by line.
    risky : tuple of int
        The lines on which the lesson would mislead or is untested.
    sound : bool
        Whether at least one line is decided and none is risky or open.
    """

    fates: tuple[Transfer, ...]
    risky: tuple[int, ...]
    sound: bool


def judge(alike: str, carry: str) -> Transfer:
    """Say what becomes of a lesson on one line.

    Parameters
    ----------
    alike : {"", "alike", "differs", "unknown"}
        Whether the failed and the next talks are alike in this.
    carry : {"", "yes", "changed", "no"}
        Whether the lesson is carried over.

    Returns
    -------
    Transfer
        Carried unchanged across a difference it is blind; dropped where all is alike it is a loss;
        where you do not know, it is untested, whatever you do with it.

    Raises
    ------
    ValueError
        If a word is none of these.

    Examples
    --------
    >>> str(judge("differs", "yes"))
    'is carried over blindly'
    """
    if alike not in ("", *LIKENESS) or carry not in ("", *CARRYING):
        raise ValueError(
            f"A line is {', '.join(LIKENESS)} and the lesson carried over {', '.join(CARRYING)}; "
            f"you have {alike!r} and {carry!r}."
        )
    if not alike or not carry:
        return Transfer.OPEN
    if alike == "unknown":
        return Transfer.UNTESTED
    if carry == "changed":
        return Transfer.ADAPTED
    if alike == "alike":
        return Transfer.CARRIES if carry == "yes" else Transfer.DROPPED
    return Transfer.BLIND if carry == "yes" else Transfer.LEFT


def weigh(lines: Iterable[Comparison]) -> Weighing:
    """Weigh all lines of a comparison together."""
    fates = tuple(line.fate for line in lines)
    risky = tuple(n for n, fate in enumerate(fates) if fate in (Transfer.BLIND, Transfer.UNTESTED))
    return Weighing(fates, risky, bool(fates) and not risky and Transfer.OPEN not in fates)
