"""What answers each address: pages, cells, files, and the end of a page's kernel."""

from __future__ import annotations

import asyncio
import json
import re
from http import HTTPStatus
from typing import Any, cast

import nbformat
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import FileFindHandler
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from unstuck.serve import assets
from unstuck.serve.guard import Guarded, Guests, OfOnePage, within
from unstuck.serve.kernels import PageKernels
from unstuck.serve.limits import Opening
from unstuck.serve.log import failed
from unstuck.serve.pages import GUIDES, PROBLEMS, Pages, inline

KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
MEDIA = re.compile(r"([\w-][\w.-]*/)*[\w-][\w.-]*\.(png|jpg|jpeg|gif|svg|webp)", re.IGNORECASE)
# No dot first and no sign that a search for files reads: no way up, no hidden file, no variable.
FILE = r"[\w@-][\w@.-]*(?:/[\w@-][\w@.-]*)*"
FOREVER = "public, max-age=31536000, immutable"
_LONG_POLL = 25
_SETTLES = 3  # seconds that a page is left to itself before the next kernel is made ready


class Page(Guarded):
    """Common to the answers that are read: never kept, and friendly when something is wrong."""

    def initialize(self, pages: Pages) -> None:
        self.pages = pages

    def set_default_headers(self) -> None:
        """Let nobody on the way keep a page: it holds the id of somebody's kernel."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    async def prepare(self, **how: Any) -> None:
        """Once the key has opened the course, it leaves the address; a page is heard that asks."""
        if kernel_id := self.path_kwargs.get("kernel_id"):
            self.kernels.door.heard(kernel_id)
        await super().prepare(**how)
        self.put_key_away()

    @property
    def kernels(self) -> PageKernels:
        """All kernels of this server."""
        found = self.kernel_manager
        assert isinstance(found, PageKernels)
        return found

    def tell(self, status: int) -> None:
        """Answer with a friendly page."""
        self.set_status(status)
        if after := PROBLEMS.get(status, PROBLEMS[500]).after:
            self.set_header("Retry-After", str(after))
        turn = self.kernels.door.turn(self.request.remote_ip or "") if status == 429 else ""
        self.finish(self.pages.problem(status, turn))

    log_exception = failed

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer an error with a friendly page, without a word of how it came about."""
        self.tell(status_code)


class Home(Page):
    """The home page."""

    @web.authenticated
    async def get(self) -> None:
        self.finish(self.pages.home_page())


class Missing(Page):
    """Any address that is not part of the course."""

    @web.authenticated
    async def get(self, _: str = "") -> None:
        self.tell(HTTPStatus.NOT_FOUND)


