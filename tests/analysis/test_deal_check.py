"""The check before signing: limits from alternatives, verdicts, signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstuck.analysis.beliefs import Normal, Point
from unstuck.analysis.deal_check import Need, Sign, Sleep, Verdict, check_deal, limit_of

amounts = st.integers(0, 4000).map(lambda i: i / 4)
roles = st.sampled_from(["seller", "buyer"])
needs = st.lists(
    st.builds(
        Need,
        st.just("x"),
        st.sampled_from(["little", "much", "vital"]),
        st.sampled_from(["not", "partly", "fully"]),
    ),
    max_size=6,
)
sleeps = st.builds(
    Sleep,
    st.sampled_from(["alternative", "nothing", "spent", "please", "over"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["yes", "unsure", "no"]),
)


def test_what_the_deal_costs_makes_either_side_harder_to_please() -> None:
    assert limit_of("seller", 9000, deal_cost=400, deal_benefit=150) == Point(9250)
    assert limit_of("buyer", 10000, deal_cost=300) == Point(9700)
    assert limit_of("buyer", 10000, deal_benefit=200, give=50) == Normal(10200, 50)


@given(amounts, roles, amounts, needs, sleeps)
def test_below_a_certain_limit_no_reason_makes_the_deal_better(
    price: float, role: str, alternative: float, wanted: list[Need], sleep: Sleep
) -> None:
    told = check_deal(price, role, alternative, wanted, sleep)  # type: ignore[arg-type]
    worse = price < alternative if role == "seller" else price > alternative
    assert (told.verdict is Verdict.WORSE) == worse
    if told.verdict is Verdict.BETTER:
        assert told.trap.margin > 0
        assert Sign.VITAL not in told.signs


@given(amounts, roles, amounts, needs)
def test_mirrored_prices_get_the_mirrored_verdict(
    price: float, role: str, alternative: float, wanted: list[Need]
) -> None:
    other = "buyer" if role == "seller" else "seller"
    told = check_deal(price, role, alternative, wanted)  # type: ignore[arg-type]
    mirrored = check_deal(-price, other, -alternative, wanted)  # type: ignore[arg-type]
    assert told.verdict == mirrored.verdict
    assert told.trap.margin == mirrored.trap.margin


@given(needs)
def test_the_share_of_needs_met_lies_between_none_and_all(wanted: list[Need]) -> None:
    told = check_deal(10, "seller", 5, wanted)
    if not wanted:
        assert told.needs_met is None
        return
    assert told.needs_met is not None
    assert 0 <= told.needs_met <= 1
    assert (told.needs_met == 1) == (not told.unmet)
    gaps = [need.missing for need in told.unmet]
    assert gaps == sorted(gaps, reverse=True)


def test_a_price_at_the_limit_is_too_close_to_call() -> None:
    assert check_deal(80, "buyer", 80).verdict is Verdict.CLOSE


def test_an_unsure_limit_makes_a_small_margin_too_close_to_call() -> None:
    # One standard deviation is worth 84 %, one half 69 % (the normal distribution).
    assert check_deal(70, "buyer", Normal(80, 10)).verdict is Verdict.BETTER
    assert check_deal(75, "buyer", Normal(80, 10)).verdict is Verdict.CLOSE
    assert check_deal(85, "buyer", Normal(80, 10)).verdict is Verdict.CLOSE
    assert check_deal(90, "buyer", Normal(80, 10)).verdict is Verdict.WORSE


@pytest.mark.parametrize(
    ("wanted", "sleep", "signs"),
    [
        ([Need("trust", "vital", "not")], Sleep(), {Sign.VITAL}),
        ([], Sleep(tomorrow="no"), {Sign.TOMORROW}),
        (
            [],
            Sleep("nothing", reader=False, pressed=True),
            {Sign.REASON, Sign.ALONE, Sign.PRESSURE},
        ),
    ],
)
def test_a_good_price_does_not_make_up_for_everything(
    wanted: list[Need], sleep: Sleep, signs: set[Sign]
) -> None:
    told = check_deal(70, "buyer", 80, wanted, sleep)
    assert set(told.signs) == signs
    assert told.verdict is Verdict.CLOSE


def test_two_signs_alone_do_not_spoil_a_good_deal() -> None:
    told = check_deal(70, "buyer", 80, (), Sleep("spent", reader=False))
    assert told.verdict is Verdict.BETTER
    assert len(told.signs) == 2


def test_an_unknown_weight_is_refused_with_the_need_that_has_it() -> None:
    with pytest.raises(ValueError, match="'trust'"):
        Need("trust", "huge")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="half"):
        Need("trust", "much", "half")  # type: ignore[arg-type]
