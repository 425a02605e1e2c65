"""What holds for every compiled chart."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import unstuck
from unstuck import charts
from unstuck.charts.theme import COLOURS
from unstuck.kit.tool import Tool

SPECS = {
    path.name.removesuffix(".json"): json.loads(path.read_text("utf-8"))
    for path in (files("unstuck.charts") / "compiled").iterdir()
    if not path.name.endswith(".vg.json")
}
TOOLS = [t for t in (getattr(unstuck, n) for n in unstuck.__all__) if isinstance(t, type)]


def walk(told: Any) -> list[dict[str, Any]]:
    if isinstance(told, dict):
        return [told, *(found for value in told.values() for found in walk(value))]
    if isinstance(told, list):
        return [found for value in told for found in walk(value)]
    return []


def committed() -> dict[str, str]:
    """The compiled files as they are: standing in for the code where only the comparing counts."""
    folder = Path(charts.__file__).parent / "compiled"
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.json"))}


def test_the_compiled_charts_are_what_the_code_gives() -> None:
    assert charts.problems() == []


def test_a_stale_or_orphaned_chart_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    current = committed()
    name = next(iter(current))
    monkeypatch.setattr(charts, "written", lambda **_: {**current, name: "{}"})
    assert charts.problems() == [
        f"charts/compiled/{name} is not what its code gives; run `make specs`."
    ]
    del current[name]
    monkeypatch.setattr(charts, "written", lambda **_: current)
    assert "has no code of its name" in charts.problems()[0]


def test_every_chart_is_shown_by_a_tool() -> None:
    shown = {name for tool in TOOLS if issubclass(tool, Tool) for name in tool.charts}
    assert shown == set(SPECS)


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_is_fed_by_the_page_and_asks_nobody_else(name: str) -> None:
    spec = SPECS[name]
    for part in walk(spec):
        assert "url" not in part
        data = part.get("data")
        if isinstance(data, dict):
            assert "name" in data or "values" in data or "sequence" in data
    assert spec["width"] == "container"
    assert "title" not in spec, "the title stands above the picture, where it can wrap"


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_follows_the_theme(name: str) -> None:
    parameters = {parameter["name"]: parameter.get("value") for parameter in SPECS[name]["params"]}
    assert COLOURS.items() <= parameters.items()
    for part in walk({k: v for k, v in SPECS[name].items() if k != "params"}):
        for value in part.values():
            fixed = isinstance(value, str) and value.startswith("#")
            assert not fixed, f"{value} is the same in light and dark"


def test_an_unknown_chart_is_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match=r"no chart called 'pie'; `make specs`"):
        charts.spec("pie")


def test_a_course_without_the_compiler_is_checked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def written(*, vega: bool) -> dict[str, str]:
        asked.append(vega)
        return {name: text for name, text in committed().items() if not name.endswith(".vg.json")}

    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    monkeypatch.setattr(charts, "written", written)
    assert charts.problems() == []
    assert asked == [False]
