"""A learner's sitting at the negotiation table: the game so far, the offer in hand, what if.

What has been played is a tuple of moves. Should one of them be impossible (another seed, another
level, a path from elsewhere), the game up to it stands, with the sentence that says why it ends
there; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unstuck.analysis.table import (
    LONGEST_MOVE,
    Debrief,
    Game,
    Made,
    Term,
    debrief,
    load_scenario,
    offer_move,
    play,
    what_if,
    worth_to_you,
)

__all__ = [
    "Bid",
    "Given",
    "Other",
    "Sitting",
    "Untried",
    "is_early",
    "last_round",
    "money_points",
    "move_label",
    "next_seed",
    "over_leaving",
    "recent",
    "sit",
    "thinned",
]

Given = Mapping[str, float | str | None]


@dataclass(frozen=True)
class Bid:
    """The offer that a learner is putting together.

    Attributes
    ----------
    missing : tuple of str
        The terms that it does not settle yet, by their labels.
    refusal : str
        Why it cannot be made, in a sentence; empty if it can, or if something is missing.
    move, words : str
        The move, and the offer as it would be said; empty unless it can be made.
    worth, over : float
        What it is worth to the learner, and how much more than leaving.
    """

    missing: tuple[str, ...] = ()
    refusal: str = ""
    move: str = ""
    words: str = ""
    worth: float = 0.0
    over: float = 0.0


@dataclass(frozen=True)
class Untried:
    """A move that was not made at some moment, and how the game ends with it.

    Attributes
    ----------
    move, label : str
    game : Game
        Replayed from the same seed, and then by the stated way of playing.
    """

    move: str
    label: str
    game: Game


@dataclass(frozen=True)
class Other:
    """One moment of a game that is over, and what else could have been done there.

    Attributes
    ----------
    at : int
        How many moves came before it.
    label : str
        The move that was made.
    spoken : int
        How many lines of the talk came before it.
    untried : tuple of Untried
    chosen : Untried or None
    """

    at: int
    label: str
    spoken: int
    untried: tuple[Untried, ...]
    chosen: Untried | None


@dataclass(frozen=True)
class Sitting:
    """All that a learner's sitting amounts to.

    Attributes
    ----------
    game : Game
    refusal : str
        Why the move after the last one played could not be made; empty if all could.
    lost : int
        How many moves follow that are not played.
    bid : Bid
    debrief : Debrief or None
        Only when the game is over.
    other : Other or None
        Only when the game is over and a moment was chosen.
    """

    game: Game
    refusal: str = ""
    lost: int = 0
    bid: Bid = Bid()
    debrief: Debrief | None = None
    other: Other | None = None


def sit(
    scenario: str,
    moves: tuple[str, ...],
    *,
    seed: int = 1,
    level: str = "normal",
    given: Given | None = None,
    ask: tuple[str, ...] = (),
) -> Sitting:
    """Replay a sitting.

    Parameters
    ----------
    scenario : str
        One of `unstuck.analysis.table.scenarios`.
    moves : tuple of str
        The moves so far.
    seed, level
        As for `unstuck.analysis.table.play`.
    given : mapping of str to float, str or None, optional
        What the learner has put in for each term; a text is the sentence that refuses it.
    ask : tuple of str, optional
        When the game is over: a moment as ``"at:3"``, and then a move to try there.

    Examples
    --------
    >>> sat = sit("trainer", ("probe",), given={"price": 9000})
    >>> sat.bid.move, sat.bid.over, sat.game.over
    ('offer:price=9000', 1000.0, False)
    """
    game, refusal = _playable(scenario, moves, seed, level)
    lost = len(moves) - len(game.moves)
    if not game.over:
        return Sitting(game, refusal, lost, _bid(game, given or {}))
    return Sitting(game, refusal, lost, debrief=_laid_open(game), other=_other(game, ask))


def money_points(scenario: str) -> bool:
    """Whether a point of the learner's is a unit of money: one price counts for what it is."""
    told = load_scenario(scenario)
    for term in told.term:
        if term.is_price:
            low, high = told.you.values[term.id]
            return abs(abs(high - low) - (term.high - term.low)) < 1e-9
    return False


@lru_cache(maxsize=256)
def _played(scenario: str, moves: tuple[str, ...], seed: int, level: str) -> Game | str:
    try:
        return play(load_scenario(scenario), moves, seed=seed, level=level)
    except ValueError as refusal:
        return str(refusal)


def _playable(scenario: str, moves: tuple[str, ...], seed: int, level: str) -> tuple[Game, str]:
    """The game as far as it can be played, and why it goes no further."""
    whole = _played(scenario, moves, seed, level)
    if isinstance(whole, Game):
        return whole, ""
    fits, fails = 0, len(moves)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if isinstance(_played(scenario, moves[:middle], seed, level), Game):
            fits = middle
        else:
            fails = middle
    game = _played(scenario, moves[:fits], seed, level)
    told = _played(scenario, moves[:fails], seed, level)
    if isinstance(game, str):
        raise ValueError(game)
    return game, told if isinstance(told, str) else ""


