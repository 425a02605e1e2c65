"""Questions for other programs, and from them: Moodle's GIFT, the JSON of jupyterquiz.

>>> from unstuck.content.questions import load
>>> to_gift(load("04-zopa").questions, seed=7).left_out   # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from unstuck.content import gift, gift_reader, jupyterquiz
from unstuck.content.plain import BLANK, Note, Table, file_text, table
from unstuck.content.questions import Question, drawn, try_once
from unstuck.content.schema import LEVELS, USES, read_text

LARGEST = 5_000_000  # characters of a file that is read

_FROM = "From the course Unstuck, CC BY 4.0."
_ID = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60
_TEXTS = {"prompt", "hint", "worked", "feedback", "right", "low", "high", "true", "false", "model"}
_ORDER = ("id", "kind", "use", "concepts", "level", "sources", "prompt", "hint", "worked")


@dataclass(frozen=True)
class Exchanged:
    """What came of an exchange.

    Parameters
    ----------
    text : str
        The file to write.
    left_out : tuple of str
        A sentence for everything that could not be carried, with the questions or lines.
    blanks : tuple of str
        Of an import, a sentence for every question with something left to fill in.
    count : int
        How many questions the file has.
    """

    text: str
    left_out: tuple[str, ...]
    blanks: tuple[str, ...] = ()
    count: int = 0


def to_gift(questions: Iterable[Question], seed: int = 1) -> Exchanged:
    """Write questions for Moodle, in its GIFT format.

    Parameters
    ----------
    questions : iterable of Question
        Such as `load("04-zopa").questions`.
    seed : int
        Fixes the numbers of questions that draw new ones, and the order of choices.

    Returns
    -------
    Exchanged

    Raises
    ------
    ValueError
        If the seed is no whole number.

    References
    ----------
    https://docs.moodle.org/en/GIFT_format
    """
    made = _exported(questions, seed, gift.write)
    return Exchanged(f"// {_FROM}\n\n{made.text}", made.left_out, count=made.count)


def to_jupyterquiz(questions: Iterable[Question], seed: int = 1) -> Exchanged:
    """Write questions for jupyterquiz, as JSON.

    Parameters
    ----------
    questions : iterable of Question
        Such as `load("04-zopa").questions`.
    seed : int
        Fixes the numbers of questions that draw new ones, and the order of choices.

    Returns
    -------
    Exchanged

    Raises
    ------
    ValueError
        If the seed is no whole number.

    References
    ----------
    https://github.com/jmshea/jupyterquiz
    """
    return _exported(questions, seed, jupyterquiz.write)


def from_gift(
    text: str,
    module: str,
    *,
    concepts: Sequence[str] = (),
    sources: Sequence[str] = (),
    level: str = "",
) -> Exchanged:
    """Read questions in Moodle's GIFT format, and write them as a content file.

    Parameters
    ----------
    text : str
        The GIFT file's text, at most 5,000,000 characters.
    module : str
        The slug that the content file will be named after.
    concepts, sources, level
        What is written where the file does not say it; a level is one of `recall`,
        `understand`, `apply`.

    Returns
    -------
    Exchanged
        Its text has `(to fill in)` wherever a text is missing, and
        `unstuck.content.checks.problems` names each.

    Raises
    ------
    ValueError
        If the file breaks its format (line and reason), or holds nothing to import, or
        concepts, sources or a level are missing.
    """
    return _imported(text, module, gift_reader.read, concepts, sources, level)


def from_jupyterquiz(
    text: str,
    module: str,
    *,
    concepts: Sequence[str] = (),
    sources: Sequence[str] = (),
    level: str = "",
) -> Exchanged:
    """Read questions in the JSON of jupyterquiz, and write them as a content file.

    Parameters, what comes back and what is raised are those of `from_gift`.
    """
    return _imported(text, module, jupyterquiz.read, concepts, sources, level)


def _exported(
    questions: Iterable[Question],
    seed: int,
    write: Callable[[Iterable[Table]], tuple[str, list[Note]]],
) -> Exchanged:
    listed = tuple(questions)
    text, notes = write([table(drawn(question, seed)) for question in listed])
    lost = {who for what, who in notes if what.startswith("left out")}
    what = f"draws new numbers on each try; these are the ones of seed {seed}"
    parametrised = [each for each in listed if each.parametrised and each.id not in lost]
    notes = [(what, each.id) for each in parametrised] + notes
    return Exchanged(text, _grouped(notes), count=len(listed) - len(lost))


def _grouped(notes: Iterable[Note]) -> tuple[str, ...]:
    """One sentence for all of which the same is to be said."""
    groups: dict[str, list[str]] = {}
    for what, who in notes:
        groups.setdefault(what, []).append(who)
    return tuple(f"{', '.join(dict.fromkeys(who))}: {what}." for what, who in groups.items())


def _imported(
    text: str,
    module: str,
    read: Callable[[str], tuple[list[Table], list[Note]]],
    concepts: Sequence[str],
    sources: Sequence[str],
    level: str,
) -> Exchanged:
    if len(text) > LARGEST:
        raise ValueError(
            f"The file has {len(text):,} characters; {LARGEST:,} is the most. Split it into parts."
        )
    if not _SLUG.fullmatch(module):
        raise ValueError(f"'{module}' is no name of a module; give one such as 04-zopa.")
    if level and level not in LEVELS:
        raise ValueError(f"'{level}' is no level; known are {', '.join(LEVELS)}.")
    tables, notes = read(text)
    given = {"concepts": list(concepts), "level": level, "sources": list(sources)}
    kept: list[Table] = []
    for number, found in enumerate(tables, start=1):
        name = _free_name(found["id"], f"{module.partition('-')[2] or module}-{number}", kept)
        made = _complete(found, name, given)
        faults = list(_faults(made, module))
        notes += [(f"left out: {fault}", f"line {found['line']}") for fault in faults[:1]]
        kept += [] if faults else [made]
    _demand(kept)
    if not kept:
        why = f" {_grouped(notes)[0]}" if notes else ""
        raise ValueError(f"There is nothing to import.{why}")
    blanks = tuple(
        f"{each['id']}: {', '.join(each['blanks'])}." for each in kept if "blanks" in each
    )
    heads = ["Imported questions. Look for what is to fill in, then run: unstuck check"]
    return Exchanged(file_text(module, kept, heads), _grouped(notes), blanks, len(kept))


def _free_name(wanted: str, otherwise: str, kept: Sequence[Table]) -> str:
    """An id made of a name, and not taken yet."""
    stem = _ID.sub("-", wanted.lower())[:_LONGEST_ID].strip("-") or otherwise
    taken = {each["id"] for each in kept}
    more = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *more) if name not in taken)


def _complete(found: Table, name: str, given: Table) -> Table:
    """Put in what the file does not say: what was given, and marked blanks."""
    made: Table = {**found, "id": name}
    made["use"] = found["use"] if found.get("use") in USES else "check"
    for key, value in given.items():
        made[key] = found.get(key) or value
    if made["level"] not in LEVELS:
        made["level"] = given["level"]
    if made["kind"] == "reflection":
        made = {key: value for key, value in made.items() if key not in ("hint", "worked")} | (
            {"hint": made["hint"]} if made["hint"] else {}
        )
    blanks: list[str] = []
    filled = {key: _filled(key, value, blanks) for key, value in made.items() if key != "line"}
    first = {key: filled[key] for key in _ORDER if key in filled}
    return first | filled | ({"blanks": list(dict.fromkeys(blanks))} if blanks else {})


def _filled(key: str, value: Any, blanks: list[str]) -> Any:
    if isinstance(value, str) and not value.strip() and key in _TEXTS:
        blanks.append("feedback" if key in ("right", "low", "high", "true", "false") else key)
        return BLANK
    if isinstance(value, dict):
        return {name: _filled(name, part, blanks) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(key, part, blanks) for part in value]
    return value


def _faults(made: Table, module: str) -> Iterator[str]:
    """What our own rules say of a question, apart from what options can still give."""
    stand_in = {"concepts": ["x"], "sources": ["X"], "level": LEVELS[0]}
    whole = {**made, **{key: made[key] or value for key, value in stand_in.items()}}
    content, problems = read_text(file_text(module, [whole]), module)
    yield from (problem.partition(": ")[2].rstrip(".") for problem in problems)
    if not problems:
        try:
            try_once(content.questions[0], 1)
        except ValueError as error:
            yield str(error).rstrip(".")


def _demand(kept: Sequence[Table]) -> None:
    """Refuse questions about which neither the file nor an option says what they need."""
    for key, option in (("concepts", "concepts"), ("level", "level"), ("sources", "source")):
        bare = [each["id"] for each in kept if not each[key]]
        if bare:
            more = f" and {len(bare) - 3} more" if len(bare) > 3 else ""
            raise ValueError(
                f"The file says nothing about the {key} of {', '.join(bare[:3])}{more}; "
                f"give them with --{option}."
            )
