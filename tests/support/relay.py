"""A line between a browser and a server that can be cut and mended."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any


class Relay:
    """Listens on a port of its own and passes on to a server, until it is cut.

    Cut, it drops every connection and takes no new one; ``silent``, it leaves them open and
    passes on nothing, as when somebody walks out of reach.
    """

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.tries = 0
        self._whole = threading.Event()
        self._whole.set()
        self._silent = False
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, *, silent: bool = False) -> None:
        """From now on nothing comes through."""
        self._silent = silent
        self._whole.clear()
        if not silent:
            self._drop()

    def mend(self) -> None:
        """Everything comes through again."""
        if self._silent:
            self._drop()
        self._whole.set()

    def close(self) -> None:
        """End the line for good."""
        self._listening.close()
        self._drop()

    def _drop(self) -> None:
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self.tries += 1
                if self._whole.is_set():
                    self._join(near)
                elif self._silent:
                    self._open.add(near)
                else:
                    near.close()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(self._to)
        except OSError:  # the server is down
            near.close()
            return
        self._open |= {near, far}
        for ends in ((near, far), (far, near)):
            threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, *ends: Any) -> None:
        source, target = ends
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._whole.wait()
                target.sendall(data)
        for each in ends:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
            self._open.discard(each)
