"""Questions are drawn by a seed, keep their key to themselves, and grade answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content import questions
from unstuck.content.questions import UNANSWERED, Grade, Item, drawn
from unstuck.content.schema import Content, Question

SEEDS = st.integers(-(2**63), 2**63)
KINDS = ("single", "drawn", "several", "truth", "number", "percent", "matching", "ordering")
ALL = (*KINDS, "reflection")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def item_of(sample: Content, name: str, seed: int = 1) -> Item:
    return drawn(sample.question(f"sample-{name}"), seed)


def ids(column: list[dict[str, Any]], *texts: str) -> list[int]:
    """The ids of texts in a column of the public form."""
    known = {each["text"]: each["id"] for each in column}
    return [known[text] for text in texts]


def right_answer(item: Item) -> Any:
    """The right answer in the form in which the page sends it, from the file's texts."""
    public = item.public()
    match item.question.id.removeprefix("sample-"):
        case "single":
            return ids(public["choices"], "What you do if this fails")[0]
        case "drawn":
            texts = {each["text"]: each["id"] for each in public["choices"]}
            return next(n for text, n in texts.items() if "all that" not in text)
        case "several":
            return ids(public["choices"], "Ask", "Research the market", "Ask your network")
        case "truth":
            return True
        case "number":
            words = item.prompt.replace("€", "").replace("\u00a0%", "").split()
            chance = float(words[words.index("with") + 1].rstrip(",")) / 100
            return chance * 80 + (1 - chance) * float(words[words.index("else") + 1].rstrip("."))
        case "percent":
            return 100 - float(item.prompt.split()[3].split("\u00a0")[0])
        case "matching":
            return ids(public["right"], "change the structure", "persuade", "debias both")
        case _:
            return ids(public["items"], "Accept", "Analyse", "Draw lessons", "Tackle the habit")


# Drawing


@given(SEEDS, st.sampled_from(ALL))
def test_a_seed_gives_the_same_item_again(sample: Content, seed: int, name: str) -> None:
    assert item_of(sample, name, seed) == item_of(sample, name, seed)


def test_a_stored_seed_gives_the_item_it_gave_when_this_was_written(sample: Content) -> None:
    assert item_of(sample, "number", 7).prompt == STORED_PROMPT
    assert [c["text"] for c in item_of(sample, "single", 7).public()["choices"]] == STORED_ORDER


@pytest.mark.parametrize("name", ["drawn", "number", "percent"])
def test_other_seeds_give_other_numbers(sample: Content, name: str) -> None:
    assert len({item_of(sample, name, seed).prompt for seed in range(30)}) > 4


def test_the_right_choice_stands_everywhere(sample: Content) -> None:
    places = [right_answer(item_of(sample, "single", seed)) for seed in range(60)]
    assert min(places.count(n) for n in range(3)) > 8


@pytest.mark.parametrize("seed", [1.0, "1", None, True])
def test_a_seed_is_a_whole_number(sample: Content, seed: Any) -> None:
    with pytest.raises(ValueError, match="whole number"):
        item_of(sample, "single", seed)


def test_the_currency_is_the_learners(sample: Content) -> None:
    item = drawn(sample.question("sample-number"), 3, currency="$")
    assert "$" in item.prompt
    assert "€" not in item.prompt
    assert item.public()["currency"] == "$"
    assert item.grade(0).summary.startswith("The answer is $")


def test_numbers_that_do_not_fit_together_are_drawn_again(
    toy: ModuleType, one_question: Callable[[str], Question]
) -> None:
    question = one_question(FUSSY)
    prompts = {drawn(question, seed).prompt for seed in range(30)}
    assert prompts == {"Say 1.", "Say 2."}


# Keeping the key


@given(SEEDS, st.sampled_from(ALL))
def test_the_public_form_is_json_and_tells_nothing(sample: Content, seed: int, name: str) -> None:
    item = item_of(sample, name, seed)
    text = json.dumps(item.public())
    assert json.loads(text) == item.public()
    for flag in ('right": t', "feedback", "worked", "answer", "tolerance", "key", "mistake"):
        assert flag not in text
    for told in (*item.question.body.told, item.question.worked):
        if told and "{" not in told:
            assert json.dumps(told)[1:-1] not in text or told == "Yes."


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["single", "several", "truefalse", "number", "matching"])
def test_questions_that_differ_only_in_the_key_look_the_same(
    kind: str, seed: int, one_question: Callable[[str], Question]
) -> None:
    one, other = (one_question(text) for text in TWINS[kind])
    assert one != other
    assert drawn(one, seed).public() == drawn(other, seed).public()


