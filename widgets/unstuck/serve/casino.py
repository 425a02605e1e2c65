"""What `unstuck casino` says of a corpus file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from unstuck import data
from unstuck.analysis.casino import Corpus, Dialogue, agreement, counts, frontier, read, totals
from unstuck.analysis.outcomes import walk_aways
from unstuck.content.numbers import show_number, show_percent

SHOWN = 10
HEAD = (
    "dialogue",
    "outcome",
    "same_priority_issues",
    "points_first",
    "points_second",
    "joint_points_possible",
    "left_on_the_table",
    "pareto_efficient",
    "deals_on_the_frontier",
    "turns",
)


def report(path: Path, to: Path | None = None) -> Iterator[str]:
    """Read a corpus file, say what it shows, and write a table of its dialogues if asked.

    Parameters
    ----------
    path : Path
        The file ``casino.json`` that was downloaded.
    to : Path, optional
        Where to write a row for each dialogue, as CSV.

    Yields
    ------
    str
        Lines to print.

    Raises
    ------
    ValueError
        If the file cannot be used, or the table cannot be written.
    """
    corpus = read(path)
    yield from _totals(corpus)
    yield from _trouble(corpus)
    yield from _beside(corpus)
    if to is not None:
        _write(corpus, to)
        yield f"{to}: a row for each of {show_number(len(corpus.dialogues))} dialogues."


def _totals(corpus: Corpus) -> Iterator[str]:
    told = totals(corpus.dialogues)
    yield f"Dialogues read: {show_number(told.dialogues)}."
    yield f"Deals: {_part(told.deals, told.dialogues)}."
    if told.deals:
        yield f"Pareto efficient deals: {_part(told.efficient, told.deals)}."
    yield f"Walked away: {_part(told.dialogues - told.deals, told.dialogues)}."
    yield f"Joint points left on the table: {_part(told.left, told.possible)}."
    for walk in walk_aways(counts(corpus.dialogues)):
        yield (
            f"Walked away with {walk.same} common priorities: {walk.pairs}, each from up to "
            f"{walk.possible} joint points to {walk.taken}."
        )


def _part(some: int, of: int) -> str:
    return f"{show_number(some)} of {show_number(of)}, {show_percent(round(some / of, 4))}"


def _trouble(corpus: Corpus) -> Iterator[str]:
    if corpus.problems:
        yield f"Dialogues left out: {show_number(len(corpus.problems))}."
        yield from corpus.problems[:SHOWN]
        if len(corpus.problems) > SHOWN:
            yield f"and {show_number(len(corpus.problems) - SHOWN)} more."


def _beside(corpus: Corpus) -> Iterator[str]:
    """Whether the whole corpus gives the counts that come with the course."""
    reference = data.rows("casino_outcomes")
    if len(corpus.dialogues) != sum(row["n"] for row in reference):
        return
    differ = agreement(counts(corpus.dialogues), reference)
    if not differ:
        yield "These are the counts of datasets/casino_outcomes.csv."
        return
    yield "These are not the counts of datasets/casino_outcomes.csv:"
    yield from differ[:SHOWN]
    if len(differ) > SHOWN:
        yield f"and {show_number(len(differ) - SHOWN)} more."


def _write(corpus: Corpus, to: Path) -> None:
    try:
        with to.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(HEAD)
            table.writerows(_row(each) for each in corpus.dialogues)
    except OSError as error:
        raise ValueError(f"{to} cannot be written: {error.strerror}.") from None


def _row(each: Dialogue) -> tuple[object, ...]:
    return (
        _harmless(each.id),
        "walk_away" if each.walked else "deal",
        each.same,
        *each.points,
        each.best,
        each.left,
        int(each.efficient),
        len(frontier(*each.priorities)),
        each.turns,
    )


def _harmless(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    plain = "".join(sign for sign in name[:40] if sign.isprintable())
    return f"'{plain}" if plain[:1] in tuple("=+-@") else plain
