"""How a deal, or its absence, feels afterwards: the terms, oneself, the process, the relationship.

References
----------
J. R. Curhan, H. A. Elfenbein and H. Xu, "What Do People Value When They Negotiate?", Journal of
Personality and Social Psychology, 2006, for the four groups. The scale from 1 to 7 is theirs as
well; where *low* begins is this course's choice.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from unstuck.analysis._checks import number

__all__ = ["LOW", "Feelings"]

LOW = 3
"""A feeling of this much or less, from 1 to 7, is called low."""


@dataclass(frozen=True)
class Feelings:
    """Four feelings about a negotiation, each from 1 (bad) to 7 (good); None where not said.

    Parameters
    ----------
    terms : float, optional
        About what was agreed, or left.
    oneself : float, optional
        About how one came through: with one's head up or not.
    process : float, optional
        About how the talks went: heard or not, fairly or not.
    relationship : float, optional
        About how the two sides now stand with each other.

    Raises
    ------
    ValueError
        If one is no number from 1 to 7.
    """

    terms: float | None = None
    oneself: float | None = None
    process: float | None = None
    relationship: float | None = None

    def __post_init__(self) -> None:
        for name, value in self.known.items():
            number(value, f"The feeling about '{name}'", at_least=1, at_most=7)

    @property
    def known(self) -> dict[str, float]:
        """Those that were said, by name."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in said.items() if value is not None}

    @property
    def low(self) -> tuple[str, ...]:
        """The low ones, lowest first; in case of a tie in the order above."""
        known = self.known
        return tuple(sorted((n for n in known if known[n] <= LOW), key=lambda name: known[name]))

    @property
    def beside_the_terms(self) -> bool:
        """Whether the terms feel well while something else feels low.

        The money then hides what is likely to weigh on the next round.
        """
        terms = self.terms is not None and self.terms > LOW
        return terms and bool(self.low)
