"""Packages and what they are worth: a published game, order and additivity, both ways to list."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.packages import Issue, Party, Scenario

TALKS = """
name = "A late delivery"

[[issue]]
name = "price"
options = ["low", "middle", "high"]

[[issue]]
name = "date"
options = ["May", "June"]

[[party]]
name = "client"
batna = "wait for the second supplier"
reservation = 4
discount = 0.9
weights = { price = 0.5 }
values = { price = [10, 5, 0], date = { June = 0, May = 6 } }

[[party]]
name = "vendor"
values = { price = [0, 3, 6], date = [0, 8] }
"""


@pytest.fixture
def talks() -> Scenario:
    return Scenario.from_toml(TALKS)


def casino(first: tuple[int, ...], second: tuple[int, ...]) -> Scenario:
    """Food, water and firewood, three packages each: how many the first side gets."""
    goods = ("food", "water", "firewood")
    issues = [Issue(good, ("none", "one", "two", "three")) for good in goods]
    mine = {good: [points * n for n in range(4)] for good, points in zip(goods, first, strict=True)}
    rest = {
        good: [points * (3 - n) for n in range(4)]
        for good, points in zip(goods, second, strict=True)
    }
    return Scenario(issues, [Party("you", mine, reservation=5), Party("they", rest, reservation=5)])


@st.composite
def scenarios(draw: st.DrawFn, parties: int = 2, most: int = 4) -> Scenario:
    """Small scenarios with whole points and with weights that add up without rounding."""
    sizes = draw(st.lists(st.integers(1, most), min_size=1, max_size=4))
    issues = [Issue(f"issue {i}", [f"option {j}" for j in range(n)]) for i, n in enumerate(sizes)]
    points = st.integers(-10, 30)
    return Scenario(
        issues,
        [
            Party(
                f"party {k}",
                {i.name: [draw(points) for _ in i.options] for i in issues},
                weights={i.name: draw(st.sampled_from([0, 0.25, 0.5, 1, 2])) for i in issues},
                reservation=draw(st.integers(-20, 60)),
            )
            for k in range(parties)
        ],
    )


def test_the_best_joint_score_of_casino() -> None:
    """Chawla et al. 2021: 5, 4, 3 by priority; 36 together if alike, more where they differ."""
    alike, differ = casino((5, 4, 3), (5, 4, 3)), casino((5, 4, 3), (4, 3, 5))
    assert {sum(row) for row in alike.rows()} == {36}
    assert max(map(sum, differ.rows())) == 3 * (5 + 4 + 5)
    assert differ.size == 64
    best = max(range(64), key=lambda i: sum(differ.rows()[i]))
    assert differ.package(best) == ("three", "three", "none")


def test_the_first_issue_is_the_slowest(talks: Scenario) -> None:
    assert list(talks.packages()) == list(product(("low", "middle", "high"), ("May", "June")))
    assert talks.package(1) == ("low", "June")
    assert talks.rows()[1] == (5, 8)


def test_toml_gives_all_that_it_says(talks: Scenario) -> None:
    client, vendor = talks.parties
    assert talks.name == "A late delivery"
    assert [issue.name for issue in talks.issues] == ["price", "date"]
    assert (client.reservation, client.batna) == (4, "wait for the second supplier")
    assert (client.discount, vendor.discount, vendor.reservation) == (0.9, 1, 0)
    assert client.values == {"price": (10, 5, 0), "date": (6, 0)}
    assert client.weights == {"price": 0.5, "date": 1}
    assert talks.worth(("low", "May")) == (0.5 * 10 + 6, 0)
    assert talks.reservations == (4, 0)


def test_toml_may_be_a_file(tmp_path: Path, talks: Scenario) -> None:
    path = tmp_path / "talks.toml"
    path.write_text(TALKS, "utf-8")
    assert Scenario.from_toml(path) == Scenario.from_toml(str(path)) == talks


@given(scenarios(parties=3), st.data())
def test_worth_is_the_sum_over_issues(scenario: Scenario, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, scenario.size - 1))
    package = scenario.package(index)
    assert scenario.index(package) == index
    for party, worth in zip(scenario.parties, scenario.worth(package), strict=True):
        assert worth == sum(
            party.weights[issue.name] * party.values[issue.name][issue.options.index(option)]
            for issue, option in zip(scenario.issues, package, strict=True)
        )
    assert scenario.worth(package) == scenario.rows()[index]


@given(scenarios(parties=3))
def test_numpy_and_plain_rows_are_one(scenario: Scenario) -> None:
    table = scenario.utilities()
    assert table.shape == (scenario.size, 3)
    assert table.dtype == np.float64
    assert table.tolist() == [list(row) for row in scenario.rows()]


def test_ten_thousand_packages_need_no_numpy() -> None:
    script = """
import sys
from unstuck.analysis.bargaining import *
from unstuck.analysis.packages import Issue, Party, Scenario
from unstuck.analysis.trades import appraise, equal_packages, halfway, helpful_trades
names = [str(i) for i in range(10)]
issues = [Issue(name, names) for name in ("a", "b", "c", "d")]
up, down = list(range(10)), list(range(9, -1, -1))
talks = Scenario(issues, [Party("x", dict(a=up, b=up, c=up, d=up), weights={"a": 3}),
                          Party("y", dict(a=down, b=down, c=down, d=down), weights={"b": 3})])
rows = talks.rows()
assert len(rows) == 10_000
for lotteries in (False, True):
    pareto_frontier(rows, lotteries=lotteries)
    for solution in (nash, kalai_smorodinsky, egalitarian, utilitarian):
        assert solution(rows, (0, 0), lotteries=lotteries) is not None
