"""What PreparationSheet asks: for talks of one's own, and for each scenario of the table."""

from __future__ import annotations

from dataclasses import make_dataclass
from functools import cache, partial
from typing import Any

from unstuck.analysis.preparation import Part, Preparation
from unstuck.analysis.table import TableScenario, load_scenario, scenarios
from unstuck.analysis.table_prices import only_price, points_ends
from unstuck.kit.fields import choice, quantity, text

MODULE = "12-at-the-table"
OWN = "own"
TALKS, NUMBERS, SIDES, PLAN = "Which talks?", "Your numbers", "Both sides", "At the table"
ROLES = {"seller": "Paid: more is better", "buyer": "Paying: less is better"}
Field = tuple[str, Any, Any]
_MINE: Any = {"when": ("scenario", (OWN,))}
_money = partial(
    quantity, None, low=0, high=30_000, step=100, unit="money", most=3e9, blank=True, **_MINE
)
_words = partial(text, limit=600, long=True)
_ASK = "One a line. Three at least, and such that yes or no is no answer."
_LEAVE = "A thing that you could see or hear, so that you know it when it comes."
_AIM = "What you would be glad to get. It lies beyond the limit."


def field(scenario: str, name: str) -> str:
    """The form's field of a scenario; of one's own talks it has the plain name."""
    return name if scenario == OWN else f"{scenario.replace('-', '_')}_{name}"


@cache
def listed() -> dict[str, TableScenario]:
    """The scenarios of the table by id."""
    return {name: load_scenario(name) for name in scenarios()}


def fields() -> list[Field]:
    """The whole form."""
    options = {name: told.title for name, told in listed().items()} | {OWN: "My own talks"}
    first = choice(
        next(iter(options)), label="Prepare for", options=options, look="select", section=TALKS
    )
    told: list[Field] = [("scenario", str, first)]
    told += _own_sides()
    for section in (NUMBERS, SIDES, PLAN):
        told += _own(section)
        for scenario in listed().values():
            told += _of_scenario(scenario, section)
    return told


def _own_sides() -> list[Field]:
    short = partial(text, limit=80, section=TALKS, **_MINE)
    return [
        ("title", str, short(label="A title", case="title")),
        ("you", str, short(label="Your side", limit=60, case="you")),
        ("them", str, short(label="The other side", limit=60, case="them")),
        (
            "role",
            str,
            choice("seller", label="You are", options=ROLES, case="role", section=NUMBERS, **_MINE),
        ),
    ]


def _own(section: str) -> list[Field]:
    number = partial(_money, section=NUMBERS)
    numbers: dict[str, Any] = {
        "limit": number(label="Your limit", case="reservation", party="you"),
        "target": number(label="Your target", case="target", party="you", help=_AIM),
        "opening": number(label="Your opening offer", case="opening", party="you"),
        "their_limit": number(
            label="Their limit, as you see it", case="their_reservation", party="them"
        ),
        "their_target": number(
            label="Their target, as you see it", case="their_target", party="them"
        ),
        "alternative_value": number(
            label="What your alternative leaves you with", case="batna_value", low=-30_000
        ),
    }
    told = {NUMBERS: numbers, SIDES: _sides(_MINE, own=True), PLAN: _plan(_MINE, own=True)}[section]
    return [(name, kind_of(name), made) for name, made in told.items()]


def _of_scenario(scenario: TableScenario, section: str) -> list[Field]:
    shown: Any = {"when": ("scenario", (scenario.id,))}
    if section == NUMBERS:
        told = _numbers(scenario, shown)
    elif section == SIDES:
        told = _sides(shown, default=scenario.you.alternative)
    else:
        told = _plan(shown)
    return [(field(scenario.id, name), kind_of(name), made) for name, made in told.items()]


def _numbers(scenario: TableScenario, shown: Any) -> dict[str, Any]:
    price = only_price(scenario)
    if price is not None:
        number = partial(
            quantity, None, low=price.low, high=price.high, step=price.step, unit="money",
            blank=True, section=NUMBERS, **shown,
        )  # fmt: skip
        return {
            "limit": number(label="Your limit", party="you"),
            "target": number(label="Your target", party="you", help=_AIM),
            "opening": number(label="Your opening offer", party="you"),
            "their_limit": number(label="Their limit, as you guess it", party="them"),
        }
    low, high = points_ends(scenario)
    number = partial(
        quantity, None, low=low, high=high, unit="points", blank=True, section=NUMBERS,
        party="you", **shown,
    )  # fmt: skip
    return {
        "limit": number(label="Your limit"),
        "target": number(label="Your target", help=_AIM),
        "opening_words": text(
            label="Your opening offer, in words", limit=200, section=NUMBERS, **shown
        ),
    }


def _sides(shown: Any, *, own: bool = False, default: str = "") -> dict[str, Any]:
    def case(name: str) -> dict[str, str]:
        return {"case": name} if own else {}

    words = partial(_words, section=SIDES, **shown)
    return {
        "alternative": words(
            default, label="Your best alternative: what you do without a deal", **case("batna")
        ),
        "their_alternative": words(label="Theirs, as you guess it", **case("their_batna")),
        "interests": words(label="Your interests, the weightiest first", **case("your_interests")),
        "their_interests": words(label="Theirs, as you guess them", **case("their_interests")),
    }


def _plan(shown: Any, *, own: bool = False) -> dict[str, Any]:
    words = partial(_words, section=PLAN, **shown)
    told = {
        "questions": words(label="Questions that you will ask", help=_ASK),
        "leave": words(label="What would make you leave", help=_LEAVE),
    }
    if own:
        told["exit_line"] = words(label="Your words when you leave", case="exit_line")
        told["break_words"] = words(label="Your words for a break", case="break_words")
    return told


def kind_of(name: str) -> Any:
    """The type of a field by its name."""
    return float | None if name in _NUMERIC else str


_NUMERIC = ("limit", "target", "opening", "their_limit", "their_target", "alternative_value")
PreparationInputs = make_dataclass("PreparationInputs", fields(), frozen=True, kw_only=True)


def sheet_of(inputs: Any, scenario: str) -> Preparation:
    """What stands on the sheet for one scenario, or for one's own talks."""

    def value(name: str) -> Any:
        return getattr(inputs, field(scenario, name), None)

    words: dict[str, str] = {
        Part.ALTERNATIVE: value("alternative"),
        Part.THEIR_ALTERNATIVE: value("their_alternative"),
        Part.INTERESTS: value("interests"),
        Part.THEIR_INTERESTS: value("their_interests"),
        Part.QUESTIONS: value("questions"),
        Part.LEAVE: value("leave"),
        Part.OPENING: value("opening_words") or "",
    }
    told = listed().get(scenario)
    price = only_price(told) if told else None
    least = None
    if told is not None:
        least = price.limit if price is not None else told.you.limit
    paying = value("role") == "buyer" if told is None else price is not None and price.paying
    return Preparation(
        value("limit"),
        value("target"),
        value("opening"),
        value("their_limit"),
        paying=paying,
        least=least,
        words=words,
    )
