"""Integrals over the probability of one uncertain quantity, piece by piece."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator

Function = Callable[[float], float]

# Gauss-Legendre rule with 16 points on [-1, 1]: exact for polynomials up to degree 31.
_HALF_RULE = (
    (0.0950125098376374402, 0.189450610455068496),
    (0.281603550779258913, 0.182603415044923589),
    (0.458016777657227386, 0.169156519395002538),
    (0.617876244402643748, 0.149595988816576732),
    (0.755404408355003034, 0.124628971255533872),
    (0.865631202387831744, 0.0951585116824927848),
    (0.944575023073232576, 0.0622535239386478929),
    (0.989400934991649933, 0.0271524594117540949),
)


def pieces(low: float, high: float, knots: Iterable[float]) -> Iterator[tuple[float, float]]:
    """Yield the pieces into which the knots within it cut an interval."""
    inside = sorted({knot for knot in knots if low < knot < high})
    edges = [low, *inside, high]
    yield from itertools.pairwise(edges)


def integral(function: Function, cuts: Iterable[tuple[float, float]]) -> float:
    """Integrate a function that is smooth on each of the pieces.

    Exact up to rounding where the function is a polynomial of degree 31 or less on each piece, and
    deterministic always.
    """
    terms: list[float] = []
    for low, high in cuts:
        middle, half = (low + high) / 2, (high - low) / 2
        for place, weight in _HALF_RULE:
            step = half * place
            terms.append(half * weight * (function(middle - step) + function(middle + step)))
    return math.fsum(terms)
