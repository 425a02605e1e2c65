"""What goes to another format and back is what it was, or is on the list of what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unstuck.content import checks, gift, gift_reader, jupyterquiz
from unstuck.content.exchange import (
    LARGEST,
    Exchanged,
    from_gift,
    from_jupyterquiz,
    to_gift,
    to_jupyterquiz,
)
from unstuck.content.marks import to_html
from unstuck.content.plain import BLANK, Table, file_text, table, tidy
from unstuck.content.questions import drawn, load, modules
from unstuck.content.schema import Content, read_text

WAYS = {"gift": (to_gift, from_gift), "jupyterquiz": (to_jupyterquiz, from_jupyterquiz)}
READERS = {"gift": gift_reader.read, "jupyterquiz": jupyterquiz.read}
LACKING = {"gift": {"ordering"}, "jupyterquiz": {"matching", "ordering", "reflection"}}

SIGNS = st.sampled_from("~=#{}:\\\n*_[]%$<>&-/\"' Tn")
TEXTS = (
    st.text(SIGNS | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
    .map(lambda text: text.replace("\r", "").strip())
    .filter(bool)
)
NUMBERS = st.integers(-(10**6), 10**6) | st.decimals(-1000, 1000, places=2).map(float)


def plain(text: str) -> str:
    """A text without marks, which means the same as HTML and as a text of the course."""
    return "".join(sign for sign in text if sign not in "*_[]\\\n\f\t\v").strip() or "x"


def sorted_choices(made: Table) -> Table:
    """The order of choices and of distractors says nothing."""
    order = {"choice": lambda each: each["text"], "distractors": None}
    return {k: sorted(v, key=order[k]) if k in order else v for k, v in made.items()}


def tables_of(made: Exchanged, module: str, seed: int) -> dict[str, Table]:
    """The questions of the file that an import wrote."""
    content, problems = read_text(made.text, module)
    assert problems == []
    return {each.id: sorted_choices(table(drawn(each, seed))) for each in content.questions}


# The course's own questions


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("module", modules())
def test_the_courses_questions_go_and_come_back_as_they_were(module: str, way: str) -> None:
    there, back = WAYS[way]
    questions = load(module).questions
    if not questions:
        pytest.skip("no questions")
    exported = there(questions, seed=7)
    imported = back(exported.text, module)
    assert imported.left_out == imported.blanks == ()
    found = tables_of(imported, module, 7)
    carried = [each for each in questions if each.kind not in LACKING[way]]
    assert list(found) == [each.id for each in carried]
    for question in carried:
        assert found[question.id] == sorted_choices(table(drawn(question, 7)))
    assert exported.count == imported.count == len(carried)


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_carried_is_on_the_list(sample: Content, way: str) -> None:
    told = " ".join(WAYS[way][0](sample.questions, seed=3).left_out)
    assert "sample-drawn, sample-number, sample-percent: draws new numbers" in told
    assert "of seed 3." in told
    for kind in LACKING[way]:
        assert f"sample-{kind}: left out" in told.replace("sample-matching, ", "")


def test_a_seed_chooses_the_example(sample: Content) -> None:
    assert to_gift(sample.questions, 1).text == to_gift(sample.questions, 1).text
    assert to_gift(sample.questions, 1).text != to_gift(sample.questions, 2).text
    with pytest.raises(ValueError, match="whole number"):
        to_gift(sample.questions, 1.5)  # type: ignore[arg-type]


# Any text


def base(kind: str, texts: list[str], **more: Any) -> Table:
    """A table whose texts are given."""
    about = {"concepts": ["batna"], "level": "apply", "sources": ["STD"]}
    made = {"id": "it", "kind": kind, "use": "check", **about}
    return {**made, "prompt": texts[0], "hint": texts[1], "worked": texts[2], **more}


def choice_table(texts: list[str], rights: list[bool], kind: str) -> Table:
    parts = zip(texts[3::2], rights, texts[4::2], strict=False)
    rows = [{"text": text, "right": right, "feedback": told} for text, right, told in parts]
    return base(kind, texts, choice=rows)


@st.composite
def a_table(draw: st.DrawFn, text: st.SearchStrategy[str] = TEXTS) -> Table:
    """A question of any kind with any texts."""
    texts = draw(st.lists(text, min_size=9, max_size=9, unique=True))
    kind = draw(st.sampled_from(["single", "several", "truefalse", "number", "matching", "essay"]))
    if kind in ("single", "several"):
        rights = [True, False, kind == "several"]
        return choice_table(texts, rights, kind)
    if kind == "truefalse":
        told = {"true": texts[3], "false": texts[4]}
        return base(kind, texts, answer=draw(st.booleans()), feedback=told)
    if kind == "number":
        key, width = draw(NUMBERS), draw(st.sampled_from([0, 0.5, 3]))
        told = dict(zip(("right", "low", "high"), texts[3:6], strict=True))
        slip = {"value": tidy(key + draw(st.sampled_from([-100, 50, 7.5]))), "feedback": texts[6]}
        unit = draw(st.sampled_from(["", "money", "%", "days"]))
        body = {"answer": key, "unit": unit, "tolerance": width, "feedback": told}
        return base(kind, texts, **body, mistake=[slip])
    if kind == "matching":
        sides = [each.replace("->", "→") for each in texts[3:5]]
        pairs = [
            {"left": left, "right": right, "feedback": told}
            for left, right, told in zip(sides, texts[5:7], texts[6:8], strict=True)
        ]
        return base(kind, texts, pair=pairs, distractors=[texts[8]])
    made = base("reflection", texts, model=texts[3], rubric=texts[4:6])
    return {**made, "worked": ""}


@given(a_table())
@settings(max_examples=200)
def test_any_text_survives_a_content_file(made: Table) -> None:
    content, problems = read_text(file_text("sample", [made]), "sample")
    assert problems == []
    assert sorted_choices(table(drawn(content.questions[0], 1))) == sorted_choices(made)


@given(a_table())
@example(
    choice_table(["[html] x", "h", "w", "%50% of it", "[x]", "%-9%", "%"], [True, False], "single")
)
@settings(max_examples=200)
def test_any_text_survives_gift(made: Table) -> None:
    (found,), lost = gift_reader.read(gift.write([made])[0])
    assert lost == []
    found.pop("line")
    assert {"worked": "", **found} == made


@given(a_table(TEXTS.map(plain)))
@example(choice_table(["Wait", "h", "w", "True", "a", "False", "b"], [True, False], "single"))
@settings(max_examples=200)
def test_any_plain_text_survives_jupyterquiz(made: Table) -> None:
    text, notes = jupyterquiz.write([made])
    if made["kind"] in LACKING["jupyterquiz"]:
        assert text == "[]\n" and len(notes) == 1
        return
    (found,), lost = jupyterquiz.read(text)
    assert [note for note, _ in lost if "formula" not in note] == []
    found.pop("line")
    if {each["text"] for each in made.get("choice", ())} == {"True", "False"}:
        assert found["kind"] == "truefalse"
        return
    assert seen(found) == seen(made)


def seen(value: Any) -> Any:
    """What a reader sees of the texts: HTML shows any run of spaces as one."""
    if isinstance(value, str):
        return to_html(" ".join(value.split(" "))).replace("  ", " ")
    if isinstance(value, dict):
        return {key: seen(part) for key, part in value.items()}
    return [seen(part) for part in value] if isinstance(value, list) else value


# Files of others

FOREIGN = {
    "gift": "What is the day after worth?{=Something ~Nothing#It never is.}\n\nAnd now?{}\n",
    "jupyterquiz": """[
  {"question": "What is the day after worth?", "type": "multiple_choice", "answers": [
    {"answer": "Something", "correct": true},
    {"answer": "Nothing", "correct": false, "feedback": "It never is."}]}
]""",
}


@pytest.mark.parametrize("way", WAYS)
def test_what_the_other_program_lacks_is_a_blank_that_check_finds(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_too: dict[str, Any] = {"concepts": ["batna"], "sources": ["STD"], "level": "apply"}
    made = WAYS[way][1](FOREIGN[way], "20-mine", **given_too)
    content, problems = read_text(made.text, "20-mine")
    assert problems == []
    first = content.questions[0]
    assert first.concepts == ("batna",) and first.level == "apply" and first.sources == ("STD",)
    assert first.hint == first.worked == BLANK
    item = drawn(first, 1)
    told = {m.label: m.text for m in item.grade(0).messages}
    assert told == {"Something": BLANK, "Nothing": "It never is."}
    assert made.blanks[0] == f"{first.id}: hint, worked, feedback."
    assert f'# To fill in: hint, worked, feedback.\nid = "{first.id}"' in made.text
    (tmp_path / "20-mine.toml").write_text(made.text, "utf-8")
    monkeypatch.setattr(checks, "_known_ids", lambda dataset: ())
    found = checks.problems(tmp_path)
    assert found[0] == f"20-mine.toml, question '{first.id}': 3 texts are still (to fill in)."
    assert len(found) == made.count


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lacking", ["concepts", "sources", "level"])
def test_what_no_blank_can_stand_for_is_demanded(way: str, lacking: str) -> None:
    full: dict[str, Any] = {"concepts": ["batna"], "sources": ["STD"], "level": "apply"}
    del full[lacking]
    with pytest.raises(ValueError, match=f"about the {lacking} of mine-1.*give them with --"):
        WAYS[way][1](FOREIGN[way], "20-mine", **full)


@pytest.mark.parametrize(
    ("text", "module", "level", "reason"),
    [
        ("", "20-mine", "apply", "There is nothing to import."),
        ("Just words.\n", "20-mine", "apply", "nothing to import. line 1: left out: a text with"),
        ("What?{=a =b}", "20-mine", "apply", "nothing to import. line 1: left out: this course"),
        ("What?{=a ~a}", "20-mine", "apply", "two choices read 'a'; make them differ"),
        ("What?{=a ~b}", "20 mine", "apply", "'20 mine' is no name of a module"),
        ("What?{=a ~b}", "20-mine", "hard", "'hard' is no level; known are recall, understand"),
        ("x" * (LARGEST + 1), "20-mine", "apply", "5,000,001 characters; 5,000,000 is the most"),
    ],
)
def test_what_cannot_be_imported_is_one_sentence(
    text: str, module: str, level: str, reason: str
) -> None:
    with pytest.raises(ValueError) as caught:
        from_gift(text, module, concepts=["batna"], sources=["STD"], level=level)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_question_that_breaks_a_rule_does_not_hold_up_the_others() -> None:
    text = "One?{=a ~a}\n\n::Second one::Two?{=a ~b}\n\n::second-one::Three?{=a ~b}\n"
    made = from_gift(text, "20-mine", concepts=["batna"], sources=["STD"], level="apply")
    assert made.count == 2
    assert made.left_out == ("line 1: left out: two choices read 'a'; make them differ.",)
    content, _ = read_text(made.text, "20-mine")
    assert [each.id for each in content.questions] == ["second-one", "second-one-2"]


NONSENSE = st.text(st.sampled_from('{}~=#:\\n%->.\n T19[]"/,') | st.characters(), max_size=60)


@pytest.mark.parametrize("way", READERS)
@given(text=NONSENSE)
def test_nonsense_is_read_or_refused_with_a_line(way: str, text: str) -> None:
    read: Callable[[str], Any] = READERS[way]
    try:
        read(text)
    except ValueError as error:
        assert str(error).startswith("Line ")
