"""The key of a course: it opens, nothing else does, and it is found nowhere afterwards."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request
from uuid import uuid4

import pytest
from tornado import web

from unstuck.serve import guard
from unstuck.serve.guard import LONGEST_QUEUE, SECONDS_A_GUESS, Guests

KEY = "open+sesame&co"
ASKED = urlencode({"token": KEY})
NOBODY = "0b0d0000-0000-4000-8000-000000000000"  # the same in every process of a test run


@pytest.fixture(scope="module")
def locked(serve: Callable[..., Any]) -> Any:
    return serve("--token", KEY, "--behind-proxy")


def post(server: Any, path: str, form: dict[str, str], **headers: str) -> tuple[int, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = Request(server.url + path, urlencode(form).encode(), named, method="POST")
    try:
        reply = server.opener.open(asked, timeout=60)
    except HTTPError as error:
        reply = error
    with reply:
        return reply.status, reply.headers


def a_form(server: Any) -> tuple[str, str]:
    """The hidden field of the login page, and the cookie that belongs to it."""
    page = server.get("login")
    found = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
    assert found
    return found[1], page.headers["Set-Cookie"].split(";")[0]


def test_the_key_opens_and_leaves_the_address(locked: Any) -> None:
    answer = locked.get(f"voila/render/glossary.md?a=1&{ASKED}")
    assert (answer.status, answer.headers["Location"]) == (302, "/voila/render/glossary.md?a=1")
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    assert locked.get("voila/render/glossary.md", Cookie=cookie).status == 200


@pytest.mark.parametrize("start", ["//elsewhere.example/", "///elsewhere.example", "/\\elsewhere"])
def test_putting_the_key_away_leads_to_no_other_site(locked: Any, start: str) -> None:
    where = urlsplit(locked.url)
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        head = f"Host: {where.netloc}\r\nConnection: close\r\n\r\n"
        line.sendall(f"GET {start}?{ASKED} HTTP/1.1\r\n{head}".encode())
        told = b"".join(iter(lambda: line.recv(65536), b"")).decode()
    found = re.search(r"^Location: (.*)\r$", told, re.MULTILINE)
    assert not found or re.match(r"/[^/\\]", found[1])


@pytest.mark.parametrize(
    "where",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/a.b"],
)
def test_logging_in_leads_to_no_other_site(locked: Any, where: str) -> None:
    guard_field, cookie = a_form(locked)
    form = {"password": KEY, "_xsrf": guard_field}
    status, headers = post(locked, f"login?{urlencode({'next': where})}", form, Cookie=cookie)
    assert status == 302
    to = urlsplit(headers["Location"])
    assert not to.netloc and not headers["Location"].startswith(("//", "/\\"))


@pytest.mark.parametrize("proto", ["http", "https"])
def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(locked: Any, proto: str) -> None:
    for path in (f"?{ASKED}", "login"):
        cookie = locked.get(path, X_Forwarded_Proto=proto).headers["Set-Cookie"].lower()
        assert "httponly" in cookie and "samesite=lax" in cookie
        assert ("secure" in cookie) == (proto == "https")


def test_the_form_is_taken_from_our_own_page_alone(locked: Any) -> None:
    field, cookie = a_form(locked)
    sound = {"password": KEY, "_xsrf": field}
    assert post(locked, "login", {"password": KEY})[0] == 403, "no guard at all"
    assert post(locked, "login", sound)[0] == 403, "no cookie"
    assert post(locked, "login", {**sound, "_xsrf": "2|x"}, Cookie=cookie)[0] == 403
    for origin in ("https://elsewhere.example", "null"):
        assert post(locked, "login", sound, Cookie=cookie, Origin=origin)[0] in (403, 404)
    assert post(locked, "login", sound, Cookie=cookie, Sec_Fetch_Site="same-site")[0] == 403
    status, headers = post(locked, "login", sound, Cookie=cookie, Sec_Fetch_Site="same-origin")
    assert status == 302 and "username-" in headers["Set-Cookie"]


def test_who_has_the_key_cannot_set_another(locked: Any, course: Path) -> None:
    field, cookie = a_form(locked)
    form = {"password": KEY, "new_password": "mine", "_xsrf": field}
    assert post(locked, "login", form, Cookie=cookie)[0] == 302
    assert post(locked, "login", {**form, "password": "mine"}, Cookie=cookie)[0] == 401
    assert not list(Path().glob("jupyter_server_config*"))


def test_even_with_the_key_no_other_site_reads_an_answer(locked: Any) -> None:
    elsewhere = {"Authorization": f"token {KEY}", "Origin": "https://elsewhere.example"}
    answer = locked.get("", **elsewhere)
    assert answer.status == 200 and "Access-Control-Allow-Origin" not in answer.headers
    assert locked.get("", Authorization="token wrong").status == 302


@pytest.mark.parametrize(
    "path",
    [
        "",
        "voila/render/01-first.ipynb",
        "voila/render/glossary.md",
        "voila/files/pictures/one.svg",
        f"unstuck/cells/{NOBODY}",
        f"unstuck/alive/{NOBODY}",
        f"unstuck/api/kernels/{NOBODY}",
        "nowhere",
    ],
)
def test_without_the_key_nothing_but_scripts_and_styles_is_given(locked: Any, path: str) -> None:
    for told in ({}, {"Cookie": 'username-127-0-0-1="2|1:0|forged"'}, {"Authorization": "token x"}):
        answer = locked.get(path, **told)
        assert answer.status in (302, 403) and "BATNA" not in answer.text


def guests(**about: Any) -> Guests:
    return Guests(token=KEY, **about)


def test_keys_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(a: bytes, b: bytes) -> bool:
        compared.append((a, b))
        return True

    monkeypatch.setattr(guard.hmac, "compare_digest", compare)
    assert asyncio.run(guests().fits("quite another")), "something else compares as well"
    assert compared == [(b"quite another", KEY.encode())]


def test_guessing_is_slow_however_many_guess_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(guard.asyncio, "sleep", sleep)
    monkeypatch.setattr(guard.time, "monotonic", lambda: 100.0)
    door = guests()
    looked_at = 0
    for _ in range(200):
        try:
            assert not asyncio.run(door.fits("wrong"))
            looked_at += 1
        except web.HTTPError as refused:
            assert refused.status_code == 429
    assert looked_at == LONGEST_QUEUE / SECONDS_A_GUESS + 1
    assert slept == [SECONDS_A_GUESS * n for n in range(1, looked_at + 1)]
    with pytest.raises(web.HTTPError):
        asyncio.run(door.fits(KEY))
    monkeypatch.setattr(guard.time, "monotonic", lambda: 101.0)
    assert asyncio.run(door.fits(KEY)), "a second later there is room at the door again"


def test_an_empty_key_never_fits() -> None:
    assert not asyncio.run(Guests(token="").fits(""))


def test_who_is_in_already_is_not_kept_waiting_by_those_who_guess(
    serve: Callable[..., Any], eventually: Callable[..., None]
) -> None:
    server = serve("--token", KEY)
    cookie = server.get(f"?{ASKED}").headers["Set-Cookie"].split(";")[0]
    where = urlsplit(server.url)
    asked = f"GET /?token=wrong HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode()
    lines = []

    def too_many() -> bool:
        for _ in range(LONGEST_QUEUE * 3):  # a slow machine may have answered some of them by now
            lines.append(socket.create_connection((where.hostname, where.port)))
            lines[-1].sendall(asked)
        last = server.get("?token=wrong")
        return last.status == 429 and "One moment" in last.text

    eventually(too_many, "those who guess are turned away")
    assert server.get("", Cookie=cookie).status == 200
    for line in lines:
        line.close()


@pytest.fixture(params=["info", "debug"])
def logged(
    request: pytest.FixtureRequest, course: Path, tmp_path: Path, server: Any
) -> Iterator[tuple[Any, Path]]:
    """A server that writes all that it says into one file."""
    log = tmp_path / "log"
    options = ["--no-browser", "--port", "0", "--course", str(course), "--token", KEY]
    options += ["--log-level", request.param]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "unstuck", "serve", *options],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        while not (said := re.search(r"http://[^\s?]+", log.read_text())):
            assert process.poll() is None
        yield type(server)(process, said.group()), log
    finally:
        process.terminate()
        process.wait(15)


def test_the_key_stands_in_no_log_and_no_page(logged: tuple[Any, Path]) -> None:
    server, log = logged
    nobody = str(uuid4())
    wrong = "nearly+sesame"
    seen = []
    for path in ("", "nowhere", "login", "voila/render/none.ipynb", f"unstuck/cells/{nobody}"):
        for asked in (ASKED, f"token={wrong}"):
            for method in ("GET", "POST", "PUT", "PROPFIND"):
                referer = f"{server.url}?{asked}"
                answer = server.get(f"{path}?{asked}", method, Referer=referer)
                seen.append(answer.text + str(answer.headers))
    field, cookie = a_form(server)
    for key in (KEY, wrong):
        post(server, "login", {"password": key, "_xsrf": field}, Cookie=cookie)
    server.process.terminate()
    server.process.wait(15)
    told = log.read_text()
    assert "Closing" in told, "nothing was logged"
    for form in (KEY, ASKED, KEY.split("&", maxsplit=1)[0], wrong, wrong.replace("+", " ")):
        assert form not in told
        assert not [text for text in seen if form in text]
