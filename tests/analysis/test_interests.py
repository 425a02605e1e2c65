"""Needs behind demands: Fisher and Ury's kinds, and what can be traded among them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.interests import MOST, Need, Relation, read_interests, relation

needs = st.builds(
    Need,
    name=st.text("abc", min_size=1),
    side=st.sampled_from(["you", "them"]),
    weight=st.integers(1, MOST),
    effect=st.integers(-MOST, MOST),
    said=st.booleans(),
    way=st.sampled_from(["", "another way"]),
)


def test_the_sisters_and_the_orange_have_nothing_to_fight_about() -> None:
    """Told in Fisher and Ury, *Getting to Yes*: one wants the juice, the other the peel."""
    found = read_interests([Need("the juice", "you", 3, 0), Need("the peel", "them", 3, 0)])
    assert [need.name for need in found.compatible] == ["the juice", "the peel"]
    assert found.shared == found.opposed == found.favours == ()


@pytest.mark.parametrize(
    ("effect", "kind"),
    [(3, Relation.SHARED), (1, Relation.SHARED), (0, Relation.COMPATIBLE), (-1, Relation.OPPOSED)],
)
def test_what_meeting_it_does_to_the_other_side_makes_the_kind(effect: int, kind: Relation) -> None:
    assert relation(effect) is kind
    assert Need("n", "you", 2, effect).relation is kind


@given(st.lists(needs, max_size=8))
def test_every_need_is_of_one_kind_and_none_is_lost(given: list[Need]) -> None:
    found = read_interests(given)
    kinds = [*found.shared, *found.compatible, *found.opposed]
    assert list(found.needs) == kinds
    assert sorted(map(id, kinds)) == sorted(map(id, given))
    assert {*found.of("you"), *found.of("them")} == set(given)
    assert set(found.missing) == {"you", "them"} - {need.side for need in given}


@given(st.lists(needs, max_size=8))
def test_a_favour_leaves_both_sides_better_off_by_their_own_measure(given: list[Need]) -> None:
    for favour in read_interests(given).favours:
        both = (favour.yours, favour.theirs)
        for side, gain in zip(("you", "them"), favour.gains, strict=True):
            assert gain == sum(need.does_to(side) for need in both) > 0  # type: ignore[arg-type]
        assert {need.relation for need in both} == {Relation.OPPOSED}


@given(st.lists(needs, min_size=2, max_size=8))
def test_the_weightiest_unsaid_need_comes_first_and_of_equals_ones_own(given: list[Need]) -> None:
    unsaid = read_interests(given).unsaid
    keys = [(-need.weight, need.side == "them") for need in unsaid]
    assert keys == sorted(keys)
    assert not any(need.said for need in unsaid)


def test_a_need_that_costs_more_than_it_is_worth_makes_no_favour() -> None:
    dear = Need("all of it", "you", weight=1, effect=-3)
    fair = Need("a part", "them", weight=3, effect=-1)
    assert not dear.cheap and fair.cheap
    assert read_interests([dear, fair]).favours == ()


def test_a_need_that_is_none_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: Need(" ", "you", 1, 0), "must have a name", "say in a few words")
    refused(lambda: Need("rest", "us", 1, 0), "'rest'", "'us'")  # type: ignore[arg-type]
    refused(lambda: Need("rest", "you", 4, 0), "weight of 'rest'", "lower it")
    refused(lambda: Need("rest", "you", 1, -4), "'rest'", "other side", "raise it")
