"""Simulated learners: ways of playing the table that see no more than a learner could know.

They stand for habits, not for people: three tricks (always extreme, always concede, always
acknowledge), naive haggling, and what the course advises. `run` plays one of them to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product

from unstuck.analysis._table_engine import Engine
from unstuck.analysis._table_game import game_of, view_of
from unstuck.analysis._table_parts import WHO, Line
from unstuck.analysis._table_scenario import TableScenario
from unstuck.analysis._table_view import Game, View

Policy = Callable[[View], str]

_MOST_MOVES = 40


def run(scenario: TableScenario, policy: Policy, *, seed: int = 1, level: str = "normal") -> Game:
    """Let a simulated learner play a scenario to its end.

    Parameters
    ----------
    scenario : TableScenario
    policy : callable
        From a `View` to a move.
    seed : int, default 1
    level : {"gentle", "normal", "hard"}, default "normal"

    Returns
    -------
    Game
        An ended one.
    """
    engine = Engine(scenario, seed, level)
    finish(engine, policy)
    return game_of(engine)


def finish(engine: Engine, policy: Policy) -> None:
    """Play a game that is under way to its end."""
    for _ in range(_MOST_MOVES):
        if engine.ending:
            return
        engine.step(policy(view_of(engine)))
    if not engine.ending:
        engine.step("leave:well")


# --- what a package is worth to you, and may be worth to them ------------------------------------


def _points(view: View, values: Mapping[str, tuple[float, ...]], term: int, value: float) -> float:
    spec = view.terms[term]
    points = values[spec.id]
    if spec.options:
        return points[int(value)]
    return Line(spec.low, spec.high, points[0], points[1])[value]


def _base(view: View) -> float:
    """What the terms that are not on the table are worth to you as they stand."""
    on = {term.id for term in view.terms}
    return sum(view.you.values[name][n] for name, n in view.defaults.items() if name not in on)


def _best(view: View) -> float:
    return _base(view) + sum(max(view.you.values[term.id]) for term in view.terms)


def _guess(view: View, side: int, term: int, value: float) -> float:
    """What a value may be to a side: what came out, otherwise your gain as its loss."""
    spec = view.terms[term]
    known = view.their[side]
    if spec.id in known:
        return _points(view, known, term, value)
    points = view.you.values[spec.id]
    asked = spec.options and value in _asked_for(view, side, spec.id)
    return (max(points) - min(points) if asked else 0.0) - _points(
        view, view.you.values, term, value
    )


def _uneven(view: View, _: int, term: int, value: float, *, share: float) -> float:
    """How far a value lies from giving you your share of this term; what they ask for is nearer."""
    spec = view.terms[term]
    points = view.you.values[spec.id]
    low, span = min(points), max(points) - min(points)
    if span == 0:
        return 0.0
    own = _points(view, view.you.values, term, value)
    sides = range(len(view.their))
    asked = spec.options and any(value in _asked_for(view, side, spec.id) for side in sides)
    return span * ((0.25 if asked else 0.0) - ((own - low) / span - share) ** 2)


def _asked_for(view: View, side: int, term: str) -> tuple[float, ...]:
    """What a side asked for on a term in its latest offer; empty before it made one."""
    at = view.order.index(term)
    latest = [made for made in view.offers if made.by == WHO[side]][-1:]
    return tuple(made.package[at] for made in latest)


def _package(view: View, wanted: float, *, evenly: bool = False) -> dict[str, float]:
    """The package worth at least so much to you that seems kindest to the others.

    Evenly: the one that gives way alike on every term.
    """
    price = next((n for n, term in enumerate(view.terms) if not term.options), -1)
    grids = [
        [0.0] if n == price else [float(choice.value) for choice in term.options]
        for n, term in enumerate(view.terms)
    ]
    base = _base(view)
    low = base + sum(min(view.you.values[term.id]) for term in view.terms)
    share = (wanted - low) / max(1e-9, _best(view) - low)
    guess = partial(_uneven, share=share) if evenly else _guess
    mine = [
        [0.0] if n == price else [_points(view, view.you.values, n, v) for v in grid]
        for n, grid in enumerate(grids)
    ]
    sides = range(1 if evenly else len(view.their))
    theirs = [
        [
            [0.0] if n == price else [guess(view, k, n, v) for v in grid]
            for n, grid in enumerate(grids)
        ]
        for k in sides
    ]
    found: dict[str, float] = {}
    best = -1e18
    for places in product(*(range(len(grid)) for grid in grids)):
        own = base + sum(mine[n][k] for n, k in enumerate(places))
        kinds = [sum(points[n][k] for n, k in enumerate(places)) for points in theirs]
        values = [grids[n][k] for n, k in enumerate(places)]
        if price >= 0:
            values[price] = _price(view, price, wanted - own)
            own += _points(view, view.you.values, price, values[price])
            kinds = [kind + guess(view, k, price, values[price]) for k, kind in enumerate(kinds)]
        score = (
            min(kinds)
            + 0.3 * sum(kinds) / len(kinds)
            - (1e6 + 1e3 * (wanted - own) if own < wanted - 1e-9 else 0.0)
        )
        if score > best:
            best = score
            found = {term.id: value for term, value in zip(view.terms, values, strict=True)}
    return found


def _price(view: View, at: int, needed: float) -> float:
    """The price, on its grid, nearest to giving you what you need of it."""
    term = view.terms[at]
    line = Line(term.low, term.high, *view.you.values[term.id])
    steps = (term.low + (needed - line[term.low]) / line.slope - term.low) / term.step
    whole = -int(-(steps - 1e-9) // 1) if line.slope > 0 else int((steps + 1e-9) // 1)
    return min(term.high, max(term.low, term.low + whole * term.step))


def _offer(view: View, wanted: float, *, evenly: bool = False) -> str:
    chosen = _package(view, wanted, evenly=evenly)
    return "offer:" + ",".join(f"{name}={value:.10g}" for name, value in chosen.items())


def _fits(view: View, wanted: float) -> bool:
    """Whether their offer is worth so much to you."""
    return view.on_table is not None and view.on_table.worth_you >= wanted - 1e-9


def _offered(view: View) -> int:
    return sum(made.by == "you" for made in view.offers)


# --- the policies --------------------------------------------------------------------------------


def always_extreme(view: View) -> str:
    """Ask for all but everything, round after round; at the end take what beats your limit."""
    wanted = view.you.limit + 0.95 * (_best(view) - view.you.limit)
    if _fits(view, wanted) or (view.rounds_left <= 1 and _fits(view, view.you.limit)):
        return "accept"
    return _offer(view, wanted)


def always_concede(view: View) -> str:
    """Halve your demands each time, take what beats your limit, and in the end anything."""
    late = view.rounds_left <= 2 and view.on_table is not None
    if late or _fits(view, view.you.limit):
        return "accept"
    high = max(view.you.target, view.you.limit)
    return _offer(view, view.you.limit + (high - view.you.limit) * 0.5 ** _offered(view))


def always_acknowledge(view: View) -> str:
    """Name one feeling after another; take their offer at the end, if it beats your limit."""
    if view.rounds_left <= 1 and view.on_table is not None:
        return "accept" if _fits(view, view.you.limit) else "leave:well"
    seen = sorted(move for move in view.moves if move.startswith("acknowledge:"))
    return seen[len(view.made) % len(seen)]


def naive(view: View) -> str:
    """Haggle: open at your target, give way evenly on every term, ask nothing, tell nothing."""
    you = view.you
    top = max(you.target, you.limit)
    left = (view.rounds_left - 1) / max(1, view.rounds_left + view.round - 2)
    wanted = you.limit + (top - you.limit) * left
    if _fits(view, max(wanted, you.limit)):
        return "accept"
    if view.rounds_left <= 1 and view.on_table is not None:
        return "accept" if _fits(view, you.limit) else "leave:well"
    return _offer(view, wanted, evenly=True)


def advised(view: View) -> str:
    """Do what the course advises: listen, ask, tell, speak to what lies behind, then trade."""
    talk = _feelings(view) or _talk(view)
    you = view.you
    share = 0.3 + 0.15 * len(view.their)
    talking = max(4, round(share * (view.round + view.rounds_left)))
    if view.rounds_left <= 1:
        return "accept" if _fits(view, you.limit) else "leave:well"
    if talk and view.round <= talking:
        return talk
    start = max(you.target, you.limit)
    span = max(1, view.round + view.rounds_left - 1 - talking)
    left = min(1.0, max(0.0, (view.rounds_left - 2) / span))
    if any(mood.anger == "angry" for mood in view.moods):
        left *= 0.5
    wanted = you.limit + (start - you.limit) * (0.15 + 0.85 * left)
    wanted = _bearable(view, wanted)
    if _fits(view, wanted):
        return "accept"
    if view.rounds_left <= 2 and _fits(view, you.limit):
        return "accept"
    return _offer(view, wanted)


def _bearable(view: View, wanted: float) -> float:
    """Ask for no more than leaves them something, where you know what no deal is worth to them."""
    if any(limit is None for limit in view.their_limits) or any(
        term.id not in known for known in view.their for term in view.terms
    ):
        return wanted
    step = 0.02 * (wanted - view.you.limit)
    while wanted > view.you.limit:
        chosen = _package(view, wanted)
        if all(_leaves(view, n, chosen) for n in range(len(view.their))):
            return wanted
        wanted -= step
    return view.you.limit


def _leaves(view: View, side: int, chosen: Mapping[str, float]) -> bool:
    known, limit = view.their[side], view.their_limits[side]
    assert limit is not None
    worth = sum(_points(view, known, n, chosen[t.id]) for n, t in enumerate(view.terms))
    best = sum(max(known[term.id]) for term in view.terms)
    return worth >= limit + 0.08 * (best - limit)


def _feelings(view: View) -> str:
    """Say what you see on a face, once for each feeling."""
    for mood in view.moods:
        front = "" if mood.who == "them" else f"{mood.who}."
        for feeling, seen in (("anger", mood.anger), ("fear", mood.fear)):
            move = f"acknowledge:{front}{feeling}"
            there = seen in ("irritated", "angry", "uneasy", "worried")
            if there and move in view.moves and move not in view.made:
                return move
    return ""


def _talk(view: View) -> str:
    """What is called for by the answers so far; else ask, tell and ask in turn."""
    calm = all(mood.anger != "angry" for mood in view.moods)
    for move in view.suggests:
        if move in view.moves and view.made.count(move) < 1 + move.startswith("reframe") and calm:
            return move
    asks = [m for m in view.moves if m.startswith("ask:") and view.made.count(m) < 2]
    asks.sort(key=lambda move: (view.made.count(move), _asked_of(view, move)))
    shares = [f"share:{i.id}" for i in sorted(view.you.interest, key=lambda i: -i.weight)]
    shares = [move for move in (*shares[:2], "share:deadline") if move in view.moves]
    asked = sum(move.startswith("ask:") for move in view.made)
    told = sum(move.startswith("share:") for move in view.made)
    if shares and told < asked:
        return shares[0]
    if asks:
        return asks[0]
    return shares[0] if shares else ""


def _asked_of(view: View, move: str) -> int:
    """How often the side that a question goes to has been asked already."""
    third = ".third." in move.replace(":", ".")
    return sum(m.startswith("ask:") and (".third." in m.replace(":", ".")) == third
               for m in view.made)  # fmt: skip


POLICIES: Mapping[str, Policy] = {
    "always_extreme": always_extreme,
    "always_concede": always_concede,
    "always_acknowledge": always_acknowledge,
    "naive": naive,
    "advised": advised,
}
"""The simulated learners by name."""
