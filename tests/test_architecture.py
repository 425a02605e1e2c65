"""Imports run one way, pages stay light, the public names are true, parts stay small."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import unstuck

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "widgets" / "unstuck"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import of the package; serve stands on top and may import all.
ALLOWED = {
    "_cards": {"_cards"},
    "data": {"_cards", "data"},
    "content": {"_cards", "data", "content"},
    "analysis": {"analysis"},
}
ALLOWED["charts"] = {"charts", "data", "content", "analysis"}
ALLOWED["kit"] = ALLOWED["charts"] | {"kit"}
ALLOWED["tools"] = ALLOWED["kit"] | {"tools"}

# What each part may import from elsewhere, wherever in the file.
STANDARD = set(sys.stdlib_module_names)
WIDGETS = {"anywidget", "ipywidgets", "traitlets"}
ELSEWHERE = {
    "_cards": STANDARD,
    "data": STANDARD | {"pandas"},
    "content": STANDARD,
    "analysis": STANDARD | {"numpy"},
    "charts": STANDARD | {"altair", "vl_convert"},
    "kit": STANDARD | WIDGETS | {"IPython", "altair", "icalendar", "mistune"},
    "tools": STANDARD | WIDGETS | {"IPython", "altair"},
}
HEAVY = ("altair", "numpy", "pandas")
NOT_IMPORTED = {"jupyterlab"}  # run as a program


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(node: ast.AST, path: Path, *, at_start: bool = False) -> Iterator[str]:
    """Full names of what a file imports; at_start: only what importing it would import."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{path}:{child.lineno} imports relatively"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif at_start and (
            isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or for_types_only(child)
        ):
            continue
        else:
            yield from imports(child, path, at_start=at_start)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


PARTS = [path for path in MODULES if part_of(path) in ALLOWED]


@pytest.mark.parametrize("path", PARTS, ids=module_name)
def test_imports_run_one_way(path: Path) -> None:
    part = part_of(path)
    for name in imports(tree(path), path):
        top, _, rest = name.partition(".")
        if top == "unstuck":
            target = rest.split(".")[0]
            assert target in ALLOWED[part], f"{part} must not import unstuck.{target}"
        else:
            assert top in ELSEWHERE[part], f"{part} must not import {top}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_heavy_packages_wait_until_they_are_asked_for(path: Path) -> None:
    if part_of(path) == "charts" and path.name != "__init__.py":
        pytest.skip("the charts' sources are Altair, and the next test keeps pages off them")
    tops = {name.partition(".")[0] for name in imports(tree(path), path, at_start=True)}
    assert not tops & set(HEAVY)


def test_what_is_imported_is_what_the_package_depends_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {Requirement(line).name.lower() for line in project["dependencies"]}
    tops = {name.partition(".")[0] for path in MODULES for name in imports(tree(path), path)}
    homes = packages_distributions()
    tops -= STANDARD | {"unstuck", "vl_convert"}  # vl_convert compiles the charts: a tool of ours
    imported = {homes[top][0].lower().replace("_", "-") for top in tops}
    assert imported == declared - NOT_IMPORTED


def loaded_after(code: str) -> set[str]:
    """The top-level packages in sys.modules after the code ran in a Python of its own."""
    script = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent), "PATH": ""},
        timeout=60,
    )
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_but_the_standard_library() -> None:
    loaded = loaded_after("import unstuck")
    assert "unstuck" in loaded
    assert not loaded & {*HEAVY, *WIDGETS, "IPython"}


def test_what_a_page_needs_to_appear_loads_nothing_heavy() -> None:
    names = [
        module_name(path)
        for path in MODULES
        if part_of(path) in {"analysis", "content", "data", "kit", "tools"}
    ]
    loaded = loaded_after(f"import {', '.join(['unstuck.charts', *names])}")
    assert "ipywidgets" in loaded
    assert not loaded & set(HEAVY)


def test_every_public_name_is_there() -> None:
    assert len(set(unstuck.__all__)) == len(unstuck.__all__)
    for name in unstuck.__all__:
        assert getattr(unstuck, name) is not None
    assert set(dir(unstuck)) == set(unstuck.__all__)


def test_type_checkers_and_python_see_the_same_names() -> None:
    source = tree(PACKAGE / "__init__.py")
    block = next(node for node in source.body if for_types_only(node))
    for_types = {name.rpartition(".")[2]: name for name in imports(block, PACKAGE)}
    assert set(for_types) == set(unstuck.__all__) - {"__version__"}
    for name, full in for_types.items():
        home = importlib.import_module(full.rpartition(".")[0])
        assert getattr(unstuck, name) is getattr(home, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Batna"):
        _ = unstuck.Batna


def test_every_tool_of_the_course_stands_at_the_top_level() -> None:
    syllabus = tomllib.loads((ROOT / "course" / "syllabus.toml").read_text("utf-8"))
    tools = {tool for module in syllabus["module"] for tool in module["tools"]}
    assert tools
    assert tools <= set(unstuck.__all__)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_parts_stay_small(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= 400, f"{path.name} has {lines} lines; split it"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = first.end_lineno if documented else node.lineno
            length = (node.end_lineno or 0) - (start or 0)
            assert length <= 60, f"{node.name} has {length} lines of code; split it"


# Written so that this file does not match itself.
NOT_IN_FILES = {
    "the address of a package registry": r"\b(?:pypi|pythonhosted|npmjs|debian)[.](?:org|com|net)",
    "a path of somebody's machine": r"(?<![\w.$}])/(?:root|work|Users|home/(?!jovyan)\w+)/",
    "unfinished work": r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b",
}


@pytest.mark.parametrize("what", NOT_IN_FILES)
def test_files_hold_no(what: str, project_files: list[Path]) -> None:
    pattern = re.compile(NOT_IN_FILES[what])
    for path in project_files:
        data = path.read_bytes()
        if b"\0" in data:
            continue
        found = pattern.search(data.decode("utf-8"))
        assert found is None, f"{path.relative_to(ROOT)}: {found and found.group()}"


COLLECTIONS = (
    ast.List,
    ast.ListComp,
    ast.Set,
    ast.Tuple,
    ast.Dict,
    ast.JoinedStr,
    ast.GeneratorExp,
)


def holds_no_number(node: ast.expr, gathered: set[str]) -> bool:
    """Whether it is plainly a collection, a text or a path: what is joined, and not added up."""
    if isinstance(node, COLLECTIONS):
        return True
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.BinOp):
        return holds_no_number(node.left, gathered) or holds_no_number(node.right, gathered)
    return isinstance(node, ast.Name) and node.id in gathered


def gathering(whole: ast.AST) -> set[str]:
    """Names that are filled with a collection or a text."""
    told: set[str] = set()
    for node in ast.walk(whole):
        if isinstance(node, ast.Assign) and holds_no_number(node.value, told):
            told |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            kind = ast.unparse(node.annotation)
            told |= {node.target.id} if kind.startswith(("list", "tuple", "dict", "str")) else set()
    return told


@pytest.mark.parametrize("path", sorted((PACKAGE / "tools").glob("*.py")), ids=lambda p: p.name)
def test_a_tool_draws_and_never_computes(path: Path) -> None:
    arithmetic = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow, ast.Mod)
    whole = tree(path)
    gathered = gathering(whole)
    found = []
    for node in ast.walk(whole):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, arithmetic):
            first = node.target if isinstance(node, ast.AugAssign) else node.left
            second = node.value if isinstance(node, ast.AugAssign) else node.right
            if not holds_no_number(first, gathered) and not holds_no_number(second, gathered):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
    assert found == [], "arithmetic belongs to analysis"
