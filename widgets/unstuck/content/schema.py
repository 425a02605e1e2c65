"""The form of a content file: its tables, and everything that can be wrong with one file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from unstuck.content.answering import Number, read_number_question, read_reflection
from unstuck.content.arranging import read_matching, read_ordering
from unstuck.content.choosing import Choices, read_several, read_single, read_truefalse
from unstuck.content.draws import OneOf, Range, read_draw
from unstuck.content.expressions import names
from unstuck.content.grades import Body
from unstuck.content.numbers import DEFAULT_CURRENCY
from unstuck.content.reader import Reader, closest
from unstuck.content.templates import fill, placeholders

_T = TypeVar("_T")

KINDS: Mapping[str, Callable[[Reader], Body]] = {
    "single": read_single,
    "several": read_several,
    "truefalse": read_truefalse,
    "number": read_number_question,
    "matching": read_matching,
    "ordering": read_ordering,
    "reflection": read_reflection,
}
LEVELS = ("recall", "understand", "apply")
USES = ("check", "predict", "before", "after")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = re.compile(r"[A-Z][A-Za-z0-9-]*")


@dataclass(frozen=True)
class Case:
    """A story to work through.

    Parameters
    ----------
    id, title : str
        The id is unique over the course.
    story : str
        Paragraphs; a template over `facts`.
    illustrative : bool
        Whether its numbers were invented for the exercise.
    source : str
        Where the case comes from.
    facts : mapping
        Its numbers and names.
    """

    id: str
    title: str
    story: str
    illustrative: bool
    source: str
    facts: Mapping[str, Any]

    def told(self, currency: str = DEFAULT_CURRENCY) -> str:
        """The story with its facts filled in."""
        return fill(self.story, currency=currency, **self.facts)


@dataclass(frozen=True)
class Question:
    """A question as its file has it; `unstuck.content.questions.drawn` makes it concrete.

    Parameters
    ----------
    id, module : str
        The id is unique over the course.
    kind, level, use : str
        One of `KINDS`, `LEVELS`, `USES`.
    concepts, sources : tuple of str
        What it asks about, and where that is from.
    prompt, hint, worked : str
        Templates.
    body : Body
        What depends on the kind.
    draw, given : mapping
        What is drawn on each try, and what is derived from it, in order.
    """

    id: str
    module: str
    kind: str
    level: str
    use: str
    concepts: tuple[str, ...]
    sources: tuple[str, ...]
    prompt: str
    hint: str
    worked: str
    body: Body
    draw: Mapping[str, Range | OneOf] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parametrised(self) -> bool:
        """Whether each try draws new values."""
        return bool(self.draw)


@dataclass(frozen=True)
class Content:
    """All that one file holds."""

    module: str
    words: Mapping[str, Mapping[str, str]]
    cases: tuple[Case, ...]
    questions: tuple[Question, ...]

    def case(self, case_id: str) -> Case:
        """The case of that id."""
        return _found("case", case_id, {case.id: case for case in self.cases}, self.module)

    def question(self, question_id: str) -> Question:
        """The question of that id."""
        known = {question.id: question for question in self.questions}
        return _found("question", question_id, known, self.module)


def read_file(path: Path) -> tuple[Content, list[str]]:
    """Read a content file, with a sentence for everything in it that breaks a rule."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Content(path.stem, {}, (), ()), [f"{path.name}: cannot be read: {error}"]
    return read_text(text, path.stem)


def read_text(text: str, stem: str) -> tuple[Content, list[str]]:
    """Read the text of a content file that is named `<stem>.toml`, as `read_file` does."""
    problems: list[str] = []
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Content(stem, {}, (), ()), [f"{stem}.toml: cannot be read: {error}"]
    reader = Reader(table, f"{stem}.toml", problems)
    module = reader.text("module")
    if module and module != stem:
        reader.report(f"module is '{module}', but the file is named '{stem}'; make them agree.")
    words = {tool: _read_words(reader, tool) for tool in reader.mapping("words")}
    cases = tuple(_read_case(part) for part in reader.sections("case"))
    questions = tuple(_read_question(part, stem) for part in reader.sections("question"))
    reader.close()
    items = [("case", case.id) for case in cases] + [("question", q.id) for q in questions]
    for kind, item in sorted({each for each in items if each[1] and items.count(each) > 1}):
        reader.report(f"two {kind}s have the id '{item}'; rename one.")
    return Content(stem, words, cases, questions), problems


