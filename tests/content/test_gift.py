"""GIFT as Moodle documents it: https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest

from unstuck.content.gift import escaped, write
from unstuck.content.gift_reader import read
from unstuck.content.plain import table
from unstuck.content.questions import drawn
from unstuck.content.schema import Content


def one(text: str) -> dict[str, Any]:
    """The one question of a file."""
    (found,), _ = read(text)
    return found


def test_signs_that_mean_something_have_a_backslash_and_line_ends_are_written_n() -> None:
    assert escaped("a~b=c#d{e}f:g\\h\ni\r\nj") == r"a\~b\=c\#d\{e\}f\:g\\h\ni\nj"


def test_a_text_that_begins_like_a_format_or_a_weight_is_not_taken_for_one() -> None:
    found = one("[markdown]Q{~[markdown]%50% of it#[markdown][html] it says =[plain][x]}")
    assert [each["text"] for each in found["choice"]] == ["%50% of it", r"\[x\]"]
    assert found["choice"][0]["feedback"] == "[html] it says"


def test_choices_with_feedback() -> None:
    found = one("::The name:: Who calls first?{\n  =You#Yes.\n  ~They#Why wait? # really\n}\n")
    assert found["id"] == "The name"
    assert found["prompt"] == "Who calls first?"
    assert found["kind"] == "single"
    assert found["choice"] == [
        {"text": "You", "right": True, "feedback": "Yes."},
        {"text": "They", "right": False, "feedback": "Why wait? # really"},
    ]


def test_a_gap_in_the_middle_is_shown_as_one() -> None:
    found = one("Two plus {=two ~three} is four.")
    assert found["prompt"].replace("\\", "") == "Two plus _____ is four."


def test_weights_make_a_question_of_several_choices() -> None:
    (found,), lost = read("Which?{~%50%a ~%50%b ~%-100%c}")
    assert found["kind"] == "several"
    assert [each["right"] for each in found["choice"]] == [True, True, False]
    assert lost == []
    _, lost = read("Which?{~%70%a ~%30%b ~%-100%c}")
    assert lost == [("weights of its own become the shares of this course", "line 1")]


@pytest.mark.parametrize("word", ["T", "TRUE", "F", "FALSE"])
def test_the_first_feedback_of_a_statement_is_for_the_wrong_answer(word: str) -> None:
    found = one(f"So it is.{{{word}#wrong#right}}")
    key = word[0] == "T"
    assert found["answer"] is key
    assert found["feedback"] == {str(key).lower(): "right", str(not key).lower(): "wrong"}


@pytest.mark.parametrize(
    ("answers", "key", "width"),
    [("#1822:5", 1822, 5), ("#1.5", 1.5, 0), ("#10..20", 15, 5), ("#=-2:0.5 =%50%3:1", -2, 0.5)],
)
def test_numbers(answers: str, key: float, width: float) -> None:
    found = one(f"How many?{{{answers}}}")
    assert found["kind"] == "number"
    assert (found["answer"], found["tolerance"]) == (key, width)


def test_feedback_on_wrong_numbers() -> None:
    found = one("How many?{#=10:1#Yes. =%0%20:1#Twice. =%0%0..10#Low. ~#Other.}")
    assert found["feedback"] == {"right": "Yes.", "low": "Low.", "high": "Other."}
    assert found["mistake"] == [{"value": 20, "feedback": "Twice."}]


def test_pairs_and_partners_of_nothing() -> None:
    found = one("Match.{=a -> 1 =b->2 = -> 3}")
    assert [(each["left"], each["right"]) for each in found["pair"]] == [("a", "1"), ("b", "2")]
    assert found["distractors"] == ["3"]


def test_an_essays_general_feedback_is_the_model() -> None:
    assert one("Say it.{####Like this.}")["model"] == "Like this."
    assert one("Say it.{}")["model"] == ""
    assert one("Which?{=a ~b####Since a.}")["worked"] == "Since a."


def test_html_becomes_marks_and_what_has_none_is_named() -> None:
    (found,), lost = read("[html]<p>Is <b>2*3</b> six?</p><img src\\=x><p>Or not?</p>{=yes ~no}")
    assert found["prompt"] == "Is **2\\*3** six?\n\nOr not?"
    assert lost == [("a text cannot hold <img>", "line 1")]


def test_tags_and_comments_of_our_own_are_understood_and_others_named() -> None:
    text = "// [id:7] [tag:concept batna] [tag:level apply] [tag:week 3]\n// hint: a\\:b\nQ?{T}"
    (found,), lost = read(text)
    assert (found["concepts"], found["level"], found["hint"]) == (["batna"], "apply", "a:b")
    assert lost == [("the tag 'week 3' has no place", "line 1")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_categories_comments_and_descriptions_are_no_questions(line_end: str) -> None:
    lines = ["\ufeff$CATEGORY: a/b", "", "// only that", "", "Read this.", "", "Q?{=a", " ~b}", ""]
    tables, lost = read(line_end.join(lines))
    assert [each["line"] for each in tables] == [7]
    assert lost == [("left out: a text without answers is no question", "line 5")]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("One?{=a ~b}\n\nTwo?{\n=a\n\n~b}", 3, "a brace opens and none closes it"),
        ("One?{=a ~b", 1, "a brace opens and none closes it"),
        ("One?\n=a ~b}", 2, "a brace closes that none has opened"),
        ("One? }=a ~b{", 1, "a brace opens and none closes it"),
        ("One?{=a ~b}}", 1, "a brace closes that none has opened"),
        ("One?{=a ~b {2}}", 1, "a brace opens inside the answers"),
        ("One?{=a ~b}\nTwo?{=a ~b}", 2, "answers for a second time; put a blank line between"),
        ("One?{\na =b ~c}", 2, "an answer must begin with = or ~"),
        ("One?{\n~a\n~b}", 2, "no answer is right"),
        ("One?{\n=a\n~\n~b}", 3, "an answer has no text"),
        ("One?{#\n=twelve}", 2, "'twelve' is no number"),
        ("One?{#1:2:3}", 1, "'1:2:3' is no number"),
        ("One?{#inf}", 1, "'inf' is no number"),
        ("One?{#=%50%3}", 1, "no number earns full marks"),
        ("One?{\n=a -> 1\n=b ->\n}", 3, "a pair has no right side"),
        ("One?{\n=a -> 1\n=b 2}", 3, "a pair must be written = left -> right"),
        ("// c\n::One?{=a ~b}", 2, "the name that begins with :: does not end with ::"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(text)
    assert str(caught.value).startswith(f"Line {line}: {reason}")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Two plus two is{=four =4}", "asks for no words that a program compares"),
        ("Two plus two is{four}", "asks for no words that a program compares"),
        ("In order.{>3 a b c}", "questions of this plug-in"),
        ("Which?{=a =b ~c}", "two answers are right and one of them is enough"),
    ],
)
def test_kinds_that_the_course_has_not_are_left_out(text: str, reason: str) -> None:
    tables, lost = read(text)
    assert tables == []
    assert lost[0][0].startswith("left out") and reason in lost[0][0]


# What Moodle makes of our export


def moodle_says(text: str, typed: float) -> tuple[bool, str]:
    """Moodle takes the first answer within whose margin a number lies, else the catch-all."""
    for weight, value, margin, told in re.findall(r"=(?:%(\d+)%)?([-\d.e]+):([\d.e-]+)#(.*)", text):
        if abs(typed - float(value)) <= float(margin):
            return weight != "0", told
    return False, re.findall(r"~#(.*)", text)[0]


@pytest.mark.parametrize("name", ["sample-number", "sample-percent"])
@pytest.mark.parametrize("seed", range(12))
def test_moodle_answers_a_number_as_the_course_does(sample: Content, name: str, seed: int) -> None:
    item = drawn(sample.question(name), seed)
    made = table(item)
    text = write([made])[0]
    key, width = made["answer"], made["tolerance"]
    for typed in (key, key + width, key - width, key + 1.1 * width, key - 2, 3 * key, 0, -5, 1e5):
        (ours,) = item.grade(typed).messages
        assert moodle_says(text, typed) == (ours.right, escaped(ours.text)), typed


def test_moodles_weights_add_up_to_the_courses_score(sample: Content) -> None:
    item = drawn(sample.question("sample-several"), 1)
    weights = [float(each) for each in re.findall(r"~%(-?[\d.]+)%", write([table(item)])[0])]
    for count in range(1, len(weights) + 1):
        for ticked in combinations(range(len(weights)), count):
            total = sum(weights[n] for n in ticked) / 100
            assert item.grade(list(ticked)).score == pytest.approx(max(0.0, total), abs=1e-6)


def test_no_blank_line_stands_inside_a_question(sample: Content) -> None:
    made = table(drawn(sample.question("sample-single"), 1)) | {"prompt": "One.\n\nTwo."}
    assert "\n\n" not in write([made])[0].strip()
