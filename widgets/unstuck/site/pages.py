"""The pages of the course as files: the same as under a server, with addresses of their own."""

from __future__ import annotations

import json
import posixpath
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader
from markupsafe import Markup

from unstuck.content.syllabus import Module
from unstuck.serve import assets
from unstuck.serve.pages import Pages

HERE = Path(__file__).parent
FROM_SERVER = ("kit.js", "kit.css", "vega.js", "page.js", "page.css", "present.js")
OWN = ("site.js", "site.css", "offline.js", "worker.js")
HOME = "index.html"
_LINK = re.compile(r'href="(?!https?:|mailto:|data:|#)([^"#]*\.(?:ipynb|md))(#[^"]*)?"')
_PICTURE = re.compile(r'src="(?!https?:|data:)(?:\./)?(?:voila/files/)?([^"]+)"')


def scripts() -> dict[str, bytes]:
    """Scripts and styles by their addresses, which change when they do."""
    told = {name: assets.asset(name).plain for name in FROM_SERVER}
    told |= {name: (HERE / "static" / name).read_bytes() for name in OWN}
    return {f"unstuck/static/{short(data)}/{name}": data for name, data in told.items()}


def short(data: bytes) -> str:
    """A hash for an address: it changes when the file does."""
    return sha256(data).hexdigest()[:16]


def address(name: str) -> str:
    """The file that stands for a notebook or a document; all stand side by side."""
    return f"{posixpath.basename(name).rpartition('.')[0]}.html"


class SitePages(Pages):
    """Makes every page of one course as a file.

    Parameters
    ----------
    course : Path
        The folder that holds ``syllabus.toml``.
    python : dict
        What a page's script is told of Python: where it lies, and how large it is.
    lab : str
        Where the notebooks with their code can be opened; empty if nowhere.
    """

    def __init__(self, course: Path, python: dict[str, Any], lab: str) -> None:
        super().__init__(course, "./", HOME, "site")
        self.lab = lab
        self.pictures: dict[str, Path] = {}
        served = self._plain.loader
        assert served is not None
        own = FileSystemLoader(HERE / "templates")
        self._plain.loader = ChoiceLoader([own, served, PrefixLoader({"served": served})])
        self._assets = {path.rpartition("/")[2]: f"./{path}" for path in scripts()}
        self._python = Markup(json.dumps(python | {"worker": self._assets["worker.js"]}))

    def _shared(self) -> dict[str, Any]:
        ours = {"asset": self._assets, "render": "./", "lab": self.lab, "python": self._python}
        return super()._shared() | ours

    def home_page(self) -> str:
        """The home page, which also fetches what makes the course work offline."""
        return self._as_files(super().home_page(), self.course)

    def document(self, name: str) -> str:
        """A page of prose."""
        return self._as_files(super().document(name), (self.course / name).parent)

    def module_page(self, module: Module, first: list[dict[str, Any]]) -> str:
        """A module's page, with what it shows before Python is there."""
        before, after = self.syllabus.neighbours(module)
        notebook = nbformat.read(module.notebook, as_version=4)
        html = self._rendered(
            "module.html.j2",
            module=module,
            before=before,
            after=after,
            nb=notebook,
            first=Markup(self._notebooks(json.dumps(first)).replace("<", "\\u003c")),
        )
        return self._as_files(html, self.course)

    def _notebooks(self, text: str) -> str:
        """Links to notebooks of the course in what widgets say, as links to pages."""
        slugs = "|".join(re.escape(module.slug) for module in self.syllabus.modules)
        return re.sub(rf"\b({slugs})\.ipynb\b", r"\1.html", text)

    def _as_files(self, html: str, folder: Path) -> str:
        html = html.replace("<pre>", '<pre tabindex="0">')  # what scrolls can be scrolled by keys
        html = _LINK.sub(lambda found: f'href="{address(found[1])}{found[2] or ""}"', html)
        return _PICTURE.sub(lambda found: self._picture(found, folder), html)

    def _picture(self, found: re.Match[str], folder: Path) -> str:
        path = (folder / found[1]).resolve()
        if path.suffix == ".js" or not path.is_file() or not path.is_relative_to(self.course):
            return found[0]
        self.pictures[f"pictures/{path.name}"] = path
        return f'src="pictures/{path.name}"'
