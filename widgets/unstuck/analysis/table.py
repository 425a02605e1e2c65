"""The negotiation table: a counterpart who answers, played move by move, then laid open.

A game is its scenario, its seed, its level and its moves: `play` replays them from the start, so a
game can be kept as a few words and is the same on every platform. How the other side feels and
decides is told in `unstuck.analysis._table_state`, effect by effect with its source; the scenarios
are files in ``content/en/table``, to which authors add.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from unstuck.analysis._table_debrief import (
    Debrief,
    Moment,
    Score,
    Step,
    debrief,
    options_at,
    what_if,
)
from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_files import folder, listed, loaded, read
from unstuck.analysis._table_game import game_of
from unstuck.analysis._table_moves import LONGEST_MOVE
from unstuck.analysis._table_parts import Deal, TermSpec, You
from unstuck.analysis._table_policies import POLICIES, run
from unstuck.analysis._table_reading import Result
from unstuck.analysis._table_scenario import TableScenario
from unstuck.analysis._table_state import EFFECTS, LEVELS
from unstuck.analysis._table_view import Choice, Game, Made, Mood, Option, Spoken, Term, View

__all__ = [
    "EFFECTS",
    "LEVELS",
    "LONGEST_MOVE",
    "POLICIES",
    "Choice",
    "Deal",
    "Debrief",
    "Game",
    "Made",
    "Moment",
    "Mood",
    "Option",
    "Result",
    "Score",
    "Spoken",
    "Step",
    "TableScenario",
    "Term",
    "TermSpec",
    "View",
    "You",
    "debrief",
    "load_scenario",
    "offer_move",
    "options_at",
    "play",
    "read_scenario",
    "run",
    "scenarios",
    "table_problems",
    "what_if",
    "worth_to_you",
]


def scenarios() -> tuple[str, ...]:
    """The ids of the scenarios that the course has, in their order."""
    return listed()


def load_scenario(name: str) -> TableScenario:
    """Load a scenario of the course.

    Parameters
    ----------
    name : str
        One of `scenarios`.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    return loaded(name)


def read_scenario(path: Path) -> tuple[TableScenario | None, list[str]]:
    """Read a scenario that an author wrote, and say what is wrong with it.

    Parameters
    ----------
    path : Path
        A TOML file of the form of those in ``content/en/table``.

    Returns
    -------
    TableScenario or None
        None where the file cannot be read as one.
    list of str
        A sentence for every fault; empty if all is well.
    """
    return read(path)


def table_problems(where: Path | None = None) -> list[str]:
    """Check scenario files: all of a folder, or those of the course."""
    home = folder() if where is None else where
    paths = [file for file in home.iterdir() if file.name.endswith(".toml")]
    found = []
    for path in sorted(paths, key=lambda file: file.name):
        if not path.name.startswith("_"):
            found += read(path)[1]
    return found


def play(
    scenario: TableScenario, moves: Iterable[str], *, seed: int = 1, level: str = "normal"
) -> Game:
    """Play a scenario from its start.

    Parameters
    ----------
    scenario : TableScenario
    moves : iterable of str
        In their order: ``offer:price=9000,date=1`` (a price as a plain number, an option by its
        place), ``accept``, ``decline``, ``ask:<topic>``, ``probe``, ``share:<interest>``,
        ``share:deadline``, ``acknowledge:<feeling>``, ``reframe:<n>``, ``break``, ``time``,
        ``facilitator``, ``leave:well``, ``leave:angry``. To speak to the third party put its name
        first: ``ask:third.<topic>``, ``acknowledge:third.<feeling>``, ``probe:third``.
    seed : int, default 1
        The same seed plays the same game.
    level : {"gentle", "normal", "hard"}, default "normal"

    Returns
    -------
    Game

    Raises
    ------
    ValueError
        If a move cannot be made when its turn comes, or there is no such level.
    """
    engine = Engine(scenario, seed, level)
    for move in moves:
        engine.step(move)
    return game_of(engine)


def offer_move(scenario: TableScenario, values: dict[str, float]) -> str:
    """Write an offer as a move: ``offer_move(s, {"price": 9000})`` is ``"offer:price=9000"``."""
    parts = [f"{t.id}={values[t.id]:.10g}" for t in scenario.term if t.id in values]
    return f"offer:{','.join(parts)}"


def worth_to_you(game: Game, values: dict[str, float]) -> float:
    """What a package would be worth to you, in your points; closed terms count as they stand.

    Parameters
    ----------
    game : Game
    values : dict of str to float
        A value for each of `Game.terms`.
    """
    scenario = game.scenario
    given = (values.get(term.id, term.default) for term in scenario.term)
    return scenario.worth(
        tuple(
            value if term.is_price else int(value)
            for term, value in zip(scenario.term, given, strict=True)
        )
    )
