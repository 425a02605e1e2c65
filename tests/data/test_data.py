"""The data sets: legal, complete, and saying what is known of them from elsewhere."""

from __future__ import annotations

import csv
import itertools
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import mean, median

import pytest

from unstuck import data

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
SHARED = ROOT.parent / "shared"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data sets that a test may break."""
    return Path(shutil.copytree(DATASETS, tmp_path / "datasets"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# --- all of them ----------------------------------------------------------------------------


def test_the_four_data_sets_are_there() -> None:
    assert data.datasets() == ["casino_outcomes", "concepts", "evidence", "strikes"]


def test_every_file_keeps_to_its_card() -> None:
    assert data.problems() == []


@pytest.mark.parametrize("name", ["casino_outcomes", "concepts", "evidence", "strikes"])
def test_a_card_says_where_the_data_come_from(name: str) -> None:
    card = data.card(name)
    assert card.title
    assert card.source
    assert card.citation
    assert card.licence
    assert len(card.description) > 100
    assert all(column.description for column in card.columns)
    assert f"| `{name}` | {card.rows} |" in (DATASETS / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["casino_outcomes", "concepts", "evidence", "strikes"])
def test_every_example_of_a_card_is_legal(name: str, folder: Path) -> None:
    """A file whose only row is made of the examples has no fault but its length."""
    card = data.card(name)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[c.name for c in card.columns], [c.example for c in card.columns]]
        )
    (fault,) = data.validate(name, folder)
    assert "has 1 rows" in fault


def test_the_cards_keep_numbers_that_look_alike_apart() -> None:
    strikes = data.card("strikes").description
    assert "June" in strikes
    assert "E58" in strikes
    assert "566" in strikes
    evidence = data.card("evidence").description
    assert all(figure in evidence for figure in ("29 %", "44 %", "43.75 %", "55 %", "35 %"))


# --- what is known from elsewhere -----------------------------------------------------------


def test_casino_counts() -> None:
    """Chawla et al. 2021: 1,030 dialogues; E55: 25 walk-aways; 677 of 1,005 deals efficient."""
    rows = data.rows("casino_outcomes")
    deals = [r for r in rows if r["outcome"] == "deal"]
    gone = [r for r in rows if r["outcome"] == "walk_away"]
    assert sum(r["n"] for r in rows) == 1030
    assert sum(r["n"] for r in gone) == 25
    assert sum(r["n"] for r in deals) == 1005
    assert sum(r["n"] for r in deals if r["pareto_efficient"]) == 677
    assert all(r["points_lower"] == r["points_higher"] == 5 for r in gone)
    assert not any(r["pareto_efficient"] for r in gone)


def test_casino_satisfaction_is_that_of_the_evidence() -> None:
    """E56: satisfaction 2.06 where the pair walked away, 4.22 where it agreed."""
    rows = data.rows("casino_outcomes")
    for outcome, expected in (("walk_away", 2.06), ("deal", 4.22)):
        mine = [r for r in rows if r["outcome"] == outcome]
        total = sum(r["n"] * r["mean_satisfaction"] for r in mine)
        assert round(total / sum(r["n"] for r in mine), 2) == expected


def splits(mine: tuple[int, ...], theirs: tuple[int, ...]) -> set[tuple[int, int]]:
    """Both scores for each way to share three packages each of three goods."""
    return {
        (
            sum(n * p for n, p in zip(taken, mine, strict=True)),
            sum((3 - n) * p for n, p in zip(taken, theirs, strict=True)),
        )
        for taken in itertools.product(range(4), repeat=3)
    }


def efficient(scores: set[tuple[int, int]]) -> set[tuple[int, int]]:
    return {s for s in scores if not any(o[0] >= s[0] and o[1] >= s[1] and o != s for o in scores)}


def test_casino_deals_follow_from_the_rules_of_the_game() -> None:
    """All 64 splits for all priorities: each row's scores, best sum and efficiency can be."""
    possible = set()
    for theirs in itertools.permutations((5, 4, 3)):
        scores = splits((5, 4, 3), theirs)
        same = sum(a == b for a, b in zip((5, 4, 3), theirs, strict=True))
        best = max(map(sum, scores))
        frontier = efficient(scores)
        possible |= {(same, best, min(s), max(s), s in frontier) for s in scores}
    for r in data.rows("casino_outcomes"):
        if r["outcome"] == "deal":
            key = (r["same_priority_issues"], r["joint_points_possible"])
            assert (*key, r["points_lower"], r["points_higher"], r["pareto_efficient"]) in possible


