"""`unstuck casino`: the corpus's counts on the command line, or one sentence."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from unstuck.serve.cli import main

GOODS = ("Food", "Water", "Firewood")


def dialogue(name: str, walked: bool) -> dict[str, Any]:
    """Both want food most; the first gets one package of each good more than the second."""
    order = {"High": "Food", "Medium": "Water", "Low": "Firewood"}
    you = dict.fromkeys(GOODS, "2")
    they = dict.fromkeys(GOODS, "1")
    deal = [
        {
            "id": "mturk_agent_1",
            "text": "Submit-Deal",
            "task_data": {"issue2youget": you, "issue2theyget": they},
        },
        {"id": "mturk_agent_2", "text": "Accept-Deal", "task_data": {"data": "accept_deal"}},
    ]
    left = [{"id": "mturk_agent_1", "text": "Walk-Away", "task_data": {"data": "walk_away"}}]
    points = (5, 5) if walked else (24, 12)
    people = {
        f"mturk_agent_{n}": {"value2issue": order, "outcomes": {"points_scored": scored}}
        for n, scored in enumerate(points, start=1)
    }
    return {
        "dialogue_id": name,
        "chat_logs": left if walked else deal,
        "participant_info": people,
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "casino.json"
    told = [dialogue("=1+1", False), dialogue("b", True), dialogue("c", False), {"x": 1}]
    file.write_text(json.dumps(told), "utf-8")
    return file


def test_it_says_what_the_file_shows(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["casino", str(corpus)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Dialogues read: 3.",
        "Deals: 2 of 3, 66.67\u00a0%.",
        "Pareto efficient deals: 2 of 2, 100\u00a0%.",
        "Walked away: 1 of 3, 33.33\u00a0%.",
        "Joint points left on the table: 26 of 108, 24.07\u00a0%.",
        "Walked away with 3 common priorities: 1, each from up to 36 joint points to 10.",
        "Dialogues left out: 1.",
        "Dialogue 4: it has no 'chat_logs'; it is left out.",
    ]


def test_it_writes_a_row_for_each_dialogue(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "talks.csv"
    assert main(["casino", str(corpus), "--to", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["dialogue"] for row in rows] == ["'=1+1", "b", "c"]
    assert [row["left_on_the_table"] for row in rows] == ["0", "26", "0"]
    assert rows[1]["outcome"] == "walk_away" and rows[0]["deals_on_the_frontier"] == "33"


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "[1]"])
def test_a_file_that_is_no_corpus_is_one_sentence(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, "utf-8")
    assert main(["casino", str(file)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("unstuck: ") and said.err.count("\n") == 1 and not said.out


def test_a_file_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["casino", "no-such-file.json"]) == 2
    assert capsys.readouterr().err == (
        "unstuck: There is no file no-such-file.json; name the corpus file that you downloaded.\n"
    )


def test_a_table_that_cannot_be_written_is_one_sentence(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["casino", str(corpus), "--to", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
