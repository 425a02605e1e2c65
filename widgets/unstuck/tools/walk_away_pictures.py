"""What WalkAway draws and lists: both ways side by side, the picture, the books, the exit line."""

from __future__ import annotations

from collections.abc import Callable

from unstuck.analysis.exit_lines import ExitReading, Part
from unstuck.analysis.prospects import Ahead, ledger
from unstuck.charts.walk_rows import walk_data
from unstuck.content.numbers import show_money, show_percent
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, cards, chart, figures, fold, heading, points, table, words
from unstuck.tools.walk_away_inputs import WalkInputs

Fill = Callable[..., str]
_LABELS = ("leave", "stay", "deal", "none", "behind", "beyond")
_TESTED = ("blame", "slams", "threats")


def both_ways(fill: Fill, inputs: WalkInputs, told: Ahead | None, currency: str) -> list[Block]:
    """Leaving and staying, the one as large as the other."""
    leave = {"title": fill("card_leave"), "text": _left(fill, inputs)}
    stay = {"title": fill("card_stay"), "text": fill("no_figures")}
    if told is None:
        return [heading(fill("ways")), cards(leave, stay)]
    low, high = told.low, told.high
    name = "stay_text_none" if not told.chance else "stay_text_one" if low == high else "stay_text"
    stay["text"] = fill(name, chance=told.chance, low=low, high=high, cost=told.cost)
    for card, regret, better in (
        (leave, told.regret_of_leaving, told.chance_worse),
        (stay, told.regret_of_staying, told.chance_better),
    ):
        card["foot"] = fill(
            "way_foot", regret=show_money(regret, currency, 0), better=show_percent(better, 0)
        )
    return [heading(fill("ways")), cards(leave, stay)]


def _left(fill: Fill, inputs: WalkInputs) -> str:
    batna, value = inputs.batna.strip(), inputs.batna_value
    if batna and value is not None:
        return fill("leave_text", batna=batna, value=value)
    if batna:
        return fill("leave_text_words", batna=batna)
    if value is not None:
        return fill("leave_text_value", value=value)
    return fill("leave_text_none")


def picture(fill: Fill, told: Ahead, spent: float, currency: str) -> Block:
    """Leaving against staying, what is spent drawn apart."""
    low, high = told.with_deal
    about = {
        "margin": told.margin,
        "chance": told.chance,
        "miss": told.no_deal,
        "none": told.without_deal,
        "low": low,
        "high": high,
        "spent": spent,
    }
    data, signals = walk_data(told, spent, {name: fill(f"row_{name}", **about) for name in _LABELS})
    name = "even" if not told.margin else "better" if told.margin > 0 else "worse"
    return chart(
        "walk_ahead",
        title=fill(f"chart_{name}", margin=abs(told.margin)),
        sentence=fill("chart_sentence" if told.chance else "chart_sentence_none", **about),
        head=[fill(f"head_{each}") for each in ("what", "chance", "from", "to")],
        rows=_lines(fill, told, spent, currency),
        data=data,
        signals=signals,
    )


def _lines(fill: Fill, told: Ahead, spent: float, currency: str) -> list[list[str]]:
    def line(what: str, chance: str, low: float, high: float) -> list[str]:
        return [what, chance, *(show_money(each, escape(currency)) for each in (low, high))]

    low, high = told.with_deal
    none = told.without_deal
    deal = [line(fill("line_deal"), show_percent(told.chance), low, high)]
    return [
        line(fill("card_leave"), fill("sure"), 0, 0),
        *(deal if told.chance else []),
        line(fill("line_none"), show_percent(told.no_deal), none, none),
        line(fill("line_spent"), fill("apart"), spent, spent),
    ]


def numbers(fill: Fill, told: Ahead, currency: str) -> Block:
    """What it could bring, what it costs, the difference, and the two chances."""
    sign = escape(currency)
    even = told.break_even
    return figures(
        (fill("figure_bring"), show_money(told.bring, sign), fill("note_bring")),
        (fill("figure_cost"), show_money(told.cost, sign)),
        (fill("figure_margin"), show_money(told.margin, sign), fill("note_margin")),
        (fill("figure_worse"), show_percent(told.chance_worse, 0)),
        (
            fill("figure_regret_leave"),
            show_money(told.regret_of_leaving, sign, 0),
            fill("note_regret"),
        ),
        (
            fill("figure_regret_stay"),
            show_money(told.regret_of_staying, sign, 0),
            fill("note_regret"),
        ),
        (
            fill("figure_even"),
            fill("figure_even_never") if even is None else show_percent(even, 0),
            fill("note_even", chance=told.chance),
        ),
    )


def books(fill: Fill, told: Ahead, spent: float, currency: str) -> list[Block]:
    """What is spent, written into the books of both ways: the difference does not move."""
    title = heading(fill("sunk_title"))
    if not spent:
        return [title, words(fill("sunk_none"))]
    sign = escape(currency)
    rows = []
    for name, amount in (("sunk_without", 0.0), ("sunk_with", spent)):
        book = ledger(0.0, told.margin, amount)
        amounts = (book.leave, book.stay, book.difference)
        rows.append([fill(name), *(show_money(each, sign) for each in amounts)])
    head = [fill("sunk_book"), *(fill(f"sunk_{each}") for each in ("leave", "stay", "difference"))]
    return [
        title,
        words(fill("sunk", spent=spent)),
        table(fill("sunk_caption"), head, rows),
        words(fill("sunk_pull")),
    ]


def regrets(fill: Fill) -> Block:
    """How the regrets are worked out, for those who ask."""
    return fold(fill("regret_title"), words(fill("regret_rule")), words(fill("regret_note")))


def last_words(fill: Fill, told: ExitReading) -> list[Block]:
    """The exit line as it stands, and what to look at twice before saying it."""
    shown = [heading(fill("line_title"))]
    if not told.line:
        return [*shown, words(fill("line_first"))]
    if told.good:
        return [*shown, words(fill("line_good", line=told.line)), words(fill("line_note"))]
    looks = [fill(f"line_missing_{part}") for part in told.missing if part is not Part.STOP]
    for name in _TESTED:
        found = getattr(told, name)
        if found:
            looks.append(fill(f"line_{name}", found=", ".join(found)))
    if told.about_them:
        looks.append(fill("line_about_them"))
    return [
        *shown,
        words(fill("line_look", line=told.line)),
        points(*looks),
        words(fill("line_note")),
    ]
