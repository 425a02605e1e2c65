"""A flood from one address harms no other, nor those behind that address who wait their turn."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from troubled import troubled
from unstuck.serve import limits
from unstuck.serve.cli import main
from unstuck.serve.limits import PACE, WAIT, Door, neighbourhood

ME, YOU = "192.0.2.1", "192.0.2.2"
PAGE = "voila/render/01-first.ipynb"


class Room:
    """A door with a clock to set and a room whose places are counted."""

    def __init__(self, places: int = 200, pace: float = PACE) -> None:
        self.now = 1000.0
        self.places = places
        self.ended: list[str] = []
        self.open: set[str] = set()
        self.door = Door(lambda: self.places - len(self.open), self.end, pace, lambda: self.now)

    async def end(self, kernel_id: str) -> bool:
        self.open.discard(kernel_id)
        self.ended.append(kernel_id)
        return True

    def come(self, address: str = ME, turn: str = "", *, speaks: bool = True) -> str:
        """The id of the page that was opened, empty if none was."""
        line = self.door.admits(address, turn)
        if line is None:
            return ""
        kernel_id = str(uuid4())
        self.open.add(kernel_id)
        self.door.opened(kernel_id, line)
        if speaks:
            self.door.heard(kernel_id)
        return kernel_id


def test_a_class_of_sixty_behind_one_address_comes_in_at_once():
    room = Room()
    assert all(room.come() for _ in range(60))


def test_a_flood_is_held_to_its_pace_and_others_are_not():
    room = Room(places=10_000)
    came = 0
    for tick in range(1000):  # a hundred a second for ten seconds
        room.now = 1000 + tick / 100
        came += bool(room.come(ME))
        if tick % 100 == 0:
            assert room.come(YOU), tick
    assert came <= PACE / 2 + 10 * PACE / 60 + 1


def test_pages_that_never_speak_take_half_of_what_is_free_and_no_more():
    room = Room(places=40)
    while room.come(ME, speaks=False):
        pass
    assert len(room.open) == 20
    assert room.come(YOU), "half of the room is left"


def test_a_page_that_speaks_is_no_longer_counted_as_silent():
    room = Room(places=40)
    opened = [room.come(ME, speaks=False) for _ in range(20)]
    assert not room.come(ME)
    for each in opened[:2]:
        assert room.door.heard(each)
        assert not room.door.heard(each), "only once"
    assert room.come(ME)


def test_who_waits_gets_in_by_turn_though_the_flood_goes_on():
    room = Room()
    while room.come():
        pass
    turn = room.door.turn(ME)
    assert not room.come(turn=turn), "too soon"
    room.now += WAIT + 1
    while room.come():  # the flood takes what came free
        pass
    assert room.come(turn=turn)
    assert not room.come(turn=turn), "a turn is good once"


@pytest.mark.parametrize("spoil", ["", "x", "1000.ab.cd", "é.ü.ß", "swap", "late", "other", "far"])
def test_a_turn_that_was_not_given_or_is_over_is_none(spoil):
    room = Room()
    turn = room.door.turn(YOU if spoil == "other" else ME)
    room.now += {"late": 100, "far": WAIT - 2}.get(spoil, WAIT + 1)
    while room.come():
        pass
    if spoil == "swap":
        due, nonce, mark = turn.split(".")
        turn = f"{int(due) - 1}.{nonce}.{mark}"
    elif spoil not in ("late", "other", "far"):
        turn = spoil
    assert not room.come(turn=turn)


def test_an_address_of_the_newer_kind_is_a_whole_house():
    assert neighbourhood("2001:db8:1:2:3::4") == neighbourhood("2001:db8:1:2:ffff::1")
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
    assert neighbourhood("192.0.2.1") == "192.0.2.1"
    assert neighbourhood("") == ""


def test_addresses_that_have_gone_are_forgotten():
    room = Room(places=10**6)
    for n in range(3000):
        room.now += 60
        assert room.come(f"10.0.{n // 256}.{n % 256}")
    assert len(room.door._lines) <= limits._MANY


def test_a_page_that_nobody_reads_ends(monkeypatch):
    monkeypatch.setattr(limits, "SILENT", 0.05)
    room = Room()

    async def check() -> None:
        silent, speaking = room.come(speaks=False), room.come(speaks=False)
        for each in (silent, speaking):
            room.door.sent(each)
        room.door.heard(speaking)
        while not room.ended:
            await asyncio.sleep(0.01)
        assert room.ended == [silent]

    asyncio.run(asyncio.wait_for(check(), 10))


def metric(server, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", server.get("metrics").text, re.MULTILINE)
    assert found, name
    return float(found.group(1))


def ask(server, client: AsyncHTTPClient, path: str, **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.fetch(HTTPRequest(server.url + path, headers=named), raise_error=False)


def kernel_in(answer: HTTPResponse) -> str:
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', answer.body.decode())
    assert found, answer.code
    return found.group(1)


async def ready_page(server, client: AsyncHTTPClient, who: str):
    """A page that is open and connected: its kernel, its widget, and its connection."""
    answer = await ask(server, client, PAGE, X_Forwarded_For=who)
    kernel, known, parts = kernel_in(answer), 0, []
    while True:
        told = json.loads((await ask(server, client, f"unstuck/cells/{kernel}?known={known}")).body)
        known, parts = told["known"], parts + told["cells"]
        if told["done"]:
            break
    address = f"{server.url}unstuck/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
    line = await websocket_connect(address.replace("http", "ws", 1))
    return kernel, parts[0]["parts"][0]["widget"], line


async def move(line: WebSocketClientConnection, widget: str, value: object) -> None:
    """Move a slider, and wait until its kernel has answered."""
    header = {"msg_id": uuid4().hex, "msg_type": "comm_msg", "session": "s", "username": ""}
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    told = {
        "header": header | {"version": "5.3"},
        "parent_header": {},
        "metadata": {},
        "content": {"comm_id": widget, "data": data},
        "channel": "shell",
        "buffers": [],
    }
    await line.write_message(json.dumps(told))
    while True:
        heard = json.loads(str(await line.read_message()))
        mine = heard["parent_header"].get("msg_id") == header["msg_id"]
        if mine and heard["content"].get("execution_state") == "idle":
            return


async def flood(server, client: AsyncHTTPClient, stop: asyncio.Event) -> list[int]:
    """A hundred reloads a second from one address, each abandoned by the next."""
    running: set[asyncio.Future[HTTPResponse]] = set()
    statuses: list[int] = []
    while not stop.is_set():
        one = asyncio.ensure_future(ask(server, client, PAGE, X_Forwarded_For=ME))
        running.add(one)
        one.add_done_callback(running.discard)
        one.add_done_callback(lambda done: statuses.append(done.result().code))
        await asyncio.sleep(0.01)
    while running:
        await asyncio.sleep(0.05)
    return statuses


def test_a_hundred_reloads_a_second_leave_the_others_unharmed(serve, eventually):
    server = serve("--max-kernels", "24", "--behind-proxy", "--pace", "40")

    async def check() -> None:
        AsyncHTTPClient.configure(None, max_clients=500)
        client = AsyncHTTPClient(force_instance=True)
        kernel, widget, line = await ready_page(server, client, YOU)
        stop = asyncio.Event()
        flooding = asyncio.create_task(flood(server, client, stop))
        while not metric_of(await ask(server, client, "metrics")):
            await move(line, widget, 3)
        for value in range(20):
            await move(line, widget, value)
        other = await ask(server, client, PAGE, X_Forwarded_For=YOU)
        assert other.code == 200
        assert (await ask(server, client, f"unstuck/alive/{kernel_in(other)}")).code == 204
        assert await comes_again(server, client) == 200, "one behind the same address"
        stop.set()
        statuses = await flooding
        assert set(statuses) == {200, 429}
        assert statuses.count(200) <= 40
        assert (await ask(server, client, f"unstuck/alive/{kernel}")).code == 204
        line.close()

    def metric_of(answer: HTTPResponse) -> bool:
        return b'unstuck_refusals_total{reason="pace"} 0.0' not in answer.body

    async def comes_again(server, client: AsyncHTTPClient) -> int:
        """What the friendly page does by itself."""
        turned_away = await ask(server, client, PAGE, X_Forwarded_For=ME)
        assert turned_away.code == 429
        text = turned_away.body.decode()
        assert "One moment, please" in text
        assert int(turned_away.headers["Retry-After"]) == WAIT
        found = re.search(r'data-unstuck-again="(\d+)" data-unstuck-turn="([\w.]+)"', text)
        assert found
        await asyncio.sleep(int(found.group(1)))  # what the visitor waits
        again = f"{PAGE}?turn={found.group(2)}"
        return int((await ask(server, client, again, X_Forwarded_For=ME)).code)

    # metrics are told to this machine alone; the client sends no word of a proxy there
    asyncio.run(asyncio.wait_for(check(), 90))
    eventually(
        lambda: metric(server, "unstuck_places_free") >= 22,
        "pages that nobody reads end",
        limits.SILENT + 40,
    )


@pytest.mark.parametrize("options", [[], ["--no-fork"]])
def test_what_a_learner_typed_is_in_no_log(
    course: Path, tmp_path: Path, options: list[str]
) -> None:
    typed = "something private"

    async def check() -> None:
        client = AsyncHTTPClient(force_instance=True)
        _, widget, line = await ready_page(server, client, YOU)
        await move(line, widget, typed)  # no number: the kernel finds fault with it
        await move(line, widget, 7)
        line.close()

    with troubled(course, tmp_path, *options) as server:
        server.get(f"nowhere/{quote(typed)}?token={quote(typed)}")
        asyncio.run(asyncio.wait_for(check(), 60))
        assert "Open on port" in server.log()
        assert typed not in server.log()
        assert quote(typed) not in server.log()


def test_the_pace_that_help_names_is_the_pace_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    assert f"may open; default {PACE}," in " ".join(capsys.readouterr().out.split())
