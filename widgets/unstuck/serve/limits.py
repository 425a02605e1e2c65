"""The door: how many pages come in from one address, so that a flood from one harms no other.

A whole class may sit behind one address, so an address alone says little. Two things are bounded
for each: how fast it opens pages, and how many of the free places it holds with pages that have
not spoken yet (a page speaks when its script asks for its cells). Who is not let in is given a
turn: a short-lived word with which the friendly page comes again by itself a few seconds later,
and which counts in a line of its own. A flood that does not read answers has no turns, so the
people behind the same address get in.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from jupyter_server.base.handlers import JupyterHandler

log = logging.getLogger("unstuck.serve")
PACE = 120  # pages a minute from one address
WAIT = 3  # seconds until a turn may be used
SILENT = 20.0  # seconds that a page which was sent may stay silent
_LASTS = 60  # seconds in which a turn must be used
_FEW = 8  # silent pages that any address may have, however small the room
_MANY = 1000  # lines that are remembered


def neighbourhood(address: str) -> str:
    """The part of an address that one visitor cannot change at will: all of it, or half of IPv6."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False).network_address)


class Visitors:
    """Those who come from one address: how fast they may, and whose pages are silent yet."""

    def __init__(self, pace: float, now: float) -> None:
        self._most = pace / 2
        self._each = pace / 60
        self._left = self._most
        self._at = now
        self.silent: set[str] = set()

    def fill(self, now: float) -> bool:
        """Let the time that passed count; says whether nobody has come for long."""
        self._left = min(self._most, self._left + (now - self._at) * self._each)
        self._at = now
        return self._left == self._most and not self.silent

    def takes(self, now: float, free: int) -> bool:
        """Whether one more may come in while so many places are free."""
        self.fill(now)
        silent = len(self.silent)
        if self._left < 1 or silent >= max(_FEW, (free + silent) // 2):
            return False
        self._left -= 1
        return True


class Door:
    """Who may open a page now, and the end of pages that nobody reads.

    Parameters
    ----------
    free
        Says how many places are free.
    end
        Ends a page's kernel; says whether there was one.
    pace
        How many pages a minute may be opened from one address.
    clock
        Seconds that only ever grow.
    """

    def __init__(
        self,
        free: Callable[[], int],
        end: Callable[[str], Awaitable[bool]],
        pace: float = PACE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.pace = pace
        self._free = free
        self._end = end
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._lines: dict[tuple[str, bool], Visitors] = {}
        self._silent: dict[str, Visitors] = {}
        self._used: dict[str, float] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def admits(self, address: str, turn: str = "") -> Visitors | None:
        """The line in which a visitor comes in, or None who must come again."""
        place = neighbourhood(address)
        line = self._line(place, self._accepts(place, turn))
        return line if line.takes(self._clock(), self._free()) else None

    def _line(self, place: str, has_turn: bool) -> Visitors:
        now = self._clock()
        if len(self._lines) >= _MANY:
            self._lines = {k: line for k, line in self._lines.items() if not line.fill(now)}
        return self._lines.setdefault((place, has_turn), Visitors(self.pace, now))

    def turn(self, address: str) -> str:
        """A word with which a visitor who was not let in may come again, once."""
        due = f"{self._clock() + WAIT:.0f}.{secrets.token_hex(8)}"
        return f"{due}.{self._mark(neighbourhood(address), due)}"

    def _mark(self, place: str, due: str) -> str:
        told = f"{place} {due}".encode()
        return hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:32]

    def _accepts(self, place: str, turn: str) -> bool:
        due, _, mark = turn.rpartition(".")
        if not hmac.compare_digest(mark.encode(), self._mark(place, due).encode()):
            return False
        now, since = self._clock(), float(due.partition(".")[0])
        self._used = {one: until for one, until in self._used.items() if until > now}
        # The time in a turn is rounded to a second; half of one is let pass.
        if due in self._used or not since - 0.5 <= now <= since + _LASTS:
            return False
        self._used[due] = since + _LASTS
        return True

    def opened(self, kernel_id: str, line: Visitors) -> None:
        """A page was let in and is silent yet."""
        line.silent.add(kernel_id)
        self._silent[kernel_id] = line

    def heard(self, kernel_id: str) -> bool:
        """A page spoke, or is gone; says whether it had been silent until now."""
        line = self._silent.pop(kernel_id, None)
        if line is not None:
            line.silent.discard(kernel_id)
        return line is not None

    def sent(self, kernel_id: str) -> None:
        """A page was sent: unless it speaks in time, nobody reads it."""
        asyncio.get_running_loop().call_later(SILENT, self.left, kernel_id)

    def left(self, kernel_id: str) -> None:
        """A page that had not spoken is not waited for any more: its place is free again."""
        if self.heard(kernel_id):
            task = asyncio.create_task(self._end_it(kernel_id))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def _end_it(self, kernel_id: str) -> None:
        # A kernel that is just being started can be ended only once it has.
        for _ in range(60):
            if await self._end(kernel_id):
                return
            await asyncio.sleep(0.5)


class Opening(JupyterHandler):
    """A request that opens a page: counted at the door, and given up when its visitor leaves."""

    _opens = ""
    _began = 0.0

    async def prepare(self, **told: Any) -> None:
        """From here on the visitor waits."""
        self._began = time.monotonic()
        await super().prepare(**told)

    @property
    def _kernels(self) -> Any:
        return self.kernel_manager

    def admitted(self) -> Visitors | None:
        """The line in which this visitor comes in, or None who must come again."""
        door: Door = self._kernels.door
        return door.admits(self.request.remote_ip or "", self.get_query_argument("turn", ""))

    def opens(self, kernel_id: str, line: Visitors) -> None:
        """The page got a place, which is held for it until it speaks."""
        self._opens = kernel_id
        self._kernels.door.opened(kernel_id, line)

    def on_finish(self) -> None:
        """The page is sent, or was not opened."""
        super().on_finish()
        self._say()
        if self._opens:
            self._kernels.door.sent(self._opens)
            self._kernels.figures.pages.observe(time.monotonic() - self._began)

    def _say(self) -> None:
        status, kernels = self.get_status(), self._kernels
        kernels.figures.refused(status)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            log.warning(
                "Many pages are asked for from %s, more than the %g a minute of --pace. Who waits "
                "gets in by turns. If a large class sits there, raise --pace.",
                self.request.remote_ip,
                kernels.door.pace,
            )
        elif status == HTTPStatus.SERVICE_UNAVAILABLE:
            log.warning(
                "A visitor was told that the room is full: %d places are free, %.0f MB of memory "
                "are left. More memory or a larger --max-kernels makes room.",
                kernels.free,
                kernels.memory() / 1e6,
            )

    def on_connection_close(self) -> None:
        """The visitor left before the page was there."""
        super().on_connection_close()
        if self._opens:
            self._kernels.door.left(self._opens)
