"""A map of one hard counterpart: its steps, where the cause lies, who should bring the proposal."""

from __future__ import annotations

from enum import StrEnum

from unstuck.analysis._checks import TOLERANCE, number

__all__ = ["MapStep", "closed_parts", "more_deals", "next_step", "reception", "where_it_lies"]

_ANSWERS = ("yes", "no", "unknown")


def where_it_lies(others_would: str, with_everyone: str) -> str:
    """Say whether behaviour comes from the situation, the person, or what is between you.

    What most people in the same place would do is owed to the place. What few would do, and
    this one does with everybody, is owed to the person. What few would do, and this one only
    with you, is owed to what lies between the two of you.

    Parameters
    ----------
    others_would : {"yes", "no", "unknown"}
        Whether most people in their place would behave like this.
    with_everyone : {"yes", "no", "unknown"}
        Whether they behave like this with everybody.

    Returns
    -------
    {"situation", "person", "between", "open"}
        ``"open"`` where what you know does not decide it.

    Raises
    ------
    ValueError
        If an answer is none of the three.

    References
    ----------
    After consensus and distinctiveness in H. H. Kelley, "Attribution theory in social
    psychology", Nebraska Symposium on Motivation 15, 1967, 192-238; simplified.

    Examples
    --------
    >>> where_it_lies("yes", "unknown")
    'situation'
    """
    for answer in (others_would, with_everyone):
        if answer not in _ANSWERS:
            raise ValueError(f"{answer!r} is no answer here; choose yes, no or unknown.")
    if others_would == "yes":
        return "situation"
    if "unknown" in (others_would, with_everyone):
        return "open"
    return "person" if with_everyone == "yes" else "between"


def reception(worth: float, discount: float, limit: float) -> str:
    """Say whether a proposal is taken, given that it loses worth by coming from the other side.

    Parameters
    ----------
    worth : float
        What the proposal is worth to them on its merits, in money.
    discount : float
        The share of it, from 0 to 1, that they take off because the other side proposes it.
    limit : float
        The least they would accept, in money.

    Returns
    -------
    {"whoever", "only another", "nobody"}
        Taken whoever brings it; taken only if it does not come from the other side; not taken.

    Raises
    ------
    ValueError
        If a number is not finite, `worth` is negative or `discount` is not from 0 to 1.

    Notes
    -----
    That such a discount exists is shown by Maoz, Ward, Katz and Ross 2002 (evidence E68); its
    size here is whatever you put in.

    Examples
    --------
    >>> reception(1000, 0.2, 900)
    'only another'
    """
    worth = number(worth, "The worth", at_least=0)
    discount = number(discount, "The discount", at_least=0, at_most=1)
    limit = number(limit, "The limit")
    if worth * (1 - discount) >= limit - TOLERANCE:
        return "whoever"
    return "only another" if worth >= limit else "nobody"


def more_deals(pairs: float, share: float, base: float) -> float:
    """Say how many more of so many pairs find a deal at one rate than at another.

    Parameters
    ----------
    pairs : float
        How many pairs there are.
    share, base : float
        The two shares that find a deal, from 0 to 1.

    Returns
    -------
    float
        Below zero where `share` is the smaller; to be expected on average.

    Raises
    ------
    ValueError
        If `pairs` is negative or a share is not from 0 to 1.

    Examples
    --------
    With the rates of Galinsky and others 2008 (evidence E15), of 100 pairs:

    >>> more_deals(100, 0.76, 0.39)
    37.0
    """
    pairs = number(pairs, "The number of pairs", at_least=0)
    share = number(share, "The share", at_least=0, at_most=1)
    base = number(base, "The share to compare with", at_least=0, at_most=1)
    return round(pairs * (share - base), 9)


class MapStep(StrEnum):
    """The steps of a driver map, in order."""

    SEE = "see"
    SIGNS = "signs"
    GUESS = "guess"
    THINK = "think"
    TEST = "test"
    ANSWER = "answer"
    DONE = "done"


def next_step(
    *, seen: str, signs: int, driver: str, thought: str, test: str, answer: str
) -> MapStep:
    """Say which step of a driver map is the first that is still empty.

    Parameters
    ----------
    seen, thought, test, answer : str
        What the learner wrote at each step; blanks count as nothing.
    signs : int
        How many signs are ticked.
    driver : str
        The guess, empty where there is none yet.

    Returns
    -------
    MapStep

    Examples
    --------
    >>> next_step(seen="He shouted.", signs=0, driver="", thought="", test="", answer="")
    <MapStep.SIGNS: 'signs'>
    """
    done = {
        MapStep.SEE: seen.strip(),
        MapStep.SIGNS: signs,
        MapStep.GUESS: driver,
        MapStep.THINK: thought.strip(),
        MapStep.TEST: test.strip(),
        MapStep.ANSWER: answer.strip(),
    }
    return next((step for step, filled in done.items() if not filled), MapStep.DONE)


def closed_parts(*, seen: str, driver: str, test: str) -> tuple[str, ...]:
    """Say which parts of a driver map wait until the one before them is done.

    Parameters
    ----------
    seen, test : str
        What was seen, and how the guess is to be tested; blanks count as nothing.
    driver : str
        The guess, empty where there is none yet.

    Returns
    -------
    tuple of {"why", "test", "answer"}

    Examples
    --------
    >>> closed_parts(seen="He shouted.", driver="", test="")
    ('test', 'answer')
    """
    parts = ("why", "test", "answer")
    if not seen.strip():
        return parts
    if not driver:
        return parts[1:]
    return () if test.strip() else parts[2:]
