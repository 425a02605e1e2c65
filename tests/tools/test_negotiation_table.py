"""NegotiationTable: the game as it goes on, what must not be seen yet, and the debrief."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

import unstuck
from unstuck.analysis.table import LEVELS, POLICIES, load_scenario, play, run, scenarios
from unstuck.kit.blocks import every, markdown
from unstuck.tools.negotiation_table_fields import path_field, slots, taken

DEAL = ["ask:money", "reframe:2", "offer:price=9000", "offer:price=8750", "offer:price=8500"]


def asked(tool: Any) -> dict[str, dict[str, Any]]:
    """Every button that the page shows now, by its value."""
    return {
        option["value"]: option
        for block in every(tool.blocks)
        if block["is"] == "ask"
        for option in block["options"]
    }


def said(tool: Any) -> str:
    return json.dumps(tool.blocks, ensure_ascii=False)


def test_it_opens_with_the_brief_an_empty_course_and_no_debrief() -> None:
    tool = unstuck.NegotiationTable()
    told = load_scenario(tool.draft["scenario"])
    assert told.you.alternative in said(tool)
    chart = next(block for block in every(tool.blocks) if block["is"] == "chart")
    assert chart["name"] == "table_course" and chart["data"]["offers"] == []
    assert {level["kind"] for level in chart["data"]["levels"]} == {"limit", "target"}
    tool.close()


def test_every_move_of_the_engine_has_its_button_and_every_button_a_legal_move() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["probe", "offer:price=12000"])
    moves = {o.move for o in tool.result.game.options}
    buttons = asked(tool)
    assert moves <= set(buttons)
    for value, option in buttons.items():
        if "set" in option:
            assert set(option["set"]) <= set(tool.draft)
        else:
            assert value in moves
    tool.close()


def test_an_offer_is_a_button_only_when_it_can_be_made() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["probe"])
    assert f"Still open: {load_scenario('trainer').term[0].label}." in said(tool)
    tool.set(trainer_price_1=9000)
    button = asked(tool)["offer:price=9000"]
    assert button["label"] == "Offer: 9,000"
    assert button["note"] == "worth $9,000 to you: $1,000 more than leaving"
    for typed, why in (("a lot", "is not a number"), (25_000, "must be from")):
        tool.set(trainer_price_1=typed)
        assert tool.problem == "" and why in said(tool)
        assert not any(value.startswith("offer:") for value in asked(tool))
        assert "Nadia Benali" in said(tool), "what was said stays"
        assert tool.draft["trainer_price_1"] == typed
    tool.close()


def test_their_offer_can_be_taken_into_the_form() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["offer:price=12000"])
    made = tool.result.game.on_table
    take = asked(tool)["take"]["set"]
    assert take == {"trainer_price_1": made.package[0]} == taken("trainer", made.package)
    accept = asked(tool)["accept"]
    assert "less than leaving" in accept["note"] or "more than leaving" in accept["note"]
    tool.close()


def test_a_move_that_cannot_be_made_wipes_nothing() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["probe", "accept", "ask:like"])
    assert tool.problem == ""
    assert "There is no offer of theirs to accept yet" in said(tool)
    assert "May I ask what you would do" in said(tool)
    tool.set(**asked(tool)["on"]["set"])
    assert tool.draft["trainer_path"] == ["probe"] and "cannot be made" not in said(tool)
    tool.close()


def test_each_table_keeps_its_own_game() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["probe"])
    tool.set(scenario=scenarios()[1])
    assert tool.result.game.moves == ()
    tool.set(scenario="trainer")
    assert tool.result.game.moves == ("probe",)
    tool.close()


def test_the_talk_says_who_speaks_and_folds_what_is_long_ago() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["probe", "ask:like", "ask:money", "ask:before"])
    talks = [block for block in every(tool.blocks) if block["is"] == "talk"]
    lines = [line for block in talks for line in block["lines"]]
    assert [line["text"] for line in lines] == [x.text for x in tool.result.game.lines]
    assert {line["who"] for line in lines if line["side"] == "you"} == {"You"}
    assert {line["who"] for line in lines if line["side"] == "them"} == {"Nadia Benali"}
    assert len(talks) == 2
    assert "- **You:** May I ask" in markdown(tool.blocks)
    tool.close()


def legal(game: Any, draw: Random) -> str:
    """Some move that is possible now, an offer among them."""
    if draw.random() < 0.3:
        parts = []
        for term in game.terms:
            value = (
                draw.choice(term.options).value
                if term.options
                else round(term.low + draw.random() * (term.high - term.low))
            )
            parts.append(f"{term.id}={value}")
        return f"offer:{','.join(parts)}"
    moves = [o.move for o in game.options if not o.move.startswith(("leave", "accept"))]
    return draw.choice(moves)


def secrets(name: str, game: Any) -> set[str]:
    """What the learner must not know yet: truths, facts not learned, terms and options not open."""
    told = load_scenario(name)
    hidden = set()
    for side in told.side:
        hidden |= {side.truth, side.alternative}
        hidden |= {topic.fact for topic in side.topic} | {side.probe}
        hidden |= {interest.text for interest in side.interest}
    hidden -= set(game.learned)
    open_now = {term.id: term for term in game.terms}
    for term in told.term:
        if term.id not in open_now:
            hidden.add(term.label)
            hidden |= set(term.options)
        elif term.options:
            hidden |= set(term.options) - {each.label for each in open_now[term.id].options}
    heard = " ".join(line.text for line in game.lines)
    labels = " ".join(option.label for option in game.options)
    own = " ".join((told.brief, told.you.story, *(i.text + i.say for i in told.you.interest)))
    visible = " ".join(t.label + " ".join(c.label for c in t.options) for t in game.terms)
    return {each for each in hidden if each not in heard + labels + own + visible}


@pytest.mark.parametrize("name", scenarios())
def test_nothing_hidden_is_on_the_page_before_the_end(name: str) -> None:
    draw = Random(f"leaks {name}")
    for level in LEVELS:
        path: list[str] = []
        tool = unstuck.NegotiationTable(scenario=name, level=level)
        game = play(load_scenario(name), (), level=level)
        for _ in range(12):
            page = json.dumps([tool._view, tool._spec], ensure_ascii=False)
            for secret in secrets(name, game):
                assert json.dumps(secret, ensure_ascii=False)[1:-1] not in page, secret
            for block in every(tool.blocks):
                assert block.get("name") != "table_debrief"
            assert "their_reservation" not in json.dumps(tool._view.get("facts", {}))
            path.append(legal(game, draw))
            game = play(load_scenario(name), path, level=level)
            if game.over:
                break
            tool.set(**{path_field(name): path})
        tool.close()


def test_the_page_knows_no_words_of_options_beforehand() -> None:
    tool = unstuck.NegotiationTable()
    form = {f["name"]: f for f in tool._spec["form"]}
    for name in scenarios():
        for term in load_scenario(name).term:
            told = form[slots(name)[term.id]]
            if not term.is_price:
                assert {option["label"] for option in told["options"]} <= {
                    "…",
                    *map(str, range(20)),
                }
                assert told["label"] == "Term"
    tool.close()


ENDS = {
    "won": ["ask:like", "ask:money", "reframe:2", "offer:price=9000", "accept"],
    "left": ["probe", "leave:well"],
}


def over(**inputs: Any) -> Any:
    tool = unstuck.NegotiationTable(**inputs)
    assert tool.result.debrief is not None
    return tool


def test_the_debrief_shows_both_sides_of_every_offer() -> None:
    tool = over(trainer_path=["offer:price=12000", "offer:price=10000", "leave:well"])
    plane = next(b for b in every(tool.blocks) if b.get("name") == "table_debrief")
    made = tool.result.debrief.game.offers
    assert [point["you"] for point in plane["data"]["offers"]] == [m.worth_you for m in made]
    assert [point["them"] for point in plane["data"]["offers"]] == [m.worth_them[0] for m in made]
    assert len(plane["rows"]) == len(made)
    assert plane["data"]["ending"] == []
    (corner,) = plane["data"]["corner"]
    assert (corner["you"], corner["them"]) == tool.result.debrief.limits
    assert load_scenario("trainer").side[0].truth in said(tool)
    tool.close()


def test_a_right_no_is_shown_as_large_as_a_deal() -> None:
    without = [name for name in scenarios() if not load_scenario(name).zone]
    for name in without:
        tool = over(scenario=name, **{path_field(name): ["leave:well"]})
        first = tool.blocks[0]
        assert first["is"] == "finding" and first["tone"] == "good"
        assert "that is the right result" in first["text"]
        assert "There was no zone" in said(tool)
        tool.close()
    missed = over(trainer_path=["leave:well"])
    assert missed.blocks[0]["tone"] == "bad" and "missed" in missed.blocks[0]["text"]
    missed.close()


def test_a_deal_below_the_limit_is_called_the_trap() -> None:
    game = play(load_scenario("trainer"), ["offer:price=12000"])
    assert game.on_table is not None and game.on_table.worth_you < 8000
    tool = over(trainer_path=["offer:price=12000", "accept"])
    assert tool.blocks[0]["tone"] == "bad" and "agreement trap" in tool.blocks[0]["text"]
    tool.close()


def test_a_poor_price_is_not_said_to_leave_packages_lying_about() -> None:
    told = load_scenario("trainer")
    games = (run(told, POLICIES["advised"], seed=seed) for seed in range(1, 60))
    poor = next(game for game in games if game.deal and 8000 < game.deal.worth_you < 8300)
    tool = over(trainer_path=list(poor.moves), seed=poor.seed)
    text = tool.blocks[0]["text"]
    assert "took the smaller part" in text and "worse for nobody" not in text
    offers = [each["label"] for value, each in asked(tool).items() if value.startswith("at:")]
    assert any(label.startswith("Offer: ") for label in offers)
    tool.close()


def test_another_way_is_chosen_step_by_step_and_replayed_from_there() -> None:
    tool = over(trainer_path=["probe", "ask:like", "leave:well"])
    assert {"at:0", "at:1", "at:2"} <= set(asked(tool))
    tool.set(trainer_ask=["at:1"])
    tries = asked(tool)
    assert "leave:angry" in tries and "ask:like" not in tries
    assert "No deal: you left." in tries["leave:angry"]["note"]
    tool.set(trainer_ask=["at:1", "leave:angry"])
    talks = [b for b in every(tool.blocks) if b["is"] == "talk"]
    replay = tool.result.other.chosen.game
    start = tool.result.other.spoken
    assert [x["text"] for x in talks[0]["lines"]] == [x.text for x in replay.lines[start:]]
    assert "The same seed" in said(tool)
    tool.close()


def test_again_and_a_new_seed_start_afresh() -> None:
    tool = over(seed=7, trainer_path=["leave:well"], trainer_ask=["at:0"], file=True)
    for value, seed in (("same", 7), ("new", 8)):
        fresh = {**tool.draft, **asked(tool)[value]["set"]}
        assert fresh["trainer_path"] == [] and fresh["trainer_ask"] == [] and not fresh["file"]
        assert fresh["seed"] == seed
    tool.close()


def test_the_game_becomes_a_case_only_when_it_is_over_and_filed() -> None:
    tool = unstuck.NegotiationTable(trainer_path=["probe"], file=True)
    assert tool._view["facts"] == {} and tool._spec["files"]
    tool.set(trainer_path=["probe", "leave:well"], file=False)
    assert tool._view["facts"] == {}
    tool.set(file=True)
    told = tool._view["facts"]
    assert told["title"] == load_scenario("trainer").title
    assert {"you", "them", "batna", "type", "magnitude"} <= set(told)
    own = unstuck.FailureDiagnosis(own=True)
    places = {f["case"] for f in own._spec["form"] if f["case"]}
    assert {"title", "story", "reservation", "their_reservation"} <= places & set(told)
    own.close()
    tool.close()


def test_the_log_tells_the_game_and_plays_it_again() -> None:
    tool = over(seed=3, level="gentle", trainer_path=["probe", "leave:well"])
    data = json.loads(tool.paper("data").text)
    game = play(
        load_scenario(data["scenario"]), data["moves"], seed=data["seed"], level=data["level"]
    )
    assert [line["text"] for line in data["lines"]] == [line.text for line in game.lines]
    assert data["ending"] == game.ending and 0 <= data["score"]["total"] <= 100
    text = tool.paper("log").text
    for line in game.lines:
        assert line.text in text
    assert "What lay behind" in text
    assert tool.sheet().startswith(f"# {tool.title}\n")
    going = unstuck.NegotiationTable(trainer_path=["probe"])
    assert load_scenario("trainer").side[0].truth not in going.paper("log").text
    assert load_scenario("trainer").side[0].truth not in going.paper("data").text
    going.close()
    tool.close()


def test_the_sheet_lies_beside_the_table() -> None:
    sheet = unstuck.PreparationSheet(trainer_limit=8000, trainer_leave="A no from upstairs")
    kept = {"tool/12-at-the-table/PreparationSheet": sheet.draft}
    tool = unstuck.NegotiationTable(sheets=kept)
    assert "A no from upstairs" in said(tool)
    tool.set(scenario=scenarios()[1])
    assert "A no from upstairs" not in said(tool)
    tool.set(sheets={"tool/12-at-the-table/PreparationSheet": {"trainer_limit": {"x": 1}}})
    assert tool.problem == ""
    tool.close()


@pytest.mark.parametrize("name", scenarios())
def test_any_game_can_be_shown_to_its_end(name: str) -> None:
    draw = Random(f"to the end {name}")
    path: list[str] = []
    game = play(load_scenario(name), ())
    while not game.over and len(path) < 30:
        path.append(legal(game, draw))
        game = play(load_scenario(name), path)
    if not game.over:
        path.append("leave:angry")
    tool = over(scenario=name, **{path_field(name): path})
    assert tool.blocks[0]["is"] == "finding" and "{" not in markdown(tool.blocks)
    tool.set(**{path_field(name).replace("path", "ask"): ["at:0"]})
    assert tool.problem == "" and tool.result.other is not None
    tool.close()