def test_strikes_are_the_62_of_june() -> None:
    """Median 27 days, mean 42.7, longest 216 (not the 28, 43.6 and 235 of all 566, E58)."""
    days = [r["duration"] for r in data.rows("strikes")]
    assert len(days) == 62
    assert median(days) == 27
    assert round(mean(days), 1) == 42.7
    assert max(days) == 216


def test_strikes_of_one_june_share_their_production() -> None:
    """1968 to 1976 are nine Junes, and the file keeps each together."""
    values = [r["iprod"] for r in data.rows("strikes")]
    assert len(set(values)) == len(list(itertools.groupby(values))) == 9


def test_evidence_ids_and_stances() -> None:
    rows = data.rows("evidence")
    ids = [r["id"] for r in rows]
    assert len(ids) == len(set(ids)) == 59
    assert {r["stance"] for r in rows} == {
        "supports", "qualifies", "contradicts", "extends", "theory",
    }  # fmt: skip
    assert {r["id"] for r in rows if r["stance"] == "contradicts"} == {"E23", "E67"}


def test_evidence_says_what_its_source_says() -> None:
    source = SHARED / "data" / "evidence.csv"
    if not source.is_file():
        pytest.skip("the list that evidence.csv was copied from is not at hand")
    with source.open(encoding="utf-8", newline="") as file:
        theirs = {row["id"]: row for row in csv.DictReader(file)}
    with (DATASETS / "evidence.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["id"]: row for row in csv.DictReader(file)}
    assert theirs.keys() <= ours.keys()
    for key, row in theirs.items():
        assert {name: ours[key][name] for name in row} == row


# --- concepts -------------------------------------------------------------------------------


def test_there_are_93_concepts_in_the_order_of_the_course() -> None:
    rows = data.rows("concepts")
    assert len({r["id"] for r in rows}) == len(rows) == 93
    modules = [r["module"] for r in rows]
    assert modules == sorted(modules)
    counts = {module: modules.count(module) for module in modules}
    assert counts == {
        "01-impasse": 9, "02-causes": 8, "03-batna": 7, "04-zopa": 4, "05-offers": 5,
        "06-interests": 8, "07-behaviour": 11, "08-emotions": 12, "09-walking-away": 7,
        "10-failure": 16, "11-recovery": 6,
    }  # fmt: skip


def test_every_concept_of_the_course_plan_is_listed() -> None:
    plan = SHARED / "COURSE.md"
    if not plan.is_file():
        pytest.skip("the course plan, from which the list of concepts was made, is not at hand")
    bold = re.findall(r"\*\*([a-z0-9/ -]+)\*\*", plan.read_text("utf-8"))
    planned = [each.strip() for group in bold for each in group.split("/")]
    assert [r["id"] for r in data.rows("concepts")] == planned


def test_concepts_and_evidence_point_at_each_other() -> None:
    """Where a concept rests on a row of the evidence, that row names the concept."""
    named = {r["id"]: data.parts(r["concepts"]) for r in data.rows("evidence")}
    for concept in data.rows("concepts"):
        for source in data.parts(concept["source"]):
            assert source not in named or concept["id"] in named[source], (concept["id"], source)


def test_the_card_knows_the_modules_of_the_syllabus() -> None:
    syllabus = tomllib.loads((ROOT / "course" / "syllabus.toml").read_text("utf-8"))
    (module,) = (c for c in data.card("concepts").columns if c.name == "module")
    assert list(module.allowed) == [each["slug"] for each in syllabus["module"]]


# --- broken files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "evidence.csv", "Pillutla\",2022,", "Pillutla\",abc,",
            "datasets/evidence.csv, line 2, column year: 'abc' is not an integer; "
            "write one such as 1999.",
        ),
        (
            "evidence.csv", "Pillutla\",2022,", "Pillutla\",202,",
            "datasets/evidence.csv, line 2, column year: 202 lies outside 1950 to 2100; "
            "write one within.",
        ),
        (
            "evidence.csv", "base rate,supports,", "base rate,suports,",
            "datasets/evidence.csv, line 2, column stance: 'suports' is not among supports, "
            "qualifies, contradicts, extends, theory (the closest is 'supports'); "
            "write one that is.",
        ),
        (
            "evidence.csv", "\nE02,", "\nE01,",
            "datasets/evidence.csv, line 3, column id: 'E01' stands in line 2 already; "
            "write another.",
        ),
        (
            "evidence.csv", "\nE02,", "\nX2,",
            "datasets/evidence.csv, line 3, column id: 'X2' has the wrong form; "
            "write it like E36.",
        ),
        (
            "evidence.csv", ",10.1177/01492063211021657,", ",doi:10.1177/1,",
            "datasets/evidence.csv, line 2, column doi: 'doi:10.1177/1' has the wrong form; "
            "write it like 10.1177/0956797614558718.",
        ),
        (
            "evidence.csv", "zopa-uncertain; impasse-unwanted", "zopa-uncertan; impasse-unwanted",
            "datasets/evidence.csv, line 6, column concepts: 'zopa-uncertan' is not in "
            "concepts.id (the closest is 'zopa-uncertain'); write one that is.",
        ),
        (
            "evidence.csv", "zopa-uncertain; impasse-unwanted", "zopa; zopa",
            "datasets/evidence.csv, line 6, column concepts: 'zopa; zopa' names something twice; "
            "name it once.",
        ),
        (
            "evidence.csv", ",finding,", ",result,",
            "datasets/evidence.csv, line 1: the columns are id, result, effect, ",
        ),
        (
            "strikes.csv", "\n7,0.01138", "\n,0.01138",
            "datasets/strikes.csv, line 2, column duration: the cell is blank; "
            "write a value such as 27.",
        ),
        (
            "strikes.csv", "\n7,0.01138", "\n7,nan",
            "datasets/strikes.csv, line 2, column iprod: 'nan' is not a number; "
            "write one such as 0.01138.",
        ),
        (
            "strikes.csv", "\n7,0.01138", "\n7.5,0.01138",
            "datasets/strikes.csv, line 2, column duration: '7.5' is not an integer; "
            "write one such as 27.",
        ),
        (
            "strikes.csv", "\n7,0.01138", "\n 7,0.01138",
            "datasets/strikes.csv, line 2, column duration: ' 7' begins or ends with a space; "
            "remove it.",
        ),
        (
            "strikes.csv", "\n9,0.01138", "\n9,0,01138",
            "datasets/strikes.csv, line 3 has 3 cells instead of 2; "
            "put text that holds a comma in quotation marks.",
        ),
        (
            "strikes.csv", "\n9,0.01138", "",
            "datasets/strikes.csv has 61 rows and its card says 62; "
            "put the number right in datasets/strikes.toml.",
        ),
        (
            "strikes.csv", "\n7,", '\n"7,',
            "datasets/strikes.csv, line 2 is not well-formed ",
        ),
        (
            "casino_outcomes.csv", "42,0,1,4.0", "42,no,1,4.0",
            "datasets/casino_outcomes.csv, line 2, column pareto_efficient: 'no' is neither 0 "
            "nor 1; write 1 for yes and 0 for no.",
        ),
        (
            "concepts.csv", "SCH,01-impasse", "SCH,01-impase",
            "datasets/concepts.csv, line 2, column module: '01-impase' is not among ",
        ),
        (
            "concepts.csv", "E12; E13", "E12; E99",
            "datasets/concepts.csv, line 24, column source: 'E99' is not in evidence.id",
        ),
        (
            "strikes.toml", 'title = ', 'heading = ',
            "datasets/strikes.toml: 'heading' is not a key of a card; use name, title, ",
        ),
        (
            "strikes.toml", 'licence = "Public domain"\n', "",
            "datasets/strikes.toml: 'licence' is missing; add it.",
        ),
        (
            "strikes.toml", 'rows = 62', 'rows = "62"',
            "datasets/strikes.toml: rows = '62' is of the wrong type; write a whole number.",
        ),
        (
            "strikes.toml", 'type = "integer"', 'type = "int"',
            "datasets/strikes.toml, column duration: 'int' is no type; use string, ",
        ),
        (
            "strikes.toml", 'name = "strikes"', 'name = "stikes"',
            "datasets/strikes.toml: the card calls itself 'stikes'; write 'strikes'.",
        ),
        (
            "strikes.toml", "[[column]]", "[column]",
            "datasets/strikes.toml is not well-formed TOML: ",
        ),
        (
            "evidence.toml", 'E\\d\\d', '(E',
            "datasets/evidence.toml, column id: the pattern is not well formed ",
        ),
        (
            "casino_outcomes.toml", 'allowed = ["deal", "walk_away"]\n', "",
            "datasets/casino_outcomes.toml, column outcome: a category needs its allowed values; ",
        ),
        (
            "evidence.toml", '"concepts.id"', '"concepts.key"',
            "datasets/concepts.csv has no column 'key', but concepts refers to it.",
        ),
        (
            "strikes.toml", 'rows = 62', 'rows = ',
            "datasets/strikes.toml is not well-formed TOML: ",
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_place_and_reason(
    folder: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(folder / file, old, new)
    assert any(fault.startswith(expected) for fault in data.problems(folder)), data.problems(folder)


def test_every_fault_of_a_file_is_told(folder: Path) -> None:
    change(folder / "strikes.csv", "\n7,0.01138", "\nseven,0.01138")
    change(folder / "strikes.csv", "\n13,0.01138", "\n13,much")
    places = [fault.split(":")[0] for fault in data.problems(folder)]
    assert places == [
        "datasets/strikes.csv, line 2, column duration",
        "datasets/strikes.csv, line 4, column iprod",
    ]


def test_a_line_is_counted_as_an_editor_counts_it(folder: Path) -> None:
    """A cell with a line break in it does not shift the numbers that follow."""
    change(folder / "evidence.csv", "In 44% of cases", '"In 44%\nof cases')
    change(folder / "evidence.csv", "failed to reach one,", 'failed to reach one",')
    change(folder / "evidence.csv", "\nE03,", "\nE3,")
    assert data.validate("evidence", folder)[0].startswith("datasets/evidence.csv, line 5,")


def test_a_file_without_card_and_a_card_without_file(folder: Path) -> None:
    (folder / "strikes.toml").rename(folder / "strike.toml")
    assert data.validate("strikes", folder) == [
        "datasets/strikes.csv has no card; write datasets/strikes.toml."
    ]
    (folder / "strike.toml").rename(folder / "strikes.toml")
    (folder / "strikes.csv").unlink()
    (fault,) = data.problems(folder)
    assert fault == "datasets/strikes.csv is missing; put it there, or remove what names it."


def test_a_folder_without_data_is_no_good_folder(tmp_path: Path) -> None:
    assert data.problems(tmp_path) == [
        f"There is no data set in {tmp_path}; put the files of datasets/ there."
    ]


def test_an_empty_file_and_a_foreign_encoding(folder: Path) -> None:
    (folder / "strikes.csv").write_text("", "utf-8")
    assert data.validate("strikes", folder)[0].startswith("datasets/strikes.csv is empty; ")
    (folder / "strikes.csv").write_bytes("duration,iprod\n7,ä\n".encode("latin-1"))
    assert data.validate("strikes", folder) == [
        "datasets/strikes.csv, line 2 is not UTF-8; save the file as UTF-8."
    ]


def test_a_byte_order_mark_as_spreadsheets_write_it_is_no_fault(folder: Path) -> None:
    path = folder / "strikes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert data.validate("strikes", folder) == []


# --- reading --------------------------------------------------------------------------------


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    for ask in (data.card, data.rows, data.load_dataset):
        with pytest.raises(ValueError, match=r"'evidense' \(the closest is 'evidence'\)") as error:
            ask("evidense")
        assert "casino_outcomes, concepts, evidence, strikes" in str(error.value)
    with pytest.raises(ValueError, match=r"no data set '\.\./pyproject'"):
        data.rows("../pyproject")


def test_rows_are_converted_and_yours_to_change() -> None:
    first = data.rows("casino_outcomes")[0]
    assert first == {
        "same_priority_issues": 0,
        "outcome": "deal",
        "points_lower": 7,
        "points_higher": 27,
        "joint_points_possible": 42,
        "pareto_efficient": False,
        "n": 1,
        "mean_satisfaction": 4.0,
        "mean_turns": 13.0,
    }
    assert isinstance(first["pareto_efficient"], bool)
    assert isinstance(first["mean_turns"], float)
    first["n"] = 1000
    assert data.rows("casino_outcomes")[0]["n"] == 1


def test_blank_cells() -> None:
    assert data.rows("evidence")[0]["note"] == ""
    frame = data.load_dataset("evidence")
    assert frame["note"].isna()[0]
    assert frame["doi"].isna().sum() == sum(not r["doi"] for r in data.rows("evidence"))


def test_parts_of_a_cell() -> None:
    assert data.parts("PON; SCH") == ("PON", "SCH")
    assert data.parts("") == ()


def test_a_data_frame_has_proper_types_and_names_its_source() -> None:
    casino = data.load_dataset("casino_outcomes")
    assert casino["n"].dtype == "int64"
    assert casino["mean_turns"].dtype == "float64"
    assert casino["pareto_efficient"].dtype == "bool"
    assert list(casino["outcome"].cat.categories) == ["deal", "walk_away"]
    assert casino.attrs["licence"] == "CC BY 4.0"
    assert "Chawla" in casino.attrs["citation"]
    evidence = data.load_dataset("evidence")
    assert evidence["finding"].dtype == "string"
    assert evidence["year"].dtype == "int64"


def test_the_names_at_the_top_of_the_package() -> None:
    import unstuck

    assert unstuck.datasets is data.datasets
    assert unstuck.load_dataset is data.load_dataset


def test_only_a_data_frame_needs_pandas() -> None:
    code = (
        "import sys; from unstuck import data; "
        "[data.rows(n) for n in data.datasets()]; data.problems(); "
        "assert not {'pandas', 'numpy'} & set(sys.modules); "
        "data.load_dataset('strikes'); assert 'pandas' in sys.modules"
    )
    paths = {"PYTHONPATH": str(ROOT / "widgets")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=paths, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_installed_package_reads_the_files_it_carries(tmp_path: Path) -> None:
    """Beside the modules in `_datasets`, with no repository around."""
    package = tmp_path / "site" / "unstuck"
    shutil.copytree(
        ROOT / "widgets" / "unstuck",
        package,
        ignore=lambda folder, names: [n for n in names if not n.endswith(".py")],
    )
    shutil.copytree(DATASETS, package / "_datasets")
    code = "import unstuck; print(unstuck.__file__, *unstuck.datasets())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(package / "__init__.py"), *data.datasets()]
