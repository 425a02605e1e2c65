"""Portfolio: all that a learner made in the course, in one place to keep."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.content.numbers import show_money
from unstuck.content.places import course_folder, module_titles
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, figures, finding, fold, heading, markdown, table, words
from unstuck.kit.case import FACTS
from unstuck.kit.fields import gathered
from unstuck.kit.papers import page
from unstuck.kit.tool import Paper, Tool
from unstuck.tools.portfolio_pieces import Made, Piece, Written, made_of

log = logging.getLogger("unstuck")
SAID = ("finding", "figures", "words", "points")
MOST_BLOCKS = 4


@dataclass(frozen=True, kw_only=True)
class PortfolioInputs:
    """What the page gathers."""

    kept: Mapping[str, Any] = gathered("tool/", "own/", "quiz/", "ask/", label="Your work")


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
        """Find the tools and the writings behind the keys; whatever else lies there is left out."""
        return made_of(inputs.kept)

    def show(self, inputs: PortfolioInputs, result: Made) -> list[Block]:
        """Say how much there is, then the case, then module by module."""
        if result.empty:
            return [finding(self.fill("empty"), "open"), words(self.fill("empty_next"))]
        case = [self._case(result.facts)] if result.facts else []
        modules = [block for slug in result.modules for block in self._part(slug, result)]
        return [
            finding(self.fill("whole" if case else "parts"), "good"),
            figures(*((self.fill(name), f"{n}") for name, n in result.counts.items())),
            *case,
            *modules,
        ]

    def _part(self, slug: str, result: Made) -> Iterator[Block]:
        yield heading(self._module(slug))
        yield from (self._written(each) for each in result.written if each.slug == slug)
        for piece in result.pieces:
            if piece.slug == slug:
                yield from self._piece(piece)

    def _module(self, slug: str) -> str:
        title = module_titles(course_folder()).get(slug, slug[3:])
        return self.fill("module", number=slug[:2].lstrip("0") or "0", title=title)

    def _case(self, facts: Mapping[str, Any]) -> Block:
        rows = [[FACTS[name], self._fact(value)] for name, value in facts.items()]
        return table(self.fill("case"), (self.fill("fact"), self.fill("value")), rows)

    def _fact(self, value: Any) -> str:
        """A fact as a learner reads it; all numbers among them are amounts."""
        return escape(
            show_money(value, self._currency) if isinstance(value, int | float) else str(value)
        )

    def _written(self, each: Written) -> Block:
        return fold(self.fill("written_fold"), words(each.prompt), words(escape(each.text)))

    def _piece(self, piece: Piece) -> list[Block]:
        """A fold for each piece; what was found about one's own case stands open."""
        blocks = self._found(piece)
        if not piece.own:
            return [fold(piece.kind.title, *blocks)]
        name = words(f"**{self.fill('piece_own', title=piece.kind.title)}**")
        rest = [fold(self.fill("more"), *blocks[1:])] if blocks[1:] else []
        return [name, *blocks[:1], *rest]

    def _found(self, piece: Piece) -> list[Block]:
        try:
            blocks = piece.kind.blocks_of(piece.draft, self._currency)
        except Exception:
            log.exception("the portfolio could not show %s", piece.kind.__name__)
            return [words(self.fill("broken"))]
        if isinstance(blocks, str):
            return [words(blocks)]
        return [block for block in blocks if block["is"] in SAID][:MOST_BLOCKS]

    def paper(self, which: str) -> Paper:
        """The whole portfolio, each piece with what was set and what followed."""
        made: Made = self.result
        if made.empty:
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
                f"- **{FACTS[name]}**: {self._fact(value)}" for name, value in made.facts.items()
            )
        for slug in made.modules:
            for each in made.written:
                if each.slug == slug:
                    yield f"## {self._module(slug)}: {self.fill('written')}"
                    yield f"*{each.prompt}*"
                    yield "\n".join(f"> {escape(line)}" for line in each.text.splitlines())
            for piece in made.pieces:
                if piece.slug == slug:
                    yield from self._report(piece)

    def _report(self, piece: Piece) -> Iterator[str]:
        try:
            told = self._sheet(piece)
        except Exception:
            log.exception("the portfolio could not write %s", piece.kind.__name__)
            return
        title = piece.kind.title
        name = self.fill("piece_own", title=title) if piece.own else title
        yield f"## {self._module(piece.slug)}: {name}"
        yield re.sub(r"^(#+) ", r"#\1 ", told.strip(), flags=re.MULTILINE)

    def _sheet(self, piece: Piece) -> str:
        """A tool's sheet without its title; of the course's summaries only what followed."""
        if piece.whole:
            return piece.kind.report(piece.draft, self._currency).partition("\n")[2]
        blocks = piece.kind.blocks_of(piece.draft, self._currency)
        return blocks if isinstance(blocks, str) else markdown(blocks)
