"""The command ``unstuck``: serve the course, open it in JupyterLab, check it."""

from __future__ import annotations

import argparse
import errno
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from unstuck import __version__
from unstuck.content.syllabus import Syllabus, load_syllabus
from unstuck.serve import questions
from unstuck.serve.log import LEVELS

PORT = 8866
WRONG = 2  # the exit status of a command that was given something it cannot use


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments
        What was typed after ``unstuck``; left out, what really was.

    Returns
    -------
    int
        The exit status: 0, 1 if ``check`` found something wrong, 2 if an option cannot be used.
    """
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except ValueError as error:
        print(f"unstuck: {error}", file=sys.stderr)
        return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="unstuck", description="A hands-on course on negotiation impasse.")
    parser.add_argument("--version", action="version", version=f"unstuck {__version__}")
    known = "serve | lab | check | handout | questions | casino"
    commands = parser.add_subparsers(required=True, metavar=known)
    serve = _command(commands, "serve", _serve, "serve the course as web pages")
    lab = _command(commands, "lab", _lab, "open the course in JupyterLab")
    _command(commands, "check", _check, "say what is wrong with the course, and where")
    for command in (serve, lab):
        command.add_argument("--port", type=_port, default=PORT, help=f"default {PORT}")
        command.add_argument("--no-browser", action="store_true", help="open no browser")
    _serve_options(serve)
    handout = _command(commands, "handout", _handout, "write a module as a page to print")
    handout.add_argument("module", help="such as 03-batna")
    handout.add_argument("--to", type=Path, default=Path(), help="folder; default the present one")
    handout.add_argument("--key", action="store_true", help="with the answers to its questions")
    casino = commands.add_parser("casino", help="count a CaSiNo corpus file that you downloaded")
    casino.set_defaults(run=_casino)
    casino.add_argument("path", type=Path, help="casino.json, as its authors publish it")
    casino.add_argument("--to", type=Path, help="a CSV file for a row of each dialogue")
    questions.add(commands.add_parser("questions", help="to and from Moodle and jupyterquiz"))
    return parser


def _serve_options(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--ip", default="127.0.0.1", help="default 127.0.0.1, this machine alone")
    serve.add_argument("--base-url", type=_base_url, default="/", help="such as /unstuck/")
    serve.add_argument("--token", default="", help="a key that visitors need; none unless given")
    serve.add_argument(
        "--token-file",
        type=_key,
        dest="token",
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="the same key, read from a file that others cannot read",
    )
    serve.add_argument(
        "--behind-proxy",
        action="store_true",
        help="believe what a proxy on this machine says of the visitor (X-Forwarded-For, -Proto)",
    )
    serve.add_argument(
        "--max-kernels", type=_count, help="how many pages at once; as memory allows unless given"
    )
    serve.add_argument(
        "--no-fork",
        action="store_true",
        help="start each kernel by itself instead of forking it from a warm process: slower",
    )
    serve.add_argument(
        "--instructor", action="store_true", help="serve the teaching guides and keys as well"
    )
    serve.add_argument(
        "--pace",
        type=_count,
        help="pages a minute that one address may open; default 120, enough for a class "
        "behind one address. Whoever comes too fast gets in by turns",
    )
    serve.add_argument(
        "--metrics",
        choices=("local", "all"),
        default="local",
        help="who may read the address metrics (for Prometheus, counts alone): programs on this "
        "machine, never through a proxy, or all; healthz and readyz answer everybody",
    )
    serve.add_argument(
        "--log-level",
        choices=LEVELS,
        default="info",
        help="the least that is told on standard error; default info. It names no learner and "
        "nothing that was typed; debug is for those who mend the course",
    )


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(WRONG, f"{self.prog}: {message} (try --help).\n")


def _command(
    commands: argparse._SubParsersAction[Any],
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=f"{words.capitalize()}."
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--course", type=Path, default=Path("course"), help="the course folder; default ./course"
    )
    return command


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no port: give a number from 0 (any) to 65535"
        )
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is too few: give a number from 1 upwards")
    return int(text)


def _base_url(text: str) -> str:
    parts = [part for part in text.split("/") if part]
    if any(not part.replace("-", "").replace("_", "").replace("~", "").isalnum() for part in parts):
        raise argparse.ArgumentTypeError(f"'{text}' is no base address: give one such as /unstuck/")
    return "/".join(["", *parts, ""])


def _key(text: str) -> str:
    try:
        key = Path(text).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise argparse.ArgumentTypeError(f"'{text}' cannot be read: give a text file") from None
    if not key:
        raise argparse.ArgumentTypeError(f"'{text}' is empty: write the key into it")
    return key


def _course(asked: argparse.Namespace) -> Syllabus:
    folder: Path = asked.course
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder}; name the course with --course.")
    return load_syllabus(folder.resolve())


def _serve(asked: argparse.Namespace) -> int:
    course = _course(asked)
    from unstuck.serve.guard import is_own

    if asked.behind_proxy and not is_own(asked.ip):
        raise ValueError(
            f"--behind-proxy believes what a visitor's headers say, so nobody but the proxy may "
            f"connect: leave out --ip {asked.ip} or --behind-proxy."
        )
    from unstuck.serve.app import CourseServer
    from unstuck.serve.limits import PACE

    server = CourseServer(
        port=asked.port,
        ip=asked.ip,
        base_url=asked.base_url,
        token=asked.token,
        open_browser=not asked.no_browser,
        max_kernels=asked.max_kernels or 0,
        instructor=asked.instructor,
        fork=not asked.no_fork,
        behind_proxy=asked.behind_proxy,
        pace=asked.pace or PACE,
        metrics=asked.metrics,
        say=asked.log_level,
    )
    try:
        server.open(course.folder)
    except OSError as error:
        raise ValueError(_why_not(error, asked.ip, asked.port)) from None
    return 0


def _why_not(error: OSError, ip: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken; choose another with --port, or stop what uses it."
    return f"The address {ip}, port {port}, cannot be used: {error.strerror}."


def _lab(asked: argparse.Namespace) -> int:
    course = _course(asked)
    try:
        with socket.create_server(("127.0.0.1", asked.port)):
            pass
    except OSError as error:
        raise ValueError(_why_not(error, "127.0.0.1", asked.port)) from None
    command = [sys.executable, "-m", "jupyterlab", str(course.folder), f"--port={asked.port}"]
    command += ["--ServerApp.port_retries=0", *(["--no-browser"] if asked.no_browser else [])]
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 0


def _check(asked: argparse.Namespace) -> int:
    found = list(_problems(_course(asked)))
    for problem in found:
        print(problem)
    print(f"{len(found)} to mend." if found else "The course is in order.")
    return 1 if found else 0


def _handout(asked: argparse.Namespace) -> int:
    from unstuck.serve.handout import write

    for path in write(_course(asked), asked.module, asked.to, key=asked.key):
        print(path)
    return 0


def _casino(asked: argparse.Namespace) -> int:
    from unstuck.serve.casino import report

    for line in report(asked.path, asked.to):
        print(line)
    return 0


def _problems(course: Syllabus) -> Iterator[str]:
    from unstuck import charts, data
    from unstuck.analysis import table
    from unstuck.content import checks
    from unstuck.serve import notebooks
    from unstuck.tools import behaviour_scenes

    yield from data.problems()
    yield from checks.problems()
    yield from table.table_problems()
    yield from behaviour_scenes.problems()
    yield from charts.problems()
    yield from notebooks.problems(course.folder)
