"""The few marks of the course's texts (`*`, `**`, links, paragraphs), to HTML and back."""

from __future__ import annotations

import re
from html import escape as escape_html
from html.parser import HTMLParser

from unstuck.content.templates import escape

_MARK = re.compile(
    r"\\(?P<kept>.)"
    r"|\*\*(?P<strong>(?:\\.|[^\\*])+)\*\*"
    r"|\*(?P<em>(?:\\.|[^\\*])+)\*"
    r"|\[(?P<label>(?:\\.|[^\\\]])+)\]\((?P<link>https://[^\s)]*)\)",
    re.DOTALL,
)
_PARAGRAPHS = re.compile(r"\n\s*\n")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_STRONG = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "hr"}
_PLAIN = {"span", "font", "u", "small", "code", "sup", "sub", "a", "abbr", "q", "html", "body"}
_HIDDEN = {"script", "style"}


def to_html(text: str) -> str:
    """Write a text of the course as HTML that neither math nor link marks touch any more.

    Parameters
    ----------
    text : str
        With `*`, `**`, links and blank lines between paragraphs, as in the course's files.
    """
    paragraphs = [_inline(part) for part in _PARAGRAPHS.split(text)]
    return paragraphs[0] if len(paragraphs) == 1 else "".join(f"<p>{p}</p>" for p in paragraphs)


def from_html(html: str) -> tuple[str, tuple[str, ...]]:
    """Read HTML as a text of the course.

    Returns
    -------
    str
        What a reader sees of it, with emphasis and links; signs that would count as marks have
        a backslash.
    tuple of str
        The elements that a text cannot hold, such as `img`, each once.
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.read(), tuple(parser.lost)


def _inline(text: str) -> str:
    made, at = [], 0
    for hit in _MARK.finditer(text):
        made.append(_literal(text[at : hit.start()]))
        at = hit.end()
        kind = hit.lastgroup or ""
        inner = hit["label"] if kind == "link" else hit[kind]
        if kind == "kept":
            made.append(_literal(inner))
        elif kind == "link":
            made.append(f'<a href="{escape_html(hit["link"])}">{_inline(inner)}</a>')
        else:
            made.append(f"<{kind}>{_inline(inner)}</{kind}>")
    return "".join([*made, _literal(text[at:])])


def _literal(text: str) -> str:
    return escape_html(text, quote=False).replace("$", "&#36;").replace("[", "&#91;")


class _Parser(HTMLParser):
    """Collects the text; what an open mark holds is kept apart until the mark closes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lost: list[str] = []
        self._out: list[str] = []
        self._held: tuple[str, str, list[str]] | None = None  # tag, link, what it holds
        self._hidden = 0

    def read(self) -> str:
        """What was read, without empty paragraphs."""
        self._release()
        parts = (part.strip() for part in _PARAGRAPHS.split("".join(self._out)))
        return "\n\n".join(part for part in parts if part)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs).get("href") or ""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self._release()
            self._out.append("\n\n– " if tag == "li" else "\n\n")
        elif self._held is None and (tag in _STRONG or (tag == "a" and link[:8] == "https://")):
            self._held = (tag, link, [])
        elif tag not in _PLAIN and tag not in _STRONG and tag not in self.lost:
            self.lost.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self._release()
            self._out.append("\n\n")
        elif self._held is not None and tag == self._held[0]:
            self._release()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            into = self._out if self._held is None else self._held[2]
            begun = bool(self._out) and not self._out[-1].endswith("\n")
            # A sign that makes a list or a rule does so at the start of a line alone.
            into.append(escape(("." if begun else "") + _SPACE.sub(" ", data))[begun:])

    def _release(self) -> None:
        """Put down what the open mark holds, its marks close to the words."""
        if self._held is None:
            return
        (tag, link, parts), self._held = self._held, None
        held = "".join(parts)
        words = held.strip()
        if words and tag == "a":
            marked = f"[{words}]({link})" if not re.search(r"[\s)]", link) else words
        else:
            marked = f"{_STRONG.get(tag, '')}{words}{_STRONG.get(tag, '')}" if words else ""
        before = " " if held[:1].isspace() else ""
        self._out += [before, marked, " " if words and held[-1:].isspace() else ""]
