"""Runs the cells of a page before there is a kernel, and keeps what they showed."""

from __future__ import annotations

import sys
import traceback
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, ClassVar
from unittest.mock import patch

import ipykernel.ipkernel
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.application import BaseIPythonApplication
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from ipywidgets import Widget

from unstuck.serve.parts import Part, part

_FIRST = ("_kind", "_spec", "_view", "_dom_classes")


class _NoModules:
    """``sys``, but without modules."""

    modules: ClassVar[dict[str, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class Kernel(IPythonKernel):
    """A kernel that goes on with the shell that has run the page."""

    def __init__(self, **kwargs: Any) -> None:
        # For its debugger, which no page has, a kernel touches every module, and so would make
        # five megabytes its own that it shares with all others.
        with patch.object(ipykernel.ipkernel, "sys", _NoModules()):
            super().__init__(**kwargs)
        shell: Any = self.shell
        shell.kernel = self
        comms: dict[str, Any] = {**self.comm_manager.comms}
        for comm in comms.values():
            comm.kernel = self  # a widget is silent while its comm knows of no kernel


class _Once(BaseIPythonApplication):
    """Comes between the kernel's application and what it does first: once is enough."""

    configured = False

    def initialize(self, argv: Any = None) -> None:
        """Read the settings, unless that was done before the fork."""
        if not self.configured:
            super().initialize(argv)
        self.configured = True


class PageApp(IPKernelApp, _Once):
    """A kernel's application in two steps: its settings before the fork, the rest after it."""

    @classmethod
    def begun(cls, argv: list[str]) -> PageApp:
        """The first step."""
        app: PageApp = cls.instance(kernel_class=Kernel, capture_fd_output=False)
        _Once.initialize(app, argv)
        return app

    def go_on(self, connection_file: str) -> None:
        """The second: from here on this process is a kernel."""
        self.connection_file = connection_file
        self.initialize([])
        self.start()


def run(cells: list[tuple[int, str]], app: PageApp) -> list[dict[str, Any]]:
    """Run code cells in the shell that kernels forked from here will go on with.

    Parameters
    ----------
    cells
        The place of each code cell in its notebook, and its source.
    app
        The application of these kernels, which has the settings.

    Returns
    -------
    list of dict
        For each cell its place and the parts to show; a tool that has its first view already
        brings it, so that the page can draw it before it has reached a kernel.
    """
    shell = ZMQInteractiveShell.instance(parent=app)
    hook, publisher = shell.display_trap.hook, shell.display_pub
    try:
        shown: list[dict[str, Any]] = [
            {"cell": at, "parts": _run(shell, source)} for at, source in cells
        ]
    finally:
        shell.display_trap.hook, shell.display_pub = hook, publisher
    _draw_first([part for cell in shown for part in cell["parts"]])
    return shown


def _draw_first(parts: list[Part]) -> None:
    """Give each tool that is to be seen at once what the page draws it from."""
    known = Widget.get_manager_state()["state"]
    for told in parts:
        state = known.get(told.get("widget"), {}).get("state", {})
        if state.get("_kind") == "tool" and "n" in state["_view"]:
            told["first"] = {name: state[name] for name in _FIRST}


def _run(shell: Any, source: str) -> list[Part]:
    outputs: list[dict[str, Any]] = []
    shell.display_trap.hook = CapturingDisplayHook(shell=shell, outputs=outputs)
    shell.display_pub = CapturingDisplayPublisher()
    shell.display_pub.outputs = outputs
    printed = StringIO()
    with redirect_stdout(printed):
        result = shell.run_cell(source, store_history=False)
    parts: list[Part] = (
        [{"text": printed.getvalue()}] if printed.getvalue() and result.success else []
    )
    parts += [part(output["data"]) for output in outputs]
    if not result.success:
        error = result.error_before_exec or result.error_in_exec
        print(f"A cell failed:\n{source}", file=sys.stderr)
        traceback.print_exception(error)
        parts.append({"failed": True})
    return parts
