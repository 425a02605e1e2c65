"""What Python in the browser is made of: fetched by its pins, and packed the same each time."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

PYODIDE = "314.0.6"
PYODIDE_HASH = "d78ac549b28a2a58600cd06f44e017024151775f8c6b2d73fab1475400d38ea2"
PYTHON = "3.14"
PLATFORM = {"abi_version": "2026_0", "arch": "wasm32", "platform": "emscripten_5_0_3"}
HERE = Path(__file__).parent
PACKAGE = HERE.parent
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_WHEN = (2020, 1, 1, 0, 0, 0)  # of every file in a zip, so that the same files give the same zip
_NOT_ON_PAGES = ("serve", "site/static", "site/templates", "kit/static/vega.js")


def pyodide(cache: Path) -> dict[str, bytes]:
    """The files of Pyodide's core, as npm gives them.

    Raises
    ------
    ValueError
        If npm is missing or fails, or the package is not the pinned one.
    """
    packed = cache / f"pyodide-{PYODIDE}.tgz"
    if not packed.is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise ValueError("Building the site fetches Pyodide with npm; install Node.js first.")
        _run([npm, "pack", "--silent", f"pyodide@{PYODIDE}"], cache)
    data = packed.read_bytes()
    if (found := sha256(data).hexdigest()) != PYODIDE_HASH:
        packed.unlink()
        raise ValueError(f"npm gave a pyodide {PYODIDE} of another content ({found}); not used.")
    with tarfile.open(fileobj=io.BytesIO(data)) as file:
        return {name: _member(file, f"package/{name}") for name in (*CORE, "pyodide-lock.json")}


def _member(file: tarfile.TarFile, name: str) -> bytes:
    found = file.extractfile(name)
    assert found is not None
    return found.read()


def wheels(cache: Path) -> list[Path]:
    """The pinned wheels; pip checks what it downloads, and what it downloaded before."""
    folder = cache / "wheels"
    asked = ["--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    asked += ["--platform", "any", "--implementation", "py", "--abi", "none"]
    asked += ["--python-version", PYTHON, "--dest", str(folder), "--requirement"]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    pins = (HERE / "wheels.txt").read_text("utf-8")
    stamp = folder / f"{sha256(pins.encode()).hexdigest()[:16]}.whole"
    if not stamp.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _run([*pip, "download", *asked, str(HERE / "wheels.txt")], cache)
        stamp.touch()
    return sorted(folder.glob("*.whl"))


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise ValueError(f"'{' '.join(command[:4])} …' failed: {last[0]}")


def named(paths: Iterable[Path], *names: str) -> list[Path]:
    """The wheels of these packages.

    Raises
    ------
    ValueError
        If one is not among the pins.
    """
    found = {path.name.split("-")[0].lower().replace("_", "-"): path for path in paths}
    if missing := [name for name in names if name not in found]:
        raise ValueError(f"wheels.txt does not name {', '.join(missing)}.")
    return [found[name] for name in names]


def contents(paths: Iterable[Path]) -> dict[str, bytes]:
    """The Python files and data of wheels, without what only tests or tools need."""
    told: dict[str, bytes] = {}
    for path in paths:
        with zipfile.ZipFile(path) as file:
            for name in file.namelist():
                parts = name.split("/")
                if "tests" not in parts and not parts[0].endswith((".dist-info", ".data")):
                    told[name] = file.read(name)
    return {name: data for name, data in told.items() if not name.endswith("/")}


def package(datasets: Path, *, without: Iterable[str] = _NOT_ON_PAGES) -> dict[str, bytes]:
    """The files of this package by their place in a wheel, without the server."""
    left_out = tuple(f"unstuck/{name}" for name in without)
    told = {}
    for path in _files(PACKAGE):
        name = f"unstuck/{path.relative_to(PACKAGE).as_posix()}"
        vega_lite = name.startswith("unstuck/charts/compiled/") and not name.endswith(".vg.json")
        if not name.startswith(left_out) and not vega_lite:
            told[name] = path.read_bytes()
    for path in sorted(datasets.iterdir()):
        if path.suffix in {".csv", ".toml"}:
            told[f"unstuck/_datasets/{path.name}"] = path.read_bytes()
    return told


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip file, byte for byte the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, files[name])
    return made.getvalue()
