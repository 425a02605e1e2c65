"""Whatever a page sends to a tool or a question is text, a number in its range, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unstuck
from unstuck.content import questions
from unstuck.kit import papers, session
from unstuck.kit.blocks import markdown
from unstuck.kit.fields import Draft, form
from unstuck.kit.front import Front
from unstuck.kit.question import Question
from unstuck.kit.sheet import sheet
from unstuck.kit.tool import Paper, Tool

KINDS = [
    thing
    for thing in (getattr(unstuck, name) for name in unstuck.__all__)
    if isinstance(thing, type) and issubclass(thing, Front)
]
TOOLS = [kind for kind in KINDS if issubclass(kind, Tool)]
ASKED = [question.id for question in questions.all_questions()][::17]
MARKUP = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/x.png)",
    "<javascript:alert(1)>",
    "</textarea><svg/onload=alert(1)>",
    "\\<b>\\[x\\](javascript:1)",
    "`<b>` **x**",
    "a|b\n\n# Injected\n- Injected",
    "=HYPERLINK(1)",
)


@pytest.fixture(autouse=True)
def outside_the_course() -> Iterator[None]:
    session.current.begin("")
    yield
    session.current.begin("")


def made(kind: type[Front]) -> Front:
    return kind(ASKED[0]) if kind is Question else kind()  # type: ignore[call-arg]


leaf: Any = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(10**400), max_value=10**400)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["\ud83d", "\x00", "9" * 500, "x" * 9000, "1e999", "__class__", *MARKUP])
)
hostile: Any = st.recursive(
    leaf,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(["text", "parts", "marks"]), inner)
    ),
    max_leaves=12,
)
deep: Any = json.loads("[" * 400 + "]" * 400)


def rows(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Something hostile in the shape that a field of this kind expects, or in none."""
    if field["kind"] != "rows":
        return hostile | st.just(deep)
    told = {inner["name"]: rows(inner) for inner in field["item"]}
    row = st.fixed_dictionaries({}, optional=told) | hostile
    return st.lists(row, max_size=9) | hostile


def drafts(front: Front) -> st.SearchStrategy[Any]:
    if isinstance(front, Tool):
        told = {field["name"]: rows(field) for field in form(type(front).Inputs)}
    else:
        told = dict.fromkeys(front.draft, hostile)
    return st.fixed_dictionaries({}, optional=told) | hostile


def answers(front: Front, n: int) -> None:
    """It still answers, and its answer can be sent."""
    front.set_state({"_sent": {"n": n, "g": n, "draft": None, "currency": "€"}})
    if front.kind in ("tool", "question"):
        assert front._view["n"] == n and front._view["currency"] == "€"
    json.dumps(front._view, allow_nan=False, ensure_ascii=False).encode()
    assert len(json.dumps(front._view)) < 4_000_000


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_value_of_a_trait_breaks_it(kind: type[Front]) -> None:
    front = made(kind)
    before = {name: getattr(front, name) for name in ("_spec", "_esm", "_kind", "layout")}
    names = [*front.keys, "comm", "_trait_values", "hear", "\x00"]

    @settings(max_examples=12)
    @given(st.data())
    def send(data: Any) -> None:
        state = data.draw(st.dictionaries(st.sampled_from(names), hostile, max_size=4))
        sent = {
            "n": data.draw(leaf | st.integers(0, 9)),
            "g": data.draw(leaf),
            "draft": data.draw(drafts(front)),
            "currency": data.draw(leaf | st.sampled_from(["€", "$"])),
        }
        front.set_state(state | {"_sent": data.draw(st.just(sent) | hostile)})
        front._answer_message(front, data.draw(hostile | st.just({"do": "undo"})), [b"x"])
        answers(front, 1_000_000)
        assert {name: getattr(front, name) for name in before} == before

    send()
    front.close()


@pytest.mark.parametrize("name", ASKED)
def test_no_answer_breaks_a_question_of_the_course(name: str) -> None:
    question = Question(name)

    @settings(max_examples=8)
    @given(drafts(question))
    def send(draft: Any) -> None:
        sure = {"sure": 1} if isinstance(draft, dict) else {}
        told = {**draft, **sure} if sure else draft
        question.set_state({"_sent": {"n": 1, "g": 1, "draft": told, "currency": "$"}})
        answers(question, 2)

    send()
    question.close()


def filled(kind: type[Tool], text: str) -> Draft:
    """The tool's first draft, with the text in every field that takes words."""
    draft: Draft = {}
    for field in form(kind.Inputs):
        draft[field["name"]] = _filled(field, kind().draft[field["name"]], text)
    return draft


def _filled(field: dict[str, Any], value: Any, text: str) -> Any:
    if field["kind"] == "text":
        return text[: field["limit"]]
    if field["kind"] == "marks" and not field["fixed"]:
        return {"text": text, "parts": [], "marks": []}
    if field["kind"] == "rows":
        return [
            {f["name"]: _filled(f, row[f["name"]], text) for f in field["item"]} for row in value
        ]
    return value


def takes_words(fields: list[dict[str, Any]]) -> bool:
    return any(
        f["kind"] == "text"
        or (f["kind"] == "marks" and not f["fixed"])
        or (f["kind"] == "rows" and takes_words(f["item"]))
        for f in fields
    )


WORDED = [kind for kind in TOOLS if takes_words(form(kind.Inputs))]


def rendered(text: str) -> str:
    """Markdown as somebody's viewer shows it, which lets HTML through."""
    import mistune

    return str(mistune.create_markdown(escape=False, plugins=["table"])(text))


def harmless(html: str) -> None:
    body = (html.partition("<body>")[2] or html).partition("</body>")[0]
    for tag in re.findall(r"<(/?[a-zA-Z][^>]*)>", body):
        assert re.fullmatch(
            r"/?(p|h[1-6]|ul|ol|li|strong|em|br ?/?|hr ?/?|blockquote|table|thead|"
            r"tbody|tr|t[hd]( style=\"[\w:-]+\")?|code|pre|"
            r"a( href=\"https://(?!elsewhere)[^\"]*\")?)",
            tag,
        ), tag
    assert not re.search(r"<h\d>Injected|<li>Injected", body)


@pytest.mark.parametrize("kind", WORDED, ids=lambda kind: kind.__name__)
def test_markup_is_text_on_sheets_and_papers(kind: type[Tool]) -> None:
    for text in MARKUP:
        on_paper(kind, text)


def on_paper(kind: type[Tool], text: str) -> None:
    tool = kind(filled(kind, text))
    harmless(rendered(tool.sheet()))
    harmless(papers.page("x", markdown(tool.blocks)).text)
    for which in kind.papers:
        try:
            paper: Paper = tool.paper(which)
        except ValueError:
            continue  # what it needs is not there yet
        if paper.type == "text/html":
            harmless(paper.text)
        elif paper.type == "text/markdown":
            harmless(rendered(paper.text))
        elif paper.type == "text/calendar":
            assert not re.search(r"^(?:#|-|=| ?<)", paper.text, re.MULTILINE)
        else:
            json.loads(paper.text)
    tool.close()


def test_there_are_tools_that_take_words_and_papers_to_look_at() -> None:
    assert len(WORDED) > 10 and sum(len(kind.papers) for kind in WORDED) > 5


def test_a_refusal_that_quotes_what_was_typed_is_text_on_the_sheet(sample: Any) -> None:
    for text in MARKUP:
        harmless(rendered(sheet("T", sample.Inputs, sample().draft, [], "$", f"Not {text}.")))
