"""The stories of ImpasseClassifier: the three opening cases and one's own, as fields to set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.impasse import CAUSES, CauseFamily
from unstuck.content.questions import load
from unstuck.content.schema import Case
from unstuck.kit.fields import choice, flag, quantity, text

MODULE = "01-impasse"
PREFIXES = {"case-coo": "coo_", "case-trainer": "trainer_", "case-startup": "startup_", "own": ""}
SPANS = {
    "case-coo": (600_000, 5_000),
    "case-trainer": (30_000, 500),
    "case-startup": (25_000_000, 250_000),
    "own": (100_000_000, 1_000),
}
KNOWN = {"case-coo": {"first": "no"}}
VIEWS = {"yes": "Yes", "no": "No", "unknown": "I do not know"}
SETTINGS = {
    "hiring": "Hiring somebody",
    "pay": "Pay or promotion",
    "planning": "Plans and budgets",
    "across": "Work across functions",
    "clients": "Clients or suppliers",
    "private": "At home or among friends",
}
FAMILIES = {
    CauseFamily.STRUCTURAL: "In the structure",
    CauseFamily.INTERPERSONAL: "Between the people",
    CauseFamily.INTRAPERSONAL: "Within a person",
}
BENEFIT_HELP = (
    "As they saw it then: something better elsewhere, a danger avoided, time gained, a point made."
)


@dataclass(frozen=True)
class Story:
    """One story as it stands in the controls, whichever it is.

    Attributes
    ----------
    case : Case or None
        The case of the course; None for a story of one's own.
    first, second : str
        What the two sides are called.
    payer, paid : str
        The same names, by who would pay.
    views, reasons : tuple of str
        What each side saw in no deal, and how one knows, first side first.
    most, least : float or None
        What the paying side would have paid, and the other taken.
    causes : tuple of CauseFamily
        Where the cause is seen to lie.
    """

    case: Case | None
    first: str
    second: str
    payer: str
    paid: str
    views: tuple[str, str]
    reasons: tuple[str, str]
    most: float | None
    least: float | None
    causes: tuple[CauseFamily, ...]


def _side(key: str, which: str, name: str, section: str) -> Iterator[tuple[str, type, Any]]:
    """Give the two fields on how one side saw no deal."""
    when = ("case", (key,))
    prefix, known = PREFIXES[key], KNOWN.get(key, {})
    yield (
        f"{prefix}{which}",
        str,
        choice(
            known.get(which, "unknown"),
            label=f"Did {name} see a benefit in having no deal?",
            options=VIEWS,
            help=BENEFIT_HELP if which == "first" else "",
            section=section,
            when=when,
        ),
    )
    yield (
        f"{prefix}why_{which}",
        str,
        text(
            label="In whose words, or why do you think so?",
            limit=300,
            section=section,
            when=when,
        ),
    )


def _story_fields(
    key: str, first: str, second: str, payer: str, paid: str, facts: Mapping[str, Any]
) -> Iterator[tuple[str, type, Any]]:
    """Give the fields of one story: both views, the limits, the causes."""
    prefix, when = PREFIXES[key], ("case", (key,))
    high, step = SPANS[key]
    yield from _side(key, "first", first, "Who saw a benefit in no deal?")
    yield from _side(key, "second", second, "Who saw a benefit in no deal?")
    limits = {
        "most": f"The most that {payer} would have paid",
        "least": f"The least that {paid} would have taken",
    }
    for name, label in limits.items():
        limit = quantity(
            facts.get(name),
            label=label,
            low=0,
            high=high,
            step=step,
            unit="money",
            blank=True,
            help="Leave it blank if you do not know." if name == "most" else "",
            section="The limits, if you know them",
            when=when,
        )
        yield f"{prefix}{name}", float, limit
    for family, label in FAMILIES.items():
        told = flag(label=label, help=CAUSES[family], section="Where did the cause lie?", when=when)
        yield f"{prefix}{family}", bool, told


def _own_fields() -> Iterator[tuple[str, type, Any]]:
    """Give the fields that tell a story of one's own, and then those of every story."""
    about: dict[str, Any] = {"section": "Your story", "when": ("case", ("own",))}
    yield "title", str, text(label="A title", limit=80, case="title", **about)
    told = text(label="What happened?", limit=1500, long=True, case="story", **about)
    yield "story", str, told
    yield (
        "first_name",
        str,
        text("my side", label="Your side is called", limit=40, case="you", **about),
    )
    yield (
        "second_name",
        str,
        text("the other side", label="The other side", limit=40, case="them", **about),
    )
    where = choice("clients", label="Where was it?", options=SETTINGS, look="select", **about)
    yield "setting", str, where
    sides = {"first": "My side", "second": "The other side"}
    yield "payer", str, choice("first", label="Who would have paid?", options=sides, **about)
    yield from _story_fields("own", "your side", "the other side", "the payer", "the payee", {})


def fields() -> Iterator[tuple[str, type, Any]]:
    cases = {case.id: case for case in load(MODULE).cases}
    titles = {key: cases[key].title if key in cases else "A story of my own" for key in PREFIXES}
    yield "case", str, choice("case-coo", label="Which story?", options=titles)
    for key, case in cases.items():
        facts = case.facts
        payer, paid = by_money(facts["payer"], facts["first"], facts["second"])
        yield from _story_fields(key, facts["first"], facts["second"], payer, paid, facts)
    yield from _own_fields()


def by_money(payer: str, first: str, second: str) -> tuple[str, str]:
    return (first, second) if payer == "first" else (second, first)


def told(inputs: Any) -> Story:
    """Gather the fields of the story that is chosen."""
    prefix = PREFIXES[inputs.case]

    def of(name: str) -> Any:
        return getattr(inputs, f"{prefix}{name}")

    if inputs.case == "own":
        case = None
        first = inputs.first_name.strip() or "my side"
        second = inputs.second_name.strip() or "the other side"
        payer = inputs.payer
    else:
        case = load(MODULE).case(inputs.case)
        first, second, payer = (case.facts[name] for name in ("first", "second", "payer"))
    return Story(
        case,
        first,
        second,
        *by_money(payer, first, second),
        (of("first"), of("second")),
        (of("why_first"), of("why_second")),
        of("most"),
        of("least"),
        tuple(family for family in FAMILIES if of(family)),
    )
