"""Which of three responses to a failure one's own words show.

References
----------
J. N. Weiss, "How to Learn from a Failed Negotiation", Harvard Business Review, 18 March 2025, for
the three responses. That sentences are counted is a device of this course and no measurement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PLAIN", "Response", "ResponseReading", "Sorting", "read_responses", "sort_check"]

PLAIN = "plain"
"""The mark of a sentence that only tells what happened."""


class Response(StrEnum):
    """What people do with a failure: look for who did it, draw back, or own it and learn."""

    BLAME = "blame"
    SHRINK = "shrink"
    OWN = "own"


@dataclass(frozen=True)
class ResponseReading:
    """What the marks of a text add up to.

    Attributes
    ----------
    marks : tuple of str
        The mark of each sentence, ``""`` where there is none yet.
    leading : Response or None
        The response that most sentences show; None on a tie, or where none shows one.
    rewrite : tuple of int
        The positions of the sentences that blame or shrink, from 0.
    """

    marks: tuple[str, ...]
    leading: Response | None
    rewrite: tuple[int, ...]

    @property
    def unmarked(self) -> int:
        """How many sentences have no mark yet."""
        return self.marks.count("")

    def count(self, mark: Response | str) -> int:
        """How many sentences carry this mark."""
        return self.marks.count(str(mark))


@dataclass(frozen=True)
class Sorting:
    """How somebody's marks stand to the course's.

    Attributes
    ----------
    right, differing : tuple of int
        The numbers of the texts, from 1, that are marked as the course marks them, or otherwise.
    missing : int
        How many are not marked yet.
    """

    right: tuple[int, ...]
    differing: tuple[int, ...]
    missing: int


def read_responses(marks: Sequence[str]) -> ResponseReading:
    """Say which response most sentences of a text show, by how somebody marked them.

    Parameters
    ----------
    marks : sequence of str
        One for each sentence: a `Response`, ``"plain"`` for one that only tells, or ``""``.

    Returns
    -------
    ResponseReading

    Raises
    ------
    ValueError
        If a mark is none of these.

    Examples
    --------
    >>> read_responses(["plain", "blame", "own", "blame"]).leading
    <Response.BLAME: 'blame'>
    """
    known = {*Response, PLAIN, ""}
    for mark in marks:
        if mark not in known:
            raise ValueError(
                f"A sentence may blame, shrink, own or be plain, not {mark!r}; choose one of these."
            )
    counts = {response: list(marks).count(response) for response in Response}
    most = max(counts.values())
    leaders = [response for response, count in counts.items() if count == most]
    return ResponseReading(
        marks=tuple(str(mark) for mark in marks),
        leading=leaders[0] if most and len(leaders) == 1 else None,
        rewrite=tuple(
            at for at, mark in enumerate(marks) if mark in (Response.BLAME, Response.SHRINK)
        ),
    )


def sort_check(said: Sequence[str], key: Sequence[str]) -> Sorting:
    """Hold somebody's sorting beside the course's.

    Parameters
    ----------
    said, key : sequence of str
        A mark for each text, in the same order; ``""`` in `said` where there is none yet.

    Returns
    -------
    Sorting

    Raises
    ------
    ValueError
        If there are not as many marks as texts.
    """
    if len(said) != len(key):
        raise ValueError(
            f"There are {len(key)} texts and {len(said)} marks; give one mark for each text."
        )
    pairs = list(enumerate(zip(said, key, strict=True), start=1))
    return Sorting(
        right=tuple(n for n, (mine, ours) in pairs if mine == ours),
        differing=tuple(n for n, (mine, ours) in pairs if mine not in ("", ours)),
        missing=list(said).count(""),
    )
