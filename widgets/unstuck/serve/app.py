"""The course's own server: Voila, with our pages, our kernels and nothing beside them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import tornado.web
from tornado.httpserver import HTTPServer
from traitlets import Bool, Integer, Unicode, default
from voila.app import Voila

from unstuck.serve import assets, forks, health
from unstuck.serve.guard import Guests, Line, is_own
from unstuck.serve.handlers import Home, Login, Missing, routes
from unstuck.serve.kernels import PageKernels
from unstuck.serve.limits import PACE
from unstuck.serve.log import OURS, answered, begin
from unstuck.serve.pages import TEMPLATE, Pages, find_template
from unstuck.serve.watched import CLOSING, OPEN

log = logging.getLogger(OURS)
MAY_BE_SENT = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
_LAST_WAIT = 8
_FILES = 65536
_LARGEST_FORM = 2**16  # bytes; nobody sends more than a key and a goodbye


def no_core_dumps() -> None:
    """A kernel that crashes must not write what a learner did to the disk."""
    with contextlib.suppress(ImportError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def many_files() -> None:
    """Each page takes a dozen files or sockets, so that the usual 1024 are too few for a class."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(few, wanted), most))


class CourseServer(Voila):
    """Serves one course folder on one address."""

    name = "unstuck"
    max_kernels = Integer(0, config=True, help="How many kernels may run at once; 0: as fits.")

    fork = Bool(True, config=True, help="Whether kernels are forked, where that can be.")
    instructor = Bool(False, config=True, help="Whether the teaching guides are served as well.")
    behind_proxy = Bool(False, config=True, help="Whether a proxy tells who asks, and how.")
    pace = Integer(PACE, config=True, help="How many pages a minute one address may open.")
    metrics = Unicode("local", config=True, help="Who may read what is counted: local or all.")
    say = Unicode("info", config=True, help="The least that the log says.")

    @default("config_file_paths")
    def _nobody_elses_settings(self) -> list[str]:
        return []

    @default("identity_provider_class")
    def _guests(self) -> type:
        return Guests

    @default("log")
    def _what_libraries_say(self) -> logging.Logger:
        return logging.getLogger("unstuck.jupyter")

    @default("log_level")
    def _quiet(self) -> int:
        return logging.WARNING

    def open(self, course: Path) -> None:
        """Take the address and serve until told to stop.

        Raises
        ------
        OSError
            If the address is taken or may not be used.
        """
        family = socket.AF_INET6 if ":" in self.ip else socket.AF_INET
        listening = socket.create_server((self.ip, self.port), family=family, backlog=128)
        listening.setblocking(False)
        self.port: int = listening.getsockname()[1]
        begin(self.say, self.token or "")
        no_core_dumps()
        many_files()
        find_template()
        self.root_dir = str(course)
        self.initialize([])
        self.voila_configuration.template = TEMPLATE
        self.voila_configuration.multi_kernel_manager_class = PageKernels
        self.connection_dir = tempfile.mkdtemp(prefix="unstuck-")
        try:
            asyncio.run(self._serve(listening, course))
        finally:
            shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def _serve(self, listening: socket.socket, course: Path) -> None:
        stop = asyncio.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(sign, stop.set)
        self.pages = Pages(
            course, self.base_url, self.base_url, "voila", instructor=self.instructor
        )
        self.app = tornado.web.Application(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        self.kernel_manager.fork = self.fork and forks.POSSIBLE
        if self.fork and not forks.POSSIBLE:
            log.info("Kernels start one by one: this system cannot fork them.")
        if self.max_kernels:
            self.kernel_manager.max_kernels = self.max_kernels
        self.kernel_manager.door.pace = self.pace
        server = HTTPServer(self.app, xheaders=self.behind_proxy, max_body_size=_LARGEST_FORM)
        server.add_socket(listening)
        self._announce()
        warm = asyncio.create_task(self._get_ready(course))
        try:
            await stop.wait()
        finally:
            self.kernel_manager.state = CLOSING
            self._leave_in_time()
            open_pages = len(self.kernel_manager.runs)
            log.info("Closing: %d pages end; what was entered stays in browsers.", open_pages)
            server.stop()
            await _soon(warm)
            await _soon(self.kernel_manager.shutdown_all(now=True))
            await _soon(server.close_all_connections())

    def _leave_in_time(self) -> None:
        """End at the latest a few seconds from now; what was forked ends with this process."""

        def leave() -> None:
            shutil.rmtree(self.connection_dir, ignore_errors=True)
            os._exit(0)

        last = threading.Timer(_LAST_WAIT, leave)
        last.daemon = True
        last.start()

    async def _get_ready(self, course: Path) -> None:
        for name in assets.SOURCES:
            await asyncio.to_thread(assets.asset, name)
        await self.kernel_manager.get_ready(course)
        self.kernel_manager.state = OPEN
        room = self.kernel_manager.free
        log.info("Open on port %d, with room for %d more pages at once.", self.port, room)

    def _announce(self) -> None:
        where = f"{self.connection_url}?token={self.token}" if self.token else self.connection_url
        seen = where if sys.stdout.isatty() else self.connection_url  # no key in a log
        print(f"Unstuck is open at {seen}\nStop it with Ctrl+C.", flush=True)
        if self.open_browser:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(where)

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, with the messages that a page may send, and no more."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = MAY_BE_SENT
        settings["kernel_websocket_connection_class"] = Line
        # A page elsewhere whose name is made to lead to this machine is refused by that name; a
        # key keeps it out as well, since it has no cookie here.
        settings["allow_remote_access"] = bool(
            self.token or self.behind_proxy or not is_own(self.ip)
        )
        settings["log_function"] = answered
        settings["metrics_for_all"] = self.metrics == "all"
        settings["login_url"] = f"{self.base_url}login"
        settings["xsrf_cookie_kwargs"] = {"path": self.base_url}  # nobody else's pages get it
        settings["websocket_max_message_size"] = 2**22
        return settings

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Our addresses, and a friendly page for the rest."""
        told = {"pages": self.pages}
        base = self.base_url
        return [
            (base, Home, told),
            *routes(self.pages),
            *health.routes(self.pages),
            (f"{base}login", Login, told),
            ("(.*)", Missing, told),
        ]


async def _soon(work: Awaitable[Any]) -> None:
    with contextlib.suppress(TimeoutError, Exception):
        await asyncio.wait_for(work, _LAST_WAIT / 3)
