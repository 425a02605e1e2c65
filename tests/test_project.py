"""README, pins, commands and packages say what is so."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import unstuck

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = ROOT / "binder" / "requirements.txt"
TEST_PINS = ROOT / "tests" / "requirements.txt"
PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)")
TOP_LEVEL = {
    *(".ci", ".github", ".gitignore", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md"),
    *("DECISIONS.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "binder", "course"),
    *("datasets", "pyproject.toml", "tests", "widgets"),
}


def pins(path: Path) -> dict[str, Version]:
    lines = path.read_text("utf-8").splitlines()
    found = [PIN.fullmatch(line) for line in lines if line and line[0] not in "#-"]
    assert all(found), f"{path} holds something else than exact pins"
    return {match[1].lower().replace("_", "-"): Version(match[2]) for match in found if match}


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    """The script that fills README's regions."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / ".ci" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_else_stands_at_the_top(project_files: list[Path]) -> None:
    assert {path.relative_to(ROOT).parts[0] for path in project_files} <= TOP_LEVEL


def test_readme_is_current(readme: ModuleType) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert readme.filled(text) == text, "run: make readme"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://github.com/someone/unstuck", "/v2/gh/someone/unstuck/HEAD"),
        ("https://example.org/unstuck", "/v2/git/https%3A%2F%2Fexample.org%2Funstuck/HEAD"),
    ],
)
def test_binder_links_have_the_form_that_binder_documents(
    readme: ModuleType, address: str, link: str
) -> None:
    assert readme.binder_link(address).partition("?")[0].endswith(link)


def test_a_readme_without_its_marks_is_refused(readme: ModuleType) -> None:
    with pytest.raises(ValueError, match="<!-- modules -->"):
        readme.filled((ROOT / "README.md").read_text("utf-8").replace("<!-- modules -->", ""))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "SECURITY.md"])
def test_pages_name_only_what_there_is(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text, re.MULTILINE)) <= targets
    for link in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
        assert (ROOT / link).exists(), f"{page} links to {link}"


def test_the_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {unstuck.__version__}\n" in citation
    assert f"\n## {unstuck.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_pins_are_what_the_package_asks_for() -> None:
    pinned = pins(PINS)
    for line in PYPROJECT["project"]["dependencies"]:
        wanted = Requirement(line)
        assert pinned[wanted.name] in wanted.specifier


def test_what_builds_the_package_is_pinned_with_the_tests() -> None:
    pinned = pins(TEST_PINS)
    for line in PYPROJECT["build-system"]["requires"]:
        wanted = Requirement(line)
        assert pinned[wanted.name] in wanted.specifier


def test_no_package_is_pinned_twice() -> None:
    assert "-r ../binder/requirements.txt" in TEST_PINS.read_text("utf-8").splitlines()
    assert not pins(PINS).keys() & pins(TEST_PINS).keys()


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and source archive, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def unpacked(dist: Path) -> Path:
    """The wheel's files, as pip would lay them down."""
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(dist / "site")
    return dist / "site"


def test_the_wheel_carries_the_whole_package(unpacked: Path, project_files: list[Path]) -> None:
    packaged = {p.relative_to(unpacked) for p in unpacked.rglob("*") if p.is_file()}
    package = ROOT / "widgets"
    expected = {p.relative_to(package) for p in project_files if package / "unstuck" in p.parents}
    tables = [p for p in (ROOT / "datasets").iterdir() if p.suffix in {".csv", ".toml"}]
    expected |= {Path("unstuck", "_datasets", path.name) for path in tables}
    expected |= {Path("unstuck", "kit", "static", "vega.js")}
    assert tables
    assert {path for path in packaged if path.parts[0] == "unstuck"} == expected


def test_the_wheel_carries_the_licences(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    for notice in ("LICENSE", "course/LICENSE.md", "widgets/third_party_licences.txt"):
        assert (info / "licenses" / notice).read_bytes() == (ROOT / notice).read_bytes()
    bundle = (unpacked / "unstuck" / "kit" / "static" / "vega.js").read_text("utf-8")
    versions = re.findall(r"(Vega\S*) (\d[\d.]*\d)", bundle.partition("\n")[0])
    notices = (ROOT / "widgets" / "third_party_licences.txt").read_text("utf-8")
    assert {name for name, _ in versions} == {"Vega", "Vega-Lite", "Vega-Embed"}
    for name, version in versions:
        assert re.search(rf"^.*\b{name.lower()} {re.escape(version)}", notices, re.MULTILINE)


def test_the_bundle_is_a_module_with_one_default_export(unpacked: Path) -> None:
    bundle = (unpacked / "unstuck" / "kit" / "static" / "vega.js").read_text("utf-8")
    assert re.search(r"export\s*\{\s*[\w$]+ as default\s*\};?\s*$", bundle)
    assert not re.search(r"^import\b|\bimport\s*\(", bundle, re.MULTILINE)


def test_the_package_works_away_from_the_repository(unpacked: Path, tmp_path: Path) -> None:
    code = (
        "import json, unstuck, unstuck.data as d\n"
        "made = {name: len(d.rows(name)) for name in unstuck.datasets()}\n"
        "print(json.dumps([unstuck.__file__, made]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    file, made = json.loads(run.stdout)
    assert Path(file).is_relative_to(unpacked)
    assert made == {name: len(unstuck.load_dataset(name)) for name in unstuck.datasets()}


def test_the_source_archive_is_complete(dist: Path, project_files: list[Path]) -> None:
    (source,) = dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        packed = {Path(*Path(name).parts[1:]) for name in archive.getnames()}
    assert {path.relative_to(ROOT) for path in project_files} <= packed
