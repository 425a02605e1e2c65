"""What a learner can set: fields that say their label, range and unit once.

A tool's inputs are a frozen dataclass. Each of its fields is made by one of the functions
here (`quantity`, `choice`, `text`, `flag`, `rows`), and control, validator, axis title and
documentation all read the same declaration. A *draft* is what stands in the controls,
legal or not: a plain dict that may hold a number typed as text. `settle` makes any draft
safe to keep, `read` turns a settled draft into inputs or says in a sentence why it cannot.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, Field, asdict, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any

from unstuck.kit._kinds import (
    Gathered,
    Kind,
    Marked,
    Marks,
    Moment,
    Moves,
    Note,
    Zone,
    sentences,
)
from unstuck.kit._quantity import Quantity, tidy

__all__ = [
    "Kind",
    "Marked",
    "choice",
    "declared",
    "flag",
    "form",
    "gathered",
    "marks",
    "moment",
    "moves",
    "note",
    "quantity",
    "read",
    "rows",
    "sentences",
    "settle",
    "text",
    "tidy",
    "write",
    "zone",
]

Draft = dict[str, Any]


@dataclass(frozen=True)
class Choice(Kind):
    options: tuple[tuple[str, str], ...] = ()
    look: str = "radio"

    kind = "choice"

    def settle(self, raw: Any, default: Any) -> Any:
        return raw if isinstance(raw, str) and raw in dict(self.options) else default

    def spec(self) -> dict[str, Any]:
        options = [{"value": value, "label": label} for value, label in self.options]
        return super().spec() | {"options": options, "look": self.look}


@dataclass(frozen=True)
class Text(Kind):
    limit: int = 80
    long: bool = False

    kind = "text"

    def settle(self, raw: Any, default: Any) -> Any:
        if not isinstance(raw, str):
            return default
        return "".join(c for c in raw if c.isprintable() or c == "\n")[: self.limit]

    def spec(self) -> dict[str, Any]:
        return super().spec() | {"limit": self.limit, "long": self.long}


@dataclass(frozen=True)
class Flag(Kind):
    kind = "flag"

    def settle(self, raw: Any, default: Any) -> Any:
        return raw if isinstance(raw, bool) else default


@dataclass(frozen=True)
class Rows(Kind):
    item: Any = None
    least: int = 1
    most: int = 6
    noun: str = "row"

    kind = "rows"

    def settle(self, raw: Any, default: Any) -> Any:
        if not isinstance(raw, list | tuple):
            raw = default
        kept = [settle(self.item, row) for row in list(raw)[: self.most]]
        while len(kept) < self.least:
            kept.append(settle(self.item, {}))
        return _give_rest(self.item, kept)

    def read(self, value: Any, where: str) -> Any:
        self._check_rest(value, where)
        told = []
        for number, row in enumerate(value, start=1):
            name = row.get("name") or f"{self.noun} {number}"
            told.append(read(self.item, row, f"{name}: "))
        return tuple(told)

    def _check_rest(self, value: Any, where: str) -> None:
        for name, kind in declared(self.item).items():
            if not isinstance(kind, Quantity) or not kind.rest:
                continue
            last = value[-1][name]
            if isinstance(last, float) and last < 0:
                total = math.fsum(row[name] for row in value[:-1] if not isinstance(row[name], str))
                raise ValueError(
                    f"{where}: the chances you set add up to {kind._number(total)}. Lower one of "
                    "them; the last takes what is left of 100 %."
                )

    def spec(self) -> dict[str, Any]:
        return super().spec() | {
            "item": form(self.item),
            "fresh": settle(self.item, {}),
            "least": self.least,
            "most": self.most,
            "noun": self.noun,
        }


def quantity(
    default: float | None,
    *,
    label: str,
    low: float,
    high: float,
    step: float = 1.0,
    unit: str = "",
    rest: bool = False,
    blank: bool = False,
    most: float | None = None,
    lenient: bool = False,
    **about: Any,
) -> Any:
    """A number with a range: a slider and a field that reads what people write.

    `unit` is ``"money"`` (shown in the learner's currency), ``"%"`` (the value is a
    fraction from 0 to 1, shown times 100) or a word such as ``"days"``. With `rest`, the
    last row of its table takes what the others leave of 1. With `blank`, it may stay empty
    and is then None. With `most`, more than `high` may be typed, up to `most`: range and step
    of the slider then grow by tens with the largest such number of the form. With `lenient`, what
    cannot be read refuses nothing: the tool is given the sentence in place of the number. Of what
    every field takes beside `label`: `help`, `section`, `when` (a field's name and the values of
    it for which this one is shown), `case` (the fact of the learner's own case that it holds, of
    `unstuck.kit.case.FACTS`) and `party`, whose colour it has: ``"you"`` or ``"them"``, or
    ``"seller"`` or ``"buyer"`` where the form asks for the learner's `role`.
    """
    kind = Quantity(
        label,
        low=low,
        high=high,
        step=step,
        unit=unit,
        rest=rest,
        blank=blank,
        most=most,
        lenient=lenient,
        **about,
    )
    return field(default=default, metadata={"unstuck": kind})


def choice(
    default: str, *, label: str, options: Mapping[str, str], look: str = "radio", **about: Any
) -> Any:
    """One of a few: `options` maps values to words; `look` is ``"radio"`` or ``"select"``."""
    kind = Choice(label, options=tuple(options.items()), look=look, **about)
    return field(default=default, metadata={"unstuck": kind})


def text(
    default: str = "", *, label: str, limit: int = 80, long: bool = False, **about: Any
) -> Any:
    """Words of the learner's own, at most `limit` characters; never read as HTML."""
    return field(
        default=default, metadata={"unstuck": Text(label, limit=limit, long=long, **about)}
    )


