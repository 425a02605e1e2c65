"""What a scenario of the table must keep to, beyond its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unstuck.analysis._table_moves import LONGEST_MOVE
from unstuck.analysis._table_parts import TACTICS, WHO, Side, TermSpec, You
from unstuck.analysis._table_scenario import TableScenario
from unstuck.analysis._table_state import DRIVERS

VARIANTS = 2
"""So many variants what is often said must have; the rest at least one."""

OFTEN = ("offer", "concede", "hold", "near", "short", "insulted", "shared", "guarded", "accept")
ONCE = (
    "greet", "still", "far", "unfair", "stall", "backtrack", "decline", "again", "wary", "clock",
    "anger", "fear", "pressure", "wrong_feeling", "enough", "probe_told", "probe_guarded",
    "probe_sore", "not_now", "break_good", "time_yes", "time_no",
    "facilitator_yes", "facilitator_no", "hurry", "walk", "late", "bye_well", "bye_angry",
)  # fmt: skip
AFTERWARDS = ("accept", "walk", "late", "bye_well", "bye_angry")
"""Lines that end the talks: they may tell what was secret."""

TOGETHER = ("could_sign", "objects")
_MOODS = ("_hot", "_warm")
_LONGEST_SAYING = 420
_MOST_PACKAGES = 3000


def faults(scenario: TableScenario) -> list[str]:
    """Say everything that breaks a rule; empty if all is well."""
    found = [*_shape(scenario), *_terms(scenario)]
    if not found:
        found = [*_parties(scenario), *_moves(scenario)]
    found += _secrets(scenario)
    for side in scenario.side:
        found += [f"{side.name}: {fault}" for fault in _speech(side, len(scenario.side) > 1)]
    return found


def _shape(scenario: TableScenario) -> Iterator[str]:
    if not 1 <= len(scenario.side) <= len(WHO):
        yield f"there must be one or two sides across the table, not {len(scenario.side)}."
    if not 6 <= scenario.rounds <= 24:
        yield f"rounds must be 6 to 24, not {scenario.rounds}."
    if scenario.you.role not in ("seller", "buyer"):
        yield f"your role must be seller or buyer, not '{scenario.you.role}'."
    if not scenario.term:
        yield "there must be something to settle; add a [[term]]."
    if not any(reframe.fits for reframe in scenario.reframe):
        yield "at least one reframe must fit what lies behind."
    ids = [term.id for term in scenario.term]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"two terms are called '{name}'; rename one."
    if sum(term.is_price for term in scenario.term) > 1:
        yield "there may be one price at most."


def _terms(scenario: TableScenario) -> Iterator[str]:
    for term in scenario.term:
        if term.is_price:
            steps = (term.high - term.low) / term.step if term.step > 0 else 0
            if not (term.low < term.high and steps >= 1 and abs(steps - round(steps)) < 1e-9):
                yield f"term '{term.id}': high must lie whole steps above low."
            if term.closed or term.hidden:
                yield f"term '{term.id}': a price cannot be closed."
        elif len(term.options) - term.hidden < 1 or not 0 <= term.default < len(term.options):
            yield f"term '{term.id}' needs an open option and a default that exists."
        elif term.closed and term.hidden:
            yield f"term '{term.id}' is closed or has hidden options, not both."
        for party in scenario.parties:
            yield from _values(term, party)
    longest = "offer:" + ",".join(f"{term.id}={_widest(term)}" for term in scenario.term)
    if len(longest) > LONGEST_MOVE:
        yield f"an offer such as '{longest}' is longer than {LONGEST_MOVE}; use shorter ids."


def _widest(term: TermSpec) -> str:
    return f"{term.high:.10g}.25" if term.is_price else str(len(term.options) - 1)


def _values(term: TermSpec, party: You | Side) -> Iterator[str]:
    wanted = 2 if term.is_price else len(term.options)
    points = party.values.get(term.id, ())
    if len(points) != wanted:
        yield f"{party.name} must have {wanted} values for '{term.id}', not {len(points)}."
    elif term.is_price and points[0] == points[1]:
        yield f"{party.name} must care for '{term.id}' one way or the other."


def _parties(scenario: TableScenario) -> Iterator[str]:
    if scenario.packages.size > _MOST_PACKAGES:
        yield f"there are {scenario.packages.size} packages, more than {_MOST_PACKAGES}."
    for n, party in enumerate(scenario.parties):
        if not scenario.worst[n] <= party.limit < scenario.best[n]:
            yield f"{party.name}: the limit must lie among what packages are worth."
    if not scenario.you.limit <= scenario.you.target <= scenario.best[0]:
        yield "your target must lie between your limit and the best package."
    for side in scenario.side:
        yield from (f"{side.name}: {fault}" for fault in _side(scenario, side))


def _side(scenario: TableScenario, side: Side) -> Iterator[str]:
    if side.driver not in DRIVERS:
        yield f"driver '{side.driver}' is none of {', '.join(DRIVERS)}."
    if side.tactic not in TACTICS:
        yield f"tactic '{side.tactic}' is none of {', '.join(TACTICS)}."
    for name in ("trust", "anger", "fear", "pressure", "information", "power", "start", "shows"):
        if not 0 <= getattr(side, name) <= 1:
            yield f"{name} must be 0 to 1, not {getattr(side, name)}."
    if not 4 <= side.deadline <= 30:
        yield f"deadline must be 4 to 30, not {side.deadline}."
    if len({topic.id for topic in side.topic}) != len(side.topic) or not side.topic:
        yield "needs topics, each with an id of its own."
    for topic in side.topic:
        if not topic.told:
            yield f"topic '{topic.id}' has no answer."
    known = {f"{t.id}={n}" for t in scenario.term for n in range(len(t.options))}
    for mark in sorted(set(side.eases) - known):
        yield f"'{mark}' in eases is no option; write it as term=place."


def _moves(scenario: TableScenario) -> Iterator[str]:
    """Names that moves and openings use."""
    ids = {term.id for term in scenario.term}
    openers: list[tuple[str, tuple[str, ...]]] = [
        *((f"interest '{i.id}'", i.opens) for i in scenario.you.interest),
        *((f"topic '{t.id}'", t.opens) for side in scenario.side for t in side.topic),
        *((f"reframe {n}", r.opens) for n, r in enumerate(scenario.reframe, 1)),
    ]
    for where, opens in openers:
        for name in sorted(set(opens) - ids):
            yield f"{where} opens '{name}', which is no term."
    opened = {name for _, opens in openers for name in opens}
    for term in scenario.term:
        if (term.closed or term.hidden) and term.id not in opened:
            yield f"nothing opens term '{term.id}'."
    for n, reframe in enumerate(scenario.reframe, 1):
        if not (reframe.yes if reframe.fits else reframe.no):
            yield f"reframe {n} has no answer."
        if reframe.who not in WHO[: len(scenario.side)]:
            yield f"reframe {n} speaks to '{reframe.who}', who is not here."
    for interest in scenario.you.interest:
        if not interest.say:
            yield f"interest '{interest.id}' needs a 'say': how you tell it."


def _secrets(scenario: TableScenario) -> Iterator[str]:
    """Words that are said before they have been asked for."""
    open_to_all = [scenario.brief, scenario.opening, scenario.you.story]
    open_to_all += [*(interest.say for interest in scenario.you.interest)]
    for reframe in scenario.reframe:
        open_to_all += [reframe.label, *reframe.yes, *reframe.no]
    for side in scenario.side:
        open_to_all += [topic.label for topic in side.topic]
    for side in scenario.side:
        kept = [("probe", ("probe_told",), side.secrets)]
        kept += [(topic.id, (topic.feeling,), topic.secrets) for topic in side.topic]
        for name, tell, secrets in kept:
            said = [*open_to_all]
            for key, variants in side.lines.items():
                if key not in (*tell, *AFTERWARDS):
                    said += variants
            for secret in secrets:
                if any(secret.lower() in text.lower() for text in said):
                    yield f"{side.name}: '{secret}' is a secret of '{name}' and is said elsewhere."


def _by_driver(side: Side) -> Iterator[str]:
    """What only somebody with that driver comes to say."""
    driver = DRIVERS.get(side.driver)
    if driver is not None and driver.feeling == "hurt":
        yield "hurt"
    if driver is not None and driver.broods:
        yield "break_brood"
    if side.driver == "external-pressure":
        yield "break_call"


def _speech(side: Side, together: bool) -> Iterator[str]:
    needed: Mapping[str, int] = dict.fromkeys(OFTEN, VARIANTS) | dict.fromkeys(ONCE, 1)
    if together:
        needed = dict(needed) | dict.fromkeys(TOGETHER, 1)
    needed = dict(needed) | dict.fromkeys(_by_driver(side), 1)
    for name, count in needed.items():
        if len(side.lines.get(name, ())) < count:
            yield f"lines.{name} needs {count} or more."
    for name, variants in side.lines.items():
        base = name
        for mood in _MOODS:
            base = base.removesuffix(mood)
        if base not in needed:
            yield f"lines.{name} is said nowhere; check the name."
        for text in variants:
            if len(text) > _LONGEST_SAYING:
                yield f"lines.{name} has a line of {len(text)} signs; {_LONGEST_SAYING} is most."
    for name in ("offer", "concede", "still", "hold"):
        for mood in ("", *_MOODS):
            for text in side.lines.get(name + mood, ()):
                if "{offer}" not in text:
                    yield f"lines.{name}{mood} must say {{offer}}: '{text[:40]}'."
