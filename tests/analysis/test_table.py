"""The negotiation table as it is played: moves, ends, secrets kept, the debrief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest

from unstuck.analysis.table import (
    LONGEST_MOVE,
    POLICIES,
    Game,
    TableScenario,
    View,
    debrief,
    load_scenario,
    offer_move,
    options_at,
    play,
    run,
    scenarios,
    what_if,
    worth_to_you,
)

ENDS = {"deal", "you left", "they left", "deadline"}
NO_ZONE = {"bakery", "dairy"}
Check = Callable[..., None]


def random_play(scenario: TableScenario, seed: int, level: str = "normal") -> Iterator[Game]:
    """A learner who does anything at all, every state on the way."""
    draw = Random(f"{scenario.id} {seed}").random
    moves: list[str] = []
    game = play(scenario, moves, seed=seed, level=level)
    yield game
    while not game.over:
        choices = [o.move for o in game.options if not o.move.startswith("leave")]
        if draw() < 0.4:
            values = {
                term.id: term.low + term.step * int(draw() * (term.high - term.low) / term.step)
                if not term.options
                else term.options[int(draw() * len(term.options))].value
                for term in game.terms
            }
            move = offer_move(scenario, values)
        else:
            move = choices[int(draw() * len(choices))]
        moves.append(move)
        game = play(scenario, moves, seed=seed, level=level)
        yield game


def linger(view: View) -> str:
    """Talk politely about anything, and never make an offer."""
    talk = [m for m in view.moves if m.startswith(("share", "ask", "acknowledge", "break"))]
    again = [m for m in view.moves if m.startswith(("decline", "ask", "probe", "acknowledge"))]
    return next((m for m in talk if m not in view.made), again[-1])


def public(game: Game) -> str:
    """All that a page could show of a game."""
    parts = [line.text for line in game.lines]
    parts += [option.label for option in game.options]
    parts += [f"{t.label} {[c.label for c in t.options]}" for t in game.terms]
    parts += [f"{m.trust} {m.anger} {m.fear} {m.sentence}" for m in game.moods]
    parts += [*game.learned, *(made.text for made in game.offers)]
    return "\n".join(parts)


def test_the_course_has_the_scenarios_it_promises() -> None:
    names = scenarios()
    assert {"coo", "trainer", "startup", "delivery", "partnership", "budget"} <= set(names)
    assert len(names) >= 7
    assert {name for name in names if not load_scenario(name).zone} == NO_ZONE
    assert len(load_scenario("budget").side) == 2
    assert sum(len(load_scenario(name).term) == 1 for name in names) >= 2


@pytest.mark.parametrize(
    ("name", "you", "them"), [("trainer", 8000, 9000), ("bakery", 165_000, 190_000)]
)
def test_limits_are_prices_where_price_is_all(name: str, you: float, them: float) -> None:
    scenario = load_scenario(name)
    assert worth_to_you(play(scenario, ()), {"price": you}) == scenario.you.limit
    assert scenario.worth((them,), 1) == scenario.side[0].limit


def test_the_start_up_has_a_zone_only_once_somebody_speaks_of_its_say() -> None:
    """Module 06: on price, years and rivals alone nobody gains; with a say there is much."""
    scenario = load_scenario("startup")
    silent = [row for p, row in zip(scenario.packages.packages(), scenario.rows, strict=True)
              if p[1] == "the firm decides what is made"]  # fmt: skip
    assert not any(mine > 50 and theirs >= 40 for mine, theirs in silent)
    assert sum(mine >= 60 and theirs >= 50 for mine, theirs in scenario.rows) >= 5
    assert "say" not in {term.id for term in play(scenario, ()).terms}
    assert "say" in {term.id for term in play(scenario, ["share:say"]).terms}


@pytest.mark.parametrize("name", scenarios())
def test_every_scenario_can_be_played_to_each_of_its_ends(name: str) -> None:
    scenario = load_scenario(name)
    found = {play(scenario, ["leave:well"]).ending}
    tries = [*POLICIES.values(), linger]
    for seed in range(40):
        level = ("gentle", "normal", "hard")[seed % 3]
        for policy in tries:
            if found < ENDS:
                found.add(run(scenario, policy, seed=seed, level=level).ending)
    assert found == ENDS


@pytest.mark.parametrize("name", scenarios())
def test_nothing_hidden_shows_before_it_is_learned(name: str) -> None:
    scenario = load_scenario(name)
    for seed in range(6):
        for game in random_play(scenario, seed, ("gentle", "normal", "hard")[seed % 3]):
            text = public(game)
            shown = {c.label for term in game.terms for c in term.options}
            for term in scenario.term:
                for option in term.options:
                    assert option in shown or option not in text or game.over
            for side in scenario.side:
                assert side.truth not in text
                assert side.alternative not in text
                for topic in side.topic:
                    if topic.fact not in game.learned:
                        assert topic.fact not in text
                        assert not any(told in text for told in topic.told)
                if side.probe not in game.learned:
                    assert side.probe not in text
                    assert not any(told in text for told in side.lines["probe_told"])
            bare = without_offers(game, text).lower()
            for secret in () if game.over else secrets(scenario, game):
                assert secret.lower() not in bare
            if len(scenario.term) == 1 and not game.learned and not game.over:
                assert their_limit(scenario) not in bare
            assert all(made.worth_them == () for made in game.offers)


def without_offers(game: Game, text: str) -> str:
    """What is public apart from offers, which may happen to name any number."""
    for made in game.offers:
        text = text.replace(made.text, "").replace(made.text[:1].upper() + made.text[1:], "")
    return text


def secrets(scenario: TableScenario, game: Game) -> Iterator[str]:
    """The words that stand for what has not been learned yet."""
    for side in scenario.side:
        if side.probe not in game.learned:
            yield from side.secrets
        for topic in side.topic:
            if topic.fact not in game.learned:
                yield from topic.secrets


def their_limit(scenario: TableScenario) -> str:
    """Their limit as a price in words."""
    line = scenario.scales[1][0]
    return scenario.term[0].words(line.low - line.first / line.slope)  # type: ignore[union-attr]


def test_every_scenario_has_secrets_to_keep() -> None:
    for name in scenarios():
        scenario = load_scenario(name)
        assert len(list(secrets(scenario, play(scenario, ())))) >= 3


def test_to_be_asked_what_hurt_may_tell_it() -> None:
    scenario = load_scenario("partnership")
    heard = next(topic for topic in scenario.side[0].topic if topic.id == "heard")
    assert heard.fact in play(scenario, ["acknowledge:hurt"]).learned
    assert heard.fact not in play(scenario, ["acknowledge:anger"]).learned


def test_what_is_asked_in_a_calm_voice_is_answered_and_kept() -> None:
    scenario = load_scenario("trainer")
    game = play(scenario, ["ask:like"])
    assert game.learned == (scenario.side[0].topic[0].fact,)
    assert "ask:like" not in {option.move for option in game.options}


def test_the_same_seed_plays_the_same_game_and_another_one_differs() -> None:
    scenario = load_scenario("coo")
    moves = run(scenario, POLICIES["naive"], seed=4).moves
    first = play(scenario, moves, seed=4)
    assert play(scenario, moves, seed=4) == first
    others = [play(scenario, moves[:1], seed=n).lines for n in range(8)]
    assert len(set(others)) > 1


def test_a_game_is_kept_in_few_and_short_words() -> None:
    for name in scenarios():
        for game in random_play(load_scenario(name), 11):
            assert all(len(move) <= LONGEST_MOVE for move in game.moves)
            assert all(len(option.move) <= LONGEST_MOVE for option in game.options)


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        (["accept"], ("no offer of theirs", "wait")),
        (["offer:price=1"], ("Your fee", "2,000", "20,000")),
        (["offer:price=lots"], ("Your fee", "lots")),
        (["offer:wage=9000"], ("wage", "price")),
        (["offer:price=9000,price=8000"], ("once",)),
        (["offer:price=" + "9" * 70], ("60",)),
        (["dance"], ("dance", "listed")),
        (["ask:money:now"], ("ask:money:now",)),
        (["time", "time"], ("once", "time")),
        (["break", "break", "break"], ("breaks", "third")),
        (["leave:well", "probe"], ("over", "probe")),
    ],
)
def test_a_wrong_move_is_refused_in_a_sentence(
    moves: list[str], words: tuple[str, ...], refused: Check
) -> None:
    refused(lambda: play(load_scenario("trainer"), moves, level="gentle"), *words)


def test_a_package_must_settle_every_term_and_no_closed_one(refused: Check) -> None:
    scenario = load_scenario("startup")
    refused(lambda: play(scenario, ["offer:price=1,stay=1"]), "For whom else")
    refused(lambda: play(scenario, ["offer:price=1,say=0,stay=1,others=1"]), "say")
    delivery = load_scenario("delivery")
    refused(lambda: play(delivery, ["offer:date=3,late=0,price=84000"]), "0 to 2")
    refused(lambda: play(delivery, (), level="cruel"), "cruel", "gentle")
    refused(lambda: load_scenario("moon"), "moon", "trainer")


def test_they_never_sign_what_is_worse_than_their_alternative() -> None:
    for name in scenarios():
        scenario = load_scenario(name)
        for seed in range(12):
            *_, game = random_play(scenario, seed)
            if game.deal is None:
                continue
            for party in range(1, len(scenario.limits)):
                assert scenario.worth(game.deal.package, party) >= scenario.limits[party] - 1e-9


def test_they_do_not_bid_against_themselves() -> None:
    """While you only talk, what they have offered stays as it was."""
    scenario = load_scenario("startup")
    game = play(scenario, ["ask:years", "ask:rivals", "share:calm", "probe", "ask:deal"])
    assert len(game.offers) == 1


# --- the debrief ---------------------------------------------------------------------------------


def test_the_debrief_waits_for_the_end(refused: Check) -> None:
    refused(lambda: debrief(play(load_scenario("trainer"), ["probe"])), "end")


def test_a_deal_worse_than_the_alternative_is_a_trap() -> None:
    scenario = load_scenario("trainer")
    seen = debrief(play(scenario, ["offer:price=4000"]))
    assert seen.game.ending == "deal"
    assert seen.result.word == "trap"
    assert seen.score.result == 0
    assert "worse-than-batna" in seen.failure.names
    assert seen.impasse is None


def test_a_right_no_deal_counts_as_much_as_a_deal() -> None:
    """Sixty points are for the result, whichever it is."""
    left = debrief(play(load_scenario("bakery"), ["ask:after", "leave:well"]))
    assert left.result.word == "right to leave"
    best = max(
        debrief(run(load_scenario("delivery"), POLICIES["advised"], seed=n)).score.result
        for n in range(1, 4)
    )
    assert left.score.result == best == 60


def test_leaving_a_zone_is_a_missed_agreement_forced_by_you() -> None:
    seen = debrief(play(load_scenario("trainer"), ["offer:price=12000", "leave:angry"]))
    assert seen.zone
    assert seen.result.word == "missed"
    assert seen.impasse is not None and seen.impasse.types == "forced"
    assert seen.impasse.width == 1000
    assert "missed-agreement" in seen.failure.names
    assert seen.facts["type"] == "forced"
    assert seen.facts["their_reservation"] == 9000


def test_where_no_zone_was_there_is_no_agreement_to_have_missed() -> None:
    seen = debrief(play(load_scenario("bakery"), ["offer:price=150000", "leave:well"]))
    assert seen.impasse is not None and seen.impasse.types == "wanted"
    assert "missed-agreement" not in seen.failure.names
    assert seen.nash is None


def test_the_debrief_lays_both_sides_open() -> None:
    scenario = load_scenario("delivery")
    game = run(scenario, POLICIES["advised"], seed=2)
    seen = debrief(game)
    assert [made.text for made in seen.game.offers] == [made.text for made in game.offers]
    for made in seen.game.offers:
        assert made.worth_you == scenario.worth(made.package)
        assert made.worth_them == (scenario.worth(made.package, 1),)
    on_frontier = [seen.rows[n] for n in seen.frontier]
    assert not any(
        other[0] > row[0] + 1e-9 and other[1] > row[1] + 1e-9
        for row in on_frontier
        for other in seen.rows
    )
    assert len(seen.steps) == len(game.moves) + 1
    assert {*seen.learned} == {*game.learned}
    assert not {*seen.learned} & {*seen.missed}
    assert all(0 <= step.chance <= 1 for step in seen.steps)


def test_an_insult_is_the_critical_moment() -> None:
    """An extreme first offer moves trust, anger and the chance of a deal more than small talk."""
    game = play(load_scenario("trainer"), ["ask:like", "offer:price=20000", "leave:well"], seed=3)
    moments = debrief(game).moments
    worst = max(moments, key=lambda moment: moment.anger)
    assert worst.at == 1
    assert worst.trust < 0 < worst.anger
    assert any("E08" in sentence for sentence in worst.why)


def test_being_heard_makes_haggling_more_promising() -> None:
    """The chance of a deal is that of plain haggling from there on: listening raises it."""
    moves = ["acknowledge:hurt", "reframe:1", "share:sixteen", "leave:well"]
    steps = debrief(play(load_scenario("partnership"), moves, seed=2)).steps
    assert steps[3].chance > steps[0].chance
    assert steps[-1].chance == 0


def test_another_move_is_played_honestly_from_there() -> None:
    """With the move that was made, and the same player after it, the same game comes out."""
    scenario = load_scenario("partnership")
    game = run(scenario, POLICIES["advised"], seed=5)
    for at in (0, 3, len(game.moves) - 1):
        assert what_if(game, at, game.moves[at]) == game
    other = options_at(game, 2)[0].move
    assert other != game.moves[2]
    changed = what_if(game, 2, other)
    assert changed.over
    assert changed.moves[:3] == (*game.moves[:2], other)


def test_another_move_must_be_possible_there(refused: Check) -> None:
    game = play(load_scenario("trainer"), ["probe", "leave:well"])
    refused(lambda: what_if(game, 7, "probe"), "7", "0 to 1")
    refused(lambda: what_if(game, 0, "accept"), "no offer of theirs")


def test_what_is_handed_over_has_names_that_other_tools_know() -> None:
    from unstuck.kit.case import FACTS, sound

    for name in scenarios():
        for policy in ("naive", "advised"):
            facts = dict(debrief(run(load_scenario(name), POLICIES[policy], seed=1)).facts)
            assert set(facts) <= set(FACTS)
            assert set(sound(facts)) == set(facts)


def test_a_lie_about_the_numbers_would_show() -> None:
    """The zone follows from the file: without the baker's need there would be one."""
    bakery = load_scenario("bakery")
    kinder = replace(bakery, side=(replace(bakery.side[0], limit=-40_000.0),))
    assert not bakery.zone
    assert kinder.zone