def flag(default: bool = False, *, label: str, **about: Any) -> Any:
    """Yes or no."""
    return field(default=default, metadata={"unstuck": Flag(label, **about)})


def rows(
    item: type,
    default: tuple[Any, ...],
    *,
    label: str,
    noun: str,
    least: int = 1,
    most: int = 6,
    **about: Any,
) -> Any:
    """From `least` to `most` rows, each an `item` (itself a dataclass of fields)."""
    kind = Rows(label, item=item, least=least, most=most, noun=noun, **about)
    return field(default=default, metadata={"unstuck": kind})


def marks(
    *,
    label: str,
    options: Mapping[str, str],
    passage: str | None = None,
    limit: int = 2000,
    **about: Any,
) -> Any:
    """A text read sentence by sentence, each marked with one of the `options`.

    With a `passage` the text is given; without one the learner writes it, at most `limit`
    characters. The value is a `Marked`.
    """
    kind = Marks(label, options=tuple(options.items()), passage=passage, limit=limit, **about)
    return field(default=Marked(), metadata={"unstuck": kind})


def moves(*, label: str, limit: int = 40, **about: Any) -> Any:
    """The way taken through a scene: move after move, added by an `ask` block."""
    return field(default=(), metadata={"unstuck": Moves(label, limit=limit, **about)})


def moment(default: str = "", *, label: str, **about: Any) -> Any:
    """A date and a time of day, such as ``"2026-12-01T09:30"``; may stay empty."""
    return field(default=default, metadata={"unstuck": Moment(label, **about)})


def zone(default: str = "", *, label: str, **about: Any) -> Any:
    """A time zone by its name, such as ``"Europe/Oslo"``; the page fills in the device's."""
    return field(default=default, metadata={"unstuck": Zone(label, **about)})


def note(told: str, **about: Any) -> Any:
    """Something to read among the fields, such as the story of a case; nothing can be set."""
    return field(default="", metadata={"unstuck": Note(told, **about)})


def gathered(*prefixes: str, label: str, **about: Any) -> Any:
    """What the browser keeps of the course under keys that begin so: key by key, as kept.

    The page fills it in and renews it; a tool must trust nothing in it.
    """
    kind = Gathered(label, prefixes=prefixes, **about)
    return field(default_factory=dict, metadata={"unstuck": kind})


@cache
def declared(kind: type) -> dict[str, Kind]:
    """The declarations of a dataclass's fields, by name, in order."""
    return {f.name: f.metadata["unstuck"] for f in fields(kind) if "unstuck" in f.metadata}


def form(kind: type) -> list[dict[str, Any]]:
    """The whole form as plain data for the page."""
    return [
        {"name": name} | declared_field.spec() for name, declared_field in declared(kind).items()
    ]


def settle(kind: type, raw: Any) -> Draft:
    """Make any draft safe to keep: known fields only, right shapes, bounded sizes.

    What a learner typed stays as typed where it cannot be read; unknown fields go, missing
    ones take their default, and of shares the last row takes the rest. Settling twice
    changes nothing.
    """
    if is_dataclass(raw) and not isinstance(raw, type):
        raw = asdict(raw)
    if not isinstance(raw, Mapping):
        raw = {}
    return {
        f.name: f.metadata["unstuck"].settle(raw.get(f.name, _default(f)), _default(f))
        for f in fields(kind)
        if "unstuck" in f.metadata
    }


def read(kind: type, draft: Mapping[str, Any], where: str = "") -> Any:
    """Turn a settled draft into inputs.

    Raises
    ------
    ValueError
        With one sentence for the learner, if a field is empty, unreadable or out of range.
    """
    values = {}
    for f in fields(kind):
        told: Kind | None = f.metadata.get("unstuck")
        if told is None:
            continue
        if told.when and draft.get(told.when[0]) not in told.when[1]:
            values[f.name] = told.read(told.settle(_default(f), _default(f)), told.label)
            continue
        values[f.name] = told.read(draft[f.name], f"{where}{told.label}")
    return kind(**values)


def write(inputs: Any) -> Draft:
    """The draft that stands for these inputs."""
    return settle(type(inputs), inputs)


def _default(f: Field[Any]) -> Any:
    if f.default is not MISSING:
        return f.default
    if f.default_factory is not MISSING:
        return f.default_factory()
    raise TypeError(f"field {f.name!r} needs a default: a tool opens with every field set")


def _give_rest(item: type, kept: list[Draft]) -> list[Draft]:
    for name, kind in declared(item).items():
        if isinstance(kind, Quantity) and kind.rest:
            others = [row[name] for row in kept[:-1]]
            known = [share for share in others if isinstance(share, float)]
            kept[-1] = kept[-1] | {name: tidy(1.0 - math.fsum(known))}
    return kept
