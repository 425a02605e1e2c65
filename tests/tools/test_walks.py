"""Every tool of the course is walked at random: whatever a learner or a page does, what stands
in the controls, what follows from it and what is shown agree.

Moves are made from the tool's own form, so a new tool is walked without a line here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets.widgets import widget

import unstuck
from unstuck.kit import session
from unstuck.kit.blocks import every, markdown
from unstuck.kit.fields import form, read, settle
from unstuck.kit.tool import Tool

TOOLS = [
    thing
    for thing in (getattr(unstuck, name) for name in unstuck.__all__)
    if isinstance(thing, type) and issubclass(thing, Tool)
]
TYPED = [
    "",
    " ",
    "soon",
    "1.2m",
    "€ 300",
    "45 %",
    "-3",
    "1e9",
    "0.5",
    "12,34",
    "<b>9</b>",
    "\u2212 7",
]
BAD = (r"\bnan\b", r"\bNone\b(?! of)", "0{7}", r"\binf\b", "[{}]")
JUNK: Any = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)


@pytest.fixture(scope="module", autouse=True)
def outside_the_course() -> None:
    session.current.begin("")


def values(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What may be put into a field, by hand or by mischief."""
    if field["kind"] == "quantity":
        low, high = field["low"], field["high"]
        number = st.floats(low, high) | st.sampled_from([low, high, (low + high) / 2])
        return number | st.floats(low - 1 - abs(low), high + 1 + abs(high)) | st.sampled_from(TYPED)
    if field["kind"] == "choice":
        return st.sampled_from([option["value"] for option in field["options"]])
    if field["kind"] == "flag":
        return st.booleans()
    if field["kind"] == "rows":
        row = st.fixed_dictionaries({}, optional={f["name"]: values(f) for f in field["item"]})
        return st.lists(row, min_size=field["least"], max_size=field["most"])
    return st.text(max_size=90) | st.sampled_from(["**Bold** [x](javascript:1)", "<script>", "a|b"])


def moves(tool: type[Tool]) -> st.SearchStrategy[Any]:
    told = form(tool.Inputs)
    one = st.sampled_from(told).flatmap(lambda f: st.tuples(st.just(f["name"]), values(f)))
    junk = st.sampled_from(told).flatmap(lambda f: st.tuples(st.just(f["name"]), JUNK))
    return st.one_of(
        st.tuples(st.just("page"), st.lists(one, min_size=1, max_size=4)),
        st.tuples(st.just("code"), st.lists(one, min_size=1, max_size=2)),
        st.tuples(st.just("page"), st.lists(junk, min_size=1, max_size=2)),
        st.tuples(st.sampled_from(["undo", "reset"]), st.just([])),
    )


def make(tool: Tool, n: int, who: str, changes: list[tuple[str, Any]]) -> None:
    if who == "page":
        draft = {**tool.draft, **dict(changes)}
        tool.set_state({"_sent": {"n": n, "g": n, "draft": draft, "currency": "€"}})
    elif who == "code":
        tool.set(**dict(changes))
    else:
        tool.do(who)


def texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for value in told.values() if isinstance(told, dict) else told:
            yield from texts(value)


def agree(tool: Tool) -> None:
    kind = type(tool).Inputs
    view = tool._view
    assert view["draft"] == tool.draft == settle(kind, tool.draft)
    json.dumps(view, allow_nan=False)
    try:
        expected = type(tool).solve(read(kind, tool.draft))
    except ValueError as refusal:
        assert view["problem"] == tool.problem == str(refusal)
        assert view["blocks"] == []
        assert len(str(refusal)) > 12 and str(refusal).endswith((".", "?"))
        return
    assert tool.result == expected
    assert view["problem"] == "", "a legal draft must be shown"
    first = view["blocks"][0]
    assert first["is"] == "finding" and first["text"]
    told = markdown(view["blocks"])
    own = " ".join(texts(tool.draft))  # what learners write themselves may read as it likes
    for bad in BAD:
        assert re.search(bad, own) or not re.search(bad, told), f"{bad!r} in what is read"
    for block in every(view["blocks"]):
        if block["is"] == "chart":
            assert block["name"] in type(tool).charts
            assert block["sentence"] and block["title"] and block["rows"]


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.__name__)
def test_whatever_is_done_draft_answer_and_words_agree(kind: type[Tool]) -> None:
    @settings(max_examples=40)
    @given(st.lists(moves(kind), max_size=6))
    def walk(path: list[Any]) -> None:
        tool = kind()
        agree(tool)
        for n, (who, changes) in enumerate(path, start=1):
            make(tool, n, who, changes)
            agree(tool)
        tool.close()

    walk()


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.__name__)
def test_closing_leaves_nothing_behind(kind: type[Tool]) -> None:
    kind().close()
    before = set(widget._instances)
    tool = kind()
    tool.set(**{name: tool.draft[name] for name in tool.draft})
    tool.close()
    assert set(widget._instances) == before


@pytest.mark.parametrize("kind", TOOLS, ids=lambda kind: kind.__name__)
def test_a_tool_that_draws_opens_with_a_picture_says_what_it_does_and_gives_its_draft(
    kind: type[Tool],
) -> None:
    tool = kind()
    assert not kind.charts or any(block["is"] == "chart" for block in every(tool.blocks))
    assert kind.title and kind.lead and kind.__doc__
    assert kind(tool.draft).draft == tool.draft == kind(**tool.draft).draft
    assert json.loads(json.dumps(tool.draft)) == tool.draft
    assert tool.sheet().startswith(f"# {kind.title}\n")
    assert {"unstuck-tool", kind.__name__} <= set(tool._dom_classes)
    tool.close()


def test_there_are_tools() -> None:
    assert len(TOOLS) >= 7
