from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstuck.kit.fields import read, settle
from unstuck.kit.front import CURRENCIES

numbers = st.floats(-50, 150) | st.sampled_from(["12", "1.2m", "", "soon", "€ 30"])
moves = st.one_of(
    st.tuples(st.just("page"), st.sampled_from(["low", "high", "guess"]), numbers),
    st.tuples(st.just("page"), st.just("how"), st.sampled_from(["sure", "range", "maybe"])),
    st.tuples(st.just("code"), st.sampled_from(["low", "high"]), st.integers(0, 100)),
    st.tuples(st.just("page"), st.just("note"), st.text(max_size=50)),
    st.tuples(st.sampled_from(["undo", "reset"]), st.none(), st.none()),
)


def say(tool: Any, n: int, draft: Any, **more: Any) -> None:
    tool.set_state({"_sent": {"n": n, "g": n, "draft": draft, "currency": "$"} | more})


@settings(max_examples=200, deadline=None)
@given(st.lists(moves, max_size=12))
def test_draft_answer_and_view_never_disagree(
    sample: Any, walk: list[tuple[str, Any, Any]]
) -> None:
    tool = sample()
    for n, (who, name, value) in enumerate(walk, start=1):
        if who == "page":
            say(tool, n, {**tool.draft, name: value})
            assert tool._view["n"] == n
        elif who == "code":
            tool.set(**{name: value})
        else:
            tool.do(who)
        assert tool._view["draft"] == tool.draft == settle(sample.Inputs, tool.draft)
        try:
            expected = sample.solve(read(sample.Inputs, tool.draft))
        except ValueError as refusal:
            assert tool.problem == tool._view["problem"] == str(refusal)
            assert tool._view["blocks"] == [] and tool.result is None
        else:
            assert tool.result == expected and tool._view["problem"] == ""
            assert f"**{expected:g}**" in tool._view["blocks"][0]["text"]
    tool.close()


def test_the_view_answers_the_page_even_where_nothing_changed(sample: Any) -> None:
    tool = sample()
    say(tool, 7, {**tool.draft, "low": " 20 "})
    assert tool._view["n"] == 7 and tool._view["draft"]["low"] == 20


def test_undo_takes_back_a_drag_as_one_step_and_reset_can_be_undone(sample: Any) -> None:
    tool = sample()
    for n, low in enumerate((21, 25, 30), start=1):
        say(tool, n, {**tool.draft, "low": low}, g=1)
    say(tool, 4, {**tool.draft, "high": 90}, g=2)
    tool.undo()
    assert (tool.draft["low"], tool.draft["high"]) == (30, 80)
    tool.undo()
    assert tool.draft["low"] == 20 and not tool._view["undo"]
    tool.undo()
    assert tool.draft["low"] == 20
    tool.set(low=40)
    tool.reset()
    assert tool.draft["low"] == 20
    tool.undo()
    assert tool.draft["low"] == 40


def test_a_draft_goes_out_and_comes_back(sample: Any) -> None:
    tool = sample(low=33, options=[{"name": "A"}, {"name": "B"}])
    again = sample(tool.draft)
    assert again.draft == tool.draft
    assert [row["name"] for row in again.draft["options"]] == ["A", "B"]
    again.draft = {"low": 1}
    assert again.draft["low"] == 1 and again.draft["high"] == 80


def test_an_unknown_input_is_refused_by_name(sample: Any) -> None:
    with pytest.raises(ValueError, match=r"Sample has no input 'lo'. It has: low, high"):
        sample(lo=3)


def test_currency_is_the_learners(sample: Any) -> None:
    tool = sample()
    say(tool, 1, None, currency="€")
    assert tool._view["currency"] == "€" and "€20" in tool.sheet()
    say(tool, 2, None, currency="<b>")
    assert tool._view["currency"] == "€" and "<b>" not in CURRENCIES


def test_only_the_first_tool_of_a_module_is_built_at_once(sample: Any) -> None:
    from unstuck.kit import session

    session.current.begin("99-demo")
    first, second, third = sample(), sample(), sample()
    assert first._view and not second._view and not third._view
    assert [t._spec["keep"] for t in (first, second)] == [
        "tool/99-demo/Sample",
        "tool/99-demo/Sample/2",
    ]
    say(second, 1, None)
    assert second._view["n"] == 1 and second._view["blocks"] and not third._view


def test_a_picture_that_cannot_be_drawn_is_said_not_shown(
    sample: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tool = sample()
    monkeypatch.setattr(sample, "show", lambda *_: 1 / 0)
    tool.set(low=30)
    assert "could not be drawn" in tool._view["problem"] and tool._view["blocks"] == []
    assert "ZeroDivisionError" in caplog.text


def test_closing_frees_every_widget(sample: Any, registry: None) -> None:
    tools = [sample(low=n) for n in range(5)]
    for tool in tools:
        tool.close()


def test_the_sheet_tells_inputs_and_what_follows(sample: Any) -> None:
    tool = sample(options=[{"name": "A|B"}])
    text = tool.sheet()
    assert (
        text.startswith("# Apart\n") and "- Low: $20" in text and "> They are **60** apart." in text
    )
    tool.set(low="soon")
    assert "'soon' is not a number" in tool.sheet()


def test_the_chart_is_an_altair_chart_with_the_data_in_it(sample: Any) -> None:
    told = sample().chart.to_dict()
    assert told["title"] == "Apart" and told["datasets"] == {}
    broken = sample(low="soon")
    with pytest.raises(ValueError, match="shows no picture now"):
        broken.chart  # noqa: B018
