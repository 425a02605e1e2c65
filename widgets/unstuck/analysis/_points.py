"""What counts as equal among points and utilities."""

from __future__ import annotations

SAME = 1e-9
"""Points and utilities closer than this count as equal."""


def clean(points: float) -> float:
    """Return points without rounding dust around 0."""
    return 0.0 if abs(points) <= SAME else points
