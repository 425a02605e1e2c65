"""What is wrong with the content files: every rule, with file, item and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from unstuck.content.answering import NumberTask
from unstuck.content.choosing import ChoiceTask
from unstuck.content.plain import BLANK
from unstuck.content.questions import FOLDER, Item, try_once
from unstuck.content.reader import closest
from unstuck.content.schema import Content, Question, read_file

SEEDS = range(50)
_FEWEST = 8
_CHANCE = 0.05


def problems(folder: Path | None = None) -> list[str]:
    """Check content files: their form, ids, concepts, sources, draws and giveaways.

    Parameters
    ----------
    folder : Path, optional
        Where the `<slug>.toml` files are; left out, those of the course.

    Returns
    -------
    list of str
        A sentence for each problem, with file, item and reason; empty if all is well.
    """
    folder = FOLDER if folder is None else folder
    found: list[str] = []
    contents: list[Content] = []
    for path in sorted(folder.glob("*.toml")):
        content, faults = read_file(path)
        contents.append(content)
        found += faults or [
            *_unknown_ids(content),
            *(fault for question in content.questions for fault in _draw_faults(question)),
            *(fault for question in content.questions for fault in _blank_faults(question)),
            *_giveaways(f"{path.name}: over its", content.questions),
        ]
    if not found:
        every = [question for content in contents for question in content.questions]
        found += _giveaways(f"{folder.name}: over all", every)
    return found + list(_shared_ids(contents))


def _place(question: Question) -> str:
    return f"{question.module}.toml, question '{question.id}'"


def _shared_ids(contents: Sequence[Content]) -> Iterator[str]:
    """Ids of cases and questions must be unique over the course; within a file it was checked."""
    homes: dict[tuple[str, str], str] = {}
    for content in contents:
        items = {("case", case.id) for case in content.cases}
        items |= {("question", question.id) for question in content.questions}
        for kind, item in sorted(items):
            home = homes.setdefault((kind, item), content.module)
            if home != content.module:
                yield (
                    f"{content.module}.toml, {kind} '{item}': {home}.toml has a {kind} of "
                    "that id too; rename one."
                )


def _unknown_ids(content: Content) -> Iterator[str]:
    """Concepts and evidence rows that the data sets do not have, where these are at hand."""
    concepts, evidence = _known_ids("concepts"), _known_ids("evidence")
    for question in content.questions:
        for concept in question.concepts:
            if concepts and concept not in concepts:
                yield (
                    f"{_place(question)}: concept '{concept}' is unknown; "
                    f"{closest(concept, concepts)}"
                )
        for source in question.sources:
            if evidence and source[0] == "E" and source[1:].isdigit() and source not in evidence:
                yield f"{_place(question)}: source '{source}' is no row of evidence.csv."


def _known_ids(dataset: str) -> tuple[str, ...]:
    """The ids of a data set, none where it is not there yet."""
    data = import_module("unstuck.data")
    return tuple(str(row["id"]) for row in data.rows(dataset)) if dataset in data.datasets() else ()


def _draw_faults(question: Question) -> Iterator[str]:
    """Try many draws: report the first that fails, and mistakes that are never told apart."""
    merged: list[list[bool]] = []
    for seed in SEEDS if question.parametrised else SEEDS[:1]:
        try:
            merged.append(_merged(try_once(question, seed)))
        except ValueError as error:
            yield f"{_place(question)}: with seed {seed}, {error}"
            return
    for number, always in enumerate(map(all, zip(*merged, strict=True)), start=1):
        if always:
            yield f"{_place(question)}: mistake {number} is always within reach of the key."


def _blank_faults(question: Question) -> Iterator[str]:
    """Texts that an import left to be filled in."""
    told = (question.prompt, question.hint, question.worked)
    left = sum(BLANK in text for text in (*told, *question.body.asked, *question.body.told))
    if left:
        yield f"{_place(question)}: {left} text{'s are' if left > 1 else ' is'} still {BLANK}."


def _merged(item: Item) -> list[bool]:
    """For each mistake, whether it lies within the tolerance of the key."""
    task = item.task
    if not isinstance(task, NumberTask):
        return []
    return [task.matches(value, task.key.value) for value, _ in task.mistakes]


def _giveaways(where: str, questions: Sequence[Question]) -> Iterator[str]:
    """Report if the right choice is the longest more often than chance allows."""
    tasks = []
    for question in questions:
        if question.kind == "single":
            try:
                task = try_once(question, 0).task
            except ValueError:
                continue
            if isinstance(task, ChoiceTask):
                tasks.append(task)
    longest = sum(_right_is_longest(task) for task in tasks)
    if len(tasks) >= _FEWEST and _tail([len(t.choices) for t in tasks], longest) < _CHANCE:
        yield (
            f"{where} {len(tasks)} single-choice questions, the right choice is the longest in "
            f"{longest}, more than chance allows; shorten right ones or lengthen wrong ones."
        )


def _right_is_longest(task: ChoiceTask) -> bool:
    right = max(len(choice.text) for choice in task.choices if choice.right)
    return right > max(len(choice.text) for choice in task.choices if not choice.right)


def _tail(counts: Sequence[int], hits: int) -> float:
    """The chance of at least `hits` successes in tries that succeed once in `counts` each."""
    chances = [1.0]
    for count in counts:
        miss, hit = [*chances, 0.0], [0.0, *chances]
        chances = [m * (1 - 1 / count) + h / count for m, h in zip(miss, hit, strict=True)]
    return sum(chances[hits:])
