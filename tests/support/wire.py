"""A page's connection to its kernel, without a browser: Jupyter's messages over a websocket."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_CONTROL = "jupyter.widget.control"


class Cut(ConnectionError):
    """The connection is gone, and with it the answer that was waited for."""


class Wire:
    """Sends what a page's script sends, and passes on what widgets say.

    Parameters
    ----------
    url : str
        The address of the kernel's channels, beginning with ``ws://``.
    hear : callable
        Called with a widget's id and the message's data, as each arrives.
    """

    def __init__(self, url: str, hear: Callable[[str, dict[str, Any]], None]) -> None:
        self._hear = hear
        self._session = str(uuid4())
        self._url = f"{url}?session_id={self._session}"
        self._asked: dict[str, asyncio.Future[Any]] = {}
        self._socket: Any = None

    @property
    def open(self) -> bool:
        """Whether there is a connection."""
        return self._socket is not None

    async def connect(self) -> None:
        """Connect, and hear from the kernel that it answers."""
        origin = "http" + self._url.removeprefix("ws").split("/unstuck/")[0].split("/api/")[0]
        request = HTTPRequest(self._url, headers={"Origin": origin}, connect_timeout=120)
        self._socket = await websocket_connect(
            request, on_message_callback=self._take, subprotocols=[_PROTOCOL]
        )
        await self._answer(self.send("kernel_info_request", {}))

    async def states(self) -> dict[str, dict[str, Any]]:
        """The states of all widgets, by their ids."""
        control = str(uuid4())
        opened = {"comm_id": control, "target_name": _CONTROL, "data": {}}
        self.send("comm_open", opened, {"version": "1.0.0"})
        self.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        told = await self._answer(control)
        self.send("comm_close", {"comm_id": control, "data": {}})
        return {name: model["state"] for name, model in told["states"].items()}

    def tell(self, widget: str, data: dict[str, Any]) -> None:
        """Say something to a widget."""
        self.send("comm_msg", {"comm_id": widget, "data": data})

    def send(self, kind: str, content: Any, metadata: Any = None) -> str:
        """Send a message; gives its id."""
        if self._socket is None:
            raise Cut("there is no connection")
        header = {
            "msg_id": str(uuid4()),
            "msg_type": kind,
            "session": self._session,
            "username": "",
            "version": "5.2",
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        told = {"header": header, "metadata": metadata or {}, "content": content}
        packed = serialize_msg_to_ws_v1({**told, "parent_header": {}}, "shell", _pack)
        # A connection that has just closed is told of by `_take`, here as everywhere.
        asyncio.ensure_future(self._socket.write_message(packed, binary=True)).add_done_callback(
            lambda done: done.cancelled() or done.exception()
        )
        return str(header["msg_id"])

    def close(self) -> None:
        """Say goodbye and close, as a page that is left does."""
        if self._socket is not None:
            self._socket.close()
            self._lost()

    def cut(self) -> None:
        """Break the connection without a word, as a network that is gone does."""
        if self._socket is not None:
            self._socket.protocol.stream.close()
            self._lost()

    def _answer(self, name: str) -> asyncio.Future[Any]:
        return self._asked.setdefault(name, asyncio.get_running_loop().create_future())

    def _lost(self) -> None:
        self._socket = None
        for future in self._asked.values():
            if not future.done():
                future.set_exception(Cut("the connection was closed"))
                future.exception()  # nobody need be waiting any more
        self._asked.clear()
        self._hear("", {})

    def _take(self, message: bytes | None) -> None:
        if message is None:
            return self._lost() if self._socket is not None else None
        _, parts = deserialize_msg_from_ws_v1(message)
        kind = json.loads(parts[0])["msg_type"]
        if kind == "comm_msg":
            content = json.loads(parts[3])
            name, data = content["comm_id"], content["data"]
            if name in self._asked:
                self._arrived(name, data)
            else:
                self._hear(name, data)
        elif kind.endswith("_reply"):
            self._arrived(json.loads(parts[1])["msg_id"], json.loads(parts[3]))
        return None

    def _arrived(self, name: str, told: Any) -> None:
        future = self._asked.pop(name, None)
        if future is not None and not future.done():
            future.set_result(told)


def _pack(part: Any) -> bytes:
    return json.dumps(part, separators=(",", ":")).encode()
