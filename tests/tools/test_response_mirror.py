"""ResponseMirror: samples sorted with feedback, one's own words held up sentence by sentence."""

from __future__ import annotations

from typing import Any

import pytest

import unstuck
from unstuck.kit.blocks import markdown
from unstuck.tools.response_mirror import KEY, MIXED, RESPONSES


def block(tool: Any, kind: str) -> dict[str, Any]:
    return next(each for each in tool.blocks if each["is"] == kind)


def titled(tool: Any) -> dict[str, dict[str, str]]:
    return {
        item["title"]: item
        for each in tool.blocks
        if each["is"] == "cards"
        for item in each["items"]
    }


def sorted_as(marks: tuple[str, ...], **more: Any) -> Any:
    samples = {f"sample_{n}": mark for n, mark in enumerate(marks, start=1)}
    return unstuck.ResponseMirror(**samples, **more)


def own(*pairs: tuple[str, str], **more: Any) -> Any:
    parts, marks = [part for part, _ in pairs], [mark for _, mark in pairs]
    told = {"text": " ".join(parts), "parts": parts, "marks": marks}
    return unstuck.ResponseMirror(look="own", mine=told, **more)


def test_the_samples_show_each_response_twice_and_the_last_is_not_always_the_noble_one() -> None:
    assert sorted(KEY) == sorted([*RESPONSES, *RESPONSES])


def test_the_mixed_debrief_has_a_mark_for_each_of_its_sentences() -> None:
    assert len(unstuck.ResponseMirror().draft["mixed"]["parts"]) == len(MIXED)


def test_no_reason_shows_before_a_sample_is_sorted() -> None:
    assert "cards" not in [each["is"] for each in unstuck.ResponseMirror().blocks]
    first = sorted_as(("blame",))
    assert list(titled(first)) == ["1. Blame"]


def test_sorting_as_we_do_is_told_so() -> None:
    tool = sorted_as(KEY)
    assert "**6 of 6**" in block(tool, "finding")["text"]
    assert {card["badge"] for card in titled(tool).values()} == {"As we sort it"}


@pytest.mark.parametrize("n", range(1, 7))
def test_another_answer_is_shown_where_we_put_it_and_why(n: int) -> None:
    wrong = next(mark for mark in RESPONSES if mark != KEY[n - 1])
    tool = sorted_as(tuple(wrong if at == n else mark for at, mark in enumerate(KEY, start=1)))
    card = titled(tool)[f"{n}. {RESPONSES[KEY[n - 1]]}"]
    assert card["badge"] == "We sort it here"
    notes = {text["number"]: text["note"] for text in block(tool, "chart")["data"]["texts"]}
    assert notes[n] == "differs" and list(notes.values()).count("right") == 5


def test_picture_and_table_tell_the_same() -> None:
    chart = block(sorted_as(("blame", "own")), "chart")
    assert [row[1] for row in chart["rows"]] == ["Blame", "Own it", *["not yet"] * 4]
    assert [(text["number"], text["lane"]) for text in chart["data"]["texts"]] == [(1, 0), (2, 2)]


def test_the_mixed_one_is_compared_sentence_by_sentence() -> None:
    parts = unstuck.ResponseMirror().draft["mixed"]["parts"]
    mixed = {"parts": parts, "marks": ["blame", "own", "", "", ""]}
    told = block(unstuck.ResponseMirror(mixed=mixed), "table")
    assert [row[1:3] for row in told["rows"]] == [["Blame", "Blame"], ["Own it", "Only tells"]]


def test_it_says_to_write_first() -> None:
    tool = unstuck.ResponseMirror(look="own")
    assert "Write first" in block(tool, "finding")["text"]


def test_it_waits_until_every_sentence_is_marked() -> None:
    tool = own(("They lied.", "blame"), ("I was loud.", ""))
    assert "**1 to mark.**" in block(tool, "finding")["text"]
    assert "Write one of them again" not in markdown(tool.blocks)


@pytest.mark.parametrize(
    ("mark", "says"),
    [("blame", "Blame leads"), ("shrink", "Shrinking back leads"), ("own", "You own it")],
)
def test_the_leading_response_is_named_and_goes_on_to_later_tools(mark: str, says: str) -> None:
    tool = own(("One thing.", mark), ("Another thing.", mark), ("We met at noon.", "plain"))
    assert says in block(tool, "finding")["text"]
    assert "2 of 3" in block(tool, "finding")["text"]
    assert tool.facts(tool.answer.inputs, tool.result)["response"] == mark


def test_a_tie_is_said_to_be_one_and_told_to_nobody() -> None:
    tool = own(("They lied.", "blame"), ("I was loud.", "own"))
    assert "No response leads" in block(tool, "finding")["text"]
    assert tool.facts(tool.answer.inputs, tool.result)["response"] == ""


def test_the_first_sentence_that_blames_or_shrinks_is_to_be_written_again() -> None:
    tool = own(("I was loud.", "own"), ("They *lied*.", "blame"), ("Never again.", "shrink"))
    assert "“They \\*lied\\*.” Suppose that it is true" in markdown(tool.blocks)
    tool.set(again="I did not ask. On Monday I will.")
    assert titled(tool)["Before"]["text"] == "They \\*lied\\*."
    assert titled(tool)["After"]["text"] == "I did not ask. On Monday I will."


def test_nothing_is_to_be_written_again_where_all_is_owned() -> None:
    told = markdown(own(("I was loud.", "own"), ("We met at noon.", "plain")).blocks)
    assert "Write one of them again" not in told


def test_a_report_without_a_response_is_no_fault() -> None:
    tool = own(("We met at noon.", "plain"))
    assert "It only tells" in block(tool, "finding")["text"]


def test_what_stood_in_the_debrief_can_be_taken_over() -> None:
    kinds = {field["name"]: field["case"] for field in unstuck.ResponseMirror()._spec["form"]}
    assert kinds["before"] == "debrief_mine"


def test_the_mixed_debrief_waits_for_the_six_and_a_rewriting_for_its_sentence() -> None:
    tool = sorted_as(KEY[:5])
    assert tool.shut(tool.draft) == {
        "One debrief, sentence by sentence": "Opens when all six are sorted."
    }
    tool.set(sample_6="blame")
    assert tool.shut(tool.draft) == {}, "sorted otherwise is sorted, too"
    mine = own(("They lied.", "blame"), ("I was loud.", ""))
    assert mine.shut(mine.draft)["One sentence, written again"].startswith("Opens when every")
    marked = own(("They lied.", "blame"), ("I was loud.", "own"))
    assert marked.shut(marked.draft) == {"From your debrief": ""}, "nothing came from module 09"
    marked.set(before="I never asked.")
    assert marked.shut(marked.draft) == {}
