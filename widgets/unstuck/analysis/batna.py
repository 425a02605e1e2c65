"""What you will do if this negotiation fails, and what that is worth.

The best alternative to a negotiated agreement (BATNA) sets the reservation value: its certainty
equivalent, after probability, cost, time and attitude to risk, is the worst deal still worth
taking.

References
----------
R. Fisher, W. Ury and B. Patton, *Getting to Yes*, for the BATNA; H. Raiffa, *The Art and Science of
Negotiation*, for reservation values.
"""

from __future__ import annotations

from unstuck.analysis._alternatives import (
    Alternative,
    Best,
    best_alternative,
    certainty_equivalent,
    chance_below,
    expected_value,
    remaining,
    worst,
)
from unstuck.analysis._switch import switch_probability
from unstuck.analysis._tornado import TornadoBar, sensitivity

__all__ = [
    "Alternative",
    "Best",
    "TornadoBar",
    "best_alternative",
    "certainty_equivalent",
    "chance_below",
    "expected_value",
    "remaining",
    "sensitivity",
    "switch_probability",
    "worst",
]
