"""Who comes in, and what a page may do: headers on every answer, the key, the line to a kernel."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
import time
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from traitlets import default

from unstuck.serve import assets

SECONDS_A_GUESS = 0.5
LONGEST_QUEUE = 10  # seconds of wrong keys that may wait at the door
MOST_PARTS = 64  # a message of a page has five, and one more for each buffer
_OPENED_BY_PAGES = "jupyter.widget.control"
_KEY = "token"
_UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "midi"),
    *("magnetometer", "microphone", "payment", "publickey-credentials-get", "serial", "usb"),
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
}


@cache
def policy() -> str:
    """What a page may load and do.

    Scripts are ours, by address or by hash, and none is made from text. Two things are wider than
    we should like: anywidget imports the stub that each widget carries as a blob, which only a
    script that already runs can make; and Voila's chunks put their styles into the page, as the
    drawing does with the width of a bar, so that styles within a page are allowed.
    """
    theme = b64encode(sha256(assets.theme_script().encode()).digest()).decode()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'sha256-{theme}' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def is_own(ip: str) -> bool:
    """Whether an address that is listened on can be reached from this machine alone.

    >>> is_own("127.0.0.1"), is_own("localhost"), is_own("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return ip == "localhost"


def within(course: Path, name: str, *, shut: str = "") -> Path | None:
    """The file of that name in the course; None where a name or a link leads out of it.

    Nor may the way lead through a folder that is called as `shut`, in whatever case.
    """
    home = course.resolve()
    try:
        found = (home / name).resolve()
    except (OSError, ValueError):
        return None
    if not found.is_relative_to(home):
        return None
    way = [*Path(name).parts, *found.relative_to(home).parts]
    return None if shut and shut in map(str.casefold, way) else found


class Guarded(JupyterHandler):
    """Common to all our answers: the headers that keep a page to itself, and who may ask."""

    @property
    def content_security_policy(self) -> str:
        """Nothing is asked from another origin, and no other site may frame a page."""
        return policy()

    def set_default_headers(self) -> None:
        """Add what keeps a page to itself; an error and a refused connection have it too."""
        super().set_default_headers()
        told = _HEADERS | {"Content-Security-Policy": self.content_security_policy}
        for name, value in told.items():  # a connection's handler has undone the rest
            self.set_header(name, value)
        self.clear_header("Server")

    def set_cors_headers(self) -> None:
        """Let no other site read an answer, not even with the key."""

    def set_cookie(self, name: str, value: str | bytes, *args: Any, **kwargs: Any) -> None:
        """A cookie that was given over HTTPS goes over nothing else, and none with another site."""
        kwargs.setdefault("secure", self.request.protocol == "https")
        kwargs.setdefault("samesite", "Lax")  # a link from elsewhere finds one let in already
        kwargs.setdefault("httponly", True)
        super().set_cookie(name, value, *args, **kwargs)

    async def prepare(self, **how: Any) -> None:
        """Refuse what another site's page asks, but for a link that somebody follows."""
        told = self.request.headers
        mine = told.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
        followed = (told.get("Sec-Fetch-Mode"), told.get("Sec-Fetch-Dest"))
        if not mine and (self.request.method != "GET" or followed != ("navigate", "document")):
            raise web.HTTPError(403)
        await super().prepare(**how)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer an error without a word of how it came about."""
        self.finish()

    def without_key(self) -> str:
        """The address that was asked for, without the key of the course."""
        query = parse_qsl(self.request.query, keep_blank_values=True)
        rest = urlencode([(name, value) for name, value in query if name != _KEY])
        path = "/" + self.request.path.lstrip("/\\")  # never another host's
        return f"{path}?{rest}" if rest else path

    def get_login_url(self) -> str:
        """Where the key is asked for, and where to go from there."""
        url = str(super().get_login_url())
        if not isinstance(self.identity_provider, Guests):
            return url
        return f"{url}?{urlencode({'next': self.without_key()})}"

    def put_key_away(self) -> None:
        """Once it has opened the course, the key stands in no address, link or history."""
        ours = isinstance(self.identity_provider, Guests) and self.token_authenticated
        if ours and self.request.method == "GET" and _KEY in self.request.query_arguments:
            self.redirect(self.without_key())


class OfOnePage(JupyterHandler):
    """What a page's script asks: the id of the kernel, which its page alone knows, is its token.

    A beacon can carry no other, and JupyterHub wants one even for what is only read.
    """

    def check_xsrf_cookie(self) -> None:
        """Refuse what another site sends."""
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = self.request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != self.request.host
        if foreign or site not in ("same-origin", "none"):
            raise web.HTTPError(403)


class Guests(PasswordIdentityProvider):
    """Nobody needs a name here: only one who has shown the key is given a cookie."""

    _free = 0.0

    @default("cookie_options")
    def _same_site(self) -> dict[str, Any]:
        return {"samesite": "Lax"}

    def set_login_cookie(self, handler: Any, user: Any) -> None:
        """Remember who has shown the key."""
        if self.auth_enabled:
            super().set_login_cookie(handler, user)

    def should_check_origin(self, handler: Any) -> bool:
        """Even one who shows the key comes from our own pages."""
        return True

    async def fits(self, key: str) -> bool:
        """Whether this is the key; wrong ones are answered one after the other.

        However many try at once, two wrong keys a second are looked at.

        Raises
        ------
        tornado.web.HTTPError
            With 429, if too many wrong keys wait for their answer.
        """
        now = time.monotonic()
        if self._free - now > LONGEST_QUEUE:
            raise web.HTTPError(429)
        if self.token and hmac.compare_digest(key.encode(), self.token.encode()):
            return True
        self._free = max(now, self._free) + SECONDS_A_GUESS
        await asyncio.sleep(self._free - now)
        return False

    async def get_user_token(self, handler: Any) -> User | None:
        """Who shows the key in the address or in a header; None if nobody does."""
        given = self.get_token(handler)
        if not self.token or not given or not await self.fits(given):
            return None
        known = self.get_user_cookie(handler)
        return known if isinstance(known, User) else self.generate_anonymous_user(handler)


class Line(ZMQChannelsWebsocketConnection):
    """A page's connection to its kernel: carries what widgets say, and drops the rest."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass on a message that a page of ours could have sent."""
        try:
            if self._sound(incoming_msg):
                super().handle_incoming_message(incoming_msg)
        except Exception as error:  # whatever else a message breaks, the connection stays
            self.log.debug("A message was dropped: %s", type(error).__name__)

    def _sound(self, message: str | bytes) -> bool:
        if self.subprotocol:
            parts = _split(message, 8, "little")
            channel, header, content = parts[0].decode(), json.loads(parts[1]), parts[4]
        else:
            whole = json.loads(
                _split(message, 4, "big")[0] if isinstance(message, bytes) else message
            )
            channel, header, content = whole.get("channel"), whole["header"], whole["content"]
        if channel not in ("shell", "control"):
            return False
        if header["msg_type"] not in ("comm_open", "comm_msg"):
            return True
        told = json.loads(content) if isinstance(content, bytes) else content
        if header["msg_type"] == "comm_open":
            return bool(told["target_name"] == _OPENED_BY_PAGES)
        return _says_something(told["data"])


def _says_something(data: dict[str, Any]) -> bool:
    """Whether a widget can take this in: ipywidgets answers anything else with a traceback."""
    if data["method"] == "update":
        return isinstance(data["state"], dict) and not data.get("buffer_paths")
    if data["method"] == "custom":
        return isinstance(data["content"], dict)
    return data["method"] in ("request_state", "request_states")


def _split(message: str | bytes, width: int, order: Any) -> list[bytes]:
    """The parts of a binary message, whose offsets must be as many and as large as they can be.

    Jupyter Server believes them: a message of twenty bytes could ask for more memory than there is.
    """
    if isinstance(message, str):
        raise ValueError("text")
    number = int.from_bytes(message[:width], order)
    if not 1 <= number <= MOST_PARTS:
        raise ValueError("parts")
    ends = [
        int.from_bytes(message[width * n : width * (n + 1)], order) for n in range(1, number + 1)
    ]
    if ends != sorted(ends) or ends[-1] > len(message):
        raise ValueError("offsets")
    ends += [] if width == 8 else [len(message)]
    return [message[a:b] for a, b in pairwise(ends)]