@pytest.mark.parametrize("seed", range(40))
def test_orders_to_find_look_the_same_unless_that_would_show_the_right_one(
    seed: int, one_question: Callable[[str], Question]
) -> None:
    shown = {}
    for order in permutations("ABC"):
        lines = ",".join(f'{{ text = "{text}", feedback = "Yes." }}' for text in order)
        question = one_question(f'{HEAD}kind = "ordering"\nitem = [{lines}]')
        texts = [each["text"] for each in drawn(question, seed).public()["items"]]
        assert texts != list(order)
        shown[order] = tuple(texts)
    common = max(shown.values(), key=list(shown.values()).count)
    assert [order for order in shown if shown[order] != common] == [common]


# Grading


@given(SEEDS, st.sampled_from(KINDS))
def test_the_right_answer_earns_all(sample: Content, seed: int, name: str) -> None:
    item = item_of(sample, name, seed)
    grade = item.grade(right_answer(item))
    assert grade.score == 1
    assert grade.right
    assert grade.worked
    assert "{" not in grade.worked
    assert all(message.text for message in grade.messages)


@given(SEEDS, st.sampled_from(ALL), JSON)
def test_whatever_a_page_sends_is_graded_or_refused_in_a_sentence(
    sample: Content, seed: int, name: str, answer: Any
) -> None:
    try:
        outcome: Grade | str = item_of(sample, name, seed).grade(answer)
    except ValueError as error:
        outcome = str(error)
    if isinstance(outcome, str):
        assert outcome.endswith(".")
    else:
        assert outcome.score is None or 0 <= outcome.score <= 1
        assert outcome.right == (outcome.score == 1)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("nothing", [None, ""])
