"""A log that a person can read: an event a line, in plain words, and nothing that people typed."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

LEVELS = ("debug", "info", "warning", "error")
OURS = "unstuck.serve"
_QUERY = re.compile(r"\?[^\s'\"]+")
_OFTEN = 1  # times that the same is said within a minute
_MINUTE = 60.0


class Plain(logging.Formatter):
    """Time, level and words: one line, without query strings and without the key.

    Parameters
    ----------
    secret
        The key of the course, which must not appear.
    full
        Whether to tell where an error arose as well; for those who mend the course.
    """

    def __init__(self, secret: str = "", *, full: bool = False) -> None:
        super().__init__(datefmt="%Y-%m-%d %H:%M:%S")
        self._secret = secret
        self._full = full

    def format(self, record: logging.LogRecord) -> str:
        """One event as a line."""
        text = record.getMessage()
        if not self._full:
            text = next(iter(text.splitlines()), "")
        more = getattr(record, "more", 0)
        text += f" (And {more} more like it.)" if more else ""
        if record.exc_info and record.exc_info[0]:
            # What an error says may hold what somebody typed: its kind has to do.
            text += f" ({record.exc_info[0].__name__})"
            text += f"\n{self.formatException(record.exc_info)}" if self._full else ""
        text = _QUERY.sub("", text)
        if self._secret:
            text = text.replace(self._secret, "[the key]")
        return f"{self.formatTime(record, self.datefmt)} {record.levelname:<7} {text}"


@dataclass
class _Said:
    since: float
    times: int = 0


class Seldom(logging.Filter):
    """Lets the same event through once a minute, and counts the rest."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, int, str], _Said] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this event is worth a line now."""
        now = self._clock()
        key = (record.name, record.levelno, str(record.msg)[:80])
        said = self._said.get(key)
        if said is None or now - said.since >= _MINUTE:
            record.more = max(0, said.times - _OFTEN) if said else 0
            if len(self._said) > 500:
                self._said.clear()
            said = self._said[key] = _Said(now)
        said.times += 1
        return said.times <= _OFTEN


def begin(level: str, secret: str = "") -> None:
    """Write to standard error from here on.

    Parameters
    ----------
    level
        The least that is said: ``debug``, ``info``, ``warning`` or ``error``. Below a warning,
        only the server's own events are; what its libraries tell is for ``debug``.
    secret
        The key of the course, which must not appear.
    """
    debug = level == "debug"
    handler = logging.StreamHandler()
    handler.setFormatter(Plain(secret, full=debug))
    handler.addFilter(Seldom())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    wanted = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(wanted if debug else max(wanted, logging.WARNING))
    logging.getLogger(OURS).setLevel(wanted)


def answered(handler: Any) -> None:
    """Note an answer, for those who mend the course; jupyter_server would note its address too."""
    request = handler.request
    logging.getLogger(OURS).debug("%d %s %s", handler.get_status(), request.method, request.path)


def failed(
    handler: Any,
    typ: type[BaseException] | None,
    value: BaseException | None,
    tb: TracebackType | None,
) -> None:
    """Say that an answer failed, unless it was meant to: a page that is not there, a full room."""
    from tornado import web

    if typ and value and not isinstance(value, web.HTTPError):
        request = handler.request
        logging.getLogger(OURS).error(
            "%s %s could not be answered; the visitor was told so. Please report this with what "
            "--log-level debug says.",
            request.method,
            request.path,
            exc_info=(typ, value, tb),
        )
