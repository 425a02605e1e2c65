"""Behind nginx, below a base address and over HTTPS, a page is what it is without.

nginx runs with the site that is handed out (binder/server/nginx.conf), the server with the
options of the unit beside it.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener
from uuid import uuid4

import pytest
import websocket
from playwright.sync_api import Browser, BrowserContext, Page

from live import PATIENCE, Served
from proxied import BASE, Proxy, nginx

pytestmark = pytest.mark.browser
KEY = "open-sesame"


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def served(serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    key = tmp_path_factory.mktemp("key") / "key"
    key.write_text(f"{KEY}\n", "utf-8")
    return serve("--base-url", BASE, "--behind-proxy", "--token-file", str(key))


@pytest.fixture(scope="module")
def proxy(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    port = int(served.url.rstrip("/").rpartition(":")[2])
    with nginx(tmp_path_factory.mktemp("nginx"), port) as proxy:
        yield proxy


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    size = {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size, ignore_https_errors=True)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def unchecked() -> ssl.SSLContext:
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust


def ask(url: str, method: str = "GET", **headers: str) -> tuple[int, list[tuple[str, str]], str]:
    """Status, headers and text of an answer; redirects are not followed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    data = b"" if method == "POST" else None
    request = Request(url, data=data, headers=named, method=method)
    try:
        reply = build_opener(Stay(), HTTPSHandler(context=unchecked())).open(request, timeout=30)
    except HTTPError as error:
        reply = error
    with reply:
        return reply.status, reply.headers.items(), reply.read().decode("utf-8", "replace")


def cookies(headers: list[tuple[str, str]]) -> list[str]:
    return [value for name, value in headers if name == "Set-Cookie"]


@pytest.fixture
def known(proxy: Proxy) -> str:
    """The cookie of one who has shown the key."""
    _, headers, _ = ask(f"{proxy.course}?token={KEY}")
    return "; ".join(cookie.split(";")[0] for cookie in cookies(headers))


def test_a_page_lives_and_ends_behind_nginx(
    context: BrowserContext,
    proxy: Proxy,
    known: str,
    move: Callable[[Page], str],
    until: Callable[..., object],
) -> None:
    asked: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda line: asked.append(line.url.replace("wss:", "https:", 1)))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(f"{proxy.course}?token={KEY}")
    page.locator("main a[href*='04-zopa']").first.click()
    alive = f"{proxy.course}unstuck/alive/{move(page)}"
    assert ask(alive, Cookie=known)[0] == 204
    page.close(run_before_unload=True)
    until(lambda: ask(alive, Cookie=known)[0] == 404, 20, "the page's goodbye ends its kernel")
    assert not faults
    assert [url for url in asked if "/channels" in url]
    assert all(url.startswith((proxy.course, "data:", "blob:")) for url in asked), asked
    written = re.findall(r'"[A-Z]+ (\S+)"', proxy.log.read_text("utf-8"))
    assert written and all(path.startswith(BASE) for path in written)


def test_the_key_is_asked_for_below_the_base_address(context: BrowserContext, proxy: Proxy) -> None:
    page = context.new_page()
    page.goto(f"{proxy.course}voila/files/no-such.png")
    assert page.url.startswith(f"{proxy.course}login?")
    page.goto(proxy.course)
    page.locator("input[type=password]").fill(KEY)
    page.keyboard.press("Enter")
    page.wait_for_url(proxy.course)
    page.locator("main a[href*='04-zopa']").first.wait_for()
    kept = context.cookies()
    assert kept
    assert all(cookie["secure"] and cookie["path"] == BASE for cookie in kept), kept


def test_no_visitor_can_say_that_the_connection_is_another(proxy: Proxy) -> None:
    told = {"X_Scheme": "http", "X_Forwarded_Proto": "http", "X_Real_IP": "192.0.2.1"}
    _, headers, _ = ask(f"{proxy.course}?token={KEY}", **told)
    assert cookies(headers)
    assert all("; Secure" in cookie for cookie in cookies(headers))


def test_the_unprotected_address_leads_to_the_other_and_the_log_has_no_key(proxy: Proxy) -> None:
    status, headers, _ = ask(f"{proxy.plain}{BASE}?token={KEY}")
    assert (status, dict(headers)["Location"]) == (301, f"https://127.0.0.1{BASE}?token={KEY}")
    status, headers, _ = ask(f"{proxy.secure}{BASE.rstrip('/')}")
    assert (status, dict(headers)["Location"]) == (308, BASE)
    ask(f"{proxy.course}?token={KEY}")
    assert f'"GET {BASE}"' in proxy.log.read_text("utf-8")
    assert KEY not in proxy.log.read_text("utf-8")


def test_what_the_server_counts_is_told_to_nobody_outside(proxy: Proxy, known: str) -> None:
    assert ask(f"{proxy.course}healthz")[0] == 200
    assert ask(f"{proxy.course}metrics", Cookie=known)[0] == 403


def test_only_our_own_pages_connect_and_say_goodbye(proxy: Proxy, known: str) -> None:
    _, _, page = ask(f"{proxy.course}voila/render/04-zopa.ipynb", Cookie=known)
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert found
    kernel = found[1]

    def connect(origin: str) -> None:
        address = f"{proxy.course}unstuck/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
        websocket.create_connection(
            address.replace("https", "wss", 1),
            timeout=30,
            cookie=known,
            origin=origin,
            sslopt={"cert_reqs": ssl.CERT_NONE, "check_hostname": False},
        ).close()

    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        connect("https://elsewhere.example")
    connect(proxy.secure)
    goodbye = f"{proxy.course}voila/api/shutdown/{kernel}"
    for origin, status in {"https://elsewhere.example": 403, proxy.secure: 204}.items():
        assert ask(goodbye, "POST", Cookie=known, Origin=origin)[0] == status
