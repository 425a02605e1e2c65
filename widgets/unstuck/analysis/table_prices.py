"""A scenario of the negotiation table as a single price, where price is all that is talked of."""

from __future__ import annotations

from dataclasses import dataclass

from unstuck.analysis.table import TableScenario, TermSpec

__all__ = ["OnlyPrice", "only_price", "open_terms", "points_ends", "shown_options"]


@dataclass(frozen=True)
class OnlyPrice:
    """A talk about one price, from the learner's chair.

    Attributes
    ----------
    low, high, step : float
        The ends of the price and its usual step.
    limit, target : float
        The prices at which a deal is just worth taking, and what the learner hopes for.
    paying : bool
        Whether a lower price is better for the learner.
    """

    low: float
    high: float
    step: float
    limit: float
    target: float
    paying: bool


def open_terms(scenario: TableScenario) -> tuple[TermSpec, ...]:
    """The terms that are on the table from the start."""
    return tuple(term for term in scenario.term if not term.closed)


def shown_options(term: TermSpec) -> tuple[str, ...]:
    """The options of a term that are on the table from the start."""
    return term.options[: len(term.options) - term.hidden]


def only_price(scenario: TableScenario) -> OnlyPrice | None:
    """The scenario as one price, where nothing else is on the table at the start; else None.

    Whatever is still closed counts as it stands without a word about it.
    """
    terms = open_terms(scenario)
    if len(terms) != 1 or not terms[0].is_price:
        return None
    (term,) = terms
    low = tuple(term.low if each is term else float(each.default) for each in scenario.term)
    high = tuple(term.high if each is term else float(each.default) for each in scenario.term)
    worst, best = scenario.worth(low), scenario.worth(high)
    slope = (best - worst) / (term.high - term.low)

    def price(points: float) -> float:
        return term.low + (points - worst) / slope

    return OnlyPrice(
        term.low, term.high, term.step, price(scenario.you.limit), price(scenario.you.target),
        slope < 0,
    )  # fmt: skip


def points_ends(scenario: TableScenario) -> tuple[float, float]:
    """The ends of a scale of points that holds whatever a package may be worth to the learner."""
    return min(0.0, scenario.worst[0]), max(100.0, scenario.best[0])
