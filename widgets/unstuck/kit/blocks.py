"""What a tool shows, as plain data: sentences, figures, charts, tables, cards.

Each function here makes one block. The page draws blocks, the sheet writes them down as
Markdown; neither computes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Block = dict[str, Any]


def finding(text: str, tone: str = "plain") -> Block:
    """The answer in one or two sentences, shown large. `tone`: plain, good, bad or open."""
    return {"is": "finding", "text": text, "tone": tone}


def words(text: str) -> Block:
    """Sentences; ``**bold**``, ``*italic*`` and ``[links](https://…)`` are understood."""
    return {"is": "words", "text": text}


def heading(text: str) -> Block:
    """A small heading between blocks."""
    return {"is": "heading", "text": text}


def figures(*items: tuple[str, str] | tuple[str, str, str]) -> Block:
    """Large figures side by side, each as (label, value) or (label, value, note)."""
    told = [dict(zip(("label", "value", "note"), item, strict=False)) for item in items]
    return {"is": "figures", "items": told}


def points(*items: str, ordered: bool = False) -> Block:
    """A list of sentences."""
    return {"is": "points", "items": list(items), "ordered": ordered}


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table of words and formatted numbers; the first column names the row."""
    return {"is": "table", "caption": caption, "head": list(head), "rows": [list(r) for r in rows]}


def chart(
    name: str,
    *,
    title: str,
    sentence: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    data: Mapping[str, Sequence[Mapping[str, Any]]],
    signals: Mapping[str, Any] | None = None,
) -> Block:
    """A picture fed with data, and the same told in a sentence and a table.

    Parameters
    ----------
    name : str
        A chart of `unstuck.charts`; the tool's class lists it in `charts`.
    title : str
        The finding, as a sentence.
    sentence : str
        What there is to see, for those who do not see it.
    head, rows
        The same numbers as a table, formatted.
    data : mapping
        Rows for each named data set of the chart.
    signals : mapping, optional
        Values for the chart's parameters.
    """
    told = table(title, head, rows)
    return {
        "is": "chart",
        "name": name,
        "title": title,
        "sentence": sentence,
        "head": told["head"],
        "rows": told["rows"],
        "data": {key: [dict(row) for row in value] for key, value in data.items()},
        "signals": dict(signals or {}),
    }


def cards(*items: Mapping[str, Any]) -> Block:
    """Cards, each with title, text, and optionally badge, tone, foot and link."""
    return {"is": "cards", "items": [dict(item) for item in items]}


def fold(summary: str, *inside: Block, key: str = "") -> Block:
    """Blocks behind a line that opens them; with a `key` it stays open while others come and go."""
    return {"is": "fold", "summary": summary, "inside": list(inside), "key": key}


def beside(main: Sequence[Block], side: Sequence[Block]) -> Block:
    """Blocks in two columns, the second narrower; one below the other where there is no room."""
    return {"is": "beside", "main": list(main), "side": list(side)}


def talk(label: str, lines: Sequence[Mapping[str, str]]) -> Block:
    """Who said what, in order; what is new is brought into view.

    Parameters
    ----------
    label : str
        What the talk is, for those who do not see it.
    lines : sequence of mapping
        Each with ``side`` (you, them, third or scene), ``who`` (a name; empty for what nobody
        said), ``text``, and optionally ``note``: when it was said, or what was done with it.
    """
    return {"is": "talk", "label": label, "lines": [dict(line) for line in lines]}


def controls(*fields: Mapping[str, Any]) -> Block:
    """Some fields of the form, set here among the blocks.

    Each is its ``name`` and what the page shall read otherwise than the form declares it:
    ``label``, ``help``, ``options``. The tool leaves the section of these fields out of the form
    above (see `Tool.shut`: closed, no sentence).
    """
    return {"is": "controls", "fields": [dict(field) for field in fields]}


def ask(field: str, prompt: str, options: Sequence[Mapping[str, Any]], *, back: str = "") -> Block:
    """A question within a scene: each option's button adds its move to a `moves` field.

    Parameters
    ----------
    field : str
        The field of the form that the moves go to.
    prompt : str
        What is asked.
    options : sequence of mapping
        Each with ``value`` (the move) and ``label`` (its words), optionally ``note``, and
        ``set``: fields and what they become at a press, instead of adding the move.
    back : str, optional
        The words of a button that takes the last move back; none unless given.
    """
    told = [dict(option) for option in options]
    return {"is": "ask", "field": field, "prompt": prompt, "options": told, "back": back}


def job(which: str, label: str, *, running: str, note: str = "") -> Block:
    """A button that begins one of the tool's `jobs`, then a bar of how far it is, and Cancel.

    `label` is on the button, `running` says what is being done, `note` stands below.
    """
    return {"is": "job", "which": which, "label": label, "running": running, "note": note}


def pacer(
    label: str,
    *,
    phases: Sequence[tuple[str, float]] = (("Breathe in", 4), ("Breathe out", 6)),
    minutes: float = 1,
) -> Block:
    """A breathing pacer that the page runs: each phase has its words and its seconds."""
    told = [{"words": words, "seconds": seconds} for words, seconds in phases]
    return {"is": "pacer", "label": label, "phases": told, "minutes": minutes}


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and those inside them, in order."""
    for block in blocks:
        yield block
        yield from every(part for name in _INNER for part in block.get(name, ()))


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, for the sheet that a learner keeps."""
    told = (block for block in blocks if block["is"] not in _ONLY_ON_THE_PAGE)
    return "\n\n".join(_WRITERS[block["is"]](block) for block in told)


def _table(block: Block) -> str:
    lines = [block["head"], ["---"] * len(block["head"]), *block["rows"]]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: str) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _chart(block: Block) -> str:
    return f"### {block['title']}\n\n{block['sentence']}\n\n{_table(block)}"


def _points(block: Block) -> str:
    marks = (f"{n}." if block["ordered"] else "-" for n in range(1, len(block["items"]) + 1))
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, block["items"], strict=True))


def _cards(block: Block) -> str:
    lines = []
    for item in block["items"]:
        badge = f" ({item['badge']})" if item.get("badge") else ""
        lines.append(f"- **{item['title']}**{badge} {item.get('text', '')}".rstrip())
    return "\n".join(lines)


def _figures(block: Block) -> str:
    return "\n".join(
        f"- {item['label']}: **{item['value']}**" + (f" ({item['note']})" if "note" in item else "")
        for item in block["items"]
    )


def _talk(block: Block) -> str:
    return "\n".join(
        f"- **{line['who']}:** {line['text']}" if line["who"] else f"- *{line['text']}*"
        for line in block["lines"]
    )


_INNER = ("inside", "main", "side")
_ONLY_ON_THE_PAGE = ("ask", "controls", "job")
_WRITERS: dict[str, Callable[[Block], str]] = {
    "finding": lambda block: f"> {block['text']}",
    "words": lambda block: block["text"],
    "heading": lambda block: f"### {block['text']}",
    "figures": _figures,
    "points": _points,
    "talk": _talk,
    "table": lambda block: f"### {block['caption']}\n\n{_table(block)}",
    "chart": _chart,
    "cards": _cards,
    "pacer": lambda block: (
        f"{block['label']}: "
        + ", ".join(f"{p['words'].lower()} {p['seconds']:g} s" for p in block["phases"])
    ),
    "fold": lambda block: f"### {block['summary']}\n\n{markdown(block['inside'])}",
    "beside": lambda block: markdown([*block["main"], *block["side"]]),
}
