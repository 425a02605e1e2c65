from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unstuck.kit.front import Front

junk: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["_sent", "_view", "_spec", "_esm", "_kind", "draft", "layout"]),
        junk
        | st.fixed_dictionaries(
            {"n": junk | st.integers(), "draft": junk, "g": junk, "currency": junk}
        ),
    )
)
def test_a_page_can_set_nothing_but_a_draft(sample: Any, told: dict[str, Any]) -> None:
    tool = sample()
    before = {
        name: getattr(tool, name) for name in ("_spec", "_esm", "_kind", "layout", "tabbable")
    }
    tool.set_state(told)
    assert {name: getattr(tool, name) for name in before} == before
    assert set(tool.draft) == set(sample().draft)
    tool.close()


@settings(max_examples=100, deadline=None)
@given(junk | st.fixed_dictionaries({"do": junk}) | st.fixed_dictionaries({"asset": junk}))
def test_odd_messages_are_dropped(sample: Any, message: Any) -> None:
    tool = sample()
    before = tool.draft
    tool._answer_message(tool, message, [])
    assert tool.draft == before


def test_the_page_gets_script_and_bundle_only_by_their_names(sample: Any) -> None:
    tool = sample()
    said: list[Any] = []
    tool.send = lambda told, *_: said.append(told)
    for name in ("kit", "vega", "../front.py", "/etc/passwd", 3, None):
        tool._answer_message(tool, {"asset": name}, [])
    assert [told["asset"] for told in said] == ["kit", "vega"]
    assert "export function render" in said[0]["text"] and ".us-tool" in said[0]["css"]


def test_the_script_that_each_widget_carries_is_small(sample: Any) -> None:
    assert len(str(Front._esm)) < 2_000
    assert len(sample().get_state(["_esm"])["_esm"]) < 2_000
