"""Fills README's marked regions: links from pyproject.toml, modules from the syllabus.

``python .ci/readme.py`` writes them, ``--check`` says whether they are current.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BINDER = "https://mybinder.org"
BINDER_HOME = "unstuck/"  # the course's home page below the address that Binder gives a learner


def read(path: str) -> dict[str, Any]:
    """A TOML file of the repository."""
    return tomllib.loads((ROOT / path).read_text("utf-8"))


def address(name: str = "Repository") -> str:
    """A public address, from the one place that holds it."""
    return str(read("pyproject.toml")["project"]["urls"][name]).rstrip("/")


def binder_link(repository: str) -> str:
    """The link that opens the home page on Binder."""
    on_github = repository.removeprefix("https://github.com/")
    kind = f"git/{quote(repository, safe='')}" if on_github == repository else f"gh/{on_github}"
    return f"{BINDER}/v2/{kind}/HEAD?urlpath={quote(BINDER_HOME, safe='')}"


def badge() -> str:
    course = f"**[Open the course]({address('Homepage')}/)** in your browser: nothing to install."
    binder = f"[![Open on Binder]({BINDER}/badge_logo.svg)]({binder_link(address())})"
    return f"{course}\n\n{binder}"


def clone() -> str:
    repository = address()
    folder = repository.rsplit("/", 1)[-1].removesuffix(".git")
    return f"```sh\ngit clone {repository}\ncd {folder}\nmake serve\n```"


def modules() -> str:
    """The table of the modules that can be opened, and the names of those to come."""
    syllabus = read("course/syllabus.toml")["module"]
    lines = ["| module | the question | tools | minutes |", "| --- | --- | --- | --- |"]
    to_come = []
    for module in syllabus:
        notebook = f"course/{module['slug']}.ipynb"
        if not (ROOT / notebook).is_file():
            to_come.append(module["title"])
            continue
        tools = ", ".join(f"`{tool}`" for tool in module["tools"])
        lines.append(
            f"| [{module['title']}]({notebook}) | {module['question']} "
            f"| {tools} | {module['minutes']} |"
        )
    if to_come:
        lines += ["", f"To come: {', '.join(to_come)}."]
    return "\n".join(lines)


REGIONS = {"badge": badge, "clone": clone, "modules": modules}


def filled(text: str) -> str:
    """The text with every marked region made anew.

    Raises
    ------
    ValueError
        If a region's marks are missing.
    """
    for name, make in REGIONS.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        if start not in text or end not in text:
            raise ValueError(f"README.md has no region {start} … {end}; put the marks back")
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = f"{before}{start}\n{make()}\n{end}{after}"
    return text


def main(arguments: list[str]) -> int:
    before = README.read_text("utf-8")
    after = filled(before)
    if arguments == ["--check"]:
        if before != after:
            print("README.md is not current; run: make readme", file=sys.stderr)
        return int(before != after)
    README.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
