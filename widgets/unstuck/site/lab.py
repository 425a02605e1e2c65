"""The notebooks with their code: JupyterLite beside the pages, with the same Pyodide."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from unstuck import __version__
from unstuck.content.syllabus import Syllabus
from unstuck.site import packing

APPS = ["notebooks", "tree"]
KERNEL = "@jupyterlite/pyodide-kernel-extension"
FRONT_ENDS = ("anywidget", "jupyterlab-widgets")
_NEEDS = ("anywidget", "icalendar", "ipywidgets", "mistune", "tzdata")


def add_lab(site: Path, syllabus: Syllabus, tools: Path, datasets: Path) -> None:
    """Put the notebooks, their interface and its packages into a site.

    Raises
    ------
    ValueError
        If JupyterLite is not there, or cannot be built.
    """
    python = site / "python" / packing.PYODIDE
    packages = _packages(python, tools, datasets)
    lock = json.loads(packing.pyodide(tools)["pyodide-lock.json"])
    lock["packages"] = packages
    (python / "pyodide-lock.json").write_text(json.dumps(lock, sort_keys=True), "utf-8")
    with TemporaryDirectory(prefix="unstuck-lab-") as work:
        _configure(Path(work), site / "lab", sorted(packages), tools)
        _build(Path(work), tools)
    _icons(site / "lab")
    _contents(site / "lab", syllabus)


def _packages(python: Path, tools: Path, datasets: Path) -> dict[str, Any]:
    """Write every wheel beside Pyodide; gives what its lock says of them."""
    kernel = _extension(tools) / "static" / "pypi"
    stubs = [path for path in sorted(kernel.glob("*.whl")) if "-3.6.999-" not in path.name]
    found = {path.name: path.read_bytes() for path in [*packing.wheels(tools), *stubs]}
    needs = "".join(f"Requires-Dist: {name}\n" for name in _NEEDS)
    ours = packing.package(datasets, without=("serve", "site"))
    found |= dict([_wheel("unstuck", __version__, ours, needs), _wheel("jedi", "0.20.0", {})])
    told = {}
    for name, data in found.items():
        if not name.startswith("jupyterlab_widgets-"):  # for the interface, not for Python
            (python / name).write_bytes(data)
            entry = _entry(name, data)
            told[entry["name"]] = entry
    return told


def _wheel(name: str, version: str, files: dict[str, bytes], about: str = "") -> tuple[str, bytes]:
    """A wheel's name and content; one without files stands for what is asked for and not needed.

    IPython does without jedi, which would be the largest of all.
    """
    texts = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{about}",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    info = {f"{name}-{version}.dist-info/{key}": text.encode() for key, text in texts.items()}
    return f"{name}-{version}-py3-none-any.whl", packing.zipped(files | info)


def _entry(file_name: str, data: bytes) -> dict[str, Any]:
    """What Pyodide's lock says of a wheel; all are loaded, so that none has to name another."""
    name, version = file_name.split("-")[:2]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        tops = _tops(file.namelist())
    return {
        "name": name.lower().replace("_", "-"),
        "version": version,
        "file_name": file_name,
        "install_dir": "site",
        "sha256": sha256(data).hexdigest(),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": [],
        "unvendored_tests": False,
    }


def _tops(names: Iterable[str]) -> set[str]:
    inside = (name for name in names if ".dist-info/" not in name and ".data/" not in name)
    return {name.split("/")[0].removesuffix(".py") for name in inside if name.endswith(".py")}


def _extension(tools: Path) -> Path:
    folder = tools.resolve() / "share" / "jupyter" / "labextensions" / KERNEL
    if not folder.is_dir():
        raise ValueError(f"There is no JupyterLite in {tools}; `make site` puts it there.")
    return folder


def _configure(work: Path, to: Path, packages: list[str], tools: Path) -> None:
    kernel = {
        "disablePyPIFallback": True,
        "pyodideUrl": f"./../python/{packing.PYODIDE}/pyodide.mjs",
        "loadPyodideOptions": {"packages": packages},
    }
    site = {
        "appName": "Unstuck",
        "contentsAllJsonFile": "all.json",
        "litePluginSettings": {f"{KERNEL}:kernel": kernel},
    }
    _json(
        work / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": site}
    )
    fronts = packing.named(packing.wheels(tools), *FRONT_ENDS)
    build = {
        "apps": APPS,
        "federated_extensions": [str(path.resolve()) for path in fronts],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(to.resolve()),
    }
    _json(work / "jupyter_lite_config.json", {"LiteBuildConfig": build})


def _json(path: Path, told: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(told, indent=1, sort_keys=True), "utf-8")


def _build(work: Path, tools: Path) -> None:
    programs = tools.resolve() / ("Scripts" if os.name == "nt" else "bin")
    command = [str(programs / "jupyter-lite"), "build"]
    environment = {key: value for key, value in os.environ.items() if "JUPYTER" not in key}
    environment["SOURCE_DATE_EPOCH"] = "1577836800"
    done = subprocess.run(
        command, cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:])
        raise ValueError("JupyterLite could not be built; what it said stands above.")


def _icons(lab: Path) -> None:
    """The icons that the interface asks a server for."""
    icon = (lab / "tree" / "favicon.ico").read_bytes()
    folder = lab / "static" / "favicons"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("busy-1", "console", "file", "notebook", "terminal"):
        (folder / f"favicon-{name}.ico").write_bytes(icon)


def _contents(lab: Path, syllabus: Syllabus) -> None:
    """The notebooks and what they link to, and the list of them that the interface reads."""
    there = [syllabus.folder / name for name in ("glossary.md", "references.md", "syllabus.toml")]
    paths = [*(module.notebook for module in syllabus.ready), *filter(Path.is_file, there)]
    files = lab / "files"
    files.mkdir(exist_ok=True)
    for path in paths:
        (files / path.name).write_bytes(path.read_bytes())
    when = "2020-01-01T00:00:00Z"
    common = {"created": when, "last_modified": when, "writable": True, "mimetype": None}
    listed = [
        common
        | {"name": path.name, "path": path.name, "size": path.stat().st_size, "content": None}
        | {"format": None, "type": "notebook" if path.suffix == ".ipynb" else "file"}
        for path in paths
    ]
    folder = {"name": "", "path": "", "size": None, "content": listed, "format": "json"}
    api = lab / "api" / "contents"
    api.mkdir(parents=True, exist_ok=True)
    _json(api / "all.json", common | folder | {"type": "directory"})
