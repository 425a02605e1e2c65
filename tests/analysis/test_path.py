"""Both sides' offers against limits and target."""

from __future__ import annotations

from typing import Any

import pytest

from unstuck.analysis.path import follow

YOURS, THEIRS = [15_000, 16_500, 17_500, 18_200], [24_000, 22_500, 21_700, 21_300]
KNOWN: dict[str, Any] = {
    "your_limit": 21_000,
    "your_target": 17_000,
    "their_limit": 18_500,
    "their_give": 1_000,
}


def test_a_zone_that_the_steps_do_not_reach() -> None:
    path = follow(YOURS, THEIRS, "buyer", **KNOWN)
    assert path.zone is not None and path.zone.width == 2_500
    assert path.dance.meeting is None and path.to_target is None
    assert path.passed == 2
    assert (path.your_room, path.their_room) == (pytest.approx(3.2 / 6), pytest.approx(2.7 / 5.5))
    assert (path.middle_yes, path.middle_suits_you, path.beyond_limit) == (1, True, False)


def test_the_seller_sees_the_same_talks_from_the_other_chair() -> None:
    mirrored = follow(
        THEIRS, YOURS, "seller", your_limit=18_500, their_limit=21_000, your_target=22_000
    )
    assert mirrored.zone == follow(YOURS, THEIRS, "buyer", **KNOWN).zone
    assert mirrored.passed == 2
    assert mirrored.aims


def test_their_limit_is_a_guess_and_so_is_their_yes() -> None:
    path = follow([100], [200], "buyer", their_limit=160, their_give=20)
    assert path.middle_yes == pytest.approx((150 - 140) / 40)


def test_a_target_that_is_no_better_than_the_limit_is_no_aim() -> None:
    assert not follow([100], [200], "buyer", your_limit=150, your_target=160).aims
    assert not follow([100], [200], "buyer", your_limit=150, your_target=150).aims
    assert follow([100], [200], "buyer", your_limit=150, your_target=120).aims


def test_an_offer_beyond_ones_own_limit_is_named() -> None:
    assert follow([100, 160], [200, 190], "buyer", your_limit=150).beyond_limit
    assert not follow([100, 150], [200, 190], "buyer", your_limit=150).beyond_limit
    assert follow([100, 160], [200, 190], "buyer", your_limit=150).middle_suits_you is False


def test_nothing_known_nothing_said() -> None:
    path = follow([None], [None], "buyer")
    assert (path.zone, path.your_room, path.passed, path.yes, path.middle_yes) == (None,) * 5
    assert not path.beyond_limit
