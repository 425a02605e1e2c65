"""Campsite talks: the corpus's structure read, the game's own arithmetic, odd files refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck import data
from unstuck.analysis import casino
from unstuck.analysis.casino import GOODS, agreement, counts, frontier, read, read_text, splits
from unstuck.analysis.simulation import Setting, simulate

PLAIN = ("Food", "Water", "Firewood")
orders = st.permutations(GOODS).map(tuple)
RANKS = ("High", "Medium", "Low")


def person(order: Any, points: int, **more: Any) -> dict[str, Any]:
    return {
        "value2issue": dict(zip(RANKS, order, strict=True)),
        "value2reason": dict.fromkeys(RANKS, "we need it"),
        "outcomes": {
            "points_scored": points,
            "satisfaction": "Slightly satisfied",
            "opponent_likeness": "Slightly like",
            **more,
        },
        "demographics": {"age": 40},
        "personality": {"svo": "prosocial"},
    }


def says(who: int, text: str, **task: Any) -> dict[str, Any]:
    return {"text": text, "task_data": task, "id": f"mturk_agent_{who}"}


def proposal(who: int, *mine: int) -> dict[str, Any]:
    return says(
        who,
        "Submit-Deal",
        issue2youget={good: str(n) for good, n in zip(GOODS, mine, strict=True)},
        issue2theyget={good: str(3 - n) for good, n in zip(GOODS, mine, strict=True)},
    )


def talk(log: list[Any], first: Any, second: Any, name: Any = 0) -> dict[str, Any]:
    people = {"mturk_agent_1": first, "mturk_agent_2": second}
    return {
        "chat_logs": log,
        "participant_info": people,
        "annotations": [],
        "dialogue_id": name,
    }


def deal() -> dict[str, Any]:
    """The first side's food and water against the other's firewood, after a refusal."""
    log = [
        says(1, "Hello! I am after food."),
        proposal(2, 3, 3, 3),
        says(1, "Reject-Deal", data="reject_deal"),
        proposal(2, 0, 1, 3),
        says(1, "Accept-Deal", data="accept_deal"),
    ]
    return talk(log, person(PLAIN, 23), person(PLAIN[::-1], 19), 7)


def walk() -> dict[str, Any]:
    log = [says(1, "All or nothing."), says(2, "Walk-Away", data="walk_away")]
    return talk(log, person(PLAIN, 5), person(PLAIN, 5, satisfaction="Undecided"), 8)


def one(entry: Any) -> casino.Dialogue:
    return read_text(json.dumps([entry])).dialogues[0]


def test_a_deal_is_read_from_the_side_of_who_proposed_it() -> None:
    told = one(deal())
    assert told.split == (3, 2, 0) and told.points == (3 * 5 + 2 * 4, 3 * 5 + 1 * 4)
    assert (told.best, told.left, told.efficient, told.same) == (42, 0, True, 1)
    assert told.turns == 5 and told.satisfaction == (4, 4) and told.id == "7"


def test_walking_away_pays_five_each() -> None:
    told = one(walk())
    assert told.walked and told.points == (5, 5) and told.left == 36 - 10
    assert not told.efficient and told.same == 3 and told.satisfaction == (4, 3)


@given(orders, orders)
def test_nothing_is_lost_or_won_but_by_priorities(first: Any, second: Any) -> None:
    table = splits(first, second)
    assert len({split for split, _ in table}) == 64
    for split, (a, b) in table:
        other = tuple(3 - n for n in split)
        assert dict(splits(second, first))[other] == (b, a)
        assert 0 <= a <= 36 and 0 <= b <= 36
    if first == second:
        assert all(a + b == 36 for _, (a, b) in table)
        assert len(frontier(first, second)) == len({a for _, (a, _) in table})


@given(orders, orders)
def test_the_frontier_is_beaten_by_no_split(first: Any, second: Any) -> None:
    on = frontier(first, second)
    best = max(a + b for _, (a, b) in splits(first, second))
    assert best in {36, 39, 42} and best in {a + b for a, b in on}
    for a, b in on:
        assert not any(
            (c >= a and d >= b) and (c > a or d > b) for _, (c, d) in splits(first, second)
        )


def test_the_courses_own_counts_are_possible_in_the_game() -> None:
    """Each row's scores come from some split of some pair with that many common priorities."""
    pairs = [(PLAIN, order) for order in map(tuple, __import__("itertools").permutations(GOODS))]
    possible = set()
    for first, second in pairs:
        same = sum(a == b for a, b in zip(first, second, strict=True))
        table = [points for _, points in splits(first, second)]
        best = max(map(sum, table))
        for points in table:
            possible.add((same, *sorted(points), best, points in frontier(first, second)))
    rows = data.rows("casino_outcomes")
    for row in rows:
        kind = (
            row["same_priority_issues"],
            row["points_lower"],
            row["points_higher"],
            row["joint_points_possible"],
            row["pareto_efficient"],
        )
        walked = row["outcome"] == "walk_away"
        assert (walked and kind[1:3] == (5, 5) and not kind[4]) or kind in possible
    assert sum(row["n"] for row in rows) == 1030
    assert sum(row["n"] for row in rows if row["outcome"] == "walk_away") == 25
    assert sum(row["n"] for row in rows if row["pareto_efficient"]) == 677


