"""A course with a key: pages, cells and connections need it."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

KEY = "open-sesame"


@pytest.fixture(scope="module")
def locked(serve):
    return serve("--token", KEY, "--max-kernels", "1")


@pytest.mark.parametrize(
    "path", ["", "voila/render/01-first.ipynb", "voila/files/pictures/one.svg"]
)
def test_without_the_key_one_is_asked_for_it(locked, path):
    answer = locked.get(path)
    assert answer.status == 302
    assert "/login?next=" in answer.headers["Location"]


def test_the_page_that_asks_is_friendly_and_keeps_the_key_to_itself(locked):
    page = locked.get("login")
    assert page.status == 200
    assert "The key, please" in page.text
    assert KEY not in page.text


def test_with_the_key_the_course_opens(locked):
    home = locked.get(f"?token={KEY}")
    assert (home.status, home.headers["Location"]) == (302, "/"), "it leaves the address"
    assert "Set-Cookie" in home.headers
    cookie = home.headers["Set-Cookie"].split(";")[0]
    assert locked.get("", Cookie=cookie).status == 200
    kernel, page = locked.open_page(Cookie=cookie)
    assert KEY not in page
    assert locked.alive(kernel) in (302, 403)
    assert locked.alive(kernel, Cookie=cookie) == 204
    assert locked.leave(kernel) == 403

    async def connect() -> None:
        address = f"{locked.url}unstuck/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
        address = address.replace("http", "ws", 1)
        with pytest.raises(HTTPClientError, match="403"):
            await websocket_connect(address)
        (await websocket_connect(HTTPRequest(address, headers={"Cookie": cookie}))).close()

    asyncio.run(connect())
    assert locked.leave(kernel, Cookie=cookie) == 204


def test_a_wrong_key_opens_nothing(locked):
    assert locked.get("?token=wrong").status == 302
