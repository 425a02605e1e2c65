"""How sure somebody was of their answers, and how right they were.

A first answer has a score from 0 (wrong) to 1 (wholly right) and says how sure the learner was
of it: 1 a guess, 2 fairly sure, 3 certain.

Source
------
E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
the American Statistical Association 22(158), 1927, 209-212: the interval of a share. What is
expected of "fairly sure" and of "certain" (`EXPECTED`) is our own reading of these words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from unstuck.analysis._checks import number

__all__ = [
    "CERTAIN",
    "EXPECTED",
    "FEWEST",
    "SURENESS",
    "FirstTry",
    "Fit",
    "Level",
    "Verdict",
    "against",
    "calibration",
    "first_try",
    "verdict",
    "wilson",
]

SURENESS = (1, 2, 3)
"""A guess, fairly sure, certain."""

CERTAIN = 3

EXPECTED: Mapping[int, tuple[float, float]] = MappingProxyType(
    {1: (0.0, 0.6), 2: (0.6, 0.9), 3: (0.9, 1.0)}
)
"""Which share of answers ought to be right for each word; where the borders lie is our choice."""

FEWEST = 5
"""With fewer answers than this nothing is said about how well a learner judged themselves."""

_NORMAL_95 = 1.959963984540054
_DUST = 1e-9


class Fit(StrEnum):
    """How a share stands to what was expected of it."""

    FEW = "few"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


class Verdict(StrEnum):
    """How a learner judges themselves over all levels."""

    FEW = "few"
    OVER = "over"
    UNDER = "under"
    MIXED = "mixed"
    FITS = "fits"


@dataclass(frozen=True)
class FirstTry:
    """The first answer to one question.

    Attributes
    ----------
    question : str
        Which one.
    score : float
        From 0 to 1.
    sure : int
        One of `SURENESS`.
    """

    question: str
    score: float
    sure: int

    @property
    def right(self) -> bool:
        """Whether it was wholly right."""
        return self.score >= 1 - _DUST


@dataclass(frozen=True)
class Level:
    """All first answers of which a learner was equally sure.

    Attributes
    ----------
    sure : int
        One of `SURENESS`.
    tries, right : int
        How many there are, and how many were wholly right.
    share : float or None
        The share that was right; None where there is no answer.
    low, high : float
        Ends of the 95 % Wilson interval of that share; 0 and 1 where there is no answer.
    fit : Fit
        How the interval stands to `EXPECTED`.
    """

    sure: int
    tries: int
    right: int
    share: float | None
    low: float
    high: float
    fit: Fit


def first_try(question: str, entry: object) -> FirstTry | None:
    """Read the first answer out of what a browser kept of a question; trust nothing in it.

    Parameters
    ----------
    question : str
        Its id.
    entry : object
        What was kept: a mapping whose `first` holds `score` (0 to 1) and `sure` (1, 2 or 3).

    Returns
    -------
    FirstTry or None
        None where there is no first answer that can be one.

    Examples
    --------
    >>> first_try("batna-01", {"first": {"score": 1, "sure": 3}})
    FirstTry(question='batna-01', score=1.0, sure=3)
    >>> first_try("batna-01", {"first": {"score": "1", "sure": 3}}) is None
    True
    """
    first = entry.get("first") if isinstance(entry, Mapping) else None
    if not isinstance(first, Mapping):
        return None
    score, sure = first.get("score"), first.get("sure")
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        return None
    if isinstance(sure, bool) or sure not in SURENESS or not isinstance(sure, int):
        return None
    return FirstTry(question, float(score), sure)


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """Between which shares the true one lies, by 95 % confidence, if `hits` of `tries` came true.

    Parameters
    ----------
    hits, tries : int
        Whole numbers, 0 or more; `hits` at most `tries`.

    Returns
    -------
    tuple of float
        Lower and upper end, from 0 to 1; 0 and 1 where there was no try.

    Raises
    ------
    ValueError
        If the two are no whole numbers, or there are more hits than tries.

    References
    ----------
    E. B. Wilson (1927), Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> low, high = wilson(25, 1030)
    >>> round(low, 3), round(high, 3)
    (0.016, 0.036)
    """
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in (hits, tries)):
        raise ValueError(f"Hits and tries must be whole numbers, not {hits!r} and {tries!r}.")
    if not 0 <= hits <= tries:
        raise ValueError(f"Hits must be from 0 to the number of tries, {tries}; you have {hits}.")
    if tries == 0:
        return 0.0, 1.0
    share, square = hits / tries, _NORMAL_95**2
    middle = share + square / (2 * tries)
    reach = _NORMAL_95 * math.sqrt(share * (1 - share) / tries + square / (4 * tries**2))
    scale = 1 + square / tries
    low, high = (middle - reach) / scale, (middle + reach) / scale
    return (0.0 if hits == 0 else low), (1.0 if hits == tries else high)


def calibration(tries: Iterable[FirstTry]) -> tuple[Level, ...]:
    """For each word of sureness, which share of the answers was right.

    Parameters
    ----------
    tries : iterable of FirstTry
        Any number of first answers.

    Returns
    -------
    tuple of Level
        One for each of `SURENESS`, in that order.

    Examples
    --------
    >>> sure_and_wrong = [FirstTry(f"q{n}", 0, 3) for n in range(6)]
    >>> calibration(sure_and_wrong)[2].fit
    <Fit.BELOW: 'below'>
    """
    told = list(tries)
    return tuple(_level(sure, [one for one in told if one.sure == sure]) for sure in SURENESS)


def _level(sure: int, tries: Sequence[FirstTry]) -> Level:
    count, right = len(tries), sum(one.right for one in tries)
    low, high = wilson(right, count)
    least, most = EXPECTED[sure]
    fit = Fit.WITHIN
    if count < FEWEST:
        fit = Fit.FEW
    elif high < least:
        fit = Fit.BELOW
    elif low > most:
        fit = Fit.ABOVE
    return Level(sure, count, right, right / count if count else None, low, high, fit)


def verdict(levels: Iterable[Level]) -> Verdict:
    """Over- or underconfident, by the levels that have enough answers.

    Overconfident: at some level fewer were right than the word promises. Underconfident: at some
    level more were. Mixed: both. A level of which this cannot be told apart counts as fitting.

    Examples
    --------
    >>> verdict(calibration([])).value
    'few'
    """
    fits = {level.fit for level in levels} - {Fit.FEW}
    if not fits:
        return Verdict.FEW
    if {Fit.BELOW, Fit.ABOVE} <= fits:
        return Verdict.MIXED
    if Fit.BELOW in fits:
        return Verdict.OVER
    return Verdict.UNDER if Fit.ABOVE in fits else Verdict.FITS


def against(expected: float, level: Level) -> Fit:
    """How the share that was right stands to what the learner had expected of it.

    Parameters
    ----------
    expected : float
        From 0 to 1.
    level : Level
        The answers it was about.

    Returns
    -------
    Fit
        `BELOW` if the whole interval lies below what was expected, `ABOVE` if above it, `WITHIN`
        if it holds it, `FEW` with fewer than `FEWEST` answers.

    Raises
    ------
    ValueError
        If `expected` is no number from 0 to 1.
    """
    told = number(expected, "The share you expected")
    if not 0 <= told <= 1:
        raise ValueError(f"The share you expected must be from 0 to 1; you have {told:g}.")
    if level.tries < FEWEST:
        return Fit.FEW
    if level.high < told:
        return Fit.BELOW
    return Fit.ABOVE if level.low > told else Fit.WITHIN
