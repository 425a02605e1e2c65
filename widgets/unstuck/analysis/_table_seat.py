"""One side across the table in the middle of a game: what it thinks of offers, makes and says."""

from __future__ import annotations

from collections.abc import Sequence

from unstuck.analysis import _table_state as state
from unstuck.analysis._table_parts import TACTICS, Deal
from unstuck.analysis._table_scenario import Combo, TableScenario
from unstuck.analysis._table_state import Level, Mind

_SAME = 1e-9
_HOT, _WARM = 0.5, 0.62
_MIDDLE = 0.05  # so near to the middle counts as the middle
_MOODY = 0.16  # nobody comes to the table in quite the same mood twice: an assumption


class Seat:
    """A side as the game goes on.

    Gains are shares of what the side could gain at most: 0 at its limit, 1 at its best package.
    """

    __slots__ = (
        "acknowledged", "asks", "asp", "deadline", "fair", "horizon", "limit", "made", "mind",
        "number", "seen", "side", "span", "spoken", "told", "warned",
        "yours",
    )  # fmt: skip

    def __init__(
        self, scenario: TableScenario, number: int, level: Level, luck: Sequence[float]
    ) -> None:
        side = scenario.side[number]
        self.side, self.number = side, number
        self.limit = side.limit
        self.span = scenario.best[number + 1] - side.limit
        jitter = [_MOODY * (draw - 0.5) for draw in luck[:4]]
        start = (side.trust, side.anger, side.fear, side.pressure)
        told = tuple(n + j for n, j in zip(start, jitter, strict=True))
        self.mind = Mind(side.driver, level, (*told, side.information))
        self.mind.hold()
        self.deadline = self.horizon = side.deadline
        self.asp = min(0.98, max(0.1, side.start - state.ANXIOUS * side.fear))
        self.made: Deal | None = None  # their standing offer
        self.yours: Deal | None = None  # the learner's latest offer
        self.seen: list[float] = []  # the gains that the learner's offers had for them
        self.told: set[str] = set()  # topics answered
        self.asks: dict[str, int] = {}
        self.acknowledged: dict[str, int] = {}
        self.spoken: dict[str, list[int]] = {}
        self.warned = False
        self.fair = False  # somebody from outside keeps order

    def copy(self) -> Seat:
        """The same, to go on with apart."""
        twin = Seat.__new__(Seat)
        for name in Seat.__slots__:
            setattr(twin, name, getattr(self, name))
        twin.mind = self.mind.copy()
        twin.seen, twin.told = list(self.seen), set(self.told)
        twin.asks, twin.acknowledged = dict(self.asks), dict(self.acknowledged)
        twin.spoken = {key: list(used) for key, used in self.spoken.items()}
        return twin

    # --- words ---------------------------------------------------------------------------

    def say(self, key: str, draw: float, offer: str = "") -> str:
        """What they say in a situation: a variant for their mood if there is one, by the draw."""
        lines = self.side.lines
        if self.mind.anger >= _HOT and f"{key}_hot" in lines:
            key = f"{key}_hot"
        elif self.mind.trust >= _WARM and self.mind.anger < 0.3 and f"{key}_warm" in lines:
            key = f"{key}_warm"
        return put(self.pick(key, lines.get(key, ()), draw), offer)

    def pick(self, key: str, variants: Sequence[str], draw: float) -> str:
        """One of several variants, those that were used last."""
        if not variants:
            return ""
        used = self.spoken.setdefault(key, [])
        fresh = [n for n in range(len(variants)) if n not in used]
        if not fresh:
            last = used[-1]
            used.clear()
            fresh = [n for n in range(len(variants)) if n != last] or [0]
        chosen = fresh[int(draw * len(fresh))]
        used.append(chosen)
        return variants[chosen]

    # --- offers --------------------------------------------------------------------------

    def gain(self, worth: float) -> float:
        """The share of their possible gain that a package is to them."""
        return (worth - self.limit) / self.span

    def seems(self, gain: float) -> float:
        """How an offer of the learner's looks to them: worse, the less they trust."""
        if self.fair:
            return gain
        return gain - state.DEVALUE * max(0.0, 0.5 - self.mind.trust)

    def aspires(self, clock: int) -> float:
        """The gain they would ask for next: less with time, within what they give in a step."""
        mind = self.mind
        speed = TACTICS[self.side.tactic] * mind.level.concede * (1 + state.URGE * mind.pressure)
        passed = min(1.0, clock / max(1, min(self.deadline, self.horizon) - 1))
        floor = mind.insists
        start = min(0.98, self.side.start - state.ANXIOUS * mind.fear)
        aim = start - (start - floor) * passed ** (1 / speed)
        if not self.seen:
            return max(self.asp, floor)
        step = (state.STEP + state.STEP_TRUST * mind.trust) * mind.level.concede
        if len(self.seen) > 1:
            step += state.STEP_MATCH * max(0.0, self.seen[-1] - max(self.seen[:-1]))
        return float(max(floor, min(self.asp, max(aim, self.asp - step))))

    def takes(self, scenario: TableScenario, package: Deal, clock: int) -> bool:
        """Whether they sign this now."""
        gain = self.gain(scenario.worth(package, self.number + 1))
        if gain < -_SAME:
            return False
        wanted = self.aspires(clock)
        if self.made is not None:
            own = self.gain(scenario.worth(self.made, self.number + 1))
            wanted = min(wanted, own)
            earlier = [seen for seen in self.seen if abs(seen - gain) > _SAME]
            if earlier and abs(gain - (own + earlier[-1]) / 2) < _MIDDLE:
                wanted -= state.HALFWAY
        return self.seems(gain) >= max(wanted, self.mind.insists) - _SAME

    def propose(self, scenario: TableScenario, combos: Sequence[Combo]) -> Deal:
        """The package they ask for: worth at least what they aspire to, kindest to the others.

        Kindest as far as they understand the others: without information they take the others'
        gain for their own loss.
        """
        me = self.number + 1
        wanted = self.limit + self.asp * self.span
        known, blind = self.mind.information, state.FIXED_PIE * (1 - self.mind.information)
        at = scenario.price_at
        lines = [scales[at] for scales in scenario.scales] if at >= 0 else []
        rest = [
            (n, scenario.worst[n], scenario.best[n] - scenario.worst[n])
            for n in range(len(scenario.limits))
            if n != me
        ]
        best, found, paid = combos[0].package, -1e18, 0.0
        for combo in combos:
            sums = combo.sums
            price, worth = 0.0, sums[me]
            if lines:
                price = self._price(scenario, wanted - worth)
                worth += lines[me][price]
                others = [(sums[n] + lines[n][price] - low) / span for n, low, span in rest]
            else:
                others = [(sums[n] - low) / span for n, low, span in rest]
            value = known * min(others) - blind * worth / self.span + self._alike(combo.package, at)
            if worth < wanted - _SAME:  # not enough: only where nothing else is
                value -= 1e6 + 1e3 * (wanted - worth)
            if value > found:
                best, found, paid = combo.package, value, price
        return best if at < 0 else (*best[:at], paid, *best[at + 1 :])

    def _alike(self, package: Deal, at: int) -> float:
        """How much a package is like what you asked for last, and like what they did."""
        count = max(1, len(package) - (at >= 0))
        found = 0.0
        for weight, other in ((state.SIMILAR, self.yours), (state.STEADY, self.made)):
            if other is not None:
                pairs = enumerate(zip(package, other, strict=True))
                found += weight * sum(a == b for n, (a, b) in pairs if n != at) / count
        return found

    def _price(self, scenario: TableScenario, needed: float) -> float:
        """The price on its grid that gives them just what they need of it, or a little more."""
        at = scenario.price_at
        term, line = scenario.term[at], scenario.scales[self.number + 1][at]
        slope = line.slope
        steps = (needed - line[term.low]) / slope / term.step
        whole = -int(-(steps - 1e-9) // 1) if slope > 0 else int((steps + 1e-9) // 1)
        return min(term.high, max(term.low, term.low + whole * term.step))


def allowed(scenario: TableScenario, opened: Sequence[bool]) -> tuple[Combo, ...]:
    """The combinations of options that are on the table, terms being opened or not."""
    if all(opened):
        return scenario.combos
    bars = [
        (n, term.default, term.default + 1)
        if term.closed
        else (n, 0, len(term.options) - term.hidden)
        for n, (term, is_open) in enumerate(zip(scenario.term, opened, strict=True))
        if not is_open
    ]
    return tuple(
        combo
        for combo in scenario.combos
        if all(low <= combo.package[n] < high for n, low, high in bars)
    )


def put(text: str, offer: str) -> str:
    """Put an offer into a line, with a capital letter where it begins a sentence."""
    before, found, after = text.partition("{offer}")
    if not found:
        return text
    begins = before.rstrip().endswith((".", "?", "!", "“")) or not before.strip()
    said = offer[:1].upper() + offer[1:] if begins else offer
    return f"{before}{said}{put(after, offer)}"


__all__ = ["Seat", "allowed", "put"]
