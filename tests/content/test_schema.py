"""Every rule of a content file is reported with file, item and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content.schema import Content, read_file

# What to replace in the sample, by what, and what the sentence must say.
BREAKS = [
    # the file
    ('module = "sample"', "", "sample.toml: module is missing."),
    ('module = "sample"', 'module = "other"', "sample.toml: module is 'other'"),
    ('module = "sample"', 'modul = "sample"', "'modul' is unknown here; did you mean 'module'?"),
    ('module = "sample"', "module = ", "sample.toml: cannot be read"),
    ("[[question]]", "[question]", "sample.toml: cannot be read"),
    # words and cases
    ("{worth:money}", "{worth:euro}", "words, BatnaCalculator: finding: '{worth:euro}'"),
    ("{rent:money}", "{rant:money}", "case 'case-lease': story has the placeholder '{rant}'"),
    ('source = "STD"', "", "case 'case-lease': source is missing."),
    ("illustrative = true", "", "case 'case-lease': illustrative must be true or false."),
    ("rent = 2400", "Rent = 2400", "case 'case-lease': 'Rent' cannot be a name"),
    # every question
    ('id = "sample-single"', "", "question 1: id is missing."),
    ('id = "sample-single"', 'id = "Sample 1"', "question 'Sample 1': id must be small letters"),
    ('id = "sample-drawn"', 'id = "sample-single"', "two questions have the id 'sample-single'"),
    ('kind = "several"', 'kind = "severl"', "'severl' is not known; did you mean 'several'?"),
    ('level = "recall"', 'level = "hard"', "question 'sample-single': level = 'hard'"),
    ('use = "predict"', 'use = "predcit"', "did you mean 'predict'?"),
    ('use = "predict"', "use = [1]", "question 'sample-truth': use = [1] is not known"),
    ('use = "predict"', "usage = 1", "'usage' is unknown here; did you mean 'use'?"),
    ('concepts = ["impasse"]', "concepts = []", "question 'sample-matching': concepts must be"),
    ('concepts = ["impasse"]', "", "question 'sample-matching': concepts must be"),
    ('sources = ["SCH"]', "", "question 'sample-matching': sources must be a list"),
    ('sources = ["SCH"]', 'sources = ["some book"]', "source 'some book' is no key"),
    ('prompt = "What is a *BATNA*?"', "", "question 'sample-single': prompt is missing."),
    ('prompt = "What is a *BATNA*?"', "prompt = 3", "prompt must be a text."),
    ('hint = "Three ways."', "", "question 'sample-several': hint is missing."),
    ('hint = "Three ways."', 'hint = "It is {key}."', "hint has the placeholder '{key}'"),
    ('worked = "A zone of width 0."', "", "question 'sample-truth': worked is missing."),
    # draws, derived values, keys
    ("{who} goes", "{whom} goes", "question 'sample-number': prompt has the placeholder '{whom}'"),
    ("{who} goes", "She goes", "'who' is drawn or given and never used"),
    ("step = 0.1 }", "step = 0.3 }", "draw, p: steps of 0.3 do not lead from 0.2 up to 0.6"),
    ("step = 0.1 }", "step = 0 }", "question 'sample-number', draw, p: steps of 0"),
    ("step = 0.1 }", "step = 1e-12 }", "low and high must lie within"),
    ("step = 0.1 }", "step = nan }", "low and high must lie within"),
    ("step = 0.1 }", "stepp = 0.1 }", "needs low, high and step, or one_of."),
    ("step = 0.1 }", "stepp = 0.1 }", "'stepp' is unknown here; did you mean 'step'?"),
    ('["A buyer", "A landlord"]', '["A buyer"]', "draw, who: one_of needs at least two"),
    ('["A buyer", "A landlord"]', '"A buyer"', "draw, who: one_of must be a list"),
    ("who = { one_of", "key = { one_of", "'key' cannot be a name"),
    ('["$p", 80]', '["$q", 80]', "a computed value refers to '$q', which is neither drawn nor"),
    ('rest = { call = "batna.remaining", with = { given = ["$p"] } }', "rest = 3", "rest: it must"),
    ('call = "batna.expected_value"', 'call = "builtins.eval.x"', "question 'sample-number': key:"),
    ('call = "batna.expected_value"', 'call = "_risk.expected"', "is refused; it must be"),
    ('take = "width"', 'take = "_width"', "question 'sample-drawn': key: take = '_width'"),
    ('take = "width"', 'tale = "width"', "question 'sample-drawn': key: 'tale' is unknown"),
    # the kinds
    ("right = true, feedback = \"Yes.\" },\n  { text = \"The least", "feedback = \"Yes.\" },\n"
     "  { text = \"The least", "question 'sample-single': no choices are right"),
    ('feedback = "That is the target."', 'right = true, feedback = "So."', "2 choices are right"),
    (', feedback = "That is the target."', "", "question 'sample-single', choice 3: feedback is"),
    ('feedback = "That is the target."', 'feedback = " "', "choice 3: feedback must be a text."),
    ('value = "$high"', "", "question 'sample-drawn', choice 2: value is missing"),
    ('value = "$high"', "right = false", "choice 2: 'right' is unknown here"),
    ('{ text = "Make the first offer", feedback = "That tells them something, not you." },', "",
     "question 'sample-several': at least one choice must be right and one wrong."),
    ("answer = true", "", "question 'sample-truth': answer must be true or false."),
    ("answer = true", 'answer = "yes"', "question 'sample-truth': answer must be true or false."),
    (', false = "One price suits both."', "", "'sample-truth', feedback: false is missing"),
    ('unit = "money"', 'unit = "euros"', "question 'sample-number': unit = 'euros' is not known"),
    ("tolerance = { absolute = 0.5 }", "", "question 'sample-number': tolerance is missing"),
    ("{ absolute = 0.5 }", "{ absolute = -1 }", "tolerance must not be negative"),
    ("{ absolute = 0.5 }", "{ relative = 1 }", "relative not above 0.5"),
    ("{ absolute = 0.5 }", "{ absolut = 1 }", "tolerance: 'absolut' is unknown here; did you"),
    ('low = "Too low.", ', "", "question 'sample-number', feedback: low is missing."),
    ('value = "$offer", ', "", "question 'sample-number', mistake 1: value is missing."),
    ('unit = "%"', 'unit = "%"\nanswer = 3', "needs a key, or an answer that is a number, and not"),
    (', feedback = "Neither gains."', "", "'sample-matching', pair 3: feedback is missing."),
    ('right = "persuade"', 'rihgt = "persuade"', "pair 2: right is missing."),
    ('distractors = ["call a friend"]', "distractors = 3", "distractors must be a list of texts"),
    ('distractors = ["call a friend"]', 'distractors = ["{x}"]', "has the placeholder '{x}'"),
    (', feedback = "Then train."', "", "question 'sample-ordering', item 4: feedback is missing."),
    ('model = "It was hard because …"', "", "question 'sample-reflection': model is missing."),
    ('rubric = ["Names a cause.", "Names one\'s own part."]', 'rubric = ["{"]', "feedback: '{' is"),
]  # fmt: skip


@pytest.fixture
def problems_of(tmp_path: Path) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        path = tmp_path / "sample.toml"
        path.write_text(text, "utf-8")
        return read_file(path)[1]

    return read


@pytest.mark.parametrize(("old", "new", "reason"), BREAKS)
def test_a_broken_file_is_reported(
    old: str, new: str, reason: str, sample_text: str, problems_of: Callable[[str], list[str]]
) -> None:
    assert old in sample_text
    problems = problems_of(sample_text.replace(old, new, 1))
    assert all(problem.startswith("sample.toml") for problem in problems)
    assert any(reason in problem for problem in problems), problems


def test_the_sample_says_what_it_holds(sample: Content) -> None:
    assert [question.kind for question in sample.questions] == [
        *("single", "single", "several", "truefalse", "number"),
        *("number", "matching", "ordering", "reflection"),
    ]
    assert [question.parametrised for question in sample.questions].count(True) == 3
    assert sample.question("sample-truth").use == "predict"
    assert sample.question("sample-single").use == "check"
    assert sample.case("case-lease").facts["outcomes"] == [[0.5, 100], [0.5, 0]]


@pytest.mark.parametrize("use", ["check", "predict", "before", "after"])
def test_a_question_says_when_it_is_asked(
    use: str, sample_text: str, problems_of: Callable[[str], list[str]]
) -> None:
    assert problems_of(sample_text.replace('use = "predict"', f'use = "{use}"')) == []


def test_what_is_no_text_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert read_file(path)[1][0].startswith("bytes.toml: cannot be read")
    assert read_file(tmp_path / "none.toml")[1][0].startswith("none.toml: cannot be read")


VALUES = [
    *('""', '"x"', "0", "-1.5", "true", "nan", "[]", "[1]", '["{x}"]', "{}", "{ a = 1 }", "[{}]"),
    *("[{ text = 1 }]", "[[1], {}]", "2020-01-01", '"$x"', '{ call = "a.b" }'),
]
KEYS = [
    *("id", "kind", "concepts", "sources", "prompt", "choice", "answer", "feedback", "tolerance"),
    *("mistake", "pair", "distractors", "item", "model", "rubric", "draw", "given", "key"),
]
KINDS = ["single", "several", "truefalse", "number", "matching", "ordering", "reflection"]


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES)))
def test_any_nonsense_is_reported_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, kind: str, lines: dict[str, str]
) -> None:
    table = "\n".join(f"{key} = {value}" for key, value in {"kind": f'"{kind}"', **lines}.items())
    path = tmp_path_factory.getbasetemp() / "sample.toml"
    path.write_text(f'module = "sample"\n[[question]]\n{table}\n', "utf-8")
    problems = read_file(path)[1]
    assert problems
    assert all(problem.startswith("sample.toml, question") for problem in problems)
