"""ImpasseLab: let many negotiations run, with what goes wrong and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unstuck.analysis.lab import (
    MANY,
    Paired,
    Pick,
    few,
    kept,
    many,
    paired,
    pick,
    run_both,
    whole_seed,
)
from unstuck.analysis.simulation import Sample, Setting, able
from unstuck.kit.blocks import Block, ask, controls, finding, job, words
from unstuck.kit.tool import Tool
from unstuck.tools import impasse_lab_pictures as pictures
from unstuck.tools.impasse_lab_inputs import PARTS, RUNS, WORKED, LabInputs, setting


@dataclass(frozen=True)
class Lab:
    """What the laboratory found.

    Attributes
    ----------
    a, b : Sample
        The two settings on the same people.
    pair : Paired
        What the same people reached in one and in the other.
    pick : Pick
        The run that is looked at.
    waiting : bool
        Whether a large sample is asked for and not made yet; then these are small.
    """

    a: Sample
    b: Sample
    pair: Paired
    pick: Pick
    waiting: bool


class ImpasseLab(Tool):
    """See how often talks fail, in which way and at what cost, with and without a cure.

    Examples
    --------
    >>> import unstuck
    >>> lab = unstuck.ImpasseLab(task="sealed")
    >>> told = lab.result.a.missed
    >>> told.low < 7 / 16 < told.high
    True
    """

    Inputs = LabInputs
    title = "The laboratory of impasse"
    lead = (
        "Choose what goes wrong in setting A and what is done about it in setting B, and let the "
        "same people negotiate in both."
    )
    charts = ("lab_rates", "lab_run", "lab_casino")
    module = "12-at-the-table"
    jobs = ("run",)

    @staticmethod
    def solve(inputs: LabInputs) -> Lab:
        """Let both settings run on the same people; take the large samples if they are made."""
        first, second = setting(inputs, "a"), setting(inputs, "b")
        large = [kept(each, many(), _seed(inputs)) for each in (first, second)]
        asked = inputs.size == "many"
        a, b = large if asked else (None, None)
        waiting = asked and not (a and b)
        if not (a and b):
            a, b = few(first, _seed(inputs)), few(second, _seed(inputs))
        chosen = a if inputs.look == "a" else b
        return Lab(a, b, paired(a, b), pick(chosen, inputs.ending, inputs.nth), waiting)

    def work(self, which: str, inputs: LabInputs) -> Iterator[float]:
        """Make the large samples of both settings."""
        both: list[Setting] = [setting(inputs, part) for part in PARTS]
        return run_both(both, many(), _seed(inputs))

    def shut(self, draft: Mapping[str, Any]) -> dict[str, str]:
        """Show one setting at a time, and none for sealed bids; the runs stand by their picture."""
        closed = {RUNS: ""}
        hidden = PARTS if draft["task"] == "sealed" else PARTS.keys() - {draft["edit"]}
        closed |= {PARTS[part]: "" for part in hidden}
        return closed | ({WORKED: ""} if draft["task"] == "sealed" else {})

    def show(self, inputs: LabInputs, result: Lab) -> list[Block]:
        """Campsite data or rates first, then the runs, then what the model assumes."""
        return [
            self._finding(inputs, result),
            *self._long(result),
            *(pictures.campsite(self.fill, result.a, result.b) if inputs.task == "casino" else []),
            pictures.rates(self.fill, result.a, result.b),
            pictures.figures(self.fill, result.a, result.b),
            controls({"name": "look"}, {"name": "ending"}, {"name": "nth"}),
            *self._run(inputs, result),
            pictures.assumptions(self.fill, result.a.setting.behaviour),
            words(self.fill("illustrative")),
        ]

    def _finding(self, inputs: LabInputs, result: Lab) -> Block:
        a, b, pair = result.a, result.b, result.pair
        if inputs.task == "sealed":
            missed = a.missed
            told = self.fill("sealed", a=pictures.round_share(missed.value), theory=0.4375)
            ends = self.fill(
                "sealed_interval",
                n=missed.of,
                low=pictures.round_share(missed.low),
                high=pictures.round_share(missed.high),
                b=pictures.round_share(b.missed.value),
            )
            return finding(f"{told} {ends}", "plain")
        rates = [pictures.round_share(each.impasses().value) for each in (a, b)]
        if not (pair.only_first or pair.only_second):
            return finding(self.fill("alike", n=len(a), a=rates[0]), "plain")
        told = self.fill("both", n=len(a), a=rates[0], b=rates[1])
        pairs = self.fill("both_pairs", first=pair.only_first, second=pair.only_second)
        return finding(f"{told} {pairs}", "good" if pair.points > 0 else "open")

    def _long(self, result: Lab) -> list[Block]:
        if not result.waiting:
            return []
        note = self.fill("waiting", few=len(result.a))
        if not able():
            note = f"{note} {self.fill('slow', n=many(), full=MANY)}"
        label = self.fill("run_label", n=many())
        return [job("run", label, running=self.fill("running", n=many()), note=note)]

    def _run(self, inputs: LabInputs, result: Lab) -> list[Block]:
        found = result.pick
        if found.run is None:
            told = self.fill("none", part=inputs.look.upper(), n=len(result.a))
            return [words(told)]
        ways: list[dict[str, Any]] = [
            {"value": name, "label": self.fill(name), "set": {"nth": place}}
            for name, place in (("before", found.before), ("after", found.after))
            if place
        ]
        drawn = pictures.run(self.fill, found, inputs.task)
        return [*drawn, *([ask("nth", self.fill("pick"), ways)] if ways else [])]


def _seed(inputs: LabInputs) -> int:
    return whole_seed(inputs.seed)
