"""Module 11 from top to bottom, as a learner goes: guess, try the example, plan one's own, check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

KINDS = {
    "several": "input[type=checkbox]",
    "number": "input.us-number",
    "matching": ".us-match",
    "ordering": ".us-order",
}
WORDS = {
    "What did you tell yourself about it, that first day?": "They never meant it.",
    "What happened? One sentence that a camera could have recorded": "They signed elsewhere.",
    "What did it cost: money, time, people, sleep?": "A third of our year.",
}


def sees(place: Locator, text: str) -> None:
    place.get_by_text(text).first.wait_for()


def fill(tool: Locator, label: str, words: str) -> None:
    field = tool.get_by_role("textbox", name=label, exact=True).first
    field.fill(words)
    field.blur()


def answer(question: Locator) -> None:
    question.get_by_role("button", name="A guess").click()
    question.locator(".us-verdict").wait_for()


def predict(page: Page) -> None:
    question = page.locator(".us-question").first
    question.locator("input[type=radio]").first.check()
    answer(question)


def walk_the_example(page: Page) -> None:
    tool = page.locator(".RecoveryPlanner").first
    sees(tool, "This is the worked example")
    happened = "What happened? One sentence that a camera could have recorded"
    fill(tool, happened, "Technically we just agreed to pause.")
    sees(tool, "Say the sentence once more")
    tool.get_by_role("button", name="Undo").click()
    sees(tool, "No softening word")
    step = tool.get_by_role("combobox", name="Which step do you want to see?")
    step.select_option("analyse")
    sees(tool, "Tension rose most at “One sentence later”")
    moment = tool.get_by_role("group", name="One sentence later")
    tension = moment.locator("input.us-number")
    tension.fill("6")
    tension.blur()
    sees(tool, "Tension rose most at “The next morning”")
    step.select_option("lessons")
    clock = tool.get_by_role("group", name="The clock")
    clock.get_by_role("combobox", name="Does the lesson carry over?").select_option("yes")
    sees(tool, "a rule of thumb that misleads")
    with page.expect_download() as saved:
        tool.get_by_role("button", name="Calendar file").click()
    assert "TZID=Europe/London" in saved.value.path().read_text("utf-8")


def share_more(page: Page) -> None:
    tool = page.locator(".SharingPlan").first
    sees(tool, "You plan to share less than last time")
    upkeep = tool.get_by_role("group", name="What the board fears about the upkeep")
    upkeep.get_by_role("combobox", name="Next time").select_option("shared")
    sees(tool, "2 of 4 things instead of 3")


def face_ones_own(page: Page) -> None:
    tool = page.locator(".RecoveryPlanner").last
    sees(tool, "Step 1 comes next: face it.")
    sees(tool, "Opens when step 4 is done.")
    for label, words in WORDS.items():
        fill(tool, label, words)
    tool.get_by_role("combobox", name="How grave was it?").select_option("misstep")
    tool.get_by_role("combobox", name="How have you met it so far?").select_option("own")
    sees(tool, "Still missing: saying it to somebody.")
    tool.get_by_role("checkbox", name="I have said to somebody").check()
    sees(tool, "Step 2 comes next: find out why.")
    cause = tool.get_by_role("combobox", name="The big picture: what was the primary cause?")
    cause.select_option("pressure")
    sees(tool, "You name one primary cause: pressure.")


def answer_one_of_each(page: Page) -> None:
    asked = page.locator(".us-question")
    for kind, has in KINDS.items():
        question = asked.filter(has=page.locator(has)).first
        if kind == "several":
            question.locator(has).first.check()
        elif kind == "number":
            question.locator(has).fill("25")
        elif kind == "matching":
            for n in range(question.locator("select").count()):
                question.locator("select").nth(n).select_option(index=n + 1)
        answer(question)
    true = asked.filter(has=page.get_by_role("radio", name="True")).first
    true.get_by_role("radio", name="False").check()
    answer(true)
    single = asked.filter(has_text="A caterer loses the contract")
    single.locator("input[type=radio]").first.check()
    answer(single)


def test_a_learner_goes_through_the_module(
    open_module: Callable[[str], Page], ready: Callable[[Page], None], watch: Any
) -> None:
    page = open_module("11-recovery")
    predict(page)
    walk_the_example(page)
    share_more(page)
    face_ones_own(page)
    page.reload()
    ready(page)
    own = page.locator(".RecoveryPlanner").last
    sees(own, "You name one primary cause: pressure.")
    happened = own.get_by_role("textbox", name="What happened? One sentence", exact=False).first
    assert happened.input_value() == "They signed elsewhere."
    sees(page.locator(".SharingPlan").first, "2 of 4 things instead of 3")
    assert page.locator(".us-question .us-verdict").count() == 1
    answer_one_of_each(page)
    assert page.locator(".us-question .us-verdict").count() == 7
