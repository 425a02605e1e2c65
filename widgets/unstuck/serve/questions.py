"""The command ``unstuck questions``: to and from the formats of other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from unstuck.content import exchange
from unstuck.content.questions import load
from unstuck.content.schema import LEVELS

FORMATS: dict[str, tuple[Callable[..., exchange.Exchanged], Callable[..., exchange.Exchanged]]] = {
    "gift": (exchange.to_gift, exchange.from_gift),
    "jupyterquiz": (exchange.to_jupyterquiz, exchange.from_jupyterquiz),
}
LARGEST = 4 * exchange.LARGEST  # bytes: a character has at most four


def add(questions: argparse.ArgumentParser) -> None:
    """Give the command its two parts, export and import."""
    parts = questions.add_subparsers(required=True, metavar="export | import")
    export = _part(parts, "export", export_questions, "write a module's questions for elsewhere")
    export.add_argument("module", help="such as 04-zopa")
    export.add_argument("--seed", type=int, default=1, help="fixes drawn numbers; default 1")
    bring = _part(parts, "import", import_questions, "make a content file from questions")
    bring.add_argument("file", type=Path, help="what to read")
    bring.add_argument("--module", required=True, metavar="SLUG", help="such as 04-zopa")
    told = "where the file does not say it"
    bring.add_argument("--concepts", nargs="+", default=[], metavar="ID", help=told)
    bring.add_argument("--source", nargs="+", default=[], metavar="KEY", help=told)
    bring.add_argument("--level", choices=LEVELS, default="", help=told)
    for part in (export, bring):
        part.add_argument("--format", choices=FORMATS, required=True)
        part.add_argument("--to", type=Path, metavar="FILE", help="default: printed")


def _part(
    parts: argparse._SubParsersAction[Any],
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(
        name, help=words, description=f"{words.capitalize()}."
    )
    part.set_defaults(run=run)
    return part


def export_questions(asked: argparse.Namespace) -> int:
    """Write a module's questions in another program's format."""
    made = FORMATS[asked.format][0](load(asked.module).questions, asked.seed)
    _give(made, asked.to)
    _tell(f"{made.count} questions written.", made.left_out)
    return 0


def import_questions(asked: argparse.Namespace) -> int:
    """Write a content file from another program's questions."""
    to: Path | None = asked.to
    if to is not None and to.name != f"{asked.module}.toml":
        raise ValueError(f"A content file is named after its module: --to …/{asked.module}.toml.")
    if to is not None and to.exists():
        raise ValueError(f"{to} is there already; choose another folder and merge by hand.")
    given = {"concepts": asked.concepts, "sources": asked.source, "level": asked.level}
    made = FORMATS[asked.format][1](_text(asked.file), asked.module, **given)
    _give(made, to)
    _tell(f"{made.count} questions read.", made.left_out)
    if made.blanks:
        _tell(f"To fill in, in {len(made.blanks)} of them:", made.blanks)
    return 0


def _text(path: Path) -> str:
    """The text of a file that is not too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST:
        raise ValueError(f"{path} has more than {LARGEST:,} bytes; split it into parts.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise ValueError(f"{path}, line {line}: this is no UTF-8; save it as UTF-8.") from None


def _give(made: exchange.Exchanged, to: Path | None) -> None:
    try:
        if to is None:
            sys.stdout.write(made.text)
        else:
            to.write_text(made.text, "utf-8")
    except UnicodeEncodeError:
        raise ValueError("This terminal cannot show every character; use --to FILE.") from None
    except OSError as error:
        raise ValueError(f"{to} cannot be written: {error.strerror}.") from None


def _tell(head: str, sentences: Iterable[str]) -> None:
    """What is no part of the file goes beside it."""
    print(head, *(f"- {sentence}" for sentence in sentences), sep="\n", file=sys.stderr)
