"""Bars, pairs and picks of the laboratory; the campsite talks beside the model."""

from __future__ import annotations

import pytest

from unstuck import data
from unstuck.analysis import lab
from unstuck.analysis.lab import (
    ENDINGS,
    apart,
    bars,
    by_all,
    campsite,
    few,
    kept,
    paired,
    pick,
    run_both,
    their_price,
)
from unstuck.analysis.simulation import Setting, simulate

BOLD = Setting(
    openings=(0.7, 0.7),
    overrate=0.2,
    afraid=0.3,
    deadline_told=False,
    tactics=("boulware", "boulware"),
)


def test_bars_are_the_types_and_their_zones() -> None:
    sample = few(BOLD, 2)
    told = bars(sample)
    assert [str(bar.type) for bar in told] == ["wanted", "forced", "unwanted"]
    assert sum(bar.share.count for bar in told) == sample.impasses().count
    assert all(0 <= bar.with_zone <= bar.share.value for bar in told)
    zones = sum(bar.with_zone for bar in told) * len(sample)
    assert zones == pytest.approx(sample.missed.count)


def test_pairs_are_counted_person_by_person() -> None:
    first, second = few(BOLD, 2), few(Setting(), 2)
    told = paired(first, second)
    assert told.only_first + told.both == len(first.which(deal=True))
    assert told.only_second + told.both == len(second.which(deal=True))
    assert told.only_first + told.only_second + told.both + told.neither == lab.FEW
    assert told.points == pytest.approx((told.only_second - told.only_first) / lab.FEW * 100)
    assert paired(first, first).points == 0
    large = simulate(Setting(), 300, 2, fast=False)
    assert large is not None
    with pytest.raises(ValueError, match="equally large to be compared, not 200 and 300"):
        paired(first, large)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_run_behind_a_bar_ended_so(ending: str) -> None:
    sample = few(BOLD, 2)
    first, last = pick(sample, ending, 1), pick(sample, ending, 10_000)
    assert first.place == 1 and first.before == 0 and last.after == 0
    assert last.place == last.count == first.count
    for told in (first, last):
        assert told.run is not None
        outcome = told.run.outcome
        assert outcome == sample.outcome(outcome.index)
        if ending == "regretted":
            assert outcome.regretted
        else:
            assert str(outcome.type or "deal") == ending


def test_heavy_talks_are_fewer_and_the_same_people() -> None:
    assert lab.at_once(Setting()) == lab.FEW
    heavy = Setting(parties=8, rounds=30)
    assert lab.at_once(heavy) == len(few(heavy, 2)) == lab.LEAST
    assert lab.at_once(Setting(task="package", issues=4)) < lab.FEW


def test_where_nothing_ended_so_there_is_no_run() -> None:
    told = pick(few(Setting(), 2), "regretted", 3)
    assert told.run is None and told.count == told.place == 0
    with pytest.raises(ValueError, match="no ending 'war'"):
        pick(few(Setting(), 2), "war", 1)


def test_a_long_run_is_kept_and_not_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    both = (Setting(room=0.33), Setting(room=0.34))
    assert kept(both[0], 500, 1) is None
    parts = list(run_both(both, 500, 1))
    assert parts == sorted(parts) and parts[-1] == 1.0
    assert kept(both[0], 500, 1) == simulate(both[0], 500, 1)
    assert list(run_both(both, 500, 1)) == [1.0]
    monkeypatch.setattr(lab, "KEPT", 2)
    list(run_both((both[0], Setting(room=0.36)), 500, 1))
    assert kept(both[0], 500, 1), "what has just been asked for is not what is thrown away"
    monkeypatch.setattr(lab, "KEPT", 1)
    list(run_both((Setting(room=0.35),), 500, 1))
    assert kept(both[0], 500, 1) is None


def test_without_numpy_it_is_fewer_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lab.many() == 20_000
    monkeypatch.setattr(lab, "able", lambda: False)
    assert lab.many() == 3_000
    setting = Setting(room=0.36)
    list(run_both((setting,), 120, 1))
    assert kept(setting, 120, 1) == simulate(setting, 120, 1, fast=True)


def test_the_other_sides_limit_on_the_first_ones_scale() -> None:
    told = pick(few(Setting(), 2), "deal", 1).run
    assert told is not None
    assert their_price(told) == 1 - told.limits[1]
    several = pick(few(Setting(parties=3), 2), "deal", 1).run
    assert several is not None and their_price(several) is None


def test_the_campsite_counts_are_those_of_the_data() -> None:
    rows = data.rows("casino_outcomes")
    told = campsite(few(Setting(task="casino"), 2), rows)
    assert [camp.possible for camp in told] == [36, 39, 42]
    assert sum(camp.seen_left.of for camp in told) == 1030
    assert sum(camp.seen_left.count for camp in told) == 25
    assert sum(camp.seen_efficient.count for camp in told) == 677
    assert sum(camp.told_left.of for camp in told) == lab.FEW
    assert told[0].seen_efficient.value == told[0].told_efficient.value == 1.0
    left, efficient = by_all(told)
    assert apart(told) == ("more" if left > 0.045 else "alike", "fewer")
    assert efficient < 677 / 1005
    open_ = campsite(few(Setting(task="casino", talk=1.0), 2), rows)
    assert apart(open_)[1] == "more" and by_all(open_)[1] > 0.7
    assert 0 <= left < 0.2 and 0 < efficient < 1
    with pytest.raises(ValueError, match="only against the task 'casino', not 'price'"):
        campsite(few(Setting(), 2), rows)