def test_no_answer_yet(sample: Content, name: str, nothing: Any) -> None:
    with pytest.raises(ValueError, match=UNANSWERED):
        item_of(sample, name).grade(nothing)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("single", 3),
        ("single", -1),
        ("single", True),
        ("single", 1.0),
        ("single", [0]),
        ("several", 1),
        ("several", [4]),
        ("several", [0] * 99),
        ("several", {"0": True}),
        ("truth", 1),
        ("truth", "true"),
        ("number", "54"),
        ("number", True),
        ("number", float("nan")),
        ("number", float("inf")),
        ("number", 10**400),
        ("matching", [0, 1]),
        ("matching", [0, 1, 9]),
        ("matching", [0, None, 1]),
        ("matching", "abc"),
        ("ordering", [0, 1, 2]),
        ("ordering", [0, 1, 2, 2]),
        ("ordering", [0, 1, 2, 4]),
        ("ordering", list(range(10**5))),
        ("reflection", 7),
        ("reflection", "a" * 5001),
    ],
)
def test_what_is_no_answer_is_refused(sample: Content, name: str, answer: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        item_of(sample, name).grade(answer)


def test_single_wrong_answers_earn_nothing_and_every_choice_has_its_feedback(
    sample: Content,
) -> None:
    item = item_of(sample, "single")
    wrong = next(n for n in range(3) if n != right_answer(item))
    grade = item.grade(wrong)
    assert (grade.score, grade.right) == (0, False)
    assert [message.label for message in grade.messages] == [
        each["text"] for each in item.public()["choices"]
    ]
    assert [n for n, message in enumerate(grade.messages) if message.chosen] == [wrong]
    assert [n for n, m in enumerate(grade.messages) if m.right] == [right_answer(item)]


def test_several_gives_partial_credit(sample: Content) -> None:
    item = item_of(sample, "several")
    first, second, third = right_answer(item)
    wrong = ({0, 1, 2, 3} - {first, second, third}).pop()
    assert item.grade([first]).score == pytest.approx(1 / 3)
    assert item.grade([second, first]).score == pytest.approx(2 / 3)
    assert item.grade([first, wrong]).score == 0
    assert item.grade([first, first]).score == pytest.approx(1 / 3)
    assert not item.grade([first, second]).right


@given(st.integers(1, 5), st.integers(1, 5))
def test_several_ticking_all_earns_nothing(
    one_question: Callable[[str], Question], right: int, wrong: int
) -> None:
    lines = [f'{{ text = "r{n}", right = true, feedback = "Yes." }}' for n in range(right)]
    lines += [f'{{ text = "w{n}", feedback = "No." }}' for n in range(wrong)]
    item = drawn(one_question(f'{HEAD}kind = "several"\nchoice = [{",".join(lines)}]'), 0)
    assert item.grade(list(range(right + wrong))).score == 0


def test_numbers_are_right_within_the_tolerance(sample: Content) -> None:
    item = item_of(sample, "number")
    key = right_answer(item)
    assert item.grade(key + 0.5).right
    assert item.grade(key - 0.5).right
    assert item.grade(key + 0.51).messages[0].text == "Too high."
    assert item.grade(key - 0.51).messages[0].text == "Too low."
    assert f"€{key:g}" in item.grade(0).summary


def test_a_known_slip_is_told_by_its_name(sample: Content) -> None:
    item = item_of(sample, "number")
    offer = float(item.prompt.split("€")[1].split(".")[0])
    assert item.grade(offer).messages[0].text == "That is the lower outcome alone."


def test_per_cent_are_typed_as_such(sample: Content) -> None:
    item = item_of(sample, "percent")
    key = right_answer(item)
    assert item.grade(key + 1).right
    assert not item.grade(key + 1.01).right
    assert not item.grade(key / 100).right
    assert item.grade(100 - key).messages[0].text == "That is the first one."
    shown = f"{key:g}\u00a0%"
    assert item.grade(key).worked == f"{shown}, or {shown}."
    assert item.grade(key).messages[0].label == shown


def test_a_fact_can_be_the_key(one_question: Callable[[str], Question]) -> None:
    item = drawn(one_question(f"{HEAD}{FACT}"), 0)
    assert item.grade(31.9).right
    assert not item.grade(32.0).right
    assert not item.grade(0.29).right
    assert "29\u00a0%" in item.grade(0).summary


def test_matching_counts_the_pairs(sample: Content) -> None:
    item = item_of(sample, "matching")
    first, second, third = right_answer(item)
    spare = ids(item.public()["right"], "call a friend")[0]
    grade = item.grade([first, third, spare])
    assert grade.score == pytest.approx(1 / 3)
    assert [message.right for message in grade.messages] == [True, False, False]
    assert grade.messages[1].key == "persuade"
    assert grade.messages[1].text == "One gains by no deal."
    assert item.grade([second, third, first]).score == 0


def test_matching_can_sort_into_classes(one_question: Callable[[str], Question]) -> None:
    item = drawn(one_question(f"{HEAD}{CLASSES}"), 0)
    x, y = ids(item.public()["right"], "X", "Y")
    assert len(item.public()["right"]) == 2
    assert item.grade([x, x, y]).right
    assert item.grade([x, x, x]).score == pytest.approx(2 / 3)


def test_ordering_counts_pairs_in_their_order(sample: Content) -> None:
    item = item_of(sample, "ordering")
    a, b, c, d = right_answer(item)
    assert item.grade([b, a, c, d]).score == pytest.approx(4 / 6)
    assert item.grade([d, c, b, a]).score == 0
    assert item.grade([d, a, b, c]).score == 0
    grade = item.grade([a, b, d, c])
    assert [message.right for message in grade.messages] == [True, True, False, False]
    assert [message.key for message in grade.messages] == ["1", "2", "3", "4"]


def test_a_reflection_is_not_scored_and_shows_the_model(sample: Content) -> None:
    grade = item_of(sample, "reflection").grade("I rushed.")
    assert grade.score is None
    assert grade.worked == "It was hard because …"
    assert [message.text for message in grade.messages] == [
        "Names a cause.",
        "Names one's own part.",
    ]


def test_drawn_choices_carry_their_numbers(sample: Content) -> None:
    item = item_of(sample, "drawn")
    low, high = (int(part.split()[0].rstrip(".,")) for part in item.prompt.split("€")[1:])
    texts = {each["text"] for each in item.public()["choices"]}
    assert texts == {f"€{high - low}", f"€{high}, all that the buyer has"}
    grade = item.grade(right_answer(item))
    assert f"the zone is €{high - low} wide" in " ".join(m.text for m in grade.messages)
    assert grade.worked == f"From €{low} to €{high}: €{high - low}."


# Loading


def test_modules_are_loaded_by_slug(course: Path, sample_text: str, sample: Content) -> None:
    (course / "sample.toml").write_text(sample_text, "utf-8")
    assert questions.modules() == ("sample",)
    assert questions.load("sample") == sample
    assert questions.all_questions() == sample.questions


@pytest.mark.parametrize("slug", ["smaple", "../sample", "", "sample.toml"])
def test_an_unknown_module_is_refused(course: Path, sample_text: str, slug: str) -> None:
    (course / "sample.toml").write_text(sample_text, "utf-8")
    with pytest.raises(ValueError, match="no content for a module"):
        questions.load(slug)


def test_a_broken_file_is_refused_with_file_item_and_reason(course: Path, sample_text: str) -> None:
    broken = sample_text.replace('hint = "Think of the day after."', "")
    (course / "sample.toml").write_text(broken, "utf-8")
    with pytest.raises(
        ValueError, match=r"^sample.toml, question 'sample-single': hint is missing.$"
    ):
        questions.load("sample")


def test_cases_and_questions_are_found_by_id(sample: Content) -> None:
    story = sample.case("case-lease").told("$")
    assert story == "A landlord asks $2,400 a month; the shop can pay $2,150.50."
    with pytest.raises(ValueError, match="did you mean 'case-lease'"):
        sample.case("case-laese")
    with pytest.raises(ValueError, match="no question 'sample-x'"):
        sample.question("sample-x")


STORED_PROMPT = "A buyer goes to court: 80 with 30\u00a0%, else €25. What is that worth?"
STORED_ORDER = [
    "The least that you would take in these talks",
    "What you do if this fails",
    "What you hope for in the best case",
]
HEAD = """
[[question]]
id = "one"
concepts = ["batna"]
level = "apply"
prompt = "Which?"
hint = "Think."
worked = "So."
sources = ["STD"]
"""
FUSSY = """
[[question]]
id = "one"
kind = "number"
concepts = ["batna"]
level = "apply"
prompt = "Say {x}."
hint = "Think."
worked = "So."
sources = ["STD"]
unit = ""
tolerance = { absolute = 0 }
feedback = { right = "Yes.", low = "Low.", high = "High." }
draw = { x = { low = 1, high = 4, step = 1 } }
key = { call = "toy.fussy", with = { value = "$x" } }
"""
FACT = """
kind = "number"
unit = "%"
answer = 29
tolerance = { relative = 0.1 }
feedback = { right = "Yes.", low = "Low.", high = "High." }
"""
CLASSES = """
kind = "matching"
pair = [
  { left = "a", right = "X", feedback = "." },
  { left = "b", right = "X", feedback = "." },
  { left = "c", right = "Y", feedback = "." },
]
"""
CHOICES = """
kind = "{kind}"
choice = [
  {{ text = "One", right = {one}, feedback = "F." }},
  {{ text = "Two", right = {two}, feedback = "G." }},
  {{ text = "Three", feedback = "H." }},
]
"""
PAIRS = """
kind = "matching"
pair = [
  {{ left = "a", right = "{x}", feedback = "F." }},
  {{ left = "b", right = "{y}", feedback = "G." }},
]
"""
NUMBER = """
kind = "number"
unit = "money"
answer = {key}
tolerance = {{ absolute = {width} }}
feedback = {{ right = "Yes.", low = "Low.", high = "High." }}
"""
TRUTH = """
kind = "truefalse"
answer = {key}
feedback = {{ true = "F.", false = "G." }}
"""
FLAGS = [("true", "false"), ("false", "true")]
TWINS = {
    **{
        kind: [HEAD + CHOICES.format(kind=kind, one=one, two=two) for one, two in FLAGS]
        for kind in ("single", "several")
    },
    "truefalse": [HEAD + TRUTH.format(key=key) for key in ("true", "false")],
    "number": [HEAD + NUMBER.format(key=key, width=width) for key, width in [(3, 1), (40, 2)]],
    "matching": [HEAD + PAIRS.format(x=x, y=y) for x, y in ("XY", "YX")],
}