def _read_words(reader: Reader, tool: str) -> dict[str, str]:
    part = reader.section("words").section(tool)
    return {key: part.template(key) for key in part.table}


def _read_case(reader: Reader) -> Case:
    case_id = _read_id(reader)
    facts = reader.mapping("facts")
    case = Case(
        case_id,
        reader.text("title"),
        reader.template("story"),
        bool(reader.flag("illustrative")),
        reader.text("source"),
        facts,
    )
    reader.close()
    for fact in facts:
        reader.check_name(fact)
    _check_places(reader, "story", (case.story,), set(facts))
    return case


def _read_question(reader: Reader, module: str) -> Question:
    question_id = _read_id(reader)
    kind = reader.word("kind", tuple(KINDS))
    free = kind == "reflection"
    draw, given = read_draw(reader), _read_given(reader)
    question = Question(
        question_id,
        module,
        kind,
        reader.word("level", LEVELS),
        reader.word("use", USES, default="check"),
        reader.texts("concepts"),
        reader.texts("sources"),
        reader.template("prompt"),
        reader.template("hint", default="" if free else None),
        "" if free else reader.template("worked"),
        KINDS[kind](reader),
        draw,
        given,
    )
    reader.close()
    for source in question.sources:
        if not _SOURCE.fullmatch(source):
            reader.report(f"source '{source}' is no key; write one such as E36 or PON.")
    _check_names(reader, question)
    return question


def _read_id(reader: Reader) -> str:
    item = reader.text("id")
    if item:
        reader.place = f"{reader.place.rsplit(' ', 1)[0]} '{item}'"
        if not _ID.fullmatch(item):
            reader.report("id must be small letters and digits joined by hyphens.")
    return item


def _read_given(reader: Reader) -> dict[str, Any]:
    part = reader.section("given")
    for name in part.table:
        part.check_name(name)
    return {name: part.expression(name, call=True) for name in part.table}


def _check_names(reader: Reader, question: Question) -> None:
    """Check that every name is known where it stands, and that nothing is drawn in vain."""
    body = question.body
    known, used = set(question.draw), set[str]()
    for name, expression in question.given.items():
        used |= _check_expression(reader, f"given {name}", expression, known)
        if name in known:
            reader.report(f"'{name}' is both drawn and given; rename one.")
        known.add(name)
    for expression in body.computed:
        used |= _check_expression(reader, "a computed value", expression, known)
    valued = isinstance(body, Choices) and body.expression is not None
    after = {"key"} if valued or isinstance(body, Number) else set()
    here = {"value"} if valued else set()
    used |= _check_places(reader, "prompt", (question.prompt,), known)
    used |= _check_places(reader, "hint", (question.hint,), known)
    used |= _check_places(reader, question.kind, body.asked, known | here)
    used |= _check_places(reader, "feedback", body.told, known | here | after)
    used |= _check_places(reader, "worked", (question.worked,), known | after)
    for name in sorted({*question.draw, *question.given} - used):
        reader.report(f"'{name}' is drawn or given and never used; use it or take it out.")


def _check_expression(reader: Reader, where: str, expression: Any, known: set[str]) -> set[str]:
    found = set(names(expression))
    for name in sorted(found - known):
        reader.report(f"{where} refers to '${name}', which is neither drawn nor given before.")
    return found


def _check_places(reader: Reader, where: str, texts: Iterable[str], known: set[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        try:
            found |= {name for name, _ in placeholders(text)}
        except ValueError as error:
            reader.report(f"{where}: {error}")
    for name in sorted(found - known):
        reader.report(f"{where} has the placeholder '{{{name}}}', which has no value there.")
    return found


def _found(kind: str, item: str, known: Mapping[str, _T], module: str) -> _T:
    if item not in known:
        hint = closest(item, tuple(known)) if known else "it has none."
        raise ValueError(f"Module {module} has no {kind} '{item}'; {hint}")
    return known[item]
