"""Addresses for those who watch over the server: is it there, is there room, what does it count.

None of them tells anything about a person. ``healthz`` and ``readyz`` answer everybody;
``metrics`` answers this machine alone, unless the server was told otherwise.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from prometheus_client import CONTENT_TYPE_LATEST
from tornado import web
from tornado.httputil import HTTPServerRequest

from unstuck.serve.figures import seconds
from unstuck.serve.handlers import KERNEL, Beacon, Page
from unstuck.serve.pages import Pages
from unstuck.serve.watched import OPEN

# Headers by which a proxy says that it asks for somebody else.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")


def from_this_machine(request: HTTPServerRequest) -> bool:
    """Whether a request was made on this very machine, and by nobody else through a proxy."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_ip or "").is_loopback
    except ValueError:
        return False


class Watching(Page):
    """Answers a word, to machines."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """This is read by a machine: no page."""
        self.set_status(status_code)
        self.finish()

    def word(self, said: str, status: int = 200) -> None:
        """Answer with one word."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{said}\n")


class Healthz(Watching):
    """The process answers."""

    @allow_unauthenticated
    async def get(self) -> None:
        self.word("ok")

    head = get


class Readyz(Watching):
    """Whether one more learner can come; if not, why: starting, full or closing."""

    @allow_unauthenticated
    async def get(self) -> None:
        ready = self.kernels.ready
        self.word(ready, 200 if ready == OPEN else 503)

    head = get


class Metrics(Watching):
    """What the server counts, for Prometheus."""

    @allow_unauthenticated
    async def get(self) -> None:
        if not self.settings.get("metrics_for_all") and not from_this_machine(self.request):
            raise web.HTTPError(403)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(self.kernels.figures.text())


class FirstPicture(Beacon):
    """A page says how long its first picture took: a number, and once."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        try:
            self.kernels.pictured(kernel_id, seconds(self.request.body))
        except ValueError:
            self.set_status(400)
        else:
            self.set_status(204)
        self.finish()


def routes(pages: Pages) -> list[tuple[Any, ...]]:
    """These addresses, beside the home page."""
    told = {"pages": pages}
    return [
        (f"{pages.home}healthz", Healthz, told),
        (f"{pages.home}readyz", Readyz, told),
        (f"{pages.home}metrics", Metrics, told),
        (f"{pages.base_url}unstuck/first/{KERNEL}", FirstPicture, told),
    ]
