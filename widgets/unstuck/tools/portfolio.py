"""Portfolio: all that a learner made in the course, in one place to keep."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, finding, fold, heading, table, words
from unstuck.kit.case import FACTS, sound
from unstuck.kit.fields import gathered
from unstuck.kit.papers import page
from unstuck.kit.tool import Paper, Tool

log = logging.getLogger("unstuck")
_KEY = re.compile(r"tool/(?P<slug>\d\d-[\w-]+)/(?P<name>[A-Za-z]+)(?P<more>/own|/\d+)?")
CASE = "own/case"


@dataclass(frozen=True)
class Piece:
    """One tool as a learner left it: where, which, its draft, and whether it is of their case."""

    slug: str
    kind: type[Tool]
    draft: Mapping[str, Any]
    own: bool


@dataclass(frozen=True)
class Made:
    """All that was found: the facts of the case, and the pieces in the order of the course."""

    facts: Mapping[str, Any]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class PortfolioInputs:
    """What the page gathers."""

    kept: Mapping[str, Any] = gathered("tool/", "own/", label="Your work")


class Portfolio(Tool):
    """Everything you made in this course, as one page to print, as Markdown and as a file.

    In a browser the page gathers your work by itself. From Python, `kept` is a mapping of the
    keys under which a browser keeps a tool's draft, such as ``tool/04-zopa/ZopaExplorer``.

    Examples
    --------
    >>> import unstuck
    >>> kept = {"tool/04-zopa/ZopaExplorer": {"seller": 60, "buyer": 80}}
    >>> len(unstuck.Portfolio(kept=kept).result.pieces)
    1
    """

    Inputs = PortfolioInputs
    title = "Your portfolio"
    lead = "All that you set and worked out in this course, in the order of its modules."
    module = "13-review"
    papers = {"page": "Printable page", "markdown": "Markdown"}  # noqa: RUF012

    @staticmethod
    def solve(inputs: PortfolioInputs) -> Made:
        """Find the tools behind the keys; what is no tool of the course is left out."""
        facts = inputs.kept.get(CASE)
        known = {k: v for k, v in facts.items() if k in FACTS} if isinstance(facts, dict) else {}
        return Made(sound(known), tuple(_pieces(inputs.kept)))

    def show(self, inputs: PortfolioInputs, result: Made) -> list[Block]:
        """Say how much there is, then the case, then piece by piece."""
        count, own = len(result.pieces), sum(piece.own for piece in result.pieces)
        if not count and not result.facts:
            return [finding(self.fill("empty"), "open"), words(self.fill("empty_next"))]
        told = [finding(self.fill("one" if count == 1 else "many", count=count, own=own))]
        if result.facts:
            told.append(self._case(result.facts))
        slug = ""
        for piece in result.pieces:
            if piece.slug != slug:
                slug = piece.slug
                told.append(heading(self.fill("module", slug=slug)))
            name = self.fill("piece_own" if piece.own else "piece", title=piece.kind.title)
            told.append(fold(name, *self._found(piece)))
        return told

    def _case(self, facts: Mapping[str, Any]) -> Block:
        rows = [[FACTS[name], escape(str(value))] for name, value in facts.items()]
        return table(self.fill("case"), (self.fill("fact"), self.fill("value")), rows)

    def _found(self, piece: Piece) -> list[Block]:
        try:
            blocks = piece.kind.blocks_of(piece.draft, self._currency)
        except Exception:
            log.exception("the portfolio could not show %s", piece.kind.__name__)
            return [words(self.fill("broken"))]
        if isinstance(blocks, str):
            return [words(blocks)]
        return [block for block in blocks if block["is"] in ("finding", "figures", "words")][:4]

    def paper(self, which: str) -> Paper:
        """The whole portfolio, each piece with what was set and what followed."""
        made: Made = self.result
        if not made.pieces and not made.facts:
            raise ValueError(self.fill("empty"))
        text = "\n\n".join(self._told(made))
        if which == "markdown":
            return Paper("unstuck-portfolio.md", "text/markdown", text)
        return page(self.title, text, "unstuck-portfolio.html")

    def _told(self, made: Made) -> Iterator[str]:
        yield f"# {self.title}"
        if made.facts:
            yield f"## {self.fill('case')}"
            yield "\n".join(
                f"- **{FACTS[name]}**: {escape(str(value))}" for name, value in made.facts.items()
            )
        for piece in made.pieces:
            try:
                told = piece.kind.report(piece.draft, self._currency)
            except Exception:
                log.exception("the portfolio could not write %s", piece.kind.__name__)
                continue
            head, _, rest = told.partition("\n")
            whose = " (your own case)" if piece.own else ""
            yield f"## {piece.slug[:2]} · {head.removeprefix('# ')}{whose}"
            yield re.sub(r"^(#+) ", r"#\1 ", rest.strip(), flags=re.MULTILINE)


def _pieces(kept: Mapping[str, Any]) -> Iterator[Piece]:
    for key in sorted(kept):
        found = _KEY.fullmatch(key)
        draft = kept[key]
        if found is None or not isinstance(draft, Mapping):
            continue
        kind = getattr(import_module("unstuck"), found["name"], None)
        if isinstance(kind, type) and issubclass(kind, Tool) and kind is not Portfolio:
            yield Piece(found["slug"], kind, draft, found["more"] == "/own")
