"""The same pages on a Jupyter server, as on Binder: Voila's front end under its address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from unstuck.content.syllabus import load_syllabus
from unstuck.serve import health
from unstuck.serve.app import no_core_dumps
from unstuck.serve.handlers import Home, routes
from unstuck.serve.kernels import PageKernels
from unstuck.serve.pages import Pages
from unstuck.serve.watched import OPEN

ON_BINDER = "BINDER_REPO_URL"


def settings() -> Config:
    """What a Jupyter server must be told before it starts, for its configuration file."""
    told = Config()
    told.ServerApp.jpserver_extensions = {"unstuck.serve.extension": True}
    told.ServerApp.kernel_manager_class = PageKernels
    told.ServerApp.default_url = told.LabApp.default_url = "/unstuck/"
    return told


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "unstuck.serve.extension"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    if not isinstance(server.kernel_manager, PageKernels):
        server.log.warning("Unstuck needs its own kernel manager; see unstuck.serve.extension.")
        return
    course = Path(server.root_dir) / "course"
    course = load_syllabus(course if course.is_dir() else Path(server.root_dir)).folder
    no_core_dumps()
    base = server.web_app.settings["base_url"]
    place = "binder" if ON_BINDER in os.environ else "voila"
    pages = Pages(course, base, f"{base}unstuck/", place)
    ours: list[Any] = [(f"{base}unstuck/?", Home, {"pages": pages})]
    ours += [*routes(pages), *health.routes(pages)]
    server.kernel_manager.state = OPEN
    server.web_app.add_handlers(".*$", ours)
    server.io_loop.add_callback(server.kernel_manager.get_ready, course)
