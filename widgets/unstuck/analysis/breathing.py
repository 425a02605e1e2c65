"""How many breaths a rhythm makes."""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis._checks import number, positive

__all__ = ["SLOW", "Rhythm"]

SLOW = 10.0
"""Breaths a minute below which breathing counts as slow in the review by Zaccaro and others.

References
----------
A. Zaccaro, A. Piarulli, M. Laurino, E. Garbella, D. Menicucci, B. Neri and A. Gemignani, "How
Breath-Control Can Change Your Life: A Systematic Review on Psycho-Physiological Correlates of Slow
Breathing", Frontiers in Human Neuroscience 12, 2018, 353, doi 10.3389/fnhum.2018.00353.
"""


@dataclass(frozen=True)
class Rhythm:
    """A breath in and a breath out, again and again.

    Parameters
    ----------
    breathe_in, breathe_out : float
        Seconds, from 0.5 to 60.

    Raises
    ------
    ValueError
        If one of them is out of its range.

    Examples
    --------
    >>> Rhythm(4, 6).each_minute
    6.0
    """

    breathe_in: float
    breathe_out: float

    def __post_init__(self) -> None:
        for value, which in ((self.breathe_in, "in"), (self.breathe_out, "out")):
            number(value, f"The seconds for breathing {which}", at_least=0.5, at_most=60)

    @property
    def seconds(self) -> float:
        """How long one breath takes."""
        return self.breathe_in + self.breathe_out

    @property
    def each_minute(self) -> float:
        """How many breaths a minute holds."""
        return 60 / self.seconds

    @property
    def slow(self) -> bool:
        """Whether that is slow breathing, below `SLOW` breaths a minute."""
        return self.each_minute < SLOW

    def wave(self, seconds: float = 60) -> tuple[tuple[float, float], ...]:
        """The turns of the breath: (second, how full from 0 to 1), cut off at the end.

        Examples
        --------
        >>> Rhythm(4, 6).wave(14)
        ((0.0, 0.0), (4.0, 1.0), (10.0, 0.0), (14.0, 1.0))
        """
        end = positive(seconds, "The seconds")
        at, level, turns = 0.0, 0.0, [(0.0, 0.0)]
        while at < end:
            lasts = self.breathe_out if level else self.breathe_in
            step = min(lasts, end - at)
            reached = level - step / lasts if level else step / lasts
            at, level = at + step, 1.0 - level
            turns.append((round(at, 3), round(reached, 3)))
        return tuple(turns)

    def breaths(self, minutes: float) -> int:
        """How many whole breaths fit into so many minutes.

        Examples
        --------
        >>> Rhythm(4, 6).breaths(3)
        18
        """
        whole = positive(minutes, "The minutes") * 60 / self.seconds
        return int(whole + 1e-9)
