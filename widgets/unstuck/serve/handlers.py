"""What answers each address: pages, cells, files, and the end of a page's kernel."""

from __future__ import annotations

import asyncio
import json
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import nbformat
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from unstuck.serve import assets
from unstuck.serve.kernels import PageKernels
from unstuck.serve.pages import GUIDES, Pages

KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
MEDIA = re.compile(r"[\w./-]+\.(png|jpg|jpeg|gif|svg|webp)", re.IGNORECASE)
FOREVER = "public, max-age=31536000, immutable"
_LONG_POLL = 25
_FULL_FOR = "60"
_SETTLES = 3  # seconds that a page is left to itself before the next kernel is made ready
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)


class Page(JupyterHandler):
    """Common to all our answers: headers, and a friendly page when something is wrong."""

    def initialize(self, pages: Pages) -> None:
        self.pages = pages

    @property
    def content_security_policy(self) -> str:
        """Nothing is asked from another origin, and no other site may frame a page."""
        return _POLICY

    def set_default_headers(self) -> None:
        """Add what keeps a page to itself."""
        super().set_default_headers()
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    @property
    def kernels(self) -> PageKernels:
        """All kernels of this server."""
        found = self.kernel_manager
        assert isinstance(found, PageKernels)
        return found

    def tell(self, status: int) -> None:
        """Answer with a friendly page."""
        self.set_status(status)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            self.set_header("Retry-After", _FULL_FOR)
        self.finish(self.pages.problem(status))

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


class Render(Page):
    """A module, with a kernel of its own, or a document, without one."""

    @web.authenticated
    async def get(self, name: str) -> None:
        slug, _, kind = name.rpartition(".")
        module = self.pages.syllabus.find(slug) if kind == "ipynb" else None
        if name in self.pages.documents:
            self.finish(self.pages.document(name))
        elif module is None:
            self.tell(HTTPStatus.NOT_FOUND)
        elif (kernel_id := self.kernels.reserve()) is None:
            self.tell(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            await self._open(module, kernel_id)

    async def _open(self, module: Any, kernel_id: str) -> None:
        """Send what can be read, start the kernel, send its id, run the cells."""
        run = self.kernels.runs[kernel_id]
        try:
            first, last = await self.pages.module(module)
        except BaseException:
            self.kernels.runs.pop(kernel_id, None)
            raise
        self.write(first)
        await self.flush()
        kernel = await self.kernels.start_for_page(kernel_id, self.pages.course)
        self.finish(kernel_id + last)
        notebook = nbformat.read(module.notebook, as_version=4)
        await run.execute(notebook, kernel, self.log)
        await asyncio.sleep(_SETTLES)
        self.kernels.keep_spare(self.pages.course)


class Cells(Page):
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


class Alive(Page):
    """Whether a page's kernel still runs: 204 or 404, and no sign of activity."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        self.set_status(204 if await self.kernels.lives(kernel_id) else 404)
        self.finish()


class Beacon(Page):
    """A page says goodbye; its kernel ends at once.

    A beacon carries no token of the form: who sends it is told by the browser, and the id of
    the kernel is known to its page alone.
    """

    def check_xsrf_cookie(self) -> None:
        """Refuse what another site sends."""
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = self.request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != self.request.host
        if foreign or site not in ("same-origin", "none"):
            raise web.HTTPError(403)

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        self.set_status(204)
        await self.finish()
        await self.kernels.end_page(kernel_id)


class Model(Page):
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


class Channels(VoilaKernelWebsocketHandler):
    """The connection between a page and its own kernel."""

    @property
    def ping_timeout(self) -> float:
        """Three missed pings; Tornado, which asks before there is a connection, allows one."""
        return float(self.ping_interval) * (1 if self.ws_connection is None else 3)

    async def pre_get(self) -> None:
        """Only kernels of pages can be connected to."""
        if self.kernel_id not in self.kernel_manager.runs:
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


class Kept(FileFindHandler):
    """Files that Voila and the extensions brought, under an address that changes with them."""

    def set_extra_headers(self, path: str) -> None:
        """Let the browser keep them for good."""
        self.set_header("Cache-Control", FOREVER)


class Media(Page):
    """Pictures of the course, and nothing else of it."""

    @web.authenticated
    async def get(self, path: str) -> None:
        if not MEDIA.fullmatch(path):
            raise web.HTTPError(403)
        course = self.pages.course.resolve()
        wanted = (course / path).resolve()
        if not wanted.is_relative_to(course):
            raise web.HTTPError(403)
        if GUIDES in map(str.casefold, wanted.relative_to(course).parts):
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


def routes(pages: Pages) -> list[tuple[Any, ...]]:
    """The addresses that pages need, wherever they are served."""
    base = re.escape(pages.base_url)
    told = {"pages": pages}
    kept: dict[str, Any] = {"no_cache_paths": []}
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
            f"{base}unstuck/voila/[0-9a-f]+/(.*)",
            Kept,
            {"path": [str(assets.voila_folder())], **kept},
        ),
        (
            f"{base}unstuck/labextensions/[0-9a-f]+/(.*)",
            Kept,
            {"path": assets.extension_folders(), **kept},
        ),
    ]
