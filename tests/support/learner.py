"""A learner at a page, without a browser: the requests and messages that the page's script sends.

All that is known of how a page is opened stands here: `serve/static/page.js` for the cells,
`kit/static/tool.js` for drafts and views, ipywidgets for the states of widgets. One process holds
forty of them and more. A page of stock Voila is opened by the same steps: its cells come with its
HTML, the kit's scripts from its kernel.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPResponse

from onpage import Link, finished, inside, loaded, settings, turn, widgets
from wire import Cut, Wire

LONGEST = 600  # seconds that a page may take; a class on a stock server waits long
ALIVE_EVERY = 4
_DRAWN_BY_MIME = "application/vnd.vegalite"
_OURS = "data-unstuck-kit"


def client() -> AsyncHTTPClient:
    """The one that asks for pages, for all learners of this process."""
    AsyncHTTPClient.configure("tornado.simple_httpclient.SimpleAsyncHTTPClient", max_clients=2000)
    return AsyncHTTPClient()


class Learner:
    """One person with one browser and one page of the course.

    Attributes
    ----------
    store : dict
        What the browser keeps, by key: a page left and opened again finds it there.
    seen : dict
        What was last on the page for each of these keys.
    picture : float or None
        Seconds from the click to the first picture; None while there is none.
    """

    def __init__(self) -> None:
        self.store: dict[str, Any] = {}
        self.seen: dict[str, dict[str, Any]] = {}
        self.picture: float | None = None
        self.links: list[Link] = []
        self.asleep = False
        self.kernel = ""
        self._cache: set[str] = set()
        self._tasks: list[asyncio.Task[Any]] = []
        self._custom: dict[tuple[str, str], asyncio.Future[None]] = {}
        self._wire: Wire | None = None

    @property
    def tools(self) -> list[Link]:
        """The tools of the page, in its order."""
        return [link for link in self.links if link.state["_kind"] == "tool"]

    # --- opening ------------------------------------------------------------------------------

    async def open(self, url: str) -> float:
        """Open a page; gives the seconds to its first picture."""
        async with asyncio.timeout(LONGEST):
            return await self._open(url)

    async def _open(self, url: str) -> float:
        self._began, self.picture, self.asleep, self.links = time.monotonic(), None, False, []
        self.url, self.kernel = url, ""
        html = await self._html()
        if _DRAWN_BY_MIME in html:
            self._drawn()  # the data is there; the browser draws it from here on
        config = settings(html)
        self.kernel = config["kernelId"]
        self.base = urljoin(url, config["baseUrl"])
        self._ours = _OURS in html
        if self._ours:
            self._tasks.append(asyncio.create_task(self._watch()))
        cells = asyncio.create_task(self._cells(html))
        self._tasks.append(cells)
        await asyncio.gather(self._load(html), self._get(f"{self.base}api/kernels/{self.kernel}"))
        await self._connect(cells)
        await self._wake_up()
        assert self.picture is not None, f"no picture on {url}"
        if self._ours:
            await self._beacon(f"{self.base}first/{self.kernel}", f"{self.picture:.3f}")
        return self.picture

    async def _html(self) -> str:
        """The page as it streams in; what its head names is asked for at once."""
        told: list[str] = []
        head: list[asyncio.Task[None]] = []

        def more(chunk: bytes) -> None:
            told.append(chunk.decode("utf-8", "replace"))
            if not head and "</head>" in (html := "".join(told)):
                head.append(asyncio.create_task(self._load(html)))

        url = self.url
        while True:
            try:
                await self._get(url, streaming_callback=more)
            except HTTPClientError as error:
                url = await self._turn(error, "".join(told))
                told.clear()
            else:
                await asyncio.gather(*head)
                return "".join(told)

    async def _turn(self, error: HTTPClientError, html: str) -> str:
        """Where to come again, after a while, when too many came at once."""
        again = turn(html)
        if error.code != 429 or again is None:
            raise error
        await asyncio.sleep(again[0] * (1 + random.random() / 2))
        return f"{self.url}?turn={again[1]}"

    async def _load(self, html: str) -> None:
        """Scripts and styles that the HTML names, as a browser that has none of them yet."""
        wanted = loaded(html, self.url) - self._cache
        self._cache |= wanted
        await asyncio.gather(*(self._get(address, packed=True) for address in wanted))

    async def _get(self, url: str, *, packed: bool = False, **told: Any) -> HTTPResponse:
        # What is packed stays so: it is only carried here, and this machine serves as well.
        headers = {"Accept-Encoding": "gzip"} if packed else {}
        return await client().fetch(
            url,
            headers=headers,
            decompress_response=False,
            connect_timeout=LONGEST,
            request_timeout=LONGEST,
            **told,
        )

    async def _cells(self, html: str) -> list[str]:
        """The widgets that the cells show, in the order of the page."""
        if (told := finished(html)) is not None:
            return told
        found: list[str] = []
        known, done = 0, False
        while not done:
            reply = await self._get(f"{self.base}cells/{self.kernel}?known={known}")
            news = json.loads(reply.body)
            found += widgets(news["cells"])
            known, done = news["known"], news["done"]
        return found

    async def _connect(self, cells: asyncio.Task[list[str]]) -> None:
        channels = f"{self.base}api/kernels/{self.kernel}/channels"
        self._wire = Wire("ws" + channels.removeprefix("http"), self._hear)
        await self._wire.connect()
        states = await self._wire.states()
        names = [name for top in await cells for name in inside(top, states)]
        self.links = [Link(i, states[i]) for i in names if "_spec" in states[i]]
        for link in self.links:
            link.n = link.view.get("n", 0)

    async def _wake_up(self) -> None:
        """Ask for each view in the order of the page, as the page's own queue does."""
        if self.links and not self._ours:
            await self._from_kernel(self.links[0], "kit")
            await self._from_kernel(self.links[0], "vega")
        for link in self.links:
            if link.awake and link.key not in self.store and link.draws:
                self._drawn()  # it came with the states: the page draws before it asks for more
        for link in self.links:
            kept = self.store.get(link.key)
            if link.state["_kind"] not in ("tool", "question") or (link.awake and kept is None):
                continue
            await self._sent(link, kept)
            if link.draws:
                self._drawn()

    async def _from_kernel(self, link: Link, asset: str) -> None:
        came = self._custom[link.id, asset] = asyncio.get_running_loop().create_future()
        self._say(link, {"method": "custom", "content": {"asset": asset}})
        await came

    def _drawn(self) -> None:
        if self.picture is None:
            self.picture = time.monotonic() - self._began

    # --- what is said and heard ----------------------------------------------------------------

    def _say(self, link: Link, data: dict[str, Any]) -> None:
        if self._wire is None:
            raise Cut("the page is closed")
        self._wire.tell(link.id, data)

    async def _sent(self, link: Link, draft: Any) -> None:
        """Send a draft; back when the view that answers it has come."""
        link.n += 1
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        link.waiting.append((link.n, came))
        sent = {"n": link.n, "g": link.n, "draft": draft, "currency": "$"}
        data = {"method": "update", "state": {"_sent": sent}, "buffer_paths": []}
        self._say(link, data)
        await came

    def _hear(self, name: str, data: dict[str, Any]) -> None:
        if not name:
            return self._cut_off()
        if data.get("method") == "custom":
            came = self._custom.pop((name, data["content"].get("asset", "")), None)
            return came.set_result(None) if came else None
        link = next((each for each in self.links if each.id == name), None)
        if link is None or "_view" not in data.get("state", {}):
            return None
        link.state.update(data["state"])
        for n, came in link.waiting:
            if n <= link.view["n"] and not came.done():
                came.set_result(None)
        link.waiting = [each for each in link.waiting if not each[1].done()]
        return None

    def _cut_off(self) -> None:
        lost = [came for link in self.links for _, came in link.waiting]
        for came in [*lost, *self._custom.values()]:
            if not came.done():
                came.set_exception(Cut("the connection was closed"))
        for link in self.links:
            link.waiting.clear()
        self._custom.clear()

    # --- what a learner does -------------------------------------------------------------------

    async def move(self, link: Link, name: str, value: float) -> float:
        """Set a number of a tool; gives the seconds until what follows from it has come."""
        began = time.monotonic()
        draft = {**link.view["draft"], name: value}
        self._keep(link, draft)
        await self._sent(link, draft)
        took = time.monotonic() - began
        self._keep(link, link.view["draft"])
        self.seen[link.key] = link.shown
        return took

    def _keep(self, link: Link, draft: Any) -> None:
        if link.key:
            self.store[link.key] = draft

    def lost(self) -> list[str]:
        """The names under which the page shows something else than when it was left."""
        here = {link.key: link.shown for link in self.links}
        return [key for key, was in self.seen.items() if key in here and here[key] != was]

    async def _watch(self) -> None:
        """Ask now and then whether the kernel still runs, as the page does."""
        while not self.asleep:
            await asyncio.sleep(ALIVE_EVERY)
            try:
                await self._get(f"{self.base}alive/{self.kernel}")
            except HTTPClientError as error:
                self.asleep = error.code in (403, 404)
            except OSError:
                continue

    async def close(self) -> None:
        """Close the tab: the page says goodbye."""
        if self.kernel and self._ours:
            await self._beacon(f"{urljoin(self.base, '..')}voila/api/shutdown/{self.kernel}", "")
        self.vanish()

    async def _beacon(self, url: str, said: str) -> None:
        """Tell the server something that the page waits for no answer to."""
        headers = {"Origin": "{0.scheme}://{0.netloc}".format(urlsplit(url))}
        with contextlib.suppress(OSError, HTTPClientError):
            await client().fetch(url, method="POST", body=said.encode(), headers=headers)

    def vanish(self) -> None:
        """Go without a word, as a computer does whose lid is shut."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self.drop()
        self._wire = None

    def drop(self) -> None:
        """Lose the connection; the page stays open."""
        if self._wire is not None:
            self._wire.cut()

    async def reconnect(self) -> None:
        """Get the connection back, as the page tries by itself."""
        if self._wire is not None:
            await self._wire.connect()
