"""People in a class as they are: they come, move things, reload, shut the lid, come back.

All times are those of the class; a class of two hours may be lived through in a few minutes.
Whatever a learner meets that nobody should meet is written down as a fault.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from crowd import GOES_WRONG
from learner import Learner

MINUTE = 60.0
ACTS = {
    "move": 0.80,
    "think": 0.14,
    "drop": 0.02,
    "reload": 0.015,
    "close": 0.012,
    "vanish": 0.008,
    "idle": 0.005,
}
ENDS = 6  # real seconds in which a kernel that is to end has ended


@dataclass
class Room:
    """What all share: the clock, the server, and what happened."""

    page: Callable[[str], str]
    modules: list[str]
    factor: float
    patience: float
    idle: float
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    restored: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)
    pages: dict[int, float] = field(default_factory=dict)

    async def wait(self, seconds: float) -> None:
        """Let this much time of the class go by, or what is left of it."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), seconds / self.factor)

    def may_run(self) -> int:
        """How many kernels may run now: those of open pages, and those just left."""
        now = time.monotonic()
        return sum(until > now for until in self.pages.values())


class Person:
    """One learner through the whole class, who does what a drawn number says."""

    def __init__(self, room: Room, number: int) -> None:
        self.room = room
        self.draw = random.Random(1000 + number)
        self.learner = Learner()
        self.visits = 0
        self._place = number * 10_000
        # Everybody begins with another act, so that all are seen, however short the class.
        self._acts = [name for name in ACTS if name not in ("move", "think")]
        self._first = ["move", self._acts[number % len(self._acts)]]
        self.module = self.draw.choice(room.modules)

    async def live(self) -> None:
        """Come some time, and act until the class is over."""
        await self.room.wait(self.draw.uniform(0, 2 * MINUTE))
        await self.enter()
        while not self.room.over.is_set():
            drawn = self.draw.choices(list(ACTS), list(ACTS.values()))[0]
            act = self._first.pop(0) if self._first else drawn
            try:
                await getattr(self, act)()
                self.room.done[act] += 1
            except GOES_WRONG as error:
                self.fault(f"{act}: {type(error).__name__}: {error}")
                await self.again(1)
        await self.leave(politely=self.draw.random() < 0.5)

    def fault(self, words: str) -> None:
        self.room.faults.append(f"learner {self._place // 10_000}, {self.module}: {words}")

    # --- coming and going ----------------------------------------------------------------------

    async def enter(self) -> None:
        """Open the page; what was kept of it must be there again."""
        if self.room.over.is_set():
            return
        self.visits += 1
        self.room.pages[self._place + self.visits] = float("inf")
        try:
            await self.learner.open(self.room.page(self.module))
        except GOES_WRONG as error:
            self.fault(f"did not open: {type(error).__name__}: {error}")
            return
        for key in self.learner.lost():
            self.fault(f"came back without {key}")
        self.room.restored += sum(link.key in self.learner.seen for link in self.learner.links)

    async def leave(self, *, politely: bool) -> None:
        """Close the tab, or be gone without a word."""
        if politely:
            await self.learner.close()
        else:
            self.learner.vanish()
        ends = time.monotonic() + ENDS + (0 if politely else self.room.patience)
        self.room.pages[self._place + self.visits] = ends

    async def again(self, seconds: float, *, politely: bool = True) -> None:
        """Leave, and open a page later."""
        await self.leave(politely=politely)
        await self.room.wait(seconds)
        await self.enter()

    # --- acts ----------------------------------------------------------------------------------

    async def move(self) -> None:
        """Set a number somewhere on the page."""
        tools = [tool for tool in self.learner.tools if tool.sliders and tool.key]
        if not tools:
            return self.fault("nothing to move")
        tool = self.draw.choice(tools)
        slider = self.draw.choice(tool.sliders)
        steps = int((slider["high"] - slider["low"]) / slider["step"])
        value = slider["low"] + slider["step"] * self.draw.randint(0, steps)
        await self.learner.move(tool, slider["name"], value)
        return await self.room.wait(self.draw.uniform(4, 20))

    async def think(self) -> None:
        await self.room.wait(self.draw.uniform(20, 100))

    async def reload(self) -> None:
        await self.again(0)

    async def close(self) -> None:
        """Close the tab and come back later, perhaps to another page."""
        await self.leave(politely=True)
        await self.room.wait(self.draw.uniform(1, 6) * MINUTE)
        self.module = self.draw.choice(self.room.modules)
        await self.enter()

    async def vanish(self) -> None:
        """Shut the lid; open it when the page is long gone."""
        await self.again(self.room.factor * self.room.patience * 1.2, politely=False)

    async def drop(self) -> None:
        """Lose the connection for a while that the page's kernel waits, then go on."""
        before = {link.key: link.shown for link in self.learner.links}
        self.learner.drop()
        await asyncio.sleep(self.draw.uniform(0.05, 0.5) * self.room.patience)
        await self.learner.reconnect()
        await self.move()
        same = [link.key for link in self.learner.links if before[link.key] == link.shown]
        if len(same) < len(before) - 1:
            self.fault("the page was another one after the connection was back")

    async def idle(self) -> None:
        """Do nothing for so long that the page goes to sleep; wake it up."""
        end = time.monotonic() + 2 * self.room.idle + 10
        while not self.learner.asleep and not self.room.over.is_set():
            await asyncio.sleep(0.2)
            if time.monotonic() > end:
                return self.fault("an idle page was never put to sleep")
        return await self.again(0)
