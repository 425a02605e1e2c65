"""Builds the site: pages, Python for them, and the notebooks with their code beside them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from unstuck.content.syllabus import Syllabus, load_syllabus
from unstuck.site import packing
from unstuck.site.lab import add_lab
from unstuck.site.pages import HERE, HOME, SitePages, address, scripts, short

MARK = "unstuck-site.json"  # says that a folder is a site, so that it may be built anew
LATER = {
    "papers": ("icalendar", "python-dateutil", "mistune"),
    "zones": ("tzdata",),
}
IMPORTS = {"icalendar": "papers", "dateutil": "papers", "mistune": "papers", "tzdata": "zones"}


def build(course: Path, to: Path, tools: Path, datasets: Path, *, lab: bool = True) -> Path:
    """Build the site of a course.

    Parameters
    ----------
    course : Path
        The folder that holds ``syllabus.toml``.
    to : Path
        Where the site goes; a site that is there is replaced.
    tools : Path
        The environment with JupyterLite, where downloads are kept as well.
    datasets : Path
        The folder of the data sets.
    lab : bool
        Whether the notebooks with their code go beside the pages.

    Raises
    ------
    ValueError
        If something is missing, or `to` holds something else than a site.
    """
    syllabus = load_syllabus(course.resolve())
    if to.exists() and any(to.iterdir()) and not (to / MARK).is_file():
        raise ValueError(f"{to} holds something else than a site; name another folder with --to.")
    tools = tools.resolve()
    tools.mkdir(parents=True, exist_ok=True)
    to.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="unstuck-site-", dir=to.parent) as work:
        part = Path(work) / "site"
        told = _python(part, syllabus, tools, datasets)
        if lab:
            add_lab(part, syllabus, tools, datasets)
        _pages(part, syllabus, told, "./lab" if lab else "")
        _finish(part)
        shutil.rmtree(to, ignore_errors=True)
        part.rename(to)
    return to


def _write(folder: Path, files: Mapping[str, bytes | str]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def _python(site: Path, syllabus: Syllabus, tools: Path, datasets: Path) -> dict[str, Any]:
    """Python, the package and the course for the pages; gives what pages are told of them."""
    core = packing.pyodide(tools)
    known = json.loads(core.pop("pyodide-lock.json"))["info"]
    wheels = packing.wheels(tools)
    ours = packing.package(datasets) | packing.contents(packing.named(wheels, "traitlets"))
    zips = {"unstuck": packing.zipped(ours), "course": packing.zipped(_course(syllabus))}
    later = {
        name: packing.zipped(packing.contents(packing.named(wheels, *packages)))
        for name, packages in LATER.items()
    }
    names = {name: f"{name}-{short(data)}.zip" for name, data in (zips | later).items()}
    folder = f"python/{packing.PYODIDE}"
    files = core | {
        "pyodide.js": core["pyodide.mjs"],
        "pyodide.asm.js": core["pyodide.asm.mjs"],
        "lock.json": json.dumps({"info": known, "packages": {}}).encode(),
    }
    _write(site, {f"{folder}/{name}": data for name, data in files.items()})
    _write(site, {f"python/{names[name]}": data for name, data in (zips | later).items()})
    large = ("pyodide.asm.wasm", "python_stdlib.zip")
    sizes = {name: len(core[name]) for name in large}
    return {
        "python": f"./{folder}/",
        "build": short(b"".join(zips.values())),
        "zips": [
            {"url": f"./python/{names[name]}", "to": f"/{name}"} for name in ("unstuck", "course")
        ],
        "later": {top: f"./python/{names[name]}" for top, name in IMPORTS.items()},
        "sizes": sizes | {names[name]: len(data) for name, data in zips.items()},
    }


def _course(syllabus: Syllabus) -> dict[str, bytes]:
    """What the package reads of a course: its syllabus, and its notebooks' headings."""
    notebooks = [module.notebook for module in syllabus.ready]
    paths = [syllabus.folder / "syllabus.toml", *notebooks]
    return {path.name: path.read_bytes() for path in paths}


def _pages(site: Path, syllabus: Syllabus, told: dict[str, Any], lab: str) -> None:
    pages = SitePages(syllabus.folder, told, lab)
    views = _views(syllabus.folder)
    files: dict[str, bytes | str] = {HOME: pages.home_page(), **scripts()}
    for name in pages.documents:
        files[address(name)] = pages.document(name)
    for module in syllabus.ready:
        files[f"{module.slug}.html"] = pages.module_page(module, views[module.slug])
    for name, path in pages.pictures.items():
        files[name] = path.read_bytes()
    _write(site, files)


def _views(course: Path) -> dict[str, Any]:
    """The first views, from a Python of their own, where widgets are as small as in the browser."""
    command = [sys.executable, "-m", "unstuck.site.views", str(course)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise ValueError("The course could not be run to see what its pages show first.")
    return dict(json.loads(done.stdout))


def _finish(site: Path) -> None:
    """The service worker, with the list of what it keeps, and the mark of a site."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    names = [path.relative_to(site).as_posix() for path in files]
    kept = [name for name in names if not _for_lab(name)]
    whole = sha256()
    for name in kept:
        whole.update(name.encode() + b"\0" + (site / name).read_bytes())
    told = {"build": whole.hexdigest()[:16], "files": kept}
    script = (HERE / "static" / "sw.js").read_text("utf-8")
    _write(site, {"sw.js": script.replace("KEPT", json.dumps(told), 1), MARK: json.dumps(told)})


def _for_lab(name: str) -> bool:
    """Whether only the notebooks' interface asks for a file."""
    return name.startswith("lab/") or name.endswith((".mjs", ".whl", "/pyodide-lock.json"))
