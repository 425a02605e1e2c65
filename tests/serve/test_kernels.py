"""Kernels: when they start, when they end, how many there may be, and what may be sent to them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from pathlib import Path
from uuid import uuid4

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from unstuck.serve import kernels as module
from unstuck.serve.kernels import FEWEST, PageKernels

NOBODY = str(uuid4())


def cells(server, kernel):
    """All that the cells of a page show."""
    shown, known, done = [], 0, False
    while not done:
        told = json.loads(server.get(f"unstuck/cells/{kernel}?known={known}").text)
        shown += told["cells"]
        known, done = told["known"], told["done"]
    return shown


def test_a_page_gets_the_widgets_of_its_cells(server):
    kernel, _ = server.open_page()
    [shown] = cells(server, kernel)
    assert shown["cell"] == 1
    assert [set(part) for part in shown["parts"]] == [{"widget"}]
    server.leave(kernel)


def test_a_failing_cell_says_no_more_than_that_and_the_next_goes_on(server):
    kernel, _ = server.open_page("02-second")
    first, second = cells(server, kernel)
    assert first["parts"] == [{"failed": True}]
    assert second["parts"] == [{"text": "and on\n"}]
    server.leave(kernel)


def test_goodbye_ends_the_kernel_at_once(server, eventually):
    kernel, _ = server.open_page()
    assert server.alive(kernel) == 204
    assert server.leave(kernel) == 204
    eventually(lambda: server.alive(kernel) == 404, "the kernel is gone")
    assert server.leave(kernel) == 204, "a second goodbye"


def test_goodbye_to_an_unknown_kernel_is_no_fault(server):
    assert server.leave(NOBODY) == 204


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "null"},
    ],
)
def test_goodbye_from_another_site_is_refused(server, headers):
    kernel, _ = server.open_page()
    assert server.leave(kernel, **headers) == 403
    assert server.alive(kernel) == 204
    server.leave(kernel)


def test_alive_tells_a_killed_kernel_from_a_running_one(server, eventually):
    before = server.kernels()
    kernel, _ = server.open_page()
    cells(server, kernel)
    [killed] = server.kernels() - before
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: server.alive(kernel) == 404, "the death is noticed")
    assert server.alive(NOBODY) == 404


def test_asking_after_a_kernel_is_no_sign_of_activity(server):
    kernel, _ = server.open_page()
    cells(server, kernel)

    def last():
        return json.loads(server.get(f"unstuck/api/kernels/{kernel}").text)["last_activity"]

    before = last()
    for _ in range(3):
        assert server.alive(kernel) == 204
    assert last() == before
    server.leave(kernel)


def connect(server, kernel, **headers) -> WebSocketClientConnection:
    address = f"{server.url}unstuck/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
    return websocket_connect(HTTPRequest(address.replace("http", "ws", 1), headers=headers))


def message(kind: str, content: dict) -> str:
    header = {
        "msg_id": uuid4().hex,
        "msg_type": kind,
        "session": "s",
        "username": "",
        "version": "5.3",
    }
    told = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps(told | {"channel": "shell", "buffers": []})


def test_a_page_cannot_run_code(server, tmp_path):
    kernel, _ = server.open_page()
    cells(server, kernel)
    mark = tmp_path / "ran"

    async def try_it() -> list[str]:
        line = await connect(server, kernel)
        code = f"open({str(mark)!r}, 'w').close()"
        await line.write_message(message("execute_request", {"code": code, "silent": False}))
        await line.write_message(message("shutdown_request", {"restart": False}))
        await line.write_message(message("kernel_info_request", {}))
        heard: list[str] = []
        while "kernel_info_reply" not in heard:
            heard.append(json.loads(await line.read_message())["header"]["msg_type"])
        line.close()
        return heard

    heard = asyncio.run(asyncio.wait_for(try_it(), 20))
    assert "execute_reply" not in heard
    assert not mark.exists()
    assert server.alive(kernel) == 204
    server.leave(kernel)


@pytest.mark.parametrize("method", ["DELETE", "POST", "PUT"])
def test_a_page_cannot_manage_kernels(server, method):
    kernel, _ = server.open_page()
    for path in ("", f"/{kernel}", f"/{kernel}/restart"):
        assert server.get(f"unstuck/api/kernels{path}", method).status in (403, 404, 405)
    assert server.alive(kernel) == 204
    server.leave(kernel)


def test_another_site_cannot_connect(server):
    kernel, _ = server.open_page()

    async def try_it() -> None:
        with pytest.raises(HTTPClientError, match="403"):
            await connect(server, kernel, Origin="https://elsewhere.example")
        with pytest.raises(HTTPClientError, match="404"):
            await connect(server, NOBODY)

    asyncio.run(try_it())
    server.leave(kernel)


def test_a_full_room_says_so_and_opens_again(serve, eventually):
    small = serve("--max-kernels", "2")
    first, _ = small.open_page()
    second, _ = small.open_page()
    full = small.get("voila/render/01-first.ipynb")
    assert full.status == 503
    assert int(full.headers["Retry-After"]) > 0
    assert "The room is full" in full.text
    assert small.get("").status == 200
    assert len(small.kernels()) == 2
    small.leave(first)
    eventually(lambda: small.alive(first) == 404, "the first is gone")
    third, _ = small.open_page()
    assert {small.alive(second), small.alive(third)} == {204}


def test_the_end_is_quick_and_leaves_nothing(serve, eventually):
    server = serve()
    kernel, _ = server.open_page()
    cells(server, kernel)
    files = server.process.pid
    running = {child.pid for child in server.children()}
    assert server.kernels() < running
    left = {p for p in Path("/tmp").glob("unstuck-*") if p.stat().st_ctime > time.time() - 60}
    began = time.monotonic()
    server.process.terminate()
    assert server.process.wait(10) == 0
    eventually(lambda: not any(Path(f"/proc/{n}").exists() for n in running), "kernels end", 3)
    assert time.monotonic() - began < 10, files
    assert not {p for p in left if any(kernel in each.name for each in p.glob("*"))}


def test_kernels_are_culled_after_twenty_minutes_though_connected():
    kernels = PageKernels()
    assert (kernels.cull_idle_timeout, kernels.cull_connected) == (1200, True)
    assert kernels.cull_interval <= 60


@pytest.mark.parametrize(
    ("left", "most", "fork"),
    [
        (0, FEWEST, True),
        (9.01e9, 70, False),
        (9.01e10, 700, False),
        (3.51e9, 70, True),
        (3.51e10, 702, True),
    ],
)
def test_the_room_is_as_large_as_memory_allows(monkeypatch, left, most, fork):
    monkeypatch.setattr(module, "memory_left", lambda: left)
    assert PageKernels(fork=fork).max_kernels == most


def in_a_loop(course, told, check):
    """Run a check with kernels of its own, and end them."""

    async def run() -> None:
        kernels = PageKernels(connection_dir=str(course.parent), root_dir=str(course), **told)
        try:
            await asyncio.wait_for(check(kernels), 30)
        finally:
            await kernels.shutdown_all(now=True)
            assert kernels._sockets is None

    asyncio.run(run())


async def gone(kernels, kernel):
    while await kernels.lives(kernel):
        await asyncio.sleep(0.05)


def test_a_kernel_whose_page_never_comes_ends(course):
    async def check(kernels: PageKernels) -> None:
        kernel = kernels.reserve()
        assert kernel
        await kernels.start_for_page(kernel, course)
        await gone(kernels, kernel)
        assert not kernels.runs

    in_a_loop(course, {"patience": 0.2}, check)


def test_an_idle_kernel_is_culled_though_a_page_is_connected(course):
    async def check(kernels: PageKernels) -> None:
        kernel = kernels.reserve()
        assert kernel
        await kernels.start_for_page(kernel, course)
        kernels.notify_connect(kernel)
        kernels.get_kernel(kernel).execution_state = "idle"
        await gone(kernels, kernel)

    in_a_loop(course, {"cull_idle_timeout": 1, "cull_interval": 1}, check)


def test_the_spare_kernel_goes_to_the_next_page_and_counts(course):
    async def check(kernels: PageKernels) -> None:
        kernels.keep_spare(course)
        spare = kernels.reserve()
        assert spare
        assert kernels.reserve() is None, "one place, and it is taken"
        kernel = await kernels.start_for_page(spare, course)
        assert kernel.transport == "ipc"
        assert not kernel.autorestart
        assert kernels.list_kernel_ids() == [spare]
        kernels.keep_spare(course)
        assert kernels.list_kernel_ids() == [spare], "no room for a spare one"

    in_a_loop(course, {"max_kernels": 1}, check)


def test_the_limit_of_a_service_counts_as_that_of_a_container_does(monkeypatch, tmp_path):
    service = tmp_path / "system.slice" / "unstuck.service"
    service.mkdir(parents=True)
    (tmp_path / "groups").write_text("1:cpu:/other\n0::/system.slice/unstuck.service\n")
    monkeypatch.setattr(module, "_CGROUP", tmp_path)
    monkeypatch.setattr(module, "_OWN_GROUP", tmp_path / "groups")
    free = module.memory_left()
    for folder, limit, used in ((service, "max", "5"), (tmp_path, "1000", "100")):
        (folder / "memory.max").write_text(limit + "\n")
        (folder / "memory.current").write_text(used + "\n")
    assert module.memory_left() == 900 < free
    (service / "memory.max").write_text("500\n")
    assert module.memory_left() == 495
    monkeypatch.setattr(module, "_OWN_GROUP", tmp_path / "none")
    assert module.memory_left() > 900
