"""Sentences are filled with names and numbers, and somebody's own text stays text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.content.numbers import Quantity
from unstuck.content.templates import SPECS, escape, fill, placeholders


def test_each_way_of_writing() -> None:
    text = "{x} {x:number} {x:money} {x:whole} {p:percent} {t:years} {{x}}"
    filled = fill(text, currency="$", x=1234.5, p=0.1 + 0.2, t=1)
    assert filled == "1,234.5 1,234.5 $1,234.50 1,234 30\u00a0% 1 year {x}"


def test_a_quantity_is_written_with_its_unit_unless_asked_otherwise() -> None:
    quantity = Quantity(0.25, "%")
    assert fill("{q} {q:percent} {q:number}", q=quantity) == "25\u00a0% 25\u00a0% 0.25"
    assert fill("{q}", currency="$", q=Quantity(5, "money")) == "$5"


@given(st.text())
def test_somebodys_own_text_carries_no_markup_and_no_placeholder(name: str) -> None:
    filled = fill("Hello {name}!", name=name)
    inside = filled.removeprefix("Hello ").removesuffix("!")
    assert re.sub(r"\\([*_\[\]\\])", "", inside).translate(str.maketrans("", "", "*_[]\\")) == (
        name.translate(str.maketrans("", "", "*_[]\\"))
    )
    assert not re.search(r"(?<!\\)(\\\\)*[*_\[\]]", inside)
    assert re.sub(r"\\(.)", r"\1", escape(name), flags=re.DOTALL) == name


def test_the_learners_currency_is_escaped_too() -> None:
    assert fill("{x:money}", currency="*", x=3) == r"\*3"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{x:euro}", "way of writing"),
        ("{X}", "no placeholder"),
        ("{}", "no placeholder"),
        ("{x.__class__}", "no placeholder"),
        ("{x[0]}", "no placeholder"),
        ("{x!r}", "no placeholder"),
        ("open { brace", "no placeholder"),
        ("closed } brace", "no placeholder"),
    ],
)
def test_a_broken_template_is_refused(template: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        placeholders(template)
    with pytest.raises(ValueError, match=reason):
        fill(template, x=1)


@pytest.mark.parametrize(
    ("template", "value", "reason"),
    [
        ("{y}", 1, "'{y}' has no value"),
        ("{x:money}", "three", "needs a number"),
        ("{x}", None, "number or a text"),
        ("{x}", True, "number or a text"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(template: str, value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        fill(template, x=value)


def test_placeholders_are_listed_in_order() -> None:
    assert placeholders("{b:money} {{c}} {a}") == (("b", "money"), ("a", ""))
    assert set(SPECS) == {"money", "number", "percent", "whole", "years"}
