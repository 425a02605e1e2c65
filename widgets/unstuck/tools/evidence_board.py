"""EvidenceBoard: what research has found, and the real data as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unstuck import data
from unstuck.analysis.evidence import STANCES, chosen, stance_counts
from unstuck.analysis.outcomes import Spell
from unstuck.content.numbers import show_number
from unstuck.content.templates import escape
from unstuck.kit.blocks import Block, cards, chart, finding, fold, words
from unstuck.kit.fields import choice, quantity, text
from unstuck.kit.tool import Tool
from unstuck.tools import evidence_pictures as pictures

AT_ONCE = 12
LOOKS = {
    "findings": "Findings",
    "casino": "1,030 campsite talks",
    "strikes": "62 strikes",
}
TOPIC_NAMES = {
    "all": "All topics",
    "frequency": "How often talks fail",
    "zone": "Zones, and deals that were missed",
    "alternatives": "Alternatives and the agreement trap",
    "offers": "Offers, concessions and fairness",
    "interests": "Interests and information",
    "bias": "Biases",
    "pressure": "Pressure, time and numbers at the table",
    "breaks": "Breaks and third parties",
    "emotions": "Emotions",
    "relationship": "Relationship, and what comes after",
}
STANCE_NAMES = {
    "supports": "speaks for the advice",
    "qualifies": "only within limits",
    "contradicts": "speaks against the advice",
    "extends": "adds to the advice",
    "theory": "a result of theory",
}
TONES = {"supports": "good", "qualifies": "open", "contradicts": "bad"}
CHECKED = {
    "abstract": "abstract",
    "secondary account": "secondary",
    "PON article only": "article",
    "computed": "computed",
}
PICTURES = {
    "walkaways": "Who walked away from what",
    "deals": "How good the deals were",
    "satisfaction": "How satisfied they were",
    "turns": "How long they had talked",
}


@dataclass(frozen=True, kw_only=True)
class BoardInputs:
    """What to look at."""

    look: str = choice("findings", label="What do you want to look at?", options=LOOKS)
    topic: str = choice(
        "frequency",
        label="Topic",
        options=TOPIC_NAMES,
        look="select",
        when=("look", ("findings",)),
    )
    stance: str = choice(
        "all",
        label="How it stands to the common advice",
        options={"all": "All of them", **STANCE_NAMES},
        look="select",
        when=("look", ("findings",)),
    )
    search: str = text(
        label="Words to search for",
        limit=60,
        help="In findings, samples and authors; every word must be there.",
        when=("look", ("findings",)),
    )
    picture: str = choice(
        "walkaways",
        label="Which picture?",
        options=PICTURES,
        when=("look", ("casino",)),
    )
    day: float = quantity(
        90,
        label="Days since the strike began",
        low=0,
        high=220,
        step=1,
        unit="days",
        help="Move it: how many were still going on, and how much longer did they take?",
        when=("look", ("strikes",)),
    )


@dataclass(frozen=True)
class Board:
    """What the data sets give for a choice.

    Attributes
    ----------
    findings : tuple of dict
        The rows that fit.
    counts : dict of str to int
        Findings by stance on the topic and with the words searched for, whichever the stance.
    all : int
        How many findings there are.
    seen : Seen
        How the campsite talks ended and how long the strikes lasted.
    spell : Spell
        The strikes that had lasted so many days.
    """

    findings: tuple[dict[str, Any], ...]
    counts: dict[str, int]
    all: int
    seen: pictures.Seen
    spell: Spell


@cache
def _evidence() -> tuple[dict[str, Any], ...]:
    return data.rows("evidence")


class EvidenceBoard(Tool):
    """Look up what research has found about impasse, and see real data on talks that failed.

    Examples
    --------
    >>> import unstuck
    >>> board = unstuck.EvidenceBoard(topic="alternatives", search="weak")
    >>> [row["id"] for row in board.result.findings]
    ['E36']
    """

    Inputs = BoardInputs
    title = "The evidence"
    lead = "Look up what was found, by whom, and how we checked it, or see real data as pictures."
    charts = (
        "evidence_stances",
        "casino_walkaways",
        "casino_deals",
        "casino_means",
        "strike_survival",
    )
    module = "01-impasse"

    @staticmethod
    def solve(inputs: BoardInputs) -> Board:
        """Pick the findings and count what the pictures show."""
        on_topic = chosen(_evidence(), topic=inputs.topic, search=inputs.search)
        return Board(
            findings=tuple(dict(row) for row in chosen(on_topic, stance=inputs.stance)),
            counts=stance_counts(on_topic),
            all=len(_evidence()),
            seen=pictures.seen(),
            spell=pictures.spell(inputs.day),
        )

    def show(self, inputs: BoardInputs, result: Board) -> list[Block]:
        """Show findings as cards, or one of the pictures."""
        if inputs.look == "strikes":
            return pictures.strikes(self.fill, result.seen, result.spell)
        if inputs.look == "findings":
            return self._findings(inputs, result)
        kind = inputs.picture
        drawn = {"walkaways": pictures.walkaways, "deals": pictures.deals}
        blocks = (
            drawn[kind](self.fill, result.seen)
            if kind in drawn
            else pictures.means(self.fill, result.seen, kind)
        )
        return [*blocks, words(self.fill("casino_note"))]

    def _findings(self, inputs: BoardInputs, result: Board) -> list[Block]:
        count = len(result.findings)
        topic = TOPIC_NAMES[inputs.topic].lower()
        told = [self._card(row) for row in result.findings]
        first, rest = told[:AT_ONCE], told[AT_ONCE:]
        return [
            finding(self.fill("shown", count=count, all=result.all, topic=topic))
            if count
            else finding(self.fill("none"), "open"),
            self._stances(inputs, result),
            *(
                [fold("Five figures that look alike", words(self.fill("apart")))]
                if inputs.topic == "frequency"
                else []
            ),
            *([cards(*first)] if first else []),
            *([fold(f"The other {len(rest)}", cards(*rest))] if rest else []),
        ]

    def _stances(self, inputs: BoardInputs, result: Board) -> Block:
        counts = result.counts
        return chart(
            "evidence_stances",
            title=self.fill("stances"),
            sentence=self.fill("stances_sentence", **counts),
            head=["How it stands to the advice", "Findings"],
            rows=[[STANCE_NAMES[stance], show_number(n)] for stance, n in counts.items()],
            data={
                "stances": [
                    {
                        "label": STANCE_NAMES[stance],
                        "order": order,
                        "count": counts[stance],
                        "shown": inputs.stance in ("all", stance),
                    }
                    for order, stance in enumerate(STANCES)
                ]
            },
            signals={"most": max(4, *counts.values())},
        )

    def _card(self, row: Mapping[str, Any]) -> dict[str, str]:
        direction = row["effect"] == "direction"
        effect = self.fill("direction" if direction else "number", effect=_capital(row["effect"]))
        told = [effect, self.fill("studied", sample=row["sample"])]
        if row["note"]:
            told.append(self.fill("mind", note=row["note"]))
        cited = f"{row['authors']} ({row['year']}). {row['outlet']}. {row['id']}."
        card = {
            "title": escape(row["finding"]),
            "badge": STANCE_NAMES[row["stance"]],
            "tone": TONES.get(row["stance"], "plain"),
            "text": " ".join(told),
            "foot": f"{escape(cited)} {self.fill(CHECKED[row['checked']])}",
        }
        if row["doi"]:
            card |= {"link": f"https://doi.org/{row['doi']}", "linktext": f"doi {row['doi']}"}
        return card


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
