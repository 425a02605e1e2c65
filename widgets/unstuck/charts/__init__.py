"""Charts: written in Altair, compiled to Vega-Lite JSON, fed with data on the page.

A page reads the JSON alone (`spec`) and never imports Altair. ``make specs`` writes the
JSON from the Altair code; `problems` says where the two differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

FAMILIES: tuple[str, ...] = ("zopa", "batna", "evidence", "impasse")
_COMPILED = files("unstuck.charts") / "compiled"


@cache
def spec(name: str) -> dict[str, Any]:
    """The compiled Vega-Lite of one chart, its data sets named and empty.

    Raises
    ------
    ValueError
        If there is no chart of this name.
    """
    source = _COMPILED / f"{name}.json"
    if not source.is_file():
        raise ValueError(f"There is no chart called {name!r}; `make specs` compiles the charts.")
    return dict(json.loads(source.read_text("utf-8")))


def altair_chart(
    name: str,
    data: Mapping[str, Sequence[Mapping[str, Any]]],
    signals: Mapping[str, Any],
    title: str,
) -> altair.TopLevelMixin:
    """The chart as an Altair object with its data in it, to show, change or save."""
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


def written() -> dict[str, str]:
    """What the Altair code gives now: JSON text by chart name."""
    from unstuck.charts.theme import REGISTRY, as_json

    for family in FAMILIES:
        import_module(f"unstuck.charts.{family}")
    return {name: as_json(make()) for name, make in sorted(REGISTRY.items())}


def compile_all() -> list[Path]:
    """Write the JSON of every chart into the package; gives the files written."""
    folder = Path(str(_COMPILED))
    folder.mkdir(exist_ok=True)
    current = written()
    for stale in folder.glob("*.json"):
        if stale.stem not in current:
            stale.unlink()
    for name, text in current.items():
        (folder / f"{name}.json").write_text(text, "utf-8")
    return [folder / f"{name}.json" for name in current]


def problems() -> list[str]:
    """Where the compiled charts differ from the Altair code; empty when all is well."""
    told = []
    current = written()
    committed = {
        Path(str(entry)).stem for entry in _COMPILED.iterdir() if entry.name.endswith(".json")
    }
    for name, text in current.items():
        source = _COMPILED / f"{name}.json"
        if not source.is_file() or source.read_text("utf-8") != text:
            told.append(
                f"charts/compiled/{name}.json: not what the chart's code gives; run `make specs`."
            )
    for name in sorted(committed - set(current)):
        told.append(f"charts/compiled/{name}.json has no code of that name; run `make specs`.")
    return told
