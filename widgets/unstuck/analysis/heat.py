"""Answers to anger, fear, hurt and a bad start: what each sentence does, and the heat it leaves.

The heat of a scene and of its answers is stated by whoever wrote the scene, on a scale from 0
(calm) to 10 (the talks are about to break). It is a judgement and not a measurement. What is
worked out here is only how these statements compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from unstuck.analysis._checks import number

__all__ = [
    "HOTTEST",
    "HeatAnswer",
    "HeatEffect",
    "HeatReading",
    "HeatRubric",
    "HeatScene",
    "Practice",
    "Verdict",
    "heat_effect",
    "practise",
    "read_heat",
]

HOTTEST = 10.0
"""The hottest that a scene can be."""


class Verdict(StrEnum):
    """What an answer does to the feeling that it answers."""

    EMPTY = "empty"
    OPEN = "open"
    MEETS = "meets"
    MIXED = "mixed"
    MISSES = "misses"
    INFLAMES = "inflames"


@dataclass(frozen=True)
class HeatRubric:
    """What a sentence of an answer to one feeling can do.

    Parameters
    ----------
    helps, inflames : tuple of str
        Marks for what helps and for what inflames; any other mark counts as neither.
    needs : tuple of str
        Marks out of `helps`, at least one of which an answer needs in order to meet the feeling.

    Raises
    ------
    ValueError
        If a needed mark is not among those that help, or a mark both helps and inflames.
    """

    helps: tuple[str, ...]
    inflames: tuple[str, ...]
    needs: tuple[str, ...]

    def __post_init__(self) -> None:
        for mark in self.needs:
            if mark not in self.helps:
                raise ValueError(f"'{mark}' is needed but does not help; add it to what helps.")
        for mark in self.helps:
            if mark in self.inflames:
                raise ValueError(f"'{mark}' cannot both help and inflame; take one of them out.")


@dataclass(frozen=True)
class HeatReading:
    """An answer read by its marks.

    Attributes
    ----------
    verdict : Verdict
        ``empty`` without a sentence, ``open`` while one is unmarked; then ``meets``, ``mixed``
        (it meets the feeling and inflames it as well), ``inflames`` or ``misses`` (neither).
    helps, inflames : tuple of str
        The marks found, each once, in the order of the rubric.
    unmarked : int
        How many sentences have no mark yet.
    """

    verdict: Verdict
    helps: tuple[str, ...] = ()
    inflames: tuple[str, ...] = ()
    unmarked: int = 0


@dataclass(frozen=True)
class HeatAnswer:
    """One answer that a scene offers.

    Parameters
    ----------
    id, title : str
        The title is a few words; the id is unique within the scene.
    parts, marks : tuple of str
        Its sentences, and what each of them does.
    heat : float
        The heat that it leaves, 0 to 10, as judged by the scene's author.
    then, why : str
        What happens next, and why.

    Raises
    ------
    ValueError
        If the heat is out of range, or sentences and marks differ in number.
    """

    id: str
    title: str
    parts: tuple[str, ...]
    marks: tuple[str, ...]
    heat: float
    then: str
    why: str

    def __post_init__(self) -> None:
        number(self.heat, f"The heat that '{self.title}' leaves", at_least=0, at_most=HOTTEST)
        if len(self.parts) != len(self.marks):
            raise ValueError(
                f"'{self.title}' has {len(self.parts)} sentences and {len(self.marks)} marks; "
                "mark each sentence once."
            )


@dataclass(frozen=True)
class HeatScene:
    """A moment in which somebody is angry, afraid, hurt, or off to a bad start.

    Parameters
    ----------
    id, title, feeling, story : str
        What happens, and which feeling is to be met.
    heat : float
        The heat before anybody answers, 0 to 10.
    answers : tuple of HeatAnswer
        At least two, of which the coolest leaves less heat than there is now.
    model : HeatAnswer
        One good answer more, to hold one's own against.

    Raises
    ------
    ValueError
        If no answer lowers the heat: then there would be nothing to learn by choosing.
    """

    id: str
    title: str
    feeling: str
    story: str
    heat: float
    answers: tuple[HeatAnswer, ...]
    model: HeatAnswer

    def __post_init__(self) -> None:
        number(self.heat, f"The heat of '{self.title}'", at_least=0, at_most=HOTTEST)
        if len(self.answers) < 2 or self.best.heat >= self.heat:
            raise ValueError(
                f"'{self.title}' needs two answers or more, one of which lowers the heat of "
                f"{self.heat:g}; add one."
            )

    @property
    def best(self) -> HeatAnswer:
        """The answer that leaves the least heat; of equals the first."""
        return min(self.answers, key=lambda answer: answer.heat)

    @property
    def worst(self) -> HeatAnswer:
        """The answer that leaves the most heat; of equals the first."""
        return max(self.answers, key=lambda answer: answer.heat)

    def answer(self, answer_id: str) -> HeatAnswer | None:
        """The answer of that id, None if there is none."""
        return next((each for each in self.answers if each.id == answer_id), None)


@dataclass(frozen=True)
class HeatEffect:
    """What one answer does to the heat.

    Attributes
    ----------
    change : float
        Degrees of heat, negative where it cools.
    possible : float
        How many degrees the scene's coolest answer takes away.
    share : float
        The part of these that this one takes away: 1 for the coolest, 0 for one that leaves the
        heat as it is or raises it.
    """

    change: float
    possible: float
    share: float

    @property
    def size(self) -> float:
        """By how many degrees the heat changes, whichever way."""
        return abs(self.change)


@dataclass(frozen=True)
class Practice:
    """What somebody has tried in a set of scenes.

    Attributes
    ----------
    tried : tuple of HeatAnswer
        What was chosen in the scene at hand, in order; the last may repeat an earlier one.
    share : float or None
        How much of the heat that could go the first choice here took away, 0 to 1.
    scenes : int
        In how many scenes something was chosen.
    mean : float or None
        The mean of that share over them; None before the first choice.
    """

    tried: tuple[HeatAnswer, ...] = ()
    share: float | None = None
    scenes: int = 0
    mean: float | None = None


def read_heat(marks: Sequence[str], rubric: HeatRubric) -> HeatReading:
    """Say what an answer does, by what its sentences were marked as.

    Parameters
    ----------
    marks : sequence of str
        One for each sentence, empty where none was given yet.
    rubric : HeatRubric
        What the marks mean.

    Examples
    --------
    >>> anger = HeatRubric(helps=("hear", "ask"), inflames=("defend",), needs=("hear",))
    >>> read_heat(["hear", "defend"], anger).verdict
    <Verdict.MIXED: 'mixed'>
    """
    if not marks:
        return HeatReading(Verdict.EMPTY)
    helps = tuple(mark for mark in rubric.helps if mark in marks)
    inflames = tuple(mark for mark in rubric.inflames if mark in marks)
    unmarked = sum(1 for mark in marks if not mark)
    return HeatReading(_verdict(helps, inflames, unmarked, rubric), helps, inflames, unmarked)


def _verdict(
    helps: Sequence[str], inflames: Sequence[str], unmarked: int, rubric: HeatRubric
) -> Verdict:
    if unmarked:
        return Verdict.OPEN
    meets = any(mark in rubric.needs for mark in helps)
    if inflames:
        return Verdict.MIXED if meets else Verdict.INFLAMES
    return Verdict.MEETS if meets else Verdict.MISSES


def heat_effect(scene: HeatScene, answer: HeatAnswer) -> HeatEffect:
    """What an answer does to the heat of its scene, and how that compares with the coolest."""
    possible = scene.heat - scene.best.heat
    change = answer.heat - scene.heat
    return HeatEffect(change, possible, max(0.0, -change / possible))


def practise(scenes: Sequence[HeatScene], chosen: Sequence[tuple[str, str]], here: str) -> Practice:
    """Tell what was tried, and how well the first choice in each scene did.

    Parameters
    ----------
    scenes : sequence of HeatScene
        All that there are.
    chosen : sequence of (str, str)
        Pairs of scene id and answer id in the order of choosing; unknown ones are left out.
    here : str
        The id of the scene at hand; it may be none of them.
    """
    known = {scene.id: scene for scene in scenes}
    tried: dict[str, list[HeatAnswer]] = {}
    for scene_id, answer_id in chosen:
        answer = known[scene_id].answer(answer_id) if scene_id in known else None
        if answer is not None:
            tried.setdefault(scene_id, []).append(answer)
    shares = {name: heat_effect(known[name], some[0]).share for name, some in tried.items()}
    mean = sum(shares.values()) / len(shares) if shares else None
    return Practice(tuple(tried.get(here, ())), shares.get(here), len(shares), mean)
