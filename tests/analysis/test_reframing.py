"""The steps from two demands to a proposal, and when it serves both."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.reframing import MoveKind, ProposedMove, Step, draft_proposal, next_step

words = st.sampled_from(["", " ", "words"])
pairs = st.tuples(words, words)
moves = st.lists(
    st.builds(
        ProposedMove,
        kind=st.sampled_from(list(MoveKind)),
        text=words,
        serves=st.sampled_from(["you", "them", "both"]),
    ),
    max_size=4,
)
BOTH = ProposedMove(MoveKind.STAGE, "two rooms first", "both")
FULL = (("a", "b"), ("c", "d"), "terms", "worry", [BOTH])


@pytest.mark.parametrize(
    ("place", "empty", "step"),
    [
        (0, ("", "b"), Step.DEMANDS),
        (1, ("c", ""), Step.SUCCESS),
        (2, " ", Step.TERMS),
        (3, "", Step.WORRY),
        (4, [], Step.MOVES),
        (4, [ProposedMove(MoveKind.ADD, "", "both")], Step.MOVES),
        (4, [ProposedMove(MoveKind.ADD, "a plate", "you")], Step.COVER),
    ],
)
def test_the_first_thing_missing_is_the_next_step(place: int, empty: object, step: Step) -> None:
    parts = list(FULL)
    parts[place] = empty  # type: ignore[call-overload]
    assert next_step(*parts) is step  # type: ignore[arg-type]
    assert next_step(*FULL) is Step.READY


@given(pairs, pairs, words, words, moves)
def test_ready_means_that_every_part_is_there_for_both(
    demands: tuple[str, str],
    successes: tuple[str, str],
    terms: str,
    worry: str,
    given: list[ProposedMove],
) -> None:
    draft = draft_proposal(demands, successes, terms, worry, given)
    texts = [*demands, *successes, terms, worry]
    whole = all(text.strip() for text in texts) and bool(draft.moves) and not draft.unserved
    assert draft.ready == whole
    assert {move.kind for move in draft.moves} | set(draft.unused) == set(MoveKind)
    assert all(move.text.strip() for move in draft.moves)


def test_moves_stand_in_the_order_of_the_stock_and_one_side_may_be_left_out() -> None:
    table = ProposedMove(MoveKind.TABLE, "ask the users", "them")
    bonus = ProposedMove(MoveKind.CONTINGENT, "a bonus if early", "them")
    draft = draft_proposal(*FULL[:4], [table, bonus])
    assert [move.kind for move in draft.moves] == [MoveKind.CONTINGENT, MoveKind.TABLE]
    assert draft.unserved == ("you",)


def test_an_unknown_move_is_refused(refused: Callable[..., None]) -> None:
    refused(lambda: ProposedMove("threaten", "x", "you"), "'threaten'", "choose one of these")  # type: ignore[arg-type]
    refused(lambda: ProposedMove("stage", "x", "us"), "'us'", "choose one of these")  # type: ignore[arg-type]