class Render(Opening, Page):
    """A module, with a kernel of its own, or a document, without one."""

    @web.authenticated
    async def get(self, name: str) -> None:
        slug, _, kind = name.rpartition(".")
        there = kind == "ipynb" and within(self.pages.course, name)
        module = self.pages.syllabus.find(slug) if there else None
        if name in self.pages.documents:
            self.finish(self.pages.document(name))
        elif module is None:
            self.tell(HTTPStatus.NOT_FOUND)
        elif (visitors := self.admitted()) is None:
            self.tell(HTTPStatus.TOO_MANY_REQUESTS)
        elif (kernel_id := self.kernels.reserve()) is None:
            self.tell(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.opens(kernel_id, visitors)
            await self._open(module, kernel_id)

    async def _open(self, module: Any, kernel_id: str) -> None:
        """Send a finished page; or what can be read, and the cells as they run."""
        kernels = self.kernels
        with kernels.place(kernel_id):
            first, middle, last = await self.pages.module(module)
            at_hand = not kernels.fork or kernels.finished.at_hand(module.notebook)
            if not at_hand:
                self.write(first)
                await self.flush()
            kernel, page = await kernels.start_finished(kernel_id, module.notebook)
        if at_hand:
            self.write(first)
        self.finish(inline(page and page.cells) + middle + kernel_id + last)
        if page is None:
            await self._run(module, kernel_id, kernel)
        else:
            await self._get_next_ready(module)

    async def _run(self, module: Any, kernel_id: str, kernel: Any) -> None:
        notebook = nbformat.read(module.notebook, as_version=4)
        await self.kernels.runs[kernel_id].execute(notebook, kernel, self.log)
        await asyncio.sleep(_SETTLES)
        self.kernels.keep_spare(self.pages.course)

    async def _get_next_ready(self, module: Any) -> None:
        """The module that comes after this one is likely to be asked for after it."""
        _, after = self.pages.syllabus.neighbours(module)
        if after is not None and not self.kernels.finished.at_hand(after.notebook):
            await asyncio.sleep(_SETTLES)
            await self.kernels.finished.page(after.notebook)


class Cells(OfOnePage, Page):
    """What the cells of a page have shown; waits for news."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        run = self.kernels.runs.get(kernel_id)
        known = self.get_query_argument("known", "0")
        if run is None or not known.isdecimal():
            raise web.HTTPError(404)
        self.finish(await run.after(int(known), _LONG_POLL))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """This is read by a script: no page."""
        self.finish()


class Alive(OfOnePage, Page):
    """Whether a page's kernel still runs: 204 or 404, and no sign of activity."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        self.set_status(204 if await self.kernels.lives(kernel_id) else 404)
        self.finish()


class Beacon(OfOnePage, Page):
    """A page says goodbye; its kernel ends at once."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        self.set_status(204)
        await self.finish()
        await self.kernels.end_page(kernel_id)


class Model(OfOnePage, Page):
    """What a page's script asks before it connects: answered when the cells have run."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        run = self.kernels.runs.get(kernel_id)
        if run is None:
            raise web.HTTPError(404)
        await run.finished()
        self.finish(json.dumps(self.kernels.kernel_model(kernel_id), default=str))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """This is read by a script: no page."""
        self.finish("{}")


class Channels(Guarded, VoilaKernelWebsocketHandler):
    """The connection between a page and its own kernel."""

    @property
    def ping_timeout(self) -> float:
        """Three missed pings; Tornado, which asks before there is a connection, allows one."""
        return float(self.ping_interval) * (1 if self.ws_connection is None else 3)

    async def open(self, *args: Any, **kwargs: Any) -> None:
        """Answer at once: small messages are not held back for one another."""
        self.set_nodelay(True)
        await super().open(*args, **kwargs)

    async def pre_get(self) -> None:
        """Only kernels of pages can be connected to."""
        if self.kernel_id not in cast("PageKernels", self.kernel_manager).runs:
            raise web.HTTPError(404)
        await super().pre_get()


class Static(Page):
    """Scripts and styles, kept by the browser for good: the address changes with the file."""

    @allow_unauthenticated
    async def get(self, version: str, name: str) -> None:
        if name not in assets.SOURCES:
            raise web.HTTPError(404)
        file = await asyncio.to_thread(assets.asset, name)
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("Cache-Control", FOREVER if version == file.hash else "no-cache")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(file.zipped)
        else:
            self.finish(file.plain)


class Kept(Guarded, FileFindHandler):
    """Files that Voila and the extensions brought, under an address that changes with them."""

    def set_extra_headers(self, path: str) -> None:
        """Let the browser keep them for good."""
        self.set_header("Cache-Control", FOREVER)


class Media(Page):
    """Pictures of the course, and nothing else of it."""

    @property
    def content_security_policy(self) -> str:
        """A picture opened as a page of its own runs nothing and loads nothing."""
        return "default-src 'none'; style-src 'unsafe-inline'; sandbox"

    @web.authenticated
    async def get(self, path: str) -> None:
        if not MEDIA.fullmatch(path):
            raise web.HTTPError(403)
        wanted = within(self.pages.course, path, shut=GUIDES)
        if wanted is None:
            raise web.HTTPError(403)
        if not wanted.is_file():
            raise web.HTTPError(404)
        kinds = {"svg": "svg+xml", "jpg": "jpeg"}
        kind = wanted.suffix[1:].lower()
        self.set_header("Content-Type", f"image/{kinds.get(kind, kind)}")
        self.set_header("Cache-Control", "no-cache")
        self.finish(await asyncio.to_thread(wanted.read_bytes))


class Login(Page, LoginFormHandler):
    """Asks for the key of the course, where one was set."""

    def _render(self, message: dict[str, str] | None = None) -> None:
        then = self.get_argument("next", self.base_url)
        words = "That key does not fit." if message else ""
        self.finish(self.pages.login(words, then, self.xsrf_form_html()))

    @allow_unauthenticated
    async def post(self) -> None:
        """Let in who types the key."""
        guests = self.identity_provider
        assert isinstance(guests, Guests)
        if await guests.fits(self.get_body_argument("password", "")):
            guests.set_login_cookie(self, guests.generate_anonymous_user(self))
            self._redirect_safe(self.get_argument("next", self.base_url))
        else:
            self.set_status(401)
            self._render({"error": ""})


def routes(pages: Pages) -> list[tuple[Any, ...]]:
    """The addresses that pages need, wherever they are served."""
    base = re.escape(pages.base_url)
    told = {"pages": pages}
    kept: dict[str, Any] = {"no_cache_paths": []}
    ours = "|".join(map(re.escape, assets.EXTENSIONS))
    return [
        (f"{base}voila/render/(.*)", Render, told),
        (f"{base}voila/files/(.*)", Media, told),
        (f"{base}voila/api/shutdown/{KERNEL}", Beacon, told),
        (f"{base}unstuck/cells/{KERNEL}", Cells, told),
        (f"{base}unstuck/alive/{KERNEL}", Alive, told),
        (f"{base}unstuck/api/kernels/{KERNEL}", Model, told),
        (f"{base}unstuck/api/kernels/{KERNEL}/channels", Channels),
        (f"{base}unstuck/static/([0-9a-f]+)/([\\w.-]+)", Static, told),
        (
            f"{base}unstuck/voila/[0-9a-f]+/({FILE})",
            Kept,
            {"path": [str(assets.voila_folder())], **kept},
        ),
        (
            f"{base}unstuck/labextensions/[0-9a-f]+/((?:{ours})/{FILE})",
            Kept,
            {"path": assets.extension_folders(), **kept},
        ),
    ]
