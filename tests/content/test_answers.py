"""The key that an instructor sees is the key that a learner is graded by."""

from __future__ import annotations

import pytest

from unstuck.content.answers import answer_key
from unstuck.content.questions import drawn, load, modules


@pytest.mark.parametrize("slug", modules())
def test_every_question_is_there_with_its_prompt_and_reason(slug: str) -> None:
    key = answer_key(slug, seed=3)
    for question in load(slug).questions:
        item = drawn(question, 3, currency="$")
        assert f"**{question.id}**" in key
        assert item.prompt in key
        if item.worked:
            assert item.worked in key


def test_the_choices_given_are_those_that_are_graded_right() -> None:
    for slug in modules():
        key = answer_key(slug, seed=5)
        for question in load(slug).questions:
            if question.kind != "single":
                continue
            item = drawn(question, 5, currency="$")
            entry = key.split(f"**{question.id}**")[1].split("\n\n**")[0]
            for choice in item.public()["choices"]:
                right = item.grade(choice["id"]).right
                assert (f"\n- {choice['text']}" in entry) == right
