"""Files for the browser that never change under their address: scripts, styles, bundles."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jupyter_core.paths import jupyter_path
from jupyterlab_server.config import get_federated_extensions
from voila.paths import collect_static_paths

from unstuck.kit import assets as kit

EXTENSIONS = (
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
)
_STATIC = files("unstuck.serve") / "static"
_CHUNK = re.compile(r"[a-z]\.e\((\d+)\)")
_STRICT = '"use strict";'


@cache
def voila_folder() -> Path:
    """Where Voila keeps its page script and the chunks of it."""
    for folder in map(Path, collect_static_paths(["voila"], "base")):
        if (folder / "voila.js").is_file():
            return folder
    raise FileNotFoundError("Voila is installed without its page script; install it again")


def extension_folders() -> list[str]:
    """Where JupyterLab's and Voila's extensions are kept."""
    return jupyter_path("labextensions") + jupyter_path("voila", "labextensions")


@cache
def extensions() -> dict[str, dict[str, str]]:
    """The JupyterLab extensions that a page needs: name, script to load, folder."""
    found = get_federated_extensions(extension_folders())
    wanted = {}
    for name in EXTENSIONS:
        if name not in found:
            raise FileNotFoundError(f"the browser part of {name} is missing; install it again")
        build = found[name]["jupyterlab"]["_build"]
        folder = Path(found[name]["ext_path"])
        wanted[name] = {"name": name, **build, "folder": str(folder)}
    return wanted


def _wrapped(text: str) -> str:
    return f"(()=>{{{text}\n}})();\n" if text.lstrip().startswith(_STRICT) else f"{text};\n"


def page_script() -> str:
    """Voila's page script with the chunks that every page loads, in one file instead of 66.

    Webpack takes a chunk that is already there and fetches one that is not, so that a chunk
    left out costs time and nothing else.
    """
    folder = voila_folder()
    entry = (folder / "voila.js").read_text("utf-8")
    chunks = [folder / f"{number}.voila.js" for number in sorted(set(_CHUNK.findall(entry)))]
    for extension in extensions().values():
        chunks += sorted(Path(extension["folder"], "static").glob("[0-9]*.js"))
    texts = [_wrapped(chunk.read_text("utf-8")) for chunk in chunks if chunk.is_file()]
    return ";" + "".join(texts) + entry


def _own(name: str) -> Callable[[], str]:
    return lambda: (_STATIC / name).read_text("utf-8")


def theme_script() -> str:
    """What every page runs before it is drawn; it stands in the page, allowed by its hash."""
    return (_STATIC / "theme.js").read_text("utf-8")


SOURCES: dict[str, Callable[[], str]] = {
    "kit.js": kit.kit_js,
    "kit.css": kit.kit_css,
    "vega.js": kit.vega_js,
    "page.js": _own("page.js"),
    "page.css": _own("page.css"),
    "present.js": _own("present.js"),
    "no-math.js": _own("no-math.js"),
    "voila.js": page_script,
}


class Asset:
    """One file in memory: its bytes, the same compressed, and a hash for its address."""

    def __init__(self, text: str) -> None:
        self.plain = text.encode()
        self.zipped = gzip.compress(self.plain, 6)
        self.hash = sha256(self.plain).hexdigest()[:16]


@cache
def asset(name: str) -> Asset:
    """The file of that name.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    return Asset(SOURCES[name]())


def address(base_url: str, name: str) -> str:
    """Where a page finds the file; the address changes whenever the file does."""
    return f"{base_url}unstuck/static/{asset(name).hash}/{name}"


@cache
def build() -> str:
    """A hash of what Voila and the extensions brought, for the addresses of their own files."""
    loads = [extension["load"] for extension in extensions().values()]
    return sha256("".join([asset("voila.js").hash, *loads]).encode()).hexdigest()[:16]