pareto_frontier([(*row, 1.0) for row in rows])
appraise(talks, "5555"), halfway(talks), helpful_trades(talks, "5555")
equal_packages(talks, "x", 30)
print("numpy" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_more_than_can_be_listed_is_refused_in_words(refused: Callable[..., None]) -> None:
    issues = [Issue(f"issue {i}", ("yes", "no")) for i in range(17)]
    both = {issue.name: (1, 0) for issue in issues}
    large = Scenario(issues, [Party("you", both), Party("they", both)])
    refused(large.rows, "131,072", "utilities()")
    refused(large.packages, "131,072")
    assert large.utilities().shape == (131_072, 2)
    issues = [Issue(f"issue {i}", ("yes", "no")) for i in range(20_000)]
    both = {issue.name: (1, 0) for issue in issues}
    endless = Scenario(issues, [Party("you", both), Party("they", both)])
    refused(endless.rows, "more than 10^15")
    refused(endless.utilities, "more than 10^15")
    assert math.isclose(endless.worth(["yes"] * 20_000)[0], 20_000)


def test_bad_scenarios_are_refused_in_words(refused: Callable[..., None]) -> None:
    price = Issue("price", ("low", "high"))
    you, they = Party("you", {"price": (1, 0)}), Party("they", {"price": (0, 1)})
    refused(lambda: Issue("", ("a",)), "name")
    refused(lambda: Issue("price", ()), "option of 'price'")
    refused(lambda: Issue("price", ("a", "a")), "'a'", "rename")
    refused(lambda: Issue("price", "ab"), "list")  # type: ignore[arg-type]
    refused(lambda: Issue("price", (1, 2)), "words")  # type: ignore[arg-type]
    refused(lambda: Party(" ", {}), "name")
    refused(lambda: Party("you", {"price": (1, math.nan)}), "option 2 of 'price'", "'you'")
    refused(lambda: Party("you", {"price": 3}), "'price'")  # type: ignore[arg-type]
    refused(lambda: Party("you", [1, 2]), "'you'")  # type: ignore[arg-type]
    refused(lambda: Party("you", {"price": (1,)}, weights={"cost": 1}), "'cost'")
    refused(lambda: Party("you", {"price": (1,)}, reservation=math.inf), "reservation")
    refused(lambda: Party("you", {"price": (1,)}, discount=1.5), "discount", "1.5")
    refused(lambda: Scenario([price], [you]), "two parties")
    refused(lambda: Scenario([], [you, they]), "at least one issue")
    refused(lambda: Scenario([price], [you, you]), "'you'")
    refused(lambda: Scenario([price, price], [you, they]), "'price'")
    refused(lambda: Scenario([price, Issue("date", ["a", "b"])], [you, they]), "'date'")
    refused(lambda: Scenario([Issue("price", ("low",))], [you, they]), "'price'", "not 2")
    date = Party("you", {"price": (1, 0), "date": (1,)})
    refused(lambda: Scenario([price], [date, they]), "'date'", "no issue")
    talks = Scenario([price], [you, they])
    refused(lambda: talks.worth(["middle"]), "'middle'", "'low', 'high'")
    refused(lambda: talks.index(["low", "low"]), "one for each issue")
    refused(lambda: talks.package(2), "from 0 to 1")
    refused(lambda: talks.package(-1), "no number -1")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "price"\n', "", ["'name'"]),
        ('options = ["May", "June"]', "", ["'date'", "'options'"]),
        ('batna = "wait', 'btana = "wait', ["'client'", "'btana'", "batna"]),
        ("reservation = 4", 'reservation = "4"', ["'client'", "'4'"]),
        ("price = [0, 3, 6]", "price = [0, 3]", ["'vendor'", "'price'", "3"]),
        ("June = 0, May = 6", "May = 6", ["'client'", "'June'", "'date'"]),
        ("June = 0, May = 6", "June = 0, May = 6, July = 1", ["'July'", "'date'"]),
        ("price = [0, 3, 6], date", "cost = [0, 3, 6], date", ["'vendor'", "'price'"]),
        ("[[party]]", "[[side]]", ["'party'"]),
        ('name = "A late delivery"', "name = 3", ["name", "3"]),
        ("[10, 5, 0]", "[10, 5, 0", ["TOML", "line"]),
        ("[10, 5, 0]", "[" * 5000, ["nested"]),
        ("values = { price = [0, 3, 6], date = [0, 8] }", "values = 3", ["'vendor'"]),
    ],
)
def test_bad_toml_is_refused_in_words(
    refused: Callable[..., None], old: str, new: str, words: list[str]
) -> None:
    assert old in TALKS
    refused(lambda: Scenario.from_toml(TALKS.replace(old, new)), *words)


def test_files_that_cannot_be_read_are_refused(
    refused: Callable[..., None], tmp_path: Path
) -> None:
    refused(lambda: Scenario.from_toml(tmp_path / "none.toml"), "none.toml", "check the path")
    refused(lambda: Scenario.from_toml(tmp_path), "no file")
    refused(lambda: Scenario.from_toml("https://example.org/talks.toml"), "check the path")
    refused(lambda: Scenario.from_toml("a\0b"), "path")
    refused(lambda: Scenario.from_toml(3), "3")  # type: ignore[arg-type]
    refused(lambda: Scenario.from_toml("issue = 3\nparty = 3\n"), "[[issue]]")
    large, latin = tmp_path / "large.toml", tmp_path / "latin.toml"
    large.write_bytes(b"#" * 2_000_000)
    latin.write_bytes(b'name = "\xe9"')
    refused(lambda: Scenario.from_toml(large), "1 MB")
    refused(lambda: Scenario.from_toml(latin), "UTF-8")
