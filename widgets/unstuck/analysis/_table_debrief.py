"""What a game looked like from all sides, once it is over; public through `analysis.table`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_files import words
from unstuck.analysis._table_game import game_of, learned
from unstuck.analysis._table_handover import hand_over
from unstuck.analysis._table_moves import options
from unstuck.analysis._table_parts import Deal
from unstuck.analysis._table_policies import advised, finish, naive
from unstuck.analysis._table_reading import Result, read_impasse, read_talk, result_of
from unstuck.analysis._table_scenario import TableScenario
from unstuck.analysis._table_score import Score, score
from unstuck.analysis._table_view import Game, Made, Option
from unstuck.analysis.bargaining import nash, pareto_frontier
from unstuck.analysis.diagnosis import Diagnosis
from unstuck.analysis.failure import FailureReading, read_failure

__all__ = ["Debrief", "Moment", "Score", "Step", "debrief", "options_at", "what_if"]

_CHANCES = 8
_MOMENTS = 4
_LEAST = 0.1


@dataclass(frozen=True)
class Step:
    """How things stood after so many moves.

    Attributes
    ----------
    move : str
        The move that led here; empty at the start.
    minds : tuple of tuple of float
        For each side across the table trust, anger, fear, pressure and information.
    chance : float
        The share of games that end in a deal that beats your alternative, if from here on you only
        haggle: `naive`, with 8 draws of luck.
    """

    move: str
    minds: tuple[tuple[float, ...], ...]
    chance: float


@dataclass(frozen=True)
class Moment:
    """A move that changed much.

    Attributes
    ----------
    at : int
        Which move, from 0: what to give to `what_if`.
    round : int
    move, label : str
    name : str
        Whose mind changed most.
    trust, anger, fear : float
        By how much.
    chance : float
        By how much the chance of a deal changed.
    why : tuple of str
        What the move did, in sentences.
    """

    at: int
    round: int
    move: str
    label: str
    name: str
    trust: float
    anger: float
    fear: float
    chance: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """A game laid open.

    Attributes
    ----------
    game : Game
        With what every offer was worth to every side.
    names : tuple of str
        You, then the sides across the table; all tuples of numbers follow this order.
    limits : tuple of float
        What each side's alternative is worth, in its points.
    batnas : tuple of str
    zone : bool
        Whether any package was better for everybody than no deal.
    rows : tuple of tuple of float
        What every package is worth to every side.
    frontier : tuple of int
        The rows that nobody can improve on without hurting somebody.
    nash : tuple of float or None
        The worth of Nash's solution; None without a zone.
    nash_words : str
        That package in words.
    deal : tuple of float or None
        What the deal was worth to every side.
    impasse : Diagnosis or None
        None after a deal.
    failure : FailureReading
        As module 10 reads it, from what happened at the table.
    result : Result
        What the outcome was: a word for it and what was left.
    moments : tuple of Moment
        At most four, in their order.
    steps : tuple of Step
        The start and each move.
    score : Score
    learned, missed : tuple of str
        What you found out and what you did not, in sentences.
    truths : tuple of str
        What lay behind, for each side.
    drivers : tuple of str
    facts : mapping of str to str or float
        For the other tools, by the names in `unstuck.kit.case.FACTS`.
    """

    game: Game
    names: tuple[str, ...]
    limits: tuple[float, ...]
    batnas: tuple[str, ...]
    zone: bool
    rows: tuple[tuple[float, ...], ...]
    frontier: tuple[int, ...]
    nash: tuple[float, ...] | None
    nash_words: str
    deal: tuple[float, ...] | None
    impasse: Diagnosis | None
    failure: FailureReading
    result: Result
    moments: tuple[Moment, ...]
    steps: tuple[Step, ...]
    score: Score
    learned: tuple[str, ...]
    missed: tuple[str, ...]
    truths: tuple[str, ...]
    drivers: tuple[str, ...]
    facts: Mapping[str, str | float]


def debrief(game: Game) -> Debrief:
    """Lay a game open, once it is over.

    Parameters
    ----------
    game : Game

    Returns
    -------
    Debrief

    Raises
    ------
    ValueError
        If the game is not over.
    """
    if not game.over:
        raise ValueError("The debrief tells all, so it waits for the end; play on, or leave.")
    scenario = game.scenario
    engine, steps = _replayed(game)
    result = result_of(engine)
    impasse = read_impasse(engine)
    reading = read_failure(read_talk(engine))
    parties = scenario.parties
    solution, said = _nash(scenario)
    moments = _moments(game, engine, steps)
    return Debrief(
        game=replace(game, offers=tuple(engine.offers), deal=_full(engine.final, engine)),
        names=tuple(party.name for party in parties),
        limits=scenario.limits,
        batnas=tuple(party.alternative for party in parties),
        zone=scenario.zone,
        rows=scenario.rows,
        frontier=_frontier(scenario),
        nash=solution,
        nash_words=said,
        deal=result.worth,
        impasse=impasse,
        failure=reading,
        result=result,
        moments=moments,
        steps=steps,
        score=score(engine, result),
        learned=learned(engine),
        missed=_missed(engine),
        truths=tuple(side.truth for side in scenario.side),
        drivers=tuple(side.driver for side in scenario.side),
        facts=hand_over(engine, impasse, reading, [(m.label, m.chance) for m in moments]),
    )


def what_if(game: Game, at: int, move: str) -> Game:
    """Play a game again with another move at one point, and then as the course advises.

    The seed is the same, so chance decides alike, round by round; what comes after the move is
    played by the simulated learner `advised`, who knows no more than you did.

    Parameters
    ----------
    game : Game
    at : int
        Which move to change, from 0.
    move : str

    Returns
    -------
    Game
        An ended one.

    Raises
    ------
    ValueError
        If there is no such point, or the move cannot be made there.
    """
    engine = _until(game, at)
    engine.step(move)
    finish(engine, advised)
    return game_of(engine)


def options_at(game: Game, at: int) -> tuple[Option, ...]:
    """The moves, offers apart, that could have been made at a point and were not.

    Parameters
    ----------
    game : Game
    at : int
        Which move, from 0.
    """
    return tuple(each for each in options(_until(game, at)) if each.move != game.moves[at])


def _until(game: Game, at: int) -> Engine:
    if not 0 <= at < len(game.moves):
        raise ValueError(
            f"This game has moves 0 to {len(game.moves) - 1} and no move {at}; choose one of them."
        )
    engine = Engine(game.scenario, game.seed, game.level)
    for move in game.moves[:at]:
        engine.step(move)
    return engine


def _replayed(game: Game) -> tuple[Engine, tuple[Step, ...]]:
    """The game at its end, and how things stood on the way."""
    engine = Engine(game.scenario, game.seed, game.level)
    found = [Step("", engine.trail[0], _chance(engine))]
    for move in game.moves:
        engine.step(move)
        found.append(Step(move, engine.trail[-1], _chance(engine)))
    return engine, tuple(found)


def _chance(engine: Engine) -> float:
    if engine.ending:
        return float(engine.ending == "deal")
    deals = 0
    for n in range(_CHANCES):
        twin = engine.fork(f" again {n}")
        finish(twin, naive)
        deals += twin.ending == "deal"
    return deals / _CHANCES


def _moments(game: Game, engine: Engine, steps: tuple[Step, ...]) -> tuple[Moment, ...]:
    found = []
    labels = _labels(game)
    for at, (before, after) in enumerate(pairwise(steps)):
        changes = [
            tuple(new - old for old, new in zip(one, two, strict=True))
            for one, two in zip(before.minds, after.minds, strict=True)
        ]
        side = max(range(len(changes)), key=lambda n: sum(map(abs, changes[n][:3])))
        trust, anger, fear = changes[side][:3]
        chance = after.chance - before.chance
        size = abs(chance) + abs(trust) + abs(anger) + abs(fear)
        why = tuple(
            str(words()["effect"][event.effect]).replace(
                "{name}", game.scenario.side[event.side].name
            )
            for event in engine.events
            if event.move == at + 1
        )
        if size >= _LEAST:
            moment = Moment(
                at, labels[at][0], after.move, labels[at][1], game.scenario.side[side].name,
                trust, anger, fear, chance, why,
            )  # fmt: skip
            found.append((size, moment))
    kept = sorted(found, key=lambda each: -each[0])[:_MOMENTS]
    return tuple(sorted((moment for _, moment in kept), key=lambda moment: moment.at))


def _labels(game: Game) -> list[tuple[int, str]]:
    """For each move its round and how it was said."""
    spoken = [line for line in game.lines if line.who == "you"]
    return [(line.round, line.text) for line in spoken]


def _frontier(scenario: TableScenario) -> tuple[int, ...]:
    return pareto_frontier(scenario.rows)


def _nash(scenario: TableScenario) -> tuple[tuple[float, ...] | None, str]:
    if not scenario.zone:
        return None, ""
    rows = scenario.rows
    at = nash(rows, scenario.limits)
    assert at is not None
    return rows[at], ", ".join(scenario.packages.package(at))


def _full(package: Deal | None, engine: Engine) -> Made | None:
    if package is None:
        return None
    return next(made for made in reversed(engine.offers) if made.package == package)


def _missed(engine: Engine) -> tuple[str, ...]:
    known = set(learned(engine))
    found = []
    for side in engine.scenario.side:
        found += [topic.fact for topic in side.topic if topic.fact not in known]
        if side.probe not in known:
            found.append(side.probe)
    return tuple(found)
