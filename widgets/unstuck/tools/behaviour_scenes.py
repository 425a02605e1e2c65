"""The scenes of BehaviourReader, from the files in content/en/scenes: one file a scene."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from unstuck.analysis.drivers import DRIVERS
from unstuck.analysis.scene_files import faults, read_scene
from unstuck.analysis.scene_parts import Scene
from unstuck.content.words import words

MODULE = "07-behaviour"
TELLINGS = {"first": "One story", "second": "Another story"}


@dataclass(frozen=True)
class Listed:
    """A scene as the list of scenes has it; the rest of its file is read when it is played."""

    id: str
    title: str
    place: int
    twice: bool
    text: str


@cache
def listed() -> dict[str, Listed]:
    """All scenes by their names, in the order of their places."""
    found = []
    for file in files("unstuck.content").joinpath("en", "scenes").iterdir():
        if file.name.endswith(".toml"):
            text = file.read_text("utf-8")
            head = tomllib.loads(text.partition("\n[[")[0])  # a table's own keys come first
            twice = text.count("\n[[telling]]") > 1
            found.append(Listed(head["id"], head["title"], head["place"], twice, text))
    return {scene.id: scene for scene in sorted(found, key=lambda scene: scene.place)}


@cache
def scene(name: str) -> Scene:
    """The scene of that name.

    Raises
    ------
    ValueError
        If its file holds something that a scene cannot hold.
    """
    return read_scene(tomllib.loads(listed()[name].text))


def problems(folder: Path | None = None) -> Iterator[str]:
    """Say what is wrong with the files of the scenes: their form, their names, their rules.

    Parameters
    ----------
    folder : Path, optional
        Where the files are; left out, those of the course.

    Yields
    ------
    str
        A sentence for each fault, with the file.
    """
    folder = Path(str(files("unstuck.content"))) / "en" / "scenes" if folder is None else folder
    places: dict[int, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found = read_scene(tomllib.loads(path.read_text("utf-8")))
        except ValueError as error:  # of TOML and of text as well
            yield f"scenes/{path.name}: {error}"
            continue
        if found.id != path.stem:
            yield f"scenes/{path.name}: its id is '{found.id}'; call the scene as its file."
        home = places.setdefault(found.place, path.name)
        if home != path.name:
            yield f"scenes/{path.name}: {home} has place {found.place} too; give it the next."
        yield from (f"scenes/{path.name}: {fault}" for fault in faults(found))


def field(name: str) -> str:
    """The form's field that holds the moves made in a scene."""
    return f"path_{name}"


def said(name: str) -> str:
    """What a driver, a kind of behaviour or a place is called."""
    return words(MODULE, "Names")[name]


def drivers() -> dict[str, str]:
    """The drivers and what each is called."""
    return {driver: said(driver) for driver in DRIVERS}
