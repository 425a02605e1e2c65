"""The warm process: it has imported what pages need, and forks a kernel whenever it is asked.

Run by :mod:`unstuck.serve.forks` as ``python -m unstuck.serve.warm CONTROL LIFE``, two file
descriptors. On CONTROL it takes requests, one JSON object a line, and answers each with one;
in between it says which of its children have ended. LIFE is a pipe that nobody writes to:
when its other end is closed, the server is gone, and every process here ends.

Asked for a page, it forks a process that runs the page's cells and then serves requests in
its turn: each kernel forked from that one has the page's widgets already, in memory that all
of them share until they change it. There must be no thread and no socket of ZeroMQ before
the fork.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

Request = dict[str, Any]
Job = Callable[..., Any]  # what a child does; gives what to do next, if anything
# What a kernel imports while it starts; it would do so once more in every child.
_KERNEL = (
    "IPython.core.completer",
    "IPython.core.debugger",
    "IPython.core.historyapp",
    "IPython.extensions.storemagic",
    "faulthandler",
    "ipykernel.control",
    "ipykernel.debugger",
    "ipykernel.heartbeat",
    "ipykernel.iostream",
    "ipykernel.kernelapp",
    "ipykernel.shellchannel",
    "ipykernel.subshell_manager",
    "matplotlib_inline.config",
    "pdb",
    "tornado.platform.asyncio",
)


class Warm:
    """Serves requests on one socket until that is closed, or the server is gone."""

    def __init__(self, control: socket.socket, life: int, **told: Any) -> None:
        self.control = control
        self.life = life
        self._told = told
        self._heard = b""
        self._given: list[int] = []

    def serve(self) -> Job | None:
        """Answer requests; only a child comes back from here, with what it has to do."""
        self._wakes, wake = socket.socketpair()
        for end in (self._wakes, wake):
            end.setblocking(False)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._tell(pid=os.getpid(), **self._told)
        ends = select.poll()  # the numbers are the server's, and it has many files open
        for number in (self.control.fileno(), self._wakes.fileno(), self.life):
            ends.register(number, select.POLLIN)
        while True:
            ready = [end for end, _ in ends.poll()]
            if self.life in ready:
                return None
            if self._wakes.fileno() in ready:
                self._reap()
            if self.control.fileno() in ready:
                for request in self._requests():
                    if job := self._answer(request):
                        signal.set_wakeup_fd(-1)
                        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                        for end in (self.control, self._wakes, wake):
                            end.close()
                        return job

    def _tell(self, **told: Any) -> None:
        try:
            self.control.sendall(json.dumps(told).encode() + b"\n")
        except OSError:
            os._exit(0)  # nobody listens any more

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._wakes.recv(4096):
                pass
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._tell(ended=ended[0], status=os.waitstatus_to_exitcode(ended[1]))

    def _requests(self) -> list[Request]:
        data, given = b"", list[int]()
        with contextlib.suppress(ConnectionError):
            data, given, _, _ = socket.recv_fds(self.control, 1 << 16, 1)
        if not data:
            os._exit(0)  # the server wants no more of us
        self._given += given
        *lines, self._heard = (self._heard + data).split(b"\n")
        return [json.loads(line) for line in lines]

    def _answer(self, request: Request) -> Job | None:
        page = self._given.pop() if request["do"] == "page" else None
        try:
            pid = os.fork()
        except OSError as error:
            pid = -1
            self._tell(refused=str(error))
        if pid == 0:
            if page is not None:
                return partial(_page, request, page, self.life)
            return partial(_kernel, request, self.life)
        if page is not None:
            os.close(page)
        if pid > 0:
            with contextlib.suppress(OSError):  # the child was faster
                os.setpgid(pid, pid)
            self._tell(pid=pid)
        return None


def _page(request: Request, control: int, life: int) -> Job | None:
    """Run the cells of a page, then fork kernels from here."""
    from unstuck.serve.cells import PageApp, run

    os.setpgid(0, 0)
    _call("unstuck-page")
    _move(request)
    app = PageApp.begun(request["argv"])
    shown = run(request["cells"], app)
    job = Warm(socket.socket(fileno=control), life, cells=shown).serve()
    return job and partial(job, app=app)


def _kernel(request: Request, life: int, app: Any = None) -> None:
    """Become a kernel."""
    from ipykernel.kernelapp import IPKernelApp

    from unstuck.kit.question import draw_anew

    os.setpgid(0, 0)
    _call("unstuck-kernel")
    with contextlib.suppress(OSError):  # when memory runs out, a kernel goes before the server
        Path("/proc/self/oom_score_adj").write_text("500")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _move(request)
    draw_anew()
    threading.Thread(target=_end_with, args=(life,), daemon=True).start()
    gc.enable()
    argv = request["argv"]
    sys.argv = ["ipykernel_launcher", *argv]
    # 1: the end of the parent is nothing to this kernel; LIFE tells of the server's.
    if app is None:
        IPKernelApp.launch_instance(argv, parent_handle=1)
    else:
        app.parent_handle = 1
        app.go_on(argv[argv.index("-f") + 1])


def _call(name: str) -> None:
    """The name under which the system lists this process."""
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(name)


def _move(request: Request) -> None:
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])


def _end_with(life: int) -> None:
    """Wait until the server is gone, whatever the kernel is busy with, and go too."""
    with contextlib.suppress(OSError):
        os.read(life, 1)
    os._exit(1)


def _import() -> None:
    for name in _KERNEL:
        with contextlib.suppress(ImportError):  # moved in another version: the kernel finds it
            importlib.import_module(name)
    import ipywidgets

    import unstuck

    for name in unstuck.__all__:
        getattr(unstuck, name)
    # ipywidgets does this when it is imported in a kernel; here there is none yet.
    ipywidgets.register_comm_target()


def main() -> None:
    """Import, then serve; a child goes on to what it has to do and ends with that."""
    control, life = map(int, sys.argv[1:3])
    _call("unstuck-warm")
    _import()
    job = Warm(socket.socket(fileno=control), life).serve()
    while job is not None:
        job = job()


if __name__ == "__main__":
    main()
