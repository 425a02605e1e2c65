"""EvidenceBoard shows the rows of the data sets, no number more and none less."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.analysis.evidence import TOPICS
from unstuck.data import rows
from unstuck.kit.blocks import markdown
from unstuck.tools.evidence_board import CHECKED, STANCE_NAMES, TOPIC_NAMES

FINDINGS = {row["id"]: row for row in rows("evidence")}


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def cards(tool: Any) -> list[dict[str, Any]]:
    found = []
    for each in tool.blocks:
        for inner in each.get("inside", [each]):
            found += inner["items"] if inner["is"] == "cards" else []
    return found


def test_every_topic_stance_and_way_of_checking_has_its_words() -> None:
    assert set(TOPIC_NAMES) == {"all", *TOPICS}
    assert set(STANCE_NAMES) == {row["stance"] for row in FINDINGS.values()}
    assert set(CHECKED) == {row["checked"] for row in FINDINGS.values()}


def test_all_findings_are_there_twelve_at_once_and_each_with_its_source() -> None:
    tool = unstuck.EvidenceBoard(topic="all")
    told = cards(tool)
    assert len(block(tool, "cards")["items"]) == 12
    assert block(tool, "fold")["summary"] == f"The other {len(FINDINGS) - 12}"
    assert len(told) == len(FINDINGS)
    for card, row in zip(told, FINDINGS.values(), strict=True):
        assert row["id"] in card["foot"] and str(row["year"]) in card["foot"]
        assert card["badge"] == STANCE_NAMES[row["stance"]]
        assert "Checked: " in card["foot"]
        link = f"https://doi.org/{row['doi']}" if row["doi"] else None
        assert card.get("link") == link


def test_the_counts_are_of_the_topic_and_the_cards_of_topic_and_stance() -> None:
    tool = unstuck.EvidenceBoard(topic="pressure", stance="contradicts")
    drawn = {row["label"]: row for row in block(tool, "chart")["data"]["stances"]}
    assert {label for label, row in drawn.items() if row["shown"]} == {"speaks against the advice"}
    assert drawn["speaks against the advice"]["count"] == len(cards(tool)) == 2
    assert sum(row["count"] for row in drawn.values()) > 2
    told = {row[0]: row[1] for row in block(tool, "chart")["rows"]}
    assert told == {label: str(row["count"]) for label, row in drawn.items()}


def test_no_finding_is_an_answer_too() -> None:
    tool = unstuck.EvidenceBoard(search="zeppelin")
    assert block(tool, "finding")["tone"] == "open"
    assert cards(tool) == []
    assert block(tool, "chart")["signals"]["most"] > 0


def test_the_look_alike_numbers_are_told_apart_and_not_drawn() -> None:
    tool = unstuck.EvidenceBoard()
    told = markdown(tool.blocks)
    for number in ("29 %", "44 %", "55 %", "35 %", "43.75 %"):
        assert number in told
    assert "never belong in one pie" in told
    drawn = block(tool, "chart")["data"]["stances"]
    assert sum(row["count"] for row in drawn) == len(cards(tool)), "counts of findings only"


def test_who_walked_away_from_what() -> None:
    tool = unstuck.EvidenceBoard(look="casino")
    drawn = block(tool, "chart")["data"]["walkaways"]
    assert "25 of 1,030 pairs" in block(tool, "finding")["text"]
    assert [(row["taken"], row["possible"]) for row in drawn] == [
        (10, 42),
        (10, 39),
        (10, 42),
        (10, 36),
    ]
    assert sum(int(row[1]) for row in block(tool, "chart")["rows"]) == 25


def test_how_good_the_deals_were() -> None:
    tool = unstuck.EvidenceBoard(look="casino", picture="deals")
    assert "677 of 1,005 deals" in block(tool, "finding")["text"]
    assert [row["told"] for row in block(tool, "chart")["data"]["deals"]] == [
        "173 of 251",
        "256 of 506",
        "248 of 248",
    ]


@pytest.mark.parametrize(
    ("picture", "numbers"), [("satisfaction", ("2.06", "4.22")), ("turns", ("17.5", "13.8"))]
)
def test_means_of_those_who_left_and_those_who_agreed(
    picture: str, numbers: tuple[str, str]
) -> None:
    tool = unstuck.EvidenceBoard(look="casino", picture=picture)
    told = block(tool, "finding")["text"]
    assert all(number in told for number in numbers)
    low, high = block(tool, "chart")["signals"]["domain"]
    for row in block(tool, "chart")["data"]["means"]:
        assert low <= row["deal"] <= high and low <= row["walked"] <= high


def test_what_the_notebook_says_of_the_strikes_holds() -> None:
    tool = unstuck.EvidenceBoard(look="strikes", day=60)
    assert "14 lasted longer than 60 days" in block(tool, "finding")["text"]
    assert "at least 49 days more" in block(tool, "finding")["text"]
    told = markdown(tool.blocks)
    assert "27 days" in told and "42.7 days" in told and "216 days" in told
    tool.set(day=216)
    assert "None of the 62 strikes" in block(tool, "finding")["text"]


@pytest.mark.parametrize("day", [0, 60, 220])
def test_the_62_strikes_are_never_captioned_with_the_566(day: float) -> None:
    told = markdown(unstuck.EvidenceBoard(look="strikes", day=day).blocks)
    for foreign in ("E58", "566", "28 days", "43.6", "235"):
        assert foreign not in told
