"""What a game hands over to other tools, by the names of the learner's own case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_files import words
from unstuck.analysis._table_game import learned
from unstuck.analysis._table_reading import numbers_of
from unstuck.analysis.diagnosis import Diagnosis
from unstuck.analysis.failure import FailureReading, Magnitude

_GRAVE, _LIGHT = 0.7, 0.4
_COST = 0.1


def hand_over(
    engine: Engine,
    impasse: Diagnosis | None,
    reading: FailureReading,
    turns: Sequence[tuple[str, float]],
) -> Mapping[str, str | float]:
    """The facts of a game, by the names in `unstuck.kit.case.FACTS`."""
    scenario = engine.scenario
    said = words()["debrief"]
    names = " and ".join(side.name for side in scenario.side)
    numbers = numbers_of(engine)
    found: dict[str, str | float] = {
        "title": scenario.title,
        "story": f"{scenario.brief} {said[engine.ending]}",
        "you": scenario.you.name,
        "them": names,
        "role": scenario.you.role,
        "batna": scenario.you.alternative,
        "their_batna": " ".join(side.alternative for side in scenario.side),
        "your_interests": "; ".join(each.text for each in scenario.you.interest),
        "their_interests": "; ".join(i.text for side in scenario.side for i in side.interest),
        "failure": ", ".join(reading.kinds),
        "debrief_hard": " ".join(side.truth for side in scenario.side),
        "debrief_learned": " ".join(learned(engine)),
    }
    if len(scenario.term) == 1:
        found |= {
            name: value
            for name, value in (
                ("reservation", numbers.limit),
                ("their_reservation", numbers.their_limit),
                ("target", numbers.target),
            )
            if value is not None
        }
    drivers = [side.driver for side in scenario.side if side.driver != "none"]
    if drivers:
        found["driver"] = drivers[0]
    if impasse is not None:
        found["type"] = impasse.types
        found["magnitude"] = str(magnitude_of(engine))
    if turns:
        label, lost = min(turns, key=lambda turn: turn[1])
    if turns and lost <= -_COST:
        found["debrief_mine"] = str(said["turn"]).replace("{move}", label)
    return {name: value for name, value in found.items() if value != ""}


def magnitude_of(engine: Engine) -> Magnitude:
    """A guess at how grave a break is, from trust and anger at the end."""
    trust = min(seat.mind.trust for seat in engine.seats)
    anger = max(seat.mind.anger for seat in engine.seats)
    if anger >= _GRAVE or trust < 0.12:
        return Magnitude.CATASTROPHE
    return Magnitude.SETBACK if anger < _LIGHT and trust >= 0.35 else Magnitude.MISSTEP
