"""Charts: written in Altair, compiled to Vega-Lite and Vega, fed with data on the page.

A page reads the compiled Vega alone (`page_spec`) and never imports Altair; `spec` is the
Vega-Lite for those who go on working with a chart. ``make specs`` writes both from the
Altair code; `problems` says where they differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

FAMILIES: tuple[str, ...] = (
    "zopa",
    "batna",
    "behaviour",
    "evidence",
    "failure",
    "impasse",
    "causes",
    "pressure",
    "recovery",
    "interests",
    "offers",
    "emotions",
    "learning",
    "walking",
    "lab",
    "table",
)
_COMPILED = files("unstuck.charts") / "compiled"


def spec(name: str) -> dict[str, Any]:
    """The compiled Vega-Lite of one chart, its data sets named and empty.

    Raises
    ------
    ValueError
        If there is no chart of this name.
    """
    return _read(f"{name}.json")


def altair_chart(
    name: str,
    data: Mapping[str, Sequence[Mapping[str, Any]]],
    signals: Mapping[str, Any],
    title: str,
) -> altair.TopLevelMixin:
    """The chart as an Altair object with its data in it, to show, change or save.

    Raises
    ------
    ValueError
        If Altair is not installed.
    """
    if find_spec("altair") is None:
        raise ValueError("This needs Altair, which is not installed here; the page shows the same.")
    import altair as alt

    told = json.loads(json.dumps(spec(name)))
    told["datasets"] = {key: list(rows) for key, rows in data.items()}
    told["title"] = title
    for parameter in told.get("params", []):
        if parameter["name"] in signals:
            parameter["value"] = signals[parameter["name"]]
    told.setdefault("width", 640)
    if told["width"] == "container":
        told["width"] = 640
    return alt.Chart.from_dict(told)


def page_spec(name: str) -> dict[str, Any]:
    """The same chart as Vega, which a page draws without compiling anything first.

    Raises
    ------
    ValueError
        If there is no chart of this name.
    """
    return _read(f"{name}.vg.json")


@cache
def _read(file: str) -> dict[str, Any]:
    source = _COMPILED / file
    if not source.is_file():
        name = file.split(".")[0]
        raise ValueError(f"There is no chart called {name!r}; `make specs` compiles the charts.")
    return dict(json.loads(source.read_text("utf-8")))


def written(*, vega: bool = True) -> dict[str, str]:
    """What the Altair code gives now: the text of each compiled file by its name."""
    from unstuck.charts.theme import REGISTRY, as_json, as_vega

    for family in FAMILIES:
        import_module(f"unstuck.charts.{family}")
    told = {}
    for name, make in sorted(REGISTRY.items()):
        picture = make()
        told[f"{name}.json"] = as_json(picture)
        if vega:
            told[f"{name}.vg.json"] = as_vega(picture)
    return told


def compile_all() -> list[Path]:
    """Write the files of every chart into the package; gives those written."""
    folder = Path(str(_COMPILED))
    folder.mkdir(exist_ok=True)
    current = written()
    for stale in set(folder.glob("*.json")) - {folder / file for file in current}:
        stale.unlink()
    for file, text in current.items():
        (folder / file).write_text(text, "utf-8")
    return [folder / file for file in current]


def problems() -> list[str]:
    """Where the compiled charts differ from the Altair code; empty when all is well.

    The Vega files are compared only where their compiler, ``vl-convert-python``, is installed;
    the tests bring it.
    """
    told = []
    able = find_spec("vl_convert") is not None
    current = written(vega=able)
    compiled = {entry.name for entry in _COMPILED.iterdir() if entry.name.endswith(".json")}
    committed = {file for file in compiled if able or not file.endswith(".vg.json")}
    for file, text in current.items():
        if file not in committed or (_COMPILED / file).read_text("utf-8") != text:
            told.append(f"charts/compiled/{file} is not what its code gives; run `make specs`.")
    for file in sorted(committed - set(current)):
        told.append(f"charts/compiled/{file} has no code of its name; run `make specs`.")
    return told