def test_the_simulated_task_is_the_same_game() -> None:
    sample = simulate(Setting(task="casino"), 400, 1, fast=False)
    assert sample is not None
    assert {round(36 * each) for each in sample.available} == {26, 29, 32}


def test_counts_have_the_form_of_the_data_set_and_are_compared_with_it() -> None:
    corpus = read_text(json.dumps([deal(), walk(), walk()]))
    rows = counts(corpus.dialogues)
    assert [row["n"] for row in rows] == [1, 2]
    assert list(rows[0]) == list(data.rows("casino_outcomes")[0])
    assert rows[1]["mean_satisfaction"] == 3.5 and rows[0]["mean_turns"] == 5
    assert agreement(rows, rows) == ()
    (told,) = agreement(rows[:1], ())
    assert told == (
        "1 common priorities, 42 points possible, 19 and 23 points, efficient: "
        "1 in this file, 0 in casino_outcomes."
    )


def broken(**change: Any) -> dict[str, Any]:
    return deal() | change


BAD_ENTRIES: list[tuple[Any, str]] = [
    (7, "it has no 'chat_logs'"),
    ({}, "it has no 'chat_logs'"),
    (broken(chat_logs="hello"), "its 'chat_logs' has not the form"),
    (broken(chat_logs=[]), "neither a deal nor a walk-away"),
    (broken(chat_logs=[says(1, "Accept-Deal")]), "a deal is accepted that nobody proposed"),
    (broken(chat_logs=[says(3, "Hello")]), "by neither participant"),
    (broken(chat_logs=[says(1, "Submit-Deal")]), "it has no 'issue2youget'"),
    (broken(chat_logs=[proposal(1, 4, 0, 0)]), "holds '4' packages"),
    (broken(participant_info={}), "it has no 'mturk_agent_1'"),
    (
        talk(deal()["chat_logs"], person(PLAIN, 24), person(PLAIN[::-1], 19)),
        "its points are 24 and 19, but what was agreed is worth 23 and 19",
    ),
    (
        talk(deal()["chat_logs"], person(("Food",) * 3, 24), person(PLAIN, 19)),
        "its priorities are not the three goods",
    ),
]


@pytest.mark.parametrize(("entry", "words"), BAD_ENTRIES)
def test_a_dialogue_that_cannot_be_used_is_left_out_with_a_sentence(entry: Any, words: str) -> None:
    told = read_text(json.dumps([walk(), entry]))
    assert len(told.dialogues) == 1
    assert words in told.problems[0] and told.problems[0].startswith("Dialogue 2: ")
    with pytest.raises(ValueError, match="holds no dialogue that can be used"):
        read_text(json.dumps([entry]))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["chat_logs", "participant_info", "mturk_agent_1", "text", "id"]),
                inner,
            )
        ),
    )
)
def test_no_file_makes_it_stumble(told: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        read_text(json.dumps(told))


def test_files_that_are_no_corpus_are_refused(tmp_path: Path, monkeypatch: Any) -> None:
    file = tmp_path / "casino.json"
    with pytest.raises(ValueError, match="There is no file"):
        read(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="no text in UTF-8"):
        read(file)
    for text in ("", "{", "[" * 100_000, "{}", "[]"):
        file.write_text(text, "utf-8")
        with pytest.raises(ValueError, match=r"casino\.json"):
            read(file)
    monkeypatch.setattr(casino, "LARGEST_FILE", 1000)
    file.write_text(" " * 1001, "utf-8")
    with pytest.raises(ValueError, match="are not read"):
        read(file)
    monkeypatch.setattr(casino, "MOST_DIALOGUES", 2)
    with pytest.raises(ValueError, match="holds 3 dialogues"):
        read_text("[1, 2, 3]")
