"""The course's own server: Voila, with our pages, our kernels and nothing beside them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.auth.identity import PasswordIdentityProvider
from tornado.httpserver import HTTPServer
from traitlets import Bool, Integer, default
from voila.app import Voila

from unstuck.serve import assets
from unstuck.serve.handlers import Home, Login, Missing, routes
from unstuck.serve.kernels import PageKernels
from unstuck.serve.pages import TEMPLATE, Pages, find_template

MAY_BE_SENT = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
_LAST_WAIT = 8


class Guests(PasswordIdentityProvider):
    """Nobody needs a name here: only one who has shown the key is given a cookie."""

    def set_login_cookie(self, handler: Any, user: Any) -> None:
        """Remember who has shown the key."""
        if self.auth_enabled:
            super().set_login_cookie(handler, user)


def no_core_dumps() -> None:
    """A kernel that crashes must not write what a learner did to the disk."""
    with contextlib.suppress(ImportError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


class CourseServer(Voila):
    """Serves one course folder on one address."""

    name = "unstuck"
    max_kernels = Integer(0, config=True, help="How many kernels may run at once; 0: as fits.")

    instructor = Bool(False, config=True, help="Whether the teaching guides are served as well.")

    @default("config_file_paths")
    def _nobody_elses_settings(self) -> list[str]:
        return []

    @default("identity_provider_class")
    def _guests(self) -> type:
        return Guests

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
        no_core_dumps()
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
        if self.max_kernels:
            self.kernel_manager.max_kernels = self.max_kernels
        server = HTTPServer(self.app)
        server.add_socket(listening)
        self._announce()
        warm = asyncio.create_task(asyncio.to_thread(self._read_assets))
        self.kernel_manager.keep_spare(course)
        try:
            await stop.wait()
        finally:
            server.stop()
            await _soon(warm)
            await _soon(self.kernel_manager.shutdown_all(now=True))
            await _soon(server.close_all_connections())

    @staticmethod
    def _read_assets() -> None:
        for name in assets.SOURCES:
            assets.asset(name)

    def _announce(self) -> None:
        where = f"{self.connection_url}?token={self.token}" if self.token else self.connection_url
        print(f"Unstuck is open at {where}\nStop it with Ctrl+C.", flush=True)
        if self.open_browser:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(where)

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, with the messages that a page may send, and no more."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = MAY_BE_SENT
        settings["login_url"] = f"{self.base_url}login"
        settings["websocket_max_message_size"] = 2**22
        return settings

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Our addresses, and a friendly page for the rest."""
        told = {"pages": self.pages}
        base = self.base_url
        return [
            (base, Home, told),
            *routes(self.pages),
            (f"{base}login", Login, told),
            ("(.*)", Missing, told),
        ]


async def _soon(work: Awaitable[Any]) -> None:
    with contextlib.suppress(TimeoutError, Exception):
        await asyncio.wait_for(work, _LAST_WAIT / 3)
