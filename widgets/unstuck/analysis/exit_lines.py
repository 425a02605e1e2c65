"""A last sentence that keeps the door open: put together from one's own words, and read back.

Phrases are found by their letters. Whether a sentence blames is for a reader to judge; the list
only says where to look twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from unstuck.analysis.softeners import softeners

__all__ = ["ExitReading", "Part", "read_exit", "read_whole", "write_exit"]


class Part(StrEnum):
    """What a graceful exit is made of, in its order."""

    THANKS = "thanks"
    REASON = "reason"
    STOP = "stop"
    DOOR = "door"


_ASKED = (Part.THANKS, Part.REASON, Part.DOOR)
_THEIRS = re.compile(r"(you|your|they|their)\b", re.IGNORECASE)


@dataclass(frozen=True)
class ExitReading:
    """What an exit line has, lacks, and should be read twice for.

    Attributes
    ----------
    line : str
        The whole of it; empty where nothing is written yet.
    missing : tuple of Part
        Parts that have no words yet.
    blame, slams, threats : tuple of str
        Phrases that accuse, shut the door, or threaten, in their order.
    about_them : bool
        Whether the reason begins with the other side and not with oneself.
    """

    line: str
    missing: tuple[Part, ...]
    blame: tuple[str, ...]
    slams: tuple[str, ...]
    threats: tuple[str, ...]
    about_them: bool

    @property
    def good(self) -> bool:
        """Whether every part is there and nothing was found."""
        found = (self.missing, self.blame, self.slams, self.threats)
        return not any(found) and not self.about_them


def write_exit(words: Mapping[Part, str], frames: Mapping[Part, str]) -> str:
    """Put an exit line together from one's own words.

    Parameters
    ----------
    words : mapping of Part to str
        One's own words; a part without any is left out.
    frames : mapping of Part to str
        For each part the sentence around them, with ``{words}`` where they go. A frame without
        it stands as it is wherever anything else was written.

    Returns
    -------
    str
        The sentences in the order of `Part`; empty where nothing is written.

    Examples
    --------
    >>> write_exit({Part.DOOR: "the dates move."},
    ...            {Part.DOOR: "If {words}, call me.", Part.STOP: "We stop here for now."})
    'We stop here for now. If the dates move, call me.'
    """
    given = {part: _trimmed(words.get(part, "")) for part in Part}
    if not any(given.values()):
        return ""
    told = [
        frame.replace("{words}", given[part])
        for part in Part
        if (frame := frames.get(part, "")) and (given[part] or "{words}" not in frame)
    ]
    return " ".join(told)


def read_exit(
    words: Mapping[Part, str],
    frames: Mapping[Part, str],
    *,
    blame: Iterable[str],
    slams: Iterable[str],
    threats: Iterable[str],
    needed: Iterable[Part] = _ASKED,
) -> ExitReading:
    """Put an exit line together and say what it lacks and what to read twice.

    Parameters
    ----------
    words, frames : mapping of Part to str
        As for `write_exit`.
    blame, slams, threats : iterable of str
        The phrases to look for in one's own words.
    needed : iterable of Part
        The parts that it should have; after talks in bad faith an open door is none of them.

    Returns
    -------
    ExitReading

    Examples
    --------
    >>> told = read_exit({Part.REASON: "you wasted our time"}, {Part.REASON: "We stop: {words}."},
    ...                  blame=["you wasted"], slams=[], threats=[])
    >>> told.blame, told.about_them
    (('you wasted',), True)
    """
    own = ". ".join(words.get(part, "") for part in _ASKED).replace("’", "'")
    return ExitReading(
        line=write_exit(words, frames),
        missing=tuple(part for part in needed if not words.get(part, "").strip()),
        blame=softeners(own, blame),
        slams=softeners(own, slams),
        threats=softeners(own, threats),
        about_them=bool(_THEIRS.match(words.get(Part.REASON, "").strip())),
    )


def read_whole(
    line: str, *, blame: Iterable[str], slams: Iterable[str], threats: Iterable[str]
) -> ExitReading:
    """Read an exit line that was written in one piece; what it lacks is not looked for.

    Examples
    --------
    >>> read_whole("Never again, thank you.", blame=[], slams=["never again"], threats=[]).slams
    ('never again',)
    """
    told, plain = " ".join(line.split()), line.replace("’", "'")
    return ExitReading(
        line=told,
        missing=(),
        blame=softeners(plain, blame),
        slams=softeners(plain, slams),
        threats=softeners(plain, threats),
        about_them=False,
    )


def _trimmed(words: str) -> str:
    """One line, without the stop at its end: the frame has its own."""
    return " ".join(words.split()).rstrip(" .!,;:")
