"""The JSON of jupyterquiz 2.9, as its README and its schemas have it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from unstuck.content.jupyterquiz import read, write
from unstuck.content.plain import table
from unstuck.content.questions import drawn
from unstuck.content.schema import Content


def entry(**more: Any) -> dict[str, Any]:
    """A sound question, changed."""
    answers = [{"answer": "a", "correct": True}, {"answer": "b", "correct": False}]
    return {"question": "Which?", "type": "multiple_choice", "answers": answers, **more}


def one(**more: Any) -> dict[str, Any]:
    (found,), _ = read(json.dumps([entry(**more)]))
    return found


def numeric(*answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return one(type="numeric", answers=list(answers), **more)


def test_every_kind_has_the_keys_that_the_schemas_demand(sample: Content) -> None:
    entries = json.loads(write([table(drawn(each, 1)) for each in sample.questions])[0])
    assert [each["type"] for each in entries] == [
        *("multiple_choice", "multiple_choice", "many_choice", "multiple_choice"),
        *("numeric", "numeric"),
    ]
    for each in entries:
        assert isinstance(each["question"], str)
        for answer in each["answers"]:
            assert isinstance(answer["correct"], bool) and isinstance(answer["feedback"], str)
            numeric_answer = len(answer.get("range", ())) == 2 or "value" in answer
            assert numeric_answer if each["type"] == "numeric" else "answer" in answer


def jupyterquiz_says(answers: list[dict[str, Any]], typed: float) -> tuple[bool, str]:
    """The first value or range [a, b) that a number fits."""
    for each in answers:
        low, high = each.get("range", (each.get("value"), None))
        if typed == low if high is None else low <= typed < high:
            return each["correct"], each["feedback"]
    raise AssertionError(f"nothing is said to {typed}")


@pytest.mark.parametrize("name", ["sample-number", "sample-percent"])
@pytest.mark.parametrize("seed", range(12))
def test_it_answers_a_number_as_the_course_does(sample: Content, name: str, seed: int) -> None:
    item = drawn(sample.question(name), seed)
    made = table(item)
    (found,) = json.loads(write([made])[0])
    key, width = made["answer"], made["tolerance"]
    for typed in (key, key + width, key - width, key + 1.1 * width, key - 2, 3 * key, 0, -5, 1e5):
        (ours,) = item.grade(typed).messages
        assert jupyterquiz_says(found["answers"], typed) == (ours.right, ours.text), typed


def test_dollars_are_no_mathematics_and_brackets_no_links(sample: Content) -> None:
    made = table(drawn(sample.question("sample-single"), 1))
    text = "Pay $5 or $7 in **cash**, [so](they) say <now> & then"
    (found,) = json.loads(write([{**made, "prompt": text}])[0])
    assert "$" not in found["question"] and "[" not in found["question"]
    assert "<strong>cash</strong>" in found["question"]
    (back,), lost = read(json.dumps([found]))
    assert lost == []
    assert back["prompt"].replace("\\", "") == text


def test_a_statement_comes_from_two_answers_true_and_false() -> None:
    told = {"correct": True, "feedback": "Yes."}, {"correct": False, "feedback": "No."}
    found = one(answers=[{"answer": "False", **told[0]}, {"answer": "True", **told[1]}])
    assert (found["kind"], found["answer"]) == ("truefalse", False)
    assert found["feedback"] == {"true": "No.", "false": "Yes."}


def test_numbers_ranges_and_the_default() -> None:
    right = {"type": "range", "range": [9, 11], "correct": True, "feedback": "Yes."}
    slip = {"type": "value", "value": 20, "correct": False, "feedback": "Twice."}
    low = {"type": "range", "range": [-1e6, 9], "correct": False, "feedback": "Low."}
    found = numeric(right, slip, low, {"type": "default", "feedback": "Other."})
    assert (found["answer"], found["tolerance"]) == (10, 1)
    assert found["mistake"] == [{"value": 20, "feedback": "Twice."}]
    assert found["feedback"] == {"right": "Yes.", "low": "Low.", "high": "Other."}


@pytest.mark.parametrize(
    ("value", "precision", "width"), [(3.14, 2, 0.05), (3.14, 3, 0.005), (1200, 2, 50), (0, 2, 0)]
)
def test_precision_counts_significant_figures(value: float, precision: int, width: float) -> None:
    found = numeric({"value": value, "correct": True}, precision=precision)
    assert found["tolerance"] == pytest.approx(width)


def test_what_the_course_has_not_is_left_out() -> None:
    strings = entry(type="string", answers=[{"answer": "x", "correct": True}])
    tables, lost = read(json.dumps([strings, entry(code="print(1)")]))
    assert tables == []
    assert ["no words" in lost[0][0], "program code" in lost[1][0]] == [True, True]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "the file must be a list"),
        ('\n{"a": 1}', 2, "the file must be a list"),
        ('[\n{"question": "x",\n}]', 3, "this is no JSON"),
        ("[1", 1, "this is no JSON: a comma or ] is missing"),
        ("[1]", 1, "a question must be an object"),
        ("[\n\n[]]", 3, "a question must be an object"),
        ("[NaN]", 1, "this is no JSON: NaN is no number"),
        ("[" * 100_000, 1, "this is no JSON: it is nested too deeply"),
        ("[] []", 1, "something follows the end of the list"),
        ("[{}]", 1, "type is missing"),
    ],
)
def test_broken_json_is_refused_with_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(text)
    assert str(caught.value).startswith(f"Line {line}: {reason}")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "poem"}, "type 'poem' is unknown"),
        ({"type": 3}, "type must be a text, not 3"),
        ({"question": ["x"]}, 'question must be a text, not ["x"]'),
        ({"answers": "a"}, 'answers must be a list, not "a"'),
        ({"answers": []}, "answers must be a list of objects, at least one"),
        ({"answers": ["a"]}, "answers must be a list of objects"),
        ({"answers": [{"answer": "a"}]}, "correct is missing"),
        ({"answers": [{"answer": "a", "correct": "yes"}]}, "correct must be true or false"),
        ({"answers": [{"answer": "a", "correct": False}]}, "no answer is correct"),
        ({"answers": [{"correct": True}]}, "answer is missing"),
        ({"answers": [{"answer": "a", "correct": True, "feedback": 1}]}, "feedback must be a text"),
        ({"type": "numeric", "answers": [{"correct": True}]}, "an answer needs a value, a range"),
        ({"type": "numeric", "answers": [{"correct": True, "value": "3"}]}, '"3" is no number'),
        ({"type": "numeric", "answers": [{"correct": True, "value": True}]}, "true is no number"),
        ({"type": "numeric", "answers": [{"correct": True, "value": 1e400}]}, "Infinity is no num"),
        ({"type": "numeric", "answers": [{"correct": True, "range": [1]}]}, "range must be a list"),
        ({"type": "numeric", "answers": [{"correct": True, "range": [2, 1]}]}, "the range from 2"),
        ({"type": "numeric", "answers": [{"correct": False, "value": 1}]}, "no number earns full"),
        (
            {"type": "numeric", "precision": "2", "answers": [{"correct": True, "value": 1}]},
            "precision must be a whole number",
        ),
    ],
)
def test_a_wrong_type_is_refused_with_line_and_reason(change: dict[str, Any], reason: str) -> None:
    text = json.dumps([entry(), entry(**change)]).replace('}, {"question', '},\n{"question')
    text = text.replace("Infinity", "1e400")
    with pytest.raises(ValueError) as caught:
        read(text)
    assert str(caught.value).startswith(f"Line 2: {reason}")


def test_half_characters_can_still_be_written() -> None:
    (found,), _ = read(json.dumps([entry(question="a \ud83d b")]))
    assert found["prompt"].encode("utf-8")