def _bid(game: Game, given: Given) -> Bid:
    values: dict[str, float] = {}
    missing = []
    for term in game.terms:
        value = given.get(term.id)
        if isinstance(value, str):
            return Bid(refusal=value)
        if value is None:
            missing.append(term.label)
        else:
            values[term.id] = value
    if missing:
        return Bid(missing=tuple(missing))
    move = offer_move(game.scenario, values)
    if len(move) > LONGEST_MOVE:
        return Bid(
            refusal="These numbers are too long to be said in one offer; use fewer decimals."
        )
    tried = _played(game.scenario.id, (*game.moves, move), game.seed, game.level)
    if isinstance(tried, str):
        return Bid(refusal=tried)
    worth = worth_to_you(game, values)
    words = ", ".join(_said(term, values[term.id]) for term in game.terms)
    return Bid((), "", move, words, worth, worth - game.scenario.you.limit)


def _said(term: Term, value: float) -> str:
    if term.options:
        return next(choice.label for choice in term.options if choice.value == value)
    return term.say.replace("{value}", f"{value:,.2f}".removesuffix(".00"))


@lru_cache(maxsize=32)
def _opened(scenario: str, moves: tuple[str, ...], seed: int, level: str) -> Debrief:
    return debrief(play(load_scenario(scenario), moves, seed=seed, level=level))


def _laid_open(game: Game) -> Debrief:
    return _opened(game.scenario.id, game.moves, game.seed, game.level)


def _other(game: Game, ask: tuple[str, ...]) -> Other | None:
    """The moment that was asked about; None where the question does not fit the game."""
    kind, _, number = ask[0].partition(":") if ask else ("", "", "")
    if kind != "at" or not number.isdecimal() or int(number) >= len(game.moves):
        return None
    at = int(number)
    untried = _untried(game.scenario.id, game.moves, game.seed, game.level, at)
    chosen = next((one for one in untried if ask[1:] == (one.move,)), None)
    before = _played(game.scenario.id, game.moves[:at], game.seed, game.level)
    spoken = len(before.lines) if isinstance(before, Game) else 0
    return Other(at, move_label(game, at), spoken, untried, chosen)


def move_label(game: Game, at: int) -> str:
    """A move of the game in words: an offer as it was said, any other as its button read."""
    move = game.moves[at]
    before = _played(game.scenario.id, game.moves[:at], game.seed, game.level)
    if isinstance(before, str):
        return move
    if move.startswith("offer:"):
        after = _played(game.scenario.id, game.moves[: at + 1], game.seed, game.level)
        made = (
            [made for made in after.offers if made.by == "you"] if isinstance(after, Game) else []
        )
        return made[-1].text if made else move
    return next((option.label for option in before.options if option.move == move), move)


@lru_cache(maxsize=32)
def _untried(
    scenario: str, moves: tuple[str, ...], seed: int, level: str, at: int
) -> tuple[Untried, ...]:
    before = _played(scenario, moves[:at], seed, level)
    whole = _played(scenario, moves, seed, level)
    if isinstance(before, str) or isinstance(whole, str):
        return ()
    return tuple(
        Untried(option.move, option.label, what_if(whole, at, option.move))
        for option in before.options
        if option.move != moves[at]
    )


def next_seed(seed: int) -> int:
    """The seed of the next game: one more, and from 999 back to 1."""
    return seed % 999 + 1


def recent(game: Game, fewest: int = 6) -> int:
    """How many lines of the talk came before those that are fresh.

    Fresh is what was said since the round before this one, and at least so many lines.
    """
    fresh = sum(line.round >= game.round - 1 for line in game.lines)
    return max(0, len(game.lines) - max(fewest, fresh))


def over_leaving(game: Game, made: Made) -> float:
    """How much more an offer is worth to the learner than leaving; below zero if less."""
    return made.worth_you - game.scenario.you.limit


def last_round(game: Game) -> int:
    """The last round that there is, as far as is known now."""
    return game.round + max(0, game.rounds_left - 1)


def is_early(game: Game) -> bool:
    """Whether the talks are in their first half."""
    return 2 * game.round <= last_round(game) + 1


def thinned(rows: Sequence[tuple[float, ...]], most: int = 300) -> tuple[tuple[float, ...], ...]:
    """At most so many different rows, evenly picked, for a picture.

    >>> thinned([(1, 2), (1, 2), (3, 4), (5, 6)], most=2)
    ((1, 2), (5, 6))
    """
    every = sorted(set(rows))
    if len(every) <= most:
        return tuple(every)
    step = (len(every) - 1) / (most - 1)
    return tuple(every[round(n * step)] for n in range(most))
