"""What somebody who is afraid of a deal stands to lose, before and after a step against it.

Source
------
Expected loss is chance times loss, as in any decision tree (H. Raiffa, *Decision Analysis*, 1968).
That practical steps reach a fear which arguments do not is advice of this course's source DIF, and
nothing that is computed here.
"""

from __future__ import annotations

from unstuck.analysis._checks import number

__all__ = ["expected_loss"]


def expected_loss(loss: float, chance: float, *, covered: float = 0.0) -> float:
    """The loss that is left on average, once part of it is covered.

    Parameters
    ----------
    loss : float
        What is lost if things go wrong, in money, 0 or more.
    chance : float
        How likely that is, 0 to 1.
    covered : float, default 0
        How much of the loss somebody else carries: a deposit, a guarantee, a buy-back. From 0
        to `loss`.

    Returns
    -------
    float
        In money.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> expected_loss(20_000, 0.25)
    5000.0
    >>> expected_loss(20_000, 0.25, covered=12_000)
    2000.0
    """
    loss = number(loss, "The loss", at_least=0)
    covered = number(covered, "What is covered", at_least=0, at_most=loss)
    return number(chance, "The chance of the loss", at_least=0, at_most=1) * (loss - covered)
